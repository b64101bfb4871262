"""Where news tells the sort of what is asked for, an article without it does not answer."""

from __future__ import annotations

import pytest

from rag.answer.extract import judged
from tests.rag.answer.asking import request
from tests.rag.answer.passages import evidence

CRASH = evidence(
    "A lorry driver was arrested near Sarmand after his vehicle hit a bakery on Monday. The owner of the bakery said that nobody was hurt.",
    name="crash",
    title="Lorry hits bakery near Sarmand",
)
NAMED = evidence(
    "A lorry driver, Karim Haddad, was arrested near Sarmand after his vehicle hit a bakery on Monday.",
    name="named",
    title="Lorry hits bakery near Sarmand",
)
TALKS = evidence(
    "التقى الوزيران كمال الزين وسامي حداد في مدينة سرمند يوم الثلاثاء وبحثا ملف المياه. ووعد الزين بتمويل بناء السد.",
    name="talks",
    title="لقاء الوزيرين في سرمند",
)
LODGED = evidence(
    "التقى الوزيران كمال الزين وسامي حداد في فندق الواحة بمدينة سرمند يوم الثلاثاء وبحثا ملف المياه.",
    name="lodged",
    title="لقاء الوزيرين في سرمند",
)


def untold(question: str, passage: object) -> tuple[str, ...] | None:
    """Return the words of the reason, None where it does not hold."""
    reasons = judged(request(question, (passage,)))[0].reasons  # type: ignore[arg-type]
    return next((reason.words for reason in reasons if reason.name == "sort_untold"), None)


@pytest.mark.parametrize(
    ("question", "passage", "word"),
    [
        ("What is the name of the lorry driver who was arrested near Sarmand?", CRASH, "name of the lorry driver"),
        ("Name of the driver arrested near Sarmand?", CRASH, "Name of the driver"),
        ("ما اسم سائق الشاحنة الذي أوقف قرب سرمند؟", CRASH, "اسم سائق"),
        ("شنوة اسم سائق الشاحنة في سرمند؟", CRASH, "اسم سائق"),
        ("ما اسم الشركة التي اشترت المخبز في سرمند؟", CRASH, "اسم الشركة"),
        ("Which hospital was the lorry driver taken to in Sarmand?", CRASH, "hospital"),
        ("What bronze medal did the owner of the bakery win?", CRASH, "medal"),
        ("في أي فندق التقى الوزيران كمال الزين وسامي حداد؟", TALKS, "فندق"),
        ("ما العقوبات التي أعلنها الوزير كمال الزين في سرمند؟", TALKS, "العقوبات"),
    ],
)
def test_what_the_article_tells_nothing_of_is_named(question: str, passage: object, word: str) -> None:
    """Nobody is named, no hotel stands in the article: the word of the question tells what is missing."""
    assert untold(question, passage) == (word,)


@pytest.mark.parametrize(
    ("question", "passage"),
    [
        ("What is the name of the lorry driver who was arrested near Sarmand?", NAMED),
        ("ما اسم سائق الشاحنة الذي أوقف قرب سرمند؟", NAMED),
        ("في أي فندق التقى الوزيران كمال الزين وسامي حداد؟", LODGED),
        ("In which hotel did the ministers Kamal al-Zein and Sami Haddad meet?", LODGED),
    ],
)
def test_what_is_told_is_no_reason(question: str, passage: object) -> None:
    """A name stands there, in either script; a hotel is told of."""
    assert untold(question, passage) is None


@pytest.mark.parametrize(
    "question",
    [
        "What step did the ministers Zein and Haddad discuss in Sarmand?",
        "في أي مدينة التقى الوزيران كمال الزين وسامي حداد؟",
        "ما الملف الذي بحثه الوزيران كمال الزين وسامي حداد؟",
        "Why did the ministers Zein and Haddad meet in the hotel?",
    ],
)
def test_a_sort_that_goes_unsaid_is_not_judged(question: str) -> None:
    """Sarmand is a city whether the article says so or not; a reason is no hotel."""
    assert untold(question, TALKS) is None


def test_a_name_that_the_words_announce_is_enough() -> None:
    """ "Is called" is followed by the name, of a teacher as of a thing, though no list knows it."""
    guide = evidence("يدعى المعلم في هذه الطريقة غورو، ويجلس بين تلاميذه.", name="guide", title="معلمون وتلاميذ")
    assert untold("ما اسم المعلم في هذه الطريقة؟", guide) is None
