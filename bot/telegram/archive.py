"""Call the engine from the event loop: a few calls at a time, each in a thread that waits, with a way to stop.

Where the engine runs is the business of who is given here: in this process (`Threads`), or in processes of its own
(`bot.telegram.workers`), as an answer costs some 30 ms of processor time that the event loop would lack. The waiting threads
are daemons, so that a chat model that never answers cannot keep the process from ending. Knows nothing of Telegram.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, TypeVar

from rag.values import Answer, ArticleCard, AskOptions, Citation, Coverage, Hit, Statement, Timeline, Turn

__all__ = ["Archive", "Call", "Engine", "Engines", "Heard", "Stopped", "Threads"]

T = TypeVar("T")
Heard = Callable[..., None]


class Engine(Protocol):
    """What the bot needs of `rag.engine.Engine`; its methods may be called from any number of threads."""

    def ask(
        self,
        question: str,
        options: AskOptions,
        conversation: Sequence[Turn] = (),
        on_statement: Callable[[Statement, Sequence[Citation]], None] | None = None,
    ) -> Answer:
        """Answer."""
        ...

    def search(self, question: str, options: AskOptions) -> list[Hit]:
        """Find passages."""
        ...

    def timeline(self, question: str, options: AskOptions) -> Timeline:
        """Order events by date."""
        ...

    def cards(self) -> list[ArticleCard]:
        """Name every article."""
        ...

    def coverage(self) -> Coverage:
        """Tell what the archive holds."""
        ...

    def refresh(self) -> bool:
        """Take up a new generation."""
        ...

    def reindex(self, paths: Sequence[Path] = ..., *, progress: Callable[[str, int, int], None] | None = ...) -> Any:
        """Build and publish a new generation."""
        ...

    def close(self) -> None:
        """Let go."""
        ...


@dataclass(frozen=True, slots=True)
class Call:
    """One call of an engine's method; `callback` names the parameter that hears of steps on the way."""

    method: str
    args: tuple[Any, ...] = ()
    callback: str = ""
    long: bool = False  # takes minutes: must not take the place of an answer


class Engines(Protocol):
    """Where engines run."""

    places: int

    def run(self, call: Call, heard: Heard | None = None) -> Any:
        """Return the result, waiting for it; an error that `heard` raises stops the call where it can."""
        ...

    def close(self) -> None:
        """Let go."""
        ...


class Stopped(Exception):
    """Raised into the engine between two statements when nobody waits for the answer any more."""


class Threads:
    """One engine in this process: for chat models, whose answers are mostly waiting."""

    def __init__(self, engine: Engine, places: int) -> None:
        """Take an open engine."""
        self._engine = engine
        self.places = places

    def run(self, call: Call, heard: Heard | None = None) -> Any:
        """Return what the engine returns, on this thread; a new generation is taken up first."""
        self._engine.refresh()
        more = {call.callback: heard} if call.callback and heard else {}
        return getattr(self._engine, call.method)(*call.args, **more)

    def close(self) -> None:
        """Close the engine."""
        self._engine.close()


class Archive:
    """The engine, for callers on the event loop."""

    def __init__(self, engines: Engines) -> None:
        """Take where the engines run."""
        self._engines = engines
        self._slots = asyncio.Semaphore(max(1, engines.places))

    async def _call(self, call: Call, heard: Heard | None = None) -> Any:
        async with self._slots:
            return await _in_thread(lambda: self._engines.run(call, heard))

    async def ask(
        self, question: str, options: AskOptions, turns: Sequence[Turn], on_statement: Callable[[Statement], None]
    ) -> Answer:
        """Return the answer; `on_statement` is called on the event loop for each verified statement."""
        loop, stop = asyncio.get_running_loop(), threading.Event()

        def heard(statement: Statement, _: Sequence[Citation]) -> None:
            if stop.is_set():
                raise Stopped
            loop.call_soon_threadsafe(on_statement, statement)

        try:
            answer: Answer = await self._call(Call("ask", (question, options, tuple(turns)), "on_statement"), heard)
        except asyncio.CancelledError:
            stop.set()
            raise
        return answer

    async def search(self, question: str, options: AskOptions) -> list[Hit]:
        """Return the passages found."""
        return list(await self._call(Call("search", (question, options))))

    async def timeline(self, question: str, options: AskOptions) -> Timeline:
        """Return the dated events of a subject."""
        timeline: Timeline = await self._call(Call("timeline", (question, options)))
        return timeline

    async def cards(self) -> list[ArticleCard]:
        """Return what is known of every article."""
        return list(await self._call(Call("cards")))

    async def coverage(self) -> Coverage:
        """Return what the archive holds, by the newest generation."""
        coverage: Coverage = await self._call(Call("coverage"))
        return coverage

    async def reindex(self, paths: Sequence[Path], progress: Heard) -> Any:
        """Return the report of a new generation; `progress` is called from a thread. Answers go on meanwhile."""
        return await _in_thread(
            lambda: self._engines.run(Call("reindex", (tuple(paths),), "progress", long=True), progress)
        )

    def close(self) -> None:
        """Close the engines."""
        self._engines.close()


async def _in_thread(work: Callable[[], T]) -> T:
    loop = asyncio.get_running_loop()
    done: asyncio.Future[T] = loop.create_future()

    def tell(act: Callable[[Any], None], value: Any) -> None:
        def on_loop() -> None:
            if not done.done():
                act(value)

        try:
            loop.call_soon_threadsafe(on_loop)
        except RuntimeError:
            return  # the loop has ended, and with it whoever asked

    def run() -> None:
        try:
            result = work()
        except BaseException as exc:  # noqa: BLE001 - raised again where it is awaited
            tell(done.set_exception, exc)
        else:
            tell(done.set_result, result)

    threading.Thread(target=run, daemon=True, name="engine").start()
    return await done
