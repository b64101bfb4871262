"""Draw a timeline as an SVG picture that stands alone: a scale of days above, one row an event below. Pure.

No script, no font and no link: nothing of an article but its cleaned, escaped text goes in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final
from xml.sax.saxutils import escape

from bot.terminal.layout import clean, display_width, reads_right_to_left
from bot.texts import SENTENCES, day
from rag.values import Timeline, TimelineEvent

__all__ = ["timeline_svg"]

_WIDTH: Final = 960
_MARGIN: Final = 40
_SCALE_Y: Final = 92  # of the line of days
_FIRST_ROW_Y: Final = 150
_TEXT_X: Final = 250  # where the events' texts begin; their days stand left of it
_LINE: Final = 20  # pixels from one line of text to the next
_GAP: Final = 16  # between events
_COLUMNS: Final = 92  # of 14-pixel letters between _TEXT_X and the right margin, by the mean width of a letter
_STYLE: Final = (
    "text{font:14px 'Noto Sans','Noto Naskh Arabic','DejaVu Sans',sans-serif;fill:#222}"
    ".title{font-size:18px;font-weight:bold}.when{font-weight:bold;fill:#0b5563}.mark{fill:#666;font-size:12px}"
    "line{stroke:#9ab;stroke-width:2}circle{fill:#0b5563}"
)


def timeline_svg(timeline: Timeline) -> str:
    """Return the picture as one SVG 1.1 document in UTF-8 text."""
    rows, height = _rows(timeline)
    title = _text(_WIDTH / 2, 40, timeline.question, "title", anchor="middle")
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{height}" viewBox="0 0 {_WIDTH} {height}">',
            f"<title>{escape(clean(timeline.question))}</title>",
            f"<style>{_STYLE}</style>",
            f'<rect width="{_WIDTH}" height="{height}" fill="#fff"/>',
            title,
            *_scale(timeline),
            *rows,
            "</svg>\n",
        ]
    )


def _scale(timeline: Timeline) -> Iterator[str]:
    """Yield the line of days from the first event to the last, a dot where each begins."""
    begins = [event.since for event in timeline.events if event.since]
    if not begins:
        return
    first, last = begins[0], begins[-1]
    yield f'<line x1="{_MARGIN}" y1="{_SCALE_Y}" x2="{_WIDTH - _MARGIN}" y2="{_SCALE_Y}"/>'
    for since in dict.fromkeys(begins):
        yield f'<circle cx="{_place(since, first, last):.1f}" cy="{_SCALE_Y}" r="6"/>'
    yield _text(_MARGIN, _SCALE_Y - 14, day(first, timeline.language), "mark", anchor="left")
    if last != first:
        yield _text(_WIDTH - _MARGIN, _SCALE_Y - 14, day(last, timeline.language), "mark", anchor="right")


def _place(when: date, first: date, last: date) -> float:
    days = (last - first).days
    return _WIDTH / 2 if days == 0 else _MARGIN + (when - first).days / days * (_WIDTH - 2 * _MARGIN)


def _rows(timeline: Timeline) -> tuple[list[str], int]:
    """Return the rows, and the height that they and all above them take."""
    drawn: list[str] = []
    y = _FIRST_ROW_Y
    outlets = {c.number: c.article.source or SENTENCES[timeline.language].unknown_source for c in timeline.citations}
    for event in timeline.events:
        lines = _wrapped(clean(event.text))
        drawn += _event(event, lines, y)
        y += _LINE * len(lines)
        sources = " · ".join(f"[{number}] {outlets[number]}" for number in event.citations)
        drawn.append(_text(_TEXT_X, y, sources, "mark", anchor="left"))
        y += _LINE + _GAP
    if not timeline.events:
        drawn.append(_text(_WIDTH / 2, y, SENTENCES[timeline.language].no_events, "when", anchor="middle"))
        y += _LINE
    return drawn, y + _MARGIN


def _event(event: TimelineEvent, lines: Sequence[str], y: int) -> Iterator[str]:
    yield _text(_TEXT_X - 30, y, event.when, "when", anchor="right")
    yield f'<circle cx="{_TEXT_X - 15}" cy="{y - 5}" r="4"/>'
    rtl = reads_right_to_left(event.text)
    for number, line in enumerate(lines):
        x, anchor = (_WIDTH - _MARGIN, "right") if rtl else (_TEXT_X, "left")
        yield _text(x, y + number * _LINE, line, "", anchor=anchor, rtl=rtl)


def _text(x: float, y: float, text: str, style: str, *, anchor: str, rtl: bool | None = None) -> str:
    """Return a text whose `anchor` side (left, middle, right) stands at x, whatever its direction.

    In SVG "start" is the side where the direction begins: for right-to-left text that is the right one.
    """
    words = clean(text)
    backwards = reads_right_to_left(words) if rtl is None else rtl
    side = {"left": "end" if backwards else "start", "right": "start" if backwards else "end"}.get(anchor, "middle")
    direction = ' direction="rtl"' if backwards else ""
    named = f' class="{style}"' if style else ""
    return f'<text x="{x:g}" y="{y:g}"{named} text-anchor="{side}"{direction}>{escape(words)}</text>'


def _wrapped(text: str) -> list[str]:
    lines = [""]
    for word in text.split(" "):
        if lines[-1] and display_width(lines[-1]) + 1 + display_width(word) > _COLUMNS:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines
