"""Write lists as Telegram HTML: found passages, timelines, the newest articles, what the archive covers.

Pure, as `bot.telegram.html`, whose pieces these are made of.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape
from typing import Final

from bot.telegram.bidi import directed, is_arabic, isolate
from bot.telegram.html import alone, computed_html, marks, note_html, quoted, shortened, source_line, words_html
from bot.telegram.texts import TEXTS
from bot.texts import SENTENCES, coverage_sentence, day
from rag.values import ArticleCard, Coverage, Hit, Language, Timeline, TimelineEvent

__all__ = ["coverage_html", "hits_html", "latest_html", "timeline_html"]

_EXCERPT_CHARS: Final = 300
_NEWEST: Final = 10


def hits_html(title: str, hits: Sequence[Hit], *, language: Language, today: date) -> str:
    """Return found passages, each under its source."""
    blocks = [f"<b>{words_html(title, language)}</b>"]
    for number, hit in enumerate(hits, start=1):
        line = source_line(f"[{number}]", hit.article, language, today, hit.passage.text)
        excerpt = quoted(shortened(" ".join(hit.passage.text.split()), _EXCERPT_CHARS), "", "")
        blocks.append(f"{directed(line, language)}\n<blockquote expandable>{excerpt}</blockquote>")
    blocks[0] = directed(blocks[0], language)
    return "\n".join(blocks)


def timeline_html(timeline: Timeline, *, today: date) -> str:
    """Return the events of a subject by date, each with its marks, then the sources."""
    language, words = timeline.language, SENTENCES[timeline.language]
    head = f"<b>{words_html(TEXTS[language].timeline.format(query=timeline.question), language)}</b>"
    blocks = [head, *(_event(event, language) for event in timeline.events)]
    lines = [source_line(f"[{c.number}]", c.article, language, today, c.quote.text) for c in timeline.citations]
    blocks.append("\n".join([f"<b>{words.sources}</b>", *lines]))
    notes = [note_html(note, language) for note in timeline.notes]
    notes.append(f"<i>{escape(coverage_sentence(timeline.coverage, language, isolate), quote=False)}</i>")
    return directed("\n\n".join([*blocks, "\n".join(notes)]), language)


def _event(event: TimelineEvent, language: Language) -> str:
    said = f"<b>{alone(event.when)}</b>\n{words_html(' '.join(event.text.split()), language)} {marks(event.citations)}"
    foreign = is_arabic(event.text) != (language == "ar") and any(c.isalpha() for c in event.text)
    said += f" <i>({escape(SENTENCES[language].in_language, quote=False)})</i>" if foreign else ""
    return said + computed_html(event.computed, language)


def latest_html(cards: Sequence[ArticleCard], *, language: Language, today: date) -> str:
    """Return the newest articles; those without a date are left out."""
    texts = TEXTS[language]
    dated = sorted((card for card in cards if card.published), key=lambda card: str(card.published), reverse=True)
    if not dated:
        return texts.no_latest
    lines = [source_line("•", card, language, today, card.title) for card in dated[:_NEWEST]]
    return directed("\n".join([f"<b>{texts.newest}</b>", *lines]), language)


def coverage_html(coverage: Coverage, language: Language) -> str:
    """Return what the archive holds."""
    texts = TEXTS[language]
    lines = [f"<b>{texts.coverage}</b>", escape(coverage_sentence(coverage, language, isolate), quote=False)]
    if coverage.indexed_at:
        when = f"{day(coverage.indexed_at.date(), language)}, {coverage.indexed_at:%H:%M} UTC"
        lines.append(texts.indexed.format(when=alone(when)))
    return directed("\n".join(lines), language)
