"""What short answer a sentence holds."""

from __future__ import annotations

import pytest

from rag.answer.short import find_short
from tests.rag.answer.asking import request


def short(question: str, text: str) -> str | None:
    """Return the words of the short answer that `text` holds."""
    asked = request(question)
    found = find_short(asked.question, asked.matcher(), text, None)
    return found.answer.text if found else None


@pytest.mark.parametrize(
    ("question", "text", "place"),
    [
        ("أين وقع الانفجار؟", "وقع انفجار في حلب شمال سوريا صباح الأحد.", "حلب"),
        ("أين وقع الانفجار؟", "وقع انفجار في القامشلي بمحافظة الحسكة صباح الأحد.", "القامشلي"),
        ("Where did the blast happen?", "The blast happened in Aleppo in northern Syria on Sunday.", "Aleppo"),
        ("In which country did the blast happen?", "The blast happened in Lebanon, not in Jordan.", "Lebanon"),
    ],
)
def test_the_town_is_told_and_not_where_it_lies(question: str, text: str, place: str) -> None:
    """Of a place and the wider one that it lies in, "where" asks for the first."""
    assert short(question, text) == place


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        ("Which countries offered tents?", "France, Germany and Italy offered tents.", "France, Germany and Italy"),
        ("أي دول عرضت خياما؟", "عرضت فرنسا وألمانيا خياما على المنكوبين.", "فرنسا وألمانيا"),
    ],
)
def test_a_list_is_told_whole(question: str, text: str, answer: str) -> None:
    """Where several are asked for, all that are named side by side answer."""
    assert short(question, text) == answer


def test_what_the_question_names_is_no_answer_in_the_other_language() -> None:
    """ "Where did Lavrov meet Kerry?" is not answered by either, in whatever letters."""
    assert short("Who met Lavrov?", "أعلن لافروف موعد الاجتماع.") is None


def test_a_preposition_is_no_place() -> None:
    """«مع» has the stem of a town."""
    assert short("أين التقى الوزيران؟", "التقى الوزير مع نظيره في لاوس.") == "لاوس"


def test_a_preposition_tells_no_speaker() -> None:
    """«بين» is far more often "between" than "explained": the word after it is no person for it."""
    assert short("من حضر اللقاء؟", "عقد لقاء بين سو ومسؤولين آخرين.") is None


@pytest.mark.parametrize(
    ("question", "text", "place"),
    [
        ("Which city hosted the talks?", "The talks were held in Geneva, Switzerland said.", "Geneva"),
        ("Which country hosted the talks?", "The talks were held in Geneva, in Switzerland.", "Switzerland"),
        ("في أي مدينة وقع الحادث؟", "وقع الحادث في ولاية القصرين قرب مدينة سبيطلة.", "سبيطلة"),
        ("في أي ولاية وقع الحادث؟", "وقع الحادث في ولاية القصرين قرب مدينة سبيطلة.", "القصرين"),
        ("في أي مدينة سلم المشتبه به نفسه؟", "سلم المشتبه به نفسه في مدينة زرفاكون أمس.", "زرفاكون"),
        ("جامعة أي دولة تريد دراسة الهيكل؟", "تريد جامعة إيطالية دراسة الهيكل في تطاوين.", "إيطالية"),
    ],
)
def test_a_place_is_of_the_class_that_is_asked_for(question: str, text: str, place: str) -> None:
    """A country is no city and a province no town; the noun before an unknown name says what it is."""
    assert short(question, text) == place


def test_no_place_of_another_class_is_told_for_want_of_a_better() -> None:
    """ "Which town" is not answered by a country."""
    assert short("Which town was shelled?", "The army shelled its border with Lebanon.") is None


@pytest.mark.parametrize(
    ("question", "text", "body"),
    [
        ("Which news agency carried the statement?", "Reuters quoted a White House spokesman.", "Reuters"),
        ("أي وزارة أصدرت البيان؟", "قالت وزارة الخارجية الروسية إن الأمم المتحدة وافقت.", "وزارة الخارجية الروسية"),
        ("أي صحيفة نشرت الصور؟", 'ذكرت صحيفة "صدى المرفأ" أن الأمم المتحدة وافقت.', "صدى المرفأ"),
        ("Which club beat Zamalek?", "The United Nations praised Al Ahly after it beat Zamalek.", "Al Ahly"),
    ],
)
def test_an_organisation_is_of_the_class_that_is_asked_for(question: str, text: str, body: str) -> None:
    """Of the bodies that a sentence names one is told: a ministry for a ministry, a club for a club."""
    assert short(question, text) == body


def test_organisations_are_listed_where_several_are_asked_for() -> None:
    """ "Which agencies" wants all of them."""
    assert short("Which agencies carried the statement?", "Reuters and AFP carried the statement.") == "Reuters and AFP"
