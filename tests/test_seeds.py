"""The shipped articles are well formed, carry their facts, and are the project's own words."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

SEEDS: Final = Path(__file__).resolve().parent.parent / "seeds"
ARTICLES: Final = sorted(path for path in SEEDS.glob("*.md") if path.name != "README.md")
COPIED_WORDS: Final = 6  # a run of this many words in common is a copied sentence, not a shared name
_WORD: Final = re.compile(r"\w+")


def front_matter(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8").split("---\n")[1])
    return loaded


def body(path: Path) -> str:
    return path.read_text(encoding="utf-8").split("---\n", 2)[2].strip()


def questions() -> list[dict[str, Any]]:
    lines = (SEEDS / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def test_five_articles_ship() -> None:
    """Five articles ship, each with text of several paragraphs."""
    assert len(ARTICLES) == 5
    assert all(body(path).count("\n\n") >= 3 for path in ARTICLES)


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_front_matter_is_complete(path: Path) -> None:
    """Front matter names title, day and language, and an outlet only where it is known."""
    meta = front_matter(path)
    assert set(meta) <= {"title", "source", "published", "language"}
    assert meta["title"].strip()
    assert meta["language"] == "ar"
    assert isinstance(meta["published"], date)
    assert path.stem.startswith(meta["published"].isoformat())
    assert meta.get("source") in {None, "SANA", "Syria News"}


def test_two_articles_date_the_truce_in_different_words() -> None:
    """The start of the truce stands in two articles, once with a Levantine month alone and once with both names."""
    texts = [body(path) for path in ARTICLES]
    assert sum("27 شباط الماضي" in text for text in texts) == 1
    assert sum("27 فبراير/شباط" in text for text in texts) == 1


def test_questions_have_the_shape_the_evaluation_reads() -> None:
    """At least 40 questions, each id once, half of them English, a fifth without an answer."""
    rows = questions()
    languages = Counter(row["lang"] for row in rows)
    assert len(rows) >= 40
    assert len({row["id"] for row in rows}) == len(rows)
    assert abs(languages["en"] - languages["ar"]) <= 2
    assert sum(not row["answerable"] for row in rows) >= len(rows) / 5


@pytest.mark.parametrize("row", questions(), ids=lambda row: str(row["id"]))
def test_a_question_can_be_scored(row: dict[str, Any]) -> None:
    """An answerable question names articles that hold its passage; an unanswerable one names none."""
    texts = {path.stem: body(path) for path in ARTICLES}
    assert bool(row["articles"]) == bool(row["passage_any"]) == bool(row["answer_any"]) == row["answerable"]
    for article in row["articles"]:
        assert any(wanted in texts[article] for wanted in row["passage_any"]), article
    for pattern in row["answer_any"]:
        re.compile(pattern)


def runs(text: str, length: int) -> set[tuple[str, ...]]:
    words = _WORD.findall(text)
    return set(zip(*(words[shift:] for shift in range(length)), strict=False))


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_no_sentence_is_taken_from_the_reports(path: Path, shared: Path) -> None:
    """No run of six words stands in any of the reports that the briefs tell of."""
    reports = " ".join(file.read_text(encoding="utf-8") for file in (shared / "articles").glob("*.txt"))
    assert runs(body(path), COPIED_WORDS).isdisjoint(runs(reports, COPIED_WORDS))
