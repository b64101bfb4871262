"""Write the catalogue of a generation: what was prepared of each article, into one SQLite file.

The texts of passages and sentences are not written again; their spans are. Reading is `rag.index.catalogue`'s.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from rag.errors import IndexingError
from rag.index.room import full_disk, is_full
from rag.ingest.passages import PassageSpan
from rag.values import Article, DateMention, Sentence

__all__ = ["PreparedArticle", "write_catalogue"]

_SCHEMA: Final = """
    CREATE TABLE articles (
        ordinal INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, title TEXT NOT NULL, body TEXT NOT NULL, source TEXT,
        published TEXT, url TEXT, language TEXT NOT NULL, path TEXT NOT NULL, sha256 TEXT NOT NULL, copy_group TEXT NOT NULL
    ) STRICT;
    CREATE TABLE passages (
        ordinal INTEGER PRIMARY KEY, article INTEGER NOT NULL REFERENCES articles, start INTEGER NOT NULL, end INTEGER NOT NULL,
        first_sentence INTEGER NOT NULL, last_sentence INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE sentences (
        ordinal INTEGER PRIMARY KEY, article INTEGER NOT NULL REFERENCES articles, start INTEGER NOT NULL, end INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE dates (
        article INTEGER NOT NULL REFERENCES articles, start INTEGER NOT NULL, end INTEGER NOT NULL, since TEXT, until TEXT,
        precision TEXT NOT NULL, year INTEGER, month INTEGER, day INTEGER, until_month INTEGER, until_day INTEGER,
        computed TEXT, anchored INTEGER NOT NULL
    ) STRICT;
"""
# Made after the rows: faster, and the file is smaller.
_INDEXES: Final = """
    CREATE INDEX passages_of_article ON passages (article, start);
    CREATE INDEX sentences_of_article ON sentences (article);
    CREATE INDEX dates_of_article ON dates (article, start);
    CREATE INDEX dates_in_time ON dates (since, until);
    CREATE INDEX articles_published ON articles (published);
    CREATE INDEX articles_source ON articles (source);
    CREATE INDEX articles_copies ON articles (copy_group);
    ANALYZE;
"""
# What SQLite says of a quota, a limit on the size of files or a failing disk is one and the same: disk I/O error.
_DISK: Final = "Nothing was published. See that the disk has room for you and is sound, then run `isnad reindex` again."


@dataclass(frozen=True, slots=True)
class PreparedArticle:
    """An article cut up: `spans[i].first_sentence` counts in `sentences`; `group` names the wire story that it copies."""

    article: Article
    sentences: tuple[Sentence, ...]
    spans: tuple[PassageSpan, ...]
    dates: tuple[DateMention, ...]
    group: str


def write_catalogue(path: Path, prepared: Iterable[PreparedArticle]) -> None:
    """Write the catalogue of these articles, in this order, into a new file.

    Raises:
        IndexingError: SQLite failed, an id comes twice.
        OSError: it failed for want of room on the disk.
    """
    try:
        connection = sqlite3.connect(path)
        try:
            # Durability comes from syncing the whole generation before it is published.
            connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + _SCHEMA)
            _insert(connection, prepared)
            connection.commit()
            connection.executescript(_INDEXES)
        finally:
            connection.close()
    except sqlite3.Error as exc:
        if is_full(exc):
            raise full_disk(path) from exc
        hint = _DISK if isinstance(exc, sqlite3.OperationalError) else ""
        raise IndexingError(f"The catalogue cannot be written: {exc}", where=str(path), hint=hint) from exc


def _insert(connection: sqlite3.Connection, prepared: Iterable[PreparedArticle]) -> None:
    passage = sentence = 0
    for number, one in enumerate(prepared):
        _many(connection, "articles", [_article_row(number, one)])
        _many(
            connection,
            "passages",
            (
                (
                    passage + i,
                    number,
                    s.passage.start,
                    s.passage.end,
                    sentence + s.first_sentence,
                    sentence + s.last_sentence,
                )
                for i, s in enumerate(one.spans)
            ),
        )
        _many(connection, "sentences", ((sentence + i, number, s.start, s.end) for i, s in enumerate(one.sentences)))
        _many(connection, "dates", (_date_row(number, mention) for mention in one.dates))
        passage += len(one.spans)
        sentence += len(one.sentences)


def _many(connection: sqlite3.Connection, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
    def first_then(row: tuple[Any, ...], rest: Iterator[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
        yield row
        yield from rest

    remaining = iter(rows)
    head = next(remaining, None)
    if head is not None:
        marks = ", ".join("?" * len(head))
        connection.executemany(f"INSERT INTO {table} VALUES ({marks})", first_then(head, remaining))  # noqa: S608


def _article_row(number: int, one: PreparedArticle) -> tuple[Any, ...]:
    a = one.article
    return (number, a.id, a.title, a.body, a.source, _iso(a.published), a.url, a.language, a.path, a.sha256, one.group)


def _date_row(number: int, d: DateMention) -> tuple[Any, ...]:
    told = (d.precision, d.year, d.month, d.day, d.until_month, d.until_day, d.computed, int(d.anchored))
    return (number, d.start, d.end, _iso(d.since), _iso(d.until), *told)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
