"""Hold what handlers work with: the archive, the bot's file, who may ask, the clock.

One value made by `app`; no rules of its own but the choice of a language.
"""

from __future__ import annotations

import secrets
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from bot.telegram import conversation
from bot.telegram.access import Access, Limits
from bot.telegram.api import Api
from bot.telegram.archive import Archive
from bot.telegram.bidi import is_arabic
from bot.telegram.delivery import Delivery
from bot.telegram.health import Metrics
from bot.telegram.incoming import Incoming, Me
from bot.telegram.logs import Log
from bot.telegram.store import Store
from bot.telegram.texts import TEXTS, Texts
from rag.settings import Settings
from rag.values import Language

__all__ = ["Desk"]

# The pictures of an album come within seconds of each other.
_ALBUMS: Final = 200


def _token() -> str:
    return secrets.token_urlsafe(12)


@dataclass(frozen=True, slots=True)
class Desk:
    """What a handler may use."""

    settings: Settings
    me: Me
    api: Api
    archive: Archive
    store: Store
    delivery: Delivery
    access: Access
    limits: Limits
    metrics: Metrics
    log: Log
    stop_asking: Callable[[Incoming], None] = lambda _cancel: None  # stops the answers that a /cancel is about
    now: Callable[[], float] = time.time
    token: Callable[[], str] = _token
    albums: deque[tuple[int, str]] = field(
        default_factory=lambda: deque(maxlen=_ALBUMS)
    )  # the last that were met, by chat

    def today(self) -> date:
        """Return the day by the clock, for ages."""
        return datetime.fromtimestamp(self.now()).astimezone().date()

    async def language(self, incoming: Incoming) -> Language:
        """Return the language to speak to this person: chosen, else that of the text, else that of the client."""
        chosen = await self.store.run(lambda db: conversation.language_of(db, incoming.user_id))
        if chosen in {"ar", "en"}:
            return "ar" if chosen == "ar" else "en"
        if any(character.isalpha() for character in incoming.text):
            return "ar" if is_arabic(incoming.text) else "en"
        return "ar" if incoming.client_language.lower().startswith("ar") else "en"

    async def texts(self, incoming: Incoming) -> Texts:
        """Return the sentences to speak to this person in."""
        return TEXTS[await self.language(incoming)]
