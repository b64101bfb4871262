"""Find the passages that may answer: a sparse leg, a dense leg, and both joined.

The sparse leg scores every passage. The dense leg takes its candidates from the vector store and scores them by their best
sentence and the whole passage, read from the memory-mapped vectors. The best of both are compared with the question once more:
word by word where the embedder works by tokens, and by a cross-encoder where there is one. Filters (days, outlet) hold for both. What is found is not judged here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Final, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from rag.index.arrays import runs
from rag.index.embedder import Embedder, TokenEmbedder
from rag.index.sentence_scores import sentence_scores
from rag.index.sparse import HeldGroup, SparseIndex
from rag.index.token_lists import TokenLists
from rag.language.bridge import Bridge
from rag.search.closeness import CLOSENESS_FEATURES, closeness_features, weighted
from rag.search.expansion import expand, scripts_of, widened
from rag.search.fusion import fuse, rescored, sparse_share, unit_range
from rag.search.query import Query, QueryTerm, analyse_query
from rag.search.rerank import Reranker
from rag.values import TimeWindow

__all__ = ["Leg", "Retriever", "Scored", "Searchable"]

Leg = Literal["hybrid", "dense", "sparse"]

SENTENCE_SHARE: Final = 0.35  # of the best sentence's BM25 score beside the passage's: headlines gain with more, Arabic questions lose a little
WHOLE_SHARE: Final = 0.5  # of the whole passage's cosine beside that of its best sentence
FEWEST_CANDIDATES: Final = 100
COMPARED: Final = 30  # of the best passages: more cost time and bring nothing
RERANKED: Final = 30
_REMEMBERED: Final = 1 << 14  # terms; the same ones come back sentence after sentence, question after question
_REMEMBERED_QUESTIONS: Final = 1 << 6
_REMEMBERED_GROUPS: Final = 1 << 11  # words of questions with all that stands for each, some kilobytes a word


class VectorStore(Protocol):
    """What the dense leg asks of the store of passage vectors."""

    def query(self, vector: NDArray[np.float32], limit: int) -> tuple[Sequence[int], Sequence[float]]:
        """Return the ordinals of the nearest passages and how near they are."""


class Searchable(Protocol):
    """What retrieval reads of a published generation; ordinals count passages and sentences from 0."""

    @property
    def sparse(self) -> SparseIndex:
        """BM25 postings of the passages."""

    @property
    def vectors(self) -> VectorStore:
        """The store of passage vectors."""

    @property
    def passage_vectors(self) -> NDArray[np.floating[Any]]:
        """One unit row a passage, memory-mapped."""

    @property
    def sentence_vectors(self) -> NDArray[np.floating[Any]]:
        """One unit row a sentence, memory-mapped."""

    @property
    def sentence_bounds(self) -> NDArray[np.integer[Any]]:
        """[passages, 2]: the first sentence of each passage and the one after its last."""

    @property
    def token_lists(self) -> TokenLists | None:
        """Which tokens of the embedder each sentence holds; None where it does not work by tokens."""

    def texts(self, ordinals: Sequence[int]) -> list[str]:
        """Return the texts of these passages, in the order asked for."""

    def allowed(self, window: TimeWindow | None, source: str | None) -> NDArray[np.bool_] | None:
        """Return which passages a filter lets through; None for all."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A passage found; `sparse` and `dense` are the legs' own scores, 0 where a leg was not asked."""

    ordinal: int
    score: float
    sparse: float
    dense: float


@dataclass(frozen=True, slots=True)
class _Found:
    """The candidates for a query, in the order of the archive: each leg's scores and both joined; zeros for a leg not asked."""

    query: Query
    groups: Sequence[HeldGroup]
    ordinals: NDArray[np.int64]
    sparse: NDArray[np.float32]
    dense: NDArray[np.float32]
    joint: NDArray[np.float32]


