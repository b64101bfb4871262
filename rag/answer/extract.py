"""Answer without a chat model: choose the sentences that answer, name the short answer, quote and cite; or refuse usefully.

Nothing is worded that is not a quotation, a value found in one, or a fixed phrase. Retrieval has happened before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from rag.answer.amounts import counted_noun
from rag.answer.asked_time import asks_for_year
from rag.answer.attribution import Attribution, attribution
from rag.answer.decide import Judged, decide, judge_windows
from rag.answer.differ import LEAST_SCORE, differing, later_event, story
from rag.answer.evidence import analyse, quote_of
from rag.answer.match import Matcher
from rag.answer.phrases import joined, outlet_name, phrase, quoted
from rag.answer.polarity import denies
from rag.answer.refuse import contradict, refuse
from rag.answer.request import Request
from rag.answer.short import Found, find_short, same_value, typed_values
from rag.answer.windows import Window, rank_windows
from rag.language.analysis import language_of
from rag.language.normalise import normalise
from rag.search.question import NUMBER_KINDS
from rag.settings import AnswerSettings
from rag.values import Answer, Citation, Disagreement, Language, Quote, ShortAnswer, Statement

__all__ = ["extract", "judged"]

# A second source agrees when its sentence is nearly as good and says the same value.
_AGREES_SCORE: Final = 0.7
_AGREES_COVERAGE: Final = 0.6
# Confidence below which a value is as often wrong as right: the words are shown, and nothing is named from them.
_LEAST_VALUED: Final = 0.5
_MOST_SOURCES: Final = 3
_AS_WELL: Final = (
    0.85  # of the best window's score and coverage: as good an answer, so that the day decides between them
)
_NO_VALUE: Final = 0.5  # how well the best number of a window fits: nothing there counts what is asked
_HOLDS_VALUE: Final = 0.8
_GOES_ON: Final = 0.8  # of the best window's context: the same story goes on
_LOOKED_AT: Final = 8  # windows


@dataclass(frozen=True, slots=True)
class _Chosen:
    window: Window
    found: Found | None
    told: Attribution | None = None

    @property
    def start(self) -> int:
        """Where the quotation begins: with the sentence that names the speaker."""
        return self.told.start if self.told else self.window.start

    @property
    def quote(self) -> Quote:
        """What is quoted."""
        return quote_of(self.window.evidence.article, self.start, self.window.end)


def extract(request: Request, settings: AnswerSettings) -> Answer:
    """Return the extractive answer to `request`, or a refusal with what came nearest."""
    matcher = request.matcher()
    if not matcher.terms or not request.evidence:
        return refuse(request, matcher, [])
    windows = _ranked(request, matcher)
    decision = decide(request, _judged(request, matcher, windows), settings.refusal_threshold)
    if decision.judged is None or decision.verdict == "refuse":
        return refuse(request, matcher, windows, decision.judged)
    windows = _first(decision.judged.window, windows)
    if decision.verdict == "contradict":
        return contradict(request, windows)
    chosen = _choose(request, matcher, windows, valued=decision.judged.confidence >= _LEAST_VALUED)
    return _compose(request, chosen, _differences(request, matcher, windows, chosen))


def judged(request: Request) -> list[Judged]:
    """Return the windows that an answer to `request` may be taken from, best first, each with what speaks against it."""
    matcher = request.matcher()
    if not matcher.terms or not request.evidence:
        return []
    return list(_judged(request, matcher, _ranked(request, matcher)))


def _ranked(request: Request, matcher: Matcher) -> list[Window]:
    windows = rank_windows(matcher, request.evidence, typed_values(request.question))
    return _latest_first(request, _value_first(request, windows))


def _value_first(request: Request, windows: list[Window]) -> list[Window]:
    """Return `windows` with one that holds the number or year asked for before the best one, where that holds none.

    It stands in the same article and its surroundings speak of the question about as much: the reporter goes on about the same thing.
    """
    if not windows or not (request.question.kind in NUMBER_KINDS or asks_for_year(request.question)):
        return windows
    values = typed_values(request.question)

    def fit(window: Window) -> float:
        return max((value[2] for value in values(window.text, analyse(window.text))), default=0.0)

    best = windows[0]
    if fit(best) >= _NO_VALUE:
        return windows
    holding = (
        window
        for window in windows[1:_LOOKED_AT]
        if story(window.evidence) == story(best.evidence)
        and window.feature("context") >= _GOES_ON * best.feature("context")
        and fit(window) >= _HOLDS_VALUE
    )
    found = next(holding, None)
    return _first(found, windows) if found else windows


def _judged(request: Request, matcher: Matcher, windows: Sequence[Window]) -> Iterator[Judged]:
    return judge_windows(request, matcher, windows, lambda window: _value(request, matcher, window) is not None)


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


def _choose(request: Request, matcher: Matcher, windows: Sequence[Window], *, valued: bool) -> list[_Chosen]:
    """Return the best window, with its short answer where it is `valued`, and the windows of other stories that say the same."""
    found = _value(request, matcher, windows[0]) if valued else None
    best = _chosen(request, matcher, windows[0], found)
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
        other = _value(request, matcher, window)
        if other is not None and same_value(best.found, other):
            chosen.append(_chosen(request, matcher, window, other))
            stories.add(story(window.evidence))
    # The most exactly dated source speaks first.
    return sorted(chosen, key=lambda c: bool(c.found and c.found.year_unknown))


def _chosen(request: Request, matcher: Matcher, window: Window, found: Found | None) -> _Chosen:
    return _Chosen(window, found, attribution(matcher, window, found, request.language))


def _value(request: Request, matcher: Matcher, window: Window) -> Found | None:
    """Return the short answer that a window holds."""
    anchor = window.evidence.article.published
    noun = counted_noun(request.question).lower()
    units = frozenset(
        variant for term in request.query.terms if noun and noun in term.text.lower() for variant in term.variants
    )
    found = find_short(request.question, matcher, window.text, anchor, units)
    if found is not None and found.answer.kind == "text" and denies(window.text) != denies(request.question.text):
        return None  # "which groups does it cover?" is not answered by the names of those that it does not
    return found


def _differences(
    request: Request, matcher: Matcher, windows: Sequence[Window], chosen: Sequence[_Chosen]
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
    others = [(window, other) for window in compared if (other := _value(request, matcher, window)) is not None]
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


def _compose(request: Request, chosen: Sequence[_Chosen], disagreements: tuple[Disagreement, ...]) -> Answer:
    citations = tuple(_citation(number, item) for number, item in enumerate(chosen, 1))
    first = chosen[0]
    numbers = tuple(citation.number for citation in citations)
    computed = next((item.found.computed for item in chosen if item.found and item.found.computed), None)
    notes = request.notes
    if first.found and first.found.year_unknown:
        notes = (*notes, phrase("year_unknown", request.language))
    return Answer(
        id=request.id,
        question=request.question.text,
        language=request.language,
        status="answered",
        statements=(Statement(_wording(request, chosen), numbers, computed),),
        citations=citations,
        short_answer=_short_answer(first, request.language),
        disagreements=disagreements,
        notes=notes,
        searched=request.searched,
        coverage=request.coverage,
    )


def _short_answer(first: _Chosen, language: Language) -> ShortAnswer | None:
    """Return the short answer, told as its speaker's where somebody is quoted for it."""
    if first.found is None:
        return None
    answer = first.found.answer
    if first.told is None:
        return answer
    return replace(answer, text=phrase("short_said_by", language, words=answer.text, speaker=first.told.speaker))


