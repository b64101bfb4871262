"""Know words that are parts of persons' names, in the spelling of `rag.language.normalise`.

They come from the news lexicon's people. A word that is not here may be a name all the same.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from rag.language.lexicon import load_lexicon
from rag.language.normalise import normalise

__all__ = ["is_known_name"]

_SHORTEST: Final = 2


def is_known_name(word: str) -> bool:
    """Tell whether `word`, normalised, is part of a known person's name."""
    return word in _known()


@cache
def _known() -> frozenset[str]:
    return frozenset(
        part
        for entry in load_lexicon()
        if entry.kind == "person"
        for name in (*entry.arabic, *entry.english)
        for part in normalise(name).split()
        if len(part) >= _SHORTEST
    )
