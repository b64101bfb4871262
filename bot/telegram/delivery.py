"""Send what the outbox holds: in order to each chat, at Telegram's pace, until Telegram has it.

A 429 delays a chat and loses nothing. What Telegram refuses is sent again as plain text, in smaller parts; a chat that is gone
loses its messages. Plans nothing itself.
"""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
import time
from collections.abc import Iterable
from typing import Any, Final

from telegram.error import BadRequest, ChatMigrated, InvalidToken, RetryAfter, TelegramError

from bot.telegram import moves, outbox
from bot.telegram.api import Api, one_line, retry_seconds
from bot.telegram.health import Metrics
from bot.telegram.lanes import Lanes
from bot.telegram.logs import Log
from bot.telegram.outbox import Planned
from bot.telegram.pace import LOOKS_BACK_SECONDS, Pace
from bot.telegram.refusals import instead, is_gone
from bot.telegram.store import Store
from rag.errors import SettingsError

__all__ = ["Delivery"]

_IN_FLIGHT: Final = 32
_BACKOFF_SECONDS: Final = (1.0, 2.0, 4.0, 8.0, 15.0, 30.0)
# A message that failed for this long, while others were taken, would hold up its chat for ever.
_GIVE_UP_SECONDS: Final = 24 * 3600.0
# At the end: how long what was just planned may still be sent; the rest stays in the outbox for the next start.
_DRAIN_SECONDS: Final = 2.0
# Progress that would come later than this is out of date.
_PROGRESS_WAITS: Final = 5.0


