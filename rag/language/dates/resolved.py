"""Hold what a date expression is resolved to: an interval of days, or what the words give of one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rag.values import Precision

__all__ = ["Resolved"]


@dataclass(frozen=True, slots=True)
class Resolved:
    """An interval, or the parts that the words give where the year stays unknown; `note` adds to how it was computed."""

    since: date | None
    until: date | None
    precision: Precision
    month: int | None = None
    day: int | None = None
    until_month: int | None = None
    until_day: int | None = None
    anchored: bool = False
    note: str = ""
