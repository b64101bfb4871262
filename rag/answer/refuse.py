"""Refuse usefully: say what the archive does not mention, and show what came nearest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rag.answer.decide import Judged
from rag.answer.evidence import quote_of
from rag.answer.match import Matcher
from rag.answer.phrases import joined, outlet_name, phrase, quoted
from rag.answer.request import Request
from rag.answer.windows import Window
from rag.language.analysis import language_of
from rag.values import Answer, Nearest

__all__ = ["contradict", "refuse"]

_NEAREST: Final = 3
_MOST_MISSING: Final = 3
_LEAST_MISSING: Final = 0.12  # of the question's weight: less is no subject


def refuse(request: Request, matcher: Matcher, windows: Sequence[Window], judged: Judged | None = None) -> Answer:
    """Return the refusal of `request`: why, what is missing, the nearest passages of different articles."""
    missing = _missing(matcher, judged) if judged else ()
    if judged and not missing and any(reason.name == "number_missing" for reason in judged.refused):
        return _refusal(request, windows, phrase("no_number", request.language), missing)
    return _refusal(request, windows, _reason(request, matcher, missing), missing)


def contradict(request: Request, windows: Sequence[Window]) -> Answer:
    """Return the refusal of a question whose premise the best window denies: the denial, word for word, with its source."""
    article = windows[0].evidence.article
    quote = " ".join(quote_of(article, windows[0].start, windows[0].end).text.split())
    words = quoted(quote, language_of(quote))
    outlet = (
        outlet_name(article.source, request.language)
        if article.source
        else quoted(article.title, language_of(article.title))
    )
    told = phrase("according_to", request.language, outlets=outlet, words=words)
    return _refusal(request, windows, phrase("false_premise", request.language, words=told), ())


def _refusal(request: Request, windows: Sequence[Window], reason: str, missing: tuple[str, ...]) -> Answer:
    nearest: dict[str, Nearest] = {}
    for item in (*(window.evidence for window in windows), *request.evidence):
        nearest.setdefault(item.group or item.article.id, Nearest(item.article.card, item.passage))
    return Answer(
        id=request.id,
        question=request.question.text,
        language=request.language,
        status="abstained",
        reason=reason,
        missing=missing,
        nearest=tuple(nearest.values())[:_NEAREST],
        notes=request.notes,
        searched=request.searched,
        coverage=request.coverage,
    )


def _missing(matcher: Matcher, judged: Judged) -> tuple[str, ...]:
    """Return the words that the reasons which refuse alone are about; where none does, the heaviest that are not met."""
    hard = tuple(dict.fromkeys(word for reason in judged.refused for word in reason.words))
    return _shown(matcher.text, hard) or _unmet(matcher, judged.window)


def _shown(question: str, words: Sequence[str]) -> tuple[str, ...]:
    """Return words of a question, those that stand side by side in it as one: a reader looks for the whole name.

    A capital begins a name and no verb belongs to it.
    """
    spans: list[tuple[int, int]] = []
    for start, end in sorted((at, at + len(word)) for word in words if (at := question.find(word)) >= 0):
        beside = spans and start <= spans[-1][1] + 1
        if beside and (start < spans[-1][1] or question[start].islower() == question[spans[-1][0]].islower()):
            spans[-1] = spans[-1][0], max(end, spans[-1][1])
        else:
            spans.append((start, end))
    elsewhere = (word for word in words if word not in question)
    return tuple(dict.fromkeys((*(question[start:end] for start, end in spans), *elsewhere)))


def _unmet(matcher: Matcher, best: Window) -> tuple[str, ...]:
    """Return the heaviest words of the question that the best window does not meet, in the question's order."""
    unmet = [term.text for term in matcher.unmet(best.context_strengths)]
    weights = {term.query.text: float(w) for term, w in zip(matcher.terms, matcher.weights, strict=True)}
    heaviest = sorted(unmet, key=lambda word: -weights.get(word, 0.0))[:_MOST_MISSING]
    return tuple(word for word in unmet if word in heaviest and weights.get(word, 0.0) >= _LEAST_MISSING)


def _reason(request: Request, matcher: Matcher, missing: Sequence[str]) -> str:
    language = request.language
    if not request.coverage.articles:
        return phrase("empty_archive", language)
    if not matcher.terms:
        return phrase("no_question", language)
    if missing:
        named = [quoted(word, language) for word in missing[:_MOST_MISSING]]
        return phrase("not_mentioned", language, words=joined(named, language))
    if request.searched and request.searched.bounded:
        return phrase("nothing_in_window", language)
    return phrase("no_passage", language)
