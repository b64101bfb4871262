"""Statements beside sentences: what is borne out, and what is not."""

from __future__ import annotations

import pytest

from rag.answer.verify import Draft, Rejected, Support, verify
from tests.rag.answer.passages import evidence
from tests.rag.answer.statements import BAD, GOOD

# Known to pass: who did what to whom is not read where both are common nouns.
_LEAST_SHOWN = 0.9


def _checked(source: str, statement: str) -> str:
    result = verify(Draft(statement, (Support(1, source),)), [evidence(source)])
    return f"{result.fault}: {result.detail}" if isinstance(result, Rejected) else "shown"


@pytest.mark.parametrize(("source", "statement", "fault"), BAD)
def test_a_statement_that_its_quotation_does_not_bear_out_is_not_shown(source: str, statement: str, fault: str) -> None:
    """A real quotation does not carry a statement that says something else."""
    assert _checked(source, statement) != "shown"


def test_good_statements_are_shown() -> None:
    """Nine of ten sensible paraphrases, of both languages over both, pass."""
    dropped = [(statement, why) for source, statement in GOOD if (why := _checked(source, statement)) != "shown"]
    assert len(dropped) <= (1 - _LEAST_SHOWN) * len(GOOD), dropped
