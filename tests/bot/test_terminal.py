"""What a reader sees of an answer, as whole texts, and what may never reach a terminal."""

from __future__ import annotations

import dataclasses
import json
import re
import unicodedata
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.terminal.answers import answer_text, hits_text, marks
from bot.terminal.layout import Line, Screen, clean, display_width, isolate, lay_out, reads_right_to_left
from bot.terminal.objects import answer_object, hit_object, json_line
from bot.texts import age, coverage_sentence, day
from rag.values import (
    Answer,
    ArticleCard,
    Citation,
    Claim,
    Coverage,
    Disagreement,
    Hit,
    Nearest,
    Passage,
    Quote,
    ShortAnswer,
    Statement,
)

TODAY = date(2026, 11, 22)
PIPE = Screen()
COVERAGE = Coverage(
    3, 5, date(2016, 2, 12), date(2016, 8, 27), datetime(2026, 11, 22, 9, 0, tzinfo=UTC), ("SANA", "Syria News")
)
ARABIC = ArticleCard(
    "spring-1", "افتتاح الجسر الجديد", "صحيفة النهر", date(2016, 4, 30), "https://news.example/1", "ar", "spring-1.md"
)
UNKNOWN = ArticleCard("spring-2", "جسر على النهر", None, None, None, "ar", "spring-2.txt")
ENGLISH = ArticleCard("spring-3", "A bridge opens", "River Post", date(2016, 5, 2), None, "en", "spring-3.txt")
BODY = "افتتح المحافظ الجسر في 27 شباط الماضي. حضر 300 شخص."
BODY_2 = "عبر أول المشاة الجسر يوم 27 فبراير/شباط."
BODY_3 = "The bridge opened on 1 March 2016."


def cited(number: int, card: ArticleCard, body: str, quote: str) -> Citation:
    start = body.index(quote)
    passage = Passage(card.id, 0, len(body), body)
    return Citation(number, Quote(card.id, start, start + len(quote), quote), passage, card)


ANSWERED_EN = Answer(
    id="0001",
    question="When did the bridge open?",
    language="en",
    status="answered",
    statements=(
        Statement("The bridge opened on 27 February 2016.", (1, 2), computed="27 شباط الماضي, seen from 2016-04-30"),
    ),
    citations=(cited(1, ARABIC, BODY, BODY.split(". ", maxsplit=1)[0] + "."), cited(2, UNKNOWN, BODY_2, BODY_2)),
    short_answer=ShortAnswer("date", "2016-02-27", "27 February 2016"),
    notes=("One article has no date of its own.",),
    coverage=COVERAGE,
    timings_ms={"retrieve": 4.20049},
)

ANSWERED_EN_TEXT = """\
27 February 2016

The bridge opened on 27 February 2016. [1] [2]
    How the date or number was reached: 27 شباط الماضي, seen from 2016-04-30

Sources
[1] صحيفة النهر · افتتاح الجسر الجديد · 30 April 2016 (10 years ago) · in Arabic
    «افتتح المحافظ الجسر في 27 شباط الماضي.»
    https://news.example/1
[2] outlet unknown · جسر على النهر · date unknown · in Arabic
    «عبر أول المشاة الجسر يوم 27 فبراير/شباط.»
    spring-2

Note: One article has no date of its own.
Searched 5 articles, 12 February 2016 to 27 August 2016. Outlets: SANA, Syria News.
"""


def test_an_english_answer_as_a_whole() -> None:
    """Short answer, statements with marks, sources with quotes, notes, what was searched; in a pipe plain and unpadded."""
    assert answer_text(ANSWERED_EN, PIPE, TODAY) == ANSWERED_EN_TEXT


