"""Rank the windows of one or two sentences of the retrieved passages by how well each answers the question.

The features are those of answer-sentence selection (Severyn and Moschitti 2015, "Learning to rank short text pairs") that need no
transformer: how much of the question is spoken of and how closely, dense similarity, retrieval score, and whether something of the
asked-for type stands there that the question does not already say. Nothing is worded or refused here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from rag.answer.evidence import Analysed, Evidence, analyse
from rag.answer.instructions import instruction_spans
from rag.answer.match import Matcher, Weights

__all__ = ["FEATURES", "TypedValues", "Window", "rank_windows"]

FEATURES: Final = ("window", "context", "dense", "passage", "typed", "compact", "pair", "heading")

# Set on seeds/questions.jsonl and on question sets about other articles by tests/bench/answers.py; the order is FEATURES'.
_WEIGHTS: Final = np.array([1.0, 0.55, 0.45, 0.45, 0.30, 0.35, -0.12, -0.25], dtype=np.float32)
_NEIGHBOUR: Final = 0.7  # what a term is worth that stands in the sentence before or after
_BACKGROUND: Final = 0.45  # ... that stands elsewhere in the passage or in the title
_PAIR_CHARS: Final = 700  # a longer pair of sentences is no quote that is checked at a glance
_COMPACT_TOKENS: Final = 14  # about a clause
_TYPED: Final = 16  # windows whose type is looked at: dates and names cost time
_TYPED_OF_ARTICLE: Final = 2  # ... at least so many of each article
_NEAR_VALUE: Final = 10  # words between a value and what the question speaks of, about a clause
_FAR_VALUE: Final = 0.3  # what a value is worth that stands in another clause
_FULL_STOPS: Final = '.!?؟…。"”»)]:;؛'

TypedValues = Callable[[str, Analysed], list[tuple[int, int, float]]]


@dataclass(frozen=True, slots=True)
class Window:
    """One or two neighbouring sentences: `article.body[start:end]`, with its features and the terms it meets."""

    evidence: Evidence
    first: int  # index into evidence.sentences
    count: int  # 1 or 2
    features: Weights
    strengths: Weights  # per question term, in the window itself
    context_strengths: Weights  # ... with what stands around it, discounted
    score: float

    @property
    def start(self) -> int:
        """Where it starts in the article's body."""
        return self.evidence.sentences[self.first].start

    @property
    def end(self) -> int:
        """Where it ends in the article's body."""
        return self.evidence.sentences[self.first + self.count - 1].end

    @property
    def text(self) -> str:
        """The words, exactly as the article has them."""
        return self.evidence.article.body[self.start : self.end]

    def feature(self, name: str) -> float:
        """Return one feature by name."""
        return float(self.features[FEATURES.index(name)])


def rank_windows(matcher: Matcher, evidence: Sequence[Evidence], typed: TypedValues) -> list[Window]:
    """Return the windows of `evidence`, best first; `typed` finds in a text what is asked for."""
    best = max((item.score for item in evidence), default=0.0) or 1.0
    plain: dict[tuple[str, int, int], Window] = {}
    for item in evidence:
        for window in _windows(matcher, item, item.score / best):
            key = (item.article.id, window.start, window.end)
            if key not in plain or plain[key].score < window.score:
                plain[key] = window  # a sentence in two overlapping passages counts in the better one
    ranked = sorted(plain.values(), key=lambda window: -window.score)
    typed_as: dict[str, float] = {}  # windows share sentences
    looked = [_with_type(matcher, window, typed, typed_as) for window in _promising(ranked)]
    return sorted(looked, key=lambda window: -window.score)


def _promising(ranked: Sequence[Window]) -> list[Window]:
    """Return the best windows, and of each article its best few: another source's word for the same thing is wanted too."""
    kept: list[Window] = []
    of_article: dict[str, int] = {}
    for place, window in enumerate(ranked):
        count = of_article.get(window.evidence.article.id, 0)
        if place < _TYPED or count < _TYPED_OF_ARTICLE:
            kept.append(window)
            of_article[window.evidence.article.id] = count + 1
    return kept


def _windows(matcher: Matcher, item: Evidence, relative: float) -> Iterator[Window]:
    parts = [analyse(sentence.text) for sentence in item.sentences]
    orders = instruction_spans(item.article.body)
    spans = [span for span in _spans(item) if not _ordered(item, *span, orders)]
    if not spans:
        return
    met = np.stack([_met(matcher, item, index, part) for index, part in enumerate(parts)])
    inside, near = _strengths(matcher, item, met, spans)
    spots = [matcher.positions(part) for part in parts]
    columns = [
        # Not `@`: OpenBLAS reads beyond some products of five terms on AVX-512, and what happens to stand there can raise a warning.
        np.einsum("wt,t->w", inside, matcher.weights),
        np.einsum("wt,t->w", near, matcher.weights),
        [max(item.similarities[first : first + count], default=0.0) for first, count in spans],
        [relative] * len(spans),
        [0.0] * len(spans),
        [_compact(_places_in(spots, parts, first, count)) for first, count in spans],
        [count - 1 for _, count in spans],
        [_is_heading(item, first) if count == 1 else 0.0 for first, count in spans],
    ]
    features = np.array(columns, np.float32).T
    scores = (features @ _WEIGHTS).tolist()
    for place, (first, count) in enumerate(spans):
        yield Window(item, first, count, features[place], inside[place], near[place], scores[place])


