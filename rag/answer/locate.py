"""Find a quotation in an article: the very words, in whatever spelling a model gave them back, as an exact span of the stored body.

What may differ is what `rag.language.normalise` unifies (diacritics, alef, ya, digits, bidi marks, quotation marks, white space) and
the marks around the quotation. A word more, less or other is no quotation; nor are two pieces joined by dots.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from rag.language.normalise import Folded, fold, normalise
from rag.language.sentences import sentence_spans
from rag.values import Article, Quote

__all__ = ["locate"]

_EDGES: Final = " \t\n\"'.,;:!?()[]-"
_SHORTEST: Final = 8  # folded characters: fewer prove nothing
_MOST_SENTENCES: Final = 2
_SPACE: Final = re.compile(r"\s+")
_CACHE_SIZE: Final = 256  # folded bodies


@lru_cache(maxsize=_CACHE_SIZE)
def _folded(body: str) -> Folded:
    return fold(body)


def locate(words: str, article: Article, within: tuple[int, int] | None = None) -> Quote | None:
    """Return the quotation of `words` in `article`, or None where the article does not hold them.

    `within` is looked at first: the span of the passage that was named as the source. A quotation of more than two sentences,
    or too short to prove anything, is none.
    """
    wanted = normalise(words).strip(_EDGES)
    if len(wanted) < _SHORTEST:
        return None
    folded = _folded(article.body)
    pattern = re.compile(r"\s+".join(re.escape(part) for part in _SPACE.split(wanted)))
    spans = [
        folded.original_span(*match.span())
        for match in pattern.finditer(folded.text)
        if _whole(folded.text, match.span())
    ]
    if not spans:
        return None
    inside = [span for span in spans if within and within[0] <= span[0] and span[1] <= within[1]]
    start, end = (inside or spans)[0]
    text = article.body[start:end]
    if len(sentence_spans(text)) > _MOST_SENTENCES:
        return None
    return Quote(article.id, start, end, text)


def _whole(text: str, span: tuple[int, int]) -> bool:
    """Tell whether a span begins and ends at word boundaries: half a word, or half a number, is another word."""
    start, end = span
    return not (start and text[start - 1].isalnum() and text[start].isalnum()) and not (
        end < len(text) and text[end].isalnum() and text[end - 1].isalnum()
    )
