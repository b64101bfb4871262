"""The bot's file: one transaction a piece of work, one process, failures that leave it usable."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path

import pytest

from bot.telegram import access, outbox
from bot.telegram import store as store_module
from bot.telegram.app import FILE
from bot.telegram.store import Store, connect
from rag.errors import BotError
from tests.bot.telegram.loopback.server import Loopback
from tests.bot.telegram.running import environment, start_process


async def test_full_disk_fails_one_piece_of_work_and_leaves_the_next_alone(tmp_path: Path) -> None:
    """What does not fit is written not at all, the error says so, and the connection works on."""
    store = Store(tmp_path / FILE)

    def fill(db: sqlite3.Connection) -> None:
        db.execute(f"pragma max_page_count = {db.execute('pragma page_count').fetchone()[0]}")
        access.decide(db, 1, 2, 0.0, allowed=True)
        db.execute(
            "insert into outbox (position, chat_id, method, params, created) values (1, 1, '', ?, 0)", ["x" * 99_999]
        )

    with pytest.raises(sqlite3.OperationalError, match="full"):
        await store.run(fill)
    assert await store.run(access.decisions) == {}
    store.close()


def test_file_belongs_to_one_process(tmp_path: Path) -> None:
    """A second store on the same file is refused until the first one is closed."""
    store = Store(tmp_path / FILE)
    with pytest.raises(BotError, match="Another bot runs"):
        Store(tmp_path / FILE)
    store.close()
    Store(tmp_path / FILE).close()


def test_older_file_is_brought_up_to_date(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of the first version keeps what it holds and gets what later versions added."""
    with monkeypatch.context() as earlier:
        earlier.setattr("bot.telegram.store._VERSIONS", store_module._VERSIONS[:1])
        db = connect(tmp_path / FILE)
        db.execute(
            "insert into outbox (position, chat_id, method, params, created) values (1, 11, 'sendMessage', '{}', 0)"
        )
        db.close()
    db = connect(tmp_path / FILE)
    outbox.held(db, 11, 5, 100.0)
    assert [chat for chat, _ in outbox.waiting(db)] == [11]
    assert outbox.holds(db, 101.0) == {11: 4.0}
    db.close()


def test_hold_is_never_longer_than_telegram_asked(tmp_path: Path) -> None:
    """The longest hold of a chat counts; a clock that was put back makes it no longer; it ends, and is forgotten."""
    db = connect(tmp_path / FILE)
    outbox.held(db, 11, 60, 1000.0)
    outbox.held(db, 11, 1, 1010.0)
    assert outbox.holds(db, 1010.0) == {11: 50.0}
    assert outbox.holds(db, 0.0) == {11: 60.0}
    assert outbox.holds(db, 1060.0) == {}
    outbox.sweep(db, 1061.0)
    assert db.execute("select count(*) from holds").fetchone()[0] == 0
    db.close()


async def test_damaged_file_is_one_line_and_exit_1(loopback: Loopback, tmp_path: Path) -> None:
    """A file whose pages cannot be read ends the bot with a line that names it."""
    connect(tmp_path / FILE).close()
    size = (tmp_path / FILE).stat().st_size
    with (tmp_path / FILE).open("r+b") as file:
        file.seek(4096)  # the first page says that it is a database
        file.write(b"\xff" * (size - 4096))
    process = await start_process(environment(loopback, tmp_path))
    _, errors = await asyncio.wait_for(process.communicate(), 60)
    assert process.returncode == 1
    assert errors.decode().strip().split("\n")[-1].startswith("isnad bot: The bot's file cannot be used: ")
    assert str(tmp_path / FILE) in errors.decode()
