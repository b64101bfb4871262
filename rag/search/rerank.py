"""Score passages against a question with a cross-encoder, which reads both together.

Optional and slow: a transformer runs once for every passage. This module does not choose the passages and does not order them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from rag.errors import EmbedderError
from rag.index.transformers import load, quiet, translated

__all__ = ["Reranker"]

_SETTING: Final = "ISNAD_RERANKER"


class Reranker:
    """A sentence-transformers cross-encoder, by its hub name or its folder."""

    def __init__(self, name: str, model: Any, batch_size: int) -> None:
        """Keep an open `CrossEncoder`."""
        self._name = name
        self._model = model
        self._batch_size = max(1, batch_size)

    @classmethod
    def open(cls, name: str, *, device: str = "cpu", batch_size: int = 64) -> Reranker:
        """Return the cross-encoder `name`: a folder, or a name on the model hub.

        Raises:
            EmbedderError: the model is missing, damaged, too large, or gives more than one score for a pair.
        """

        def open_model(place: str, local: bool) -> Any:
            from sentence_transformers import CrossEncoder

            return CrossEncoder(place, device=device, local_files_only=local)

        model = load(name, _SETTING, open_model)
        if model.num_labels != 1:
            raise EmbedderError(
                f"The model gives {model.num_labels} scores for a pair",
                where=name,
                hint="Set ISNAD_RERANKER to a cross-encoder that was trained for ranking.",
            )
        return cls(name, model, batch_size)

    def scores(self, question: str, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Return float32 [texts]: how well each text answers, comparable within this one call; higher is better.

        A text longer than the model reads is cut at the end.

        Raises:
            EmbedderError: the memory does not hold a batch, the device failed, a score is no number.
        """
        if not texts:
            return np.zeros(0, dtype=np.float32)
        pairs = [(question, text) for text in texts]
        with translated(self._name, _SETTING), quiet():
            raw = self._model.predict(pairs, batch_size=self._batch_size, show_progress_bar=False)
        scores = np.asarray(raw, dtype=np.float32).reshape(len(texts))
        if not np.isfinite(scores).all():
            raise EmbedderError("The cross-encoder gave scores that are not numbers", where=self._name)
        return scores
