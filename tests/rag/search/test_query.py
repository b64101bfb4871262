"""Question analysis: what is searched for, and where each term stands in the question."""

from __future__ import annotations

import pytest

from rag.language.analysis import stem
from rag.language.bridge import Bridge
from rag.search.query import analyse_query

BRIDGE = Bridge.build([("truce", "هدن", 0.8), ("truce", "وقف", 0.2), ("start", "بدا", 0.5)], most=5)


def test_a_word_stands_for_itself_and_for_its_translations() -> None:
    (term,) = analyse_query("truce", BRIDGE).terms
    assert term.variants["truce"] == 1.0
    assert term.variants["هدن"] > term.variants["وقف"] > 0
    assert term.variants["هدن"] + term.variants["وقف"] == pytest.approx(1.0)


def test_words_that_only_ask_are_not_searched_for_and_spans_are_exact() -> None:
    text = "When did the truce start in 2016?"
    query = analyse_query(text, BRIDGE)
    assert [text[term.start : term.end] for term in query.terms] == ["truce", "start", "2016"]
    assert query.language == "en"


def test_a_question_of_stop_words_alone_is_searched_with_all_of_them() -> None:
    assert [term.term for term in analyse_query("who is it", BRIDGE).terms] == ["who", "is", "it"]
    assert analyse_query("", BRIDGE).terms == ()


def test_a_number_stands_for_itself_in_both_digit_sets() -> None:
    assert [dict(term.variants) for term in analyse_query("٢٧", BRIDGE).terms] == [{"27": 1.0}]


def test_names_are_told_by_capitals_inside_the_question_or_by_being_unknown() -> None:
    names = {term.text: term.is_name for term in analyse_query("Truce: did Kerry start gatilov truce?", BRIDGE).terms}
    assert names == {"Truce": False, "Kerry": True, "start": False, "gatilov": True, "truce": False}


def test_an_arabic_question_reaches_english_passages() -> None:
    (term,) = analyse_query("الهدنة", BRIDGE).terms
    assert set(term.variants) == {stem("هدنة"), "truce"}


@pytest.mark.parametrize("form", ["سيهدن", "هدنت", "تهدنوا"])
def test_an_unknown_form_of_a_known_word_is_translated_with_less_trust(form: str) -> None:
    (known,) = analyse_query("هدن", BRIDGE).terms
    (guessed,) = analyse_query(form, BRIDGE).terms
    assert set(guessed.variants) == {stem(form), "truce"}
    assert guessed.weight < known.weight
