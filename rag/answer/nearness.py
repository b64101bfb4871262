"""Find the words of given texts that stand near a question's words in meaning, by the vectors of the model that ships.

"How many fans attended?" is met by "spectators", though neither dictionary nor thesaurus joins the two. Each word is compared
by the mean of its tokens' vectors, across the languages as within them. What is near is a witness, never as sure as the word itself. Names are
the caller's to leave out: one city is as near another as a word is its synonym.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from rag.index.embedders.static import StaticEmbedder, shipped_embedder
from rag.language.analysis import tokens
from rag.language.tables import table

__all__ = ["near_terms"]

# A cosine of two words, from what says nothing to what is as good as a wording of the same concept: set on the project's question sets.
_NOTHING: Final = 0.35
_SAME: Final = 0.75
_MOST: Final = 0.9  # what the nearest word is worth beside the word itself
_LEAST: Final = 0.1  # worth below which a word is noise
_SHORTEST: Final = 3  # letters
_REMEMBERED_TEXTS: Final = 1 << 14
_REMEMBERED_WORDS: Final = 1 << 15  # 32 MB of vectors at most


def near_terms(words: Iterable[str], texts: Iterable[str]) -> dict[str, Mapping[str, float]]:
    """Return for each of the `words` the terms of `texts` that are near it, each with what it is worth, 0..1."""
    asked = [word for word in dict.fromkeys(words) if len(word) >= _SHORTEST]
    held: dict[str, str] = {}
    for text in texts:
        held.update(_content(text))
    if not asked or not held:
        return {}
    vectors = _word_vectors()
    likeness = vectors.of(asked) @ vectors.of(list(held)).T
    worth = _MOST * np.clip((likeness - _NOTHING) / (_SAME - _NOTHING), 0, 1)
    terms = list(held.values())
    found: dict[str, Mapping[str, float]] = {}
    for word, row in zip(asked, worth, strict=True):
        near: dict[str, float] = {}
        for place in np.flatnonzero(row >= _LEAST):
            near[terms[place]] = max(near.get(terms[place], 0.0), float(row[place]))
        found[word] = near
    return found


@lru_cache(maxsize=_REMEMBERED_TEXTS)
def _content(text: str) -> Mapping[str, str]:
    """Return the words of a text that are no stop words, each with its term; remembered, since the same sentences come back."""
    return {token.text: token.term for token in tokens(text) if not token.is_stop}


class _WordVectors:
    """The vectors of words, remembered; all are forgotten where they grow too many. Safe to share between threads."""

    def __init__(self, embedder: StaticEmbedder) -> None:
        self._embedder = embedder
        self._places: dict[str, int] = {}
        self._rows = np.empty((_REMEMBERED_WORDS, embedder.dimensions), np.float32)
        self._lock = threading.Lock()

    def of(self, words: Sequence[str]) -> NDArray[np.float32]:
        """Return float32 [words, dimensions], rows of length 1; zeros for a word without a known token."""
        if len(words) > _REMEMBERED_WORDS:
            return self._embedder.encode_queries(words)
        with self._lock:
            new = [word for word in dict.fromkeys(words) if word not in self._places]
            if len(self._places) + len(new) > _REMEMBERED_WORDS:
                self._places, new = {}, list(dict.fromkeys(words))
            if new:
                first = len(self._places)
                self._rows[first : first + len(new)] = self._embedder.encode_queries(new)
                self._places.update(zip(new, range(first, first + len(new)), strict=True))
            return self._rows[[self._places[word] for word in words]]


@table
def _word_vectors() -> _WordVectors:
    return _WordVectors(shipped_embedder())
