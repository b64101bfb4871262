"""A question is read for what its answer must hold, from its own words, in both languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.search.question import read_question

KINDS = [
    ("When will the harbour reopen?", "when"),
    ("On what day did the vote take place?", "when"),
    ("And when did it end?", "when"),
    ("متى يعاد فتح الميناء؟", "when"),
    ("ومتى انتهى الإضراب؟", "when"),
    ("في أي يوم جرى التصويت؟", "when"),
    ("Who coached the winning team?", "who"),
    ("Which minister resigned?", "who"),
    ("من درّب الفريق الفائز؟", "who"),
    ("أي وزير استقال؟", "who"),
    ("Where did the ship sink?", "where"),
    ("In which city was the fair held?", "where"),
    ("أين غرقت السفينة؟", "where"),
    ("وأين غرقت؟", "where"),
    ("في أي مدينة أقيم المعرض؟", "where"),
    ("How many seats did the party win?", "howmany"),
    ("How much did the stadium cost?", "howmany"),
    ("كم مقعدا نال الحزب؟", "howmany"),
    ("وكم مقعدا خسر؟", "howmany"),
    ("ما عدد المقاعد؟", "howmany"),
    ("How long did the strike last?", "howlong"),
    ("كم يوما استمر الإضراب؟", "howlong"),
    ("Why was the match postponed?", "why"),
    ("What caused the fire?", "why"),
    ("لماذا أجلت المباراة؟", "why"),
    ("ولماذا أجلت؟", "why"),
    ("Which company built the tunnel?", "organisation"),
    ("أي شركة بنت النفق؟", "organisation"),
    ("Did the court acquit the editor?", "yesno"),
    ("هل برأت المحكمة رئيس التحرير؟", "yesno"),
    ("How was the tunnel built?", "how"),
    ("كيف بني النفق؟", "how"),
    ("What did the coach say?", "text"),
    ("ماذا قال المدرب؟", "text"),
    ("البطالة في تونس", "text"),
]


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_the_words_of_a_question_tell_what_it_asks_for(text: str, kind: str) -> None:
    """The kind of the answer follows from the question alone."""
    assert read_question(text).kind == kind


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("How many seats did the party win?", "seats"),
        ("How many more trains will run?", "trains"),
        ("كم مقعدا نال الحزب؟", "مقعدا"),
        ("How much did the stadium cost?", ""),
        ("How many were injured?", ""),
    ],
)
def test_the_counted_noun_is_named_and_no_verb_is_taken_for_it(text: str, unit: str) -> None:
    """What is counted is a noun; a question that names none has no unit."""
    assert read_question(text).unit == unit


@pytest.mark.parametrize("text", ["مَتَى بَدَأَ السِّبَاقُ؟", "متـــى بدأ السباق؟", "\u200fمتى بدأ السباق؟"])
def test_spelling_does_not_change_the_kind(text: str) -> None:
    """Vowel marks, tatweel and direction marks are no part of a word; the span is of the text as it was typed."""
    question = read_question(text)
    assert question.kind == "when"
    assert text[slice(*question.asked)].strip("\u200f").startswith("م")


@given(st.text(max_size=400))
def test_any_text_is_read(text: str) -> None:
    """The words that ask are a span of the text, whatever it holds."""
    start, end = read_question(text).asked
    assert 0 <= start <= end <= len(text)


@pytest.mark.parametrize(
    ("text", "kind", "asked"),
    [
        ("start date of the ceasefire", "when", "date of"),
        ("date of the meeting in Sarmand", "when", "date of"),
        ("number of killed soldiers in Sarmand", "howmany", "number of killed"),
        ("location of the talks", "where", "location of"),
        ("reason for the delay", "why", "reason for"),
        ("تاريخ بدء الهدنة في الوادي", "when", "تاريخ"),
        ("عدد القتلى في سرمند", "howmany", "عدد القتلى"),
        ("مكان الاجتماع", "where", "مكان"),
        ("سبب تأخر الاتفاق", "why", "سبب"),
    ],
)
def test_words_typed_into_a_search_box_ask_as_well(text: str, kind: str, asked: str) -> None:
    """Without a word that asks, the noun at the beginning says what is wanted."""
    question = read_question(text)
    assert question.kind == kind
    assert text[slice(*question.asked)].strip() == asked


@pytest.mark.parametrize(
    "text", ["What is the date format of the archive?", "ما عدد القتلى؟", "Which number of the paper was it?"]
)
def test_such_nouns_count_only_at_the_beginning(text: str) -> None:
    """A question with a word that asks is read by that word."""
    assert not text[slice(*read_question(text).asked)].startswith(("date", "عدد", "number"))
