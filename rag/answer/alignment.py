"""Lay a statement beside the texts that it cites: which of its words stands for which of theirs.

Words are met by stems, translations and other wordings (`rag.answer.match`), all of one weight: a quotation is too short to tell what is rare. What the
pairs mean for the statement is judged by `rag.answer.support`, `.denied`, `.certainty`, `.binding` and `.roles`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rag.answer.evidence import analyse
from rag.answer.match import Matcher
from rag.answer.wordings import same_wording
from rag.language.bridge import shipped_bridge
from rag.search.query import analyse_query

__all__ = ["MET", "Alignment", "Pair", "align"]

_LEAST_COMMON: Final = 3  # letters that two words must begin with to be relatives
_ARABIC_PREFIXES: Final = "يتناسلبوف"  # of the imperfect, the future and prepositions
_KIN: Final = 0.8  # what a relative is worth beside the word itself
MET: Final = 0.3  # least strength of an aligned pair


@dataclass(frozen=True, slots=True)
class Pair:
    """A word of the statement and the word of a text that may say the same, as spans."""

    term: int
    own: tuple[int, int]
    other: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Alignment:
    """A statement beside the texts that it cites: `pairs[i]` are the words it shares with `texts[i]`."""

    text: str
    texts: tuple[str, ...]
    pairs: tuple[tuple[Pair, ...], ...]
    matcher: Matcher

    @property
    def sources(self) -> list[tuple[str, tuple[Pair, ...]]]:
        """The texts, each with the pairs that it shares with the statement."""
        return list(zip(self.texts, self.pairs, strict=True))


def align(text: str, texts: Sequence[str], *, wide: bool = True) -> Alignment:
    """Return `text` beside `texts`, whole sentences that hold its quotations.

    A wide alignment takes other words of the same meaning for the same, a narrow one inflections and translations alone: a denial must be
    kept under both, since a word may be paired with a relative of it that is denied elsewhere.
    """
    matcher = _matcher(text, texts, wide=wide)
    return Alignment(text, tuple(texts), tuple(_pairs(matcher, other) for other in texts), matcher)


def _pairs(matcher: Matcher, other: str) -> tuple[Pair, ...]:
    """Return the words of the statement with those of `other` that say the same: where a word itself stands there, no other wording of it."""
    analysed = analyse(other)
    content = frozenset(analysed.terms)
    found = []
    for place, number, weight in matcher.positions(analysed):
        term = matcher.terms[number].query
        itself = analysed.terms[place] == term.term
        if weight >= MET * float(matcher.weights[number]) and (itself or term.term not in content):
            found.append(Pair(number, (term.start, term.end), analysed.spans[place]))
    return tuple(found)


def _matcher(text: str, texts: Sequence[str], *, wide: bool) -> Matcher:
    """Return the words of a statement as something to look for, all of one rarity: a quotation is too short to tell."""
    held = sorted({term for other in texts for term in analyse(other).content})

    def kin(term: str) -> dict[str, float]:
        """Return the words of the sources that begin alike, inflections that the analyser keeps apart, or are worded alike."""
        alike = same_wording(term) if wide else frozenset[str]()
        return {near: _KIN for near in held if near != term and (near in alike or _relatives(term, near))}

    return Matcher(analyse_query(text, shipped_bridge()), _one, kin)


def _relatives(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    if not one.isascii() and len(one) > _LEAST_COMMON and len(other) >= _LEAST_COMMON:
        bare = {word[1:] if word[0] in _ARABIC_PREFIXES else word for word in (one, other)}
        if len(bare) == 1 or (longer[1:] == shorter and longer[0] in _ARABIC_PREFIXES):
            return True
    return len(shorter) >= _LEAST_COMMON and len(longer) - len(shorter) <= 2 and longer.startswith(shorter)


def _one(_term: str) -> float:
    return 1.0
