"""Numbers are read in figures and in words, with what they count."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.language.numbers import find_numbers


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("انتهكت الفصائل الاتفاق 430 مرة", "430", "مرة"),
        ("شاركت ١٧ دولة في اللقاء", "17", "دولة"),
        ("وزعت ثلاثمئة وخمسة وعشرون ألف سلة غذائية", "325000", "سلة"),
        ("وصل مئتي شخص", "200", "شخص"),
        ("قتل خمسة عشر رجلا", "15", "رجلا"),
        ("جرحت اثنتا عشرة امرأة", "12", "امرأة"),
        ("بلغ العدد مليون ونصف مليون نسمة", "1500000", "نسمة"),
        ("شحنت ٥ آلاف طن", "5000", "طن"),
        ("كلفت 3 ملايين و200 ألف دولار", "3200000", "دولار"),
        ("قتل ١٬٢٠٠ شخص", "1200", "شخص"),
        ("قتل 1.200 شخص", "1200", "شخص"),
        ("شارك 10 000 عامل", "10000", "عامل"),
        ("ارتفع 21.3 بالمائة", "21.3", "%"),
        ("ارتفع 10 في المئة", "10", "%"),
        ("أسقط طائرتين", "2", "طائرة"),
        ("استمر يومين", "2", "يوم"),
        ("نصف مليون لاجئ", "500000", "لاجئ"),
        ("ألفين وخمسمئة كيلومتر", "2500", "كيلومتر"),
        ("هجرت الدول الخمس", "5", "الدول"),
        ("two dozen people left", "24", "people left"),
        ("seventeen countries", "17", "countries"),
        ("twenty-five thousand troops", "25000", "troops"),
        ("two hundred and five soldiers", "205", "soldiers"),
        ("1.5 million refugees", "1500000", "refugees"),
        ("a hundred men", "100", "men"),
        ("2.5% of voters", "2.5", "%"),
    ],
)
def test_a_number_has_a_value_and_what_it_counts(text: str, value: str, unit: str) -> None:
    """One number is read whole, with the noun that follows it."""
    (number,) = find_numbers(text)
    assert (number.value, number.unit) == (Decimal(value), unit)
    assert text[number.start : number.end] == number.text


@pytest.mark.parametrize(
    "text",
    [
        "في 20.02.2016",
        "الساعة 10:30",
        "فاز 3-2",
        "خسر 1-3 أمام ضيفه",
        "موسم 2016-2017 موسم صعب",
        "الهدف الثالث",
        "the twenty-first century",
        "الدور نصف النهائي",
        "the second half of the match",
        "هاتف 0940777186",
        "طائرة F-16",
        "القرن الثاني عشر",
        "الساعة 17 بتوقيت موسكو",
        "no one came",
        "نسخة 3.2.1",
    ],
)
def test_what_counts_nothing_is_no_number(text: str) -> None:
    """Dates in figures, times, scores, telephone numbers, names and ordinals are left out."""
    assert find_numbers(text) == ()


@pytest.mark.parametrize(
    ("text", "value"), [("عشرات آلاف المواطنين", 10_000), ("hundreds of thousands of people", 100_000)]
)
def test_an_order_of_magnitude_is_vague(text: str, value: int) -> None:
    """A magnitude that names no count is marked as such."""
    (number,) = find_numbers(text)
    assert number.vague
    assert number.value == Decimal(value)


@given(st.integers(min_value=0, max_value=999_999))
def test_figures_of_any_script_are_the_same_number(value: int) -> None:
    """Arabic and Persian digits read as the Latin ones do."""
    for zero in ("0", "٠", "۰"):
        figures = "".join(chr(ord(zero) + int(digit)) for digit in str(value))
        (number,) = find_numbers(f"قتل {figures} شخصا")
        assert number.value == value


@given(st.text(max_size=200))
def test_spans_are_exact_in_any_text(text: str) -> None:
    """Whatever the text, each number stands where its span says, and none overlap."""
    numbers = find_numbers(text)
    assert all(text[number.start : number.end] == number.text for number in numbers)
    assert all(a.end <= b.start for a, b in pairwise(numbers))


@pytest.mark.parametrize(
    "unit", ["two hundred and ", "million ", "3 million ", "مليون ", "عشرات آلاف ", "1,000,", "خمسة و"]
)
def test_long_runs_of_number_words_are_read(unit: str) -> None:
    """Number words without end break nothing; spans stay exact."""
    text = unit * 300
    assert all(text[number.start : number.end] == number.text for number in find_numbers(text))


def test_a_zero_before_a_number_is_no_part_of_it() -> None:
    """«0 و5» are two numbers, and «41 ألفا و300» is one."""
    assert [int(number.value) for number in find_numbers("انتهت المباراة 0 و5 في الذهاب")] == [0, 5]
    assert [int(number.value) for number in find_numbers("حصل على 41 ألفا و300 صوت")] == [41300]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("ارتفع بنسبة 5ر2 بالمائة", "2.5", "%"),
        ("بلغ العجز 1ر5 مليون دينار", "5100000", "دينار"),
        ("الأجر 080ر15 دينارا", "15.080", "دينارا"),
        ("بلغت 17 فاصل 7 بالمائة", "17.7", "%"),
        ("انتهى بخمسة أهداف", "5", "أهداف"),
        ("غاب لثلاثة أيام", "3", "أيام"),
        ("فاز بهدفين", "2", "هدف"),
        ("شحنة بمليون دينار", "1000000", "دينار"),
        ("a £20m stadium", "20000000", "pounds"),
        ("a $5 million loan", "5000000", "dollars"),
        ("fined 500 €", "500", "euros"),
        ("a three-day truce", "3", "day truce"),
        ("a twenty-five-year plan", "25", "year plan"),
        ("a 640-metre bridge", "640", "metre bridge"),
        ("half an hour", "0.5", "hour"),
        ("دام نصف ساعة", "0.5", "ساعة"),
        ("three quarters of voters", "0.75", "voters"),
        ("ثلاثة أرباع المقاعد", "0.75", "المقاعد"),
    ],
)
def test_a_number_is_read_as_newspapers_write_it(text: str, value: str, unit: str) -> None:
    """Wire decimals have their fraction first; prepositions, hyphens and a currency's mark are parted from the number."""
    (number,) = find_numbers(text)
    assert (number.value, number.unit) == (Decimal(value), unit)
    assert text[number.start : number.end] == number.text


