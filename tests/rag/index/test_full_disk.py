"""A disk that fills up: the person is told that it is full and what to do, and the index in use stays."""

from __future__ import annotations

import errno
import json
import os
import resource
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import pytest

from rag.errors import IndexingError
from rag.index.lock import lock_holder, write_lock
from rag.index.records import write_catalogue
from rag.index.room import full_disk, is_full, no_room, take_room
from rag.index.source import remember_source, source_of
from tests.rag.index.archives import settings_in, write_archive

# A mount namespace of its own: the small disk is gone with the process, and where namespaces are allowed nobody need be root.
_OWN_MOUNTS: Final = ("unshare", "--user", "--map-root-user", "--mount")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Return an empty folder that a process with mounts of its own can put a small disk on; skip where none may be mounted."""
    place = tmp_path / "disk"
    place.mkdir()
    try:
        probe = subprocess.run(
            [*_OWN_MOUNTS, "mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)],
            capture_output=True,
            text=True,
            check=False,
        )
    except FileNotFoundError as exc:
        pytest.skip(f"no small disk can be mounted: {exc}")
    if probe.returncode:
        pytest.skip(f"no small disk can be mounted: {probe.stderr.strip()}")
    return place


def _runs(place: Path, first: Path, second: Path, *rooms: int) -> list[dict[str, Any]]:
    done = subprocess.run(
        [*_OWN_MOUNTS, sys.executable, "-m", "tests.rag.index.full_disk", *map(str, (place, first, second, *rooms))],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"OMP_NUM_THREADS": "1"},
        cwd=Path(__file__).parents[3],
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_disk_that_fills_up_at_any_step_is_told_as_full_and_the_index_in_use_stays(
    place: Path, tmp_path: Path
) -> None:
    """From the first file to the last: no step is killed by the kernel, none sends the person to `doctor`."""
    first, second = write_archive(tmp_path / "first", 3), write_archive(tmp_path / "second", 150, "الثانية")
    rooms = (0, 40, 200, 300, 400, 500, 700, 1000, 1500)  # the whole index takes some 1,900
    runs = _runs(place, first, second, *rooms, 60_000)
    for room, run in zip(rooms, runs, strict=False):
        assert run["status"] == 0, (room, run)
        assert (run["current"], run["left"]) == (1, 0), (room, run)
        assert "full" in run["what"] + run["hint"], (room, run)
        assert str(place / "data") in run["where"]
        assert "ake room" in run["hint"]
        assert "doctor" not in run["hint"]
    met = {Path(run["where"]).name for run in runs[:-1]}
    assert met == {"catalogue.sqlite", "data", "chroma"}  # the steps differ; arrays are told by their data folder
    assert (runs[-1]["status"], runs[-1]["current"]) == (0, 2)  # with room again it goes through


@contextmanager
def _no_file_may_grow() -> Iterator[None]:
    """Let this process write no byte more into any file: the kernel refuses it as it does on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_the_lock_holds_where_its_number_cannot_be_written(tmp_path: Path) -> None:
    """A run on a full disk gets as far as its first file, which says what is wrong; the number is for people alone."""
    with _no_file_may_grow(), write_lock(tmp_path):
        assert lock_holder(tmp_path) == "unknown"
    assert lock_holder(tmp_path) is None


def test_a_memory_that_cannot_be_written_leaves_no_file_behind(tmp_path: Path) -> None:
    """What was remembered before stays as well."""
    paths = settings_in(tmp_path).paths
    remember_source(tmp_path, source_of(paths, [tmp_path / "before"]))
    with _no_file_may_grow():
        remember_source(tmp_path, source_of(paths, [tmp_path / "after"]))
    assert [path.name for path in tmp_path.iterdir()] == ["archive.json"]
    assert source_of(paths).paths == (tmp_path / "before",)


def test_a_mapped_file_has_its_room_before_it_is_filled(tmp_path: Path) -> None:
    """Blocks, not only a size; what stands before the start stays."""
    path = tmp_path / "rows"
    with path.open("wb") as file:
        file.write(b"head")
        file.truncate(3_000_000)
    assert path.stat().st_blocks * 512 < 3_000_000
    take_room(path, 4)
    assert path.stat().st_blocks * 512 >= 3_000_000
    assert path.read_bytes() == b"head" + bytes(3_000_000 - 4)


def test_sqlites_own_word_for_a_full_disk_is_known(tmp_path: Path) -> None:
    """Asked of a real database that may not grow; a table that is there already is no full disk."""
    connection = sqlite3.connect(tmp_path / "small")
    connection.execute("PRAGMA max_page_count = 4")
    connection.execute("CREATE TABLE words (word TEXT)")
    with pytest.raises(sqlite3.Error) as full:
        connection.execute("INSERT INTO words VALUES (?)", ["x" * 100_000])
    with pytest.raises(sqlite3.Error) as other:
        connection.execute("CREATE TABLE words (word TEXT)")
    connection.close()
    assert is_full(full.value)
    assert not is_full(other.value)


def test_what_is_told_of_a_full_disk_is_known_again(tmp_path: Path) -> None:
    """Also a quota, a limit, and NumPy's error without a number; a shut folder is something else."""
    assert no_room(full_disk(tmp_path))
    assert full_disk(tmp_path).filename == str(tmp_path)
    assert all(no_room(OSError(number, os.strerror(number))) for number in (errno.EDQUOT, errno.EFBIG))
    assert no_room(OSError("65537 requested and 63456 written"))
    assert not no_room(PermissionError(errno.EACCES, "Permission denied", str(tmp_path)))


def test_a_catalogue_that_may_not_grow_sends_the_person_to_the_disk(tmp_path: Path) -> None:
    """SQLite tells a quota or a limit on files as an error of the disk without saying which."""
    with _no_file_may_grow(), pytest.raises(IndexingError) as caught:
        write_catalogue(tmp_path / "catalogue.sqlite", [])
    assert "has room" in caught.value.hint
    assert caught.value.where == str(tmp_path / "catalogue.sqlite")
