"""Tell the class that a noun names, of places or of organisations: «مدينة» a town, "ministry" a ministry; joined particles aside."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["Nouns", "class_of"]

Nouns = frozenset[str]

_JOINED = ("و", "ف", "ب", "ل")


def class_of(word: str, classes: Sequence[Nouns]) -> Nouns | None:
    """Return the class among `classes` that a normalised word names, None where it names none of them."""
    forms = {word, *(word.removeprefix(joined) for joined in _JOINED)}
    return next((nouns for nouns in classes if not forms.isdisjoint(nouns)), None)
