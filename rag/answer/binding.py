"""Tell whether the numbers and dates of a statement stand beside the same words as in its source.

"12 were killed and 40 injured" bears out no "40 were killed": both numbers are there, but the words beside them are another's. The words next
to a value vote, nearer ones more; whether the source holds the value at all is `rag.answer.verify`'s business.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from rag.answer.alignment import Alignment, Pair
from rag.answer.evidence import analyse
from rag.answer.quantifiers import is_part
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
_NOUN_REACH: Final = 3
_AMONG: Final = re.compile(r"\b(?:including|among)\b|(?<!\w)(?:بينهم|بينهن|بينها|ضمنهم)(?!\w)")


def misbound_number(alignment: Alignment) -> str | None:
    """Return a number or date of the statement whose neighbouring words stand beside another one in the source."""
    for kind in (_numbers_of, _dates_of):
        told = kind(alignment.text)
        for own in told:
            rights = [
                vote
                for text, pairs in zip(alignment.texts, alignment.pairs, strict=True)
                for vote in _votes((alignment.text, told), own, (text, kind(text)), pairs)
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


_Told = tuple[str, Sequence[_Value]]  # a text and its values


def _numbers_of(text: str) -> list[_Value]:
    dates = date_spans(text)
    return [
        _Value(n.start, n.end, n.span or n.value, n.unit)
        for n in find_numbers(text)
        if not any(a <= n.start and n.end <= b for a, b in dates)
    ]


def _dates_of(text: str) -> list[_Value]:
    return [_Value(m.start, m.end, month_day(m)) for m in find_dates(text, anchor=None) if m.month or m.since]


def _votes(stated: _Told, own: _Value, source: _Told, pairs: Sequence[Pair]) -> list[float]:
    """Return, for each word beside a value that the source holds too, the weight of its vote: below 0 where another value is nearer there."""
    (statement, beside), (text, held) = stated, source
    same = [other for other in held if other.key == own.key]
    if not same:
        ends = any(isinstance(other.key, tuple) and own.key in other.key for other in held if other.unit is not None)
        return [-1.0] if ends and not _ONE_END.search(normalise(statement)) else []
    if (own.unit == "%") not in {other.unit == "%" for other in same}:
        return [-1.0]
    if own.unit is not None and _is_among(stated[0], own, text, same, pairs):
        return [-1.0]
    if len({other.key for other in held}) < 2:
        return [-1.0] if own.unit is not None and _counts_other(stated[0], own, text, same, pairs) else []
    if own.unit is not None and _counted_elsewhere(statement, own, text, held, pairs):
        return [-1.0]
    here = {span: place for place, span in enumerate(analyse(statement).spans)}
    there = {span: place for place, span in enumerate(analyse(text).spans)}
    middle = _place(statement, own)
    places = [(_place(text, other), other.key) for other in held]
    places += [(_place(text, whole), part.key) for part, whole in _parts(text, held)]
    wholes = {id(whole) for part, whole in _parts(statement, beside) if part.start == own.start}
    others = [_place(statement, value) for value in beside if value.start != own.start and id(value) not in wholes]
    votes: dict[int, float] = {}
    for pair in pairs:
        distance = abs(here[pair.own] - middle)
        if any(abs(here[pair.own] - other) < distance for other in others):
            continue  # it tells what another number counts
        if not 0 < distance <= _NUMBER_REACH or any(v.start <= pair.other[0] < v.end for v in held):
            continue
        nearest = min(abs(place - there[pair.other]) for place, _ in places)
        right = any(key == own.key for place, key in places if abs(place - there[pair.other]) == nearest)
        votes[pair.term] = max(votes.get(pair.term, -1.0), (1.0 if right else -1.0) / distance)
    return list(votes.values())


def _parts(text: str, values: Sequence[_Value]) -> list[tuple[_Value, _Value]]:
    """Return the values of which one is a part of the next: what "two of the five suspects" counts are suspects."""
    return [(part, whole) for part, whole in pairwise(values) if is_part(text, part.end, whole.start)]


def _counts_other(statement: str, own: _Value, text: str, same: Sequence[_Value], pairs: Sequence[Pair]) -> bool:
    """Tell whether the noun behind a number stands far from it in the source, and the noun behind it there nowhere in the statement."""
    noun, nouns = _next_word(statement, own.end), [_next_word(text, value.end) for value in same]
    met = [pair.other for pair in pairs if pair.own == noun]
    if noun is None or not met or any(span is None or any(pair.other == span for pair in pairs) for span in nouns):
        return False
    there = {span: place for place, span in enumerate(analyse(text).spans)}
    return all(abs(there[span] - _place(text, value)) > _NOUN_REACH for span in met for value in same)


def _is_among(statement: str, own: _Value, text: str, same: Sequence[_Value], pairs: Sequence[Pair]) -> bool:
    """Tell whether the noun behind a number stands in the source behind "among them": of 23 people, children among them, not 23 are children."""
    noun = _next_word(statement, own.end)
    met = [pair.other for pair in pairs if pair.own == noun]
    return bool(met) and all(
        value.end <= span[0] and _AMONG.search(normalise(text[value.end : span[0]])) for span in met for value in same
    )


def _counted_elsewhere(statement: str, own: _Value, text: str, held: Sequence[_Value], pairs: Sequence[Pair]) -> bool:
    """Tell whether the noun behind a number stands in the source right behind other numbers only."""
    noun = _next_word(statement, own.end)
    met = [pair.other for pair in pairs if pair.own == noun]
    counting = [[value.key for value in held if _next_word(text, value.end) == span] for span in met]
    return bool(met) and all(keys and own.key not in keys for keys in counting)


def _next_word(text: str, end: int) -> tuple[int, int] | None:
    return next((span for span in analyse(text).spans if span[0] >= end), None)


def _place(text: str, value: _Value) -> int:
    """Return the token of `text` that a value begins at."""
    return sum(start < value.start for start, _ in analyse(text).spans)
