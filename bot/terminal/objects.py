"""Turn the engine's values into the JSON objects of the command line's contract. Pure; decides nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from rag.values import (
    Answer,
    Article,
    ArticleCard,
    Citation,
    Coverage,
    DatedEvent,
    Disagreement,
    Hit,
    Nearest,
    TimeWindow,
)

if TYPE_CHECKING:
    from pathlib import Path

    from rag.engine import Check, Status

__all__ = [
    "answer_object",
    "archive_object",
    "article_object",
    "checks_object",
    "citation_object",
    "hit_object",
    "json_line",
    "status_object",
    "unindexed_object",
]

# json leaves these as they are; a terminal that prints them would obey (C1) or break the line (U+2028, U+2029).
_RAW_CONTROLS: Final = re.compile("[\x7f-\x9f\u2028\u2029]")


def json_line(value: Mapping[str, Any]) -> str:
    """Return an object as one line of JSON, Arabic as it is, control characters escaped; no line break at the end."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    return _RAW_CONTROLS.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def answer_object(answer: Answer) -> dict[str, Any]:
    """Return what `ask --json` prints."""
    short = answer.short_answer
    return {
        "id": answer.id,
        "question": answer.question,
        "language": answer.language,
        "status": answer.status,
        "answer": answer.text,
        "short_answer": {"kind": short.kind, "value": short.value, "text": short.text} if short else None,
        "statements": [
            {"text": statement.text, "citations": list(statement.citations), "computed": statement.computed}
            for statement in answer.statements
        ],
        "citations": [citation_object(citation) for citation in answer.citations],
        "disagreements": [_disagreement(disagreement) for disagreement in answer.disagreements],
        "nearest": [_nearest(nearest) for nearest in answer.nearest],
        "missing": list(answer.missing),
        "notes": list(answer.notes),
        "caution": answer.caution,
        "searched": _window(answer.searched) if answer.searched else None,
        "generator": answer.generator,
        "prompt_sha256": answer.prompt_sha256,
        "archive": archive_object(answer.coverage),
        "timings_ms": {stage: round(value, 3) for stage, value in answer.timings_ms.items()},
    }


def _window(window: TimeWindow) -> dict[str, Any]:
    return {
        "since": _iso(window.since),
        "until": _iso(window.until),
        "latest": window.latest,
        "words": window.words,
        "event": _event(window.event) if window.event else None,
    }


def _event(event: DatedEvent) -> dict[str, Any]:
    return {
        "words": event.words,
        "since": event.since.isoformat(),
        "until": event.until.isoformat(),
        "computed": event.computed,
        "article_id": event.article.id,
        "source": event.article.source,
        "published": _iso(event.article.published),
        "quote": event.quote.text,
        "start": event.quote.start,
        "end": event.quote.end,
    }


def hit_object(hit: Hit) -> dict[str, Any]:
    """Return one line of `search --json`."""
    return {
        "rank": hit.rank,
        "score": hit.score,
        "article_id": hit.article.id,
        "start": hit.passage.start,
        "end": hit.passage.end,
        "text": hit.passage.text,
        "title": hit.article.title,
        "source": hit.article.source,
        "published": _iso(hit.article.published),
    }


def article_object(article: Article) -> dict[str, Any]:
    """Return what `show --json` prints: everything that is kept of an article."""
    return {
        **_card(article.card),
        "language": article.language,
        "sha256": article.sha256,
        "body": article.body,
    }


def status_object(status: Status) -> dict[str, Any]:
    """Return what `status --json` prints."""
    return {
        **archive_object(status.coverage),
        "sources": list(status.coverage.sources),
        "data": str(status.data),
        "embedder": status.embedder,
        "dimensions": status.dimensions,
        "passages": status.counts["passages"],
        "sentences": status.counts["sentences"],
        "bytes": status.bytes,
    }


def unindexed_object(data: Path) -> dict[str, Any]:
    """Return what `status --json` prints where nothing is indexed: the same keys, null where nothing can be said."""
    archive = {**archive_object(Coverage(0, 0, None, None, None)), "generation": None}
    made_with = {"embedder": None, "dimensions": None}
    return {**archive, "sources": [], "data": str(data), **made_with, "passages": 0, "sentences": 0, "bytes": 0}


def checks_object(checks: Sequence[Check]) -> dict[str, Any]:
    """Return what `doctor --json` prints: whether all is well, and every check."""
    rows = [{"name": check.name, "ok": check.ok, "detail": check.detail, "fix": check.fix} for check in checks]
    return {"ok": all(check.ok for check in checks), "checks": rows}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _card(article: ArticleCard) -> dict[str, Any]:
    return {
        "article_id": article.id,
        "title": article.title,
        "source": article.source,
        "published": _iso(article.published),
        "url": article.url,
        "path": article.path,
    }


def citation_object(citation: Citation) -> dict[str, Any]:
    """Return a citation with its quote, its span and the passage around it."""
    return {
        "number": citation.number,
        **_card(citation.article),
        "quote": citation.quote.text,
        "start": citation.quote.start,
        "end": citation.quote.end,
        "passage": citation.passage.text,
    }


def _disagreement(disagreement: Disagreement) -> dict[str, Any]:
    claims = [
        {
            "value": claim.value,
            "text": claim.text,
            "citations": list(claim.citations),
            "source": claim.source,
            "published": _iso(claim.published),
            "newest": claim.newest,
            "article_id": claim.quote.article_id if claim.quote else None,
            "quote": claim.quote.text if claim.quote else None,
            "start": claim.quote.start if claim.quote else None,
            "end": claim.quote.end if claim.quote else None,
        }
        for claim in disagreement.claims
    ]
    return {"kind": disagreement.kind, "note": disagreement.note, "claims": claims}


def _nearest(nearest: Nearest) -> dict[str, Any]:
    passage = nearest.passage
    return {**_card(nearest.article), "text": passage.text, "start": passage.start, "end": passage.end}


def archive_object(coverage: Coverage) -> dict[str, Any]:
    """Return what the archive holds, as it stands in every answer."""
    return {
        "generation": coverage.generation,
        "articles": coverage.articles,
        "from": _iso(coverage.since),
        "to": _iso(coverage.until),
        "indexed_at": coverage.indexed_at.isoformat() if coverage.indexed_at else None,
    }
