from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from rag.training.tokenizer import VocabularySizes, make_tokenizer, tokenise, word_counts

TEXTS = (
    "قرأت الطالبة كتابا في المكتبة، وعادت إلى المدرسة مع طالبات المدينة.",
    "The students read books in the library; a student reads at school.",
    "وصل الوزير إلى المدينة ومدرسة المدينة قرب مكتبة الوزارة",
)


@pytest.fixture(scope="module")
def tokenizer() -> Any:
    return make_tokenizer(word_counts(TEXTS), VocabularySizes(english=40, arabic=40, pieces=30))


def tokens(tokenizer: Any, text: str) -> list[str]:
    found: list[str] = tokenizer.encode(text, add_special_tokens=False).tokens
    return found


@pytest.mark.parametrize(
    ("forms", "token"),
    [
        (("مدرسة", "المدرسة", "والمدرسة", "بالمدرسة", "للمدرسة", "مَدْرَسَة", "مـدرسة"), "مدرس"),
        (("مدينة", "المدينة", "ومدينة", "المدينه"), "مدين"),
        (("student", "Students", "STUDENTS"), "student"),
    ],
)
def test_the_forms_of_a_word_are_one_token(tokenizer: Any, forms: tuple[str, ...], token: str) -> None:
    """Article, joined letters, common endings, diacritics, tatweel and letter case do not change the token."""
    assert {tuple(tokens(tokenizer, form)) for form in forms} == {(token,)}


@pytest.mark.parametrize("word", ["ولد", "له", "ان", "فيه", "is", "bus", "as"])
def test_short_words_keep_their_letters(tokenizer: Any, word: str) -> None:
    """A clitic falls away only where a word remains: short words are spelt whole."""
    assert "".join(token.removeprefix("##") for token in tokens(tokenizer, word)) == word


@pytest.mark.parametrize(
    "text", ["Zażółć gęślą", "مرحبا 👋 world", "x" * 100, "١٢٣ and 456", "«قال»، ثم؟", "汉字", "\u200f", ""]
)
def test_no_text_gives_the_unknown_token(tokenizer: Any, text: str) -> None:
    """Every letter is a piece and everything else separates: model2vec and sentence-transformers treat unknown tokens apart."""
    assert "[UNK]" not in tokens(tokenizer, text)


def test_a_run_longer_than_any_word_is_one_unknown_token(tokenizer: Any) -> None:
    """Letters without end, as of an encoded picture, are one token and cost no time."""
    assert tokens(tokenizer, "x" * 200_000) == ["[UNK]"]


def test_words_tokenised_once_give_what_the_tokenizer_gives(tokenizer: Any) -> None:
    """Tokenising each distinct word once is the same as tokenising the texts."""
    texts = [*TEXTS, "", "  والمدينة\nstudents'  (books)", "المدرسة،والمكتبة"]
    lists = tokenise(tokenizer, texts)
    assert len(lists) == len(texts)
    for number, text in enumerate(texts):
        ids = lists.ids[lists.starts[number] : lists.starts[number + 1]]
        assert np.array_equal(ids, tokenizer.encode(text, add_special_tokens=False).ids)


def test_the_same_counts_make_the_same_tokenizer() -> None:
    """The vocabulary depends on the counts alone, not on the order they were met in."""
    counts = word_counts(TEXTS)
    turned = dict(reversed(counts.items()))
    sizes = VocabularySizes(english=5, arabic=5, pieces=10)
    assert make_tokenizer(counts, sizes).to_str() == make_tokenizer(turned, sizes).to_str()
