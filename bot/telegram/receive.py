"""Get updates from Telegram, by long polling or by a webhook, and store them before Telegram may forget them.

With polling an update is acknowledged by asking for the next one, with a webhook by answering 200: both happen after it is on
disk. Reads nothing but what the inbox keeps in columns.
"""

from __future__ import annotations

import asyncio
import hmac
import json
import re
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Final
from urllib.parse import urlsplit

import tornado.httpserver
import tornado.web
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.telegram.api import Api, one_line, retry_seconds
from bot.telegram.health import listen
from bot.telegram.inbox import Stored
from bot.telegram.incoming import columns, identity, lane, moved_to, words
from bot.telegram.logs import Log
from rag.errors import BotError, SettingsError

__all__ = ["BODY_LIMIT", "Keep", "poll", "serve_webhook", "stored"]

Keep = Callable[[Sequence[Stored]], Awaitable[None]]
# An update is a few kilobytes; the largest text with all its entities stays far below.
BODY_LIMIT: Final = 1 << 20
_SECRET_HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header
_BACKOFF_SECONDS: Final = (1.0, 2.0, 4.0, 8.0, 15.0, 30.0)
# A process that was just replaced or killed may be thought to poll for as long as a poll lasts; who polls longer is a second bot.
_CONFLICT_PAUSES: Final = (1.0, 4.0, 10.0, 15.0, 15.0)
_HINT_WEBHOOK: Final = "Stop what set a webhook for this bot; the next start takes the webhook away."
_LARGEST_ID: Final = 2**63 - 1


def stored(update: dict[str, Any]) -> Stored | None:
    """Return an update with the inbox's columns, or None when it has no identifier to store it under."""
    update_id = update.get("update_id")
    if not isinstance(update_id, int) or isinstance(update_id, bool) or not 0 < update_id <= _LARGEST_ID:
        return None
    chat_id, user_id, message_id, edited = columns(update)
    return Stored(
        update_id,
        lane(update),
        chat_id,
        user_id,
        message_id,
        edited,
        words(update),
        identity(update),
        update,
        moved_to(update),
    )


async def poll(api: Api, keep: Keep, heard: Callable[[], None], log: Log) -> None:
    """Fetch and keep updates for ever; `heard` is called whenever Telegram answered.

    Raises:
        SettingsError: the token is not accepted.
        BotError: another process polls with this token.
    """
    offset: int | None = None
    conflicts = failures = 0
    while True:
        pause = 0.0
        try:
            updates = await api.fetch(offset)
        except InvalidToken as error:
            raise SettingsError("Telegram does not accept the token", where="TELEGRAM_BOT_TOKEN") from error
        except Conflict as error:
            text = one_line(error, api.token)
            webhook = "webhook is active" in text
            if webhook or conflicts >= len(_CONFLICT_PAUSES):
                raise BotError(
                    "Another process gets the updates of this bot (409)",
                    where=text,
                    hint=_HINT_WEBHOOK if webhook else "Stop the other one, or give this one a token of its own.",
                ) from error
            pause = _CONFLICT_PAUSES[conflicts]
            conflicts += 1
            log.warning("another process gets the updates", error=text, seconds=pause)
        except RetryAfter as error:
            pause = retry_seconds(error)
        except TelegramError as error:
            pause = _BACKOFF_SECONDS[min(failures, len(_BACKOFF_SECONDS) - 1)]
            failures += 1
            log.warning("no updates", kind=type(error).__name__, error=one_line(error, api.token), seconds=pause)
        else:
            conflicts = failures = 0
            heard()
            found = [one for update in updates if (one := stored(update))]
            await keep(found)
            if found:
                offset = max(one.update_id for one in found) + 1
            elif updates:
                pause = 1.0  # nothing that could be acknowledged: do not spin
            else:
                offset = None  # all before it is confirmed; after a week without updates the next may have a lower identifier
        await asyncio.sleep(pause)


class _Webhook(tornado.web.RequestHandler):
    def initialize(self, secret: str, keep: Keep, heard: Callable[[], None]) -> None:
        self._secret, self._keep, self._heard = secret, keep, heard

    async def post(self) -> None:
        given = self.request.headers.get(_SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(), self._secret.encode()):
            self.send_error(403)
            return
        try:
            update = json.loads(self.request.body)
        except ValueError:
            self.send_error(400)
            return
        found = stored(update) if isinstance(update, dict) else None
        if found is not None:
            await self._keep([found])
        self._heard()
        self.set_status(200)
        self.finish()

    def write_error(self, status_code: int, **_: Any) -> None:
        self.finish(json.dumps({"ok": False, "error_code": status_code}))


def serve_webhook(
    url: str, where: str, secret: str, keep: Keep, heard: Callable[[], None]
) -> tuple[tornado.httpserver.HTTPServer, int]:
    """Listen for updates at the path of `url`; every other path is 404, a wrong secret 403, a large body is refused.

    Raises:
        SettingsError: the address cannot be listened on, or the url is no https address with a path.
    """
    parts = urlsplit(url)
    if parts.scheme != "https" or not parts.hostname:
        raise SettingsError(f"{url!r} is not an https address", where="[telegram] webhook_url")
    path = parts.path if parts.path.strip("/") else "/"
    routes = [(_exact(path), _Webhook, {"secret": secret, "keep": keep, "heard": heard})]
    app = tornado.web.Application(routes, log_function=lambda _: None)
    return listen(app, where, "webhook_listen", largest_body=BODY_LIMIT)


def _exact(path: str) -> str:
    return re.escape(path) + "$"
