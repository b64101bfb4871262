"""Turn an answer, a refusal or a list of hits into lines for a reader. Pure: the same values give the same text.

Chooses nothing and retrieves nothing; the sentences stand in `bot.texts`, directions and widths in `bot.terminal.layout`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final

from bot.terminal.layout import Line, Screen, Style, clean, isolate, lay_out, reads_right_to_left
from bot.texts import SENTENCES, Sentences, age, coverage_sentence, day
from rag.values import Answer, ArticleCard, Citation, Coverage, Disagreement, Hit, Language, Nearest, Statement

__all__ = ["answer_text", "hits_text", "marks", "named", "notes_and_coverage"]

_EXCERPT_CHARS: Final = 200  # of a passage offered beside a refusal: enough to see what it is about
_ATTRIBUTION_CHARS: Final = 60  # a full stop, or ", according to the Outlet."
_INDENT: Final = 4
_BLANK: Final = Line("")


def answer_text(answer: Answer, screen: Screen, today: date) -> str:
    """Return the whole text of an answer or a refusal in the asker's language; ages count back from `today`."""
    lines = _refusal(answer, today) if answer.status == "abstained" else _answered(answer, today)
    return lay_out(lines, screen)


def hits_text(hits: Sequence[Hit], screen: Screen, today: date, language: Language) -> str:
    """Return retrieved passages, best first, each with its rank, article and whole text."""
    if not hits:
        return lay_out([Line(SENTENCES[language].nothing_found, rtl=language == "ar")], screen)
    return lay_out((line for hit in hits for line in _hit(hit, language, today)), screen)


def _answered(answer: Answer, today: date) -> Iterator[Line]:
    language, words, rtl = answer.language, SENTENCES[answer.language], answer.language == "ar"
    said = answer.statements
    if answer.caution:
        yield Line(clean(answer.caution), rtl, "faint")
        yield _BLANK
    if answer.short_answer:
        short, first = clean(answer.short_answer.text), clean(said[0].text)
        if first.startswith(short) and len(first) <= len(short) + _ATTRIBUTION_CHARS:
            yield from _statement(said[0], words, rtl, "strong")  # hardly more than the short answer: said once
            said = said[1:]
        else:
            yield Line(isolate(answer.short_answer.text), rtl, "strong")
        yield from [_BLANK] if said else []
    for statement in said:
        yield from _statement(statement, words, rtl)
    yield _BLANK
    yield Line(words.sources, rtl, "heading")
    for citation in answer.citations:
        yield from _citation(citation, language, today)
    for disagreement in answer.disagreements:
        yield _BLANK
        yield from _disagreement(disagreement, language)
    yield _BLANK
    yield from notes_and_coverage(answer.notes, answer.coverage, answer.language)
    if answer.generator != "extractive":
        yield Line(words.written_by.format(isolate(answer.generator)), rtl, "faint")


def _statement(statement: Statement, words: Sentences, rtl: bool, style: Style = "plain") -> Iterator[Line]:
    yield Line(f"{clean(statement.text)} {marks(statement.citations)}", rtl, style)
    if statement.computed:
        yield Line(words.computed.format(isolate(statement.computed)), rtl, "faint", _INDENT)


def _citation(citation: Citation, language: Language, today: date) -> Iterator[Line]:
    article = citation.article
    foreign = article.language in SENTENCES and article.language != language
    told = named(article, language, today) + (f" · {SENTENCES[language].in_language}" if foreign else "")
    yield Line(f"{isolate(f'[{citation.number}]')} {told}", language == "ar")
    yield _quoted(citation.quote.text)
    yield Line(isolate(article.url or article.id), language == "ar", "faint", _INDENT)


def _quoted(text: str) -> Line:
    words = clean(text)
    return Line(f"«{words}»", reads_right_to_left(words), "strong", _INDENT)


def marks(numbers: Iterable[int]) -> str:
    """Return `[1] [2]`, each mark isolated alone: beside Arabic the first one then stands rightmost, where reading begins."""
    return " ".join(isolate(f"[{number}]") for number in numbers)


def named(article: ArticleCard, language: Language, today: date) -> str:
    """Return outlet, title, day and age of an article, each isolated; what is unknown is called so."""
    words = SENTENCES[language]
    parts = [isolate(article.source) if article.source else words.unknown_source, isolate(article.title)]
    return " · ".join([*parts, _dated(article.published, language, today)])


def _dated(published: date | None, language: Language, today: date | None) -> str:
    if published is None:
        return SENTENCES[language].unknown_date
    ago = age(published, today, language) if today else ""
    return isolate(day(published, language)) + (f" ({ago})" if ago else "")


def _disagreement(disagreement: Disagreement, language: Language) -> Iterator[Line]:
    words, rtl = SENTENCES[language], language == "ar"
    heading = words.other_event if disagreement.kind == "event" else words.disagree
    yield Line(clean(disagreement.note) or heading, rtl, "heading")
    for claim in disagreement.claims:
        cited = [marks(claim.citations)] if claim.citations else []
        if claim.quote and not claim.citations:  # not among the sources: here is where to open it
            cited = [f"· {isolate(claim.quote.article_id)}"]
        outlet = isolate(claim.source) if claim.source else words.unknown_source
        when = _dated(claim.published, language, None) + (f" ({words.newest})" if claim.newest else "")
        yield Line(" ".join([f"- {isolate(claim.text)} · {outlet} · {when}", *cited]), rtl, indent=2)


def _refusal(answer: Answer, today: date) -> Iterator[Line]:
    words, rtl = SENTENCES[answer.language], answer.language == "ar"
    yield Line(clean(answer.reason or words.refusal), rtl, "strong")
    if answer.missing:
        between = "، " if rtl else ", "
        yield Line(words.missing.format(between.join(isolate(word) for word in answer.missing)), rtl)
    yield _BLANK
    if answer.nearest:
        yield Line(words.nearest, rtl, "heading")
        for nearest in answer.nearest:
            yield from _nearest(nearest, answer.language, today)
        yield _BLANK
    yield from notes_and_coverage(answer.notes, answer.coverage, answer.language)


def _nearest(nearest: Nearest, language: Language, today: date) -> Iterator[Line]:
    yield Line(f"- {named(nearest.article, language, today)}", language == "ar")
    text = clean(nearest.passage.text)
    if len(text) > _EXCERPT_CHARS:
        text = text[:_EXCERPT_CHARS].rsplit(" ", 1)[0] + " …"
    yield Line(text, reads_right_to_left(text), "faint", _INDENT)


def notes_and_coverage(notes: Sequence[str], coverage: Coverage, language: Language) -> Iterator[Line]:
    """Yield what the reader must know, then what was searched."""
    rtl = language == "ar"
    yield from (Line(SENTENCES[language].note.format(clean(note)), rtl) for note in notes)
    yield Line(coverage_sentence(coverage, language, isolate), rtl, "faint")


def _hit(hit: Hit, language: Language, today: date) -> Iterator[Line]:
    rtl = language == "ar"
    yield Line(f"{isolate(f'{hit.rank}.')} {named(hit.article, language, today)}", rtl, "strong")
    span = f"{hit.article.id} [{hit.passage.start}:{hit.passage.end}] {hit.score:.3f}"
    yield Line(isolate(span), rtl, "faint", _INDENT)
    text = clean(hit.passage.text)
    yield Line(text, reads_right_to_left(text), indent=_INDENT)
    for copy in hit.copies:
        yield Line(f"= {named(copy, language, today)}", rtl, "faint", _INDENT)
    yield _BLANK
