"""A query is widened by other wordings of its concepts, which weigh less than its own words."""

from __future__ import annotations

from rag.language.analysis import stem
from rag.language.bridge import shipped_bridge
from rag.search.query import analyse_query
from rag.search.widen import concept_terms


def test_the_other_wordings_of_a_concept_are_searched_too() -> None:
    """Who asks for a truce also wants a cessation of hostilities, in both languages."""
    query = analyse_query("When did the truce start?", shipped_bridge())
    added = concept_terms(query)
    variants = {variant for term in added for variant in term.variants}
    assert {stem("ceasefire"), stem("الهدنة")} <= variants


def test_a_concept_counts_less_than_the_words_that_name_it() -> None:
    """The added terms weigh less than the question's own words, and name the words of the question that they stand for."""
    query = analyse_query("متى بدأت الهدنة؟", shipped_bridge())
    added = concept_terms(query)
    assert added
    assert all(0 < term.emphasis < 1 for term in added)
    assert all(query.text[term.start : term.end] == term.text for term in added)


def test_a_query_that_words_no_concept_adds_nothing() -> None:
    """Names and unknown words have no other wording."""
    assert concept_terms(analyse_query("Zxqv Brtk", shipped_bridge())) == ()
