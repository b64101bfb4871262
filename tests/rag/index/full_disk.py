"""A process with a small disk of its own: `python -m tests.rag.index.full_disk PLACE FIRST SECOND ROOM ...`.

It is started in a mount namespace of its own (`unshare --mount`), puts a small disk on the folder PLACE, indexes the archive FIRST there,
and for each ROOM, in kilobytes, leaves so much of the disk free and indexes SECOND in a forked child. It prints one JSON object for each:
how the child ended, what it told, and how the data folder looks after.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

from rag.engine import Engine
from rag.errors import IndexingError
from rag.index.publish import current_number, leftovers
from tests.rag.index.archives import settings_in

_DISK: Final = "64m"


def main() -> None:
    """Run once for each room."""
    import chromadb  # noqa: F401 - only imported here: a client's threads would not survive the fork

    place, first, second = map(Path, sys.argv[1:4])
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={_DISK}", "tmpfs", str(place)], check=True)
    data = place / "data"
    _in_a_child(data, first)
    for room in map(int, sys.argv[4:]):
        filler = place / "filler"
        disk = os.statvfs(place)
        with filler.open("wb") as file:
            os.posix_fallocate(file.fileno(), 0, max(disk.f_bavail * disk.f_frsize - room * 1024, 1))
        ended = _in_a_child(data, second)
        filler.unlink()
        print(json.dumps(ended | {"current": current_number(data), "left": len(leftovers(data))}))


def _in_a_child(data: Path, archive: Path) -> dict[str, Any]:
    """Index `archive` in a child, and return its exit status (negative: the signal that killed it) and what it was told."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        told = {}
        with Engine.open(settings_in(data)) as engine:
            try:
                engine.reindex([archive])
            except IndexingError as exc:
                told = {"what": exc.what, "where": exc.where, "hint": exc.hint}
        os.write(writing, json.dumps(told).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as pipe:
        told = json.loads(pipe.read() or "{}")
    return {"status": os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), **told}


if __name__ == "__main__":
    main()
