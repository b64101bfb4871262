"""Run the bot as a process with the small engine: `python -m tests.bot.telegram.small`; slow when TINY_SECONDS says so."""

from __future__ import annotations

import asyncio
import os
import sys

from bot.telegram.app import serve
from bot.telegram.archive import Threads
from bot.telegram.logs import hush_libraries, make_log
from rag.settings import Settings
from tests.bot.telegram.engine import TinyEngine

if __name__ == "__main__":
    hush_libraries()
    settings = Settings.load(os.environ)
    engine = TinyEngine(seconds=float(os.environ.get("TINY_SECONDS", "0")))
    asyncio.run(serve(settings, Threads(engine, 8), make_log(settings.log, (settings.telegram.token,), sys.stderr)))
