"""Print every table of docs/benchmarks.md, one command after another; what fails is named at the end and makes the exit code 1.

Sets that are not part of the repository lie in the folder that ISNAD_SHARED names (else ../shared); their commands are passed over without it.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
SHARED: Final = Path(os.environ.get("ISNAD_SHARED", ROOT.parent / "shared"))

COMMANDS: Final = (
    ("-m", "tests.bench.answers"),
    ("-m", "tests.bench.adversarial"),
    ("-m", "tests.bench.dates"),
    ("-m", "tests.bench.ask"),
    ("-m", "tests.bench.serving", "seeds"),
    ("-m", "tests.bench.telegram_kill"),
    ("-m", "tests.bench.telegram_load"),
    ("-m", "tests.bench.telegram_hostile"),
)
WITH_SHARED: Final = (
    ("-m", "tests.bench.across"),
    ("-m", "tests.bench.retrieval", str(SHARED / "eval")),
    ("-m", "tests.bench.held_out", str(SHARED)),
    ("-m", "tests.bench.serving", str(SHARED / "articles"), str(SHARED / "corpora" / "antcorpus.articles.jsonl.gz")),
)


def main() -> int:
    """Run them, one at a time: they measure time."""
    failed = []
    for command in (*COMMANDS, *(WITH_SHARED if SHARED.is_dir() else ())):
        print("\n$ python", *command, flush=True)  # noqa: T201 - this is what it is for
        if subprocess.run([sys.executable, *command], cwd=ROOT, check=False).returncode:  # noqa: S603
            failed.append(" ".join(command))
    for command in failed:
        print("failed:", command, file=sys.stderr)  # noqa: T201
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
