"""Hold every sentence that stands around an answer, on the terminal and in Telegram, in Arabic and English; say dates and ages in both.

Nothing here knows where it is shown: no width, no colour, no direction. Errors and the command's own help are English and stand where
they are raised.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from rag.values import Coverage, Language

__all__ = ["SENTENCES", "Sentences", "age", "coverage_sentence", "day"]

_MONTHS_EN: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
# Both systems of month names, as Arabic news write them for readers of every country.
_MONTHS_AR: Final = (
    "كانون الثاني/يناير", "شباط/فبراير", "آذار/مارس", "نيسان/أبريل", "أيار/مايو", "حزيران/يونيو",
    "تموز/يوليو", "آب/أغسطس", "أيلول/سبتمبر", "تشرين الأول/أكتوبر", "تشرين الثاني/نوفمبر", "كانون الأول/ديسمبر",
)  # fmt: skip

_DAYS_A_MONTH: Final = 30.44  # mean length, for ages only
_WEEKS_UNTIL_DAYS: Final = 60  # an age is told in days up to two weeks, in weeks up to two months ...
_MONTHS_UNTIL: Final = 24  # ... in months up to two years, then in years


@dataclass(frozen=True, slots=True)
class Sentences:
    """The sentences of one language; `{}` marks take what their name says."""

    sources: str
    disagree: str
    other_event: str
    newest: str
    note: str
    unknown_source: str
    unknown_date: str
    in_language: str
    computed: str
    refusal: str
    missing: str
    nearest: str
    searched: str
    searched_one: str
    partly_dated: str
    days: str
    one_day: str
    undated: str
    undated_one: str
    empty_archive: str
    outlets: str
    written_by: str
    nothing_found: str
    no_events: str


SENTENCES: Final[dict[Language, Sentences]] = {
    "en": Sentences(
        sources="Sources",
        disagree="The sources disagree",
        other_event="Another event",
        newest="newest",
        note="Note: {}",
        unknown_source="outlet unknown",
        unknown_date="date unknown",
        in_language="in Arabic",
        computed="How the date or number was reached: {}",
        refusal="The archive does not answer this question.",
        missing="Not in what comes closest: {}",
        nearest="Nearest articles",
        searched="Searched {count} articles, {days}.",
        searched_one="Searched 1 article, {days}.",
        partly_dated="Searched {count} articles, {undated} of them undated, the rest {days}.",
        days="{since} to {until}",
        one_day="of {since}",
        undated="Searched {count} articles, none of them dated.",
        undated_one="Searched 1 article, which is not dated.",
        empty_archive="The archive is empty.",
        outlets="Outlets: {}.",
        written_by="Worded by {}; every quote was checked against its article.",
        nothing_found="No passage matches.",
        no_events="No dated event matches.",
    ),
    "ar": Sentences(
        sources="المصادر",
        disagree="المصادر مختلفة",
        other_event="حدث آخر",
        newest="الأحدث",
        note="ملاحظة: {}",
        unknown_source="المصدر غير معروف",
        unknown_date="التاريخ غير معروف",
        in_language="بالإنجليزية",
        computed="كيف حُسب التاريخ أو العدد: {}",
        refusal="لا يجيب الأرشيف عن هذا السؤال.",
        missing="لا يرد في أقرب ما وُجد: {}",
        nearest="أقرب المقالات",
        searched="جرى البحث في {count}، {days}.",
        searched_one="جرى البحث في مقالة واحدة، {days}.",
        partly_dated="جرى البحث في {count}، منها {undated} بلا تاريخ معروف، والباقي {days}.",
        days="من {since} إلى {until}",
        one_day="بتاريخ {since}",
        undated="جرى البحث في {count} بلا تاريخ معروف.",
        undated_one="جرى البحث في مقالة واحدة بلا تاريخ معروف.",
        empty_archive="الأرشيف فارغ.",
        outlets="المصادر: {}.",
        written_by="صاغ الجواب {}، وقوبل كل اقتباس بمقالته.",
        nothing_found="لا فقرة تطابق السؤال.",
        no_events="لا حدث مؤرخاً يطابق السؤال.",
    ),
}


def day(when: date, language: Language) -> str:
    """Return a day for a reader: "27 February 2016", «27 شباط/فبراير 2016»."""
    months = _MONTHS_AR if language == "ar" else _MONTHS_EN
    return f"{when.day} {months[when.month - 1]} {when.year}"


def age(published: date, today: date, language: Language) -> str:
    """Return how long ago a day was, in whole units: "3 days ago", «قبل 3 أيام»; a day to come gives ''."""
    days = (today - published).days
    if days < 0:
        return ""
    say = _age_ar if language == "ar" else _age_en
    if days < 14:
        return say(days, "day")
    if days < _WEEKS_UNTIL_DAYS:
        return say(days // 7, "week")
    months = int(days / _DAYS_A_MONTH)
    if months < _MONTHS_UNTIL:
        return say(months, "month")
    return say(_whole_years(published, today), "year")


def _whole_years(since: date, until: date) -> int:
    return until.year - since.year - ((until.month, until.day) < (since.month, since.day))


def _age_en(count: int, unit: str) -> str:
    if unit == "day" and count < 2:
        return ("today", "yesterday")[count]
    return f"{count} {unit}{'s' if count != 1 else ''} ago"


# One, two, a few (3-10), more (11-99, and hundreds with a remainder of 11-99), hundreds: Arabic counts in these forms.
_UNITS_AR: Final[dict[str, tuple[str, str, str, str, str]]] = {
    "day": ("يوم", "يومين", "أيام", "يوماً", "يوم"),
    "week": ("أسبوع", "أسبوعين", "أسابيع", "أسبوعاً", "أسبوع"),
    "month": ("شهر", "شهرين", "أشهر", "شهراً", "شهر"),
    "year": ("سنة", "سنتين", "سنوات", "سنة", "سنة"),
    "article": ("مقالة واحدة", "مقالتين", "مقالات", "مقالة", "مقالة"),
}


def _counted_ar(count: int, unit: str) -> str:
    one, two, few, many, hundred = _UNITS_AR[unit]
    if count in {1, 2}:
        return (one, two)[count - 1]
    rest = count % 100
    if rest < 3:
        return f"{count} {hundred}"
    return f"{count} {few if rest <= 10 else many}"


def _age_ar(count: int, unit: str) -> str:
    if unit == "day" and count < 2:
        return ("اليوم", "أمس")[count]
    return f"قبل {_counted_ar(count, unit)}"


def coverage_sentence(coverage: Coverage, language: Language, isolate: Callable[[str], str] = str) -> str:
    """Return what was searched, in one sentence; `isolate` wraps dates, names and counts for mixed directions."""
    words = SENTENCES[language]
    if not coverage.articles:
        return words.empty_archive
    count = _counted_ar(coverage.articles, "article") if language == "ar" else str(coverage.articles)
    if coverage.since is None or coverage.until is None:
        said = (words.undated_one if coverage.articles == 1 else words.undated).format(count=count)
    else:
        since, until = isolate(day(coverage.since, language)), isolate(day(coverage.until, language))
        days = (words.one_day if coverage.since == coverage.until else words.days).format(since=since, until=until)
        dated = words.searched_one if coverage.articles == 1 else words.searched
        pattern = words.partly_dated if coverage.undated else dated
        said = pattern.format(count=count, undated=coverage.undated, days=days)
    if not coverage.sources:
        return said
    between = "، " if language == "ar" else ", "
    return f"{said} {words.outlets.format(between.join(isolate(name) for name in coverage.sources))}"
