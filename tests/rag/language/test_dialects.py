"""Question words of the spoken Arabics ask what the standard ones ask."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.language.bridge import shipped_bridge
from rag.language.dialects import is_dialect_particle, standard, standard_text
from rag.language.normalise import fold, normalise
from rag.search.query import analyse_query
from rag.search.question import read_question

ASKED = [
    ("شكون فتح الجسر؟", "who"),
    ("مين فتح الجسر؟", "who"),
    ("منو فتح الجسر؟", "who"),
    ("وقتاش تسكر المطار؟", "when"),
    ("امتى اتقفل المطار؟", "when"),
    ("إيمتى سكر المطار؟", "when"),
    ("وين صار الحريق؟", "where"),
    ("فين حصل الحريق؟", "where"),
    ("قداش من بيت تحرق؟", "howmany"),
    ("شحال من دار تحرقات؟", "howmany"),
    ("كام بيت اتحرق؟", "howmany"),
    ("علاش استقال المدير؟", "why"),
    ("ليش استقال المدير؟", "why"),
    ("هو المدير استقال ليه؟", "why"),
    ("بأي حجة أغلق المدير الباب؟", "why"),
    ("كيفاش وصل الماء للقرية؟", "how"),
    ("شنوة اسم النادي اللي ربح؟", "organisation"),
]


@pytest.mark.parametrize(("question", "kind"), ASKED)
def test_a_dialect_question_asks_what_the_standard_one_asks(question: str, kind: str) -> None:
    """Tunisian, Moroccan, Egyptian, Levantine and Gulf question words are read."""
    assert read_question(question).kind == kind


def test_the_words_that_ask_are_told_as_they_were_written() -> None:
    """The span of what asks is one of the question's own text, whatever stands for it."""
    question = read_question("يا ترى قدّيش كلّف السد؟")

    assert question.text[slice(*question.asked)].startswith("قدّيش")


def test_particles_are_not_searched_for() -> None:
    """«اللي» and «قديش» name nothing that an article could hold."""
    terms = [term.text for term in analyse_query("قديش كلف السد اللي انهار؟", shipped_bridge()).terms]

    assert terms == ["كلف", "السد", "انهار"]


@pytest.mark.parametrize("word", ["شن", "أنهى", "مو", "إلى", "وقت", "متين", "فيه", "وينسحب", "كامل"])
def test_words_of_news_are_left_alone(word: str) -> None:
    """What is an ordinary word of standard Arabic is never taken for a dialect's."""
    assert not is_dialect_particle(word)
    assert standard_text(word) == normalise(word)


@given(st.text(alphabet="شنوة قداش مين؟ وفabcَّ", max_size=40))
def test_every_span_leads_back_into_the_text(text: str) -> None:
    """Whatever is replaced, each character leads to one of the original, in order."""
    found = standard(fold(text))

    assert len(found.offsets) == len(found.text) + 1
    assert list(found.offsets) == sorted(found.offsets)
    assert found.offsets[-1] == len(text)
