"""Read the parameters of a request as Telegram does: a form, JSON or a query."""

from __future__ import annotations

import json
from typing import Any, Final

__all__ = ["params_of"]


# Texts, which stay as they are even where they would be JSON.
_PLAIN: Final = frozenset(
    {
        "text",
        "parse_mode",
        "callback_query_id",
        "inline_query_id",
        "guest_query_id",
        "secret_token",
        "url",
        "language_code",
    }
)


def params_of(request: Any) -> dict[str, Any]:
    """Return the parameters, those that are JSON decoded: a client may send a form, JSON or a query."""
    if request.headers.get("Content-Type", "").startswith("application/json"):
        return dict(json.loads(request.body or b"{}"))
    given = {name: values[-1].decode("utf-8", "replace") for name, values in request.arguments.items()}
    return {name: _value(name, text) for name, text in given.items()}


def _value(name: str, text: str) -> Any:
    if name in _PLAIN:
        return text
    try:
        return json.loads(text)
    except ValueError:
        return text
