"""Hold the frozen values that every stage speaks: articles, passages, quotes, answers.

Nothing here reads a file, knows a language or chooses anything; a value checks itself when it is made and never changes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

__all__ = [
    "Answer",
    "Article",
    "ArticleCard",
    "AskOptions",
    "Citation",
    "Claim",
    "Coverage",
    "DateMention",
    "DatedEvent",
    "Disagreement",
    "Hit",
    "Language",
    "Nearest",
    "Passage",
    "Quote",
    "Sentence",
    "ShortAnswer",
    "Statement",
    "TimeWindow",
    "Timeline",
    "TimelineEvent",
    "Turn",
    "digit_runs",
]

Language = Literal["ar", "en"]
Precision = Literal["day", "month", "year", "range", "part"]
ShortAnswerKind = Literal["date", "number", "person", "place", "text"]

_DIGIT_RUN = re.compile(r"\d+")


def digit_runs(text: str) -> frozenset[str]:
    """Return the runs of decimal digits of `text`, of any script, as ASCII without leading zeros."""
    runs = ("".join(str(unicodedata.decimal(digit)) for digit in run) for run in _DIGIT_RUN.findall(text))
    return frozenset(run.lstrip("0") or "0" for run in runs)


@dataclass(frozen=True, slots=True)
class Article:
    """One article of the archive; `body` is the cleaned text that is stored and that every span refers to."""

    id: str
    title: str
    body: str
    source: str | None
    published: date | None
    url: str | None
    language: str
    path: str
    sha256: str

    @property
    def card(self) -> ArticleCard:
        """What a reader is shown of the article, without its body."""
        return ArticleCard(self.id, self.title, self.source, self.published, self.url, self.language, self.path)


@dataclass(frozen=True, slots=True)
class ArticleCard:
    """An article as it is named in answers: everything but its body."""

    id: str
    title: str
    source: str | None
    published: date | None
    url: str | None
    language: str
    path: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an article: `article.body[start:end] == text`."""

    article_id: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of whole sentences that is retrieved as one: `article.body[start:end] == text`."""

    article_id: str
    start: int
    end: int
    text: str

    def __post_init__(self) -> None:
        """Refuse a span that cannot hold the text."""
        if self.end - self.start != len(self.text):
            raise ValueError(f"passage {self.article_id}[{self.start}:{self.end}] is not {len(self.text)} long")


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that stand verbatim in an article: `article.body[start:end] == text`; at most two sentences."""

    article_id: str
    start: int
    end: int
    text: str

    def __post_init__(self) -> None:
        """Refuse an empty quote and a span that cannot hold the text."""
        if not self.text.strip() or self.end - self.start != len(self.text):
            raise ValueError(f"quote {self.article_id}[{self.start}:{self.end}] does not hold its text")

    def stands_in(self, article: Article) -> bool:
        """Tell whether the article holds these words at this span."""
        return article.id == self.article_id and article.body[self.start : self.end] == self.text


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date expression in a text, resolved to the closed interval `since..until` as far as it can be.

    `since` and `until` are None when the year stays unknown; then `month` and `day` hold what the text says (each may be
    None). `computed` says in English how the interval follows from the words and the anchor date; None when the words state it whole.
    `anchored` is true when the anchor (the article's publication date) was needed. `until_month` and `until_day` are the
    end of a range or of a part of a month, so that one without a year can be told.
    """

    start: int
    end: int
    text: str
    since: date | None
    until: date | None
    precision: Precision
    year: int | None = None
    month: int | None = None
    day: int | None = None
    computed: str | None = None
    anchored: bool = False
    until_month: int | None = None
    until_day: int | None = None


@dataclass(frozen=True, slots=True)
class DatedEvent:
    """An event by which a question tells its time ("before the Geneva talks"), dated by the archive: `quote` is what dates it.

    `words` are the question's; `computed` says how the days follow from the quote and its article's day, None where it states them.
    """

    words: str
    since: date
    until: date
    quote: Quote
    article: ArticleCard
    computed: str | None = None


@dataclass(frozen=True, slots=True)
class TimeWindow:
    """The closed interval of days a search is limited to; None leaves a side open. `latest` asks for newest first."""

    since: date | None = None
    until: date | None = None
    latest: bool = False
    words: str = ""  # the words of the question that said so; empty for --since and --until
    event: DatedEvent | None = None  # the event whose day bounds it

    @property
    def bounded(self) -> bool:
        """True when at least one side is closed."""
        return self.since is not None or self.until is not None


@dataclass(frozen=True, slots=True)
class AskOptions:
    """What a caller may choose for one question."""

    language: Literal["auto", "ar", "en"] = "auto"
    top_k: int = 5
    since: date | None = None
    until: date | None = None
    source: str | None = None
    use_llm: bool = True


@dataclass(frozen=True, slots=True)
class Hit:
    """A retrieved passage; `rank` counts from 1, `score` is comparable within one result list only."""

    rank: int
    score: float
    passage: Passage
    article: ArticleCard
    copies: tuple[ArticleCard, ...] = ()  # wire copies of the same story folded into this hit


@dataclass(frozen=True, slots=True)
class Citation:
    """A numbered source of an answer: the quote that proves, inside the passage that was retrieved."""

    number: int
    quote: Quote
    passage: Passage
    article: ArticleCard


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of an answer; `citations` are numbers; `computed` says how a value follows from the quotes."""

    text: str
    citations: tuple[int, ...]
    computed: str | None = None


@dataclass(frozen=True, slots=True)
class ShortAnswer:
    """The answer in a few words: `value` is canonical (an ISO date, a plain number, a name), `text` is for the reader."""

    kind: ShortAnswerKind
    value: str
    text: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One side of a disagreement: the value that a source gives.

    The answer's own side names its citations; another side brings the words that it rests on, as `quote`.
    """

    value: str
    text: str
    citations: tuple[int, ...]
    source: str | None
    published: date | None
    newest: bool = False
    quote: Quote | None = None


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two or more sources that give different values for one thing, oldest first; `note` is for the reader."""

    kind: Literal["date", "number", "person", "place", "event", "text"]
    claims: tuple[Claim, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Nearest:
    """An article offered beside a refusal, with the passage that came closest."""

    article: ArticleCard
    passage: Passage


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the archive holds: shown with every answer, and told in a refusal; `undated` articles are of no known day."""

    generation: int
    articles: int
    since: date | None
    until: date | None
    indexed_at: datetime | None
    sources: tuple[str, ...] = ()
    undated: int = 0


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier exchange of a conversation: enough to keep its subject."""

    question: str
    answer: str
    article_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer that proves itself, or a refusal that helps.

    Raises:
        ValueError: a statement carries no citation, names one that does not exist, holds digits that neither its quotes, the names of
            their outlets nor its `computed` account for; citations are not numbered 1..n in order of first use; an abstention makes statements.
    """

    id: str
    question: str
    language: Language
    status: Literal["answered", "abstained"]
    statements: tuple[Statement, ...] = ()
    citations: tuple[Citation, ...] = ()
    short_answer: ShortAnswer | None = None
    disagreements: tuple[Disagreement, ...] = ()
    nearest: tuple[Nearest, ...] = ()
    missing: tuple[str, ...] = ()  # words of the question that the archive does not hold
    reason: str | None = None  # why it abstained, in the asker's language
    notes: tuple[str, ...] = ()  # what the reader must know: the time searched, a fallback, an unknown year
    caution: str | None = None  # what to say before the statements: they may not answer the question
    searched: TimeWindow | None = None
    generator: str = "extractive"
    prompt_sha256: str | None = None
    coverage: Coverage = field(default_factory=lambda: Coverage(0, 0, None, None, None))
    timings_ms: Mapping[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse an answer that a reader could not check."""
        if self.status == "abstained":
            if self.statements or self.citations or self.short_answer:
                raise ValueError("an abstention makes no statements")
            return
        if not self.statements:
            raise ValueError("an answer makes at least one statement")
        if [citation.number for citation in self.citations] != list(range(1, len(self.citations) + 1)):
            raise ValueError("citations are numbered 1..n")
        for statement in self.statements:
            self._check(statement)
        used = list(dict.fromkeys(n for s in self.statements for n in s.citations))
        claimed = {n for d in self.disagreements for c in d.claims for n in c.citations}
        numbers = [citation.number for citation in self.citations]
        if used != numbers[: len(used)] or set(numbers) != set(used) | claimed:
            raise ValueError("citations stand in order of first use, and each is used")

    def _check(self, statement: Statement) -> None:
        if not statement.citations:
            raise ValueError(f"no citation: {statement.text!r}")
        by_number = {citation.number: citation for citation in self.citations}
        unknown = [number for number in statement.citations if number not in by_number]
        if unknown:
            raise ValueError(f"unknown citations {unknown}: {statement.text!r}")
        accounted = digit_runs(statement.computed or "")
        for number in statement.citations:
            cited = by_number[number]
            # An outlet may have digits in its name: "According to France 24".
            accounted |= digit_runs(cited.quote.text) | digit_runs(cited.article.source or "")
        unaccounted = digit_runs(statement.text) - accounted
        if unaccounted:
            raise ValueError(f"numbers without a source {sorted(unaccounted)}: {statement.text!r}")

    @property
    def text(self) -> str:
        """The statements as plain text with [1] marks, or the reason for abstaining."""
        if self.status == "abstained":
            return self.reason or ""
        return "\n".join(
            statement.text + " " + "".join(f"[{number}]" for number in statement.citations)
            for statement in self.statements
        )


@dataclass(frozen=True, slots=True)
class TimelineEvent:
    """What happened at one time: `text` is quoted, `when` is for the reader, `computed` says how the days follow from the words.

    `since` and `until` are None where no year can be known; `citations` are numbers, the quoted source first.
    """

    since: date | None
    until: date | None
    precision: Precision
    when: str
    text: str
    citations: tuple[int, ...]
    computed: str | None = None


@dataclass(frozen=True, slots=True)
class Timeline:
    """The dated events of a subject, oldest first, those without a year last; each carries its sources.

    Raises:
        ValueError: an event carries no citation or names one that does not exist, citations are not numbered 1..n in order of first
            use, events are not in order of time.
    """

    question: str
    language: Language
    events: tuple[TimelineEvent, ...] = ()
    citations: tuple[Citation, ...] = ()
    notes: tuple[str, ...] = ()
    searched: TimeWindow | None = None
    coverage: Coverage = field(default_factory=lambda: Coverage(0, 0, None, None, None))

    def __post_init__(self) -> None:
        """Refuse a timeline that a reader could not check."""
        used = [number for event in self.events for number in event.citations]
        if not all(event.citations for event in self.events):
            raise ValueError("an event carries no citation")
        if list(dict.fromkeys(used)) != [citation.number for citation in self.citations]:
            raise ValueError("citations are not numbered in order of first use")
        known = [(event.since is None, event.since or date.min) for event in self.events]
        if known != sorted(known):
            raise ValueError("events are not in order of time")
