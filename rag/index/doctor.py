"""Check a data folder and what is published in it, one question at a time, and say what mends each.

Nothing is repaired here, and nothing is raised: a check that fails is a result. Checks of models and keys are the engine's.
"""

from __future__ import annotations

import os
import shutil
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rag.errors import IndexMissing, IndexUnusable, IngestError
from rag.index.generation import Generation
from rag.index.lock import lock_holder
from rag.index.publish import current_number, leftovers
from rag.index.source import source_of
from rag.index.validate import CHECKS
from rag.index.vectors import CHROMA_FOLDER
from rag.settings import DEFAULTS_FILE, Settings, seeds_folder

__all__ = ["Check", "attempt", "check_data_folder", "check_settings"]

_REBUILD: Final = "isnad reindex --full"
_FIRST: Final = "isnad reindex ARTICLES"
_LEAST_FREE_BYTES: Final = 500_000_000  # an index of 100,000 passages, and the next one built beside it


@dataclass(frozen=True, slots=True)
class Check:
    """One question and its answer: `detail` is what was found, `fix` the command that mends it, empty where nothing is to be done."""

    name: str
    ok: bool
    detail: str
    fix: str = ""


def attempt(name: str, fix: str, look: Callable[[], str]) -> Check:
    """Return what `look` found, or what it raised as a failed check."""
    try:
        return Check(name, ok=True, detail=look())
    except IndexMissing as exc:
        return Check(name, ok=False, detail=str(exc), fix=_FIRST)
    except IndexUnusable as exc:
        return Check(name, ok=False, detail=str(exc), fix=_own_hint(exc) or fix)
    except PermissionError as exc:
        return Check(name, ok=False, detail=f"{exc.strerror} ({exc.filename})", fix="Mend its permissions")
    except Exception as exc:  # noqa: BLE001 - a doctor reports whatever it meets
        return Check(name, ok=False, detail=f"{type(exc).__name__}: {exc}", fix=fix)


def _own_hint(error: IndexUnusable) -> str:
    """Return what mends this very fault, where it is not what mends any other of its kind."""
    return error.hint if error.hint != error.default_hint else ""


def check_data_folder(data: Path) -> Iterator[Check]:
    """Yield the checks of a data folder and of the generation in use."""
    yield _writable(data)
    yield _space(data)
    holder = lock_holder(data)
    running = f"process {holder} is re-indexing now" if holder else "nobody is re-indexing"
    yield Check("lock", ok=True, detail=running)
    yield _leftovers(data, busy=holder is not None)
    current = attempt("current", _REBUILD, lambda: _current(data))
    yield current
    if current.fix != _FIRST:  # where nothing is indexed there is nothing to open
        yield from _generation(data)


def check_settings(settings: Settings) -> Iterator[Check]:
    """Yield the checks of what the settings name: files that ship, the archive."""
    defaults = len(tomllib.loads(DEFAULTS_FILE.read_text(encoding="utf-8"))) if DEFAULTS_FILE.is_file() else 0
    fix = "" if defaults else "Install the project again"
    yield Check("settings", ok=defaults > 0, detail=f"{defaults} sections read from {DEFAULTS_FILE}", fix=fix)
    yield _holds_files("seeds", seeds_folder(), "Install the project again")
    try:
        source = source_of(settings.paths)
    except IngestError as exc:
        yield Check("archive", ok=False, detail=str(exc), fix=exc.hint)
        return
    fix = (
        "Name your articles: isnad reindex ARTICLES"
        if source.remembered
        else "Name the folder of your articles with ISNAD_ARCHIVE"
    )
    for place in source.paths:
        yield _holds_files("archive", place, fix)


def _holds_files(name: str, place: Path, fix: str) -> Check:
    try:
        if place.is_dir():
            os.scandir(place).close()  # tells of a shut folder, which rglob takes for an empty one
        count = sum(1 for path in place.rglob("*") if path.is_file()) if place.is_dir() else int(place.is_file())
    except OSError as exc:
        return Check(name, ok=False, detail=f"{place} cannot be read: {exc.strerror}", fix="Mend its permissions")
    detail = f"{count} files in {place}" if count else f"{place} holds no file"
    return Check(name, ok=count > 0, detail=detail, fix="" if count else fix)


def _writable(data: Path) -> Check:
    name = "data folder"
    if data.exists() and not data.is_dir():
        return Check(name, ok=False, detail=f"{data} is a file", fix="Name a folder with --data or ISNAD_DATA")
    existing = next((folder for folder in (data, *data.parents) if folder.exists()), data)
    if not os.access(existing, os.W_OK | os.X_OK):
        return Check(
            name,
            ok=False,
            detail=f"{existing} may not be written to: `reindex` does not work, nor do answers from so many passages that Chroma is asked",
            fix=f"chmod u+rwx {existing}, or name another folder with --data",
        )
    return Check(name, ok=True, detail=f"{data} can be written to" + ("" if data.exists() else "; it is not made yet"))


def _space(data: Path) -> Check:
    existing = next((folder for folder in (data, *data.parents) if folder.is_dir()), Path("/"))
    free = shutil.disk_usage(existing).free
    enough = free >= _LEAST_FREE_BYTES
    fix = "" if enough else f"Make room on the disk of {existing}"
    return Check("disk space", ok=enough, detail=f"{free / 1e9:.1f} GB free", fix=fix)


def _leftovers(data: Path, *, busy: bool) -> Check:
    def look() -> str:
        left = leftovers(data)
        if not left:
            return "none"
        names = ", ".join(path.name for path in left)
        if busy:
            return f"{names}: being built now"
        raise IndexUnusable(f"{names}: left by a run that was killed; the next run removes them")

    return attempt("leftovers", "isnad reindex", look)


def _current(data: Path) -> str:
    number = current_number(data)
    if number is None:
        raise IndexMissing(f"nothing is indexed in {data}")
    return f"generation {number}"


def _generation(data: Path) -> Iterator[Check]:
    try:
        generation = Generation.open(data)
    except IndexUnusable as exc:
        yield Check("opens", ok=False, detail=str(exc), fix=_own_hint(exc) or _REBUILD)
        for name, _ in CHECKS:
            yield Check(name, ok=False, detail="not checked: the index does not open")
        return
    try:
        yield Check(
            "opens",
            ok=True,
            detail=f"generation {generation.number}, made {generation.manifest.made_at:%Y-%m-%d %H:%M} UTC",
        )
        for name, check in CHECKS:
            if name == "Chroma" and not os.access(generation.folder / CHROMA_FOLDER, os.W_OK):
                yield Check(name, ok=False, detail="not checked: Chroma opens only what it may write to")
                continue
            yield attempt(name, _REBUILD, lambda check=check: check(generation))  # type: ignore[misc]
    finally:
        generation.close()
