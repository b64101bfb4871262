"""Answer where the bot is no member: inline queries and guest queries, one message each, sent at once and not kept."""

from __future__ import annotations

from typing import Final

from telegram import InlineQueryResultArticle, InputTextMessageContent, LinkPreviewOptions
from telegram.constants import ParseMode

from bot.telegram import administration
from bot.telegram.asking import LONGEST_QUESTION, ask
from bot.telegram.desk import Desk
from bot.telegram.html import answer_html
from bot.telegram.incoming import Incoming
from bot.telegram.replies import Plan
from bot.telegram.split import parse, plain, split
from bot.telegram.texts import TEXTS

__all__ = ["guest", "inline"]

_INLINE_CACHE_SECONDS: Final = 60
_SHORTEST_INLINE: Final = 4


async def _article(incoming: Incoming, desk: Desk) -> InlineQueryResultArticle:
    """Return a cited answer to put into any chat: one message, without buttons, as nobody here may press them."""
    answer = await ask(incoming, desk, "auto", (), show=False)
    html = split(answer_html(answer, today=desk.today()))[0]
    texts = TEXTS[answer.language]
    first = answer.statements[0].text if answer.statements else answer.reason or ""
    return InlineQueryResultArticle(
        id=desk.token(),
        title=texts.inline_title if answer.statements else texts.inline_none,
        description=plain(parse(first).text)[:200],
        input_message_content=InputTextMessageContent(
            html, parse_mode=ParseMode.HTML, link_preview_options=LinkPreviewOptions(is_disabled=True)
        ),
    )


async def inline(incoming: Incoming, desk: Desk) -> Plan:
    """Answer an inline query; people type, so only what looks finished is searched for. Above the limit nothing is found."""
    finished = _SHORTEST_INLINE <= len(incoming.text) <= LONGEST_QUESTION
    usable = finished and not desk.limits.wait(incoming.user_id, desk.now())
    results = [await _article(incoming, desk)] if usable else []
    call = desk.api.answer_inline_query(
        incoming.query_id, results, cache_time=_INLINE_CACHE_SECONDS if results else 0, is_personal=True
    )
    await administration.quietly(desk, call)
    return Plan()


async def guest(incoming: Incoming, desk: Desk) -> Plan:
    """Answer where the bot was summoned as a guest."""
    if incoming.text and len(incoming.text) <= LONGEST_QUESTION and not desk.limits.wait(incoming.user_id, desk.now()):
        call = desk.api.answer_guest_query(incoming.query_id, await _article(incoming, desk))
        await administration.quietly(desk, call)
    return Plan()
