"""Decide who may ask, and how often.

The settings name who may and who administers; /allow and /deny are kept in the bot's file and win over the settings'
list, but never over the administrators. An empty list in the settings means that everybody may ask who was not denied.
"""

from __future__ import annotations

import sqlite3
from collections import deque
from typing import Final

from rag.settings import TelegramSettings

__all__ = ["Access", "Limits", "decide", "decisions"]

_MINUTE: Final = 60.0
_FORGET_ABOVE: Final = 10_000


def decisions(db: sqlite3.Connection) -> dict[int, bool]:
    """Return what administrators decided: id to allowed."""
    return {row["id"]: bool(row["allowed"]) for row in db.execute("select id, allowed from access")}


def decide(db: sqlite3.Connection, who: int, by: int, now: float, *, allowed: bool) -> None:
    """Store a decision; it replaces an earlier one."""
    db.execute("insert or replace into access values (?, ?, ?, ?)", (who, allowed, by, now))


class Access:
    """Who may ask: the settings, and what administrators decided since."""

    def __init__(self, settings: TelegramSettings, decided: dict[int, bool]) -> None:
        """Take both; `decided` is kept up to date through `learn`."""
        self._allowed = frozenset(settings.allowed)
        self._admins = frozenset(settings.admins)
        self._decided = dict(decided)

    @property
    def open(self) -> bool:
        """Whether everybody may ask who was not denied."""
        return not self._allowed

    def learn(self, who: int, *, allowed: bool) -> None:
        """Take a new decision into account."""
        self._decided[who] = allowed

    def is_admin(self, user_id: int) -> bool:
        """Tell whether this person administers the bot."""
        return user_id in self._admins

    def may_ask(self, user_id: int, chat_id: int | None, group_id: int | None = None) -> bool:
        """Tell whether this person may ask here; a denial of the person or the chat wins, then any permission counts.

        What was said of a group (`group_id`) holds for the supergroup that it became, until something is said of that.
        """
        if self.is_admin(user_id):
            return True
        here = self._said(chat_id)
        if here is None and chat_id is not None:
            here = self._said(group_id)
        said = (self._said(user_id), here)
        return False not in said and (self.open or True in said)

    def _said(self, who: int | None) -> bool | None:
        """Tell whether this id was let in (True) or shut out (False); None where nobody said so."""
        return None if who is None else self._decided.get(who, True if who in self._allowed else None)


class Limits:
    """How many questions a person asked within a minute, by the time they were asked."""

    def __init__(self, per_minute: int) -> None:
        """Take the limit of one person; 0 is none."""
        self._most = per_minute
        self._asked: dict[int, deque[float]] = {}
        self._told: dict[int, float] = {}

    def wait(self, user_id: int, now: float) -> float:
        """Count a question and return 0, or the seconds until one is accepted again."""
        if self._most <= 0:
            return 0.0
        times = self._asked.setdefault(user_id, deque())
        while times and times[0] <= now - _MINUTE:
            times.popleft()
        if len(times) >= self._most:
            return max(1.0, times[0] + _MINUTE - now)
        times.append(now)
        if len(self._asked) > _FORGET_ABOVE:
            self._asked = {who: kept for who, kept in self._asked.items() if kept and kept[-1] > now - _MINUTE}
            self._told = {who: at for who, at in self._told.items() if at > now - _MINUTE}
        return 0.0

    def tell(self, user_id: int, now: float) -> bool:
        """Tell whether this person should hear of the limit: once a minute is enough."""
        if now - self._told.get(user_id, float("-inf")) < _MINUTE:
            return False
        self._told[user_id] = now
        return True
