"""The numbers of a statement are those of its quotation, however either writes them."""

from __future__ import annotations

import pytest

from rag.answer.verify import Draft, Rejected, Support, Verified, verify
from tests.rag.answer.passages import evidence

BREAD = "ارتفعت أسعار الخبز بنسبة 5ر2 بالمائة في العاصمة."
LAW = "وافق ثلثا أعضاء البرلمان على القانون."
LOAN = "The council approved a $5 million loan for the festival."
FIRE = "Between 10 and 15 people were hurt in the fire."
GRANT = "قدم البنك 20 إلى 25 مليون دولار للمدينة."
TEXTS = (BREAD, LAW, LOAN, FIRE, GRANT)
PASSAGES = [evidence(text, name=f"article-{number}") for number, text in enumerate(TEXTS)]


def _checked(statement: str, quote: str) -> Verified | Rejected:
    return verify(Draft(statement, (Support(TEXTS.index(quote) + 1, quote),)), PASSAGES)


@pytest.mark.parametrize(
    ("statement", "quote"),
    [
        ("Bread prices rose by 2.5 percent in the capital.", BREAD),
        ("Two thirds of the members of parliament approved the law.", LAW),
        ("The council approved a loan of 5 million dollars.", LOAN),
        ("10 to 15 people were hurt in the fire.", FIRE),
        ("Up to 15 people were hurt in the fire.", FIRE),
        ("The bank gave the city 20 to 25 million dollars.", GRANT),
    ],
)
def test_a_number_in_another_writing_is_borne_out(statement: str, quote: str) -> None:
    """A wire decimal, a part, a currency's mark and a span say the same in other figures and words."""
    assert isinstance(_checked(statement, quote), Verified)


@pytest.mark.parametrize(
    ("statement", "quote"),
    [
        ("Bread prices rose by 5.2 percent in the capital.", BREAD),
        ("A third of the members of parliament approved the law.", LAW),
        ("The council approved a loan of 5 million euros.", LOAN),
        ("15 people were hurt in the fire.", FIRE),
        ("10 to 25 people were hurt in the fire.", FIRE),
        ("The bank gave the city 20 dollars.", GRANT),
    ],
)
def test_a_number_that_only_looks_like_it_is_not(statement: str, quote: str) -> None:
    """Turned decimals, other parts and currencies, and one end of a span told as the count, are refused."""
    assert isinstance(_checked(statement, quote), Rejected)
