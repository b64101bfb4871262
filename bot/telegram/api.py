"""Call the Bot API through python-telegram-bot: updates as they came, messages as they were planned.

The library's own fetching reads updates into objects before anybody can store them, and loses a whole batch when one is
malformed; so updates are fetched raw. Waits and limits are not its business.
"""

from __future__ import annotations

import json
import os
from datetime import timedelta
from http import HTTPStatus
from typing import Any, Final

from telegram import Bot
from telegram.error import RetryAfter, TelegramError
from telegram.request import HTTPXRequest

__all__ = ["POLL_SECONDS", "UPDATES", "Api", "one_line", "retry_seconds"]

POLL_SECONDS: Final = 25
# What the bot answers to; Telegram keeps the rest to itself.
UPDATES: Final = ("message", "edited_message", "callback_query", "inline_query", "guest_message")
_CONNECTIONS: Final = 64


class _Request(HTTPXRequest):
    """The library's requests, which take whatever comes with a status for Telegram's own word: a page with a 403 for a block."""

    async def do_request(self, *args: Any, **more: Any) -> tuple[int, bytes]:
        """Return status and body; what something between here and Telegram wrote becomes a failure that passes."""
        code, body = await super().do_request(*args, **more)
        return (code, body) if _is_telegrams(code, body) else _foreign(code)


def _is_telegrams(code: int, body: bytes) -> bool:
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError):
        return False
    if not isinstance(answer, dict) or ("ok" if code >= HTTPStatus.BAD_REQUEST else "result") not in answer:
        return False
    # The library fails at a description or parameters of another type instead of reporting them (Bot API, ResponseParameters).
    told = answer.get("parameters") or {}
    numbers = (
        [told.get(name, 0) for name in ("retry_after", "migrate_to_chat_id")] if isinstance(told, dict) else [None]
    )
    return isinstance(answer.get("description", ""), str) and all(isinstance(one, (int, float)) for one in numbers)


def _foreign(code: int) -> tuple[int, bytes]:
    said = {"ok": False, "description": f"Something else than Telegram answered, with {code}"}
    return HTTPStatus.BAD_GATEWAY, json.dumps(said).encode()


class Api(Bot):
    """python-telegram-bot's Bot with two raw calls more."""

    def __init__(self, token: str, base_url: str) -> None:
        """Prepare the connections; nothing is sent yet."""
        # The library's way to say that a time may be a timedelta; without it every 429 warns of a change to come.
        os.environ.setdefault("PTB_TIMEDELTA", "true")
        super().__init__(
            token,
            base_url=base_url,
            request=_Request(connection_pool_size=_CONNECTIONS, read_timeout=20, pool_timeout=20),
            get_updates_request=_Request(connection_pool_size=1, read_timeout=POLL_SECONDS + 10),
        )

    async def fetch(self, offset: int | None, *, seconds: int = POLL_SECONDS) -> list[dict[str, Any]]:
        """Return the updates from `offset` on as Telegram wrote them; this acknowledges all before `offset`.

        Raises:
            TelegramError: the server refused or could not be reached.
        """
        params = {"offset": offset, "timeout": seconds, "limit": 100, "allowed_updates": list(UPDATES)}
        found = await self.call("getUpdates", params)
        return [update for update in found if isinstance(update, dict)] if isinstance(found, list) else []

    async def call(self, method: str, params: dict[str, Any]) -> Any:
        """Return the result of one call as Telegram wrote it.

        Raises:
            TelegramError: the server refused or could not be reached.
        """
        return await self._post(method, dict(params))


def retry_seconds(error: RetryAfter) -> float:
    """Return how long Telegram asked to wait."""
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)


def one_line(error: TelegramError, token: str) -> str:
    """Return the error on one line and without the token, which the library quotes."""
    text = " ".join(str(error).split())
    return (text.replace(token, "***") if token else text)[:300]
