"""Open the arrays of a generation mapped from disk, and read runs of them at once. What they mean is their owners' business."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from rag.errors import IndexDamaged
from rag.npy import load_array

__all__ = ["open_array", "runs", "summed"]

_SMALL: Final = 1 << 17  # different numbers; up to here counting over all of them is quicker than sorting those met


def open_array(path: Path, what: str) -> NDArray[Any]:
    """Return the array of a .npy file, mapped; `what` names it in the error.

    Raises:
        IndexDamaged: the file is missing or is not such an array.
        PermissionError: it may not be read.
    """
    try:
        return load_array(path)
    except PermissionError:
        raise
    except (OSError, ValueError, EOFError) as exc:
        raise IndexDamaged(f"{what} cannot be opened: {exc}", where=str(path)) from exc


def runs(starts: NDArray[np.integer[Any]], sizes: NDArray[np.integer[Any]]) -> NDArray[np.int64]:
    """Return the numbers from each start on, as many as its size, one run after another."""
    before = np.cumsum(sizes) - sizes
    return np.asarray(np.arange(int(sizes.sum())) + np.repeat(starts - before, sizes), np.int64)


def summed(
    numbers: NDArray[np.integer[Any]], values: NDArray[np.floating[Any]], size: int
) -> tuple[NDArray[np.integer[Any]], NDArray[np.number[Any]]]:
    """Return the different numbers, all below `size`, ascending, and the sum of the positive values of each."""
    if size <= _SMALL:
        sums = np.bincount(numbers, values, size)
        found = np.flatnonzero(sums > 0)  # of floats, comparing first is several times quicker
        return found, sums[found]
    different, inverse = np.unique(numbers, return_inverse=True)
    return different, np.bincount(inverse, values, len(different))
