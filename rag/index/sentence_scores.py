"""Score single sentences by the terms of a question's groups: as short passages, and by how well each group is met at all.

The statistics are those of the whole archive (`rag.index.sparse`), so that a sentence and a passage are measured alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rag.index.arrays import runs
from rag.index.sparse import BM25_B, BM25_K1, HeldGroup, SparseIndex

__all__ = ["sentence_scores", "sentence_shares"]

Rows = NDArray[np.integer[Any]]


def sentence_scores(index: SparseIndex, groups: Sequence[HeldGroup], sentences: Rows) -> NDArray[np.float32]:
    """Return the score of each of these sentences [sentences]: that of a passage, with the sentence's own frequencies and length."""
    rows, words, sizes = _words(index, sentences)
    mean = max(len(index.sentence_terms), 1) / max(len(index.sentence_starts) - 1, 1)
    norms = BM25_K1 * (1 - BM25_B + BM25_B * sizes / mean)
    total = np.zeros(len(sentences))
    for group, (found, meant) in zip(groups, _meant(groups, rows, words), strict=True):
        mixed = np.bincount(found, meant, len(sentences))
        total += group.worth * mixed * (BM25_K1 + 1) / (mixed + norms)
    return total.astype(np.float32)


def sentence_shares(index: SparseIndex, groups: Sequence[HeldGroup], sentences: Rows) -> NDArray[np.float32]:
    """Return float32 [groups, sentences]: the highest probability of a group's terms that each of these sentences holds."""
    rows, words, _ = _words(index, sentences)
    shares = np.zeros((len(groups), len(sentences)), np.float32)
    for share, (found, meant) in zip(shares, _meant(groups, rows, words), strict=True):
        np.maximum.at(share, found, meant.astype(np.float32))
    return shares


def _words(index: SparseIndex, sentences: Rows) -> tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.int64]]:
    """Return the term numbers of these sentences one after another, the place of the sentence of each, and the sentences' sizes."""
    starts = np.asarray(index.sentence_starts[sentences])
    sizes = np.asarray(index.sentence_starts[sentences + 1]) - starts
    rows = np.repeat(np.arange(len(sentences)), sizes)
    return rows, index.sentence_terms[runs(starts, sizes)], sizes


def _meant(
    groups: Sequence[HeldGroup], rows: NDArray[np.int64], words: NDArray[np.int32]
) -> Iterator[tuple[NDArray[np.int64], NDArray[np.float64]]]:
    """Yield for each group the rows whose word is one of its terms, and the probability of that term."""
    wanted = np.unique(np.concatenate([group.numbers for group in groups] + [np.empty(0, np.int64)]))
    kept = np.isin(words, wanted)
    rows, words = rows[kept], words[kept]
    for group in groups:
        if len(group.numbers):
            place = np.minimum(np.searchsorted(group.numbers, words), len(group.numbers) - 1)
            same = group.numbers[place] == words
            yield rows[same], group.shares[place[same]]
        else:
            yield rows[:0], group.shares
