"""Answer a question: from what was asked, through the engine, to the plan of the messages that answer it.

Also what every list with sources needs: to be remembered under a token, with buttons to open them.
"""

from __future__ import annotations

from typing import Any, Final

from bot.telegram import conversation
from bot.telegram.conversation import Kept, Place
from bot.telegram.desk import Desk
from bot.telegram.drafts import Preview
from bot.telegram.html import answer_html
from bot.telegram.incoming import Incoming
from bot.telegram.keyboards import answer_keyboard
from bot.telegram.replies import Plan, reply
from bot.telegram.texts import TEXTS, span
from rag.values import Answer, AskOptions, Language, Turn

__all__ = ["LONGEST_QUESTION", "ask", "question", "remembered", "unusable"]

# A question is one or two sentences; longer texts are articles, and search has no use for them.
LONGEST_QUESTION: Final = 1000


async def question(incoming: Incoming, desk: Desk) -> Plan:
    """Answer a question, asked plainly or with /ask."""
    if refused := await unusable(incoming, desk):
        return refused
    desk.metrics.questions.inc()
    place = Place(incoming.chat_id, incoming.thread_id, incoming.user_id, incoming.message_id)
    chosen, turns = await desk.store.run(
        lambda db: (
            conversation.language_of(db, incoming.user_id),
            conversation.turns(db, place, incoming.reply_to, desk.now()),
        )
    )
    answer = await ask(incoming, desk, chosen, turns, show=True)
    late = _late(incoming, desk, answer.language)
    html = answer_html(answer, today=desk.today(), late=late)
    quote = True if late else None
    return remembered(incoming, desk, html, conversation.kept(answer), quote=quote)


def remembered(incoming: Incoming, desk: Desk, html: str, what: Kept, *, quote: bool | None = None) -> Plan:
    """Return the plan for something with sources to open; what the engine answered can be judged too."""
    token, now = desk.token(), desk.now()
    place = Place(incoming.chat_id, incoming.thread_id, incoming.user_id, incoming.message_id)
    keyboard = answer_keyboard(token, len(what.sources), what.language, judged=bool(what.engine_id))
    return Plan(
        reply(incoming, html, keyboard, answer_id=token, quote=quote),
        (lambda db: conversation.remember(db, token, place, what, now),),
    )


async def unusable(incoming: Incoming, desk: Desk) -> Plan | None:
    """Return a plan that says why this cannot be asked, or None when it can."""
    if incoming.text and len(incoming.text) <= LONGEST_QUESTION:
        return None
    texts = await desk.texts(incoming)
    if incoming.text:
        return Plan(reply(incoming, texts.too_long.format(length=len(incoming.text), limit=LONGEST_QUESTION)))
    return Plan(reply(incoming, texts.media if incoming.media else texts.empty_question))


async def ask(incoming: Incoming, desk: Desk, chosen: str, turns: tuple[Turn, ...], *, show: bool) -> Answer:
    """Return the engine's answer; with `show`, what is known so far is shown until then."""
    language: Any = chosen if chosen in ("ar", "en") else "auto"
    options = AskOptions(language=language, top_k=desk.settings.search.top_k)
    speaks = language if language != "auto" else await desk.language(incoming)
    with desk.metrics.engine_seconds.time():
        if not show:
            return await desk.archive.ask(incoming.text, options, turns, lambda _: None)
        async with Preview(desk.api, incoming, speaks, desk.delivery) as preview:
            answer = await desk.archive.ask(incoming.text, options, turns, preview.add)
    counter = desk.metrics.answers if answer.status == "answered" else desk.metrics.refusals
    counter.labels(answer.language).inc()
    desk.log.debug("answered", status=answer.status, language=answer.language, question=incoming.text)
    return answer


def _late(incoming: Incoming, desk: Desk, language: Language) -> str:
    waited = desk.now() - incoming.date if incoming.date else 0.0
    if waited <= desk.settings.telegram.late_note_minutes * 60:
        return ""
    return TEXTS[language].late.format(age=span(waited, language))
