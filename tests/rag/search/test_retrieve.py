"""Retrieval: each leg, both joined, filters, and the same order every time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from rag.index.embedder import Progress
from rag.index.embedders.static import StaticEmbedder
from rag.index.sparse import SparseIndex
from rag.index.token_lists import TokenLists
from rag.language.analysis import terms
from rag.language.bridge import Bridge
from rag.search.retrieve import Leg, Retriever
from tests.rag.search.shelf import Shelf

PASSAGES = [
    "بدأت الهدنة في دمشق يوم السبت",
    "قصف على حلب",
    "The truce began in Damascus",
    "مباراة كرة القدم في القاهرة",
]
BRIDGE = Bridge.build([("truce", "هدن", 0.8), ("damascus", "دمشق", 0.9), ("start", "بدا", 0.6)], most=5)


class LetterEmbedder:
    """A real, crude embedder: counts of letters."""

    fingerprint = "letters"
    dimensions = 64

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        rows = np.array([np.bincount([ord(c) % 64 for c in text] or [0], minlength=64) for text in texts], np.float32)
        return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9), np.float32)

    def encode_passages(self, texts: Sequence[str], progress: Progress | None = None) -> NDArray[np.float32]:
        return self.encode_queries(texts)


@dataclass
class TwoPassages(Shelf):
    """Two passages of three sentences each, with the tokens of the sentences."""

    of_sentences: NDArray[np.floating[Any]] = field(default_factory=lambda: np.empty((0, 0)))

    @property
    def sentence_vectors(self) -> NDArray[np.floating[Any]]:
        return self.of_sentences

    @property
    def sentence_bounds(self) -> NDArray[np.integer[Any]]:
        return np.array([[0, 3], [3, 6]])


def _retriever(passages: Sequence[str] = PASSAGES, let_through: Sequence[bool] | None = None) -> Retriever:
    embedder = LetterEmbedder()
    vectors = embedder.encode_passages(passages)
    allowed = None if let_through is None else np.array(let_through)
    return Retriever(
        Shelf(SparseIndex.build(map(terms, passages), map(terms, passages)), vectors, allowed), embedder, BRIDGE
    )


def test_a_sentence_that_meets_every_word_beats_words_scattered_over_others() -> None:
    """Of two passages with the same words, that one comes first whose sentence holds them together; a filter still holds."""
    embedder = StaticEmbedder.open()
    sentences = [
        "The harbour of the town burned for days.", "A fleet came to the island in spring.", "The admiral died in his bed.",
        "The admiral burned the fleet in the harbour.", "The town slept.", "Spring came to the island and its people.",
    ]  # fmt: skip
    passages = [" ".join(sentences[:3]), " ".join(sentences[3:])]
    shelf = TwoPassages(
        SparseIndex.build(map(terms, passages), map(terms, sentences)),
        embedder.encode_passages(passages),
        passages=passages,
        token_lists=TokenLists.of(embedder.tokens(sentences)),
        of_sentences=embedder.encode_passages(sentences),
    )
    retriever = Retriever(shelf, embedder, BRIDGE)
    assert [hit.ordinal for hit in retriever.retrieve("Who burned the fleet in the harbour?", limit=2)] == [1, 0]
    shelf.let_through = np.zeros(2, np.bool_)
    assert retriever.retrieve("Who burned the fleet in the harbour?", limit=2, source="x") == []


def test_one_question_finds_passages_of_both_languages() -> None:
    found = _retriever().retrieve("When did the truce start in Damascus?", limit=4, leg="sparse")
    assert {hit.ordinal for hit in found} == {0, 2}


def test_the_other_language_is_found_across_the_bridge() -> None:
    found = _retriever(PASSAGES[:2]).retrieve("the truce in Damascus", limit=1, leg="sparse")
    assert [hit.ordinal for hit in found] == [0]


@pytest.mark.parametrize("leg", ["hybrid", "dense", "sparse"])
def test_hits_come_best_first_and_the_same_every_time(leg: Leg) -> None:
    first = _retriever().retrieve("بدأت الهدنة في دمشق", limit=3, leg=leg)
    assert first == _retriever().retrieve("بدأت الهدنة في دمشق", limit=3, leg=leg)
    assert [hit.score for hit in first] == sorted((hit.score for hit in first), reverse=True)
    assert first[0].ordinal == 0


@pytest.mark.parametrize("leg", ["hybrid", "dense", "sparse"])
def test_a_filter_holds_for_every_leg(leg: Leg) -> None:
    found = _retriever(let_through=[False, True, True, False]).retrieve(
        "الهدنة truce حلب", limit=4, source="x", leg=leg
    )
    assert found
    assert {hit.ordinal for hit in found} <= {1, 2}


def test_a_filter_that_lets_nothing_through_finds_nothing() -> None:
    assert _retriever(let_through=[False] * 4).retrieve("الهدنة", limit=4, source="x") == []


def test_the_sparse_leg_finds_nothing_where_no_word_matches() -> None:
    assert _retriever().retrieve("zzzz", limit=4, leg="sparse") == []
