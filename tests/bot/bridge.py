"""Answers about a bridge, as values: one that answers, one with a disagreement, a refusal."""

from __future__ import annotations

from datetime import UTC, date, datetime

from bot.terminal.layout import Screen
from rag.values import (
    Answer,
    ArticleCard,
    Citation,
    Claim,
    Coverage,
    Disagreement,
    Nearest,
    Passage,
    Quote,
    ShortAnswer,
    Statement,
)

__all__ = [
    "ANSWERED_EN",
    "ARABIC",
    "BODY",
    "BODY_2",
    "BODY_3",
    "COVERAGE",
    "DISAGREEING_AR",
    "ENGLISH",
    "PIPE",
    "REFUSED_EN",
    "TODAY",
    "UNKNOWN",
    "cited",
]

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
