"""Index the shipped articles and a small invented newsroom once, for every test that asks them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from rag.engine import Engine
from rag.settings import seeds_folder
from tests.rag.index.archives import settings_in

DATA = Path(__file__).parents[1] / "data"


def indexed(data: Path, *articles: Path) -> Engine:
    """Return an engine that has just indexed `articles`."""
    engine = Engine.open(settings_in(data))
    assert engine.reindex(list(articles)).ok
    return engine


@pytest.fixture(scope="session")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """Return an engine over the shipped articles."""
    with indexed(tmp_path_factory.mktemp("seeds"), seeds_folder()) as engine:
        yield engine


@pytest.fixture(scope="session")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """Return an engine over invented articles of many subjects, Arabic and English."""
    with indexed(tmp_path_factory.mktemp("newsroom"), DATA / "newsroom") as engine:
        yield engine
