"""Remember answers: what their buttons open, what was asked before, what people thought of them.

Plain functions on the bot's file. What belongs to a chat is found only from that chat.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from typing import Final

from bot.telegram.html import Source, sources_of
from rag.values import Answer, Language, Turn

__all__ = [
    "Kept",
    "Place",
    "Remembered",
    "forget",
    "judge",
    "kept",
    "language_of",
    "opened",
    "remember",
    "set_language",
    "sweep",
    "turns",
]

# Turns given to the engine, and how long a subject lasts when somebody just asks on.
_TURNS: Final = 5
_SUBJECT_SECONDS: Final = 6 * 3600
# Answers are kept for their buttons; older ones are deleted.
_KEEP_SECONDS: Final = 90 * 86_400


@dataclass(frozen=True, slots=True)
class Place:
    """Where and by whom a question was asked."""

    chat_id: int | None
    thread_id: int | None
    user_id: int
    question_id: int | None


@dataclass(frozen=True, slots=True)
class Kept:
    """What is stored of an answer, or of a list of passages: that has no engine's id and is no part of a conversation."""

    engine_id: str
    language: Language
    question: str
    text: str
    articles: tuple[str, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Remembered:
    """What is kept of an answer."""

    token: str
    engine_id: str
    language: Language
    sources: tuple[Source, ...]


def kept(answer: Answer) -> Kept:
    """Return what is worth keeping of an answer."""
    articles = tuple(dict.fromkeys(citation.article.id for citation in answer.citations))
    return Kept(answer.id, answer.language, answer.question, answer.text, articles, sources_of(answer))


def remember(db: sqlite3.Connection, token: str, place: Place, what: Kept, now: float) -> None:
    """Store an answer or a list under a token of its own."""
    row = (
        token,
        what.engine_id,
        place.chat_id,
        place.thread_id,
        place.user_id,
        place.question_id,
        what.language,
        what.question,
        what.text,
        json.dumps(what.articles),
        json.dumps([source.to_json() for source in what.sources]),
        now,
    )
    db.execute("insert into answers values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)


def opened(db: sqlite3.Connection, token: str, chat_id: int) -> Remembered | None:
    """Return an answer by its token if it was given in this chat, else None."""
    row = db.execute("select * from answers where id = ? and chat_id = ?", (token, chat_id)).fetchone()
    if row is None:
        return None
    sources = tuple(Source(**one) for one in json.loads(row["sources"]))
    return Remembered(row["id"], row["engine_id"], row["language"], sources)


def turns(db: sqlite3.Connection, place: Place, reply_to: int | None, now: float) -> tuple[Turn, ...]:
    """Return what was asked before, oldest first: up to the answer replied to, else this person's last ones here."""
    until, by = now + 1, place.user_id
    replied = db.execute(
        "select a.created, a.user_id from answer_messages m join answers a on a.id = m.answer_id"
        " where m.chat_id = ? and m.message_id = ?",
        (place.chat_id, reply_to or 0),
    ).fetchone()
    if replied:
        until, by = replied["created"], replied["user_id"]
    # An edited question takes the place that it had: its own earlier answer and what came after are not before it.
    first = db.execute(
        "select min(created) as created from answers where chat_id = ? and question_id = ?",
        (place.chat_id, place.question_id),
    ).fetchone()["created"]
    until = until if first is None else min(until, first)
    rows = db.execute(
        "select question, answer, articles from answers where chat_id = ? and thread_id is ? and user_id = ? and engine_id != ''"
        " and question_id is not ? and created between ? and ? order by created desc, rowid desc limit ?",
        (place.chat_id, place.thread_id, by, place.question_id, until - _SUBJECT_SECONDS, until, _TURNS),
    ).fetchall()
    return tuple(Turn(row["question"], row["answer"], tuple(json.loads(row["articles"]))) for row in reversed(rows))


def judge(db: sqlite3.Connection, answer: Remembered, user_id: int, verdict: str, now: float) -> None:
    """Store what a person thinks of an answer; a later verdict replaces the earlier."""
    row = (answer.token, answer.engine_id, user_id, verdict, now)
    db.execute("insert or replace into feedback values (?, ?, ?, ?, ?)", row)


def language_of(db: sqlite3.Connection, user_id: int) -> str:
    """Return the language a person chose: "ar", "en", or "auto"."""
    row = db.execute("select language from people where user_id = ?", (user_id,)).fetchone()
    return str(row["language"]) if row else "auto"


def set_language(db: sqlite3.Connection, user_id: int, language: str) -> None:
    """Store the language a person chose."""
    db.execute("insert or replace into people values (?, ?)", (user_id, language))


def forget(db: sqlite3.Connection, user_id: int, update_id: int) -> None:
    """Delete what is stored of a person: answers, feedback, language, messages, and what they asked before this update."""
    db.execute("delete from feedback where user_id = ?", (user_id,))
    db.execute("delete from answers where user_id = ?", (user_id,))
    db.execute("delete from people where user_id = ?", (user_id,))
    db.execute("delete from outbox where user_id = ?", (user_id,))
    db.execute(
        "update updates set done = 1, payload = '', chat_id = null, user_id = null, message_id = null, lane = '',"
        " words = null, identity = null"
        " where user_id = ? and update_id < ?",
        (user_id, update_id),
    )


def sweep(db: sqlite3.Connection, now: float) -> None:
    """Delete answers that are too old to be asked about."""
    db.execute("delete from answers where created < ?", (now - _KEEP_SECONDS,))
