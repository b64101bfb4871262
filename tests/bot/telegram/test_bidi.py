"""Names, numbers and links of one direction do not scramble lines of the other."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.bidi import FSI, LRM, PDI, RLM, clean, directed, is_arabic, isolate, isolate_runs


def test_controls_of_foreign_text_are_removed() -> None:
    """An override in a title cannot turn the text after it."""
    assert clean("a\u202eb\u2066c\u200fd\x00e\ufefff") == "abcdef"


def test_line_ends_of_every_kind_become_line_feeds() -> None:
    """CR LF, line and paragraph separators are line ends; a tab is a blank."""
    assert clean("a\r\nb\u2028c\u2029d\te\rf") == "a\nb\nc\nd e\nf"


@given(st.text())
def test_isolates_balance(text: str) -> None:
    """Whatever the text holds, each line opens one isolate and closes it."""
    for line in isolate(text).split("\n"):
        assert line.count(FSI) == line.count(PDI) <= 1


@given(st.text(alphabet="ab جسر 12“”«».,\n\u202e"), st.sampled_from(["ar", "en"]))
def test_isolating_runs_changes_no_words(text: str, language: str) -> None:
    """Isolating runs adds balanced marks and nothing else."""
    marked = isolate_runs(text, language)
    assert re.sub(f"[{FSI}{PDI}]", "", marked) == clean(text)
    assert marked.count(FSI) == marked.count(PDI)


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("said جسر قديم today", "en", f"said {FSI}جسر قديم{PDI} today"),
        ("on 14 آذار 2021 at noon", "en", f"on {FSI}14 آذار 2021{PDI} at noon"),
        ("قال «Valley Post» أمس", "ar", f"قال {FSI}«Valley Post»{PDI} أمس"),
        ("بحسب Valley Post: “Bridge opens.”", "ar", f"بحسب {FSI}Valley Post{PDI}: {FSI}“Bridge opens.”{PDI}"),
        ("nothing foreign, 2021", "en", "nothing foreign, 2021"),
    ],
)
def test_runs_take_their_numbers_and_quotation_marks_along(text: str, language: str, expected: str) -> None:
    """A run of the other direction is isolated with the numbers beside it, a quotation with its marks."""
    assert isolate_runs(text, language) == expected


@pytest.mark.parametrize(
    ("line", "language", "expected"),
    [
        ("[1] نص عربي", "ar", "[1] نص عربي"),
        ("[1] Latin – نص", "ar", f"{RLM}[1] Latin – نص"),
        (f"{FSI}Latin{PDI} – نص", "ar", f"{RLM}{FSI}Latin{PDI} – نص"),
        ("<b>2016</b>", "ar", f"{RLM}<b>2016</b>"),
        ("[1] نص – Latin", "en", f"{LRM}[1] نص – Latin"),
        ("plain words", "en", "plain words"),
        ("<blockquote>نص</blockquote>", "en", "<blockquote>نص</blockquote>"),
        ("", "ar", ""),
    ],
)
def test_line_starts_with_a_mark_when_it_could_turn(line: str, language: str, expected: str) -> None:
    """A line whose first strong letter is of the other direction, in or out of isolates, gets a mark; tags do not count."""
    assert directed(line, language) == expected


def test_language_is_that_of_most_letters() -> None:
    """A name in Latin letters does not make an Arabic sentence English; digits say nothing."""
    assert is_arabic("قال Kerry إن الهدنة بدأت")
    assert not is_arabic("2016")
