"""Make evidence out of a few sentences, as retrieval would hand it over."""

from __future__ import annotations

from datetime import date

from rag.answer.evidence import Evidence
from rag.language.sentences import sentence_spans
from rag.values import Article, Passage, Sentence

PUBLISHED = date(2024, 3, 9)


def article(
    body: str,
    *,
    name: str = "a1",
    title: str = "",
    source: str | None = "Valley Courier",
    published: date | None = PUBLISHED,
) -> Article:
    """Return an article that holds `body` alone."""
    return Article(name, title or name, body, source, published, None, "en", f"{name}.md", "0" * 64)


def evidence(
    body: str,
    *,
    name: str = "a1",
    title: str = "",
    source: str | None = "Valley Courier",
    published: date | None = PUBLISHED,
) -> Evidence:
    """Return one passage that is the whole of an article."""
    of = article(body, name=name, title=title, source=source, published=published)
    sentences = tuple(Sentence(of.id, start, end, body[start:end]) for start, end in sentence_spans(body))
    return Evidence(of, Passage(of.id, 0, len(body), body), sentences, 1.0, group=of.id)
