"""Rehearsal questions: made of the archive's titles, each asked about in many forms."""

from __future__ import annotations

from rag.answer.rehearsal import rehearsal
from rag.language.analysis import language_of
from rag.search.question import read_question

TITLES = ["افتتاح ميناء جديد في المدينة", "Harbour workers end their strike", "ارتفاع أسعار الخبز"]


def test_each_title_is_asked_about_in_its_language_and_in_many_forms() -> None:
    """Every kind of question goes through stages of its own, so all kinds are asked."""
    asked = list(rehearsal(TITLES))
    assert len(set(asked)) == len(asked)
    for title in TITLES:
        read = [read_question(question) for question in asked if title in question]
        assert {one.language for one in read} == {language_of(title)}
        assert {"when", "who", "howmany", "where", "why"} <= {one.kind for one in read}


def test_a_short_rehearsal_speaks_of_every_title_once() -> None:
    """Who has time for three questions reads three articles, not one article three times."""
    first = list(rehearsal(TITLES))[: len(TITLES)]
    assert all(any(title in question for question in first) for title in TITLES)


def test_an_archive_without_titles_has_nothing_to_rehearse() -> None:
    """Blank titles make no question."""
    assert list(rehearsal([])) == []
    assert list(rehearsal([" "])) == []


def test_of_many_titles_some_are_taken_from_everywhere() -> None:
    """A large archive is sampled evenly; a title as long as an article is cut."""
    asked = list(rehearsal([f"title number {number}" + " word" * 1000 for number in range(3000)]))
    assert any("number 2" in question for question in asked)
    assert max(map(len, asked)) < 200
