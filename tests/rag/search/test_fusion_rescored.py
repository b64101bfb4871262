from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from rag.search.fusion import rescored

SCORES = arrays(np.float32, st.integers(1, 20), elements=st.floats(0, 1, width=32))


@given(SCORES, st.integers(0, 1000))
def test_new_scores_keep_the_chosen_within_their_range_and_leave_the_others(joint: np.ndarray, seed: int) -> None:
    """Scores that were not chosen stay; the chosen ones keep between the best and the least that they had."""
    rng = np.random.default_rng(seed)
    chosen = np.flatnonzero(rng.random(len(joint)) < 0.5)
    mixed = rescored(joint, chosen, rng.normal(size=len(chosen)))
    others = np.setdiff1d(np.arange(len(joint)), chosen)
    assert np.array_equal(mixed[others], joint[others])
    if len(chosen):
        assert mixed[chosen].min() >= joint[chosen].min() - 1e-6
        assert mixed[chosen].max() <= joint[chosen].max() + 1e-6


def test_the_chosen_stand_in_the_order_of_the_new_scores() -> None:
    """The chosen passages stand in the other's order, before those that were not chosen."""
    joint = np.array([0.9, 0.8, 0.7, 0.1], np.float32)
    changed = rescored(joint, np.array([0, 1, 2]), np.array([1.0, 2.0, 3.0]))
    assert np.argsort(-changed).tolist() == [2, 1, 0, 3]


def test_nothing_chosen_changes_nothing() -> None:
    """Without new scores the joint ones are as they were."""
    joint = np.array([0.9, 0.8, 0.7], np.float32)
    assert np.array_equal(rescored(joint, np.empty(0, np.int64), np.empty(0, np.float32)), joint)
