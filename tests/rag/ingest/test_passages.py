"""Passages: exact, covering, whole sentences, of the length that was asked for."""

from __future__ import annotations

import dataclasses
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.ingest.passages import split
from rag.settings import Settings
from rag.values import Article

SETTINGS = Settings.load({"HOME": "/nowhere"})


def article(body: str) -> Article:
    return Article("a", "Title", body, None, None, None, "ar", "a.txt", "0" * 64)


def with_length(chars: int, overlap: int = 1) -> Settings:
    ingest = dataclasses.replace(SETTINGS.ingest, passage_chars=chars, overlap_sentences=overlap)
    return dataclasses.replace(SETTINGS, ingest=ingest)


BODIES = st.lists(
    st.sampled_from(
        [
            "وصل الوفد إلى المدينة. ",
            "عنوان\n",
            "ثم غادر الجميع قبل المساء؟ ",
            "\n\n",
            "A train left early. ",
            "كلمة " * 90,
        ]
    ),
    max_size=40,
).map("".join)


@given(BODIES, st.integers(20, 1200), st.integers(0, 3))
def test_passages_are_exact_and_cover_every_sentence_in_order(body: str, chars: int, overlap: int) -> None:
    """Each passage is the body at its span and its sentences whole; none is left out, none moves backwards."""
    sentences, spans = split(article(body), with_length(chars, overlap))
    assert all(body[s.start : s.end] == s.text for s in sentences)
    covered: set[int] = set()
    previous = (-1, -1)
    for span in spans:
        assert body[span.passage.start : span.passage.end] == span.passage.text
        assert span.passage.start == sentences[span.first_sentence].start
        assert span.passage.end == sentences[span.last_sentence - 1].end
        assert (span.first_sentence, span.last_sentence) > previous
        assert span.last_sentence > previous[1]
        previous = (span.first_sentence, span.last_sentence)
        covered |= set(range(span.first_sentence, span.last_sentence))
    assert covered == set(range(len(sentences)))


def test_passages_are_about_as_long_as_asked() -> None:
    """With ordinary sentences a passage has between 600 and 1,000 characters by default; the last may be shorter."""
    body = " ".join(f"الجملة رقم {n} من هذا النص تصف ما جرى في المدينة خلال النهار بهدوء." for n in range(100))
    _, spans = split(article(body), SETTINGS)
    assert all(600 <= len(span.passage.text) <= 1000 for span in spans[:-1])


def test_neighbours_share_one_sentence() -> None:
    """A passage repeats the last sentence of the one before."""
    body = " ".join(f"الجملة رقم {n} من هذا النص تصف ما جرى في المدينة." for n in range(60))
    _, spans = split(article(body), SETTINGS)
    assert len(spans) > 2
    assert all(right.first_sentence == left.last_sentence - 1 for left, right in itertools.pairwise(spans))


def test_a_heading_opens_a_passage_and_never_closes_one() -> None:
    """A heading goes with the text below it."""
    part = "وصف السكان ما جرى في الحي القديم مساء أمس بالتفصيل. " * 13
    body = f"{part}\nالوضع في السوق\n{part}\nالوضع في المرفأ\n{part}"
    _, spans = split(article(body), SETTINGS)
    assert not any(span.passage.text.endswith(("السوق", "المرفأ")) for span in spans)
    assert any(span.passage.text.startswith("الوضع في السوق") for span in spans)


@pytest.mark.parametrize("body", ["", "  \n "])
def test_no_text_makes_no_passage(body: str) -> None:
    """An article without text has no sentence and no passage."""
    assert split(article(body), SETTINGS) == ([], [])
