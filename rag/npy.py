"""Read the files of NumPy's own format, from any thread.

NumPy parses the header of such a file as Python. Two threads that do so at once can fail in Python 3.11 before 3.11.8 with
"SystemError: AST constructor recursion depth mismatch" (python/cpython#106905), so one does at a time.
"""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

__all__ = ["load_array", "load_arrays"]

_ONE_AT_A_TIME: Final = threading.Lock()


def load_array(path: Path) -> NDArray[Any]:
    """Return the array of a .npy file, mapped read-only from disk.

    Raises:
        OSError: the file cannot be read.
        ValueError, EOFError: it is not such an array.
    """
    with _ONE_AT_A_TIME:
        try:
            return np.asarray(np.load(path, mmap_mode="r", allow_pickle=False))
        except ValueError:
            return np.asarray(np.load(path, allow_pickle=False))  # an empty array cannot be mapped


def load_arrays(path: Path) -> dict[str, NDArray[Any]]:
    """Return the arrays of an .npz file by name, in memory.

    Raises:
        OSError: the file cannot be read.
        ValueError, EOFError, zipfile.BadZipFile: it is not such a file.
    """
    with _ONE_AT_A_TIME, np.load(path, allow_pickle=False) as arrays:
        return {name: arrays[name] for name in arrays.files}
