"""Write intervals of days for readers, in English and in Arabic, so that `find_dates` reads the same interval again.

Arabic months carry both names, the Levantine and the international one, as Arabic news agencies write them.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from rag.language.dates import calendar
from rag.language.dates.words import DISPLAY_MONTHS
from rag.values import DateMention, Language, Precision

__all__ = ["format_interval", "format_mention"]

_ENGLISH_MONTHS: Final = "January February March April May June July August September October November December".split()
_PARTS: Final[Mapping[Language, Mapping[str, str]]] = {
    "en": {"early": "early ", "mid": "mid-", "late": "late "},
    "ar": {"early": "أوائل ", "mid": "منتصف ", "late": "أواخر "},
}
_YEAR_UNKNOWN: Final[Mapping[Language, str]] = {"en": " (year not stated)", "ar": " (السنة غير مذكورة)"}
_DAY_UNKNOWN: Final[Mapping[Language, str]] = {"en": " (counted from an unknown day)", "ar": " (من يوم غير معروف)"}


def format_interval(since: date, until: date, precision: Precision, language: Language) -> str:
    """Return the interval as a reader would say it: "27 February 2016", "mid-July 2016", «27 شباط/فبراير 2016».

    Args:
        since: first day.
        until: last day, not before `since`.
        precision: what the words named; a whole month or year is written as such whatever it says.
        language: "ar" or "en".
    """
    if since > until:
        raise ValueError(f"{since} is after {until}")
    if since == until:
        return _day(since, language)
    if precision == "part":
        part = _part(since, until, language)
        if part:
            return part
    if _whole_months(since, until):
        return _whole(since, until, language)
    return _days(since, until, language)


def format_mention(mention: DateMention, language: Language) -> str:
    """Return what is known of a mention's date; without a year its day and month, and that the year is not stated.

    What is told from an unknown day ("yesterday") is quoted, and said to be so.
    """
    if mention.since and mention.until:
        return format_interval(mention.since, mention.until, mention.precision, language)
    if mention.month is None:
        return f"«{mention.text}»{_DAY_UNKNOWN[language]}"
    leap = 2000  # any leap year: only the month and the days are shown
    since = date(leap, mention.month, mention.day or 1)
    last_month = mention.until_month or mention.month
    last_year = leap + (1 if last_month < mention.month else 0)
    last_day = mention.until_day or (
        mention.day if mention.precision == "day" and mention.day else calendar.days_in(last_year, last_month)
    )
    shown = format_interval(since, date(last_year, last_month, last_day), mention.precision, language)
    return shown.replace(f" {leap}", "").replace(f" {last_year}", "") + _YEAR_UNKNOWN[language]


def _month(month: int, language: Language) -> str:
    return _ENGLISH_MONTHS[month - 1] if language == "en" else "/".join(DISPLAY_MONTHS[month - 1])


def _day(day: date, language: Language) -> str:
    return f"{day.day} {_month(day.month, language)} {day.year}"


def _part(since: date, until: date, language: Language) -> str | None:
    for part, words in _PARTS[language].items():
        if (since, until) == calendar.part_of_month(since.year, since.month, part):
            return f"{words}{_month(since.month, language)} {since.year}"
        if (since, until) == calendar.part_of_year(since.year, part):
            return f"{words}{since.year}"
    return None


def _whole_months(since: date, until: date) -> bool:
    return since.day == 1 and until.day == calendar.days_in(until.year, until.month)


def _whole(since: date, until: date, language: Language) -> str:
    years = since.month == 1 and until.month == 12
    if years and since.year == until.year:
        return str(since.year)
    if years:
        return _range(str(since.year), str(until.year), language)
    if (since.year, since.month) == (until.year, until.month):
        return f"{_month(since.month, language)} {since.year}"
    first = _month(since.month, language) + ("" if since.year == until.year else f" {since.year}")
    return _range(first, f"{_month(until.month, language)} {until.year}", language)


def _days(since: date, until: date, language: Language) -> str:
    last = _day(until, language)
    if since.year != until.year:
        return _range(_day(since, language), last, language)
    if since.month != until.month:
        return _range(f"{since.day} {_month(since.month, language)}", last, language)
    if language == "ar" and until.day == since.day + 1:
        return f"{since.day} و{last}"
    return _range(str(since.day), last, language)


def _range(first: str, last: str, language: Language) -> str:
    if language == "ar":  # a dash between numbers turns round in right-to-left text
        return f"من {first} إلى {last}"
    return f"{first}–{last}" if " " not in first else f"{first} – {last}"
