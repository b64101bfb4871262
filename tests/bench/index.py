"""Measure re-indexing and opening: `python -m tests.bench.index ARTICLES.jsonl`.

Prints, for a first run, for one changed article and for a run without a change, the processor seconds of each stage (other work on the
machine does not count), the time to open the index, and how many passages a second Chroma takes.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

from rag.engine import Engine
from rag.index.generation import Generation
from rag.settings import Settings


class Stages:
    """Processor seconds by stage, as re-indexing tells them."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self._stage, self._began = "Opening", time.process_time()

    def __call__(self, stage: str, done: int, total: int) -> None:
        now = time.process_time()
        self.seconds[self._stage] += now - self._began
        self._stage, self._began = stage, now

    def table(self) -> str:
        self("", 0, 0)
        return ", ".join(f"{stage.lower()} {seconds:.2f}" for stage, seconds in self.seconds.items())


def _run(engine: Engine, articles: Path, name: str) -> float:
    stages, began = Stages(), time.process_time()
    report = engine.reindex([articles], progress=stages)
    print(
        f"{name}: {report.articles} articles, {report.passages} passages, {time.process_time() - began:.2f} s of processor time"
    )
    print(f"  {stages.table()}")
    return report.passages / max(stages.seconds["Storing"], 1e-9)


def main() -> None:
    """Index a copy of the articles in a temporary place, change one, and measure."""
    source = Path(sys.argv[1])
    with tempfile.TemporaryDirectory() as place:
        articles, data = Path(place) / source.name, Path(place) / "data"
        shutil.copy(source, articles)
        with Engine.open(Settings.load({"HOME": place}, data=data)) as engine:
            rate = _run(engine, articles, "first run")
            lines = articles.read_text(encoding="utf-8").splitlines()
            articles.write_text(
                "\n".join([*lines[:-1], lines[-1].replace('"text": "', '"text": "جديد. ', 1)]), encoding="utf-8"
            )
            _run(engine, articles, "one article changed")
            _run(engine, articles, "nothing changed")
        began = time.perf_counter()
        for _ in range(10):
            Generation.open(data).close()
        print(
            f"opening: {(time.perf_counter() - began) * 100:.1f} ms; Chroma: {rate:.0f} passages a second of processor time"
        )


if __name__ == "__main__":
    main()
