"""Read a retrieval set in the BEIR layout (Thakur et al. 2021): `corpus.jsonl`, `queries.jsonl`, `qrels/test.tsv`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from rag.errors import IngestError, UsageError
from rag.evaluate.records import json_lines, text_lines

__all__ = ["RetrievalSet", "read_retrieval_set"]

CORPUS: Final = "corpus.jsonl"
QUERIES: Final = "queries.jsonl"
QRELS: Final = "qrels/test.tsv"


@dataclass(frozen=True, slots=True)
class RetrievalSet:
    """Queries and judgements in memory; the documents stay in `corpus` and are read one by one.

    `queries` holds those with at least one relevant document: for the others no measure is defined.
    """

    corpus: Path
    queries: Mapping[str, str]
    qrels: Mapping[str, Mapping[str, int]]

    def write_articles(self, file: Path) -> int:
        """Write the documents as an articles JSONL, ids kept, and return how many there are.

        Raises:
            IngestError: a line is no document, or an id comes twice.
        """
        seen: set[str] = set()
        with file.open("w", encoding="utf-8") as out:
            for row, where in json_lines(self.corpus):
                document = _identifier(row, where)
                if document in seen:
                    raise IngestError(
                        f"The document id {document!r} comes twice.", where=where, hint="Keep one of them."
                    )
                seen.add(document)
                article = {"id": document, "title": _text(row, "title", where), "text": _text(row, "text", where)}
                out.write(json.dumps(article, ensure_ascii=False) + "\n")
        return len(seen)


def read_retrieval_set(folder: Path) -> RetrievalSet:
    """Return the set that lies in `folder`.

    Raises:
        UsageError: a file of the layout is missing, or no query has a relevant document.
        IngestError: a line is malformed; the message names file and line.
    """
    missing = [name for name in (CORPUS, QUERIES, QRELS) if not (folder / name).is_file()]
    if missing:
        hint = f"A retrieval set holds {CORPUS}, {QUERIES} and {QRELS}."
        raise UsageError(f"Missing: {', '.join(missing)}.", where=str(folder), hint=hint)
    qrels = _read_qrels(folder / QRELS)
    texts = dict(_queries(folder / QUERIES))
    unknown = sorted(set(qrels) - set(texts))
    if unknown:
        what = f"{len(unknown)} judged queries are not in {QUERIES}, {unknown[0]!r} first."
        raise IngestError(what, where=str(folder / QRELS), hint="Use the two files of one set.")
    judged = {query: texts[query] for query in texts if any(grade > 0 for grade in qrels.get(query, {}).values())}
    if not judged:
        raise UsageError("No query has a relevant document.", where=str(folder / QRELS), hint="Check the judgements.")
    return RetrievalSet(folder / CORPUS, judged, qrels)


def _queries(path: Path) -> Iterator[tuple[str, str]]:
    for row, where in json_lines(path):
        text = _text(row, "text", where)
        if not text.strip():
            raise IngestError("The query has no text.", where=where, hint="Mend the line.")
        yield _identifier(row, where), text


def _read_qrels(path: Path) -> dict[str, dict[str, int]]:
    """Read `query-id <tab> corpus-id <tab> score` with or without a header, or the four columns of TREC."""
    qrels: dict[str, dict[str, int]] = {}
    for number, (line, where) in enumerate(text_lines(path)):
        columns = line.split("\t") if "\t" in line else line.split()
        if len(columns) == 4:
            del columns[1]
        if len(columns) != 3:
            raise IngestError(f"{len(columns)} columns instead of 3.", where=where, hint="query-id, corpus-id, score.")
        query, document, score = (column.strip() for column in columns)
        try:
            grade = int(score)
        except ValueError as exc:
            if number == 0:
                continue
            raise IngestError(
                f"The score {score!r} is not a whole number.", where=where, hint="Mend the line."
            ) from exc
        qrels.setdefault(query, {})[document] = grade
    return qrels


def _identifier(row: Mapping[str, Any], where: str) -> str:
    value = row.get("_id", row.get("id"))
    if isinstance(value, bool) or not isinstance(value, str | int) or not str(value).strip():
        raise IngestError("The line has no `_id`.", where=where, hint="Mend the line.")
    return str(value)


def _text(row: Mapping[str, Any], key: str, where: str) -> str:
    value = row.get(key)
    if value is not None and not isinstance(value, str):
        raise IngestError(f"`{key}` is not a text.", where=where, hint="Mend the line.")
    return value or ""
