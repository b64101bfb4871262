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
    "window", "context", "dense", "compact", "typed", "untyped_number", "untyped", "heaviest_unmet", "entity_unmet", "unbound", "short",
    "few_unmet", "why_unmet",
)  # fmt: skip
_WEIGHTS: Final = (2.83, 2.76, 2.59, 2.18, 0.74, -1.84, -0.13, -0.04, -0.58, -0.32, -0.16, -0.28, -0.62)
_BIAS: Final = -4.58

_MANY_ARTICLES: Final = 50
_FEW_ARTICLES: Final = (
    0.52  # in log-odds: measured between the sets of five to sixteen articles and those of two hundred
)

_TYPED_KINDS: Final = frozenset({"when", "who", "where", "howmany", "howlong", "organisation"})
_NUMBER_KINDS: Final = frozenset({"howmany", "howlong"})
_LEAST_TYPED: Final = 0.25
_UNMET: Final = 0.3  # strength below which a term of the question is not met
_FEW_TERMS: Final = 4
_SHORT_QUESTION: Final = 5  # terms: each carries much of what is asked
_PREMISE_KINDS: Final = frozenset({"why", "yesno"})  # what is asked about must have happened


def confidence_features(question: Question, matcher: Matcher, best: Window) -> tuple[float, ...]:
    """Return the features of `best`, in the order of CONFIDENCE_FEATURES."""
    typed = question.kind in _TYPED_KINDS
    unmet = [
        float(weight)
        for weight, strength in zip(matcher.weights, best.context_strengths, strict=True)
        if strength < _UNMET
    ]
    return (
        best.feature("window"),
        best.feature("context"),
        best.feature("dense"),
        best.feature("compact"),
        best.feature("typed") if typed else 0.0,
        float(question.kind in _NUMBER_KINDS and best.feature("typed") < _LEAST_TYPED),
        float(typed and best.feature("typed") < _LEAST_TYPED),
        max(unmet, default=0.0),
        float(matcher.entities_unmet(best.context_strengths) > 0),
        matcher.unbound(analyse(best.text)),
        float(len(matcher.terms) < _FEW_TERMS) * (1.0 - best.feature("context")),
        float(typed and len(matcher.terms) <= _SHORT_QUESTION) * max(unmet, default=0.0),
        float(question.kind in _PREMISE_KINDS) * max(unmet, default=0.0),
    )


def confidence(question: Question, matcher: Matcher, best: Window, articles: int = _MANY_ARTICLES) -> float:
    """Return the probability that `best` answers `question`, as far as the features and the archive's size can tell.

    Of what people ask, an archive of a few articles answers less than one of thousands: its prior is lower.
    """
    features = confidence_features(question, matcher, best)
    total = _BIAS + sum(weight * value for weight, value in zip(_WEIGHTS, features, strict=True))
    if articles < _MANY_ARTICLES:
        total -= _FEW_ARTICLES
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))
