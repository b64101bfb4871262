"""Recognise English dates that are told from the day of writing: yesterday, on Saturday, last week, two days ago."""

from __future__ import annotations

import re
from typing import Final

from rag.language.dates.english_calendar import PART, RELATION, WEEKDAY, part_of, relation_of
from rag.language.dates.expressions import Ago, Day, Expression, Period, Relation, Rule, Stretch, Unit, Weekday
from rag.language.dates.words import ENGLISH_NUMBERS, ENGLISH_WEEKDAYS, alternatives

__all__ = ["RULES", "looks_ahead", "looks_back"]

_SHIFT: Final[dict[Relation, int]] = {"past": -1, "now": 0, "future": 1}
_FIRST_DAYS: Final = (6, 0)  # English-speaking countries start a week on Sunday or on Monday
_FULL_WEEKDAYS: Final = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
_TIME_OF_DAY: Final = r"(?:morning|afternoon|evening|night)"
_UNITS: Final[dict[str, Unit]] = {
    "day": "day",
    "week": "week",
    "month": "month",
    "year": "year",
    "decade": "decade",
    "century": "century",
}

_AHEAD: Final = re.compile(
    r"\b(?:will|shall|would|could|can|may|might|should|to\s+be|is\s+to|are\s+to|expected|due|scheduled|plans?|planned|set\s+to|likely|hopes?|upcoming|going\s+to)\b",
    re.IGNORECASE,
)
# "Its next meeting is on 22 May", "the trial resumes on 9 May": what is announced stands close before its day.
_NEXT: Final = re.compile(
    r"\b(?:next|coming|forthcoming)\s+(?!day|morning|night|week|month|year|decade|few|two|three|door|to\b)\w+(?:[\s:]+[\w']+){0,4}[\s:]*$"
    r"|\b(?:resumes?|expires?|opens|starts|begins|ends|arrives?|returns|meets|convenes|closes|falls|takes\s+place|kicks\s+off|runs\s+until)(?:\s+[\w']+){0,3}\s*$",
    re.IGNORECASE,
)
_LONGEST_CLAUSE: Final = 400  # characters
_BEHIND: Final = re.compile(r"\b(?:was|were|had|did)\b", re.IGNORECASE)


_PAST: Final = re.compile(
    r"\b(?:was|were|had|did|took|met|began|came|went|left|held|saw|fell|rose|led|made|spoke|told|became|broke|brought|won|lost|"
    r"(?!need|speed|indeed|exceed|proceed|succeed)[a-z]{3,}ed)\b"
)


def looks_back(clause: str) -> bool:
    """Tell whether the words before a date speak of what is past."""
    return _PAST.search(clause) is not None


def looks_ahead(clause: str) -> bool:
    """Tell whether the words before a date speak of what is to come."""
    return (_AHEAD.search(clause) or _NEXT.search(clause)) is not None and _BEHIND.search(clause) is None


_NUMBER: Final = rf"(?:\d{{1,3}}|{alternatives(ENGLISH_NUMBERS)}|a\s+couple\s+of)"


def _weekday(match: re.Match[str]) -> Expression | None:
    name = match["weekday"].lower()
    capitalised = match["weekday"][0].isupper()
    if name not in _FULL_WEEKDAYS or not (capitalised or match["rel"] or match["on"]):
        return None
    if re.search(
        r"(?:every|each|Black|Good|Palm|Easter|Bloody|Ash|Holy|Super)\s+$",
        match.string[max(0, match.start("x") - 10) : match.start("x")],
    ):
        return None
    if re.match(
        r"\s+(?:Times|Telegraph|Mirror|Post|Express|Herald|Mail|School|Agreement)\b", match.string[match.end("x") :]
    ):
        return None
    return Weekday(ENGLISH_WEEKDAYS[name], relation_of(match["rel"]) if match["rel"] else None)


def _near_day(match: re.Match[str]) -> Expression:
    words = " ".join(match["near"].lower().split())
    if "before yesterday" in words:
        return Day(-2)
    if "after tomorrow" in words:
        return Day(2)
    return Day({"yesterday": -1, "last night": -1, "tomorrow": 1}.get(words, 0))


