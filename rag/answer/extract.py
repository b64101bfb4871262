"""Answer without a chat model: choose the sentences that answer, name the short answer, quote and cite; or refuse usefully.

Nothing is worded that is not a quotation, a value found in one, or a fixed phrase. Retrieval has happened before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Final

from rag.answer.amounts import counted_noun
from rag.answer.asked_time import asks_for_year
from rag.answer.attribution import attribution
from rag.answer.compose import Chosen, compose
from rag.answer.decide import Judged, decide, judge_windows
from rag.answer.differ import LEAST_SCORE, differing, later_event, story
from rag.answer.evidence import analyse
from rag.answer.found import Found, same_value
from rag.answer.identity import asked_name
from rag.answer.match import Matcher
from rag.answer.phrases import phrase
from rag.answer.polarity import denies
from rag.answer.refuse import contradict, refuse
from rag.answer.request import Request
from rag.answer.short import find_short, typed_values
from rag.answer.windows import TypedValues, Window, rank_windows
from rag.search.question import NUMBER_KINDS, TYPED_KINDS
from rag.settings import AnswerSettings
from rag.values import Answer, Disagreement

__all__ = ["extract", "judged"]

# A second source agrees when its sentence is nearly as good and says the same value.
_AGREES_SCORE: Final = 0.7
_AGREES_COVERAGE: Final = 0.6
# Confidence below which a value is as often wrong as right: the words are shown, and nothing is named from them.
_LEAST_VALUED: Final = 0.5
# ... and below which words that are asked for in no form answer their question in less than half of the cases.
_LEAST_SAID: Final = 0.35
_MOST_SOURCES: Final = 3
_AS_WELL: Final = (
    0.85  # of the best window's score and coverage: as good an answer, so that the day decides between them
)
_NO_VALUE: Final = 0.5  # how well the best number of a window fits: nothing there counts what is asked
_HOLDS_VALUE: Final = 0.8
_GOES_ON: Final = 0.8  # of the best window's context: the same story goes on
_LOOKED_AT: Final = 8  # windows

_ValueOf = Callable[[Window], Found | None]


def extract(request: Request, settings: AnswerSettings) -> Answer:
    """Return the extractive answer to `request`, or a refusal with what came nearest."""
    matcher = request.matcher()
    if not matcher.terms or not request.evidence:
        return refuse(request, matcher, [])
    windows, value = _ranked(request, matcher), _values(request, matcher)
    decision = decide(request, matcher, _judged(request, matcher, windows, value), settings.refusal_threshold)
    if decision.judged is None or decision.verdict == "refuse":
        return refuse(request, matcher, windows, decision.judged)
    windows = _first(decision.judged.window, windows)
    if decision.verdict == "contradict":
        return contradict(request, windows)
    valued = decision.judged.confidence >= _LEAST_VALUED
    chosen = _choose(request, matcher, windows, value if valued else _no_value)
    answer = compose(request, chosen, _differences(request, matcher, windows, chosen, value))
    sure = decision.judged.confidence >= (_LEAST_VALUED if request.question.kind in TYPED_KINDS else _LEAST_SAID)
    return answer if sure else replace(answer, caution=phrase("unsure", request.language))


def judged(request: Request) -> list[Judged]:
    """Return the windows that an answer to `request` may be taken from, best first, each with what speaks against it."""
    matcher = request.matcher()
    if not matcher.terms or not request.evidence:
        return []
    return list(_judged(request, matcher, _ranked(request, matcher), _values(request, matcher)))


def _ranked(request: Request, matcher: Matcher) -> list[Window]:
    typed = typed_values(request.question)
    windows = rank_windows(matcher, request.evidence, typed)
    return _latest_first(request, _value_first(request, windows, typed))


def _value_first(request: Request, windows: list[Window], typed: TypedValues) -> list[Window]:
    """Return `windows` with one that holds the number, year or description asked for before the best one, where that holds none.

    It stands in the same article and its surroundings speak of the question about as much, since the reporter goes on about the same thing; or
    itself speaks of it about as much.
    """
    question = request.question
    if not windows or not (question.kind in NUMBER_KINDS or asks_for_year(question) or asked_name(question)):
        return windows

    def fit(window: Window) -> float:
        return max((value[2] for value in typed(window.text, analyse(window.text))), default=0.0)

    best = windows[0]
    if fit(best) >= _NO_VALUE:
        return windows
    holding = (
        window
        for window in windows[1:_LOOKED_AT]
        if (
            asked_name(question)
            or story(window.evidence) == story(best.evidence)
            or window.feature("window") >= _GOES_ON * best.feature("window")
        )
        and window.feature("context") >= _GOES_ON * best.feature("context")
        and fit(window) >= _HOLDS_VALUE
    )
    found = next(holding, None)
    return _first(found, windows) if found else windows


def _judged(request: Request, matcher: Matcher, windows: Sequence[Window], value: _ValueOf) -> Iterator[Judged]:
    return judge_windows(request, matcher, windows, lambda window: value(window) is not None)


def _first(window: Window, windows: Sequence[Window]) -> list[Window]:
    """Return `windows` with `window` before the others."""
    return [window, *(other for other in windows if other is not window)]


def _latest_first(request: Request, windows: Sequence[Window]) -> list[Window]:
    """Return `windows` with those that answer as well as the best in order of their article's day where the latest is asked for."""
    if not windows or request.searched is None or not request.searched.latest:
        return list(windows)
    best = windows[0]
    good = [
        window
        for window in windows
        if window.score >= _AS_WELL * best.score and window.feature("window") >= _AS_WELL * best.feature("window")
    ]
    good.sort(key=lambda window: window.evidence.article.published or date.min, reverse=True)
    kept = {id(window) for window in good}
    return good + [window for window in windows if id(window) not in kept]


