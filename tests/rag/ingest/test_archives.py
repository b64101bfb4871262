"""Ingest on real archives, where they are at hand: the seeds always, the larger data where it lies beside the checkout."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any, Final

import pytest

from rag.ingest.cleaning import Known, clean, same_words
from rag.ingest.passages import split
from rag.ingest.readers import Rejected, read_articles
from rag.language.sentences import sentence_spans
from rag.settings import Settings, seeds_folder
from rag.values import Article

SETTINGS: Final = Settings.load({"HOME": "/nowhere"})
SAMPLE: Final = 10  # every tenth article: a thousand


def articles_of(*paths: Path, metadata: Path | None = None) -> dict[str, Article]:
    found = list(read_articles(paths, SETTINGS, metadata))
    assert [str(item) for item in found if isinstance(item, Rejected)] == []
    return {item.id: item for item in found if isinstance(item, Article)}


def sample(shared: Path, name: str) -> Iterator[dict[str, Any]]:
    path = shared / "corpora" / name
    if not path.is_file():
        pytest.skip(f"{name} is not here")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from (json.loads(line) for line in islice(lines, 0, None, SAMPLE))


def test_the_seeds_are_read_whole() -> None:
    """The shipped articles go in with their metadata, and nothing of theirs is cleaned away."""
    found = articles_of(seeds_folder())
    assert len(found) == len([path for path in seeds_folder().glob("*.md") if path.name != "README.md"])
    for article in found.values():
        written = (seeds_folder() / f"{article.id}.md").read_text(encoding="utf-8").split("---", 2)[2]
        assert same_words(article.body) == same_words(written)
        assert article.published is not None
        assert article.language == "ar"


def test_the_five_articles_lose_their_furniture_and_keep_their_text(shared: Path) -> None:
    """Comments, app links, lists and repeats go; the credit and the date become metadata; every paragraph stays once."""
    found = articles_of(shared / "articles")
    by_number = {name[:3]: article for name, article in found.items()}
    assert (by_number["000"].published, by_number["000"].source) == (date(2016, 2, 20), "سيريانيوز")
    assert [by_number[n].published for n in ("001", "002", "003", "004")] == [None] * 4
    assert [by_number[n].source for n in ("001", "002", "003", "004")] == ["سانا", None, "وكالات", None]
    furniture = re.compile(
        r"تابعونا|t(?:elegram)?\.me|vk\.com|0940777186|تعليق|الأكثر قراءة|التصنيفات|الشريط|Samer|\d\d\.\d\d\.\d{4}"
    )
    for article in found.values():
        assert not furniture.search(article.body)
        paragraphs = [same_words(line) for line in article.body.split("\n") if line]
        assert len(paragraphs) == len(set(paragraphs))
    words = {number: len(re.findall(r"\w+", article.body)) for number, article in by_number.items()}
    assert words == {
        "000": 409,
        "001": 1000,
        "002": 226,
        "003": 467,
        "004": 495,
    }  # read once by eye: each article whole, each paragraph once


def test_a_metadata_table_dates_the_five_articles(shared: Path) -> None:
    """The table gives what the texts do not state."""
    found = articles_of(shared / "articles", metadata=shared / "eval" / "qa" / "syria.metadata.csv")
    assert sorted(str(article.published) for article in found.values()) == [
        "2016-02-12", "2016-02-20", "2016-04-30", "2016-05-22", "2016-08-27"
    ]  # fmt: skip


def test_no_sentence_of_clean_articles_is_lost(shared: Path) -> None:
    """Of a thousand articles that carry no furniture, only credits, bare addresses and repeats are taken."""
    for record in sample(shared, "antcorpus.articles.jsonl.gz"):
        known = Known(date(2026, 1, 31), title=record["title"])
        body = same_words(clean(record["text"], known).body + record["title"])
        text = record["text"]
        for start, end in sentence_spans(text):
            words = same_words(text[start:end])
            assert words in body or len(text[start:end]) <= 60, text[start:end]


@pytest.mark.parametrize("name", ["antcorpus.articles.jsonl.gz", "arwiki.articles.jsonl.gz"])
def test_passages_of_real_articles_are_exact(shared: Path, name: str) -> None:
    """Spans hold, sentences are covered, passages have the length that was asked for."""
    lengths: list[int] = []
    for number, record in enumerate(islice(sample(shared, name), 200)):
        body = clean(record["text"], Known(date(2026, 1, 31))).body
        article = Article(str(number), "", body, None, None, None, "ar", "", "")
        sentences, spans = split(article, SETTINGS)
        assert all(body[s.start : s.end] == s.text for s in sentences)
        assert all(body[span.passage.start : span.passage.end] == span.passage.text for span in spans)
        assert {n for span in spans for n in range(span.first_sentence, span.last_sentence)} == set(
            range(len(sentences))
        )
        lengths += [len(span.passage.text) for span in spans[:-1]]
    assert max(lengths) <= 1.5 * SETTINGS.ingest.passage_chars
    assert sorted(lengths)[len(lengths) // 2] in range(600, 901)
