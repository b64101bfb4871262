"""Recognise English dates that name a month, a year, a decade, a quarter or a season, in plain spelling."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from rag.language.dates.calendar import SEASONS
from rag.language.dates.expressions import Calendar, Expression, Hijri, Part, Relation, Rule
from rag.language.dates.words import ENGLISH_DAY_WORDS, ENGLISH_MONTHS, ENGLISH_WEEKDAYS, HIJRI_MONTHS, alternatives

__all__ = ["PART", "RELATION", "RULES", "WEEKDAY", "part_of", "relation_of"]

WEEKDAY: Final = alternatives(ENGLISH_WEEKDAYS)
MONTH: Final = (
    rf"(?:{alternatives(name for name in ENGLISH_MONTHS if len(name) > 4 or name in {'may', 'june', 'july'})}(?!\w)"
    rf"|{alternatives(name for name in ENGLISH_MONTHS if len(name) <= 4)}(?!\w)\.?)"
)
YEAR: Final = r"(?:1[5-9]|20)\d\d(?!\d|[.,]\d|%)"
PART: Final = (
    r"(?:(?P<early>early|(?:the\s+)?(?:beginning|start)\s+of|at\s+the\s+start\s+of)|"
    r"(?P<mid>mid|(?:the\s+)?middle\s+of)|(?P<late>late|(?:the\s+)?(?:end|close)\s+of))(?:\s+|-)(?:in\s+)?"
)
RELATION: Final = r"(?:last|past|this|the\s+current|current|next|coming|this\s+coming|this\s+past)"
_WEEKDAY_BEFORE: Final = rf"(?:(?:(?:yesterday|today|tomorrow|on)\s*,?\s+)?(?P<weekday>{WEEKDAY})\.?(?:\s+(?:morning|afternoon|evening|night))?\s*[,(]?\s*(?:the\s+)?)?"
_DAY: Final = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?(?!\w)|{alternatives(ENGLISH_DAY_WORDS)}(?!\w))"
_NOT_IN_NUMBER: Final = r"(?<![\w])(?<!\d[.,:/\-])(?<![$€£])"
_TAIL: Final = rf"(?:\s*,?\s*(?:of\s+)?(?P<year>{YEAR})|\s+(?:of\s+)?(?P<thatyear>(?:that|the\s+same|the\s+following|the\s+next|the\s+previous)\s+year)|\s+(?:of\s+)?(?P<thisyear>this\s+year)|\s+(?:of\s+)?(?P<lastyear>last\s+year)|\s+(?:of\s+)?(?P<nextyear>next\s+year))?"
# "may" and "march" are verbs, April and June are women, August is majestic: a month alone stands after such a word.
_MONTH_CUE: Final = re.compile(
    r"\b(?:in|of|since|until|till|by|during|from|to|through|before|after|between|and|for|late|early|throughout|around)\s+$",
    re.IGNORECASE,
)
_VERBS: Final = frozenset({"may", "march", "mar"})
_SHORT: Final = frozenset({"jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"})


def relation_of(words: str | None) -> Relation | None:
    """Return which way a word such as "last" points."""
    if not words:
        return None
    plain = " ".join(words.lower().split())
    if plain in {"last", "past", "this past"}:
        return "past"
    return "future" if plain in {"next", "coming", "this coming"} else "now"


def part_of(match: re.Match[str]) -> Part | None:
    """Return which third of a period the match names."""
    parts: tuple[Part, ...] = ("early", "mid", "late")
    return next((part for part in parts if match.group(part)), None)


def _month_of(words: str) -> int:
    return ENGLISH_MONTHS[words.lower().rstrip(".")]


def _day_of(words: str) -> int:
    digits = re.match(r"\d+", words)
    return int(digits.group()) if digits else ENGLISH_DAY_WORDS[words.lower()]


def _with_tail(words: Calendar, match: re.Match[str]) -> Calendar:
    if match["year"]:
        return replace(words, year=int(match["year"]))
    if match["thatyear"]:
        return replace(words, elsewhere=True)
    for group, shift in (("thisyear", 0), ("lastyear", -1), ("nextyear", 1)):
        if match[group]:
            return replace(words, year_shift=shift)
    return words


def _has_tail(match: re.Match[str]) -> bool:
    return any(match[name] for name in ("year", "thatyear", "thisyear", "lastyear", "nextyear"))


def _is_verb(match: re.Match[str], name: str) -> bool:
    """Tell whether an uncapitalised may or march is no month: no year follows."""
    return name.rstrip(".") in _VERBS and not match["year"]


def _day_month(match: re.Match[str]) -> Expression | None:
    month = match["month"]
    if _is_verb(match, month):
        return None
    weekday = ENGLISH_WEEKDAYS[match["weekday"].lower()] if match["weekday"] else None
    words = Calendar(month=_month_of(month), day=_day_of(match["day"]), weekday=weekday)
    return replace(_with_tail(words, match), relation=relation_of(match.groupdict().get("rel")))


def _days_month(match: re.Match[str]) -> Expression | None:
    first, last = _day_of(match["first"]), _day_of(match["last"])
    listed = match["and"] and not match["between"] and last != first + 1
    if last <= first or listed or _is_verb(match, match["month"]):
        return None
    month = _month_of(match["month"])
    return _with_tail(Calendar(month=month, day=first, until_month=month, until_day=last), match)


def _first_listed_day(match: re.Match[str]) -> Expression | None:
    if _is_verb(match, match["month"]):
        return None
    return _with_tail(Calendar(month=_month_of(match["month"]), day=_day_of(match["first"])), match)


def _part_month(match: re.Match[str]) -> Expression | None:
    if _is_verb(match, match["month"]):
        return None
    return _with_tail(Calendar(month=_month_of(match["month"]), part=part_of(match)), match)


def _month(match: re.Match[str]) -> Expression | None:
    name = match["month"]
    plain = name.lower().rstrip(".")
    relation = relation_of(match["rel"])
    cue = _MONTH_CUE.search(match.string, max(0, match.start("x") - 14), match.start("x"))
    if _is_verb(match, name) or (not _has_tail(match) and not relation and (not cue or plain in _SHORT)):
        return None
    if (
        match.string[match.end("month") : match.end("month") + 3] in {" Cl", "'s "} and plain == "may"
    ):  # Mayo is not met; May's is a person
        return None
    return replace(_with_tail(Calendar(month=_month_of(name)), match), relation=relation)


def _months(match: re.Match[str]) -> Expression | None:
    first, last = _month_of(match["first"]), _month_of(match["last"])
    if first == last or (match["and"] and not match["between"] and last != first % 12 + 1):
        return None
    if not _has_tail(match) and (match["first"].rstrip(".") in _VERBS or match["last"].rstrip(".") in _VERBS):
        return None
    words = _with_tail(Calendar(month=first, until_month=last), match)
    return replace(words, year=words.year - 1) if words.year and last < first else words


def _year(match: re.Match[str]) -> Expression | None:
    year = int(match["year"])
    return None if year % 100 == 0 and match["cue"].lower() in {"to", "by", "from"} else Calendar(year=year)


def _years(match: re.Match[str]) -> Expression | None:
    first, last = int(match["first"]), int(match["last"])
    if last < 100:
        last += first // 100 * 100
    return Calendar(year=first, until_year=last) if first < last <= first + 100 else None


def _part_year(match: re.Match[str]) -> Expression:
    return Calendar(year=int(match["year"]), part=part_of(match))


def _decade(match: re.Match[str]) -> Expression:
    first = int(match["decade"])
    first += 1900 if first < 100 else 0
    low, high = {"early": (0, 3), "mid": (4, 6), "late": (7, 9), None: (0, 9)}[part_of(match)]
    return Calendar(year=first + low, until_year=first + high)


_PIECES: Final = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": -1, "1": 0, "2": 1, "3": 2, "4": 3}


def _piece(match: re.Match[str]) -> Expression | None:
    length = 6 if (match["piece"] or "").lower() == "half" else 3
    index = _PIECES[(match["which"] or match["q"]).lower()]
    if index >= 12 // length:
        return None
    first = index % (12 // length) * length + 1
    return _with_tail(Calendar(month=first, until_month=first + length - 1), match)


def _season(match: re.Match[str]) -> Expression:
    first, last = SEASONS["autumn" if match["season"].lower() == "fall" else match["season"].lower()]
    year = int(match["year"])
    return Calendar(year=year, month=first, until_year=year + last // 13, until_month=(last - 1) % 12 + 1)


def _hijri(match: re.Match[str]) -> Expression:
    month = HIJRI_MONTHS[" ".join(match["month"].lower().split())]
    return Hijri(
        month, _day_of(match["day"]) if match["day"] else None, int(match["hijri"]) if match["hijri"] else None
    )


# What a text must hold for a rule to be worth trying.
_NAMES_MONTH: Final = re.compile(r"(?<![^\W\d_])(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.IGNORECASE)
_NAMES_HIJRI_MONTH: Final = re.compile(r"(?<!\w)(?:muh|saf|rab|jum|raj|sha|ram|dhu)", re.IGNORECASE)
_HOLDS_YEAR: Final = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_HOLDS_DECADE: Final = re.compile(r"\d0'?s", re.IGNORECASE)
_AND: Final = r"\s*(?:(?P<and>(?:,\s*)?(?:and|&)\s+)|-|/|to|until|till|through)\s*(?:the\s+)?"
_BETWEEN: Final = r"(?:(?P<between>\b(?:between|from))\s+(?:the\s+)?)?"

RULES: Final[tuple[Rule, ...]] = tuple(
    Rule(f"(?i){pattern}", build, needs)
    for pattern, build, needs in (
        (rf"{_BETWEEN}{_NOT_IN_NUMBER}(?P<x>(?P<first>{_DAY}){_AND}(?P<last>{_DAY})\s+(?:of\s+)?(?P<month>{MONTH}){_TAIL})", _days_month, _NAMES_MONTH),
        (rf"{_BETWEEN}(?<!\w)(?P<x>(?P<month>{MONTH})\s+(?:the\s+)?(?P<first>{_DAY}){_AND}(?P<last>{_DAY})(?!\s*[:%]|\w|\s+{MONTH}){_TAIL})", _days_month, _NAMES_MONTH),
        (rf"{_NOT_IN_NUMBER}(?P<x>(?P<first>{_DAY}))(?:\s*(?P<and>,\s*and\s+|and\s+|,\s*){_DAY}){{1,6}}?\s+(?:of\s+)?(?P<month>{MONTH}){_TAIL}", _first_listed_day, _NAMES_MONTH),
        (rf"(?<!\w)(?P<x>{_WEEKDAY_BEFORE}{_NOT_IN_NUMBER}(?P<day>{_DAY})(?:\s+|-|/)(?:day\s+)?(?:of\s+)?(?:(?P<rel>{RELATION})\s+)?(?P<month>{MONTH})(?:(?:-|/)(?=\d))?{_TAIL})", _day_month, _NAMES_MONTH),
        (rf"(?<!\w)(?P<x>{_WEEKDAY_BEFORE}(?P<month>{MONTH})\s+(?:the\s+)?(?P<day>{_DAY})(?!\s*%|[:.,]\d|-\d){_TAIL})", _day_month, _NAMES_MONTH),
        (rf"(?<!\w)(?P<x>{PART}(?P<month>{MONTH}){_TAIL})", _part_month, _NAMES_MONTH),
        (rf"{_BETWEEN}(?<!\w)(?P<x>(?P<first>{MONTH})\s*(?:(?P<and>and\s+)|-|to|until|through)\s*(?P<last>{MONTH}){_TAIL})", _months, _NAMES_MONTH),
        (rf"(?<!\w)(?P<x>(?:(?P<rel>{RELATION})\s+)?(?P<month>{MONTH}){_TAIL})", _month, _NAMES_MONTH),
        (rf"\b(?P<cue>in|since|until|till|by|before|after|during|of|from|to|through|year|between|around|late|and|spring|summer)\s+(?:the\s+year\s+)?(?P<x>(?P<year>{YEAR})(?![\w/\-]))(?!\s+(?:people|dollars|euros|men|women|troops|soldiers|families|houses|homes|jobs|meters|metres|miles|km))", _year, _HOLDS_YEAR),
        (rf"\b(?P<cue>the|following|under)\s+(?P<x>(?P<year>{YEAR}))(?=\s+[A-Za-z])(?!\s+(?:people|dollars|euros|men|women|troops|soldiers|families|houses|homes|jobs))", _year, _HOLDS_YEAR),
        (rf"(?P<cue>(?<=\d\d\d\d),)\s+(?P<x>(?P<year>{YEAR}))(?=,|\s+and\s+(?:19|20)\d\d)", _year, _HOLDS_YEAR),
        (rf"\((?P<cue>)(?P<x>(?P<year>{YEAR}))\)", _year, _HOLDS_YEAR),
        (r"(?<![\w.,/\-])(?P<x>(?P<first>(?:1[5-9]|20)\d\d)\s*(?:-|/|to|until|through)\s*(?P<last>(?:(?:1[5-9]|20)\d\d|\d\d)))(?![\w/\-]|[.,]\d)", _years, _HOLDS_YEAR),
        (r"\b(?:between)\s+(?P<x>(?P<first>(?:1[5-9]|20)\d\d)\s+and\s+(?P<last>(?:1[5-9]|20)\d\d))(?![\w/\-]|[.,]\d)", _years, _HOLDS_YEAR),
        (rf"(?<!\w)(?P<x>{PART}(?P<year>{YEAR})(?![\w/\-]))", _part_year, _HOLDS_YEAR),
        (rf"(?<![\w])(?P<x>(?:{PART})?(?:the\s+)?'?(?P<decade>(?:1[5-9]|20)\d0|(?<=')[2-9]0)'?s)(?!\w)", _decade, _HOLDS_DECADE),
        (rf"(?<!\w)(?P<x>(?:the\s+)?(?:(?P<which>first|second|third|fourth|last)\s+(?P<piece>quarter|half)\s+(?:of\s+)?|Q(?P<q>[1-4])\s+)(?:of\s+)?(?P<tail>){_TAIL[:-1]})", _piece, None),
        (rf"(?<!\w)(?P<x>(?P<season>spring|summer|autumn|fall|winter)\s+(?:of\s+)?(?P<year>{YEAR}))(?![\w/\-])", _season, _HOLDS_YEAR),
        (rf"(?<!\w)(?P<x>(?:(?P<day>{_DAY})\s+(?:of\s+)?)?(?P<month>{alternatives(word for word in HIJRI_MONTHS if word[0] <= 'z')})(?!\w)(?:\s*,?\s*(?P<hijri>1[34]\d\d)(?:\s*AH)?)?)", _hijri, _NAMES_HIJRI_MONTH),
    )
)  # fmt: skip
