"""The catalogue: what is written is what is read, and spans are cut from bodies."""

from __future__ import annotations

import sqlite3
import tempfile
import threading
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from rag.errors import IndexDamaged, IndexingError
from rag.index.catalogue import Catalogue
from rag.index.records import PreparedArticle, write_catalogue
from rag.ingest.passages import split
from rag.language.dates import find_dates
from rag.settings import Settings
from rag.values import Article, TimeWindow
from tests.rag.index.archives import settings_in

SETTINGS: Settings = settings_in(Path("unused"))
# Everything SQLite can hold: NUL and characters outside the basic plane as well, no lone surrogates.
TEXTS = st.text(st.characters(codec="utf-8"), max_size=60)
SENTENCES = st.lists(
    st.one_of(TEXTS, st.just("بدأت الهدنة يوم 27 شباط 2016. "), st.just("It ended on 3 May 2016. ")), max_size=8
)
DAYS = st.one_of(st.none(), st.dates(date(1900, 1, 1), date(2100, 1, 1)))


def _prepared(articles: list[Article]) -> list[PreparedArticle]:
    prepared = []
    for article in articles:
        sentences, spans = split(article, SETTINGS)
        dates = find_dates(article.body, anchor=article.published)
        prepared.append(PreparedArticle(article, tuple(sentences), tuple(spans), dates, article.id))
    return prepared


def _article(name: str, body: str, published: date | None = None, source: str | None = None) -> Article:
    return Article(name, f"خبر {name}", body, source, published, None, "ar", f"{name}.md", "0" * 64)


@st.composite
def archives(draw: st.DrawFn) -> list[Article]:
    count = draw(st.integers(1, 4))
    return [
        _article(f"a{number}", "".join(draw(SENTENCES)), draw(DAYS), draw(st.one_of(st.none(), TEXTS)))
        for number in range(count)
    ]


@hypothesis_settings(deadline=None, max_examples=40)
@given(archives())
def test_what_is_written_is_what_is_read(articles: list[Article]) -> None:
    prepared = _prepared(articles)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "catalogue.sqlite"
        write_catalogue(path, prepared)
        catalogue = Catalogue.open(path)
        try:
            assert catalogue.articles() == articles
            assert catalogue.cards() == [article.card for article in articles]
            passages = catalogue.passages(range(catalogue.count("passages")))
            assert [item.passage for item in passages] == [span.passage for one in prepared for span in one.spans]
            told = catalogue.sentences(item.ordinal for item in passages)
            meant = [one.sentences[span.first_sentence : span.last_sentence] for one in prepared for span in one.spans]
            assert told == meant
            assert catalogue.dates(articles) == {one.article.id: one.dates for one in prepared}
            assert catalogue.span_problem() is None
        finally:
            catalogue.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    articles = [
        _article("one", "بدأ العمل في الجسر يوم 3 آذار 2019. وانتهى بعد عام.", date(2020, 5, 1), "وكالة الجسر"),
        _article("two", "افتتح الجسر في 2021 بعد انتظار. حضر الافتتاح كثيرون.", date(2021, 6, 1), "Bridge News"),
        _article("three", "لا تاريخ في هذا الخبر القصير.", None, None),
    ]
    write_catalogue(tmp_path / "catalogue.sqlite", _prepared(articles))
    return tmp_path / "catalogue.sqlite"


def _ids(catalogue: Catalogue, ordinals: list[int]) -> set[str]:
    return {item.passage.article_id for item in catalogue.passages(ordinals)}


def test_a_window_takes_what_was_published_in_it_or_tells_of_a_day_in_it(path: Path) -> None:
    catalogue = Catalogue.open(path)
    assert _ids(catalogue, catalogue.passages_in(TimeWindow(date(2019, 3, 1), date(2019, 3, 31)))) == {"one"}
    assert _ids(catalogue, catalogue.passages_in(TimeWindow(date(2021, 6, 1), date(2021, 6, 1)))) == {"two"}
    assert _ids(catalogue, catalogue.passages_in(TimeWindow(since=date(2020, 1, 1)))) == {"one", "two"}


