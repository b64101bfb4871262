"""Tell which numbers of a text count something, and how well one counts what a question counts.

Years, resolutions, match minutes and numbers of lines count nothing. A pupil answers "how many children", the wounded answer no question about the killed.
Which number is nearest to the question's words is `rag.answer.short`'s; how it is told `rag.answer.amount_words`'.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from rag.answer.amount_words import known_unit, own_script
from rag.answer.counted import FATES, asked_measure, counts, undated_numbers
from rag.answer.evidence import analyse
from rag.answer.measures import units_of
from rag.language.analysis import stem
from rag.language.normalise import normalise
from rag.language.numbers import NumberMention
from rag.language.thesaurus import thesaurus
from rag.search.question import Question

__all__ = ["counted_noun", "counting", "unit_fit", "unit_stems"]

_CACHE_SIZE: Final = 1 << 12
_KIN: Final = 0.8  # "3 pupils" for "how many children?"
_NO_UNIT: Final = 0.6  # a number that counts nothing named, or in another language
_OTHER_UNIT: Final = 0.3  # a number that counts something else
_OTHER_MEASURE: Final = 0.2  # ... metres, where an age is asked for
_VAGUE: Final = 0.6  # "tens of thousands" beside a number
_SHORTEST_COUNTED: Final = 3  # letters of a counted noun without its case ending
_YEARS: Final = range(1900, 2101)
# What stands before a number that only names something: "resolution 2254", «الفصل 13», «عدد4», the 88th minute.
_LABELS: Final = re.compile(
    r"(?:\b(?:no\.?|nr\.?|number|resolutions?|articles?|sections?|chapters?|flight|route|room|page|channel|line|act|minute|aged?|class|group|phase|cup)"
    r"|(?<!\w)[وبل]?(?:(?:ال|لل)(?:فصل|قرار|ماده|فقره|قانون|مرسوم|صفحه|قناه|دقيقه|دوره|رحله|خط|غرفه|طريق|مونديال)"
    r"|رقم|عدد|قرار|قانون|فصل|دقيقه|مونديال|كاس العالم|اولمبياد))\s*[\"“”«(:#]?\s*$"
)
# What another time or place had: "2.5 percent, compared with 3".
_COMPARED: Final = re.compile(
    r"(?:\b(?:compared (?:with|to)|against|versus|(?:up|down) from|instead of)|(?<!\w)(?:مقابل|مقارنه [بم]\w*|بدلا من|بعد ان كان\w*))\s*[(]?\s*$"
)
_LABEL_REACH: Final = 24  # characters
_ASKED_NOUNS: Final = re.compile(
    r"\bhow (?:many|much) (?:of (?:the |an? )?)?((?:(?!and\b|or\b)[\w'-]+\W+){1,3})", re.IGNORECASE
)
_PLURAL: Final = re.compile(r"\w{2,}[^su\W]s|\w+sses|\w*men|\w*people|\w*children|police|aircraft", re.IGNORECASE)
_SHARES_ASKED: Final = re.compile(r"\bhow much\b", re.IGNORECASE)
# A noun of people that may be counted for another: each line's first word may be asked for by any of the others.
_PEOPLE: Final = tuple(
    frozenset(stem(word) for word in line.split())
    for line in (
        "child children kid kids minor pupil pupils student students schoolchildren baby babies boy boys girl girls طفل طفلا أطفال تلميذ تلميذا تلاميذ طالب طالبا طلاب طلبة قاصر قصر رضيع رضع",
        "viewer viewers spectator spectators audience watcher fan fans supporters مشاهد مشاهدا مشاهدين متفرج متفرجا متفرجين متابع متابعا متابعين مشجع مشجعا مشجعين جمهور جماهير",
        "migrant migrants refugee refugees مهاجر مهاجرا مهاجرين لاجئ لاجئا لاجئين",
        "tourist tourists visitor visitors سائح سائحا سياح زائر زائرا زوار زائرين",
        "soldier soldiers troops جندي جنديا جنود عسكري عسكريا عسكريين",
        "policeman policemen police officer officers شرطي شرطيا أعوان عون أمني أمنيا أمنيين",
    )
)
_ANYONE: Final = frozenset(
    stem(word)
    for word in "people person persons victims victim casualties شخص شخصا أشخاص ضحية ضحايا فرد فردا أفراد نسمة ناس سكان مواطن مواطنا مواطنين".split()
)
_SOMEBODY: Final = (
    _ANYONE
    | frozenset().union(*_PEOPLE)
    | frozenset(
        stem(word)
        for word in (
            "civilian civilians man men woman women worker workers passenger passengers citizen citizens resident residents employee employees inhabitants"
            " مدني مدنيا مدنيين رجل رجلا رجال امرأة نساء عامل عاملا عمال راكب راكبا ركاب مسافر مسافرا مسافرين قتيل قتيلا قتلى جريح جريحا جرحى شاب شابا شبان عنصر عنصرا عناصر"
        ).split()
    )
)


def counted_noun(question: Question) -> str:
    """Return the noun that a question counts: "tickets" of "how many online tickets"; empty where it names none."""
    match = _ASKED_NOUNS.search(question.text) if question.language == "en" and question.unit else None
    words = re.findall(r"[\w'-]+", match[1]) if match else []
    return next((word for word in words if _PLURAL.fullmatch(word)), question.unit)


@lru_cache(maxsize=_CACHE_SIZE)
def counting(text: str) -> tuple[NumberMention, ...]:
    """Return the numbers of `text` that count something, in order: none of a date, none that only names."""
    return tuple(number for number in undated_numbers(text) if not _is_label(text, number))


def _is_label(text: str, number: NumberMention) -> bool:
    if not number.text[0].isdecimal() or known_unit(number.unit):
        return False
    before = normalise(text[max(0, number.start - _LABEL_REACH) : number.start])
    match = _LABELS.search(before)
    # «بلغ عدد 4 سيارات», "the number 5 of ...": with a noun after it the number counts.
    return match is not None and (number.unit is None or not match[0].strip().endswith(("عدد", "number")))


def unit_fit(number: NumberMention, text: str, question: Question, terms: frozenset[str] = frozenset()) -> float:
    """Return 0..1: whether a number of `text` counts what the question counts; another thing counted is hardly an answer.

    `terms` are the index terms that the counted noun may appear as, in either language.
    """
    told = next((one.measure for one in counts(text) if one.number.start == number.start), "")
    fit = _noun_fit(number, told, question, terms)
    if known_unit(number.unit) == "time" and fit < _KIN and _is_deed(counted_noun(question), text):
        fit = _KIN  # "broke it 430 times" counts breaches
    asked = asked_measure(question.text)
    if asked and told == asked:
        anybody = number.unit is None or bool(unit_stems(number) & _ANYONE)  # "three people died" answers for tourists
        fit = max(fit, _KIN) if anybody and not _is_year(number) else fit
    elif asked and told in FATES:
        fit *= _NO_UNIT
    if _COMPARED.search(normalise(text[max(0, number.start - _LABEL_REACH) : number.start])):
        fit *= _KIN
    return fit * (_VAGUE if number.vague and fit < 1 else 1.0)


def _noun_fit(number: NumberMention, told: str, question: Question, terms: frozenset[str]) -> float:
    units = unit_stems(number)
    if (measured := units_of(question.text)) is not None:
        if measured & units or ("%" in measured and number.value < 1):
            return 1.0
        if (
            "%" in measured and number.unit is None and told == "share"
        ):  # «نسبة البطالة تقدر ب17 مقابل 14 على المستوى الوطني»
            return 1.0
        return _OTHER_MEASURE if number.unit or _is_year(number) else _NO_UNIT
    noun = counted_noun(question)
    if noun and (_unit_stem(noun) in units or terms & units):
        return 1.0
    if _is_year(number):
        return 0.0
    if not noun:
        return 1.0
    if _are_kin(_unit_stem(noun), units, terms):
        return _KIN
    if number.unit is None or number.value < 1:  # "two thirds" of whatever is counted
        return _NO_UNIT
    if number.unit == "%":
        return _NO_UNIT if _SHARES_ASKED.search(question.text) else _OTHER_UNIT
    return _OTHER_UNIT if own_script(number.unit, question.language) or known_unit(number.unit) else _NO_UNIT


def _is_deed(noun: str, text: str) -> bool:
    """Tell whether a text words, by a verb or otherwise, what a noun such as "violations" names."""
    return bool(noun) and not thesaurus().concepts([stem(noun)]).isdisjoint(analyse(text).concepts)


def _is_year(number: NumberMention) -> bool:
    """Tell whether a number may be a year that no date words: "the 2018 World Cup"."""
    return len(number.text) == 4 and number.text.isdecimal() and int(number.text) in _YEARS


def _are_kin(asked: str, units: frozenset[str], terms: frozenset[str]) -> bool:
    """Tell whether people are counted by another noun than the question's: pupils for children, anybody for people."""
    wanted = terms | {asked}
    if wanted & _ANYONE:
        return bool(units & _SOMEBODY)
    return any(wanted & group and units & group for group in _PEOPLE)


def unit_stems(number: NumberMention) -> frozenset[str]:
    """Return the terms of the noun that a number counts; «صوتا» counts what «صوت» does."""
    return frozenset(_unit_stem(word) for word in (number.unit or "").split())


def _unit_stem(word: str) -> str:
    term = stem(word) if word != "%" else word
    return term[:-1] if len(term) > _SHORTEST_COUNTED and term.endswith("ا") else term
