"""Keep which of the embedder's tokens each sentence holds, so that a question's words can be compared with them at once.

Written where the embedder works by tokens (`rag.index.embedder.TokenEmbedder`); other generations do without. Nothing is compared here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from rag.errors import IndexDamaged
from rag.index.arrays import open_array, runs

__all__ = ["TokenLists"]

STARTS_FILE: Final = "tokens/starts.npy"
TOKENS_FILE: Final = "tokens/tokens.npy"
_NAME: Final = "The lists of tokens"


@dataclass(frozen=True, slots=True)
class TokenLists:
    """The distinct tokens of sentence i are `ids[starts[i]:starts[i + 1]]`; int64 [sentences + 1] and int32."""

    starts: NDArray[np.int64]
    ids: NDArray[np.int32]

    def __len__(self) -> int:
        """Return the number of sentences."""
        return len(self.starts) - 1

    @classmethod
    def of(cls, lists: Iterable[NDArray[np.int32]]) -> TokenLists:
        """Return the lists, one after another."""
        parts = list(lists)
        starts = np.concatenate([[0], np.cumsum([len(part) for part in parts])]).astype(np.int64)
        return cls(starts, np.concatenate([np.empty(0, np.int32), *parts]))

    @classmethod
    def open(cls, folder: Path) -> TokenLists | None:
        """Return the lists of a generation, mapped; None where it has none.

        Raises:
            IndexDamaged: a file is missing or is not what was written.
        """
        if not (folder / STARTS_FILE).exists() and not (folder / TOKENS_FILE).exists():
            return None
        starts, ids = (open_array(folder / name, _NAME) for name in (STARTS_FILE, TOKENS_FILE))
        if starts.ndim != 1 or not len(starts) or int(starts[-1]) != len(ids):
            raise IndexDamaged("The lists of tokens do not fit each other", where=str(folder / STARTS_FILE))
        return cls(starts, ids)

    def save(self, folder: Path) -> None:
        """Write the lists into the folder of a generation."""
        (folder / STARTS_FILE).parent.mkdir(parents=True, exist_ok=True)
        np.save(folder / STARTS_FILE, self.starts, allow_pickle=False)
        np.save(folder / TOKENS_FILE, self.ids, allow_pickle=False)

    def take(self, sentences: NDArray[np.integer[Any]]) -> TokenLists:
        """Return the lists of these sentences."""
        first = np.asarray(self.starts[sentences])
        sizes = np.asarray(self.starts[sentences + 1]) - first
        starts = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
        return TokenLists(starts, np.asarray(self.ids[runs(first, sizes)]))
