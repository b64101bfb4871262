"""One person's words are never shown for another's."""

from __future__ import annotations

import pytest

from rag.answer.decide import judge_window
from rag.answer.said_by import asked_speaker, other_speaker
from rag.answer.windows import rank_windows
from tests.rag.answer.asking import request
from tests.rag.answer.passages import evidence

ASKED = [
    ("What did Mayor Nadia Haddad say about the harbour?", "Mayor Nadia Haddad"),
    ("How many boats sank, according to Omar Malki?", "Omar Malki"),
    ("ماذا كتب سامي الزين عن الميناء؟", "سامي الزين"),
    ("شنوة قال وزير النقل كريم بن صالح على الميناء؟", "كريم بن صالح"),
    ("Who told Nadia Haddad about the harbour?", None),
    ("من قال إن سامي الزين زار الميناء؟", None),
    ("When was the harbour closed?", None),
]


@pytest.mark.parametrize(("question", "person"), ASKED)
def test_a_question_asks_for_the_words_of_the_subject_of_its_verb_of_saying(question: str, person: str | None) -> None:
    """The subject counts, with or without an office before the name; the one who is told or spoken of does not."""
    asked = asked_speaker(question)

    assert (asked and asked.text) == person


TOLD = [
    ("What did Nadia Haddad say about the harbour?", "The harbour stays open, Omar Malki told reporters.", True),
    ("What did Nadia Haddad say about the harbour?", "The harbour stays open, Nadia Haddad said on Monday.", False),
    ("What did Nadia Haddad say about the harbour?", "The harbour stays open, the mayor said on Monday.", False),
    ("ماذا كتب سامي الزين عن الميناء؟", "وكتب كريم بن صالح على صفحته أن الميناء سيغلق.", True),
    ("ماذا كتب سامي الزين عن الميناء؟", "زار سامي الزين الميناء. وكتب كريم بن صالح على صفحته أن الميناء سيغلق.", True),
    ("ماذا كتب سامي الزين عن الميناء؟", "وكتب الزين على صفحته أن الميناء سيغلق.", False),
    ("ماذا قال سامي الزين عن الميناء؟", "وقال الوزير إن الميناء سيغلق.", False),
    ("ماذا قال سامي الزين عن الميناء؟", "زار سامي الزين الميناء مع الوزير.", True),
    ("لماذا انتقد سامي الزين الميناء؟", "زار سامي الزين الميناء مع الوزير.", False),
    ("What did Sami al-Zein say about the port?", "وقال سامي الزين إن الميناء سيغلق.", False),
    ("ماذا قال سامي الزين عن الميناء؟", "أعلنت وزارة النقل أن الميناء الذي يديره سامي الزين سيغلق.", True),
    ("What did Nadia Haddad say about the harbour?", "The transport ministry said that the harbour of Nadia Haddad stays open.", True),
    ("ماذا قال سامي الزين عن الميناء؟", "ونقل بيان الوزارة أن سامي الزين أكد أن الميناء سيغلق.", False),
    ("What did the Harbour Commission say about the port?", "The transport ministry said that the port stays open.", False),
]  # fmt: skip


@pytest.mark.parametrize(("question", "text", "refused"), TOLD)
def test_words_of_another_named_person_are_refused(question: str, text: str, *, refused: bool) -> None:
    """Another person's name refuses, and a body that speaks of the person; an office alone, or the person in either script, does not."""
    asked = request(question, [evidence(text, name="harbour", title="Harbour", source="Coast Daily")])
    matcher = asked.matcher()
    windows = rank_windows(matcher, asked.evidence, lambda *_: [])
    whole = max(windows, key=lambda window: window.count)

    assert (other_speaker(question, whole) is not None) == refused
    assert ("other_speaker" in [reason.name for reason in judge_window(asked, matcher, whole).refused]) == refused
