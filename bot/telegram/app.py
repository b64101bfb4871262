"""Run the bot: put its parts together, start them, end them.

The only place that knows them all. `run` is what `isnad bot` calls; it returns an exit code and prints one line when something
is wrong, never a traceback.
"""

from __future__ import annotations

import asyncio
import contextlib
import secrets
import signal
import sqlite3
import sys
import time
from collections.abc import Coroutine, Sequence
from typing import Any, Final, TypeVar
from urllib.parse import urlsplit

from telegram.error import TelegramError

from bot.telegram import access, conversation, inbox, outbox
from bot.telegram.access import Access, Limits
from bot.telegram.api import UPDATES, Api
from bot.telegram.archive import Archive, Engines
from bot.telegram.delivery import Delivery
from bot.telegram.desk import Desk
from bot.telegram.dispatch import Dispatcher
from bot.telegram.handlers import handle
from bot.telegram.health import SILENT_SECONDS, Metrics, serve_health
from bot.telegram.inbox import Stored
from bot.telegram.incoming import Me
from bot.telegram.introduction import greet, patiently, set_menu
from bot.telegram.logs import Log, hush_libraries, make_log
from bot.telegram.pace import Pace
from bot.telegram.receive import poll, serve_webhook
from bot.telegram.store import Store
from bot.telegram.workers import open_engines
from rag.errors import IsnadError, SettingsError
from rag.settings import Settings

__all__ = ["FILE", "Bot", "run", "serve"]

T = TypeVar("T")

# The bot's file in the data directory.
FILE: Final = "telegram.sqlite"
_SWEEP_SECONDS: Final = 3600.0
# How often a new generation is looked for when nobody asks; a question looks for itself.
REFRESH_SECONDS: Final = 5.0
# Of the time to end: what is kept for closing files after the work was handed back.
_CLOSING_SECONDS: Final = 2.5


def run(settings: Settings) -> int:
    """Run the bot until it is told to end; return the exit code: 0 ended, 1 failed, 2 a setting is wrong.

    Raises:
        SystemExit: SIGTERM came before it served.
    """
    signal.signal(signal.SIGTERM, _leave)  # the first process of a container would not hear it, and be killed
    hush_libraries()
    log = make_log(settings.log, (settings.telegram.token, settings.telegram.webhook_secret))
    try:
        _check(settings)
        asyncio.run(serve(settings, open_engines(settings, log), log))
    except IsnadError as error:
        _say(f"isnad bot: {str(error).rstrip('.')}. {error.hint}", settings)
        return error.exit_code
    except sqlite3.Error as error:
        log.exception("the bot's file failed")
        hint = "Make room there, or move a damaged file away, then start again: what was not kept waits at Telegram."
        _say(f"isnad bot: The bot's file cannot be used: {error} ({settings.paths.data / FILE}). {hint}", settings)
        return 1
    except Exception as error:
        log.exception("unexpected")
        _say(f"isnad bot: {type(error).__name__}: {error}. This is a bug; the log has the details.", settings)
        return 1
    return 0


def _leave(number: int, frame: object) -> None:
    del frame
    raise SystemExit(128 + number)  # as shells report it


def _say(line: str, settings: Settings) -> None:
    token = settings.telegram.token
    sys.stderr.write(" ".join((line.replace(token, "***") if token else line).split()) + "\n")


def _check(settings: Settings) -> None:
    token = settings.telegram.token
    if not token:
        raise SettingsError(
            "No token is set", where="TELEGRAM_BOT_TOKEN", hint="Get one from @BotFather: docs/telegram.md."
        )
    number, _, rest = token.partition(":")
    if not number.isdigit() or not rest or any(c.isspace() for c in token):
        raise SettingsError(
            "This is not a token", where="TELEGRAM_BOT_TOKEN", hint="A token looks like 123456789:AAE... (@BotFather)."
        )
    if not _is_server(settings.telegram.api_url):
        raise SettingsError(
            f"{settings.telegram.api_url!r} is not the address of a Bot API server",
            where="ISNAD_TELEGRAM_API_URL",
            hint="Write it with its scheme and /bot at the end: https://api.telegram.org/bot.",
        )


def _is_server(address: str) -> bool:
    """Tell whether the token can be put after an address: anything else would make a host or a port of it."""
    try:
        parts = urlsplit(address)
        usable = parts.port != 0
    except ValueError:
        return False
    return usable and parts.scheme in ("http", "https") and bool(parts.hostname) and parts.path.endswith("/bot")


async def serve(settings: Settings, engines: Engines, log: Log) -> None:
    """Serve until SIGTERM or SIGINT.

    Raises:
        IsnadError: the bot cannot start or go on.
    """
    bot = Bot(settings, engines, log)
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, bot.end)
    try:
        await bot.serve()
    finally:
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.remove_signal_handler(number)


