"""Answer what people send: one short function for each kind, from what came in to the plan of what goes out.

Nothing is sent from here but what cannot wait or be kept: the answer to a button press, to an inline query, a preview.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from html import escape
from typing import Final

from bot.telegram import administration, conversation, inbox
from bot.telegram.asking import question, remembered, unusable
from bot.telegram.conversation import Kept
from bot.telegram.desk import Desk
from bot.telegram.elsewhere import guest, inline
from bot.telegram.html import source_html, sources_of_citations, sources_of_hits
from bot.telegram.incoming import Incoming
from bot.telegram.keyboards import Pressed, language_keyboard, pressed
from bot.telegram.lists import coverage_html, hits_html, latest_html, timeline_html
from bot.telegram.replies import Plan, reply
from bot.telegram.texts import TEXTS, span
from rag.values import AskOptions, Language

__all__ = ["handle"]

_RESULTS: Final = 5
_LATEST: Final = 20
_NOTHING: Final = Plan()


async def handle(incoming: Incoming, desk: Desk) -> Plan:
    """Return the plan for what came in; strangers are not answered."""
    if incoming.kind == "moved":
        return await _moved(incoming, desk)
    place = None if incoming.kind in ("inline", "guest") else incoming.chat_id
    if not desk.access.may_ask(incoming.user_id, place, incoming.group_id):
        return _NOTHING
    if skipped := await _passed_over(incoming, desk):
        return skipped
    further = _is_further_picture(incoming, desk)
    if incoming.kind == "other" and (further or not incoming.media):
        return _NOTHING
    if incoming.kind not in ("inline", "guest") and (plan := await _limited(incoming, desk)):
        return plan
    match incoming.kind:
        case "button":
            return await _button(incoming, desk)
        case "inline":
            return await inline(incoming, desk)
        case "guest":
            return await guest(incoming, desk)
        case "command":
            return await _command(incoming, desk)
        case "question":
            return await question(incoming, desk)
        case _:
            return Plan(reply(incoming, (await desk.texts(incoming)).media))


async def _passed_over(incoming: Incoming, desk: Desk) -> Plan | None:
    """Return a plan that says nothing where a later edit of the message waits, or an edit changed no words; else None."""
    chat_id, message_id, update_id = incoming.chat_id, incoming.message_id, incoming.update_id
    if message_id is None or incoming.kind not in ("question", "command"):
        return None
    if await desk.store.run(lambda db: inbox.newer_edit(db, chat_id, message_id, update_id)):
        return Plan(writes=(lambda db: inbox.passed_over(db, update_id),))
    same = incoming.edited and await desk.store.run(lambda db: inbox.same_words(db, chat_id, message_id, update_id))
    return _NOTHING if same else None


async def _moved(incoming: Incoming, desk: Desk) -> Plan:
    """Send what waits for a group to the supergroup that it became; that it became one is known since the update was stored."""
    await desk.delivery.follow(incoming.chat_id, incoming.moved_to)
    return _NOTHING


def _is_further_picture(incoming: Incoming, desk: Desk) -> bool:
    """Tell whether a picture that was sent together with this one came before: one reply is enough for all."""
    album = (incoming.chat_id, incoming.album)
    further = album in desk.albums
    if incoming.album:
        desk.albums.append(album)
    return further


async def _limited(incoming: Incoming, desk: Desk) -> Plan | None:
    at = incoming.date or desk.now()
    wait = desk.limits.wait(incoming.user_id, float(at))
    if not wait or incoming.command == "cancel":
        return None
    language = await desk.language(incoming)
    said = TEXTS[language].slow_down.format(seconds=span(wait, language))
    if incoming.kind == "button":
        await administration.quietly(desk, desk.api.answer_callback_query(incoming.query_id, text=said))
        return _NOTHING
    return Plan(reply(incoming, said)) if desk.limits.tell(incoming.user_id, float(at)) else _NOTHING


async def _command(incoming: Incoming, desk: Desk) -> Plan:
    found = _COMMANDS.get(incoming.command) or administration.COMMANDS.get(incoming.command)
    if found is None and not incoming.by_name:
        return _NOTHING  # in a group it may be for another bot
    if found is None:
        return Plan(reply(incoming, (await desk.texts(incoming)).unknown_command))
    return await found(incoming, desk)


async def _search(incoming: Incoming, desk: Desk) -> Plan:
    return await _listed(incoming, desk, "hits", _RESULTS)


async def _latest(incoming: Incoming, desk: Desk) -> Plan:
    """Show the newest on a subject, or the newest articles when none is named."""
    if incoming.text:
        return await _listed(incoming, desk, "latest", _LATEST)
    cards = await desk.archive.cards()
    language = await desk.language(incoming)
    return Plan(reply(incoming, latest_html(cards, language=language, today=desk.today())))


async def _without_subject(incoming: Incoming, desk: Desk) -> Plan | None:
    if incoming.text:
        return await unusable(incoming, desk)
    texts = await desk.texts(incoming)
    return Plan(reply(incoming, escape(texts.no_argument.format(command=incoming.command))))


async def _listed(incoming: Incoming, desk: Desk, title: str, top_k: int) -> Plan:
    """Show the passages that match, best first or newest first."""
    if refused := await _without_subject(incoming, desk):
        return refused
    language = await desk.language(incoming)
    texts = TEXTS[language]
    hits = await desk.archive.search(incoming.text, AskOptions(top_k=top_k))
    if title == "latest":
        dated = [hit for hit in hits if hit.article.published]
        hits = sorted(dated, key=lambda hit: (str(hit.article.published), -hit.rank), reverse=True)[:_RESULTS]
    if not hits:
        return Plan(reply(incoming, texts.no_latest if title == "latest" else texts.no_hits))
    said = getattr(texts, title).format(query=incoming.text)
    html = hits_html(said, hits, language=language, today=desk.today())
    return remembered(incoming, desk, html, Kept("", language, incoming.text, "", (), sources_of_hits(hits)))


async def _timeline(incoming: Incoming, desk: Desk) -> Plan:
    """Show the dated events of a subject."""
    if refused := await _without_subject(incoming, desk):
        return refused
    timeline = await desk.archive.timeline(incoming.text, AskOptions(language=await desk.language(incoming)))
    if not timeline.events:
        return Plan(reply(incoming, TEXTS[timeline.language].no_timeline))
    sources = sources_of_citations(timeline.citations)
    html = timeline_html(timeline, today=desk.today())
    return remembered(incoming, desk, html, Kept("", timeline.language, incoming.text, "", (), sources))


async def _sources(incoming: Incoming, desk: Desk) -> Plan:
    coverage = await desk.archive.coverage()
    return Plan(reply(incoming, coverage_html(coverage, await desk.language(incoming))))


async def _start(incoming: Incoming, desk: Desk) -> Plan:
    return Plan(reply(incoming, (await desk.texts(incoming)).start))


async def _help(incoming: Incoming, desk: Desk) -> Plan:
    return Plan(reply(incoming, (await desk.texts(incoming)).help))


async def _language(incoming: Incoming, desk: Desk) -> Plan:
    code = incoming.text.lower()
    if code in ("ar", "en", "auto"):
        return await _choose_language(incoming, desk, code)
    language = await desk.language(incoming)
    return Plan(reply(incoming, TEXTS[language].language_prompt, language_keyboard(language)))


async def _choose_language(incoming: Incoming, desk: Desk, code: str) -> Plan:
    language: Language = "ar" if code == "ar" else "en" if code == "en" else await desk.language(incoming)
    texts = TEXTS[language]
    name = texts.language_names[("auto", "ar", "en").index(code)]
    write = (lambda db: conversation.set_language(db, incoming.user_id, code),)
    return Plan(reply(incoming, texts.language_set.format(language=name)), write)


async def _cancel(incoming: Incoming, desk: Desk) -> Plan:
    """Stop what this person waits for in this chat; what was not begun is not begun any more."""
    dropped = await desk.store.run(lambda db: inbox.cancel(db, incoming.chat_id, incoming.user_id, incoming.update_id))
    desk.stop_asking(incoming)
    texts = await desk.texts(incoming)
    return Plan(reply(incoming, texts.cancelled if dropped else texts.nothing_to_cancel))


async def _forget(incoming: Incoming, desk: Desk) -> Plan:
    texts = await desk.texts(incoming)
    write = (lambda db: conversation.forget(db, incoming.user_id, incoming.update_id),)
    return Plan(reply(incoming, texts.forgotten), write)


async def _button(incoming: Incoming, desk: Desk) -> Plan:
    """Do what a button says, if it is one of an answer given in this chat."""
    press = pressed(incoming.data)
    language = await desk.language(incoming)
    texts = TEXTS[language]
    if press is None:
        await administration.quietly(desk, desk.api.answer_callback_query(incoming.query_id))
        return _NOTHING
    if press.kind == "lang":
        await administration.quietly(desk, desk.api.answer_callback_query(incoming.query_id))
        return await _choose_language(incoming, desk, press.token) if press.token in ("auto", "ar", "en") else _NOTHING
    answer = await desk.store.run(lambda db: conversation.opened(db, press.token, incoming.chat_id))
    shown = texts.thanks if press.kind != "s" else None
    notice = texts.passage_gone if answer is None else shown
    await administration.quietly(desk, desk.api.answer_callback_query(incoming.query_id, text=notice))
    if answer is None:
        return _NOTHING
    if press.kind != "s":
        verdict, now = press.kind, desk.now()
        return Plan(writes=(lambda db: conversation.judge(db, answer, incoming.user_id, verdict, now),))
    return _open(incoming, desk, answer, press)


def _open(incoming: Incoming, desk: Desk, answer: conversation.Remembered, press: Pressed) -> Plan:
    source = next((one for one in answer.sources if one.number == press.number), None)
    if source is None:
        return _NOTHING
    html = source_html(source, language=answer.language, today=desk.today())
    return Plan(reply(incoming, html, quote=True, answer_id=answer.token))


Handler = Callable[[Incoming, Desk], Awaitable[Plan]]
_COMMANDS: Final[Mapping[str, Handler]] = {
    "ask": question,
    "search": _search,
    "timeline": _timeline,
    "latest": _latest,
    "sources": _sources,
    "language": _language,
    "cancel": _cancel,
    "forget": _forget,
    "help": _help,
    "start": _start,
}
