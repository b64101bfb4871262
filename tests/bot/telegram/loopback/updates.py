"""Hold updates until they are confirmed, as getUpdates does (core.telegram.org/bots/api#getupdates)."""

from __future__ import annotations

import asyncio
import contextlib
from typing import Any, Final

from tests.bot.telegram.loopback.errors import Refusal

__all__ = ["Updates"]

# Not delivered unless asked for by name (allowed_updates).
_OPT_IN: Final = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
_TERMINATED: Final = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
_WEBHOOK_ACTIVE: Final = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)


class Updates:
    """The queue of one bot."""

    def __init__(self, first_id: int = 500_000) -> None:
        self.waiting: list[dict[str, Any]] = []
        self.webhook: dict[str, Any] = {}
        self.pushed = 0
        self._next_id = first_id
        self._allowed: frozenset[str] | None = None
        self._poll: asyncio.Event | None = None
        self._replaced: dict[asyncio.Event, str] = {}  # what ended a poll
        self._closed = False
        self._timed_out: asyncio.Event | None = None

    def push(self, content: dict[str, Any], update_id: int | None = None) -> int:
        """Queue an update; one of a kind that the bot did not allow is not kept."""
        kind = next((key for key in content if key != "update_id"), "")
        if self._allowed is not None and kind not in self._allowed and kind:
            return 0
        number = self._next_id if update_id is None else update_id
        self._next_id = max(self._next_id, number) + 1
        self.waiting.append({"update_id": number, **content})
        self.pushed += 1
        self._wake()
        return number

    def push_raw(self, update: dict[str, Any]) -> None:
        """Queue an update as it is, whatever it holds, under the next identifier."""
        self.waiting.append({**update, "update_id": self._next_id})
        self._next_id += 1
        self.pushed += 1
        self._wake()

    def close(self) -> None:
        """End a running poll."""
        self._closed = True
        self._wake()

    def _wake(self) -> None:
        if self._poll is not None:
            self._poll.set()

    def allow(self, kinds: object) -> None:
        """Take allowed_updates: the last given list stays in force; an empty one means all but the opt-in kinds."""
        if isinstance(kinds, list):
            self._allowed = frozenset(map(str, kinds)) or None

    async def get(self, params: dict[str, Any], gone: asyncio.Event) -> list[dict[str, Any]]:
        """Return updates from `offset` on, confirming those before it; wait up to `timeout` seconds for one."""
        if self.webhook.get("url"):
            raise Refusal(409, _WEBHOOK_ACTIVE)
        self.allow(params.get("allowed_updates"))
        self.interrupt(_TERMINATED)
        mine = self._poll = asyncio.Event()
        try:
            return await self._wait(mine, params, gone)
        finally:
            self._replaced.pop(mine, None)
            if self._poll is mine:
                self._poll = None

    def interrupt(self, why: str) -> None:
        """End a running poll with a conflict."""
        if self._poll is not None:
            self._replaced[self._poll] = why
            self._poll.set()

    def time_out(self) -> None:
        """End a running poll without updates, as its timeout would."""
        self._timed_out = self._poll
        self._wake()

    async def _wait(self, mine: asyncio.Event, params: dict[str, Any], gone: asyncio.Event) -> list[dict[str, Any]]:
        limit = int(params.get("limit") or 100)
        limit = limit if 1 <= limit <= 100 else 100
        offset = int(params.get("offset") or 0)
        self._confirm(offset)
        timeout = min(50.0, max(0.0, float(params.get("timeout") or 0)))
        deadline = asyncio.get_running_loop().time() + timeout
        leaving = asyncio.create_task(gone.wait())
        try:
            while not (found := self._from(offset)) and not self._closed and not gone.is_set():
                left = deadline - asyncio.get_running_loop().time()
                if left <= 0:
                    return []
                mine.clear()
                waking = asyncio.create_task(mine.wait())
                await asyncio.wait([waking, leaving], timeout=left, return_when=asyncio.FIRST_COMPLETED)
                waking.cancel()
                if mine in self._replaced:
                    raise Refusal(409, self._replaced[mine])
                if mine is self._timed_out:
                    return []
            return found[:limit]
        finally:
            leaving.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await leaving

    def _from(self, offset: int) -> list[dict[str, Any]]:
        return [update for update in self.waiting if offset <= 0 or update["update_id"] >= offset]

    def _confirm(self, offset: int) -> None:
        if offset > 0:
            self.waiting = [update for update in self.waiting if update["update_id"] >= offset]
        elif offset < 0:
            self.waiting = self.waiting[offset:]
