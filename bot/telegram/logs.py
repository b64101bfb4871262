"""Log what happens, as structured lines on standard error, without texts, keys or names.

One logger that is handed to whoever needs it; nothing global is configured but the silence of the libraries, whose lines hold
addresses with the token in them.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Mapping, MutableMapping
from typing import Any, Final, TextIO

import structlog

from rag.settings import LogSettings

__all__ = ["Log", "hush_libraries", "make_log"]

Log = structlog.typing.FilteringBoundLogger

_LEVELS: Final[Mapping[str, int]] = {"debug": 10, "info": 20, "warning": 30, "error": 40}
# Keys whose values are what people wrote; shown only when the settings allow it.
_TEXTS: Final = frozenset({"question", "text"})
_LIBRARIES: Final = ("httpx", "httpcore", "telegram", "tornado.access", "tornado.application", "tornado.general")


def make_log(settings: LogSettings, secrets: tuple[str, ...] = (), file: TextIO | None = None) -> Log:
    """Return a logger; `secrets` are masked wherever they turn up."""

    def mask(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
        return {key: _shown(key, value, secrets, texts=settings.texts) for key, value in event.items()}

    show = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if settings.json
        else structlog.dev.ConsoleRenderer(colors=False)
    )
    made: Log = structlog.wrap_logger(
        structlog.WriteLogger(file or sys.stderr),
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            mask,
            show,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(_LEVELS.get(settings.level, logging.INFO)),
    )
    return made


def _shown(key: str, value: object, secrets: tuple[str, ...], *, texts: bool) -> object:
    if key in _TEXTS and not texts:
        return f"<{len(str(value))} characters>"
    if isinstance(value, str):
        for secret in filter(None, secrets):
            value = value.replace(secret, "***")
    return value


def hush_libraries() -> None:
    """Keep the libraries' own log lines off standard error: they quote addresses that hold the token."""
    for name in _LIBRARIES:
        logger = logging.getLogger(name)
        logger.addHandler(logging.NullHandler())
        logger.propagate = False
