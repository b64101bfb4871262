"""The `isnad` command: parse, call one engine method, render, exit code.

This module alone is loaded before an interrupt is answered in words, so it loads nothing itself.
"""

from __future__ import annotations

import gc
import os
import signal
import sys

TYPE_CHECKING = False  # that of `typing`, which takes its time to load
if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["main"]

_INTERRUPTED = 130  # 128 + SIGINT, as shells report it
_MADE_BETWEEN_COLLECTIONS = (
    100_000  # objects: loading makes many and drops few; looking through them takes a tenth of a cold question
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code; without `arguments`, as the process that the shell started."""
    if arguments is not None:
        from bot.cli.app import main as run

        return run(arguments)
    gc.set_threshold(_MADE_BETWEEN_COLLECTIONS)
    heard = signal.getsignal(signal.SIGINT) is signal.default_int_handler  # else the shell told us to ignore it
    if heard:
        signal.signal(signal.SIGINT, _leave)  # half-loaded modules have nothing to save and no words of their own
    from bot.cli.app import main as run

    if heard:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    code = run()
    if heard:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # all is said: an interrupt now could only tear the way out
    if code == _INTERRUPTED:
        # Python would end with the signal, not with a code, where the interrupt met generated code, as that of dataclasses.
        _flush()
        os._exit(code)
    return code


def _flush() -> None:
    """Write out what was printed; where nobody reads it any more, nothing is lost."""
    try:
        sys.stdout.flush()
    except (AttributeError, OSError, ValueError):
        return


def _leave(number: int, frame: object) -> None:
    del number, frame
    os.write(2, b"isnad: Interrupted.\n")
    os._exit(_INTERRUPTED)
