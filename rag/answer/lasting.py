"""Find how long things last in a text: spans of time in numbers, and the words for without an end: "for life", «مدى الحياة».

The age of a person is no span that anything lasts. Which of several is asked for is `rag.answer.short`'s.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rag.answer.amount_words import known_unit
from rag.answer.amounts import unit_stems
from rag.answer.measures import LENGTHS, asks_for_length
from rag.language.analysis import stem
from rag.language.normalise import fold, normalise
from rag.language.numbers import NumberMention, find_numbers
from rag.search.question import Question
from rag.values import Language

__all__ = ["Lasting", "durations", "lasting", "length_fit"]

_CACHE_SIZE: Final = 1 << 12  # texts
# Units that a span of time is told in, as terms of the analyser.
_TIME_UNITS: Final = frozenset(
    stem(word)
    for word in (
        "second minute hour day night week month year decade century ثانية ثواني دقيقة دقائق ساعة ساعات ساعتين يوم أيام يوما يومين ليلة أسبوع أسابيع"
        " أسبوعا أسبوعين شهر أشهر شهور شهرا شهرين سنة سنوات سنين سنتين عام أعوام عاما عامين قرن قرون عقد عقود"
    ).split()
)
_YEARS: Final = frozenset(stem(word) for word in "year سنة سنوات سنين سنتين عام أعوام عاما عامين".split())
# «البالغ من العمر 36 سنة», "aged 36", "a 36-year-old".
_AGE_BEFORE: Final = re.compile(
    r"(?:\baged?|\bage of|(?<!\w)[وف]?(?:ال)?(?:عمر|سن)\w{0,3}|(?<!\w)(?:ال)?بالغ\w?(?: من)?|(?<!\w)(?:[يت]?بلغ|بلغت) من)\W*(?:(?:نحو|حوالي|about|around) )?$"
)
_AGE_AFTER: Final = re.compile(r"\W{0,2}(?:من (?:ال)?عمر|ربيعا|old\b)")
_AWAY_BEFORE: Final = re.compile(
    r"(?:\b(?:after|before|within the next)|(?<!\w)[وف]?(?:بعد|قبل|قبيل))\W*(?:(?:نحو|حوالي|اقل من|اكثر من|about|around|less than|more than|some|at least) )?$"
)
_AWAY_AFTER: Final = re.compile(r"\W{0,2}(?:\w+ )?(?:ago|later|earlier|beforehand|afterwards|hence)\b")
# "How long after", «بعد كم»: how far off it was is asked for.
_AFTER_WHAT: Final = re.compile(
    r"\b(?:how (?:long|soon|many \w+)(?: \w+)? (?:after|before|later|ago|earlier)|how soon)\b|(?<!\w)(?:بعد|قبل|منذ) كم(?!\w)|(?<!\w)كم \w+ (?:بعد|قبل)(?!\w)"
)
_BRACKETED: Final = re.compile(r"\s*\w*\s*\)")
_OLD: Final = re.compile(r"\bold\b")
_OTHER_UNIT: Final = 0.6  # of a span of time in another unit than the one asked for
_REACH: Final = 24  # characters around a number
_ENDLESS: Final[Mapping[re.Pattern[str], Mapping[Language, str]]] = {
    re.compile(r"\b(?:for life|lifetime|lifelong|life (?:ban|sentence|imprisonment))\b|(?<!\w)مدي الحياه(?!\w)"): {
        "en": "for life",
        "ar": "مدى الحياة",
    },
    re.compile(
        r"\b(?:indefinite(?:ly)?|until further notice|open-ended)\b|(?<!\w)(?:حتي|الي) (?:اشعار اخر|اجل غير (?:مسمي|محدد))(?!\w)"
    ): {"en": "until further notice", "ar": "إلى أجل غير مسمى"},
}


@dataclass(frozen=True, slots=True)
class Lasting:
    """Words of a text for a span without an end: `text[start:end]`, and how they read in each language."""

    start: int
    end: int
    words: Mapping[Language, str]


@lru_cache(maxsize=_CACHE_SIZE)
def _numbers(text: str) -> tuple[NumberMention, ...]:
    return find_numbers(text)


def durations(question: Question, text: str) -> Iterator[NumberMention]:
    """Yield the numbers of `text` that tell how long something is: spans of time, or metres where a thing is asked about."""
    after = _AFTER_WHAT.search(normalise(question.text)) is not None
    for number in _numbers(text):
        units = unit_stems(number)
        lasts = units & _TIME_UNITS and not _is_age(text, number) and (after or not _is_away(text, number))
        if lasts or (asks_for_length(question.text) and units & LENGTHS):
            yield number


def length_fit(question: Question, number: NumberMention) -> float:
    """Return 0..1: how well a span of time answers; where hours are asked for, minutes are mostly those of another thing."""
    asked, told = known_unit(question.unit), known_unit(number.unit)
    return 1.0 if not asked or asked == told else _OTHER_UNIT


@lru_cache(maxsize=_CACHE_SIZE)
def lasting(text: str) -> tuple[Lasting, ...]:
    """Return the words of `text` that set no end, in order."""
    folded = fold(text)
    found = [
        Lasting(*folded.original_span(*match.span()), words)
        for pattern, words in _ENDLESS.items()
        for match in pattern.finditer(folded.text)
    ]
    return tuple(sorted(found, key=lambda one: one.start))


def _is_away(text: str, number: NumberMention) -> bool:
    """Tell whether a span of time only tells how far off something is: «بعد أسبوعين», "two weeks later"."""
    before = normalise(text[max(0, number.start - _REACH) : number.start])
    after = normalise(text[number.end : number.end + _REACH])
    return bool(
        _AWAY_BEFORE.search(before) or _AWAY_AFTER.match(after) or _AWAY_AFTER.match(normalise(number.unit or ""))
    )


def _is_age(text: str, number: NumberMention) -> bool:
    if not unit_stems(number) & _YEARS:
        return False
    before = normalise(text[max(0, number.start - _REACH) : number.start])
    after = normalise(text[number.end : number.end + _REACH])
    within = normalise(number.unit or "")
    bracketed = before.endswith("(") and _BRACKETED.match(after) is not None  # «أدفوكات (69 عاما)»
    return bracketed or bool(_AGE_BEFORE.search(before) or _AGE_AFTER.match(after) or _OLD.search(within))
