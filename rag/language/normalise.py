"""Bring the spellings of Arabic and English text to one, for comparison and for indexing.

What is unified: diacritics and tatweel (dropped), hamza carriers (أ إ آ ٱ ا; ؤ و; ئ ي), alef maqsura and ya, ta marbuta and
ha, Persian ya and kaf, presentation forms and ligatures, all decimal digits (ASCII), accents and case of Latin letters,
quotation marks, dashes, Arabic punctuation, white space; invisible marks (bidirectional controls, zero-width) are dropped.

It works letter by letter and knows no words: clitics, articles and stems are `rag.language.analysis`'s.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

__all__ = ["Folded", "fold", "normalise"]

_TATWEEL: Final = "ـ"
_NAMED: Final = {
    "ٱ": "ا",
    "ى": "ي",
    "ی": "ي",
    "ې": "ي",
    "ے": "ي",
    "ک": "ك",
    "ڪ": "ك",
    "ة": "ه",
    "ۀ": "ه",
    "ە": "ه",
    "ھ": "ه",
    "ہ": "ه",
    "گ": "ك",
    "ڭ": "ك",
    "پ": "ب",
    "چ": "ج",
    "ڤ": "ف",
    "ژ": "ز",
    "،": ",",
    "٬": ",",
    "٫": ".",
    "۔": ".",
    "؛": ";",
    "؟": "?",
    "٪": "%",
    "«": '"',
    "»": '"',
    "‹": '"',
    "›": '"',
    "“": '"',
    "”": '"',
    "„": '"',
    "‟": '"',
    "″": '"',
    "‘": "'",
    "’": "'",
    "‚": "'",
    "‛": "'",
    "′": "'",
    "`": "'",
    "´": "'",
    "ʼ": "'",
    "ʻ": "'",
    "ʾ": "'",
    "ʿ": "'",
    "‐": "-",
    "‑": "-",
    "‒": "-",
    "–": "-",
    "—": "-",
    "―": "-",
    "−": "-",
    "ł": "l",
    "ø": "o",
    "đ": "d",
    "ı": "i",
}


class _Letters(dict[int, str]):
    """The replacement of each character, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        replaced = _replacement(chr(code))
        self[code] = replaced
        return replaced


class _Pieces(dict[str, str]):
    """The same by the character itself, which a text can be mapped through at once."""

    def __missing__(self, character: str) -> str:
        piece = self[character] = _LETTERS[ord(character)]
        return piece


def _replacement(character: str) -> str:
    """Return what stands for `character`; a fixed point, so that normalising twice changes nothing."""
    if character in _NAMED:
        return _NAMED[character]
    if character.isspace():
        return "\n" if character in "\n\r" else " "
    if character == _TATWEEL or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return ""
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    whole = unicodedata.normalize("NFKD", character).casefold()
    unified = character if whole == character else "".join(_replacement(part) for part in whole)
    if len(unified) > 1 and not (unified.isalpha() or unified.isdecimal() or not any(map(str.isalnum, unified))):
        return character  # ¼, ⒈, ㋀: one character must not become parts of two words
    return unified


_LETTERS: Final = _Letters()
_PIECES: Final = _Pieces()


@dataclass(frozen=True, slots=True)
class Folded:
    """Normalised text; `offsets[i]` is where in the original the folded character i comes from, `offsets[-1]` its length."""

    text: str
    offsets: Sequence[int]

    @property
    def in_place(self) -> bool:
        """True where every character stands where it stood in the original."""
        return isinstance(self.offsets, range)

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the original that holds the folded characters `start..end`, trailing marks included."""
        if self.in_place:
            return start, max(start, end)
        if start >= end:
            return self.offsets[start], self.offsets[start]
        after = end
        while after < len(self.offsets) - 1 and self.offsets[after] == self.offsets[end - 1]:
            after += 1
        return self.offsets[start], self.offsets[after]


def normalise(text: str) -> str:
    """Return `text` in the one spelling used for comparison; normalising twice changes nothing."""
    return text.translate(_LETTERS)


def fold(text: str) -> Folded:
    """Return `normalise(text)` with the way back to the characters of `text`."""
    pieces = list(map(_PIECES.__getitem__, text))
    joined = "".join(pieces)
    if len(joined) == len(text) and "" not in pieces:  # nothing dropped, so each stands for one
        return Folded(joined, range(len(text) + 1))
    return Folded(joined, (*(place for place, piece in enumerate(pieces) for _ in piece), len(text)))
