"""Times of day are found in figures and in words."""

from __future__ import annotations

import pytest

from rag.language.clock import find_times, format_time


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("يبدأ العرض على الساعة الرابعة بعد الزوال", "4 pm"),
        ("عند الساعة الثامنة إلا ربعا من مساء اليوم", "7:45 pm"),
        ("الساعة التاسعة والنصف صباحا", "9:30 am"),
        ("الساعة الثانية عشر ظهرا", "12 pm"),
        ("الساعة الثانية ليلا", "2 am"),
        ("على الساعة 13 و 45 دق", "13:45"),
        ("الساعة ١٦:٣٠", "16:30"),
        ("قبل منتصف الليل", "midnight"),
        ("it opens at 3 p.m. today", "3 pm"),
        ("ten o'clock in the morning", "10 am"),
        ("at 20h30", "20:30"),
        ("at noon", "noon"),
    ],
)
def test_a_time_of_day_is_read(text: str, english: str) -> None:
    """Hours are read as newspapers of both languages tell them; spans are exact."""
    (time,) = find_times(text)
    assert format_time(time, "en") == english
    assert text[time.start : time.end] == time.text


@pytest.mark.parametrize(
    "text", ["بعد 12 ساعة", "دام ساعة واحدة", "a 3:2 ratio", "on 12.30.2016", "one ampule", "25:61"]
)
def test_what_is_no_time_of_day_is_left(text: str) -> None:
    """Durations, ratios and dates are told by no clock."""
    assert find_times(text) == ()


@pytest.mark.parametrize(
    "text", ["الساعة الرابعة بعد الزوال", "منتصف الليل", "at 12 pm", "12:00 am", "at 9:30 am", "16:00"]
)
def test_a_time_that_is_told_is_read_again(text: str) -> None:
    """What is written for a reader in either language says the same time."""
    (time,) = find_times(text)
    for language in ("en", "ar"):
        (again,) = find_times(format_time(time, language))
        assert (again.hour, again.minute, again.half) == (time.hour, time.minute, time.half)
