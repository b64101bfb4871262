"""How sure an answer is: more of the question met is surer, a reason against it is less sure, and some refuse alone."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import pytest

from rag.answer.confidence import FEATURES, confidence, features, is_hard
from rag.answer.extract import judged
from rag.answer.reasons import REASONS, Reason
from rag.answer.windows import FEATURES as WINDOW_FEATURES
from rag.answer.windows import Window
from tests.rag.answer.asking import QUESTION, request

ASKED: Final = request(QUESTION).question


@pytest.fixture
def window() -> Window:
    """Return the window that answers the scripted question."""
    return judged(request(QUESTION))[0].window


def test_a_confidence_is_a_probability_and_every_reason_lowers_it(window: Window) -> None:
    """No weight has a sign that a reader would not expect."""
    sure = confidence(ASKED, window, ())
    assert 0.5 < sure < 1
    for name in FEATURES:
        if name in REASONS:
            assert confidence(ASKED, window, (Reason(name, 0.5),)) < sure, name


@pytest.mark.parametrize("name", [name for name in FEATURES if name in WINDOW_FEATURES])
def test_more_of_the_question_met_is_surer(window: Window, name: str) -> None:
    """Of two windows that differ in one feature the one with more of it is surer."""
    less = window.features.copy()
    less[WINDOW_FEATURES.index(name)] -= 0.3
    assert confidence(ASKED, replace(window, features=less), ()) < confidence(ASKED, window, ())


def test_features_are_the_windows_and_the_reasons_in_order(window: Window) -> None:
    """What a fit sees is what the model weighs."""
    named = dict(
        zip(FEATURES, features(ASKED, window, (Reason("words_unmet", 0.25), Reason("other_office", 1.0))), strict=True)
    )
    assert named["words_unmet"] == 0.25
    assert named["window"] == window.feature("window")
    assert "other_office" not in named


def test_a_reason_refuses_alone_from_its_strength_on() -> None:
    """A light word that a why-question lacks is only doubtful; a heavy one is what it takes for granted."""
    assert is_hard(Reason("other_office", 1.0))
    assert is_hard(Reason("premise_unmet", 0.4))
    assert not is_hard(Reason("premise_unmet", 0.1))
    assert not is_hard(Reason("words_unmet", 1.0))
