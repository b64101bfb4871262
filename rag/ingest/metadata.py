"""Know what is said about an article: title, outlet, day of publication, address, language. Never guess it.

Says which statement counts when several places make one (the file itself, then the table beside it, then the text), and
which dates cannot be true. It reads no article files; the readers do.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import Final

from rag.ingest.characters import one_line
from rag.language.dates import find_dates

__all__ = ["DateLine", "NotADay", "Stated", "date_line", "day_of", "language_code", "prefer"]

EARLIEST: Final = date(1600, 1, 1)  # before the first newspapers there is no news to publish
_LONGEST_DATE_LINE: Final = 90
_ISO_DAY: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?=T|\s|$)", re.ASCII)
_COMPACT_DAY: Final = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T\d+Z?)?", re.ASCII)
# What may stand beside a date without being anything else: a time, a zone, a weekday, a mark.
_BESIDE_DATE: Final = re.compile(
    r"\d{1,2}[:.٫h]\d{2}(?:[:.]\d{2})?(?:\.\d+)?|T?\d{2}:?\d{2}:?\d{2}(?:[.,]\d+)?|[+-]\d{2}:?\d{2}\b|(?<=\d)Z\b"
    r"|\b(?:GMT|UTC|BST|CET|CEST|EET|EEST|EST|EDT|MSK|AST|[ap]\.?m\.?|at|on|by|hrs?|local time|time)\b"
    r"|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b"
    r"|(?<!\w)(?:يوم|ال[أا]حد|ال[إا]ثنين|الثلاثاء|ال[أا]ربعاء|الخميس|الجمعة|السبت|في|بتاريخ|الموافق|تاريخ|التاريخ|الوقت|التوقيت)(?!\w)"
    r"|(?<!\w)(?:الساعة|بتوقيت|توقيت|غرينتش|جرينتش|غرينيتش|مكة|المكرمة|القدس|دمشق|القاهرة|بيروت|بغداد|عمّ?ان|تونس|الرياض|المحلي|ميلادي)(?!\w)"
    r"|(?<!\w)(?:[صم]|صباحا|صباحاً|مساء|مساءً|ظهرا|ظهراً|[هم]ـ?)(?!\w)|[\s,،.:;|/()\[\]•·*–—\\-]+",
    re.IGNORECASE,
)
_PUBLISHED_LABEL: Final = re.compile(
    r"^\W*(?:نُ?شرت?|تم النشر|تاريخ النشر|تاريخ نشر (?:الخبر|المقال)|أضيفت?|تاريخ الإضافة|published(?: on)?|posted(?: on)?|date|created|publication date"
    r"|date published|first published)(?!\w)\s*:?\s*",
    re.IGNORECASE,
)
_UPDATED_LABEL: Final = re.compile(
    r"^\W*(?:آخر تحديث|اخر تحديث|تحديث|تم التحديث|حُ?دّ?ث|عُدّل|(?:last )?updated(?: on)?|last modified|modified)(?!\w)\s*:?\s*",
    re.IGNORECASE,
)
_LANGUAGE: Final = re.compile(r"([a-z]{2,3})(?:[-_][\w-]*)?", re.ASCII | re.IGNORECASE)
_LANGUAGE_NAMES: Final = {
    "arabic": "ar",
    "english": "en",
    "عربي": "ar",
    "العربية": "ar",
    "عربية": "ar",
    "الإنجليزية": "en",
}


class NotADay(ValueError):
    """What is given as the day of publication is none; the message says why."""


@dataclass(frozen=True, slots=True)
class Stated:
    """What one place says about an article, as it is written there; None where it says nothing."""

    title: str | None = None
    source: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None
    id: str | None = None

    @classmethod
    def of(cls, said: Mapping[str, object]) -> Stated:
        """Take what is said from loose values; an empty value says nothing, a value that is no text or number is none.

        Raises:
            ValueError: a value is a list or a table.
        """
        return cls(**{field.name: _words(field.name, said.get(field.name)) for field in fields(cls)})


@dataclass(frozen=True, slots=True)
class DateLine:
    """A line that holds a date and nothing else: the day, None where it is that of a later change."""

    published: date | None


def _words(name: str, value: object) -> str | None:
    if value is None or isinstance(value, bool):
        return None
    if isinstance(value, (str, int, float, date)):
        return one_line(str(value)) or None
    raise ValueError(f"{name} is not a text")


def prefer(first: Stated, second: Stated) -> Stated:
    """Return what `first` says, and where it says nothing what `second` says."""
    return Stated(**{f.name: getattr(first, f.name) or getattr(second, f.name) for f in fields(Stated)})


def day_of(words: str, *, day_first: bool, today: date) -> date:
    """Return the day that `words` name, as it is written there (a time zone does not move it).

    ISO dates are read as such; other numeric dates day first or month first, as the setting says.

    Raises:
        NotADay: no single whole day, or one that cannot be a day of publication.
    """
    compact = _ISO_DAY.match(words) or _COMPACT_DAY.fullmatch(words)
    if compact:
        try:
            day = date(*map(int, compact.groups()))
        except ValueError as error:
            raise NotADay(f"{words!r} is not a day of the calendar") from error
    else:
        day = _single_day(words, day_first=day_first)
    if day < EARLIEST:
        raise NotADay(f"{words!r} is before any newspaper")
    if day > today + timedelta(days=1):  # it may be tomorrow already where the article was written
        raise NotADay(f"{words!r} lies in the future")
    return day


def _single_day(words: str, *, day_first: bool) -> date:
    mentions = find_dates(words, anchor=None, day_first=day_first)
    days = {mention.since for mention in mentions if mention.precision == "day" and mention.since == mention.until}
    rest = words
    for mention in mentions:
        rest = rest.replace(mention.text, " ", 1)
    day = days.pop() if len(days) == 1 else None
    if day is None or _BESIDE_DATE.sub("", rest):
        raise NotADay(f"{words!r} is not a whole day")
    return day


def date_line(line: str, *, day_first: bool, today: date) -> DateLine | None:
    """Return the day of a line that holds nothing but a date, with or without a label such as "نشر في" or "Updated:"."""
    if len(line) > _LONGEST_DATE_LINE or not any(character.isdecimal() for character in line):
        return None
    updated = _UPDATED_LABEL.match(line)
    label = updated or _PUBLISHED_LABEL.match(line)
    try:
        day = day_of(line[label.end() if label else 0 :].strip(" \t-–—|()[]•*·"), day_first=day_first, today=today)
    except NotADay:
        return None
    return DateLine(None if updated else day)


def language_code(stated: str | None) -> str | None:
    """Return the two- or three-letter code of a stated language ("ar-SY", "Arabic"), None where none is known."""
    words = (stated or "").strip().lower()
    if words in _LANGUAGE_NAMES:
        return _LANGUAGE_NAMES[words]
    code = _LANGUAGE.fullmatch(words)
    return code.group(1) if code else None
