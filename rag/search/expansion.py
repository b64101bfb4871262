"""Widen a question's terms by what the archive holds: other spellings and inflections of each, clitics left on.

A light stem misses broken plurals, verbs' forms, prepositions joined to a name, ميونخ beside ميونيخ. The vocabulary of the index is
searched for terms spelt much like each variant; such a term counts by the square of its likeness. Meaning is the bridge's business.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from rag.index.sparse import SparseIndex, TermGroup
from rag.search.query import Query, QueryTerm

__all__ = ["expand", "kin", "widened"]

LEAST_LIKENESS: Final = 0.4  # below, more strangers than relatives; held-out headlines are best served from here
LEAST_SHARE: Final = 0.05  # rarer translations are not widened: they are doubtful already
_PREPOSITIONS: Final = ("ب", "ل")  # written together with the next word
_JOINED_SHARE: Final = 0.8  # of a term with a preposition on it: nearly always the same word
_LEAST_JOINED: Final = 3  # letters; shorter ones would meet other words


def expand(query: Query, index: SparseIndex) -> list[TermGroup]:
    """Return the groups of `query` with what the index holds of their kin."""
    return [_expanded(term, index) for term in query.terms]


def _expanded(term: QueryTerm, index: SparseIndex) -> TermGroup:
    return TermGroup(widened(term.variants, index), term.weight)


def widened(variants: Mapping[str, float], index: SparseIndex) -> dict[str, float]:
    """Return `variants` and the index's terms that are spelt like them, each with its share."""
    shares = dict(variants)
    for variant, share in variants.items():
        if variant.isalpha() and share >= LEAST_SHARE:
            for near, likeness in kin(variant, index).items():
                shares[near] = max(shares.get(near, 0.0), share * likeness)
    return shares


def kin(term: str, index: SparseIndex) -> dict[str, float]:
    """Return the index's terms that are spelt like `term`, each with its share (0..1)."""
    found = {near: likeness**2 for near, likeness in index.near(term, LEAST_LIKENESS).items()}
    if len(term) >= _LEAST_JOINED and term[0] >= "\u0620":
        for preposition in _PREPOSITIONS:
            found[preposition + term] = max(found.get(preposition + term, 0.0), _JOINED_SHARE)
    return found
