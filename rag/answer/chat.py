"""Reach a chat model through LangChain: one stream of text, bounded in time, length and tries, its failures translated.

What to ask and what to believe is `rag.answer.generate`'s business. Keys are handed on masked, and neither they nor a provider's own words
stand in an error.
"""

from __future__ import annotations

import queue
import re
import threading
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Final

from rag.errors import ChatModelError
from rag.settings import ChatSettings

__all__ = ["ChatModel"]

_MOST_CHARACTERS: Final = 40_000  # of one answer: an endless stream is cut here
_LONGEST_WAIT: Final = 20.0  # seconds that a retry-after is waited for; a longer one is a failure now
_FIRST_WAIT: Final = 0.5  # seconds before the second try; doubled each time
_TRANSIENT: Final = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
_HINTS: Final = {
    401: "The provider refuses the key: check OPENAI_API_KEY (or the provider's own).",
    403: "The key may not use this model: check the account, or ISNAD_MODEL.",
    404: "The provider does not know this model: check ISNAD_MODEL and OPENAI_BASE_URL.",
    429: "The provider's limit is reached: wait, or raise the account's limit.",
}
# How providers name the reason for which a model stopped: all that is looked for is that there is one.
_ENDINGS: Final = ("finish_reason", "stop_reason", "done_reason")
_CUT_SHORT: Final = frozenset({"length", "max_tokens", "MAX_TOKENS"})
_UNREACHED: Final = "The chat model cannot be reached"
# Loggers that write request headers, the key among them, at the debug level.
_CHATTY: Final = ("httpcore", "httpcore2", "httpx", "httpx2", "openai", "openai._base_client")


class ChatModel:
    """A chat model by its LangChain name, such as `openai:gpt-5-mini`."""

    def __init__(self, settings: ChatSettings) -> None:
        """Keep the settings; nothing is imported or reached before the first question."""
        self._settings = settings
        self._model: Any = None
        self._opening = threading.Lock()

    @property
    def name(self) -> str:
        """The name as `provider:model`."""
        return self._settings.model if ":" in self._settings.model else f"openai:{self._settings.model}"

    def open(self) -> None:
        """Load the provider's package and make its client; nothing is sent.

        Raises:
            ChatModelError: the provider is not known, its package or key is missing.
        """
        self._opened()

    def stream(self, system: str, user: str) -> Iterator[str]:
        """Yield the model's text in pieces.

        A failure before the first piece is tried again as often as the settings say; one after it is not, since what was yielded
        may have been shown.

        Raises:
            ChatModelError: the model cannot be reached, refuses, breaks off, writes without end or takes longer than the settings allow.
        """
        for attempt in range(self._settings.max_retries + 1):
            started = False
            try:
                for piece in self._pieces(system, user):
                    started = True
                    yield piece
            except ChatModelError as exc:
                wait = exc.wait if exc.wait is not None else _FIRST_WAIT * 2**attempt
                last = attempt == self._settings.max_retries
                if started or last or not exc.retryable or wait > _LONGEST_WAIT:
                    raise
                time.sleep(wait)
            else:
                return

    def _pieces(self, system: str, user: str) -> Iterator[str]:
        """Yield the pieces of one try; the reading thread cannot hold the question longer than the settings allow."""
        model = self._opened()  # importing a provider's package is not the model's time
        deadline = time.monotonic() + self._settings.timeout_seconds
        arrived: queue.SimpleQueue[_Arrived] = queue.SimpleQueue()
        given_up = threading.Event()
        reader = threading.Thread(
            target=self._read, args=(model, [("system", system), ("human", user)], arrived, given_up), daemon=True
        )
        reader.start()
        length = 0
        try:
            while True:
                piece = _next(arrived, deadline, self.name)
                if piece is None:
                    return
                length += len(piece)
                if length > _MOST_CHARACTERS:
                    raise ChatModelError("The chat model wrote without end", where=self.name)
                yield piece
        finally:
            given_up.set()

    def _read(
        self,
        model: Any,
        messages: Sequence[tuple[str, str]],
        arrived: queue.SimpleQueue[_Arrived],
        given_up: threading.Event,
    ) -> None:
        """Put the pieces of the stream, then None, or the failure, into `arrived`."""
        failure: ChatModelError | None = None
        ending: str | None = None
        begun = False
        try:
            for chunk in model.stream(messages):
                if given_up.is_set():
                    return
                ending = _ending(chunk) or ending
                begun = True
                if text := _text_of(chunk):
                    arrived.put(text)
        except Exception as exc:  # noqa: BLE001 - every provider has its own tree; what they share is read below
            failure = _translated(exc, self.name)
        lost = failure is not None and failure.what == _UNREACHED
        if (begun and lost) or (failure is None and ending is None and self.name.startswith("openai:")):
            failure = ChatModelError("The chat model's answer broke off", where=self.name, retryable=True)
        if failure is None and ending in _CUT_SHORT:
            hint = "Raise max_tokens of [chat], or ask a narrower question."
            failure = ChatModelError("The chat model's answer was cut at its length limit", where=self.name, hint=hint)
        arrived.put(failure)

    def _opened(self) -> Any:
        failure: ChatModelError
        with self._opening:
            if self._model is not None:
                return self._model
            try:
                self._model = self._open()
            except Exception as exc:  # noqa: BLE001 - likewise
                failure = _translated(exc, self.name)
            else:
                return self._model
        raise failure  # outside of the handler, so that it carries no provider's error along

    def _open(self) -> Any:
        import logging

        from langchain.chat_models import init_chat_model
        from pydantic import SecretStr, ValidationError

        for logger in _CHATTY:
            logging.getLogger(logger).setLevel(logging.WARNING)
        settings = self._settings
        options: dict[str, Any] = {
            "temperature": settings.temperature,
            "timeout": settings.timeout_seconds,
            "max_tokens": settings.max_tokens,
            "max_retries": 0,
        }
        if self.name.startswith("openai:"):
            if settings.openai_api_key or settings.openai_base_url:  # a server of one's own may ask for no key
                options["api_key"] = SecretStr(settings.openai_api_key or "none")
            if settings.openai_base_url:
                options["base_url"] = settings.openai_base_url
        try:
            return init_chat_model(self.name, **options)
        except (TypeError, ValidationError):  # some providers name these settings otherwise; our own bounds hold anyway
            return init_chat_model(self.name)


