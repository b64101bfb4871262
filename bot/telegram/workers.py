"""Run engines in processes of their own, so that answers use every processor and the event loop keeps its own.

Each process opens the engine once and answers one call at a time over a pipe; it ends when the pipe does, also when this
process was killed. One that dies is replaced and its call is made again once. What takes minutes gets a process
for itself. The values that cross the pipe are the project's own, pickled between two processes of one program.
"""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import os
import pickle
import queue
import signal
import threading
from collections.abc import Iterator
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from typing import Any, Final

from bot.telegram.archive import Call, Engines, Heard, Stopped, Threads
from bot.telegram.logs import Log
from rag.errors import BotError, IsnadError
from rag.settings import Settings
from rag.values import AskOptions

__all__ = ["Workers", "open_engines"]

_CONTEXT: Final = multiprocessing.get_context("spawn")
# More processes than this buy little: each holds the models and the index's caches.
_MOST: Final = 4
# The bot decides when its engines end: these are for it alone.
_OURS: Final = (signal.SIGINT, signal.SIGTERM)


def _places_for(settings: Settings) -> int:
    """Return how many engine processes to run: one a processor, within the settings' concurrency."""
    return max(1, min(settings.telegram.concurrency, os.cpu_count() or 1, _MOST))


class Workers:
    """The processes that hold engines."""

    def __init__(self, settings: Settings, places: int) -> None:
        """Start `places` processes; each opens its engine while the others start."""
        self._settings = settings
        self.places = places
        self._idle: queue.LifoQueue[_Worker] = queue.LifoQueue()
        self._all: set[_Worker] = set()
        self._lock = threading.Lock()
        self._closed = False
        for _ in range(places):
            self._idle.put(self._start())

    def _start(self) -> _Worker:
        worker = _Worker(self._settings)
        with self._lock:
            self._all.add(worker)
        return worker

    def warm(self, call: Call) -> None:
        """Make a call in every process, so that nobody waits for models to be loaded.

        Raises:
            IsnadError: the engine cannot be used.
        """
        workers = [self._idle.get() for _ in range(self.places)]
        try:
            for worker in workers:
                worker.send(call)
            for worker in workers:
                worker.result(None)
        finally:
            for worker in workers:
                self._idle.put(worker)

    def run(self, call: Call, heard: Heard | None = None) -> Any:
        """Return the result of a call.

        Raises:
            IsnadError: the engine's own, or a BotError when its process died twice.
        """
        if call.long:
            return self._apart(call, heard)
        worker = self._idle.get()
        try:
            return self._tried(worker, call, heard)
        except _Died:
            self._drop(worker)
            worker = self._start()
            try:
                return self._tried(worker, call, heard)
            except _Died as again:
                self._drop(worker)
                worker = self._start()
                raise BotError(
                    "The engine's process died twice over one question", hint="See the log and free memory."
                ) from again
        finally:
            self._idle.put(worker)

    def _tried(self, worker: _Worker, call: Call, heard: Heard | None) -> Any:
        worker.send(call)
        return worker.result(heard)

    def _apart(self, call: Call, heard: Heard | None) -> Any:
        worker = self._start()
        try:
            return self._tried(worker, call, heard)
        except _Died as died:
            raise BotError("The engine's process died", hint="See the log and free memory.") from died
        finally:
            self._drop(worker)

    def _drop(self, worker: _Worker) -> None:
        with self._lock:
            self._all.discard(worker)
        worker.end()

    def close(self) -> None:
        """End all processes; an answer in progress is thrown away."""
        with self._lock:
            workers, self._all = list(self._all), set()
        for worker in workers:
            worker.end()


class _Died(Exception):
    """The process is gone."""


