"""Recognise dates written in digits alone: 2016-02-20, 20/2/2016, 20.02.2016. Scores, prices and versions are none."""

from __future__ import annotations

import re
from typing import Final

from rag.language.dates.calendar import valid_day
from rag.language.dates.expressions import Calendar, Expression, Rule

__all__ = ["rules"]

# A longer run of digits and separators is a telephone number, a version, a sum.
_BEFORE: Final = r"(?<![\d])(?<!\d[.,/:\-])(?<!v)(?<!V)"
_AFTER: Final = r"(?!\d|[./\-]\d)"
_YEAR_FIRST: Final = (
    rf"{_BEFORE}(?P<x>(?P<year>(?:19|20)\d\d)(?P<mark>[\-/.])(?P<month>\d{{1,2}})(?P=mark)(?P<day>\d{{1,2}})){_AFTER}"
)
_YEAR_LAST: Final = rf"{_BEFORE}(?P<x>(?P<a>\d{{1,2}})\s?(?P<mark>[\-/.])\s?(?P<b>\d{{1,2}})\s?(?P=mark)\s?(?P<year>(?:19|20)\d\d)){_AFTER}"
# A two-digit year is read only between slashes with both others of two digits: 09/04/17.
_SHORT_YEAR: Final = rf"{_BEFORE}(?P<x>(?P<a>\d\d)/(?P<b>\d\d)/(?P<short>\d\d)){_AFTER}"


# Without a year only where the words say that it is a date: «بتاريخ 5/4», "dated 5/4".
_NO_YEAR: Final = rf"(?i)(?<!\w)(?:[وف]?بتاريخ|[وف]?يوم|dated|on\s+the\s+date\s+of)\s+{_BEFORE}(?P<x>(?P<a>\d{{1,2}})\s?/\s?(?P<b>\d{{1,2}})){_AFTER}"
_PARTED: Final = re.compile(r"\d\s?[\-/.]\s?\d")  # two figures with a mark between them, as each of the rules has


def _year_first(match: re.Match[str]) -> Expression | None:
    year, month, day = int(match["year"]), int(match["month"]), int(match["day"])
    return Calendar(year=year, month=month, day=day) if valid_day(year, month, day) else None


def _ordered(match: re.Match[str], year: int | None, day_first: bool) -> Expression | None:
    first, second = int(match["a"]), int(match["b"])
    orders = ((first, second), (second, first)) if day_first else ((second, first), (first, second))
    found = next(((day, month) for day, month in orders if valid_day(year, month, day)), None)
    return Calendar(year=year, month=found[1], day=found[0]) if found else None


def rules(*, day_first: bool) -> tuple[Rule, ...]:
    """Return the rules; `day_first` decides 09/04/2017 (9 April), the other order is taken where only it is a day."""
    return (
        Rule(_YEAR_FIRST, _year_first, _PARTED),
        Rule(_YEAR_LAST, lambda match: _ordered(match, int(match["year"]), day_first), _PARTED),
        Rule(_NO_YEAR, lambda match: _ordered(match, None, day_first), _PARTED),
        Rule(_SHORT_YEAR, lambda match: _ordered(match, 2000 + int(match["short"]), day_first), _PARTED),
    )
