"""Limit messages as Telegram does (core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this).

"In a single chat, avoid sending more than one message per second. We may allow short bursts that go over this limit, but
eventually you'll begin receiving 429 errors." "In a group, bots are not able to send more than 20 messages per minute." "For bulk
notifications, bots are not able to broadcast more than about 30 messages per second."
"""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass, field

from tests.bot.telegram.loopback.errors import Refusal

__all__ = ["Flood"]


@dataclass(slots=True)
class Flood:
    """Counts what was accepted; times are seconds of one monotonic clock. A rate of 0 switches a limit off."""

    per_chat: float = 1.0
    chat_burst: int = 3
    group_per_minute: int = 20
    overall: float = 30.0
    _chats: dict[int, tuple[float, float]] = field(default_factory=dict)
    _groups: dict[int, deque[float]] = field(default_factory=dict)
    _all: tuple[float, float] = (30.0, 0.0)

    def take(self, chat_id: int, now: float) -> None:
        """Count a message.

        Raises:
            Refusal: 429, with the whole seconds to wait.
        """
        waits = [self._chat_wait(chat_id, now), self._group_wait(chat_id, now), self._overall_wait(now)]
        wait = max(waits)
        if wait > 0:
            seconds = max(1, math.ceil(wait))
            raise Refusal(429, f"Too Many Requests: retry after {seconds}", {"retry_after": seconds})
        if self.per_chat:
            tokens, at = self._bucket(chat_id, now)
            self._chats[chat_id] = (tokens - 1, at)
        if chat_id < 0:
            self._groups.setdefault(chat_id, deque()).append(now)
        if self.overall:
            self._all = (self._overall_tokens(now) - 1, now)

    def _bucket(self, chat_id: int, now: float) -> tuple[float, float]:
        tokens, at = self._chats.get(chat_id, (float(self.chat_burst), now))
        return min(float(self.chat_burst), tokens + (now - at) * self.per_chat), now

    def _chat_wait(self, chat_id: int, now: float) -> float:
        if not self.per_chat:
            return 0.0
        tokens, _ = self._bucket(chat_id, now)
        return 0.0 if tokens >= 1 else (1 - tokens) / self.per_chat

    def _group_wait(self, chat_id: int, now: float) -> float:
        times = self._groups.get(chat_id)
        if not times or not self.group_per_minute:
            return 0.0
        while times and times[0] <= now - 60:
            times.popleft()
        return times[0] + 60 - now if len(times) >= self.group_per_minute else 0.0

    def _overall_tokens(self, now: float) -> float:
        tokens, at = self._all
        return min(self.overall, tokens + (now - at) * self.overall)

    def _overall_wait(self, now: float) -> float:
        if not self.overall:
            return 0.0
        tokens = self._overall_tokens(now)
        return 0.0 if tokens >= 1 else (1 - tokens) / self.overall
