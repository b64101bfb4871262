"""Write to standard output and standard error, and turn every failure into a few lines and an exit code.

Knows streams, colours and exit codes; knows nothing of answers or the engine.
"""

from __future__ import annotations

import os
import shutil
import sys
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final, TextIO

from bot.terminal.layout import Screen, clean
from rag.errors import IsnadError, UsageError

__all__ = [
    "ANSWERED",
    "FAILURE",
    "INTERRUPTED",
    "NOT_ANSWERED",
    "OUTPUT_CLOSED",
    "USAGE",
    "OutputClosed",
    "prepare_streams",
    "report",
    "report_os_error",
    "report_unexpected",
    "say",
    "screen",
    "write",
    "writing",
]

ANSWERED: Final = 0
FAILURE: Final = 1
USAGE: Final = 2
NOT_ANSWERED: Final = 3
INTERRUPTED: Final = 130  # 128 + SIGINT, as shells report it
OUTPUT_CLOSED: Final = 141  # 128 + SIGPIPE, likewise
_ESCAPED: Final = "backslashreplace"


class OutputClosed(Exception):
    """Whoever read our standard output has gone; there is nobody left to tell."""


def prepare_streams() -> None:
    """Read and write UTF-8 whatever the locale says, and never fail at a character that is none or cannot be written."""
    for stream, errors in ((sys.stdin, "surrogateescape"), (sys.stdout, _ESCAPED), (sys.stderr, _ESCAPED)):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors=errors)


def screen(stream: TextIO | None, environment: Mapping[str, str] = os.environ) -> Screen:
    """Return what `stream` is: a terminal's width and whether it takes colour (https://no-color.org), or a pipe."""
    if stream is None or not stream.isatty():
        return Screen()
    colour = not environment.get("NO_COLOR") and environment.get("TERM") != "dumb"
    return Screen(width=shutil.get_terminal_size().columns, colour=colour)


def write(text: str) -> None:
    """Write a finished text to standard output.

    Raises:
        OutputClosed: the reader of a pipe has gone, or there is no standard output.
        IsnadError: it cannot be written for another reason, such as a full disk.
    """
    if sys.stdout is None:  # started with standard output closed
        raise OutputClosed
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError as exc:
        _discard_output()
        raise OutputClosed from exc
    except OSError as exc:
        _discard_output()
        raise IsnadError(f"The output cannot be written: {exc.strerror}", hint="Write it elsewhere.") from exc


def _discard_output() -> None:
    """Point standard output at nothing, so that the interpreter's last flush cannot fail either."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


@contextmanager
def writing(what: str, path: Path) -> Iterator[None]:
    """Say of a file that the person named when it cannot be written: `what` it was to hold, where, and why.

    Raises:
        UsageError: the file cannot be written.
    """
    try:
        yield
    except OSError as exc:
        hint = "Name a file in a folder that exists, that you may write to and that has room."
        raise UsageError(f"{what} cannot be written: {exc.strerror}", where=str(path), hint=hint) from exc


def say(text: str) -> None:
    """Write one line to standard error, for the person and not for the pipe; where that cannot be written, nobody is told."""
    if sys.stderr is not None:
        with suppress(OSError):
            sys.stderr.write(text + "\n")
            sys.stderr.flush()


def report(error: IsnadError) -> int:
    """Say what happened, where and what to do next; return the exit code."""
    what = clean(error.what)
    say(f"isnad: {what}" if what.endswith((".", "?", "!", "…")) else f"isnad: {what}.")
    if error.where:
        say(f"  where: {clean(error.where)}")
    if error.hint:
        say(f"  next:  {clean(error.hint)}")
    return error.exit_code


def report_os_error(error: OSError, environment: Mapping[str, str] = os.environ) -> int:
    """Say what the system refused, and where; return the exit code. With ISNAD_DEBUG=1 show the details as well."""
    if _debugging(environment):
        return report_unexpected(error, environment)
    where = str(error.filename) if error.filename else ""
    if not where and sys.stdout is not None:  # a full disk under standard output: what is left cannot be written either
        _discard_output()
    if isinstance(error, FileNotFoundError):
        hint = "Put it back; if it belongs to the installation, install the project again."
    elif isinstance(error, PermissionError):
        hint = "Mend its permissions, then run again."
    else:
        hint = "Make room, or write elsewhere, then run again."
    return report(IsnadError(f"The system refused to read or write: {error.strerror or error}", where=where, hint=hint))


def _debugging(environment: Mapping[str, str]) -> bool:
    return environment.get("ISNAD_DEBUG", "") not in {"", "0"}


def report_unexpected(error: BaseException, environment: Mapping[str, str] = os.environ) -> int:
    """Say in one line what nobody foresaw, and how to see the details; with ISNAD_DEBUG=1 show them."""
    if _debugging(environment):
        traceback.print_exception(error, file=sys.stderr)
        return FAILURE
    cause = clean(str(error)) or "no further word"
    say(f"isnad: Something unforeseen went wrong: {type(error).__name__}: {cause}")
    say("  next:  Run it again with ISNAD_DEBUG=1 to see the details, and report them.")
    return FAILURE
