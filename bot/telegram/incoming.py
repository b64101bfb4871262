"""Read an update into the one thing that a handler needs to know.

An update is untrusted input: every field may be missing, of another type or huge. What cannot be read is None, never an
error. Decides what is meant for the bot (in groups only what mentions it, replies to it or commands it), not who may ask.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

__all__ = ["GROUPS", "Incoming", "Kind", "Me", "columns", "identity", "lane", "moved_to", "read", "words"]

Kind = Literal["question", "command", "button", "inline", "guest", "moved", "other"]
GROUPS: Final = ("group", "supergroup")
_COMMAND: Final = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@([A-Za-z0-9_]{1,64}))?(?=\s|$)")
_MEDIA: Final = (
    "sticker",
    "voice",
    "audio",
    "video",
    "video_note",
    "animation",
    "photo",
    "document",
    "location",
    "contact",
    "poll",
    "dice",
    "story",
    "paid_media",
    "game",
    "checklist",
)
# 64-bit ids fit SQLite's integers; anything larger is no id.
_LARGEST_ID: Final = 2**63 - 1
# Commands and button presses that must not wait behind a running answer.
_URGENT: Final = frozenset({"cancel", "status"})


@dataclass(frozen=True, slots=True)
class Me:
    """Who the bot is."""

    id: int
    username: str


@dataclass(frozen=True, slots=True)
class Incoming:
    """What somebody sent: where, who, when and what.

    `text` is the question or the command's argument, without the bot's name; `media` names what came instead of text;
    `reply_to` is the message of the bot that this replies to; `date` is seconds since 1970, of the edit when it is one.
    `by_name`: it is for this bot and no other (a private chat, a mention, a reply, /command@name); `album` is what pictures that
    were sent together share; `moved_to` is the supergroup that a group became,
    `group_id` the group that this supergroup was.
    """

    update_id: int
    kind: Kind
    user_id: int
    chat_id: int = 0
    private: bool = True
    thread_id: int | None = None
    message_id: int | None = None
    date: int = 0
    text: str = ""
    command: str = ""
    media: str = ""
    edited: bool = False
    reply_to: int | None = None
    query_id: str = ""
    data: str = ""
    client_language: str = ""
    by_name: bool = True
    album: str = ""
    moved_to: int = 0
    group_id: int | None = None


def _map(value: object, key: str) -> Mapping[str, Any]:
    inner = value.get(key) if isinstance(value, Mapping) else None
    return inner if isinstance(inner, Mapping) else {}


def _id(value: Mapping[str, Any], key: str) -> int | None:
    inner = value.get(key)
    return inner if isinstance(inner, int) and not isinstance(inner, bool) and abs(inner) <= _LARGEST_ID else None


def _text(value: Mapping[str, Any], key: str) -> str:
    inner = value.get(key)
    # A lone surrogate can stand in JSON but in no file and no message.
    return inner.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if isinstance(inner, str) else ""


def columns(update: Mapping[str, Any]) -> tuple[int | None, int | None, int | None, bool]:
    """Return chat id, user id, message id and whether it is an edit: what the inbox keeps beside the update itself."""
    for key in ("message", "edited_message", "guest_message"):
        if message := _map(update, key):
            chat = _id(_map(message, "chat"), "id")
            return chat, _sender(message), _id(message, "message_id"), key == "edited_message"
    for key in ("callback_query", "inline_query"):
        if inner := _map(update, key):
            message = _map(inner, "message") or inner
            return _id(_map(message, "chat"), "id"), _id(_map(inner, "from"), "id"), None, False
    return None, None, None, False


def identity(update: Mapping[str, Any]) -> str:
    """Return what tells an update from any other, whatever its identifier: where and when a message stands, or a query's own id."""
    kind = next((key for key in update if key != "update_id"), "")
    inner = _map(update, kind)
    chat, message, date, edit = (
        _id(_map(inner, "chat"), "id"),
        _id(inner, "message_id"),
        _id(inner, "date"),
        _id(inner, "edit_date"),
    )
    return f"{kind[:40]} {_text(inner, 'id')[:40]} {chat} {message} {date} {edit}"


def moved_to(update: Mapping[str, Any]) -> int | None:
    """Return the supergroup that a group became, where a message says so; no other chat can become one."""
    message = _map(update, "message")
    new = _id(message, "migrate_to_chat_id")
    return new if new is not None and new < 0 and _map(message, "chat").get("type") == "group" else None


def words(update: Mapping[str, Any]) -> str:
    """Return the words of a message, new or edited, as they were written."""
    message = _map(update, "message") or _map(update, "edited_message")
    return _text(message, "text") or _text(message, "caption")


def lane(update: Mapping[str, Any]) -> str:
    """Return the lane in which an update keeps its order: its chat, or its sender for what must not wait."""
    chat, user, _, _ = columns(update)
    if "callback_query" in update or "inline_query" in update or "guest_message" in update:
        return f"person {user}"
    message = _map(update, "message") or _map(update, "edited_message")
    if moved_to(update):
        return f"urgent {chat}"  # what comes from the supergroup must find it known
    text = _text(message, "text")
    if (command := _COMMAND.match(text)) and command[1].lower() in _URGENT:
        return f"urgent {chat}"
    if command and command[1].lower() == "reindex":
        return "reindex"
    return f"chat {chat}"


