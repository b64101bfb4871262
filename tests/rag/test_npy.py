"""NumPy's files are read from several threads at once."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from rag.npy import load_array, load_arrays


@pytest.fixture
def interrupted() -> Iterator[None]:
    """Let other threads run within whatever makes objects: garbage is collected often, and each collection gives way."""
    usual = gc.get_threshold()

    def give_way(_phase: str, _told: dict[str, int]) -> None:
        time.sleep(0)

    gc.callbacks.append(give_way)
    gc.set_threshold(5)
    yield
    gc.set_threshold(*usual)
    gc.callbacks.remove(give_way)


@pytest.mark.usefixtures("interrupted")
def test_threads_read_at_once(tmp_path: Path) -> None:
    """Before Python 3.11.8 two threads that parse the header of such a file at once fail with a SystemError."""
    np.save(tmp_path / "a.npy", np.arange(7))
    np.savez(tmp_path / "b.npz", one=np.arange(3), two=np.zeros(2))

    def read(_: int) -> tuple[int, list[str]]:
        return int(load_array(tmp_path / "a.npy").sum()), sorted(load_arrays(tmp_path / "b.npz"))

    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(read, range(60))) == [(21, ["one", "two"])] * 60


def test_an_array_is_mapped_and_an_empty_one_is_read(tmp_path: Path) -> None:
    np.save(tmp_path / "full.npy", np.arange(4, dtype=np.int32))
    np.save(tmp_path / "empty.npy", np.zeros((0, 3), np.float32))
    full, empty = load_array(tmp_path / "full.npy"), load_array(tmp_path / "empty.npy")
    assert not full.flags.writeable
    assert isinstance(full.base, np.memmap)
    assert empty.shape == (0, 3)


def test_what_is_no_array_is_refused(tmp_path: Path) -> None:
    (tmp_path / "text.npy").write_text("no array at all", encoding="utf-8")
    with pytest.raises(ValueError, match=r"magic|pickle"):
        load_array(tmp_path / "text.npy")
