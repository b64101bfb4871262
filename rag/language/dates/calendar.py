"""Do the arithmetic of days, weeks, months and years, in the Gregorian and the arithmetic Islamic calendar.

It knows no language and no text.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

__all__ = [
    "SEASONS",
    "add_months",
    "days_in",
    "hijri_month",
    "hijri_to_gregorian",
    "hijri_year_of",
    "month_interval",
    "part_of_month",
    "part_of_year",
    "valid_day",
    "weeks_interval",
    "year_interval",
]

Interval = tuple[date, date]

_ISLAMIC_EPOCH: Final = 227_015  # proleptic Gregorian ordinal of 1 Muharram 1 (19 July 622, civil reckoning)
_CYCLE_YEARS: Final = 30
_CYCLE_DAYS: Final = 10_631

# First and last month of a season in the northern hemisphere, as weather services count them; winter ends next year.
SEASONS: Final = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 14)}

# A month in three: its first ten days, its second ten, the rest. A year in three: four months each.
_MONTH_PARTS: Final = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}
_YEAR_PARTS: Final = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}


def days_in(year: int, month: int) -> int:
    """Return how many days the month has."""
    return calendar.monthrange(year, month)[1]


def valid_day(year: int | None, month: int, day: int) -> bool:
    """Tell whether the day exists; without a year 29 February does."""
    return 1 <= month <= 12 and 1 <= day <= days_in(2000 if year is None else year, month)


def month_interval(year: int, month: int) -> Interval:
    """Return the first and the last day of a month."""
    return date(year, month, 1), date(year, month, days_in(year, month))


def year_interval(year: int, until: int | None = None) -> Interval:
    """Return the first day of `year` and the last of `until` (the same year if None)."""
    return date(year, 1, 1), date(year if until is None else until, 12, 31)


def add_months(year: int, month: int, months: int) -> tuple[int, int]:
    """Return (year, month) so many months later; negative counts back."""
    index = year * 12 + month - 1 + months
    return index // 12, index % 12 + 1


def part_of_month(year: int, month: int, part: str) -> Interval:
    """Return the early, mid or late third of a month."""
    first, last = _MONTH_PARTS[part]
    return date(year, month, first), date(year, month, min(last, days_in(year, month)))


def part_of_year(year: int, part: str) -> Interval:
    """Return the early, mid or late third of a year."""
    first, last = _YEAR_PARTS[part]
    return date(year, first, 1), date(year, last, days_in(year, last))


def weeks_interval(anchor: date, weeks: int, first_days: Iterable[int]) -> Interval:
    """Return the days of the week that lies `weeks` after the anchor's, for every way of starting a week.

    Args:
        anchor: the day the words were written.
        weeks: 0 this week, -1 last week, 1 next week.
        first_days: weekdays (Monday 0) a week may start on; the interval is the union over them, because a text does
            not say which it means.
    """
    starts = [anchor - timedelta(days=(anchor.weekday() - first) % 7) + timedelta(weeks=weeks) for first in first_days]
    return min(starts), max(starts) + timedelta(days=6)


def hijri_to_gregorian(year: int, month: int, day: int) -> date:
    """Return the Gregorian day of a date of the arithmetic (tabular, civil) Islamic calendar.

    The observed calendar may differ by a day. Source: Reingold and Dershowitz, Calendrical Calculations, ch. 7.
    """
    days = 354 * (year - 1) + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2 + day
    return date.fromordinal(_ISLAMIC_EPOCH + days - 1)


def hijri_month(year: int, month: int) -> Interval:
    """Return the first and the last Gregorian day of an Islamic month."""
    following = (year, month + 1) if month < 12 else (year + 1, 1)
    return hijri_to_gregorian(year, month, 1), hijri_to_gregorian(*following, 1) - timedelta(days=1)


def hijri_year_of(day: date) -> int:
    """Return the Islamic year that a Gregorian day falls in."""
    return (_CYCLE_YEARS * (day.toordinal() - _ISLAMIC_EPOCH) + _CYCLE_DAYS + 15) // _CYCLE_DAYS
