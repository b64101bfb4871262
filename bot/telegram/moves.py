"""Know which groups became supergroups, so that what began in the group ends in the supergroup, in order.

A supergroup has an id of its own, but keeps the lane of the group that it was, named by the group's id, for its questions and its
answers. A move is learnt in the transaction that stores its update: no later update and no kill comes between. Sends nothing.
"""

from __future__ import annotations

import json
import sqlite3

__all__ = ["known", "lane", "learn", "now_at", "settle"]


def learn(db: sqlite3.Connection, old: int, new: int) -> None:
    """Remember that a group became a supergroup, and take along what waits for it, and its answers."""
    db.execute("insert or replace into moves values (?, ?)", (old, new))
    settle(db, old)


def known(db: sqlite3.Connection) -> dict[int, int]:
    """Return the group that each supergroup was."""
    return {row["new"]: row["old"] for row in db.execute("select old, new from moves")}


def lane(db: sqlite3.Connection, chat_id: int) -> int:
    """Return the id under which a chat keeps its order: of a supergroup that was a group, the group's."""
    row = db.execute("select old from moves where new = ?", (chat_id,)).fetchone()
    return int(row["old"]) if row else chat_id


def now_at(db: sqlite3.Connection, chat_id: int) -> int:
    """Return the id that a chat has now."""
    row = db.execute("select new from moves where old = ?", (chat_id,)).fetchone()
    return int(row["new"]) if row else chat_id


def settle(db: sqlite3.Connection, old: int) -> None:
    """Send what waits for a group that has moved to its new id, where its answers are opened from now on.

    A supergroup numbers its messages anew: what was tied to a message of the group is tied to none.
    """
    new = now_at(db, old)
    if new == old:
        return
    rows = db.execute(
        "select id, params from outbox where chat_id = ? and state in ('planned', 'flying')", (old,)
    ).fetchall()
    for row in rows:
        params = json.loads(row["params"])
        params.pop("reply_parameters", None)
        db.execute(
            "update outbox set chat_id = ?, params = ? where id = ?",
            (new, json.dumps(params, ensure_ascii=True), row["id"]),
        )
    db.execute("update answers set chat_id = ?, question_id = null where chat_id = ?", (new, old))
    db.execute("delete from answer_messages where chat_id = ?", (old,))
