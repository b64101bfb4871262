"""The commands that measure: eval beir, eval qa."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Literal

import typer

from bot.cli.console import ANSWERED, say, screen, write, writing
from bot.cli.options import Json, Metadata, NoModel
from bot.cli.progress import progress_bar
from bot.cli.session import Session
from rag.errors import UsageError
from rag.values import Answer

__all__ = ["beir", "qa"]


def beir(
    context: typer.Context,
    directory: Annotated[
        Path,
        typer.Argument(
            metavar="DIRECTORY", readable=False, help="Holds corpus.jsonl, queries.jsonl and qrels/test.tsv."
        ),
    ],
    *,
    leg: Annotated[Literal["hybrid", "dense", "sparse"], typer.Option("--leg", help="What is measured.")] = "hybrid",
    run: Annotated[
        Path | None,
        typer.Option("--run", metavar="FILE", readable=False, help="Write the ranking in the TREC run format."),
    ] = None,
    as_json: Json = False,
) -> int:
    """Measure retrieval on a set in the BEIR layout.

    It is indexed in a temporary place. Whole documents are ranked, each by its best passage; the run file holds 100 documents a query.
    """
    from bot.terminal.objects import json_line
    from bot.terminal.reports import figures_text
    from rag.evaluate.dataset import CORPUS, QRELS, QUERIES
    from rag.evaluate.retrieval import evaluate_retrieval

    session: Session = context.obj
    _check_spared("--run", run, [directory / name for name in (CORPUS, QUERIES, QRELS)])
    with progress_bar() as progress:
        report = evaluate_retrieval(directory, session.settings(), leg=leg, run_file=run, progress=progress)
    figures = report.as_object()
    write(json_line(figures) + "\n" if as_json else figures_text(figures, screen(sys.stdout)))
    return ANSWERED


def qa(
    context: typer.Context,
    articles: Annotated[
        Path, typer.Option("--articles", metavar="PATH", readable=False, help="A folder or a file of articles.")
    ],
    questions: Annotated[
        Path, typer.Option("--questions", metavar="FILE", readable=False, help="Questions, one JSON object a line.")
    ],
    *,
    metadata: Metadata = None,
    answers: Annotated[
        Path | None,
        typer.Option(
            "--answers", metavar="FILE", readable=False, help="Write the answer to each question, one a line."
        ),
    ] = None,
    no_llm: NoModel = False,
    as_json: Json = False,
) -> int:
    """Measure answers on a question set over articles.

    They are indexed in a temporary place; the archive in use stays as it is.
    """
    from bot.terminal.objects import json_line
    from bot.terminal.reports import figures_text
    from rag.evaluate.answering import QuestionSet, evaluate_answers

    session: Session = context.obj
    settings = session.settings()
    _check_spared("--answers", answers, [questions, articles, *([metadata] if metadata else [])])
    asked = QuestionSet(articles, questions, metadata, use_llm=not no_llm)
    with _answers_file(answers) as keep, progress_bar() as progress:
        report = evaluate_answers(asked, settings, on_answer=keep, progress=progress)
    for rejected in report.rejected:
        say(f"Left out: {rejected}")
    figures = report.as_object()
    write(json_line(figures) + "\n" if as_json else figures_text(figures, screen(sys.stdout)))
    return ANSWERED


def _check_spared(option: str, written: Path | None, read: Sequence[Path]) -> None:
    """Refuse to write over what is measured: a file that is read, or one in a folder that is read.

    Raises:
        UsageError: `written` is one of them.
    """
    if written is None:
        return
    place = written.resolve()
    if any(place == one.resolve() or (place.is_file() and place.is_relative_to(one.resolve())) for one in read):
        raise UsageError(f"{option} would overwrite what is measured.", where=str(written), hint="Name another file.")


@contextmanager
def _answers_file(path: Path | None) -> Iterator[Callable[[str, Answer], None] | None]:
    """Yield a function that writes each answer with the id of its question, None without a file.

    What an earlier run wrote stays until the first answer comes.

    Raises:
        UsageError: the file cannot be written.
    """
    if path is None:
        yield None
        return
    from bot.terminal.objects import answer_object, json_line

    with writing("The answers", path):
        out = path.open("a", encoding="utf-8")
    with out:
        begun = False

        def keep(question_id: str, answer: Answer) -> None:
            nonlocal begun
            with writing("The answers", path):
                if not begun:
                    out.truncate(0)
                begun = True
                out.write(json_line({"question_id": question_id, **answer_object(answer)}) + "\n")
                out.flush()

        yield keep
