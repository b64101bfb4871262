"""The bot's file: one transaction a piece of work, one process, failures that leave it usable."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path

import pytest

from bot.telegram import access
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
