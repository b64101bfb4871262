"""Tell whether a statement counts by another unit of time than its source: "2 million a week" for "a day"."""

from __future__ import annotations

import re
from typing import Final

from rag.answer.support import Alignment
from rag.language.normalise import normalise

__all__ = ["changed_rate"]

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


def changed_rate(alignment: Alignment) -> str | None:
    """Return the "a week" of a statement whose sources tell "a day"."""
    held = {unit for text in alignment.texts for unit, _ in _rates(text)}
    return next((words for unit, words in _rates(alignment.text) if held and unit not in held), None)


def _rates(text: str) -> list[tuple[str, str]]:
    """Return the units of time that a text counts something by, each with its words."""
    return [(name, match[0]) for name, pattern in _RATES for match in pattern.finditer(normalise(text))]
