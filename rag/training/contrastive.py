"""Learn token vectors from pairs of texts that belong together: the sum of a text's token vectors must point at its partner's.

The loss is the symmetric cross-entropy over all pairings of a batch (van den Oord et al. 2018, InfoNCE; Henderson et al. 2017),
its gradient written out, so that numpy and scipy suffice; each row has one step size of its own (RMSProp by rows: Adam's two
moments for every number would cost more than all the rest). It reads no file and knows no language.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from rag.training.tokenizer import Ragged

__all__ = ["Bags", "TokenVectors", "join", "some", "span", "take"]

Floats: TypeAlias = NDArray[np.float32]
Places: TypeAlias = NDArray[np.int64]

TEMPERATURE: Final = 1 / 14  # best of 1/20, 1/14, 1/10 on held-out translations and titles together
DECAY: Final = 0.99  # of the mean squared gradient of a row
_TINY: Final = np.float32(1e-8)
_NEVER: Final = -80.0  # exp of it is nothing, and not a denormal number


@dataclass(frozen=True, slots=True)
class Bags:
    """Texts as bags of tokens, flat: `sizes[i]` ids for text i, one after the other."""

    ids: NDArray[np.int32]
    sizes: Places

    def __len__(self) -> int:
        """Return the number of texts."""
        return len(self.sizes)


def take(lists: Ragged, places: Places) -> Bags:
    """Return the lists at `places`."""
    return span(lists, places, places + 1, np.iinfo(np.int32).max)


def span(lists: Ragged, first: Places, last: Places, most: int) -> Bags:
    """Return for each i the lists first[i] to last[i] (exclusive) as one bag of at most `most` tokens."""
    starts = lists.starts[first]
    sizes = np.minimum(lists.starts[last] - starts, most)
    offsets = np.cumsum(sizes) - sizes
    return Bags(lists.ids[np.repeat(starts - offsets, sizes) + np.arange(sizes.sum())], sizes)


def some(bags: Bags, least: int, most: int, chance: np.random.Generator) -> Bags:
    """Return `least` to `most` tokens of each bag, chosen at random: what is left reads like a question."""
    wanted = np.minimum(bags.sizes, chance.integers(least, most + 1, len(bags)))
    texts = np.repeat(np.arange(len(bags)), bags.sizes)
    order = np.lexsort((chance.random(len(texts)), texts))
    place = np.arange(len(texts)) - np.repeat(np.cumsum(bags.sizes) - bags.sizes, bags.sizes)
    return Bags(bags.ids[order][place < np.repeat(wanted, bags.sizes)], wanted)


def join(one: Bags, two: Bags) -> Bags:
    """Return the bags of both, pairwise as one."""
    numbers = np.arange(len(one))
    order = np.argsort(np.concatenate([np.repeat(numbers, one.sizes), np.repeat(numbers, two.sizes)]), kind="stable")
    return Bags(np.concatenate([one.ids, two.ids])[order], one.sizes + two.sizes)


class TokenVectors:
    """The table that is learned: one row a token."""

    def __init__(self, table: Floats) -> None:
        """Start from `table` [tokens, dimensions], which is changed in place."""
        self.table = table
        self._square = np.zeros(len(table), np.float32)
        self._steps = np.zeros(len(table), np.int64)

    def step(self, one: Bags, two: Bags, rate: float, apart: NDArray[np.int64] | None = None) -> float:
        """Move the rows so that each bag of `one` comes nearer to its partner in `two` than to the others; return the loss.

        Pairs with equal numbers in `apart` are not held against each other. Pairs with an empty side are left out.
        """
        kept = np.flatnonzero((one.sizes > 0) & (two.sizes > 0))
        rows, counts = _count_matrix(one, two)
        used = self.table[rows]
        sums = counts @ used
        lengths = np.sqrt(np.einsum("ij,ij->i", sums, sums))[:, None] + _TINY
        units = sums / lengths
        places = np.concatenate([kept, kept + len(one)])
        first, second = units[kept], units[kept + len(one)]
        loss, of_first, of_second = _contrast(first, second, None if apart is None else apart[kept])
        wanted = np.zeros_like(units)
        wanted[places] = np.concatenate([of_first, of_second])
        wanted = (wanted - units * np.einsum("ij,ij->i", wanted, units)[:, None]) / lengths
        self._move(rows, used, np.asarray(counts.T @ wanted, np.float32), rate)
        return loss

    def _move(self, rows: Places, used: Floats, gradient: Floats, rate: float) -> None:
        self._steps[rows] += 1
        square = self._square[rows] * DECAY + (1 - DECAY) * np.einsum("ij,ij->i", gradient, gradient) / used.shape[1]
        self._square[rows] = square
        typical = np.sqrt(square / (1 - DECAY ** self._steps[rows])) + 1e-9
        gradient *= (rate / typical)[:, None].astype(np.float32)
        used -= gradient
        self.table[rows] = used


def _count_matrix(one: Bags, two: Bags) -> tuple[Places, sp.csr_matrix]:
    """Return the tokens that occur, and how often each text [rows] holds each of them [columns]."""
    ids = np.concatenate([one.ids, two.ids])
    rows, columns = np.unique(ids, return_inverse=True)
    ends = np.concatenate([[0], np.cumsum(np.concatenate([one.sizes, two.sizes]))])
    shape = (len(one) + len(two), len(rows))
    return rows.astype(np.int64), sp.csr_matrix((np.ones(len(ids), np.float32), columns, ends), shape=shape)


def _contrast(first: Floats, second: Floats, apart: NDArray[np.int64] | None) -> tuple[float, Floats, Floats]:
    """Return the loss and its gradients for the unit rows of both sides."""
    likeness = (first @ second.T) * np.float32(1 / TEMPERATURE)
    right = np.diagonal(likeness).copy()
    if apart is not None:
        same = apart[:, None] == apart[None]
        np.fill_diagonal(same, val=False)
        likeness[same] = _NEVER
    np.exp(likeness, out=likeness)  # at most e^20: single precision holds the sums
    by_row, by_column = likeness.sum(1), likeness.sum(0)
    loss = float((np.log(by_row) + np.log(by_column) - 2 * right).mean())
    gradient = likeness / by_row[:, None]
    gradient += likeness / by_column
    gradient[np.diag_indices(len(gradient))] -= 2
    gradient *= np.float32(1 / (TEMPERATURE * len(gradient)))
    return loss, gradient @ second, gradient.T @ first
