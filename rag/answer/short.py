"""Take from a sentence the few words that a question asks for: a day, a number, a span of time, a person, a place.

What is returned stands in the sentence, or follows from it by a computation that is told. Nothing is taken that the question itself
already says. Where no such words are found the sentence is the answer, and nothing is returned.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Final

from rag.answer.amounts import counting, unit_fit
from rag.answer.asked_time import asks_for_clock, date_fit, is_still_to_come, of_saying
from rag.answer.bodies import asks_for_one_body, bodies, of_asked_class
from rag.answer.doers import asks_for_owner, asks_for_thing, away_from_deed, doer, mere_speakers, speakers
from rag.answer.entities import Entity, persons, places
from rag.answer.evidence import Analysed, analyse
from rag.answer.found import (
    Found,
    from_date,
    from_description,
    from_entity,
    from_lasting,
    from_number,
    from_time,
    shown_name,
)
from rag.answer.identity import asked_name, descriptions
from rag.answer.lasting import durations, lasting, length_fit
from rag.answer.match import Matcher
from rag.answer.offices import asked_office, holders
from rag.answer.phrases import joined
from rag.answer.where import asks_for_country, asks_for_several, asks_for_wide, inner_places, lists, of_class
from rag.language.analysis import stem, tokens
from rag.language.clock import find_times
from rag.language.dates import find_dates
from rag.language.gazetteer import find_names
from rag.search.question import Question
from rag.values import DateMention, ShortAnswer

__all__ = ["find_short", "typed_values"]


Value = tuple[int, int, float]  # start, end, fit 0..1


_CACHE_SIZE: Final = 1 << 12
_PEOPLE: Final = 0.5  # certainty of a country that only an adjective tells
_TO_COME: Final = 0.6  # of a place where something is still to be, asked where something was
_AHEAD: Final = 1.7  # how much farther off a word counts that stands behind a number
_LEAST_CERTAINTY: Final = 0.35  # below it the sentence is shown and no value is taken from it


def typed_values(question: Question) -> Callable[[str, Analysed], list[Value]]:
    """Return a function that finds what `question` asks for in a text: (start, end, how well it fits 0..1), nothing chosen.

    A cause is a property of the whole text.
    """
    said = frozenset(analyse(question.text).terms)

    def values(text: str, analysed: Analysed) -> list[Value]:
        found: Iterable[Value]
        match question.kind:
            case "when" if asks_for_clock(question):
                found = ((time.start, time.end, 1.0) for time in find_times(text))
            case "when":
                found = ((m.start, m.end, date_fit(question, m)) for m in _deeds_dates(question, text, None))
            case "howmany":
                found = ((n.start, n.end, unit_fit(n, text, question)) for n in counting(text))
            case "howlong":
                spans = [(n.start, n.end, length_fit(question, n)) for n in durations(question, text)]
                found = [*spans, *((one.start, one.end, 1.0) for one in lasting(text))]
            case "who" if name := asked_name(question):
                found = ((*span, 1.0) for span in descriptions(name, text))
            case "who" | "where":
                named = persons(text) if question.kind == "who" else places(text)
                found = ((e.start, e.end, e.certainty * _tense_fit(question, text, e)) for e in named)
            case "organisation":
                found = ((start, end, 1.0) for start, end in of_asked_class(question, text, bodies(text)))
            case "why":
                return [(0, len(text), 1.0)] if analysed.content & _CAUSES else []
            case _:
                return []
        return [value for value in found if not _said(text, value[0], value[1], said)]

    return values


def find_short(
    question: Question, matcher: Matcher, text: str, anchor: date | None, unit_terms: frozenset[str] = frozenset()
) -> Found | None:
    """Return the short answer that `text` holds, or None; `anchor` is the article's date.

    Of several candidates the one nearest to what the question speaks of is taken (Ravichandran and Hovy 2002 rank so, too).
    `unit_terms` are the index terms that the counted noun may appear as, in either language.
    """
    said = frozenset(analyse(question.text).terms)
    candidates = [
        found
        for found in _candidates(question, text, anchor, unit_terms)
        if found.certainty >= _LEAST_CERTAINTY
        and not _said(text, found.start, found.end, said)
        and not matcher.names(analyse(text[found.start : found.end]))
    ]
    if question.kind == "where":
        candidates = _wanted_places(question, text, candidates) or _wanted_peoples(question, text, said)
    if question.kind == "who" and not asked_name(question):
        candidates = _doers(question, matcher, text, _holders(question, matcher, text, candidates))
    if not candidates:
        return None
    centres = _centres(matcher, text)
    return min(candidates, key=lambda found: (-round(found.certainty, 1), _distance(found, centres)))


def _candidates(question: Question, text: str, anchor: date | None, unit_terms: frozenset[str]) -> Iterable[Found]:
    language = question.language
    match question.kind:
        case "when" if asks_for_clock(question):
            yield from (from_time(time, language) for time in find_times(text))
        case "when":
            yield from (from_date(mention, question, anchor) for mention in _deeds_dates(question, text, anchor))
        case "howmany":
            yield from (from_number(n, question, text, unit_terms) for n in counting(text))
        case "howlong":
            for number in durations(question, text):
                told = from_number(number, question, text, unit_terms)
                yield replace(told, certainty=told.certainty * length_fit(question, number))
            yield from (from_lasting(one, language) for one in lasting(text))
        case "who" if name := asked_name(question):
            yield from (from_description(text, span, language) for span in descriptions(name, text))
        case "who":
            yield from (from_entity(entity, language) for entity in persons(text))
        case "organisation":
            yield from _organisations(question, text)
        case "where":
            for entity in places(text):
                fit = _tense_fit(question, text, entity)
                yield from_entity(replace(entity, certainty=entity.certainty * fit), language)
        case _:
            return


def _holders(question: Question, matcher: Matcher, text: str, found: Sequence[Found]) -> list[Found]:
    """Return the persons who may hold the office that is asked about, those who are told to first; others where none is asked about."""
    asked = asked_office(question, matcher)
    if asked is None:
        return list(found)
    told = holders(asked, matcher, text)
    held = [(one, told.get((one.start, one.end))) for one in found]
    return [replace(one, certainty=1.0) if holds else one for one, holds in held if holds is not False]


def _doers(question: Question, matcher: Matcher, text: str, found: Sequence[Found]) -> list[Found]:
    """Return the person who is told to have done what is asked about, else all; nobody where a thing or whose it is is asked for."""
    if asks_for_owner(question) or asks_for_thing(question):
        return []
    persons_named = [(one.start, one.end) for one in found]
    if (saying := speakers(question, matcher, text, persons_named)) is not None:
        return [one for one in found if (one.start, one.end) in saying]
    telling = mere_speakers(question, matcher, text, persons_named)
    found = [one for one in found if (one.start, one.end) not in telling]
    away = away_from_deed(question, matcher, text, [(one.start, one.end) for one in found])
    found = [one for one in found if (one.start, one.end) not in away]
    acting = doer(question, matcher, text, [(one.start, one.end) for one in found])
    return [one for one in found if acting in {None, (one.start, one.end)}]


def _wanted_peoples(question: Question, text: str, said: frozenset[str]) -> list[Found]:
    """Return the peoples that a text names where a country is asked for and none is: «جامعة إيطالية» is one of Italy."""
    if not asks_for_country(question):
        return []
    words = tokens(text)
    spans = [(words[n.first].start, words[n.last - 1].end) for n in find_names(words) if n.kind == "demonym"]
    named = [Entity(*span, text[slice(*span)], "place", _PEOPLE) for span in spans if not _said(text, *span, said)]
    return [from_entity(entity, question.language) for entity in named]


def _wanted_places(question: Question, text: str, found: Sequence[Found]) -> list[Found]:
    """Return the places that a question wants: all of a list for "which countries", the town and not its province for "where"."""
    by_span = {(place.start, place.end): place for place in found}
    by_span = {span: by_span[span] for span in of_class(question, text, by_span)}
    if not asks_for_several(question):
        kept = by_span if asks_for_wide(question) else inner_places(text, by_span)
        return [by_span[span] for span in kept]
    wanted = []
    for spans in lists(text, list(by_span)):
        named = [by_span[span] for span in spans]
        words = joined([place.answer.text for place in named], question.language)
        key = " ".join(sorted(place.key for place in named))
        answer = replace(named[0].answer, value=words, text=words)
        wanted.append(replace(named[0], answer=answer, end=spans[-1][1], key=key))
    return wanted


def _organisations(question: Question, text: str) -> Iterable[Found]:
    """Yield the organisations of the class asked for that the question does not name itself; as one answer where several are asked for."""
    said = frozenset(analyse(question.text).terms)
    spans = [span for span in of_asked_class(question, text, bodies(text)) if not _said(text, *span, said)]
    groups = [[span] for span in spans] if asks_for_one_body(question) else [spans] if spans else []
    for group in groups:
        value = joined(
            list(dict.fromkeys(shown_name(text[slice(*span)], question.language) for span in group)), question.language
        )
        key = " ".join(sorted(stem(text[slice(*span)]) for span in group))
        yield Found(ShortAnswer("text", value, value), group[0][0], group[-1][1], key)


@lru_cache(maxsize=_CACHE_SIZE)
def _dates(text: str, anchor: date | None) -> tuple[DateMention, ...]:
    return find_dates(text, anchor=anchor)


def _deeds_dates(question: Question, text: str, anchor: date | None) -> list[DateMention]:
    """Return the dates of a text that may be of the deed asked about: the day of somebody's words is not."""
    return [mention for mention in _dates(text, anchor) if not of_saying(question, text, mention.start)]