def read(update: Mapping[str, Any], me: Me) -> Incoming | None:
    """Return what was sent, or None when it is not for the bot or cannot be read."""
    update_id = _id(update, "update_id")
    if update_id is None:
        return None
    if query := _map(update, "callback_query"):
        return _button(update_id, query)
    if query := _map(update, "inline_query"):
        return _inline(update_id, query)
    for key in ("message", "edited_message", "guest_message"):
        if message := _map(update, key):
            return _message(update_id, key, message, me)
    return None


def _sender(message: Mapping[str, Any]) -> int | None:
    """Return who wrote: the chat when somebody writes on behalf of one (an anonymous administrator, a linked channel)."""
    on_behalf = _id(_map(message, "sender_chat"), "id")
    return on_behalf if on_behalf is not None else _id(_map(message, "from"), "id")


def _button(update_id: int, query: Mapping[str, Any]) -> Incoming | None:
    message = _map(query, "message")
    chat, user = _map(message, "chat"), _id(_map(query, "from"), "id")
    chat_id, query_id = _id(chat, "id"), _text(query, "id")
    if chat_id is None or user is None or not query_id:
        return None
    return Incoming(
        update_id,
        "button",
        user,
        chat_id,
        private=chat.get("type") == "private",
        thread_id=_thread(message),
        message_id=_id(message, "message_id"),
        query_id=query_id,
        data=_text(query, "data"),
        client_language=_text(_map(query, "from"), "language_code"),
    )


def _inline(update_id: int, query: Mapping[str, Any]) -> Incoming | None:
    user, query_id = _id(_map(query, "from"), "id"), _text(query, "id")
    if user is None or not query_id:
        return None
    language = _text(_map(query, "from"), "language_code")
    text = _text(query, "query").strip()
    return Incoming(update_id, "inline", user, text=text, query_id=query_id, client_language=language)


def _thread(message: Mapping[str, Any]) -> int | None:
    # Outside topics Telegram numbers reply threads too; sending to those fails.
    return _id(message, "message_thread_id") if message.get("is_topic_message") is True else None


def _message(update_id: int, key: str, message: Mapping[str, Any], me: Me) -> Incoming | None:
    chat, user = _map(message, "chat"), _sender(message)
    chat_id, chat_type = _id(chat, "id"), chat.get("type")
    if (
        chat_id is None
        or user is None
        or (_map(message, "from").get("is_bot") is True and "sender_chat" not in message)
    ):
        return None
    if new := moved_to({key: message}):
        return Incoming(update_id, "moved", user, chat_id, private=False, moved_to=new)
    if _id(_map(message, "via_bot"), "id") == me.id:
        return None  # an answer of this bot that somebody put into the chat by inline mode
    text = _text(message, "text") or _text(message, "caption")
    guest = _text(message, "guest_query_id") if key == "guest_message" else ""
    private = chat_type == "private"
    reply_to = _reply_to(message, me)
    addressed, text = _addressed(message, text, me)
    command = _COMMAND.match(text)
    if command and command[2] and command[2].lower() != me.username.lower():
        return None
    if not (private or guest) and not (chat_type in GROUPS and (addressed or reply_to or command)):
        return None
    if key == "guest_message" and not guest:
        return None
    media = next((name for name in _MEDIA if name in message), "")
    kind: Kind = "guest" if guest else "command" if command else "question" if text.strip() or addressed else "other"
    edited = key == "edited_message"
    if kind == "other" and (edited or not (media or private)):
        return None  # a live location moves on, somebody joined, a title changed
    return Incoming(
        update_id,
        kind,
        user,
        chat_id,
        private=private,
        thread_id=_thread(message),
        message_id=_id(message, "message_id"),
        date=_id(message, "edit_date") or _id(message, "date") or 0,
        text=(text[command.end() :] if command else text).strip(),
        command=command[1].lower() if command and not guest else "",
        media=media,
        edited=edited,
        reply_to=reply_to,
        query_id=guest,
        client_language=_text(_map(message, "from"), "language_code"),
        by_name=private or addressed or reply_to is not None or bool(command and command[2]),
        album=_text(message, "media_group_id"),
    )


def _reply_to(message: Mapping[str, Any], me: Me) -> int | None:
    replied = _map(message, "reply_to_message")
    return _id(replied, "message_id") if _id(_map(replied, "from"), "id") == me.id else None


def _addressed(message: Mapping[str, Any], text: str, me: Me) -> tuple[bool, str]:
    """Return whether an entity mentions the bot, and the text without its name; offsets count UTF-16 units."""
    entities = message.get("entities") or message.get("caption_entities")
    units = text.encode("utf-16-le")
    name = f"@{me.username}".lower()
    for entity in entities if isinstance(entities, list) else ():
        start, length = (_id(entity, "offset"), _id(entity, "length")) if isinstance(entity, Mapping) else (None, None)
        if start is None or length is None or start < 0 or length <= 0 or start + length > len(units) // 2:
            continue
        words = units[2 * start : 2 * (start + length)].decode("utf-16-le", "replace")
        by_name = entity.get("type") == "mention" and words.lower() == name
        if by_name or (entity.get("type") == "text_mention" and _id(_map(entity, "user"), "id") == me.id):
            rest = units[: 2 * start] + units[2 * (start + length) :]
            return True, rest.decode("utf-16-le", "replace").strip(" ,:،؛\n")
    return False, text
