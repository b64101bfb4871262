"""Keep the data folder: which generation is in use, where the next one is built, which old ones go.

DATA/current names the generation in use and is replaced in one step; a folder with a higher number, or one still being built,
belongs to a run that was killed, and nobody reads it. What stands inside a generation is not looked at here.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from rag.errors import IndexDamaged, IndexUnusable

__all__ = [
    "building_folder",
    "current_number",
    "folder_of",
    "leftovers",
    "next_number",
    "publish",
    "published_numbers",
    "remove_leftovers",
    "remove_old",
    "sync_tree",
]

CURRENT: Final = "current"
GENERATIONS: Final = "generations"
_BUILDING: Final = ".building"
_NAME: Final = re.compile(r"\d{6,}")


def folder_of(data: Path, number: int) -> Path:
    """Return the folder of a generation."""
    return data / GENERATIONS / f"{number:06}"


def building_folder(data: Path, number: int) -> Path:
    """Return the folder in which a generation is built before it gets its name."""
    return data / GENERATIONS / f"{number:06}{_BUILDING}"


def current_number(data: Path) -> int | None:
    """Return the number of the generation in use, None before the first.

    Raises:
        IndexDamaged: the file holds something else.
        IndexUnusable: the data folder cannot be read.
    """
    path = data / CURRENT
    try:
        name = path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return None
    except UnicodeDecodeError:
        name = ""
    except NotADirectoryError as exc:
        hint = "Name a folder with --data or ISNAD_DATA."
        raise IndexUnusable("The data folder is a file", where=str(data), hint=hint) from exc
    except IsADirectoryError as exc:
        hint = "Remove that folder, then run `isnad reindex`."
        raise IndexDamaged("A folder stands where the index in use is named", where=str(path), hint=hint) from exc
    except OSError as exc:
        hint = "Mend its permissions, or name another folder with --data."
        raise IndexUnusable(f"The data folder cannot be read: {exc.strerror}", where=str(path), hint=hint) from exc
    if not _NAME.fullmatch(name):
        hint = "Run `isnad reindex ARTICLES` with all your articles to build a new index."
        raise IndexDamaged("The file that names the index in use does not name one", where=str(path), hint=hint)
    return int(name)


def published_numbers(data: Path) -> list[int]:
    """Return the numbers of the generations up to the one in use, ascending; of all where a broken `current` hides which they are."""
    try:
        current = current_number(data) or 0
    except IndexDamaged:
        return _numbers(data)
    return [number for number in _numbers(data) if number <= current]


def next_number(data: Path) -> int:
    """Return a number above that of every generation, so that no name is used twice; a broken `current` does not matter."""
    try:
        current = current_number(data) or 0
    except IndexDamaged:
        current = 0
    return max([*_numbers(data), current], default=0) + 1


def _numbers(data: Path) -> list[int]:
    return sorted(int(path.name) for path in _entries(data) if _NAME.fullmatch(path.name))


def _entries(data: Path) -> Iterator[Path]:
    try:
        yield from sorted((data / GENERATIONS).iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return


def publish(data: Path, number: int) -> None:
    """Put a generation in use: `current` names it from one instant to the next, also after a power cut.

    Raises:
        OSError: the name could not be written; the generation in use before stays in use.
    """
    sync_tree(folder_of(data, number))
    _sync(data / GENERATIONS)
    fresh = data / f"{CURRENT}.new"
    with fresh.open("w", encoding="ascii") as file:
        file.write(f"{number:06}\n")
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(data / CURRENT)
    _sync(data)


def sync_tree(folder: Path) -> None:
    """Bring every file and folder below `folder` to the disk."""
    for root, _, names in os.walk(folder):
        for name in names:
            _sync(Path(root) / name)
        _sync(Path(root))


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def leftovers(data: Path) -> list[Path]:
    """Return what runs that were killed have left: folders still being built or never published, a half-written name.

    Only a holder of the lock may remove them: to anybody else they may be a run in progress.
    """
    left = [path for path in _entries(data) if not _NAME.fullmatch(path.name)]
    try:
        current = current_number(data) or 0
        left += [folder_of(data, number) for number in _numbers(data) if number > current]
    except IndexDamaged:  # then nobody knows which were published: they stay until a new one is
        pass
    fresh = data / f"{CURRENT}.new"
    return [*left, fresh] if fresh.exists() else left


def remove_leftovers(data: Path) -> None:
    """Remove what killed runs have left; what cannot be removed waits for the next run."""
    for path in leftovers(data):
        _remove(path)


def remove_old(data: Path, keep: int) -> None:
    """Remove the published generations but the newest `keep`; the one in use always stays.

    Readers that hold a generation open keep its files until they close them.
    """
    for number in published_numbers(data)[: -max(keep, 1)]:
        _remove(folder_of(data, number))


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
