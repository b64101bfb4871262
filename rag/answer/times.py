"""Compare dates that are known to different degrees: a day, a month of an unknown year, an interval."""

from __future__ import annotations

from datetime import date

from rag.values import DateMention

__all__ = ["month_day", "same_time", "within"]


def month_day(mention: DateMention) -> tuple[int | None, int | None]:
    """Return the month and the day of a mention, as far as each is one."""
    if mention.since is None or mention.until is None:
        return mention.month, mention.day
    one_month = (mention.since.year, mention.since.month) == (mention.until.year, mention.until.month)
    return (mention.since.month if one_month else None), (mention.since.day if mention.since == mention.until else None)


def same_time(asked: DateMention, told: DateMention) -> bool:
    """Tell whether `told` lies in the time that `asked` names; an unknown year agrees with any."""
    if asked.since and asked.until and told.since and told.until:
        return asked.since <= told.until and told.since <= asked.until and told.precision != "year"
    month, day = month_day(asked)
    other_month, other_day = month_day(told)
    if month is None or month != other_month:
        return False
    return day is None or other_day is None or day == other_day


def within(asked: DateMention, day: date | None) -> bool:
    """Tell whether `day` lies in the time that `asked` names."""
    if day is None:
        return False
    if asked.since and asked.until:
        return asked.since <= day <= asked.until
    month, number = month_day(asked)
    return day.month == month and number in (None, day.day)