def test_a_statement_that_is_only_the_short_answer_is_said_once() -> None:
    """ "27 February 2016" stands once, with its marks, not once as short answer and once as statement."""
    answer = dataclasses.replace(
        ANSWERED_EN, statements=(Statement("27 February 2016.", (1, 2), computed="seen from 2016-04-30"),), notes=()
    )
    assert answer_text(answer, PIPE, TODAY).splitlines()[:4] == [
        "27 February 2016. [1] [2]",
        "    How the date or number was reached: seen from 2016-04-30",
        "",
        "Sources",
    ]
    told = dataclasses.replace(
        answer, statements=(Statement("27 February 2016, according to SANA.", (1, 2), "seen from 2016-04-30"),)
    )
    assert answer_text(told, PIPE, TODAY).startswith("27 February 2016, according to SANA. [1] [2]\n")


DISAGREEING_AR = Answer(
    id="0002",
    question="متى افتتح الجسر؟",
    language="ar",
    status="answered",
    statements=(Statement("افتتح المحافظ الجسر في 27 شباط الماضي.", (1,)),),
    citations=(cited(1, ARABIC, BODY, BODY.split(". ", maxsplit=1)[0] + "."), cited(2, ENGLISH, BODY_3, BODY_3)),
    short_answer=ShortAnswer("date", "2016-02-27", "27 شباط 2016"),
    disagreements=(
        Disagreement(
            "date",
            (
                Claim("2016-02-27", "27 شباط 2016", (1,), "صحيفة النهر", date(2016, 4, 30)),
                Claim("2016-03-01", "1 آذار 2016", (2,), "River Post", date(2016, 5, 2), newest=True),
            ),
            "يختلف مصدران في يوم الافتتاح.",
        ),
    ),
    generator="openai:some-model",
    coverage=Coverage(1, 2, date(2016, 4, 30), date(2016, 5, 2), None),
)

DISAGREEING_AR_TEXT = """\
27 شباط 2016

افتتح المحافظ الجسر في 27 شباط الماضي. [1]

المصادر
[1] صحيفة النهر · افتتاح الجسر الجديد · 30 نيسان/أبريل 2016 (قبل 10 سنوات)
    «افتتح المحافظ الجسر في 27 شباط الماضي.»
    https://news.example/1
[2] River Post · A bridge opens · 2 أيار/مايو 2016 (قبل 10 سنوات) · بالإنجليزية
    «The bridge opened on 1 March 2016.»
    spring-3

يختلف مصدران في يوم الافتتاح.
  - 27 شباط 2016 · صحيفة النهر · 30 نيسان/أبريل 2016 [1]
  - 1 آذار 2016 · River Post · 2 أيار/مايو 2016 (الأحدث) [2]

جرى البحث في مقالتين، من 30 نيسان/أبريل 2016 إلى 2 أيار/مايو 2016.
صاغ الجواب openai:some-model، وقوبل كل اقتباس بمقالته.
"""


def test_an_arabic_answer_with_a_disagreement_as_a_whole() -> None:
    """Both sides stand with outlet and date, the newest is marked, and a chat model is named."""
    assert answer_text(DISAGREEING_AR, PIPE, TODAY) == DISAGREEING_AR_TEXT


REFUSED_EN = Answer(
    id="0003",
    question="When did the tunnel open?",
    language="en",
    status="abstained",
    nearest=(Nearest(ENGLISH, Passage("spring-3", 0, len(BODY_3), BODY_3)),),
    missing=("tunnel",),
    reason="No article speaks of a tunnel.",
    coverage=COVERAGE,
)

REFUSED_EN_TEXT = """\
No article speaks of a tunnel.
Not in what comes closest: tunnel

Nearest articles
- River Post · A bridge opens · 2 May 2016 (10 years ago)
    The bridge opened on 1 March 2016.

Searched 5 articles, 12 February 2016 to 27 August 2016. Outlets: SANA, Syria News.
"""


def test_a_refusal_as_a_whole() -> None:
    """A refusal says why, what is missing, what is nearest and what the archive covers."""
    assert answer_text(REFUSED_EN, PIPE, TODAY) == REFUSED_EN_TEXT


