"""Embed with any sentence-transformers model, by its hub name or its folder.

The model's own prefixes are put before queries and passages (see `prefixes`). A text longer than the model reads is cut at the
end by the model's tokenizer. Importing this module does not import torch; opening a model does.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from rag.errors import SettingsError
from rag.index.embedder import Progress, Vectors, unit_rows
from rag.index.embedders.prefixes import Prefixes, choose
from rag.index.transformers import load, quiet, translated
from rag.settings import IndexSettings

__all__ = ["TransformerEmbedder"]

_SETTING: Final = "ISNAD_EMBEDDER"
_SORTED_BATCHES: Final = 16  # batches sorted by length together: little padding, and progress that moves


class TransformerEmbedder:
    """Embed with a transformer that sentence-transformers runs."""

    def __init__(self, name: str, model: Any, prefixes: Prefixes, settings: IndexSettings) -> None:
        """Keep an open `SentenceTransformer`."""
        self._name = name
        self._model = model
        self._prefixes = prefixes
        self._settings = settings

    @classmethod
    def open(cls, name: str, settings: IndexSettings) -> TransformerEmbedder:
        """Return the model `name`: a folder, or a name on the model hub.

        Raises:
            EmbedderError: the model is missing, damaged or too large, the hub or the device is out of reach.
            SettingsError: `dimensions` asks for more than the model has.
        """

        def open_model(place: str, local: bool) -> Any:
            from sentence_transformers import SentenceTransformer

            return SentenceTransformer(place, device=settings.device, local_files_only=local)

        model = load(name, _SETTING, open_model)
        if settings.dimensions > (whole := int(model.get_embedding_dimension())):
            raise SettingsError(
                f"{name} gives {whole} dimensions, not {settings.dimensions}", where="[index] dimensions"
            )
        return cls(name, model, choose(name, model.prompts, settings.query_prefix, settings.passage_prefix), settings)

    @cached_property
    def fingerprint(self) -> str:
        """Name of the model, dimensions, and the digest of weights, vocabulary, pooling and prefixes."""
        digest = hashlib.sha256()
        for name, tensor in sorted(self._model.state_dict().items()):
            digest.update(name.encode())
            digest.update(tensor.detach().cpu().contiguous().flatten().view(_bytes_dtype()).numpy().data)
        digest.update(_description(self._model).encode())
        digest.update(json.dumps([self._prefixes.query, self._prefixes.passage]).encode())
        return f"sentence-transformers:{Path(self._name).name}/{self.dimensions}/{digest.hexdigest()[:16]}"

    @property
    def dimensions(self) -> int:
        """Length of every vector."""
        return self._settings.dimensions or int(self._model.get_embedding_dimension())

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Return float32 [texts, dimensions], rows of length 1.

        Raises:
            EmbedderError: the memory does not hold a batch, the device failed, the model gave what is no number.
        """
        return self._encode(self._model.encode_query, self._prefixes.query, texts, None)

    def encode_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Return the same for passages; `progress` is called every sixteen batches."""
        return self._encode(self._model.encode_document, self._prefixes.passage, texts, progress)

    def _encode(self, encode: Any, prefix: str, texts: Sequence[str], progress: Progress | None) -> Vectors:
        import numpy as np

        vectors = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        step = max(1, self._settings.batch_size) * _SORTED_BATCHES
        for start in range(0, len(texts), step):
            batch = list(texts[start : start + step])
            with translated(self._name, _SETTING), quiet():
                rows = encode(
                    batch,
                    prompt=prefix,
                    batch_size=max(1, self._settings.batch_size),
                    show_progress_bar=False,
                    truncate_dim=self._settings.dimensions or None,
                )
            vectors[start : start + step] = unit_rows(rows, where=self._name)
            if progress is not None:
                progress(start + len(batch), len(texts))
        for row, text in enumerate(texts):
            if not text.strip():
                vectors[row] = 0  # a prefix alone must not be like anything
        return vectors


def _description(model: Any) -> str:
    """Return what shapes the vectors beside the weights: vocabulary, pooling and other modules' settings."""
    modules = [module.get_config_dict() if hasattr(module, "get_config_dict") else {} for module in model]
    vocabulary: Mapping[str, int] = getattr(model.tokenizer, "get_vocab", dict)()
    return json.dumps([modules, vocabulary], sort_keys=True, default=str)


def _bytes_dtype() -> Any:
    import torch

    return torch.uint8
