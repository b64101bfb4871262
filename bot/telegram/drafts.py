"""Show that an answer is being made: statements as they are verified in private chats, "typing" elsewhere.

A draft is a preview of 30 seconds that Telegram allows in private chats only (Bot API, sendMessageDraft); the complete
message always follows through the outbox. What fails here is not tried again; nothing is shown in a chat that Telegram wants
to be left alone.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from typing import Final, Self

from telegram.constants import ChatAction
from telegram.error import RetryAfter, TelegramError

from bot.telegram.api import Api
from bot.telegram.bidi import directed
from bot.telegram.delivery import Delivery
from bot.telegram.html import statement_html
from bot.telegram.incoming import Incoming
from bot.telegram.split import split
from rag.values import Language, Statement

__all__ = ["Preview"]

# An answer from quotes is there sooner than this, and then a draft would only flicker.
_FIRST_AFTER: Final = 0.4
# Drafts share the pace of a chat's messages.
_EVERY: Final = 1.1
_TYPING_EVERY: Final = 4.5
# A preview is gone after 30 seconds.
_KEPT_SECONDS: Final = 20.0
_LAST_SECONDS: Final = 5.0


class Preview:
    """What the asker sees until the answer comes; use as an async context, `add` each statement."""

    def __init__(self, api: Api, incoming: Incoming, language: Language, delivery: Delivery) -> None:
        """Nothing is shown yet; `delivery` knows which chats to leave alone, and is told of more."""
        self._api, self._incoming, self._language, self._delivery = api, incoming, language, delivery
        self._statements: list[Statement] = []
        self._closed = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def add(self, statement: Statement) -> None:
        """Take a verified statement; it is shown with the next draft."""
        self._statements.append(statement)

    async def __aenter__(self) -> Self:
        """Begin to show."""
        self._task = asyncio.create_task(self._draft() if self._incoming.private else self._typing())
        return self

    async def __aexit__(self, *_: object) -> None:
        """Stop showing: a draft on its way must arrive before the message that completes it."""
        self._closed.set()
        if self._task is not None:
            await asyncio.wait([self._task], timeout=_LAST_SECONDS)
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    async def _closes_within(self, seconds: float) -> bool:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._closed.wait(), seconds)
        return self._closed.is_set()

    async def _draft(self) -> None:
        shown, age, wait = -1, 0.0, _FIRST_AFTER
        while not await self._closes_within(wait):
            age += wait
            if len(self._statements) != shown or age >= _KEPT_SECONDS:
                shown, age = len(self._statements), 0.0
                await self._show()
            wait = _EVERY

    async def _show(self) -> None:
        html = directed("\n\n".join(statement_html(s, self._language) for s in self._statements), self._language)
        parts = split(html)
        await self._try(
            lambda: self._api.send_message_draft(
                self._incoming.chat_id,
                draft_id=abs(self._incoming.update_id) % 2**31 or 1,
                text=parts[-1] if parts else "",  # an empty draft shows "Thinking..."
                message_thread_id=self._incoming.thread_id,
                parse_mode="HTML",
            )
        )

    async def _typing(self) -> None:
        chat_id, thread_id = self._incoming.chat_id, self._incoming.thread_id
        while True:
            await self._try(lambda: self._api.send_chat_action(chat_id, ChatAction.TYPING, message_thread_id=thread_id))
            if await self._closes_within(_TYPING_EVERY):
                return

    async def _try(self, call: Callable[[], Awaitable[object]]) -> None:
        if self._delivery.is_held(self._incoming.chat_id):
            return
        try:
            await call()
        except RetryAfter as error:
            await self._delivery.hold(self._incoming.chat_id, error)
        except TelegramError:
            return
