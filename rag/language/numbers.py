"""Find the numbers of a text, in figures and in words, Arabic and English, with the noun each counts.

Telephone numbers, times of day, versions and numeric dates are no counts and are left out; which numbers belong to a date
written with a month is for the caller to say (see `rag.language.dates`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from typing import Final

from rag.language.analysis import stem
from rag.language.dates.plain import Plain, plain
from rag.language.number_reading import may_begin, read
from rag.language.number_tokens import Read, Token, tokenise
from rag.language.number_words import NO_UNIT, PERCENT

__all__ = ["NumberMention", "find_numbers"]


@dataclass(frozen=True, slots=True)
class NumberMention:
    """A number in a text: `text[start:end]`; `unit` is the counted noun as it stands there (a dual's singular; "%").

    `vague` marks an order of magnitude («مئات», "dozens"), whose `value` is only that. `span` is told where the number is one end of
    one: both numbers of "10 to 15 days" have 10 and 15. A currency's mark is told in words ("dollars").
    """

    start: int
    end: int
    text: str
    value: Decimal
    unit: str | None
    vague: bool = False
    span: tuple[Decimal, Decimal] | None = None


_WIDEST: Final = 50  # times the lower end: "five or six thousand" has another lower end than five
_OWN_WAW: Final = frozenset({"وفيات", "وعود", "ولادات"})  # «وفيات» is no "and"
_LEADING: Final = re.compile(r"[1-9]\d{0,2}(?:[.,]\d{1,2})?(?!\d)")
# Two numbers with these between them are the ends of a span; «بين» or "between" stands before the others.
_TO: Final = frozenset({"-", "to", "الي", "او", "or"})
_AND: Final = frozenset({"و", "and"})
_FROM: Final = frozenset({"from", "من"})  # "from 10 to 15" tells a rise as often
_BETWEEN: Final = frozenset({"between", "بين"})


def find_numbers(text: str) -> tuple[NumberMention, ...]:
    """Return the numbers of `text` in order of position; spans are exact, none overlap."""
    folded = plain(text)
    tokens = tokenise(folded.text)
    found: list[NumberMention] = []
    index = 0
    while index < len(tokens):
        found_here = read(tokens, index, folded.text) if may_begin(tokens[index].text) else None
        if found_here is None:
            index += 1
            continue
        mention = _mention(tokens, index, found_here, folded)
        if found and (sum_of := _joined(text, found[-1], mention)) is not None:
            found[-1] = sum_of
        else:
            found.append(mention)
        index = found_here.after
    return tuple(_with_spans(text, found))


def _with_spans(text: str, found: Sequence[NumberMention]) -> list[NumberMention]:
    """Return the numbers, the two ends of a span with both its ends and the one noun that follows them."""
    spanned = list(found)
    for place, (one, other) in enumerate(pairwise(found)):
        if _is_span(text, one, other):
            ends = _least(one, other), Decimal(other.value)
            spanned[place] = replace(one, value=ends[0], unit=other.unit, span=ends)
            spanned[place + 1] = replace(other, span=ends)
    return spanned


def _least(one: NumberMention, other: NumberMention) -> Decimal:
    """Return the lower end of a span: of "300 to 350 thousand" it is 300 thousand."""
    figures = _LEADING.match(other.text)
    scale = (
        other.value / Decimal(figures[0].replace(",", ".")) if figures and _LEADING.fullmatch(one.text) else Decimal(1)
    )
    return Decimal(int(one.value * scale)) if scale >= 1000 and one.value * scale < other.value else one.value


def _is_span(text: str, one: NumberMention, other: NumberMention) -> bool:
    if one.value >= other.value or one.vague or other.vague or one.unit not in {None, other.unit}:
        return False
    between, before = plain(text[one.end : other.start]).text.split(), plain(text[: one.start]).text.split()[-1:]
    if len(between) != 1:
        return False
    joint, cue = between[0].lower(), before[0].lower() if before else ""
    if _least(one, other) * _WIDEST < other.value:
        return False
    return (joint in _TO and (joint == "-" or cue not in _FROM)) or (joint in _AND and cue in _BETWEEN)


def _joined(text: str, one: NumberMention, other: NumberMention) -> NumberMention | None:
    """Return the sum of «41 ألفا» and «300» in «41 ألفا و300 صوت»: the second is smaller than the first's last place."""
    between = text[one.end : other.start].strip()
    if between != "و" or one.unit is not None or one.vague or other.vague or one.value < 1000 or one.value % 1000:
        return None
    place = Decimal(1000)
    while one.value % (place * 1000) == 0:
        place *= 1000
    if not 0 < other.value < place:
        return None
    return NumberMention(one.start, other.end, text[one.start : other.end], one.value + other.value, other.unit)


def _mention(tokens: list[Token], index: int, number: Read, folded: Plain) -> NumberMention:
    start, end = folded.span(tokens[index].start, tokens[number.after - 1].end)
    unit = number.unit if number.unit is not None else _unit(tokens, number.after, folded)
    # «القرار 2254 الخاص»: what is counted is indefinite, but after a magnitude («عشرات آلاف المواطنين») or a part («ثلثا الأعضاء»).
    if number.unit is None and unit and unit.startswith("ال") and not number.vague and number.value >= 1:
        unit = None
    value = number.value.to_integral_value() if number.value == number.value.to_integral_value() else number.value
    return NumberMention(start, end, folded.original[start:end], value, unit, number.vague)


def _unit(tokens: list[Token], after: int, folded: Plain) -> str | None:
    """Return the words that follow as the counted noun: one in Arabic, up to two in English."""
    words = [token.text for token in tokens[after : after + 3]]
    if not words:
        return None
    if words[0] in PERCENT or (words[0] in {"في", "per"} and words[1:2] and words[1] in {"المئه", "المائه", "cent"}):
        return "%"
    if words[0] in {"من", "of"} and len(words) > 1:
        after += 1
    if words[0] == "-" and len(words) > 1 and words[1].isascii() and tokens[after].end == tokens[after + 1].start:
        after += 1  # "640-metre"
    if tokens[after].text == "the" and after + 1 < len(tokens):
        after += 1
    named = []
    for token in tokens[after : after + 2]:
        if not token.text[0].isalpha() or token.text in NO_UNIT or _and_more(token.text):
            break
        named.append(slice(*folded.span(token.start, token.end)))
        if not token.text.isascii():
            break
    return " ".join(folded.original[part] for part in named) or None


def _and_more(word: str) -> bool:
    """Tell whether و stands before a word, which then counts something else: «مقتل 12 وإصابة 40»; «وزير» has it of its own."""
    return word.startswith("و") and word not in _OWN_WAW and stem(word) == stem(word[1:])
