"""Say how sure an extractive answer is, between 0 and 1, so that a threshold can refuse.

A logistic model: what speaks for an answer (how much of the question its window meets) against the named reasons of `rag.answer.reasons`.
Signs are what a reader expects. The weights are fitted by tests/bench/answers.py on question sets with unanswerable questions and stand
here as constants; nothing is learned at run time. A few reasons refuse alone, whatever the rest says.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Final

from rag.answer.reasons import Reason
from rag.answer.windows import Window
from rag.search.question import Question

__all__ = ["FEATURES", "confidence", "features", "is_hard"]

# In log-odds, per unit of what the window meets of the question, and of a reason's strength.
_BIAS: Final = -1.58
_SUPPORT: Final[Mapping[str, float]] = {"window": 1.19, "context": 1.34, "dense": 2.11, "compact": 0.36, "typed": 0.17}
_AGAINST: Final[Mapping[str, float]] = {
    "short_unmet": -1.35,
    "words_unmet": -2.22,
    "number_missing": -2.11,
    "nothing_to_take": -0.38,
    "few_words": -0.84,
}
# A passage in the other language meets less of a question that it answers as well.
_ACROSS: Final = 0.25
FEATURES: Final = (*_SUPPORT, *_AGAINST, "across")

# Reasons that refuse alone from this strength on. Below it, answerable and unanswerable questions of the measured sets have them alike.
_HARD: Final[Mapping[str, float]] = {
    "other_speaker": 1.0,
    "other_office": 1.0,
    "sort_untold": 1.0,
    "opposite_told": 1.0,
    "time_untold": 1.0,
    "known_name_absent": 0.2,
    "name_absent": 0.25,
    "unheard_absent": 0.3,
    "identity_unmet": 0.25,
    "measure_untold": 1.0,
    "deed_untold": 1.0,
    "premise_unmet": 0.25,
    "short_unmet": 0.4,
    "number_missing": 1.0,
}


def features(question: Question, window: Window, reasons: Sequence[Reason]) -> tuple[float, ...]:
    """Return what is weighed, in the order of FEATURES."""
    strengths = {reason.name: reason.strength for reason in reasons}
    across = float(window.evidence.article.language != question.language)
    return (*map(window.feature, _SUPPORT), *(strengths.get(name, 0.0) for name in _AGAINST), across)


def confidence(question: Question, window: Window, reasons: Sequence[Reason]) -> float:
    """Return the probability that `window` answers `question`, as far as the features tell; hard reasons are not looked at."""
    weights = (*_SUPPORT.values(), *_AGAINST.values(), _ACROSS)
    weighed = zip(weights, features(question, window, reasons), strict=True)
    total = _BIAS + sum(weight * value for weight, value in weighed)
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


def is_hard(reason: Reason) -> bool:
    """Tell whether `reason` refuses alone."""
    return reason.strength >= _HARD.get(reason.name, math.inf)
