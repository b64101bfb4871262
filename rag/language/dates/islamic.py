"""Resolve dates of the Islamic calendar to intervals of Gregorian days, by the arithmetic calendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from rag.language.dates import calendar
from rag.language.dates.expressions import Hijri
from rag.language.dates.resolved import Resolved

__all__ = ["resolve_hijri"]


def resolve_hijri(words: Hijri, anchor: date | None) -> Resolved:
    """Return the interval of an Islamic date; without a year and an anchor only its precision is known.

    Raises:
        ValueError: the month has no such day.
    """
    note = "by the arithmetic Islamic calendar, give or take a day"
    if words.year is not None:
        return replace(_of_year(words, words.year), note=note)
    if anchor is None:
        return Resolved(None, None, "day" if words.day else "part" if words.part else "month")
    year = calendar.hijri_year_of(anchor)
    found = [_of_year(words, near) for near in (year - 1, year, year + 1)]
    return replace(_nearest(found, words, anchor), anchored=True, note=note)


def _nearest(found: list[Resolved], words: Hijri, anchor: date) -> Resolved:
    def distance(one: Resolved) -> tuple[bool, int]:
        assert one.since
        assert one.until
        wrong = (words.relation == "past" and one.until >= anchor) or (
            words.relation == "future" and one.since <= anchor
        )
        return wrong, 0 if one.since <= anchor <= one.until else min(
            abs((one.since - anchor).days), abs((one.until - anchor).days)
        )

    return min(found, key=distance)


def _of_year(words: Hijri, year: int) -> Resolved:
    since, until = calendar.hijri_month(year, words.month)
    if words.day:
        day = since + timedelta(days=words.day - 1)
        if day > until + timedelta(days=1):
            raise ValueError("no such day")
        return Resolved(day, day, "day")
    if words.part:
        low, high = {"early": (0, 9), "mid": (10, 19), "late": (20, 29)}[words.part]
        return Resolved(since + timedelta(days=low), min(until, since + timedelta(days=high)), "part")
    return Resolved(since, until, "month")
