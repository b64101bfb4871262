"""Recognise Arabic dates that are told from the day of writing: yesterday, Saturday, last week, two days ago."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from rag.language.dates.arabic_patterns import PART, PARTS, POINTS, PREFIX, RELATION, WEEKDAY, relation_of
from rag.language.dates.expressions import Ago, Day, Expression, Period, Relation, Rule, Stretch, Unit, Weekday
from rag.language.dates.words import ARABIC_NUMBERS, ARABIC_WEEKDAYS, alternatives

__all__ = ["RULES", "looks_ahead", "looks_back"]

_SHIFT: Final[dict[Relation, int]] = {"past": -1, "now": 0, "future": 1}
_FIRST_DAYS: Final = (5, 6, 0)  # Arab weeks start on Saturday, Sunday or Monday, by country

# Words that say the sentence speaks of what is to come; a verb of the future begins with س and the prefix of its person,
# as do سياسة, سيارة, ستة, سنة and other nouns that are no verbs.
_AHEAD: Final = re.compile(
    r"(?<!\w)[وف]?(?:سوف|[يت]نتظر|المنتظر|المتوقع|[يت]توقع|المقرر|المزمع|مرتقب|المرتقب|[يت]رتقب|[يت]مكن(?!\w)|قد\s+[يت]\w+|ان\s+[يت]\w{2,}|لن|موعد|"
    r"سي(?!ا|د|طر|نا|نم|ره|رت|ف|ول|غار|رغ|مون|مفون|ناريو|سي)\w{3,}|ست(?!ه|ين(?!\w)|ون(?!\w)|ار|اد|ود|يف|اند|راتيج)\w{3,}|"
    r"سن(?!ه|و|د|غ|اب|تر|تيم)\w{3,})"
)
# «اجتماعه المقبل في 22 آذار»: what is next stands close before its day; and what is announced with a verb of schedules.
_NEXT: Final = re.compile(
    r"(?<!\w)(?!يوم|شهر|سنه|عام)(?!ال(?:يوم|شهر|سنه|عام|اسبوع|ايام|فتره|مرحله|اشهر|سنوات))\w{3,}\s+(?:المقبل|القادم|المرتقب|اللاحق)[هت]?(?:\s+[^\s.،,]+){0,4}\s*$"
    r"|(?<!\w)[وف]?[يت](?:ستانف|نتهي|نطلق|بدا|فتتح|ختتم|عقد|جري|قام|حتضن|نعقد|لتقي|ستضيف|واصل)(?:\s+[^\s.،,]+){0,6}\s+$"
)
# «قال إن تونس»: after a verb of saying «إن» opens no subjunctive, though it is written like «أن».
_SAYS_THAT: Final = re.compile(r"(?<!\w)[وف]?(?:قال|قالت|قالوا|[يت]قول|قوله|قولها)(?:\s+[^\s.]+){0,6}?\s+ان\s")
_BEHIND: Final = re.compile(r"(?<!\w)[وف]?(?:كان|كانت|كانوا|كنا|كان\w{1,3})(?!\w)")
# «وينتظم يوم السبت تجمع»: the imperfect that opens a sentence, the day right after it, announces.
_ANNOUNCED: Final = re.compile(r"^[\s\"«(\-]*[وف]?ي(?!وم)\w{3,}\s+$")


# Perfect verbs have no mark of their own; after كان and قد they are past.
_PAST: Final = re.compile(r"(?<!\w)[وف]?(?:كان|كانت|كانوا|(?:ل)?قد\s+(?![يت])\w+)(?!\w)")


def looks_back(clause: str) -> bool:
    """Tell whether the words before a date speak of what is past."""
    return _PAST.search(clause) is not None


def looks_ahead(clause: str) -> bool:
    """Tell whether the words before a date speak of what is to come."""
    if _ANNOUNCED.match(clause):
        return True
    said = _SAYS_THAT.sub(" ", clause)
    return (_AHEAD.search(said) or _NEXT.search(said)) is not None and _BEHIND.search(clause) is None


_SINGULAR: Final[dict[str, Unit]] = {
    "يوم": "day", "اسبوع": "week", "شهر": "month", "عام": "year", "سنه": "year", "عقد": "decade", "قرن": "century",
}  # fmt: skip
_DUAL: Final[dict[str, Unit]] = {
    "يومين": "day", "يومان": "day", "اسبوعين": "week", "اسبوعان": "week", "شهرين": "month", "شهران": "month",
    "عامين": "year", "عامان": "year", "سنتين": "year", "سنتان": "year", "عقدين": "decade", "قرنين": "century",
}  # fmt: skip
_PLURAL: Final[dict[str, Unit]] = {
    "ايام": "day", "يوما": "day", "يوم": "day", "اسابيع": "week", "اسبوعا": "week", "اسبوع": "week", "اشهر": "month", "شهور": "month", "شهرا": "month",
    "شهر": "month", "اعوام": "year", "سنوات": "year", "سنين": "year", "عاما": "year", "عام": "year", "سنه": "year", "عقود": "decade", "قرون": "century",
}  # fmt: skip

_TIME_OF_DAY: Final = r"(?:صباح|مساء|ظهر|ظهيره|ليله|ليل|فجر|عصر|عشيه|صبيحه|بعد\s+ظهر|منتصف\s+نهار|منتصف\s+ليل)"
# «اليوم» is "today" unless it is one day among others.
_OTHER_DAY_BEFORE: Final = re.compile(
    r"(?:^|\W)[وفبلك]?(?:في|هذا|ذلك|نفس|ذات|طوال|طيله|بقيه|من|مدار|بعد|خلال|كامل|ساعات|احداث|رجل|حديث|منتصف|نصف|رابع|ثالث|ثاني|اول|آخر)\s+$"
)
_OTHER_DAY_AFTER: Final = re.compile(
    r"\s+(?:ال(?:عالمي|وطني|ذي|تالي|موالي|واحد|سابق|دراسي|مفتوح|دولي|اول|ثاني|ثالث|رابع|خامس|سادس|سابع|ثامن|تاسع|عاشر|اخير|ختامي|"
    r"اعلامي|تكويني|تحسيسي|مذكور|موعود|كبير|نفسه|افتتاحي|عربي|برلماني|علمي|تاريخي|سعيد)|نفسه|ذاته)(?!\w)"
)
# «قناة روسيا اليوم», «المصري اليوم»: outlets named "today"; «أعلنت روسيا اليوم» is none.
_OUTLET: Final = re.compile(
    r"(?:^|\W)[وفبل]?(?:(?:ال)?(?:قناه|موقع|شبكه|وكاله|صحيفه|جريده|مراسل|تلفزيون|اذاعه|مجله)\s+(?:\w+\s+)?\w+|المصري|اخبار|[\"«“]\w+)\s+$"
)
# A weekday that names a market, a mosque, a town, or each such day.
_OTHER_WEEKDAY: Final = re.compile(
    r"(?:^|\W)[وفبلك]{0,2}(?:ال)?(?:صلاه|خطبه|سوق|مسجد|جامع|جسر|مدينه|بلده|قريه|كل|ايام|مستشفي|الواحد|هذين|هولاء|هؤلاء|كلا|كلتا|جريده|صحيفه|اخبار|"
    r"حي|دار|بين|عطله|شارع|حزب|منطقه|معتمديه|باب)\s+$"
)
# «الاثنين» is also "the two", «الأحد» "the One", «الخميس» an army: taken alone only where nothing binds them to a noun.
_AHEAD_WEEKDAY: Final = r"(?:يوم|" + _TIME_OF_DAY[3:-1] + r"|اليوم|امس|غدا|غد|نهار|من|منذ|حتي|الي|عن|في|قبل|بعد)"


def _weekday(match: re.Match[str]) -> Expression | None:
    before = match.string[max(0, match.start("x") - 16) : match.start("x")]
    if _OTHER_WEEKDAY.search(before) and not match["yawm"]:
        return None
    if re.search(r"(?:^|\W)[وب]?(?:كل|ايام)\s+(?:يوم\s+)?$", before):
        return None
    weekday = ARABIC_WEEKDAYS[match["weekday"]]
    if match["near"]:
        return replace(_deictic(match["near"]), weekday=weekday)
    return Weekday(weekday, relation_of(match["rel"]))


def _deictic(words: str) -> Day:
    plain = " ".join(words.split())
    if plain in {"امس الاول", "اول امس", "اول من امس", "الامس الاول", "اول البارحه"}:
        return Day(-2)
    if plain in {"امس", "الامس", "البارحه", "الليله الماضيه"}:
        return Day(-1)
    if plain in {"بعد غد", "بعد الغد"}:
        return Day(2)
    return Day(1 if plain in {"غدا", "غد", "الغد", "يوم غد", "بكره"} else 0)


def _near_day(match: re.Match[str]) -> Expression:
    return _deictic(match["near"])


def _today(match: re.Match[str]) -> Expression | None:
    before = match.string[max(0, match.start("x") - 12) : match.start("x")]
    if _OUTLET.search(match.string[max(0, match.start("x") - 30) : match.start("x")]):
        return None
    if not match["time"] and (_OTHER_DAY_BEFORE.search(before) or _OTHER_DAY_AFTER.match(match.string, match.end("x"))):
        return None
    return None if _OTHER_DAY_AFTER.match(match.string, match.end("x")) else Day(0)


def _period(match: re.Match[str]) -> Expression:
    unit = _SINGULAR[match["unit"]]
    part = next((part for part in PARTS if match.group(part)), None)
    relation = relation_of(match["rel"]) or "now"
    first_days = _FIRST_DAYS if unit == "week" else (0,)
    if unit == "day":
        return Day(_SHIFT[relation])
    return Period(unit, _SHIFT[relation], part, first_days)


def _count(words: str | None) -> int | None:
    if not words:
        return None
    plain = " ".join(words.split())
    return int(plain) if plain.isdigit() else ARABIC_NUMBERS.get(plain)


def _stretch(match: re.Match[str]) -> Expression | None:
    count = _count(match["count"] or match["count2"])
    unit = _DUAL.get(match["unit"]) if count is None else _PLURAL.get(match["unit"])
    relation = relation_of(match["rel"]) or ("past" if match["rel"].startswith("الاخير") else None)
    if unit is None or relation is None or relation == "now":
        return None
    return Stretch(unit, count or 2, _SHIFT[relation])


def _amount(match: re.Match[str]) -> tuple[Unit, int, int] | None:
    if match["dual"]:
        low, unit = 2, _DUAL[match["dual"]]
    elif match["one"]:
        low, unit = 1, _SINGULAR[match["one"]]
    else:
        found = _count(match["count"])
        if found is None:
            return None
        low, unit = found, _PLURAL[match["many"]]
    if not match["or"]:
        return unit, low, low
    high = _count(match["or"])
    if high is None:
        high, unit2 = 2, _DUAL.get(match["or"])
        return (unit, low, high) if unit2 == unit and low < high else None
    return (unit, low, high) if high > low else None


def _ago(match: re.Match[str]) -> Expression | None:
    amount = _amount(match)
    if amount is None or match["unfinished"]:
        return None
    unit, low, high = amount
    return Ago(unit, low, high, -1, over=bool(match["over"]))


def _within(match: re.Match[str]) -> Expression | None:
    """Read «خلال أسبوع» as the time to come; «خلال أقل من شهر» and «خلال شهر ونصف» measure how long something took."""
    amount = _amount(match)
    if amount is None or match["unfinished"] or match["over"] or re.search(r"اقل\s+من|واحد", match["x"]):
        return None
    return Stretch(amount[0], amount[2], 1)


def _hence(match: re.Match[str]) -> Expression | None:
    """Read «بعد أسبوعين» only in a sentence that looks ahead: elsewhere it counts from what was told before."""
    found = _ago(match)
    if found == Ago("day", 1, 1, -1):  # «يوما بعد يوم»: day after day
        return None
    if not isinstance(found, Ago) or not looks_ahead(_clause(match.string, match.start("x"))):
        return None
    return replace(found, sign=1)


_LONGEST_CLAUSE: Final = 400  # characters


def _clause(text: str, position: int) -> str:
    near = max(0, position - _LONGEST_CLAUSE)
    start = max(near - 1, *(text.rfind(mark, near, position) for mark in ".!?؟\n"))
    return text[start + 1 : position]


_NAMES_UNIT: Final = re.compile(rf"{alternatives([*_SINGULAR, *_DUAL, *_PLURAL])}(?!\w)")
_NUMBER: Final = rf"(?:\d{{1,3}}|{alternatives(ARABIC_NUMBERS)})"
_ABOUT: Final = (
    r"(?:(?P<over>اكثر\s+من|ما\s+يزيد\s+(?:عن|علي)|ازيد\s+من)\s+|(?:نحو|حوالي|قرابه|زهاء|ما\s+يقارب|مده|اقل\s+من)\s+)?"
)
_AMOUNT: Final = (
    rf"(?:(?P<dual>{alternatives(_DUAL)})(?!\w)|(?P<count>{_NUMBER})\s+(?P<many>{alternatives(_PLURAL)})(?!\w)|(?P<one>{alternatives(_SINGULAR)})(?:\s+واحد[ه]?)?(?!\w))"
    rf"(?:\s+(?:او|الي)\s+(?P<or>{_NUMBER}|{alternatives(_DUAL)})(?!\w)(?:\s+{alternatives(_PLURAL)}(?!\w))?)?"
)
# «بعد يومين من الهجوم»: counted from something else than the day of writing. «شهر ونصف» is more than its first word.
_FROM: Final = r"(?P<unfinished>\s+(?:من|علي|عن|فقط\s+من|ميلاديه|الي|ونصف|وربع)(?!\w)|\s+و\d|\s*/|\s+\d)?"
_NEAR: Final = (
    r"(?P<near>(?:اول\s+من|اول)\s+امس|امس\s+الاول|الامس\s+الاول|بعد\s+الغد|بعد\s+غد|يوم\s+غد|امس|الامس|البارحه|الليله\s+(?:الماضيه|القادمه|المقبله)|غدا|غد|الغد|هذه\s+الليله"
    r"|(?<!تلك )(?<!نفس )الليله(?!\s+(?:الفاصله|نفسها|ذاتها|التي|الماضيه|السابقه|الاولي|الثانيه|الثالثه|الواحده|الاخيره|الظلماء|الكبيره|البيضاء)(?!\w)))"
)

# What the rules of days hold in any case.
_NAMES_WEEKDAY: Final = re.compile(WEEKDAY)
_NAMES_NEAR: Final = re.compile("امس|غد|البارحه|الليله")
_NAMES_TODAY: Final = re.compile("اليوم")

RULES: Final[tuple[Rule, ...]] = (
    Rule(
        rf"(?<!\w)[وف]?[بلك]?(?P<x>(?:{_TIME_OF_DAY}\s+)?(?:(?P<yawm>يوم|نهار|هذا)\s+)?(?:(?P<near>امس\s+الاول|اول\s+(?:من\s+)?امس|امس|اليوم|بعد\s+غد|غدا|يوم\s+غد|غد)\s*[,،]?\s*\(?)?(?P<weekday>{WEEKDAY})(?![^\W\d])"
        rf"(?:\s*[,،]?\s*(?P<rel>{RELATION}))?)",
        _weekday,
        _NAMES_WEEKDAY,
    ),
    Rule(rf"(?<!\w)[وف]?[بل]?(?P<x>(?:{_TIME_OF_DAY}\s+)?(?:يوم\s+)?{_NEAR}(?!\w))", _near_day, _NAMES_NEAR),
    Rule(rf"(?<!\w)[وف]?(?P<x>(?:(?P<time>{_TIME_OF_DAY})\s+)?(?:هذا\s+)?اليوم(?!\w))", _today, _NAMES_TODAY),
    Rule(
        rf"{PREFIX}(?P<x>(?:(?:{PART})\s+)?(?:ال(?P<unit>اسبوع|شهر|عام|سنه|عقد|قرن)\s+(?P<rel>{RELATION})))",
        _period,
        _NAMES_UNIT,
    ),
    Rule(
        r"(?<!\w)[وف]?[بل]?(?P<x>(?:هذا|هذه)\s+ال(?P<unit>اسبوع|شهر|عام|سنه))(?!\w)(?P<rel>)(?P<early>)(?P<mid>)(?P<late>)",
        _period,
        _NAMES_UNIT,
    ),
    Rule(
        rf"{PREFIX}(?P<x>(?:(?P<count>{_NUMBER})\s+)?(?:ال)?(?P<unit>{alternatives([*_DUAL, *_PLURAL])})\s+(?:ال(?P<count2>{_NUMBER})\s+)?(?P<rel>{RELATION}|الاخيره|الاخيرين))",
        _stretch,
        POINTS,
    ),
    Rule(rf"(?<!\w)[وف]?(?P<x>(?:قبل|منذ)\s+{_ABOUT}{_AMOUNT}){_FROM}", _ago, _NAMES_UNIT),
    Rule(rf"(?<!\w)[وف]?(?P<x>(?:خلال|في\s+غضون|في\s+ظرف)\s+{_ABOUT}{_AMOUNT}){_FROM}", _within, _NAMES_UNIT),
    Rule(rf"(?<!\w)[وف]?(?P<x>بعد\s+{_ABOUT}{_AMOUNT}){_FROM}", _hence, _NAMES_UNIT),
)
