"""Date the event by which a question tells its time, from the archive: "before the Geneva talks" becomes a last day to search.

The event is asked about like anything else ("when was it?"), and its day is taken only where a sentence dates it and no other source
contradicts that. What cannot be dated limits nothing, and the reader is told. Nothing is searched here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from rag.answer.decide import judge_window
from rag.answer.evidence import Evidence, analyse, quote_of
from rag.answer.match import Matcher
from rag.answer.phrases import outlet_name, phrase, quoted
from rag.answer.polarity import negated
from rag.answer.reported import is_reported_day
from rag.answer.request import Request
from rag.answer.short import typed_values
from rag.answer.windows import Window, rank_windows
from rag.language.analysis import language_of
from rag.language.dates import EventBound, beside_event, format_interval, tells_side
from rag.values import DatedEvent, DateMention, Language, Sentence, TimeWindow

__all__ = ["bound_window", "inside", "told_by_itself", "without_bound"]

# The day of an event is taken on better grounds than an answer that the reader sees with its quotation.
_SURE: Final = 0.3  # confidence
_AS_GOOD: Final = 0.75  # of the best window's score: as good a witness of the day
_LONGEST_DAYS: Final = 31  # an event that is told by its year bounds no search
_SPOKEN: Final = 0.6  # share of the event's words that a sentence must hold to tell its day, or to answer for itself
_FARTHEST: Final = 10  # words between a date and the nearest word of the event, about a clause


def without_bound(question: str, bound: EventBound | None) -> str:
    """Return the question with the words of its time blanked, every other character where it was."""
    if bound is None:
        return question
    return question[: bound.cue] + " " * (bound.end - bound.cue) + question[bound.end :]


def bound_window(
    window: TimeWindow, bound: EventBound, language: Language, ask: Callable[[str], Request]
) -> tuple[TimeWindow, tuple[str, ...]]:
    """Return `window` limited by the event of `bound`, and what the reader must know of it.

    `ask` returns the request for a question about the event, over the whole archive.
    """
    words = quoted(bound.words, language_of(bound.words))
    if bound.told and bound.told.since and bound.told.until:
        limited = beside_event(window, bound.side, bound.told.since, bound.told.until, bound.words)
        return (limited, ()) if limited else (window, (_outside(words, bound.told.since, bound.told.until, language),))
    request = ask(bound.words)
    if request.coverage.since is None:
        return window, (phrase("undated_archive", language, words=words),)
    event = _dated(request, bound.words)
    if event is None:
        return window, (phrase("event_open", language, words=words),)
    limited = beside_event(window, bound.side, event.since, event.until, bound.words)
    if limited is None:
        return window, (_outside(words, event.since, event.until, language),)
    return replace(limited, event=event), (_how(event, words, language),)


def inside(found: Iterable[Evidence], window: TimeWindow) -> list[Evidence]:
    """Return `found` with the passages of articles from outside of `window` cut down to the sentences that tell a day in it.

    A passage may be let through for one sentence of its own; its others tell of the time that was not asked about.
    """
    kept = []
    for item in found:
        if _holds(window, item.article.published, item.article.published):
            kept.append(item)
            continue
        told = [day for day in item.dates if day.since and _holds(window, day.since, day.until)]
        places = [
            place
            for place, one in enumerate(item.sentences)
            if any(one.start <= day.start and day.end <= one.end for day in told)
        ]
        kept += _cut(item, places)
    return kept


def _holds(window: TimeWindow, since: date | None, until: date | None) -> bool:
    if since is None or until is None:
        return False
    return (window.since is None or since >= window.since) and (window.until is None or until <= window.until)


def _cut(item: Evidence, places: Sequence[int]) -> list[Evidence]:
    """Return a passage with these of its sentences alone; nothing where there are none."""
    if not places:
        return []
    near = tuple(item.similarities[place] for place in places) if item.similarities else ()
    return [replace(item, sentences=tuple(item.sentences[place] for place in places), similarities=near)]


def told_by_itself(found: Iterable[Evidence], bound: EventBound, event: Matcher) -> list[Evidence]:
    """Return what of `found` says itself that it tells of that side of the event, cut down to the sentences that say so.

    "31 were killed before the ceasefire" answers for the time before it whenever it was written.
    """
    kept = []
    for item in found:
        places = [
            place
            for place, sentence in enumerate(item.sentences)
            if tells_side(sentence.text, bound.side)
            and event.coverage(event.strengths(analyse(sentence.text))) >= _SPOKEN
        ]
        kept += _cut(item, places)
    return kept


def _dated(request: Request, words: str) -> DatedEvent | None:
    """Return the event with the day that the archive gives it; None where it gives none, or several."""
    request = replace(request, question=replace(request.question, kind="when"))
    matcher = request.matcher()
    windows = rank_windows(matcher, request.evidence, typed_values(request.question)) if matcher.terms else []
    if not windows:
        return None
    judged = judge_window(request, matcher, windows[0])
    if judged.confidence < _SURE or judged.refused:
        return None
    told = [
        (window, sentence, mention)
        for window in windows
        if window.score >= _AS_GOOD * windows[0].score
        for sentence in window.evidence.sentences[window.first : window.first + window.count]
        for mention in _dating(matcher, sentence, window)
    ]
    if not told:
        return None
    window, sentence, mention = min(told, key=lambda one: _length(one[2]))
    if not all(_overlap(mention, other) for _, _, other in told):
        return None  # several days: nothing says which is meant
    article = window.evidence.article
    assert mention.since is not None
    assert mention.until is not None
    quote = quote_of(article, sentence.start, sentence.end)
    return DatedEvent(words, mention.since, mention.until, quote, article.card, mention.computed)


def _dating(matcher: Matcher, sentence: Sentence, window: Window) -> list[DateMention]:
    """Return the date of a sentence that tells when the event was: not when it was spoken of, nor how long something is to last.

    Of several dates it is the one that stands nearest to the event's words; one far from them all is another thing's.
    """
    analysed = analyse(sentence.text)
    if matcher.coverage(matcher.strengths(analysed)) < _SPOKEN:
        return []
    spots = [
        (place, weight)
        for place, _, weight in matcher.positions(analysed)
        if not negated(sentence.text, *analysed.spans[place])
    ]
    found = []
    for mention in window.evidence.dates:
        if not spots or not (sentence.start <= mention.start and mention.end <= sentence.end):
            continue
        start, end = mention.start - sentence.start, mention.end - sentence.start
        own = sum(span[0] < start for span in analysed.spans)
        nearest = min(spots, key=lambda spot: abs(spot[0] - own))[0]
        loose = mention.month is None and mention.precision != "day"  # "within a week", "last month"
        if loose or _length(mention) > _LONGEST_DAYS or abs(nearest - own) > _FARTHEST:
            continue
        if not is_reported_day(sentence.text, (start, end), analysed.spans[nearest][0]):
            found.append((sum(weight / (3 + abs(place - own)) for place, weight in spots), mention))
    return [max(found, key=lambda one: one[0])[1]] if found else []


def _length(mention: DateMention) -> int:
    return (mention.until - mention.since).days if mention.since and mention.until else _LONGEST_DAYS + 1


def _overlap(one: DateMention, other: DateMention) -> bool:
    return bool(
        one.since
        and one.until
        and other.since
        and other.until
        and one.since <= other.until
        and other.since <= one.until
    )


def _how(event: DatedEvent, words: str, language: Language) -> str:
    """Return how the event's day was found, for the reader: who tells it, when, and in which words."""
    card = event.article
    outlet = outlet_name(card.source, language) if card.source else quoted(card.title, language_of(card.title))
    if card.published:
        day = format_interval(card.published, card.published, "day", language)
        outlet = phrase("dated_article", language, outlet=outlet, day=day)
    text = " ".join(event.quote.text.split())
    day = _day(event.since, event.until, language)
    return phrase("event_dated", language, words=words, day=day, outlet=outlet, quote=quoted(text, language_of(text)))


def _outside(words: str, since: date, until: date, language: Language) -> str:
    return phrase("event_outside", language, words=words, day=_day(since, until, language))


def _day(since: date, until: date, language: Language) -> str:
    return format_interval(since, until, "day" if since == until else "range", language)