class _Worker:
    """One process and our end of its pipe."""

    def __init__(self, settings: Settings) -> None:
        self._pipe, theirs = _CONTEXT.Pipe()
        self._process = _CONTEXT.Process(target=_serve, args=(theirs, settings), daemon=True, name="isnad-engine")
        with _deaf():
            self._process.start()
        theirs.close()

    def send(self, call: Call) -> None:
        try:
            self._pipe.send(call)
        except (OSError, ValueError) as exc:
            raise _Died from exc

    def result(self, heard: Heard | None) -> Any:
        """Wait for the result; what the call says on the way goes to `heard`."""
        while True:
            try:
                kind, value = self._pipe.recv()
            except (EOFError, OSError) as exc:
                raise _Died from exc
            if kind == "result":
                return value
            if kind == "error":
                raise value
            if heard is not None:
                try:
                    heard(*value)
                except Stopped:
                    heard = None
                    with contextlib.suppress(OSError):
                        self._pipe.send("stop")

    def end(self) -> None:
        self._pipe.close()
        self._process.join(0.2)
        if self._process.is_alive():
            self._process.kill()
            self._process.join(1)


@contextlib.contextmanager
def _deaf() -> Iterator[None]:
    """Let a process that is started here not hear Ctrl-C, which a terminal sends to it too, while it loads what it needs."""
    resource_tracker.ensure_running()  # with the first process it would start, and end this (CPython, multiprocessing)
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _OURS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(pipe: Connection, settings: Settings) -> None:
    """Answer calls until the pipe ends: the life of an engine's process."""
    for number in _OURS:
        signal.signal(number, signal.SIG_IGN)
    from rag.engine import Engine

    engine = Engine.open(settings)
    served = False
    ahead: Iterator[None] | None = None
    with contextlib.suppress(EOFError, OSError, KeyboardInterrupt):
        while True:
            if ahead is not None and not pipe.poll():
                ahead = _rehearsed(ahead)
                continue
            call = pipe.recv()
            if isinstance(call, Call):  # a late "stop" is for a call that has ended
                pipe.send(_outcome(engine, call, pipe))
                if not served:
                    served, ahead = True, engine.rehearse()
                    _keep()


def _rehearsed(ahead: Iterator[None]) -> Iterator[None] | None:
    """Take one step of reading ahead while nobody asks; None after the last one, and where the archive cannot be read."""
    try:
        next(ahead)
    except (StopIteration, IsnadError):
        _keep()
        return None
    return ahead


def _keep() -> None:
    """Tell the collector that what is loaded by now stays: looking through it again and again costs a tenth of an answer."""
    gc.collect()
    gc.freeze()


def _outcome(engine: Any, call: Call, pipe: Connection) -> tuple[str, Any]:
    def heard(*facts: Any) -> None:
        if pipe.poll() and pipe.recv() == "stop":
            raise Stopped
        pipe.send(("heard", facts))

    more = {call.callback: heard} if call.callback else {}
    try:
        engine.refresh()
        result = getattr(engine, call.method)(*call.args, **more)
    except Exception as error:  # noqa: BLE001 - raised again in the bot's process
        return "error", _sendable(error)
    return "result", result


def _sendable(error: Exception) -> Exception:
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301 - what was pickled on the same line
    except Exception:  # noqa: BLE001 - whatever its class does when it is pickled
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error


def open_engines(settings: Settings, log: Log) -> Engines:
    """Return engines that have an index and have answered once, so that the first person does not wait for them.

    Raises:
        IsnadError: there is nothing to index, or the index cannot be used.
    """
    from rag.engine import Engine as RealEngine

    engine = RealEngine.open(settings)
    engine.ensure_index(lambda: log.info("indexing", archive=", ".join(map(str, engine.source().paths))))
    first = Call("ask", ("truce الهدنة", AskOptions(use_llm=False)))
    if settings.chat.model:
        engines: Engines = Threads(engine, settings.telegram.concurrency)
        engines.run(first)
        return engines
    engine.close()
    workers = Workers(settings, _places_for(settings))
    try:
        workers.warm(first)
    except BaseException:  # Ctrl-C too: the process cannot end before its engines
        workers.close()
        raise
    return workers
