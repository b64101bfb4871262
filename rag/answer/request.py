"""Hold what every way of answering is given: the question read, the evidence found, the state of the archive."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from rag.answer.evidence import Evidence, texts_of
from rag.answer.match import Matcher
from rag.answer.nearness import near_terms
from rag.search.query import Query
from rag.search.question import Question
from rag.values import Coverage, Language, TimeWindow

__all__ = ["Request", "new_answer_id"]


def new_answer_id() -> str:
    """Return an id that no other answer has; it is stored with feedback."""
    return uuid.uuid4().hex[:16]


@dataclass(frozen=True, slots=True)
class Request:
    """One question with everything an answer may be made of.

    `idf` and `kin` are the archive's: how rare a term is there, and which terms are spelt like one; `evidence` is best first; `top_k` is how many passages the asker wants looked at.
    """

    question: Question
    query: Query
    evidence: Sequence[Evidence]
    coverage: Coverage
    idf: Callable[[str], float]
    kin: Callable[[str], Mapping[str, float]]
    searched: TimeWindow | None = None
    notes: tuple[str, ...] = ()
    id: str = field(default_factory=new_answer_id)

    @property
    def language(self) -> Language:
        """The language to answer in."""
        return self.question.language

    def matcher(self) -> Matcher:
        """Return the question's terms, weighed by the archive; what the evidence words nearly so meets them too."""
        near = near_terms((term.text for term in self.query.terms), texts_of(self.evidence))
        return Matcher(self.query, self.idf, self.kin, self.question.asked, near)
