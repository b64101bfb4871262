"""Passages of one sentence each, in memory, as retrieval reads a generation (`rag.search.retrieve.Searchable`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rag.index.embedders.static import StaticEmbedder
from rag.index.sparse import SparseIndex
from rag.index.token_lists import TokenLists
from rag.language.analysis import terms
from rag.values import TimeWindow

__all__ = ["Shelf"]


@dataclass
class Shelf:
    """Passages of one sentence each, in memory."""

    sparse: SparseIndex
    passage_vectors: NDArray[np.floating[Any]]
    let_through: NDArray[np.bool_] | None = None
    passages: Sequence[str] = ()
    token_lists: TokenLists | None = None

    @classmethod
    def of(cls, passages: Sequence[str], embedder: StaticEmbedder) -> Shelf:
        """Return the passages, indexed."""
        index = SparseIndex.build(map(terms, passages), map(terms, passages))
        lists = TokenLists.of(embedder.tokens(passages))
        return cls(index, embedder.encode_passages(passages), passages=passages, token_lists=lists)

    @property
    def sentence_vectors(self) -> NDArray[np.floating[Any]]:
        return self.passage_vectors

    @property
    def sentence_bounds(self) -> NDArray[np.integer[Any]]:
        count = len(self.passage_vectors)
        return np.stack([np.arange(count), np.arange(1, count + 1)], axis=1)

    @property
    def vectors(self) -> Shelf:
        return self

    def query(self, vector: NDArray[np.float32], limit: int) -> tuple[list[int], list[float]]:
        near = self.passage_vectors @ vector
        best = np.argsort(-near, kind="stable")[:limit]
        return best.tolist(), near[best].tolist()

    def texts(self, ordinals: Sequence[int]) -> list[str]:
        return [self.passages[ordinal] for ordinal in ordinals]

    def allowed(self, window: TimeWindow | None, source: str | None) -> NDArray[np.bool_] | None:
        return self.let_through if window or source else None
