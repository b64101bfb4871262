"""Word an answer from the windows that were chosen for it: the statement, the short answer, the citations.

The words are the quotation's, a value found in it, or a fixed phrase; in another language than the quotation's, the value alone is told.
What is chosen is `rag.answer.extract`'s business.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rag.answer.attribution import Attribution
from rag.answer.evidence import quote_of
from rag.answer.found import Found
from rag.answer.phrases import joined, outlet_name, phrase, quoted
from rag.answer.request import Request
from rag.answer.windows import Window
from rag.language.analysis import language_of
from rag.language.normalise import normalise
from rag.values import Answer, Citation, Disagreement, Language, Quote, ShortAnswer, Statement

__all__ = ["Chosen", "compose"]


@dataclass(frozen=True, slots=True)
class Chosen:
    """A window to quote, the value found in it, and whose claim it is."""

    window: Window
    found: Found | None
    told: Attribution | None = None

    @property
    def start(self) -> int:
        """Where the quotation begins: with the sentence that names the speaker."""
        return self.told.start if self.told else self.window.start

    @property
    def quote(self) -> Quote:
        """What is quoted."""
        return quote_of(self.window.evidence.article, self.start, self.window.end)


def compose(request: Request, chosen: Sequence[Chosen], disagreements: tuple[Disagreement, ...]) -> Answer:
    """Return the answer that quotes what was `chosen`, best first."""
    citations = tuple(_citation(number, item) for number, item in enumerate(chosen, 1))
    first = chosen[0]
    numbers = tuple(citation.number for citation in citations)
    computed = next((item.found.computed for item in chosen if item.found and item.found.computed), None)
    notes = request.notes
    if first.found and first.found.year_unknown:
        notes = (*notes, phrase("year_unknown", request.language))
    return Answer(
        id=request.id,
        question=request.question.text,
        language=request.language,
        status="answered",
        statements=(Statement(_wording(request, chosen), numbers, computed),),
        citations=citations,
        short_answer=_short_answer(first, request.language),
        disagreements=disagreements,
        notes=notes,
        searched=request.searched,
        coverage=request.coverage,
    )


def _short_answer(first: Chosen, language: Language) -> ShortAnswer | None:
    """Return the short answer, told as its speaker's where somebody is quoted for it."""
    if first.found is None:
        return None
    answer = first.found.answer
    if first.told is None:
        return answer
    return replace(answer, text=phrase("short_said_by", language, words=answer.text, speaker=first.told.speaker))


def _wording(request: Request, chosen: Sequence[Chosen]) -> str:
    """Return the statement: the quotation itself in the asker's language, else the short answer, told as its source's."""
    first, language = chosen[0], request.language
    quote = " ".join(first.quote.text.split())
    written_in = language_of(quote)
    short = first.found.answer.text if first.found else None
    if written_in != language and short is not None:
        return _short_wording(chosen, short, language)
    words = quoted(quote, written_in)
    own = _outlets(chosen[:1], language)  # these words are one source's, whoever else says the same
    if short is not None and not _says(quote, short):
        told = _short_answer(first, language)
        words = (
            f"{told.text if told else short} — {words}"  # a computed day is told beside the words that it follows from
        )
    elif first.told and short is None and (not first.told.quoted or written_in != language):
        name = "said_by" if own else "said"
        return phrase(name, language, words=words, speaker=_capitalised(first.told.speaker), outlets="".join(own))
    return phrase("according_to", language, words=words, outlets=own[0]) if own else words


def _short_wording(chosen: Sequence[Chosen], short: str, language: Language) -> str:
    outlets = joined(_outlets(chosen, language), language)
    told = chosen[0].told
    if told is None:
        name = "short_according_to" if outlets else "short"
        return phrase(name, language, words=short, outlets=outlets)
    if outlets:
        return phrase("short_told_by", language, words=short, speaker=told.speaker, outlets=outlets)
    return phrase("short", language, words=phrase("short_said_by", language, words=short, speaker=told.speaker))


def _capitalised(words: str) -> str:
    return words[:1].upper() + words[1:]


def _outlets(chosen: Sequence[Chosen], language: Language) -> list[str]:
    """Return the outlets of what was chosen, each once; unknown ones are left out."""
    articles = (item.window.evidence.article for item in chosen)
    return list(dict.fromkeys(outlet_name(article.source, language) for article in articles if article.source))


def _says(quote: str, short: str) -> bool:
    """Tell whether the words of a short answer stand in the quotation as they are."""
    return normalise(short) in normalise(quote)


def _citation(number: int, item: Chosen) -> Citation:
    return Citation(number, item.quote, item.window.evidence.passage, item.window.evidence.article.card)
