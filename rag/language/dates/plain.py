"""Give the date rules one plain spelling of a text, with the way back to the original positions.

Unlike the analyser's folding it keeps letter case (May is a month, may is not) and the alef with madda (آب is a month,
أب is a father). It reads no dates.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

__all__ = ["Plain", "plain"]

_DIGITS: Final = {base + value: str(value) for base in (0x0660, 0x06F0) for value in range(10)}
_SAME_LENGTH: Final = str.maketrans(
    {
        "أ": "ا",
        "إ": "ا",
        "ٱ": "ا",
        "ى": "ي",
        "ی": "ي",
        "ک": "ك",
        "ة": "ه",
        "\u00a0": " ",
        "\u202f": " ",
        "\u2009": " ",
        "–": "-",
        "—": "-",
        "‐": "-",
        "‑": "-",
        "−": "-",
        "’": "'",
    }
    | {chr(code): digit for code, digit in _DIGITS.items()}
)
# Short vowels and Koranic marks, tatweel, bidi marks, zero-width characters: invisible to a reader of dates.
_DROPPED: Final = re.compile(
    "[\u0610-\u061a\u064b-\u065f\u0670\u0640\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
)


@dataclass(frozen=True, slots=True)
class Plain:
    """A text in plain spelling; `offsets[i]` is the original position of character i, None where nothing was dropped."""

    text: str
    original: str
    offsets: tuple[int, ...] | None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the original span of the characters start..end (end exclusive, not empty)."""
        if self.offsets is None:
            return start, end
        return self.offsets[start], self.offsets[end - 1] + 1


def plain(text: str) -> Plain:
    """Return `text` with one alef, ya and ta marbuta, ASCII digits, plain spaces and hyphens, and no diacritics."""
    same = text.translate(_SAME_LENGTH)
    if _DROPPED.search(same) is None:
        return Plain(same, text, None)
    dropped = {match.start() for match in _DROPPED.finditer(same)}
    return Plain(_DROPPED.sub("", same), text, tuple(index for index in range(len(same)) if index not in dropped))
