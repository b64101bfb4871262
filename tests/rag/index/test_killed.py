"""A run that is killed at any moment: the old or the new archive answers, whole, and the next run cleans up."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from rag.engine import Engine
from rag.index.generation import Generation
from rag.index.publish import leftovers, published_numbers
from rag.index.validate import validate
from rag.values import AskOptions
from tests.rag.index.archives import settings_in, write_archive

MARKS = ("الأولى", "الثانية")


class Runner:
    """The process of tests/rag/index/reindexing.py."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def run(self, folder: Path, kill_after: float | None = None) -> tuple[float, bool]:
        """Re-index `folder`; kill the run after so many seconds. Return how long it ran and whether it came to its end."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{folder}\n")
        self._process.stdin.flush()
        child = int(self._process.stdout.readline())
        started = time.monotonic()
        if kill_after is not None:
            time.sleep(kill_after)
            with suppress(ProcessLookupError):  # it has ended
                os.kill(child, signal.SIGKILL)
        status = int(self._process.stdout.readline())
        assert status in {0, signal.SIGKILL}  # it ended or was killed; it did not fail
        return time.monotonic() - started, status == 0


@contextmanager
def _runner(data: Path) -> Iterator[Runner]:
    command = [sys.executable, "-m", "tests.rag.index.reindexing", str(data)]
    environment = os.environ | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "TOKENIZERS_PARALLELISM": "false"}
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
        cwd=Path(__file__).parents[3],
    ) as process:
        yield Runner(process)
        assert process.stdin is not None
        process.stdin.close()


def _marks_found(data: Path) -> set[str]:
    """Check the whole index, and return which version of the archive its passages and its hits are of."""
    generation = Generation.open(data)
    try:
        validate(generation)
        passages = generation.catalogue.passages(range(len(generation.vectors)))
        texts = [item.passage.text for item in passages]
    finally:
        generation.close()
    with Engine.open(settings_in(data)) as engine:
        texts += [hit.passage.text for hit in engine.search("أعمال المياه في دمشق", AskOptions(top_k=20))]
    return {mark for mark in MARKS for text in texts if f"النسخة {mark}" in text}


def _kill_many_runs(place: Path, kills: int) -> None:
    archives = [write_archive(place / str(number), 10, mark) for number, mark in enumerate(MARKS)]
    data, dice = place / "data", random.Random(7)
    with _runner(data) as runner:
        _, ended = runner.run(archives[0])
        assert ended
        whole, ended = runner.run(archives[1])
        assert ended
        in_use, killed = 1, 0
        while killed < kills:
            target = 1 - in_use
            _, ended = runner.run(archives[target], dice.uniform(0, whole * 1.1))
            killed += not ended
            marks = _marks_found(data)
            assert marks in ({MARKS[in_use]}, {MARKS[target]})
            if ended:
                assert marks == {MARKS[target]}
            in_use = MARKS.index(marks.pop())
        assert runner.run(archives[1 - in_use])[1]
    assert _marks_found(data) == {MARKS[1 - in_use]}
    assert leftovers(data) == []
    assert len(published_numbers(data)) == 2


def test_a_run_killed_at_any_moment_leaves_the_old_or_the_new_archive(tmp_path: Path) -> None:
    _kill_many_runs(tmp_path, 20)


@pytest.mark.soak
@pytest.mark.timeout(1800)
def test_two_hundred_killed_runs_leave_the_old_or_the_new_archive(tmp_path: Path) -> None:
    _kill_many_runs(tmp_path, 200)


def test_a_first_run_that_is_killed_leaves_nothing_that_answers_and_the_next_one_cleans_up(tmp_path: Path) -> None:
    archive = write_archive(tmp_path / "archive", 10)
    with _runner(tmp_path / "data") as runner:
        building = tmp_path / "data" / "generations"
        for delay in (0.05, 0.1, 0.2):
            runner.run(archive, delay)
        assert runner.run(archive)[1]
    assert [path.name for path in building.iterdir()] == [
        f"{number:06}" for number in published_numbers(tmp_path / "data")
    ]
    assert _marks_found(tmp_path / "data") == {MARKS[0]}
