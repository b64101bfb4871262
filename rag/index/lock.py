"""Let one process write at a time: an advisory lock on a file, which the kernel lifts when its holder dies.

Readers take no lock. The file stays after the run; what counts is the lock, the number inside only tells people whose it is.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from rag.errors import IndexingError, IndexLocked
from rag.index.room import no_room

__all__ = ["LOCK_NAME", "lock_holder", "write_lock"]

LOCK_NAME: Final = "lock"

# `lock_holder` takes the lock for an instant to see whether it can; a writer that meets it tries again.
_TRIES: Final = 4
_PAUSE_SECONDS: Final = 0.03


@contextmanager
def write_lock(data: Path, *, wait_seconds: float = 0.0) -> Iterator[None]:
    """Hold the one writer's lock of a data folder, which is made if need be.

    Args:
        data: the data folder.
        wait_seconds: how long to wait for another holder before giving up.

    Raises:
        IndexLocked: another process holds it; the message names that process.
        IndexingError: the folder cannot be made or written to.
    """
    descriptor = _open(data)
    try:
        _acquire(descriptor, data, wait_seconds)
        os.ftruncate(descriptor, 0)
        with suppress(OSError):  # on a full disk the number is missing, the lock holds all the same
            os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
        yield
        os.ftruncate(descriptor, 0)
    finally:
        os.close(descriptor)


def _open(data: Path) -> int:
    try:
        data.mkdir(parents=True, exist_ok=True)
        return os.open(data / LOCK_NAME, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except (FileExistsError, NotADirectoryError) as exc:
        hint = "Name a folder with --data or ISNAD_DATA; it is made when it does not exist."
        raise IndexingError("The data folder is a file, or lies below one.", where=str(data), hint=hint) from exc
    except OSError as exc:
        hint = "Name a folder that you may write to with --data or ISNAD_DATA."
        if no_room(exc):
            hint = f"The disk is full: make room on the disk of {data}, then run again."
        raise IndexingError(
            f"The data folder cannot be written to: {exc.strerror}", where=str(data), hint=hint
        ) from exc


def _acquire(descriptor: int, data: Path, wait_seconds: float) -> None:
    until = time.monotonic() + max(wait_seconds, _TRIES * _PAUSE_SECONDS)
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as exc:
            if time.monotonic() > until:
                holder = os.pread(descriptor, 32, 0).decode("ascii", "replace").strip() or "unknown"
                what = f"Another process is re-indexing: process {holder}"
                raise IndexLocked(what, where=str(data / LOCK_NAME)) from exc
            time.sleep(_PAUSE_SECONDS)
        else:
            return


def lock_holder(data: Path) -> str | None:
    """Return the process number that the lock file tells while the lock is held, None while it is free."""
    try:
        descriptor = os.open(data / LOCK_NAME, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return os.pread(descriptor, 32, 0).decode("ascii", "replace").strip() or "unknown"
    finally:
        os.close(descriptor)
    return None
