"""Open the static model that ships with the project: one vector per token, a text is the mean of its tokens.

The folder is in the sentence-transformers format (a StaticEmbedding module), which model2vec opens too; all three give the same
vectors up to the rounding of 16-bit floats. Read here with the tokenizer and numpy alone, because the import of either library
costs more than a question: the weights are mapped, so that only the rows that a text needs are read. Nothing is trained here.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import math
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Final, TypeAlias

import numpy as np
import numpy.typing as npt

import rag.models
from rag.errors import EmbedderError
from rag.index.embedder import Progress, Vectors, unit_rows
from rag.language.tables import table

__all__ = ["SHIPPED_FOLDER", "StaticEmbedder", "shipped_embedder"]

SHIPPED_FOLDER: Final = Path(rag.models.__file__).parent / "static"

Table: TypeAlias = npt.NDArray[np.floating[Any]]

_WEIGHTS_FILE: Final = "model.safetensors"
_TOKENIZER_FILE: Final = "tokenizer.json"
_TENSOR: Final = "embedding.weight"
_DTYPES: Final[Mapping[str, type[np.float16 | np.float32]]] = {"F16": np.float16, "F32": np.float32}
_BATCH: Final = 1024  # texts: bounds the memory that gathered rows take to some 100 MB
_HINT: Final = "The file belongs to the installation: install the project again, or run `make train`."


class StaticEmbedder:
    """Embed with the mean of token vectors; queries and passages alike."""

    def __init__(self, folder: Path, tokenizer: Any, table: Table) -> None:
        """Keep a tokenizer of the `tokenizers` library and its table [tokens, dimensions]."""
        self._folder = folder
        self._tokenizer = tokenizer
        self._table = table
        # Memory is taken only as rows are written: of the tokens that the archive's best passages hold.
        self._units: Vectors = np.empty(table.shape, np.float32)
        self._has_unit = np.zeros(len(table), np.bool_)

    @classmethod
    def open(cls, folder: Path = SHIPPED_FOLDER) -> StaticEmbedder:
        """Return the model of `folder`.

        Raises:
            EmbedderError: a file is missing or damaged, or the two do not belong together.
        """
        from tokenizers import Tokenizer

        table = _map_table(folder / _WEIGHTS_FILE)
        try:
            tokenizer = Tokenizer.from_file(str(folder / _TOKENIZER_FILE))
        except Exception as exc:  # the library raises nothing narrower
            raise EmbedderError(
                f"The tokenizer cannot be read: {exc}", where=str(folder / _TOKENIZER_FILE), hint=_HINT
            ) from exc
        if tokenizer.get_vocab_size() != len(table):
            raise EmbedderError(
                f"The tokenizer has {tokenizer.get_vocab_size()} tokens, the weights {len(table)} rows",
                where=str(folder),
                hint=_HINT,
            )
        tokenizer.no_padding()
        tokenizer.no_truncation()
        return cls(folder, tokenizer, table)

    @cached_property
    def fingerprint(self) -> str:
        """Name, dimensions and the digest of both files."""
        digest = hashlib.sha256()
        for name in (_TOKENIZER_FILE, _WEIGHTS_FILE):
            digest.update((self._folder / name).read_bytes())
        return f"isnad/{self.dimensions}/{digest.hexdigest()[:16]}"

    @property
    def dimensions(self) -> int:
        """Length of every vector."""
        return int(self._table.shape[1])

    def tokens(self, texts: Sequence[str]) -> list[npt.NDArray[np.int32]]:
        """Return the numbers of the distinct tokens of each text, ascending."""
        encodings = self._tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)
        return [np.unique(np.asarray(encoding.ids, np.int32)) for encoding in encodings]

    def token_rows(self, tokens: npt.NDArray[np.integer[Any]]) -> Vectors:
        """Return float32 [tokens, dimensions]: the vector of each token, of length 1.

        Remembered, since turning 16-bit floats into others costs ten times what reading them does.
        """
        new = tokens[~self._has_unit[tokens]]
        if len(new):
            self._units[new] = unit_rows(self._table[new], where=str(self._folder))
            self._has_unit[new] = True  # last: another thread may read meanwhile
        units: Vectors = self._units[tokens]
        return units

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Return float32 [texts, dimensions], rows of length 1; zeros for a text without a known token."""
        return self.encode_passages(texts)

    def encode_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Return the same for passages; `progress` is called after each batch."""
        vectors = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for start in range(0, len(texts), _BATCH):
            batch = list(texts[start : start + _BATCH])
            encodings = self._tokenizer.encode_batch_fast(batch, add_special_tokens=False)
            _fill(vectors[start : start + _BATCH], [encoding.ids for encoding in encodings], self._table)
            if progress is not None:
                progress(min(start + _BATCH, len(texts)), len(texts))
        return vectors


@table
def shipped_embedder() -> StaticEmbedder:
    """Return the model that ships, opened once a process: its tokenizer takes time and memory."""
    return StaticEmbedder.open()


def _fill(rows: Vectors, ids: Sequence[Sequence[int]], table: Table) -> None:
    """Write the unit mean of each text's token vectors into its row; the length cancels the division by the count."""
    filled = [place for place, tokens in enumerate(ids) if tokens]
    if not filled:
        return
    sizes = [len(ids[place]) for place in filled]
    tokens = np.fromiter(itertools.chain.from_iterable(ids), np.int64, sum(sizes))
    starts = np.cumsum([0, *sizes[:-1]])
    totals = np.add.reduceat(np.asarray(table[tokens], np.float32), starts, axis=0)
    lengths = [math.sqrt(float(total @ total)) or 1.0 for total in totals]
    rows[filled] = totals / np.array(lengths, np.float32)[:, None]


def _map_table(path: Path) -> Table:
    """Return the tensor of a safetensors file, mapped: 8 bytes of length, a JSON header, then the raw numbers."""
    try:
        with path.open("rb") as file:
            length = int.from_bytes(file.read(8), "little")
            entry = json.loads(file.read(length))[_TENSOR]
        rows, columns = entry["shape"]
        offset = 8 + length + entry["data_offsets"][0]
        table: Table = np.memmap(path, _DTYPES[entry["dtype"]], mode="r", offset=offset, shape=(rows, columns))
    except OSError as exc:
        raise EmbedderError(f"The weights cannot be read: {exc.strerror}", where=str(path), hint=_HINT) from exc
    except (ValueError, KeyError, TypeError, MemoryError, OverflowError) as exc:
        raise EmbedderError(f"The weights are damaged: {exc!r}", where=str(path), hint=_HINT) from exc
    return table
