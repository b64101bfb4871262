"""Read what Telegram refuses a message for, and say what can be sent in its place.

Pure functions of the refusal and the message's parameters; sends and stores nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final

from telegram.error import BadRequest, Forbidden, TelegramError

from bot.telegram.split import plain, split

__all__ = ["Instead", "instead", "is_gone"]

# A message that was refused as too long is cut to this, well below the limit, as the count was wrong once.
_SAFE_UNITS: Final = 3500
# Descriptions of refusals that no other form of the message can mend.
_GONE: Final = (
    "chat not found",
    "user is deactivated",
    "peer_id_invalid",
    "have no rights",
    "not enough rights",
    "need administrator",
)
# What a message may name that is gone by now, and how a refusal says so: without it the message can be sent as it was written.
_MISSING: Final = (
    ("message_thread_id", re.compile("thread|topic", re.IGNORECASE)),
    ("reply_parameters", re.compile("replied|reply_?to|reply message|reply_message", re.IGNORECASE)),
)
# What a plain message keeps of the one that was refused.
_KEPT: Final = ("chat_id", "message_thread_id", "reply_markup", "link_preview_options")


@dataclass(frozen=True, slots=True)
class Instead:
    """The parameters of the messages to send in the place of a refused one; `without` names what alone was left out, if that is all."""

    parts: tuple[dict[str, Any], ...]
    without: str | None

    @property
    def plain(self) -> bool:
        """Whether the messages hold nothing more that could be refused."""
        return self.without is None


def is_gone(error: TelegramError, text: str) -> bool:
    """Tell whether the chat takes no message of any form any more."""
    return isinstance(error, Forbidden) or (
        isinstance(error, BadRequest) and any(words in text.lower() for words in _GONE)
    )


def instead(params: dict[str, Any], refusal: str) -> Instead:
    """Return what to send instead: the message without what is gone, else its words alone."""
    missing = next((key for key, said in _MISSING if said.search(refusal) and key in params), None)
    if missing:
        return Instead((_without(params, missing),), missing)
    return Instead(tuple(_plain_parts(params, refusal)), None)


def _without(params: dict[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in params.items() if name != key}


def _plain_parts(params: dict[str, Any], refusal: str) -> list[dict[str, Any]]:
    """Return the words of a refused message as messages that hold nothing else to refuse; the buttons under the last."""
    kept = {key: params[key] for key in _KEPT if key in params}
    if "button" in refusal.lower() or "markup" in refusal.lower():
        kept.pop("reply_markup", None)
    words = split(_escaped(plain(str(params.get("text", "")))), _SAFE_UNITS) or ["…"]
    parts = [{**kept, "text": plain(one)} for one in words]
    return [*(_without(part, "reply_markup") for part in parts[:-1]), parts[-1]]


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
