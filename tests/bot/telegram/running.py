"""Run the bot in tests: inside the test's loop with the small engine, or as a process of its own."""

from __future__ import annotations

import asyncio
import contextlib
import io
import os
import sys
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from bot.telegram.app import Bot
from bot.telegram.archive import Threads
from bot.telegram.logs import make_log
from rag.settings import LogSettings, Settings
from tests.bot.telegram.engine import TinyEngine
from tests.bot.telegram.loopback.server import TOKEN, Loopback

__all__ = ["ADMIN", "STRANGER", "environment", "running", "settings_for", "start_process", "stop_process"]

ADMIN = 900
STRANGER = 666


def settings_for(loopback: Loopback, data: Path, **telegram: Any) -> Settings:
    """Return settings for a bot that talks to the loopback server."""
    settings = Settings.load({"ISNAD_DATA": str(data), "HOME": str(data)})
    given = {
        "token": TOKEN,
        "api_url": loopback.url,
        "admins": (ADMIN,),
        "health_listen": "",
        "questions_per_minute": 0,
    }
    return replace(settings, telegram=replace(settings.telegram, **{**given, **telegram}))


@contextlib.asynccontextmanager
async def running(
    loopback: Loopback, data: Path, engine: TinyEngine | None = None, **telegram: Any
) -> AsyncIterator[tuple[Bot, io.StringIO]]:
    """Run the bot in this loop; gives the bot and what it logs."""
    lines = io.StringIO()
    settings = settings_for(loopback, data, **telegram)
    log = make_log(LogSettings(level="debug", json=True), (TOKEN,), lines)
    bot = Bot(settings, Threads(engine or TinyEngine(), 8), log)
    task = asyncio.create_task(bot.serve())
    try:
        await loopback.until(lambda: task.done() or any(c.method == "setMyCommands" for c in loopback.calls))
        yield bot, lines
    finally:
        bot.end()
        await task


def environment(loopback: Loopback, data: Path, **more: str) -> dict[str, str]:
    """Return the environment of a bot process."""
    inherited = {name: os.environ[name] for name in ("PATH", "LANG", "TMPDIR") if name in os.environ}
    return {
        **inherited,
        "HOME": str(data),
        "PYTHONPATH": str(Path(__file__).resolve().parents[3]),
        "ISNAD_DATA": str(data),
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "ISNAD_TELEGRAM_API_URL": loopback.url,
        "ISNAD_TELEGRAM_HEALTH_LISTEN": "",
        "ISNAD_TELEGRAM_QUESTIONS_PER_MINUTE": "0",
        "OMP_NUM_THREADS": "1",
        **more,
    }


async def start_process(env: dict[str, str], module: str = "bot.telegram") -> asyncio.subprocess.Process:
    """Start the bot as `python -m bot.telegram`."""
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", module, env=env, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )


async def stop_process(process: asyncio.subprocess.Process, seconds: float = 15.0) -> tuple[int, str]:
    """Send SIGTERM and return exit code and standard error."""
    if process.returncode is None:
        process.terminate()
    _, errors = await asyncio.wait_for(process.communicate(), seconds)
    return process.returncode or 0, errors.decode()
