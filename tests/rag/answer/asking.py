"""Ask a scripted chat model over a few passages, without an archive."""

from __future__ import annotations

import json
from collections.abc import Sequence

from rag.answer.chat import ChatModel
from rag.answer.evidence import Evidence
from rag.answer.generate import generate
from rag.answer.request import Request
from rag.language.bridge import shipped_bridge
from rag.search.query import analyse_query
from rag.search.question import read_question
from rag.settings import AnswerSettings, ChatSettings, Secret
from rag.values import Answer, Citation, Coverage, Statement
from tests.rag.answer.passages import evidence
from tests.rag.answer.servers.openai_chat import KEY, MODEL

PASSAGES = (
    evidence(
        "Repairs of the Dahab dam will be finished on 15 May 2024, chief engineer Rana Saleh said on Sunday. Workers are replacing three of the"
        " eight gates. The repairs cost 12 million dinars.",
        name="dam",
        title="Repairs of the Dahab dam are on schedule",
        source="Coast Daily",
    ),
    evidence(
        "أكد وزير الدفاع كمال الزين أن الحكومة لن ترسل قوات إلى الوادي. وقال مدير السد إن الإصلاحات تنتهي في ١٥ أيار ٢٠٢٤.",
        name="valley",
        title="وقف إطلاق النار في الوادي",
        source="صحيفة الوادي",
    ),
)
FINISHED = "Repairs of the Dahab dam will be finished on 15 May 2024, chief engineer Rana Saleh said"
QUESTION = "When will the repairs of the Dahab dam be finished?"


def line(statement: str, quote: str, passage: int = 1) -> str:
    """Return a statement as the model is asked to write it."""
    return (
        json.dumps({"statement": statement, "support": [{"passage": passage, "quote": quote}]}, ensure_ascii=False)
        + "\n"
    )


GOOD = line("The repairs of the Dahab dam will be finished on 15 May 2024.", FINISHED)
SECOND = line("Three of the eight gates are being replaced.", "Workers are replacing three of the eight gates.")
THIRD = line("The repairs cost 12 million dinars.", "The repairs cost 12 million dinars.")
WRONG = line("The repairs of the Dahab dam were finished in 2022.", FINISHED)


def request(question: str = QUESTION, passages: Sequence[Evidence] = PASSAGES) -> Request:
    """Return a question over `passages`, every word of it equally rare."""
    return Request(
        question=read_question(question),
        query=analyse_query(question, shipped_bridge()),
        evidence=passages,
        coverage=Coverage(1, len(passages), None, None, None),
        idf=lambda _: 1.0,
        kin=lambda _: {},
    )


def chat(
    url: str, *, timeout: float = 5.0, retries: int = 0, model: str = f"openai:{MODEL}", key: str = KEY
) -> ChatSettings:
    """Return the settings of a scripted model."""
    return ChatSettings(
        model=model, timeout_seconds=timeout, max_retries=retries, openai_api_key=Secret(key), openai_base_url=url
    )


def ask(
    settings: ChatSettings, of: Request | None = None
) -> tuple[Answer, list[tuple[Statement, tuple[Citation, ...]]]]:
    """Return the answer, and what was shown while it was made."""
    shown: list[tuple[Statement, tuple[Citation, ...]]] = []
    answer = generate(
        of or request(),
        ChatModel(settings),
        AnswerSettings(),
        lambda statement, cited: shown.append((statement, tuple(cited))),
    )
    return answer, shown
