"""Open a published generation: the manifest checked, the sparse index and vectors mapped, the catalogue at hand.

Nothing is written here. What is expensive (Chroma, which sentences a passage covers) waits until it is asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from rag.errors import EmbedderMismatch, IndexDamaged, IndexMissing, IndexUnusable
from rag.index import catalogue, manifest, vectors
from rag.index.catalogue import Catalogue
from rag.index.embedder import Embedder
from rag.index.manifest import NEWER, Manifest
from rag.index.publish import current_number, folder_of
from rag.index.readings import Readings
from rag.index.sparse import SparseIndex
from rag.index.token_lists import TokenLists
from rag.index.vectors import Rows, Vectors
from rag.language.analysis import ANALYSER_VERSION
from rag.values import Coverage, TimeWindow

__all__ = ["SPARSE_FOLDER", "Generation", "unopened"]

SPARSE_FOLDER: Final = "sparse"
_TRIES: Final = 5  # openings, while other processes publish and remove generations


def unopened(error: OSError) -> IndexUnusable:
    """Return what to tell of a part of a generation that the system does not let be read."""
    where = str(error.filename or error)
    if isinstance(error, FileNotFoundError):
        return IndexDamaged("A part of the index is missing", where=where)
    if isinstance(error, PermissionError):
        hint = "Mend the permissions of that file, or of a folder above it."
        return IndexUnusable(f"The index cannot be read: {error.strerror}", where=where, hint=hint)
    return IndexDamaged(f"A part of the index cannot be read: {error.strerror}", where=where)


class Generation:
    """One open generation; any number of threads may read it."""

    def __init__(
        self, folder: Path, made: Manifest, index: Catalogue, sparse: SparseIndex, rows: tuple[Rows, Rows]
    ) -> None:
        """Keep the opened parts; `rows` are the vectors of passages and sentences."""
        self.folder = folder
        self.manifest = made
        self.catalogue = index
        self.sparse = sparse
        self.passage_vectors, self.sentence_vectors = rows
        self.vectors = Vectors(folder, self.passage_vectors)

    @classmethod
    def open(cls, data: Path, number: int | None = None, *, any_analyser: bool = False) -> Generation:
        """Return generation `number` of a data folder, by default the one in use.

        A reader that meets the instant in which another process publishes and removes looks again.

        Args:
            data: the data folder.
            number: which generation; None for the one in use.
            any_analyser: also open what an older analyser of language indexed: it can be read, but not searched.

        Raises:
            IndexMissing: nothing has been published.
            IndexDamaged: a part is missing, is not what was written, or was written by another version.
            IndexUnusable: a part may not be read.
        """
        for attempt in range(_TRIES):
            wanted = current_number(data) if number is None else number
            if wanted is None:
                raise IndexMissing("Nothing has been indexed yet", where=str(data))
            try:
                return cls._open(folder_of(data, wanted), any_analyser=any_analyser)
            except (OSError, IndexDamaged) as exc:
                if number is None and attempt < _TRIES - 1 and current_number(data) != wanted:
                    continue
                if isinstance(exc, IndexDamaged):
                    raise
                raise unopened(exc) from exc
        raise IndexDamaged("The index changes faster than it can be opened", where=str(data))

    @classmethod
    def _open(cls, folder: Path, *, any_analyser: bool) -> Generation:
        made = Manifest.read(folder)
        if made.analyser != ANALYSER_VERSION and not any_analyser:
            what = f"The index was made by version {made.analyser} of the language analysis, this is {ANALYSER_VERSION}"
            hint = NEWER if made.analyser > ANALYSER_VERSION else "Run `isnad reindex --full`."
            raise IndexDamaged(what, where=str(folder), hint=hint)
        manifest.check_files(folder, made.files)
        rows = (vectors.open_rows(folder / vectors.PASSAGES_FILE), vectors.open_rows(folder / vectors.SENTENCES_FILE))
        sparse = SparseIndex.open(folder / SPARSE_FOLDER)
        generation = cls(folder, made, Catalogue.open(folder / catalogue.FILE_NAME), sparse, rows)
        generation._check_counts()
        return generation

    def _check_counts(self) -> None:
        counts = self.manifest.counts
        held = {
            "passage vectors": (len(self.passage_vectors), counts.passages),
            "sentence vectors": (len(self.sentence_vectors), counts.sentences),
            "passages of the sparse index": (len(self.sparse), counts.passages),
            "dimensions": (self.passage_vectors.shape[1], self.manifest.dimensions),
        }
        for name, (found, expected) in held.items():
            if found != expected:
                self.close()
                raise IndexDamaged(f"The index holds {found} {name} instead of {expected}", where=str(self.folder))

    def check_embedder(self, embedder: Embedder, setting: str) -> None:
        """Refuse an embedder whose vectors do not compare with those of the generation.

        Raises:
            EmbedderMismatch: the index was made with another one.
        """
        if embedder.fingerprint != self.manifest.fingerprint:
            made, now = self.manifest.embedder, setting
            other = f"{now!r}" if now != made else f"another version of {now!r}"
            raise EmbedderMismatch(
                f"The index was made with the embedder {made!r}, the settings name {other}", where=str(self.folder)
            )

    @property
    def number(self) -> int:
        """The number that the generation has in its data folder."""
        return self.manifest.number

    @cached_property
    def readings(self) -> Readings:
        """The passages as answers are made from them."""
        return Readings(self.catalogue)

    @cached_property
    def sentence_bounds(self) -> NDArray[np.integer[Any]]:
        """int64 [passages, 2]: the first sentence of each passage and the one after its last."""
        return self.catalogue.sentence_bounds()

    @cached_property
    def token_lists(self) -> TokenLists | None:
        """Which tokens of the embedder each sentence holds; None where it does not work by tokens."""
        lists = TokenLists.open(self.folder)
        if lists is not None and len(lists) != self.manifest.counts.sentences:
            what = f"The index holds the tokens of {len(lists)} sentences instead of {self.manifest.counts.sentences}"
            raise IndexDamaged(what, where=str(self.folder))
        return lists

    @cached_property
    def coverage(self) -> Coverage:
        """What the archive holds."""
        since, until = self.catalogue.published_range()
        made = self.manifest
        held = self.catalogue
        return Coverage(
            made.number, made.counts.articles, since, until, made.made_at, held.sources(), undated=held.undated()
        )

    def texts(self, ordinals: Sequence[int]) -> list[str]:
        """Return the texts of these passages, in the order asked for."""
        return [found.passage.text for found in self.catalogue.passages(ordinals)]

    def allowed(self, window: TimeWindow | None, source: str | None) -> NDArray[np.bool_] | None:
        """Return bool [passages]: which ones an outlet and a window of days let through; None for all."""
        allowed: NDArray[np.bool_] | None = None
        if source is not None:
            allowed = self._marked(self.catalogue.passages_of_source(source))
        if window is not None and window.bounded:
            inside = self._marked(self.catalogue.passages_in(window))
            allowed = inside if allowed is None else allowed & inside
        return allowed

    def _marked(self, ordinals: list[int]) -> NDArray[np.bool_]:
        marks = np.zeros(len(self.passage_vectors), np.bool_)
        marks[ordinals] = True
        return marks

    def close(self) -> None:
        """Close what is open; the maps go with the last reference to them."""
        self.vectors.close()
        self.catalogue.close()
