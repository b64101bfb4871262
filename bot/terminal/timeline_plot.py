"""Draw a timeline as an SVG image: an axis of time with a mark an event, and the events below it with their sources.

Written by hand, without a plotting library: the image is text that a screen reader can read, and Arabic runs from the right. It
chooses no events and opens no file.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Final

from rag.values import Citation, Language, Timeline, TimelineEvent

__all__ = ["timeline_svg"]

_WIDTH: Final = 960
_MARGIN: Final = 48
_AXIS_Y: Final = 96
_LIST_Y: Final = 150
_LINE: Final = 22  # pixels between lines of text
_GAP: Final = 14  # ... between events
_TEXT_INDENT: Final = 44
_WRAP: Final = {"ltr": 108, "rtl": 135}  # characters of a line at this size: Arabic is set narrower
_LONGEST_TITLE: Final = 60  # of an article that names no outlet
_MOST_LINES: Final = 3
_MARKS_APART: Final = 16  # pixels; nearer marks are drawn one above the other
_LEVELS: Final = 3
_MOST_TICKS: Final = 8
_STEPS: Final = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200)  # months between ticks

_TITLES: Final[dict[Language, str]] = {"en": "Timeline: {}", "ar": "التسلسل الزمني: {}"}
_NOTHING: Final[dict[Language, str]] = {"en": "No dated event was found.", "ar": "لم يُعثر على حدث مؤرخ."}
_EVENTS: Final[dict[Language, str]] = {
    "en": "{} events with their sources, oldest first.",
    "ar": "الأحداث بمصادرها من الأقدم إلى الأحدث: {}.",
}
# XML 1.0 has no place for these, escaped or not; article texts may hold them.
_NOT_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_STYLE: Final = (
    "text{font-family:'Noto Sans','Noto Naskh Arabic','Segoe UI',Tahoma,sans-serif;font-size:14px;fill:#1d2430}"
    ".title{font-size:18px;font-weight:600}.when{font-weight:600}.source{fill:#5a6472;font-size:12px}"
    ".tick{fill:#5a6472;font-size:11px}.axis{stroke:#8a94a3;stroke-width:1.5}.mark{fill:#0b6e75}.span{stroke:#0b6e75;stroke-width:6;"
    "stroke-linecap:round;opacity:.45}.number{fill:#fff;font-size:10px;font-weight:600}"
)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """Where things go: in Arabic x counts from the right."""

    language: Language
    first: date
    days: int

    def across(self, x: float) -> float:
        """Return the horizontal position of what stands `x` pixels from the reading edge."""
        return round(_WIDTH - x if self.language == "ar" else x, 1)

    def at(self, day: date) -> float:
        """Return the horizontal position of a day on the axis."""
        share = (day - self.first).days / self.days if self.days else 0.5
        return self.across(_MARGIN + share * (_WIDTH - 2 * _MARGIN))


def timeline_svg(timeline: Timeline) -> str:
    """Return the timeline as a whole SVG document."""
    dated = [event for event in timeline.events if event.since and event.until]
    days = [day for event in dated for day in (event.since, event.until) if day]
    first, last = (min(days), max(days)) if days else (date.min, date.min)
    sheet = _Sheet(timeline.language, first, (last - first).days)
    listed, height = _list(timeline, sheet)
    parts = [*_axis(sheet, last), *_marks(dated, sheet), *listed] if dated else listed
    title = _text(_TITLES[timeline.language].format(timeline.question))
    described = _EVENTS[timeline.language] if timeline.events else _NOTHING[timeline.language]
    heading = _line(sheet, _MARGIN, 40, _TITLES[timeline.language].format(timeline.question), "title")
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}" '
            f'role="img" aria-labelledby="title description" lang="{timeline.language}" xml:lang="{timeline.language}">',
            f'<title id="title">{title}</title>',
            f'<desc id="description">{_text(described.format(len(timeline.events)))}</desc>',
            f"<style>{_STYLE}</style>",
            f'<rect width="{_WIDTH}" height="{height}" fill="#fff"/>',
            heading,
            *parts,
            "</svg>",
            "",
        ]
    )


def _text(words: str) -> str:
    return escape(_NOT_XML.sub("", " ".join(words.split())))


def _direction(words: str) -> str:
    """Return the direction of the first letter that has one: a quotation keeps its own among words of another language."""
    strong = (unicodedata.bidirectional(char) for char in words)
    return "rtl" if next((kind for kind in strong if kind in {"L", "R", "AL"}), "L") != "L" else "ltr"


def _line(sheet: _Sheet, x: float, y: float, words: str, kind: str = "") -> str:
    """Return one line of text that stands `x` pixels from the reading edge, whatever its own direction."""
    own = "rtl" if sheet.language == "ar" else "ltr"
    return _placed(sheet.across(x), y, words, "start" if _direction(words) == own else "end", kind)


def _placed(x: float, y: float, words: str, anchor: str, kind: str = "") -> str:
    direction = _direction(words)
    named = f' class="{kind}"' if kind else ""
    return f'<text x="{x}" y="{y:g}" direction="{direction}" text-anchor="{anchor}"{named}>{_text(words)}</text>'


def _axis(sheet: _Sheet, last: date) -> Iterator[str]:
    ends = sorted((sheet.across(_MARGIN), sheet.across(_WIDTH - _MARGIN)))
    yield f'<line class="axis" x1="{ends[0]}" x2="{ends[1]}" y1="{_AXIS_Y}" y2="{_AXIS_Y}"/>'
    for day, label in _ticks(sheet.first, last):
        x = sheet.at(day)
        yield f'<line class="axis" x1="{x}" x2="{x}" y1="{_AXIS_Y}" y2="{_AXIS_Y + 6}"/>'
        yield f'<text class="tick" x="{x}" y="{_AXIS_Y + 20}" text-anchor="middle">{label}</text>'


def _ticks(first: date, last: date) -> list[tuple[date, str]]:
    """Return the starts of months between the days, as many as can be read; at least the first day."""
    months = (last.year - first.year) * 12 + last.month - first.month
    step = next((step for step in _STEPS if months / step <= _MOST_TICKS), _STEPS[-1])
    ticks = []
    for index in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        day = date(index // 12, index % 12 + 1, 1)
        if index % step == 0 and first <= day <= last:
            ticks.append((day, f"{day.year}-{day.month:02d}" if step < 12 else str(day.year)))
    return ticks or [(first, first.isoformat())]


def _marks(dated: Sequence[TimelineEvent], sheet: _Sheet) -> Iterator[str]:
    """Yield a numbered mark an event, and a bar for what took more than a day; marks too near each other rise."""
    previous: list[float] = []
    for number, event in enumerate(dated, 1):
        assert event.since
        assert event.until
        start, end = sheet.at(event.since), sheet.at(event.until)
        level = next((i for i, x in enumerate(previous) if abs(x - start) >= _MARKS_APART), len(previous)) % _LEVELS
        previous[level : level + 1] = [start]
        y = _AXIS_Y - 14 * level
        said = f"<title>{_text(f'{event.when}: {event.text}')}</title>"
        yield f"<g>{said}"
        if end != start:
            yield f'<line class="span" x1="{start}" x2="{end}" y1="{y}" y2="{y}"/>'
        yield f'<circle class="mark" cx="{start}" cy="{y}" r="7"/>'
        yield f'<text class="number" x="{start}" y="{y + 3.5}" text-anchor="middle">{number}</text></g>'


def _list(timeline: Timeline, sheet: _Sheet) -> tuple[list[str], int]:
    """Return the events as lines of text and the height of the image."""
    parts: list[str] = []
    y: float = _LIST_Y
    named = {citation.number: citation for citation in timeline.citations}
    for number, event in enumerate(timeline.events, 1):
        parts.append("<g>")
        parts.append(_line(sheet, _MARGIN, y, str(number), "when"))
        parts.append(_line(sheet, _MARGIN + _TEXT_INDENT, y, event.when, "when"))
        for words in _wrapped(event.text):
            y += _LINE
            parts.append(_told(sheet, y, words))
        y += _LINE
        parts.append(_line(sheet, _MARGIN + _TEXT_INDENT, y, _sources(event, named), "source"))
        parts.append("</g>")
        y += _LINE + _GAP
    if not timeline.events:
        parts.append(_line(sheet, _MARGIN, y, _NOTHING[timeline.language]))
        y += _LINE
    return parts, round(y + _MARGIN / 2)


def _told(sheet: _Sheet, y: float, words: str) -> str:
    """Return a line of a quotation: it begins where its own language begins."""
    if (_direction(words) == "rtl") == (sheet.language == "ar"):
        return _line(sheet, _MARGIN + _TEXT_INDENT, y, words)
    return _placed(sheet.across(_WIDTH - _MARGIN), y, words, "start")


def _wrapped(words: str) -> list[str]:
    width = _WRAP[_direction(words)]
    lines: list[str] = []
    for word in words.split():
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word[:width])
    if len(lines) > _MOST_LINES:
        lines = [*lines[: _MOST_LINES - 1], lines[_MOST_LINES - 1][: width - 1] + "…"]
    return lines


def _sources(event: TimelineEvent, named: dict[int, Citation]) -> str:
    return " · ".join(f"{_apart(f'[{number}]')} {_outlet(named[number])}" for number in event.citations)


def _outlet(citation: Citation) -> str:
    """Return the outlet and day of a source, where it names no outlet its title."""
    card = citation.article
    name = card.source or card.title
    if len(name) > _LONGEST_TITLE:
        name = name[:_LONGEST_TITLE].rsplit(" ", 1)[0] + "…"
    return f"{name}, {_apart(card.published.isoformat())}" if card.published else name


def _apart(words: str) -> str:
    """Return `words` in a direction of their own: among Arabic letters 2016-04-30 would be shown as 30-04-2016."""
    return f"\u2066{words}\u2069"
