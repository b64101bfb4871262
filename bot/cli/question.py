"""Read what a person typed: the question, from the arguments or standard input, and days such as 2016-02-27.

Refuses what no archive could answer (nothing, only punctuation, a whole book) before anything heavy is loaded.
"""

from __future__ import annotations

import calendar
import re
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from io import BytesIO
from typing import BinaryIO, Final

from bot.cli.console import say
from bot.terminal.layout import clean
from rag.errors import UsageError

__all__ = [
    "MAX_QUESTION_CHARS",
    "check_question",
    "check_window",
    "read_day",
    "read_lines",
    "read_name",
    "read_question",
]

MAX_QUESTION_CHARS: Final = 4_000  # a question, not a document: a page of text at most
_MAX_BYTES: Final = MAX_QUESTION_CHARS * 8  # UTF-8 takes four; twice that leaves room to say how long it was
_DAY: Final = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_CONTROLS: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\s]+")


def read_question(words: Sequence[str], stdin: BinaryIO | None = None) -> str:
    """Return the question in `words` joined, or, without words (or with "-"), all of standard input.

    Raises:
        UsageError: there is none, it is not UTF-8, it holds no letter or digit, it is too long.
    """
    if words and list(words) != ["-"]:
        return check_question(" ".join(words), "the command line")
    stream = stdin or (sys.stdin.buffer if sys.stdin else BytesIO())  # none: started with standard input closed
    if stream.isatty():
        say("Type a question and press Enter.")
        raw = stream.readline(_MAX_BYTES)
    else:
        raw = stream.read(_MAX_BYTES)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as exc:
        if len(raw) == _MAX_BYTES:
            raise _too_long("standard input") from exc
        where = f"standard input, byte {exc.start + 1}"
        raise UsageError("The question is not valid UTF-8.", where=where, hint="Send it as UTF-8 text.") from exc
    return check_question(text, "standard input")


def read_lines(prompt: str, greeting: str) -> Iterator[str]:
    """Yield the questions and commands that are typed, one a line, until the end of input; blank lines are passed over.

    A line that cannot be asked is told on standard error, and the next one is read. On a terminal `greeting` comes first and
    `prompt` before every line; the arrow keys work.
    """
    if sys.stdin is None:  # started with standard input closed
        return
    typed = _typed(prompt) if sys.stdin.isatty() else _piped(sys.stdin.buffer)
    if sys.stdin.isatty():
        say(greeting)
    while True:
        try:
            line = next(typed, None)
            if line is None:
                return
            if line.strip():
                yield check_question(line)
        except UsageError as exc:
            say(f"isnad: {exc.what} {exc.hint}")


def _typed(prompt: str) -> Iterator[str]:
    import readline  # noqa: F401 - gives `input` its line editing

    while True:
        try:
            line = input(prompt)
        except (EOFError, KeyboardInterrupt) as exc:
            say("")  # what comes next, ours or the shell's, begins a line of its own
            if isinstance(exc, EOFError):
                return
            raise
        yield line


def _piped(stream: BinaryIO) -> Iterator[str]:
    """Yield lines as text; what is not UTF-8 comes as lone surrogates, of an endless line the first part that is too long."""
    while raw := stream.readline(_MAX_BYTES):
        yield raw.decode("utf-8-sig", "surrogateescape")
        while len(raw) == _MAX_BYTES and not raw.endswith(b"\n"):
            raw = stream.readline(_MAX_BYTES)


def check_question(text: str, where: str = "") -> str:
    """Return a question fit to be asked, control characters and line breaks made spaces.

    Raises:
        UsageError: as `read_question` says.
    """
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as exc:  # bytes of an argument that are not UTF-8 arrive as lone surrogates
        raise UsageError("The question is not valid UTF-8.", where=where, hint="Send it as UTF-8 text.") from exc
    question = _CONTROLS.sub(" ", text).strip()
    if not question:
        hint = 'Ask one: isnad ask "when did the truce start?"'
        raise UsageError("The question is empty.", where=where, hint=hint)
    if len(question) > MAX_QUESTION_CHARS:
        raise _too_long(where)
    if not any(character.isalnum() for character in question):
        raise UsageError("The question holds no word.", where=where, hint="Ask in Arabic or English words.")
    return question


def read_name(name: str | None) -> str | None:
    """Return an outlet's name or an article's id without the marks that come along when it is copied from a terminal.

    Raises:
        UsageError: it is not UTF-8.
    """
    if name is None:
        return None
    try:
        name.encode("utf-8")
    except UnicodeEncodeError as exc:
        raise UsageError(
            f"'{name}' is not valid UTF-8.", where="the command line", hint="Send it as UTF-8 text."
        ) from exc
    return clean(name)


def _too_long(where: str) -> UsageError:
    what = f"The question is longer than {MAX_QUESTION_CHARS:,} characters."
    return UsageError(
        what,
        where=where,
        hint="Ask in a sentence or two; an article is put into the archive, which `isnad reindex` reads.",
    )


def read_day(text: str | None, option: str, *, last: bool = False) -> date | None:
    """Return the day of `2016-02-27`; of `2016-02` or `2016` the first day, or the `last`.

    Raises:
        UsageError: the text is no day of the calendar.
    """
    if text is None:
        return None
    hint = "Write a day as 2016-02-27, a month as 2016-02, a year as 2016."
    wrong = UsageError(f"'{text}' is not a date.", where=option, hint=hint)
    found = _DAY.fullmatch(text.strip())
    if found is None:
        raise wrong
    year = int(found[1])
    try:
        month = int(found[2] or (12 if last else 1))
        return date(year, month, int(found[3] or (calendar.monthrange(year, month)[1] if last else 1)))
    except ValueError as exc:
        raise wrong from exc


def check_window(since: date | None, until: date | None) -> None:
    """Refuse a window that ends before it begins.

    Raises:
        UsageError: `since` lies after `until`.
    """
    if since and until and since > until:
        what = f"--since {since} lies after --until {until}: no day is between them."
        raise UsageError(what, hint="Swap the two.")
