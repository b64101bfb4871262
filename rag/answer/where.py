"""Choose among the places of one sentence: the town and not its province, all of a list where several are asked for.

Which words are places is `rag.answer.entities`'s business, which of several is nearest to the question `rag.answer.short`'s.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from rag.language.normalise import normalise
from rag.search.question import Question

__all__ = ["asks_for_several", "asks_for_wide", "inner_places", "lists"]

Span = tuple[int, int]

_SEVERAL: Final = frozenset("cities countries مدن دول بلدان مناطق".split())
_WIDE: Final = frozenset(
    "country countries state province governorate region continent دوله دول بلد بلدان ولايه محافظه منطقه مناطق اقليم قاره".split()
)
# Words between a place and the wider one that it lies in: "Kafr, in the northern province of Idlib", «بلدة كفر بريف إدلب».
_LIES_IN: Final = frozenset(
    normalise(
        "in the of northern southern eastern western central coastal northeastern northwestern southeastern southwestern north south east west"
        " countryside province governorate region state district"
        " في بمحافظة محافظة بولاية ولاية بريف ريف بإقليم إقليم بمنطقة منطقة شمال جنوب شرق غرب وسط شمالي جنوبي شرقي غربي"
    ).split()
)
_WORD: Final = re.compile(r"\w+")
_AND: Final = frozenset({"", ",", "،", "and", ", and", "و", "، و", "،و", ",و"})


def asks_for_several(question: Question) -> bool:
    """Tell whether more than one place is asked for: "which countries"."""
    return question.unit.lower() in _SEVERAL


def asks_for_wide(question: Question) -> bool:
    """Tell whether a country or a province is asked for, and not the town in it."""
    return question.unit.lower() in _WIDE


def inner_places(text: str, places: Iterable[Span]) -> list[Span]:
    """Return `places` without those that only say where the place before them lies: of "Kafr in Idlib" the town stays."""
    ordered = sorted(places)
    outer = {
        after for before, after in pairwise(ordered) if before[1] < after[0] and _lies_in(text, before[1], after[0])
    }
    return [span for span in ordered if span not in outer]


def _lies_in(text: str, end: int, start: int) -> bool:
    between = normalise(text[end:start])
    words = _WORD.findall(between)
    if not words and between.strip(" ,،"):
        return False
    # «حلب شمال سوريا» and "Aleppo, northern Syria" stand side by side; «فرنسا وألمانيا» are two.
    apart = not words and (bool(between.strip()) or text[start - 1 : start] == "و" or text[start] == "و")
    return not apart and all(word in _LIES_IN for word in words)


def lists(text: str, places: Sequence[Span]) -> list[tuple[Span, ...]]:
    """Return the lists that `places` form in `text`, in order: "Oman, Yemen and Iraq" is one, a place of its own is one of one."""
    found: list[tuple[Span, ...]] = []
    for span in sorted(places):
        if found and _is_coordination(text, found[-1][-1][1], span[0]):
            found[-1] = (*found[-1], span)
        else:
            found.append((span,))
    return found


def _is_coordination(text: str, end: int, start: int) -> bool:
    between = normalise(text[end:start]).strip()
    return between in _AND if between else text[start : start + 1] == "و"
