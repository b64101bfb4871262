"""Gather what a question may be answered from: read it, keep its subject, settle the time it asks about, retrieve, open the texts.

What is done with the evidence is `rag.answer.extract`'s and `rag.answer.generate`'s business.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Final

import numpy as np

from rag.answer.bound import bound_window, inside, told_by_itself, without_bound
from rag.answer.evidence import Evidence, texts_of
from rag.answer.heard import with_heard
from rag.answer.match import GENERIC, Matcher
from rag.answer.phrases import phrase, quoted
from rag.answer.request import Request
from rag.index.generation import Generation
from rag.language.analysis import language_of, stem
from rag.language.bridge import Bridge
from rag.language.dates import EventBound, format_interval, question_time
from rag.search.conversation import carry_subject
from rag.search.expansion import sounded
from rag.search.query import Query, QueryTerm, analyse_query
from rag.search.question import read_question
from rag.search.retrieve import Retriever, Scored
from rag.search.widen import concept_terms
from rag.values import AskOptions, Language, TimeWindow, Turn

__all__ = ["Archive", "gather"]

# Passages that sentences are chosen from: more than are shown, since the best sentence is often not in the best passage.
_FEWEST_PASSAGES: Final = 12
# Passages that say it in other words, looked for beside them: they seldom reach the first places, and a second source may be there.
_REWORDED: Final = 4
# With "latest", passages at least this good beside the best are put in order of their day.
_LATEST_SCORE: Final = 0.5
_LATEST_FEWEST: Final = 5  # ... and the best few whatever their scores, which are relative where few are found
_LATEST_POOL: Final = 30
# Terms of a question that are looked for. A pasted page has thousands, and the work grows with their square.
_MOST_TERMS: Final = 64

# Verbs by which a number is told; what is counted stands beside them.
_TELLING: Final = frozenset(
    stem(word)
    for word in "recorded registered reported documented counted logged noted سجل سجلت تسجيل سجلها رصد رصدت وثق وثقت أحصى أحصت".split()
)
_TELLING_EMPHASIS: Final = 0.15  # as of a word that asks for anything there is


@dataclass(frozen=True, slots=True)
class Archive:
    """A generation, ready to be searched."""

    generation: Generation
    retriever: Retriever
    bridge: Bridge


def gather(text: str, archive: Archive, options: AskOptions, conversation: Sequence[Turn], today: date) -> Request:
    """Return everything that the question `text` may be answered from; `today` is what "last week" is counted from."""
    language = options.language if options.language != "auto" else read_question(text).language
    window, bound = _window(text, options, archive, today)
    notes: tuple[str, ...] = ()
    if bound is not None:
        ask = partial(_request, archive=archive, options=replace(options, language=language, source=None))
        window, notes = bound_window(window, bound, language, ask)
    asked = without_bound(text, bound if window.event else None)
    query = carry_subject(asked, conversation, lambda words: analyse_query(words, archive.bridge))
    if all(term.term in GENERIC for term in query.terms):  # "what happened since the truce began?" asks about the truce
        query = carry_subject(text, conversation, lambda words: analyse_query(words, archive.bridge))
    sought = window if window.bounded or window.latest or window.words else None
    request = _request(text, query, archive=archive, options=options, window=sought)
    if bound is not None and window.event is not None:
        request = replace(request, evidence=tuple(inside(request.evidence, window)))
        request = replace(request, evidence=(*request.evidence, *_told_beside(request, bound, archive, options)))
    return replace(request, notes=(*_told(sought, language), *notes))


def _request(
    text: str, query: Query | None = None, *, archive: Archive, options: AskOptions, window: TimeWindow | None = None
) -> Request:
    """Return a question with what was found for `query`, its own words unless given."""
    question = read_question(text)
    if options.language != "auto":
        question = replace(question, language=options.language)
    query = _bounded(query or analyse_query(text, archive.bridge))
    if question.kind == "howmany":
        query = replace(query, terms=tuple(map(_without_telling, query.terms)))
    found = _found(query, archive, options, window)
    evidence = _evidence(query, archive, found)
    own = sounded(query, archive.generation.sparse, archive.bridge.names)
    return Request(
        question=question,
        query=with_heard(own, texts_of(evidence)),
        evidence=evidence,
        coverage=archive.generation.coverage,
        idf=archive.retriever.idf,
        kin=archive.retriever.kin,
        searched=window,
    )


def _without_telling(term: QueryTerm) -> QueryTerm:
    """Return a word of "how many ... were recorded?", which says no more of what is counted than "there were"."""
    return replace(term, emphasis=_TELLING_EMPHASIS) if term.term in _TELLING else term


def _told_beside(request: Request, bound: EventBound, archive: Archive, options: AskOptions) -> list[Evidence]:
    """Return the passages from outside of the time searched that say themselves that they tell of it."""
    everywhere = _request(request.question.text, archive=archive, options=options)
    known = {(item.article.id, item.passage.start, len(item.sentences)) for item in request.evidence}
    event = Matcher(analyse_query(bound.words, archive.bridge), request.idf, request.kin)
    found = (
        item for item in everywhere.evidence if (item.article.id, item.passage.start, len(item.sentences)) not in known
    )
    return told_by_itself(found, bound, event)


def _told(window: TimeWindow | None, language: Language) -> tuple[str, ...]:
    """Return what a reader must know of the time that was searched: it is never narrowed silently."""
    if window is None:
        return ()
    notes = [phrase("newest_first", language)] if window.latest else []
    since, until = window.since, window.until
    if since and until:
        notes.insert(0, phrase("searched", language, words=format_interval(since, until, "range", language)))
    elif since:
        notes.insert(0, phrase("searched_since", language, words=format_interval(since, since, "day", language)))
    elif until:
        notes.insert(0, phrase("searched_until", language, words=format_interval(until, until, "day", language)))
    elif window.words:
        notes.insert(0, phrase("searched_all", language, words=quoted(window.words, language_of(window.words))))
    return tuple(notes)


def _bounded(query: Query, most: int = _MOST_TERMS) -> Query:
    return replace(query, terms=query.terms[:most])


def _window(text: str, options: AskOptions, archive: Archive, today: date) -> tuple[TimeWindow, EventBound | None]:
    """Return the time to search, and an event that bounds it: what the caller set wins over what the question says."""
    asked = question_time(text, today=today, coverage=archive.generation.coverage)
    if options.since or options.until:
        return TimeWindow(options.since, options.until, latest=asked.window.latest), None
    return asked.window, asked.bound


def _found(query: Query, archive: Archive, options: AskOptions, window: TimeWindow | None) -> list[Scored]:
    latest = window is not None and window.latest
    limit = _LATEST_POOL if latest else max(_FEWEST_PASSAGES, options.top_k)
    retrieve = archive.retriever.retrieve
    concepts = concept_terms(query)
    wide = replace(query, terms=(*query.terms, *concepts))
    found = retrieve(wide, limit=limit, window=window, source=options.source)
    if concepts and found:
        other = replace(query, terms=concepts)
        known = {hit.ordinal for hit in found}
        more = retrieve(other, limit=_REWORDED, window=window, source=options.source, leg="sparse")
        found += [replace(hit, score=found[-1].score) for hit in more if hit.ordinal not in known]
    return _newest(found, archive) if latest else found


def _newest(found: Sequence[Scored], archive: Archive) -> list[Scored]:
    """Return the relevant passages, those of the newest article first; an article without a day comes last."""
    if not found:
        return []
    least = _LATEST_SCORE * found[0].score
    relevant = [hit for place, hit in enumerate(found) if place < _LATEST_FEWEST or hit.score >= least]
    passages = archive.generation.catalogue.passages(hit.ordinal for hit in relevant)
    articles = {a.id: a for a in archive.generation.catalogue.articles({p.passage.article_id for p in passages})}
    days = [articles[p.passage.article_id].published or date.min for p in passages]
    order = sorted(range(len(relevant)), key=lambda i: (-days[i].toordinal(), -relevant[i].score))
    # The score falls with the place, so that later stages keep the order of days.
    return [replace(relevant[i], score=1.0 - place / (2 * len(order))) for place, i in enumerate(order)]


def _evidence(query: Query, archive: Archive, found: Sequence[Scored]) -> tuple[Evidence, ...]:
    """Return the passages with their articles, sentences and the sentences' similarity to the question."""
    if not found:
        return ()
    vector = archive.retriever.vector(query.text)
    evidence = []
    for hit, read in zip(found, archive.generation.readings.take(hit.ordinal for hit in found), strict=True):
        rows = archive.generation.sentence_vectors[read.first_sentence : read.last_sentence]
        near = np.asarray(rows, np.float32) @ vector
        evidence.append(
            Evidence(
                article=read.article,
                passage=read.passage,
                sentences=read.sentences,
                score=hit.score,
                similarities=tuple(near.tolist()),
                group=read.group,
                dates=read.dates,
            )
        )
    return tuple(evidence)
