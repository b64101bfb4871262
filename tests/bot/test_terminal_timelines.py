"""A timeline as text, as an object and as a picture."""

from __future__ import annotations

import dataclasses
import json
from datetime import date
from xml.etree import ElementTree as ET

from bot.terminal.drawing import timeline_svg
from bot.terminal.layout import Screen
from bot.terminal.objects import json_line
from bot.terminal.timelines import timeline_object, timeline_text
from rag.values import ArticleCard, Citation, Coverage, Passage, Quote, Timeline, TimelineEvent

TODAY = date(2026, 11, 22)
OPENED = "The bridge opened on 27 February 2016 & <crowds> came."
CLOSED = "أُغلق الجسر في 3 آذار."
POST = ArticleCard("post-1", "A bridge opens", "River Post", date(2016, 5, 2), None, "en", "post-1.txt")
RIVER = ArticleCard("nahr-1", "إغلاق الجسر", None, None, None, "ar", "nahr-1.txt")


def cited(number: int, card: ArticleCard, text: str) -> Citation:
    return Citation(number, Quote(card.id, 0, len(text), text), Passage(card.id, 0, len(text), text), card)


TOLD = Timeline(
    question="the bridge",
    language="en",
    events=(
        TimelineEvent(
            date(2016, 2, 27), date(2016, 2, 27), "day", "27 February 2016", OPENED, (1,), computed="as told"
        ),
        TimelineEvent(None, None, "day", "3 March, year unknown", CLOSED, (2,)),
    ),
    citations=(cited(1, POST, OPENED), cited(2, RIVER, CLOSED)),
    coverage=Coverage(1, 2, date(2016, 5, 2), date(2016, 5, 2), None, undated=1),
)


def test_a_timeline_as_a_whole() -> None:
    """One line an event with its day and mark, then the sources with their ids."""
    assert (
        timeline_text(TOLD, Screen(), TODAY)
        == """\
27 February 2016: The bridge opened on 27 February 2016 & <crowds> came. [1]
3 March, year unknown: أُغلق الجسر في 3 آذار. [2]

Sources
[1] River Post · A bridge opens · 2 May 2016 (10 years ago) · post-1
[2] outlet unknown · إغلاق الجسر · date unknown · nahr-1

Searched 2 articles, 1 of them undated, the rest of 2 May 2016.
"""
    )


def test_an_article_is_named_once_with_all_its_numbers() -> None:
    """Two events of one article have two citations and one line among the sources."""
    later = TimelineEvent(date(2016, 5, 1), date(2016, 5, 31), "month", "May 2016", "Trams followed.", (2,))
    undated = dataclasses.replace(TOLD.events[1], citations=(3,))
    told = dataclasses.replace(
        TOLD,
        events=(TOLD.events[0], later, undated),
        citations=(cited(1, POST, OPENED), cited(2, POST, "Trams followed."), cited(3, RIVER, CLOSED)),
    )
    sources = timeline_text(told, Screen(), TODAY).split("Sources\n")[1].splitlines()[:2]
    assert [line.split(" ·")[0] for line in sources] == ["[1] [2] River Post", "[3] outlet unknown"]


def test_a_timeline_without_events_says_so() -> None:
    """Nothing found is told in the asker's language, with what was searched."""
    none = Timeline("الجسر", "ar", coverage=Coverage(1, 2, None, None, None))
    assert timeline_text(none, Screen(), TODAY) == (
        "لا حدث مؤرخاً يطابق السؤال.\n\nجرى البحث في مقالتين بلا تاريخ معروف.\n"
    )


def test_the_object_holds_days_and_citations() -> None:
    """Days are ISO or null, citations as in an answer."""
    shown = json.loads(json_line(timeline_object(TOLD)))
    assert [(event["since"], event["citations"]) for event in shown["events"]] == [("2016-02-27", [1]), (None, [2])]
    assert shown["citations"][0]["quote"] == OPENED
    assert shown["archive"]["articles"] == 2


def test_the_picture_is_valid_and_carries_no_foreign_markup() -> None:
    """It parses as XML, every event stands in it as text, right-to-left text is told to be such, and nothing is loaded."""
    picture = ET.fromstring(timeline_svg(TOLD))
    tags = {element.tag.rpartition("}")[2] for element in picture.iter()}
    assert tags == {"svg", "title", "style", "rect", "line", "circle", "text"}
    texts = {element.text: element for element in picture.iter() if element.tag.endswith("}text")}
    assert OPENED in texts
    assert texts[CLOSED].get("direction") == "rtl"
    assert texts[CLOSED].get("text-anchor") == "start"
    assert "http" not in timeline_svg(TOLD).replace("http://www.w3.org/2000/svg", "")


def test_no_character_of_a_question_breaks_the_picture() -> None:
    """Whatever can be typed, the picture stays XML."""
    every = "".join(map(chr, (*range(0xD800), *range(0xE000, 0x10000), 0x1F600, 0x10FFFF)))
    picture = ET.fromstring(timeline_svg(dataclasses.replace(TOLD, question=every)))
    assert any("\U0001f600" in (element.text or "") for element in picture.iter())


def test_a_picture_without_events_is_drawn() -> None:
    """An empty timeline is a picture that says so."""
    assert "No dated event matches." in timeline_svg(Timeline("the bridge", "en"))
