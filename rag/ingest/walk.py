"""Find the article files under the paths that were named: every folder once, in the order of names, companions left out."""

from __future__ import annotations

import fnmatch
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

__all__ = ["Found", "find_files"]

# What lies beside articles and is none: never reported.
_COMPANIONS: Final = (
    "readme", "readme.*", "license", "license.*", "licence", "licence.*", "licences.*", "changelog.*", "origin.txt", "questions.jsonl", "*.questions.jsonl",
    "metadata.csv", "*.metadata.csv", "thumbs.db", "desktop.ini", "*~", "*.tmp", "*.swp",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read: its ending in lower case, and the folders from the named one down to its own."""

    path: Path
    ending: str
    folders: tuple[Path, ...] = ()
    problem: str | None = None


def find_files(paths: Iterable[Path], endings: Sequence[str]) -> Iterator[Found]:
    """Yield the files under `paths`; a file of another kind, or a folder that cannot be opened, comes with its problem.

    A file that is named itself is taken whatever its name; one that is met twice is yielded once. Links are followed, loops end.
    """
    seen: set[tuple[int, int]] = set()
    for path in paths:
        if path.is_dir():
            yield from _in_folder(path, (), endings, seen)
        else:
            yield from _one_file(path, (path.parent,), endings, seen)


def _in_folder(
    folder: Path, above: tuple[Path, ...], endings: Sequence[str], seen: set[tuple[int, int]]
) -> Iterator[Found]:
    if not _is_new(folder, seen):
        return
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield Found(folder, "", problem=f"the folder cannot be opened: {error.strerror}")
        return
    folders = (*above, folder)
    for entry in entries:
        path = folder / entry.name
        if entry.name.startswith(".") or entry.name == "__MACOSX":
            continue
        if path.is_dir():
            yield from _in_folder(path, folders, endings, seen)
        elif not any(fnmatch.fnmatch(entry.name.lower(), pattern) for pattern in _COMPANIONS):
            yield from _one_file(path, folders, endings, seen)


def _one_file(
    path: Path, folders: tuple[Path, ...], endings: Sequence[str], seen: set[tuple[int, int]]
) -> Iterator[Found]:
    try:
        new = _is_new(path, seen)
    except OSError as error:  # a link that leads nowhere, or round in a circle
        yield Found(path, "", problem=f"cannot be read: {error.strerror}")
        return
    if not new:
        return
    ending = next((ending for ending in endings if path.name.lower().endswith(ending)), None)
    if not path.is_file():
        yield Found(path, "", problem="not a regular file")
    elif ending is None:
        kinds = " ".join(sorted(endings))
        yield Found(path, "", problem=f"not an article: files end in {kinds}")
    else:
        yield Found(path, ending, folders)


def _is_new(path: Path, seen: set[tuple[int, int]]) -> bool:
    status = path.stat()
    key = (status.st_dev, status.st_ino)
    if key in seen:
        return False
    seen.add(key)
    return True
