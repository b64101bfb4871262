"""A question that tells its time by an event searches from, or up to, the day that the archive gives the event; else the reader is told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from rag.engine import Engine
from rag.values import Answer, AskOptions
from tests.rag.conftest import indexed

ARTICLES = {
    "pump-strike": (
        "Pump workers walk out",
        "Lake Courier",
        "2021-03-02",
        "Pump workers of Zarqa Lake walked out on Monday over unpaid wages. Director Munir Halabi promised to pay them within a month.",
    ),
    "harvest": (
        "Rice harvest begins",
        "Lake Courier",
        "2021-05-20",
        "Director Munir Halabi promised new canals to the rice farmers of Zarqa Lake. Sixty boats have been painted.",
    ),
    "election": (
        "فوز فريق الصيادين في الانتخابات البلدية",
        "صحيفة الضفة",
        "2021-06-16",
        "جرت الانتخابات البلدية في بحيرة الزرقاء أمس الثلاثاء وفاز بها نادر الخالد. وقال الخالد إن سبعة مراكز أغلقت باكرا.",
    ),
    "drought": (
        "Drought empties the lake",
        "Lake Courier",
        "2021-09-01",
        "Director Munir Halabi promised tankers to the villages. A dam was planned in 2019. Forty families had left Zarqa Lake before the municipal election, the mayor said.",
    ),
    "canal": (
        "المدير يعد بقناة جديدة",
        "صحيفة الضفة",
        "2021-10-05",
        "وعد المدير منير حلبي بحفر قناة جديدة للمزارعين.",
    ),
}


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """Return an engine over five invented articles."""
    folder: Path = tmp_path_factory.mktemp("lake")
    for name, (title, source, day, body) in ARTICLES.items():
        head = f"---\ntitle: {title}\nsource: {source}\npublished: {day}\n---\n\n"
        (folder / f"{name}.md").write_text(head + body, encoding="utf-8")
    return indexed(tmp_path_factory.mktemp("lake-data"), folder)


def window(answer: Answer) -> tuple[date | None, date | None]:
    """Return the days that were searched."""
    assert answer.searched
    return answer.searched.since, answer.searched.until


@pytest.mark.parametrize(
    ("question", "since", "until", "article"),
    [
        ("What did director Halabi promise before the municipal election?", None, date(2021, 6, 14), {"pump-strike", "harvest"}),
        ("What did director Halabi promise after the municipal election?", date(2021, 6, 15), None, {"drought", "canal"}),
        ("Since the pump workers walked out, what has director Halabi promised?", date(2021, 3, 1), None, {"harvest", "drought", "pump-strike"}),
        ("بماذا وعد المدير منير حلبي بعد أن جرت الانتخابات البلدية؟", date(2021, 6, 15), None, {"canal"}),
        ("بماذا وعد المدير منير حلبي المزارعين منذ الانتخابات البلدية؟", date(2021, 6, 15), None, {"canal"}),
    ],
)  # fmt: skip
def test_an_event_that_the_archive_dates_bounds_the_search(
    lake: Engine, question: str, since: date | None, until: date | None, article: set[str]
) -> None:
    """The day of the event bounds the search, and the answer comes from that side of it."""
    answer = lake.ask(question)
    assert window(answer) == (since, until)
    assert answer.citations
    assert answer.citations[0].article.id in article


def test_the_day_of_the_event_is_told_with_the_words_that_date_it(lake: Engine) -> None:
    """The reader is told which days were searched, who dates the event and in which words; the words stand in that article."""
    answer = lake.ask("What did director Halabi promise after the municipal election?")
    assert answer.searched
    event = answer.searched.event
    assert event is not None
    assert event.words == "the municipal election"
    assert (event.article.id, event.since, event.until) == ("election", date(2021, 6, 15), date(2021, 6, 15))
    article = lake.article("election")
    assert article is not None
    assert event.quote.stands_in(article)
    assert "أمس الثلاثاء" in event.quote.text
    told = " ".join(answer.notes)
    assert "Searched from 15 June 2021 on." in told
    assert event.quote.text in told
    assert "صحيفة الضفة" in told


def test_an_event_without_a_day_limits_nothing_and_the_reader_is_told(lake: Engine) -> None:
    """Where the archive gives an event no day, all of it is searched and a note says so."""
    answer = lake.ask("What did director Halabi promise after the eclipse?")
    assert answer.searched is None
    assert "The archive gives no one day for “the eclipse”: the search was not limited by it." in answer.notes


def test_nothing_on_that_side_of_the_event_is_a_refusal(lake: Engine) -> None:
    """A search that an event bounds is not widened when it finds nothing."""
    answer = lake.ask("Who won the municipal election before the pump workers walked out?")
    assert answer.status == "abstained"
    assert window(answer) == (None, date(2021, 2, 28))


def test_a_sentence_that_names_the_event_itself_answers_whenever_it_was_written(lake: Engine) -> None:
    """A later article that says "before the municipal election" answers a question about the time before it."""
    answer = lake.ask("How many families left Zarqa Lake before the municipal election?")
    assert answer.citations
    assert answer.citations[0].article.id == "drought"
    assert "Forty families" in answer.citations[0].quote.text


def test_the_caller_s_days_win_over_the_event(lake: Engine) -> None:
    """`--since` and `--until` are searched as they are."""
    chosen = AskOptions(since=date(2021, 5, 1), until=date(2021, 5, 31))
    answer = lake.ask("What did director Halabi promise after the municipal election?", chosen)
    assert window(answer) == (date(2021, 5, 1), date(2021, 5, 31))


def test_a_timeline_keeps_to_one_side_of_the_event(lake: Engine) -> None:
    """A timeline shows events of the time searched alone, and says which that is."""
    shown = lake.timeline("Zarqa Lake after the municipal election")
    assert shown.searched
    assert shown.searched.since == date(2021, 6, 15)
    assert all(event.until and event.until >= date(2021, 6, 15) for event in shown.events)
    assert any("Searched from 15 June 2021 on." in note for note in shown.notes)


def test_a_later_article_counts_only_for_the_sentence_that_tells_of_the_time(lake: Engine) -> None:
    """One day of the past in an article does not make the rest of it an answer about that time."""
    answer = lake.ask("What did director Halabi promise before the pump workers walked out?")
    assert all("tankers" not in citation.quote.text for citation in answer.citations)
    assert all("wages" not in citation.quote.text for citation in answer.citations)
