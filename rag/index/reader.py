"""Hand out the generation in use to any number of threads, and change to a newer one between their questions.

An answer in progress keeps the generation it began with; the last to let go of an old one closes it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from rag.errors import IndexMissing
from rag.index.generation import Generation
from rag.index.publish import current_number
from rag.index.validate import check_files

__all__ = ["GenerationReader"]

# What code says that is given numbers and texts which nobody wrote: opening compares the sizes of large files, not their contents.
_OF_DAMAGE: Final = (ArithmeticError, LookupError, MemoryError, TypeError, ValueError)


class GenerationReader:
    """Keep one generation of a data folder open."""

    def __init__(self, data: Path, check: Callable[[Generation], None]) -> None:
        """Keep the folder; `check` may refuse a generation that has been opened, before anybody reads it."""
        self._data = data
        self._check = check
        self._held: Generation | None = None
        self._users: dict[int, int] = {}  # how many hold a generation, by its id()
        self._closed = False
        self._lock = threading.Lock()

    @contextmanager
    def lease(self) -> Iterator[Generation]:
        """Lend the generation in use; it stays open until it is given back.

        Raises:
            IndexUnusable: there is none, it cannot be opened, or a file that is read now is not what was written.
        """
        with self._lock:
            generation = self._held or self._open()
            self._users[id(generation)] = self._users.get(id(generation), 0) + 1
        try:
            yield generation
        except _OF_DAMAGE:
            check_files(generation)  # tells which file is not what was written; where all are, the error is one of ours
            raise
        finally:
            with self._lock:
                self._users[id(generation)] -= 1
                self._close_unused(generation)

    def refresh(self) -> bool:
        """Change to the generation in use if it is another one; tell whether it was. Cheap: one small file is read.

        A newer generation that cannot be opened is reported, and the one that is open stays.

        Raises:
            IndexUnusable: the name of the generation in use, or that generation, cannot be read.
        """
        with self._lock:
            number = current_number(self._data)
            if number is None:
                raise IndexMissing("Nothing has been indexed yet", where=str(self._data))
            if self._held is not None and self._held.number == number:
                return False
            self._open()
            return True

    def _open(self) -> Generation:
        if self._closed:
            raise ValueError("the reader is closed")
        generation = Generation.open(self._data)
        try:
            self._check(generation)
        except BaseException:
            generation.close()
            raise
        old, self._held = self._held, generation
        if old is not None:
            self._close_unused(old)
        return generation

    def _close_unused(self, generation: Generation) -> None:
        if not self._users.get(id(generation)) and (generation is not self._held or self._closed):
            self._users.pop(id(generation), None)
            generation.close()

    def close(self) -> None:
        """Close the generation, once nobody holds it."""
        with self._lock:
            self._closed = True
            held, self._held = self._held, None
            if held is not None:
                self._close_unused(held)
