"""Messages as whole texts, in both languages.

The invisible marks of direction are written as ⟨FSI⟩ ⟨PDI⟩ ⟨LRM⟩ ⟨RLM⟩ in the files under messages/. After a change on purpose:
`UPDATE_MESSAGES=1 pytest tests/bot/telegram/test_messages.py`, and read the difference.
"""

from __future__ import annotations

import dataclasses
import os
import string
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.telegram.html import answer_html, source_html, sources_of
from bot.telegram.lists import coverage_html, hits_html, latest_html, timeline_html
from bot.telegram.split import split
from bot.telegram.texts import COMMANDS, TEXTS, counted
from rag.values import AskOptions, Claim, Disagreement, Language
from tests.bot.telegram.engine import CARDS, TinyEngine, abstained, answered, coverage
from tests.bot.telegram.loopback.entities import checked_text
from tests.bot.telegram.loopback.markup import check_commands

FOLDER = Path(__file__).parent / "messages"
TODAY = date(2026, 3, 20)
NAMES = {"\u2068": "⟨FSI⟩", "\u2069": "⟨PDI⟩", "\u200e": "⟨LRM⟩", "\u200f": "⟨RLM⟩"}
CAUTION: dict[Language, str] = {"en": "This may not answer it.", "ar": "قد لا يكون هذا هو الجواب."}
LANGUAGES: tuple[Language, ...] = ("en", "ar")


def disputed(language: Language) -> str:
    """Return an answer whose sources disagree, worded by a chat model, with a note and a computed date."""
    answer = answered("q", language)
    claims = (
        Claim("2021-03-13", "13", (1,), "The Valley Post", date(2021, 3, 15)),
        Claim("2021-03-14", "14", (2,), "جريدة الساحل", date(2021, 3, 16), newest=True),
    )
    statements = (
        dataclasses.replace(answer.statements[0], computed="14 March: 2021, from the article's date"),
        *answer.statements[1:],
    )
    changed = dataclasses.replace(
        answer,
        statements=statements,
        disagreements=(Disagreement("date", claims, "Two days are given." if language == "en" else "ذُكر يومان."),),
        notes=("March 2021 only." if language == "en" else "آذار 2021 فقط.",),
        generator="openai:some-model",
    )
    return answer_html(changed, today=TODAY, late=TEXTS[language].late.format(age=counted(3, "hour", language)))


MESSAGES: dict[str, Callable[[Language], str]] = {
    "answer": lambda language: answer_html(answered("q", language), today=TODAY),
    "cautious": lambda language: answer_html(
        dataclasses.replace(answered("q", language), caution=CAUTION[language]), today=TODAY
    ),
    "disputed": disputed,
    "refusal": lambda language: answer_html(abstained("q", language), today=TODAY),
    "source_own": lambda language: source_html(sources_of(answered("q", language))[0], language=language, today=TODAY),
    "source_foreign": lambda language: source_html(
        sources_of(answered("q", language))[1], language=language, today=TODAY
    ),
    "hits": lambda language: hits_html(
        TEXTS[language].hits.format(query="bridge المرفأ"),
        TinyEngine().search("bridge", AskOptions()),
        language=language,
        today=TODAY,
    ),
    "timeline": lambda language: timeline_html(
        dataclasses.replace(TinyEngine().timeline("bridge", AskOptions()), language=language), today=TODAY
    ),
    "latest": lambda language: latest_html(list(CARDS.values()), language=language, today=TODAY),
    "coverage": lambda language: coverage_html(coverage(3), language),
    "start": lambda language: TEXTS[language].start,
    "help": lambda language: TEXTS[language].help,
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", MESSAGES)
def test_message_is_as_written_down(name: str, language: Language) -> None:
    """The whole message is the one in its file, and Telegram would take it."""
    html = MESSAGES[name](language)
    for part in split(html):
        checked_text(part, "HTML")
    shown = html
    for mark, word in NAMES.items():
        shown = shown.replace(mark, word)
    file = FOLDER / f"{name}.{language}.html"
    if os.environ.get("UPDATE_MESSAGES"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(shown + "\n", encoding="utf-8")
    assert shown + "\n" == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_can_be_sent(language: Language) -> None:
    """Every text of the bot is good HTML and fits a message; both languages fill the same places."""
    for field in dataclasses.fields(TEXTS[language]):
        text = getattr(TEXTS[language], field.name)
        for one in [text] if isinstance(text, str) else text:
            checked_text(one, "HTML")
        other = getattr(TEXTS["ar" if language == "en" else "en"], field.name)
        assert _places(text) == _places(other), field.name


def _places(text: object) -> list[str]:
    return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name) if isinstance(text, str) else []


def test_an_archive_without_dates_has_no_newest_article() -> None:
    """/latest says that nothing is dated, not that nothing matches."""
    assert "No dated article" in latest_html([CARDS["museum"]], language="en", today=TODAY)


def test_commands_would_be_accepted() -> None:
    """The menu keeps to Telegram's limits in both languages."""
    for column in (1, 2):
        check_commands([{"command": row[0], "description": row[column]} for row in COMMANDS])


@pytest.mark.parametrize(
    ("count", "arabic"),
    [
        (1, "ساعة"),
        (2, "ساعتين"),
        (3, "3 ساعات"),
        (10, "10 ساعات"),
        (11, "11 ساعة"),
        (100, "100 ساعة"),
        (103, "103 ساعات"),
    ],
)
def test_arabic_counts_agree_with_their_noun(count: int, arabic: str) -> None:
    """One, two, a few, many: Arabic plural rules of the CLDR."""
    assert counted(count, "hour", "ar") == arabic