_Arrived = str | ChatModelError | None


def _next(arrived: queue.SimpleQueue[_Arrived], deadline: float, name: str) -> str | None:
    try:
        piece = arrived.get(timeout=max(0.0, deadline - time.monotonic()))
    except queue.Empty:
        piece = ChatModelError("The chat model did not answer in time", where=name, retryable=True)
    if isinstance(piece, ChatModelError):
        raise piece
    return piece


def _ending(chunk: Any) -> str | None:
    told = getattr(chunk, "response_metadata", None) or {}
    return next((str(told[key]) for key in _ENDINGS if told.get(key)), None)


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
        hint = "Check OPENAI_BASE_URL and the network; without ISNAD_MODEL answers are made of quotes alone."
        return ChatModelError(_UNREACHED, where=name, hint=hint, retryable=True)
    if isinstance(exc, ImportError):
        package = re.search(r"pip install ([\w-]+)", str(exc))
        hint = f"Run: pip install {package[1] if package else exc.name or 'the LangChain package of this provider'}"
        return ChatModelError("The package of the chat model's provider is not installed", where=name, hint=hint)
    if kind == "OpenAIError":
        return ChatModelError("The chat model has no key", where=name, hint="Set OPENAI_API_KEY.")
    if isinstance(exc, UnicodeEncodeError):  # raised by the library of headers and addresses
        hint = "Check OPENAI_API_KEY and OPENAI_BASE_URL: both are plain ASCII."
        return ChatModelError(
            "The chat model's key or address holds a letter that none can hold", where=name, hint=hint
        )
    if "Protocol" in kind or "ReadError" in kind:
        return ChatModelError("The chat model's answer broke off", where=name, retryable=True)
    if isinstance(exc, ValueError) and "model_provider" in str(exc):
        hint = "Write ISNAD_MODEL as provider:model, such as openai:gpt-5-mini."
        return ChatModelError("The chat model's provider is not known", where=name, hint=hint)
    return ChatModelError(f"The chat model answered with what is no answer ({kind})", where=name, retryable=True)


def _retry_after(exc: Exception) -> float | None:
    """Return the seconds that the provider asks to wait: a number, or a date in the future."""
    headers = getattr(getattr(exc, "response", None), "headers", None)
    told = headers.get("retry-after") if headers is not None else None
    if not told:
        return None
    try:
        return max(0.0, float(told))
    except ValueError:
        pass
    try:
        return max(0.0, (parsedate_to_datetime(told) - datetime.now(UTC)).total_seconds())
    except (TypeError, ValueError):
        return None
