"""Fusion: both legs on one scale, no matter in which order the candidates come."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.search.fusion import SPARSE_SHARES, fuse, sparse_share, unit_range

_SCORES = st.lists(st.tuples(st.floats(-50, 50, width=32), st.floats(-1, 1, width=32)), min_size=1, max_size=12)


@given(_SCORES, st.randoms(use_true_random=False), st.floats(0, 1))
def test_the_order_of_candidates_does_not_matter(
    pairs: list[tuple[float, float]], random: np.random.Generator, share: float
) -> None:
    sparse, dense = np.array(pairs, np.float32).T
    order = list(range(len(pairs)))
    random.shuffle(order)
    np.testing.assert_array_equal(fuse(sparse[order], dense[order], share), fuse(sparse, dense, share)[order])


@given(_SCORES)
def test_a_leg_alone_keeps_its_order(pairs: list[tuple[float, float]]) -> None:
    sparse, dense = np.array(pairs, np.float32).T
    assert np.all(np.diff(fuse(sparse, dense, 1.0)[np.argsort(sparse)]) >= 0)
    assert np.all(np.diff(fuse(sparse, dense, 0.0)[np.argsort(dense)]) >= 0)


def test_scores_are_stretched_from_nought_to_one() -> None:
    assert unit_range(np.array([3.0, 1.0, 2.0])).tolist() == [1.0, 0.0, 0.5]
    assert unit_range(np.array([2.0, 2.0])).tolist() == [0.0, 0.0]
    assert unit_range(np.array([])).tolist() == []


def test_an_archive_of_two_languages_takes_the_mean_of_both_pairs() -> None:
    both = (SPARSE_SHARES["en", "ar"] + SPARSE_SHARES["en", "en"]) / 2
    assert sparse_share("en", {"ar", "en"}) == pytest.approx(both)
    assert sparse_share("ar", {"ar"}) == SPARSE_SHARES["ar", "ar"]
    assert 0 < sparse_share("ar", set()) < 1
