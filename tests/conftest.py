"""Give every test the same few doors: the optional data folder, nothing else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# How long an example takes tells of the machine, not of the rule: tests judge no time.
settings.register_profile("isnad", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("isnad")

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the optional folder of larger test data; skip where there is none."""
    folder = Path(os.environ.get("ISNAD_SHARED", ROOT.parent / "shared"))
    if not (folder / "articles").is_dir():
        pytest.skip("no shared test data here: set ISNAD_SHARED to its folder")
    return folder
