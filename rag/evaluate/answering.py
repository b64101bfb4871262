"""Measure answers over a question set: index its articles, ask every question, judge evidence, answer and citations."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from rag.engine import Engine
from rag.evaluate.metrics import mean
from rag.evaluate.place import Progress, indexed
from rag.evaluate.questions import ExpectedAnswer, holds_evidence, is_right, read_questions
from rag.settings import Settings
from rag.values import Answer, AskOptions, Hit, Quote

__all__ = ["Judged", "QaReport", "QuestionSet", "evaluate_answers"]

DEPTH: Final = 5  # passages looked at for evidence


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """What is measured: the articles, the questions about them, a metadata table, and whether a chat model may answer."""

    articles: Path
    questions: Path
    metadata: Path | None = None
    use_llm: bool = True


@dataclass(frozen=True, slots=True)
class Judged:
    """One question with what became of it."""

    expected: ExpectedAnswer
    evidence_at_1: bool
    evidence_at_5: bool
    right: bool
    abstained: bool
    precise: tuple[bool, ...]  # of each citation: is its article one of the right ones
    verbatim: tuple[bool, ...]  # of each citation: does its quote stand in the article at its span


@dataclass(frozen=True, slots=True)
class QaReport:
    """Every judged question; `rejected` names the article files that could not be read."""

    judged: tuple[Judged, ...]
    rejected: tuple[str, ...] = field(default=())

    def as_object(self) -> dict[str, Any]:
        """Return what `eval qa --json` prints; a share of no cases is null."""
        return {
            **_shares(self.judged),
            "by_lang": self._by(lambda judged: judged.expected.lang),
            "by_kind": self._by(lambda judged: judged.expected.kind),
        }

    def _by(self, name: Callable[[Judged], str]) -> dict[str, Any]:
        groups: dict[str, list[Judged]] = {}
        for judged in self.judged:
            groups.setdefault(name(judged), []).append(judged)
        return {key: {"questions": len(groups[key]), **_shares(groups[key])} for key in sorted(groups)}


def evaluate_answers(
    asked: QuestionSet,
    settings: Settings,
    *,
    on_answer: Callable[[str, Answer], None] | None = None,
    progress: Progress | None = None,
) -> QaReport:
    """Ask every question of the set over its articles and judge what comes back; `on_answer` gets id and answer of each.

    Raises:
        UsageError, IngestError: the question file is missing or malformed.
        IsnadError: whatever indexing and asking raise.
    """
    questions = read_questions(asked.questions)
    with indexed(asked.articles, settings, metadata=asked.metadata, progress=progress) as index:
        judged: list[Judged] = []
        for expected in questions:
            answer = index.engine.ask(expected.question, AskOptions(top_k=settings.search.top_k, use_llm=asked.use_llm))
            hits = index.engine.search(expected.question, AskOptions(top_k=DEPTH))
            judged.append(judge(expected, hits, answer, index.engine))
            if on_answer is not None:
                on_answer(expected.id, answer)
            if progress is not None:
                progress("questions", len(judged), len(questions))
        return QaReport(tuple(judged), tuple(str(item) for item in index.report.rejected if not item.kept))


def judge(expected: ExpectedAnswer, hits: Sequence[Hit], answer: Answer, engine: Engine) -> Judged:
    """Return what became of one question."""
    return Judged(
        expected=expected,
        evidence_at_1=holds_evidence(expected, hits[:1]),
        evidence_at_5=holds_evidence(expected, hits[:DEPTH]),
        right=is_right(expected, answer),
        abstained=answer.status == "abstained",
        precise=tuple(citation.article.id in expected.articles for citation in answer.citations),
        verbatim=tuple(_stands(citation.quote, engine) for citation in answer.citations),
    )


def _stands(quote: Quote, engine: Engine) -> bool:
    article = engine.article(quote.article_id)
    return article is not None and quote.stands_in(article)


def _shares(judged: Sequence[Judged]) -> dict[str, float | None]:
    answerable = [one for one in judged if one.expected.answerable]
    unanswerable = [one for one in judged if not one.expected.answerable]
    return {
        "evidence@1": _share([one.evidence_at_1 for one in answerable]),
        "evidence@5": _share([one.evidence_at_5 for one in answerable]),
        "answer_accuracy": _share([one.right for one in answerable]),
        "citation_precision": _share([precise for one in judged for precise in one.precise]),
        "quote_verbatim": _share([verbatim for one in judged for verbatim in one.verbatim]),
        "abstained_unanswerable": _share([one.abstained for one in unanswerable]),
        "abstained_answerable": _share([one.abstained for one in answerable]),
    }


def _share(cases: Sequence[bool]) -> float | None:
    share = mean([float(case) for case in cases])
    return None if share is None else round(share, 4)
