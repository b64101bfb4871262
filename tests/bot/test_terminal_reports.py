"""What a person reads of re-indexing, checks, measurements and an article, as whole texts."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

from bot.terminal.layout import Screen
from bot.terminal.objects import article_object, checks_object, json_line, status_object
from bot.terminal.reports import article_text, checks_text, figures_text, reindex_text
from rag.engine import Check, ReindexReport, Status
from rag.ingest.readers import Rejected
from rag.values import Article, Coverage

PIPE = Screen()


def test_a_run_of_reindex_as_a_whole() -> None:
    """Counts, the generation in use, and three lists apart: left out, taken with a remark, kept unread."""
    report = ReindexReport(
        added=("a", "b"),
        changed=("c",),
        unchanged=4,
        kept=("d",),
        rejected=(
            Rejected("news/empty.txt", None, "empty"),
            Rejected("news/many.jsonl", 7, "not valid JSON"),
            Rejected("news/b.md", None, "its day lies in the future", kept=True),
        ),
        articles=8,
        passages=20,
        generation=3,
        published=True,
        seconds=1.26,
    )
    assert (
        reindex_text(report, PIPE)
        == """\
The archive holds 8 articles in 20 passages: 2 added, 1 changed, 0 removed, 4 unchanged (1.3 s).
Generation 3 is in use.

Left out:
  news/empty.txt: empty
  news/many.jsonl:7: not valid JSON

Taken in, with a remark:
  news/b.md: its day lies in the future

Kept as they were, since their files cannot be read now:
  d
"""
    )


def test_a_dry_run_as_a_whole() -> None:
    """Every article that would change is named, and it is said that nothing was written."""
    report = ReindexReport(added=("a",), removed=("z",), unchanged=1, articles=2, generation=1, dry_run=True)
    assert (
        reindex_text(report, PIPE)
        == """\
The archive would hold 2 articles: 1 added, 0 changed, 1 removed, 1 unchanged (0.0 s).
Nothing was written.
  added  a
  removed  z
"""
    )


def test_nothing_new_keeps_the_generation() -> None:
    """A run that finds nothing new says which generation stays."""
    report = ReindexReport(unchanged=2, articles=2, passages=4, generation=5)
    assert reindex_text(report, PIPE).endswith("Nothing is new: generation 5 stays in use.\n")


CHECKS = (
    Check("index", ok=True, detail="generation 3"),
    Check("model", ok=False, detail="no key", fix="Set OPENAI_API_KEY"),
)


def test_checks_as_a_whole() -> None:
    """One line a check, and under a failed one what mends it."""
    assert (
        checks_text(CHECKS, PIPE)
        == """\
ok    index  generation 3
FAIL  model  no key
      next: Set OPENAI_API_KEY
1 of 2 checks failed.
"""
    )
    assert checks_text(CHECKS[:1], PIPE).endswith("All is well.\n")
    assert checks_object(CHECKS)["ok"] is False
    assert checks_object(CHECKS)["checks"][1]["fix"] == "Set OPENAI_API_KEY"


def test_figures_as_a_whole() -> None:
    """Shares stand aligned under their names, groups in a table, what is unknown as a dash."""
    figures = {"evidence@1": 0.5, "answer_accuracy": None, "by_lang": {"ar": {"questions": 2, "evidence@1": 0.5}}}
    assert (
        figures_text(figures, PIPE)
        == """\
evidence@1       0.5000
answer_accuracy  -

by_lang  questions  evidence@1
ar               2      0.5000
"""
    )


ARTICLE = Article(
    id="spring-3",
    title="A bridge opens",
    body="The bridge opened.\n\nCrowds\x1b[2J came.",
    source="River Post",
    published=date(2016, 5, 2),
    url=None,
    language="en",
    path="spring-3.txt",
    sha256="ab12",
)


def test_an_article_as_a_whole() -> None:
    """What is known stands above the text; what is not is called unknown; escape sequences are gone."""
    assert (
        article_text(ARTICLE, PIPE)
        == """\
A bridge opens

id         spring-3
source     River Post
published  2016-05-02
url        unknown
language   en
path       spring-3.txt
sha256     ab12

The bridge opened.

Crowds [2J came.
"""
    )
    assert json.loads(json_line(article_object(ARTICLE)))["body"] == ARTICLE.body


def test_a_status_object_names_what_is_indexed() -> None:
    """Generation, days covered, outlets, counts, embedder and size stand side by side."""
    made = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
    coverage = Coverage(3, 5, date(2016, 2, 12), date(2016, 8, 27), made, ("SANA",))
    counts = {"articles": 5, "passages": 8, "sentences": 53, "terms": 500, "dates": 20}
    shown = status_object(Status(coverage, Path("/data"), "isnad", 96, counts, 794_096))
    assert shown == {
        "generation": 3,
        "articles": 5,
        "from": "2016-02-12",
        "to": "2016-08-27",
        "indexed_at": "2026-11-22T09:00:00+00:00",
        "sources": ["SANA"],
        "data": "/data",
        "embedder": "isnad",
        "dimensions": 96,
        "passages": 8,
        "sentences": 53,
        "bytes": 794_096,
    }
