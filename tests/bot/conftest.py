"""Give the tests of the command line an index of the shipped articles."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.cli import main


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder with the shipped articles indexed."""
    folder = tmp_path_factory.mktemp("isnad") / "data"
    assert main(["--data", str(folder), "reindex"]) == 0
    return folder
