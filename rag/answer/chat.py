"""Reach a chat model through LangChain: one stream of text, bounded in time, length and tries, its failures translated.

What to ask and what to believe is `rag.answer.generate`'s business. Keys are handed on and never stand in an error.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any, Final

from rag.errors import ChatModelError
from rag.settings import ChatSettings

__all__ = ["ChatModel"]

_MOST_CHARACTERS: Final = 40_000  # of one answer: an endless stream is cut here
_LONGEST_WAIT: Final = 20.0  # seconds that a retry-after is waited for
_FIRST_WAIT: Final = 0.5  # seconds before the second try; doubled each time
_TRANSIENT: Final = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
_HINTS: Final = {
    401: "The provider refuses the key: check OPENAI_API_KEY (or the provider's own).",
    403: "The key may not use this model: check the account, or ISNAD_MODEL.",
    404: "The provider does not know this model: check ISNAD_MODEL and OPENAI_BASE_URL.",
    429: "The provider's limit is reached: wait, or raise the account's limit.",
}


class ChatModel:
    """A chat model by its LangChain name, such as `openai:gpt-5-mini`."""

    def __init__(self, settings: ChatSettings) -> None:
        """Keep the settings; nothing is imported or reached before the first question."""
        self._settings = settings
        self._model: Any = None

    @property
    def name(self) -> str:
        """The name as `provider:model`."""
        return self._settings.model if ":" in self._settings.model else f"openai:{self._settings.model}"

    def stream(self, system: str, user: str) -> Iterator[str]:
        """Yield the model's text in pieces.

        A failure before the first piece is tried again as often as the settings say; one after it is not, since what was yielded
        may have been shown.

        Raises:
            ChatModelError: the model cannot be reached, refuses, breaks off or takes longer than the settings allow.
        """
        for attempt in range(self._settings.max_retries + 1):
            started = False
            try:
                for piece in self._pieces(system, user):
                    started = True
                    yield piece
            except ChatModelError as exc:
                if started or not exc.retryable or attempt == self._settings.max_retries:
                    raise
                time.sleep(min(exc.wait or _FIRST_WAIT * 2**attempt, _LONGEST_WAIT))
            else:
                return

    def _pieces(self, system: str, user: str) -> Iterator[str]:
        deadline = time.monotonic() + self._settings.timeout_seconds
        length = 0
        try:
            for chunk in self._opened().stream([("system", system), ("human", user)]):
                text = _text_of(chunk)
                length += len(text)
                if text:
                    yield text
                if length > _MOST_CHARACTERS:
                    return
                _check_time(deadline, self.name)
        except ChatModelError:
            raise
        except Exception as exc:  # noqa: BLE001 - every provider has its own tree; what they share is read below
            raise _translated(exc, self.name) from None  # a provider's message may quote the key

    def _opened(self) -> Any:
        if self._model is None:
            from langchain.chat_models import init_chat_model

            settings = self._settings
            options: dict[str, Any] = {
                "temperature": settings.temperature,
                "timeout": settings.timeout_seconds,
                "max_tokens": settings.max_tokens,
                "max_retries": 0,
            }
            if self.name.startswith("openai:"):
                if settings.openai_api_key:
                    options["api_key"] = str(settings.openai_api_key)
                if settings.openai_base_url:
                    options["base_url"] = settings.openai_base_url
            self._model = init_chat_model(self.name, **options)
        return self._model


def _check_time(deadline: float, name: str) -> None:
    if time.monotonic() > deadline:
        raise ChatModelError("The chat model took too long", where=name)


def _text_of(chunk: Any) -> str:
    content = getattr(chunk, "content", "")
    if isinstance(content, str):
        return content
    parts = content if isinstance(content, list) else []
    return "".join(
        part if isinstance(part, str) else str(part.get("text", "")) for part in parts if isinstance(part, (str, dict))
    )


def _translated(exc: Exception, name: str) -> ChatModelError:
    """Return what happened without the provider's own words, which may hold the key or the question."""
    status = getattr(exc, "status_code", None)
    if isinstance(status, int):
        return ChatModelError(
            f"The chat model answered with status {status}",
            where=name,
            hint=_HINTS.get(status, ""),
            retryable=status in _TRANSIENT,
            wait=_retry_after(exc),
        )
    kind = type(exc).__name__
    if "Timeout" in kind:
        return ChatModelError("The chat model did not answer in time", where=name, retryable=True)
    if "Connect" in kind or isinstance(exc, ConnectionError):
        return ChatModelError("The chat model cannot be reached", where=name, retryable=True)
    if isinstance(exc, ImportError):
        hint = (
            f"Install the LangChain package of this provider: {getattr(exc, 'name', None) or 'see its documentation'}."
        )
        return ChatModelError("The chat model's package is not installed", where=name, hint=hint)
    return ChatModelError(f"The chat model failed ({kind})", where=name)


def _retry_after(exc: Exception) -> float | None:
    headers = getattr(getattr(exc, "response", None), "headers", None)
    try:
        return max(0.0, float(headers["retry-after"])) if headers is not None else None
    except (KeyError, TypeError, ValueError):
        return None