class Retriever:
    """Search one generation."""

    def __init__(
        self,
        generation: Searchable,
        embedder: Embedder,
        bridge: Bridge,
        reranker: Reranker | None = None,
        reranked: int = RERANKED,
    ) -> None:
        """Keep what is searched and what reads the question; `reranked` passages are given to the reranker.

        `vector` returns the vector of a question, float32 [dimensions], read-only; `idf` tells how rare a term is in the archive, `kin` which of its terms are spelt like one, with the likeness of each; all remember.
        """
        self._reranker = reranker
        self._reranked = reranked
        self._generation = generation
        self._embedder = embedder
        self._bridge = bridge
        self._scripts = scripts_of(generation.sparse)
        self._groups: dict[tuple[object, ...], HeldGroup] = {}
        self.vector: Callable[[str], NDArray[np.float32]] = lru_cache(maxsize=_REMEMBERED_QUESTIONS)(self._encoded)
        self.idf: Callable[[str], float] = lru_cache(maxsize=_REMEMBERED)(generation.sparse.idf)
        self.kin: Callable[[str], Mapping[str, float]] = lru_cache(maxsize=_REMEMBERED)(self._kin)

    def _encoded(self, text: str) -> NDArray[np.float32]:
        vector: NDArray[np.float32] = self._embedder.encode_queries([text])[0]
        vector.setflags(write=False)  # shared by all who ask
        return vector

    def _kin(self, term: str) -> Mapping[str, float]:
        return MappingProxyType(widened({term: 1.0}, self._generation.sparse))

    def retrieve(
        self,
        query: Query | str,
        *,
        limit: int,
        window: TimeWindow | None = None,
        source: str | None = None,
        leg: Leg = "hybrid",
    ) -> list[Scored]:
        """Return at most `limit` passages, best first; equal scores in the order of the archive."""
        found = self._find(
            analyse_query(query, self._bridge) if isinstance(query, str) else query, limit, window, source, leg
        )
        joint = {"sparse": found.sparse, "dense": found.dense, "hybrid": found.joint}[leg]
        if leg == "hybrid":
            joint = self._read_by_model(found.query.text, found.ordinals, self._compared(found))
        best = np.argsort(-joint, kind="stable")[:limit]
        columns = (column[best].tolist() for column in (found.ordinals, joint, found.sparse, found.dense))
        return [Scored(*row) for row in zip(*columns, strict=True)]

    def closeness(self, query: Query | str) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Return the ordinals of the passages that are compared closely, best first, and float32 [passages, CLOSENESS_FEATURES].

        Both are empty for an embedder that does not work by tokens.
        """
        analysed = analyse_query(query, self._bridge) if isinstance(query, str) else query
        found = self._find(analysed, COMPARED, None, None, "hybrid")
        best, features = self._features(found)
        return found.ordinals[best], features

    def _find(self, query: Query, limit: int, window: TimeWindow | None, source: str | None, leg: Leg) -> _Found:
        """Return the candidates of the legs asked, with their scores."""
        allowed = self._generation.allowed(window, source)
        groups = [] if leg == "dense" else [self._held(term) for term in query.terms]
        sparse = None if leg == "dense" else self._generation.sparse.group_scores(groups)
        vector = None if leg == "sparse" else self.vector(query.text)
        ordinals = self._candidates(sparse, vector, allowed, max(limit, FEWEST_CANDIDATES))
        nothing = np.zeros(len(ordinals), np.float32)
        if not len(ordinals):
            return _Found(query, groups, ordinals, nothing, nothing, nothing)
        of_sparse = nothing if sparse is None else sparse[ordinals] + self._best_sentence(groups, ordinals)
        of_dense = nothing if vector is None else self._dense_scores(vector, ordinals)
        joint = fuse(of_sparse, of_dense, sparse_share(query.language, self._scripts))
        return _Found(query, groups, ordinals, of_sparse, of_dense, joint)

    def _held(self, term: QueryTerm) -> HeldGroup:
        """Return what the archive holds of a word of a question, remembered: the same words come back, in one question and in the next."""
        asked = (term.term, term.is_name, term.weight, term.emphasis, *term.variants.items())
        if (known := self._groups.get(asked)) is None:
            index = self._generation.sparse
            (known,) = index.held([expand(term, index, self._bridge.names, self._scripts)])
            if len(self._groups) >= _REMEMBERED_GROUPS:
                self._groups.clear()
            self._groups[asked] = known
        return known

    def _best_sentence(self, groups: Sequence[HeldGroup], found: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return what the best sentence of each passage adds to the passage's sparse score; nothing where no sentences were indexed."""
        if not self._generation.sparse.holds_sentences:
            return np.zeros(len(found), np.float32)
        rows, offsets = self._sentences_of(found)
        scores = sentence_scores(self._generation.sparse, groups, rows)
        return np.asarray(SENTENCE_SHARE * np.maximum.reduceat(scores, offsets), np.float32)

    def _sentences_of(self, found: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return the ordinals of the sentences of these passages, and where each passage's begin among them."""
        bounds = np.asarray(self._generation.sentence_bounds)[found]
        sizes = bounds[:, 1] - bounds[:, 0]
        offsets = np.cumsum(sizes) - sizes
        return runs(bounds[:, 0], sizes), offsets

    def _candidates(
        self,
        sparse: NDArray[np.float32] | None,
        vector: NDArray[np.float32] | None,
        allowed: NDArray[np.bool_] | None,
        count: int,
    ) -> NDArray[np.int64]:
        """Return the ordinals that either leg proposes, ascending."""
        parts: list[NDArray[np.int64]] = []
        if sparse is not None:
            parts.append(_best(sparse if allowed is None else np.where(allowed, sparse, 0), count))
        if vector is not None:
            parts.append(self._nearest(vector, allowed, count))
        return np.unique(np.concatenate(parts))

    def _nearest(self, vector: NDArray[np.float32], allowed: NDArray[np.bool_] | None, count: int) -> NDArray[np.int64]:
        """Return the passages nearest to the question; under a filter the store is passed by and all allowed ones are compared."""
        if allowed is None:
            ordinals, _ = self._generation.vectors.query(vector, count)
            return np.asarray(ordinals, np.int64)
        among = np.flatnonzero(allowed)
        near = np.asarray(self._generation.passage_vectors[among], np.float32) @ vector
        return among[np.argsort(-near, kind="stable")[:count]]

    def _compared(self, found: _Found) -> NDArray[np.float32]:
        """Return the joint scores, those of the best passages changed by comparing their sentences with the question's words."""
        best, features = self._features(found)
        return rescored(found.joint, best, weighted(features))

    def _features(self, found: _Found) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Return the places of the best candidates, best first, and how close each is to the question."""
        lists = self._generation.token_lists
        if lists is None or not isinstance(self._embedder, TokenEmbedder) or not (found.groups and len(found.ordinals)):
            return np.empty(0, np.int64), np.empty((0, len(CLOSENESS_FEATURES)), np.float32)
        best = np.argsort(-found.joint, kind="stable")[:COMPARED]
        return best, closeness_features(
            (unit_range(found.sparse)[best], unit_range(found.dense)[best]),
            ([term.text for term in found.query.terms], found.groups),
            self._sentences_of(found.ordinals[best]),
            self._generation.sparse,
            (self._embedder, lists),
        )

    def _read_by_model(
        self, question: str, ordinals: NDArray[np.int64], joint: NDArray[np.float32]
    ) -> NDArray[np.float32]:
        """Return the joint scores, those of the best passages by the cross-encoder, where there is one."""
        if self._reranker is None:
            return joint
        best = np.argsort(-joint, kind="stable")[: self._reranked]
        return rescored(joint, best, self._reranker.scores(question, self._generation.texts(ordinals[best].tolist())))

    def _dense_scores(self, vector: NDArray[np.float32], found: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return for each passage the cosine of its best sentence plus WHOLE_SHARE of its own."""
        rows, offsets = self._sentences_of(found)
        near = np.asarray(self._generation.sentence_vectors[rows], np.float32) @ vector
        whole = np.asarray(self._generation.passage_vectors[found], np.float32) @ vector
        best = np.maximum.reduceat(near, offsets)
        return np.asarray(best + WHOLE_SHARE * whole, np.float32)


def _best(scores: NDArray[np.float32], count: int) -> NDArray[np.int64]:
    """Return the places of the `count` highest positive scores."""
    top = np.argpartition(-scores, count)[:count] if len(scores) > count else np.arange(len(scores))
    return np.asarray(top[scores[top] > 0], np.int64)
