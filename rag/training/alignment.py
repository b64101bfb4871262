"""Learn which words translate which from sentence pairs: a word alignment by expectation maximisation.

Both directions of IBM model 1 with a preference for the diagonal (Dyer, Chahuneau and Smith 2013, "A simple, fast, and effective
reparameterization of IBM model 2"), first apart, then by agreement: a link counts as far as both directions believe in it (Liang,
Taskar and Klein 2006, "Alignment by agreement"). Everything is vectorised over the links of all pairs; no chance is involved.

It reads no file and knows no language: it is handed lists of terms.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

__all__ = ["Alignment", "TermPair", "align"]

ROUNDS_APART: Final = 5  # the likelihood gains little after five
ROUNDS_AGREEING: Final = 3
DIAGONAL: Final = 4.0  # steepness of the preference for equal relative positions, the value of Dyer et al.
NULL_SHARE: Final = 0.08  # how many words translate nothing, likewise
LONGEST: Final = 60  # terms of a sentence that are looked at

Floats: TypeAlias = NDArray[np.float32]
Integers: TypeAlias = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class TermPair:
    """Two texts that translate each other, as terms; `weight` says how many such pairs it is worth."""

    english: Sequence[str]
    arabic: Sequence[str]
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Alignment:
    """Expected link counts: `counts[k]` for English term `english[k]` and Arabic term `arabic[k]`, and how often each term stands alone."""

    english_terms: tuple[str, ...]
    arabic_terms: tuple[str, ...]
    english: Integers
    arabic: Integers
    counts: Floats
    english_counts: Floats
    arabic_counts: Floats


@dataclass(frozen=True, slots=True)
class _Links:
    """Every possible link of every pair, flat: `kind` is the number of the term pair, `*_place` the word linked."""

    english: Integers
    arabic: Integers
    english_weight: Floats
    arabic_weight: Floats
    english_place: Integers
    arabic_place: Integers
    weight: Floats
    nearness: Floats
    kinds: NDArray[np.int64]
    kind: Integers


def align(pairs: Iterable[TermPair]) -> Alignment:
    """Return the links that both directions expect, summed over `pairs`."""
    english_numbers: dict[str, int] = {}
    arabic_numbers: dict[str, int] = {}
    links = _links(pairs, english_numbers, arabic_numbers)
    counts = _expect(links, len(english_numbers), len(arabic_numbers))
    return Alignment(
        english_terms=tuple(english_numbers),
        arabic_terms=tuple(arabic_numbers),
        english=(links.kinds // len(arabic_numbers)).astype(np.int32),
        arabic=(links.kinds % len(arabic_numbers)).astype(np.int32),
        counts=counts,
        english_counts=_sums(links.english, links.english_weight, len(english_numbers)),
        arabic_counts=_sums(links.arabic, links.arabic_weight, len(arabic_numbers)),
    )


def _links(pairs: Iterable[TermPair], english_numbers: dict[str, int], arabic_numbers: dict[str, int]) -> _Links:
    english: list[int] = []
    arabic: list[int] = []
    sizes: list[tuple[int, int, float]] = []
    for pair in pairs:
        left, right = pair.english[:LONGEST], pair.arabic[:LONGEST]
        if left and right:
            english += [english_numbers.setdefault(term, len(english_numbers)) for term in left]
            arabic += [arabic_numbers.setdefault(term, len(arabic_numbers)) for term in right]
            sizes.append((len(left), len(right), pair.weight))
    lefts = np.array([size[0] for size in sizes])
    rights = np.array([size[1] for size in sizes])
    weights = np.array([size[2] for size in sizes], np.float32)
    sentence = np.repeat(np.arange(len(sizes)), rights)
    per_word = lefts[sentence]  # links of each Arabic word
    within = np.arange(per_word.sum()) - np.repeat(np.cumsum(per_word) - per_word, per_word)
    relative = (np.arange(len(arabic)) - (np.cumsum(rights) - rights)[sentence]) / rights[sentence]
    english_place = (np.repeat((np.cumsum(lefts) - lefts)[sentence], per_word) + within).astype(np.int32)
    arabic_place = np.repeat(np.arange(len(arabic), dtype=np.int32), per_word)
    distance = np.abs(within / np.repeat(per_word, per_word) - np.repeat(relative, per_word))
    english_ids, arabic_ids = np.array(english, np.int32), np.array(arabic, np.int32)
    kinds, kind = np.unique(
        english_ids[english_place].astype(np.int64) * len(arabic_numbers) + arabic_ids[arabic_place],
        return_inverse=True,
    )
    return _Links(
        english=english_ids,
        arabic=arabic_ids,
        english_weight=np.repeat(weights, lefts),
        arabic_weight=np.repeat(weights, rights),
        english_place=english_place,
        arabic_place=arabic_place,
        weight=np.repeat(weights[sentence], per_word),
        nearness=np.exp(-DIAGONAL * distance).astype(np.float32),
        kinds=kinds,
        kind=kind.astype(np.int32),
    )


def _expect(links: _Links, english_size: int, arabic_size: int) -> Floats:
    """Return the expected count of each kind of link after all rounds."""
    to_arabic = _prior(links.nearness, links.arabic_place, len(links.arabic))
    to_english = _prior(links.nearness, links.english_place, len(links.english))
    arabic_null = NULL_SHARE * _share(links.arabic, links.arabic_weight, arabic_size)[links.arabic]
    english_null = NULL_SHARE * _share(links.english, links.english_weight, english_size)[links.english]
    of_english, of_arabic = links.kinds // arabic_size, links.kinds % arabic_size
    forward = np.full(len(links.kinds), 1 / arabic_size, np.float32)
    backward = np.full(len(links.kinds), 1 / english_size, np.float32)
    for number in range(ROUNDS_APART + ROUNDS_AGREEING):
        one = _posterior(to_arabic * forward[links.kind], links.arabic_place, arabic_null)
        two = _posterior(to_english * backward[links.kind], links.english_place, english_null)
        agreeing = number >= ROUNDS_APART
        one, two = (one * two, one * two) if agreeing else (one, two)
        ones = _sums(links.kind, one * links.weight, len(links.kinds))
        twos = ones if agreeing else _sums(links.kind, two * links.weight, len(links.kinds))
        forward = _conditional(ones, of_english, english_size)
        backward = _conditional(twos, of_arabic, arabic_size)
    return ones


_TINY: Final = np.float32(1e-9)


def _sums(places: NDArray[np.int32] | NDArray[np.int64], values: NDArray[np.floating[Any]], size: int) -> Floats:
    return np.bincount(places, values, size).astype(np.float32)


def _conditional(counts: Floats, given: NDArray[np.int64], size: int) -> Floats:
    """Return each count as a share of those with the same given term."""
    return np.asarray(counts / np.maximum(_sums(given, counts, size), _TINY)[given], np.float32)


def _share(terms: Integers, weights: Floats, size: int) -> Floats:
    counts = _sums(terms, weights, size)
    return counts / max(float(counts.sum()), 1.0)


def _prior(nearness: Floats, places: Integers, size: int) -> Floats:
    return (1 - np.float32(NULL_SHARE)) * nearness / _sums(places, nearness, size)[places]


def _posterior(values: Floats, places: Integers, null: Floats) -> Floats:
    return values / (_sums(places, values, len(null)) + null)[places]
