"""Hold the pieces that Arabic date patterns are made of: months, days, tails, parts, and how to read them back.

All of it works on the plain spelling of `plain`; it recognises no date by itself.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from rag.language.dates.expressions import Calendar, Part, Relation
from rag.language.dates.words import ARABIC_DAY_WORDS, ARABIC_MONTHS, ARABIC_WEEKDAYS, HIJRI_MONTHS, alternatives

__all__: list[str] = []

PREFIX: Final = r"(?<!\w)[وف]?[بلك]?"
RELATIONS: Final[dict[Relation, str]] = {
    "past": "الماضي|الماضيه|الماضيين|المنصرم|المنصرمه|الفائت|الفائته|الفايت|الفارط|الفارطه|المنقضي|المنقضيه",
    "now": "الحالي|الحاليه|الجاري|الجاريه",
    "future": "المقبل|المقبله|المقبلين|القادم|القادمه|القادمين|الاتي|الآتي|الاتيه|الآتيه",
}
RELATION: Final = "(?:" + "|".join(RELATIONS.values()) + r")(?!\w)"
WEEKDAY: Final = alternatives(ARABIC_WEEKDAYS)

PARTS: Final[dict[Part, str]] = {
    "early": "بدايه|بدايات|مطلع|اوائل|مستهل|مفتتح",
    "mid": "منتصف|اواسط|وسط",
    "late": "نهايه|نهايات|اواخر|آخر|اخر|ختام|موفي",
}
PART: Final = "|".join(f"(?P<{part}>{words})" for part, words in PARTS.items())

MONTH_NAME: Final = re.compile(alternatives(ARABIC_MONTHS) + r"(?![^\W\d])")
HIJRI_NAME: Final = re.compile(alternatives(HIJRI_MONTHS) + r"(?!\w)")


def _month_pattern() -> str:
    """Return the pattern of a month by one name or by two of the same month («شباط/فبراير»)."""
    groups = []
    for number in range(1, 13):
        name = alternatives(word for word, month in ARABIC_MONTHS.items() if month == number)
        groups.append(rf"{name}(?![^\W\d])(?:\s*(?:[/\-(|]|\s)\s*{name}(?![^\W\d])(?:\s*\))?)?")
    return "(?:" + "|".join(groups) + ")"


MONTH: Final = _month_pattern()
# What a text must hold for the rules of months, of Islamic months and of years to be worth trying.
NAMES_MONTH: Final = re.compile(rf"(?<![^\W\d])[وف]?[بلك]?{alternatives(ARABIC_MONTHS)}(?![^\W\d])")
# Of the Islamic ones the word must begin there, which the rule itself does not ask: «الصفر» is zero.
NAMES_HIJRI_MONTH: Final = re.compile(
    rf"(?<!\w)[وف]?[بلك]?{alternatives(word for word in HIJRI_MONTHS if word[0] > 'z')}(?!\w)"
)
POINTS: Final = re.compile(r"\sال(?:ماض|منصرم|فا|منقض|حالي|جاري|مقبل|قادم|[اآ]ت|اخير)")
HOLDS_YEAR: Final = re.compile(r"(?<!\d)(?:1[3-9]|20)\d\d(?!\d)")
YEAR: Final = r"(?:1[5-9]|20)\d\d(?!\d|[.,]\d)"
# Beside a month even a year of the Middle Ages is one; alone, 1250 is a number.
_ANY_YEAR: Final = r"(?:1\d|20)\d\d(?!\d|[.,]\d)"
# What may follow a month: a year, "of this year", "of last year", or an adjective of the month itself.
TAIL: Final = (
    rf"(?:\s*[,،/\-]?\s*(?:من\s+)?(?:(?:ال|ل)?(?:عام|سنه)\s*)?(?P<year>{_ANY_YEAR})"
    r"|\s+(?:من|في)\s+(?P<thatyear>(?:ذلك|نفس|ذات)\s+العام|(?:تلك|نفس|ذات)\s+السنه|(?:العام|السنه)\s+(?:نفس[هـ]ا?|ذات[هـ]ا?|التالي|التاليه|الموالي|الموالية|الذي|التي|السابق|السابقه)(?!\w))"
    r"|\s+(?:من|في)\s+(?P<thisyear>هذا\s+العام|هذه\s+السنه)"
    rf"|\s+(?:من\s+|في\s+)?(?:العام|السنه)\s+(?P<yearrel>{RELATION})"
    rf"|\s*[,،]?\s*\(?(?:من\s+الشهر\s+)?(?P<rel>{RELATION})\)?)?"
)
_DAY_WORD: Final = alternatives(ARABIC_DAY_WORDS)
_DIGIT_DAY: Final = r"(?:ال\s?)?\d{1,2}(?!\d)"
DAY: Final = rf"(?:{_DIGIT_DAY}|(?<![^\Wو])(?<!كانون\s)(?<!تشرين\s)(?<!ربيع\s){_DAY_WORD}(?!\w))"
NOT_IN_NUMBER: Final = r"(?<!\d)(?<!\d[.,:/])"
OF: Final = r"\s*[-/]?\s*(?:من\s+)?(?:شهر\s+)?"
TIME_OF_DAY: Final = r"(?:صباح|مساء|ظهر|ليله|ليل|فجر|عصر|عشيه|صبيحه|بعد\s+ظهر)"
TODAY: Final = r"(?:اليوم|امس\s+الاول|اول\s+امس|امس|غدا|غد|هذا\s+اليوم)"
WEEKDAY_BEFORE: Final = (
    rf"(?:(?<!\w)(?:و|ب|ل)?(?:{TIME_OF_DAY}\s+)?(?:(?:يوم|{TODAY})\s*[,،]?\s*)?(?P<weekday>{WEEKDAY})(?![^\W\d])"
    r"\s*[,،(]*\s*(?:الموافق\s*(?:ل|في|:)?\s*)?(?:يوم\s+)?(?:في\s+|بتاريخ\s+)?)?"
)


def relation_of(words: str | None) -> Relation | None:
    """Return which way an adjective such as «الماضي» points."""
    if not words:
        return None
    return next((relation for relation, forms in RELATIONS.items() if words in forms.split("|")), None)


def month_of(words: str) -> int:
    """Return the number of the month that `words` begin with."""
    found = MONTH_NAME.match(words)
    assert found
    return ARABIC_MONTHS[" ".join(found.group().split())]


def day_of(words: str) -> int:
    digits = re.search(r"\d+", words)
    return int(digits.group()) if digits else ARABIC_DAY_WORDS[" ".join(words.split())]


def with_tail(words: Calendar, match: re.Match[str]) -> Calendar:
    groups = match.groupdict()
    if groups.get("year"):
        return replace(words, year=int(groups["year"]))
    if groups.get("thatyear"):
        return replace(words, elsewhere=True)
    if groups.get("thisyear"):
        return replace(words, year_shift=0)
    if groups.get("yearrel"):
        return replace(words, year_shift={"past": -1, "now": 0, "future": 1}[relation_of(groups["yearrel"]) or "now"])
    return replace(words, relation=relation_of(groups.get("rel")))


def has_tail(match: re.Match[str]) -> bool:
    return any(match.group(name) for name in ("year", "thatyear", "thisyear", "yearrel", "rel"))


def part_of(match: re.Match[str]) -> Part:
    return next(part for part in PARTS if match.group(part))
