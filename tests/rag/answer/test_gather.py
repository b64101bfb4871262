"""What is gathered for a question: texts as their articles have them, and the same answer whatever the order of the articles."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from rag.answer.gather import Archive, gather
from rag.answer.request import Request
from rag.engine import Engine
from rag.index.embedder import open_embedder
from rag.index.generation import Generation
from rag.language.bridge import shipped_bridge
from rag.search.retrieve import Retriever
from rag.values import Answer, AskOptions
from tests.rag.conftest import indexed
from tests.rag.index.archives import settings_in, write_article

TODAY = date(2016, 6, 10)
FERRY = "The ferry to Lamar island sank on 12 May 2016. Nine sailors were rescued, harbour master Dina Farah said."
STORIES = {
    "opening": "افتتح جسر الرافدين يوم 27 شباط 2016 بحضور آلاف السكان. وقال مهندس البلدية سامر الحلو إن الجسر آمن.",
    "flood": "أُغلق جسر الرافدين في 3 نيسان 2016 بعد فيضان النهر. وتعمل فرق الإطفاء على إزالة الطين.",
    "ferry": FERRY,
    "copy": FERRY,
    "market": "The fish market of Lamar opened again on 2 June 2016. Traders sold 40 tonnes of sardines in a day.",
}
DAYS = {
    "opening": "2016-02-28",
    "flood": "2016-04-04",
    "ferry": "2016-05-13",
    "copy": "2016-05-13",
    "market": "2016-06-03",
}
QUESTIONS = (
    "متى افتتح جسر الرافدين؟",
    "When was the Rafidain bridge closed?",
    "How many sailors were rescued?",
    "What is the latest news of Lamar?",
    "ماذا حدث في نيسان 2016؟",
    "Who won the chess tournament?",
)

Gather = Callable[..., Request]


@pytest.fixture(scope="module")
def paths(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("gathered")
    return [write_article(folder, name, text, published=DAYS[name]) for name, text in STORIES.items()]


@pytest.fixture(scope="module")
def gathered(paths: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gather]:
    data = tmp_path_factory.mktemp("data")
    indexed(data, *paths).close()
    settings, bridge = settings_in(data), shipped_bridge()
    embedder, generation = open_embedder(settings.index, settings.chat), Generation.open(data)
    archive = Archive(generation, Retriever(generation, embedder, bridge), bridge)
    yield lambda question, **options: gather(question, archive, AskOptions(**options), (), TODAY)
    generation.close()


@pytest.mark.parametrize("question", QUESTIONS)
def test_evidence_stands_in_its_article(gathered: Gather, question: str) -> None:
    """Passage, sentences and dates are cut from the article that they come with, and each sentence has its likeness."""
    evidence = gathered(question).evidence
    assert evidence
    for item in evidence:
        body = item.article.body
        assert item.passage.article_id == item.article.id
        assert body[item.passage.start : item.passage.end] == item.passage.text
        assert (item.sentences[0].start, item.sentences[-1].end) == (item.passage.start, item.passage.end)
        assert all(body[sentence.start : sentence.end] == sentence.text for sentence in item.sentences)
        assert item.dates
        assert all(body[told.start : told.end] == told.text for told in item.dates)
        assert len(item.similarities) == len(item.sentences)


def test_a_month_asked_for_bounds_what_is_gathered(gathered: Gather) -> None:
    """Only articles that were published in the time of the question, or tell of it, are evidence; the reader is told the time."""
    request = gathered("ماذا حدث في نيسان 2016؟")
    assert {item.article.published for item in request.evidence} == {date(2016, 4, 4)}
    assert request.notes


def test_the_newest_article_comes_first_where_the_latest_is_asked_for(gathered: Gather) -> None:
    """With "latest", the order of the evidence is that of the days of publication."""
    days = [item.article.published for item in gathered("What is the latest news of Lamar?").evidence]
    assert days == sorted(days, key=lambda day: day or date.min, reverse=True)
    assert len(set(days)) > 1


@pytest.mark.parametrize("step", [2, 3, 4])
def test_answers_do_not_depend_on_the_order_of_the_articles(paths: list[Path], tmp_path: Path, step: int) -> None:
    """The same files handed in otherwise ordered give the same answers, word for word and citation for citation."""
    other = [paths[place * step % len(paths)] for place in range(len(paths))]
    with indexed(tmp_path / "one", *paths) as first, indexed(tmp_path / "other", *other) as second:
        for question in QUESTIONS:
            assert _answer(first, question) == _answer(second, question)


def _answer(engine: Engine, question: str) -> Answer:
    """Return an answer without what differs from one asking, and one indexing, to the next."""
    answer = engine.ask(question, AskOptions(use_llm=False))
    coverage = dataclasses.replace(answer.coverage, indexed_at=None)
    return dataclasses.replace(answer, id="", timings_ms={}, coverage=coverage)
