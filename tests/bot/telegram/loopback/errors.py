"""Refusals of the Bot API (core.telegram.org/bots/api#making-requests)."""

from __future__ import annotations

from typing import Any

__all__ = ["ForeignPage", "Refusal"]


class Refusal(Exception):
    """An answer that is not ok: code, description and, for 429 and migrated groups, parameters."""

    def __init__(self, code: int, description: str, parameters: dict[str, Any] | None = None) -> None:
        super().__init__(description)
        self.code, self.description, self.parameters = code, description, parameters

    def body(self) -> Any:
        """Return the JSON object that Telegram would send."""
        body = {"ok": False, "error_code": self.code, "description": self.description}
        return {**body, "parameters": self.parameters} if self.parameters else body


class ForeignPage(Refusal):
    """What Telegram did not write, under any status: a proxy's page for guests, a server in maintenance."""

    def __init__(self, code: int, page: Any = None) -> None:
        super().__init__(code, "maintenance")
        self.page = {"detail": self.description} if page is None else page

    def body(self) -> Any:
        """Return an object without "ok" and without "result", or whatever JSON was asked for."""
        return self.page
