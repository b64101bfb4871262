"""Passages are read as the catalogue has them, in the order asked for, and remembered."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from rag.engine import Engine
from rag.index import readings
from rag.index.generation import Generation
from rag.index.readings import Reading, Readings
from rag.language.dates import date_spans, find, find_dates
from tests.rag.index.archives import settings_in, write_archive


@pytest.fixture(scope="module")
def generation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Generation]:
    folder = tmp_path_factory.mktemp("readings")
    settings = settings_in(folder / "data")
    with Engine.open(settings) as engine:
        engine.reindex([write_archive(folder / "articles", 12)])
    opened = Generation.open(folder / "data")
    yield opened
    opened.close()


def _plainly(generation: Generation, ordinal: int) -> Reading:
    catalogue = generation.catalogue
    (item,) = catalogue.passages([ordinal])
    (article,) = catalogue.articles([item.passage.article_id])
    (sentences,) = catalogue.sentences([ordinal])
    dates = catalogue.dates([article])[article.id]
    return Reading(article, item.passage, sentences, dates, item.group, item.first_sentence, item.last_sentence)


def test_each_passage_is_read_as_the_catalogue_has_it(generation: Generation) -> None:
    """The same whether it is read for the first time, again, or beside known ones; in the order asked for, repeats included."""
    taken = Readings(generation.catalogue)
    for ordinals in ([3], [3, 1], [5, 3, 0, 5], []):
        assert taken.take(ordinals) == [_plainly(generation, ordinal) for ordinal in ordinals]


def test_passages_of_one_article_share_it(generation: Generation) -> None:
    """A long article's passages do not each keep a copy of its text."""
    by_article: dict[str, list[Reading]] = {}
    taken = Readings(generation.catalogue)
    for ordinal in range(generation.manifest.counts.passages):
        (reading,) = taken.take([ordinal])
        by_article.setdefault(reading.article.id, []).append(reading)
    assert all(one.article is parts[0].article for parts in by_article.values() for one in parts)


def test_where_dates_stand_is_not_looked_for_again(generation: Generation, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of sentences that were read from an index, which found their dates, the spans are those that finding them gives."""
    monkeypatch.setattr(find, "_SPANS", {})
    texts = {sentence.text for ordinal in range(12) for sentence in _plainly(generation, ordinal).sentences}
    found = {text: (date_spans(text), find_dates(text, anchor=None)) for text in texts}
    Readings(generation.catalogue).take(range(12))
    assert texts <= find._SPANS.keys()
    assert {text: (date_spans(text), find_dates(text, anchor=None)) for text in texts} == found
    assert any(spans for spans, _ in found.values())
    assert not all(spans for spans, _ in found.values())


def test_an_unknown_ordinal_is_an_error(generation: Generation) -> None:
    """Nothing is made up for it, and the others can still be read."""
    taken = Readings(generation.catalogue)
    with pytest.raises(KeyError):
        taken.take([0, 10_000])
    assert taken.take([0]) == [_plainly(generation, 0)]


def test_no_more_than_the_bound_is_remembered(generation: Generation, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading more than is remembered gives the same passages, from several threads at once as well."""
    monkeypatch.setattr(readings, "_MOST", 2)
    taken = Readings(generation.catalogue)
    count = generation.manifest.counts.passages
    expected = [_plainly(generation, ordinal) for ordinal in range(count)]
    wrong: list[int] = []

    def read(first: int) -> None:
        for step in range(60):
            ordinals = [(first + step) % count, (first * 3 + step) % count]
            if taken.take(ordinals) != [expected[ordinal] for ordinal in ordinals]:
                wrong.append(step)

    threads = [threading.Thread(target=read, args=(first,)) for first in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong
    assert len(taken._known) <= 2 * 4
