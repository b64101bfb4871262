"""Find the terms of an index that are spelt much like a given one: other inflections, clitics left on, variant spellings.

Likeness is the Dice coefficient of the two terms' letter trigrams, begin and end marked, each trigram weighing more the
fewer terms hold it (Adamson and Boreham 1974; character n-grams for Arabic: Mustafa and Al-Radaideh 2004). It knows no grammar.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from rag.index.arrays import summed

__all__ = ["Spellings", "trigrams"]

_Near: TypeAlias = tuple[NDArray[np.int32], NDArray[np.float32]]

GRAM: Final = 3
_SLOTS: Final = 1 << 16  # trigrams share slots by hash; more slots than common trigrams, so that meetings are rare


def trigrams(term: str) -> set[str]:
    """Return the runs of three letters of `term`, its begin and end marked."""
    marked = f"<{term}>"
    return {marked[i : i + GRAM] for i in range(len(marked) - GRAM + 1)}


def _slots(term: str) -> list[int]:
    return sorted({zlib.crc32(gram.encode()) % _SLOTS for gram in trigrams(term)})


@dataclass(frozen=True, slots=True)
class Spellings:
    """Terms by trigram: those of slot s are `holders[starts[s]:starts[s + 1]]`; `weights` [terms] sums the weights of each term's trigrams."""

    starts: NDArray[np.int32]
    holders: NDArray[np.int32]
    weights: NDArray[np.float32]

    @classmethod
    def build(cls, terms: Sequence[str]) -> Spellings:
        """Return the spellings of `terms`; an empty term is like nothing."""
        slots = [_slots(term) if term else [] for term in terms]
        sizes = [len(row) for row in slots]
        flat = np.fromiter((slot for row in slots for slot in row), np.int32, sum(sizes))
        holders = np.repeat(np.arange(len(terms), dtype=np.int32), sizes)
        order = np.argsort(flat, kind="stable")
        counts = np.bincount(flat, minlength=_SLOTS)
        starts = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
        weights = np.bincount(holders, _rarity(counts, len(terms))[flat], len(terms)).astype(np.float32)
        return cls(starts, holders[order], weights)

    def near(self, term: str, least: float) -> _Near:
        """Return the numbers of the terms at least this much like `term`, ascending, and their likeness 0..1."""
        slots = np.array(_slots(term), np.int64)
        starts, ends = self.starts[slots], self.starts[slots + 1]
        rarity = _rarity(ends - starts, len(self.weights))
        runs = [self.holders[start:end] for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]
        together = np.concatenate([*runs, np.empty(0, np.int32)])  # an empty term has no trigram
        found, shared = summed(together, np.repeat(rarity, ends - starts), len(self.weights))
        likeness = 2 * shared / (float(rarity.sum()) + self.weights[found])
        kept = likeness >= least
        return found[kept].astype(np.int32), np.minimum(likeness[kept], 1.0).astype(np.float32)


def _rarity(held: NDArray[np.integer], terms: int) -> NDArray[np.float64]:
    """Return the weight of trigrams that this many of all terms hold."""
    return np.asarray(np.log1p(terms / np.maximum(held, 1)), np.float64)
