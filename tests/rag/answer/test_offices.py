"""Whose office a name has: the head of its noun phrase, not an office that stands nearer."""

from __future__ import annotations

import pytest

from rag.answer.extract import extract
from rag.answer.offices import head_of
from rag.language.analysis import tokens
from rag.settings import AnswerSettings
from tests.rag.answer.asking import request
from tests.rag.answer.passages import evidence

SPOKEN = evidence(
    "أعلنت المتحدثة باسم المبعوث الخاص للأمم المتحدة إلى الوادي رنا القضاة أن اللقاء سيعقد غدا. وقالت القضاة إن الدعوات أرسلت.",
    name="spoken",
    title="لقاء في الوادي",
)
ENVOY = evidence(
    "وصل المبعوث الخاص للأمم المتحدة إلى الوادي جون ويلز إلى العاصمة يوم الأحد.",
    name="envoy",
    title="المبعوث في العاصمة",
)


def head(text: str, name: str) -> str | None:
    """Return the word that heads the office of a name in a text."""
    start = text.index(name)
    place = head_of(text, start, start + len(name))
    return None if place is None else tokens(text)[place].text


@pytest.mark.parametrize(
    ("text", "name", "office"),
    [
        (
            "أعلنت المتحدثة باسم المبعوث الخاص للأمين العام إلى الوادي رنا القضاة أن اللقاء غدا",
            "رنا القضاة",
            "المتحدثة",
        ),
        ("قال نائب وزير الخارجية سامي حداد اليوم", "سامي حداد", "نائب"),
        ("التقى الرئيس الروسي وزير المالية سامي حداد", "سامي حداد", "وزير"),
        ("قال المتحدث باسم الرئيس بوتين", "بوتين", "الرئيس"),
        ("قال الرئيس سامي حداد لوزير الخارجية كريم نصر", "كريم نصر", "لوزير"),
        ("Karim Haddad, the deputy mayor of Harbour City, spoke", "Karim Haddad", "deputy"),
        ("the United Nations envoy Maria Holm said", "Maria Holm", "envoy"),
        ("قال المبعوث، ثم جاء سامي حداد", "سامي حداد", None),
    ],
)
def test_a_name_has_the_office_that_heads_its_noun_phrase(text: str, name: str, office: str | None) -> None:
    """Genitives and prepositions lead on to the head; another noun, another person and a comma part them."""
    assert head(text, name) == office


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("من هو المبعوث الخاص للأمم المتحدة إلى الوادي؟", "جون ويلز"),
        ("من هي المتحدثة باسم المبعوث الخاص للأمم المتحدة؟", "رنا القضاة"),
    ],
)
def test_who_holds_an_office_is_answered_by_its_holder(question: str, name: str) -> None:
    """The spokeswoman of the envoy is not the envoy."""
    answer = extract(request(question, (SPOKEN, ENVOY)), AnswerSettings())
    assert answer.short_answer
    assert answer.short_answer.value == name


def test_who_holds_an_office_is_not_answered_by_the_holder_of_another() -> None:
    """Where the archive names the spokeswoman alone, it does not say who the envoy is, by her surname neither."""
    answer = extract(request("من هو المبعوث الخاص للأمم المتحدة إلى الوادي؟", (SPOKEN,)), AnswerSettings())
    assert answer.status == "abstained"
