"""Widen a question's terms by what the archive holds: other spellings and inflections of each, and names written in the other script.

A light stem misses broken plurals, verbs' forms, prepositions joined to a name, ميونخ beside ميونيخ: the vocabulary of the index is
searched for terms spelt much like each variant; such a term counts by the square of its likeness. A name that the bridge does not
know, or may take for a common word, is transliterated and looked for in the same vocabulary. Each term of a question becomes
one group over both languages, so that a word counts as rare or common by all the passages that speak of it, in either.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Final, TypeAlias

import numpy as np

from rag.index.sparse import SparseIndex, TermGroup
from rag.language.transliteration import Transliterator
from rag.search.query import Query, QueryTerm
from rag.values import Language

__all__ = ["expand", "scripts_of", "sounded", "sounding_like", "widened"]

LEAST_LIKENESS: Final = 0.4  # below, strangers come in and every term costs more; 0.3 to 0.5 serve about as well
Scripts: TypeAlias = frozenset[Language]
BOTH: Final[Scripts] = frozenset({"ar", "en"})
_ARABIC_LEAD: Final = 0xD8  # the first byte of an Arabic letter in UTF-8, the least one
_LEAST_SCRIPT: Final = 0.1  # of the vocabulary; Arabic news holds a few per cent of Latin words

LEAST_SHARE: Final = 0.1  # rarer translations are not widened: they are doubtful already
_PREPOSITIONS: Final = ("ب", "ل")  # written together with the next word
_JOINED_SHARE: Final = 0.8  # of a term with a preposition on it: nearly always the same word
_LEAST_JOINED: Final = 3  # letters; shorter ones would meet other words

NAME_SHARE: Final = 0.5  # of a capitalised word that is also a known word: Rice and rice
CHANCE: Final = 8.0  # log-likelihood ratio at which a word of the archive is as likely the name as not (held-out names)
_LEAST_SOUND: Final = 0.02  # a doubtful reading is left out
_SOUNDED: Final = range(3, 15)  # letters of a word that is transliterated
_NEAR_SPELLING: Final = 0.3  # likeness of a word of the archive to a guessed spelling that makes it worth comparing
_COMPARED: Final = 24


def expand(term: QueryTerm, index: SparseIndex, names: Transliterator, scripts: Scripts = BOTH) -> TermGroup:
    """Return what stands for a word of a question, with what the index holds of its kin, in the languages that it holds (`scripts`)."""
    spoken: Language = "ar" if term.term >= "\u0600" else "en"
    said = {term.term: 1.0} | {v: share for v, share in term.variants.items() if (v >= "\u0600") == (spoken == "ar")}
    own = widened(said, index) if spoken in scripts else said
    if not scripts - {spoken}:
        return TermGroup(own, term.emphasis)
    across, weight = _across(term, index, names)
    return TermGroup({**widened(across, index), **own}, term.emphasis * (1.0 if spoken in scripts else weight))


def scripts_of(index: SparseIndex) -> Scripts:
    """Return the languages that the index holds enough of to be searched in: the others cost time and find nothing."""
    if not index.vocabulary_size:
        return frozenset()
    arabic = float(np.mean(index.letters[index.starts[:-1]] >= _ARABIC_LEAD))
    shares: dict[Language, float] = {"ar": arabic, "en": 1 - arabic}
    return frozenset(language for language, share in shares.items() if share >= _LEAST_SCRIPT)


def _across(term: QueryTerm, index: SparseIndex, names: Transliterator) -> tuple[dict[str, float], float]:
    """Return what the term may be in the other language, translated or transliterated, and how much to trust that."""
    arabic = term.term >= "\u0600"
    across = {variant: share for variant, share in term.variants.items() if (variant >= "\u0600") != arabic}
    if not (term.is_name and term.term.isalpha() and len(term.term) in _SOUNDED):
        return across, term.weight
    sounded = sounding_like(term.term, index, names)
    share = NAME_SHARE if across else 1.0
    taken = share * sum(sounded.values())
    across = {variant: (1 - taken) * value for variant, value in across.items()}
    for spelling, value in sounded.items():
        across[spelling] = across.get(spelling, 0.0) + share * value
    return across, max(term.weight, taken)


def sounded(query: Query, index: SparseIndex, names: Transliterator) -> Query:
    """Return `query` with the spellings in the other script, as the index has them, among the variants of its unknown names."""
    return replace(query, terms=tuple(_sounded_term(term, index, names) for term in query.terms))


def _sounded_term(term: QueryTerm, index: SparseIndex, names: Transliterator) -> QueryTerm:
    arabic = term.term >= "\u0600"
    known = any((variant >= "\u0600") != arabic for variant in term.variants)
    if known or not (term.is_name and term.term.isalpha() and len(term.term) in _SOUNDED):
        return term
    return replace(term, variants={**sounding_like(term.term, index, names), **term.variants})


def widened(variants: Mapping[str, float], index: SparseIndex) -> dict[str, float]:
    """Return `variants` and the index's terms that are spelt like them, each with its share."""
    shares = dict(variants)
    for variant, share in variants.items():
        if variant.isalpha() and share >= LEAST_SHARE:
            for kin, likeness in _kin(variant, index).items():
                shares[kin] = max(shares.get(kin, 0.0), share * likeness)
    return shares


def _kin(term: str, index: SparseIndex) -> dict[str, float]:
    kin = {near: likeness**2 for near, likeness in index.near(term, LEAST_LIKENESS).items()}
    if len(term) >= _LEAST_JOINED and term[0] >= "\u0620":
        for preposition in _PREPOSITIONS:
            kin[preposition + term] = max(kin.get(preposition + term, 0.0), _JOINED_SHARE)
    return kin


def sounding_like(term: str, index: SparseIndex, names: Transliterator) -> dict[str, float]:
    """Return the index's terms of the other script that may be the name `term`, with the probability of each."""
    near: dict[str, float] = {}
    for spelling in names.spellings(term):
        for other, likeness in index.near(spelling, _NEAR_SPELLING).items():
            near[other] = max(near.get(other, 0.0), likeness)
    compared = sorted(near, key=lambda other: (-near[other], other))[:_COMPARED]
    odds = {other: math.exp(names.likelihood(term, other) - CHANCE) for other in compared}
    total = 1 + sum(odds.values())
    return {other: value / total for other, value in odds.items() if value / total >= _LEAST_SOUND}
