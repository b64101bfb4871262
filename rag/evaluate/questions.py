"""Read the questions of `eval qa`, and judge an answer against what its question expects. Asks nobody anything."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from rag.errors import IngestError, UsageError
from rag.evaluate.records import json_lines
from rag.values import Answer, Hit

__all__ = ["ExpectedAnswer", "holds_evidence", "is_right", "read_questions"]

_HINT: Final = "The keys of a question are told in seeds/README.md."
_WHITE: Final = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class ExpectedAnswer:
    """A question and what a right answer to it must show."""

    id: str
    lang: str
    kind: str
    question: str
    answerable: bool
    articles: frozenset[str]
    passage_any: tuple[str, ...]
    answer_any: tuple[re.Pattern[str], ...]


def read_questions(path: Path) -> list[ExpectedAnswer]:
    """Return the questions of a file, one JSON object a line.

    Raises:
        UsageError: the file cannot be read or holds no question.
        IngestError: a line is malformed, an expression does not compile, an id comes twice; the message names file and line.
    """
    questions: dict[str, ExpectedAnswer] = {}
    for row, where in json_lines(path):
        question = _question(row, where)
        if question.id in questions:
            raise IngestError(f"The id {question.id!r} comes twice.", where=where, hint="Give each question its own.")
        questions[question.id] = question
    if not questions:
        raise UsageError("The file holds no question.", where=str(path), hint=_HINT)
    return list(questions.values())


def _question(row: Mapping[str, Any], where: str) -> ExpectedAnswer:
    text = row.get("question")
    if not isinstance(text, str) or not text.strip():
        raise IngestError("The line has no `question`.", where=where, hint=_HINT)
    articles = _strings(row, "articles", where)
    answerable = row.get("answerable", bool(articles))
    if not isinstance(answerable, bool):
        raise IngestError("`answerable` is neither true nor false.", where=where, hint=_HINT)
    if answerable and not articles:
        raise IngestError("The question is answerable and names no `articles`.", where=where, hint=_HINT)
    return ExpectedAnswer(
        id=str(row.get("id", where.rpartition(":")[2])),
        lang=str(row.get("lang", "")),
        kind=str(row.get("kind", "")),
        question=text,
        answerable=answerable,
        articles=frozenset(articles),
        passage_any=tuple(_strings(row, "passage_any", where)),
        answer_any=tuple(_compiled(pattern, where) for pattern in _strings(row, "answer_any", where)),
    )


def _strings(row: Mapping[str, Any], key: str, where: str) -> Sequence[str]:
    value = row.get(key) or []
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise IngestError(f"`{key}` is not a list of texts.", where=where, hint=_HINT)
    return value


def _compiled(pattern: str, where: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern)
    except (re.error, RecursionError, OverflowError) as exc:
        what = f"`answer_any` holds an invalid regular expression, {pattern!r}: {exc}"
        raise IngestError(what, where=where, hint="Mend the expression; a backslash is written twice in JSON.") from exc


def holds_evidence(expected: ExpectedAnswer, hits: Iterable[Hit]) -> bool:
    """Tell whether a passage comes from one of the right articles and holds one of the right strings.

    White space counts as one space on both sides: cleaning may have changed it.
    """
    wanted = [_WHITE.sub(" ", text) for text in expected.passage_any]
    return any(
        hit.article.id in expected.articles
        and (not wanted or any(text in _WHITE.sub(" ", hit.passage.text) for text in wanted))
        for hit in hits
    )


def is_right(expected: ExpectedAnswer, answer: Answer) -> bool:
    """Tell whether an answer is right: answered, first cited from a right article, and its text or first quote matches."""
    if answer.status != "answered" or not answer.citations:
        return False
    first = answer.citations[0]
    if first.article.id not in expected.articles:
        return False
    texts = (answer.text, first.quote.text)
    return not expected.answer_any or any(pattern.search(text) for pattern in expected.answer_any for text in texts)
