"""A timeline tells each dated event of a subject once, oldest first, quoted and cited."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest

from rag.engine import Engine
from rag.values import AskOptions, Timeline
from tests.rag.index.archives import settings_in, write_article

OPENING = (
    "شهدت المدينة حفلا كبيرا. افتتح جسر الرافدين يوم السبت 27 شباط بحضور آلاف السكان. وكان بناء جسر الرافدين قد بدأ في آذار 2014."
    " وقال مهندس البلدية إن الجسر آمن وإن الحركة عليه ستكون باتجاهين طوال النهار والليل."
)
FLOOD = (
    "أُغلق جسر الرافدين في 3 نيسان الحالي بعد فيضان النهر. وقد افتتح الجسر أمام السكان في 27 شباط الماضي."
    " وتعمل فرق الإطفاء على إزالة الطين."
)
UNDATED = "افتتح جسر الرافدين أمام السكان في 27 شباط. وجرى طلاء جسر الرافدين في 15 تموز."
FOOTBALL = "فاز فريق المدينة بكأس الكرة في 1 آذار 2016 أمام خمسة آلاف متفرج."

Tell = Callable[..., Timeline]


@pytest.fixture(scope="module")
def tell(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tell]:
    folder = tmp_path_factory.mktemp("timeline")
    archive = folder / "archive"
    write_article(archive, "opening", OPENING, published="2016-03-05", source="صحيفة النهر")
    write_article(archive, "copy", OPENING, published="2016-03-05", source="وكالة السهل")
    write_article(archive, "flood", FLOOD, published="2016-04-10", source="صحيفة الجبل")
    write_article(archive, "football", FOOTBALL, published="2016-03-02", source="صحيفة النهر")
    (archive / "undated.md").write_text(f"---\ntitle: جسر الرافدين\nlanguage: ar\n---\n\n{UNDATED}\n", encoding="utf-8")
    with Engine.open(settings_in(folder / "data")) as engine:
        engine.reindex([archive])
        yield lambda question, **options: engine.timeline(question, AskOptions(**options))


def test_events_are_told_oldest_first_and_without_a_year_last(tell: Tell) -> None:
    """The order is that of the events; a day whose year nobody states comes last and is told so."""
    events = tell("جسر الرافدين").events
    assert [event.since for event in events] == [date(2014, 3, 1), date(2016, 2, 27), date(2016, 4, 3), None]
    assert events[0].when == "آذار/مارس 2014"
    assert events[-1].when == "15 تموز/يوليو (السنة غير مذكورة)"


def test_an_event_that_several_tell_is_one_line_with_their_sources(tell: Tell) -> None:
    """Two stories are two sources, a copy of one is none, and a day without a year joins the event that it tells."""
    told = tell("جسر الرافدين")
    (opening,) = [event for event in told.events if event.since == date(2016, 2, 27)]
    cited = {told.citations[number - 1].article.id for number in opening.citations}
    assert {"flood", "undated"} <= cited
    assert len(cited & {"opening", "copy"}) == 1


def test_every_line_is_quoted_from_its_first_source(tell: Tell) -> None:
    """What a line says stands in its first citation, and each quotation in the article it names."""
    told = tell("جسر الرافدين")
    bodies = {"opening": OPENING, "copy": OPENING, "flood": FLOOD, "undated": UNDATED}
    for event in told.events:
        assert event.text == told.citations[event.citations[0] - 1].quote.text
    for citation in told.citations:
        assert citation.quote.text in bodies[citation.article.id]


def test_a_question_in_english_finds_the_same_events(tell: Tell) -> None:
    """The asker's language decides how days are written, not what is found."""
    whens = [event.when for event in tell("the opening of the bridge").events]
    assert "27 February 2016" in whens


def test_other_subjects_tell_nothing(tell: Tell) -> None:
    """Events of another subject are no part of the timeline, and a subject that is not there has none."""
    assert all("كأس" not in event.text for event in tell("جسر الرافدين").events)
    assert tell("البركان في أيسلندا").events == ()


def test_a_window_keeps_what_happened_in_it(tell: Tell) -> None:
    """Asked for a time, the timeline tells the events of that time, not what was published then."""
    events = tell("جسر الرافدين", since=date(2016, 4, 1), until=date(2016, 4, 30)).events
    assert [event.since for event in events] == [date(2016, 4, 3)]
