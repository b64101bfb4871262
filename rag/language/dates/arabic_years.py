"""Recognise Arabic dates that name a year, a decade, a quarter, a season or an Islamic month, in plain spelling."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from rag.language.dates.arabic_patterns import (
    DAY,
    HIJRI_NAME,
    HOLDS_YEAR,
    NAMES_HIJRI_MONTH,
    NOT_IN_NUMBER,
    PART,
    PARTS,
    PREFIX,
    RELATION,
    YEAR,
    day_of,
    part_of,
    relation_of,
)
from rag.language.dates.calendar import SEASONS, hijri_month, hijri_to_gregorian
from rag.language.dates.expressions import Calendar, Expression, Fixed, Hijri, Rule
from rag.language.dates.words import ARABIC_DAY_WORDS, HIJRI_MONTHS, alternatives

__all__ = ["RULES"]

_DECADES: Final = {
    "عشرين": 20, "ثلاثين": 30, "اربعين": 40, "خمسين": 50, "ستين": 60, "سبعين": 70, "ثمانين": 80, "تسعين": 90,
}  # fmt: skip
_PIECES: Final = {"الربع": 3, "الثلاثي": 3, "النصف": 6, "السداسي": 6, "الثلث": 4}
_WHICH: Final = {"الاول": 0, "الثاني": 1, "الثالث": 2, "الرابع": 3, "الاخير": -1}
_SEASON_NAMES: Final = {"ربيع": "spring", "صيف": "summer", "صائفه": "summer", "خريف": "autumn", "شتاء": "winter"}
_SHIFT: Final = {"past": -1, "now": 0, "future": 1}
# A bare number that could be a year counts people or money when such a word follows it.
_COUNTED: Final = re.compile(
    r"\s*(?:%|(?!(?:كما|بينما|عندما|هذا|فيما|مما|اما|اذا|ايضا|حينما|الا|لا|ما|تقريبا|خصوصا|خاصا|ابتداء|حتما|بما|انما|ريثما|قبلما|وما|وهذا|وكما|وايضا)(?!\w))\w+ا(?!\w)|شخص|نسمه|فدان|هكتار|دينار|دولار|يورو|درهم|ليره|جنيه|ريال|متر|كم(?!\w)|كلم|كيلو|طن|لتر|ساعه|دقيقه|حاله|عامل|مواطن|قتيل|"
    r"جريح|مليون|مليار|الف|مره|صوت|مقعد|نقطه|وحده|منصب|مسكن|عائله|مقاتل|جندي|لاجئ|مليم|سيجاره|علبه|قطعه|موقع|كتاب|مؤسسه|فرصه|سياره)"
)


# «القرار 2016», «رقم 1999»: numbers of laws, rooms and flights.
_NUMBERED: Final = re.compile(r"(?:^|\W)(?:ال)?(?:رقم|قرار|فصل|ماده|بند|صفحه|رحله|عدد|مرسوم|قانون|غرفه|فقره)\s+$")
_CLOSING: Final = '"»”'


def _year(match: re.Match[str]) -> Expression:
    return Calendar(year=int(match["year"]))


def _bare_year(match: re.Match[str]) -> Expression | None:
    year = int(match["year"])
    cue = match["cue"]
    if _COUNTED.match(match.string, match.end("year")) or (year % 100 == 0 and not cue):
        return None
    if _NUMBERED.search(match.string, max(0, match.start("x") - 12), match.start("x")):
        return None
    if not cue and match.string[match.end("x") : match.end("x") + 1] in _CLOSING and match.end("x") < len(match.string):
        return None  # «رؤية 2030»: a year inside a name
    return Calendar(year=year)


def _years(match: re.Match[str]) -> Expression | None:
    first, last = int(match["first"]), int(match["last"])
    if last < 100:
        last += first // 100 * 100
    listed = match["and"] and not match["between"] and last != first + 1
    return None if not first < last <= first + 100 or listed else Calendar(year=first, until_year=last)


def _part_year(match: re.Match[str]) -> Expression:
    return Calendar(year=int(match["year"]), part=part_of(match))


def _decade(match: re.Match[str]) -> Expression:
    first = 1900 + _DECADES[match["decade"] + "ين"]
    part = next((part for part in PARTS if match.group(part)), None)
    low, high = {"early": (0, 3), "mid": (4, 6), "late": (7, 9), None: (0, 9)}[part]
    return Calendar(year=first + low, until_year=first + high)


def _piece(match: re.Match[str]) -> Expression:
    length = _PIECES[match["piece"]]
    first = _WHICH[match["which"]] % (12 // length) * length + 1
    words = Calendar(month=first, until_month=first + length - 1)
    if match["year"] or match["sameyear"]:
        return replace(words, year=int(match["year"] or match["sameyear"]))
    return replace(words, year_shift=_SHIFT[relation_of(match["yearrel"]) or "now"])


def _season(match: re.Match[str]) -> Expression:
    first, last = SEASONS[_SEASON_NAMES[match["season"]]]
    year = int(match["year"])
    return Calendar(year=year, month=first, until_year=year + last // 13, until_month=(last - 1) % 12 + 1)


def _hijri_year(match: re.Match[str]) -> Expression:
    year = int(match["year"])
    return Fixed(hijri_to_gregorian(year, 1, 1), hijri_month(year, 12)[1], "year")


def _century(match: re.Match[str]) -> Expression:
    """Read «القرن التاسع عشر» as the hundred years that share their first digits, as "the 1800s" does."""
    first = (day_of(match["which"]) - 1) * 100
    return Calendar(year=first, until_year=first + 99)


def _hijri(match: re.Match[str]) -> Expression | None:
    name = HIJRI_NAME.match(match["month"])
    assert name
    month = HIJRI_MONTHS[" ".join(name.group().split())]
    year = int(match["year"]) if match["year"] else None
    if year is not None and year not in _OUR_HIJRI_YEARS and year < 1500 and not (match["mark"] or match["of"]):
        year = None  # «شهر رمضان 1362 مخالفة»: so many fines
    day = day_of(match["day"]) if match["day"] else 1 if match["opening"] else None
    part = next((part for part in PARTS if match.group(part)), None)
    if not (day or year or part or match["shahr"] or match["rel"]):  # رجب and رمضان are men's names, صفر is zero
        return None
    if year is not None and year > 1500:  # «رمضان 2016»: the month that began in that Gregorian year
        near = (year - 579, year - 578, year - 580)
        year = next((hijri for hijri in near if hijri_to_gregorian(hijri, month, 1).year == year), None)
    return Hijri(month, day, year, part, relation_of(match["rel"]))


_ANY_YEAR: Final = rf"(?<![\d.,/:\-])(?P<year>{YEAR})(?![/\-]\d|\w)"
_SHORT_OR_LONG: Final = r"(?:(?:1[5-9]|20)\d\d|\d\d)(?![\d/\-]|[.,]\d)"
_DECADE_NAME: Final = rf"(?P<decade>{'|'.join(stem[:-2] for stem in _DECADES)})(?:ينات|ينيات)(?!\w)"

_OUR_HIJRI_YEARS: Final = range(1400, 1461)  # from 1979 to 2039: such years stand without their mark
_CENTURY: Final = re.compile("القرن")
_NAMES_DECADE: Final = re.compile("ينات|ينيات")
_NAMES_PIECE: Final = re.compile("|".join(_PIECES))

RULES: Final[tuple[Rule, ...]] = (
    Rule(
        r"(?<!\w)[وفبلك]{0,2}(?P<x>(?:ال)?(?:عام|سنه)\s+(?P<year>1[34]\d\d)\s*(?:هجريه|هجري|ه)(?!\w))",
        _hijri_year,
        HOLDS_YEAR,
    ),
    Rule(
        rf"{PREFIX}(?P<x>القرن\s+(?P<which>{alternatives(word for word in ARABIC_DAY_WORDS if ARABIC_DAY_WORDS[word] in range(15, 22))}))(?!\w)",
        _century,
        _CENTURY,
    ),
    Rule(
        rf"(?<!\w)[وفبلك]{{0,2}}(?P<x>(?:ال)?(?:عام|سنه)\s*:?\s*(?P<year>{YEAR})(?:\s*م(?!\w))?)",
        _year,
        HOLDS_YEAR,
    ),
    Rule(
        rf"(?:(?<!\w)[وف]?(?P<cue>في|منذ|حتي|قبل|بعد|خلال|الي|سنتي|عامي|موسم|غايه|من)\s+\(?)?(?P<x>{_ANY_YEAR})",
        _bare_year,
        HOLDS_YEAR,
    ),
    Rule(
        rf"(?:(?P<between>(?<!\w)[وف]?(?:بين|ما\s*بين|من))\s+)?(?<!\w)[وفبلك]{{0,2}}(?:(?:ال)?(?:عامي|سنتي|عام|سنه|موسم|السنوات|الفتره)\s+)?"
        rf"(?<![\d.,/:\-])(?P<x>(?P<first>(?:1[5-9]|20)\d\d)\s*(?:(?P<and>و)|[-/]|الي|حتي)\s*(?:عام\s+|سنه\s+|غايه\s+)?(?P<last>{_SHORT_OR_LONG}))",
        _years,
        HOLDS_YEAR,
    ),
    Rule(
        rf"{PREFIX}(?P<x>(?:{PART})\s+(?:ال)?(?:(?:عام|سنه)\s+)?(?P<year>{YEAR})(?!\w))",
        _part_year,
        HOLDS_YEAR,
    ),
    Rule(
        rf"{PREFIX}(?P<x>(?:(?:{PART})\s+)?(?:ال|ل)?{_DECADE_NAME}(?:\s+(?:من\s+)?القرن\s+(?:الماضي|العشرين|المنصرم)(?!\w))?)",
        _decade,
        _NAMES_DECADE,
    ),
    Rule(
        rf"{PREFIX}(?P<x>(?P<piece>{'|'.join(_PIECES)})\s+(?P<which>{'|'.join(_WHICH)})\s+(?:من\s+|ل)?(?:"
        rf"(?:(?:ال)?(?:عام|سنه)\s+)?(?P<year>{YEAR})(?!\w)|(?:هذا\s+العام|هذه\s+السنه)(?!\w)(?:\s+(?P<sameyear>{YEAR})(?!\w))?|(?:العام|السنه)\s+(?P<yearrel>{RELATION})))",
        _piece,
        _NAMES_PIECE,
    ),
    Rule(
        rf"{PREFIX}(?P<x>(?P<season>{'|'.join(_SEASON_NAMES)})\s+(?:(?:عام|سنه)\s+)?(?P<year>{YEAR})(?!\w))",
        _season,
        HOLDS_YEAR,
    ),
    Rule(
        rf"(?:{NOT_IN_NUMBER}|{PREFIX})(?P<x>(?:(?P<opening>اول\s+(?:ايام|يوم\s+(?:من|في)))\s+|(?P<day>{DAY})\s+(?:من\s+)?)?(?:(?:{PART})\s+)?(?:(?P<shahr>شهر)\s+)?"
        rf"(?P<month>{alternatives(word for word in HIJRI_MONTHS if word[0] > 'z')})(?!\w)"
        rf"(?:\s*[,،]?\s*(?P<of>(?:عام|سنه|لعام|لسنه)\s+)?(?P<year>1[34]\d\d|20\d\d)(?!\d)(?P<mark>\s*(?:هجريه|هجري|ه)(?!\w))?|\s+(?P<rel>{RELATION}))?)",
        _hijri,
        NAMES_HIJRI_MONTH,
    ),
)
