"""Read the question words and particles of the spoken Arabics as standard ones: «شكون», «مين» and «منو» ask who.

A hand-written list (dialects.tsv) of words that ask or join; nouns and verbs of the dialects are not translated. For questions only: articles
are written in the standard language.
"""

from __future__ import annotations

import re
from importlib.resources import files
from typing import Final

from rag.language.normalise import Folded, fold, normalise
from rag.language.shipped import shipped_text
from rag.language.tables import table

__all__ = ["is_dialect_particle", "standard", "standard_text"]

_ARABIC_WORD: Final = re.compile(r"[\u0621-\u064a]+")
_CONJUNCTIONS: Final = "وف"
_SHORTEST: Final = 2  # letters that remain behind a conjunction


def standard(folded: Folded) -> Folded:
    """Return a folded question with dialect words replaced by standard ones; a replaced word's span is the whole dialect word's."""
    pieces: list[str] = []
    offsets: list[int] = []
    done = 0
    for match in _ARABIC_WORD.finditer(folded.text):
        replaced = _standard_word(match[0])
        if replaced is None:
            continue
        start, end = match.span()
        pieces += (folded.text[done:start], replaced)
        offsets += folded.offsets[done:start]
        # Every letter but the first leads to the last of the dialect word, so that a span that ends within covers all of it.
        offsets += (folded.offsets[start], *[folded.offsets[end - 1]] * (len(replaced) - 1))
        done = end
    pieces.append(folded.text[done:])
    offsets += folded.offsets[done:]
    return Folded("".join(pieces), tuple(offsets))


def standard_text(text: str) -> str:
    """Return `text` normalised, dialect words replaced by standard ones."""
    return standard(fold(text)).text


def is_dialect_particle(word: str) -> bool:
    """Tell whether a word of a question is one that only asks or joins in a dialect."""
    return _standard_word(normalise(word)) is not None


def _standard_word(word: str) -> str | None:
    known = _words()
    if word in known:
        return known[word]
    bare = word[1:]
    if word[0] in _CONJUNCTIONS and len(bare) >= _SHORTEST and bare in known:
        return word[0] + known[bare]
    return None


@table
def _words() -> dict[str, str]:
    found: dict[str, str] = {}
    for line in shipped_text(files("rag.language").joinpath("dialects.tsv")).splitlines():
        if line and not line.startswith("#"):
            meant, words = line.split("\t")
            for word in words.split("|"):
                found.setdefault(normalise(word), meant)
    return found