def test_a_bare_year_counts_only_where_the_window_holds_it_whole(path: Path) -> None:
    catalogue = Catalogue.open(path)
    assert catalogue.passages_in(TimeWindow(date(2021, 2, 1), date(2021, 2, 28))) == []
    assert _ids(catalogue, catalogue.passages_in(TimeWindow(date(2021, 1, 1), date(2021, 12, 31)))) == {"two"}


def test_an_outlet_is_found_in_any_letter_case(path: Path) -> None:
    catalogue = Catalogue.open(path)
    assert _ids(catalogue, catalogue.passages_of_source(" bridge NEWS ")) == {"two"}
    assert catalogue.passages_of_source("bridge") == []
    assert set(catalogue.sources()) == {"وكالة الجسر", "Bridge News"}


def test_the_days_of_publication_span_only_what_is_known(path: Path) -> None:
    """Articles of no known day are counted beside it."""
    catalogue = Catalogue.open(path)
    assert catalogue.published_range() == (date(2020, 5, 1), date(2021, 6, 1))
    assert catalogue.undated() == sum(card.published is None for card in catalogue.cards())


def test_what_is_not_there_is_none_or_a_key_error(path: Path) -> None:
    catalogue = Catalogue.open(path)
    assert catalogue.article("nobody") is None
    assert catalogue.card("' OR 1=1 --") is None
    assert catalogue.articles([]) == []
    assert catalogue.passages([]) == []
    with pytest.raises(KeyError):
        catalogue.passage(99)


def test_many_ordinals_come_back_in_the_order_asked_for(tmp_path: Path) -> None:
    body = " ".join(f"هذه جملة طويلة بعض الشيء تحمل الرقم {number} وتنتهي هنا." * 8 for number in range(1, 400))
    write_catalogue(tmp_path / "c", _prepared([_article("long", body)]))
    catalogue = Catalogue.open(tmp_path / "c")
    asked = list(reversed(range(catalogue.count("passages"))))
    assert len(asked) > 100
    assert [item.ordinal for item in catalogue.passages([*asked, *asked])] == [*asked, *asked]


def test_threads_share_one_catalogue(path: Path) -> None:
    catalogue = Catalogue.open(path)
    results: list[object] = []
    threads = [
        threading.Thread(target=lambda: results.extend(catalogue.article("one") for _ in range(50))) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [catalogue.article("one")] * 400


def test_spans_that_do_not_stand_in_their_text_are_found(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("UPDATE sentences SET end = 9999 WHERE ordinal = 1")
    connection.commit()
    connection.close()
    assert Catalogue.open(path).span_problem() is not None


def test_an_id_that_comes_twice_is_refused(tmp_path: Path) -> None:
    article = _article("one", "خبر واحد.")
    with pytest.raises(IndexingError, match="UNIQUE"):
        write_catalogue(tmp_path / "c", _prepared([article, article]))


def test_a_path_with_signs_of_an_address_opens(tmp_path: Path) -> None:
    folder = tmp_path / "a?mode=rw#x %41 ملف"
    folder.mkdir()
    write_catalogue(folder / "c", _prepared([_article("one", "خبر واحد.")]))
    assert Catalogue.open(folder / "c").article("one") is not None


def test_pages_that_are_damaged_after_the_first_are_told_as_a_damaged_catalogue(tmp_path: Path) -> None:
    """Opening reads the first pages alone; whichever page is broken, whatever is read says so or reads what was written."""
    path = tmp_path / "c"
    body = " ".join(f"هذه جملة تحمل الرقم {number} وتنتهي هنا." for number in range(1, 200))
    write_catalogue(path, _prepared([_article(f"a{number}", body) for number in range(6)]))
    whole, size = path.read_bytes(), 4096
    told: list[IndexDamaged] = []
    for page in range(1, len(whole) // size):
        path.write_bytes(whole[: page * size] + b"\xff" * size + whole[(page + 1) * size :])
        try:
            Catalogue.open(path).span_problem()
        except IndexDamaged as exc:
            told.append(exc)
    assert {exc.where for exc in told} == {str(path)}
    assert all(exc.what.startswith("The catalogue cannot be read") for exc in told)
