"""Measure retrieval with the shipped models: each leg and both joined, on every set in the BEIR layout of a folder.

    python -m tests.bench.retrieval "$ISNAD_SHARED/eval" [--write docs]

Prints a Markdown table; with --write it also draws quality against time (retrieval.svg). Published figures of other models stand beside.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rag.evaluate.retrieval import Leg, evaluate_retrieval
from rag.settings import Settings

LEGS: Final[tuple[Leg, ...]] = ("sparse", "dense", "hybrid")
# nDCG@10 on Arabic XQuAD as published (MTEB results), question and passage in Arabic.
PUBLISHED: Final = {
    "BM25, words as they are": 0.888,
    "text-embedding-3-large": 0.904,
    "arctic-embed-l-v2": 0.929,
    "multilingual-e5-base": 0.946,
    "multilingual-e5-large": 0.962,
}


@dataclass(frozen=True, slots=True)
class Measured:
    """One leg on one set."""

    name: str
    leg: Leg
    ndcg: float
    recall: float
    ms: float
    seconds_index: float


def measure(folder: Path) -> Iterator[Measured]:
    """Yield every set under `folder` by every leg."""
    with tempfile.TemporaryDirectory() as place:
        settings = Settings.load(os.environ, data=Path(place))
        for one in sorted(path.parent.parent for path in folder.glob("*/qrels/test.tsv")):
            for leg in LEGS:
                report = evaluate_retrieval(one, settings, leg=leg).as_object()
                figures = report["ndcg@10"], report["recall@10"], report["ms_per_query"], report["seconds_index"]
                yield Measured(one.name, leg, *figures)


def draw(measured: list[Measured], file: Path) -> None:
    """Draw nDCG@10 against milliseconds a query, one line a set."""
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "isnad"
    from matplotlib import pyplot as plt

    figure, axes = plt.subplots(figsize=(7, 4.5))
    for name in dict.fromkeys(one.name for one in measured):
        line = sorted((one for one in measured if one.name == name), key=lambda one: one.ms)
        axes.plot([one.ms for one in line], [one.ndcg for one in line], "o-", label=name)
        for one in line:
            axes.annotate(one.leg, (one.ms, one.ndcg), fontsize=7, xytext=(3, 3), textcoords="offset points")
    for name, value in PUBLISHED.items():
        axes.axhline(value, linewidth=0.5, linestyle=":", color="grey")
        axes.annotate(
            f"{name} (Arabic)", (axes.get_xlim()[1], value), fontsize=6, ha="right", va="bottom", color="grey"
        )
    axes.set(xlabel="milliseconds a question, one core", ylabel="nDCG@10")
    axes.legend(fontsize=7)
    figure.tight_layout()
    figure.savefig(file, metadata={"Date": None})


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--write", type=Path)
    chosen = parser.parse_args()
    print("| set | leg | nDCG@10 | recall@10 | ms a question | seconds to index |\n|---|---|---|---|---|---|")
    measured: list[Measured] = []
    for one in measure(chosen.folder):
        measured.append(one)
        figures = f"{one.ndcg:.4f} | {one.recall:.4f} | {one.ms:.1f} | {one.seconds_index:.1f}"
        print(f"| {one.name} | {one.leg} | {figures} |", flush=True)
        if chosen.write is not None:
            draw(measured, chosen.write / "retrieval.svg")


if __name__ == "__main__":
    main()