@pytest.mark.parametrize("text", ["two thirds of members", "صوت ثلثا الأعضاء", "بثلثي الأعضاء"])
def test_a_part_of_a_whole_is_the_same_in_both_languages(text: str) -> None:
    """Thirds are read in words."""
    (number,) = find_numbers(text)
    assert number.value == Decimal(2) / 3


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("10 to 15 days", 10, 15),
        ("a 3-5 days wait", 3, 5),
        ("بين 10 و15 شخصا", 10, 15),
        ("من 10-15 سنة", 10, 15),
        ("ثلاثة إلى أربعة أيام", 3, 4),
        ("بين 300 و350 ألف دينار", 300_000, 350_000),
    ],
)
def test_a_span_has_two_ends(text: str, least: int, most: int) -> None:
    """Both numbers of a span know both its ends and count the same."""
    one, other = find_numbers(text)
    assert one.span == other.span == (Decimal(least), Decimal(most))
    assert one.unit is not None
    assert one.unit == other.unit


@pytest.mark.parametrize("text", ["rose from 10 to 15 dinars", "ارتفع من 10 إلى 15 دينارا", "5 men and 7 women"])
def test_a_change_is_no_span(text: str) -> None:
    """What rises from one number to another, and what is counted apart, has two values."""
    assert [number.span for number in find_numbers(text)] == [None, None]


def test_short_duals_are_two() -> None:
    """«سنتين» and «مرتين» have two letters before the ending, and are counted all the same."""
    for text, unit in (("لمدة سنتين", "سنة"), ("مدته سنتان.", "سنة"), ("فاز مرتين", "مرة")):
        (number,) = find_numbers(text)
        assert number.value == 2
        assert number.unit == unit
