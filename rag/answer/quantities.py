"""Tell whether a statement counts in other units than its source: "2 million a week" for "a day", "six months" for "six years", "at most" for "at least"."""

from __future__ import annotations

import re
from typing import Final

from rag.answer.alignment import Alignment
from rag.answer.amount_words import known_unit
from rag.language.clock import TimeOfDay, find_times
from rag.language.normalise import normalise
from rag.language.numbers import NumberMention, find_numbers

__all__ = ["changed_bound", "changed_rate", "changed_time", "changed_unit", "turned_score"]

_RATES: Final = tuple(
    (
        name,
        re.compile(
            rf"\b(?:(?:a|an|per|each|every) {english}|{adverb})\b|(?<!\w)(?:{arabic}|(?:في|كل) (?:ال)?{noun})(?!\w)"
        ),
    )
    for name, english, adverb, arabic, noun in (
        ("hour", "hour", "hourly", "بالساعه", "ساعه"),
        ("day", "day", "daily", "يوميا", "يوم"),
        ("week", "week", "weekly", "اسبوعيا", "اسبوع"),
        ("month", "month", "monthly", "شهريا", "شهر"),
        ("year", "year", "yearly|annually", "سنويا", "(?:سنه|عام)"),
    )
)

_BEFORE: Final = 28  # characters before a number that may bound it
_SCORE: Final = re.compile(r"(?<![\d-])(\d{1,3}) ?[-–:] ?(\d{1,3})(?![\d-])")
_HALF: Final = 12  # hours
_NEVER: Final = re.compile(r"(?!)")
_BOUNDS: Final = (
    (
        "least",
        re.compile(r"(?:at least|no (?:fewer|less) than|not less than|minimum of|(?:لا|لم|ما لا) [يت]قل عن)\W*$"),
        re.compile(r"\W*(?:\w+\W+){0,2}(?:or more|at least|علي الاقل)\b"),
    ),
    (
        "above",
        re.compile(
            r"(?:more than|over|above|exceed\w*|upwards of|اكثر من|ازيد من|ما [يت]زيد (?:عن|علي)|[يت]فوق|[يت]تجاوز\w*|تجاوز\w*|فاق\w*)\W*$"
        ),
        _NEVER,
    ),
    (
        "most",
        re.compile(
            r"(?:at most|no more than|not more than|up to|as many as|maximum of|(?:لا|لم) [يت]زيد (?:عن|علي)|(?:لا|لم) [يت]تجاوز|[يت]صل الي)\W*$"
        ),
        re.compile(r"\W*(?:\w+\W+){0,2}(?:at most|علي الاكثر|كحد اقصي)\b"),
    ),
    (
        "below",
        re.compile(r"(?:(?:less|fewer) than|under|below|nearly|almost|اقل من|ما دون|قرابه|زهاء|ما يقارب)\W*$"),
        _NEVER,
    ),
    ("within", re.compile(r"(?:\bwithin|(?<!\w)(?:خلال|في غضون|في ظرف))(?: (?:the next|ال\w+))?\W*$"), _NEVER),
    ("after", re.compile(r"(?:\bafter|(?<!\w)[وف]?بعد)(?: (?:about|some|نحو))?\W*$"), re.compile(r"\W*\w+ later\b")),
    ("by", re.compile(r"(?:\bby|بنسبه|بمقدار|بواقع)\W*$"), _NEVER),
    ("to", re.compile(r"(?:\bto|(?<!\w)الي)(?: (?:about|around|some|نحو|حوالي))?\W*$"), _NEVER),
)
# What a source must tell for the statement to say so; "about" and nothing at all need nothing.
_NEEDED: Final = {
    "least": {"least", "above", ""},
    "above": {"above", "least"},
    "most": {"most", "below"},
    "below": {"below", "most"},
    "by": {"by", "", "above", "below", "least", "most"},
    "to": {"to", "", "above", "below", "least", "most"},
    "within": {"within", "", "below", "most", "by", "to"},
    "after": {"after", "", "above", "least", "by", "to"},
}


def changed_rate(alignment: Alignment) -> str | None:
    """Return the "a week" of a statement whose sources tell "a day"."""
    held = {unit for text in alignment.texts for unit, _ in _rates(text)}
    return next((words for unit, words in _rates(alignment.text) if held and unit not in held), None)


def changed_unit(alignment: Alignment) -> str | None:
    """Return the number of a statement, with its unit of time, money, length or weight, that its sources give in another unit only."""
    held: dict[object, set[str]] = {}
    for number in (number for text in alignment.texts for number in find_numbers(text)):
        held.setdefault(number.value, set()).add(known_unit(number.unit))
    for number in find_numbers(alignment.text):
        unit, sources = known_unit(number.unit), held.get(number.value, set()) - {"", "person", "time"}
        if unit not in ("", "person", "time") and sources and unit not in sources:
            return f"{number.text} {number.unit}"
    return None


def changed_bound(alignment: Alignment) -> str | None:
    """Return the number of a statement that is a bound ("more than", "at most") or a change ("by") where its sources tell another thing."""
    held: dict[object, set[str]] = {}
    for text in alignment.texts:
        for number in find_numbers(text):
            held.setdefault(number.value, set()).add(_bound(text, number))
            for end, bound in zip(number.span or (), ("least", "most"), strict=False):
                held.setdefault(end, set()).add(bound)
    for number in find_numbers(alignment.text):
        bound, sources = _bound(alignment.text, number), held.get(number.value)
        if sources and bound in _NEEDED and not sources & _NEEDED[bound]:
            return alignment.text[max(0, number.start - _BEFORE) : number.end].strip()
    return None


def changed_time(alignment: Alignment) -> str | None:
    """Return the time of day of a statement that its sources tell another of."""
    held = [time for text in alignment.texts for time in find_times(text)]
    for time in find_times(alignment.text):
        if held and not any(_same_time(time, other) for other in held):
            return time.text
    return None


def _same_time(one: TimeOfDay, other: TimeOfDay) -> bool:
    """Tell whether two times of day may be one: where one does not tell its half of the day, 4 is 16."""
    told = not one.half or not other.half or one.half == other.half
    return told and (one.hour % _HALF, one.minute) == (other.hour % _HALF, other.minute)


def turned_score(alignment: Alignment) -> str | None:
    """Return the score of a statement that its sources tell the other way round only."""
    held = {match.groups() for text in alignment.texts for match in _SCORE.finditer(normalise(text))}
    for match in _SCORE.finditer(normalise(alignment.text)):
        if match.groups() not in held and match.groups()[::-1] in held:
            return match[0]
    return None


def _bound(text: str, number: NumberMention) -> str:
    """Return how a number is told: as it is (""), or the name of one of _BOUNDS."""
    before, after = normalise(text[max(0, number.start - _BEFORE) : number.start]), normalise(text[number.end :])
    return next((name for name, ahead, behind in _BOUNDS if ahead.search(before) or behind.match(after)), "")


def _rates(text: str) -> list[tuple[str, str]]:
    """Return the units of time that a text counts something by, each with its words."""
    return [(name, match[0]) for name, pattern in _RATES for match in pattern.finditer(normalise(text))]
