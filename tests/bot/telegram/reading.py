"""Read what the bot sent and what its file keeps."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from bot.telegram.app import FILE
from bot.telegram.store import connect

__all__ = ["MARKS", "bare", "buttons", "unsent", "waiting"]

MARKS = re.compile("[\u2068\u2069\u200e\u200f]")


def bare(message: dict[str, Any]) -> str:
    """Return a message's text without the invisible marks of direction."""
    return MARKS.sub("", message["text"])


def buttons(message: dict[str, Any]) -> dict[str, str]:
    """Return the buttons of a message: text to callback data."""
    rows = message["reply_markup"]["inline_keyboard"]
    return {button["text"]: button["callback_data"] for row in rows for button in row}


def unsent(data: Path) -> list[str]:
    """Return the states of what is still in the outbox and not sent."""
    db = connect(data / FILE)
    rows = db.execute("select state from outbox where state not in ('sent')").fetchall()
    db.close()
    return [row["state"] for row in rows]


def waiting(data: Path) -> int:
    """Return how many updates and messages wait in the bot's file."""
    db = connect(data / FILE)
    updates = db.execute("select count(*) from updates where done = 0").fetchone()[0]
    db.close()
    return int(updates) + sum(state in ("planned", "flying") for state in unsent(data))