class Bot:
    """All parts of a running bot."""

    def __init__(self, settings: Settings, engines: Engines, log: Log) -> None:
        """Make the parts; nothing is opened or sent yet."""
        self._settings, self._log = settings, log
        self._telegram = settings.telegram
        self._archive = Archive(engines)
        self._metrics = Metrics()
        self._ending = asyncio.Event()
        self._heard = time.monotonic()
        self._dispatcher: Dispatcher | None = None
        self._servers: list[Any] = []

    def end(self) -> None:
        """Ask the bot to end."""
        self._ending.set()

    async def serve(self) -> None:
        """Serve until `end`.

        Raises:
            IsnadError: the bot cannot start or go on.
        """
        async with contextlib.AsyncExitStack() as stack:
            stack.callback(self._archive.close)  # whatever happens next: the process cannot end before its engines
            store = Store(self._settings.paths.data / FILE)
            stack.callback(store.close)
            stack.callback(self._stop_servers)
            api = Api(self._telegram.token, self._telegram.api_url)
            stack.push_async_callback(_shut, api)
            me = await self._unless_ended(greet(api, self._telegram.api_url))
            if me is not None:
                await self._serve(api, store, me)

    def _stop_servers(self) -> None:
        for server in self._servers:
            server.stop()

    async def _unless_ended(self, work: Coroutine[Any, Any, T]) -> T | None:
        """Return what the work makes, or None when the bot is told to end before."""
        task, ending = asyncio.create_task(work), asyncio.create_task(self._ending.wait())
        try:
            await asyncio.wait([task, ending], return_when=asyncio.FIRST_COMPLETED)
            return task.result() if task.done() else None
        finally:
            for one in (task, ending):
                one.cancel()
            await asyncio.gather(task, ending, return_exceptions=True)

    async def _serve(self, api: Api, store: Store, me: Me) -> None:
        delivery = Delivery(api, store, Pace(self._telegram.overall_per_second), self._metrics, self._log)
        dispatcher = Dispatcher(store, delivery, me, self._telegram.concurrency, self._metrics, self._log)
        self._dispatcher = dispatcher
        decided = await store.run(access.decisions)
        desk = Desk(
            settings=self._settings,
            me=me,
            api=api,
            archive=self._archive,
            store=store,
            delivery=delivery,
            access=Access(self._telegram, decided),
            limits=Limits(self._telegram.questions_per_minute),
            metrics=self._metrics,
            log=self._log,
            stop_asking=dispatcher.stop_asking,
        )
        self._introduce(desk)

        async def keep(updates: Sequence[Stored]) -> None:
            if updates:
                dispatcher.add(await store.run(lambda db: inbox.put(db, updates, time.time())))

        parts = [
            asyncio.create_task(delivery.run(), name="delivery"),
            asyncio.create_task(dispatcher.run(lambda incoming: handle(incoming, desk), time.time), name="dispatch"),
            asyncio.create_task(self._receive(api, keep), name="receive"),
            asyncio.create_task(self._tend(api, store), name="tend"),
            asyncio.create_task(self._ending.wait(), name="end"),
        ]
        try:
            done, _ = await asyncio.wait(parts, return_when=asyncio.FIRST_COMPLETED)
            failed = [task for task in done if not task.cancelled() and task.exception()]
        finally:
            await self._finish(parts, dispatcher, delivery)
        if failed:
            await failed[0]

    async def _finish(self, parts: list[asyncio.Task[Any]], dispatcher: Dispatcher, delivery: Delivery) -> None:
        """Receive nothing more, let what runs end, hand the rest back: it lies in the file."""
        deadline = time.monotonic() + max(0.5, self._telegram.shutdown_seconds - _CLOSING_SECONDS)
        for task in parts[2:]:
            task.cancel()
        left = await dispatcher.stop(deadline - time.monotonic())
        await delivery.stop(deadline - time.monotonic())
        for task in parts[:2]:
            task.cancel()
        await asyncio.gather(*parts, return_exceptions=True)
        self._log.info("ended", handed_back=left, waiting=len(dispatcher), unsent=len(delivery))

    def _introduce(self, desk: Desk) -> None:
        if desk.access.open:
            self._log.warning("open to everybody", hint="Set ISNAD_TELEGRAM_ALLOWED to say who may ask.")
        self._log.info("started", bot=desk.me.id, mode="webhook" if self._telegram.webhook_url else "polling")
        if self._telegram.health_listen:
            server, port = serve_health(self._telegram.health_listen, self._metrics, self._state)
            self._servers.append(server)
            self._log.info("health", port=port)

    def _state(self) -> dict[str, object]:
        silent = time.monotonic() - self._heard
        quiet = not self._telegram.webhook_url and silent > SILENT_SECONDS
        return {
            "status": "Telegram does not answer" if quiet else "ok",
            "seconds_since_telegram_answered": round(silent, 1),
            "queue": len(self._dispatcher) if self._dispatcher else 0,
            "generation": int(self._metrics.generation._value.get()),
        }

    async def _receive(self, api: Api, keep: Any) -> None:
        def heard() -> None:
            self._heard = time.monotonic()

        if not self._telegram.webhook_url:
            await patiently(lambda: api.delete_webhook(drop_pending_updates=False), self._log, api)
            await poll(api, keep, heard, self._log)
        secret = self._telegram.webhook_secret or secrets.token_urlsafe(32)
        server, port = serve_webhook(self._telegram.webhook_url, self._telegram.webhook_listen, secret, keep, heard)
        self._servers.append(server)
        self._log.info("webhook", port=port)
        await patiently(
            lambda: api.set_webhook(self._telegram.webhook_url, secret_token=secret, allowed_updates=UPDATES),
            self._log,
            api,
        )
        await asyncio.Event().wait()

    async def _tend(self, api: Api, store: Store) -> None:
        """Set the menu once; take up new generations and forget what is old from time to time."""
        await set_menu(api, self._telegram.admins)
        swept = float("-inf")
        while True:
            try:
                self._metrics.generation.set((await self._archive.coverage()).generation)
            except IsnadError as error:
                self._metrics.errors.labels(type(error).__name__).inc()
                self._log.error("the new generation was not taken up", kind=type(error).__name__, error=str(error))
            if time.monotonic() - swept > _SWEEP_SECONDS:
                swept = time.monotonic()
                await store.run(_sweep)
            await asyncio.sleep(REFRESH_SECONDS)


def _sweep(db: sqlite3.Connection) -> None:
    now = time.time()
    inbox.sweep(db, now)
    outbox.sweep(db, now)
    conversation.sweep(db, now)


async def _shut(api: Api) -> None:
    with contextlib.suppress(TelegramError, RuntimeError):
        await api.shutdown()
