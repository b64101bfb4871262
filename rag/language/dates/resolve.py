"""Resolve what a date expression means to a closed interval of days, against the day the text was written.

Without an anchor nothing is guessed: an expression without a year of its own stays without one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Final, Literal

from rag.language.dates import calendar
from rag.language.dates.expressions import (
    Ago,
    Blocked,
    Calendar,
    Day,
    Expression,
    Fixed,
    Hijri,
    Period,
    Stretch,
    Weekday,
)
from rag.language.dates.islamic import resolve_hijri
from rag.language.dates.resolved import Resolved
from rag.values import Precision

__all__ = ["Tense", "resolve"]

Tense = Literal["past", "future"]

# How many days before and after the anchor a date told without its year may lie. In news it is within the nine months before or
# the three after: reports look back further than they look ahead. A sentence of what is to come looks a month back and eleven
# ahead, one of what is past a year back.
_NEAR_DAYS: Final[Mapping[Tense | None, tuple[int, int]]] = {None: (-274, 91), "future": (-31, 335), "past": (-365, 0)}
_REASONS: Final[Mapping[Tense | None, str]] = {
    None: "the nearest such date, from nine months before to three after",
    "future": "the next such date, as the sentence looks ahead",
    "past": "the last such date, as the sentence looks back",
}
_FOUR_DIGIT_YEARS: Final = range(1000, 2200)  # outside it a count reached too far: no date of news


def resolve(expression: Expression, anchor: date | None, *, tense: Tense | None = None) -> Resolved | None:
    """Return the interval of `expression`, or None when no such day exists.

    Args:
        expression: what the words mean.
        anchor: the day they were written; None leaves relative expressions and missing years open.
        tense: whether the sentence speaks of what is to come or of what is past, where it shows.
    """
    try:
        return _resolve(expression, anchor, tense)
    except (ValueError, OverflowError):  # 31 June, or a count of years that leaves the calendar
        return None


def _resolve(expression: Expression, anchor: date | None, tense: Tense | None) -> Resolved | None:
    match expression:
        case Blocked():
            return None
        case Fixed(since, until, precision):
            return Resolved(since, until, precision)
        case Calendar():
            return _calendar(expression, anchor, tense)
        case Hijri():
            return resolve_hijri(expression, anchor)
        case _:
            if anchor is None:
                return Resolved(None, None, _open_precision(expression))
            return replace(_relative(expression, anchor, tense), anchored=True)


def _open_precision(expression: Expression) -> Precision:
    match expression:
        case Day() | Weekday():
            return "day"
        case Ago(unit="day", low=low, high=high, over=False) if low == high:
            return "day"
        case Ago(unit="month" | "year" as unit, low=low, high=high, over=False) if low == high:
            return "month" if unit == "month" else "year"
        case Period(unit="month" | "year" as unit, part=None):
            return "month" if unit == "month" else "year"
        case Period(part="early" | "mid" | "late"):
            return "part"
        case _:
            return "range"


def _relative(expression: Expression, anchor: date, tense: Tense | None) -> Resolved:
    match expression:
        case Day():
            return _day(expression, anchor)
        case Weekday():
            found = _weekday(expression, anchor, tense)
            day = found.since - timedelta(days=expression.days_before) if found.since else None
            return replace(found, since=day, until=day)
        case Period():
            return _period(expression, anchor)
        case Stretch(unit, count, sign):
            edge = _moved(anchor, unit, sign * count)
            return Resolved(min(edge, anchor), max(edge, anchor), "range")
        case Ago():
            return _ago(expression, anchor)
        case _:
            raise TypeError(f"{type(expression).__name__} does not depend on the anchor")


def _day(expression: Day, anchor: date) -> Resolved:
    """Resolve "yesterday"; articles are stamped a day early or late, so a weekday beside it is the better witness."""
    day = anchor + timedelta(days=expression.shift)
    if expression.weekday is None or day.weekday() == expression.weekday:
        return Resolved(day, day, "day")
    ahead = (expression.weekday - day.weekday()) % 7
    day += timedelta(days=ahead if ahead <= 3 else ahead - 7)
    return Resolved(day, day, "day", note="the weekday decides")


def _weekday(expression: Weekday, anchor: date, tense: Tense | None) -> Resolved:
    back = (anchor.weekday() - expression.weekday) % 7
    note = ""
    match expression.relation:
        case "past":
            day = anchor - timedelta(days=back or 7)
        case "future":
            day = anchor + timedelta(days=7 - back)
        case "now":
            day = anchor + timedelta(days=expression.weekday - anchor.weekday())
        case _ if tense == "future":
            day = anchor + timedelta(days=(7 - back) % 7)
            note = "the next such weekday, as the sentence looks ahead"
        case _:
            day = anchor - timedelta(days=back)
            note = "the last such weekday"
    return Resolved(day, day, "day", note=note)


def _period(expression: Period, anchor: date) -> Resolved:
    year, month = calendar.add_months(anchor.year, anchor.month, expression.shift)
    match expression.unit, expression.part:
        case "week", None:
            return Resolved(*calendar.weeks_interval(anchor, expression.shift, expression.first_days), "range")
        case "week", part:
            since, until = calendar.weeks_interval(anchor, expression.shift, expression.first_days)
            middle = since + timedelta(days=3)
            return Resolved(*((since, middle) if part == "early" else (middle, until)), "part")
        case "month", None:
            return Resolved(*calendar.month_interval(year, month), "month")
        case "month", part:
            return Resolved(*calendar.part_of_month(year, month, str(part)), "part")
        case "year", None:
            return Resolved(*calendar.year_interval(anchor.year + expression.shift), "year")
        case "year", part:
            return Resolved(*calendar.part_of_year(anchor.year + expression.shift, str(part)), "part")
        case unit, _:
            length = 10 if unit == "decade" else 100
            first = (anchor.year // length + expression.shift) * length
            return Resolved(*calendar.year_interval(first, first + length - 1), "range")


def _moved(anchor: date, unit: str, count: int) -> date:
    match unit:
        case "day":
            return anchor + timedelta(days=count)
        case "week":
            return anchor + timedelta(weeks=count)
        case _:
            months = count * {"month": 1, "year": 12, "decade": 120, "century": 1200}[unit]
            year, month = calendar.add_months(anchor.year, anchor.month, months)
            if year not in _FOUR_DIGIT_YEARS:
                raise ValueError(year)
            return date(year, month, min(anchor.day, calendar.days_in(year, month)))


def _ago(expression: Ago, anchor: date) -> Resolved:
    unit, sign = expression.unit, expression.sign
    low, high = expression.low, expression.high + (1 if expression.over else 0)
    edges = sorted((_moved(anchor, unit, sign * low), _moved(anchor, unit, sign * high)))
    if low != high:
        return Resolved(edges[0], edges[1], "range", note="as far as so loose a count goes" if expression.over else "")
    match unit:
        case "day":
            return Resolved(edges[0], edges[0], "day")
        case "week":  # "two weeks ago" is not said of one day: half a week either way
            return Resolved(
                edges[0] - timedelta(days=3), edges[0] + timedelta(days=3), "range", note="give or take half a week"
            )
        case "month":
            return Resolved(*calendar.month_interval(edges[0].year, edges[0].month), "month")
        case "year":
            return Resolved(*calendar.year_interval(edges[0].year), "year")
        case _:
            return Resolved(
                *calendar.year_interval(edges[0].year - 5, edges[0].year + 5),
                "range",
                note="give or take half a decade",
            )


def _calendar(words: Calendar, anchor: date | None, tense: Tense | None) -> Resolved | None:
    if words.year is not None:
        return _of_year(words, words.year)
    if anchor is None or words.elsewhere:
        return _without_year(words)
    if words.year_shift is not None:
        return _anchored(_of_year(words, anchor.year + words.year_shift))
    if words.month is None:
        return _of_anchor_month(words, anchor)
    candidates = [found for year in range(anchor.year - 2, anchor.year + 3) if (found := _try_year(words, year))]
    chosen = _choose(words, candidates, anchor, tense)
    if chosen is None or words.relation:
        return _anchored(chosen)
    return _anchored(replace(chosen, note=f"no year is written: {_REASONS[tense]}"))


def _anchored(found: Resolved | None) -> Resolved | None:
    return replace(found, anchored=True) if found else None


def _try_year(words: Calendar, year: int) -> Resolved | None:
    try:
        return _of_year(words, year)
    except ValueError:  # 29 February of a common year
        return None


def _of_year(words: Calendar, year: int) -> Resolved:
    if words.month is None:
        if words.part:
            return Resolved(*calendar.part_of_year(year, words.part), "part")
        return Resolved(*calendar.year_interval(year, words.until_year), "range" if words.until_year else "year")
    if words.is_range:
        return _range_of_year(words, year)
    if words.day:
        day = date(year, words.month, words.day)
        return Resolved(day, day, "day", words.month, words.day)
    if words.part:
        since, until = calendar.part_of_month(year, words.month, words.part)
        return Resolved(since, until, "part", words.month, since.day, words.month, until.day)
    return Resolved(*calendar.month_interval(year, words.month), "month", words.month)


def _range_of_year(words: Calendar, year: int) -> Resolved:
    assert words.month is not None
    last_month = words.until_month or words.month
    last_year = words.until_year or year + (1 if last_month < words.month else 0)
    since = date(year, words.month, words.day or 1)
    until = date(last_year, last_month, words.until_day or calendar.days_in(last_year, last_month))
    if until < since:
        raise ValueError("a range that ends before it begins")
    return Resolved(since, until, "range", words.month, words.day, last_month, words.until_day)


def _without_year(words: Calendar) -> Resolved | None:
    if words.month is None:
        return Resolved(None, None, "day" if words.day else "year", None, words.day)
    leap = _of_year(words, 2000)  # any leap year: only its months and days are kept
    return replace(leap, since=None, until=None)


def _of_anchor_month(words: Calendar, anchor: date) -> Resolved | None:
    """Resolve "the 12th of this month"."""
    shift = {"past": -1, "future": 1}.get(words.relation or "now", 0)
    year, month = calendar.add_months(anchor.year, anchor.month, shift)
    return _anchored(_of_year(replace(words, month=month), year))


def _choose(words: Calendar, found: Iterable[Resolved], anchor: date, tense: Tense | None) -> Resolved | None:
    candidates = [(one.since, one.until, one) for one in found if one.since and one.until]
    match words.relation:
        case "past":
            before = [item for item in candidates if item[1] < anchor]
            return max(before)[2] if before else None
        case "future":
            after = [item for item in candidates if item[0] > anchor]
            return min(after)[2] if after else None
        case "now":
            return min(candidates, key=lambda item: abs((item[0] - anchor).days))[2] if candidates else None
    if words.weekday is not None and words.day:
        agreeing = [item for item in candidates if item[0].weekday() == words.weekday]
        candidates = agreeing or candidates
    low, high = _NEAR_DAYS[tense]
    near = [item for item in candidates if low <= (item[0] - anchor).days <= high]
    pool = near or ([] if words.weekday is None else candidates)
    return min(pool, key=lambda item: abs((item[0] - anchor).days))[2] if pool else None
