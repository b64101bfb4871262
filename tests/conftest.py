"""Give every test the same few doors: the optional data folder, nothing else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the optional folder of larger test data; skip where there is none."""
    folder = Path(os.environ.get("ISNAD_SHARED", ROOT.parent / "shared"))
    if not (folder / "articles").is_dir():
        pytest.skip("no shared test data here: set ISNAD_SHARED to its folder")
    return folder
