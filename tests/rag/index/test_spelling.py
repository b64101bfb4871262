"""Spellings: what is likest comes out likest, and only what is like."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.index.spelling import Spellings, trigrams

TERMS = ["ميونخ", "ميونيخ", "دمشق", "قصف", "محاصر", "حصار", "munich"]
_WORDS = st.text("ابتجدهو", min_size=1, max_size=7)


def _near(terms: list[str], term: str, least: float) -> dict[str, float]:
    numbers, likeness = Spellings.build(terms).near(term, least)
    return {terms[n]: like for n, like in zip(numbers.tolist(), likeness.tolist(), strict=True)}


def test_a_term_is_most_like_itself_and_then_like_its_other_spelling() -> None:
    near = _near(TERMS, "ميونخ", 0.3)
    assert near["ميونخ"] == pytest.approx(1.0)
    assert set(near) == {"ميونخ", "ميونيخ"}


def test_a_term_that_the_index_lacks_still_finds_its_kin() -> None:
    assert set(_near(TERMS, "محاصره", 0.4)) == {"محاصر"}


@given(st.lists(_WORDS, unique=True, min_size=1), _WORDS)
def test_likeness_is_the_share_of_common_trigrams_never_above_one(terms: list[str], term: str) -> None:
    near = _near(terms, term, 1e-6)
    assert all(0 < like <= 1 for like in near.values())
    assert {other for other in terms if trigrams(other) & trigrams(term)} <= set(near)


def test_nothing_is_like_a_term_among_none() -> None:
    assert _near([], "دمشق", 0.1) == {}
    assert _near(["", ""], "دمشق", 0.1) == {}
    assert _near(["دمشق"], "", 0.1) == {}
