"""Who did what is asked about, of several persons of a sentence."""

from __future__ import annotations

import pytest

from rag.answer.short import find_short
from tests.rag.answer.asking import request


def short(question: str, text: str) -> str | None:
    """Return the short answer that `text` holds."""
    asked = request(question)
    found = find_short(asked.question, asked.matcher(), text, None)
    return found.answer.value if found else None


@pytest.mark.parametrize(
    ("question", "text", "person"),
    [
        ("Who beat Aoud?", "Karim Haddad beat Sami Aoud in the second round, Lina Aziz said.", "Karim Haddad"),
        ("Who shot the guard?", "The guard was shot by Karim Haddad, Lina Aziz said.", "Karim Haddad"),
        ("من استقبل رئيس الوفد؟", "استقبل وزير الصحة سامي حداد رئيس الوفد كريم نصر في المطار.", "سامي حداد"),
        ("Who scored the second goal?", "سجل رامي حداد الهدف الثاني بعد تمريرة من كريم نصر.", "رامي حداد"),
        ("Who met Aoud?", "Karim Haddad said he met Sami Aoud at the airport.", "Karim Haddad"),
        ("من استقبل سامي عودة؟", "قال كريم حداد إنه استقبل سامي عودة في المطار.", "كريم حداد"),
        ("من التقى لافروف؟", "قال سامي حداد إن كريم نصر التقى لافروف في موسكو.", "كريم نصر"),
        (
            "Which Valley minister warned the army?",
            "حذرت وزيرة الدفاع رنا القضاة الجيش من الحرب، وحذرت الوزيرة ترامب من الحصار.",
            "رنا القضاة",
        ),
    ],
)
def test_the_one_who_acts_is_told(question: str, text: str, person: str) -> None:
    """Neither whom it was done to, nor who speaks of it, nor who stands nearest."""
    assert short(question, text) == person


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Whose positions did the army shell?", "The army shelled positions of the brigade, Karim Haddad said."),
        ("Who broke the truce?", "أعلن كريم حداد أن المسلحين خرقوا الهدنة مرتين."),
        ("Who broke the truce?", "Karim Haddad said militants had broken the truce twice."),
        ("What is the name of the ship that sank?", "The ship sank off the port, Karim Haddad said."),
        ("من قتل الراعي؟", "أعلنت الكنفديرالية أن مسلحين قاموا بخطف الراعي وقتله بجبل مغيلة."),
        ("ما اسم التقنية التي عرضها كريم نصر؟", "عرض كريم نصر التقنية الجديدة أمام سامي حداد."),
    ],
)
def test_no_person_is_told_where_a_thing_or_its_owner_is_asked_for(question: str, text: str) -> None:
    """The sentence answers then; a person near by does not."""
    assert short(question, text) is None


def test_the_name_of_a_person_is_told() -> None:
    """ "What is the name of" asks for a person where its noun is one's."""
    assert short("What is the name of the engineer?", "The engineer Karim Haddad spoke.") == "Karim Haddad"


@pytest.mark.parametrize(
    ("question", "text", "person"),
    [
        ("من قال إن الميناء سيغلق؟", "قال سامي حداد إن الميناء سيغلق بعد لقاء كريم نصر.", "سامي حداد"),
        (
            "Who said that the port will close?",
            "Karim Nasr met Sami Haddad. Sami Haddad said that the port will close.",
            "Sami Haddad",
        ),
        ("من ذكر أن الميناء سيغلق؟", "ذكرت وزارة النقل أن الميناء سيغلق بعد لقاء كريم نصر.", None),
    ],
)
def test_who_said_it_is_its_speaker(question: str, text: str, person: str | None) -> None:
    """A person of whom the words speak did not say them, and a ministry is nobody."""
    assert short(question, text) == person


def test_who_is_named_in_another_sentence_did_not_do_it() -> None:
    """The deed stands in the first sentence, where nobody is named."""
    text = "All parties break the truce. The talks with Karim Haddad went on."
    assert short("Who broke the truce?", text) is None
    assert short("Who broke the truce?", f"{text} Sami Aoud broke the truce too.") == "Sami Aoud"
