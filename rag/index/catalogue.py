"""Read the catalogue: articles with their bodies, the spans of passages and sentences, and the dates that the texts tell.

A catalogue is an SQLite file that never changes once published; passages and sentences are spans, and their texts are cut from the
bodies, so that they cannot differ. Ordinals count from 0 over the generation. It is written by `rag.index.records`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from rag.index.database import Database
from rag.values import Article, ArticleCard, DateMention, Passage, Sentence, TimeWindow

__all__ = ["FILE_NAME", "Catalogue", "CataloguePassage"]

FILE_NAME: Final = "catalogue.sqlite"

_CARD: Final = "id, title, source, published, url, language, path"
_FIRST_DAY: Final = "0001-01-01"
_LAST_DAY: Final = "9999-12-31"

# A passage is inside a window of days when its article was published in it, or when it tells a date that touches it. A whole year
# touches too much to say anything: it counts only where it lies inside the window.
_PASSAGES_PUBLISHED: Final = """
    SELECT p.ordinal FROM passages p JOIN articles a ON a.ordinal = p.article WHERE a.published BETWEEN :since AND :until"""
_PASSAGES_TELLING: Final = """
    SELECT p.ordinal FROM dates d JOIN passages p ON p.article = d.article AND d.start >= p.start AND d.end <= p.end
    WHERE d.since <= :until AND d.until >= :since
      AND (d.precision <> 'year' OR (d.since >= :since AND d.until <= :until))"""

_LOOSE_PASSAGES: Final = """
    SELECT count(*) FROM passages p
    LEFT JOIN sentences f ON f.ordinal = p.first_sentence LEFT JOIN sentences l ON l.ordinal = p.last_sentence - 1
    WHERE (f.start, f.article, l.end, l.article) IS NOT (p.start, p.article, p.end, p.article)"""


@dataclass(frozen=True, slots=True)
class CataloguePassage:
    """A passage as the catalogue knows it: it covers the sentences `first_sentence..last_sentence - 1` of the generation.

    `group` is the same for articles that are copies of one wire story.
    """

    ordinal: int
    passage: Passage
    first_sentence: int
    last_sentence: int
    group: str


class Catalogue:
    """An open catalogue; every method may be called from any thread."""

    def __init__(self, database: Database) -> None:
        """Keep the open file."""
        self._database = database

    @classmethod
    def open(cls, path: Path) -> Catalogue:
        """Return the catalogue in this file, which is only read, also where nothing may be written.

        Raises:
            FileNotFoundError: there is no such file.
            IndexDamaged: it is no catalogue.
        """
        return cls(Database.open(path, "The catalogue", "SELECT ordinal FROM articles LIMIT 1"))

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def count(self, table: str) -> int:
        """Return the number of rows of a table: articles, passages, sentences, dates."""
        if table not in {"articles", "passages", "sentences", "dates"}:
            raise ValueError(table)
        return int(self._database.rows(f"SELECT count(*) FROM {table}")[0][0])  # noqa: S608 - one of four names

    def article(self, article_id: str) -> Article | None:
        """Return the article of this id, None where the archive has none."""
        return next(iter(self.articles([article_id])), None)

    def articles(self, ids: Iterable[str] | None = None) -> list[Article]:
        """Return the articles of these ids, or all, in the order of the archive."""
        columns = f"{_CARD}, body, sha256, ordinal"
        if ids is None:
            rows = self._database.rows(f"SELECT {columns} FROM articles ORDER BY ordinal")  # noqa: S608 - constant names
        else:
            rows = self._database.rows_in(f"SELECT {columns} FROM articles WHERE id IN ({{}})", ids)  # noqa: S608
            rows.sort(key=itemgetter(-1))
        return [_article(row) for row in rows]

    def card(self, article_id: str) -> ArticleCard | None:
        """Return the article of this id without its body, None where the archive has none."""
        rows = self._database.rows(f"SELECT {_CARD} FROM articles WHERE id = ?", [article_id])  # noqa: S608 - constant names
        return _card(rows[0]) if rows else None

    def cards(self) -> list[ArticleCard]:
        """Return every article without its body, in the order of the archive."""
        return [_card(row) for row in self._database.rows(f"SELECT {_CARD} FROM articles ORDER BY ordinal")]  # noqa: S608

    def group(self, article_id: str) -> str:
        """Return the name of the article's group of copies; an article without copies is alone in its own."""
        rows = self._database.rows("SELECT copy_group FROM articles WHERE id = ?", [article_id])
        return str(rows[0][0]) if rows else article_id

    def group_members(self, group: str) -> list[ArticleCard]:
        """Return the articles of a group of copies, in the order of the archive."""
        statement = f"SELECT {_CARD} FROM articles WHERE copy_group = ? ORDER BY ordinal"  # noqa: S608 - constant names
        return [_card(row) for row in self._database.rows(statement, [group])]

    def passage(self, ordinal: int) -> CataloguePassage:
        """Return one passage.

        Raises:
            KeyError: there is no such ordinal.
        """
        return self.passages([ordinal])[0]

    def passages(self, ordinals: Iterable[int]) -> list[CataloguePassage]:
        """Return these passages, in the order asked for.

        Raises:
            KeyError: there is no such ordinal.
        """
        wanted = [int(ordinal) for ordinal in ordinals]
        rows = self._database.rows_in(
            "SELECT ordinal, article, start, end, first_sentence, last_sentence FROM passages WHERE ordinal IN ({})",
            wanted,
        )
        texts = self._texts(row[1] for row in rows)
        found = {}
        for ordinal, article, start, end, first, last in rows:
            article_id, body, group = texts[article]
            passage = Passage(article_id, start, end, body[start:end])
            found[ordinal] = CataloguePassage(ordinal, passage, first, last, group)
        return [found[ordinal] for ordinal in wanted]

    def _texts(self, articles: Iterable[int]) -> dict[int, tuple[str, str, str]]:
        """Return id, body and group of articles by ordinal. Spans are cut here: SQLite's substr stops at a NUL character."""
        rows = self._database.rows_in(
            "SELECT ordinal, id, body, copy_group FROM articles WHERE ordinal IN ({})", articles
        )
        return {row[0]: (row[1], row[2], row[3]) for row in rows}

    def sentences(self, ordinals: Iterable[int]) -> list[tuple[Sentence, ...]]:
        """Return the sentences that each of these passages covers, in reading order; none for an ordinal that is not there."""
        wanted = [int(ordinal) for ordinal in ordinals]
        rows = self._database.rows_in(
            "SELECT p.ordinal, s.ordinal, s.article, s.start, s.end FROM passages p JOIN sentences s"
            " ON s.ordinal >= p.first_sentence AND s.ordinal < p.last_sentence WHERE p.ordinal IN ({})",
            wanted,
        )
        rows.sort()
        texts = self._texts(row[2] for row in rows)
        covered: dict[int, list[Sentence]] = {ordinal: [] for ordinal in wanted}
        for ordinal, _, article, start, end in rows:
            article_id, body, _ = texts[article]
            covered[ordinal].append(Sentence(article_id, start, end, body[start:end]))
        return [tuple(covered[ordinal]) for ordinal in wanted]

    def spans(self, table: str, article_id: str) -> list[tuple[int, int, int]]:
        """Return (ordinal, start, end) of an article's `passages` or `sentences`, in reading order."""
        if table not in {"passages", "sentences"}:
            raise ValueError(table)
        statement = (
            f"SELECT t.ordinal, t.start, t.end FROM {table} t JOIN articles a ON a.ordinal = t.article"  # noqa: S608
            " WHERE a.id = ? ORDER BY t.ordinal"
        )
        return [(row[0], row[1], row[2]) for row in self._database.rows(statement, [article_id])]

    def span_problem(self) -> str | None:
        """Return what is wrong with the spans, None where nothing is.

        Ordinals count without gaps, every span lies in its article's body, and a passage begins and ends with its sentences.
        """
        for table in ("passages", "sentences"):
            count, first, last = self._database.rows(f"SELECT count(*), min(ordinal), max(ordinal) FROM {table}")[0]  # noqa: S608
            if count and (first, last) != (0, count - 1):
                return f"The {table} are not numbered 0 to {count - 1}"
        loose = self._database.rows(_LOOSE_PASSAGES)[0][0]
        if loose:
            return f"{loose} passages do not begin and end with their sentences"
        for ordinal, article_id, body in self._database.each("SELECT ordinal, id, body FROM articles ORDER BY ordinal"):
            spans = self._database.rows(
                "SELECT start, end FROM sentences WHERE article = ? ORDER BY ordinal", [ordinal]
            )
            edges = [0, *(edge for span in spans for edge in span), len(body)]
            if edges != sorted(edges) or any(start == end for start, end in spans):
                return f"The sentences of {article_id} do not stand in its text"
        return None

    def sentence_bounds(self) -> NDArray[np.int64]:
        """Return int64 [passages, 2]: the first sentence of each passage and the one after its last."""
        rows = self._database.rows("SELECT first_sentence, last_sentence FROM passages ORDER BY ordinal")
        return np.asarray(rows, np.int64).reshape(-1, 2)

    def dates(self, articles: Iterable[Article]) -> dict[str, tuple[DateMention, ...]]:
        """Return the dates that each of these articles tells, by its id, in the order of its text."""
        bodies = {article.id: article.body for article in articles}
        rows = self._database.rows_in(
            "SELECT a.id, d.start, d.end, d.since, d.until, d.precision, d.year, d.month, d.day, d.computed,"
            " d.anchored, d.until_month, d.until_day"
            " FROM dates d JOIN articles a ON a.ordinal = d.article WHERE a.id IN ({})",
            bodies,
        )
        rows.sort(key=itemgetter(1))
        told: dict[str, list[DateMention]] = {article_id: [] for article_id in bodies}
        for article_id, *row in rows:
            told[article_id].append(_mention(bodies[article_id], *row))
        return {article_id: tuple(mentions) for article_id, mentions in told.items()}

    def published_range(self) -> tuple[date | None, date | None]:
        """Return the first and the last day of publication that is known."""
        first, last = self._database.rows("SELECT min(published), max(published) FROM articles")[0]
        return _day(first), _day(last)

    def undated(self) -> int:
        """Return how many articles are of no known day."""
        return int(self._database.rows("SELECT count(*) FROM articles WHERE published IS NULL")[0][0])

    def sources(self) -> tuple[str, ...]:
        """Return the outlets, those with most articles first."""
        rows = self._database.rows(
            "SELECT source FROM articles WHERE source IS NOT NULL GROUP BY source ORDER BY count(*) DESC, source"
        )
        return tuple(row[0] for row in rows)

    def passages_of_source(self, source: str) -> list[int]:
        """Return the ordinals of the passages of an outlet; letter case does not count."""
        folded = source.strip().casefold()
        names = [name for name in self.sources() if name.strip().casefold() == folded]
        return [
            row[0]
            for name in names
            for row in self._database.rows(
                "SELECT p.ordinal FROM passages p JOIN articles a ON a.ordinal = p.article WHERE a.source = ?", [name]
            )
        ]

    def passages_in(self, window: TimeWindow) -> list[int]:
        """Return the ordinals of the passages published in `window`, or telling of a day in it."""
        bounds = {
            "since": window.since.isoformat() if window.since else _FIRST_DAY,
            "until": window.until.isoformat() if window.until else _LAST_DAY,
        }
        return [row[0] for row in self._database.rows(f"{_PASSAGES_PUBLISHED} UNION {_PASSAGES_TELLING}", bounds)]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _mention(body: str, start: int, end: int, since: str | None, until: str | None, *told: Any) -> DateMention:
    precision, year, month, day, computed, anchored, until_month, until_day = told
    return DateMention(
        start=start,
        end=end,
        text=body[start:end],
        since=_day(since),
        until=_day(until),
        precision=precision,
        year=year,
        month=month,
        day=day,
        computed=computed,
        anchored=bool(anchored),
        until_month=until_month,
        until_day=until_day,
    )


def _card(row: Sequence[Any]) -> ArticleCard:
    return ArticleCard(row[0], row[1], row[2], _day(row[3]), row[4], row[5], row[6])


def _article(row: Sequence[Any]) -> Article:
    card = _card(row)
    return Article(card.id, card.title, row[7], card.source, card.published, card.url, card.language, card.path, row[8])
