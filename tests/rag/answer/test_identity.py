"""Who somebody is, is told by the office or description beside the name."""

from __future__ import annotations

import pytest

from rag.answer.extract import extract
from rag.answer.identity import asked_name, descriptions, worded
from rag.answer.speakers import named_speaker
from rag.search.question import read_question
from rag.settings import AnswerSettings
from tests.rag.answer.asking import request
from tests.rag.answer.passages import evidence


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Who is Lena Aziz?", ("Lena", "Aziz")),
        ("who is zorvak mendle", ("zorvak", "mendle")),
        ("who was Ban Ki-moon?", ("Ban", "Ki", "moon")),
        ("من هي رنا القضاة؟", ("رنا", "القضاة")),
        ("مين هو كريم حداد", ("كريم", "حداد")),
        ("Who is the mayor of Sarmand?", ()),
        ("Who is winning?", ()),
        ("Who met Lena Aziz?", ()),
        ("من هو رئيس البلدية؟", ()),
        ("من هو الفائز؟", ()),
        ("When was Lena Aziz born?", ()),
    ],
)
def test_a_question_that_names_somebody_and_nothing_else_asks_who_that_is(question: str, name: tuple[str, ...]) -> None:
    """An office, a deed or an ordinary word asks for somebody whom the question does not know."""
    assert asked_name(read_question(question)) == name


@pytest.mark.parametrize(
    ("name", "text", "described"),
    [
        ("Lena Aziz", "The Sarmand bank's deputy governor Lena Aziz spoke on Monday.", "deputy governor"),
        ("Lena Aziz", "Lena Aziz, the deputy governor of the bank, spoke on Monday.", "deputy governor of the bank"),
        ("Karim Haddad", "قال نائب رئيس البلدية كريم حداد إن الجسر آمن.", "نائب رئيس البلدية"),
        ("حداد", "قال نائب رئيس البلدية كريم حداد إن الجسر آمن.", "نائب رئيس البلدية"),
        ("كريم حداد", "وقال الناطق الرسمي باسم الاتحاد، كريم حداد، إن الإضراب مستمر.", "الناطق الرسمي باسم الاتحاد"),
        (
            "كريم حداد",
            "نفى كريم حداد، المساعد الأول للوكيل والناطق باسم المحكمة، الخبر.",
            "المساعد الأول للوكيل والناطق باسم المحكمة",
        ),
        ("كريم حداد", "وفقا للمبعوث الدولي كريم حداد.", "للمبعوث الدولي"),
        ("كريم حداد", "اتصل الوزير بنظيره كريم حداد.", None),
        ("سعاد حداد", "قال نائب رئيس البلدية كريم حداد إن الجسر آمن.", None),
        ("كريم حداد", "وصل كريم حداد إلى المدينة.", None),
    ],
)
def test_a_description_stands_beside_the_name(name: str, text: str, described: str | None) -> None:
    """In either language, before the name or behind it; of a counterpart and of others nothing is told."""
    assert next((text[slice(*span)] for span in descriptions(name.split(), text)), None) == described


def test_a_description_is_worded_without_what_is_joined_to_it() -> None:
    """«للمبعوث» is «المبعوث» with a preposition; an office that begins with such a letter keeps it."""
    assert worded("للمبعوث الدولي") == "المبعوث الدولي"
    assert worded("ورئيس الوفد") == "رئيس الوفد"
    assert worded("وزير المالية") == "وزير المالية"
    assert worded("deputy mayor") == "deputy mayor"


VISIT = evidence(
    "وصل كريم حداد إلى سرمند صباح اليوم. وقال نائب وزير المالية الفرنسي كريم حداد إن القرض لم يوقع بعد.",
    name="visit",
    title="زيارة إلى سرمند",
    source="صحيفة النهر",
)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("من هو كريم حداد؟", "نائب وزير المالية الفرنسي"),
        ("Who is Karim Haddad?", "the French deputy finance minister"),
    ],
)
def test_who_somebody_is_is_answered_by_his_office(question: str, answer: str) -> None:
    """The sentence that tells it is quoted, not one that only names him; what it denies is another matter."""
    found = extract(request(question, [VISIT]), AnswerSettings())
    assert found.short_answer is not None
    assert found.short_answer.kind == "text"
    assert found.short_answer.text == answer
    assert "نائب وزير" in found.citations[0].quote.text


@pytest.mark.parametrize(
    ("office", "english"),
    [
        ("وزير العمل السابق", "the former labour minister"),
        ("المتحدثة باسم البيت الأبيض", "the White House spokeswoman"),
        ("المبعوث الخاص إلى سورية", "the special envoy to Syria"),
    ],
)
def test_an_office_is_told_in_the_readers_language(office: str, english: str) -> None:
    """Who held it, and who spoke for whom, is kept."""
    assert named_speaker(office, "en") == english


def test_who_somebody_is_supposes_nothing() -> None:
    """What its bearer denies is no answer to who he is, and contradicts nothing."""
    denial = evidence(
        "نفى كريم حداد، المساعد الأول للوكيل، إيقاف السائق.", name="denial", title="نفي", source="صحيفة النهر"
    )
    found = extract(request("من هو كريم حداد؟", [denial]), AnswerSettings())
    assert found.short_answer is not None
    assert found.short_answer.text.startswith("المساعد الأول للوكيل")


def test_nobody_who_is_not_told_of_is_described() -> None:
    """Another person of the same family name is not the one asked about."""
    assert extract(request("من هي سعاد حداد؟", [VISIT]), AnswerSettings()).short_answer is None
