"""A process that re-indexes on command and can be killed: `python -m tests.rag.index.reindexing DATA`.

It reads lines "FOLDER" and forks a child for each, which re-indexes that folder; it prints the child's process number at once, and the
child's exit status when it ends. The libraries are imported once, before the forks, so that killing many runs takes seconds.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path


def main() -> None:
    """Serve until standard input ends."""
    import chromadb  # noqa: F401 - only imported here: a client's threads would not survive the fork

    from rag.engine import Engine
    from tests.rag.index.archives import settings_in

    settings = settings_in(Path(sys.argv[1]))
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            with Engine.open(settings) as engine:
                engine.reindex([Path(line.strip())])
            os._exit(0)
        print(child, flush=True)
        _, status = os.waitpid(child, 0)
        print(status, flush=True)


if __name__ == "__main__":
    main()
