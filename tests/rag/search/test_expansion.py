"""Expansion: a question reaches the spellings and inflections that the archive holds, less than the word itself."""

from __future__ import annotations

import pytest

from rag.index.sparse import SparseIndex
from rag.language.analysis import stem, terms
from rag.language.bridge import Bridge
from rag.search.expansion import expand, sounding_like, widened
from rag.search.query import analyse_query

BRIDGE = Bridge.build([("munich", "ميونخ", 0.8)], most=5)


@pytest.mark.parametrize(
    ("asked", "held"),
    [("ميونخ", "ميونيخ"), ("سوريا", "بسوريا"), ("دمشق", "لدمشق"), ("اتفاقية", "الاتفاقيات"), ("المحاصرة", "محاصرتها")],
)
def test_a_word_reaches_the_form_that_the_archive_holds(asked: str, held: str) -> None:
    index = SparseIndex.build([terms(f"وصل {held} أمس"), terms("خبر آخر")])
    assert 0 < widened({stem(asked): 1.0}, index).get(stem(held), 0.0) <= 1.0


def test_the_word_itself_counts_most() -> None:
    index = SparseIndex.build([["ميونخ"], ["ميونيخ"]])
    shares = widened({"ميونخ": 1.0}, index)
    assert shares["ميونخ"] == 1.0 > shares["ميونيخ"] > 0


def test_a_translation_reaches_its_other_spelling_too() -> None:
    index = SparseIndex.build([terms("اجتماع ميونيخ"), terms("اجتماع جنيف")])
    groups = [expand(term, index, BRIDGE.names) for term in analyse_query("Munich", BRIDGE).terms]
    scores = index.group_scores(index.held(groups))
    assert scores[0] > 0 == scores[1]


def test_numbers_are_never_widened() -> None:
    index = SparseIndex.build([["2016"], ["20161"]])
    assert widened({"2016": 1.0}, index) == {"2016": 1.0}


@pytest.mark.parametrize(
    ("asked", "held"),
    [
        ("Gatilov", "غاتيلوف"), ("Gentiloni", "جنتيلوني"), ("Washington", "واشنطن"), ("Alexander", "ألكسندر"), ("Zakharova", "زاخاروفا"),
        ("بورتنيكوف", "Bortnikov"), ("ستولتنبرغ", "Stoltenberg"), ("زيلينسكي", "Zelensky"),
    ],
)  # fmt: skip
def test_a_name_is_found_as_it_is_written_in_the_other_script(asked: str, held: str) -> None:
    index = SparseIndex.build([terms(f"{held} وصل"), terms("خبر قصير عن دمشق وحلب"), terms("a short report on Aleppo")])
    found = sounding_like(stem(asked), index, Bridge.open().names)
    assert max(found, key=lambda term: found[term]) == stem(held)


def test_a_common_word_is_not_taken_for_a_name_of_the_archive() -> None:
    index = SparseIndex.build([terms("وصلت قافلة إلى حلب ودمشق واجتمع الوزير مع السفير")])
    assert sounding_like("agreement", index, Bridge.open().names) == {}
