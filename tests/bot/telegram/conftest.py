"""Give the bot's tests a loopback server."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.bot.telegram.loopback.server import Loopback


@pytest_asyncio.fixture
async def loopback() -> AsyncIterator[Loopback]:
    """Return a running loopback server with Telegram's own limits."""
    async with Loopback() as server:
        yield server


@pytest.fixture
def unhurried(loopback: Loopback, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a chat be written to without pause: the pace has tests of its own."""
    loopback.flood.per_chat = 0
    monkeypatch.setattr("bot.telegram.pace._CHAT_SECONDS", 0.0)