def test_a_refusal_without_a_reason_still_says_something() -> None:
    """The general sentence stands in, in the asker's language; an empty archive is called empty."""
    empty = Answer("0004", "متى؟", "ar", "abstained")
    assert answer_text(empty, PIPE, TODAY) == "لا يجيب الأرشيف عن هذا السؤال.\n\nالأرشيف فارغ.\n"


def test_hits_as_a_whole() -> None:
    """Each hit shows rank, article, span, score and its text; copies of a wire story stand under it."""
    hit = Hit(1, 0.81234, Passage("spring-3", 0, len(BODY_3), BODY_3), ENGLISH, copies=(UNKNOWN,))
    assert hits_text([hit], PIPE, TODAY, "en") == (
        "1. River Post · A bridge opens · 2 May 2016 (10 years ago)\n"
        "    spring-3 [0:34] 0.812\n"
        "    The bridge opened on 1 March 2016.\n"
        "    = outlet unknown · جسر على النهر · date unknown\n"
        "\n"
    )
    assert hits_text([], PIPE, TODAY, "ar") == "لا فقرة تطابق السؤال.\n"


def strip_marks(text: str) -> str:
    return re.sub("[\u2066-\u2069]", "", text)


def test_arabic_lines_end_at_the_right_edge_of_a_terminal() -> None:
    """Every right-to-left line is padded to the width by its visible columns; vowel marks take none."""
    text = answer_text(DISAGREEING_AR, Screen(width=60), TODAY)
    rows = [strip_marks(row) for row in text.splitlines()]
    assert rows[0] == "27 شباط 2016".rjust(60)
    assert {display_width(row) for row in rows if row and row.startswith(" " * 8)} <= {60, 58, 56}
    vowels = lay_out([Line("قَالَ", rtl=True)], Screen(width=20))
    assert strip_marks(vowels) == " " * 17 + "قَالَ\n"


def test_every_terminal_row_closes_the_isolates_it_opens() -> None:
    """A long isolated title that is wrapped is isolated on each of its rows."""
    title = isolate("عنوان طويل جداً " * 20)
    for row in lay_out([Line(f"[1] {title} end")], Screen(width=40)).splitlines():
        depth = 0
        for character in row:
            depth += (character in "\u2066\u2067\u2068") - (character == "\u2069")
            assert depth >= 0
        assert depth == 0


def test_marks_of_an_arabic_line_are_read_from_the_right() -> None:
    """Each mark is an isolate of its own: two in one isolate would stand left to right, the second first."""
    assert marks((1, 2)) == "\u2068[1]\u2069 \u2068[2]\u2069"
    assert lay_out([Line(f"قال {marks((1, 2))}", rtl=True)], PIPE) == "قال [1] [2]\n"


def test_an_english_line_carries_no_hidden_marks() -> None:
    """An id or a path is copied from a terminal as it is; beside Arabic it stays isolated."""
    plain = lay_out([Line(f"id  {isolate('2016-02-12-munich')}")], Screen(width=60))
    assert plain == "id  2016-02-12-munich\n"
    assert "\u2068spring-3\u2069" in lay_out([Line(f"{isolate('spring-3')} {isolate('الجسر')}")], Screen(width=60))


def test_colour_only_where_the_screen_takes_it() -> None:
    """No escape sequence is written without colour, some are with it, and the words are the same."""
    plain = answer_text(ANSWERED_EN, Screen(width=80), TODAY)
    coloured = answer_text(ANSWERED_EN, Screen(width=80, colour=True), TODAY)
    assert "\x1b" not in plain
    assert coloured != plain
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain


HOSTILE = "\x1b]0;owned\x07\x9b2J\u202egnp.exe\u202c\r\nfake line"


