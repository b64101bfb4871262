"""Draw a question and its answer as they stand in a chat: `python -m tests.bench.telegram_picture > docs/answer.svg`.

The messages are those the bot sends: the engine over the shipped articles, `answer_html`, the buttons of `answer_keyboard`. Lines are
wrapped by the mean width of letters; the order of letters within a line is left to who shows the picture.
"""

from __future__ import annotations

import itertools
import re
import sys
import tempfile
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Final

from bot.telegram.bidi import is_arabic
from bot.telegram.html import answer_html, sources_of
from bot.telegram.keyboards import answer_keyboard
from bot.telegram.split import Rich, parse
from rag.engine import Engine
from rag.settings import Settings
from rag.values import Answer, AskOptions

QUESTIONS: Final = ("When did the truce start?", "متى بدأت الهدنة؟")
_WIDTH: Final = 640
_BUBBLE: Final = 560
_PAD: Final = 16
_LINE: Final = 22
_LETTER: Final = 7.6  # mean width of a letter at 15 pixels
_COLUMNS: Final = int((_BUBBLE - 2 * _PAD) / _LETTER)
_STYLE: Final = (
    "text{font:15px 'Noto Sans','Noto Naskh Arabic','DejaVu Sans',sans-serif;fill:#111;white-space:pre}"
    ".b{font-weight:bold}.i{font-style:italic;fill:#555}.a{fill:#1c6fb4}.button{fill:#1c6fb4;font-size:14px}"
)


@dataclass(frozen=True, slots=True)
class Line:
    """One drawn line: the pieces with their tag, the direction of its paragraph, whether it stands in a quote."""

    pieces: tuple[tuple[str, str], ...]
    rtl: bool
    quote: bool


def lines_of(rich: Rich) -> list[Line]:
    """Return a message's text as drawn lines."""
    lines = []
    at = 0
    for paragraph in rich.text.split("\n"):
        quote = any(start <= at < end and tag.startswith("<blockquote") for start, end, tag in rich.spans)
        rtl = _right_to_left(paragraph)
        for start, end in _wrapped(paragraph, _COLUMNS - 4 * quote):
            lines.append(Line(_pieces(rich, at + start, at + end), rtl, quote))
        at += len(paragraph) + 1
    return lines


def _right_to_left(paragraph: str) -> bool:
    marks = {"\u200f": True, "\u200e": False}
    return marks[paragraph[0]] if paragraph[:1] in marks else is_arabic(paragraph)


def _wrapped(paragraph: str, columns: int) -> list[tuple[int, int]]:
    spans, start, end = [], 0, 0
    for word in re.finditer(r"\S+\s*", paragraph):
        if word.end() - start > columns and end > start:
            spans.append((start, end))
            start = word.start()
        end = word.end()
    return [*spans, (start, end)] if paragraph.strip() else [(0, 0)]


def _pieces(rich: Rich, start: int, end: int) -> tuple[tuple[str, str], ...]:
    cuts = sorted({start, end, *(p for a, b, _ in rich.spans for p in (a, b) if start < p < end)})
    pieces = []
    for a, b in itertools.pairwise(cuts):
        tags = [
            tag[1] for first, last, tag in rich.spans if first <= a and b <= last and not tag.startswith("<blockquote")
        ]
        pieces.append((rich.text[a:b], " ".join(tags)))
    return tuple(pieces)


def bubble(lines: list[Line], y: int, *, mine: bool) -> tuple[str, int]:
    """Return a bubble's drawing and where it ends."""
    width = min(_BUBBLE, 2 * _PAD + int(_LETTER * max(sum(len(p) for p, _ in line.pieces) for line in lines)) + 24)
    x = _WIDTH - width - 12 if mine else 12
    height = 2 * _PAD + _LINE * len(lines) - 6
    drawn = [
        f'<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="14" fill="{"#dcf4c9" if mine else "#fff"}"/>'
    ]
    for number, line in enumerate(lines):
        baseline = y + _PAD + 14 + number * _LINE
        inset = 14 if line.quote else 0
        edge = x + width - _PAD - inset if line.rtl else x + _PAD + inset
        if line.quote:
            bar = x + width - _PAD - 3 if line.rtl else x + _PAD
            drawn.append(f'<rect x="{bar}" y="{baseline - 16}" width="3" height="{_LINE}" fill="#7fb3dc"/>')
        words = "".join(f'<tspan class="{tags}">{escape(text.rstrip(chr(10)))}</tspan>' for text, tags in line.pieces)
        direction = ' direction="rtl"' if line.rtl else ""
        drawn.append(f'<text x="{edge}" y="{baseline}"{direction}>{words}</text>')
    return "\n".join(drawn), y + height


def buttons(answer: Answer, y: int) -> tuple[str, int]:
    """Return the drawing of the buttons under an answer and where it ends."""
    keyboard = answer_keyboard("token", len(sources_of(answer)), answer.language) or {"inline_keyboard": []}
    drawn = []
    for row in keyboard["inline_keyboard"]:
        each = _BUBBLE / len(row)
        for number, button in enumerate(row):
            x = 12 + number * each
            drawn.append(f'<rect x="{x + 1:.0f}" y="{y + 4}" width="{each - 2:.0f}" height="32" rx="8" fill="#fff"/>')
            drawn.append(
                f'<text class="button" x="{x + each / 2:.0f}" y="{y + 25}" text-anchor="middle">{escape(button["text"])}</text>'
            )
        y += 36
    return "\n".join(drawn), y


def picture(answers: list[Answer], today: date) -> str:
    """Return the chat as one SVG document."""
    drawn, y = [], 16
    for answer in answers:
        for part, end in _exchange(answer, today, y):
            drawn.append(part)
            y = end
        y += 28
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{y}" viewBox="0 0 {_WIDTH} {y}">\n'
        f'<title>{escape(answers[0].question)}</title>\n<style>{_STYLE}</style>\n<rect width="{_WIDTH}" height="{y}" fill="#c9d9e6"/>\n'
        + "\n".join(drawn)
        + "\n</svg>\n"
    )


def _exchange(answer: Answer, today: date, y: int) -> list[tuple[str, int]]:
    question = bubble(lines_of(Rich(answer.question, ())), y, mine=True)
    message = bubble(lines_of(parse(answer_html(answer, today=today))), question[1] + 12, mine=False)
    return [question, message, buttons(answer, message[1])]


def main() -> None:
    """Write the picture to standard output."""
    with tempfile.TemporaryDirectory() as folder:
        engine = Engine.open(Settings.load({"HOME": folder, "ISNAD_DATA": folder}))
        engine.ensure_index()
        answers = [engine.ask(question, AskOptions()) for question in QUESTIONS]
        engine.close()
    sys.stdout.write(picture(answers, date.today()))


if __name__ == "__main__":
    main()
