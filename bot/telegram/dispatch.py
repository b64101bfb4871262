"""Take updates from the inbox to handlers, and their plans to the outbox.

Order is kept within a lane (a chat); lanes go at the same time, as many as the settings allow, and what must not wait (a button,
/cancel) needs no free place. What a handler plans is stored in the transaction that marks its update done: if that
was done meanwhile (cancelled, forgotten), the plan is thrown away.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import replace
from typing import Final

from bot.telegram import inbox, moves, outbox
from bot.telegram.delivery import Delivery
from bot.telegram.health import Metrics
from bot.telegram.inbox import Waiting
from bot.telegram.incoming import Incoming, Me, read
from bot.telegram.lanes import Lanes
from bot.telegram.logs import Log
from bot.telegram.replies import Plan, reply
from bot.telegram.store import Store
from bot.telegram.texts import TEXTS
from rag.errors import IsnadError

__all__ = ["Dispatcher"]

Handle = Callable[[Incoming], Awaitable[Plan]]
# Buttons, inline queries and urgent commands at one time; enough for all who press at once, and bounded.
_QUICK: Final = 16
# The commands whose answers take a while.
_STOPPED: Final = frozenset({"ask", "search", "timeline", "latest"})


class Dispatcher:
    """Between inbox and outbox; `run` until `stop`, `add` what was stored."""

    def __init__(self, store: Store, delivery: Delivery, me: Me, concurrency: int, metrics: Metrics, log: Log) -> None:
        """Start with nothing to do; `run` looks into the inbox first."""
        self._store, self._delivery, self._me = store, delivery, me
        self._metrics, self._log = metrics, log
        self._chats: Lanes[str] = Lanes()
        self._quick: Lanes[str] = Lanes()
        self._most = {id(self._chats): concurrency, id(self._quick): _QUICK}
        self._tasks: dict[asyncio.Task[None], Incoming | None] = {}
        self._storing: set[asyncio.Task[None]] = set()
        self._wake = asyncio.Event()
        self._fatal: BaseException | None = None
        self._stopping = False
        self._now: Callable[[], float] = lambda: 0.0

    def __len__(self) -> int:
        """Count the updates that wait or are being answered."""
        return len(self._chats) + len(self._quick) + len(self._tasks)

    def add(self, waiting: Iterable[Waiting]) -> None:
        """Queue updates that were stored."""
        for one in waiting:
            (self._chats if one.lane.startswith("chat ") else self._quick).put(one.lane, one.update_id)
        self._wake.set()

    def stop_asking(self, cancel: Incoming) -> None:
        """Stop the answer to what the sender of this /cancel asked before it there; the inbox has it marked done already."""
        for task, incoming in self._tasks.items():
            if incoming and _can_stop(incoming, cancel):
                task.cancel()

    async def run(self, handle: Handle, now: Callable[[], float]) -> None:
        """Answer until `stop` is called; what an earlier process left comes first.

        Raises:
            BaseException: whatever made the bot's file unusable.
        """
        self._now = now
        self.add(await self._store.run(inbox.waiting))
        while not self._stopping:
            if self._fatal:
                raise self._fatal
            self._metrics.waiting.set(len(self))
            self._wake.clear()
            for lanes in (self._quick, self._chats):
                self._start(lanes, handle)
            await self._wake.wait()

    def _start(self, lanes: Lanes[str], handle: Handle) -> None:
        while len(lanes.out) < self._most[id(lanes)] and (taken := lanes.take(0.0)):
            task = asyncio.create_task(self._answer(lanes, *taken, handle))
            self._tasks[task] = None
            task.add_done_callback(lambda done: self._tasks.pop(done, None))

    async def stop(self, seconds: float) -> int:
        """Begin nothing more, give what runs this long to end, and hand the rest back; return how many those were."""
        self._stopping = True
        self._wake.set()
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=max(0.05, seconds))
        left = list(self._tasks)
        for task in left:
            task.cancel()
        if left:
            await asyncio.wait(left, timeout=1)
        return len(left)

    async def _answer(self, lanes: Lanes[str], lane: str, update_id: int, handle: Handle) -> None:
        try:
            taken, incoming = await self._store.run(lambda db: self._take(db, update_id))
            if taken:
                task = asyncio.current_task()
                if task is not None:
                    self._tasks[task] = incoming
                plan = await self._plan(incoming, handle) if incoming else Plan()
                await self._finish(update_id, plan)
        except asyncio.CancelledError:
            pass  # cancelled by its asker, or handed back at the end
        except Exception as error:  # noqa: BLE001 - handed to `run`, which ends the bot with it
            self._fatal = error
        finally:
            lanes.back(lane)
            self._wake.set()

    def _take(self, db: sqlite3.Connection, update_id: int) -> tuple[bool, Incoming | None]:
        """Return whether an update is still to be answered, and what it says, at the id that its chat has now."""
        payload = inbox.take(db, update_id)
        incoming = read(payload, self._me) if payload is not None else None
        if incoming is None or incoming.kind == "moved":
            return payload is not None, incoming
        chat_id = moves.now_at(db, incoming.chat_id)
        if chat_id != incoming.chat_id:  # the supergroup numbers its messages anew
            incoming = replace(incoming, chat_id=chat_id, message_id=None, reply_to=None)
        group_id = moves.lane(db, chat_id)
        return True, incoming if group_id == chat_id else replace(incoming, group_id=group_id)

    async def _finish(self, update_id: int, plan: Plan) -> None:
        """Store the plan and hand over its messages: from here on nothing stops the answer half-way."""
        current = asyncio.current_task()
        if current is not None:
            self._tasks[current] = None  # too late for /cancel

        async def store() -> None:
            self._delivery.add(await self._store.run(lambda db: self._commit(db, update_id, plan)))

        storing = asyncio.create_task(store())
        self._storing.add(storing)
        storing.add_done_callback(self._storing.discard)
        await asyncio.shield(storing)

    async def _plan(self, incoming: Incoming, handle: Handle) -> Plan:
        """Return the handler's plan; when it fails, a plan that says so, as an update that fails twice must not stop the rest."""
        try:
            return await handle(incoming)
        except sqlite3.Error:
            raise
        except Exception as error:  # noqa: BLE001 - whatever an update leads to, the next one is answered
            self._metrics.errors.labels(type(error).__name__).inc()
            known = isinstance(error, IsnadError)
            self._log.error("answering failed", kind=type(error).__name__, where=incoming.kind, exc_info=not known)
            if incoming.kind in ("inline", "guest", "button"):
                return Plan()
            texts = TEXTS["ar" if incoming.client_language.startswith("ar") else "en"]
            return Plan(reply(incoming, texts.unavailable if known else texts.failed))

    def _commit(self, db: sqlite3.Connection, update_id: int, plan: Plan) -> list[tuple[int, int]]:
        if not inbox.finish(db, update_id):
            return []
        for write in plan.writes:
            write(db)
        planned = outbox.plan(db, update_id, plan.messages, self._now())
        for chat_id in {message.chat_id for message in plan.messages}:
            moves.settle(db, chat_id)  # the group may have moved while it was answered
        return planned


def _can_stop(incoming: Incoming, cancel: Incoming) -> bool:
    """Tell whether a /cancel is about this; what came after it is marked done by nobody, and would stay unanswered."""
    before = incoming.update_id < cancel.update_id and incoming.user_id == cancel.user_id
    here = incoming.chat_id in (cancel.chat_id, cancel.group_id)
    return before and here and (incoming.kind == "question" or incoming.command in _STOPPED)
