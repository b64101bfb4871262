"""Laws that hold for every text, day and interval."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.language.dates import arabic_relative, arabic_years, find_dates, format_interval, numeric
from rag.language.dates.calendar import (
    hijri_month,
    hijri_to_gregorian,
    hijri_year_of,
    month_interval,
    part_of_month,
    part_of_year,
    year_interval,
)
from rag.language.dates.plain import plain
from rag.values import Language, Precision, digit_runs
from tests.bench.dates import expressions

DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2049, 12, 31))
LANGUAGES = st.sampled_from(["ar", "en"])
ANCHORS = st.none() | st.dates(min_value=date(1990, 1, 1), max_value=date(2030, 12, 31))
# Words of dates in any order: near misses are where spans and intervals go wrong.
WORDS = st.lists(
    st.sampled_from(
        "27 11 و12 شباط فبراير/شباط آذار كانون الثاني الأول تشرين يوم السبت الأحد الماضي المقبل الحالي من إلى حتى - / 2016 ٢٠١٦ عام منتصف نهاية شهر رمضان "
        "1437 أمس قبل يومين أسبوع بعد منذ ثلاثة أشهر الثاني عشر العشرين 30 31 29 February Feb. May march 1st last next Saturday between and to early mid "
        "late in of the 2010s quarter first week ago two 20.02.2016 2016-02-30 ، . , ( )".split()
    ),
    max_size=12,
).map(" ".join)


@given(st.text(max_size=300) | WORDS, ANCHORS)
def test_spans_are_exact_and_apart(text: str, anchor: date | None) -> None:
    """Whatever the text, each mention stands where its span says and none overlap."""
    mentions = find_dates(text, anchor=anchor)
    assert all(text[mention.start : mention.end] == mention.text == mention.text.strip() for mention in mentions)
    assert all(a.end <= b.start for a, b in pairwise(mentions))


# Every kind of expression that a rule is spared for where a text lacks what it needs.
SPARED = st.lists(
    st.sampled_from(
        "السبت والأحد الاثنين الجمعة يوم صباح مساء أمس الأول أول من غدا الغد بعد غد البارحة الليلة الماضية هذه اليوم الثمانينات التسعينيات من القرن الماضي "
        "الربع الثلاثي النصف الثاني الأخير هذا العام رجب شعبان شهر رمضان 1437 2016 بتاريخ 5/4 05/04/16 2016-02-20 20 . 02 / 1 -".split()
    ),
    max_size=8,
).map(" ".join)


@given(SPARED)
def test_a_rule_that_is_not_tried_would_have_found_nothing(text: str) -> None:
    """Wherever a rule matches whole words, what it needs stands in the text; the calendar's rules, one of which its need narrows, are left out."""
    words = plain(text).text
    for rule in (*numeric.rules(day_first=True), *arabic_years.RULES, *arabic_relative.RULES):
        tried = rule.needs is None or rule.needs.search(words)
        assert tried or rule.pattern.search(words) is None


@given(WORDS, ANCHORS)
def test_an_interval_never_ends_before_it_begins(text: str, anchor: date | None) -> None:
    """Both ends are known or neither, and the first is not after the last."""
    for mention in find_dates(text, anchor=anchor):
        assert (mention.since is None) == (mention.until is None)
        assert mention.since is None or mention.until is None or mention.since <= mention.until


@given(WORDS)
def test_without_an_anchor_no_year_comes_from_nowhere(text: str) -> None:
    """Without a day of writing a date has a year only if its words hold a number of a year or a decade."""
    for mention in find_dates(text, anchor=None):
        assert not mention.anchored
        if mention.since:
            assert any(len(run) == 4 for run in digit_runs(mention.text)), mention


@given(WORDS, st.dates(min_value=date(1990, 1, 1), max_value=date(2030, 12, 31)))
def test_what_is_computed_accounts_for_every_digit(text: str, anchor: date) -> None:
    """A reader finds each number of a date in its words or in how it was computed."""
    for mention in find_dates(text, anchor=anchor):
        assert mention.since
        assert mention.until
        shown = digit_runs(format_interval(mention.since, mention.until, mention.precision, "en"))
        assert shown <= digit_runs(f"{mention.text} {mention.computed or ''}"), mention


