from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from rag.search.fusion import blend

SCORES = arrays(np.float32, st.integers(1, 20), elements=st.floats(0, 1, width=32))


@given(SCORES, st.integers(0, 1000), st.floats(0, 1))
def test_blending_keeps_the_chosen_within_their_range_and_leaves_the_others(
    joint: np.ndarray, seed: int, share: float
) -> None:
    """Scores that were not chosen stay; the chosen ones keep between the best and the least that they had."""
    rng = np.random.default_rng(seed)
    chosen = np.flatnonzero(rng.random(len(joint)) < 0.5)
    mixed = blend(joint, chosen, rng.normal(size=len(chosen)), share)
    others = np.setdiff1d(np.arange(len(joint)), chosen)
    assert np.array_equal(mixed[others], joint[others])
    if len(chosen):
        assert mixed[chosen].min() >= joint[chosen].min() - 1e-6
        assert mixed[chosen].max() <= joint[chosen].max() + 1e-6


def test_a_whole_share_gives_the_other_order() -> None:
    """With the whole share the chosen passages stand in the other's order."""
    joint = np.array([0.9, 0.8, 0.7, 0.1], np.float32)
    mixed = blend(joint, np.array([0, 1, 2]), np.array([1.0, 2.0, 3.0]), 1.0)
    assert np.argsort(-mixed).tolist() == [2, 1, 0, 3]


def test_no_share_changes_nothing() -> None:
    """Without a share the scores are as they were."""
    joint = np.array([0.9, 0.8, 0.7], np.float32)
    assert np.array_equal(blend(joint, np.array([0, 2]), np.array([1.0, 2.0]), 0.0), joint)
