"""Recognise Arabic dates that name a month, in plain spelling.

Years alone, decades and the Islamic calendar are the business of `arabic_years`, relative expressions (yesterday, last
week) that of `arabic_relative`, digits alone that of `numeric`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from rag.language.dates.arabic_patterns import (
    DAY,
    MONTH,
    MONTH_NAME,
    NAMES_MONTH,
    NOT_IN_NUMBER,
    OF,
    PART,
    PREFIX,
    RELATION,
    TAIL,
    WEEKDAY_BEFORE,
    YEAR,
    day_of,
    has_tail,
    month_of,
    part_of,
    relation_of,
    with_tail,
)
from rag.language.dates.expressions import Blocked, Calendar, Expression, Rule
from rag.language.dates.words import ARABIC_WEEKDAYS

__all__ = ["RULES"]

# Streets, parties and revolutions are named after days: «شارع 9 أفريل» is a place.
_NAMED_AFTER: Final = re.compile(
    r"(?:^|\W)[وفبلك]{0,2}(?:ال)?(?:شارع|ساحه|مجموعه|نهج|ميدان|مدينه|حي|جسر|ثوره|حرب|حزب|حركه|ملعب|معهد|مدرسه|مستشفي|قصر|"
    r"متحف|جامعه|مجمع|كليه|محور|قاعه|انتفاضه|تحالف|قناه|صحيفه|وادي|نفق|قاعده|ائتلاف)\s+$"
)
# Words after which even a name with another meaning (مارس "practised", نيسان the car maker) is a month.
_MONTH_CUE: Final = re.compile(
    r"(?:^|\W)[وف]?(?:في|شهر|شهري|شهور|اشهر|منذ|حتي|خلال|بحلول|غايه|لشهر|بشهر|من|الي|بين|شهري|قبل|بعد|عن|مع|حلول|بدايه|ثوره|او)\s+$"
)
# Of these, the ones after which a name with another meaning is no month: «من مارس هذا الحق».
_WEAK_CUE: Final = re.compile(r"(?:^|\W)[وف]?(?:من|الي|بين|قبل|بعد|عن|مع|ثوره|او)\s+$")
_BETWEEN: Final = re.compile(r"(?:^|\W)[وف]?(?:ما\s*)?بين\s+(?:شهري\s+|شهر\s+)?$")
_AMBIGUOUS: Final = frozenset("مارس ماي جوان اوت اب آب نيسان مايو شباط تموز مارت مايس غشت".split())
# An ordinal is a day of the month only after such a word or a mark: not in «الدور الثاني من مارس».
_ORDINAL_CUES: Final = frozenset("في وفي يوم اليوم ويوم حتي وحتي منذ من الي ليله بتاريخ مساء صباح بين و".split())


def _named_after(match: re.Match[str]) -> bool:
    return (
        not has_tail(match)
        and _NAMED_AFTER.search(match.string, max(0, match.start("x") - 20), match.start("x")) is not None
    )


def _is_adjective(match: re.Match[str]) -> bool:
    """Tell whether the ordinal belongs to the word before it rather than to the month."""
    if match["day"][-1].isdigit() or match["weekday"]:
        return False
    before = re.search(r"(\S+)\s+$", match.string[max(0, match.start("x") - 20) : match.start("x")])
    return before is not None and before[1] not in _ORDINAL_CUES and before[1][-1] not in ",،.:("


def _day_month(match: re.Match[str]) -> Expression | None:
    if _named_after(match):
        return Blocked()
    if _is_adjective(match):
        return None
    weekday = ARABIC_WEEKDAYS[match["weekday"]] if match["weekday"] else None
    return with_tail(Calendar(month=month_of(match["month"]), day=day_of(match["day"]), weekday=weekday), match)


def _days_month(match: re.Match[str]) -> Expression | None:
    first, last = day_of(match["first"]), day_of(match["last"])
    listed = match["and"] and not match["between"] and last != first + 1
    if _named_after(match):
        return Blocked()
    if last <= first or listed:
        return None
    month = month_of(match["month"])
    return with_tail(Calendar(month=month, day=first, until_month=month, until_day=last), match)


def _first_listed_day(match: re.Match[str]) -> Expression | None:
    """Read the first day of a list that is no run: «9 و27 شباط» is two days."""
    return with_tail(Calendar(month=month_of(match["month"]), day=day_of(match["first"])), match)


def _part_month(match: re.Match[str]) -> Expression:
    return with_tail(Calendar(month=month_of(match["month"]), part=part_of(match)), match)


def _month(match: re.Match[str]) -> Expression | None:
    name = match["month"]
    found = MONTH_NAME.match(name)
    one_name = found is not None and found.end() == len(name)
    cued = (match.string, max(0, match.start("month") - 12), match.start("month"))
    cue = match["shahr"] or _MONTH_CUE.search(*cued)
    if one_name and name in _AMBIGUOUS and _WEAK_CUE.search(*cued):
        cue = None
    if not cue and match["glued"] and name not in _AMBIGUOUS:  # «بنيسان» is April, «باب» a door
        cue = match["glued"]
    if one_name and not has_tail(match) and not cue:
        return None
    if name == "مايو" and match.string.startswith(("كلينيك", "كلينك"), match.end("month") + 1):
        return Blocked()
    return Blocked() if _named_after(match) else with_tail(Calendar(month=month_of(name)), match)


def _months(match: re.Match[str]) -> Expression | None:
    first, last = month_of(match["first"]), month_of(match["last"])
    between = _BETWEEN.search(match.string, max(0, match.start("x") - 16), match.start("x"))
    if first == last or (match["and"] and not between and last != first % 12 + 1):
        return None
    words = with_tail(Calendar(month=first, until_month=last), match)
    return replace(words, year=words.year - 1) if words.year and last < first else words


def _month_day(match: re.Match[str]) -> Expression:
    return Calendar(year=int(match["year"]), month=month_of(match["month"]), day=int(match["day"]))


def _day_of_month(match: re.Match[str]) -> Expression | None:
    relation = relation_of(match["rel"] or match["month_rel"]) or "now"
    return Calendar(day=day_of(match["day"]), relation=relation)


def _half_month(match: re.Match[str]) -> Expression:
    first, last = (1, 15) if match["half"] == "الاول" else (16, None)
    month = month_of(match["month"])
    return with_tail(Calendar(month=month, day=first, until_month=month, until_day=last), match)


_CONNECTOR: Final = r"\s*(?:(?P<and>[,،]\s*و|و)\s*|-|/|الي|حتي)\s*(?:يوم\s+|غايه\s+)?"
_OF_THIS_MONTH: Final = re.compile(r"الشهر|\d\s+(?:من\s+)?ال")
_OPENING: Final = r"(?:(?P<between>(?<!\w)[وف]?(?:بين|من|ما\s*بين))\s+(?:يومي\s+|يوم\s+|ايام\s+)?)?"

RULES: Final[tuple[Rule, ...]] = (
    Rule(
        rf"{_OPENING}{NOT_IN_NUMBER}(?P<x>(?P<first>{DAY}){_CONNECTOR}(?P<last>{DAY}){OF}(?P<month>{MONTH}){TAIL})",
        _days_month,
        NAMES_MONTH,
    ),
    Rule(
        rf"{NOT_IN_NUMBER}(?P<x>(?P<first>{DAY}))(?=(?:{_CONNECTOR.replace('?P<and>', '?:')}{DAY}){{1,6}}?{OF}(?P<month>{MONTH}){TAIL})",
        _first_listed_day,
        NAMES_MONTH,
    ),
    Rule(
        rf"{NOT_IN_NUMBER}(?P<x>{WEEKDAY_BEFORE}(?P<day>{DAY}){OF}(?P<month>{MONTH}){TAIL})",
        _day_month,
        NAMES_MONTH,
    ),
    Rule(rf"{PREFIX}(?P<x>(?:{PART})\s+(?:شهر\s+)?(?P<month>{MONTH}){TAIL})", _part_month, NAMES_MONTH),
    Rule(
        rf"{PREFIX}(?P<x>النصف\s+(?P<half>الاول|الثاني)\s+(?:من\s+|ل)(?:شهر\s+)?(?P<month>{MONTH}){TAIL})",
        _half_month,
        NAMES_MONTH,
    ),
    Rule(
        rf"{PREFIX}(?P<x>(?P<first>{MONTH})\s*(?:(?P<and>و)|[-/]|الي|حتي)\s*(?:شهر\s+)?(?P<last>{MONTH}){TAIL})",
        _months,
        NAMES_MONTH,
    ),
    Rule(
        rf"(?<!\w)[وف]?(?P<glued>[بل])?(?P<x>(?:(?P<shahr>شهر)\s+)?(?P<month>{MONTH}){TAIL})",
        _month,
        NAMES_MONTH,
    ),
    Rule(
        rf"{PREFIX}(?P<x>(?P<month>{MONTH})\s+(?P<day>\d{{1,2}})\s*[,،]\s*(?P<year>{YEAR}))",
        _month_day,
        NAMES_MONTH,
    ),
    Rule(
        rf"{NOT_IN_NUMBER}(?P<x>(?P<day>{DAY})\s+(?:(?:من\s+)?(?P<rel>{RELATION})|من\s+(?:هذا\s+)?الشهر(?:\s+(?P<month_rel>{RELATION}))?(?!\w)))",
        _day_of_month,
        _OF_THIS_MONTH,
    ),
)
