"""What a reader sees of an answer, as whole texts."""

from __future__ import annotations

import dataclasses

from bot.terminal.answers import answer_text, hits_text
from rag.values import (
    Answer,
    Hit,
    Passage,
    Statement,
)
from tests.bot.bridge import (
    ANSWERED_EN,
    BODY_3,
    DISAGREEING_AR,
    ENGLISH,
    PIPE,
    REFUSED_EN,
    TODAY,
    UNKNOWN,
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


def test_a_caution_is_said_before_the_answer() -> None:
    """Who reads on knows that the words may not be what was asked for."""
    shown = answer_text(dataclasses.replace(ANSWERED_EN, caution="This may not answer it."), PIPE, TODAY)
    assert shown == f"This may not answer it.\n\n{ANSWERED_EN_TEXT}"


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
