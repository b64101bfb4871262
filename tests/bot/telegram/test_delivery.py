"""Every message reaches its chat, whatever Telegram says first: limits, refusals, cut connections."""

from __future__ import annotations

import asyncio
import itertools
import sqlite3
import time
from contextlib import nullcontext
from pathlib import Path

import pytest
from telegram.error import RetryAfter

from bot.telegram import conversation, moves, outbox, receive
from bot.telegram.api import POLL_SECONDS
from bot.telegram.app import FILE
from bot.telegram.outbox import Outgoing
from bot.telegram.store import connect
from rag.errors import BotError
from tests.bot.telegram.engine import TinyEngine
from tests.bot.telegram.loopback.errors import ForeignPage, Refusal
from tests.bot.telegram.loopback.server import Loopback
from tests.bot.telegram.reading import unsent
from tests.bot.telegram.running import running

QUESTION = "When did the bridge reopen?"


async def test_429_delays_one_chat_and_loses_nothing(loopback: Loopback, tmp_path: Path) -> None:
    """A chat that must wait is written to after retry_after and not before; another chat is not held up."""
    loopback.chat(11)
    async with running(loopback, tmp_path):
        loopback.fail("sendMessage", Refusal(429, "Too Many Requests: retry after 2", {"retry_after": 2}))
        loopback.say(11, QUESTION)
        await loopback.until(lambda: any(call.code == 429 for call in loopback.calls))
        loopback.say(12, QUESTION)
        await loopback.replies(12)
        assert loopback.sent(11) == []
        await loopback.replies(11)
    calls = [call for call in loopback.calls if call.params.get("chat_id") == 11]
    assert [call.code for call in calls] == [429, 200]
    assert calls[1].at - calls[0].at >= 2


async def test_pace_meets_no_limit(loopback: Loopback, tmp_path: Path) -> None:
    """Many questions of one chat are answered in order at the pace of a chat: Telegram never has to refuse."""
    async with running(loopback, tmp_path):
        for number in range(5):
            loopback.say(11, f"/search words {number}")
        messages = await loopback.replies(11, 5)
    assert [message["text"].split("”")[0][-1] for message in messages] == list("01234")
    assert all(call.code == 200 for call in loopback.calls if call.method == "sendMessage")
    times = [call.at for call in loopback.calls if call.method == "sendMessage"]
    assert min(later - earlier for earlier, later in itertools.pairwise(times)) > 0.9


async def test_blocked_user_stops_nothing(loopback: Loopback, tmp_path: Path) -> None:
    """What waits for a user who blocked the bot is given up; everybody else is answered."""
    loopback.chat(11, blocked=True)
    async with running(loopback, tmp_path):
        loopback.say(11, QUESTION)
        loopback.say(11, QUESTION)
        loopback.say(12, QUESTION)
        await loopback.replies(12)
        await loopback.until(lambda: unsent(tmp_path) == ["dropped", "dropped"])
    assert any(call.code == 403 for call in loopback.calls)


