"""Make the tables that language is read with: each once, when it is first needed, or all of them before anybody waits (`load_tables`).

One question on the command line needs few of them, and making all takes longer than its answer.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Final, TypeVar

__all__ = ["load_tables", "table"]

T = TypeVar("T")

_TABLES: Final[list[Callable[[], object]]] = []


def table(make: Callable[[], T]) -> Callable[[], T]:
    """Let `make` be called once; `load_tables` calls it too."""
    made = cache(make)
    _TABLES.append(made)
    return made


def load_tables() -> None:
    """Make every table of the modules that have been imported."""
    for made in _TABLES:
        made()
