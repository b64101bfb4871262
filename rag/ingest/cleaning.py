"""Take from a page's text what is not the article, and read the credit and the date that stand around it.

What remains is the body that is stored, word for word as it was written. The module decides by position, by the shape of whole
lines and by what stands beside them; when in doubt a line stays. It invents nothing and rewrites nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from rag.ingest import boilerplate
from rag.ingest.characters import plain
from rag.ingest.metadata import DateLine, date_line
from rag.ingest.outlets import credit_line, dateline_credit
from rag.language.normalise import normalise

__all__ = ["Cleaned", "Known", "clean", "same_words"]

_HEAD_LINES: Final = 8  # the head of an article ends at its first paragraph, at the latest after this many lines
_REPEATED_CHARS: Final = 40  # letters and digits; a shorter line may rightly stand twice, as in a table or a list
_NO_WORD: Final = re.compile(r"[\W_]+")
_ROUNDS: Final = 12  # taking one line away can bare another; this many rounds have never been needed


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The article's own text, with the outlet and the day that it states of itself (None where it states none)."""

    body: str
    source: str | None
    published: date | None
    removed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """What is known before the text is read: how dates are written, what day it is, and what was stated elsewhere."""

    today: date
    day_first: bool = True
    title: str | None = None
    published: date | None = None


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    spaced: bool  # a blank line stands above


@dataclass(frozen=True, slots=True)
class _Rules:
    """What a line is compared with."""

    known: Known
    title: str

    def date_of(self, line: str) -> DateLine | None:
        """Return the day of a date line, unless it is another day than that of publication, which is known."""
        found = date_line(line, day_first=self.known.day_first, today=self.known.today)
        if found is None or found.published is None or self.known.published is None:
            return found
        return found if abs((found.published - self.known.published).days) <= 1 else None


def clean(text: str, known: Known) -> Cleaned:
    """Return the body of an article and what it says of its own source and day; the text is made plain first.

    A line that repeats a known title goes; a date line that names another day than the known one stays.
    """
    rules = _Rules(known, same_words(known.title or ""))
    lines = _lines(plain(text))
    facts = _Facts()
    removed: list[str] = []
    for _ in range(_ROUNDS):
        kept = _without_repeats(_one_round(lines, rules, facts), rules.title)
        if kept == lines:
            break
        removed += _taken(lines, kept)
        lines = kept
    source = facts.source or next((credit for line in lines[:3] if (credit := dateline_credit(line.text))), None)
    return Cleaned(_joined(lines), source, facts.published, tuple(removed))


class _Facts:
    """What the lines that were taken away said; the first statement counts."""

    def __init__(self) -> None:
        self.source: str | None = None
        self.published: date | None = None


def same_words(text: str) -> str:
    """Return the letters and digits of `text` in one spelling: what two copies of a line have in common."""
    return _NO_WORD.sub("", normalise(text))


def _lines(text: str) -> list[_Line]:
    lines: list[_Line] = []
    spaced = False
    for line in text.split("\n"):
        if line:
            lines.append(_Line(line, spaced and bool(lines)))
        spaced = not line
    return lines


def _joined(lines: Sequence[_Line]) -> str:
    parts = [("\n\n" if line.spaced else "\n") + line.text for line in lines]
    return "".join(parts).lstrip("\n")


def _taken(before: Sequence[_Line], after: Sequence[_Line]) -> list[str]:
    """Return the lines that only `before` has; `after` is a part of it, in the same order."""
    taken: list[str] = []
    kept = 0
    for line in before:
        if kept < len(after) and line.text == after[kept].text:
            kept += 1
        else:
            taken.append(line.text)
    return taken


def _one_round(lines: list[_Line], rules: _Rules, facts: _Facts) -> list[_Line]:
    dated = _dates_sections(lines, rules)
    lines = _without_head(lines, rules, facts, dated=dated)
    lines = _without_sections(lines)
    lines = _without_foot(lines, rules, facts, dated=dated)
    texts = ["", *(line.text for line in lines), ""]
    return [
        line
        for line, above, below in zip(lines, texts[:-2], texts[2:], strict=True)
        if not (_goes_anywhere(line.text, below) or _is_button(line.text, above, below))
    ]


def _is_button(line: str, above: str, below: str) -> bool:
    """A platform's name goes with the other buttons beside it."""
    beside = (neighbour for neighbour in (above, below) if neighbour)
    return boilerplate.is_platform(line) and any(
        boilerplate.is_platform(neighbour) or boilerplate.is_furniture(neighbour) for neighbour in beside
    )


def _goes_anywhere(line: str, following: str) -> bool:
    return boilerplate.is_furniture(line) or boilerplate.points_elsewhere(line) or boilerplate.is_call(line, following)


