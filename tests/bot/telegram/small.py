"""Run the bot as a process with the small engine: `python -m tests.bot.telegram.small`.

TINY_SECONDS makes it slow; DIE_BEFORE and DIE_AFTER let it die as by kill -9 around its so manieth transaction.
"""

from __future__ import annotations

import asyncio
import itertools
import os
import signal
import sqlite3
import sys
from collections.abc import Callable
from typing import Any

from bot.telegram.app import serve
from bot.telegram.archive import Threads
from bot.telegram.logs import hush_libraries, make_log
from bot.telegram.store import Store
from rag.settings import Settings
from tests.bot.telegram.engine import TinyEngine

_TRANSACT = Store._transaction
_NUMBERS = itertools.count(1)


def _transact_and_die(store: Store, work: Callable[[sqlite3.Connection], Any]) -> Any:
    number = str(next(_NUMBERS))
    if number == os.environ.get("DIE_BEFORE"):
        os.kill(os.getpid(), signal.SIGKILL)
    result = _TRANSACT(store, work)
    if number == os.environ.get("DIE_AFTER"):
        os.kill(os.getpid(), signal.SIGKILL)
    return result


if __name__ == "__main__":
    Store._transaction = _transact_and_die  # type: ignore[method-assign, assignment]
    hush_libraries()
    settings = Settings.load(os.environ)
    engine = TinyEngine(seconds=float(os.environ.get("TINY_SECONDS", "0")))
    asyncio.run(serve(settings, Threads(engine, 8), make_log(settings.log, (settings.telegram.token,), sys.stderr)))