class Delivery:
    """The one who sends; `run` until `stop`, `add` what was planned."""

    def __init__(self, api: Api, store: Store, pace: Pace, metrics: Metrics, log: Log) -> None:
        """Start with nothing to send; `run` looks into the outbox first."""
        self._api, self._store, self._pace, self._metrics, self._log = api, store, pace, metrics, log
        self._lanes: Lanes[int] = Lanes()
        self._wake = asyncio.Event()
        self._wake_stopper = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()
        self._failures: dict[int, tuple[int, float]] = {}  # of each message: how often, since when
        self._taken = float("-inf")
        self._flying: set[int] = set()
        self._groups: dict[
            int, int
        ] = {}  # of each supergroup that was a group: the group, whose lane and pace it keeps
        self._fatal: BaseException | None = None
        self._stopping = False

    def __len__(self) -> int:
        """Count the messages that wait or are being sent."""
        return len(self._lanes) + len(self._tasks)

    def add(self, planned: Iterable[tuple[int, int]]) -> None:
        """Queue messages of the outbox: (lane, outbox id) each."""
        for lane, outbox_id in planned:
            self._lanes.put(lane, outbox_id, at=self._pace.chat_ready(lane))
        self._wake.set()

    async def run(self) -> None:
        """Send until `stop` is called.

        Raises:
            SettingsError: the token is not accepted any more.
        """
        self.add(await self._store.run(self._resume))
        while not self._stopping:
            if self._fatal:
                raise self._fatal
            self._metrics.outgoing.set(len(self))
            now = time.monotonic()
            wait = self._wait(now)
            if wait <= 0 and (taken := self._lanes.take(now)):
                if (ready := self._pace.chat_ready(taken[0])) > now:  # held since it was queued, by a refused preview
                    self._lanes.back(*taken, at=ready)
                    continue
                self._pace.sent(taken[0], now)
                self._flying.add(taken[1])
                task = asyncio.create_task(self._send(*taken))
                self._tasks.add(task)
                task.add_done_callback(self._tasks.discard)
                continue
            self._wake.clear()
            try:
                await asyncio.wait_for(self._wake.wait(), max(wait, 0.001))
            except TimeoutError:
                continue

    def _resume(self, db: sqlite3.Connection) -> list[tuple[int, int]]:
        """Return what waits, knowing of the chats what the process before knew: holds, and how much was just sent to each."""
        now, clock = time.time(), time.monotonic()
        self._groups = moves.known(db)
        for chat_id, ago in outbox.recent(db, now, LOOKS_BACK_SECONDS):
            self._pace.recall(self._lane(chat_id), clock - ago)
        for chat_id, seconds in outbox.holds(db, now).items():
            self._pace.retry_after(self._lane(chat_id), seconds, clock)
        return outbox.waiting(db)

    def _lane(self, chat_id: int) -> int:
        return self._groups.get(chat_id, chat_id)

    def _wait(self, now: float) -> float:
        """Return the seconds until a message may leave."""
        ready = self._lanes.next_time()
        if ready is None or len(self._tasks) >= _IN_FLIGHT:
            return 5.0
        return max(ready, self._pace.overall_ready(now)) - now

    async def stop(self, seconds: float) -> None:
        """Send what may be sent now, then take nothing more; give what is being sent this long to end."""
        deadline = time.monotonic() + seconds
        drained = min(deadline, time.monotonic() + _DRAIN_SECONDS)
        while (ready := self._lanes.next_time()) is not None and ready < drained and time.monotonic() < drained:
            self._wake_stopper.clear()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._wake_stopper.wait(), max(0.0, drained - time.monotonic()))
        self._stopping = True
        self._wake.set()
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=max(0.05, deadline - time.monotonic()))

    def is_held(self, chat_id: int) -> bool:
        """Tell whether Telegram takes nothing for this chat at the moment."""
        return self._pace.held_until(self._lane(chat_id)) > time.monotonic()

    async def hold(self, chat_id: int, error: RetryAfter, refused: int | None = None) -> None:
        """Send nothing to this chat before Telegram takes something again, over restarts too; `refused` if it was of the outbox."""
        seconds, now = retry_seconds(error), time.time()
        self._pace.retry_after(self._lane(chat_id), seconds, time.monotonic())
        await self._store.run(lambda db: outbox.held(db, chat_id, seconds, now, refused))

    async def follow(self, old: int, new: int) -> None:
        """Send what waits for a group to the supergroup that it became, before what was planned for that later."""

        def move(db: sqlite3.Connection) -> list[tuple[int, int]]:
            moves.learn(db, old, new)
            return outbox.waiting(db, new)

        waiting = await self._store.run(move)
        self._groups[new] = old
        for lane in (old, new):  # after the move: what was planned before it is queued by now, and would come twice
            self._lanes.drop(lane)
        self.add(one for one in waiting if one[1] not in self._flying)

    async def direct(self, method: str, params: dict[str, Any]) -> Any:
        """Send something that is not worth keeping (progress); return Telegram's result, or None when it failed or must wait long."""
        now = time.monotonic()
        chat_id = int(params["chat_id"])
        lane = self._lane(chat_id)
        wait = max(0.0, self._pace.chat_ready(lane) - now, self._pace.overall_ready(now) - now)
        if wait > _PROGRESS_WAITS:
            return None
        await asyncio.sleep(wait)
        self._pace.sent(lane, time.monotonic())
        try:
            return await self._api.call(method, params)
        except RetryAfter as error:
            await self.hold(chat_id, error)
        except TelegramError as error:
            self._log.debug("not sent", method=method, error=one_line(error, self._api.token))
        return None

    async def _send(self, lane: int, outbox_id: int) -> None:
        again, hold = None, 0.0
        try:
            again, hold = await self._attempt(lane, outbox_id)
        except Exception as error:  # noqa: BLE001 - handed to `run`, which ends the bot with it
            self._fatal = error
        finally:
            ready = max(self._pace.chat_ready(lane), time.monotonic() + hold)
            self._flying.discard(outbox_id)
            self._lanes.back(lane, again, at=ready)
            self._wake.set()
            self._wake_stopper.set()

    async def _attempt(self, lane: int, outbox_id: int) -> tuple[int | None, float]:
        """Send one message; return what to send again and after how many seconds."""
        message = await self._store.run(lambda db: outbox.fly(db, outbox_id))
        if message is None:
            return None, 0.0
        if message.again and outbox_id not in self._failures:
            self._metrics.repeated.inc()
        try:
            result = await self._api.call(message.method, message.params)
        except RetryAfter as error:
            self._metrics.retries.inc()
            await self.hold(lane, error, outbox_id)
            return outbox_id, 0.0
        except TelegramError as error:
            return await self._refused(lane, message, error)
        await self._sent(message, result)
        return None, 0.0

    async def _sent(self, message: Planned, result: Any) -> None:
        found = result.get("message_id") if isinstance(result, dict) else None
        message_id = found if isinstance(found, int) else None
        now = time.time()
        await self._store.run(lambda db: outbox.sent(db, message.id, message_id, now))
        self._failures.pop(message.id, None)
        self._taken = time.monotonic()
        self._metrics.messages.inc()
        self._metrics.reply_seconds.observe(max(0.0, now - message.created))

    async def _refused(self, lane: int, message: Planned, error: TelegramError) -> tuple[int | None, float]:
        """Do what the refusal asks for; return what to send again and after how many seconds."""
        text = one_line(error, self._api.token)
        kind = type(error).__name__
        self._metrics.errors.labels(kind).inc()
        if isinstance(error, InvalidToken):
            raise SettingsError("Telegram does not accept the token any more", where="TELEGRAM_BOT_TOKEN") from error
        if isinstance(error, ChatMigrated):
            self._flying.discard(message.id)
            await self.follow(message.chat_id, error.new_chat_id)
            return None, 0.0
        if is_gone(error, text):
            self._lanes.drop(lane)
            count = await self._store.run(lambda db: outbox.drop_chat(db, message.chat_id))
            self._log.info("chat is gone", kind=kind, messages=count)
            return None, 0.0
        if isinstance(error, BadRequest):
            return await self._degrade(lane, message, text), 0.0
        return await self._later(message, text, kind)

    async def _degrade(self, lane: int, message: Planned, text: str) -> int | None:
        """Put a plain message in the place of one that was refused; give up when that is refused too."""
        if "not modified" in text.lower():
            await self._sent(message, None)
            return None
        if message.plain or message.method != "sendMessage":
            self._log.error("message given up", error=text, method=message.method)
            await self._store.run(lambda db: outbox.dropped(db, message.id))
            return None
        other = instead(message.params, text)
        how = f"without {other.without}" if other.without else "as plain text"
        self._log.warning(f"message refused, sent {how}", error=text)
        ids = await self._store.run(lambda db: outbox.replace(db, message.id, other.parts, plain=other.plain))
        if not ids:  # the person was forgotten meanwhile
            return None
        for one in reversed(ids[1:]):
            self._lanes.put_first(lane, one)
        return ids[0]

    async def _later(self, message: Planned, text: str, kind: str) -> tuple[int | None, float]:
        """Hold a message back after a failure that may pass; nobody knows whether Telegram has it."""
        now = time.monotonic()
        tried, since = self._failures.get(message.id, (0, now))
        if now - since > _GIVE_UP_SECONDS and self._taken > since:
            self._log.error("message given up", error=text, method=message.method)
            await self._store.run(lambda db: outbox.dropped(db, message.id))
            return None, 0.0
        self._failures[message.id] = (tried + 1, since)
        hold = _BACKOFF_SECONDS[min(tried, len(_BACKOFF_SECONDS) - 1)]
        log = self._log.warning if tried == 0 else self._log.debug
        log("not sent, trying again", kind=kind, error=text, seconds=hold)
        return message.id, hold
