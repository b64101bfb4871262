"""Keep the vectors of a generation: half-precision arrays mapped from disk, and a Chroma collection of the passages.

The arrays are what vectors are reused from and what small archives are searched in; Chroma is the approximate index that large
ones are searched in, with each passage's text and metadata. Chroma is imported where it is first needed: its import alone takes
longer than a question. Filters are not asked of it (a range of dates costs 100 times a query): callers compare the arrays then.
"""

from __future__ import annotations

import errno
import logging
import os
import shutil
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from rag.errors import IndexDamaged, IndexingError
from rag.index.arrays import open_array
from rag.index.room import full_disk, take_room
from rag.values import Article, Passage

__all__ = [
    "CHROMA_FOLDER",
    "PASSAGES_FILE",
    "SENTENCES_FILE",
    "PassageRecord",
    "Rows",
    "Vectors",
    "new_rows",
    "open_collection",
    "open_rows",
    "write_collection",
]

PASSAGES_FILE: Final = "vectors/passages.npy"
SENTENCES_FILE: Final = "vectors/sentences.npy"
CHROMA_FOLDER: Final = "chroma"

COLLECTION: Final = "passages"
_BATCH: Final = 2_000  # records of one `add`; Chroma refuses more than 5,461
_SCAN_ROWS: Final = 4_096  # rows converted to full precision at a time: some 4 MB
# Up to here comparing with every vector takes less than 20 ms, where importing Chroma takes 600 ms and its query 2 ms.
EXACT_UP_TO: Final = 20_000

_ROOM_BYTES: Final = 1_000_000  # with less the smallest collection cannot be written

_log = logging.getLogger(__name__)

Rows = NDArray[np.float16]


@dataclass(frozen=True, slots=True)
class PassageRecord:
    """What Chroma keeps of a passage beside its vector."""

    ordinal: int
    passage: Passage
    article: Article

    @property
    def metadata(self) -> dict[str, str | int]:
        """Only what is known: Chroma refuses None; days are integers such as 20160227, which it can compare."""
        known: dict[str, str | int] = {
            "article_id": self.article.id,
            "start": self.passage.start,
            "end": self.passage.end,
        }
        if self.article.source is not None:
            known["source"] = self.article.source
        if self.article.published is not None:
            known["published"] = int(self.article.published.strftime("%Y%m%d"))
        return known


class Vectors:
    """The passage vectors of a published generation, ready to be searched from any thread."""

    def __init__(self, folder: Path, passages: Rows) -> None:
        """Keep the folder of the generation and its mapped passage vectors [passages, dimensions]."""
        self._folder = folder
        self._passages = passages
        self._exact = len(passages) <= EXACT_UP_TO
        self._full: NDArray[np.float32] | None = None
        self._client: Any = None
        self._collection: Any = None
        self._lock = threading.Lock()

    def __len__(self) -> int:
        """Return the number of passages."""
        return len(self._passages)

    def compare_up_to(self, count: int) -> None:
        """Compare every vector in archives of up to `count` passages, and ask Chroma in larger ones; 0: always ask Chroma."""
        self._exact = len(self._passages) <= count

    def query(self, vector: NDArray[np.float32], limit: int) -> tuple[list[int], list[float]]:
        """Return the ordinals of the nearest passages, nearest first, and their cosine similarity to `vector`."""
        count = min(limit, len(self))
        if count <= 0:
            return [], []
        collection = None if self._exact else self._open()
        if collection is None:
            return nearest(self._precise(), vector, count)
        try:
            found = collection.query(query_embeddings=[vector], n_results=count, include=["distances"])
        except Exception as exc:  # noqa: BLE001 - Chroma raises what its layers raise
            self._give_up(f"Chroma cannot be searched: {exc}")
            return nearest(self._passages, vector, count)
        return [int(name) for name in found["ids"][0]], [1.0 - float(far) for far in found["distances"][0]]

    def _precise(self) -> NDArray[np.floating[Any]]:
        """Return the rows in the precision of the question, kept where they are few: turning them costs more than comparing them."""
        if self._full is None and len(self._passages) <= EXACT_UP_TO:
            self._full = np.asarray(self._passages, np.float32)
        return self._passages if self._full is None else self._full

    def _open(self) -> Any:
        """Return the collection, or None where it cannot be opened: then every vector is compared, slower and exact."""
        with self._lock:
            if self._collection is None and not self._exact:
                try:
                    self._client, self._collection = open_collection(self._folder / CHROMA_FOLDER)
                except IndexDamaged as exc:
                    self._give_up(str(exc))
            return self._collection

    def _give_up(self, what: str) -> None:
        _log.warning("%s; comparing with every vector instead (isnad doctor checks it)", what)
        _log.debug("where it failed", exc_info=True)
        self._exact = True
        self._collection = None

    def close(self) -> None:
        """Close Chroma where it was opened."""
        with self._lock:
            client, self._client, self._collection = self._client, None, None
            if client is not None:
                client.close()


