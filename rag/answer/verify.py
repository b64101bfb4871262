"""Check what a chat model wrote against the articles, in code, and let nothing pass that they do not bear out.

A statement is shown only when each of its quotations stands in an article, and what it says (numbers, dates, names, whether something
happens or not, the subject itself) follows from those quotations. What fails is dropped with its reason; what is mended is only where a quotation
stands (another of the given passages), and how much of a sentence is quoted (all of it, where what was cut off denies or restricts).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, Literal

from rag.answer.alignment import Alignment, align
from rag.answer.binding import misbound_number
from rag.answer.certainty import lost_claim, lost_delay, lost_undoing, presented_as_done
from rag.answer.denied import lost_negation, lost_restriction
from rag.answer.entities import persons
from rag.answer.evidence import Evidence
from rag.answer.instructions import speaks_to_model
from rag.answer.locate import around, locate
from rag.answer.people import unnamed_person
from rag.answer.polarity import scopes
from rag.answer.quantifiers import overstated_part, overstated_share
from rag.answer.quantities import changed_bound, changed_rate, changed_time, changed_unit, turned_score
from rag.answer.roles import swapped_roles
from rag.answer.sequence import turned_order
from rag.answer.support import unspoken
from rag.answer.times import month_day
from rag.language.analysis import tokens
from rag.language.dates import date_spans, find_dates
from rag.language.normalise import normalise
from rag.language.numbers import NumberMention, find_numbers
from rag.values import DateMention, Quote, digit_runs

__all__ = ["Draft", "Fault", "Rejected", "Support", "Verified", "verify"]

Fault = Literal[
    "no quote",
    "quote not found",
    "date",
    "number",
    "name",
    "negation",
    "restriction",
    "certainty",
    "roles",
    "unsupported",
    "form",
]

_FEWEST_WORDS: Final = 3  # of a statement
_LONGEST_STATEMENT: Final = 600  # characters: more is no sentence
# Marks of citation that a model adds by itself; ours are put in their place.
_OWN_MARKS: Final = re.compile(
    r"\s*(?:\[\s*\d+(?:\s*[,،-]\s*\d+)*\s*\]|\((?:passage|source|المقطع|مقطع|المصدر)s? \d+\))", re.IGNORECASE
)
_MARKUP: Final = re.compile(r"</?[A-Za-z!|?][^>]*>?|\]\(|```|<\|")
_ADDRESS: Final = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\w+", re.IGNORECASE)


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
    """A statement that its quotations bear out; `computed` says how its dates and figures follow from them."""

    text: str
    quotes: tuple[tuple[Evidence, Quote], ...]
    computed: str | None


@dataclass(frozen=True, slots=True)
class Rejected:
    """A statement that is not shown, and why."""

    draft: Draft
    fault: Fault
    detail: str = ""


Quotes = Sequence[tuple[Evidence, Quote]]


def verify(draft: Draft, passages: Sequence[Evidence]) -> Verified | Rejected:
    """Return the statement with its quotations in place, or why it must not be shown."""
    text = _plain(draft.text)
    if (
        not text
        or len(text) > _LONGEST_STATEMENT
        or _MARKUP.search(text)
        or speaks_to_model(text)
        or not _says_something(text)
    ):
        return Rejected(draft, "form")
    found = [located for support in draft.supports if (located := _locate(support, passages))]
    if not found:
        return Rejected(draft, "quote not found" if draft.supports else "no quote")
    quotes = tuple({(quote.article_id, quote.start, quote.end): (item, quote) for item, quote in found}.values())
    dates = _unsupported_date(text, quotes)
    if isinstance(dates, str):
        return Rejected(draft, "date", dates)
    numbers = _unsupported_number(text, quotes, dates)
    if isinstance(numbers, str):
        return Rejected(draft, "number", numbers)
    sentences = [_sentences(item, quote) for item, quote in quotes]
    for fault, detail in _faults(align(text, sentences), align(text, sentences, wide=False), quotes):
        if detail is not None:
            return Rejected(draft, fault, detail)
    return Verified(text, quotes, "; ".join(dict.fromkeys([*dates, *numbers])) or None)


def _faults(wide: Alignment, narrow: Alignment, quotes: Quotes) -> Iterator[tuple[Fault, str | None]]:
    text, held = wide.text, [quote.text for _, quote in quotes]
    titles = " ".join(f"{item.article.title} {item.article.source or ''}" for item, _ in quotes)
    address = _ADDRESS.search(text)
    yield "unsupported", address[0] if address and address[0] not in " ".join(held) else None
    yield (
        "number",
        misbound_number(wide)
        or changed_rate(wide)
        or changed_unit(wide)
        or changed_bound(wide)
        or overstated_part(wide)
        or turned_score(wide),
    )
    yield "date", turned_order(wide) or changed_time(wide)
    yield "name", unnamed_person(persons(text), quotes, wide.matcher)
    yield "unsupported", unspoken(wide, held, titles) or overstated_share(wide)
    for alignment in (narrow, wide):
        yield "negation", lost_negation(alignment)
        yield "restriction", lost_restriction(alignment) or lost_delay(alignment)
        yield "roles", swapped_roles(alignment)
        yield "certainty", presented_as_done(alignment) or lost_claim(alignment) or lost_undoing(alignment)


def _says_something(text: str) -> bool:
    """Tell whether a statement is more than a name, a day or a number: those say nothing that could be checked."""
    words = tokens(text)
    bare = [(person.start, person.end) for person in persons(text)]
    bare += date_spans(text)
    bare += [(number.start, number.end) for number in find_numbers(text)]
    return len(words) >= _FEWEST_WORDS and any(not any(a <= w.start and w.end <= b for a, b in bare) for w in words)


def _plain(text: str) -> str:
    """Return a statement on one line, without control and formatting characters and without the model's own citation marks."""
    kept = "".join(
        letter if letter == "\u200c" or unicodedata.category(letter) not in ("Cf", "Co", "Cs", "Cn") else ""
        for letter in "".join(" " if unicodedata.category(letter) == "Cc" else letter for letter in text)
    )
    return " ".join(_OWN_MARKS.sub("", kept).split())