@pytest.mark.parametrize("zero", ["٠", "۰"])
def test_digits_of_any_script_say_the_same(zero: str) -> None:
    """Arabic and Persian digits give the same intervals as Latin ones."""
    other = str.maketrans({str(value): chr(ord(zero) + value) for value in range(10)})
    for case in expressions():
        latin = find_dates(case.text, anchor=case.anchor)
        local = find_dates(case.text.translate(other), anchor=case.anchor)
        assert [(m.since, m.until, m.start) for m in latin] == [(m.since, m.until, m.start) for m in local], case.text


def _reads_back(since: date, until: date, precision: Precision, language: Language) -> None:
    shown = format_interval(since, until, precision, language)
    assert [(m.since, m.until) for m in find_dates(shown, anchor=None)] == [(since, until)], shown


@given(DAYS, st.integers(min_value=0, max_value=900), LANGUAGES)
def test_a_written_range_reads_back(since: date, length: int, language: Language) -> None:
    """An interval written for a reader is found again as the same interval."""
    until = min(since + timedelta(days=length), date(2049, 12, 31))
    _reads_back(since, until, "day" if since == until else "range", language)


@given(st.integers(min_value=1901, max_value=2049), st.integers(min_value=1, max_value=12), LANGUAGES)
def test_written_months_years_and_parts_read_back(year: int, month: int, language: Language) -> None:
    """Months, years and thirds of them are found again as the same intervals."""
    _reads_back(*month_interval(year, month), "month", language)
    for part in ("early", "mid", "late"):
        _reads_back(*part_of_month(year, month, part), "part", language)
        _reads_back(*part_of_year(year, part), "part", language)
    if year < 2049:
        _reads_back(*year_interval(year, year + 1), "range", language)


@given(st.integers(min_value=1300, max_value=1500), st.integers(min_value=1, max_value=12))
def test_islamic_months_follow_one_another(year: int, month: int) -> None:
    """A month of the Islamic calendar has 29 or 30 days, the next begins the day after, and its year is found again."""
    since, until = hijri_month(year, month)
    following = (year, month + 1) if month < 12 else (year + 1, 1)
    assert (until - since).days + 1 in {29, 30}
    assert hijri_to_gregorian(*following, 1) == until + timedelta(days=1)
    assert hijri_year_of(since) == hijri_year_of(until) == year


def test_known_islamic_days() -> None:
    """The arithmetic calendar agrees with days announced, within a day: 1 Ramadan 1438, 1440 and 1442."""
    announced = {1438: date(2017, 5, 27), 1440: date(2019, 5, 6), 1442: date(2021, 4, 13)}
    for year, day in announced.items():
        assert abs((hijri_to_gregorian(year, 9, 1) - day).days) <= 1


@pytest.mark.parametrize(
    "unit",
    [
        "1",
        "12 و",
        "12, ",
        "12 and ",
        "شباط ",
        "شباط/",
        "يوم السبت ",
        "منذ أكثر من ",
        "2016-",
        "12/12/",
        "the end of ",
        "Feb 1-",
        " ",
        "الثاني و",
    ],
)
def test_long_runs_of_the_words_of_dates_are_read(unit: str) -> None:
    """A text made to keep a reader of dates busy is read like any other: the patterns do not go over it again and again."""
    text = unit * (4000 // len(unit)) + " شباط 2016 February 2016"
    mentions = find_dates(text, anchor=date(2016, 4, 30))
    assert mentions[-1].since == date(2016, 2, 1)


def test_a_long_text_of_many_dates_is_read_like_each_of_its_sentences() -> None:
    """What is found does not depend on how many dates an article holds; none overlap."""
    one = "The council met on 3 May 2016 and again on Tuesday 10 May 2016.\n"
    many = find_dates(one * 500, anchor=date(2016, 9, 1))
    single = find_dates(one, anchor=date(2016, 9, 1))
    assert [mention.since for mention in many] == [mention.since for mention in single] * 500
    assert all(left.end <= right.start for left, right in pairwise(many))