def nearest(rows: NDArray[np.floating[Any]], vector: NDArray[np.float32], limit: int) -> tuple[list[int], list[float]]:
    """Return the places and similarities of the rows nearest to `vector`, nearest first, of equally near ones the first."""
    near = np.concatenate([np.asarray(part, np.float32) @ vector for part in _parts(rows)])
    best = np.argpartition(-near, limit - 1)[:limit] if limit < len(near) else np.arange(len(near))
    best = best[np.lexsort((best, -near[best]))]
    return best.tolist(), near[best].tolist()


def _parts(rows: NDArray[np.floating[Any]]) -> Iterator[NDArray[np.floating[Any]]]:
    for start in range(0, len(rows), _SCAN_ROWS):
        yield rows[start : start + _SCAN_ROWS]


def new_rows(path: Path, count: int, dimensions: int) -> Rows:
    """Return a new mapped array float16 [count, dimensions] of zeros to be filled, with its room on the disk taken.

    Raises:
        OSError: there is no room.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = np.lib.format.open_memmap(path, mode="w+", dtype=np.float16, shape=(count, dimensions))
    take_room(path, rows.offset)
    return rows


def open_rows(path: Path) -> Rows:
    """Return the array of a file, mapped.

    Raises:
        FileNotFoundError: there is no such file.
        IndexDamaged: it is not the array that was written.
    """
    if not path.exists():
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path))
    rows = open_array(path, "The vectors")
    if rows.dtype != np.float16 or rows.ndim != 2:
        raise IndexDamaged("The file does not hold vectors", where=str(path))
    return rows


def write_collection(
    folder: Path, records: Iterable[PassageRecord], rows: Rows, progress: Callable[[int, int], None] | None = None
) -> None:
    """Write the passages and their vectors into a new Chroma collection, in batches, and close it.

    Raises:
        IndexingError: Chroma failed.
        OSError: it failed for want of room on the disk.
    """
    folder.mkdir(parents=True, exist_ok=True)
    try:
        client = _client(folder)
        try:
            # The distance is set by name: the default is squared Euclidean.
            collection = client.create_collection(
                COLLECTION, embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
            )
            done = 0
            for batch in _batches(records):
                _add(collection, batch, rows)
                done += len(batch)
                if progress is not None:
                    progress(done, len(rows))
        finally:
            client.close()
    except Exception as exc:  # Chroma raises what its layers raise, plain OSError and ValueError among them
        if _is_full(folder, exc):
            raise full_disk(folder) from exc
        raise IndexingError(f"Chroma could not store the passages: {exc}", where=str(folder)) from exc


def _is_full(folder: Path, error: Exception) -> bool:
    """Tell whether the disk is full; Chroma says so in some of its layers, in others of a compaction that failed."""
    return "disk is full" in str(error) or shutil.disk_usage(folder).free < _ROOM_BYTES


def _batches(records: Iterable[PassageRecord]) -> Iterator[list[PassageRecord]]:
    batch: list[PassageRecord] = []
    for record in records:
        batch.append(record)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _add(collection: Any, batch: Sequence[PassageRecord], rows: Rows) -> None:
    collection.add(
        ids=[str(record.ordinal) for record in batch],
        embeddings=np.asarray(rows[[record.ordinal for record in batch]], np.float32),
        documents=[record.passage.text for record in batch],
        metadatas=[record.metadata for record in batch],
    )


def open_collection(folder: Path) -> tuple[Any, Any]:
    """Return an open Chroma client, which the caller closes, and the collection of passages in it.

    Raises:
        IndexDamaged: there is none, or Chroma cannot open it.
    """
    if not folder.is_dir():  # Chroma would make an empty one
        raise IndexDamaged("The Chroma folder is missing", where=str(folder))
    client = None
    try:
        client = _client(folder)
        return client, client.get_collection(COLLECTION, embedding_function=None)
    except Exception as exc:  # as above
        if client is not None:
            client.close()
        raise IndexDamaged(f"Chroma cannot open the passages: {exc}", where=str(folder)) from exc


def _client(folder: Path) -> Any:
    import chromadb
    from chromadb.config import Settings

    return chromadb.PersistentClient(path=str(folder), settings=Settings(anonymized_telemetry=False))
