"""What an answer cannot do without, and what stands beside it: offices, premises, other values, persons' names."""

from __future__ import annotations

from pathlib import Path

import pytest

from rag.answer.entities import persons, places
from rag.engine import Engine
from tests.rag.conftest import indexed

MINISTER = (
    "أعلن وزير المياه النرويجي أن السد الجديد سيبدأ العمل في الخريف. "
    "وقال رئيس بلدية برغن إن المدينة ستستفيد من المشروع. وأضاف الوزير أن الكلفة بلغت 40 مليون كرونة."
)
DENIAL = (
    "The ministry said on Monday that Kenya will not send soldiers to the island. Officials will meet again in June."
)
TOLL = (
    "The fire at the Aswan market killed {} people on 3 May 2021, officials said. Shops will stay closed for a week.",
)


def write(folder: Path, name: str, text: str, title: str, published: str, source: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    head = f"---\ntitle: {title}\nsource: {source}\npublished: {published}\n---\n\n"
    (folder / f"{name}.md").write_text(head + text + "\n", encoding="utf-8")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    folder = tmp_path_factory.mktemp("articles")
    write(folder, "dam", MINISTER, "سد جديد في النرويج", "2021-02-01", "صحيفة الشمال")
    write(folder, "island", DENIAL, "No troops for the island", "2021-05-01", "Coast Daily")
    write(folder, "fire-1", TOLL[0].format(12), "Aswan market fire", "2021-05-04", "Nile News")
    write(folder, "fire-2", TOLL[0].format(15), "Aswan fire toll rises", "2021-05-06", "Delta Post")
    return indexed(tmp_path_factory.mktemp("data"), folder)


def test_another_office_is_not_answered_for(archive: Engine) -> None:
    """The water minister is not the foreign minister, and the refusal names what is missing."""
    answer = archive.ask("Who is the Norwegian foreign minister?")
    assert answer.status == "abstained"
    assert any("foreign minister" in words for words in answer.missing)


def test_a_premise_that_the_archive_denies_is_contradicted_with_its_words(archive: Engine) -> None:
    """ "Why did they send" is met by the sentence that says they will not."""
    answer = archive.ask("Why did Kenya send soldiers to the island?")
    assert answer.status == "abstained"
    assert "will not send soldiers" in (answer.reason or "")
    assert answer.nearest[0].article.id == "island"


def test_sources_that_differ_are_shown_each_with_its_outlet_and_the_newest_marked(archive: Engine) -> None:
    """Two tolls of one fire are two claims, oldest first; the words of the other side come with it."""
    answer = archive.ask("How many people did the fire at the Aswan market kill?")
    assert answer.short_answer is not None
    assert answer.short_answer.value in {"12", "15"}
    (difference,) = answer.disagreements
    assert [(claim.value, claim.source, claim.newest) for claim in difference.claims] == [
        ("12", "Nile News", False),
        ("15", "Delta Post", True),
    ]
    other = next(claim for claim in difference.claims if not claim.citations)
    article = archive.article("fire-1" if other.value == "12" else "fire-2")
    assert article is not None
    assert other.quote is not None
    assert other.quote.stands_in(article)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("قالت رئيسة الهيئة رنا القضاة إن النسبة ارتفعت", "رنا القضاة"),
        ("وأعلن المتحدث خالد المجبري أن الطريق مغلق", "خالد المجبري"),
        ("قال محمد بن سلمان إن الخطة مستمرة", "محمد بن سلمان"),
        ("وأكد وزير العدل ناصر الشرفي أن الخطة مستمرة", "ناصر الشرفي"),
        ("اجتمع بالمدير حافظ قايد السبسي أمس", "حافظ قايد السبسي"),
        ("وأعلنت وزيرة العدل، رانية مبارك، أن الخطة مستمرة", "رانية مبارك"),
        ("ناقش بوتين وماكرون الخطة", "بوتين"),
        ("The mayor, Salma Idris, opened the bridge.", "Salma Idris"),
    ],
)
def test_persons_are_found_from_what_stands_around_their_names(text: str, name: str) -> None:
    """A given name takes its family name, and no verb after it."""
    assert name in [person.text for person in persons(text)]


@pytest.mark.parametrize(
    "text",
    [
        "قال المتحدث باسم الهيئة إن النسبة ارتفعت",
        "طلبت الهيئة ناصر المظلومين والفقراء",
        "أقر الوزير أمل الناس",
        "وبتفحصها تفحصا طويلا عثر على كيس",
        "شوهدا يجنحان بعيدا عن الميناء",
    ],
)
def test_given_names_that_are_ordinary_words_name_nobody_alone(text: str) -> None:
    """«ناصر» is a name behind an office only, «باسم» not even there."""
    assert not persons(text)


def test_places_are_known_or_shown_by_a_preposition() -> None:
    """The lexicon's places come first."""
    assert places("وصلت القافلة إلى بغداد أمس")[0].text.endswith("بغداد")


def test_an_archive_of_nothing_refuses_kindly(tmp_path: Path) -> None:
    """A question that has no words to search for says what to do."""
    folder = tmp_path / "articles"
    folder.mkdir()
    write(folder, "one", MINISTER, "سد", "2021-02-01", "صحيفة الشمال")
    with indexed(tmp_path / "data", folder) as engine:
        answer = engine.ask("؟؟؟")
        assert answer.status == "abstained"
        assert answer.reason
