"""Give the bot's tests a loopback server."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest_asyncio

from tests.bot.telegram.loopback.server import Loopback


@pytest_asyncio.fixture
async def loopback() -> AsyncIterator[Loopback]:
    """Return a running loopback server with Telegram's own limits."""
    async with Loopback() as server:
        yield server
