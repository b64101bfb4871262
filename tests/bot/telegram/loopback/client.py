"""Call the loopback server as any client might, without a library."""

from __future__ import annotations

from typing import Any

import httpx

from tests.bot.telegram.loopback.server import TOKEN, Loopback

__all__ = ["call"]


async def call(loopback: Loopback, method: str, token: str = TOKEN, **params: Any) -> dict[str, Any]:
    """Return the JSON object that the server answers with; the HTTP status says the same as it."""
    async with httpx.AsyncClient(timeout=30) as client:
        response = await client.post(f"{loopback.url}{token}/{method}", json=params)
    body: dict[str, Any] = response.json()
    assert response.status_code == (200 if body["ok"] else body["error_code"])
    return body
