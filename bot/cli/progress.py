"""Show how far long work has come: a bar on standard error, on a terminal only."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

__all__ = ["progress_bar"]

Move = Callable[[str, int, int], None]


@contextmanager
def progress_bar() -> Iterator[Move]:
    """Yield a function of (stage, done, total) that moves a bar, total 0 where it is not known.

    Without a terminal it does nothing. The bar, and the library that draws it, come with the first move.
    """
    if sys.stderr is None or not sys.stderr.isatty():
        yield _nothing
        return
    with ExitStack() as stack:
        drawn: list[Move] = []

        def move(stage: str, done: int, total: int) -> None:
            if not drawn:
                drawn.append(stack.enter_context(_drawn_bar()))
            drawn[0](stage, done, total)

        yield move


@contextmanager
def _drawn_bar() -> Iterator[Move]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task_of: dict[str, TaskID] = {}

        def move(stage: str, done: int, total: int) -> None:
            if stage not in task_of:
                task_of[stage] = bar.add_task(stage, total=total or None)
            bar.update(task_of[stage], completed=done, total=total or None)

        yield move


def _nothing(stage: str, done: int, total: int) -> None:
    del stage, done, total
