"""Say what the words of a date expression mean before an anchor date makes days of them.

These values carry no positions and no text; `resolve` turns them into intervals.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from rag.values import Precision

__all__ = [
    "Ago",
    "Blocked",
    "Calendar",
    "Day",
    "Expression",
    "Fixed",
    "Hijri",
    "Part",
    "Period",
    "Relation",
    "Rule",
    "Stretch",
    "Unit",
    "Weekday",
]

Part = Literal["early", "mid", "late"]
Relation = Literal["past", "now", "future"]
Unit = Literal["day", "week", "month", "year", "decade", "century"]


@dataclass(frozen=True, slots=True)
class Calendar:
    """A date named by the calendar; `until_*` close a range, `year_shift` counts years from the anchor's."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    until_year: int | None = None
    until_month: int | None = None
    until_day: int | None = None
    part: Part | None = None
    weekday: int | None = None
    relation: Relation | None = None
    year_shift: int | None = None
    elsewhere: bool = False  # "of that year": the year stands somewhere else in the text

    @property
    def is_range(self) -> bool:
        """True when the words name an end of their own."""
        return self.until_year is not None or self.until_month is not None or self.until_day is not None


@dataclass(frozen=True, slots=True)
class Hijri:
    """A date of the Islamic calendar; without a year the one nearest to the anchor."""

    month: int
    day: int | None = None
    year: int | None = None
    part: Part | None = None
    relation: Relation | None = None


@dataclass(frozen=True, slots=True)
class Blocked:
    """Words that look like a date and are none, whole or in part: a street named after a day."""


@dataclass(frozen=True, slots=True)
class Day:
    """The day so many days after the anchor: 0 today, -1 yesterday; a weekday named beside it decides where they differ."""

    shift: int
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week (Monday 0) near the anchor; `days_before` counts back from it: the first of two told together."""

    weekday: int
    relation: Relation | None = None
    days_before: int = 0


@dataclass(frozen=True, slots=True)
class Period:
    """The week, month, year, decade or century so many after the anchor's: -1 the last one, 0 this one."""

    unit: Unit
    shift: int
    part: Part | None = None
    first_days: tuple[int, ...] = (0,)


@dataclass(frozen=True, slots=True)
class Stretch:
    """The last (sign -1) or next (sign 1) so many units, up to or from the anchor."""

    unit: Unit
    count: int
    sign: int


@dataclass(frozen=True, slots=True)
class Ago:
    """The time `low`..`high` units before (sign -1) or after (sign 1) the anchor; `over`: at least so many."""

    unit: Unit
    low: int
    high: int
    sign: int
    over: bool = False


@dataclass(frozen=True, slots=True)
class Fixed:
    """An interval that the words state whole."""

    since: date
    until: date
    precision: Precision


Expression = Blocked | Calendar | Hijri | Day | Weekday | Period | Stretch | Ago | Fixed


@dataclass(frozen=True, slots=True)
class Rule:
    """A regular expression over plain text whose group `x` is the expression, and what a match means (None: no date after all).

    `needs` must be found somewhere in a text for the rule to be tried: most sentences name no month.
    """

    words: str
    build: Callable[[re.Match[str]], Expression | None]
    needs: re.Pattern[str] | None = None

    @property
    def pattern(self) -> re.Pattern[str]:
        """The compiled expression: made when the rule is first tried, since all of them cost more than a question."""
        return _compiled(self.words)


@cache
def _compiled(words: str) -> re.Pattern[str]:
    return re.compile(words)
