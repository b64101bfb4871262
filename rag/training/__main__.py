"""Make the shipped models: `python -m rag.training [bridge|embedder|fusion] [--shared FOLDER]`; without a name, all models.

`fusion` makes no model: it prints how the two legs are best joined.
"""

from __future__ import annotations

import argparse
import os
import time
from pathlib import Path
from typing import Final

from rag.language.analysis import WHOLE_WORDS_FILE
from rag.settings import DEFAULTS_FILE

ROOT = DEFAULTS_FILE.parent.parent
THREADS: Final = "2"


def main() -> None:
    """Train what the command line names."""
    parser = argparse.ArgumentParser(prog="python -m rag.training", description=__doc__)
    parser.add_argument("model", nargs="?", choices=["all", "bridge", "embedder", "fusion"], default="all")
    default = os.environ.get("ISNAD_SHARED", str(ROOT.parent / "shared"))
    parser.add_argument(
        "--shared", type=Path, default=Path(default), help="the folder that holds parallel/ and corpora/"
    )
    chosen = parser.parse_args()
    started = time.perf_counter()
    # Sums differ in their last digits with the number of threads: always the same number makes the same files.
    # numpy reads these when it is first imported, below.
    os.environ |= dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), THREADS)
    _make(chosen.model, chosen.shared)
    print(f"done in {time.perf_counter() - started:.0f} s")


def _make(model: str, shared: Path) -> None:
    models = ROOT / "rag" / "models"
    if model in ("all", "bridge"):
        from rag.training import background, bridge, words

        words.train(shared, WHOLE_WORDS_FILE)
        background.train(shared, models / "background")
        bridge.train(shared, ROOT / "rag" / "language" / "lexicon", models / "bridge")
    if model in ("all", "embedder"):
        from rag.training import embedder

        embedder.train(shared, models / "static")
    if model == "fusion":
        from rag.training import fusion

        fusion.tune(shared)


if __name__ == "__main__":
    main()
