"""A small engine for tests of the bot: three articles, real values, and a way to be slow or to fail.

Stands where the tests need what the real engine cannot be told to do (wait, break, publish a generation at a chosen
moment); everything else is tested with the real one.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from rag.values import (
    Answer,
    ArticleCard,
    AskOptions,
    Citation,
    Coverage,
    Hit,
    Nearest,
    Passage,
    Quote,
    ShortAnswer,
    Statement,
    Timeline,
    TimelineEvent,
    Turn,
)

__all__ = ["CARDS", "TinyEngine", "abstained", "answered"]

_BODIES = {
    "bridge": (
        "The old bridge over the river reopened on 14 March 2021. Engineers had worked on it for nine months. "
        "The mayor crossed it first, on a bicycle."
    ),
    "harbour": (
        "أعيد افتتاح المرفأ القديم في 14 آذار 2021 بعد أعمال استمرت تسعة أشهر. وقال رئيس البلدية إن الكلفة بلغت "
        "3 ملايين ليرة. وعبرت أول سفينة بعد الظهر."
    ),
    "museum": "The museum by the river <closed> its east wing & moved 40 paintings to the town hall in May 2020.",
}
CARDS = {
    "bridge": ArticleCard(
        "bridge",
        "Bridge reopens after nine months",
        "The Valley Post",
        date(2021, 3, 15),
        "https://valley.example/bridge?a=1&b=2",
        "en",
        "bridge.txt",
    ),
    "harbour": ArticleCard(
        "harbour", "المرفأ القديم يستقبل أول سفينة", "جريدة الساحل", date(2021, 3, 16), None, "ar", "harbour.txt"
    ),
    "museum": ArticleCard("museum", "Museum <east> wing & hall", None, None, "javascript:alert(1)", "en", "museum.txt"),
}


def _citation(number: int, article: str, words: str) -> Citation:
    body = _BODIES[article]
    start = body.index(words)
    return Citation(
        number, Quote(article, start, start + len(words), words), Passage(article, 0, len(body), body), CARDS[article]
    )


def answered(question: str, language: str = "en", *, generation: int = 1, number: str = "a1") -> Answer:
    """Return an answer with two statements from an English and an Arabic article."""
    english, arabic = "reopened on 14 March 2021", "أعيد افتتاح المرفأ القديم في 14 آذار 2021"
    if language == "ar":
        statements = (
            Statement(f"بحسب جريدة الساحل: «{arabic}»", (1,)),
            Statement("بحسب The Valley Post: “The old bridge over the river reopened on 14 March 2021.”", (2,)),
        )
        citations = (_citation(1, "harbour", arabic), _citation(2, "bridge", english))
        short = ShortAnswer("date", "2021-03-14", "14 آذار 2021")
    else:
        statements = (
            Statement("According to The Valley Post: “The old bridge over the river reopened on 14 March 2021.”", (1,)),
            Statement(f"According to جريدة الساحل: «{arabic}»", (2,)),
        )
        citations = (_citation(1, "bridge", english), _citation(2, "harbour", arabic))
        short = ShortAnswer("date", "2021-03-14", "14 March 2021")
    return Answer(
        id=number,
        question=question,
        language="ar" if language == "ar" else "en",
        status="answered",
        statements=statements,
        citations=citations,
        short_answer=short,
        coverage=coverage(generation),
    )


def abstained(question: str, language: str = "en") -> Answer:
    """Return a refusal with two near articles."""
    near = tuple(
        Nearest(CARDS[name], Passage(name, 0, len(_BODIES[name]), _BODIES[name])) for name in ("museum", "harbour")
    )
    reason = "الأرشيف لا يقول." if language == "ar" else "The archive does not say."
    return Answer(
        id="r1",
        question=question,
        language="ar" if language == "ar" else "en",
        status="abstained",
        nearest=near,
        missing=("volcano",),
        reason=reason,
        coverage=coverage(1),
    )


def coverage(generation: int) -> Coverage:
    """Return what the three articles cover."""
    when = datetime(2021, 4, 1, 12, 30, tzinfo=UTC)
    return Coverage(generation, 3, date(2021, 3, 15), date(2021, 3, 16), when, ("The Valley Post", "جريدة الساحل"))


@dataclass
class TinyEngine:
    """An engine that can be told how to behave; counts what it was asked."""

    seconds: float = 0.0
    between: float = 0.0  # seconds between two statements
    error: Exception | None = None
    generation: int = 1
    published: int = 1
    asked: list[tuple[str, tuple[Turn, ...]]] = field(default_factory=list)
    finished: int = 0
    closed: bool = False
    lock: threading.Lock = field(default_factory=threading.Lock)

    def ask(
        self,
        question: str,
        options: AskOptions,
        conversation: Sequence[Turn] = (),
        on_statement: Callable[[Statement, Sequence[Citation]], None] | None = None,
    ) -> Answer:
        """Answer about the bridge; refuse about volcanoes."""
        with self.lock:
            self.asked.append((question, tuple(conversation)))
            number = f"a{len(self.asked)}"
        generation = self.generation
        time.sleep(self.seconds)
        if self.error:
            raise self.error
        arabic = any("\u0600" <= character <= "\u06ff" for character in question)
        language = options.language if options.language != "auto" else "ar" if arabic else "en"
        if "volcano" in question or "بركان" in question:
            return abstained(question, language)
        answer = answered(question, language, generation=generation, number=number)
        for statement in answer.statements:
            if on_statement:
                on_statement(statement, answer.citations)
            time.sleep(self.between)
        self.finished += 1
        return answer

    def search(self, question: str, options: AskOptions) -> list[Hit]:
        """Return all passages, or none about volcanoes."""
        if "volcano" in question:
            return []
        names = list(_BODIES)[: options.top_k]
        return [
            Hit(rank, 1 / rank, Passage(name, 0, len(_BODIES[name]), _BODIES[name]), CARDS[name])
            for rank, name in enumerate(names, start=1)
        ]

    def timeline(self, question: str, options: AskOptions) -> Timeline:
        """Return one event, or none about volcanoes."""
        if "volcano" in question:
            return Timeline(question, "en", coverage=coverage(1))
        when = date(2021, 3, 14)
        words = "The old bridge over the river reopened on 14 March 2021."
        event = TimelineEvent(when, when, "day", "14 March 2021", words, (1,))
        return Timeline(question, "en", (event,), (_citation(1, "bridge", words),), coverage=coverage(1))

    def cards(self) -> list[ArticleCard]:
        """Return the three articles."""
        return list(CARDS.values())

    def coverage(self) -> Coverage:
        """Return what the articles cover."""
        return coverage(self.generation)

    def refresh(self) -> bool:
        """Take up the published generation."""
        changed = self.generation != self.published
        self.generation = self.published
        return changed

    def reindex(self, paths: Sequence[Path] = (), *, progress: Callable[[str, int, int], None] | None = None) -> Any:
        """Publish the next generation in three steps."""
        for done in range(1, 4):
            time.sleep(self.seconds)
            if progress:
                progress("embed", done, 3)
        if self.error:
            raise self.error
        self.published += 1

    def close(self) -> None:
        """Note that it was closed."""
        self.closed = True
