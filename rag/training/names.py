"""Learn how names are written in the other script, from pairs of names: a joint multigram model by expectation maximisation.

    python -m rag.training bridge

Every way to cut both spellings into chunks is summed over, for all pairs at once; rare long chunks are discounted away (Bisani and Ney
2008, "Joint-sequence models for grapheme-to-phoneme conversion"). It reads no file; the same pairs give the same table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

__all__ = ["learn_chunks"]

# (English letters, Arabic letters) of a chunk: nothing for one letter up to three for two (tch تش).
SHAPES: Final = ((1, 0), (0, 1), (1, 1), (2, 1), (1, 2), (2, 2), (3, 1), (3, 2), (2, 0))
LONGEST_ENGLISH: Final = 12
LONGEST_ARABIC: Final = 10
ROUNDS: Final = 8  # the likelihood stands still after seven
DISCOUNT: Final = 0.5  # of a chunk's expected count, for chunks of three letters and more
LEAST_SHARE: Final = 1e-7  # rarer chunks are dropped
_FLOORS: Final = (1e-6, 1e-9)  # of single letters and of pairs of letters, which must stay possible

Lattice: TypeAlias = NDArray[np.float64]  # [pairs, places in English + 1, places in Arabic + 1]
Numbers: TypeAlias = dict[
    tuple[int, int], NDArray[np.int32]
]  # chunk numbers by shape, [pairs, start, start], -1 for none


@dataclass(frozen=True, slots=True)
class _Pairs:
    """Pairs of names as a batch."""

    numbers: Numbers
    chunks: tuple[tuple[str, str], ...]
    english: NDArray[np.int64]
    arabic: NDArray[np.int64]


def learn_chunks(pairs: Sequence[tuple[str, str]]) -> dict[tuple[str, str], float]:
    """Return the probability of each (English letters, Arabic letters) chunk; pairs too long to be one name are left out."""
    batch = _batch([(e, a) for e, a in pairs if 1 < len(e) <= LONGEST_ENGLISH and 1 < len(a) <= LONGEST_ARABIC])
    sizes = np.array([len(english) + len(arabic) for english, arabic in batch.chunks])
    shares = (1 / 300.0) ** (sizes / 1.6)  # long chunks start out unlikely, or they would learn whole names by heart
    shares /= shares.sum()
    for _ in range(ROUNDS):
        counts = _expected(batch, np.append(shares, 0.0))
        counts = np.maximum(counts - DISCOUNT * (sizes > 2), 0)
        floors = np.select([sizes <= 1, sizes == 2], _FLOORS, 0.0)
        shares = np.maximum(counts / counts.sum(), floors)
    return {chunk: float(share) for chunk, share in zip(batch.chunks, shares, strict=True) if share > LEAST_SHARE}


def _batch(pairs: Sequence[tuple[str, str]]) -> _Pairs:
    known: dict[tuple[str, str], int] = {}
    numbers: Numbers = {}
    for wide, high in SHAPES:
        table = np.full((len(pairs), LONGEST_ENGLISH + 1 - wide, LONGEST_ARABIC + 1 - high), -1, np.int32)
        for row, (english, arabic) in enumerate(pairs):
            for i in range(len(english) - wide + 1):
                for j in range(len(arabic) - high + 1):
                    chunk = (english[i : i + wide], arabic[j : j + high])
                    table[row, i, j] = known.setdefault(chunk, len(known))
        numbers[wide, high] = table
    lengths = np.array([(len(english), len(arabic)) for english, arabic in pairs], np.int64)
    return _Pairs(numbers, tuple(known), lengths[:, 0], lengths[:, 1])


def _expected(batch: _Pairs, shares: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the expected count of each chunk; the last of `shares` stands for no chunk and is 0."""
    rows = np.arange(len(batch.english))
    before = _forward(batch, shares)
    after = _backward(batch, shares)
    whole = before[rows, batch.english, batch.arabic][:, None, None]
    counts = np.zeros(len(shares))
    for (wide, high), table in batch.numbers.items():
        start = before[:, : LONGEST_ENGLISH + 1 - wide, : LONGEST_ARABIC + 1 - high]
        counts += np.bincount(
            np.where(table < 0, len(shares) - 1, table).ravel(),
            (start * shares[table] * after[:, wide:, high:] / whole).ravel(),
            len(shares),
        )
    return np.asarray(counts[:-1], np.float64)


def _forward(batch: _Pairs, shares: NDArray[np.float64]) -> Lattice:
    lattice = np.zeros((len(batch.english), LONGEST_ENGLISH + 1, LONGEST_ARABIC + 1))
    lattice[:, 0, 0] = 1
    for i in range(LONGEST_ENGLISH + 1):
        for j in range(LONGEST_ARABIC + 1):
            for (wide, high), table in batch.numbers.items():
                if i >= wide and j >= high:
                    lattice[:, i, j] += lattice[:, i - wide, j - high] * shares[table[:, i - wide, j - high]]
    return lattice


def _backward(batch: _Pairs, shares: NDArray[np.float64]) -> Lattice:
    lattice = np.zeros((len(batch.english), LONGEST_ENGLISH + 1, LONGEST_ARABIC + 1))
    lattice[np.arange(len(batch.english)), batch.english, batch.arabic] = 1
    for i in range(LONGEST_ENGLISH, -1, -1):
        for j in range(LONGEST_ARABIC, -1, -1):
            for (wide, high), table in batch.numbers.items():
                if i + wide <= LONGEST_ENGLISH and j + high <= LONGEST_ARABIC:
                    lattice[:, i, j] += lattice[:, i + wide, j + high] * shares[table[:, i, j]]
    return lattice
