"""The commands that measure: eval beir, eval qa."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from bot.cli.console import ANSWERED, screen, write
from bot.cli.options import Json, Metadata, NoModel
from bot.cli.progress import progress_bar
from bot.cli.session import Session

__all__ = ["beir", "qa"]


def beir(
    context: typer.Context,
    directory: Annotated[
        Path, typer.Argument(metavar="DIRECTORY", help="Holds corpus.jsonl, queries.jsonl and qrels/test.tsv.")
    ],
    *,
    leg: Annotated[Literal["hybrid", "dense", "sparse"], typer.Option("--leg", help="What is measured.")] = "hybrid",
    run: Annotated[
        Path | None, typer.Option("--run", metavar="FILE", help="Write the ranking in the TREC run format.")
    ] = None,
    as_json: Json = False,
) -> int:
    """Measure retrieval on a set in the BEIR layout, indexed in a temporary place.

    Whole documents are ranked, each by its best passage; the run file holds 100 documents a query.
    """
    from bot.terminal.objects import json_line
    from bot.terminal.reports import figures_text
    from rag.evaluate.retrieval import evaluate_retrieval

    session: Session = context.obj
    with progress_bar() as progress:
        report = evaluate_retrieval(directory, session.settings(), leg=leg, run_file=run, progress=progress)
    figures = report.as_object()
    write(json_line(figures) + "\n" if as_json else figures_text(figures, screen(sys.stdout)))
    return ANSWERED


def qa(
    context: typer.Context,
    articles: Annotated[Path, typer.Option("--articles", metavar="PATH", help="A folder or a file of articles.")],
    questions: Annotated[Path, typer.Option("--questions", metavar="FILE", help="Questions, one JSON object a line.")],
    *,
    metadata: Metadata = None,
    answers: Annotated[
        Path | None, typer.Option("--answers", metavar="FILE", help="Write the answer to each question, one a line.")
    ] = None,
    no_llm: NoModel = False,
    as_json: Json = False,
) -> int:
    """Measure answers on a question set over articles, indexed in a temporary place."""
    from bot.terminal.objects import json_line
    from bot.terminal.reports import figures_text
    from rag.evaluate.answering import QuestionSet, evaluate_answers

    session: Session = context.obj
    asked = QuestionSet(articles, questions, metadata, use_llm=not no_llm)
    with progress_bar() as progress, answers_file(answers) as keep:
        report = evaluate_answers(asked, session.settings(), on_answer=keep, progress=progress)
    figures = report.as_object()
    write(json_line(figures) + "\n" if as_json else figures_text(figures, screen(sys.stdout)))
    return ANSWERED