def _wording(request: Request, chosen: Sequence[_Chosen]) -> str:
    """Return the statement: the quotation itself in the asker's language, else the short answer, told as its source's."""
    first, language = chosen[0], request.language
    quote = " ".join(first.quote.text.split())
    written_in = language_of(quote)
    short = first.found.answer.text if first.found else None
    if written_in != language and short is not None:
        return _short_wording(chosen, short, language)
    words = quoted(quote, written_in)
    own = _outlets(chosen[:1], language)  # these words are one source's, whoever else says the same
    if short is not None and not _says(quote, short):
        told = _short_answer(first, language)
        words = (
            f"{told.text if told else short} — {words}"  # a computed day is told beside the words that it follows from
        )
    elif first.told and short is None and (not first.told.quoted or written_in != language):
        name = "said_by" if own else "said"
        return phrase(name, language, words=words, speaker=_capitalised(first.told.speaker), outlets="".join(own))
    return phrase("according_to", language, words=words, outlets=own[0]) if own else words


def _short_wording(chosen: Sequence[_Chosen], short: str, language: Language) -> str:
    outlets = joined(_outlets(chosen, language), language)
    told = chosen[0].told
    if told is None:
        name = "short_according_to" if outlets else "short"
        return phrase(name, language, words=short, outlets=outlets)
    if outlets:
        return phrase("short_told_by", language, words=short, speaker=told.speaker, outlets=outlets)
    return phrase("short", language, words=phrase("short_said_by", language, words=short, speaker=told.speaker))


def _capitalised(words: str) -> str:
    return words[:1].upper() + words[1:]


def _outlets(chosen: Sequence[_Chosen], language: Language) -> list[str]:
    """Return the outlets of what was chosen, each once; unknown ones are left out."""
    articles = (item.window.evidence.article for item in chosen)
    return list(dict.fromkeys(outlet_name(article.source, language) for article in articles if article.source))


def _says(quote: str, short: str) -> bool:
    """Tell whether the words of a short answer stand in the quotation as they are."""
    return normalise(short) in normalise(quote)


def _citation(number: int, item: _Chosen) -> Citation:
    return Citation(number, item.quote, item.window.evidence.passage, item.window.evidence.article.card)