def test_an_article_cannot_drive_the_terminal() -> None:
    """Escape sequences, carriage returns and direction overrides in titles, outlets and quotes never come through."""
    card = ArticleCard("h1", HOSTILE, HOSTILE, None, HOSTILE, "en", "h1.txt")
    answer = Answer(
        "0005",
        "What?",
        "en",
        "answered",
        (Statement(HOSTILE, (1,)),),
        (cited(1, card, HOSTILE, HOSTILE),),
        notes=(HOSTILE,),
    )
    for screen in (PIPE, Screen(width=60)):
        text = answer_text(answer, screen, TODAY)
        allowed = {"\n"} | set("\u2066\u2067\u2068\u2069")
        assert not [c for c in text if unicodedata.category(c) in {"Cc", "Cf"} and c not in allowed]
    assert "\x1b" not in json_line(answer_object(answer))
    assert "\x9b" not in json_line(answer_object(answer))
    assert json.loads(json_line(answer_object(answer)))["citations"][0]["title"] == HOSTILE


@given(st.text(max_size=400), st.integers(20, 100), st.booleans())
def test_wrapping_loses_no_word(text: str, width: int, rtl: bool) -> None:
    """The words of a cleaned text come out of any width in their order."""
    line = Line(clean(text), rtl)
    assert strip_marks(lay_out([line], Screen(width=width))).split() == clean(text).split()


@pytest.mark.parametrize(
    ("days", "english", "arabic"),
    [
        (0, "today", "اليوم"),
        (1, "yesterday", "أمس"),
        (2, "2 days ago", "قبل يومين"),
        (3, "3 days ago", "قبل 3 أيام"),
        (11, "11 days ago", "قبل 11 يوماً"),
        (14, "2 weeks ago", "قبل أسبوعين"),
        (61, "2 months ago", "قبل شهرين"),
        (365, "11 months ago", "قبل 11 شهراً"),
        (366 * 3, "3 years ago", "قبل 3 سنوات"),
        (365 * 40, "39 years ago", "قبل 39 سنة"),
        (365 * 104, "103 years ago", "قبل 103 سنوات"),
        (-1, "", ""),
    ],
)
def test_ages_are_counted_in_whole_units(days: int, english: str, arabic: str) -> None:
    """An age grows from days to weeks, months and years, and Arabic counts in its own forms."""
    published = date.fromordinal(TODAY.toordinal() - days)
    assert age(published, TODAY, "en") == english
    assert age(published, TODAY, "ar") == arabic


def test_days_carry_both_arabic_month_names() -> None:
    """A reader in Cairo and one in Damascus both find their month."""
    assert day(date(2016, 2, 27), "ar") == "27 شباط/فبراير 2016"
    assert day(date(2016, 2, 27), "en") == "27 February 2016"


def test_coverage_is_told_for_one_article_and_for_undated_ones() -> None:
    """One article has one day; articles without dates are counted without a span."""
    assert coverage_sentence(Coverage(1, 1, TODAY, TODAY, None), "en") == "Searched 1 article, of 22 November 2026."
    assert coverage_sentence(Coverage(1, 3, TODAY, TODAY, None), "en") == "Searched 3 articles, of 22 November 2026."
    partly = Coverage(1, 5, date(2016, 2, 20), TODAY, None, undated=3)
    assert coverage_sentence(partly, "en") == (
        "Searched 5 articles, 3 of them undated, the rest 20 February 2016 to 22 November 2026."
    )
    assert coverage_sentence(partly, "ar") == (
        "جرى البحث في 5 مقالات، منها 3 بلا تاريخ معروف، والباقي من 20 شباط/فبراير 2016 إلى 22 تشرين الثاني/نوفمبر 2026."
    )
    assert coverage_sentence(Coverage(1, 3, None, None, None), "ar") == "جرى البحث في 3 مقالات بلا تاريخ معروف."


def test_direction_is_that_of_most_letters() -> None:
    """Digits and punctuation say nothing about direction, and a foreign name at the beginning does not turn a sentence."""
    assert reads_right_to_left("SANA نقلت عن الوزير")
    assert reads_right_to_left("27 شباط (Feb)")
    assert not reads_right_to_left("[1] SANA شباط")
    assert not reads_right_to_left("2016-02-27")