def _choose(request: Request, matcher: Matcher, windows: Sequence[Window], value: _ValueOf) -> list[Chosen]:
    """Return the best window, with its short answer, and the windows of other stories that say the same."""
    best = _chosen(request, matcher, windows[0], value(windows[0]))
    chosen = [best]
    if best.found is None or best.found.answer.kind == "text":
        return chosen
    stories = {story(windows[0].evidence)}
    named = matcher.entities_unmet(windows[0].context_strengths)
    for window in windows[1:]:
        weak = window.score < _AGREES_SCORE * windows[0].score
        thin = window.feature("window") < _AGREES_COVERAGE * windows[0].feature("window")
        of_another = matcher.entities_unmet(window.context_strengths) > named
        if weak or thin or of_another or story(window.evidence) in stories or len(chosen) == _MOST_SOURCES:
            continue
        other = value(window)
        if other is not None and same_value(best.found, other):
            chosen.append(_chosen(request, matcher, window, other))
            stories.add(story(window.evidence))
    # The most exactly dated source speaks first.
    return sorted(chosen, key=lambda c: bool(c.found and c.found.year_unknown))


def _chosen(request: Request, matcher: Matcher, window: Window, found: Found | None) -> Chosen:
    told = None if asked_name(request.question) else attribution(matcher, window, found, request.language)
    return Chosen(window, found, told)  # who somebody is, is nobody's claim


def _values(request: Request, matcher: Matcher) -> _ValueOf:
    """Return what finds the short answer that a window holds; it remembers, since several steps ask for the same windows."""
    question = request.question
    noun = counted_noun(question).lower()
    units = frozenset(
        variant for term in request.query.terms if noun and noun in term.text.lower() for variant in term.variants
    )

    @cache
    def value_in(text: str, published: date | None) -> Found | None:
        found = find_short(question, matcher, text, published, units)
        told = found is not None and found.answer.kind == "text" and not asked_name(question)
        if told and denies(text) != denies(question.text):
            return None  # "which groups does it cover?" is not answered by the names of those that it does not
        return found

    return lambda window: value_in(window.text, window.evidence.article.published)


def _no_value(_window: Window) -> None:
    """Stand for `_ValueOf` where no value is to be named."""


def _differences(
    request: Request, matcher: Matcher, windows: Sequence[Window], chosen: Sequence[Chosen], value: _ValueOf
) -> tuple[Disagreement, ...]:
    """Return where other sources say otherwise, or speak of a later event of the kind."""
    first = chosen[0]
    told = {story(item.window.evidence) for item in chosen}
    compared = [
        window
        for window in windows
        if first.found is not None
        and story(window.evidence) not in told
        and window.score >= LEAST_SCORE * first.window.score
    ]
    others = [(window, other) for window in compared if (other := value(window)) is not None]
    numbers = tuple(range(1, len(chosen) + 1))
    found = differing(request, matcher, (first.window, first.found), others, numbers)
    day = _day_of(first.found) if first.found else None
    later = later_event(request, matcher, first.window, day) if day and found is None else None
    return tuple(one for one in (found, later) if one is not None)


def _day_of(found: Found) -> date | None:
    """Return the last day of a date that is known whole."""
    if found.answer.kind != "date" or found.year_unknown:
        return None
    try:
        return date.fromisoformat(found.key.rsplit("/", 1)[-1])
    except ValueError:
        return None
