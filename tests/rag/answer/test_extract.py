"""An answer without a chat model: a value is named only where it is surer than not that it answers."""

from __future__ import annotations

from rag.answer.extract import extract, judged
from rag.settings import AnswerSettings
from tests.rag.answer.asking import request
from tests.rag.answer.passages import evidence

STORM = evidence(
    "The harbour of Dahab was closed by a storm on 7 April 2024, and thirty boats waited outside. Fishermen repaired their nets.",
    name="storm",
    title="Storm closes the harbour",
    source="Coast Daily",
)


def test_a_sure_answer_names_the_value() -> None:
    """The day of the closing is asked for and told."""
    answer = extract(request("When was the harbour of Dahab closed?", [STORM]), AnswerSettings())

    assert answer.short_answer is not None
    assert answer.short_answer.value == "2024-04-07"
    assert answer.caution is None


def test_an_unsure_answer_shows_the_words_and_names_no_value() -> None:
    """The words that come nearest may be of use; the day of the closing is not told as the day of the leaving."""
    asked = request("When did the fishing fleet leave the harbour of Dahab?", [STORM])
    assert AnswerSettings().refusal_threshold <= judged(asked)[0].confidence < 0.5

    answer = extract(asked, AnswerSettings())

    assert answer.status == "answered"
    assert answer.short_answer is None
    assert "April" in answer.citations[0].quote.text
    assert answer.statements[0].text.startswith("According to Coast Daily: “")
    assert answer.caution == "This may not answer the question; it is what comes closest in the archive."
