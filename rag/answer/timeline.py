"""Lay out the dated events of a subject: one quoted line an event, with its sources, oldest first.

The dates are those that the sentences tell, resolved when the articles were indexed; an article's own date dates no event by
itself. Nothing is worded: each line is a quotation. Retrieval has happened before, drawing and printing come after.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Final

import numpy as np

from rag.answer.evidence import Evidence, analyse, quote_of
from rag.answer.match import Matcher, Weights
from rag.answer.request import Request
from rag.answer.times import month_day
from rag.language.dates import format_mention
from rag.values import Citation, DateMention, Sentence, Timeline, TimelineEvent, TimeWindow

__all__ = ["PASSAGES", "timeline"]

PASSAGES: Final = 60  # passages worth looking through for events: a subject of news is told in many

_MOST_EVENTS: Final = 30  # more lines than a screen holds are no overview
_MOST_SOURCES: Final = 3  # of one event
_CONTEXT: Final = 0.35  # what a term is worth that stands elsewhere in the passage or in the title
_ONLY_A_YEAR: Final = 0.85  # of the score: "in 2014" is more often background than event
_APART: Final = 0.5  # what is lost where "municipal elections" is told of other elections of a municipality
_DENSE: Final = 0.25  # weight of the sentence's dense similarity to the question
_RELEVANT: Final = 0.6  # of the best sentence's score: below it a sentence speaks of something else
_FOREIGN: Final = 0.3  # share of the question that may be an entity which the passage does not name
_SAME_EVENT: Final = 0.5  # overlap of content words from which sentences told of one time tell one event
_SAME_NAMED_DAY: Final = 0.4  # ... where two stories name the very same day by the calendar
_REPEATED: Final = 0.8  # ... within one story
_AGREES: Final = 0.35  # ... from which a day without a year is that of another source
_LONGEST_DAYS: Final = 366
_LONGEST_RELATIVE_DAYS: Final = 62  # "for more than two years" dates no event
_OF_ONE_ARTICLE: Final = 2  # lines that one article gives a day: the rest is who else said what
_LONGEST_QUOTE: Final = 320  # characters; a longer sentence is cut at clauses around its date
_CLAUSE_MARKS: Final = "،,;؛:"


@dataclass(frozen=True, slots=True)
class _Told:
    """A sentence that tells a date, and how well it fits the question (0..1)."""

    evidence: Evidence
    sentence: Sentence
    mention: DateMention
    score: float

    @property
    def content(self) -> frozenset[str]:
        return analyse(self.sentence.text).content

    @property
    def concepts(self) -> frozenset[int]:
        return analyse(self.sentence.text).concepts

    @property
    def story(self) -> str:
        return self.evidence.group or self.evidence.article.id


def timeline(request: Request) -> Timeline:
    """Return the events that the evidence of `request` tells, each once, oldest first; those without a year come last.

    Sentences of the same time that say the same are one event with several sources, copies of one wire story count once. A day
    whose year is unknown takes the year of a source that tells the same day of the same event.
    """
    events = _merged(_relevant(request))
    best = sorted(events, key=lambda event: -event[0].score)[:_MOST_EVENTS]
    ordered = sorted(best, key=_order)
    lines, citations = _numbered(ordered, request)
    return Timeline(
        question=request.question.text,
        language=request.language,
        events=lines,
        citations=citations,
        notes=request.notes,
        searched=request.searched,
        coverage=request.coverage,
    )


def _relevant(request: Request) -> list[_Told]:
    """Return the dated sentences that speak of the question's subject, best first."""
    matcher = request.matcher()
    found: dict[tuple[str, int, int], _Told] = {}
    for evidence in request.evidence:
        for told in _told(evidence, matcher, request.searched):
            key = (evidence.article.id, told.mention.start, told.mention.end)
            if key not in found or found[key].score < told.score:
                found[key] = told
    ranked = sorted(found.values(), key=lambda told: -told.score)
    kept: list[_Told] = []
    per_day: Counter[tuple[str, date | None, date | None]] = Counter()
    for told in ranked:
        key_of_day = (told.story, told.mention.since, told.mention.until)
        if told.score >= _RELEVANT * ranked[0].score and per_day[key_of_day] < _OF_ONE_ARTICLE:
            per_day[key_of_day] += 1
            kept.append(told)
    return kept


