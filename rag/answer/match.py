"""Measure how much of a question a piece of text speaks of, term by term, in either language.

A question term is met by any of its variants (its own stem, its translations), or by another wording of the concept that it words;
how well, is how probable that variant is beside the term's best one. Terms weigh what their rarity in the archive weighs. No sentence is chosen here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from types import MappingProxyType
from typing import Final

import numpy as np
import numpy.typing as npt

from rag.answer.evidence import Analysed, analyse
from rag.answer.times import same_time, within
from rag.language.analysis import stem, tokens
from rag.language.background import rarity
from rag.language.dates import find_dates
from rag.language.gazetteer import find_names
from rag.search.query import Query, QueryTerm
from rag.values import DateMention

__all__ = ["GENERIC", "Matcher", "Weights"]

Weights = npt.NDArray[np.float32]
Kin = Callable[[str], Mapping[str, float]]

# A variant half as probable as the best is nearly as good a witness: both are translations. Below the floor it is noise.
_STRENGTH_EXPONENT: Final = 0.4
_STRENGTH_FLOOR: Final = 0.3
# Words that ask for anything there is of a subject, and need stand nowhere.
GENERIC: Final = frozenset(
    stem(word)
    for word in (
        "news latest recent happen happened happening development developments update updates information details know known tell mention mentioned"
        " al el story report reported say said أخبار خبر آخر أحدث مستجدات تطورات جديد حدث حصل جرى معلومات تفاصيل أخبرني ورد ذكر قصة قال قالت"
        " part"
        " صار صارت يصير تصير بلغ بلغت يبلغ تبلغ يقع تقع يوجد توجد تم يتم تتم حصلت يحصل تحصل"
    ).split()
)
_GENERIC_WEIGHT: Final = 0.15
_ASKED_WEIGHT: Final = 0.35  # of a word that only says what is wanted
# An article published in the time that a question names is a witness of it, less sure than a sentence that tells the day.
_PUBLISHED: Final = 0.8
_ENTITY_FLOOR: Final = 0.5  # below it a name is another name
# Relatives in spelling are looked for of the better variants only.
_KIN_OF: Final = 0.6
# Another wording of the same concept is a witness, less sure than the word itself.
_SAME_CONCEPT: Final = 0.85
# A name that is not met says more than a verb that is not met: names have few paraphrases.
_NAME_WEIGHT: Final = 1.4
# Terms of the question that occur in most passages still count a little.
_LEAST_WEIGHT: Final = 0.3
# Of a word's weight, the part that does not depend on how rare the word is in general language.
_COMMON_SHARE: Final = 0.35
# "French president" is one thing: its words stand within so many words of each other, in a question with at most an article between.
_BOUND_WORDS: Final = 4
_BOUND_GAP: Final = 2  # characters


def _no_kin(_term: str) -> Mapping[str, float]:
    return {}


@dataclass(frozen=True, slots=True)
class _Archive:
    idf: Callable[[str], float]
    kin: Kin
    near: Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class _Term:
    query: QueryTerm
    weight: float
    strengths: Mapping[str, float]
    concepts: frozenset[int]
    near: Mapping[str, float]
    is_entity: bool  # part of a person, place, organisation, people, or a number: nothing else stands for it


class Matcher:
    """The terms of one question, ready to be looked for in many texts."""

    def __init__(
        self,
        query: Query,
        idf: Callable[[str], float],
        kin: Kin = _no_kin,
        asked: tuple[int, int] = (0, 0),
        near: Mapping[str, Mapping[str, float]] = MappingProxyType({}),
    ) -> None:
        """Weigh the query's terms by `idf` of their variants, and find the concepts that they word.

        `near` holds, for words of the question, terms near them in meaning, each with what it is worth (`rag.answer.nearness`).
        `kin` returns the archive's terms that are spelt much like one (other inflections, other spellings), each with its likeness.
        Words inside the span `asked` ("how many times", «في أي مدينة») say what is wanted and need not stand beside it.
        """
        spoken = analyse(query.text)
        self.text: Final = query.text
        words = tokens(query.text)
        names = [(words[n.first].start, words[n.last - 1].end) for n in find_names(words)]
        archive = _Archive(idf, kin, near)
        self.terms: Final = tuple(_weigh(term, archive, spoken, names, _share(term, asked)) for term in query.terms)
        total = sum(term.weight for term in self.terms) or 1.0
        self.pairs: Final = _bound_pairs(self.terms)
        self.dates: Final = _dated_terms(query)
        self.weights: Final[Weights] = np.array([term.weight / total for term in self.terms], dtype=np.float32)

        self._by_variant: Final[dict[str, list[tuple[int, float]]]] = {}
        for number, (term, share) in enumerate(zip(self.terms, self.weights, strict=True)):
            for variant, strength in term.strengths.items():
                self._by_variant.setdefault(variant, []).append((number, float(share) * strength))
        self._by_near: Final[dict[str, list[tuple[int, float]]]] = {}
        for number, term in enumerate(self.terms):
            for other, worth in term.near.items():
                self._by_near.setdefault(other, []).append((number, worth))
        self._by_concept: Final = [
            (number, float(share) * _SAME_CONCEPT)
            for number, (term, share) in enumerate(zip(self.terms, self.weights, strict=True))
            if term.concepts
        ]
        self._concepts: Final = frozenset().union(*(term.concepts for term in self.terms))

    def strengths(self, text: Analysed) -> Weights:
        """Return how well each question term is met in `text`: float32 [question terms], 0..1."""
        met = [0.0] * len(self.terms)
        if not self._concepts.isdisjoint(text.concepts):  # few texts share any
            met = [0.0 if term.concepts.isdisjoint(text.concepts) else _SAME_CONCEPT for term in self.terms]
        for word in text.content & self._by_variant.keys():
            for number, _ in self._by_variant[word]:
                met[number] = max(met[number], self.terms[number].strengths[word])
        for word in text.content & self._by_near.keys():
            for number, worth in self._by_near[word]:
                met[number] = max(met[number], worth)
        return np.array(met, dtype=np.float32)

    def with_dates(self, strengths: Weights, told: Iterable[DateMention], published: date | None) -> Weights:
        """Return `strengths` with the words of the question's dates met where a text tells such a day, or was published on one."""
        if not self.dates:
            return strengths
        met = strengths.copy()
        mentions = list(told)
        for asked, numbers in self.dates:
            found = 1.0 if any(same_time(asked, other) for other in mentions) else _PUBLISHED * within(asked, published)
            met[numbers] = np.maximum(met[numbers], found)
        return met

    def numbers(self, start: int, end: int) -> tuple[int, ...]:
        """Return the numbers of the terms that stand in `start..end` of the question."""
        return tuple(n for n, term in enumerate(self.terms) if start <= term.query.start < end)

    def coverage(self, strengths: Weights) -> float:
        """Return the share (0..1) of the question's weight that is met."""
        return float(strengths @ self.weights) if len(self.terms) else 0.0

    def unmet(self, strengths: Weights, below: float = _STRENGTH_FLOOR) -> tuple[QueryTerm, ...]:
        """Return the question terms that are met by less than `below`, in the question's order."""
        return tuple(t.query for t, s in zip(self.terms, strengths, strict=True) if s < below)

    def entities_unmet(self, strengths: Weights) -> float:
        """Return the largest share of the question's weight of an entity that is not met; 0 where all are."""
        unmet = [
            float(w)
            for t, w, s in zip(self.terms, self.weights, strengths, strict=True)
            if t.is_entity and s < _ENTITY_FLOOR
        ]
        return max(unmet, default=0.0)

    def names(self, text: Analysed) -> bool:
        """Tell whether every word of `text` is part of what the question itself names, in either language: no answer to it."""
        own = {word for t in self.terms if t.is_entity for word, s in t.strengths.items() if s >= _ENTITY_FLOOR}
        return bool(text.content) and text.content <= own

    def unbound(self, text: Analysed) -> float:
        """Return the share (0..1) of the question's bound pairs, "French president", whose words stand apart in `text`."""
        if not self.pairs:
            return 0.0
        places: dict[int, list[int]] = {}
        for place, number, _ in self.positions(text):
            places.setdefault(number, []).append(place)
        apart = [
            all(abs(a - b) > _BOUND_WORDS for a in places[left] for b in places[right])
            for left, right in self.pairs
            if left in places and right in places
        ]
        return sum(apart) / len(self.pairs)

    def positions(self, text: Analysed) -> tuple[tuple[int, int, float], ...]:
        """Return (place in `text.terms`, number of the question term met there, its weight), in order of place."""
        variants = self._by_variant
        standing = text.content & variants.keys()  # few words of a text
        met = {
            (place, number): weight
            for place, term in enumerate(text.terms if standing else ())
            if term in standing
            for number, weight in variants[term]
        }
        for start, end, concepts in () if self._concepts.isdisjoint(text.concepts) else text.worded:
            if self._concepts.isdisjoint(concepts):
                continue
            for number, weight in self._by_concept:
                if not self.terms[number].concepts.isdisjoint(concepts):
                    key = ((start + end - 1) // 2, number)
                    met[key] = max(met.get(key, 0.0), weight)
        return tuple((place, number, weight) for (place, number), weight in sorted(met.items()))


def _bound_pairs(found: Sequence[_Term]) -> tuple[tuple[int, int], ...]:
    """Return the numbers of neighbouring terms of which one is an entity: what is said of one is said of the other."""
    return tuple(
        (number, number + 1)
        for number, (left, right) in enumerate(pairwise(found))
        if (left.is_entity or right.is_entity) and right.query.start - left.query.end <= _BOUND_GAP
    )


def _dated_terms(query: Query) -> tuple[tuple[DateMention, list[int]], ...]:
    """Return the dates that a question states, each with the numbers of the terms that word it."""
    dated = []
    for mention in find_dates(query.text, anchor=None):
        numbers = [n for n, term in enumerate(query.terms) if mention.start <= term.start < mention.end]
        if numbers and (mention.since or mention.month):
            dated.append((mention, numbers))
    return tuple(dated)


def _share(term: QueryTerm, asked: tuple[int, int]) -> float:
    if term.term in GENERIC:
        return _GENERIC_WEIGHT
    return _ASKED_WEIGHT if asked[0] <= term.start < asked[1] else 1.0


def _weigh(
    term: QueryTerm, archive: _Archive, asked: Analysed, names: Sequence[tuple[int, int]], share: float
) -> _Term:
    best = max(term.variants.values(), default=0.0)
    strengths = {
        variant: strength
        for variant, probability in term.variants.items()
        if best and (strength := (probability / best) ** _STRENGTH_EXPONENT) >= _STRENGTH_FLOOR
    }
    for variant, strength in tuple(strengths.items()):
        if strength >= _KIN_OF:
            for near, likeness in archive.kin(variant).items():
                if strength * likeness >= _STRENGTH_FLOOR:
                    strengths[near] = max(strengths.get(near, 0.0), strength * likeness)
    # The likeliest variants decide how rare the term is: a rare mistranslation must not make a common word weighty.
    rare = sum(archive.idf(v) * p for v, p in term.variants.items()) / (sum(term.variants.values()) or 1.0)
    is_entity = (
        term.term[0].isdigit()
        or (term.is_name and term.text[0].isupper())
        or any(start <= term.start < end for start, end in names)
    )
    known = rarity(term.term)
    weight = (
        share
        * term.emphasis
        * max(rare, _LEAST_WEIGHT)
        * (_COMMON_SHARE + (1 - _COMMON_SHARE) * known)
        * (_NAME_WEIGHT if term.is_name or is_entity else 1.0)
    )
    concepts = frozenset(
        concept
        for start, end, ids in asked.worded
        if asked.spans[start][0] <= term.start < asked.spans[end - 1][1]
        for concept in ids
    )
    meant: Mapping[str, float] = {} if is_entity else archive.near.get(term.text, {})
    return _Term(term, weight, strengths, concepts, meant, is_entity)
