"""What speaks against an answer: each reason where it holds, and not where it does not."""

from __future__ import annotations

import pytest

from rag.answer.extract import judged
from rag.answer.reasons import REASONS, Reason
from tests.rag.answer.asking import request
from tests.rag.answer.passages import evidence

BANK = evidence(
    "The board of the Sarmand central bank kept its rate on Monday. Governor Lena Aziz said that prices were falling. The rate stands at 8 percent.",
    name="bank",
    title="Sarmand central bank keeps its rate",
)
VISIT = evidence(
    "التقى الرئيس الروسي وزير المالية الفرنسي في موسكو يوم 3 أيار 2021. وبحث الجانبان قرضا جديدا.",
    name="visit",
    title="لقاء في موسكو",
)


def reasons(question: str, *passages: object) -> dict[str, Reason]:
    """Return the reasons against the best window, by name."""
    return {reason.name: reason for reason in judged(request(question, passages))[0].reasons}  # type: ignore[arg-type]


def test_an_office_named_beside_another_country_is_another_office() -> None:
    """The French president is not the Russian one, though a Frenchman stands beside him."""
    found = reasons("ماذا قال الرئيس الفرنسي عن القرض؟", VISIT)
    assert found["other_office"].words == ("الرئيس الفرنسي",)
    assert "other_office" not in reasons("ماذا قال الرئيس الروسي عن القرض؟", VISIT)


@pytest.mark.parametrize("question", ["Who is Putin's finance minister?", "من هو وزير مالية بوتين؟"])
def test_a_persons_minister_is_no_other_countrys(question: str) -> None:
    """Whose an office is may be told by a person's name; the French one's holder has another."""
    assert "other_office" in reasons(question, VISIT)


def test_the_opposite_of_what_is_asked_about_is_no_answer() -> None:
    """Who lost is not who won, though every other word is met."""
    lost = evidence("هزيمة كريم حداد في الانتخابات البلدية فاجأت الحزب.", name="lost", title="الانتخابات البلدية")
    assert "opposite_told" in reasons("Who won the municipal elections?", lost)
    assert "opposite_told" not in reasons("Who lost the municipal elections?", lost)


@pytest.mark.parametrize("question", ["What did governor Lena Aziz say?", "ماذا قال الوزير كريم حداد عن القرض؟"])
def test_a_name_behind_an_office_is_its_holder(question: str) -> None:
    """ "Governor Aziz" is no governor of Aziz."""
    assert "other_office" not in reasons(question, BANK)


def test_an_office_whose_country_goes_without_saying_is_accepted() -> None:
    """A local paper writes "the governor" and not whose: only another owner, or another office, speaks against it."""
    assert "other_office" not in reasons("What did the Tunisian governor say about prices?", BANK)
    assert "other_office" in reasons("What did the Tunisian ambassador say about prices?", BANK)


@pytest.mark.parametrize(
    ("question", "name", "words"),
    [
        ("What did Morocco say about the loan?", "known_name_absent", ("Morocco",)),
        ("ماذا قال السيسي عن القرض؟", "known_name_absent", ("السيسي",)),
        ("What did Zorvak say about the loan?", "name_absent", ("Zorvak",)),
        ("كم بلغ قرض زرفاكون؟", "unheard_absent", ("زرفاكون",)),
    ],
)
def test_a_name_that_stands_nowhere_in_the_article_is_told(question: str, name: str, words: tuple[str, ...]) -> None:
    """Names have few other wordings: one that the article lacks is another subject."""
    assert reasons(question, VISIT)[name].words == words


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("How large was the loan of the AFC?", ("AFC",)),
        ("Who signed the Bread Agreement?", ("Bread",)),
    ],
)
def test_what_arabic_tells_by_meaning_is_no_name_that_is_missed(question: str, words: tuple[str, ...]) -> None:
    """An abbreviation is mostly written in full there, and the words of a title are translated: they count as words."""
    found = reasons(question, VISIT)
    assert not NAMED & found.keys()
    assert set(words) <= set(found["words_unmet"].words)


@pytest.mark.parametrize("question", ["What did John Bread say about the loan?", "What did they say about the S-400?"])
def test_a_surname_and_a_numbered_type_are_names_whatever_they_mean(question: str) -> None:
    """A man called Bread is called so in Arabic too."""
    assert "name_absent" in reasons(question, VISIT)


def test_a_name_is_met_by_its_other_script_and_its_capital() -> None:
    """ "Moscow" is «موسكو», and what Paris said the French minister may have said."""
    found = reasons("When was the French minister in Moscow?", VISIT)
    assert not {"known_name_absent", "name_absent"} & found.keys()


def test_a_year_that_is_not_told_speaks_against_an_answer() -> None:
    """The right event in another year is another event."""
    assert reasons("When did the Russian president meet the minister in 2019?", VISIT)["time_untold"].words == ("2019",)
    assert "time_untold" not in reasons("Where did the Russian president meet the minister in 2021?", VISIT)


def test_a_number_that_is_asked_for_and_not_there_is_missed() -> None:
    """No sentence that only repeats the question's words tells a number."""
    assert "number_missing" in reasons("How many people live in Sarmand?", BANK)
    fire = evidence("The fire at the market killed 12 people on Monday.", name="fire", title="Fire at the market")
    assert "number_missing" not in reasons("How many people did the fire at the market kill?", fire)


