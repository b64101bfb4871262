"""Say how sure an extractive answer is, between 0 and 1, so that a threshold can refuse.

A logistic model over few features whose signs a reader can check. The weights are fitted by tests/bench/answers.py on question
sets with unanswerable questions and stand here as constants; nothing is learned at run time.
"""

from __future__ import annotations

import math
from typing import Final

from rag.answer.evidence import analyse
from rag.answer.match import Matcher
from rag.answer.windows import Window
from rag.search.question import Question

__all__ = ["CONFIDENCE_FEATURES", "confidence", "confidence_features"]

CONFIDENCE_FEATURES: Final = (
    "window", "context", "dense", "compact", "typed", "typed_kind", "heaviest_unmet", "entity_unmet", "unbound",
)  # fmt: skip
_WEIGHTS: Final = (3.0, 4.0, 3.0, 0.8, 1.2, -0.6, -3.0, -2.5, -2.0)
_BIAS: Final = -3.6

_TYPED_KINDS: Final = frozenset({"when", "who", "where", "howmany", "howlong"})


def confidence_features(question: Question, matcher: Matcher, best: Window) -> tuple[float, ...]:
    """Return the features of `best`, in the order of CONFIDENCE_FEATURES."""
    typed = question.kind in _TYPED_KINDS
    unmet = [
        float(weight)
        for term, weight, strength in zip(matcher.terms, matcher.weights, best.context_strengths, strict=True)
        if strength < 0.3 and term.weight > 0
    ]
    return (
        best.feature("window"),
        best.feature("context"),
        best.feature("dense"),
        best.feature("compact"),
        best.feature("typed") if typed else 0.0,
        float(typed),
        max(unmet, default=0.0),
        float(matcher.entities_unmet(best.context_strengths) > 0),
        matcher.unbound(analyse(best.text)),
    )


def confidence(question: Question, matcher: Matcher, best: Window) -> float:
    """Return the probability that `best` answers `question`, as far as the features can tell."""
    features = confidence_features(question, matcher, best)
    total = _BIAS + sum(weight * value for weight, value in zip(_WEIGHTS, features, strict=True))
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))
