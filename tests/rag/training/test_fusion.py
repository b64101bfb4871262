"""Fusion: how a share is scored, and that the fit finds what tells right passages from wrong ones."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from rag.search.closeness import CLOSENESS_FEATURES
from rag.training.fusion import Candidates, closeness_ndcg, fit, ndcg_at_10

ONE = Candidates(
    sparse=np.array([1.0, 3.0, 2.0], np.float32),
    dense=np.array([2.0, 0.0, 1.0], np.float32),
    documents=("a", "b", "a"),
    right="a",
    closeness=np.zeros((0, len(CLOSENESS_FEATURES))),
    compared=(),
)


def test_fusion_is_scored_by_the_best_passage_of_each_document() -> None:
    """A document stands where its best passage stands."""
    assert ndcg_at_10([ONE], 0.0) == 1.0
    assert ndcg_at_10([ONE], 1.0) == pytest.approx(1 / np.log2(3))


def test_the_fit_weighs_what_tells_the_right_passage() -> None:
    """Of five features of which one alone is higher for the right passage, that one weighs most, and ranks it first."""
    chance = np.random.default_rng(0)
    telling = CLOSENESS_FEATURES.index("sentence")
    found = []
    for _ in range(40):
        features = chance.random((6, len(CLOSENESS_FEATURES)))
        features[2, telling] = 1.5
        found.append(dataclasses.replace(ONE, closeness=features, compared=("x", "y", "a", "z", "u", "v")))
    weights = fit(found)
    assert weights.argmax() == telling
    assert closeness_ndcg(found, weights) == 1.0


def test_questions_whose_passage_was_not_compared_teach_nothing() -> None:
    """They have no right choice among the passages compared, and leave the weights as they are."""
    taught = dataclasses.replace(ONE, closeness=np.eye(2, len(CLOSENESS_FEATURES)), compared=("a", "b"))
    missed = dataclasses.replace(taught, right="c")
    assert np.allclose(fit([taught]), fit([taught, missed]))
