"""Find the date expressions of a text and resolve each against the day it was written.

It decides which of several readings of the same words is taken, and says how an interval was computed. It does not
decide what happened on a date.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Final

from rag.language.dates import (
    arabic_calendar,
    arabic_relative,
    arabic_years,
    english_calendar,
    english_relative,
    numeric,
)
from rag.language.dates.expressions import Calendar, Expression, Rule, Weekday
from rag.language.dates.plain import Plain, plain
from rag.language.dates.resolve import Tense, resolve
from rag.language.dates.resolved import Resolved
from rag.language.tables import table
from rag.values import DateMention, digit_runs

__all__ = ["date_spans", "find_dates", "remember_spans"]

_ARABIC: Final = (*arabic_calendar.RULES, *arabic_years.RULES, *arabic_relative.RULES)
_ENGLISH: Final = (*english_calendar.RULES, *english_relative.RULES)
_NUMERIC: Final = {day_first: numeric.rules(day_first=day_first) for day_first in (True, False)}
_ARABIC_LETTER: Final = re.compile(r"[\u0621-\u064a]")
_LATIN_LETTER: Final = re.compile(r"[A-Za-z]")
_JOINED: Final = re.compile(r"\s*(?:-|الي(?:\s+غايه)?|حتي|to|until|till|through)\s*(?:يوم\s+|the\s+)?", re.IGNORECASE)
_WEEKDAY_OF: Final = re.compile(r"\s*[,،(]*\s*(?:الموافق\s*)?", re.IGNORECASE)
_PAIR: Final = re.compile(r"\s*(?:-|/|و|الي|and|to)\s*", re.IGNORECASE)
_JOINED_PAIR: Final = re.compile(r"\s*(?:و\s*|and\s+)(?:يوم\s+|the\s+)?", re.IGNORECASE)
_BETWEEN: Final = re.compile(r"(?:بين|between)\s+(?:يومي\s+|يوم\s+|the\s+)?$", re.IGNORECASE)


_ENDS_SENTENCE: Final = re.compile(r"[!?؟\n]|\.(?!\d)")
# «ستعلن النتائج التي ...»: what follows the pronoun is told by a verb of its own.
_RELATIVE: Final = re.compile(r"(?<!\w)(?:التي|الذي|الذين|which|who|that)(?!\w)")
_FOLLOWS_DAYS: Final = 183
_REMEMBERED: Final = 1 << 10  # texts
_MOST_TOLD: Final = 1 << 15  # texts of which spans are remembered: some 10 MB
_LONGEST_CLAUSE: Final = 400  # characters: a list of dates without a full stop is no sentence


_SPANS: Final[dict[str, tuple[tuple[int, int], ...]]] = {}


@dataclass(frozen=True, slots=True)
class _Stated:
    """A date whose year is written; `end` is where its words end."""

    since: date
    end: int


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    expression: Expression


def find_dates(text: str, *, anchor: date | None, day_first: bool = True) -> tuple[DateMention, ...]:
    """Return the date expressions of `text` in order of position; none overlap, spans are exact in `text`.

    Args:
        text: Arabic or English, or both.
        anchor: the day the text was written (the article's publication date); None leaves what depends on it unresolved.
        day_first: how numeric dates such as 09/04/2017 are read.

    Returns:
        One mention an expression; since <= until, or both None where the year stays unknown.
    """
    if _SPANS.get(text) == ():
        return ()
    folded = plain(text)
    mentions: list[DateMention] = []
    stated: _Stated | None = None
    for found in _expressions(folded.text, day_first):
        if stated and _ENDS_SENTENCE.search(folded.text, stated.end, found.start):
            stated = None
        resolved = _following(found.expression, stated, anchor) if stated else None
        resolved = resolved or resolve(found.expression, anchor, tense=_tense(folded.text, found.start))
        if resolved is None:
            continue
        mentions.append(_mention(found, resolved, folded, anchor))
        match found.expression:
            case Calendar(year=int()) if resolved.since:
                stated = _Stated(resolved.since, found.end)
    return tuple(mentions)


def date_spans(text: str) -> list[tuple[int, int]]:
    """Return where the date expressions of `text` stand, whatever days they mean."""
    known = _SPANS.get(text)
    return [(mention.start, mention.end) for mention in find_dates(text, anchor=None)] if known is None else list(known)


def remember_spans(text: str, spans: Iterable[tuple[int, int]]) -> None:
    """Take the word of somebody who has read `text` before, as whoever indexed it has, for where its date expressions stand."""
    if len(_SPANS) >= _MOST_TOLD:
        _SPANS.clear()
    _SPANS[text] = tuple(spans)


@lru_cache(maxsize=_REMEMBERED)
def _expressions(text: str, day_first: bool) -> tuple[_Found, ...]:
    """Return the expressions of a text; remembered, since a question reads the same sentences under several anchors."""
    return tuple(_merge_ranges(_without_overlaps(_candidates(text, day_first)), text))


@table
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Return the patterns of all rules, compiled: made before the first text is read where there is time for it."""
    return tuple(rule.pattern for rule in (*_ARABIC, *_ENGLISH, *_NUMERIC[True], *_NUMERIC[False]))


def _candidates(text: str, day_first: bool) -> list[_Found]:
    rules: tuple[Rule, ...] = _NUMERIC[day_first]
    if _ARABIC_LETTER.search(text):
        rules += _ARABIC
    if _LATIN_LETTER.search(text) or not _ARABIC_LETTER.search(text):
        rules += _ENGLISH
    found = []
    needed: dict[int, bool] = {}  # by identity: a compiled expression is hashed by reading all of it
    for rule in rules:
        if rule.needs is not None:
            key = id(rule.needs)
            if key not in needed:
                needed[key] = rule.needs.search(text) is not None
            if not needed[key]:
                continue
        for match in rule.pattern.finditer(text):
            expression = rule.build(match)
            if expression is not None:
                found.append(_Found(*match.span("x"), expression))
    return found


def _without_overlaps(found: list[_Found]) -> list[_Found]:
    """Keep the longest of overlapping readings; of equally long ones the earlier rule's."""
    kept: list[_Found] = []
    starts: list[int] = []
    for one in sorted(found, key=lambda item: item.start - item.end):
        place = bisect_right(starts, one.start)  # what is kept does not overlap: only its neighbours can
        free_before = place == 0 or kept[place - 1].end <= one.start
        if free_before and (place == len(kept) or one.end <= kept[place].start):
            starts.insert(place, one.start)
            kept.insert(place, one)
    return kept


def _merge_ranges(found: list[_Found], text: str) -> list[_Found]:
    """Join "28 February" and "3 March 2016" when "to" or "between ... and" stands between them."""
    merged: list[_Found] = []
    for one in found:
        if merged:
            merged[-1] = _paired(merged[-1], one, text)
        joined = _join(merged[-1], one, text) if merged else None
        if joined:
            merged[-1] = joined
        else:
            merged.append(one)
    return merged


def _paired(first: _Found, last: _Found, text: str) -> _Found:
    """Tell the first of two weekdays («السبت والأحد الماضيين») from the second: they are one pair, not two weeks apart."""
    match first.expression, last.expression:
        case Weekday(weekday, None), Weekday(last_weekday, relation) if _PAIR.fullmatch(text[first.end : last.start]):
            gap = (last_weekday - weekday) % 7
            return replace(first, expression=Weekday(last_weekday, relation, gap)) if gap else first
    return first


def _join(first: _Found, last: _Found, text: str) -> _Found | None:
    between = text[first.end : last.start]
    match first.expression, last.expression:
        case Weekday(weekday, _, 0), Calendar(day=int(), is_range=False) as of if _WEEKDAY_OF.fullmatch(between):
            return _Found(first.start, last.end, replace(of, weekday=weekday))
    is_pair = _JOINED_PAIR.fullmatch(between) and _BETWEEN.search(text, max(0, first.start - 16), first.start)
    if not (_JOINED.fullmatch(between) or is_pair):
        return None
    match first.expression, last.expression:
        case Calendar(is_range=False, part=None, month=int()) as a, Calendar(
            is_range=False, part=None, month=int()
        ) as b:
            if (a.day is None) != (b.day is None) and "-" in between:
                return None
            words = replace(a, until_month=b.month, until_day=b.day, until_year=b.year, weekday=None)
            if a.year is None and b.year is not None:
                words = replace(words, year=b.year - (1 if (b.month or 0) < (a.month or 0) else 0))
            if a.relation is None and a.year is None and b.year is None:
                words = replace(words, relation=b.relation, year_shift=b.year_shift)
            return _Found(first.start, last.end, words)
    return None


def _following(expression: Expression, stated: _Stated, anchor: date | None) -> Resolved | None:
    """Resolve a date without a year that follows one with its year in the same sentence: «من 25 نوفمبر 2017 ... وتنتهي يوم 15 ديسمبر».

    Only where there is an anchor, and only up to half a year later: else the words are not told from each other.
    """
    if anchor is None:
        return None
    match expression:
        case Calendar(year=None, year_shift=None, relation=None, month=int(), day=int()):
            for year in (stated.since.year, stated.since.year + 1):
                found = resolve(replace(expression, year=year), anchor)
                if found and found.since and 0 <= (found.since - stated.since).days <= _FOLLOWS_DAYS:
                    note = f"its year is that of {stated.since.isoformat()}, told before it in the sentence"
                    return replace(found, anchored=True, note=note)
    return None


def _mention(found: _Found, resolved: Resolved, folded: Plain, anchor: date | None) -> DateMention:
    start, end = folded.span(found.start, found.end)
    words = folded.original[start:end]
    same_year = resolved.since and resolved.until and resolved.since.year == resolved.until.year
    return DateMention(
        start=start,
        end=end,
        text=words,
        since=resolved.since,
        until=resolved.until,
        precision=resolved.precision,
        year=resolved.since.year if resolved.since and same_year else None,
        month=resolved.month,
        day=resolved.day,
        until_month=resolved.until_month,
        until_day=resolved.until_day,
        computed=_computed(words, resolved, anchor),
        anchored=resolved.anchored,
    )


def _tense(text: str, position: int) -> Tense | None:
    """Return whether the words before a date in its clause speak of what is to come or of what is past, if either shows."""
    near = max(0, position - _LONGEST_CLAUSE)
    start = max(near - 1, *(text.rfind(mark, near, position) for mark in ".!?؟\n"))
    clause = _RELATIVE.split(text[start + 1 : position])[-1]
    if arabic_relative.looks_ahead(clause) or english_relative.looks_ahead(clause):
        return "future"
    return "past" if arabic_relative.looks_back(clause) or english_relative.looks_back(clause) else None


def _computed(words: str, resolved: Resolved, anchor: date | None) -> str | None:
    """Say how the interval follows; None where the words state it whole, digits and all."""
    if resolved.since is None or resolved.until is None:
        return None
    interval = resolved.since.isoformat()
    if resolved.until != resolved.since:
        interval += f" to {resolved.until.isoformat()}"
    note = f" ({resolved.note})" if resolved.note else ""
    if resolved.anchored and anchor:
        return f"«{words}», told on {anchor.isoformat()}, is {interval}{note}"
    stated = {
        str(part) for part in (resolved.since.year, resolved.until.year, resolved.day, resolved.until_day) if part
    }
    return None if stated <= digit_runs(words) and not note else f"«{words}» is {interval}{note}"
