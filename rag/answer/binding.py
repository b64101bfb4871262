"""Tell whether the numbers and dates of a statement stand beside the same words as in its source.

"12 were killed and 40 injured" bears out no "40 were killed": both numbers are there, but the words beside them are another's. The words next
to a value vote, nearer ones more; whether the source holds the value at all is `rag.answer.verify`'s business.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rag.answer.evidence import analyse
from rag.answer.support import Alignment, Pair
from rag.answer.times import month_day
from rag.language.dates import date_spans, find_dates
from rag.language.normalise import normalise
from rag.language.numbers import find_numbers

__all__ = ["misbound_number"]

# One end of "10 to 15" may be told as such.
_ONE_END: Final = re.compile(
    r"\b(?:up to|at (?:least|most)|as many as|no (?:more|fewer) than)\b|يصل|علي ال(?:اقل|اكثر)|لا (?:يقل|يزيد)"
)
# Words on each side of a number that say what it counts.
_NUMBER_REACH: Final = 3


def misbound_number(alignment: Alignment) -> str | None:
    """Return a number or date of the statement whose neighbouring words stand beside another one in the source."""
    for kind in (_numbers_of, _dates_of):
        for own in kind(alignment.text):
            rights = [
                vote
                for text, pairs in zip(alignment.texts, alignment.pairs, strict=True)
                for vote in _votes(alignment.text, own, (text, kind(text)), pairs)
            ]
            if rights and sum(rights) < 0:
                return alignment.text[own.start : own.end]
    return None


@dataclass(frozen=True, slots=True)
class _Value:
    start: int
    end: int
    key: object
    unit: str | None = None


def _numbers_of(text: str) -> list[_Value]:
    dates = date_spans(text)
    return [
        _Value(n.start, n.end, n.span or n.value, n.unit)
        for n in find_numbers(text)
        if not any(a <= n.start and n.end <= b for a, b in dates)
    ]


def _dates_of(text: str) -> list[_Value]:
    return [_Value(m.start, m.end, month_day(m)) for m in find_dates(text, anchor=None) if m.month or m.since]


def _votes(statement: str, own: _Value, source: tuple[str, Sequence[_Value]], pairs: Sequence[Pair]) -> list[float]:
    """Return, for each word beside a value that the source holds too, the weight of its vote: below 0 where another value is nearer there."""
    text, held = source
    same = [other for other in held if other.key == own.key]
    if not same:
        ends = any(isinstance(other.key, tuple) and own.key in other.key for other in held if other.unit is not None)
        return [-1.0] if ends and not _ONE_END.search(normalise(statement)) else []
    if (own.unit == "%") not in {other.unit == "%" for other in same}:
        return [-1.0]
    if len({other.key for other in held}) < 2:
        return []
    here = {span: place for place, span in enumerate(analyse(statement).spans)}
    there = {span: place for place, span in enumerate(analyse(text).spans)}
    middle, places = _place(statement, own), [(_place(text, other), other.key) for other in held]
    votes: dict[int, float] = {}
    for pair in pairs:
        distance = abs(here[pair.own] - middle)
        if not 0 < distance <= _NUMBER_REACH or any(v.start <= pair.other[0] < v.end for v in held):
            continue
        nearest = min(abs(place - there[pair.other]) for place, _ in places)
        right = any(key == own.key for place, key in places if abs(place - there[pair.other]) == nearest)
        votes[pair.term] = max(votes.get(pair.term, -1.0), (1.0 if right else -1.0) / distance)
    return list(votes.values())


def _place(text: str, value: _Value) -> int:
    """Return the token of `text` that a value begins at."""
    return sum(start < value.start for start, _ in analyse(text).spans)
