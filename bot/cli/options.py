"""Declare the options that several commands share, once."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import typer

from bot.cli.question import check_window, read_day, read_name
from rag.values import AskOptions

__all__ = [
    "AnswerLanguage",
    "Json",
    "Metadata",
    "NoModel",
    "Since",
    "Source",
    "TopK",
    "Until",
    "Words",
    "ask_options",
]

Words = Annotated[
    list[str] | None,
    typer.Argument(metavar="[QUESTION ...]", help="The question; without one it is read from standard input."),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON for programs instead of text for people.")]
AnswerLanguage = Annotated[
    Literal["auto", "ar", "en"],
    typer.Option("--lang", help="Language of the answer; auto: that of the question."),
]
TopK = Annotated[
    int | None,
    typer.Option(
        "--top-k", metavar="N", min=1, max=100, help="Passages to consider; else search.top_k of the settings."
    ),
]
Since = Annotated[
    str | None, typer.Option("--since", metavar="DATE", help="Only from this day on: 2016-02-27, 2016-02 or 2016.")
]
Until = Annotated[
    str | None, typer.Option("--until", metavar="DATE", help="Only up to this day: 2016-02-27, 2016-02 or 2016.")
]
Source = Annotated[
    str | None,
    typer.Option("--source", metavar="OUTLET", callback=read_name, help="Only articles of this outlet."),
]
NoModel = Annotated[
    bool, typer.Option("--no-llm", help="Answer from quotes alone, even where a chat model is configured.")
]
Metadata = Annotated[
    Path | None,
    typer.Option(
        "--metadata", metavar="CSV", readable=False, help="Table of file,title,source,published,url for plain files."
    ),
]


def ask_options(
    *,
    language: Literal["auto", "ar", "en"] = "auto",
    top_k: int,
    window: tuple[str | None, str | None] = (None, None),
    source: str | None = None,
    use_llm: bool = True,
) -> AskOptions:
    """Return the options of one question; `window` is --since and --until as typed.

    Raises:
        UsageError: a day is no day, or the window ends before it begins.
    """
    since, until = _read_window(*window)
    return AskOptions(language=language, top_k=top_k, since=since, until=until, source=source or None, use_llm=use_llm)


def _read_window(since: str | None, until: str | None) -> tuple[date | None, date | None]:
    first, last = read_day(since, "--since"), read_day(until, "--until", last=True)
    check_window(first, last)
    return first, last
