"""Make an article of a draft: what is stated and what counts, a clean body, a fingerprint of all that went in.

The precedence is the file itself (front matter, JSON, meta tags), then the table beside it, then the text, else unknown.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Final

from rag.ingest.characters import one_line
from rag.ingest.cleaning import Cleaned, Known, clean
from rag.ingest.formats import Draft, Malformed
from rag.ingest.metadata import NotADay, Stated, day_of, language_code, prefer
from rag.ingest.titles import headline
from rag.language.analysis import language_of
from rag.values import Article

__all__ = ["Origin", "assemble"]

_LONGEST_ID: Final = 200
_LONGEST_TITLE: Final = 500
_NO_STATEMENT: Final = Stated()


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a draft comes from: `raw` is what its fingerprint is taken of, `row` what a metadata table says of its file."""

    path: str
    name: str
    raw: bytes
    row: Stated = _NO_STATEMENT


def assemble(draft: Draft, origin: Origin, *, day_first: bool, today: date) -> tuple[Article, tuple[str, ...]]:
    """Return the article, and warnings about statements that could not be taken.

    Raises:
        Malformed: it has no text, or an impossible id.
    """
    stated = prefer(draft.stated, origin.row)
    days: list[date] = []
    warnings: list[str] = []
    for words in (draft.stated.published, origin.row.published):
        try:
            days += [day_of(words, day_first=day_first, today=today)] if words else []
        except NotADay as error:
            warnings.append(f"date of publication not taken: {error}")
    known = Known(today, day_first, stated.title, days[0] if days else None)
    title, cleaned = _title_and_body(draft.text, known)
    article = Article(
        id=_id(stated.id or origin.name),
        title=title,
        body=cleaned.body,
        source=stated.source or cleaned.source,
        published=days[0] if days else cleaned.published,
        url=stated.url,
        language=language_code(stated.language) or language_of(f"{title}\n{cleaned.body}"),
        path=origin.path,
        sha256=_fingerprint(origin),
    )
    return article, tuple(warnings)


def _title_and_body(text: str, known: Known) -> tuple[str, Cleaned]:
    """Return the title and the clean body; a headline that the text begins with becomes the title where none is stated."""
    cleaned = clean(text, known)
    if not any(character.isalnum() for character in cleaned.body):
        raise Malformed(
            "no text" if not text.strip() else "no article: nothing is left beside links and page furniture"
        )
    if known.title:
        return known.title[:_LONGEST_TITLE], cleaned
    title, body = headline(cleaned.body)
    if body == cleaned.body:
        return title, cleaned  # the title is the first sentence, which is the article's
    rest = clean(body, replace(known, title=title))
    if not any(character.isalnum() for character in rest.body):
        return title, cleaned
    found = Cleaned(
        rest.body, cleaned.source or rest.source, cleaned.published or rest.published, cleaned.removed + rest.removed
    )
    return title, found


def _id(words: str) -> str:
    """Return the id without characters that could not be typed or shown; refuse one that is empty or absurdly long."""
    name = one_line(words)
    if not name or len(name) > _LONGEST_ID:
        raise Malformed(f"its id has {len(name)} characters: 1 to {_LONGEST_ID} are allowed")
    return name


def _fingerprint(origin: Origin) -> str:
    """Return the SHA-256 of the bytes, and of what a table says of them where one does: it changes when either does."""
    digest = hashlib.sha256(origin.raw)
    if origin.row != _NO_STATEMENT:
        digest.update(json.dumps(asdict(origin.row), sort_keys=True).encode())
    return digest.hexdigest()
