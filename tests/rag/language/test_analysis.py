"""The analyser: exact spans, one term for the forms of a word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.language.analysis import language_of, stem, terms, tokens

_LETTERS = st.sampled_from(list("أبتةكلموهيىءؤَُّـ٠٢٣abcABC'-.,0123 \n\u200f؟»“é"))


@given(st.text(_LETTERS) | st.text())
def test_every_token_stands_in_the_text_at_its_span(text: str) -> None:
    end = 0
    for token in tokens(text):
        assert text[token.start : token.end] == token.text
        assert end <= token.start < token.end
        assert token.term
        end = token.end


@given(st.text(_LETTERS) | st.text())
def test_terms_are_the_terms_of_the_tokens_that_are_no_stop_words(text: str) -> None:
    assert terms(text) == [token.term for token in tokens(text) if not token.is_stop]


@pytest.mark.parametrize(
    "forms",
    [
        ("الهدنة", "هدنة", "هُدنة", "والهدنة", "بالهدنة", "للهدنة", "كالهدنة", "فالهدنة"),
        ("المحاصرة", "محاصرة", "المحاصرين", "المحاصرون"),
        ("الأمريكية", "أمريكي", "الامريكيين", "اَلأَمريكيّ"),
        ("agreement", "Agreements", "AGREEMENT'S", "agreement’s"),
        ("café", "cafe", "Cafés"),
        ("1,500", "1500", "١٥٠٠", "١٬٥٠٠", "1500.0"),
        ("2", "02", "٢"),
    ],
)
def test_forms_of_one_word_are_one_term(forms: tuple[str, ...]) -> None:
    assert len({stem(form) for form in forms}) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("الـ12 من", ["12"]),
        ("11و12", ["11", "12"]),
        ("2016-02-27", ["2016", "2", "27"]),
        ("the 27th of 1,200", ["27", "1200"]),
        ("متى كان هو في", []),
        ("when did they", []),
    ],
)
def test_numbers_and_stop_words(text: str, expected: list[str]) -> None:
    assert terms(text) == expected


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("متى بدأت الهدنة؟", "ar"),
        ("When did the truce start?", "en"),
        ("ما هو UNHCR؟", "ar"),
        ("Who is علي?", "en"),
        ("2016", "en"),
    ],
)
def test_language_is_told_by_script(text: str, language: str) -> None:
    assert language_of(text) == language
