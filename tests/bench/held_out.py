"""Measure the bridge on text of kinds that it was not trained on: a third of the sources are left out, then searched.

    python -m tests.bench.held_out "$ISNAD_SHARED"

Trains a bridge without the sentence pairs of news, health and biographies (PUD, TICO-19, MT-GenEval); then looks for the translation of a
stretch of four to seven content words of a sentence among all sentences left out, both ways, by the sparse leg alone. And, with
the shipped analyser: for the article of a headline among all articles of the Arabic news corpus, by its first 1,200 characters.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np

from rag.index.sparse import SparseIndex
from rag.language.analysis import terms, tokens
from rag.language.bridge import Bridge
from rag.search.expansion import expand, scripts_of
from rag.search.query import analyse_query
from rag.training import bridge as training

LEFT_OUT: Final = ("ud_pud", "tico19", "mt_geneval")
QUERIES: Final = 400  # a source and direction
LEXICON: Final = Path(training.__file__).resolve().parent.parent / "language" / "lexicon"


def stretch(text: str, draw: random.Random) -> str | None:
    """Return a stretch of four to seven content words; None of a text that has fewer."""
    content = [token for token in tokens(text) if not token.is_stop]
    if len(content) < 4:
        return None
    size = min(len(content), draw.randint(4, 7))
    first = draw.randint(0, len(content) - size)
    return text[content[first].start : content[first + size - 1].end]


def ndcg_at_10(index: SparseIndex, bridge: Bridge, queries: Sequence[tuple[str, int]]) -> float:
    """Return the mean nDCG@10 of queries that each have one right passage."""
    scripts = scripts_of(index)
    gains = []
    for text, right in queries:
        scores = index.group_scores(expand(analyse_query(text, bridge), index, bridge.names, scripts))
        rank = int((scores > scores[right]).sum() + ((scores == scores[right]).sum() - 1) // 2)
        gains.append(1 / np.log2(rank + 2) if rank < 10 else 0.0)
    return float(np.mean(gains))


def across(shared: Path, bridge: Bridge) -> None:
    """Print a line for each source left out and each direction."""
    pairs = [p for p in training.parallel_pairs(shared / "parallel" / "sentences.tsv.gz") if p[2] in LEFT_OUT]
    for asked, searched, direction in ((0, 1, "English to Arabic"), (1, 0, "Arabic to English")):
        index = SparseIndex.build(terms(pair[searched]) for pair in pairs)
        for source in LEFT_OUT:
            draw = random.Random(7)
            places = [place for place, pair in enumerate(pairs) if pair[2] == source]
            draw.shuffle(places)
            drawn = ((stretch(pairs[place][asked], draw), place) for place in places)
            queries = [(text, place) for text, place in drawn if text][:QUERIES]
            print(
                f"| {source}, {direction} | {len(queries)} in {len(index):,} | {ndcg_at_10(index, bridge, queries):.3f} |",
                flush=True,
            )


def headlines(shared: Path) -> None:
    """Print a line for the articles of headlines."""
    bodies: dict[str, str] = {}
    with gzip.open(shared / "corpora" / "antcorpus.articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            bodies.setdefault(article["text"].strip()[:1200], article["title"])
    index = SparseIndex.build(map(terms, bodies))
    queries = [(title, place) for place, title in enumerate(bodies.values()) if terms(title)]
    queries = random.Random(3).sample(queries, QUERIES)
    print(
        f"| headlines of Tunisian news | {len(queries)} in {len(index):,} | {ndcg_at_10(index, Bridge.open(), queries):.3f} |"
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--bridge", type=Path, help="a bridge trained without the sources, made before")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = chosen.bridge or Path(place)
        if chosen.bridge is None:
            training.train(chosen.shared, LEXICON, folder, set(LEFT_OUT))
        print("| left out | queries | nDCG@10, sparse |\n|---|---|---|")
        across(chosen.shared, Bridge.open(folder))
    headlines(chosen.shared)


if __name__ == "__main__":
    main()
