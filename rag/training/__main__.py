"""Make the shipped models: `python -m rag.training [bridge|embedder|fusion] [--shared FOLDER]`; without a name, all models.

`fusion` makes no model: it prints how the two legs are best joined.
"""

from __future__ import annotations

import argparse
import os
import time
from pathlib import Path

from rag.language.analysis import WHOLE_WORDS_FILE
from rag.settings import DEFAULTS_FILE

ROOT = DEFAULTS_FILE.parent.parent


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
    models = ROOT / "rag" / "models"
    if chosen.model in ("all", "bridge"):
        from rag.training import background, bridge, words

        words.train(chosen.shared, WHOLE_WORDS_FILE)
        background.train(chosen.shared, models / "background")
        bridge.train(chosen.shared, ROOT / "rag" / "language" / "lexicon", models / "bridge")
    if chosen.model in ("all", "embedder"):
        from rag.training import embedder

        embedder.train(chosen.shared, models / "static")
    if chosen.model == "fusion":
        from rag.training import fusion

        fusion.tune(chosen.shared)
    print(f"done in {time.perf_counter() - started:.0f} s")


if __name__ == "__main__":
    main()
