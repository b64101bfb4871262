"""Find the numbers of a text, in figures and in words, Arabic and English, with the noun each counts.

Telephone numbers, times of day, versions and numeric dates are no counts and are left out; which numbers belong to a date
written with a month is for the caller to say (see `rag.language.dates`).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from rag.language.dates.plain import Plain, plain
from rag.language.number_reading import Read, Token, read, tokenise
from rag.language.number_words import NO_UNIT, PERCENT

__all__ = ["NumberMention", "find_numbers"]


@dataclass(frozen=True, slots=True)
class NumberMention:
    """A number in a text: `text[start:end]`; `unit` is the counted noun as it stands there (a dual's singular; "%").

    `vague` marks an order of magnitude («مئات», "dozens"), whose `value` is only that.
    """

    start: int
    end: int
    text: str
    value: Decimal
    unit: str | None
    vague: bool = False


def find_numbers(text: str) -> tuple[NumberMention, ...]:
    """Return the numbers of `text` in order of position; spans are exact, none overlap."""
    folded = plain(text)
    tokens = tokenise(folded.text)
    found: list[NumberMention] = []
    index = 0
    while index < len(tokens):
        found_here = read(tokens, index, folded.text)
        if found_here is None:
            index += 1
            continue
        mention = _mention(tokens, index, found_here, folded)
        if found and (sum_of := _joined(text, found[-1], mention)) is not None:
            found[-1] = sum_of
        else:
            found.append(mention)
        index = found_here.after
    return tuple(found)


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
    # «القرار 2254 الخاص»: what is counted is indefinite, but after a magnitude («عشرات آلاف المواطنين»).
    if number.unit is None and unit and unit.startswith("ال") and not number.vague:
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
    if tokens[after].text == "the" and after + 1 < len(tokens):
        after += 1
    named = []
    for token in tokens[after : after + 2]:
        if not token.text[0].isalpha() or token.text in NO_UNIT:
            break
        named.append(slice(*folded.span(token.start, token.end)))
        if not token.text.isascii():
            break
    return " ".join(folded.original[part] for part in named) or None
