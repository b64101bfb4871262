"""Denials, exceptions and doubts: what a text says not to be so."""

from __future__ import annotations

import pytest

from rag.answer.polarity import denies, negated, scopes
from rag.answer.verify import Draft, Rejected, Support, verify
from tests.rag.answer.negations import PAIRS
from tests.rag.answer.passages import evidence


def _checked(source: str, statement: str) -> str:
    """Return "shown", or why a statement with the whole of `source` as its quotation is not."""
    result = verify(Draft(statement, (Support(1, source),)), [evidence(source)])
    return f"{result.fault}: {result.detail}" if isinstance(result, Rejected) else "shown"


@pytest.mark.parametrize(("source", "right", "wrong"), PAIRS)
def test_a_statement_that_drops_or_makes_up_a_denial_is_not_shown(source: str, right: str, wrong: str) -> None:
    """What turns a denial, an exception or a doubt round is dropped."""
    assert right != wrong
    assert _checked(source, wrong) != "shown"


@pytest.mark.parametrize(("source", "right", "wrong"), PAIRS)
def test_a_statement_that_keeps_a_denial_is_not_dropped_for_it(source: str, right: str, wrong: str) -> None:
    """What keeps a denial, an exception or a doubt is no fault."""
    assert _checked(source, right).split(":")[0] not in ("negation", "restriction", "certainty")


def test_nearly_all_statements_that_keep_a_denial_are_shown() -> None:
    """Few of them are dropped for other reasons: words that the bridge does not know."""
    dropped = [right for source, right, _ in PAIRS if _checked(source, right) != "shown"]
    assert len(dropped) <= 0.1 * len(PAIRS), dropped


@pytest.mark.parametrize(
    "text",
    [
        "The truce is still not only holding but growing.",
        "لا تزال الهدنة صامدة",
        "غير أن اللجنة اجتمعت",
        "حضر كلا الطرفين",
    ],
)
def test_what_only_looks_like_a_denial_is_none(text: str) -> None:
    """Fixed phrases with a word of denial deny nothing."""
    assert not denies(text)


def test_may_is_a_month_and_may_is_a_doubt() -> None:
    """A capital tells the month from the verb."""
    assert not [scope for scope in scopes("The bridge was opened on 15 May 2024.") if scope.kind == "open"]
    assert [scope for scope in scopes("The bridge may be opened soon.") if scope.kind == "open"]


def test_two_denials_over_one_word_cancel() -> None:
    """An even number of cues affirms."""
    text = "The minister did not rule out sending troops."
    assert not negated(text, text.index("sending"), text.index("sending") + 7)
    assert negated(text, text.index("rule"), text.index("rule") + 4)


def test_scopes_are_spans_of_the_text_itself() -> None:
    """Diacritics and tatweel change no span."""
    text = "لَنْ تُرْسِلَ الحكومة قوّات."
    (scope,) = scopes(text)
    assert text[scope.cue_start : scope.cue_end] == "لَنْ"
    assert text[scope.start : scope.end].strip() == "تُرْسِلَ الحكومة قوّات"


def test_at_least_forty_pairs_and_both_languages_are_tried() -> None:
    """The list is long enough, and not of one language."""
    arabic = [source for source, _, _ in PAIRS if any("\u0620" <= letter <= "\u064a" for letter in source)]
    assert len(PAIRS) >= 40
    assert min(len(arabic), len(PAIRS) - len(arabic)) >= 20


@pytest.mark.parametrize(
    "text",
    ["ورغم بيان نفي من مكتب الميناء استمرت الشائعات.", "A denial by the port office came late.", "بعد رفض من النقابة"],
)
def test_who_denies_is_not_what_is_denied(text: str) -> None:
    """«نفي من المكتب» and "a denial by the office" name who denies and say nothing of the office itself."""
    assert not scopes(text)
