"""How long something lasts: spans of time, none of them an age, and the words for without an end."""

from __future__ import annotations

import pytest

from rag.answer.lasting import durations, lasting
from rag.answer.short import find_short
from rag.search.question import read_question
from tests.rag.answer.asking import request

QUESTION = read_question("How long did it last?")


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("The strike lasted 3 weeks.", ["3"]),
        ("استمر الإضراب ثلاثة أسابيع.", ["ثلاثة"]),
        ("The coach, aged 61 years, signed for two years.", ["two"]),
        ("A 36-year-old man waited 5 hours.", ["5"]),
        ("انتظر رجل يبلغ من العمر 36 سنة خمس ساعات.", ["خمس"]),
        ("وقع المدرب البالغ 61 سنة عقدا مدته سنتان.", ["سنتان"]),
        ("عمره 15 سنة.", []),
        ("وقع المدرب سامي حداد (61 سنة) عقدا مدته عامان.", ["عامان"]),
        ("بلغت مدة التفاوض 15 سنة.", ["15"]),
        ("The bridge is 40 kilometres from the town.", []),
    ],
)
def test_an_age_is_no_span_of_time(text: str, spans: list[str]) -> None:
    """Years lived are not years that something lasts."""
    assert [number.text for number in durations(QUESTION, text)] == spans


@pytest.mark.parametrize(
    ("question", "text", "spans"),
    [
        ("How long did it last?", "The talks resume after two weeks.", []),
        ("How long did it last?", "The talks ended two weeks later, after lasting 5 days.", ["5"]),
        ("كم استغرقت المحادثات؟", "ينتظر أن تستأنف المحادثات بعد أسبوعين.", []),
        ("كم استغرقت المحادثات؟", "استمرت المحادثات أسبوعين.", ["أسبوعين"]),
        ("How long after the talks did they sign?", "They signed two weeks later.", ["two"]),
        ("بعد كم أسبوع تستأنف المحادثات؟", "تستأنف المحادثات بعد أسبوعين.", ["أسبوعين"]),
    ],
)
def test_how_far_off_something_is_is_not_how_long_it_lasts(question: str, text: str, spans: list[str]) -> None:
    """ "After two weeks" answers how long after, and no more."""
    assert [number.text for number in durations(read_question(question), text)] == spans


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The federation banned him for life.", "for life"),
        ("قرر الاتحاد تجميد نشاطه مدى الحياة.", "مدى الحياة"),
        ("The border stays closed until further notice.", "until further notice"),
        ("أغلق المعبر حتى إشعار آخر.", "حتى إشعار آخر"),
    ],
)
def test_words_that_set_no_end_are_found(text: str, words: str) -> None:
    """Their span is the text's own words."""
    assert [text[one.start : one.end] for one in lasting(text)] == [words]


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        ("For how long was Haddad banned?", "قرر الاتحاد تجميد نشاط حداد مدى الحياة.", "for life"),
        ("كم مدة إيقاف حداد؟", "The federation banned Haddad for life.", "مدى الحياة"),
        ("For how long was Haddad banned?", "The federation banned Haddad for two years.", "2 years"),
    ],
)
def test_how_long_is_answered_in_the_askers_language(question: str, text: str, answer: str) -> None:
    """A ban for life is an answer as good as one of two years."""
    asked = request(question)
    found = find_short(asked.question, asked.matcher(), text, None)
    assert found is not None
    assert found.answer.text == answer


def test_a_span_in_the_unit_that_is_asked_for_comes_first() -> None:
    """Hours are asked for: the minutes beside them are those of another thing."""
    asked = request("كم ساعة استمر الاجتماع؟")
    found = find_short(asked.question, asked.matcher(), "استمر الاجتماع بعد استراحة 55 دقيقة 3 ساعات.", None)
    assert found is not None
    assert found.answer.text == "3 ساعات"
