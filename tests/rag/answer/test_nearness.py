"""Words near in meaning are found by the shipped vectors, and meet what no dictionary joins."""

from __future__ import annotations

from threading import Thread

import numpy as np
import pytest

from rag.answer import nearness
from rag.answer.evidence import analyse
from rag.answer.nearness import near_terms
from rag.index.embedders.static import StaticEmbedder
from tests.rag.answer.asking import request
from tests.rag.answer.passages import evidence


def test_a_word_is_near_another_wording_in_the_same_and_in_the_other_language() -> None:
    """A doctor is met by a physician, a teacher by «معلم»; a day of the week is not near either."""
    near = near_terms(["doctor", "teacher"], ["A physician came on Tuesday.", "كان المعلم في المدرسة."])

    assert near["doctor"]["physician"] > 0.5
    assert near["teacher"]["معلم"] > 0.5
    assert all(worth < 0.5 for word, worth in near["doctor"].items() if word != "physician")


def test_nothing_is_worth_more_than_the_word_itself() -> None:
    """Even the same word counts less by its vector than by its letters: its letters count elsewhere."""
    assert max(near_terms(["harvest"], ["the harvest began"])["harvest"].values()) < 1


def test_short_words_and_missing_texts_find_nothing() -> None:
    """A word of two letters is no word to compare, and no text has no words."""
    assert near_terms(["an", "of"], ["an apple of gold"]) == {}
    assert near_terms(["doctor"], []) == {}


def test_a_question_word_is_met_by_a_near_one_of_the_evidence_and_a_name_is_not() -> None:
    """The physician meets the doctor who is asked about; one city does not meet another, near as their vectors are."""
    passage = evidence(
        "The physician of Marseille retired in May.", name="retired", title="Retired", source="Coast Daily"
    )
    matcher = request("Why did the doctor of Lyon retire?", [passage]).matcher()
    met = dict(
        zip([term.query.text for term in matcher.terms], matcher.strengths(analyse(passage.passage.text)), strict=True)
    )

    assert met["doctor"] > 0.5
    assert met["Lyon"] == 0


def test_vectors_are_the_embedders_own_after_forgetting_and_from_several_threads(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What is remembered compares as what is encoded anew, even where little can be remembered and several ask at once."""
    monkeypatch.setattr(nearness, "_REMEMBERED_WORDS", 4)
    embedder = StaticEmbedder.open()
    vectors = nearness._WordVectors(embedder)
    words = ["river", "bridge", "نهر", "جسر", "harvest", "bread", "خبز"]
    failed: list[object] = []

    def ask(first: int) -> None:
        for number in range(40):
            asked = [words[(first + number + step) % len(words)] for step in range(3)]
            if not np.allclose(vectors.of(asked), embedder.encode_queries(asked), atol=1e-3):
                failed.append(asked)

    threads = [Thread(target=ask, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert not failed
    assert np.allclose(vectors.of(words), embedder.encode_queries(words), atol=1e-3)