def _head_end(lines: Sequence[_Line]) -> int:
    """Return where the head ends: at the first paragraph."""
    for index, line in enumerate(lines[:_HEAD_LINES]):
        if boilerplate.is_prose(line.text):
            return index
    return min(_HEAD_LINES, len(lines))


def _dates_sections(lines: Sequence[_Line], rules: _Rules) -> bool:
    """Tell a chronology, whose date lines are headings, from an article that carries its own date."""
    dates = [index for index, line in enumerate(lines) if rules.date_of(line.text)]
    end = _head_end(lines)
    first = next((index for index in dates if index >= end), len(lines))
    return any(boilerplate.is_prose(line.text) for line in lines[first + 1 :])


def _without_head(lines: list[_Line], rules: _Rules, facts: _Facts, *, dated: bool) -> list[_Line]:
    """Take the tickers, share lines, credits and dates that stand above the first paragraph."""
    end = _head_end(lines)
    kept: list[_Line] = []
    for line in lines[:end]:
        announced = bool(kept) and kept[-1].text.endswith(":")  # what a line announces is no metadata
        if announced or not (boilerplate.is_head_furniture(line.text) or _states(line.text, rules, facts, dated=dated)):
            kept.append(line)
    return kept + lines[end:]


def _states(line: str, rules: _Rules, facts: _Facts, *, dated: bool) -> bool:
    """Tell a line that is metadata, and note what it says."""
    if not dated and (day := rules.date_of(line)):
        facts.published = facts.published or day.published
        return True
    pieces = [piece for piece in (piece.strip(" \t-–—|•·,،") for piece in _split_credit(line)) if piece]
    outlets = [credit for piece in pieces if (credit := credit_line(piece))]
    days = [day for piece in pieces if (day := rules.date_of(piece))]
    if credit := credit_line(line):
        facts.source = facts.source or credit
        return True
    if dated or not outlets or len(outlets) + len(days) < len(pieces):
        return False
    facts.source = facts.source or outlets[0]
    facts.published = facts.published or next((day.published for day in days), None)
    return True


def _split_credit(line: str) -> list[str]:
    """Return the parts of a line such as "الأيام نت | 20.02.2016 17:39"."""
    if len(line) > 120:
        return []
    for mark in ("|", "•", "·", " - ", " – ", " — ", "،", ","):
        if mark in line:
            return line.split(mark, 1)
    return [line]


def _without_sections(lines: list[_Line]) -> list[_Line]:
    """Take comment sections with their comments, and lists of other articles, where they follow an article."""
    first = next((index for index, line in enumerate(lines) if boilerplate.is_prose(line.text)), len(lines))
    for index, line in enumerate(lines[first + 1 :], start=first + 1):
        if boilerplate.opens_comments(line.text) and _are_comments(line.text, lines[index + 1 :]):
            return lines[:index]
        if boilerplate.opens_list(line.text) and _are_listed(lines[index + 1 :]):
            return lines[:index]
        if boilerplate.opens_box(line.text) and any(boilerplate.is_listed(box.text) for box in lines[index + 1 :][:1]):
            return [*lines[:index], *lines[index + 2 :]]
    return lines


def _are_comments(heading: str, rest: Sequence[_Line]) -> bool:
    """A heading that counts comments is one; without a number what follows must look like comments, or be nothing."""
    counted = any(character.isdecimal() for character in heading)
    signs = any(boilerplate.shows_comments(line.text) for line in rest[:12])
    return counted or signs or not any(boilerplate.is_prose(line.text) for line in rest)


def _are_listed(rest: Sequence[_Line]) -> bool:
    """Nothing but headlines follows, to the end."""
    return all(boilerplate.is_listed(line.text) and not boilerplate.is_prose(line.text) for line in rest)


def _without_foot(lines: list[_Line], rules: _Rules, facts: _Facts, *, dated: bool) -> list[_Line]:
    """Take what stands below the last paragraph, from the end upwards, as far as every line is known."""
    end = len(lines)
    stated: list[str] = []
    while end:
        line = lines[end - 1].text
        following = lines[end].text if end < len(lines) else ""
        if _goes_anywhere(line, following) or boilerplate.closes_article(line) or boilerplate.opens_list(line):
            end -= 1
        elif end > 1 and _states(line, rules, _Facts(), dated=dated):
            stated.append(line)
            end -= 1
        else:
            break
    for line in reversed(stated):
        _states(line, rules, facts, dated=dated)
    return lines[:end]


def _without_repeats(lines: list[_Line], title: str) -> list[_Line]:
    """Take paragraphs that stand there already, and lines that repeat the title."""
    seen: set[str] = set()
    kept: list[_Line] = []
    for line in lines:
        words = same_words(line.text)
        repeats_title = bool(title) and words == title and len(lines) > 1
        if repeats_title or (len(words) >= _REPEATED_CHARS and words in seen):
            continue
        seen.add(words)
        kept.append(line)
    return kept
