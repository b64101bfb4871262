"""Vectors: stored as given, found by likeness, in Chroma as in the arrays."""

from __future__ import annotations

import errno
import sqlite3
import subprocess
import sys
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from rag.errors import IndexDamaged, IndexingError
from rag.index import vectors
from rag.index.vectors import PassageRecord, Vectors, nearest, new_rows, open_collection, open_rows, write_collection
from rag.values import Article, Passage

DIMENSIONS = 8


def _records(count: int, **known: Any) -> list[PassageRecord]:
    article = Article("one", "خبر", "نص", known.get("source"), known.get("published"), None, "ar", "one.md", "0")
    return [PassageRecord(n, Passage("one", 0, len(f"فقرة {n}"), f"فقرة {n}"), article) for n in range(count)]


def _rows(count: int, seed: int = 0) -> NDArray[np.float16]:
    drawn = np.random.default_rng(seed).normal(size=(count, DIMENSIONS))
    return np.asarray(drawn / np.linalg.norm(drawn, axis=1, keepdims=True), np.float16)


@hypothesis_settings(deadline=None, max_examples=50)
@given(st.integers(1, 300), st.integers(1, 400), st.integers(0, 1000))
def test_comparing_every_vector_finds_the_nearest_in_order(count: int, limit: int, seed: int) -> None:
    rows, vector = _rows(count, seed), np.asarray(_rows(1, seed + 1)[0], np.float32)
    found, near = nearest(rows, vector, min(limit, count))
    expected = np.argsort(-(np.asarray(rows, np.float32) @ vector), kind="stable")[:limit]
    assert found == expected.tolist()
    assert near == sorted(near, reverse=True)


def test_more_passages_than_one_batch_are_each_stored_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vectors, "_BATCH", 40)
    rows, told = _rows(130), []
    write_collection(tmp_path / "chroma", _records(130), rows, lambda done, total: told.append((done, total)))
    assert told == [(40, 130), (80, 130), (120, 130), (130, 130)]
    client, collection = open_collection(tmp_path / "chroma")
    assert collection.count() == 130
    stored = collection.get(ids=["0", "129"], include=["embeddings", "documents"])
    assert stored["documents"] == ["فقرة 0", "فقرة 129"]
    assert np.allclose(stored["embeddings"], np.asarray(rows[[0, 129]], np.float32), atol=2e-3)
    client.close()


def test_only_what_is_known_is_stored_of_an_article_and_days_can_be_compared(tmp_path: Path) -> None:
    known, unknown = _records(1, source="صحيفة الحي", published=date(2016, 2, 27)), _records(2)[1:]
    write_collection(tmp_path / "chroma", [*known, *unknown], _rows(2))
    client, collection = open_collection(tmp_path / "chroma")
    assert collection.get(ids=["0"])["metadatas"] == [
        {"article_id": "one", "start": 0, "end": 6, "source": "صحيفة الحي", "published": 20160227}
    ]
    assert collection.get(ids=["1"])["metadatas"] == [{"article_id": "one", "start": 0, "end": 6}]
    assert collection.get(where={"published": {"$gte": 20160201}})["ids"] == ["0"]
    client.close()


def test_likeness_is_the_cosine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = _rows(60)
    write_collection(tmp_path / "chroma", _records(60), rows)
    monkeypatch.setattr(vectors, "EXACT_UP_TO", 0)
    store = Vectors(tmp_path, rows)
    vector = np.asarray(rows[7], np.float32)
    found, near = store.query(vector, 60)
    assert found[0] == 7
    assert sorted(found) == list(range(60))
    assert np.allclose(near, np.asarray(rows[found], np.float32) @ vector, atol=3e-3)
    store.close()


def test_a_passage_that_the_model_knows_nothing_of_is_stored_and_like_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = _rows(5)
    rows[2] = 0
    write_collection(tmp_path / "chroma", _records(5), rows)
    monkeypatch.setattr(vectors, "EXACT_UP_TO", 0)
    store = Vectors(tmp_path, rows)
    found, near = store.query(np.asarray(rows[1], np.float32), 5)
    assert found[0] == 1
    assert abs(near[found.index(2)]) < 1e-3
    store.close()


def test_asking_for_nothing_or_of_nothing_finds_nothing(tmp_path: Path) -> None:
    assert Vectors(tmp_path, _rows(3)).query(np.ones(DIMENSIONS, np.float32), 0) == ([], [])
    assert Vectors(tmp_path, _rows(3)[:0]).query(np.ones(DIMENSIONS, np.float32), 5) == ([], [])


def test_arrays_are_opened_as_they_were_filled(tmp_path: Path) -> None:
    rows = new_rows(tmp_path / "vectors" / "x.npy", 4, DIMENSIONS)
    rows[:] = _rows(4)
    rows.flush()  # type: ignore[attr-defined]
    assert np.array_equal(open_rows(tmp_path / "vectors" / "x.npy"), _rows(4))


@pytest.mark.parametrize("content", [b"", b"junk", b"\x93NUMPY\x01\x00"])
def test_what_is_no_array_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.npy").write_bytes(content)
    with pytest.raises(IndexDamaged):
        open_rows(tmp_path / "x.npy")


def test_an_array_of_another_kind_is_refused(tmp_path: Path) -> None:
    np.save(tmp_path / "x.npy", np.zeros((2, 2), np.float64))
    with pytest.raises(IndexDamaged, match="does not hold vectors"):
        open_rows(tmp_path / "x.npy")


def test_what_chroma_cannot_store_or_open_is_told_in_our_words(tmp_path: Path) -> None:
    (tmp_path / "chroma").mkdir()
    (tmp_path / "chroma" / "chroma.sqlite3").write_bytes(b"this is no database" * 500)
    with pytest.raises(IndexDamaged, match="Chroma"):
        open_collection(tmp_path / "chroma")
    with pytest.raises(IndexingError, match="Chroma"):
        write_collection(tmp_path / "chroma", _records(1), _rows(1))
    with pytest.raises(IndexDamaged, match="missing"):
        open_collection(tmp_path / "nowhere")
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize(
    ("error", "free"), [("(code: 13) database or disk is full", 10**9), ("Error in compaction", 10_000)]
)
def test_a_full_disk_is_told_as_such(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: str, free: int) -> None:
    """Whatever Chroma makes of it, and however it says it: no room is no fault of the store."""

    def fails(*_: object) -> None:
        raise RuntimeError(error)

    monkeypatch.setattr(vectors, "_add", fails)
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=free))
    with pytest.raises(OSError, match="No space left") as caught:
        write_collection(tmp_path / "chroma", _records(1), _rows(1))
    assert caught.value.errno == errno.ENOSPC


def test_chroma_does_not_report_on_its_users_and_downloads_no_model(tmp_path: Path) -> None:
    """Run in a process of its own where every connection fails the run."""
    script = (
        "import socket, sys\n"
        "def refuse(*_, **__): raise SystemExit('a connection was tried')\n"
        "socket.socket.connect = refuse; socket.create_connection = refuse\n"
        "from pathlib import Path\n"
        "from tests.rag.index.test_vectors import _records, _rows\n"
        "from rag.index.vectors import open_collection, write_collection\n"
        "write_collection(Path(sys.argv[1]), _records(3), _rows(3))\n"
        "client, collection = open_collection(Path(sys.argv[1])); print(collection.count()); client.close()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "chroma")], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout.strip()) == (0, "3"), done.stderr
    assert sqlite3.connect(tmp_path / "chroma" / "chroma.sqlite3").execute(
        "SELECT count(*) FROM embeddings"
    ).fetchone() == (3,)
