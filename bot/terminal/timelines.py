"""Turn a timeline into lines for a reader or into the JSON object of `timeline --json`. Pure; drawing is `bot.terminal.drawing`'s."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from bot.terminal.answers import marks, named, notes_and_coverage
from bot.terminal.layout import Line, Screen, clean, isolate, lay_out
from bot.terminal.objects import archive_object, citation_object
from bot.texts import SENTENCES
from rag.values import ArticleCard, Citation, Timeline

__all__ = ["timeline_object", "timeline_text"]


def timeline_text(timeline: Timeline, screen: Screen, today: date) -> str:
    """Return one dated line an event with its marks, oldest first, then the sources in order of their numbers."""
    return lay_out(_lines(timeline, today), screen)


def _lines(timeline: Timeline, today: date) -> Iterator[Line]:
    words, rtl = SENTENCES[timeline.language], timeline.language == "ar"
    if not timeline.events:
        yield Line(words.no_events, rtl, "strong")
    for event in timeline.events:
        yield Line(f"{isolate(event.when)}: {isolate(event.text)} {marks(event.citations)}", rtl)
    yield Line("")
    if timeline.citations:
        yield Line(words.sources, rtl, "heading")
        for article, numbers in _cited(timeline.citations).items():
            yield Line(f"{marks(numbers)} {named(article, timeline.language, today)} · {isolate(article.id)}", rtl)
        yield Line("")
    yield from notes_and_coverage(timeline.notes, timeline.coverage, timeline.language)


def _cited(citations: Sequence[Citation]) -> dict[ArticleCard, list[int]]:
    """Return each article with the numbers of its citations, in order of the first: its words stand above, it is named once."""
    numbers: dict[ArticleCard, list[int]] = {}
    for citation in citations:
        numbers.setdefault(citation.article, []).append(citation.number)
    return numbers


def timeline_object(timeline: Timeline) -> dict[str, Any]:
    """Return what `timeline --json` prints; citations as `ask --json` has them."""
    events = [
        {
            "since": event.since.isoformat() if event.since else None,
            "until": event.until.isoformat() if event.until else None,
            "precision": event.precision,
            "when": event.when,
            "text": event.text,
            "citations": list(event.citations),
            "computed": event.computed,
        }
        for event in timeline.events
    ]
    return {
        "question": timeline.question,
        "language": timeline.language,
        "events": events,
        "citations": [citation_object(citation) for citation in timeline.citations],
        "notes": [clean(note) for note in timeline.notes],
        "archive": archive_object(timeline.coverage),
    }
