"""Keep every message on disk from when it is planned until Telegram has it.

A reply is planned in the transaction that marks its update done: so it is never planned twice and never lost. A message is
marked as flying before it is sent; one that was flying when the process died is sent again, as nobody can know
whether it arrived. How long Telegram wants a chat to be left alone is kept too. Does not send anything.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from bot.telegram import moves

__all__ = [
    "Outgoing",
    "Planned",
    "drop_chat",
    "dropped",
    "fly",
    "held",
    "holds",
    "plan",
    "recent",
    "replace",
    "sent",
    "sweep",
    "waiting",
]

_KEEP_SECONDS: Final = 48 * 3600


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One call of the Bot API that shows a message; `answer_id` names the answer that it belongs to."""

    chat_id: int
    method: str
    params: dict[str, Any]
    user_id: int | None = None
    answer_id: str | None = None


@dataclass(frozen=True, slots=True)
class Planned:
    """A message that waits in the outbox; `plain` once it was stripped to what cannot be refused."""

    id: int
    chat_id: int
    method: str
    params: dict[str, Any]
    plain: bool
    created: float  # when the update came that it replies to
    again: bool  # it was flying when an earlier process died


def plan(
    db: sqlite3.Connection, update_id: int | None, messages: Iterable[Outgoing], now: float
) -> list[tuple[int, int]]:
    """Store the messages in order; return (lane, outbox id) of each."""
    planned = []
    for message in messages:
        row = db.execute(
            "insert into outbox (position, chat_id, user_id, update_id, answer_id, method, params, created)"
            " values (0, ?, ?, ?, ?, ?, ?, coalesce((select received from updates where update_id = ?), ?)) returning id",
            (
                message.chat_id,
                message.user_id,
                update_id,
                message.answer_id,
                message.method,
                json.dumps(message.params, ensure_ascii=True),
                update_id,
                now,
            ),
        ).fetchone()
        db.execute("update outbox set position = id where id = ?", (row["id"],))
        planned.append((moves.lane(db, message.chat_id), int(row["id"])))
    return planned


def waiting(db: sqlite3.Connection, chat_id: int | None = None) -> list[tuple[int, int]]:
    """Return (lane, outbox id) of what is not sent, to one chat or to all, in order."""
    rows = db.execute(
        "select coalesce(moves.old, chat_id) as lane, id from outbox left join moves on moves.new = chat_id"
        " where state in ('planned', 'flying') and chat_id = coalesce(?, chat_id) order by position",
        (chat_id,),
    )
    return [(row["lane"], row["id"]) for row in rows]


def fly(db: sqlite3.Connection, outbox_id: int) -> Planned | None:
    """Return a message, marked as being sent to the id that its chat has now; None when it was sent or dropped."""
    row = db.execute("select * from outbox where id = ? and state in ('planned', 'flying')", (outbox_id,)).fetchone()
    if row is None:
        return None
    db.execute("update outbox set state = 'flying' where id = ?", (outbox_id,))
    return Planned(
        outbox_id,
        row["chat_id"],
        row["method"],
        {**json.loads(row["params"]), "chat_id": row["chat_id"]},
        bool(row["plain"]),
        row["created"],
        row["state"] == "flying",
    )


def sent(db: sqlite3.Connection, outbox_id: int, message_id: int | None, now: float) -> None:
    """Mark a message sent, forget its text, and remember which answer it shows."""
    row = db.execute(
        "update outbox set state = 'sent', params = '', sent = ?, message_id = ? where id = ? returning chat_id, answer_id",
        (now, message_id, outbox_id),
    ).fetchone()
    if row and row["answer_id"] and message_id:
        db.execute(
            "insert or replace into answer_messages (chat_id, message_id, answer_id)"
            " select ?, ?, id from answers where id = ?",
            (row["chat_id"], message_id, row["answer_id"]),
        )


def replace(db: sqlite3.Connection, outbox_id: int, params: Sequence[dict[str, Any]], *, plain: bool) -> list[int]:
    """Put other messages in the place of one that Telegram refused; return their ids in order, none when it was forgotten."""
    row = db.execute("select * from outbox where id = ? and state = 'flying'", (outbox_id,)).fetchone()
    if row is None:
        return []
    db.execute("update outbox set state = 'dropped', params = '' where id = ?", (outbox_id,))
    step = 1 / (1 + len(params)) ** 2  # stays before the next planned message, however often this happens
    ids = []
    for number, one in enumerate(params):
        made = db.execute(
            "insert into outbox (position, chat_id, user_id, update_id, answer_id, method, params, plain, created)"
            " values (?, ?, ?, ?, ?, ?, ?, ?, ?) returning id",
            (
                row["position"] + number * step,
                row["chat_id"],
                row["user_id"],
                row["update_id"],
                row["answer_id"],
                row["method"],
                json.dumps(one, ensure_ascii=True),
                plain,
                row["created"],
            ),
        ).fetchone()
        ids.append(int(made["id"]))
    return ids


def held(db: sqlite3.Connection, chat_id: int, seconds: float, now: float, refused: int | None = None) -> None:
    """Keep until when Telegram takes nothing for a chat; the message that it refused with this has surely not arrived."""
    db.execute(
        "insert into holds values (?, ?, ?) on conflict (chat_id) do update set since = excluded.since, until = excluded.until"
        " where excluded.until > until",
        (chat_id, now, now + seconds),
    )
    db.execute("update outbox set state = 'planned' where id = ? and state = 'flying'", (refused,))


def holds(db: sqlite3.Connection, now: float) -> dict[int, float]:
    """Return for how many seconds each chat is still to be left alone; never for longer than was asked, should the clock go back."""
    rows = db.execute("select chat_id, since, until from holds where until > ?", (now,))
    return {row["chat_id"]: min(row["until"] - now, row["until"] - row["since"]) for row in rows}


def recent(db: sqlite3.Connection, now: float, seconds: float) -> list[tuple[int, float]]:
    """Return (chat id, how many seconds ago) of each message sent in the last `seconds`, oldest first."""
    rows = db.execute(
        "select chat_id, sent from outbox where state = 'sent' and sent between ? and ? order by sent",
        (now - seconds, now),
    )
    return [(row["chat_id"], now - row["sent"]) for row in rows]


def dropped(db: sqlite3.Connection, outbox_id: int) -> None:
    """Mark a message as given up, and forget its text."""
    db.execute("update outbox set state = 'dropped', params = '' where id = ?", (outbox_id,))


def drop_chat(db: sqlite3.Connection, chat_id: int) -> int:
    """Give up all that waits for a chat that is gone; return how many messages that were."""
    changed = db.execute(
        "update outbox set state = 'dropped', params = '' where chat_id = ? and state in ('planned', 'flying')",
        (chat_id,),
    )
    return changed.rowcount


def sweep(db: sqlite3.Connection, now: float) -> None:
    """Forget messages that were sent or given up long ago, and holds that are over."""
    db.execute("delete from holds where until < ?", (now,))
    db.execute("delete from outbox where state in ('sent', 'dropped') and created < ?", (now - _KEEP_SECONDS,))
