"""Normalisation: one spelling, and the way back to the original."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.language.normalise import fold, normalise


@pytest.mark.parametrize(
    ("written", "unified"),
    [
        ("الهُدْنَة", "الهدنه"),
        ("الـهـدنة", "الهدنه"),
        ("أحمد إلى آمن ٱلله", "احمد الي امن الله"),
        ("مستشفى", "مستشفي"),
        ("مسؤول", "مسوول"),
        ("۲۷ شباط ٢٠١٦", "27 شباط 2016"),
        ("ﻻجئون", "لاجيون"),
        ("كتابی", "كتابي"),
        ("Élysée “Palace”", 'elysee "palace"'),
        ("\u200fدمشق\u200e", "دمشق"),
        ("١٬٠٠٠٫٥", "1,000.5"),
    ],
)
def test_spellings_of_one_word_become_one(written: str, unified: str) -> None:
    assert normalise(written) == unified


@given(st.text())
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(st.text(alphabet=st.characters(codec="utf-8") | st.sampled_from("أإَُّّـ٢ﻻ’“é")))
def test_folding_gives_the_normalised_text_and_offsets_that_never_step_back(text: str) -> None:
    folded = fold(text)
    assert folded.text == normalise(text)
    assert len(folded.offsets) == len(folded.text) + 1
    assert list(folded.offsets) == sorted(folded.offsets)


def test_a_folded_span_leads_back_to_the_words_with_their_marks() -> None:
    text = "بدأت الهُدْنَةُ أمس"
    folded = fold(text)
    start = folded.text.index("الهدنه")
    first, last = folded.original_span(start, start + len("الهدنه"))
    assert text[first:last].startswith("الهُدْنَة")
    assert text[last:].strip() == "أمس"
