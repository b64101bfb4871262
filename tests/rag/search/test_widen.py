"""A query is widened by other wordings of its concepts, which weigh less than its own words."""

from __future__ import annotations

from rag.language.analysis import stem
from rag.language.gazetteer import shipped_bridge
from rag.search.query import analyse_query
from rag.search.widen import widen


def test_the_other_wordings_of_a_concept_are_searched_too() -> None:
    """Who asks for a truce also wants a cessation of hostilities, in both languages."""
    query = analyse_query("When did the truce start?", shipped_bridge())
    added = widen(query).terms[len(query.terms) :]
    variants = {variant for term in added for variant in term.variants}
    assert {stem("ceasefire"), stem("الهدنة")} <= variants


def test_the_questions_own_words_stay_as_they_are() -> None:
    """Widening adds after the own terms, at a lower weight, with spans into the same text."""
    query = analyse_query("متى بدأت الهدنة؟", shipped_bridge())
    wide = widen(query)
    assert wide.terms[: len(query.terms)] == query.terms
    assert wide.text == query.text
    assert all(0 < term.emphasis < 1 for term in wide.terms[len(query.terms) :])
    assert all(wide.text[term.start : term.end] == term.text for term in wide.terms)


def test_a_query_that_words_no_concept_is_left_alone() -> None:
    """Names and unknown words have no other wording."""
    query = analyse_query("Zxqv Brtk", shipped_bridge())
    assert widen(query) == query
