"""Show a chat model's statements while they come: each once it has been verified, on a terminal only."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from bot.terminal.layout import clean

if TYPE_CHECKING:
    from rag.settings import Settings
    from rag.values import AskOptions, Citation, Statement

    Heard = Callable[[Statement, Sequence[Citation]], None]

__all__ = ["verified_statements"]


@contextmanager
def verified_statements(settings: Settings, options: AskOptions) -> Iterator[Heard | None]:
    """Yield what takes each verified statement and shows it on standard error; None where nothing is to be shown.

    What was shown is wiped at the end: the whole answer, with its sources, takes its place on standard output.
    """
    if not settings.chat.model or not options.use_llm or sys.stderr is None or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.live import Live
    from rich.text import Text

    asking = f"Asking {settings.chat.model} ..."
    said: list[str] = []
    with Live(Text(asking, style="dim"), console=Console(stderr=True), transient=True) as live:

        def show(statement: Statement, citations: Sequence[Citation]) -> None:
            del citations  # they stand below the answer
            said.append(clean(statement.text))
            live.update(Text("\n".join([*said, asking]), style="dim"), refresh=True)

        yield show