def _told(evidence: Evidence, matcher: Matcher, window: TimeWindow | None) -> Iterable[_Told]:
    day = evidence.article.published
    own = [
        matcher.with_dates(matcher.strengths(analyse(one.text)), _within(evidence.dates, one), day)
        for one in evidence.sentences
    ]
    if not own:
        return
    around = np.maximum.reduce([*own, matcher.strengths(analyse(evidence.article.title))])
    if matcher.entities_unmet(around) > _FOREIGN:
        return
    for index, sentence in enumerate(evidence.sentences):
        score = _score(evidence, matcher, own[index], around, index)
        for mention in _dating(evidence.dates, sentence):
            if score > 0 and _inside(mention, window):
                exact = _ONLY_A_YEAR if mention.precision == "year" else 1.0
                yield _Told(evidence, sentence, mention, score * exact)


def _score(evidence: Evidence, matcher: Matcher, own: Weights, around: Weights, index: int) -> float:
    if not own.any():
        return 0.0
    covered = matcher.coverage(np.maximum(own, np.float32(_CONTEXT) * around))
    covered *= 1 - _APART * matcher.unbound(analyse(evidence.sentences[index].text))
    similarity = evidence.similarities[index] if index < len(evidence.similarities) else 0.0
    return (covered + _DENSE * max(0.0, similarity)) / (1 + _DENSE)


def _within(dates: Iterable[DateMention], sentence: Sentence) -> list[DateMention]:
    return [d for d in dates if sentence.start <= d.start and d.end <= sentence.end]


def _dating(dates: Iterable[DateMention], sentence: Sentence) -> list[DateMention]:
    """Return the mentions that date what the sentence tells.

    Dates that name a day, a month or a year by the calendar each tell an event. Where there are none, the first that is told from
    the day of writing does ("today", "last week"): it belongs to the main clause. Long spans tell how long, not when.
    """
    inside = sorted((d for d in _within(dates, sentence) if _dates_something(d)), key=lambda d: d.start)
    named = [d for d in inside if not _is_relative(d)]
    if not named:
        by_exactness = sorted(inside, key=lambda d: d.precision == "range")
        return by_exactness[:1]
    distinct = {(d.since, d.until, d.month, d.day): d for d in reversed(named)}
    return [d for d in sorted(distinct.values(), key=lambda d: d.start) if not any(_holds(d, o) for o in named)]


def _is_relative(mention: DateMention) -> bool:
    return mention.month is None and (mention.anchored or mention.since is None)


def _dates_something(mention: DateMention) -> bool:
    if mention.since is None or mention.until is None:
        return mention.month is not None
    longest = _LONGEST_RELATIVE_DAYS if _is_relative(mention) else _LONGEST_DAYS
    return (mention.until - mention.since).days <= longest


def _holds(wide: DateMention, narrow: DateMention) -> bool:
    """Tell whether one interval lies inside the other and is shorter."""
    if wide.since is None or wide.until is None or narrow.since is None or narrow.until is None:
        return False
    shorter = narrow.until - narrow.since < wide.until - wide.since
    return shorter and wide.since <= narrow.since and narrow.until <= wide.until


def _inside(mention: DateMention, window: TimeWindow | None) -> bool:
    """Tell whether the mention touches the window; a date without a year cannot be placed in one."""
    if window is None or not window.bounded:
        return True
    if mention.since is None or mention.until is None:
        return False
    after = window.since is None or mention.until >= window.since
    return after and (window.until is None or mention.since <= window.until)


def _merged(told: Sequence[_Told]) -> list[list[_Told]]:
    """Return the events, each as the sentences that tell it, the best first; dated ones draw in those without a year."""
    events: list[list[_Told]] = []
    for one in sorted(told, key=lambda item: (item.mention.since is None, -item.score)):
        same = next((event for event in events if any(_same_event(one, other) for other in event)), None)
        if same is None:
            events.append([one])
        else:
            same.append(one)
    return events


