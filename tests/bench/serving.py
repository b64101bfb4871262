"""Measure questions one after another once the index is open: `python -m tests.bench.serving ARTICLES ... [--sample N] [--questions FILE]`.

For each path of articles: how long it took to index, how long an answer takes at the median and at the 95th percentile (wall clock, and
processor time, which other work on the machine lengthens less), and the memory of the process. A `.gz` path is read as articles JSON lines; --sample
takes so many articles of it, spread evenly. The engine is warmed as the bot's are (`Engine.warm`); then each question is asked
for the first time, and, told apart since much is remembered, all of them once more.
"""

from __future__ import annotations

import argparse
import gc
import gzip
import json
import os
import resource
import statistics
import tempfile
import time
from pathlib import Path
from typing import Final

from rag.engine import Engine
from rag.settings import Settings
from rag.values import AskOptions

ROOT: Final = Path(__file__).resolve().parents[2]
QUESTIONS: Final = ROOT / "seeds" / "questions.jsonl"


def sampled(path: Path, count: int, folder: Path) -> Path:
    """Return a JSON-lines file of `count` articles of `path`, spread evenly; `path` itself for a folder or for all."""
    if path.suffix != ".gz" or not count:
        return path
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        every = list(lines)
    chosen = folder / "articles.jsonl"
    step = max(1, len(every) // count)
    chosen.write_text("".join(every[::step][:count]), encoding="utf-8")
    return chosen


def answer_times(engine: Engine, questions: list[str]) -> list[tuple[float, float]]:
    """Return (wall, processor) milliseconds of each question."""
    times = []
    for question in questions:
        began, used = time.perf_counter(), time.process_time()
        engine.ask(question, AskOptions(use_llm=False))
        times.append((1000 * (time.perf_counter() - began), 1000 * (time.process_time() - used)))
    return times


def measure(articles: Path, name: str, questions: list[str]) -> list[str]:
    """Return the rows of the table: first askings, and the same questions again."""
    with tempfile.TemporaryDirectory(prefix="isnad-serving-") as folder:
        settings = Settings.load({"HOME": folder}, data=Path(folder) / "data")
        with Engine.open(settings) as engine:
            began = time.perf_counter()
            report = engine.reindex([articles])
            indexing = time.perf_counter() - began
        with Engine.open(settings) as engine:
            engine.warm()
            gc.collect()
            gc.freeze()  # as the bot's engines do once they are warm
            rounds = {asked: answer_times(engine, questions) for asked in ("first", "again")}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    start = f"| {name} | {report.articles} | {report.passages} | {indexing:.0f}"
    return [f"{start} | {asked} | {_columns(times)} | {peak:.0f} |" for asked, times in rounds.items()]


def _columns(times: list[tuple[float, float]]) -> str:
    shares = [_percentile([pair[clock] for pair in times], share) for clock in (0, 1) for share in (50, 95)]
    return " | ".join(f"{share:.1f}" for share in shares)


def _percentile(values: list[float], share: int) -> float:
    return statistics.quantiles(values, n=100, method="inclusive")[share - 1]


def _questions(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return list(dict.fromkeys(json.loads(line)["question"] for line in lines if line.strip()))


def main() -> None:
    """Measure each path that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", nargs="+", type=Path)
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--questions", type=Path, default=QUESTIONS)
    chosen = parser.parse_args()
    asked = _questions(chosen.questions)
    print(
        f"{len(asked)} questions of {chosen.questions.name}, OMP_NUM_THREADS={os.environ.get('OMP_NUM_THREADS', 'unset')}\n"
    )
    print(
        "| archive | articles | passages | indexing s | asked | p50 ms | p95 ms | p50 processor ms | p95 processor ms | peak MB |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|")
    for path in chosen.articles:
        with tempfile.TemporaryDirectory() as folder:
            rows = measure(sampled(path, chosen.sample, Path(folder)), path.name, asked)
            print("\n".join(rows), flush=True)


if __name__ == "__main__":
    main()
