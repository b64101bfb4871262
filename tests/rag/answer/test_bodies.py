"""Which organisations a text names, and which of them are of the class asked for."""

from __future__ import annotations

import pytest

from rag.answer.bodies import asks_for_one_body, bodies, of_asked_class
from rag.search.question import read_question


def chosen(question: str, text: str) -> list[str]:
    """Return the organisations of `text` that are of the class asked for."""
    return [text[start:end] for start, end in of_asked_class(read_question(question), text, bodies(text))]


def test_a_preposition_joined_to_a_name_is_no_part_of_it() -> None:
    """«لوكالة» is "to the agency": the name begins behind it."""
    text = "قالت المتحدثة لوكالة الصحافة الفرنسية إن الطريق مغلق"
    assert [text[start:end] for start, end in bodies(text)] == ["وكالة الصحافة الفرنسية"]


@pytest.mark.parametrize(
    ("question", "text", "names"),
    [
        (
            "Which news agency carried the statement?",
            "نقلت رويترز عن بيان للأمم المتحدة أن الطريق مغلق",
            ["رويترز"],
        ),
        ("أي صحيفة نشرت الخبر؟", 'نشرت صحيفة "المرفأ" الخبر عن الأمم المتحدة', ["المرفأ"]),
        ("Which newspaper broke the news?", 'نشرت صحيفة "المرفأ" الخبر', ["المرفأ"]),
        ("أي نادي فاز بالكأس؟", "فاز النادي الإفريقي بالكأس، وفق وكالة رويترز", ["النادي الإفريقي"]),
    ],
)
def test_the_class_is_told_by_the_name_or_by_the_noun_before_it(question: str, text: str, names: list[str]) -> None:
    """An organisation of another class is no answer."""
    assert chosen(question, text) == names


def test_one_is_asked_for_or_several() -> None:
    """The number of the noun decides."""
    assert asks_for_one_body(read_question("Which group took part?"))
    assert not asks_for_one_body(read_question("Which groups took part?"))
    assert not asks_for_one_body(read_question("أي جماعات شاركت؟"))
