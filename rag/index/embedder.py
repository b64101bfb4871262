"""Say what an embedder is, and open the one that the settings name.

Three exist: the static model that ships with the project (no torch), any sentence-transformers model by name or path, and
OpenAI's embeddings (or a server that speaks the same protocol). This module does not store or compare vectors.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final, Protocol, TypeAlias, runtime_checkable

import numpy as np
import numpy.typing as npt

from rag.errors import EmbedderError, SettingsError
from rag.settings import ChatSettings, IndexSettings

__all__ = ["Embedder", "Progress", "TokenEmbedder", "Vectors", "open_embedder", "unit_rows"]

Vectors: TypeAlias = npt.NDArray[np.float32]
Progress: TypeAlias = Callable[[int, int], None]  # texts embedded so far, texts in all

SHIPPED: Final = "isnad"


class Embedder(Protocol):
    """Turn texts into vectors whose inner product is their likeness."""

    @property
    def fingerprint(self) -> str:
        """What makes the vectors what they are: model, weights, prefixes, dimensions. Equal for vectors that compare."""

    @property
    def dimensions(self) -> int:
        """Length of every vector."""

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Return one row of length 1 for each question, in order.

        A text that holds nothing the model knows (an empty one) is a row of zeros, like nothing else.

        Raises:
            EmbedderError: the model or the service failed.
        """

    def encode_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Return the same for passages; `progress` is called after each batch.

        Raises:
            EmbedderError: the model or the service failed.
        """


@runtime_checkable
class TokenEmbedder(Protocol):
    """An embedder whose texts are sums of token vectors, so that words can be compared one by one."""

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Return one row of length 1 for each text or word, in order; zeros for one without a known token."""

    def tokens(self, texts: Sequence[str]) -> list[npt.NDArray[np.int32]]:
        """Return the numbers of the distinct tokens of each text, ascending."""

    def token_rows(self, tokens: npt.NDArray[np.integer[Any]]) -> Vectors:
        """Return float32 [tokens, dimensions]: the vector of each token, of length 1."""


def open_embedder(index: IndexSettings, chat: ChatSettings) -> Embedder:
    """Return the embedder that `index.embedder` names; `chat` holds the key and the address of OpenAI's service.

    Raises:
        SettingsError: the setting names no kind of embedder that exists.
        EmbedderError: the model cannot be opened.
    """
    kind, _, name = index.embedder.partition(":")
    if index.embedder == SHIPPED:
        from rag.index.embedders.static import shipped_embedder

        return shipped_embedder()
    if kind == "sentence-transformers" and name:
        from rag.index.embedders.transformer import TransformerEmbedder

        return TransformerEmbedder.open(name, index)
    if kind == "openai" and name:
        from rag.index.embedders.openai import OpenAIEmbedder

        return OpenAIEmbedder.open(name, index, chat)
    raise SettingsError(
        f"{index.embedder!r} names no embedder",
        where="[index] embedder, ISNAD_EMBEDDER",
        hint="Use isnad, sentence-transformers:NAME-OR-PATH or openai:MODEL.",
    )


def unit_rows(vectors: npt.NDArray[np.floating[Any]], *, where: str) -> Vectors:
    """Return the rows of a model's output as float32 of length 1; rows of zeros stay.

    Raises:
        EmbedderError: the output holds what is no finite number.
    """
    rows = np.asarray(vectors, dtype=np.float32)
    lengths = np.sqrt(np.einsum("ij,ij->i", rows, rows))
    # One look at each row is enough where all is well: what is no number makes the length none.
    if not np.isfinite(lengths).all() and not np.isfinite(rows).all():
        raise EmbedderError("The model gave vectors that are not numbers", where=where)
    lengths[lengths == 0] = 1
    units: Vectors = rows / lengths[:, None]
    return units
