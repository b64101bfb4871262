"""The methods of the Bot API that this bot uses, with their refusals."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final
from urllib.parse import urlsplit

from tests.bot.telegram.loopback.entities import checked_text, units
from tests.bot.telegram.loopback.errors import Refusal
from tests.bot.telegram.loopback.markup import check_commands, check_keyboard, check_results
from tests.bot.telegram.loopback.server import BOT_ID, QUERY_SECONDS, USERNAME, Chat, Loopback

__all__ = ["METHODS"]

_TOO_OLD: Final = "Bad Request: query is too old and response timeout expired or query ID is invalid"
_SAME: Final = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current "
    "content and reply markup of the message"
)
_CHAT_ACTIONS: Final = frozenset(
    {"typing", "upload_photo", "record_voice", "upload_document", "choose_sticker", "find_location"}
)


def _chat(loopback: Loopback, params: dict[str, Any]) -> Chat:
    """Return the chat to write to."""
    try:
        chat = loopback.chats.get(int(params.get("chat_id", 0)))
    except (TypeError, ValueError):
        chat = None
    if "chat_id" not in params:
        raise Refusal(400, "Bad Request: chat_id is empty")
    if chat is None:
        raise Refusal(400, "Bad Request: chat not found")
    if chat.migrated_to is not None:
        raise Refusal(
            400, "Bad Request: group chat was upgraded to a supergroup chat", {"migrate_to_chat_id": chat.migrated_to}
        )
    if chat.blocked:
        raise Refusal(403, "Forbidden: bot was blocked by the user")
    if chat.kicked:
        raise Refusal(403, f"Forbidden: bot was kicked from the {chat.type} chat")
    return chat


def _thread(chat: Chat, params: dict[str, Any]) -> None:
    thread = params.get("message_thread_id")
    if thread is not None and (not chat.forum or int(thread) not in chat.topics):
        raise Refusal(400, "Bad Request: message thread not found")


async def _get_me(loopback: Loopback, params: dict[str, Any], gone: asyncio.Event) -> Any:
    return {
        "id": BOT_ID,
        "is_bot": True,
        "first_name": "Isnad",
        "username": USERNAME,
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": True,
        "supports_guest_queries": True,
    }


async def _get_updates(loopback: Loopback, params: dict[str, Any], gone: asyncio.Event) -> Any:
    return await loopback.updates.get(params, gone)


async def _send_message(loopback: Loopback, params: dict[str, Any], gone: asyncio.Event) -> Any:
    chat = _chat(loopback, params)
    _thread(chat, params)
    text, entities = checked_text(params.get("text"), params.get("parse_mode"))
    check_keyboard(params.get("reply_markup"))
    replied = params.get("reply_parameters")
    must_exist: dict[str, Any] = replied if isinstance(replied, dict) else {"allow_sending_without_reply": True}
    known = (chat.id, int(must_exist.get("message_id", 0))) in loopback.messages
    if not known and not must_exist.get("allow_sending_without_reply"):
        raise Refusal(400, "Bad Request: message to be replied not found")
    loopback.flood.take(chat.id, time.monotonic())
    return loopback.store(chat, text, entities, params)


async def _edit_message(loopback: Loopback, params: dict[str, Any], gone: asyncio.Event) -> Any:
    chat = _chat(loopback, params)
    message = loopback.messages.get((chat.id, int(params.get("message_id", 0))))
    if message is None:
        raise Refusal(400, "Bad Request: message to edit not found")
    if message["from"]["id"] != BOT_ID:
        raise Refusal(400, "Bad Request: message can't be edited")
    text, entities = checked_text(params.get("text"), params.get("parse_mode"))
    check_keyboard(params.get("reply_markup"))
    if (text, entities, params.get("reply_markup")) == (
        message["text"],
        message.get("entities", []),
        message.get("reply_markup"),
    ):
        raise Refusal(400, _SAME)
    loopback.flood.take(chat.id, time.monotonic())
    message.update(text=text, entities=entities, edit_date=int(time.time()))
    return message


async def _send_draft(loopback: Loopback, params: dict[str, Any], gone: asyncio.Event) -> Any:
    chat = _chat(loopback, params)
    if chat.type != "private":
        raise Refusal(400, "Bad Request: TEXTDRAFT_PEER_INVALID")
    if not int(params.get("draft_id") or 0):
        raise Refusal(400, "Bad Request: draft_id must be non-zero")
    text, _ = checked_text(params.get("text"), params.get("parse_mode"), may_be_empty=True)
    loopback.drafts.append((time.monotonic(), chat.id, int(params["draft_id"]), text))
    return True


async def _chat_action(loopback: Loopback, params: dict[str, Any], gone: asyncio.Event) -> Any:
    _thread(_chat(loopback, params), params)
    if params.get("action") not in _CHAT_ACTIONS:
        raise Refusal(400, "Bad Request: wrong parameter action in request")
    return True


def _take_query(loopback: Loopback, query_id: object) -> None:
    asked = loopback.queries.pop(str(query_id), None)
    if asked is None or time.monotonic() - asked > QUERY_SECONDS:
        raise Refusal(400, _TOO_OLD)


async def _answer_callback(loopback: Loopback, params: dict[str, Any], gone: asyncio.Event) -> Any:
    if units(str(params.get("text", ""))) > 200:
        raise Refusal(400, "Bad Request: MESSAGE_TOO_LONG")
    _take_query(loopback, params.get("callback_query_id"))
    return True


async def _answer_inline(loopback: Loopback, params: dict[str, Any], gone: asyncio.Event) -> Any:
    check_results(params.get("results"))
    _take_query(loopback, params.get("inline_query_id"))
    loopback.inline_answers[str(params["inline_query_id"])] = params["results"]
    return True


async def _answer_guest(loopback: Loopback, params: dict[str, Any], gone: asyncio.Event) -> Any:
    check_results([params.get("result")])
    _take_query(loopback, params.get("guest_query_id"))
    loopback.inline_answers[str(params["guest_query_id"])] = [params["result"]]
    return {"inline_message_id": f"i{params['guest_query_id']}"}


async def _set_commands(loopback: Loopback, params: dict[str, Any], gone: asyncio.Event) -> Any:
    check_commands(params.get("commands"))
    language = str(params.get("language_code") or "")
    if language and not re.fullmatch("[a-z]{2}", language):
        raise Refusal(400, "Bad Request: invalid language code specified")
    scope = params.get("scope") or {"type": "default"}
    if scope.get("type") == "chat":
        _chat(loopback, scope)
    loopback.commands[f"{scope['type']} {scope.get('chat_id', '')}".strip(), language] = params["commands"]
    return True


async def _set_webhook(loopback: Loopback, params: dict[str, Any], gone: asyncio.Event) -> Any:
    parts = urlsplit(str(params.get("url", "")))
    secret = params.get("secret_token")
    if parts.scheme != "https":
        raise Refusal(400, "Bad Request: bad webhook: An HTTPS URL must be provided for webhook")
    if (parts.port or 443) not in (443, 80, 88, 8443):
        raise Refusal(400, "Bad Request: bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
    if secret is not None and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", str(secret)):
        raise Refusal(400, "Bad Request: secret token contains unallowed characters")
    loopback.updates.allow(params.get("allowed_updates"))
    loopback.updates.webhook = dict(params)
    loopback.updates.interrupt("Conflict: terminated by setWebhook request")
    return True


async def _delete_webhook(loopback: Loopback, params: dict[str, Any], gone: asyncio.Event) -> Any:
    loopback.updates.webhook = {}
    if params.get("drop_pending_updates"):
        loopback.updates.waiting.clear()
    return True


async def _webhook_info(loopback: Loopback, params: dict[str, Any], gone: asyncio.Event) -> Any:
    waiting = len(loopback.updates.waiting)
    return {
        "url": loopback.updates.webhook.get("url", ""),
        "has_custom_certificate": False,
        "pending_update_count": waiting,
    }


Method = Callable[[Loopback, dict[str, Any], asyncio.Event], Awaitable[Any]]
METHODS: Final[Mapping[str, Method]] = {
    "getMe": _get_me,
    "getUpdates": _get_updates,
    "sendMessage": _send_message,
    "editMessageText": _edit_message,
    "sendMessageDraft": _send_draft,
    "sendChatAction": _chat_action,
    "answerCallbackQuery": _answer_callback,
    "answerInlineQuery": _answer_inline,
    "answerGuestQuery": _answer_guest,
    "setMyCommands": _set_commands,
    "setWebhook": _set_webhook,
    "deleteWebhook": _delete_webhook,
    "getWebhookInfo": _webhook_info,
}
