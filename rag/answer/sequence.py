"""Tell whether a statement puts something before what its sources put it after: "before the elections" beside "after the elections"."""

from __future__ import annotations

import re
from typing import Final

from rag.answer.alignment import Alignment
from rag.language.normalise import normalise

__all__ = ["turned_order"]

_REACH: Final = 24  # characters between the preposition and the word: an article, an adjective
_BETWEEN: Final = r"\W+(?:\w+\W+){0,2}$"
_BEFORE: Final = re.compile(rf"(?:\b(?:before|ahead of|prior to|until)|(?<!\w)[وف]?(?:قبل|قبيل)){_BETWEEN}")
_AFTER: Final = re.compile(rf"(?:\b(?:after|following|since)|(?<!\w)[وف]?(?:بعد|عقب|غداه|منذ)){_BETWEEN}")


def turned_order(alignment: Alignment) -> str | None:
    """Return the word that the statement has behind "before" and its sources behind "after" only, or the other way round."""
    told: dict[tuple[int, int], set[str]] = {}
    for text, pairs in alignment.sources:
        for pair in pairs:
            told.setdefault(pair.own, set()).add(_side(text, pair.other[0]))
    for own, sides in told.items():
        side = _side(alignment.text, own[0])
        if side and "" not in sides and side not in sides:
            return alignment.text[slice(*own)]
    return None


def _side(text: str, start: int) -> str:
    before = normalise(text[max(0, start - _REACH) : start])
    return "before" if _BEFORE.search(before) else "after" if _AFTER.search(before) else ""
