"""Refusals: what is missing is named, what came nearest is shown, a denial is told word for word."""

from __future__ import annotations

from dataclasses import replace

from rag.answer.extract import judged
from rag.answer.refuse import contradict, refuse
from rag.values import Coverage
from tests.rag.answer.asking import QUESTION, request
from tests.rag.answer.passages import evidence


def test_a_refusal_names_what_is_missing_and_shows_the_nearest_articles_once() -> None:
    """The words of the hard reasons come first; each article is shown once."""
    asked = request("When will the repairs of the Zorvak dam be finished?")
    tried = judged(asked)
    answer = refuse(asked, asked.matcher(), [one.window for one in tried], tried[0])
    assert answer.status == "abstained"
    assert answer.missing == ("Zorvak",)
    assert "“Zorvak”" in (answer.reason or "")
    assert [near.article.id for near in answer.nearest] == ["dam", "valley"]


def test_words_that_say_little_are_not_named_as_missing() -> None:
    """Only what carries a share of the question is said to be missing."""
    asked = request("How much did the repairs of the dam in the valley cost?")
    tried = judged(asked)
    assert "much" not in refuse(asked, asked.matcher(), [one.window for one in tried], tried[0]).missing


def test_a_refusal_speaks_the_askers_language() -> None:
    """An Arabic question is refused in Arabic."""
    asked = request("متى استقال زرفاكون؟")
    assert "الأرشيف" in (refuse(asked, asked.matcher(), [], None).reason or "")


def test_an_empty_archive_says_so() -> None:
    """Nothing was missing from a passage: there is none."""
    asked = replace(request(QUESTION, ()), coverage=Coverage(1, 0, None, None, None))
    answer = refuse(asked, asked.matcher(), [])
    assert answer.reason == "The archive holds no articles."
    assert answer.nearest == ()


def test_a_contradiction_quotes_the_denial_with_its_outlet() -> None:
    """The reader sees the words that deny what was supposed, and whose they are."""
    denial = evidence("The council will not sell the library.", name="denial", source="Vesk Daily")
    asked = request("When did the council sell the library?", (denial,))
    answer = contradict(asked, [one.window for one in judged(asked)])
    assert answer.status == "abstained"
    assert "According to Vesk Daily: “The council will not sell the library.”" in (answer.reason or "")


def test_words_that_stand_side_by_side_are_missing_as_one() -> None:
    """A reader looks for the whole name, and not for its parts; a verb behind it is no part of it."""
    asked = request("When did Omar Zorvak inspect the dam of the valley?")
    tried = judged(asked)
    answer = refuse(asked, asked.matcher(), [one.window for one in tried], tried[0])
    assert answer.missing[0] == "Omar Zorvak"
    assert "“Zorvak”" not in (answer.reason or "")


def test_a_number_that_is_told_nowhere_is_said_to_be_missing() -> None:
    """Every word of the question may be met, and what it asks for still stand nowhere."""
    quiet = evidence("The council of Vesk bought new lorries for its fire brigade.", name="quiet", title="New lorries")
    asked = request("How many new lorries did the council of Vesk buy?", (quiet,))
    tried = judged(asked)
    answer = refuse(asked, asked.matcher(), [one.window for one in tried], tried[0])
    assert answer.missing == ()
    assert answer.reason == "The archive does not say: what comes closest tells no number of it."
