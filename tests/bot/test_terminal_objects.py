"""What programs read: the JSON objects of answers and hits."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

from bot.terminal.answers import answer_text
from bot.terminal.objects import answer_object, hit_object, json_line
from rag.values import (
    Hit,
    Passage,
    Quote,
)
from tests.bot.bridge import (
    ANSWERED_EN,
    BODY,
    BODY_3,
    DISAGREEING_AR,
    ENGLISH,
    PIPE,
    REFUSED_EN,
    TODAY,
)


def test_the_answer_object_has_exactly_the_keys_of_the_contract() -> None:
    """Programs rely on every key being there, and find the passage around each quote."""
    shown: dict[str, Any] = json.loads(json_line(answer_object(ANSWERED_EN)))
    assert list(shown) == [
        "id", "question", "language", "status", "answer", "short_answer", "statements", "citations",
        "disagreements", "nearest", "missing", "notes", "caution", "searched", "generator", "prompt_sha256", "archive", "timings_ms",
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
