"""Tell whether a name in Latin letters and one in Arabic letters sound alike, however the Latin was spelt: Chahed, Shahid, «الشاهد».

The two spellings are aligned step by step at the least cost (a weighted edit distance, Wagner and Fischer 1974), by the table of steps that
stands beside this file; names of several words are aligned whole, so that "Abderrahmane" is «عبد الرحمن». Of common given names the
likeliest is the one meant: "Karim" is not «كرم», since «كريم» sounds more like it. What a name means, and which names exist, is not known here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Final

from rag.language.names import near_skeletons, skeleton
from rag.language.normalise import normalise
from rag.language.shipped import shipped_text
from rag.language.tables import table

__all__ = ["is_spelt_name", "is_usual_spelling", "sounds_alike", "usual_spelling"]

Steps = Mapping[str, tuple[tuple[str, float], ...]]

_EDGE: Final = "|"
_UNLIKE: Final = 9.0  # cost of two spellings that no sequence of steps explains
_LEAST_ALLOWED: Final = 0.18  # of a name of few letters
_A_LETTER: Final = 0.0625  # cost that each Arabic letter may bear
_MOST_ALLOWED: Final = 0.6  # of one word
_A_LETTER_JOINED: Final = 0.0375  # ... of a name that the two scripts cut into words differently
_EXACTLY: Final = 0.02  # cost up to which a word is the given name that is meant, in a rarer spelling
_CLEARLY: Final = 0.095  # by which another given name must sound better to be the one meant
_NO_LETTERS: Final = re.compile(r"[^a-z~\u0620-\u064a]+")
# An h is one sound with the letter before it, and marked so that it is not read alone.
_WITH_H: Final = re.compile(r"(?<=[cdgkpstz])h")
# Where a letter's sound hangs on its neighbours, in this order; a doubled consonant is one, and its s has no voice.
_MARKS: Final = (
    (_WITH_H, "H"),
    (re.compile(r"(?<=[aeiouy])s(?=[aeiouy])"), "S"),
    (re.compile(r"([bcdfghjkmnpqrstvwxz])\1"), r"\1"),
    (re.compile(r"c(?=[eiy])"), "C"),
    (re.compile(r"(?<=[bcdfghHjklmnpqrstvwxz])a(?=[bcdfgjklmnpqrtvwxzCS]e)"), "A"),
    (re.compile(r"^([bcdfghHjklmnpqrstvwxz]{1,2})e(?=[bcdfghjklmnpqrstvwxzCS])"), r"\1E"),
)
_VOWELS: Final = frozenset("aeiouyAE")
# The article as it is written before letters that it is assimilated to.
_ARTICLES: Final = frozenset("al el ad ed an en ar er as es ash ech esh at et az ez ul ur ud us".split())
# What makes one name with the word after it; "Eddine" with the word before it.
_OPENING: Final = frozenset(
    "abd abdel abdul abdal abdol abed abou abu bou ben bin ibn oum um ould al عبد ابو ابي ابا بو بن ابن ام ولد ال".split()
)
_WITHIN: Final = re.compile(r"(?<=\bعبد)(?=ال)|(?<=\w\w)(?=الدين\b)")  # «عبدالله», «نورالدين»: two words written as one
_CLOSING: Final = frozenset("din dine deen eddine eddin uddin aldin الدين".split())

_REMEMBERED: Final = 1 << 14  # pairs: the names of an archive are compared question after question


@lru_cache(maxsize=_REMEMBERED)
def sounds_alike(latin: str, arabic: str) -> bool:
    """Tell whether two names, each of one or more words, sound alike, and the Latin one like no other given name better."""
    own, other = _parts(latin), _parts(arabic)
    if len(own) == len(other):
        return bool(own) and all(_same_part(*pair) for pair in zip(own, other, strict=True))
    whole = _whole(other)
    if not (own and other):
        return False
    allowed = _A_LETTER_JOINED * len(_bare(whole))
    return _aligned(_whole(own), whole, min(allowed, _MOST_ALLOWED)) <= allowed


def _whole(parts: Sequence[str]) -> str:
    return _EDGE + "".join(part.removeprefix(_EDGE) for part in parts)


def is_usual_spelling(latin: str) -> bool:
    """Tell whether one Latin word is a usual spelling of a common Arabic given name: "Hichem", "Hisham"."""
    parts = _parts(latin)
    return len(parts) == 1 and parts[0] in _usual_spellings()


def usual_spelling(arabic: str) -> str | None:
    """Return how news in English usually writes an Arabic given name; None for any other word."""
    return _first_spellings().get(normalise(arabic))


def is_spelt_name(arabic: str) -> bool:
    """Tell whether an Arabic word, in any spelling, is a given name of which the usual Latin spelling is known."""
    return normalise(arabic).removeprefix("ال") in _given_names()


@lru_cache(maxsize=1 << 15)
def _same_part(latin: str, arabic: str) -> bool:
    own, names = _bare(arabic), _given_names()
    allowed = max(_LEAST_ALLOWED, _A_LETTER * len(own))
    cost = _aligned(latin, arabic, min(allowed, _MOST_ALLOWED))
    if usual := _usual_spellings().get(latin):
        return own in usual or (own not in names and cost <= _EXACTLY)
    least = cost - _CLEARLY
    if cost > allowed:
        return False
    if least < 0:
        return True
    sound = skeleton(latin.replace(_EDGE, ""))
    near = (name for name, other in names.items() if name != own and near_skeletons(sound, other))
    return not any(_aligned(latin, f"{_EDGE}{name}{_EDGE}", least) <= least for name in near)


def _bare(arabic: str) -> str:
    return arabic.replace(_EDGE, "").removeprefix("ال").replace("~", "ي")


@lru_cache(maxsize=1 << 14)
def _parts(name: str) -> tuple[str, ...]:
    """Return the parts of a name, each with the edges of its words: "|sidi|", "|ali|", "|al|meki|"."""
    letters = _WITHIN.sub(" ", normalise(name.replace("ى", "~")).replace("'", ""))
    words = [word for word in _NO_LETTERS.split(letters) if word]
    words = ["al" if len(words) > 1 and word in _ARTICLES else word for word in words]
    parts: list[list[str]] = []
    for word in words:
        if parts and (word in _CLOSING or parts[-1][-1] in _OPENING):
            parts[-1].append(word)
        else:
            parts.append([word])
    return tuple(_EDGE + _EDGE.join(map(_spelt, part)) + _EDGE for part in parts)


def _spelt(word: str) -> str:
    """Return a word with a doubled consonant once, and marks where a letter's sound hangs on its neighbours."""
    for pattern, mark in _MARKS:
        word = pattern.sub(mark, word)
    return word


