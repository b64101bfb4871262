"""Introduce the bot to Telegram: ask who it is, set its menu, call what must be taken before it can go on."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any, Final

from telegram import BotCommand, BotCommandScopeChat
from telegram.error import BadRequest, InvalidToken, RetryAfter, TelegramError

from bot.telegram.api import Api, one_line, retry_seconds
from bot.telegram.incoming import Me
from bot.telegram.logs import Log
from bot.telegram.texts import ADMIN_COMMANDS, COMMANDS
from rag.errors import BotError, SettingsError

__all__ = ["greet", "patiently", "set_menu"]

_GREET_TRIES: Final = 3
_MENU_TRIES: Final = 5


async def greet(api: Api, address: str) -> Me:
    """Return who the bot is, by Telegram's own word.

    Raises:
        SettingsError: the token is not accepted.
        BotError: Telegram cannot be reached.
    """
    for tried in range(_GREET_TRIES):
        try:
            await api.initialize()
        except InvalidToken as error:
            raise SettingsError(
                "Telegram does not accept the token",
                where="TELEGRAM_BOT_TOKEN",
                hint="Get a new one from @BotFather.",
            ) from error
        except TelegramError as error:
            if tried == _GREET_TRIES - 1:
                raise BotError(
                    f"Telegram cannot be reached: {one_line(error, api.token)}",
                    where=address,
                    hint="Check the network and ISNAD_TELEGRAM_API_URL.",
                ) from error
            await asyncio.sleep(retry_seconds(error) if isinstance(error, RetryAfter) else 0.5 + tried)
        else:
            return Me(api.id, api.username or "")
    raise AssertionError("the last try returns or raises")


async def set_menu(api: Api, admins: Sequence[int]) -> None:
    """Set the commands in both languages, and the administrators' in their own chats."""
    for code, column in (("", 1), ("ar", 2)):
        everybody = [BotCommand(row[0], row[column]) for row in COMMANDS]
        for_admins = [BotCommand(row[0], row[column]) for row in (*COMMANDS, *ADMIN_COMMANDS)]
        await _set_commands(api, everybody, None, code)
        for admin in admins:
            await _set_commands(api, for_admins, BotCommandScopeChat(admin), code)


async def _set_commands(api: Api, commands: list[BotCommand], scope: BotCommandScopeChat | None, code: str) -> None:
    """Set the menu of everybody or of one chat; what Telegram refuses (a chat that never wrote to the bot) the next start sets."""
    for tried in range(_MENU_TRIES):
        try:
            await api.set_my_commands(commands, scope=scope, language_code=code or None)
        except RetryAfter as error:
            await asyncio.sleep(retry_seconds(error))
        except BadRequest:
            return
        except TelegramError:
            await asyncio.sleep(1.0 + tried)
        else:
            return


async def patiently(call: Any, log: Log, api: Api) -> None:
    """Make a call until Telegram takes it.

    Raises:
        SettingsError: it refuses the call.
    """
    while True:
        try:
            await call()
        except RetryAfter as error:
            await asyncio.sleep(retry_seconds(error))
        except TelegramError as error:
            text = one_line(error, api.token)
            if type(error).__name__ in ("BadRequest", "InvalidToken"):
                raise SettingsError(f"Telegram refuses: {text}", where="[telegram]") from error
            log.warning("not set, trying again", error=text)
            await asyncio.sleep(2)
        else:
            return
