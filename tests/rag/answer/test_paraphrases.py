"""Of statements in words of their own the true ones are mostly shown, the false ones never."""

from __future__ import annotations

import pytest

from rag.answer.verify import Draft, Rejected, Support, verify
from rag.answer.wordings import same_wording
from rag.language.analysis import stem
from tests.rag.answer.paraphrases import FALSE, LATER_FALSE, LATER_TRUE, TRUE
from tests.rag.answer.passages import evidence

_LEAST_SHOWN = 0.85  # of the true ones, over all four pairs of languages


def _checked(source: str, statement: str) -> str:
    result = verify(Draft(statement, (Support(1, source),)), [evidence(source)])
    return f"{result.fault}: {result.detail}" if isinstance(result, Rejected) else "shown"


@pytest.mark.parametrize(("source", "statement"), [*FALSE, *LATER_FALSE])
def test_a_near_miss_is_not_shown(source: str, statement: str) -> None:
    """One word of another meaning, another actor or another unit is enough to be dropped."""
    assert _checked(source, statement) != "shown"


def test_most_paraphrases_are_shown() -> None:
    """A statement that says the same in other words passes."""
    pairs = (*TRUE, *LATER_TRUE)
    dropped = [(statement, why) for source, statement in pairs if (why := _checked(source, statement)) != "shown"]
    assert len(dropped) <= (1 - _LEAST_SHOWN) * len(pairs), dropped


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("seized", "confiscated", True),
        ("seized", "صادرت", True),
        ("seized", "sold", False),
        ("injured", "killed", False),
        ("raised", "cut", False),
        ("opened", "closed", False),
    ],
)
def test_only_what_says_the_same_is_one_wording(one: str, other: str, *, same: bool) -> None:
    """Words of one group replace each other, opposites and mere neighbours in meaning do not."""
    assert (stem(other) in same_wording(stem(one))) is same
