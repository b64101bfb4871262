"""A clause of reporting is found with its speaker and what it reports, in both languages."""

from __future__ import annotations

import pytest

from rag.answer.reported import is_reported_day, reports, speaker_of


@pytest.mark.parametrize(
    ("sentence", "value", "speaker"),
    [
        ("عطلت العاصفة 310 قوارب حتى الآن بحسب مركز الموانئ القبرصي.", "310", "مركز الموانئ القبرصي"),
        ("أعلنت وزارة الزراعة المحلية إتلاف 90 طنا من القمح.", "90", "وزارة الزراعة المحلية"),
        ("قالت هيئة الموانئ الجديدة, يوم السبت, ان 12 قاربا غرقت.", "12", "هيئة الموانئ الجديدة"),
        ("ارتفع عدد الغرقى إلى 14، وفق ما أعلنته هيئة الموانئ مساء الاثنين.", "14", "هيئة الموانئ"),
        ("غمرت المياه 60 بيتا، كما ذكر العمدة سامي الزين.", "60", "العمدة سامي الزين"),
        ("ونقلت وكالة الموج عن الربان قوله إن 7 بحارة نجوا.", "7", "الربان"),
        ("ووفقا لهيئة الموانئ فقد غرقت 12 سفينة.", None, None),
        ("At least 22 boats sank, according to the Harbour Workers' Union.", "22", "the Harbour Workers' Union"),
        ("More than 900 people crossed on the first day, the port authority said.", "900", "the port authority"),
        ("Mayor Omar Shadid said on Monday that 12 boats had sunk.", "12", "Mayor Omar Shadid"),
        ("Salma Karam, who built it, said the 70-metre pier would last.", "70", "Salma Karam"),
        ("The union put the number of strikers at 450.", "450", "The union"),
        ("The storm sank 22 boats.", "22", None),
    ],
)
def test_the_speaker_of_a_value_is_who_reports_it(sentence: str, value: str | None, speaker: str | None) -> None:
    """Who says a value is who stands in the clause that reports it; nobody where none does."""
    if value is None:
        assert any(one.speaker for one in reports(sentence))
        return
    at = sentence.index(value)
    assert speaker_of([sentence], 0, (at, at + len(value))) == speaker


@pytest.mark.parametrize(
    ("sentences", "speaker"),
    [
        (("قال العمدة سامي الزين إن الميناء أغلق.", "وأضاف أن الخسائر بلغت 40 مليونا."), "العمدة سامي الزين"),
        (("أكد الربان سامي الخالد غرق السفينة.", "وأشار إلى أن 40 بحارا نجوا."), "الربان سامي الخالد"),
        (("Engineer Rana Saleh said the pier was closed.", "She said repairs would cost 40 million."), "Engineer Rana Saleh"),
        (("The ministry of ports said the pier was closed.", "The ministry said repairs would cost 40 million."), "The ministry of ports"),
        (("The pier was closed.", "He said repairs would cost 40 million."), None),
    ],
)  # fmt: skip
def test_a_speaker_who_is_left_out_stands_in_the_sentence_before(
    sentences: tuple[str, str], speaker: str | None
) -> None:
    """«وأضاف أن» and "she said" speak with the voice of the sentence before; where nobody spoke there, nobody is made up."""
    at = sentences[1].index("40")
    assert speaker_of(sentences, 1, (at, at + 2)) == speaker


@pytest.mark.parametrize(
    ("sentence", "day", "event", "reported"),
    [
        ("اعتبر الوزير اليوم أن اجتماع الميناء حقق نتائج.", "اليوم", "اجتماع", True),
        ("قال الوزير إن اجتماع الميناء عقد أمس.", "أمس", "اجتماع", False),
        ("The mayor said on Tuesday that the bridge opened on 3 May.", "Tuesday", "bridge", True),
        ("The mayor said on Tuesday that the bridge opened on 3 May.", "3 May", "bridge", False),
        ("The bridge opened on 3 May.", "3 May", "bridge", False),
    ],
)
def test_the_day_of_saying_is_not_the_day_of_what_is_said(
    sentence: str, day: str, event: str, *, reported: bool
) -> None:
    """A date beside "said" dates the saying, one inside what is said dates that."""
    at = sentence.index(day)
    assert is_reported_day(sentence, (at, at + len(day)), sentence.index(event)) is reported


def test_according_to_his_words_leaves_the_speaker_to_the_sentence_before() -> None:
    """«بحسب قوله» names nobody: who spoke before is meant."""
    sentences = ["قال العمدة سامي الزين إن الميناء سيغلق.", "ويكلف الرصيف ستة ملايين ليرة بحسب قوله."]
    assert speaker_of(sentences, 1, (0, 29)) == "العمدة سامي الزين"
