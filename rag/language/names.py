"""Compare names across scripts and spellings.

A skeleton is what survives transliteration: consonants by class (sh ch x, p b, v f, c k q g j ...), no vowels, no doubling. It is a key
for finding candidates; `same_name` says how likely two spellings name one thing. No archive and no list of people is known here.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from rag.language.normalise import normalise

__all__ = ["romanise", "same_name", "skeleton"]

# Longer spellings first: what stands for one sound in English.
_DIGRAPHS: Final = (
    ("tch", "C"), ("sch", "C"), ("sh", "C"), ("ch", "C"), ("zh", "J"), ("gh", "G"), ("kh", "K"), ("ph", "F"), ("th", "T"),
    ("dh", "D"), ("ck", "K"), ("ts", "S"), ("tz", "S"), ("dj", "J"), ("x", "KS"), ("qu", "K"),
)  # fmt: skip
_CLASSES: Final = {
    **dict.fromkeys("bp", "B"), **dict.fromkeys("fv", "F"), **dict.fromkeys("ckqg", "K"), "j": "J", **dict.fromkeys("dt", "T"),
    **dict.fromkeys("sz", "S"), "l": "L", "m": "M", "n": "N", "r": "R",
    **dict.fromkeys("ب", "B"), **dict.fromkeys("ف", "F"), **dict.fromkeys("كقغخ", "K"), "ج": "J", "ش": "C",
    **dict.fromkeys("دتطضثذ", "T"), **dict.fromkeys("سزصظ", "S"), "ل": "L", "م": "M", "ن": "N", "ر": "R",
}  # fmt: skip
_MERGED: Final = str.maketrans({"J": "K", "G": "K", "C": "S", "D": "T"})
_ARTICLES: Final = ("ال", "al-", "el-", "al ", "el ")


@lru_cache(maxsize=1 << 16)
def skeleton(name: str) -> str:
    """Return the consonant classes of a name in either script; names that may be one have the same skeleton."""
    plain = normalise(name).strip()
    for article in _ARTICLES:
        plain = plain.removeprefix(article) if len(plain) > len(article) + 1 else plain
    for written, sound in _DIGRAPHS:
        plain = plain.replace(written, sound.upper())
    sounds = "".join(_CLASSES.get(letter, letter if letter.isupper() else "") for letter in plain).translate(_MERGED)
    return "".join(sound for i, sound in enumerate(sounds) if i == 0 or sounds[i - 1] != sound)


def same_name(one: str, other: str) -> float:
    """Return how likely two spellings, of either script, name one thing: 0..1."""
    if normalise(one) == normalise(other):
        return 1.0
    first, second = skeleton(one), skeleton(other)
    if not first or not second:
        return 0.0
    if first == second:
        return 0.9 if len(first) > 2 else 0.6
    return 0.0


_ROMAN: Final = dict(
    zip(
        "ابتثجحخدذرزسشصضطظعغفقكلمنهويء",
        ["a", "b", "t", "th", "j", "h", "kh", "d", "dh", "r", "z", "s", "sh", "s", "d", "t", "z", "a", "gh", "f", "q", "k", "l",
         "m", "n", "h", "w", "i", ""],
        strict=True,
    )
)  # fmt: skip


def romanise(arabic: str) -> str:
    """Return a Latin spelling of an Arabic name, letter by letter, each word capitalised."""
    words = ("".join(_ROMAN.get(letter, letter) for letter in word) for word in normalise(arabic).split())
    return " ".join(word[:1].upper() + word[1:] for word in words)
