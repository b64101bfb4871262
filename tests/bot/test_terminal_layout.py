"""How lines lie on a terminal: direction, width, colour, counted words, and what may never reach it."""

from __future__ import annotations

import json
import re
import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.terminal.answers import answer_text, marks
from bot.terminal.layout import Line, Screen, clean, display_width, isolate, lay_out, reads_right_to_left
from bot.terminal.objects import answer_object, json_line
from bot.texts import age, coverage_sentence, day
from rag.values import (
    Answer,
    ArticleCard,
    Coverage,
    Statement,
)
from tests.bot.bridge import (
    ANSWERED_EN,
    DISAGREEING_AR,
    PIPE,
    TODAY,
    cited,
)


def strip_marks(text: str) -> str:
    return re.sub("[\u2066-\u2069]", "", text)


def test_arabic_lines_end_at_the_right_edge_of_a_terminal() -> None:
    """Every right-to-left line is padded to the width by its visible columns; vowel marks take none."""
    text = answer_text(DISAGREEING_AR, Screen(width=60), TODAY)
    rows = [strip_marks(row) for row in text.splitlines()]
    assert rows[0] == "27 شباط 2016".rjust(60)
    assert {display_width(row) for row in rows if row and row.startswith(" " * 8)} <= {60, 58, 56}
    vowels = lay_out([Line("قَالَ", rtl=True)], Screen(width=20))
    assert strip_marks(vowels) == " " * 17 + "قَالَ\n"


def test_every_terminal_row_closes_the_isolates_it_opens() -> None:
    """A long isolated title that is wrapped is isolated on each of its rows."""
    title = isolate("عنوان طويل جداً " * 20)
    for row in lay_out([Line(f"[1] {title} end")], Screen(width=40)).splitlines():
        depth = 0
        for character in row:
            depth += (character in "\u2066\u2067\u2068") - (character == "\u2069")
            assert depth >= 0
        assert depth == 0


def test_marks_of_an_arabic_line_are_read_from_the_right() -> None:
    """Each mark is an isolate of its own: two in one isolate would stand left to right, the second first."""
    assert marks((1, 2)) == "\u2068[1]\u2069 \u2068[2]\u2069"
    assert lay_out([Line(f"قال {marks((1, 2))}", rtl=True)], PIPE) == "قال [1] [2]\n"


def test_an_english_line_carries_no_hidden_marks() -> None:
    """An id or a path is copied from a terminal as it is; beside Arabic it stays isolated."""
    plain = lay_out([Line(f"id  {isolate('2016-02-12-munich')}")], Screen(width=60))
    assert plain == "id  2016-02-12-munich\n"
    assert "\u2068spring-3\u2069" in lay_out([Line(f"{isolate('spring-3')} {isolate('الجسر')}")], Screen(width=60))


def test_colour_only_where_the_screen_takes_it() -> None:
    """No escape sequence is written without colour, some are with it, and the words are the same."""
    plain = answer_text(ANSWERED_EN, Screen(width=80), TODAY)
    coloured = answer_text(ANSWERED_EN, Screen(width=80, colour=True), TODAY)
    assert "\x1b" not in plain
    assert coloured != plain
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain


HOSTILE = "\x1b]0;owned\x07\x9b2J\u202egnp.exe\u202c\r\nfake line"


def test_an_article_cannot_drive_the_terminal() -> None:
    """Escape sequences, carriage returns and direction overrides in titles, outlets and quotes never come through."""
    card = ArticleCard("h1", HOSTILE, HOSTILE, None, HOSTILE, "en", "h1.txt")
    answer = Answer(
        "0005",
        "What?",
        "en",
        "answered",
        (Statement(HOSTILE, (1,)),),
        (cited(1, card, HOSTILE, HOSTILE),),
        notes=(HOSTILE,),
    )
    for screen in (PIPE, Screen(width=60)):
        text = answer_text(answer, screen, TODAY)
        allowed = {"\n"} | set("\u2066\u2067\u2068\u2069")
        assert not [c for c in text if unicodedata.category(c) in {"Cc", "Cf"} and c not in allowed]
    assert "\x1b" not in json_line(answer_object(answer))
    assert "\x9b" not in json_line(answer_object(answer))
    assert json.loads(json_line(answer_object(answer)))["citations"][0]["title"] == HOSTILE


@given(st.text(max_size=400), st.integers(20, 100), st.booleans())
def test_wrapping_loses_no_word(text: str, width: int, rtl: bool) -> None:
    """The words of a cleaned text come out of any width in their order."""
    line = Line(clean(text), rtl)
    assert strip_marks(lay_out([line], Screen(width=width))).split() == clean(text).split()


@pytest.mark.parametrize(
    ("days", "english", "arabic"),
    [
        (0, "today", "اليوم"),
        (1, "yesterday", "أمس"),
        (2, "2 days ago", "قبل يومين"),
        (3, "3 days ago", "قبل 3 أيام"),
        (11, "11 days ago", "قبل 11 يوماً"),
        (14, "2 weeks ago", "قبل أسبوعين"),
        (61, "2 months ago", "قبل شهرين"),
        (365, "11 months ago", "قبل 11 شهراً"),
        (366 * 3, "3 years ago", "قبل 3 سنوات"),
        (365 * 40, "39 years ago", "قبل 39 سنة"),
        (365 * 104, "103 years ago", "قبل 103 سنوات"),
        (-1, "", ""),
    ],
)
def test_ages_are_counted_in_whole_units(days: int, english: str, arabic: str) -> None:
    """An age grows from days to weeks, months and years, and Arabic counts in its own forms."""
    published = date.fromordinal(TODAY.toordinal() - days)
    assert age(published, TODAY, "en") == english
    assert age(published, TODAY, "ar") == arabic


def test_days_carry_both_arabic_month_names() -> None:
    """A reader in Cairo and one in Damascus both find their month."""
    assert day(date(2016, 2, 27), "ar") == "27 شباط/فبراير 2016"
    assert day(date(2016, 2, 27), "en") == "27 February 2016"


def test_coverage_is_told_for_one_article_and_for_undated_ones() -> None:
    """One article has one day; articles without dates are counted without a span."""
    assert coverage_sentence(Coverage(1, 1, TODAY, TODAY, None), "en") == "Searched 1 article, of 22 November 2026."
    assert coverage_sentence(Coverage(1, 3, TODAY, TODAY, None), "en") == "Searched 3 articles, of 22 November 2026."
    partly = Coverage(1, 5, date(2016, 2, 20), TODAY, None, undated=3)
    assert coverage_sentence(partly, "en") == (
        "Searched 5 articles, 3 of them undated, the rest 20 February 2016 to 22 November 2026."
    )
    assert coverage_sentence(partly, "ar") == (
        "جرى البحث في 5 مقالات، منها 3 بلا تاريخ معروف، والباقي من 20 شباط/فبراير 2016 إلى 22 تشرين الثاني/نوفمبر 2026."
    )
    assert coverage_sentence(Coverage(1, 1, None, None, None), "en") == "Searched 1 article, which is not dated."
    assert coverage_sentence(Coverage(1, 3, None, None, None), "ar") == "جرى البحث في 3 مقالات بلا تاريخ معروف."


def test_direction_is_that_of_most_letters() -> None:
    """Digits and punctuation say nothing about direction, and a foreign name at the beginning does not turn a sentence."""
    assert reads_right_to_left("SANA نقلت عن الوزير")
    assert reads_right_to_left("27 شباط (Feb)")
    assert not reads_right_to_left("[1] SANA شباط")
    assert not reads_right_to_left("2016-02-27")
