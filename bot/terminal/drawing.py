"""Draw a timeline as an SVG picture that stands alone: a scale of days above, one row an event below. Pure.

No script, no font and no link: nothing of an article but its cleaned, escaped text goes in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal
from xml.sax.saxutils import escape

from bot.terminal.layout import clean, display_width, reads_right_to_left
from bot.texts import SENTENCES, day
from rag.values import Timeline, TimelineEvent

__all__ = ["timeline_svg"]

Side = Literal["left", "middle", "right"]

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
    """Return the picture as one SVG 1.1 document in UTF-8 text; for an Arabic question time runs from right to left."""
    pen = _Pen(mirrored=timeline.language == "ar")
    rows, height = _rows(timeline, pen)
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{height}" viewBox="0 0 {_WIDTH} {height}">',
            f"<title>{escape(clean(timeline.question))}</title>",
            f"<style>{_STYLE}</style>",
            f'<rect width="{_WIDTH}" height="{height}" fill="#fff"/>',
            pen.text(_WIDTH / 2, 40, timeline.question, "title", side="middle"),
            *_scale(timeline, pen),
            *rows,
            "</svg>\n",
        ]
    )


@dataclass(frozen=True, slots=True)
class _Pen:
    """Writes elements; `mirrored` swaps left and right."""

    mirrored: bool

    def dot(self, x: float, y: float, radius: int) -> str:
        return f'<circle cx="{self._x(x):.1f}" cy="{y:g}" r="{radius}"/>'

    def text(self, x: float, y: float, text: str, style: str, side: Side = "left", *, rtl: bool | None = None) -> str:
        """Return a text whose `side` stands at x, whatever its direction.

        In SVG "start" is the side where the text's direction begins: of right-to-left text the right one.
        """
        words = clean(text)
        backwards = reads_right_to_left(words) if rtl is None else rtl
        at_left = (side == "left") != self.mirrored
        anchor = "middle" if side == "middle" else "start" if at_left != backwards else "end"
        direction = ' direction="rtl"' if backwards else ""
        return f'<text x="{self._x(x):g}" y="{y:g}" class="{style}" text-anchor="{anchor}"{direction}>{escape(words)}</text>'

    def _x(self, x: float) -> float:
        return _WIDTH - x if self.mirrored else x


def _scale(timeline: Timeline, pen: _Pen) -> Iterator[str]:
    """Yield the line of days from the first event to the last, a dot where each begins."""
    begins = [event.since for event in timeline.events if event.since]
    if not begins:
        return
    first, last = begins[0], begins[-1]
    yield f'<line x1="{_MARGIN}" y1="{_SCALE_Y}" x2="{_WIDTH - _MARGIN}" y2="{_SCALE_Y}"/>'
    for since in dict.fromkeys(begins):
        yield pen.dot(_place(since, first, last), _SCALE_Y, 6)
    ends: tuple[tuple[float, date, Side], ...] = ((_MARGIN, first, "left"), (_WIDTH - _MARGIN, last, "right"))
    for x, when, side in ends if first != last else ((_WIDTH / 2, first, "middle"),):
        yield pen.text(x, _SCALE_Y - 14, day(when, timeline.language), "mark", side)


def _place(when: date, first: date, last: date) -> float:
    days = (last - first).days
    return _WIDTH / 2 if days == 0 else _MARGIN + (when - first).days / days * (_WIDTH - 2 * _MARGIN)


def _rows(timeline: Timeline, pen: _Pen) -> tuple[list[str], int]:
    """Return the rows, and the height that they and all above them take."""
    drawn: list[str] = []
    y = _FIRST_ROW_Y
    words = SENTENCES[timeline.language]
    outlets = {c.number: c.article.source or words.unknown_source for c in timeline.citations}
    for event in timeline.events:
        lines = _wrapped(clean(event.text))
        drawn += _event(event, lines, y, pen)
        y += _LINE * len(lines)
        sources = " · ".join(f"[{number}] {outlets[number]}" for number in event.citations)
        drawn.append(pen.text(_TEXT_X, y, sources, "mark"))
        y += _LINE + _GAP
    if not timeline.events:
        drawn.append(pen.text(_WIDTH / 2, y, words.no_events, "when", "middle"))
        y += _LINE
    return drawn, y + _MARGIN


def _event(event: TimelineEvent, lines: Sequence[str], y: int, pen: _Pen) -> Iterator[str]:
    """Yield the day, its dot, and the text: beside the dot where it reads away from it, else from the far margin."""
    yield pen.text(_TEXT_X - 30, y, event.when, "when", "right")
    yield pen.dot(_TEXT_X - 15, y - 5, 4)
    rtl = reads_right_to_left(event.text)
    away = rtl == pen.mirrored
    place: tuple[int, Side] = (_TEXT_X, "left") if away else (_WIDTH - _MARGIN, "right")
    for number, line in enumerate(lines):
        yield pen.text(place[0], y + number * _LINE, line, "text", place[1], rtl=rtl)


def _wrapped(text: str) -> list[str]:
    lines = [""]
    for word in text.split(" "):
        if lines[-1] and display_width(lines[-1]) + 1 + display_width(word) > _COLUMNS:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines
