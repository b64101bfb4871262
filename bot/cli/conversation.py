"""The commands that stay: chat on the terminal, the Telegram bot."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Final

import typer

from bot.cli.console import ANSWERED, say, screen, write
from bot.cli.options import AnswerLanguage, NoModel, Source, ask_options
from bot.cli.question import check_question
from bot.cli.session import Session
from bot.cli.streaming import verified_statements
from rag.errors import UsageError
from rag.values import Answer, Turn

__all__ = ["bot", "chat"]

HISTORY: Final = "chat.jsonl"  # in the data folder; one turn a line
_TURNS_KEPT: Final = 20  # what a follow-up can refer to; the file holds no more after a run
_ANSWER_CHARS: Final = 2_000  # of an answer kept for its subject
_QUIT: Final = frozenset({"/quit", "/exit", "/bye"})
_FORGET: Final = "/forget"


def chat(
    context: typer.Context,
    *,
    language: AnswerLanguage = "auto",
    source: Source = None,
    no_llm: NoModel = False,
) -> int:
    """Ask one question after another, each in the light of those before.

    What was asked in earlier runs is remembered. /forget starts anew, /quit or the end of input leaves.
    """
    session: Session = context.obj
    settings = session.settings()
    options = ask_options(language=language, top_k=settings.search.top_k, source=source, use_llm=not no_llm)
    history = settings.paths.data / HISTORY
    turns = read_turns(history)
    with session.engine(settings, index_first=True) as engine:
        for question in _questions():
            if question == _FORGET:
                turns = []
                say("Forgotten.")
            else:
                from bot.terminal.answers import answer_text

                with verified_statements(settings, options) as heard:
                    answer = engine.ask(question, options, conversation=turns, on_statement=heard)
                write(answer_text(answer, screen(sys.stdout), date.today()))
                turns = [*turns, _turn(answer)][-_TURNS_KEPT:]
            write_turns(history, turns)
    return ANSWERED


def _questions() -> Iterator[str]:
    """Yield what a person types, line by line, until the end; what cannot be asked is told and passed over."""
    prompt = "> " if sys.stdin.isatty() else ""
    if prompt:
        import readline  # noqa: F401 - gives `input` its line editing

        say("Ask in Arabic or English. /forget starts anew, /quit leaves.")
    while True:
        try:
            line = input(prompt)
        except EOFError:
            return
        except UnicodeDecodeError:
            say("isnad: The question is not valid UTF-8.")
            continue
        if line.strip() in _QUIT:
            return
        try:
            if line.strip():
                yield check_question(line)
        except UsageError as exc:
            say(f"isnad: {exc.what} {exc.hint}")


def _turn(answer: Answer) -> Turn:
    ids = dict.fromkeys(citation.article.id for citation in answer.citations)
    return Turn(answer.question, answer.text[:_ANSWER_CHARS], tuple(ids))


def read_turns(path: Path) -> list[Turn]:
    """Return the turns kept in a file, oldest first; a line that does not parse is passed over."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return []
    return [turn for line in lines if (turn := _parsed(line)) is not None]


def _parsed(line: str) -> Turn | None:
    try:
        row = json.loads(line)
        return Turn(str(row["question"]), str(row["answer"]), tuple(map(str, row["article_ids"])))
    except (ValueError, KeyError, TypeError):
        return None


def write_turns(path: Path, turns: Sequence[Turn]) -> None:
    """Keep the turns for the next run, readable by their owner alone.

    Raises:
        UsageError: the data folder cannot be written.
    """
    text = "".join(json.dumps(asdict(turn), ensure_ascii=False) + "\n" for turn in turns)
    fresh = path.with_suffix(".new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh.touch(mode=0o600)
        fresh.write_text(text, encoding="utf-8")
        fresh.replace(path)
    except OSError as exc:
        raise UsageError(f"The conversation cannot be kept: {exc.strerror}", where=str(path)) from exc


def bot(context: typer.Context) -> int:
    """Run the Telegram bot until it is told to stop; TELEGRAM_BOT_TOKEN must be set."""
    session: Session = context.obj
    from bot.telegram.app import run

    return run(session.settings())
