"""Compare a question with a few passages closely: how well each of their sentences meets each of its words.

A word is met by a term that stands for it (its translations and spellings, with their probabilities) or by a token whose vector is near
its own, whichever says more (late interaction, Khattab and Zaharia 2020, over static vectors). What each word counts is its rarity in the
archive. The words may lie scattered over a passage or stand together in one sentence or two, which answers rather do: all
three are measured. Nothing is searched for here: the passages are given.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from rag.index.embedder import TokenEmbedder
from rag.index.sentence_scores import sentence_shares
from rag.index.sparse import HeldGroup, SparseIndex
from rag.index.token_lists import TokenLists

__all__ = ["CLOSENESS_FEATURES", "WEIGHTS", "closeness_features", "weighted"]

Floats = NDArray[np.float32]

# What the joint score of the passages compared is made of, and what each part weighs, whatever the languages: fitted by
# `python -m rag.training fusion` (softmax over the passages found, five-fold cross-validation over documents).
CLOSENESS_FEATURES: Final = ("sparse", "dense", "passage", "sentence", "two_sentences")
WEIGHTS: Final = (0.15, 0.20, 0.20, 0.25, 0.20)


def closeness_features(
    legs: tuple[Floats, Floats],
    words: tuple[Sequence[str], Sequence[HeldGroup]],
    sentences: tuple[NDArray[np.int64], NDArray[np.int64]],
    index: SparseIndex,
    tokens: tuple[TokenEmbedder, TokenLists],
) -> Floats:
    """Return float32 [passages, CLOSENESS_FEATURES], each 0..1.

    Args:
        legs: scores of the sparse and the dense leg [passages], each brought to 0..1 over all candidates.
        words: the question's words, and the group of terms that stands for each.
        sentences: the ordinals of the passages' sentences, and where each passage's begin among them; none is without.
        index: the terms of the sentences.
        tokens: the embedder, and which of its tokens each sentence holds.
    """
    rows, offsets = sentences
    near = _nearest_tokens(tokens[0].encode_queries(words[0]), tokens[1].take(rows), tokens[0])
    # The square root brings the probability of a translation to the scale of a cosine.
    met = np.maximum(np.sqrt(sentence_shares(index, words[1], rows)), near)
    rarity = np.array([group.worth for group in words[1]], np.float32)
    rarity /= max(float(rarity.sum()), 1e-9)
    together = _beside(met, offsets)
    features = [
        *legs,
        rarity @ np.maximum.reduceat(met, offsets, axis=1),
        np.maximum.reduceat(rarity @ met, offsets),
        np.maximum.reduceat(rarity @ together, offsets),
    ]
    return np.stack(features, axis=1).astype(np.float32)


def weighted(features: Floats) -> Floats:
    """Return the joint score of each passage, 0..1."""
    return np.average(features, axis=1, weights=WEIGHTS).astype(np.float32)


def _nearest_tokens(words: Floats, held: TokenLists, embedder: TokenEmbedder) -> Floats:
    """Return float32 [words, sentences]: the cosine of each word and the nearest token of each sentence, 0 at least."""
    near = np.zeros((len(words), len(held)), np.float32)
    filled = np.flatnonzero(np.diff(held.starts))
    if len(filled) and len(words):
        distinct, places = np.unique(held.ids, return_inverse=True)
        likeness = words @ embedder.token_rows(distinct).T
        near[:, filled] = np.maximum.reduceat(likeness[:, places], held.starts[filled], axis=1)
    return np.maximum(near, 0)


def _beside(met: Floats, offsets: NDArray[np.int64]) -> Floats:
    """Return for each sentence how well it and the next one of its passage meet each word together."""
    together = met.copy()
    inside = np.ones(met.shape[1], np.bool_)
    inside[np.append(offsets[1:], met.shape[1]) - 1] = False  # the last of each passage has no next
    first = np.flatnonzero(inside)
    together[:, first] = np.maximum(met[:, first], met[:, first + 1])
    return together
