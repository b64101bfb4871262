"""Take room on the disk before it is needed, and tell a disk without room from other refusals. Nothing is freed here."""

from __future__ import annotations

import errno
import os
import sqlite3
from pathlib import Path
from typing import Final

__all__ = ["full_disk", "is_full", "no_room", "take_room"]

# What the kernel says when there is no room: the disk, the person's share of it, or the largest file allowed.
_NO_ROOM: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_ZEROS: Final = bytes(1 << 20)


def no_room(error: OSError) -> bool:
    """Tell whether room was refused; numpy counts what it could not write, and gives no number."""
    return error.errno is None or error.errno in _NO_ROOM


def full_disk(path: Path) -> OSError:
    """Return what the system raises where the disk of `path` is full."""
    return OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))


def is_full(error: sqlite3.Error) -> bool:
    """Tell whether SQLite found no room; it says so in an error of its own."""
    return getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL


def take_room(path: Path, start: int) -> None:
    """Fill the file with zeros from byte `start` to its end.

    A file made by moving its end has no blocks yet: where the disk is full, writing into its map kills the process (SIGBUS)
    instead of raising.

    Raises:
        OSError: there is no room.
    """
    with path.open("r+b") as file:
        left = path.stat().st_size - file.seek(start)
        while left > 0:
            left -= file.write(_ZEROS[:left])