def _aligned(latin: str, arabic: str, most: float) -> float:
    """Return the least cost of reading one written name as the other; _UNLIKE where it is more than `most`."""
    length = len(arabic)
    costs = [[_UNLIKE] * (length + 1) for _ in range(len(latin) + 1)]
    costs[0][0] = 0.0
    for at, (row, here) in enumerate(zip(costs, _reading(latin), strict=True)):
        for place in range(length + 1):
            if (cost := row[place]) > most:
                continue
            for first in ("", arabic[place]) if place < length else ("",):
                for size, letters, step in here.get(first, ()):
                    if arabic.startswith(letters, place):
                        reached, end = costs[at + size], place + len(letters)
                        reached[end] = min(reached[end], cost + step)
    return costs[-1][-1]


@lru_cache(maxsize=1 << 12)
def _reading(latin: str) -> tuple[Mapping[str, Sequence[tuple[int, str, float]]], ...]:
    """Return the steps from each place of a Latin name, by the first Arabic letter: Latin letters taken, Arabic letters, cost."""
    steps, longest = _steps()
    found: list[dict[str, list[tuple[int, str, float]]]] = []
    for at in range(len(latin) + 1):
        here: dict[str, list[tuple[int, str, float]]] = {}
        for size in range(min(longest, len(latin) - at) + 1):
            for letters, step in steps.get(latin[at : at + size], ()):
                if letters or not _at_edge(latin, at, size):
                    here.setdefault(letters[:1], []).append((size, letters, step))
        found.append(here)
    return tuple(found)


def _at_edge(latin: str, at: int, size: int) -> bool:
    """Tell whether vowels open or end a word, or an i stands before another: a short vowel goes unwritten only between consonants."""
    if latin[at : at + 1] not in _VOWELS:
        return False
    after = latin[at + size]
    return at == 1 or after == _EDGE or (latin[at] == "i" and after in _VOWELS)


@table
def _steps() -> tuple[Steps, int]:
    """Return the steps of the table by their Latin letters, and the most Latin letters of one."""
    found: dict[str, dict[str, float]] = {}
    for line in _lines("sounds.tsv"):
        latin, arabic, cost = line.split("\t")
        own = "" if latin == "-" else _WITH_H.sub("H", latin)
        for letters in arabic.split():
            found.setdefault(own, {})["" if letters == "-" else letters] = float(cost)
    return {letters: tuple(steps.items()) for letters, steps in found.items()}, max(map(len, found))


@table
def _given_names() -> Mapping[str, str]:
    """Return the sounds of each given name in Arabic, and of the family name that is made of it: «سليمان», «سليماني»."""
    names = {normalise(arabic) for arabic, _ in _given_spellings()}
    return {form: skeleton(form) for name in names for form in (name, f"{name}ي")}


@table
def _usual_spellings() -> Mapping[str, frozenset[str]]:
    """Return the Arabic given names by the usual Latin spelling of each, in the form of `_parts`."""
    found: dict[str, set[str]] = {}
    for arabic, latin in _given_spellings():
        found.setdefault(_parts(latin)[0], set()).add(normalise(arabic))
    return {latin: frozenset(names) for latin, names in found.items()}


@table
def _first_spellings() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for arabic, latin in _given_spellings():
        found.setdefault(normalise(arabic), latin)
    return found


@table
def _given_spellings() -> tuple[tuple[str, str], ...]:
    rows = (line.split("\t") for line in _lines("given_spellings.tsv"))
    return tuple((arabic, latin) for arabic, spellings in rows for latin in spellings.split("|"))


def _lines(name: str) -> list[str]:
    text = shipped_text(files("rag.language").joinpath(name))
    return [line for line in text.splitlines() if line and not line.startswith("#")]
