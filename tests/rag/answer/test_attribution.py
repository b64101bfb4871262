"""What an official or a body claims is told as their claim, in the reader's language as far as the names are known."""

from __future__ import annotations

from pathlib import Path

import pytest

from rag.answer.speakers import named_speaker
from rag.engine import Engine
from tests.rag.conftest import indexed

ARTICLES = {
    "ferry": (
        "غرق عبارة قبالة الميناء القديم",
        "صحيفة المرفأ",
        "2022-03-10",
        "غرقت عبارة قبالة الميناء القديم فجر أمس الأربعاء. وأدى غرق العبارة إلى مقتل 19 راكبا، وفق ما أعلنته وزارة الصحة السورية."
        " وقال العمدة سامي الزين إن الميناء سيغلق. وأضاف أن كلفة إصلاح الرصيف تبلغ 6 ملايين ليرة.",
    ),
    "mine": (
        "Gold mine floods near Tamra",
        "Plateau Post",
        "2022-05-04",
        "A gold mine near Tamra flooded on Monday. At least 46 miners are trapped, according to the Red Crescent. Engineer Rana Saleh"
        " said the pumps had failed in the night. She said repairs of the pumps would cost 900 dollars. The mine has 12 shafts.",
    ),
}


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """Return an engine over two invented articles."""
    folder: Path = tmp_path_factory.mktemp("port")
    for name, (title, source, day, body) in ARTICLES.items():
        head = f"---\ntitle: {title}\nsource: {source}\npublished: {day}\n---\n\n"
        (folder / f"{name}.md").write_text(head + body, encoding="utf-8")
    return indexed(tmp_path_factory.mktemp("port-data"), folder)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("How many passengers were killed when the ferry sank?", "19 passengers, according to the Syrian health ministry"),
        ("كم راكبا قتل في غرق العبارة؟", "19 راكبا، بحسب وزارة الصحة السورية"),
        ("How many miners are trapped in the gold mine?", "at least 46 miners, according to the Red Crescent"),
        ("كم عدد العمال المحاصرين في منجم الذهب؟", "ما لا يقل عن 46، بحسب الهلال الأحمر"),
    ],
)  # fmt: skip
def test_a_claim_is_told_as_its_speaker_s_in_the_short_answer(port: Engine, question: str, text: str) -> None:
    """The short answer names who is quoted for it, in the asker's language."""
    short = port.ask(question).short_answer
    assert short
    assert short.text.startswith(text.split("،", maxsplit=1)[0].split(",", maxsplit=1)[0])
    assert text.rsplit("بحسب ", maxsplit=1)[-1].rsplit("according to ", maxsplit=1)[-1] in short.text


def test_a_speaker_of_the_sentence_before_is_told_and_quoted(port: Engine) -> None:
    """Where «وأضاف أن» leaves the speaker to the sentence before, that one is quoted too."""
    answer = port.ask("كم تبلغ كلفة إصلاح الرصيف؟")
    assert answer.short_answer
    assert "العمدة سامي الزين" in answer.short_answer.text
    assert "قال العمدة سامي الزين" in answer.citations[0].quote.text
    english = port.ask("How much would repairs of the pumps cost?")
    assert english.short_answer
    assert english.short_answer.text.endswith("according to Engineer Rana Saleh")
    assert "Engineer Rana Saleh" in english.citations[0].quote.text


def test_what_the_article_tells_itself_has_no_speaker(port: Engine) -> None:
    """A sentence of the article's own is told as the outlet's alone."""
    answer = port.ask("When did the gold mine near Tamra flood?")
    assert answer.short_answer
    assert answer.short_answer.text == "2 May 2022"


def test_who_is_asked_for_is_not_told_as_the_claimant(port: Engine) -> None:
    """The speaker who is the answer is not repeated beside himself."""
    answer = port.ask("Who said the pumps had failed in the night?")
    assert answer.short_answer
    assert "according to" not in answer.short_answer.text


@pytest.mark.parametrize(
    ("speaker", "english"),
    [
        ("مركز التنسيق الروسي", "the Russian coordination centre"),
        ("وزارة الداخلية المغربية", "the Moroccan interior ministry"),
        ("وزارة الصحة في بنغازي", "the health ministry in Benghazi"),
        ("الهلال الأحمر الليبي", "the Libyan Red Crescent"),
        ("لافروف", "Lavrov"),
        ("وزير الخارجية الروسي سيرغي لافروف", "Russian foreign minister Sergei Lavrov"),
        ("مديرة المكتبة", "«مديرة المكتبة»"),
        ("اتحاد بائعي الكشري", "«اتحاد بائعي الكشري»"),
    ],
)
def test_a_speaker_is_called_in_english_as_far_as_the_words_are_known(speaker: str, english: str) -> None:
    """Known pieces are put together in English order; an unknown one leaves the Arabic words as they stand."""
    assert named_speaker(speaker, "en") == english


def test_a_family_name_makes_nobody_another_man() -> None:
    """A speaker who shares one name with a known person is not called by that person's whole name."""
    for speaker in ("وزير الداخلية الهادي المجدوب", "الهادي", "عباس", "العمدة حسن عباس"):
        called = named_speaker(speaker, "en")
        assert "Mansur" not in called
        assert "Mahmoud" not in called


@pytest.mark.parametrize(
    ("speaker", "arabic"),
    [
        ("the Russian foreign ministry", "وزارة الخارجية الروسية"),
        ("the Red Crescent", "الهلال الأحمر"),
        ("President Vladimir Putin", "الرئيس فلاديمير بوتين"),
        ("the Koshari Sellers' Union", "“the Koshari Sellers' Union”"),
    ],
)
def test_a_speaker_is_called_in_arabic_as_far_as_the_words_are_known(speaker: str, arabic: str) -> None:
    """A known body, office or person is called in Arabic; anything else keeps its own words."""
    assert named_speaker(speaker, "ar") == arabic


def test_a_known_name_that_goes_on_as_another_stays_in_arabic() -> None:
    """The president's name is not put before a stranger's: the speaker is then told in his own words."""
    told = named_speaker("منصور هادي مجدوش", "en")
    assert "Rabbuh" not in told
    assert "مجدوش" in told
