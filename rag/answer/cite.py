"""Number the citations of verified statements: 1..n in order of first use, one number for one quotation, only sources that are used."""

from __future__ import annotations

from collections.abc import Sequence

from rag.answer.verify import Verified
from rag.values import Citation, Statement

__all__ = ["cite"]


def cite(verified: Sequence[Verified]) -> tuple[tuple[Statement, ...], tuple[Citation, ...]]:
    """Return the statements with their citation numbers, and the citations in order."""
    citations: dict[tuple[str, int, int], Citation] = {}
    statements: list[Statement] = []
    for item in verified:
        numbers: list[int] = []
        for evidence, quote in item.quotes:
            key = (quote.article_id, quote.start, quote.end)
            if key not in citations:
                citations[key] = Citation(len(citations) + 1, quote, evidence.passage, evidence.article.card)
            numbers.append(citations[key].number)
        statements.append(Statement(item.text, tuple(numbers), item.computed))
    return tuple(statements), tuple(citations.values())
