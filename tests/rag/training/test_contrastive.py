from __future__ import annotations

import numpy as np
import pytest

from rag.training.contrastive import Bags, TokenVectors, _contrast, join, some, span, take
from rag.training.tokenizer import Ragged


def lists() -> Ragged:
    return Ragged.of([np.array(ids, np.int32) for ids in ([1, 2], [], [3], [4, 5, 6])])


def read(bags: Bags) -> list[list[int]]:
    return [part.tolist() for part in np.split(bags.ids, np.cumsum(bags.sizes)[:-1])]


def test_lists_are_taken_in_the_order_asked_for() -> None:
    """A list may be taken twice, and an empty one stays a place."""
    assert read(take(lists(), np.array([3, 1, 0, 3]))) == [[4, 5, 6], [], [1, 2], [4, 5, 6]]


def test_a_span_joins_its_lists_up_to_a_number_of_tokens() -> None:
    """A span holds the tokens of its lists in order, cut at the limit; a span of nothing is empty."""
    assert read(span(lists(), np.array([0, 2, 1]), np.array([3, 4, 1]), 3)) == [[1, 2, 3], [3, 4, 5], []]


def test_joining_keeps_each_text_together() -> None:
    """Both bags of a text become one, and none of another's tokens."""
    one, two = take(lists(), np.array([0, 1])), take(lists(), np.array([2, 3]))
    assert read(join(one, two)) == [[1, 2, 3], [4, 5, 6]]


def test_some_tokens_are_a_choice_of_each_bags_own() -> None:
    """The chosen tokens are distinct places of the same bag, at least and at most as many as asked for."""
    bags = Bags(np.arange(60, dtype=np.int32), np.array([20, 3, 0, 37]))
    chosen = read(some(bags, 4, 8, np.random.default_rng(3)))
    for part, (first, last) in zip(chosen, [(0, 20), (20, 23), (23, 23), (23, 60)], strict=True):
        assert set(part) <= set(range(first, last))
        assert len(part) == len(set(part))
        assert min(4, last - first) <= len(part) <= 8


@pytest.mark.parametrize("apart", [None, np.array([0, 1, 1, 2])])
def test_the_gradient_is_that_of_the_loss(apart: np.ndarray | None) -> None:
    """The written gradient agrees with differences of the loss, pairs that are kept apart or not."""
    chance = np.random.default_rng(5)
    first, second = (chance.normal(size=(4, 3)).astype(np.float32) * 0.3 for _ in range(2))
    _, of_first, of_second = _contrast(first, second, apart)
    for side, gradient in ((first, of_first), (second, of_second)):
        for place in np.ndindex(side.shape):
            kept, losses = side[place], []
            for move in (1e-2, -1e-2):
                side[place] = kept + move
                losses.append(_contrast(first, second, apart)[0])
            side[place] = kept
            assert gradient[place] == pytest.approx((losses[0] - losses[1]) / 2e-2, rel=0.02, abs=2e-3)


def test_partners_come_together_and_strangers_apart() -> None:
    """After some steps each text is nearest to its own partner, though they share no token."""
    chance = np.random.default_rng(1)
    vectors = TokenVectors(chance.normal(size=(200, 16)).astype(np.float32))
    one = Ragged.of([np.array([n, n + 1], np.int32) for n in range(0, 100, 2)])
    two = Ragged.of([np.array([100 + n, 101 + n, 100 + n], np.int32) for n in range(0, 100, 2)])
    every = np.arange(50)
    losses = [vectors.step(take(one, every), take(two, every), 0.05) for _ in range(60)]
    assert losses[-1] < losses[0] / 10
    left, right = (np.array([vectors.table[ids].sum(axis=0) for ids in read(take(side, every))]) for side in (one, two))
    units = [rows / np.linalg.norm(rows, axis=1, keepdims=True) for rows in (left, right)]
    assert (units[0] @ units[1].T).argmax(axis=1).tolist() == every.tolist()


def test_pairs_with_an_empty_side_teach_nothing() -> None:
    """A text without tokens has no direction: its partner's row does not move."""
    chance = np.random.default_rng(1)
    vectors = TokenVectors(chance.normal(size=(10, 4)).astype(np.float32))
    before = vectors.table.copy()
    one = Ragged.of([np.array(ids, np.int32) for ids in ([1], [2], [])])
    two = Ragged.of([np.array(ids, np.int32) for ids in ([3], [4], [5])])
    loss = vectors.step(take(one, np.arange(3)), take(two, np.arange(3)), 0.05)
    assert np.isfinite(loss)
    assert np.array_equal(vectors.table[5], before[5])
    assert not np.array_equal(vectors.table[3], before[3])
