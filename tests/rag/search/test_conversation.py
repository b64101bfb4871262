"""A follow-up is searched with the words of what was asked before, and no other question is."""

from __future__ import annotations

import pytest

from rag.language.bridge import shipped_bridge
from rag.search.conversation import carry_subject, is_follow_up
from rag.search.query import Query, analyse_query
from rag.values import Turn

FIRST = "When did the dockers of Beirut strike?"


def analyse(text: str) -> Query:
    return analyse_query(text, shipped_bridge())


@pytest.mark.parametrize(
    "text", ["and why?", "Who said it?", "How many were they?", "ولماذا؟", "ومن قاله؟", "متى حدث ذلك؟"]
)
def test_what_leans_on_the_question_before_is_a_follow_up(text: str) -> None:
    """A conjunction, a pronoun or no subject of its own."""
    assert is_follow_up(analyse(text))


@pytest.mark.parametrize(
    "text",
    ["When did the wheat prices rise in Egypt?", "متى ارتفعت أسعار القمح في مصر؟", "Who won the Cairo derby in May?"],
)
def test_a_question_with_a_subject_of_its_own_is_none(text: str) -> None:
    """Nothing is carried into it."""
    assert not is_follow_up(analyse(text))
    assert carry_subject(text, [Turn(FIRST, "Monday")], analyse) == analyse(text)


def test_the_words_asked_before_are_carried_and_weigh_less() -> None:
    """The follow-up's own words keep their weight; the spans of all are into the query's text."""
    query = carry_subject("and why?", [Turn(FIRST, "On Monday, says the Harbour Mail.")], analyse)
    assert query.text.startswith("and why?")
    carried = {term.text: term for term in query.terms}
    assert {"dockers", "Beirut", "strike"} <= set(carried)
    assert all(query.text[term.start : term.end] == term.text for term in query.terms)
    plain = {term.text: term for term in analyse(FIRST).terms}
    assert all(carried[word].emphasis < plain[word].emphasis for word in ("dockers", "Beirut", "strike"))


def test_no_word_of_an_answer_is_carried() -> None:
    """An answer may be wrong; only what the person asked is searched again."""
    query = carry_subject("and why?", [Turn(FIRST, "Zanzibar", ("a1",))], analyse)
    assert "Zanzibar" not in query.text


def test_a_follow_up_of_a_follow_up_reaches_the_subject() -> None:
    """The chain is followed back to the question that names something, and no further."""
    turns = [Turn("What is the price of bread in Amman?", ""), Turn(FIRST, ""), Turn("and who led them?", "")]
    query = carry_subject("and why?", turns, analyse)
    assert "Beirut" in query.text
    assert "bread" not in query.text


def test_a_first_question_stands_alone() -> None:
    """Without a conversation the query is that of the text."""
    assert carry_subject("and why?", [], analyse) == analyse("and why?")
