"""Compare names across scripts and spellings.

`same_name` reads the shipped bridge: names it knows come first, then its learned transliteration. A skeleton is what
survives any transliteration: consonants by class, no vowels, no doubling. No list of people is kept here.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Final

from rag.language.analysis import stem, tokens
from rag.language.bridge import shipped_bridge
from rag.language.normalise import normalise

__all__ = ["KNOWN", "near_skeletons", "same_name", "skeleton"]

# Longer spellings first: what stands for one sound in English.
_DIGRAPHS: Final = (
    ("tch", "C"), ("sch", "C"), ("sh", "C"), ("ch", "C"), ("zh", "J"), ("gh", "G"), ("kh", "K"), ("ph", "F"), ("th", "T"),
    ("dh", "D"), ("ck", "K"), ("ts", "S"), ("tz", "S"), ("dj", "J"), ("x", "KS"), ("qu", "K"),
    ("ce", "S"), ("ci", "S"), ("cy", "S"),
)  # fmt: skip
_CLASSES: Final = {
    **dict.fromkeys("bp", "B"), **dict.fromkeys("fv", "F"), **dict.fromkeys("ckqg", "K"), "j": "J", **dict.fromkeys("dt", "T"),
    **dict.fromkeys("sz", "S"), "l": "L", "m": "M", "n": "N", "r": "R",
    **dict.fromkeys("ب", "B"), **dict.fromkeys("ف", "F"), **dict.fromkeys("كقغخ", "K"), "ج": "J", "ش": "C",
    **dict.fromkeys("دتطضثذ", "T"), **dict.fromkeys("سزصظ", "S"), "ل": "L", "م": "M", "ن": "N", "ر": "R",
}  # fmt: skip
_MERGED: Final = str.maketrans({"J": "K", "G": "K", "C": "S", "D": "T"})
_ARTICLES: Final = ("ال", "al-", "el-", "al ", "el ")
_JOINED: Final = ("و", "ب", "ل", "ف", "ك")  # one-letter words written together with the name

KNOWN: Final = 0.95  # likeness of two names that the bridge links
_LINKED: Final = 0.1  # strength from which a link of the bridge is no accident
CHANCE: Final = 4.0  # log-likelihood ratio at which two words that stand for comparison are as likely one name as not
_SPELT_ALIKE: Final = 0.5  # share of common letter pairs of two spellings with one skeleton, in one script


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


def near_skeletons(one: str, other: str) -> bool:
    """Tell whether two skeletons are the same but for one sound that only one of them has: a cheap look before an exact one."""
    shorter, longer = sorted((one, other), key=len)
    if len(longer) - len(shorter) > 1:
        return False
    differ = next((at for at, sound in enumerate(shorter) if sound != longer[at]), len(shorter))
    return shorter == longer if len(shorter) == len(longer) else shorter[differ:] == longer[differ + 1 :]


@lru_cache(maxsize=1 << 14)
def same_name(one: str, other: str) -> float:
    """Return how likely two spellings, of either script, name one thing: 0..1; names of several words are as like as their least like."""
    first, second = _parts(one), _parts(other)
    if not first or not second:
        return 0.0
    if first == second:
        return 1.0
    fewer, more = sorted((first, second), key=len)
    ways = [(fewer, more)] if len(fewer) < len(more) else [(fewer, more), (more, fewer)]
    return min(max(_same_word(word, candidate) for candidate in others) for words, others in ways for word in words)


def _parts(name: str) -> list[str]:
    return [normalise(token.text) for token in tokens(name)]


def _same_word(one: str, other: str) -> float:
    if one == other or stem(one) == stem(other):
        return 1.0
    if _is_arabic(one) == _is_arabic(other):
        return _spelt_alike(one, other)
    english, arabic = (other, one) if _is_arabic(one) else (one, other)
    forms = [arabic, arabic[1:]] if arabic.startswith(_JOINED) and len(arabic) > len("بري") else [arabic]
    return max(_across(stem(english), stem(form)) for form in forms)


def _across(english: str, arabic: str) -> float:
    bridge = shipped_bridge()
    if bridge.translations(english).get(arabic, 0.0) >= _LINKED:
        return KNOWN
    return 1 / (1 + math.exp(CHANCE - bridge.names.likelihood(english, arabic)))


def _spelt_alike(one: str, other: str) -> float:
    if len(skeleton(one)) < 2 or skeleton(one) != skeleton(other):
        return 0.0
    first, second = _pairs(one), _pairs(other)
    share = 2 * len(first & second) / (len(first) + len(second))
    return 0.9 if share >= _SPELT_ALIKE else share


def _pairs(word: str) -> set[str]:
    marked = f"<{word}>"
    return {marked[i : i + 2] for i in range(len(marked) - 1)}


def _is_arabic(normalised: str) -> bool:
    return normalised[:1] >= "\u0600"
