"""Engines in processes of their own: real processes, the real engine over the shipped articles."""

from __future__ import annotations

import contextlib
import io
import json
import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.telegram.archive import Call, Stopped
from bot.telegram.logs import make_log
from bot.telegram.workers import Workers, _rehearsed, open_engines
from rag.engine import Engine
from rag.errors import IndexMissing
from rag.settings import LogSettings, Settings
from rag.values import AskOptions

ASK = Call("ask", ("When did the truce start?", AskOptions()))


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Return settings with the shipped articles indexed."""
    settings = Settings.load(
        {"HOME": str(tmp_path_factory.mktemp("home")), "ISNAD_DATA": str(tmp_path_factory.mktemp("data"))}
    )
    Engine.open(settings).ensure_index()
    return settings


@pytest.fixture(scope="module")
def workers(settings: Settings) -> Iterator[Workers]:
    """Return one engine process."""
    made = Workers(settings, 1)
    yield made
    made.close()


def test_answer_crosses_the_pipe_whole(workers: Workers, settings: Settings) -> None:
    """A process gives the answer that an engine here gives."""
    theirs, ours = workers.run(ASK), Engine.open(settings).ask(*ASK.args)
    assert (theirs.text, theirs.citations, theirs.coverage) == (ours.text, ours.citations, ours.coverage)


def test_new_generation_is_used_by_the_next_call(workers: Workers, settings: Settings) -> None:
    """What another process publishes is what the next answer is made of."""
    before = workers.run(Call("coverage")).generation
    report = Engine.open(settings).reindex(full=True)
    assert report.published
    assert workers.run(Call("coverage")).generation > before


def test_dead_process_is_replaced_and_the_call_made_again(workers: Workers) -> None:
    """A process that is killed costs time, not an answer."""
    pid = next(iter(workers._all))._process.pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    assert workers.run(ASK).question == ASK.args[0]


def test_errors_cross_the_pipe(tmp_path: Path) -> None:
    """An engine's error arrives with what, where and hint; the process goes on."""
    made = Workers(Settings.load({"HOME": str(tmp_path), "ISNAD_DATA": str(tmp_path / "empty")}), 1)
    try:
        for _ in range(2):
            with pytest.raises(IndexMissing) as raised:
                made.run(ASK)
            assert raised.value.hint
    finally:
        made.close()


def test_reindexing_leaves_the_answering_process_free(workers: Workers, settings: Settings) -> None:
    """What takes minutes runs in a process of its own; its progress is heard."""
    heard: list[tuple[object, ...]] = []
    report = workers.run(
        Call("reindex", ((settings.paths.archive,),), "progress", long=True), lambda *facts: heard.append(facts)
    )
    assert report.generation is not None
    assert heard


def test_nobody_waits_for_a_call_that_was_stopped(workers: Workers, settings: Settings) -> None:
    """A listener that raises Stopped hears no more, and the process takes the next call."""
    heard: list[tuple[object, ...]] = []

    def listen(*facts: object) -> None:
        heard.append(facts)
        raise Stopped

    with contextlib.suppress(Stopped):
        workers.run(Call("reindex", ((settings.paths.archive,),), "progress"), listen)
    assert len(heard) == 1
    assert workers.run(ASK).question == ASK.args[0]


def test_reading_ahead_goes_step_by_step_and_ends_where_nothing_can_be_read() -> None:
    """An archive that was taken away meanwhile ends the reading, not the process."""

    def steps() -> Iterator[None]:
        yield
        raise IndexMissing("gone")

    ahead = _rehearsed(steps())
    assert ahead is not None
    assert _rehearsed(ahead) is None
    assert _rehearsed(iter(())) is None


def test_processes_end_with_the_pipe(settings: Settings) -> None:
    """Closing ends every process, busy or not."""
    made = Workers(settings, 1)
    process = next(iter(made._all))._process
    made.run(Call("coverage"))
    assert process.is_alive()
    next(iter(made._all)).send(ASK)
    made.close()
    assert not process.is_alive()


def test_archive_that_is_indexed_at_the_start_is_named(tmp_path: Path) -> None:
    """Where the index is gone, the log names what it was made of, not the shipped articles that the settings name."""
    archive, data, lines = tmp_path / "archive", tmp_path / "data", io.StringIO()
    archive.mkdir()
    (archive / "rain.txt").write_text("Rain fell on the old harbour on Monday.\n", encoding="utf-8")
    settings = Settings.load({"HOME": str(tmp_path)}, data=data)
    with Engine.open(settings) as engine:
        engine.reindex([archive])
    shutil.rmtree(data / "generations")
    (data / "current").unlink()
    open_engines(settings, make_log(LogSettings(json=True), (), lines)).close()
    (indexing,) = [line for line in map(json.loads, lines.getvalue().splitlines()) if line["event"] == "indexing"]
    assert indexing["archive"] == str(archive)
