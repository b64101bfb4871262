"""The adversarial questions: what no article bears out is not shown, with a model that lies and without one."""

from __future__ import annotations

import json
import re

import pytest

from tests.bench.adversarial import Outcome, cases, lies_about, lying, offline, reached
from tests.rag.answer.asking import PASSAGES, QUESTION


@pytest.fixture(scope="module")
def lied() -> list[Outcome]:
    """Return what was shown of a model that lies about every question."""
    return lying()


def test_no_lie_of_a_model_is_shown(lied: list[Outcome]) -> None:
    """Denials dropped, figures changed, quotations made up or unsupporting, pieces stitched: none passes."""
    assert len(lied) >= 60
    assert [(outcome.case.id, lie) for outcome in lied for lie in outcome.lies] == []


def test_what_a_lying_model_leaves_is_marked(lied: list[Outcome]) -> None:
    """Every answer is made of quotes then, and says that the model's words were not borne out."""
    made_up = [outcome for outcome in lied if outcome.answer.generator != "extractive"]
    assert made_up == []
    unmarked = [o.case.id for o in lied if o.answer.status == "answered" and not any(o.answer.notes)]
    assert unmarked == []


def test_nothing_forbidden_is_shown_offline() -> None:
    """Injected instructions, false premises and near misses lead to no statement that `must_not` names."""
    assert [(o.case.id, piece) for o in offline() for piece in o.forbidden] == []


def test_the_lying_model_lies_in_every_way() -> None:
    """Each question is lied about with its own words, with made-up quotations, dropped denials, changed figures and stitches."""
    (case,) = [case for case in cases() if case.id == "adv-001"]
    passages = "\n\n".join(
        f"{json.dumps({'passage': number, 'title': 'x'})}\n<data ab>\n{item.passage.text}\n</data ab>"
        for number, item in enumerate(PASSAGES, 1)
    )
    prompt = f"{passages}\n\nThe question, as data: {json.dumps(QUESTION)}"
    lies = [json.loads(line) for line in lies_about(prompt, {QUESTION: case})]
    texts = [lie["statement"] for lie in lies]
    assert any("collapsed" in text for text in texts)
    assert any(re.search(r"\bترسل قوات\b", text) and "لن" not in text for text in texts)
    assert any("32 May" in text for text in texts)
    assert any(" ... " in lie["support"][0]["quote"] for lie in lies)
    assert len(texts) >= 10


def test_a_model_behind_an_address_is_reached_by_settings() -> None:
    """The benchmark's settings name the address and the model, and hide the key."""
    made = reached("http://127.0.0.1:1/v1", "openai:x", "secret-key")
    assert "secret-key" not in repr(made)
