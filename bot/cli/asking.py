"""The commands that ask the archive: ask, search, timeline."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.console import ANSWERED, NOT_ANSWERED, screen, write, writing
from bot.cli.options import AnswerLanguage, Json, NoModel, Since, Source, TopK, Until, Words, ask_options
from bot.cli.question import read_question
from bot.cli.session import Session, tell_unknown_outlet
from bot.cli.streaming import verified_statements

__all__ = ["ask", "search", "timeline"]


def ask(
    context: typer.Context,
    question: Words = None,
    *,
    as_json: Json = False,
    language: AnswerLanguage = "auto",
    top_k: TopK = None,
    since: Since = None,
    until: Until = None,
    source: Source = None,
    no_llm: NoModel = False,
) -> int:
    """Answer a question, with the sources of every sentence.

    Exit code 3 says that the archive does not answer it.
    """
    session: Session = context.obj
    settings = session.settings()
    options = ask_options(
        language=language,
        top_k=top_k or settings.search.top_k,
        window=(since, until),
        source=source,
        use_llm=not no_llm,
    )
    asked = read_question(question or [])
    with session.engine(settings, index_first=True) as engine, verified_statements(settings, options) as heard:
        tell_unknown_outlet(engine, source)
        answer = engine.ask(asked, options, on_statement=heard)
    if as_json:
        from bot.terminal.objects import answer_object, json_line

        write(json_line(answer_object(answer)) + "\n")
    else:
        from bot.terminal.answers import answer_text

        write(answer_text(answer, screen(sys.stdout), date.today()))
    return ANSWERED if answer.status == "answered" else NOT_ANSWERED


def search(
    context: typer.Context,
    question: Words = None,
    *,
    as_json: Json = False,
    top_k: TopK = None,
    since: Since = None,
    until: Until = None,
    source: Source = None,
) -> int:
    """Show the passages that match a question best.

    With --json one object a line. Exit code 3 says that no passage matches.
    """
    session: Session = context.obj
    settings = session.settings()
    options = ask_options(top_k=top_k or settings.search.top_k, window=(since, until), source=source)
    asked = read_question(question or [])
    with session.engine(settings, index_first=True) as engine:
        tell_unknown_outlet(engine, source)
        hits = engine.search(asked, options)
    if as_json:
        from bot.terminal.objects import hit_object, json_line

        write("".join(json_line(hit_object(hit)) + "\n" for hit in hits))
    else:
        from bot.terminal.answers import hits_text
        from rag.language.analysis import language_of

        write(hits_text(hits, screen(sys.stdout), date.today(), language_of(asked)))
    return ANSWERED if hits else NOT_ANSWERED


def timeline(
    context: typer.Context,
    question: Words = None,
    *,
    plot: Annotated[
        Path | None, typer.Option("--plot", metavar="FILE", readable=False, help="Draw it into this file, as SVG.")
    ] = None,
    as_json: Json = False,
    since: Since = None,
    until: Until = None,
    source: Source = None,
) -> int:
    """Tell what happened when, oldest first, each line cited.

    Exit code 3 says that the archive tells no dated event of it.
    """
    session: Session = context.obj
    settings = session.settings()
    options = ask_options(top_k=settings.search.top_k, window=(since, until), source=source)
    asked = read_question(question or [])
    with session.engine(settings, index_first=True) as engine:
        tell_unknown_outlet(engine, source)
        told = engine.timeline(asked, options)
    if plot is not None:
        from bot.terminal.drawing import timeline_svg

        with writing("The drawing", plot):
            plot.write_text(timeline_svg(told), encoding="utf-8")
    if as_json:
        from bot.terminal.objects import json_line
        from bot.terminal.timelines import timeline_object

        write(json_line(timeline_object(told)) + "\n")
    else:
        from bot.terminal.timelines import timeline_text

        write(timeline_text(told, screen(sys.stdout), date.today()))
    return ANSWERED if told.events else NOT_ANSWERED