def _same_event(one: _Told, other: _Told) -> bool:
    """Tell whether two sentences tell one event: of the same time, and in much the same words.

    One story does not tell an event twice in other words, but several stories do.
    """
    if one.mention.since is None or other.mention.since is None:
        month, day = month_day(one.mention)
        return day is not None and (month, day) == month_day(other.mention) and _likeness(one, other) >= _AGREES
    same_time = (one.mention.since, one.mention.until) == (other.mention.since, other.mention.until)
    if one.story == other.story:
        return same_time and _overlap(one.content, other.content) >= _REPEATED
    named = same_time and not _is_relative(one.mention) and not _is_relative(other.mention)
    if same_time:
        return _likeness(one, other) >= (_SAME_NAMED_DAY if named else _SAME_EVENT)
    near = _holds(one.mention, other.mention) or _holds(other.mention, one.mention)
    return near and _overlap(one.content, other.content) >= _SAME_EVENT


def _likeness(one: _Told, other: _Told) -> float:
    """Return the overlap of the content words of two sentences, or of the concepts they word if that is higher."""
    return max(_overlap(one.content, other.content), _overlap(one.concepts, other.concepts))


def _overlap(one: AbstractSet[Hashable], other: AbstractSet[Hashable]) -> float:
    """Return the overlap coefficient: the share of the smaller set that the other holds too."""
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0


def _order(event: Sequence[_Told]) -> tuple[bool, date, date, int, int, float]:
    mention = event[0].mention
    month, day = mention.month or 0, mention.day or 0
    return mention.since is None, mention.since or date.min, mention.until or date.min, month, day, -event[0].score


def _numbered(
    ordered: Sequence[Sequence[_Told]], request: Request
) -> tuple[tuple[TimelineEvent, ...], tuple[Citation, ...]]:
    """Return the lines with their citations, numbered in order of first use; one quotation is one citation."""
    lines: list[TimelineEvent] = []
    citations: dict[tuple[str, int, int], Citation] = {}
    for event in ordered:
        numbers = []
        for told in _sources(event):
            quote = quote_of(told.evidence.article, *_span(told))
            key = (quote.article_id, quote.start, quote.end)
            if key not in citations:
                card = told.evidence.article.card
                citations[key] = Citation(len(citations) + 1, quote, told.evidence.passage, card)
            numbers.append(citations[key].number)
        mention, text = event[0].mention, quote_of(event[0].evidence.article, *_span(event[0])).text
        lines.append(
            TimelineEvent(
                since=mention.since,
                until=mention.until,
                precision=mention.precision,
                when=format_mention(mention, request.language),
                text=" ".join(text.split()),
                citations=tuple(dict.fromkeys(numbers)),
                computed=mention.computed,
            )
        )
    return tuple(lines), tuple(citations.values())


def _sources(event: Sequence[_Told]) -> list[_Told]:
    """Return the sentences to cite: the first of each story, copies being one."""
    stories = groupby(sorted(event[1:], key=lambda told: told.story), key=lambda told: told.story)
    others = [next(copies) for story, copies in stories if story != event[0].story]
    return [event[0], *sorted(others, key=lambda told: -told.score)[: _MOST_SOURCES - 1]]


def _span(told: _Told) -> tuple[int, int]:
    """Return the sentence's span, cut at clauses around the date where it is too long to be read at a glance."""
    start, end = told.sentence.start, told.sentence.end
    if end - start <= _LONGEST_QUOTE:
        return start, end
    body, reach = told.evidence.article.body, _LONGEST_QUOTE // 2
    first = max(start, told.mention.start - reach)
    if first > start:
        first = _after_mark(body, first, told.mention.start)
    last = min(end, max(told.mention.end + reach, first + _LONGEST_QUOTE))
    if last < end:
        last = _before_mark(body, told.mention.end, last)
    return first, last


def _after_mark(body: str, first: int, limit: int) -> int:
    marks = [place for place in (body.find(mark, first, limit) for mark in _CLAUSE_MARKS) if place >= 0]
    if marks:
        return min(marks) + 1
    space = body.find(" ", first, limit)
    return space + 1 if space >= 0 else first


def _before_mark(body: str, limit: int, last: int) -> int:
    place = max(body.rfind(mark, limit, last) for mark in (*_CLAUSE_MARKS, " "))
    marked = max(body.rfind(mark, limit, last) for mark in _CLAUSE_MARKS)
    return marked if marked > limit else place if place > limit else last