def _period(match: re.Match[str]) -> Expression | None:
    relation = relation_of(match["rel"]) or "now"
    unit = _UNITS[match["unit"].lower()]
    return Period(unit, _SHIFT[relation], part_of(match), _FIRST_DAYS if unit == "week" else (0,))


def _count(words: str) -> int:
    plain = " ".join(words.lower().split())
    if plain.isdigit():
        return int(plain)
    return 2 if plain.startswith("a couple") else ENGLISH_NUMBERS[plain]


def _stretch(match: re.Match[str]) -> Expression | None:
    relation = relation_of(match["rel"]) or "past"
    if match["count"] and match["count"].lower() in {"a", "an"}:
        return None
    return Stretch(_UNITS[match["unit"].lower()], _count(match["count"]), _SHIFT[relation])


def _ago(match: re.Match[str]) -> Expression | None:
    return _counted(match, -1)


def _hence(match: re.Match[str]) -> Expression | None:
    """Read "in two weeks" and "after a week" only where the sentence looks ahead: elsewhere they count from what was told."""
    near = max(0, match.start("x") - _LONGEST_CLAUSE)
    start = max(near - 1, *(match.string.rfind(mark, near, match.start("x")) for mark in ".!?\n"))
    ahead = looks_ahead(match.string[start + 1 : match.start("x")])
    if not ahead and not (match["how"] or "").lower().startswith("from"):
        return None
    if match["how"].lower() == "within":
        return Stretch(_UNITS[match["unit"].lower()], _count(match["or"] or match["low"]), 1)
    return _counted(match, 1)


def _counted(match: re.Match[str], sign: int) -> Expression | None:
    low = _count(match["low"])
    high = _count(match["or"]) if match["or"] else low
    if high < low:
        return None
    return Ago(_UNITS[match["unit"].lower()], low, high, sign, over=bool(match["over"]))


_NAMES_UNIT: Final = re.compile(r"\b(?:day|week|month|year|decade|century)", re.IGNORECASE)
_ABOUT: Final = (
    r"(?:(?P<over>more\s+than|over|at\s+least)\s+|(?:about|around|some|nearly|almost|roughly|just|only|the\s+next)\s+)?"
)
_AMOUNT: Final = (
    rf"{_ABOUT}(?P<low>{_NUMBER})(?:\s+(?:or|to)\s+(?P<or>{_NUMBER}))?\s+(?P<unit>day|week|month|year|decade)s?(?!\w)"
)

RULES: Final[tuple[Rule, ...]] = tuple(
    Rule(f"(?i){pattern}", build, needs)
    for pattern, build, needs in (
        (rf"(?<!\w)(?P<x>(?:(?P<on>on)\s+)?(?:(?P<rel>{RELATION})\s+)?(?P<weekday>{WEEKDAY})(?!\w)(?:\s+{_TIME_OF_DAY})?)", _weekday, None),
        (rf"(?<!\w)(?P<x>(?P<near>(?:the\s+)?day\s+before\s+yesterday|(?:the\s+)?day\s+after\s+tomorrow|yesterday|today|tonight|tomorrow|last\s+night|this\s+{_TIME_OF_DAY}))(?!\w)", _near_day, None),
        (rf"(?<!\w)(?P<x>(?:{PART}(?:the\s+)?)?(?P<rel>{RELATION})\s+(?P<unit>week|month|year|decade|century))(?!\w)", _period, _NAMES_UNIT),
        (rf"(?<!\w)(?P<x>(?P<rel>last|past|next|coming)\s+(?P<count>{_NUMBER})\s+(?P<unit>day|week|month|year|decade)s?)(?!\w)", _stretch, _NAMES_UNIT),
        (rf"(?<!\w)(?P<x>{_AMOUNT}\s+(?:ago|earlier\s+this\s+\w+))(?!\w)", _ago, _NAMES_UNIT),
        (rf"(?<!\w)(?P<x>(?P<how>in|after|within)\s+{_AMOUNT})(?!\s+(?:of|from|after|before))", _hence, _NAMES_UNIT),
        (rf"(?<!\w)(?P<x>{_AMOUNT}\s+(?P<how>from\s+(?:now|today)))(?!\w)", _hence, _NAMES_UNIT),
    )
)  # fmt: skip
