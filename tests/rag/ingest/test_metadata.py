"""Metadata: days as they are written, outlets as they sign, nothing guessed."""

from __future__ import annotations

from datetime import date

import pytest

from rag.ingest.metadata import NotADay, Stated, date_line, day_of, language_code, prefer
from rag.ingest.outlets import credit_line, dateline_credit

TODAY = date(2026, 1, 31)

DAYS = {
    "2019-03-14": date(2019, 3, 14),
    "2019-03-14T23:30:00-08:00": date(2019, 3, 14),
    "2019-03-14T233000": date(2019, 3, 14),
    "20190314": date(2019, 3, 14),
    "09/04/2017": date(2017, 4, 9),
    "14.03.2019 08:05": date(2019, 3, 14),
    "٠٩/٠٤/٢٠١٧": date(2017, 4, 9),
    "14 آذار 2019": date(2019, 3, 14),
    "14 مارس/آذار 2019": date(2019, 3, 14),
    "Thu, 14 Mar 2019 08:05:00 GMT": date(2019, 3, 14),
    "March 14, 2019": date(2019, 3, 14),
    "2026-02-01": date(2026, 2, 1),  # tomorrow: it may be that day already where it was written
}


@pytest.mark.parametrize(("words", "day"), DAYS.items())
def test_a_stated_day_is_the_day_as_written(words: str, day: date) -> None:
    """ISO is ISO, other numbers are day first, a time zone moves nothing."""
    assert day_of(words, day_first=True, today=TODAY) == day


def test_month_first_is_a_setting() -> None:
    """The same numbers are another day where the setting says so."""
    assert day_of("09/04/2017", day_first=False, today=TODAY) == date(2017, 9, 4)


@pytest.mark.parametrize(
    "words",
    ["2019", "2019-03", "March 2019", "31/02/2019", "2019-13-01", "yesterday", "2026-02-02", "1066-10-14", "Flood of 14 March 2019", "0"],
)  # fmt: skip
def test_what_is_no_whole_possible_day_is_refused(words: str) -> None:
    """Half dates, impossible ones, the future, the time before newspapers, and text are no day of publication."""
    with pytest.raises(NotADay):
        day_of(words, day_first=True, today=TODAY)


def test_a_sentence_with_a_date_is_no_date_line() -> None:
    """Only a line that holds nothing else states the day of the article."""
    assert date_line("وصل في 14 آذار 2019", day_first=True, today=TODAY) is None
    line = date_line("الخميس 14 آذار 2019 - الساعة 08:05 بتوقيت دمشق", day_first=True, today=TODAY)
    assert line is not None
    assert line.published == date(2019, 3, 14)


CREDITS = {
    "سيريانيوز": "سيريانيوز",
    "عواصم-سانا": "سانا",
    "دمشق – رويترز": "رويترز",
    "بغداد/ شفق نيوز": "شفق نيوز",
    "وكالات": "وكالات",
    "(رويترز)": "رويترز",
    "-أ ف ب-": "أ ف ب",
    "أ.ف.ب": "أ.ف.ب",
    "London (AFP)": "AFP",
    "المصدر: صحيفة الوادي": "صحيفة الوادي",
    "Source: The Valley Post": "The Valley Post",
    "صحيفة الوطن": "صحيفة الوطن",
}


@pytest.mark.parametrize(("line", "outlet"), CREDITS.items())
def test_a_credit_line_names_its_outlet(line: str, outlet: str) -> None:
    """An outlet alone, after a place, in brackets, with dots or after a label."""
    assert credit_line(line) == outlet


@pytest.mark.parametrize(
    "line",
    ["العالم", "الوطن", "Map", "سامر العلي", "قالت رويترز إن الجسر فتح", "الرئيسية - العالم", "رويترز؟", "", "سوريا - أخبار"],
)  # fmt: skip
def test_other_lines_credit_nobody(line: str) -> None:
    """Sections, names of people, words that are outlets elsewhere, and sentences are no credits."""
    assert credit_line(line) is None


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        ("London (Reuters) - The bridge opened", "Reuters"),
        ("PARIS, Jan 5 (AFP) - The bridge opened", "AFP"),
        ("موسكو - رويترز - قال مصدر", "رويترز"),
        ("دمشق - سانا: أعلن", "سانا"),
        ("وقالت رويترز - وهي وكالة - إن الجسر فتح", None),
        ("العمدة (سامر) - افتتح الجسر", None),
    ],
)
def test_a_dateline_names_its_agency(text: str, outlet: str | None) -> None:
    """A place and an agency, set off by a dash or brackets, open a report."""
    assert dateline_credit(text) == outlet


def test_the_first_statement_counts_and_an_empty_one_says_nothing() -> None:
    """What the file says goes before what the table says, name by name."""
    file = Stated.of({"title": "A", "source": " ", "published": None})
    table = Stated.of({"title": "B", "source": "C"})
    assert prefer(file, table) == Stated(title="A", source="C")


@pytest.mark.parametrize(
    ("stated", "code"), [("ar-SY", "ar"), ("EN", "en"), ("Arabic", "ar"), ("", None), ("عربي", "ar"), ("?", None)]
)
def test_languages_are_codes(stated: str, code: str | None) -> None:
    """A region or a name of a language says its code."""
    assert language_code(stated) == code
