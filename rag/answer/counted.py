"""Know what a number of a report counts: the killed, the injured, the missing, a cost, in Arabic and English alike.

"31 قتيلا", "killed 27 people" and «أودت بحياة 23 شخصا» count one thing, «أصيب 60 شخصا» another. A list of what reports of one event are compared by;
a number beside none of it is told by its unit. Whether two numbers are of one event is `rag.answer.same_event`'s.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from rag.answer.polarity import clauses
from rag.language.dates import date_spans
from rag.language.normalise import normalise
from rag.language.numbers import NumberMention, find_numbers

__all__ = ["FATES", "Count", "asked_measure", "counts", "measure_of", "undated_numbers"]

_MEASURES: Final = tuple(
    (name, re.compile(rf"\b(?:{english})|(?<!\w)[وفبل]?(?:ال)?(?:{arabic})"))
    for name, english, arabic in (
        (
            "killed",
            r"kill|dead\b|deaths?\b|died\b|fatalit|death toll|lost their lives|claimed (?:the lives|\d)|bodies",
            r"قتل|قتيل|مقتل|مصرع|وفا[هة]|وفيات|توفي|اود[يت]+ (?:\w+ ){0,3}بحيا|لق(?:ي|وا|يت) حتف|ضحيه|ضحايا|شهيد|شهداء|استشهد|حصيله|جثث|غرقي",
        ),
        ("injured", r"injur|wound|hurt\b", r"جرح|جريح|اصيب|اصاب|مصاب|يصاب"),
        ("missing", r"missing|unaccounted", r"مفقود|فقدان|فقد "),
        ("arrested", r"arrest|detain|in custody", r"اعتقل|اعتقال|معتقل|موقوف|توقيف|اوقف"),
        ("displaced", r"displac|fled\b|flee|homeless|evacuat|refugee", r"نزح|نازح|نزوح|شرد|مشرد|تشريد|اجل(?:اء|ي|ت)|لاجي"),
        ("taken", r"kidnap|abduct|hostage|captur", r"خطف|اختطف|مخطوف|رهين|رهائن|اسر[يت]|اسير"),
        ("saved", r"rescu|surviv|\bsaved\b", r"انقاذ|انقذ|نجا[هة]?(?!\w)|ناجي|ناجون|نجوا"),
        ("trapped", r"trapped|stranded", r"عالق|محاصر"),
        ("cost", r"cost|price|worth|budget|spent|paid", r"كلف|تكلف|ثمن|سعر|ميزاني|كلفه"),
        ("losses", r"loss|damages?\b", r"خسائر|خساره|اضرار"),
        ("share", r"turnout|percent|per cent|%", r"نسبه|بالماي[هة]|في الم(?:ي|اي)[هة]"),
        ("strength", r"magnitude|richter", r"بقوه|درجات|ريختر"),
        ("violations", r"violat|breach", r"خرق|خروق|انتهاك|انتهك"),
    )
)  # fmt: skip
# What became of people: who is counted by one of them is not counted by another.
FATES: Final = frozenset({"killed", "injured", "missing", "arrested", "displaced", "taken", "trapped", "saved"})
_AT_LEAST: Final = re.compile(
    r"(?:\b(?:at least|more than|over|no fewer than|upwards of)|(?<!\w)(?:اكثر من|ما لا يقل عن|لا يقل عن|نحو اكثر من|ازيد من))\s*$"
)
_AT_LEAST_AFTER: Final = re.compile(r"\s*(?:\w+\s+){0,2}(?:علي الاقل|at least|or more)(?!\w)")
_JOINED: Final = re.compile(r"(?<!\w)(?:و|and\s)\s*$", re.IGNORECASE)
_WORD_END: Final = re.compile(r"\w*\Z")
_REACH: Final = 60  # characters on each side in which what is counted is named
_CACHE_SIZE: Final = 1 << 12


@dataclass(frozen=True, slots=True)
class Count:
    """A number at `start..end` of a text and what it counts, empty where no word beside it says; `least`: "at least", "more than"."""

    number: NumberMention
    measure: str
    least: bool
    clause: tuple[int, int]


@lru_cache(maxsize=_CACHE_SIZE)
def counts(text: str) -> tuple[Count, ...]:
    """Return the numbers of `text` that count something, in order, with what they count."""
    numbers = undated_numbers(text)
    edges = [0, *(_between(text, a.end, b.start) for a, b in pairwise(numbers)), len(text)]
    parts = clauses(text)
    found: list[Count] = []
    for place, number in enumerate(numbers):
        clause = next((part for part in parts if part[0] <= number.start < part[1]), (0, len(text)))
        # Two numbers of one clause share it: each has the half that is nearer.
        within = max(clause[0], edges[place]), min(clause[1], edges[place + 1])
        # «28 قتيلا و25 جريحا»: the noun says it, before all that stands about
        measure = (measure_of(number.unit) if number.unit else "") or _measure(text, number, within)
        if not measure and found and _JOINED.search(text[: number.start]):
            measure = found[-1].measure  # "twenty tourists and two of the crew were rescued"
        found.append(Count(number, measure, _least(text, number), clause))
    return tuple(found)


def undated_numbers(text: str) -> list[NumberMention]:
    """Return the numbers of `text` that are no part of a date, in order."""
    dates = date_spans(text)
    return [n for n in find_numbers(text) if all(n.end <= start or end <= n.start for start, end in dates)]


def _between(text: str, after: int, before: int) -> int:
    """Return where the words of one number end and those of the next begin: half-way, before the word that stands there."""
    middle = (after + before) // 2
    return after + len(text[after:middle]) - len(_WORD_END.findall(text[after:middle])[0])


def measure_of(word: str) -> str:
    """Return what a word by itself counts ("killed"), empty where it is none of the measures."""
    plain = normalise(word)
    return next((name for name, pattern in _MEASURES if pattern.match(plain)), "")


@lru_cache(maxsize=_CACHE_SIZE)
def asked_measure(question: str) -> str:
    """Return what became of those whom a question counts ("killed"), empty where it says none of it, or several."""
    plain = normalise(question)
    found = {name for name, pattern in _MEASURES if name in FATES and pattern.search(plain)}
    return found.pop() if len(found) == 1 else ""


def _measure(text: str, number: NumberMention, within: tuple[int, int]) -> str:
    before = normalise(text[max(within[0], number.start - _REACH) : number.start])
    after = normalise(text[number.start : min(within[1], number.end + _REACH)])
    nearest: list[tuple[int, str]] = []
    for name, pattern in _MEASURES:
        nearest += [(len(before) - match.end(), name) for match in pattern.finditer(before)]
        nearest += [(match.start(), name) for match in pattern.finditer(after)]
    return min(nearest)[1] if nearest else ""


def _least(text: str, number: NumberMention) -> bool:
    return bool(
        _AT_LEAST.search(normalise(text[: number.start])) or _AT_LEAST_AFTER.match(normalise(text[number.end :]))
    )
