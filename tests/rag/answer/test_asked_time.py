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


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        ("When did the strike begin?", "قال الوزير اليوم إن الإضراب بدأ في الأول من مارس 2019.", "1 March 2019"),
        ("متى بدأ الإضراب؟", "اعتبر الوزير اليوم أن الإضراب الذي بدأ أضر بالميناء.", None),
        ("When did the minister announce the strike?", "أعلن الوزير أمس أن الإضراب سيبدأ.", "3 March 2019"),
    ],
)
def test_the_day_of_a_saying_is_not_that_of_the_deed(question: str, text: str, answer: str | None) -> None:
    """Who says something today says nothing of when it was; unless the saying itself is asked about."""
    assert short(question, text) == answer


@pytest.mark.parametrize(
    ("question", "text", "best"),
    [
        ("Where did the council meet?", "اجتمع المجلس في ميونيخ أمس وسيجتمع اليوم في جنيف.", "ميونيخ"),
        ("أين عقد المجلس اجتماعه؟", "سيعقد المجلس اجتماعه في جنيف بعد اجتماع عقد في ميونيخ.", "ميونيخ"),
        ("Where will the council meet?", "سيجتمع المجلس في جنيف.", "جنيف"),
        ("Where was the council expected to meet?", "كان متوقعا أن المجلس سيجتمع في جنيف.", "جنيف"),
    ],
)
def test_where_it_was_is_not_where_it_is_to_be(question: str, text: str, best: str) -> None:
    """A place of what is still to come is the lesser answer to what has been."""
    asked = request(question)
    found = find_short(asked.question, asked.matcher(), text, date(2019, 3, 4))
    assert found is not None
    assert found.answer.value == best
