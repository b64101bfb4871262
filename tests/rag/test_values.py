"""Values refuse what a reader could not check."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.values import (
    Answer,
    ArticleCard,
    Citation,
    Claim,
    Disagreement,
    Passage,
    Quote,
    ShortAnswer,
    Statement,
    Timeline,
    TimelineEvent,
    digit_runs,
)

BODY = "The bridge is 640 metres long and was opened on 18 May 2024. It cost 12 million dinars."
CARD = ArticleCard("a1", "Bridge", "Courier", date(2024, 5, 20), None, "en", "a1.md")
PASSAGE = Passage("a1", 0, len(BODY), BODY)


def citation(number: int, start: int = 0, end: int = 29) -> Citation:
    """Return a citation of part of the article."""
    return Citation(number, Quote("a1", start, end, BODY[start:end]), PASSAGE, CARD)


def answer(statements: tuple[Statement, ...], citations: tuple[Citation, ...], **more: object) -> Answer:
    """Return an answer of these statements."""
    return Answer("1", "How long is the bridge?", "en", "answered", statements, citations, **more)  # type: ignore[arg-type]


LONG = Statement("The bridge is 640 metres long.", (1,))


def test_a_statement_with_its_source_is_accepted() -> None:
    """The plain text carries the marks."""
    assert answer((LONG,), (citation(1),)).text == "The bridge is 640 metres long. [1]"


@pytest.mark.parametrize(
    ("statements", "citations", "told"),
    [
        ((), (), "at least one statement"),
        ((replace(LONG, citations=()),), (citation(1),), "no citation"),
        ((replace(LONG, citations=(2,)),), (citation(1),), "unknown citations"),
        ((replace(LONG, citations=(0,)),), (citation(1),), "unknown citations"),
        ((LONG,), (citation(2),), "1..n"),
        ((LONG,), (citation(1), citation(3)), "1..n"),
        ((LONG,), (citation(1), citation(1)), "1..n"),
        ((LONG,), (citation(1), citation(2)), "each is used"),
        ((replace(LONG, citations=(2, 1)),), (citation(1), citation(2)), "order of first use"),
        ((replace(LONG, text="The bridge is 650 metres long."),), (citation(1),), "numbers without a source"),
        ((replace(LONG, text="It was opened in 2024."),), (citation(1),), "numbers without a source"),
        ((replace(LONG, text="طول الجسر ٦٥٠ مترا."),), (citation(1),), "numbers without a source"),
    ],
)
def test_an_answer_that_cannot_be_checked_is_refused(
    statements: tuple[Statement, ...], citations: tuple[Citation, ...], told: str
) -> None:
    """No citation, an unknown one, gaps, disorder, a number from nowhere: each raises."""
    with pytest.raises(ValueError, match=re.escape(told)):
        answer(statements, citations)


@pytest.mark.parametrize("text", ["طول الجسر ٦٤٠ مترا.", "The bridge is 0640 metres long.", "The bridge is long."])
def test_digits_of_either_set_have_one_source(text: str) -> None:
    """A figure is the same in both digit sets; no figure needs no source."""
    assert answer((replace(LONG, text=text),), (citation(1),)).statements


def test_a_computed_value_accounts_for_its_digits() -> None:
    """How a day follows is told, and its figures count as told."""
    assert answer(
        (Statement("It was opened on 2024-05-18.", (1,), "«last Saturday» is 2024-05-18"),), (citation(1),)
    ).statements


@pytest.mark.parametrize(
    "more",
    [
        {"statements": (LONG,)},
        {"citations": (citation(1),)},
        {"short_answer": ShortAnswer("number", "640", "640 metres")},
    ],
)
def test_an_abstention_makes_no_statements(more: dict[str, object]) -> None:
    """Who does not answer, answers nothing."""
    with pytest.raises(ValueError, match="abstention"):
        Answer("1", "q", "en", "abstained", **more)  # type: ignore[arg-type]


def test_a_disagreement_may_cite_what_no_statement_cites() -> None:
    """The other side's source comes after those of the statements."""
    claim = Claim("640", "640 metres", (2,), "Courier", None)
    of = Disagreement("number", (claim,), "The sources differ.")
    assert answer((LONG,), (citation(1), citation(2, 30, 59)), disagreements=(of,)).citations[1].number == 2


def test_a_quote_and_a_passage_hold_their_span() -> None:
    """A span that cannot hold the text is refused, and an empty quote."""
    for bad in (("x", 0, 2), ("", 0, 0), ("  ", 0, 2)):
        with pytest.raises(ValueError, match="quote"):
            Quote("a1", bad[1], bad[2], bad[0])
    with pytest.raises(ValueError, match="passage"):
        Passage("a1", 0, 3, "four")


@settings(deadline=None)
@given(st.text(max_size=60))
def test_digit_runs_are_plain_numbers(text: str) -> None:
    """Whatever the script, runs are ASCII without leading zeros, and reading them again changes nothing."""
    runs = digit_runs(text)
    assert all(re.fullmatch(r"0|[1-9][0-9]*", run) for run in runs)
    assert digit_runs(" ".join(runs)) == runs


@settings(deadline=None)
@given(st.lists(st.lists(st.integers(1, 4), max_size=3), min_size=1, max_size=4), st.integers(0, 4))
def test_citations_are_taken_exactly_when_they_run_in_order_of_first_use(used: list[list[int]], count: int) -> None:
    """Any use of numbers is accepted if and only if a reader could follow it."""
    statements = tuple(Statement("The bridge is long.", tuple(dict.fromkeys(numbers))) for numbers in used)
    citations = tuple(citation(number, 0, 20 + number) for number in range(1, count + 1))
    first_use = list(dict.fromkeys(number for numbers in used for number in numbers))
    right = all(used) and first_use == list(range(1, count + 1))
    try:
        answer(statements, citations)
    except ValueError:
        assert not right
    else:
        assert right


@settings(deadline=None)
@given(st.integers(0, 10**6), st.integers(0, len(BODY) - 1), st.integers(1, 40))
def test_a_number_passes_only_with_a_source(number: int, start: int, length: int) -> None:
    """The quotation, as long as it is, decides."""
    end = min(len(BODY), start + length)
    if not BODY[start:end].strip():
        return
    held = str(number) in digit_runs(BODY[start:end])
    try:
        answer((Statement(f"The figure is {number}.", (1,)),), (citation(1, start, end),))
    except ValueError:
        assert not held
    else:
        assert held


def test_a_timeline_refuses_what_could_not_be_checked() -> None:
    """Events carry citations in order of first use and stand in order of time, those without a year last."""
    first = TimelineEvent(date(2024, 5, 18), date(2024, 5, 18), "day", "18 May 2024", "It was opened.", (1,))
    later = replace(first, since=date(2024, 6, 1), until=date(2024, 6, 1), citations=(2,))
    unknown = replace(first, since=None, until=None, citations=(2,))
    both = (citation(1), citation(2, 30, 59))
    assert Timeline("q", "en", (first, later), both).events
    assert Timeline("q", "en", (first, unknown), both).events
    for events, citations in (
        ((later, first), both),
        ((unknown, first), both),
        ((replace(first, citations=()),), ()),
        ((first,), both),
        ((first, replace(later, since=date(2020, 1, 1))), both),
    ):
        with pytest.raises(ValueError, match=r"citation|order"):
            Timeline("q", "en", events, citations)
