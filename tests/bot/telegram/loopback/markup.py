"""Check keyboards, commands and inline results as the Bot API documentation limits them."""

from __future__ import annotations

import re
from typing import Any, Final
from urllib.parse import urlsplit

from tests.bot.telegram.loopback.entities import checked_text, units
from tests.bot.telegram.loopback.errors import Refusal

__all__ = ["check_commands", "check_keyboard", "check_results"]

_ACTIONS: Final = (
    "url",
    "callback_data",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "copy_text",
    "web_app",
)


def check_keyboard(markup: object) -> None:
    """Accept an inline keyboard: every button has a text and exactly one action, callback data of 1 to 64 bytes."""
    if markup is None:
        return
    rows = markup.get("inline_keyboard") if isinstance(markup, dict) else None
    if not isinstance(rows, list):
        raise Refusal(400, "Bad Request: object expected as reply markup")
    for button in [one for row in rows for one in row]:
        if not isinstance(button, dict) or not str(button.get("text", "")).strip():
            raise Refusal(
                400,
                "Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
            )
        if sum(action in button for action in _ACTIONS) != 1:
            raise Refusal(400, "Bad Request: can't parse inline keyboard button: exactly one action is expected")
        data = button.get("callback_data")
        if data is not None and not 1 <= len(str(data).encode()) <= 64:
            raise Refusal(400, "Bad Request: BUTTON_DATA_INVALID")
        if "url" in button and not urlsplit(str(button["url"])).hostname:
            raise Refusal(400, "Bad Request: BUTTON_URL_INVALID")
    if sum(len(row) for row in rows) > 100:
        raise Refusal(400, "Bad Request: REPLY_MARKUP_TOO_LONG")


def check_commands(commands: object) -> None:
    """Accept at most 100 commands of 1-32 lowercase letters, digits and underscores, described in 1-256 characters."""
    if not isinstance(commands, list) or len(commands) > 100:
        raise Refusal(400, "Bad Request: BOT_COMMANDS_TOO_MUCH")
    for one in commands:
        if not isinstance(one, dict) or not re.fullmatch(r"[a-z0-9_]{1,32}", str(one.get("command", ""))):
            raise Refusal(400, "Bad Request: BOT_COMMAND_INVALID")
        if not 1 <= units(str(one.get("description", ""))) <= 256:
            raise Refusal(400, "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID")


def check_results(results: Any) -> None:
    """Accept at most 50 inline results with ids of their own, 1-64 bytes, whose message could be sent."""
    if not isinstance(results, list):
        raise Refusal(400, "Bad Request: can't parse inline query results JSON object")
    if len(results) > 50:
        raise Refusal(400, "Bad Request: RESULTS_TOO_MUCH")
    ids = [str(one.get("id", "")) for one in results]
    if any(not 1 <= len(one.encode()) <= 64 for one in ids):
        raise Refusal(400, "Bad Request: RESULT_ID_INVALID")
    if len(set(ids)) != len(ids):
        raise Refusal(400, "Bad Request: RESULT_ID_DUPLICATE")
    for one in results:
        if one.get("type") != "article" or not one.get("title"):
            raise Refusal(400, "Bad Request: can't parse inline query result: article with a title expected")
        content = one.get("input_message_content")
        if not isinstance(content, dict):
            raise Refusal(400, "Bad Request: message text is empty")
        checked_text(content.get("message_text"), content.get("parse_mode"))
        check_keyboard(one.get("reply_markup"))
