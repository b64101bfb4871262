"""In what units an amount is told."""

from __future__ import annotations

import pytest

from rag.answer.measures import asks_for_length, units_of
from rag.language.analysis import stem


@pytest.mark.parametrize(
    ("question", "unit"),
    [
        ("How much did the new stadium cost?", "dollars"),
        ("كم كلف بناء الملعب؟", "دولار"),
        ("ما سعر كيس الطحين؟", "ليرة"),
        ("What percentage of voters took part?", "%"),
        ("ما نسبة المشاركة في الاقتراع؟", "%"),
        ("How high is the tower?", "metres"),
        ("ما ارتفاع البرج؟", "مترا"),
        ("How old is the coach?", "years"),
        ("كم عمر المدرب؟", "عاما"),
        ("What is the population of Sarmand?", "inhabitants"),
        ("كم يبلغ عدد سكان سرمند؟", "نسمة"),
    ],
)
def test_a_question_says_in_what_its_amount_is_told(question: str, unit: str) -> None:
    """Money in money, shares in hundredths, lengths in metres, inhabitants in people, ages in years."""
    units = units_of(question)
    assert units is not None
    assert (unit if unit == "%" else stem(unit)) in units


@pytest.mark.parametrize("question", ["How many people fled?", "كم جريحا نقل إلى المستشفى؟", "When did it open?"])
def test_a_counted_noun_needs_no_unit(question: str) -> None:
    """What is counted says enough."""
    assert units_of(question) is None


def test_a_thing_is_long_in_metres_and_a_journey_in_hours() -> None:
    """ "How long is the bridge" may be answered by either, "how long did it take" by time alone."""
    assert asks_for_length("How long is the bridge?")
    assert not asks_for_length("How long did the journey take?")
