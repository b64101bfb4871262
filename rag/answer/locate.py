"""Find quoted words, in whatever spelling a model gave them back, as an exact span of the stored body.

What may differ is what `rag.language.normalise` unifies (diacritics, alef, ya, digits, bidi marks, quotation marks, white space) and
quotation marks left out. A word more, less or other is no quotation; nor are two pieces joined, with or without dots; nor is what speaks to a
language model instead of to readers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from rag.answer.instructions import instruction_spans
from rag.language.normalise import Folded, fold, normalise
from rag.language.sentences import MAX_SENTENCE_CHARS, sentence_spans
from rag.values import Article, Quote

__all__ = ["around", "locate"]

_EDGES: Final = " \t\n\"'.,;:!?()[]-"
_SHORTEST: Final = 8  # folded characters: fewer prove nothing
_FEWEST_WORDS: Final = 3  # a bare name proves nothing
_MOST_SENTENCES: Final = 2
_LONGEST: Final = _MOST_SENTENCES * MAX_SENTENCE_CHARS + 100
_SPACE: Final = re.compile(r"[\s\"]+")
_BETWEEN: Final = r"[\s\"]+"
_CONJUNCTIONS: Final = ("و", "ف")
_CACHE_SIZE: Final = 512  # bodies


@lru_cache(maxsize=_CACHE_SIZE)
def _folded(body: str) -> Folded:
    return fold(body)


@lru_cache(maxsize=_CACHE_SIZE)
def _sentences(body: str) -> tuple[tuple[int, int], ...]:
    return tuple(sentence_spans(body))


def locate(words: str, article: Article, within: tuple[int, int] | None = None) -> Quote | None:
    """Return the quotation of `words` in `article`, or None where the article does not hold them.

    `within` is looked at first: the span of the passage that was named as the source. A quotation of more than two sentences,
    or too short to prove anything, is none.
    """
    wanted = normalise(words).strip(_EDGES)
    parts = [part for part in _SPACE.split(wanted) if part]
    if not _SHORTEST <= len(wanted) <= _LONGEST or len(parts) < _FEWEST_WORDS:
        return None
    spans = [span for span in _spans(parts, article.body) if _quotable(article.body, span)]
    if not spans:
        return None
    inside = [span for span in spans if within and within[0] <= span[0] and span[1] <= within[1]]
    start, end = (inside or spans)[0]
    return Quote(article.id, start, end, article.body[start:end])


def around(article: Article, span: tuple[int, int]) -> tuple[int, int]:
    """Return the span of the whole sentences that `span` touches: what was cut off may deny what was kept."""
    touched = [(a, b) for a, b in _sentences(article.body) if a < span[1] and span[0] < b]
    return (min(span[0], touched[0][0]), max(span[1], touched[-1][1])) if touched else span


def _spans(parts: list[str], body: str) -> Iterator[tuple[int, int]]:
    folded = _folded(body)
    pattern = re.compile(_BETWEEN.join(map(re.escape, parts)))
    for match in pattern.finditer(folded.text):
        start, end = match.span()
        if start and folded.text[start - 1] in _CONJUNCTIONS and _begins(folded.text, start - 1):
            start -= 1  # a joined «و» that was left out belongs to the word
        if _begins(folded.text, start) and _ends(folded.text, end):
            yield folded.original_span(start, end)


def _quotable(body: str, span: tuple[int, int]) -> bool:
    touched = sum(a < span[1] and span[0] < b for a, b in _sentences(body))
    return touched <= _MOST_SENTENCES and not any(a < span[1] and span[0] < b for a, b in instruction_spans(body))


def _begins(text: str, start: int) -> bool:
    """Tell whether a word or number begins at `start`: half a word, or half a number, is another word."""
    return not (text[start].isalnum() and _joined(text, start))


def _ends(text: str, end: int) -> bool:
    return end >= len(text) or not (text[end - 1].isalnum() and (text[end].isalnum() or _joined(text, end + 1)))


def _joined(text: str, at: int) -> bool:
    """Tell whether the character at `at` goes on with the word before it: "1|00", "1.|5", "anti-|war", "don'|t"."""
    if not 0 < at < len(text) or not text[at].isalnum():
        return False
    before = text[at - 1]
    if before.isalnum():
        return True
    if at < 2 or not text[at - 2].isalnum():
        return False
    return before in "-'" or (before in ".,:/" and text[at].isdigit() and text[at - 2].isdigit())
