"""Answer the administrators' commands: /reindex, /status, /allow, /deny.

Who is no administrator is told so, in groups only where the command names this bot, and sees the commands nowhere.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from html import escape
from typing import Any, Final

from telegram.error import TelegramError

from bot.telegram import access
from bot.telegram.api import one_line
from bot.telegram.desk import Desk
from bot.telegram.incoming import Incoming
from bot.telegram.lists import coverage_html
from bot.telegram.replies import Plan, reply, send_params
from bot.telegram.texts import TEXTS
from rag.errors import IsnadError
from rag.values import Language

__all__ = ["COMMANDS", "quietly"]

_PROGRESS_EVERY: Final = 3.0


async def quietly(desk: Desk, call: Coroutine[Any, Any, object]) -> None:
    """Make a call whose failure nobody could mend: a query that became too old, say."""
    try:
        await call
    except TelegramError as error:
        desk.metrics.errors.labels(type(error).__name__).inc()
        desk.log.debug("not answered", error=one_line(error, desk.api.token))


async def _refused(incoming: Incoming, desk: Desk) -> Plan | None:
    if desk.access.is_admin(incoming.user_id):
        return None
    if not incoming.by_name:
        return Plan()  # in a group it may be for another bot
    return Plan(reply(incoming, (await desk.texts(incoming)).admins_only))


async def _decide(incoming: Incoming, desk: Desk) -> Plan:
    """Let somebody in or shut somebody out, by id."""
    if refused := await _refused(incoming, desk):
        return refused
    texts = await desk.texts(incoming)
    try:
        who = int(incoming.text)
    except ValueError:
        return Plan(reply(incoming, texts.give_id.format(command=incoming.command)))
    if abs(who) >= 2**63:
        return Plan(reply(incoming, texts.give_id.format(command=incoming.command)))
    allowed, now = incoming.command == "allow", desk.now()
    desk.access.learn(who, allowed=allowed)
    said = (texts.allowed if allowed else texts.denied).format(id=f"<code>{who}</code>")
    said += f"\n{texts.open_to_all}" if desk.access.open else ""
    return Plan(reply(incoming, said), (lambda db: access.decide(db, who, incoming.user_id, now, allowed=allowed),))


async def _status(incoming: Incoming, desk: Desk) -> Plan:
    """Tell what an operator would look up in the metrics."""
    if refused := await _refused(incoming, desk):
        return refused
    language = await desk.language(incoming)
    coverage = await desk.archive.coverage()
    numbers = {
        "generation": coverage.generation,
        "articles": coverage.articles,
        "queue": int(desk.metrics.waiting._value.get()),
        "outbox": len(desk.delivery),
    }
    lines = "\n".join(f"{name}: {value}" for name, value in numbers.items())
    html = f"<b>{TEXTS[language].status}</b>\n<pre>{lines}</pre>\n{coverage_html(coverage, language)}"
    return Plan(reply(incoming, html))


async def _reindex(incoming: Incoming, desk: Desk) -> Plan:
    """Read the archive folder again, telling how far it is; a crash on the way begins it anew."""
    if refused := await _refused(incoming, desk):
        return refused
    language = await desk.language(incoming)
    progress = _Progress(incoming, desk, language)
    begun = time.monotonic()
    try:
        report = await progress.follow()
    except IsnadError as error:
        desk.metrics.errors.labels(type(error).__name__).inc()
        said = f"{TEXTS[language].reindex_failed}\n{escape(error.what)}\n{escape(error.hint)}"
        return Plan(reply(incoming, said))
    desk.metrics.generation.set((await desk.archive.coverage()).generation)
    seconds = round(time.monotonic() - begun, 1)
    facts = "\n".join(f"{name}: {value}" for name, value in _facts(report))
    return Plan(reply(incoming, f"{TEXTS[language].reindex_done.format(seconds=seconds)}\n<pre>{escape(facts)}</pre>"))


def _facts(report: object) -> list[tuple[str, object]]:
    """Return the counts of a report, whatever they are called."""
    slots = getattr(report, "__dataclass_fields__", {})
    values = [(name, getattr(report, name)) for name in slots]
    counts = [(name, len(v) if isinstance(v, (tuple, list)) else v) for name, v in values]
    return [(name, value) for name, value in counts if isinstance(value, (int, float)) and not isinstance(value, bool)]


class _Progress:
    """One message that is edited while the index is built."""

    def __init__(self, incoming: Incoming, desk: Desk, language: Language) -> None:
        self._incoming, self._desk, self._texts = incoming, desk, TEXTS[language]
        self._latest: tuple[Any, ...] = ()

    def heard(self, *facts: Any) -> None:
        """Take what the engine says from its thread: the last word counts."""
        self._latest = facts

    async def follow(self) -> Any:
        """Return the report of a re-index, editing the message every few seconds until then."""
        params = send_params(self._incoming, self._texts.reindex_started, quote=True)
        shown = await self._desk.delivery.direct("sendMessage", params)
        message_id = shown.get("message_id") if isinstance(shown, dict) else None
        task = asyncio.create_task(self._desk.archive.reindex((), self.heard))
        said = ""
        try:
            while not (await asyncio.wait([task], timeout=_PROGRESS_EVERY))[0]:
                text = self._text()
                if message_id and text and text != said:
                    said = text
                    edit = {
                        "chat_id": self._incoming.chat_id,
                        "message_id": message_id,
                        "text": text,
                        "parse_mode": "HTML",
                    }
                    await self._desk.delivery.direct("editMessageText", edit)
            return task.result()
        finally:
            task.cancel()

    def _text(self) -> str:
        numbers = [fact for fact in self._latest if isinstance(fact, int)]
        words = [fact for fact in self._latest if isinstance(fact, str)]
        if len(numbers) < 2:
            return escape(" ".join(words))
        stage = escape(words[0]) if words else "…"
        return self._texts.reindex_progress.format(done=numbers[0], total=numbers[1], stage=stage)


COMMANDS: Final[Mapping[str, Callable[[Incoming, Desk], Awaitable[Plan]]]] = {
    "reindex": _reindex,
    "status": _status,
    "allow": _decide,
    "deny": _decide,
}
