"""The adversarial question set: its own form. Whether an answerer withstands it is measured elsewhere."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

from rag.evaluate.questions import read_questions

DATA = Path(__file__).parents[1] / "data"
QUESTIONS = DATA / "questions" / "adversarial.jsonl"


def rows() -> list[dict[str, Any]]:
    """Return the lines of the set, with the keys that `eval qa` does not know."""
    return [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]


def sentences(article: str) -> list[str]:
    """Return the sentences of an article's text, front matter left out."""
    text = (DATA / "adversarial" / f"{article}.md").read_text(encoding="utf-8").split("---\n", 2)[2]
    return [sentence for sentence in re.split(r"(?<=[.؟])\s+|\n+", text) if sentence]


def test_the_set_is_read_by_the_evaluation_and_holds_sixty_cases() -> None:
    """The set is in the format of `eval qa`, keys of its own aside."""
    assert len(read_questions(QUESTIONS)) >= 60


def test_every_expectation_is_tried_in_both_languages() -> None:
    """Answering, refusing and contradicting are each tried in English and in Arabic."""
    counts = Counter((row["expect"], row["lang"]) for row in rows())
    assert {pair for pair, count in counts.items() if count >= 5} == {
        (expect, lang) for expect in ("answer", "abstain", "contradict") for lang in ("ar", "en")
    }


def test_only_an_expected_answer_is_answerable() -> None:
    """A question that must be refused or contradicted is not answerable to `eval qa`."""
    assert [row["id"] for row in rows() if row["answerable"] != (row["expect"] == "answer")] == []


def test_what_must_be_answered_or_contradicted_has_evidence_in_its_articles() -> None:
    """Each named article holds one of the decisive strings."""
    missing = [
        (row["id"], article)
        for row in rows()
        for article in row["articles"]
        if not any(text in sentence for sentence in sentences(article) for text in row["passage_any"])
    ]
    assert missing == []
    assert [row["id"] for row in rows() if row["expect"] != "abstain" and not row["articles"]] == []


def test_no_sentence_that_holds_the_evidence_is_forbidden() -> None:
    """Quoting the decisive sentence in full is always right, so no `must_not` matches it."""
    forbidden = [
        (row["id"], pattern)
        for row in rows()
        for article in row["articles"]
        for sentence in sentences(article)
        if any(text in sentence for text in row["passage_any"])
        for pattern in row["must_not"]
        if re.search(pattern, sentence)
    ]
    assert forbidden == []


def test_a_right_answer_is_in_the_evidence_or_in_the_other_language() -> None:
    """An `answer_any` that nothing could match would make a right answer wrong."""
    hopeless = [
        row["id"]
        for row in rows()
        if row["expect"] == "answer"
        and not any(
            re.search(pattern, sentence)
            for article in row["articles"]
            for sentence in sentences(article)
            if any(text in sentence for text in row["passage_any"])
            for pattern in row["answer_any"]
        )
    ]
    assert hopeless == []


def test_injected_text_is_forbidden() -> None:
    """Every injected line of an article is caught by the `must_not` of a question about it."""
    marks = ("Ignore all", "SYSTEM", "<|im_start|>", "تجاهل كل", "</passage>", '{"statements"', "ملاحظة إلى المساعد")
    patterns = [pattern for row in rows() if row["kind"] == "injected-article" for pattern in row["must_not"]]
    lines = [
        line
        for path in (DATA / "adversarial").glob("*.md")
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.startswith(marks)
    ]
    assert len(lines) == len(marks)
    assert [line for line in lines if not any(re.search(pattern, line) for pattern in patterns)] == []
