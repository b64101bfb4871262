"""What sources of one event tell otherwise is shown with outlet and day, across languages; what is of another event is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from rag.answer.counted import counts
from rag.engine import Engine
from rag.values import Claim
from tests.rag.conftest import indexed

ARTICLES = (
    (
        "blast1",
        "Blast at the port",
        "Plateau Post",
        "2024-07-02",
        "An explosion destroyed the warehouse at Dora port on Tuesday. Police blamed the Sand Brigade for the attack on the warehouse.",
    ),
    (
        "blast2",
        "The Dora warehouse",
        "Coast Daily",
        "2024-07-03",
        "The Free Coast Movement claimed responsibility for the attack on the Dora warehouse on Wednesday. Two guards were hurt.",
    ),
    (
        "blast3",
        "انفجار مستودع الدورة",
        "صحيفة الهضبة",
        "2024-07-04",
        "اتهمت الحكومة حركة الساحل الحر بالهجوم على مستودع الدورة.",
    ),
    (
        "dam1",
        "Karim dam breaks",
        "Plateau Post",
        "2024-06-11",
        "The Karim dam broke on Monday. Opposition leader Nabil Fares said the water ministry had opened the gates too late. The army ordered the evacuation of the valley, the governor said.",
    ),
    (
        "dam2",
        "انهيار سد كريم",
        "صحيفة الهضبة",
        "2024-06-12",
        "انهار سد كريم يوم الأحد. وقال وزير المياه عادل حمدان إن السد انهار بسبب زلزال. ونفت الوزارة أن تكون قد فتحت البوابات متأخرة.",
    ),
    (
        "deal1",
        "Talks in Tamra",
        "Plateau Post",
        "2024-08-01",
        "The army withdrew from Tamra on Monday, the defence ministry said.",
    ),
    (
        "deal2",
        "Tamra under fire",
        "Coast Daily",
        "2024-08-02",
        "The army did not withdraw from Tamra, the mayor said on Friday.",
    ),
    (
        "fire",
        "Fire at Marj market",
        "Coast Daily",
        "2024-05-03",
        "A fire at the Marj market killed 5 people on Thursday.",
    ),
    (
        "flood1",
        "سيول تجتاح بلدة الصفصاف",
        "وكالة الميناء",
        "2024-05-02",
        "اجتاحت سيول بلدة الصفصاف ليل الثلاثاء، وأودت بحياة 23 شخصا بحسب الدفاع المدني، فيما لا يزال تسعة في عداد المفقودين. وتضررت 40 مزرعة.",
    ),
    (
        "flood2",
        "ارتفاع حصيلة سيول الصفصاف",
        "صحيفة الجبل",
        "2024-05-04",
        "ارتفعت حصيلة ضحايا سيول الصفصاف إلى 31 قتيلا، وفق ما أعلنته وزارة الصحة مساء الجمعة. وأصيب 60 شخصا.",
    ),
    (
        "flood3",
        "Floods in Safsaf kill 27",
        "Coast Daily",
        "2024-05-03",
        "Flash floods in the town of Safsaf killed 27 people, rescue workers said on Thursday. Twelve are missing.",
    ),
    (
        "tr1",
        "Truce in the Sarw valley",
        "Plateau Post",
        "2023-03-05",
        "A truce in the Sarw valley took effect on 3 March 2023. It held for a month.",
    ),
    (
        "tr2",
        "Negotiators near a truce",
        "Coast Daily",
        "2023-09-10",
        "Negotiators are close to a new truce in the Sarw valley, the envoy said. Two points remain.",
    ),
)


@pytest.fixture(scope="module")
def wires(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """Return an engine over invented articles that differ, of several events."""
    folder: Path = tmp_path_factory.mktemp("wires")
    for name, title, source, day, body in (
        *ARTICLES,
        ("flood2-copy", *ARTICLES[_PLACE][1:2], "Wire Copy", "2024-05-04", ARTICLES[_PLACE][4]),
    ):
        head = f"---\ntitle: {title}\nsource: {source}\npublished: {day}\n---\n\n"
        (folder / f"{name}.md").write_text(head + body, encoding="utf-8")
    return indexed(tmp_path_factory.mktemp("wires-data"), folder)


_PLACE = next(place for place, article in enumerate(ARTICLES) if article[0] == "flood2")


def claims(engine: Engine, question: str, kind: str) -> tuple[Claim, ...]:
    """Return the sides of the one disagreement of an answer, none where there is none."""
    found = [one for one in engine.ask(question).disagreements if one.kind == kind]
    assert len(found) <= 1
    return found[0].claims if found else ()


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("How many people died in the Safsaf floods?", {"23", "27"}),
        ("How many people were killed by the floods in Safsaf?", {"23", "27"}),
        ("كم قتيلا في سيول الصفصاف؟", {"23", "31"}),
    ],
)
def test_other_tolls_of_one_event_are_shown_in_whichever_language_and_words(
    wires: Engine, question: str, values: set[str]
) -> None:
    """«أودت بحياة 23 شخصا», "31 قتيلا" and "killed 27 people" count one thing; each outlet's word is shown with its quotation."""
    found = claims(wires, question, "number")
    assert values <= {claim.value for claim in found}
    assert {claim.source for claim in found} >= {"وكالة الميناء"}
    for claim in found:
        assert claim.citations or (claim.quote and claim.value in claim.quote.text)