def test_the_answer_object_has_exactly_the_keys_of_the_contract() -> None:
    """Programs rely on every key being there, and find the passage around each quote."""
    shown: dict[str, Any] = json.loads(json_line(answer_object(ANSWERED_EN)))
    assert list(shown) == [
        "id", "question", "language", "status", "answer", "short_answer", "statements", "citations",
        "disagreements", "nearest", "missing", "notes", "searched", "generator", "prompt_sha256", "archive", "timings_ms",
    ]  # fmt: skip
    assert shown["answer"] == "The bridge opened on 27 February 2016. [1][2]"
    assert shown["short_answer"] == {"kind": "date", "value": "2016-02-27", "text": "27 February 2016"}
    assert shown["citations"][0] == {
        "number": 1,
        "article_id": "spring-1",
        "title": "افتتاح الجسر الجديد",
        "source": "صحيفة النهر",
        "published": "2016-04-30",
        "url": "https://news.example/1",
        "path": "spring-1.md",
        "quote": BODY.split(". ", maxsplit=1)[0] + ".",
        "start": 0,
        "end": 38,
        "passage": BODY,
    }
    assert shown["archive"] == {
        "generation": 3,
        "articles": 5,
        "from": "2016-02-12",
        "to": "2016-08-27",
        "indexed_at": "2026-11-22T09:00:00+00:00",
    }
    assert shown["timings_ms"] == {"retrieve": 4.2}


def test_a_refusal_object_offers_the_nearest() -> None:
    """The reason is the answer, nothing is cited, the nearest articles are named with their passage."""
    shown = answer_object(REFUSED_EN)
    assert (shown["status"], shown["answer"]) == ("abstained", "No article speaks of a tunnel.")
    assert (shown["short_answer"], shown["statements"], shown["citations"]) == (None, [], [])
    assert shown["nearest"][0]["article_id"] == "spring-3"
    assert shown["nearest"][0]["text"] == BODY_3


def test_disagreements_are_told_side_by_side() -> None:
    """Each claim names its value, its outlet, its day and whether it is the newest."""
    claims = answer_object(DISAGREEING_AR)["disagreements"][0]["claims"]
    assert [(claim["value"], claim["newest"]) for claim in claims] == [("2016-02-27", False), ("2016-03-01", True)]
    assert claims[1]["published"] == "2016-05-02"
    assert [claim["article_id"] for claim in claims] == [None, None]


def test_a_claim_that_is_no_source_of_the_answer_names_its_article() -> None:
    """What differs can be opened: its article, its words and their place, in JSON and on the screen."""
    (known,) = DISAGREEING_AR.disagreements
    quote = Quote("spring-3", 0, len(BODY_3), BODY_3)
    other = dataclasses.replace(known.claims[1], citations=(), quote=quote)
    said = dataclasses.replace(known, claims=(known.claims[0], other))
    answer = dataclasses.replace(DISAGREEING_AR, disagreements=(said,), citations=DISAGREEING_AR.citations[:1])
    claim = answer_object(answer)["disagreements"][0]["claims"][1]
    assert (claim["article_id"], claim["quote"], claim["start"], claim["end"]) == ("spring-3", BODY_3, 0, len(BODY_3))
    assert "(الأحدث) · spring-3\n" in answer_text(answer, PIPE, TODAY)


def test_a_hit_object_has_exactly_the_keys_of_the_contract() -> None:
    """One line of `search --json` holds rank, score, span, text and the article's outlet and day."""
    hit = Hit(2, 0.5, Passage("spring-3", 0, len(BODY_3), BODY_3), ENGLISH)
    assert hit_object(hit) == {
        "rank": 2,
        "score": 0.5,
        "article_id": "spring-3",
        "start": 0,
        "end": 34,
        "text": BODY_3,
        "title": "A bridge opens",
        "source": "River Post",
        "published": "2016-05-02",
    }
