"""Cut a message in HTML into parts that Telegram accepts, and lose nothing.

Length counts as Telegram counts it: UTF-16 units of the text after the entities are parsed. Cuts stand at the end
of a paragraph, a line or a sentence, never inside a citation mark or a link; tags are closed and opened again. Takes the HTML
that this bot writes, not any HTML.
"""

from __future__ import annotations

import html as html_entities
import re
from dataclasses import dataclass
from typing import Final

__all__ = ["LIMIT", "Rich", "length", "parse", "plain", "render", "split"]

LIMIT: Final = 4096
_TOKEN: Final = re.compile(r"<(/?)([a-z][a-z-]*)([^<>]*)>")
# Where a cut may stand, best first: after these words, before what follows.
_CITATIONS: Final = r"(?:[\u2068\u2069\u200e\u200f ]*\[\d+\])*[\u2069]*"
_BREAKS: Final = (
    re.compile(r"\n{2,}"),
    re.compile(r"\n"),
    re.compile(rf"[.!?؟؛…][\"'”’»)\]\u2069]*{_CITATIONS}(?:\s+|$)"),
    re.compile(r"\s+"),
)
_CITATION: Final = re.compile(r"\[\d+\]")
# A part shorter than this share of the limit is not worth a nicer cut.
_LEAST_SHARE: Final = 0.25


@dataclass(frozen=True, slots=True)
class Rich:
    """Text and the tags over it: (start, end, opening tag), outer ones first; positions count characters."""

    text: str
    spans: tuple[tuple[int, int, str], ...]


def length(text: str) -> int:
    """Count UTF-16 units."""
    return len(text) + sum(character > "\uffff" for character in text)


def parse(html: str) -> Rich:
    """Read HTML of this bot; a tag that does not match is dropped."""
    text: list[str] = []
    position = at = 0
    opened: list[tuple[int, int, str, str]] = []
    spans: list[tuple[int, int, int, str]] = []
    for order, token in enumerate(_TOKEN.finditer(html)):
        words = html_entities.unescape(html[at : token.start()])
        text.append(words)
        position += len(words)
        at = token.end()
        if not token[1]:
            opened.append((order, position, token[2], token[0]))
        elif opened and opened[-1][2] == token[2]:
            first, start, _, tag = opened.pop()
            if position > start:
                spans.append((start, position, first, tag))
    text.append(html_entities.unescape(html[at:]))
    ordered = sorted(spans, key=lambda span: span[2])
    return Rich("".join(text), tuple((start, end, tag) for start, end, _, tag in ordered))


def render(rich: Rich) -> str:
    """Write HTML with every tag closed in the reverse of the order it was opened."""
    events: dict[int, tuple[list[str], list[str]]] = {}
    for start, end, tag in rich.spans:
        name = _TOKEN.match(tag)
        assert name is not None
        events.setdefault(start, ([], []))[1].append(tag)
        events.setdefault(end, ([], []))[0].insert(0, f"</{name[2]}>")
    out, at = [], 0
    for position in sorted(events):
        closing, opening = events[position]
        out.append(html_entities.escape(rich.text[at:position], quote=False))
        out.extend(closing + opening)
        at = position
    out.append(html_entities.escape(rich.text[at:], quote=False))
    return "".join(out)


def plain(html: str) -> str:
    """Return the text alone; the address of a link follows its words."""
    rich = parse(html)
    out, at = [], 0
    links = sorted((end, tag) for _, end, tag in rich.spans if tag.startswith("<a "))
    for end, tag in links:
        address = re.search(r'href="([^"]*)"', tag)
        out.append(rich.text[at:end])
        out.append(f" ({html_entities.unescape(address[1])})" if address else "")
        at = end
    return "".join(out) + rich.text[at:]


def split(html: str, limit: int = LIMIT) -> list[str]:
    """Return the message in parts of at most `limit` units; one part when it fits, none when there is nothing to show."""
    rich = parse(html)
    parts = []
    start = 0
    while start < len(rich.text):
        end = _cut(rich, start, limit)
        part = _slice(rich, start, end)
        if part.text.strip():
            parts.append(render(part))
        start = end
    return parts


def _slice(rich: Rich, start: int, end: int) -> Rich:
    while start < end and rich.text[start].isspace():
        start += 1
    while end > start and rich.text[end - 1].isspace():
        end -= 1
    inside = [(max(a, start) - start, min(b, end) - start, tag) for a, b, tag in rich.spans if a < end and b > start]
    return Rich(rich.text[start:end], tuple(inside))


def _furthest(text: str, start: int, limit: int) -> int:
    """Return the largest end such that text[start:end] has at most `limit` units."""
    end = min(len(text), start + limit)
    over = length(text[start:end]) - limit
    while over > 0:
        end -= 1
        over -= 2 if text[end] > "\uffff" else 1
    return end


def _cut(rich: Rich, start: int, limit: int) -> int:
    end = _furthest(rich.text, start, limit)
    if end == len(rich.text):
        return end
    least = start + int((end - start) * _LEAST_SHARE)
    for pattern in _BREAKS:
        # White space at the cut is dropped, so a break may begin where the part is full.
        found = (m.end() for m in pattern.finditer(rich.text, least, min(len(rich.text), end + 1)))
        fitting = [at for at in found if at <= end or rich.text[end].isspace()]
        allowed = [at for at in reversed(fitting) if at > start and _may_cut(rich, at)]
        if allowed:
            return allowed[0]
    while end > start + 1 and not _may_cut(rich, end):
        end -= 1
    return end if end > start + 1 else _furthest(rich.text, start, limit)


def _may_cut(rich: Rich, at: int) -> bool:
    inside_link = any(start < at < end for start, end, tag in rich.spans if tag.startswith("<a "))
    around = range(max(0, at - 6), at)
    inside_mark = any((m := _CITATION.match(rich.text, i)) and i < at < m.end() for i in around)
    before_mark = _CITATION.match(
        rich.text.lstrip() if at == 0 else rich.text[at : at + 12].lstrip(" \u2068\u2069\u200e\u200f")
    )
    continues = before_mark is not None and "\n" not in rich.text[max(0, at - 2) : at]
    joined = at < len(rich.text) and rich.text[at] in "\u200d\ufe0f\u2069"
    return not (inside_link or inside_mark or continues or joined)
