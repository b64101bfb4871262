"""Turn what a handler wants to say into planned messages, and what it decided into one transaction.

A plan is all that answering an update does to the world: messages, and writes to the bot's file. It is stored as a whole
or not at all.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.telegram.incoming import Incoming
from bot.telegram.outbox import Outgoing
from bot.telegram.split import split

__all__ = ["Plan", "reply", "send_params"]


@dataclass(frozen=True, slots=True)
class Plan:
    """What an update leads to; empty for nothing."""

    messages: tuple[Outgoing, ...] = ()
    writes: tuple[Callable[[sqlite3.Connection], object], ...] = ()


def send_params(incoming: Incoming, html: str, *, quote: bool) -> dict[str, Any]:
    """Return the parameters of sendMessage to where `incoming` came from; `quote` ties it to the message it answers."""
    params: dict[str, Any] = {
        "chat_id": incoming.chat_id,
        "text": html,
        "parse_mode": "HTML",
        "link_preview_options": {"is_disabled": True},
    }
    if incoming.thread_id is not None:
        params["message_thread_id"] = incoming.thread_id
    if quote and incoming.message_id is not None:
        params["reply_parameters"] = {"message_id": incoming.message_id, "allow_sending_without_reply": True}
    return params


def reply(
    incoming: Incoming,
    html: str,
    keyboard: dict[str, Any] | None = None,
    *,
    answer_id: str | None = None,
    quote: bool | None = None,
) -> tuple[Outgoing, ...]:
    """Return the messages of a reply: in parts when it is long, the buttons under the last one.

    In groups, and after an edit, a reply is tied to the question, so that a reader sees which one it answers.
    """
    tied = not incoming.private or incoming.edited if quote is None else quote
    parts = split(html)
    messages = []
    for number, part in enumerate(parts):
        params = send_params(incoming, part, quote=tied and number == 0)
        if keyboard and number == len(parts) - 1:
            params["reply_markup"] = keyboard
        messages.append(Outgoing(incoming.chat_id, "sendMessage", params, incoming.user_id, answer_id))
    return tuple(messages)
