"""Open the bot's SQLite file and run every piece of work on it in one transaction, on one thread of its own.

Holds the schema. What is read and written is the business of inbox, outbox, conversation and access. The file survives
kill -9 and a power cut: write-ahead log, synchronised at every commit.
"""

from __future__ import annotations

import asyncio
import fcntl
import os
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final, TypeVar

from rag.errors import BotError

__all__ = ["Store", "connect"]

T = TypeVar("T")

_FIRST: Final = """
create table updates (
    update_id integer primary key,
    lane text not null,
    chat_id integer,
    user_id integer,
    message_id integer,
    edited integer not null default 0,
    received real not null,
    payload text not null,
    done integer not null default 0
);
create index updates_waiting on updates (update_id) where done = 0;
create index updates_by_message on updates (chat_id, message_id) where done = 0;

create table outbox (
    id integer primary key autoincrement,
    position real not null,
    chat_id integer not null,
    user_id integer,
    update_id integer,
    answer_id text,
    method text not null,
    params text not null,
    state text not null default 'planned' check (state in ('planned', 'flying', 'sent', 'dropped')),
    plain integer not null default 0,
    created real not null,
    sent real,
    message_id integer
);
create index outbox_waiting on outbox (chat_id, position) where state in ('planned', 'flying');

create table answers (
    id text primary key,
    engine_id text not null,
    chat_id integer,
    thread_id integer,
    user_id integer not null,
    question_id integer,
    language text not null,
    question text not null,
    answer text not null,
    articles text not null,
    sources text not null,
    created real not null
);
create index answers_by_person on answers (chat_id, user_id, created);

create table answer_messages (
    chat_id integer not null,
    message_id integer not null,
    answer_id text not null references answers (id) on delete cascade,
    primary key (chat_id, message_id)
) without rowid;

create table feedback (
    answer_id text not null references answers (id) on delete cascade,
    engine_id text not null,
    user_id integer not null,
    verdict text not null check (verdict in ('good', 'bad')),
    at real not null,
    primary key (answer_id, user_id)
) without rowid;

create table people (user_id integer primary key, language text not null);
create table access (id integer primary key, allowed integer not null, decided_by integer not null, at real not null);
"""
_HOLDS: Final = "create table holds (chat_id integer primary key, since real not null, until real not null);"
_WORDS: Final = """
alter table updates add column words text;
create index updates_of_message on updates (chat_id, message_id, update_id);
"""
_IDENTITY: Final = "alter table updates add column identity text;"
_MOVES: Final = """
create table moves (old integer primary key, new integer not null);
create index moves_by_new on moves (new);
"""
# What each version of the file adds to the one before: a new file takes all, an older one those that it lacks.
_VERSIONS: Final = (_FIRST, _HOLDS, _WORDS, _IDENTITY, _MOVES)


def connect(file: Path) -> sqlite3.Connection:
    """Return a connection to the bot's file, made when it is missing, brought up to date when it is older.

    Raises:
        BotError: the file cannot be opened, is no database, or was made by a newer version.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        db = sqlite3.connect(file, isolation_level=None, check_same_thread=False, timeout=5)
        db.row_factory = sqlite3.Row
        db.executescript("pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on;")
        version = db.execute("pragma user_version").fetchone()[0]
        if version < len(_VERSIONS):
            steps = " ".join(_VERSIONS[version:])
            db.executescript(f"begin; {steps} pragma user_version = {len(_VERSIONS)}; commit;")
    except (OSError, sqlite3.Error) as exc:
        raise BotError(
            f"The bot's file cannot be opened: {exc}", where=str(file), hint="Move it away; a new one is made at start."
        ) from exc
    if version > len(_VERSIONS):
        raise BotError("The bot's file was made by a newer version", where=str(file), hint="Update Isnad.")
    return db


def _lock(file: Path) -> int:
    """Return a descriptor that holds the lock until it is closed or the process dies: two bots would send everything twice."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as exc:
        hint = "Name a folder that you may write to with --data or ISNAD_DATA."
        raise BotError(f"The bot's file cannot be opened: {exc.strerror}", where=str(file), hint=hint) from exc
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as exc:
        os.close(descriptor)
        hint = "Stop the other one, or give this one a data folder of its own (ISNAD_DATA)."
        raise BotError("Another bot runs on this data folder", where=str(file.parent), hint=hint) from exc
    return descriptor


class Store:
    """The bot's file, and the one thread that touches it."""

    def __init__(self, file: Path) -> None:
        """Open the file, for this process alone.

        Raises:
            BotError: it cannot be used, or another process uses it.
        """
        self._lock = _lock(file.with_suffix(".lock"))
        self._db = connect(file)
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store")

    async def run(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Return what `work` makes of the connection; all that it writes is committed, or nothing when it raises."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._transaction, work)

    def _transaction(self, work: Callable[[sqlite3.Connection], T]) -> T:
        self._db.execute("begin immediate")
        try:
            result = work(self._db)
            self._db.execute("commit")
        except BaseException:
            if self._db.in_transaction:  # a full disk has rolled it back already
                self._db.execute("rollback")
            raise
        return result

    def close(self) -> None:
        """Finish what was begun and close the file."""
        self._thread.shutdown(wait=True)
        self._db.close()
        os.close(self._lock)