async def test_unforeseen_bad_html_is_sent_as_plain_text(
    loopback: Loopback, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When Telegram cannot parse a message, its words arrive without tags and with its buttons."""
    monkeypatch.setattr("bot.telegram.asking.answer_html", lambda *_, **__: "<b>Bridge & <u>14 March</b>")
    monkeypatch.setattr("bot.telegram.replies.split", lambda html: [html])
    async with running(loopback, tmp_path):
        loopback.say(11, QUESTION)
        (message,) = await loopback.replies(11)
    assert message["text"] == "Bridge & 14 March"
    assert "entities" not in message
    assert "reply_markup" in message
    assert [call.code for call in loopback.calls if call.method == "sendMessage"] == [400, 200]


async def test_message_refused_as_too_long_arrives_in_parts(
    loopback: Loopback, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A message that is too long after all is cut, in order, before what comes after it."""
    monkeypatch.setattr("bot.telegram.asking.answer_html", lambda *_, **__: "A sentence of some words. " * 300)
    monkeypatch.setattr("bot.telegram.replies.split", lambda html: [html])
    async with running(loopback, tmp_path):
        loopback.say(11, QUESTION)
        loopback.say(11, "/start")
        messages = await loopback.replies(11, 4)
    assert "".join(m["text"] + " " for m in messages[:3]) == "A sentence of some words. " * 300
    assert messages[3]["text"].startswith("Isnad")


async def test_long_answer_arrives_in_order(
    loopback: Loopback, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An answer of several messages keeps their order; only the last has buttons."""
    html = "\n\n".join(f"<b>Part {n}.</b> " + "Some words of a sentence. " * 30 for n in range(12))
    monkeypatch.setattr("bot.telegram.asking.answer_html", lambda *_, **__: html)
    async with running(loopback, tmp_path):
        loopback.say(11, QUESTION)
        messages = await loopback.replies(11, 3)
    assert ["reply_markup" in message for message in messages] == [False, False, True]
    assert "".join("".join(m["text"].split()) for m in messages) == "".join(
        html.replace("<b>", "").replace("</b>", "").split()
    )


async def test_group_that_became_a_supergroup_is_followed(loopback: Loopback, tmp_path: Path) -> None:
    """What waits for an upgraded group goes to its new id."""
    loopback.chat(-5, "group")
    loopback.chat(-1005)
    async with running(loopback, tmp_path, TinyEngine(seconds=0.3)):
        loopback.say(-5, f"/ask {QUESTION}", user=1)
        await loopback.until(lambda: loopback.updates.waiting == [] and loopback.updates.pushed == 1)
        loopback.chat(-5).migrated_to = -1005
        (message,) = await loopback.replies(-1005)
    assert "14 March 2021" in message["text"]


async def test_what_waits_for_a_group_that_moves_keeps_its_order(loopback: Loopback, tmp_path: Path) -> None:
    """What waited for the group comes before what is planned for the supergroup, tied to none of its messages."""
    loopback.chat(-5, "group")
    loopback.chat(-1005)
    async with running(loopback, tmp_path) as (bot, _):
        assert bot._dispatcher is not None
        delivery = bot._dispatcher._delivery
        loopback.fail("sendMessage", Refusal(429, "Too Many Requests: retry after 2", {"retry_after": 2}))
        loopback.say(-5, "/ask@isnad_test_bot When did the bridge reopen?", user=1)
        await loopback.until(lambda: any(call.code == 429 for call in loopback.calls))
        loopback.say(-5, "/search broken", user=2)
        await loopback.until(lambda: len(delivery) == 2)
        loopback.say(-5, None, user=1, migrate_to_chat_id=-1005)
        loopback.chat(-5).migrated_to = -1005
        loopback.say(-1005, "/help", user=3)
        messages = await loopback.replies(-1005, 3)
    assert "14 March 2021" in messages[0]["text"]
    assert "broken" in messages[1]["text"]
    assert ["reply_to_message" in message for message in messages] == [False, False, True]
    assert loopback.sent(-5) == []


async def test_topic_that_is_gone_does_not_lose_the_answer(loopback: Loopback, tmp_path: Path) -> None:
    """When the topic was deleted meanwhile, the answer goes to the group itself, as it was written."""
    loopback.chat(-5, forum=True)
    async with running(loopback, tmp_path):
        loopback.say(-5, f"/ask {QUESTION}", user=1, message_thread_id=77, is_topic_message=True)
        (message,) = await loopback.replies(-5)
    assert "14 March 2021" in message["text"]
    assert {"bold", "text_link"} <= {entity["type"] for entity in message["entities"]}
    assert "reply_markup" in message


async def test_message_planned_while_a_group_moves_is_sent_once(
    loopback: Loopback, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is planned for the old id just before the outbox is moved goes to the new one, and does not go twice."""
    loopback.chat(-5, "group", migrated_to=-1005)
    loopback.chat(-1005)
    loopback.flood.per_chat = 0
    monkeypatch.setattr("bot.telegram.pace._CHAT_SECONDS", 0.0)
    learn, late = moves.learn, [Outgoing(-5, "sendMessage", {"chat_id": -5, "text": "planned late"})]
    async with running(loopback, tmp_path) as (bot, _):
        loop, dispatcher = asyncio.get_running_loop(), bot._dispatcher
        assert dispatcher is not None

        def move_late(db: sqlite3.Connection, old: int, new: int) -> None:
            planned = outbox.plan(db, None, [late.pop()], time.time()) if late else []
            loop.call_soon_threadsafe(dispatcher._delivery.add, planned)
            learn(db, old, new)

        monkeypatch.setattr("bot.telegram.moves.learn", move_late)
        loopback.say(-5, f"/ask {QUESTION}", user=1)
        await loopback.replies(-1005, 2)
        loopback.say(-1005, "/start", user=1)
        messages = await loopback.replies(-1005, 3)
    assert [message["text"] for message in messages].count("planned late") == 1
    assert messages[2]["text"].startswith("Isnad")


async def test_server_errors_are_waited_out(loopback: Loopback, tmp_path: Path) -> None:
    """A server error and a failed poll are tried again; the answer arrives once."""
    loopback.fail("getUpdates", Refusal(502, "Bad Gateway"))
    loopback.fail("sendMessage", Refusal(500, "Internal Server Error"))
    async with running(loopback, tmp_path):
        loopback.say(11, QUESTION)
        await loopback.replies(11)
        loopback.say(12, QUESTION)
        await loopback.replies(12)
    assert len(loopback.sent(11)) == 1


async def test_answer_to_an_old_question_is_not_given_up_at_its_first_failure(
    loopback: Loopback, tmp_path: Path
) -> None:
    """What a bot that was down for days still has to send is tried as often as anything else."""
    db = connect(tmp_path / FILE)
    outbox.plan(db, None, [Outgoing(11, "sendMessage", {"chat_id": 11, "text": "kept"})], time.time() - 3 * 86_400)
    db.close()
    loopback.chat(11)
    loopback.fail("sendMessage", Refusal(502, "Bad Gateway"))
    async with running(loopback, tmp_path):
        (message,) = await loopback.replies(11)
    assert message["text"] == "kept"


@pytest.mark.parametrize("others", [True, False])
async def test_message_is_given_up_only_when_others_are_taken(
    loopback: Loopback, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, others: bool
) -> None:
    """A message that fails on and on while Telegram takes others stands aside for those behind it; an outage costs nothing."""
    monkeypatch.setattr("bot.telegram.delivery._GIVE_UP_SECONDS", 0.5)
    async with running(loopback, tmp_path):
        loopback.fail("sendMessage", Refusal(500, "Internal Server Error"))
        loopback.say(11, QUESTION)
        await loopback.until(lambda: any(call.code == 500 for call in loopback.calls))
        if others:
            loopback.say(12, QUESTION)
            await loopback.replies(12)
        loopback.fail("sendMessage", Refusal(500, "Internal Server Error"))
        loopback.say(11, "/start")
        *_, last = await loopback.replies(11, 1 if others else 2)
    assert last["text"].startswith("Isnad")
    assert len(loopback.sent(11)) == (1 if others else 2)


@pytest.mark.parametrize("conflicts", [3, 100])
async def test_conflict_passes_or_ends_the_bot(
    loopback: Loopback, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, conflicts: int
) -> None:
    """A killed process may be thought to poll on for a while: only who is refused for longer than a poll lasts gives way."""
    pauses = receive._CONFLICT_PAUSES
    assert sum(pauses) > POLL_SECONDS
    monkeypatch.setattr("bot.telegram.receive._CONFLICT_PAUSES", tuple(pause / 50 for pause in pauses))
    text = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    loopback.fail("getUpdates", Refusal(409, text), count=conflicts)
    ends = pytest.raises(BotError, match="Another process gets the updates") if conflicts > 3 else nullcontext()
    with ends:
        async with running(loopback, tmp_path):
            refused = min(conflicts, len(pauses) + 1)
            await loopback.until(lambda: sum(call.code == 409 for call in loopback.calls) == refused)
            if conflicts == 3:
                loopback.say(11, QUESTION)
                await loopback.replies(11)
    assert sum(call.code == 409 for call in loopback.calls) == refused


async def test_getting_updates_waits_as_long_as_telegram_asks(loopback: Loopback, tmp_path: Path) -> None:
    """A 429 to getUpdates is no failure: the next call comes after retry_after, and nothing is lost."""
    async with running(loopback, tmp_path):
        loopback.fail("getUpdates", Refusal(429, "Too Many Requests: retry after 1", {"retry_after": 1}), count=2)
        loopback.say(11, QUESTION)
        loopback.say(12, QUESTION)
        await loopback.replies(11)
        await loopback.replies(12)
    first, second = [call.at for call in loopback.calls if (call.method, call.code) == ("getUpdates", 429)]
    assert second - first >= 1


@pytest.mark.parametrize("code", [200, 403, 404, 409])
async def test_answer_of_something_else_than_telegram_is_waited_out(
    loopback: Loopback, tmp_path: Path, code: int
) -> None:
    """A proxy's page is no word of Telegram's about the token, the chat or another bot: it passes, and the message arrives."""
    async with running(loopback, tmp_path):
        for method in ("getUpdates", "sendMessage"):
            loopback.fail(method, ForeignPage(code))
        loopback.say(11, QUESTION)
        loopback.say(12, "/start")
        await loopback.replies(11)
        await loopback.replies(12)
    assert len(loopback.sent(11)) == 1


@pytest.mark.parametrize(
    ("code", "page"),
    [
        (502, "upstream error"),
        (500, []),
        (503, 7),
        (429, {"ok": False, "parameters": {"retry_after": "soon"}}),
        (429, {"ok": False, "parameters": ["retry_after"]}),
        (400, {"ok": False, "description": {"text": "no"}}),
    ],
)
async def test_answer_that_no_library_reads_is_waited_out(
    loopback: Loopback, tmp_path: Path, code: int, page: object
) -> None:
    """JSON of another shape than Telegram's, a proxy's bare string for one, is a failure that passes and does not end the bot."""
    async with running(loopback, tmp_path):
        for method in ("getUpdates", "sendMessage"):
            loopback.fail(method, ForeignPage(code, page))
        loopback.say(11, QUESTION)
        await loopback.replies(11)
        loopback.say(12, "/start")
        await loopback.replies(12)
    assert [call.code for call in loopback.calls if call.method == "sendMessage"] == [code, 200, 200]


async def test_question_that_is_gone_does_not_cost_the_answer_its_form(loopback: Loopback, tmp_path: Path) -> None:
    """An answer that may not be tied to its deleted question arrives untied, with its links and buttons."""
    async with running(loopback, tmp_path):
        loopback.fail("sendMessage", Refusal(400, "Bad Request: message to be replied not found"))
        loopback.say(-5, f"/ask {QUESTION}", user=1)
        (message,) = await loopback.replies(-5)
    assert {"bold", "text_link"} <= {entity["type"] for entity in message["entities"]}
    assert "reply_markup" in message
    assert "reply_to_message" not in message


async def test_throttled_preview_leaves_the_chat_alone(loopback: Loopback, tmp_path: Path) -> None:
    """After a 429 to a draft nothing goes to that chat before retry_after; then comes the answer itself."""
    async with running(loopback, tmp_path, TinyEngine(seconds=0.6, between=0.8)):
        loopback.fail("sendMessageDraft", Refusal(429, "Too Many Requests: retry after 4", {"retry_after": 4}))
        loopback.say(11, QUESTION)
        await loopback.replies(11)
    calls = [(call.method, call.code) for call in loopback.calls if call.params.get("chat_id") == 11]
    assert calls == [("sendMessageDraft", 429), ("sendMessage", 200)]
    draft, message = [call.at for call in loopback.calls if call.params.get("chat_id") == 11]
    assert message - draft >= 4


async def test_preview_that_is_refused_holds_what_already_waits(loopback: Loopback, tmp_path: Path) -> None:
    """A 429 to a preview also holds a message that was queued for the chat before it came."""
    hold = RetryAfter(2)
    async with running(loopback, tmp_path) as (bot, _):
        assert bot._dispatcher is not None
        delivery = bot._dispatcher._delivery
        loopback.say(11, "/start")
        await loopback.replies(11)
        loopback.say(11, "/help")  # waits for the second that a chat is given
        await loopback.until(lambda: len(delivery) == 1)
        begun = time.monotonic()
        await delivery.hold(11, hold)
        await loopback.replies(11, 2)
    assert time.monotonic() - begun >= 2


async def test_group_keeps_its_pace_over_a_restart(loopback: Loopback, tmp_path: Path) -> None:
    """Twenty messages a minute go to a group also where the bot was restarted within it: Telegram has nothing to refuse."""
    loopback.flood.per_chat = 0
    db, clock, now = connect(tmp_path / FILE), time.monotonic(), time.time()
    for number in range(20):
        ((_, planned),) = outbox.plan(db, None, [Outgoing(-5, "sendMessage", {})], now)
        outbox.sent(db, planned, number, now - 57)
        loopback.flood.take(-5, clock - 57)
    db.close()
    async with running(loopback, tmp_path):
        loopback.say(-5, "/start", user=1)
        await loopback.replies(-5)
    assert [call.code for call in loopback.calls if call.method == "sendMessage"] == [200]


def test_forgotten_message_is_not_put_together_again(tmp_path: Path) -> None:
    """What Telegram refused while its person was forgotten has no place in the outbox any more."""
    db = connect(tmp_path / FILE)
    ((_, planned),) = outbox.plan(db, None, [Outgoing(11, "sendMessage", {"text": "<b>x"}, user_id=11)], 0.0)
    assert outbox.fly(db, planned)
    conversation.forget(db, 11, update_id=1)
    assert outbox.replace(db, planned, [{"text": "x"}], plain=True) == []
    assert outbox.waiting(db) == []
    db.close()


async def test_cut_connection_may_repeat_one_message_only(loopback: Loopback, tmp_path: Path) -> None:
    """When nobody can know whether a message arrived it is sent again; the ones after it come once."""
    async with running(loopback, tmp_path):
        loopback.fail("sendMessage", None)
        loopback.say(11, "/search words 1")
        loopback.say(11, "/search words 2")
        messages = await loopback.replies(11, 3)
    assert [message["text"].split("”")[0][-1] for message in messages] == list("112")


async def test_slow_chat_does_not_block_another(loopback: Loopback, tmp_path: Path) -> None:
    """While one chat's answer is being made, others are answered; a chat's own questions wait their turn."""
    engine = TinyEngine(seconds=1.0)
    async with running(loopback, tmp_path, engine):
        loopback.say(11, QUESTION)
        await loopback.until(lambda: bool(engine.asked))
        engine.seconds = 0.0
        begun = time.monotonic()
        loopback.say(11, "/search words 2")
        loopback.say(12, QUESTION)
        await loopback.replies(12)
        assert loopback.sent(11) == []
        assert time.monotonic() - begun < 1.0
        first, second = await loopback.replies(11, 2)
    assert "14 March 2021" in first["text"]
    assert "words 2" in second["text"]


async def test_update_delivered_twice_is_answered_once(loopback: Loopback, tmp_path: Path) -> None:
    """Telegram repeats what was not confirmed: the identifier makes an update unique, over restarts too."""
    async with running(loopback, tmp_path):
        message = loopback.say(11, QUESTION)
        await loopback.replies(11)
    loopback.updates.push({"message": message}, update_id=500_000)
    async with running(loopback, tmp_path):
        loopback.say(11, "/start")
        await loopback.replies(11, 2)
    assert len(loopback.sent(11)) == 2


async def test_identifiers_that_begin_anew_lose_nothing(loopback: Loopback, tmp_path: Path) -> None:
    """#update: after a week without updates the next identifier is random, and another server counts for itself: lower or used, it is no repetition."""
    async with running(loopback, tmp_path):
        loopback.say(11, "/search words 0")
        loopback.say(11, "/search words 1")
        await loopback.replies(11, 2)
        for number, update_id in ((2, 7), (3, 500_000)):
            await loopback.until(lambda: not loopback.updates.waiting)
            loopback.updates.time_out()
            loopback.updates.push({"message": loopback.message(11, f"/search words {number}")}, update_id=update_id)
            await loopback.replies(11, number + 1)
    assert [message["text"].split("”")[0][-1] for message in loopback.sent(11)] == list("0123")


async def test_what_was_asked_while_down_is_answered_at_start(loopback: Loopback, tmp_path: Path) -> None:
    """Questions that came while the bot was down are answered when it starts, in order."""
    for number in range(3):
        loopback.say(11, f"/search words {number}")
    async with running(loopback, tmp_path):
        messages = await loopback.replies(11, 3)
    assert [message["text"].split("”")[0][-1] for message in messages] == list("012")
