"""Closeness: what meets a word, and how words that stand together count."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from rag.index.embedders.static import StaticEmbedder
from rag.index.sparse import SparseIndex, TermGroup
from rag.index.token_lists import TokenLists
from rag.language.analysis import terms
from rag.search.closeness import CLOSENESS_FEATURES, closeness_features, weighted

EMBEDDER = StaticEmbedder.open()


def _features(words: Sequence[str], passages: Sequence[Sequence[str]]) -> NDArray[np.float32]:
    """Return the features of passages given as sentences, as if no leg had scored them."""
    sentences = [sentence for passage in passages for sentence in passage]
    offsets = np.cumsum([0, *(len(passage) for passage in passages)])[:-1]
    nothing = np.zeros(len(passages), np.float32)
    index = SparseIndex.build([terms(" ".join(passage)) for passage in passages], map(terms, sentences))
    groups = index.held(TermGroup({terms(word)[0]: 1.0}) for word in words)
    tokens = TokenLists.of(EMBEDDER.tokens(sentences))
    rows = np.arange(len(sentences))
    return closeness_features((nothing, nothing), (words, groups), (rows, offsets), index, (EMBEDDER, tokens))


def _feature(name: str) -> int:
    return CLOSENESS_FEATURES.index(name)


def test_a_passage_with_every_word_in_one_sentence_meets_the_question_wholly() -> None:
    """All words in one sentence give the whole of each measure, and no measure exceeds one."""
    found = _features(["harbour", "fleet"], [["The fleet left the harbour."], ["Bread is dear.", "Rain fell."]])
    assert np.allclose(found[0, 2:], 1.0, atol=1e-3)
    assert (found <= 1.001).all()
    assert (found[1, 2:] < 0.8).all()


def test_words_in_neighbouring_sentences_meet_the_question_together() -> None:
    """Two sentences beside each other meet what neither meets alone; sentences of two passages are no neighbours."""
    beside = _features(["harbour", "fleet"], [["The harbour burned.", "The fleet sank."], ["Rain fell."]])
    apart = _features(["harbour", "fleet"], [["The harbour burned."], ["The fleet sank."]])
    assert beside[0, _feature("two_sentences")] > beside[0, _feature("sentence")] + 0.1
    assert np.allclose(apart[:, _feature("two_sentences")], apart[:, _feature("sentence")])


def test_a_translation_that_no_term_knows_is_met_by_its_vector() -> None:
    """A word of the other language counts by the nearness of its vector where no term stands for it."""
    found = _features(["hospital"], [["المستشفى مزدحم."], ["المدرسة مغلقة."]])
    assert found[0, _feature("passage")] > found[1, _feature("passage")] + 0.1


def test_rare_words_count_more_than_common_ones() -> None:
    """Of two words, meeting the one that fewer passages hold is worth more."""
    found = _features(
        ["rain", "harbour"], [["Rain fell."], ["The harbour burned."], ["Rain again."], ["Rain and snow."]]
    )
    assert found[1, _feature("passage")] > found[0, _feature("passage")]


def test_sentences_without_tokens_and_words_without_vectors_are_no_failures() -> None:
    """Punctuation alone, and a word that the model does not know, meet nothing."""
    found = _features(["٪harbour"], [["..."], ["The harbour burned."]])
    assert np.isfinite(weighted(found)).all()
    assert weighted(found).argmax() == 1
