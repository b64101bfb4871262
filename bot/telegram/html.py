"""Write answers, refusals and opened sources as Telegram HTML.

Pure: values in, one string out; cutting it to Telegram's length is the business of `split`. Everything that comes from an
article, a question or a model is cleaned, isolated and escaped by the pieces here, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from html import escape
from typing import Any, Final
from urllib.parse import urlsplit

from bot.telegram.bidi import clean, directed, is_arabic, isolate, isolate_runs
from bot.telegram.texts import TEXTS
from bot.texts import SENTENCES, age, coverage_sentence, day
from rag.values import (
    Answer,
    ArticleCard,
    Citation,
    Disagreement,
    Hit,
    Language,
    Passage,
    Statement,
)

__all__ = [
    "Source",
    "alone",
    "answer_html",
    "computed_html",
    "marks",
    "note_html",
    "quoted",
    "shortened",
    "source_html",
    "source_line",
    "sources_of",
    "sources_of_citations",
    "sources_of_hits",
    "statement_html",
    "words_html",
]

# A title of an article is shown up to this length; real ones are shorter.
_TITLE_CHARS: Final = 200
_NEAREST: Final = 3


@dataclass(frozen=True, slots=True)
class Source:
    """What a button opens: a passage, the place of the cited words in it, and where it is from."""

    number: int
    title: str
    outlet: str | None
    published: str | None
    url: str | None
    passage: str
    start: int
    end: int

    def to_json(self) -> dict[str, Any]:
        """Return plain values for the bot's file."""
        return asdict(self)


def sources_of(answer: Answer) -> tuple[Source, ...]:
    """Return what the buttons of an answer open; of a refusal, its nearest articles."""
    if answer.status == "abstained":
        near = answer.nearest[:_NEAREST]
        return tuple(_source(i, n.article, n.passage, 0, 0) for i, n in enumerate(near, start=1))
    return sources_of_citations(answer.citations)


def _cited(citation: Citation) -> Source:
    start = citation.quote.start - citation.passage.start
    return _source(citation.number, citation.article, citation.passage, start, start + len(citation.quote.text))


def sources_of_citations(citations: Sequence[Citation]) -> tuple[Source, ...]:
    """Return what the buttons of numbered citations open."""
    return tuple(_cited(citation) for citation in citations)


def sources_of_hits(hits: Sequence[Hit]) -> tuple[Source, ...]:
    """Return what the buttons of found passages open: each whole, nothing marked."""
    return tuple(_source(number, hit.article, hit.passage, 0, 0) for number, hit in enumerate(hits, start=1))


def _source(number: int, article: ArticleCard, passage: Passage, start: int, end: int) -> Source:
    published = article.published.isoformat() if article.published else None
    return Source(number, article.title, article.source, published, article.url, passage.text, start, end)


def words_html(text: str, language: Language) -> str:
    """Return words of the engine or a model, ready to stand in a line of `language`."""
    return escape(isolate_runs(text, language), quote=False)


def alone(text: str) -> str:
    """Return a name, a title or a value, ready to stand in any line."""
    return escape(isolate(text), quote=False)


