"""The commands that stay: chat on the terminal, the Telegram bot."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

import typer

from bot.cli.console import ANSWERED, report, say, screen, write
from bot.cli.history import HISTORY, TURNS_KEPT, forget_turns, keep_turn, read_turns
from bot.cli.options import AnswerLanguage, NoModel, Source, ask_options
from bot.cli.question import read_lines
from bot.cli.session import Session, tell_unknown_outlet
from bot.cli.streaming import verified_statements
from rag.errors import IsnadError
from rag.values import Answer, Turn

if TYPE_CHECKING:
    from rag.engine import Engine
    from rag.values import AskOptions

__all__ = ["bot", "chat"]

_QUIT: Final = frozenset({"/quit", "/exit", "/bye"})
_FORGET: Final = "/forget"
_HELP: Final = "Ask in Arabic or English. /forget starts anew, /help says this, /quit leaves."


def chat(
    context: typer.Context,
    *,
    language: AnswerLanguage = "auto",
    source: Source = None,
    no_llm: NoModel = False,
) -> int:
    """Ask one question after another; a follow-up keeps the subject.

    What was asked in earlier runs is remembered. /forget starts anew, /quit or the end of input leaves. A question that
    cannot be asked is told and passed over.
    """
    session: Session = context.obj
    settings = session.settings()
    options = ask_options(language=language, top_k=settings.search.top_k, source=source, use_llm=not no_llm)
    with session.engine(settings, index_first=True) as engine:
        tell_unknown_outlet(engine, source)
        return _converse(engine, options, settings.paths.data / HISTORY)


def _converse(engine: Engine, options: AskOptions, history: Path) -> int:
    """Answer line after line; return the exit code of the last question that failed, else 0."""
    turns, memory, code = read_turns(history), _Memory(history), ANSWERED
    for line in read_lines("> ", _HELP):
        command = line.casefold()
        if command in _QUIT:
            break
        if command == _FORGET:
            turns = []
            if memory.forget():
                say("Forgotten.")
        elif command.startswith("/") and " " not in command:
            say(_HELP if command == "/help" else f"There is no {command}. {_HELP}")
        else:
            try:
                answer = _answer(engine, line, options, turns)
            except IsnadError as exc:  # the next question may fare better
                code = report(exc)
                continue
            _show(answer)
            turns = [*turns, _turn(answer)][-TURNS_KEPT:]
            memory.keep(turns[-1])
    return code


def _answer(engine: Engine, question: str, options: AskOptions, turns: Sequence[Turn]) -> Answer:
    engine.refresh()  # a chat outlives re-indexing
    with verified_statements(engine.settings, options) as heard:
        return engine.ask(question, options, conversation=turns, on_statement=heard)


def _show(answer: Answer) -> None:
    from bot.terminal.answers import answer_text

    write(answer_text(answer, screen(sys.stdout), date.today()))


class _Memory:
    """The history file of this chat; where it cannot be written that is told once, and the chat goes on."""

    def __init__(self, path: Path) -> None:
        self._path, self._works = path, True

    def keep(self, turn: Turn) -> None:
        if self._works:
            try:
                keep_turn(self._path, turn)
            except IsnadError as exc:
                self._works = False
                report(exc)

    def forget(self) -> bool:
        """Tell whether nothing is left of it; where something is, that is said."""
        try:
            forget_turns(self._path)
        except IsnadError as exc:
            report(exc)
            return False
        return True


def _turn(answer: Answer) -> Turn:
    ids = dict.fromkeys(citation.article.id for citation in answer.citations)
    return Turn(answer.question, answer.text, tuple(ids))


def bot(context: typer.Context) -> int:
    """Run the Telegram bot until it is told to stop.

    TELEGRAM_BOT_TOKEN must be set; docs/telegram.md says how to get one.
    """
    session: Session = context.obj
    from bot.telegram.app import run

    return run(session.settings())
