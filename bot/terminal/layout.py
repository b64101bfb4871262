"""Lay lines out on a terminal or in a pipe: direction, alignment, wrapping, colour.

A piped text stands in logical order, unpadded, unwrapped, without marks. On a terminal each line is wrapped to its width,
right-to-left lines are aligned right by what they show (combining marks take no column), and names, numbers and links
stand in bidi isolates (Unicode UAX #9) so that terminals which order both directions do not scramble them. Text of articles and
questions is untrusted: control characters, which could drive a terminal, and foreign bidi marks never reach it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

__all__ = ["Line", "Screen", "Style", "clean", "display_width", "isolate", "lay_out", "reads_right_to_left"]

Style = Literal["plain", "strong", "heading", "faint"]

_LRI: Final = "\u2066"
_RLI: Final = "\u2067"
_FSI: Final = "\u2068"
_PDI: Final = "\u2069"
_ISOLATES: Final = re.compile("[\u2066-\u2069]")
# Controls (C0, C1, DEL) and every mark that changes direction: an article must not drive the terminal or reorder our words;
# U+FFFE and U+FFFF, which are no characters and make a picture invalid (XML 1.0, 2.2).
_UNSAFE: Final = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]+")
_MIXING: Final = frozenset({"R", "AL", "AN"})  # bidi classes that a left-to-right line must be guarded against
_WHITE: Final = re.compile(r"\s+")
_SGR: Final[dict[Style, str]] = {"strong": "\x1b[1m", "heading": "\x1b[1;36m", "faint": "\x1b[2m"}
_SGR_END: Final = "\x1b[0m"
_MAX_WIDTH: Final = 100  # longer lines are hard to read, whatever the window


@dataclass(frozen=True, slots=True)
class Screen:
    """What is written to: `width` in columns, None for a pipe or a file; `colour` whether styles are shown."""

    width: int | None = None
    colour: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of output; `indent` counts columns from the side where its direction begins."""

    text: str
    rtl: bool = False
    style: Style = "plain"
    indent: int = 0


def clean(text: str) -> str:
    """Return foreign text on one line: white space single, control characters and direction marks gone."""
    return _WHITE.sub(" ", _UNSAFE.sub(" ", text)).strip()


def isolate(text: str) -> str:
    """Return cleaned text as an isolate whose direction is that of its first letter; pipes never see the marks."""
    return f"{_FSI}{clean(text)}{_PDI}"


def reads_right_to_left(text: str) -> bool:
    """Tell whether most letters go right to left: an Arabic sentence may begin with a foreign name."""
    directions = [unicodedata.bidirectional(character) for character in text]
    return directions.count("R") + directions.count("AL") > directions.count("L")


def display_width(text: str) -> int:
    """Return the columns that a text takes: none for marks and format characters, two for wide East Asian ones."""
    return sum(map(_columns, text))


def _columns(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def lay_out(lines: Iterable[Line], screen: Screen) -> str:
    """Return the lines as one text that ends with a line break; an empty Line is an empty line."""
    return "".join(shown + "\n" for line in lines for shown in _shown(line, screen))


def _shown(line: Line, screen: Screen) -> Iterator[str]:
    if screen.width is None:
        yield " " * line.indent + _styled(_ISOLATES.sub("", line.text), line, screen) if line.text else ""
        return
    width = max(20, min(screen.width, _MAX_WIDTH))
    # Where nothing goes right to left there is nothing to isolate, and an id or a path is copied without hidden marks.
    whole = line.text if line.rtl or _is_mixed(line.text) else _ISOLATES.sub("", line.text)
    for text in _balanced(_wrapped(whole, width - line.indent)):
        if line.rtl:
            padding = max(0, width - line.indent - display_width(text))
            yield " " * padding + _styled(f"{_RLI}{text}{_PDI}" if text else "", line, screen)
        else:
            yield " " * line.indent + _styled(f"{_LRI}{text}{_PDI}" if _is_mixed(text) else text, line, screen)


def _is_mixed(text: str) -> bool:
    return not _MIXING.isdisjoint(map(unicodedata.bidirectional, text))


def _styled(text: str, line: Line, screen: Screen) -> str:
    code = _SGR.get(line.style) if screen.colour and text else None
    return f"{code}{text}{_SGR_END}" if code else text


def _wrapped(text: str, width: int) -> Iterator[str]:
    row: list[str] = []
    used = 0
    for word in text.split(" "):
        columns = display_width(word)
        if row and used + 1 + columns > width:
            yield " ".join(row)
            row, used = [], 0
        used += columns + (1 if row else 0)
        row.append(word)
    yield " ".join(row)


def _balanced(rows: Iterable[str]) -> Iterator[str]:
    """Close an isolate at the end of a row and open it again on the next: a terminal orders each row alone."""
    opened = 0
    for row in rows:
        text = _FSI * opened + row
        opened = text.count(_FSI) - text.count(_PDI)
        yield text + _PDI * opened
