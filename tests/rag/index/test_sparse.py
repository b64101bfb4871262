"""The sparse index: BM25 by its formula, groups mixed before they saturate, the same from memory and from disk."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from rag.errors import IndexDamaged
from rag.index.sentence_scores import sentence_scores
from rag.index.sparse import BM25_B, BM25_K1, SparseIndex, TermGroup

DOCUMENTS = [["هدنه", "سوري", "هدنه"], ["سوري", "قصف"], ["truce", "syria", "aid", "aid"], []]
_WORDS = st.sampled_from(["a", "b", "c", "هدنه", "قصف"])


def _bm25(documents: list[list[str]], term: str, position: int) -> float:
    mean = sum(map(len, documents)) / len(documents)
    frequency = documents[position].count(term)
    held = sum(term in document for document in documents)
    idf = math.log(1 + (len(documents) - held + 0.5) / (held + 0.5))
    norm = BM25_K1 * (1 - BM25_B + BM25_B * len(documents[position]) / (mean or 1.0))
    return idf * frequency * (BM25_K1 + 1) / (frequency + norm)


@given(st.lists(st.lists(_WORDS), min_size=1, max_size=6), st.lists(_WORDS, unique=True))
def test_independent_terms_score_as_bm25_says(documents: list[list[str]], query: list[str]) -> None:
    scores = SparseIndex.build(documents).scores(dict.fromkeys(query, 1.0))
    expected = [sum(_bm25(documents, term, i) for term in query) for i in range(len(documents))]
    np.testing.assert_allclose(scores, expected, rtol=1e-4, atol=1e-6)


@given(st.lists(st.lists(_WORDS), min_size=1, max_size=6), st.dictionaries(_WORDS, st.floats(0.1, 1.0), min_size=1))
def test_an_index_scores_the_same_after_saving_and_opening(
    tmp_path_factory: pytest.TempPathFactory, documents: list[list[str]], shares: dict[str, float]
) -> None:
    folder = tmp_path_factory.mktemp("sparse")
    index = SparseIndex.build(documents)
    index.save(folder)
    opened = SparseIndex.open(folder)
    assert len(opened) == len(documents)
    assert opened.vocabulary() == index.vocabulary()
    np.testing.assert_array_equal(_scores(opened, TermGroup(shares)), _scores(index, TermGroup(shares)))


def _scores(index: SparseIndex, *groups: TermGroup) -> NDArray[np.float32]:
    return index.group_scores(index.held(groups))


def test_two_translations_of_one_word_are_one_match_not_two() -> None:
    index = SparseIndex.build([["هدنه", "وقف"], ["هدنه", "قصف"], ["قصف", "غاره"]])
    both, one, _ = _scores(index, TermGroup({"هدنه": 0.5, "وقف": 0.5}))
    apart = index.scores({"هدنه": 0.5, "وقف": 0.5})[0]
    assert one < both < apart


def test_a_rarer_term_has_a_higher_idf_and_an_unseen_one_the_highest() -> None:
    index = SparseIndex.build(DOCUMENTS)
    assert index.idf("unseen") > index.idf("truce") > index.idf("سوري") > 0


def test_terms_are_found_back_by_number() -> None:
    index = SparseIndex.build(DOCUMENTS)
    numbers = index.numbers(["قصف", "nothing", "aid"])
    assert [index.term(int(n)) for n in numbers if n >= 0] == ["قصف", "aid"]
    assert numbers[1] == -1


def test_an_empty_index_scores_nothing(tmp_path: Path) -> None:
    SparseIndex.build([]).save(tmp_path)
    assert SparseIndex.open(tmp_path).scores({"a": 1.0}).tolist() == []


def test_a_missing_or_cut_file_is_named(tmp_path: Path) -> None:
    SparseIndex.build(DOCUMENTS).save(tmp_path)
    np.save(tmp_path / "counts.npy", np.ones(2, np.float32))
    with pytest.raises(IndexDamaged):
        SparseIndex.open(tmp_path)
    (tmp_path / "counts.npy").write_bytes(b"\x93NUMPY")
    with pytest.raises(IndexDamaged, match=r"counts\.npy"):
        SparseIndex.open(tmp_path)
    (tmp_path / "counts.npy").unlink()
    with pytest.raises(IndexDamaged, match=r"counts\.npy"):
        SparseIndex.open(tmp_path)


@given(
    st.lists(st.lists(_WORDS, min_size=1), min_size=1, max_size=6),
    st.dictionaries(_WORDS, st.floats(0.1, 1.0), min_size=1),
)
def test_a_passage_of_one_sentence_scores_like_its_sentence(
    documents: list[list[str]], shares: dict[str, float]
) -> None:
    index = SparseIndex.build(documents, documents)
    groups = index.held([TermGroup(shares), TermGroup({"a": 1.0}, 0.5)])
    rows = np.arange(len(documents))
    np.testing.assert_allclose(sentence_scores(index, groups, rows), index.group_scores(groups), rtol=1e-4, atol=1e-6)


def test_sentences_are_scored_in_the_order_asked_for_after_saving(tmp_path: Path) -> None:
    index = SparseIndex.build(DOCUMENTS, [["هدنه"], ["سوري", "هدنه"], [], ["aid"]])
    index.save(tmp_path)
    opened = SparseIndex.open(tmp_path)
    groups = opened.held([TermGroup({"هدنه": 1.0})])
    one, other, empty = sentence_scores(opened, groups, np.array([1, 0, 2]))
    assert other > one > empty == 0


def test_what_is_remembered_of_spellings_is_what_is_found_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """A term looked for again, under another threshold or after the memory was emptied gets the answer of a first search."""
    monkeypatch.setattr("rag.index.sparse._REMEMBERED", 3)
    documents = [["munich", "munichs"], ["munch", "lunch"], ["damascus"]]
    index = SparseIndex.build(documents)
    for _ in range(3):
        for term in ("munich", "munch", "lunch", "damascus"):
            for least in (0.1, 0.4):
                assert index.near(term, least) == SparseIndex.build(documents).near(term, least)
