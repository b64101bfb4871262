"""Know the names that news repeats: persons, places, organisations, peoples; and tell a word that is likely part of a name.

The names are the news lexicon's, compared as the analyser's terms. A word that is in no table may be a name all the same: Arabic writes
no capitals, and a word that the trained vocabulary has never met is most often a foreign name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from rag.language.analysis import Token, stem, terms, tokens
from rag.language.bridge import Bridge
from rag.language.lexicon import load_lexicon
from rag.language.normalise import normalise

__all__ = ["Named", "find_names", "is_name_part", "shipped_bridge"]

_NAME_KINDS: Final = frozenset({"person", "place", "organisation", "demonym"})
_SHORTEST_UNKNOWN: Final = 4  # letters: shorter unknown words are as often particles or misspellings


@dataclass(frozen=True, slots=True)
class Named:
    """A known name among tokens: `tokens[first:last]`; `kind` is the lexicon's."""

    first: int
    last: int
    kind: str


@cache
def shipped_bridge() -> Bridge:
    """Return the bridge that ships, opened once a process."""
    return Bridge.open()


def find_names(words: Sequence[Token]) -> list[Named]:
    """Return the known names among `words`, the longest at each place, in order."""
    names, longest = _names()
    found: list[Named] = []
    index = 0
    while index < len(words):
        for size in range(min(longest, len(words) - index), 0, -1):
            kind = names.get(tuple(word.term for word in words[index : index + size]))
            if kind:
                found.append(Named(index, index + size, kind))
                index += size
                break
        else:
            index += 1
    return found


def is_name_part(word: str) -> bool:
    """Tell whether `word`, normalised Arabic, is part of a known person's name or unknown to the whole vocabulary."""
    if word in _person_parts():
        return True
    return len(word) >= _SHORTEST_UNKNOWN and not shipped_bridge().translations(stem(word))


@cache
def _names() -> tuple[dict[tuple[str, ...], str], int]:
    found: dict[tuple[str, ...], str] = {}
    for entry in load_lexicon():
        if entry.kind in _NAME_KINDS:
            for name in (*entry.english, *entry.arabic):
                words = tokens(name)
                key = tuple(word.term for word in words)
                if key and not all(word.is_stop for word in words):
                    found.setdefault(key, entry.kind)
    return found, max(map(len, found), default=0)


@cache
def _person_parts() -> frozenset[str]:
    return frozenset(
        part
        for entry in load_lexicon()
        if entry.kind == "person"
        for name in entry.arabic
        for part in normalise(name).split()
        if len(part) > 1 and terms(part)
    )
