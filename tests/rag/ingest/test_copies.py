"""Wire copies: the same text is one story, other words or other numbers are not."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from rag.ingest.copies import copy_groups
from rag.values import Article

PLACES = ["الجسر", "السوق", "المرفأ", "المدرسة", "المشفى", "المحطة", "الحديقة", "المكتبة", "البلدية", "المصنع"]
VERBS = ["زار", "افتتح", "تفقد", "وصف", "أغلق", "رمم"]
STORY = ". ".join(f"{verb} الوفد {place} ثم تحدث إلى العاملين في {place}" for verb, place in zip(itertools.cycle(VERBS), PLACES * 2, strict=False))  # fmt: skip
OTHER = ". ".join(f"A visitor saw {n} {word} on the road" for n, word in enumerate(PLACES * 2))


def article(name: str, body: str) -> Article:
    return Article(name, name, body, None, None, None, "ar", name, "0" * 64)


def groups(**bodies: str) -> dict[str, str]:
    return dict(copy_groups([article(name, body) for name, body in bodies.items()], 0.85))


def test_whole_shortened_and_edited_copies_belong_together() -> None:
    """A copy without its end, or with other spelling and punctuation, is the same story; another story stands alone."""
    sentences = STORY.split(". ")
    shortened = ". ".join(sentences[: len(sentences) * 2 // 3])
    edited = STORY.replace("المدرسة", "المدرسه").replace(". ", " — ") + " كما ذكرت الوكالة"
    found = groups(whole=STORY, short=shortened, edited=edited, other=OTHER)
    assert len({found["whole"], found["short"], found["edited"]}) == 1
    assert found["other"] == "other"


def test_another_number_makes_another_report() -> None:
    """Daily reports in set phrases differ in their figures; so does a report that contradicts its source."""
    found = groups(first=f"{STORY}. وبلغ عدد الزوار 430 زائرا", second=f"{STORY}. وبلغ عدد الزوار 470 زائرا")
    assert found == {"first": "first", "second": "second"}


def test_items_of_a_round_up_are_no_copies_of_each_other() -> None:
    """A text that holds two reports does not join them."""
    found = groups(day=f"{STORY}\n{OTHER}\n{STORY[::-1]}", one=STORY, two=OTHER)
    assert found["one"] != found["two"]


def test_short_texts_are_copies_only_when_equal() -> None:
    """A line or two in common words proves nothing."""
    found = groups(a="أغلق الجسر اليوم", b="أغلق الجسر اليوم.", c="أغلق الجسر اليوم صباحا", d="", e="")
    assert found["a"] == found["b"] != found["c"]


@given(st.permutations(["w", "s", "o", "x"]))
def test_the_order_of_articles_does_not_matter(order: list[str]) -> None:
    """The same articles make the same groups."""
    bodies = {"w": STORY, "s": STORY[: len(STORY) * 2 // 3], "o": OTHER, "x": OTHER}
    found = copy_groups([article(name, bodies[name]) for name in order], 0.85)
    assert found == {"w": "w", "s": "w", "o": "o", "x": "o"}
