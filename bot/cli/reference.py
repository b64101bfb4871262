"""Write docs/cli.md from the commands' own help: `python -m bot.cli.reference > docs/cli.md`. A test compares the two."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import redirect_stdout
from typing import Final

from bot.cli.app import app

__all__ = ["COMMANDS", "reference"]

COMMANDS: Final = (
    (),
    ("ask",),
    ("search",),
    ("timeline",),
    ("chat",),
    ("reindex",),
    ("status",),
    ("doctor",),
    ("show",),
    ("eval", "beir"),
    ("eval", "qa"),
    ("bot",),
)
_COLUMNS: Final = 100
_INTRODUCTION: Final = """\
# The command line

Made from the commands' own help by `python -m bot.cli.reference > docs/cli.md`.

Answers go to standard output; progress, warnings and errors go to standard error, progress only on a terminal. Colour is shown
on a terminal only and never where `NO_COLOR` is set. An error says what happened, where, and what to do next; with
`ISNAD_DEBUG=1` an unforeseen one shows its details.

| exit code | meaning |
|---|---|
| 0 | answered, or done |
| 3 | no supported answer: the archive does not say, or no passage and no event matches |
| 2 | wrong usage: an unknown option, an empty question, a date that is none, a setting that is wrong |
| 1 | failure; also: some files were left out (`reindex`), something must be mended (`doctor`), no such article (`show`) |
| 130 | interrupted |
| 141 | whoever read the output has gone |
"""


def reference() -> str:
    """Return docs/cli.md: the introduction and the help of every command."""
    return "\n".join([_INTRODUCTION, *_sections()])


def _sections() -> Iterator[str]:
    for path in COMMANDS:
        name = " ".join(("isnad", *path))
        yield f"## {name}\n\n```text\n{_help(path)}\n```\n"


def _help(path: tuple[str, ...]) -> str:
    shown = io.StringIO()
    with redirect_stdout(shown):
        app(args=[*path, "--help"], prog_name="isnad", standalone_mode=False, terminal_width=_COLUMNS)
    return shown.getvalue().strip()


if __name__ == "__main__":
    print(reference(), end="")  # noqa: T201 - this is what the module is for
