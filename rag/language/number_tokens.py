"""Cut a text into the tokens that numbers are read from: words, runs of figures, marks.

What is written in one piece and read in two is parted here: «وثلاثة», «بثلاثة», "three-day", "10-15 years". No number is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple

from rag.language.number_words import (
    ARABIC_HUNDREDS,
    ARABIC_SCALES,
    ARABIC_SMALL,
    ARABIC_THIRDS,
    ARABIC_VAGUE,
    DUAL_NOUNS,
    ENGLISH_ORDINALS,
    ENGLISH_SCALES,
    ENGLISH_SMALL,
    NO_UNIT,
    PERCENT,
    SPANNED_NOUNS,
)

__all__ = ["FEMININE_DUAL", "Read", "Token", "english_small", "tokenise"]


class Token(NamedTuple):
    """A word, a run of figures or a mark of a plain text: `text[start:end]`."""

    start: int
    end: int
    text: str  # lower case, without a joined و where `joined`
    joined: bool  # و or "and" stands before


@dataclass(frozen=True, slots=True)
class Read:
    """What was read from a run of tokens: up to the token index `after`."""

    value: Decimal
    after: int
    vague: bool = False
    unit: str | None = None


_TOKEN: Final = re.compile(
    r"\d{1,3}(?: \d{3})+(?![\d.,:/\-])|\d{1,3}ر\d+(?!\w)|\d+(?:[.,،٬٫:/\-]\d+)*|[^\W\d_]+(?:-[^\W\d_]+)*|[%٪]|\S"
)
_ARABIC_AND: Final = re.compile(r"و(?=\w{2,})")
_PREPOSITION: Final = re.compile(r"[وف]?[بل](?=\w{3,})")
FEMININE_DUAL: Final = re.compile(r"(?!\w*ستان$|بساتين$|بستان$|ختان$|اثنت)(?:\w{3,}|سن|مر)ت(?:ين|ان)")
_NOT_PARTED: Final = frozenset({"لست", "بالفي"})  # "I am not"
_SPAN: Final = re.compile(r"(\d{1,6})-(\d{1,6})")
_SCORES_BELOW: Final = 10  # of two such small figures a match is told as often as a span
_YEARS: Final = range(1900, 2101)
_AND: Final = frozenset({"و", "and"})


def tokenise(text: str) -> list[Token]:
    """Return the tokens of a plain text; what is written onto a number word is split off."""
    tokens: list[Token] = []
    after_and = False
    for match in _TOKEN.finditer(text):
        start, word = match.start(), match.group().lower()
        parts = _span(start, word, text) if word[0].isdecimal() else _parts(word)
        for first, last, part, joined in parts:
            tokens.append(Token(start + first, start + last, part, joined or after_and))
            after_and = False
        after_and = part in _AND
    return tokens


@lru_cache(maxsize=1 << 15)
def _parts(word: str) -> tuple[Token, ...]:
    """Return the tokens of a word or mark that is no figure, as if it began the text; remembered, since words come again."""
    end = len(word)
    if "-" in word and word.isascii():
        return tuple(_hyphened(word))
    if word in ARABIC_SMALL or not word[0].isalpha() or word.isascii():
        return (Token(0, end, word, joined=False),)
    if _ARABIC_AND.match(word) and _is_number_word(word[1:]):
        return (Token(1, end, word[1:], joined=True),)
    if (before := _PREPOSITION.match(word)) and _is_written_on(word, word[before.end() :]):
        return (
            Token(0, before.end(), before[0], joined=False),
            Token(before.end(), end, word[before.end() :], joined=False),
        )
    return (Token(0, end, word, joined=False),)


def _is_number_word(word: str) -> bool:
    return _counts(word) or word in DUAL_NOUNS or FEMININE_DUAL.fullmatch(word) is not None


def _is_written_on(word: str, rest: str) -> bool:
    """Tell whether a preposition stands before a number word: «بثلاثة», «لمليون», «بهدفين»."""
    return word not in _NOT_PARTED and not _counts(word) and (_counts(rest) or rest in DUAL_NOUNS)


def _counts(word: str) -> bool:
    return (
        word in ARABIC_SMALL
        or word in ARABIC_HUNDREDS
        or word in ARABIC_SCALES
        or word in ARABIC_VAGUE
        or word in ARABIC_THIRDS
        or word in {"نصف", "ربع"}
    )


def _hyphened(word: str) -> Iterator[Token]:
    """Yield "three" and "day" of "three-day"; "twenty-five" is one number, "twenty-first" none."""
    parts = word.split("-")
    count = 2 if len(parts) > 2 and english_small("-".join(parts[:2])) is not None else 1
    head, rest = "-".join(parts[:count]), "-".join(parts[count:])
    small = english_small(head)
    parted = small is not None and small > 1 and english_small(word) is None and rest not in ENGLISH_ORDINALS
    if parted or (head in {"one", "half"} and (rest in ENGLISH_SCALES or rest in ENGLISH_ORDINALS)):
        yield Token(0, len(head), head, joined=False)
        yield Token(len(head) + 1, len(word), rest, joined=False)
    else:
        yield Token(0, len(word), word, joined=False)


def _span(start: int, figures: str, text: str) -> Sequence[Token]:
    """Return the two figures of "10-15 years" as if they began the text; a score, a season and a date stay whole."""
    match = _SPAN.fullmatch(figures)
    if match is None:
        return (Token(0, len(figures), figures, joined=False),)
    after = _TOKEN.match(text, start + len(figures) + (text[start + len(figures) :][:1] == " "))
    if after is None or not _is_span(int(match[1]), int(match[2]), after[0].lower()):
        return (Token(0, len(figures), figures, joined=False),)
    one, other = (Token(*match.span(part), match[part], joined=False) for part in (1, 2))
    return one, Token(one.end, other.start, "-", joined=False), other


def _is_span(least: int, most: int, word: str) -> bool:
    if not 0 < least < most or (least in _YEARS and most in _YEARS):
        return False
    if word in PERCENT or word in SPANNED_NOUNS:
        return True
    named = word[0].isalpha() and word not in NO_UNIT and not word.startswith("ال")
    return most >= _SCORES_BELOW and named


def english_small(word: str) -> Decimal | None:
    """Return what an English number word below a hundred counts: "five", "twenty-five"."""
    tens, _, ones = word.partition("-")
    if ones and ENGLISH_SMALL.get(tens, 0) >= 20 and ENGLISH_SMALL.get(ones, 10) < 10:
        return Decimal(ENGLISH_SMALL[tens] + ENGLISH_SMALL[ones])
    return Decimal(ENGLISH_SMALL[word]) if word in ENGLISH_SMALL else None
