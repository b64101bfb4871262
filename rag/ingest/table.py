"""Read the table that says what plain article files cannot say of themselves: `file,title,source,published,url`."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Final
from unicodedata import normalize

from rag.errors import IngestError
from rag.ingest.decoding import Undecodable, decode
from rag.ingest.metadata import Stated

__all__ = ["Row", "Table", "read_table"]

_COLUMNS: Final = ("title", "source", "published", "url", "language", "id")
_EXAMPLE: Final = (
    "Its first line names the columns: file,title,source,published,url (file is needed, others are ignored)."
)
_LARGEST_BYTES: Final = 50_000_000


@dataclass(frozen=True, slots=True)
class Row:
    """What one line of the table says of one file."""

    file: str
    line: int
    stated: Stated


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one table; `problems` are lines that could not be used, as (line, reason)."""

    path: Path
    rows: tuple[Row, ...] = ()
    problems: tuple[tuple[int, str], ...] = ()
    _by_name: dict[str, list[Row]] = field(default_factory=dict, repr=False, compare=False)

    def row_for(self, file: Path) -> Row | None:
        """Return the row of this file: named by its path, or the end of its path, with or without its ending."""
        if not self._by_name:
            for row in self.rows:
                self._by_name.setdefault(PurePosixPath(row.file).name, []).append(row)
        path = PurePosixPath(_name(file.as_posix()))
        whole = [row for row in self._by_name.get(path.name, ()) if _ends_with(path, row.file)]
        bare = [row for row in self._by_name.get(path.stem, ()) if _ends_with(path.with_suffix(""), row.file)]
        found = whole or bare
        return max(found, key=lambda row: len(row.file)) if found else None


def _name(words: str) -> str:
    return normalize("NFC", words.replace("\\", "/").strip()).removeprefix("./")


def _ends_with(path: PurePosixPath, file: str) -> bool:
    wanted = PurePosixPath(file).parts
    return path.parts[-len(wanted) :] == wanted


def read_table(path: Path) -> Table:
    """Return the rows of a metadata table: comma-, semicolon- or tab-separated, in any encoding that articles are read in.

    Raises:
        IngestError: the file cannot be read, or its first line does not name a column `file`.
    """
    try:
        if path.stat().st_size > _LARGEST_BYTES:
            raise IngestError("The metadata table is too large", where=str(path), hint=_EXAMPLE)
        text = decode(path.read_bytes())
    except OSError as error:
        hint = "Check the path and who may read it, then run again."
        raise IngestError(f"The metadata table cannot be read: {error.strerror}", where=str(path), hint=hint) from error
    except Undecodable as error:
        raise IngestError(f"The metadata table cannot be read: {error}", where=str(path), hint=_EXAMPLE) from error
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        return _table(path, reader, [column.strip().lower() for column in next(reader, [])])
    except csv.Error as error:
        raise IngestError(f"The metadata table is not CSV: {error}", where=f"{path}:{reader.line_num}") from error


def _table(path: Path, reader: Iterator[list[str]], columns: list[str]) -> Table:
    if "file" not in columns:
        raise IngestError("The metadata table has no column `file`", where=f"{path}:1", hint=_EXAMPLE)
    rows: dict[str, Row] = {}
    problems: list[tuple[int, str]] = []
    for cells in reader:
        line: int = reader.line_num  # type: ignore[attr-defined]  # the csv module's reader has it
        if not any(cell.strip() for cell in cells):
            continue
        said = dict(zip(columns, cells, strict=False))
        file = _name(said.get("file", ""))
        if not file:
            problems.append((line, "the row names no file"))
            continue
        if file in rows:
            problems.append((line, f"{file} stands on line {rows[file].line} already; the later row counts"))
        rows[file] = Row(file, line, Stated.of({name: said.get(name) for name in _COLUMNS}))
    return Table(path, tuple(rows.values()), tuple(problems))
