"""Call the engine from the event loop: in threads, a few at a time, with a way to stop.

The engine's methods take 10 to 60 ms of processor time, with a chat model some seconds of waiting. The threads are daemons, so
that a chat model that never answers cannot keep the process from ending. Knows nothing of Telegram.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final, Protocol, TypeVar

from rag.values import Answer, ArticleCard, AskOptions, Citation, Coverage, Hit, Statement, Turn

__all__ = ["Archive", "Engine", "Stopped"]

T = TypeVar("T")

# How often a new generation is looked for.
REFRESH_SECONDS: Final = 5.0


class Engine(Protocol):
    """What the bot needs of `rag.engine.Engine`."""

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

    def cards(self) -> list[ArticleCard]:
        """Name every article."""
        ...

    def coverage(self) -> Coverage:
        """Tell what the archive holds."""
        ...

    def refresh(self) -> Any:
        """Take up a new generation."""
        ...

    def reindex(self, paths: Sequence[Path] = ..., *, progress: Callable[[str, int, int], None] | None = ...) -> Any:
        """Build and publish a new generation."""
        ...

    def close(self) -> None:
        """Let go."""
        ...


class Stopped(Exception):
    """Raised into the engine between two statements when nobody waits for the answer any more."""


class Archive:
    """The engine, for callers on the event loop."""

    def __init__(self, engine: Engine, concurrency: int) -> None:
        """Take an open engine; `concurrency` calls run at one time."""
        self._engine = engine
        self._slots = asyncio.Semaphore(max(1, concurrency))

    async def call(self, work: Callable[[Engine], T]) -> T:
        """Return what `work` makes of the engine; a caller that is cancelled leaves the thread to end by itself."""
        async with self._slots:
            return await _in_thread(lambda: work(self._engine))

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
            return await self.call(lambda e: e.ask(question, options, conversation=turns, on_statement=heard))
        except asyncio.CancelledError:
            stop.set()
            raise

    async def search(self, question: str, options: AskOptions) -> list[Hit]:
        """Return the passages found."""
        return await self.call(lambda e: e.search(question, options))

    async def coverage(self) -> Coverage:
        """Return what the archive holds."""
        return await self.call(lambda e: e.coverage())

    async def refresh(self) -> int:
        """Take up a generation that was published since; return the number of the one in use."""

        def look(engine: Engine) -> int:
            engine.refresh()
            return engine.coverage().generation

        return await self.call(look)

    async def apart(self, work: Callable[[Engine], T]) -> T:
        """Return what `work` makes of the engine, outside the slots: for what takes minutes."""
        return await _in_thread(lambda: work(self._engine))

    def close(self) -> None:
        """Close the engine."""
        self._engine.close()


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
