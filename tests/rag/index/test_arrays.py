"""Arrays of a generation: opened or named in the error, and read in runs."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.errors import IndexDamaged
from rag.index import arrays
from rag.index.arrays import open_array, runs, summed


@pytest.mark.parametrize("length", [0, 3])
def test_what_was_saved_is_opened_also_when_empty(tmp_path: Path, length: int) -> None:
    np.save(tmp_path / "a.npy", np.arange(length))
    assert open_array(tmp_path / "a.npy", "The array").tolist() == list(range(length))


@pytest.mark.parametrize("content", [None, b"", b"\x93NUMPY cut short"])
def test_a_file_that_is_no_array_is_named(tmp_path: Path, content: bytes | None) -> None:
    """A missing, empty or cut file is told with what it should hold and where it lies."""
    if content is not None:
        (tmp_path / "a.npy").write_bytes(content)
    with pytest.raises(IndexDamaged, match=r"^The array cannot be opened") as caught:
        open_array(tmp_path / "a.npy", "The array")
    assert str(tmp_path / "a.npy") in str(caught.value.where)


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 5))))
def test_runs_are_the_ranges_one_after_another(pairs: list[tuple[int, int]]) -> None:
    starts, sizes = (np.array([pair[place] for pair in pairs], np.int64) for place in (0, 1))
    assert runs(starts, sizes).tolist() == [n for start, size in pairs for n in range(start, start + size)]


@given(st.lists(st.tuples(st.integers(0, 9), st.sampled_from([0.25, 0.5, 1.0]))))
def test_sums_are_the_same_counted_or_sorted(pairs: list[tuple[int, float]]) -> None:
    """Which way the values of equal numbers are added up changes neither numbers nor sums."""
    numbers = np.array([number for number, _ in pairs], np.int32)
    values = np.array([value for _, value in pairs], np.float32)
    with pytest.MonkeyPatch.context() as patch:
        counted = [part.tolist() for part in summed(numbers, values, 10)]
        patch.setattr(arrays, "_SMALL", 0)
        assert [part.tolist() for part in summed(numbers, values, 10)] == counted
