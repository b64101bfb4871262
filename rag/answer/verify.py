"""Check what a chat model wrote against the articles, in code, and let nothing pass that they do not bear out.

A statement is shown only when each of its quotations stands in an article, and what it says (numbers, dates, names, whether something
happens or not, the subject itself) follows from those quotations. What fails is dropped with its reason; nothing is mended but the
attribution of a quotation that stands in another of the given passages.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from rag.answer.entities import persons
from rag.answer.evidence import Evidence, analyse
from rag.answer.locate import locate
from rag.answer.match import Matcher
from rag.answer.polarity import clauses, denies
from rag.answer.times import month_day
from rag.language.analysis import tokens
from rag.language.dates import find_dates
from rag.language.gazetteer import shipped_bridge
from rag.language.names import same_name
from rag.language.normalise import normalise
from rag.language.numbers import find_numbers
from rag.search.query import analyse_query
from rag.values import DateMention, Quote, digit_runs

__all__ = ["Draft", "Rejected", "Support", "Verified", "verify"]

Fault = Literal["no quote", "quote not found", "date", "number", "name", "negation", "unsupported", "empty"]

# Share of a statement's own words (by weight) that its quotations must speak of. Function words and the like are not counted.
_LEAST_SUPPORT: Final = 0.5
_SAME_NAME: Final = 0.6
_LONGEST_STATEMENT: Final = 600  # characters: more is no sentence
# A clause is read for denial when it speaks of most of what the best clause speaks of.
_NEAR_BEST: Final = 0.6


@dataclass(frozen=True, slots=True)
class Support:
    """A quotation that a model gives for a statement: the number of the passage (from 1) and the words."""

    passage: int
    quote: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement as a model wrote it, unchecked."""

    text: str
    supports: tuple[Support, ...]


@dataclass(frozen=True, slots=True)
class Verified:
    """A statement that its quotations bear out; `computed` says how its dates follow from them."""

    text: str
    quotes: tuple[tuple[Evidence, Quote], ...]
    computed: str | None


@dataclass(frozen=True, slots=True)
class Rejected:
    """A statement that is not shown, and why."""

    draft: Draft
    fault: Fault
    detail: str = ""


def verify(draft: Draft, passages: Sequence[Evidence]) -> Verified | Rejected:
    """Return the statement with its quotations in place, or why it must not be shown."""
    text = " ".join(draft.text.split())
    if not text or len(text) > _LONGEST_STATEMENT:
        return Rejected(draft, "empty")
    quotes = tuple(found for support in draft.supports if (found := _locate(support, passages)))
    if not quotes:
        return Rejected(draft, "quote not found" if draft.supports else "no quote")
    quotes = tuple({(quote.article_id, quote.start, quote.end): (item, quote) for item, quote in quotes}.values())
    dates = _unsupported_date(text, quotes)
    if isinstance(dates, str):
        return Rejected(draft, "date", dates)
    numbers = _unsupported_number(text, quotes, " ".join(dates))
    if isinstance(numbers, str):
        return Rejected(draft, "number", numbers)
    computed = "; ".join(dict.fromkeys([*dates, *numbers])) or None
    faults: tuple[tuple[Fault, str | None], ...] = (
        ("name", _unsupported_name(text, quotes)),
        ("unsupported", _unsupported_subject(text, quotes)),
        ("negation", _lost_negation(text, quotes)),
    )
    for fault, detail in faults:
        if detail is not None:
            return Rejected(draft, fault, detail)
    return Verified(text, quotes, computed)


Quotes = Sequence[tuple[Evidence, Quote]]


def _locate(support: Support, passages: Sequence[Evidence]) -> tuple[Evidence, Quote] | None:
    """Return the quotation where it stands: in the passage that was named, else in another of those given."""
    named = [passages[support.passage - 1]] if 1 <= support.passage <= len(passages) else []
    for item in (*named, *(p for p in passages if p not in named)):
        quote = locate(support.quote, item.article, (item.passage.start, item.passage.end))
        if quote is not None:
            return item, quote
    return None


