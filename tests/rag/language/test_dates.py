"""Date expressions are found where they stand and resolved no further than the words and the anchor allow."""

from __future__ import annotations

from datetime import date

import pytest

from rag.language.dates import find_dates, format_interval, format_mention

ANCHOR = date(2016, 4, 30)


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("بدأت الهدنة في 27 شباط الماضي", "2016-02-27", "2016-02-27"),
        ("بدأت الهدنة يوم ٢٧ فبراير/شباط الماضي", "2016-02-27", "2016-02-27"),
        ("اتصل الوزيران في 10 نيسان الحالي", "2016-04-10", "2016-04-10"),
        ("اجتماع 11و12 شباط", "2016-02-11", "2016-02-12"),
        ("زار موسكو في منتصف تموز الماضي", "2015-07-11", "2015-07-20"),
        ("The truce began on Feb. 27, 2016.", "2016-02-27", "2016-02-27"),
        ("They met two days ago.", "2016-04-28", "2016-04-28"),
        ("نشر في 20.02.2016 مساء", "2016-02-20", "2016-02-20"),
    ],
)
def test_an_expression_resolves_against_the_anchor(text: str, since: str, until: str) -> None:
    """An expression becomes the interval that its words and the day of writing give."""
    (mention,) = find_dates(text, anchor=ANCHOR)
    assert (str(mention.since), str(mention.until)) == (since, until)
    assert text[mention.start : mention.end] == mention.text


def test_a_month_inside_another_word_is_none() -> None:
    """«الصفر» is zero, not the month of صفر: of a year after it only the year is read."""
    (mention,) = find_dates("ارتفع الإنتاج من الصفر سنة 2006 إلى ألف طن", anchor=ANCHOR)
    assert mention.text == "سنة 2006"


def test_no_year_is_invented() -> None:
    """Without an anchor a date that states no year keeps none, and is told so."""
    (mention,) = find_dates("بدأت الهدنة في 27 شباط الماضي", anchor=None)
    assert (mention.since, mention.until, mention.year) == (None, None, None)
    assert (mention.month, mention.day) == (2, 27)
    assert format_mention(mention, "en") == "27 February (year not stated)"
    assert format_mention(mention, "ar") == "27 شباط/فبراير (السنة غير مذكورة)"


def test_a_day_told_from_an_unknown_day_is_quoted() -> None:
    """Without an anchor "yesterday" is no day: the reader is given the words and told so."""
    (mention,) = find_dates("التقى الوزيران أمس", anchor=None)
    assert mention.since is None
    assert format_mention(mention, "en") == "«أمس» (counted from an unknown day)"


def test_intervals_are_written_for_readers() -> None:
    """A day, a part of a month and a range are written as a reader would say them."""
    day, part = date(2016, 2, 27), (date(2016, 7, 11), date(2016, 7, 20))
    assert format_interval(day, day, "day", "en") == "27 February 2016"
    assert format_interval(day, day, "day", "ar") == "27 شباط/فبراير 2016"
    assert format_interval(*part, "part", "en") == "mid-July 2016"
    assert format_interval(date(2016, 2, 11), date(2016, 2, 12), "range", "en") == "11–12 February 2016"
