"""Know which files and folders `reindex` takes when none are named: those of the settings, else those that were indexed last.

DATA/archive.json remembers what was indexed last. Without it a run that names nothing would put the articles that ship with the
project in the place of everybody's own: where an index is in use and that file is lost or damaged, such a run is refused.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rag.errors import IndexDamaged, IndexUnusable, IngestError
from rag.index.publish import current_number
from rag.settings import PathSettings

__all__ = ["Source", "remember_source", "source_of"]

_FILE: Final = "archive.json"
_PATIENCE_SECONDS: Final = 1.0  # a run remembers its articles some milliseconds after it has published
_PAUSE_SECONDS: Final = 0.02


@dataclass(frozen=True, slots=True)
class Source:
    """Files and folders of articles, and the table that speaks of them; `remembered` tells that an earlier run named them."""

    paths: tuple[Path, ...]
    metadata: Path | None = None
    remembered: bool = False


def source_of(settings: PathSettings, named: Sequence[Path] = (), metadata: Path | None = None) -> Source:
    """Return what a run takes: what is `named`, else the archive of the settings, else what was indexed last, else what ships.

    `metadata` wins over the table that was used last.

    Raises:
        IngestError: an index is in use, but what it was made of is no longer known; a folder stands where that is kept.
    """
    memory = settings.data / _FILE
    if os.path.isdir(memory):  # noqa: PTH112 - says no of what is in a shut folder; whatever is indexed could not be remembered
        hint = "Move the folder away, then run `isnad reindex ARTICLES` with all your articles."
        raise IngestError("A folder stands where Isnad keeps what was indexed last", where=str(memory), hint=hint)
    if named:
        return Source(tuple(named), metadata)
    if not settings.archive_is_default:
        return Source((settings.archive,), metadata)
    in_use = _in_use(settings.data)
    last = _remembered_soon(settings.data) if in_use else _remembered(settings.data)
    if last is not None:
        return last if metadata is None else Source(last.paths, metadata, remembered=True)
    if in_use:
        hint = "Name all your articles once: isnad reindex ARTICLES. The index in use is as it was."
        raise IngestError("What was indexed last is no longer known", where=str(memory), hint=hint)
    return Source((settings.archive,), metadata)


def _remembered(data: Path) -> Source | None:
    try:
        content = json.loads((data / _FILE).read_bytes())
        paths, metadata = content["paths"], content["metadata"]
        if paths and all(isinstance(path, str) for path in paths):
            return Source(tuple(map(Path, paths)), Path(metadata) if metadata else None, remembered=True)
    except (OSError, ValueError, KeyError, TypeError):
        pass
    return None


def _remembered_soon(data: Path) -> Source | None:
    """Return what was indexed last; where another process has published its first index this instant, wait until it has said of what."""
    until = time.monotonic() + _PATIENCE_SECONDS
    while (last := _remembered(data)) is None and not (data / _FILE).exists() and time.monotonic() < until:
        time.sleep(_PAUSE_SECONDS)
    return last


def _in_use(data: Path) -> bool:
    try:
        return current_number(data) is not None
    except IndexDamaged:
        return True  # something was indexed, whatever the name says now
    except IndexUnusable:
        return False  # nobody can tell: the run fails at that file itself, before it takes anything


def remember_source(data: Path, source: Source) -> None:
    """Keep what was indexed, as absolute paths. A disk that has just taken an index and is full now costs the memory only."""
    metadata = str(source.metadata.absolute()) if source.metadata else None
    content = {"paths": [str(path.absolute()) for path in source.paths], "metadata": metadata}
    fresh = data / f"{_FILE}.{os.getpid()}"
    try:
        fresh.write_text(json.dumps(content) + "\n", encoding="ascii")
        fresh.replace(data / _FILE)
    except OSError:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
