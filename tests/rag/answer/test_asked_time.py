"""What of a time a question asks for decides what answers it."""

from __future__ import annotations

from datetime import date

import pytest

from rag.answer.asked_time import asks_for_clock
from rag.answer.short import find_short
from rag.search.question import read_question
from tests.rag.answer.asking import request


def short(question: str, text: str) -> str | None:
    """Return the words of the short answer that `text`, written on 4 March 2019, holds."""
    asked = request(question)
    found = find_short(asked.question, asked.matcher(), text, date(2019, 3, 4))
    return found.answer.text if found else None


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        ("At what time did the show begin?", "بدأ العرض يوم 3 مارس 2019 على الساعة الرابعة بعد الزوال.", "4 pm"),
        ("عند أي ساعة بدأ العرض؟", "بدأ العرض أمس على الساعة الرابعة بعد الزوال.", "الساعة الرابعة بعد الزوال"),
        ("عند أي ساعة بدأ العرض؟", "The show began at midnight on 3 March 2019.", "منتصف الليل"),
        ("At what time did the show begin?", "The show began on 3 March 2019.", None),
        ("في أي سنة بني الجسر؟", "زار الوزير أمس الجسر الذي بني سنة 1958.", "1958"),
        ("In which year was the bridge built?", "The bridge was built on 3 May 1958.", "1958"),
        ("When did the strike begin?", "The union agreed to begin the strike within a week.", None),
        ("When will the strike begin?", "The union will begin the strike within a week.", "4–11 March 2019"),
        ("متى بدأ الإضراب؟", "اتفقت النقابة على بدء الإضراب خلال أسبوع.", None),
        ("متى يبدأ الإضراب؟", "سيبدأ الإضراب خلال أسبوع.", "من 4 إلى 11 آذار/مارس 2019"),
        ("متى بدأ الإضراب؟", "بدأ الإضراب أمس.", "3 آذار/مارس 2019"),
        ("On which day of the week was the show?", "The show was on 3 March 2019.", "Sunday, 3 March 2019"),
    ],
)
def test_the_part_of_a_time_that_is_asked_for_answers(question: str, text: str, answer: str | None) -> None:
    """An hour, a year and a day of the week each answer their own question."""
    assert short(question, text) == answer


@pytest.mark.parametrize("question", ["When did it begin?", "What time of the year was it?", "في أي يوم بدأ؟"])
def test_a_day_is_no_time_of_day(question: str) -> None:
    """Only a question for the hour is answered by the clock."""
    assert not asks_for_clock(read_question(question))
