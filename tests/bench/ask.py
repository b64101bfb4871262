"""Measure a cold question as a whole process, beside Chroma alone and a plain pipeline: `python -m tests.bench.ask [--runs 7]`.

    isnad ask          on an existing index
    Chroma alone       import chromadb, open the same collection, query it once with a vector
    plain pipeline     tests/bench/plain_pipeline.py: LangChain, Chroma and sentence-transformers on the same articles

Each round runs them in turn, so that other work on the machine meets all of them; printed are medians of wall-clock seconds, processor
seconds and peak memory, and the wall-clock time as a multiple of Chroma alone. The articles are the five of the shared data folder (ISNAD_SHARED, else
../shared), else those that ship with the project.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
SHARED: Final = Path(os.environ.get("ISNAD_SHARED", ROOT.parent / "shared"))
QUESTION: Final = "when did the truce start?"
_ISNAD: Final = "import sys; from bot.cli import main; sys.exit(main())"
_CHROMA: Final = """
import sys, chromadb
client = chromadb.PersistentClient(sys.argv[1], chromadb.Settings(anonymized_telemetry=False))
collection = client.get_collection("passages", embedding_function=None)
vector = collection.get(limit=1, include=["embeddings"])["embeddings"][0]
print(collection.query(query_embeddings=[vector], n_results=5)["ids"])
"""


@dataclass(frozen=True, slots=True)
class Spent:
    """What one process took: seconds on the wall, seconds of processor, peak resident memory."""

    seconds: float
    processor: float
    megabytes: float


def spend(command: Sequence[str], environment: dict[str, str]) -> Spent:
    """Run a command to its end; return what it took.

    Raises:
        RuntimeError: it failed.
    """
    began = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{command[:4]} ended with {process.returncode}")
    return Spent(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def table(rounds: dict[str, list[Spent]]) -> str:
    """Return the medians as a Markdown table."""
    base = statistics.median(spent.seconds for spent in rounds["Chroma alone"])
    lines = [
        "| whole process, cold | seconds | times Chroma alone | processor seconds | peak MB | runs |",
        "|---|---|---|---|---|---|",
    ]
    for name, runs in rounds.items():
        if runs:
            seconds, processor, megabytes = (
                statistics.median(getattr(spent, key) for spent in runs)
                for key in ("seconds", "processor", "megabytes")
            )
            lines.append(
                f"| {name} | {seconds:.2f} | {seconds / base:.2f} | {processor:.2f} | {megabytes:.0f} | {len(runs)} |"
            )
    return "\n".join(lines)


def main() -> None:
    """Index, then run the three in turn."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--plain-runs", type=int, default=3, help="of the plain pipeline, which takes long; 0: none")
    chosen = parser.parse_args()
    shared = SHARED / "articles"
    articles = shared if shared.is_dir() else ROOT / "seeds"
    files = [
        str(file) for file in sorted(articles.iterdir()) if file.suffix in {".txt", ".md"} and file.stem != "README"
    ]
    with tempfile.TemporaryDirectory(prefix="isnad-ask-") as folder:
        data, copy = Path(folder) / "data", Path(folder) / "chroma"
        environment = {**os.environ, "ISNAD_DATA": str(data), "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "0"}
        environment.pop(
            "PYTHONDONTWRITEBYTECODE", None
        )  # installed programs, Chroma among them, have their byte code at hand
        isnad = [sys.executable, "-c", _ISNAD]
        subprocess.run([*isnad, "reindex", str(articles)], cwd=ROOT, env=environment, check=True, capture_output=True)
        shutil.copytree(next((data / "generations").glob("*/chroma")), copy)
        ways = {
            "isnad ask": [*isnad, "ask", QUESTION],
            "Chroma alone": [sys.executable, "-c", _CHROMA, str(copy)],
            "plain pipeline": [sys.executable, "-m", "tests.bench.plain_pipeline", QUESTION, *files],
        }
        rounds: dict[str, list[Spent]] = {name: [] for name in ways}
        for number in range(chosen.runs + 1):
            for name, command in ways.items():
                if name == "plain pipeline" and number > chosen.plain_runs:
                    continue
                spent = spend(command, environment)
                if number:  # the first round fills the file cache
                    rounds[name].append(spent)
    print(f"{len(files)} articles of {articles.name}/, question {QUESTION!r}\n")
    print(table(rounds))


if __name__ == "__main__":
    main()
