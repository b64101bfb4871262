"""A database that is only read: what it holds, from any thread, and its faults in the project's own words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from rag.errors import IndexDamaged
from rag.index.database import Database

PROBE = "SELECT word FROM words LIMIT 1"
COUNT = 1_700  # more than one statement takes values, and not a multiple


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "words"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE words (number INTEGER PRIMARY KEY, word TEXT)")
        connection.executemany("INSERT INTO words VALUES (?, ?)", ((n, f"كلمة {n}") for n in range(COUNT)))
        connection.commit()
    return path


@pytest.fixture
def database(path: Path) -> Iterator[Database]:
    with closing(Database.open(path, "The dictionary", PROBE)) as database:
        yield database


def test_any_number_of_values_is_asked_for_at_once_each_once(database: Database) -> None:
    numbers = [*range(COUNT), *range(COUNT), COUNT + 5]
    rows = database.rows_in("SELECT number, word FROM words WHERE number IN ({})", numbers)
    assert sorted(rows) == [(number, f"كلمة {number}") for number in range(COUNT)]
    assert database.rows_in("SELECT number FROM words WHERE number IN ({})", []) == []


def test_rows_one_after_another_are_the_rows_at_once_also_among_other_questions(database: Database) -> None:
    """From several threads, while each asks the same connection for something else."""
    statement = "SELECT number, word FROM words ORDER BY number"

    def read(_: int) -> bool:
        walked = []
        for row in database.each(statement):
            walked.append(row)
            if row[0] % 400 == 0:
                assert database.rows("SELECT word FROM words WHERE number = ?", [row[0]]) == [(row[1],)]
        return walked == database.rows(statement)

    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(read, range(8)))


def test_nothing_can_be_written(database: Database, path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(IndexDamaged, match="The dictionary cannot be read: attempt to write a readonly database"):
        database.rows("DELETE FROM words")
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"not a database" * 100])
def test_a_file_that_does_not_answer_is_damaged(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(IndexDamaged, match="The dictionary cannot be read") as caught:
        Database.open(path, "The dictionary", PROBE)
    assert caught.value.where == str(path)


def test_a_file_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Database.open(tmp_path / "nowhere", "The dictionary", PROBE)
    assert list(tmp_path.iterdir()) == []
