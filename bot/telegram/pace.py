"""Say when a message may be sent so that Telegram's limits are not met.

About one message a second to a chat, twenty a minute to a group, thirty a second overall (Bots FAQ, "My bot is hitting
limits"); and nothing to a chat before its `retry_after` has passed. Sends nothing and never sleeps.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import Final

__all__ = ["LOOKS_BACK_SECONDS", "Pace"]

_CHAT_SECONDS: Final = 1.0
_GROUP_WINDOW: Final = 60.0
_GROUP_MESSAGES: Final = 20
# A few messages may leave together after a quiet moment, and count against the second that follows.
_BURST: Final = 5
# A message that leaves this little after its time counts as if it had left then: else every delay would lower the rate for good.
_LATE_SECONDS: Final = 0.05
# How far back the longest limit looks.
LOOKS_BACK_SECONDS: Final = _GROUP_WINDOW
# Chats that may be forgotten: their last message is older than any limit looks back.
_FORGET_ABOVE: Final = 10_000


@dataclass(slots=True)
class _Chat:
    last: float = float("-inf")
    blocked_until: float = float("-inf")
    window: deque[float] = field(default_factory=deque)


class Pace:
    """When each chat, and all together, may be written to again; times are seconds of one monotonic clock."""

    def __init__(self, overall_per_second: float) -> None:
        """Take the overall limit; the others are Telegram's own."""
        self._rate = overall_per_second
        self._tokens = float(_BURST)
        self._refilled = 0.0
        most = max(1, int(overall_per_second))
        self._window = most / overall_per_second  # in which no more than `most` leave, burst or not
        self._last: deque[float] = deque(maxlen=most)
        self._chats: dict[int, _Chat] = {}

    def chat_ready(self, chat_id: int) -> float:
        """Return the time from which this chat may be written to; a negative id is a group."""
        chat = self._chats.get(chat_id)
        if chat is None:
            return float("-inf")
        ready = max(chat.last + _CHAT_SECONDS, chat.blocked_until)
        if chat_id < 0 and len(chat.window) >= _GROUP_MESSAGES:
            ready = max(ready, chat.window[0] + _GROUP_WINDOW)
        return ready

    def held_until(self, chat_id: int) -> float:
        """Return until when Telegram asked to leave this chat alone."""
        chat = self._chats.get(chat_id)
        return chat.blocked_until if chat else float("-inf")

    def overall_ready(self, now: float) -> float:
        """Return the time from which the next message may leave, whoever it is for."""
        self._refill(now)
        return max(now, self._window_ready(), now + (1 - self._tokens) / self._rate)

    def sent(self, chat_id: int, now: float) -> None:
        """Count a message to a chat."""
        self._refill(now)
        self._tokens -= 1
        ready = self._window_ready()
        self._last.append(ready if ready < now < ready + _LATE_SECONDS else now)
        self.recall(chat_id, now)
        if len(self._chats) > _FORGET_ABOVE:
            self._forget(now)

    def recall(self, chat_id: int, now: float) -> None:
        """Count for its chat a message that an earlier process sent at `now`."""
        chat = self._chats.setdefault(chat_id, _Chat())
        chat.last = now
        if chat_id < 0:
            chat.window.append(now)
            while len(chat.window) > _GROUP_MESSAGES:
                chat.window.popleft()

    def retry_after(self, chat_id: int, seconds: float, now: float) -> None:
        """Hold a chat for as long as Telegram asked."""
        chat = self._chats.setdefault(chat_id, _Chat())
        chat.blocked_until = max(chat.blocked_until, now + seconds)

    def _window_ready(self) -> float:
        return self._last[0] + self._window if len(self._last) == self._last.maxlen else float("-inf")

    def _refill(self, now: float) -> None:
        self._tokens = min(float(_BURST), self._tokens + max(0.0, now - self._refilled) * self._rate)
        self._refilled = max(self._refilled, now)

    def _forget(self, now: float) -> None:
        old = [i for i, c in self._chats.items() if max(c.last + _GROUP_WINDOW, c.blocked_until) < now]
        for chat_id in old:
            del self._chats[chat_id]