def test_what_is_counted_must_be_spoken_of() -> None:
    """An article that tells of no tonnes and no budget does not say how many or how much; what is counted may be called otherwise."""
    fire = evidence(
        "The fire at the market killed 12 on Monday. The market is rebuilt.", name="fire", title="Fire at the market"
    )
    assert reasons("How many tonnes of rice burned at the market?", fire)["measure_untold"].words == ("tonnes",)
    assert reasons("كم تبلغ ميزانية السوق؟", fire)["measure_untold"].words == ("ميزانية",)
    assert "measure_untold" not in reasons("How many people did the fire at the market kill?", fire)
    assert "measure_untold" not in reasons("How many traders did the fire at the market kill?", fire)
    assert "measure_untold" not in reasons("What is the rate of the Sarmand central bank?", BANK)


def test_who_somebody_is_needs_what_tells_him_apart_beside_the_name() -> None:
    """Another bank's governor is not this one."""
    assert "identity_unmet" in reasons("Who is the coach of the Sarmand team?", BANK)
    assert "identity_unmet" not in reasons("Who is the governor of the Sarmand central bank?", BANK)


def test_reasons_come_in_the_order_of_the_list_and_within_their_bounds() -> None:
    """The first is the one that a refusal names; a strength is a share."""
    for question in ("Who is the coach of Zorvak?", "لماذا استقال السيسي؟", "How many ministers met in 2019?"):
        found = list(reasons(question, BANK, VISIT).values())
        assert [reason.name for reason in found] == sorted((r.name for r in found), key=REASONS.index)
        assert all(0 < reason.strength <= 1 for reason in found)


CHAHED = evidence(
    "زار رئيس الحكومة يوسف الشاهد ولاية القصرين يوم الاثنين. وقال سمير الدلالي إن شاطئ سيدي علي المكي مفتوح، وفاز النجم الساحلي على فريق بنقردان.",
    name="visits",
    title="زيارة",
)
NAMED = {"known_name_absent", "name_absent", "unheard_absent"}


@pytest.mark.parametrize(
    "question",
    [
        "When did Youssef Chahed visit Kasserine?",
        "What did Samir Dallali say about Sidi Ali El Mekki?",
        "Whom did Etoile du Sahel beat?",
        "Did Étoile du Sahel beat Ben Guerdane?",
        "What did Dallali say of the beach?",
    ],
)
def test_a_name_is_there_however_it_is_romanised(question: str) -> None:
    """French and Maghrebi spelling, particles, hyphens and the lexicon's other name for it: none makes it another name."""
    assert not NAMED & reasons(question, CHAHED).keys()


@pytest.mark.parametrize(
    ("question", "absent"),
    [
        ("When did Younes Chahed visit Kasserine?", "Younes"),
        ("What did Samira Dallali say of the beach?", "Samira"),
        ("When did Youssef Zorvak visit Kasserine?", "Zorvak"),
        ("When did Youssef Chahed visit Kairouan?", "Kairouan"),
    ],
)
def test_a_near_miss_of_a_name_is_absent(question: str, absent: str) -> None:
    """One name in common does not make two persons or places one."""
    found = reasons(question, CHAHED)
    assert absent in [word for name in NAMED & found.keys() for word in found[name].words]


def test_a_surname_alone_is_the_person_unless_another_first_name_stands_before_it() -> None:
    """An article that says «الدلالي» may mean Samir Dallali; one that says «كريم الدلالي» does not."""
    alone = evidence("وقال الدلالي إن الشاطئ مفتوح للزوار.", name="alone", title="شاطئ")
    other = evidence("وقال كريم الدلالي إن الشاطئ مفتوح للزوار.", name="other", title="شاطئ")
    assert not NAMED & reasons("What did Samir Dallali say of the beach?", alone).keys()
    assert NAMED & reasons("What did Samir Dallali say of the beach?", other).keys()


CLOSED = evidence(
    "أغلق مدير المكتبة عمر صالح باب القاعة الكبرى بعد سقوط جزء من السقف. ورحب سكان الحي بقرار المدير.",
    name="closed",
    title="القاعة الكبرى",
)


@pytest.mark.parametrize(
    ("question", "refused"),
    [
        ("لماذا أغلق مدير المكتبة القاعة الكبرى؟", False),
        ("Why did the director of the library close the hall?", False),
        ("Why did Omar Saleh sell the library?", True),
        ("لماذا احتج سكان الحي على قرار المدير؟", True),
        ("Why did the appointed director close the hall?", False),
        ("لماذا يرى سكان الحي أن المدير أغلق القاعة؟", False),
    ],
)
def test_a_deed_that_is_to_be_explained_must_be_told(question: str, *, refused: bool) -> None:
    """Who is asked about may be named and the subject fit: what nobody did has no reason."""
    assert ("deed_untold" in reasons(question, CLOSED)) == refused


def test_two_absent_names_refuse_where_each_alone_is_light() -> None:
    """Of several persons who are asked about in a long question none is in the article: together they refuse."""
    question = "When did Zorvak and Mendle talk on the telephone about the new loan of the central bank of Sarmand?"
    found = reasons(question, BANK)["name_absent"]
    assert found.words == ("Zorvak", "Mendle")
    assert found.strength > 0.25


def test_negotiations_are_no_office() -> None:
    """The stem of an office is not the office: only "negotiator" has a holder."""
    assert "other_office" not in reasons("When do the Moscow negotiations begin?", VISIT)
