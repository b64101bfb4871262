"""Keep every update on disk from before Telegram may forget it until its answer is planned.

An update is stored as it came; its identifier makes it unique, so a repeated delivery is stored once. Only another message under
an identifier that was used means that the identifiers began anew, as they do on another Bot API server. Does not read what
an update says beyond the few columns that order, cancel, edits and forget need.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from bot.telegram import moves

__all__ = [
    "Stored",
    "Waiting",
    "cancel",
    "finish",
    "newer_edit",
    "passed_over",
    "put",
    "same_words",
    "sweep",
    "take",
    "waiting",
]

# Telegram keeps an update for 24 hours; after twice that none can come again.
_KEEP_SECONDS: Final = 48 * 3600


@dataclass(frozen=True, slots=True)
class Waiting:
    """An update that has not been answered, and the lane it must keep its order in."""

    update_id: int
    lane: str


@dataclass(frozen=True, slots=True)
class Stored:
    """An update as it came and what the inbox knows of it."""

    update_id: int
    lane: str
    chat_id: int | None
    user_id: int | None
    message_id: int | None
    edited: bool
    words: str
    identity: str
    payload: dict[str, Any]
    moved_to: int | None = None  # the supergroup that the chat became


def put(db: sqlite3.Connection, updates: Iterable[Stored], now: float) -> list[Waiting]:
    """Store the updates and return those that were not stored before, in order."""
    new = []
    for update in updates:
        lane = _lane(db, update)
        row = (
            update.update_id,
            lane,
            update.chat_id,
            update.user_id,
            update.message_id,
            update.edited,
            now,
            json.dumps(update.payload, ensure_ascii=True),
            _digest(update.words),
            update.identity,
        )
        db.execute(
            "delete from updates where update_id = ? and done = 1 and identity != ?",
            (update.update_id, update.identity),
        )
        added = db.execute(
            "insert or ignore into updates (update_id, lane, chat_id, user_id, message_id, edited, received, payload, words,"
            " identity) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            row,
        )
        if added.rowcount:
            new.append(Waiting(update.update_id, lane))
            if update.chat_id is not None and update.moved_to is not None:
                moves.learn(db, update.chat_id, update.moved_to)
    return new


def _lane(db: sqlite3.Connection, update: Stored) -> str:
    """Return the update's lane: what a supergroup asks waits for what was asked in the group that it was."""
    if update.chat_id is None or update.lane != f"chat {update.chat_id}":
        return update.lane
    return f"chat {moves.lane(db, update.chat_id)}"


def _digest(words: str) -> str:
    """Return what tells words from others, so that they need not be kept once they are answered; white space does not count."""
    return hashlib.sha256(" ".join(words.split()).encode("utf-8", "replace")).hexdigest()[:32]


def waiting(db: sqlite3.Connection) -> list[Waiting]:
    """Return what is not done, oldest first."""
    rows = db.execute("select update_id, lane from updates where done = 0 order by update_id")
    return [Waiting(row["update_id"], row["lane"]) for row in rows]


def take(db: sqlite3.Connection, update_id: int) -> dict[str, Any] | None:
    """Return an update as it came, or None when it is done: answered, cancelled or forgotten."""
    row = db.execute("select payload from updates where update_id = ? and done = 0", (update_id,)).fetchone()
    return dict(json.loads(row["payload"])) if row else None


def finish(db: sqlite3.Connection, update_id: int) -> bool:
    """Mark an update done and forget what it said; False when it was done already."""
    changed = db.execute("update updates set done = 1, payload = '' where update_id = ? and done = 0", (update_id,))
    return changed.rowcount > 0


def cancel(db: sqlite3.Connection, chat_id: int, user_id: int, before: int) -> int:
    """Mark done what this person asked in this chat, or in the group that it was, before update `before`; return how many that were.

    Only what keeps the chat's order is asked: a button was pressed, and an index is built, whatever is said meanwhile.
    """
    changed = db.execute(
        "update updates set done = 1, payload = ''"
        " where done = 0 and lane like 'chat %' and chat_id in (?, ?) and user_id = ? and update_id < ?",
        (chat_id, moves.lane(db, chat_id), user_id, before),
    )
    return changed.rowcount


def newer_edit(db: sqlite3.Connection, chat_id: int, message_id: int, after: int) -> bool:
    """Tell whether a later edit of the same message waits, so that answering this one would be for nothing."""
    row = db.execute(
        "select 1 from updates where done = 0 and chat_id = ? and message_id = ? and update_id > ? and edited = 1",
        (chat_id, message_id, after),
    ).fetchone()
    return row is not None


def same_words(db: sqlite3.Connection, chat_id: int, message_id: int, update_id: int) -> bool:
    """Tell whether an edit left the words of its message as they were when they were last answered."""
    row = db.execute(
        "select a.words = b.words as same from updates a, updates b where a.update_id = ? and b.update_id < a.update_id"
        " and b.chat_id = ? and b.message_id = ? and b.words is not null order by b.update_id desc limit 1",
        (update_id, chat_id, message_id),
    ).fetchone()
    return bool(row and row["same"])


def passed_over(db: sqlite3.Connection, update_id: int) -> None:
    """Forget the words of an update that was not answered, as a later edit is: they are not what an edit is compared with."""
    db.execute("update updates set words = null where update_id = ?", (update_id,))


def sweep(db: sqlite3.Connection, now: float) -> None:
    """Forget the identifiers of updates that cannot come again."""
    db.execute("delete from updates where done = 1 and received < ?", (now - _KEEP_SECONDS,))