def _locate(support: Support, passages: Sequence[Evidence]) -> tuple[Evidence, Quote] | None:
    """Return the quotation where it stands: in the passage that was named, else in another of those given."""
    named = [passages[support.passage - 1]] if 1 <= support.passage <= len(passages) else []
    for item in (*named, *(p for p in passages if p not in named)):
        quote = locate(support.quote, item.article, (item.passage.start, item.passage.end))
        if quote is not None:
            return item, _whole(item, quote)
    return None


def _whole(item: Evidence, quote: Quote) -> Quote:
    """Return the quotation, grown to its whole sentences where a cue outside of it reaches into it: "not" must not be cut off."""
    start, end = around(item.article, (quote.start, quote.end))
    text = item.article.body[start:end]
    first, last = quote.start - start, quote.end - start
    for scope in scopes(text):
        outside = scope.cue_start < first or scope.cue_end > last
        if outside and scope.start < last and first < scope.end:
            return Quote(quote.article_id, start, end, text)
    return quote


def _sentences(item: Evidence, quote: Quote) -> str:
    start, end = around(item.article, (quote.start, quote.end))
    return item.article.body[start:end]


def _unsupported_date(text: str, quotes: Quotes) -> list[str] | str:
    """Return how each date of `text` follows from the quotations, or the words of one that does not."""
    told = [
        (m, item.article.published)
        for item, quote in quotes
        for m in find_dates(quote.text, anchor=item.article.published)
    ]
    figures = frozenset[str]().union(*(digit_runs(quote.text) for _, quote in quotes))
    computed: list[str] = []
    for place, mention in enumerate(find_dates(text, anchor=None)):
        source = next((m for m, anchor in told if _same_date(mention, m) or _same_words(text, place, m, anchor)), None)
        if source is None:
            return mention.text
        if source.computed:
            computed.append(source.computed)
        elif digit_runs(mention.text) - figures:
            computed.append(f"«{source.text}» is {mention.text}")
    return computed


def _same_date(stated: DateMention, source: DateMention) -> bool:
    """Tell whether a date that is stated says no more than its source."""
    if stated.since and stated.until and source.since and source.until:
        return stated.since <= source.since and source.until <= stated.until
    if stated.since is None and stated.month is not None:
        month, day = month_day(source)
        return stated.month == month and stated.day in (None, day)
    return False  # a year is stated that the source does not know


def _same_words(text: str, place: int, source: DateMention, anchor: date | None) -> bool:
    """Tell whether "on Friday", "last week" is what the source tells, seen from the day of its article."""
    plain = find_dates(text, anchor=None)[place]
    if anchor is None:
        return normalise(plain.text) == normalise(source.text)
    seen = find_dates(text, anchor=anchor)
    same = next((mention for mention in seen if mention.start == plain.start), None)
    if plain.since is None and same is not None and _same_date(same, source):
        return True
    # Out of their sentences: "until Sunday" is the same Sunday whether schools "stay" or "will stay" shut.
    alone, told = (find_dates(words, anchor=anchor) for words in (plain.text, source.text))
    return bool(alone and told) and plain.since is None and plain.month is None and _same_span(alone[0], told[0])