def _tense_fit(question: Question, text: str, entity: Entity) -> float:
    return _TO_COME if entity.kind == "place" and is_still_to_come(question, text, entity.start) else 1.0


def _said(text: str, start: int, end: int, said: frozenset[str]) -> bool:
    """Tell whether the question already holds every content word of `text[start:end]`."""
    content = analyse(text[start:end]).content
    return bool(content) and content <= said


def _centres(matcher: Matcher, text: str) -> Sequence[tuple[float, float]]:
    """Return (position in characters, weight) of each place where a question term is met."""
    analysed = analyse(text)
    return [
        ((analysed.spans[place][0] + analysed.spans[place][1]) / 2, weight)
        for place, _, weight in matcher.positions(analysed)
    ]


def _distance(found: Found, centres: Sequence[tuple[float, float]]) -> float:
    """Return the mean distance to the question's terms, in characters, by their weight; near ones count for most."""
    middle = (found.start + found.end) / 2
    # A number is mostly told behind what it is told of: "Haddad 36 votes, Aoud 24".
    ahead = _AHEAD if found.answer.kind == "number" else 1.0
    pulls = [weight / (20.0 + max(middle - place, ahead * (place - middle))) for place, weight in centres]
    return -sum(pulls)


_CAUSES: Final = frozenset(
    stem(word)
    for word in (
        "because due owing result caused cause reason therefore thus بسبب نتيجة جراء لأن لأنه لأنها إثر بفعل ردا احتجاجا بهدف نظرا سبب أسباب لكونها كون لتفادي"
    ).split()
)
