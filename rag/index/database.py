"""Read an SQLite file that never changes while it is open, from any thread. Which tables it has is its owner's business."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from rag.errors import IndexDamaged

__all__ = ["Database", "Row"]

Row = tuple[Any, ...]

_MANY: Final = 500  # values of one statement: SQLite's oldest limit is 999


class Database:
    """An open file; every method may be called from any thread."""

    def __init__(self, connection: sqlite3.Connection, path: Path, what: str) -> None:
        """Keep a connection that may be used from several threads; `what` names the file in errors."""
        self._connection = connection
        self._path = path
        self._what = what
        self._lock = threading.Lock()

    @classmethod
    def open(cls, path: Path, what: str, probe: str) -> Database:
        """Return the database in this file, which is only read, also where nothing may be written.

        Args:
            path: the file.
            what: names it in errors, such as "The catalogue".
            probe: a statement that any such file answers.

        Raises:
            FileNotFoundError: there is no such file.
            IndexDamaged: it does not answer.
        """
        if not path.is_file():
            raise FileNotFoundError(path)
        # The file never changes while it is open: immutable spares the locks and works on read-only disks.
        address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        try:
            connection = sqlite3.connect(address, uri=True, check_same_thread=False)
        except sqlite3.Error as exc:
            raise IndexDamaged(f"{what} cannot be opened: {exc}", where=str(path)) from exc
        database = cls(connection, path, what)
        try:
            database.rows(probe)
        except IndexDamaged:
            database.close()
            raise
        return database

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """Hold the connection, and say in the project's own words where SQLite cannot read."""
        try:
            with self._lock:
                yield
        except sqlite3.Error as exc:
            raise IndexDamaged(f"{self._what} cannot be read: {exc}", where=str(self._path)) from exc

    def rows(self, statement: str, values: Sequence[Any] | dict[str, Any] = ()) -> list[Row]:
        """Return the rows of a statement.

        Raises:
            IndexDamaged: the file cannot be read.
        """
        with self._reading():
            return self._connection.execute(statement, values).fetchall()

    def rows_in(self, statement: str, values: Iterable[int | str]) -> list[Row]:
        """Return the rows of `statement`, whose `{}` takes the values, however many there are.

        Raises:
            IndexDamaged: the file cannot be read.
        """
        wanted: list[int | str] = list(dict.fromkeys(values))
        found: list[Row] = []
        for start in range(0, len(wanted), _MANY):
            part = wanted[start : start + _MANY]
            found += self.rows(statement.format(", ".join("?" * len(part))), part)
        return found

    def each(self, statement: str) -> Iterator[Row]:
        """Yield the rows of a statement a few at a time: bodies of a whole archive need not be in memory at once.

        Raises:
            IndexDamaged: the file cannot be read.
        """
        with self._reading():
            cursor = self._connection.execute(statement)
        while True:
            with self._reading():
                rows = cursor.fetchmany(_MANY)
            if not rows:
                return
            yield from rows