def _same_span(one: DateMention, other: DateMention) -> bool:
    """Tell whether two intervals are one: weeks that begin on another day of the week in another language are."""
    if not (one.since and one.until and other.since and other.until) or one.precision != other.precision:
        return False
    if one.precision != "range":
        return (one.since, one.until) == (other.since, other.until)
    within = one.since >= other.since and one.until <= other.until
    return within or (one.since <= other.since and one.until >= other.until)


def _unsupported_number(text: str, quotes: Quotes, dates: Sequence[str]) -> list[str] | str:
    """Return how figures follow from number words ("seventeen" is 17), or the first number that no quotation holds."""
    held = {number.value: number.text for _, quote in quotes for number in _numbers(quote.text)}
    figures = frozenset[str]().union(*map(digit_runs, dates), *(digit_runs(quote.text) for _, quote in quotes))
    mentions = find_dates(text, anchor=None)
    told: list[str] = []
    for number in find_numbers(text):
        if any(d.start <= number.start and number.end <= d.end for d in mentions):
            continue
        if number.value not in held:
            return number.text
        if digit_runs(number.text) - figures:
            told.append(f"«{held[number.value]}» is {number.text}")
    unaccounted = digit_runs(text) - figures.union(*map(digit_runs, told))
    # A score, "1-0", is read as no number: its figures may be told in words.
    words = {run: held[Decimal(run)] for run in unaccounted if Decimal(run) in held}
    told += [f"«{words[run]}» is {run}" for run in sorted(words)]
    return min(unaccounted - words.keys()) if unaccounted - words.keys() else told


_DUAL: Final = re.compile(r"(?<!\w)(?:[وفبلك]?ال|لل)(?P<noun>\w{2,}(?:ين|ان))(?!\w)")
_TWO_OF: Final = re.compile(r"(?<!\w)[وفبل]?\w{2,}(?:اء|ت)ين(?!\w)")  # «شتاءين», «مدينتين»: never a plural
# What Arabic tells of a score in words: «بهدف دون رد» is 1-0, «بثلاثية نظيفة» 3-0.
_SCORED: Final = tuple(
    (re.compile(pattern), value)
    for pattern, value in (
        (r"(?<!\w)(?:دون|بلا) (?:رد|مقابل)(?!\w)|(?<!\w)نظيف\w*|\b(?:nil|goalless|scoreless)\b", 0),
        (r"(?<!\w)ب?هدف(?: (?:وحيد|واحد|يتيم))?(?= (?:دون|بلا|مقابل|ل\w+|نظيف|وحيد|واحد|يتيم)(?!\w))", 1),
        (r"(?<!\w)بثنائيه(?!\w)", 2),
        (r"(?<!\w)بثلاثيه(?!\w)", 3),
        (r"(?<!\w)برباعيه(?!\w)", 4),
        (r"(?<!\w)بخماسيه(?!\w)", 5),
    )
)
_BOTH: Final = re.compile(r"\bboth\b|(?<!\w)كل(?:ا|تا|ي|تي)(?!\w)")
_CLITIC: Final = re.compile(r"(?<!\w)[وف]?[بلك](?=\w{3,})")  # «بثلاثة أهداف»
_HYPHEN: Final = re.compile(r"(?<=\w)-(?=[a-z])")


def _numbers(text: str) -> list[NumberMention]:
    """Return the numbers of a quotation in every reading: "five-year", the definite dual «الطرفان», "both"."""
    plain = normalise(text)
    readings = (text, _HYPHEN.sub(" ", text), _DUAL.sub(r"\g<noun>", plain), _CLITIC.sub(" ", plain))
    found = [number for reading in readings for number in find_numbers(reading)]
    found += [NumberMention(0, 0, match[0], Decimal(2), None) for match in _TWO_OF.finditer(plain)]
    found += [
        NumberMention(0, 0, match[0], Decimal(value), None)
        for pattern, value in _SCORED
        for match in pattern.finditer(plain)
    ]
    both = _BOTH.search(plain)
    if both or any(m["noun"].endswith(("ان", "تين")) and m["noun"] not in _NO_DUALS for m in _DUAL.finditer(plain)):
        found.append(NumberMention(0, 0, both[0] if both else "2", Decimal(2), None))
    return found


# Words and names in «ان» that are no duals.
_NO_DUALS: Final = frozenset(
    normalise(
        "سودان لبنان أردن برلمان إنسان زمان مكان ميدان شان عنوان ديوان سكان شبان جيران نيران ألوان بلدان عمان إيمان قرآن بيان كيان طيران عدوان ضمان لجان ثمان أمان برهان سلطان شيطان إخوان طوفان بركان مهرجان عرفان"
    ).split()
)
