"""Make the buttons under messages and read what they send back.

Callback data has at most 64 bytes (Bot API, InlineKeyboardButton) and is untrusted: a bad client can send any. It holds the
token of an answer and no more; whether the answer belongs to the chat is checked where it is opened.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final, Literal

from bot.telegram.texts import TEXTS
from rag.values import Language

__all__ = ["Pressed", "answer_keyboard", "language_keyboard", "pressed"]

_A_ROW: Final = 5
_MOST_SOURCES: Final = 20
_DATA: Final = re.compile(r"(s|good|bad|lang):([A-Za-z0-9_-]{1,32})(?::(\d{1,2}))?")


@dataclass(frozen=True, slots=True)
class Pressed:
    """What a button says: open source `number` of an answer, judge an answer, choose a language."""

    kind: Literal["s", "good", "bad", "lang"]
    token: str
    number: int = 0


def pressed(data: str) -> Pressed | None:
    """Read callback data; None when no button of this bot can have sent it."""
    found = _DATA.fullmatch(data)
    if found is None or (found[1] == "s") != (found[3] is not None):
        return None
    kind: Any = found[1]
    return Pressed(kind, found[2], int(found[3] or 0))


def answer_keyboard(token: str, sources: int, language: Language, *, judged: bool = True) -> dict[str, Any] | None:
    """Return a button for each source, then the two of feedback; None when there is nothing to press."""
    numbers = [{"text": f"[{n}]", "callback_data": f"s:{token}:{n}"} for n in range(1, min(sources, _MOST_SOURCES) + 1)]
    rows = [numbers[i : i + _A_ROW] for i in range(0, len(numbers), _A_ROW)]
    if judged:
        texts = TEXTS[language]
        good = {"text": texts.good, "callback_data": f"good:{token}"}
        rows.append([good, {"text": texts.bad, "callback_data": f"bad:{token}"}])
    return {"inline_keyboard": rows} if rows else None


def language_keyboard(language: Language) -> dict[str, Any]:
    """Return the three choices of an answer's language."""
    names = TEXTS[language].language_names
    choices = zip(("auto", "ar", "en"), names, strict=True)
    return {"inline_keyboard": [[{"text": name, "callback_data": f"lang:{code}"} for code, name in choices]]}