def _unsupported_date(text: str, quotes: Quotes) -> list[str] | str:
    """Return how each date of `text` follows from the quotations, or the words of one that does not."""
    told = [m for item, quote in quotes for m in find_dates(quote.text, anchor=item.article.published)]
    computed: list[str] = []
    for mention in find_dates(text, anchor=None):
        if mention.since is None and mention.month is None:
            continue  # "last week": judged as words, not as a day
        source = next((other for other in told if _same_date(mention, other)), None)
        if source is None:
            return mention.text
        if source.computed:
            computed.append(source.computed)
    return computed


def _same_date(stated: DateMention, source: DateMention) -> bool:
    """Tell whether a date that is stated says no more than its source."""
    if stated.since and stated.until and source.since and source.until:
        return stated.since <= source.since and source.until <= stated.until
    if stated.since is None:
        month, day = month_day(source)
        return stated.month == month and stated.day in (None, day)
    return False  # a year is stated that the source does not know


def _unsupported_number(text: str, quotes: Quotes, computed: str | None) -> list[str] | str:
    """Return how figures follow from number words ("seventeen" is 17), or the first number that no quotation holds."""
    held = {number.value: number.text for _, quote in quotes for number in find_numbers(quote.text)}
    figures = digit_runs(computed or "").union(*(digit_runs(quote.text) for _, quote in quotes))
    dates = find_dates(text, anchor=None)
    told: list[str] = []
    for number in find_numbers(text):
        if any(d.start <= number.start and number.end <= d.end for d in dates):
            continue
        if number.value not in held:
            return number.text
        if digit_runs(number.text) - figures:
            told.append(f"{held[number.value]!r} is {number.text}")
    unaccounted = digit_runs(text) - figures.union(*map(digit_runs, told))
    return min(unaccounted) if unaccounted else told


def _unsupported_name(text: str, quotes: Quotes) -> str | None:
    """Return the first person of `text` whom the quotations do not name, in either script."""
    words = [normalise(token.text) for _, quote in quotes for token in tokens(quote.text)]
    sources = {normalise(item.article.source or "") for item, _ in quotes}
    for person in persons(text):
        if normalise(person.text) in sources:
            continue
        parts = [token.text for token in tokens(person.text) if len(token.text) > 2 and not token.is_stop]
        if parts and not any(same_name(part, word) >= _SAME_NAME for part in parts for word in words):
            return person.text
    return None


def _unsupported_subject(text: str, quotes: Quotes) -> str | None:
    """Return what of `text` the quotations do not speak of, when it is an entity or more than half of it."""
    matcher = _matcher(text)
    if not matcher.terms:
        return text
    around = " ".join(f"{item.article.title} {item.article.source or ''}" for item, _ in quotes)
    held = " ".join(quote.text for _, quote in quotes)
    strengths = matcher.strengths(analyse(held))
    words = [normalise(token.text) for token in tokens(f"{held} {around}")]
    for term, strength in zip(matcher.terms, strengths, strict=True):
        unmet = strength == 0 and term.is_entity and not term.query.term[0].isdigit()
        if unmet and not any(same_name(term.query.text, word) >= _SAME_NAME for word in words):
            return term.query.text
    return None if matcher.coverage(strengths) >= _LEAST_SUPPORT else text


def _lost_negation(text: str, quotes: Quotes) -> str | None:
    """Return the clause that denies what `text` affirms, or affirms what it denies."""
    matcher = _matcher(text)
    spoken: list[tuple[float, str]] = []
    for _, quote in quotes:
        plain = normalise(quote.text)
        spoken += [(matcher.coverage(matcher.strengths(analyse(plain[a:b]))), plain[a:b]) for a, b in clauses(plain)]
    best = max((coverage for coverage, _ in spoken), default=0.0)
    near = [clause for coverage, clause in spoken if coverage and coverage >= _NEAR_BEST * best]
    if not near or any(denies(clause) == denies(text) for clause in near):
        return None
    return near[0].strip()


def _matcher(text: str) -> Matcher:
    """Return the words of a statement as something to look for, all of one rarity: a quotation is too short to tell."""
    return Matcher(analyse_query(text, shipped_bridge()), _one)


def _one(_term: str) -> float:
    return 1.0
