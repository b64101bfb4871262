"""Which number of a sentence answers, and how it is told in the asker's language."""

from __future__ import annotations

import pytest

from rag.answer.amounts import counted_noun
from rag.answer.extract import extract
from rag.answer.short import find_short
from rag.search.question import read_question
from rag.settings import AnswerSettings
from tests.rag.answer.asking import request
from tests.rag.answer.passages import evidence


def short(question: str, text: str) -> str | None:
    """Return the words of the short answer that `text` holds."""
    asked = request(question)
    found = find_short(asked.question, asked.matcher(), text, None)
    return found.answer.text if found else None


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        ("How many violations were there?", "The groups violated the truce 430 times in 9 towns.", "430 times"),
        ("كم عدد الخروقات؟", "انتهكت المجموعات الهدنة 430 مرة في 9 بلدات.", "430 مرة"),
        ("How many fans saw it?", "The 2022 World Cup final was seen by 900 fans.", "900 fans"),
        ("كم تذكرة بيعت؟", "بيعت لنهائي مونديال 2022 في يوم واحد 900 تذكرة.", "900 تذكرة"),
        ("كم عمر السائق؟", "كان خط عدد5 يقوده سائق يبلغ من العمر 44 سنة.", "44 سنة"),
        ("كم ربح المصرف؟", "ربح المصرف 7 مليارات دولار، أي 4 مرات أكثر.", "7 مليار دولار"),
        ("كم طفلا شارك؟", "شارك 30 تلميذا من 6 مدن.", "30 تلميذا"),
        ("How many people were killed?", "The fire killed 12 and injured 40 people.", "12"),
        ("كم شخصا قتل؟", "أدى الحريق إلى مقتل 12 وإصابة 40 شخصا.", "12"),
        (
            "How many tourists died?",
            "تأكدت وفاة 3 أشخاص كانوا على متن القارب، في حين تم إنقاذ 20 سائحا واثنين من طاقم المركب.",
            "3 people",
        ),
        ("How many tourists were rescued?", "تأكدت وفاة 3 أشخاص، في حين تم إنقاذ 20 سائحا.", "20"),
        ("How many people were wounded?", "ارتفعت حصيلة الهجوم إلى 28 قتيلا و25 جريحا.", "25"),
        ("كم صوتا حصل عليه عودة؟", "حصل كريم حداد على 2766 صوتا يليه سامي عودة بمجموع 2414 صوتا.", "2414 صوتا"),
        ("كم بلغ معدل البطالة؟", "بلغت نسبة البطالة 9 فاصل 5 مقابل 8 فاصل 1 في السنة الماضية.", "9.5"),
        ("كم شابا شارك؟", "رفض 24 بالمائة، وشارك 500 شاب.", "500 شاب"),
    ],
)
def test_a_count_counts_what_is_asked(question: str, text: str, answer: str) -> None:
    """Years, lines, shares and the wounded are no answer; another noun for the same people is."""
    assert short(question, text) == answer


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        ("How many refugees fled?", "فر مئات الآلاف من اللاجئين.", "hundreds of thousands"),
        ("كم شخصا فر؟", "Tens of thousands of people fled.", "عشرات الآلاف"),
        ("How long did the strike last?", "استمر الإضراب نحو ثلاثة أيام.", "about 3 days"),
        ("How long did the strike last?", "استمر الإضراب ساعتين.", "2 hours"),
        ("كم استمر الإضراب؟", "استمر الإضراب ساعتين.", "ساعتين"),
        ("How long is the strike?", "They began a three-day strike.", "3 days"),
        ("How much is the loan?", "Parliament approved a $5 million loan.", "5 million dollars"),
        ("كم تبلغ قيمة القرض؟", "Parliament approved a loan of $5 million.", "5 مليون دولار"),
        ("How many workers were hired?", "More than 10 to 15 workers were hired.", "10 to 15 workers"),
        ("كم عاملا وظف؟", "وظف أكثر من 80 عاملا.", "أكثر من 80 عاملا"),
        ("How many people were arrested?", "أوقف ما لا يقل عن 15 شخصا.", "at least 15 people"),
        ("كم استمر الإضراب؟", "The strike lasted 4 days.", "4 أيام"),
        ("كم استمر الإضراب؟", "The strike lasted 40 days.", "40 يوما"),
        ("What share of members agreed?", "وافق ثلثا الأعضاء.", "two thirds"),
    ],
)
def test_an_amount_is_told_in_the_askers_language(question: str, text: str, answer: str) -> None:
    """Units, magnitudes, parts and the "about" before a number are translated; a span is told whole."""
    assert short(question, text) == answer


@pytest.mark.parametrize(
    ("question", "noun"),
    [
        ("How many online tickets were sold?", "tickets"),
        ("How many people died in the fire?", "people"),
        ("How many businessmen and smugglers were held?", "businessmen"),
        ("كم تذكرة بيعت؟", "تذكره"),
    ],
)
def test_the_counted_noun_is_the_head_of_its_phrase(question: str, noun: str) -> None:
    """What stands before the noun does not count."""
    assert counted_noun(read_question(question)) == noun


def test_an_ordinal_is_no_count() -> None:
    """The third goal in the 88th minute is one goal."""
    assert short("How many goals did she score?", "She scored the third goal in the 88th minute.") is None
    assert short("كم هدفا سجلت؟", "سجلت الهدف الثالث في الدقيقة 88.") is None


def test_the_sentence_that_holds_the_number_answers() -> None:
    """Where the sentence nearest to the question counts nothing that is asked, the one after it that does is taken."""
    report = evidence(
        "A tram hit a young cyclist at the Lilac Street stop in Karsa on Monday, and he was taken to a hospital in the city."
        " The driver of the tram braked before the Lilac Street stop, in vain. The cyclist, aged 19 years, is a student of law.",
        name="tram",
        title="Cyclist hit by a tram in Karsa",
    )
    asked = request("How old is the cyclist hit by a tram at the Lilac Street stop in Karsa?", (report,))
    answer = extract(asked, AnswerSettings())
    assert answer.short_answer is not None
    assert answer.short_answer.value == "19"