def shortened(text: str, limit: int) -> str:
    """Return text of at most `limit` characters."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def marks(numbers: Sequence[int]) -> str:
    """Return citation marks: "[1][2]"."""
    return "".join(f"[{number}]" for number in numbers)


def answer_html(answer: Answer, *, today: date, late: str = "") -> str:
    """Return the whole message of an answer or a refusal; `late` is said before it."""
    blocks = [f"<i>{escape(late, quote=False)}</i>"] if late else []
    blocks += _refusal(answer, today) if answer.status == "abstained" else _answered(answer, today)
    return directed("\n\n".join(block for block in blocks if block), answer.language)


def _answered(answer: Answer, today: date) -> list[str]:
    language, words = answer.language, SENTENCES[answer.language]
    blocks = [f"<i>{words_html(answer.caution, language)}</i>"] if answer.caution else []
    blocks += _statements(answer)
    blocks += [_disagreement(one, language) for one in answer.disagreements]
    said = " ".join(statement.text for statement in answer.statements)
    blocks.append(
        "\n".join([f"<b>{words.sources}</b>", *(_cited_line(c, said, language, today) for c in answer.citations)])
    )
    notes = [note_html(note, language) for note in answer.notes]
    if answer.generator != "extractive":
        notes.append(f"<i>{words_html(words.written_by.format(answer.generator), language)}</i>")
    return [*blocks, "\n".join([*notes, _searched(answer)])]


def _statements(answer: Answer) -> list[str]:
    """Return the short answer in bold, then the statements; once where a statement says no more than the short answer."""
    short, statements = answer.short_answer, answer.statements
    if short is None:
        return [statement_html(statement, answer.language) for statement in statements]
    rest = [statement_html(statement, answer.language) for statement in statements]
    if statements[0].text.strip().rstrip(".") == short.text.strip().rstrip("."):
        return [
            f"<b>{alone(short.text)}</b> {marks(statements[0].citations)}{_how(statements[0], answer.language)}",
            *rest[1:],
        ]
    return [f"<b>{alone(short.text)}</b>", *rest]


def _cited_line(citation: Citation, said: str, language: Language, today: date) -> str:
    """Return a source and, where no statement holds them already, its words, so that a reader can check at a glance."""
    line = source_line(f"[{citation.number}]", citation.article, language, today, citation.quote.text)
    words = " ".join(citation.quote.text.split())
    return (
        line
        if words in " ".join(said.split())
        else f"{line}\n<blockquote expandable>{quoted('', '', words)}</blockquote>"
    )


def note_html(note: str, language: Language) -> str:
    """Return what the reader must know."""
    return f"<i>{words_html(SENTENCES[language].note.format(note), language)}</i>"


def _searched(answer: Answer) -> str:
    return f"<i>{escape(coverage_sentence(answer.coverage, answer.language, isolate), quote=False)}</i>"


def statement_html(statement: Statement, language: Language) -> str:
    """Return one sentence of an answer with its marks, and how a value in it was computed."""
    foreign = is_arabic(statement.text) != (language == "ar") and any(c.isalpha() for c in statement.text)
    said = f"{words_html(statement.text, language)} {marks(statement.citations)}"
    if foreign:
        said += f" <i>({escape(SENTENCES[language].in_language, quote=False)})</i>"
    return said + _how(statement, language)


def _how(statement: Statement, language: Language) -> str:
    return computed_html(statement.computed, language)


def computed_html(how: str | None, language: Language) -> str:
    """Return how a value was reached, on a line of its own; nothing when the words state it whole."""
    return f"\n<i>{words_html(SENTENCES[language].computed.format(how), language)}</i>" if how else ""


def _disagreement(one: Disagreement, language: Language) -> str:
    words = SENTENCES[language]
    heading = one.note or (words.other_event if one.kind == "event" else words.disagree)
    lines = [f"<b>{words_html(heading, language)}</b>"]
    for claim in one.claims:
        where = [alone(claim.source or words.unknown_source)]
        where += [alone(day(claim.published, language))] if claim.published else []
        newest = f" – <b>{words.newest}</b>" if claim.newest else ""
        lines.append(
            f"• {alone(claim.text)} ({_separator(language).join(where)}){newest} {marks(claim.citations)}".rstrip()
        )
    return "\n".join(lines)


def _separator(language: Language) -> str:
    return "، " if language == "ar" else ", "


def source_line(mark: str, article: ArticleCard, language: Language, today: date, words: str = "") -> str:
    """Return an article as one line: mark, title (a link where it has an address), outlet, date, age, and whether `words` are foreign."""
    texts = SENTENCES[language]
    title = alone(shortened(" ".join(article.title.split()), _TITLE_CHARS))
    if address := _address(article.url):
        title = f'<a href="{escape(address, quote=True)}">{title}</a>'
    parts = [alone(article.source or texts.unknown_source)]
    if article.published:
        parts.append(alone(day(article.published, language)))
        parts.append(age(article.published, today, language))
    else:
        parts.append(texts.unknown_date)
    foreign = words and is_arabic(words) != (language == "ar")
    parts += [texts.in_language] if foreign else []
    return f"{mark} {title} – {_separator(language).join(part for part in parts if part)}"


def _address(url: str | None) -> str | None:
    """Return an address that may be a link: a web address with a host, nothing else."""
    if not url or any(c.isspace() for c in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None


def _refusal(answer: Answer, today: date) -> list[str]:
    language, words = answer.language, SENTENCES[answer.language]
    blocks = [f"<b>{words_html(answer.reason or words.refusal, language)}</b>"]
    if answer.missing:
        missing = _separator(language).join(alone(word) for word in answer.missing)
        blocks.append(escape(words.missing, quote=False).format(missing))
    near = answer.nearest[:_NEAREST]
    if near:
        lines = [source_line(f"[{i}]", n.article, language, today, n.passage.text) for i, n in enumerate(near, start=1)]
        blocks.append("\n".join([f"<b>{words.nearest}</b>", *lines]))
    return [*blocks, "\n".join([*(note_html(note, language) for note in answer.notes), _searched(answer)])]


def source_html(source: Source, *, language: Language, today: date) -> str:
    """Return the passage that a button opens, its cited words in bold, in a quote that unfolds."""
    texts = TEXTS[language]
    published = date.fromisoformat(source.published) if source.published else None
    card = ArticleCard("", source.title, source.outlet, published, source.url, language, "")
    head = source_line(f"<b>[{source.number}]</b>", card, language, today)
    before, words, after = (
        source.passage[a:b] for a, b in ((0, source.start), (source.start, source.end), (source.end, None))
    )
    quote = quoted(before, words, after)
    foot = [texts.marked] if words.strip() else []
    if is_arabic(source.passage) != (language == "ar"):
        foot.append(f"({texts.original})")
    tail = f"\n<i>{' '.join(foot)}</i>" if foot else ""
    head, tail = directed(head, language), directed(tail, language)
    return f"{head}\n<blockquote expandable>{quote}</blockquote>{tail}"


def quoted(before: str, words: str, after: str) -> str:
    """Return a passage in its own direction, the cited words bold; a tag stays within its line."""
    bold = _BOLD.join(_lines(words.strip())) if words.strip() else ""
    lead, trail = (words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :])
    html = "".join(
        ["\n".join(_lines(before + lead)), f"<b>{bold}</b>" if bold else "", "\n".join(_lines(trail + after))]
    )
    return directed(html.strip("\n"), "ar" if is_arabic(before + words + after) else "en")


_BOLD: Final = "</b>\n<b>"


def _lines(text: str) -> list[str]:
    return escape(clean(text), quote=False).split("\n")