def test_the_newest_side_is_marked_and_copies_of_one_wire_count_once(wires: Engine) -> None:
    """Sides stand oldest first, the newest marked; a copy of a story is no side of its own."""
    found = claims(wires, "كم قتيلا في سيول الصفصاف؟", "number")
    assert [claim.published for claim in found] == sorted(claim.published for claim in found if claim.published)
    assert [claim.newest for claim in found] == [False] * (len(found) - 1) + [True]
    assert len({claim.value for claim in found}) == len(found)


def test_another_event_s_count_is_no_disagreement(wires: Engine) -> None:
    """The killed of a fire are others than those of a flood, and the injured are not the killed."""
    assert not claims(wires, "How many people did the fire at the Marj market kill?", "number")
    found = claims(wires, "كم قتيلا في سيول الصفصاف؟", "number")
    assert not {"5", "60", "9", "12"} & {claim.value for claim in found}


@pytest.mark.parametrize("question", ["When did the Karim dam break?", "متى انهار سد كريم؟"])
def test_other_days_of_one_event_are_shown_across_languages(wires: Engine, question: str) -> None:
    """An Arabic and an English article that date one event a day apart differ."""
    assert {claim.value for claim in claims(wires, question, "date")} == {"2024-06-10", "2024-06-09"}


def test_two_who_are_named_for_one_act_are_shown(wires: Engine) -> None:
    """Sources that attribute one act to different parties are shown each with its party."""
    found = claims(wires, "Who attacked the Dora warehouse?", "person")
    assert {claim.value for claim in found} == {"Free Coast Movement", "Sand Brigade"}


def test_one_affirms_and_another_denies(wires: Engine) -> None:
    """A sentence that denies what the answer affirms is shown beside it."""
    found = claims(wires, "Did the army withdraw from Tamra?", "text")
    assert {claim.source for claim in found} == {"Plateau Post", "Coast Daily"}


def test_a_later_event_of_the_kind_is_another_one(wires: Engine) -> None:
    """The dated truce is the answer; the one that is still being negotiated is named beside it, as no disagreement."""
    answer = wires.ask("When did the truce in the Sarw valley start?")
    assert answer.short_answer
    assert answer.short_answer.value == "2023-03-03"
    (other,) = answer.disagreements
    assert other.kind == "event"
    assert "close to a new truce" in other.claims[0].text


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("The fire killed 5 people and injured 12.", [("5", "killed"), ("12", "injured")]),
        ("أودت السيول بحياة 23 شخصا، فيما لا يزال تسعة في عداد المفقودين.", [("23", "killed"), ("9", "missing")]),
        ("ارتفعت الحصيلة إلى 31 قتيلا و60 جريحا.", [("31", "killed"), ("60", "injured")]),
        ("The tower cost 14 million dollars.", [("14000000", "cost")]),
        ("The village has 300 houses.", [("300", "")]),
    ],
)
def test_what_a_number_counts_is_told_by_the_words_beside_it(text: str, counted: list[tuple[str, str]]) -> None:
    """The nearest word of a measure in the clause tells what is counted."""
    assert [(f"{one.number.value.normalize():f}", one.measure) for one in counts(text)] == counted


def test_more_than_is_a_lower_bound() -> None:
    """A number after "more than" or before «على الأقل» is one that more do not contradict."""
    (least,) = counts("More than 400 people fled.")
    (exact,) = counts("450 people fled.")
    assert least.least
    assert not exact.least
