"""Read article files of any supported kind into articles: find the files, decode, parse, date, clean.

Articles come one at a time, so an archive of any size streams. A file that cannot be read becomes a `Rejected` with its
reason and never stops the others. Nothing is stored here, and nothing is split or indexed.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from rag.errors import IngestError
from rag.ingest import formats, records
from rag.ingest.assembly import Origin, assemble
from rag.ingest.decoding import Undecodable, decode
from rag.ingest.formats import Draft, Malformed
from rag.ingest.metadata import Stated
from rag.ingest.pages import declared_encoding, from_html
from rag.ingest.table import Table, read_table
from rag.ingest.walk import Found, find_files
from rag.settings import Settings
from rag.values import Article

__all__ = ["Rejected", "read_articles"]

_PARSERS: Final[Mapping[str, Callable[[str], Draft]]] = {
    ".txt": formats.from_text,
    ".text": formats.from_text,
    ".md": formats.from_markdown,
    ".markdown": formats.from_markdown,
    ".html": from_html,
    ".htm": from_html,
    ".xhtml": from_html,
}
_TABLE_NAME: Final = "metadata.csv"


@dataclass(frozen=True, slots=True)
class Rejected:
    """What was not taken in, and why: a file, a line of one, or a single statement about an article.

    `line` counts from 1, None where the whole file is meant. `kept` is true for a warning: the article went in, without what
    is named here.
    """

    path: str
    line: int | None
    reason: str
    kept: bool = False

    def __str__(self) -> str:
        """Return path, line and reason in the way compilers do."""
        return f"{self.path}{'' if self.line is None else f':{self.line}'}: {self.reason}"


def read_articles(
    paths: Iterable[Path], settings: Settings, metadata: Path | None = None
) -> Iterator[Article | Rejected]:
    """Yield the articles of files and folders in the order of their paths, and what could not be read among them.

    Args:
        paths: article files, or folders of them, nested.
        settings: `ingest.max_file_mb` and `ingest.day_first` count here.
        metadata: a CSV that speaks of plain files; a `metadata.csv` in a folder speaks of that folder's files as well.

    Raises:
        IngestError: a path does not exist, or the table named by `metadata` cannot be used. Raised before anything is yielded.
    """
    named = [Path(path) for path in paths]
    for path in named:
        try:
            missing = "" if path.exists() else "There is no such file or folder"
        except OSError as exc:  # a folder above it is shut
            missing = f"It cannot be read: {exc.strerror}"
        if missing:
            raise IngestError(missing, where=str(path), hint="Check the path and who may read it, then run again.")
    table = read_table(Path(metadata)) if metadata is not None else None
    return _Reader(settings, table).read(named)


class _Reader:
    """One run over an archive: which ids have been met, which tables read."""

    def __init__(self, settings: Settings, table: Table | None) -> None:
        self._limit = int(settings.ingest.max_file_mb * 1_000_000)
        self._day_first = settings.ingest.day_first
        self._today = date.today()
        self._table = table
        self._folder_tables: dict[Path, Table | None] = {}
        self._ids: dict[str, str] = {}
        self._used: set[tuple[Path, int]] = set()  # rows of tables, by table and line, whose file was met

    def read(self, paths: Iterable[Path]) -> Iterator[Article | Rejected]:
        if self._table is not None:
            yield from _problems(self._table)
        for found in find_files(paths, (*_PARSERS, *records.ENDINGS)):
            if self._table is not None and _same(found.path, self._table.path):
                continue  # the table may lie among the articles it speaks of
            if found.problem:
                yield Rejected(str(found.path), None, found.problem)
                continue
            try:
                yield from self._file(found)
            except OSError as error:
                yield Rejected(str(found.path), None, f"cannot be read: {error.strerror or error}")
        for table in (self._table, *self._folder_tables.values()):
            if table is not None:
                yield from self._unused(table)

    def _unused(self, table: Table) -> Iterator[Rejected]:
        """Yield one remark for all rows of a table whose files were not met: a slip in a name is seen, a long table is no flood."""
        unused = [row for row in table.rows if (table.path, row.line) not in self._used]
        if unused:
            more = len(unused) - 1
            others = f", and {more} {'row' if more == 1 else 'rows'} more" if more else ""
            what = f"no plain file of this name was read: {unused[0].file}{others}"
            yield Rejected(str(table.path), unused[0].line, what, kept=True)

    def _file(self, found: Found) -> Iterator[Article | Rejected]:
        if found.ending in records.ENDINGS:
            yield from self._records(found)
            return
        path = str(found.path)
        size = found.path.stat().st_size
        if size == 0 or size > self._limit:
            yield Rejected(path, None, records.too_large(size, self._limit) if size else "empty")
            return
        row = yield from self._row(found)
        data = found.path.read_bytes()
        parser = _PARSERS[found.ending]
        try:
            draft = parser(decode(data, declared=declared_encoding(data) if parser is from_html else None))
        except (Undecodable, Malformed) as error:
            yield Rejected(path, getattr(error, "line", None), str(error))
            return
        origin = Origin(path, found.path.name[: -len(found.ending)], data, row)
        yield from self._article(draft, origin, None)

    def _records(self, found: Found) -> Iterator[Article | Rejected]:
        path = str(found.path)
        name = found.path.name[: -len(found.ending)]
        for position, (line, raw, draft) in enumerate(records.read(found.path, found.ending, self._limit), start=1):
            if isinstance(draft, Malformed):
                yield Rejected(path, draft.line or line, str(draft))
            else:
                own = name if line is None and position == 1 else f"{name}-{line or position}"
                yield from self._article(draft, Origin(path, own, raw), line)

    def _article(self, draft: Draft, origin: Origin, line: int | None) -> Iterator[Article | Rejected]:
        try:
            article, warnings = assemble(draft, origin, day_first=self._day_first, today=self._today)
        except Malformed as error:
            yield Rejected(origin.path, error.line or line, str(error))
            return
        place = origin.path if line is None else f"{origin.path}:{line}"
        first = self._ids.setdefault(article.id, place)
        if first != place:
            yield Rejected(origin.path, line, f"the id {article.id!r} is taken by {first}")
            return
        yield from (Rejected(origin.path, line, warning, kept=True) for warning in warnings)
        yield article

    def _row(self, found: Found) -> Generator[Rejected, None, Stated]:
        """Return what the tables say of a file: the one named by the caller first, then the nearest folder's."""
        tables = [self._table] if self._table is not None else []
        for folder in reversed(found.folders):
            table = yield from self._folder_table(folder)
            tables += [table] if table is not None else []
        rows = [(table, row) for table in tables if (row := table.row_for(found.path)) is not None]
        self._used.update((table.path, row.line) for table, row in rows)
        return rows[0][1].stated if rows else Stated()

    def _folder_table(self, folder: Path) -> Generator[Rejected, None, Table | None]:
        if folder not in self._folder_tables:
            self._folder_tables[folder] = None
            path = folder / _TABLE_NAME
            if path.is_file():
                try:
                    self._folder_tables[folder] = table = read_table(path)
                except IngestError as error:
                    yield Rejected(error.where or str(path), None, f"{error.what}. {error.hint}")
                else:
                    yield from _problems(table)
        return self._folder_tables[folder]


def _same(one: Path, other: Path) -> bool:
    return one.name == other.name and one.resolve() == other.resolve()


def _problems(table: Table) -> Iterator[Rejected]:
    return (Rejected(str(table.path), line, reason, kept=True) for line, reason in table.problems)