def _spans(item: Evidence) -> Iterator[tuple[int, int]]:
    """Yield the first sentence of each window and how many it has."""
    last = len(item.sentences) - 1
    for first in range(last + 1):
        yield first, 1
        if first < last and not _too_long(item, first):
            yield first, 2


def _places_in(
    spots: Sequence[tuple[tuple[int, int, float], ...]], parts: Sequence[Analysed], first: int, count: int
) -> tuple[tuple[int, int, float], ...]:
    """Return what `Matcher.positions` says of a window whose sentences have these `spots`."""
    if count == 1:
        return spots[first]
    gap = len(parts[first].terms)
    return (*spots[first], *((place + gap, number, weight) for place, number, weight in spots[first + 1]))


def _strengths(
    matcher: Matcher, item: Evidence, met: Weights, spans: Sequence[tuple[int, int]]
) -> tuple[Weights, Weights]:
    """Return float32 [windows, terms] twice: how well each term is met inside of each window, and with what stands around it.

    `met` is the same for each sentence [sentences, terms].
    """
    first = np.array([start for start, _ in spans])
    last = first + np.array([count for _, count in spans]) - 1
    inside = np.maximum(met[first], met[last])
    # Nothing stands before the first sentence and after the last.
    beside = np.zeros((len(met) + 2, met.shape[1]), np.float32)
    beside[1:-1] = _NEIGHBOUR * met
    whole = _BACKGROUND * np.maximum(matcher.strengths(analyse(item.article.title)), met.max(axis=0))
    return inside, np.maximum.reduce([inside, np.broadcast_to(whole, inside.shape), beside[first], beside[last + 2]])


def _met(matcher: Matcher, item: Evidence, index: int, part: Analysed) -> Weights:
    sentence = item.sentences[index]
    told = (mention for mention in item.dates if sentence.start <= mention.start < sentence.end)
    return matcher.with_dates(matcher.strengths(part), told, item.article.published)


def _with_type(matcher: Matcher, window: Window, typed: TypedValues, known: dict[str, float]) -> Window:
    features = window.features.copy()
    texts = [s.text for s in window.evidence.sentences[window.first : window.first + window.count]]
    for text in texts:
        if text not in known:
            known[text] = _typed(matcher, text, typed)
    features[FEATURES.index("typed")] = max(known[text] for text in texts)
    return replace(window, features=features, score=float(features @ _WEIGHTS))


def _typed(matcher: Matcher, text: str, typed: TypedValues) -> float:
    """Return how well the best value of a sentence fits (0..1); one far from what the question speaks of fits less."""
    part = analyse(text)
    values = typed(text, part)
    if not values:
        return 0.0
    met = matcher.positions(part)
    total = _weight(met)
    best = 0.0
    for start, end, fit in values:
        first, last = _places(part, start, end)
        near = [spot for spot in met if first - _NEAR_VALUE <= spot[0] <= last + _NEAR_VALUE]
        best = max(best, fit * (_FAR_VALUE + (1 - _FAR_VALUE) * (_weight(near) / total if total else 1.0)))
    return best


def _places(part: Analysed, start: int, end: int) -> tuple[int, int]:
    """Return the first and the last word that touch `start..end`."""
    touched = [place for place, span in enumerate(part.spans) if span[1] > start and span[0] < end]
    return (touched[0], touched[-1]) if touched else (0, len(part.spans))


def _weight(met: Sequence[tuple[int, int, float]]) -> float:
    """Return the question weight that is met, each term once."""
    best: dict[int, float] = {}
    for _, number, weight in met:
        best[number] = max(best.get(number, 0.0), weight)
    return sum(best.values())


def _ordered(item: Evidence, first: int, count: int, orders: Sequence[tuple[int, int]]) -> bool:
    """Tell whether a window holds words that are addressed to a machine: they report nothing."""
    start, end = item.sentences[first].start, item.sentences[first + count - 1].end
    return any(a < end and start < b for a, b in orders)


def _too_long(item: Evidence, first: int) -> bool:
    return item.sentences[first + 1].end - item.sentences[first].start > _PAIR_CHARS


def _is_heading(item: Evidence, index: int) -> float:
    """Return 1 for a line that ends like no sentence: a sub-heading names an answer but seldom proves it."""
    text = item.sentences[index].text.rstrip()
    return float(bool(text) and text[-1] not in _FULL_STOPS and len(text) < 160)


def _compact(places: Sequence[tuple[int, int, float]]) -> float:
    """Return the largest share (0..1) of the question's weight that is met within one clause's length."""
    best = 0.0
    for index, (start, _, _) in enumerate(places):
        if index and start == places[index - 1][0]:  # the place before began here too, and met more
            continue
        inside: dict[int, float] = {}
        for place, number, weight in places[index:]:
            if place - start >= _COMPACT_TOKENS:
                break
            inside[number] = max(inside.get(number, 0.0), weight)
        best = max(best, sum(inside.values()))
    return best
