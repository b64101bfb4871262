"""Whole words: told from words with a clitic by what stands alone in running text."""

from __future__ import annotations

import pytest

from rag.language.analysis import stem
from rag.training.words import whole_words

TEXTS = [
    "وصل وزير الدفاع",
    "قال وزير المالية",
    "وزير وقال",
    "قال وقال وقال قال",
    "في ألمانيا",
    "ألمانيا والمانيا",
    "ألمانيا",
    "البيت البيت البيت بيت",
]


def test_a_word_whose_rest_never_stands_alone_is_whole() -> None:
    assert whole_words(TEXTS) == ["المانيا", "وزير"]


@pytest.mark.parametrize(
    "forms", [("وزير", "الوزير", "والوزير", "بالوزير"), ("ألمانيا", "بألمانيا", "وألمانيا", "المانيا"), ("لغة", "اللغة", "للغة", "واللغة"), ("واشنطن", "بواشنطن")]
)  # fmt: skip
def test_forms_of_a_whole_word_are_one_term(forms: tuple[str, ...]) -> None:
    assert len({stem(form) for form in forms}) == 1
