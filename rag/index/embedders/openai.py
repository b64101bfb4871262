"""Embed with OpenAI's service, or with any server that speaks its `/v1/embeddings`.

The key is never shown, not in errors either. A failed request is tried again a bounded number of times, after the time that the
server asks for. Texts leave the machine: this embedder is never chosen unless the settings name it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from functools import cached_property
from typing import Any, Final

import numpy as np

from rag.errors import EmbedderError, SettingsError
from rag.index.embedder import Progress, Vectors, unit_rows
from rag.index.embedders.prefixes import Prefixes, choose
from rag.settings import ChatSettings, IndexSettings

__all__ = ["OpenAIEmbedder"]

_MOST_A_REQUEST: Final = 2048  # texts, the service's limit
# Dimensions of the public models, so that opening one costs no request; others are asked for one vector.
_KNOWN_DIMENSIONS: Final = {
    "text-embedding-3-small": 1536,
    "text-embedding-3-large": 3072,
    "text-embedding-ada-002": 1536,
}


class OpenAIEmbedder:
    """Embed over HTTP."""

    def __init__(self, model: str, client: Any, prefixes: Prefixes, settings: IndexSettings) -> None:
        """Keep an `openai.OpenAI` client."""
        self._model = model
        self._client = client
        self._prefixes = prefixes
        self._settings = settings

    @classmethod
    def open(cls, model: str, settings: IndexSettings, chat: ChatSettings) -> OpenAIEmbedder:
        """Return an embedder for `model`; nothing is sent yet.

        Raises:
            SettingsError: no key is set for OpenAI's own service.
        """
        if not chat.openai_api_key and not chat.openai_base_url:
            raise SettingsError(
                f"openai:{model} needs a key",
                where="OPENAI_API_KEY",
                hint="Set OPENAI_API_KEY, or OPENAI_BASE_URL for a server of your own, or unset ISNAD_EMBEDDER.",
            )
        from openai import OpenAI

        client = OpenAI(
            api_key=str(chat.openai_api_key) or "none",  # a server of one's own may ask for none
            base_url=chat.openai_base_url or None,
            timeout=chat.timeout_seconds,
            max_retries=max(0, chat.max_retries),
        )
        return cls(model, client, choose(model, {}, settings.query_prefix, settings.passage_prefix), settings)

    @cached_property
    def fingerprint(self) -> str:
        """Name of the model, the dimensions asked for, and the digest of the prefixes; the server's address is not part of it."""
        digest = hashlib.sha256(json.dumps([self._prefixes.query, self._prefixes.passage]).encode()).hexdigest()
        return f"openai:{self._model}/{self._settings.dimensions or 'own'}/{digest[:16]}"

    @cached_property
    def dimensions(self) -> int:
        """Length of every vector; a model that is not known is asked for one.

        Raises:
            EmbedderError: the service failed.
        """
        return self._settings.dimensions or _KNOWN_DIMENSIONS.get(self._model) or len(self._request(["1"])[0])

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Return float32 [texts, dimensions], rows of length 1.

        Raises:
            EmbedderError: the service refused, failed or answered nonsense.
        """
        return self._encode(self._prefixes.query, texts, None)

    def encode_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Return the same for passages; `progress` is called after each request."""
        return self._encode(self._prefixes.passage, texts, progress)

    def _encode(self, prefix: str, texts: Sequence[str], progress: Progress | None) -> Vectors:
        vectors = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        written = [row for row, text in enumerate(texts) if text.strip()]  # the service refuses empty texts
        step = min(max(1, self._settings.batch_size), _MOST_A_REQUEST)
        for start in range(0, len(written), step):
            rows = written[start : start + step]
            vectors[rows] = self._request([prefix + texts[row] for row in rows], self.dimensions)
            if progress is not None:
                progress(rows[-1] + 1 if start + step < len(written) else len(texts), len(texts))
        return vectors

    def _request(self, texts: list[str], dimensions: int | None = None) -> Vectors:
        import openai

        asked: dict[str, Any] = {"dimensions": self._settings.dimensions} if self._settings.dimensions else {}
        try:
            reply = self._client.embeddings.create(model=self._model, input=texts, encoding_format="float", **asked)
            rows = [item.embedding for item in sorted(reply.data, key=lambda item: int(item.index))]
            places = sorted(int(item.index) for item in reply.data)
        except openai.OpenAIError as exc:
            raise self._translate(exc) from exc
        except (ValueError, TypeError, AttributeError) as exc:
            raise self._nonsense("no list of vectors") from exc
        if places != list(range(len(texts))):
            raise self._nonsense(f"{len(rows)} vectors for {len(texts)} texts")
        try:
            vectors = np.asarray(rows, dtype=np.float32)
        except (ValueError, TypeError) as exc:
            raise self._nonsense("vectors of unequal lengths, or no numbers") from exc
        if vectors.ndim != 2 or vectors.shape[1] != (dimensions or vectors.shape[1]) or not vectors.size:
            raise self._nonsense(f"vectors of {vectors.shape[-1]} dimensions, not {dimensions}")
        return unit_rows(vectors, where=self._where)

    @property
    def _where(self) -> str:
        return f"{self._model} at {self._client.base_url.host}"

    def _nonsense(self, what: str) -> EmbedderError:
        return EmbedderError(
            f"The embedding service answered {what}",
            where=self._where,
            hint="Check OPENAI_BASE_URL, the model's name and [index] dimensions.",
        )

    def _translate(self, exc: Any) -> EmbedderError:
        """Return the error in the project's words; the service's own message may quote the key, so it is left out."""
        import openai

        status = getattr(exc, "status_code", None)
        known: tuple[tuple[bool, str, str], ...] = (
            (status in {401, 403}, "The embedding service refused the key", "Check OPENAI_API_KEY."),
            (status == 404, "The embedding service knows no such model", "Check ISNAD_EMBEDDER and OPENAI_BASE_URL."),
            (
                status == 429,
                "The embedding service asks for fewer requests",
                "Wait, check the quota, or lower batch_size.",
            ),
            (
                status == 400,
                "The embedding service refused the request",
                "Check [index] dimensions and the model's limits.",
            ),
            (
                isinstance(exc, openai.APITimeoutError),
                "The embedding service did not answer in time",
                "Try again later.",
            ),
            (
                isinstance(exc, openai.APIConnectionError),
                "The embedding service cannot be reached",
                "Check the network and OPENAI_BASE_URL.",
            ),
            (status is not None, f"The embedding service failed with status {status}", "Try again later."),
        )
        nonsense = ("The embedding service's answer cannot be read", "Check OPENAI_BASE_URL.")
        what, hint = next(((what, hint) for holds, what, hint in known if holds), nonsense)
        return EmbedderError(what, where=self._where, hint=hint)
