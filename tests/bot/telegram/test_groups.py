"""Groups, topics, inline mode, and who may ask."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.bot.telegram.engine import TinyEngine
from tests.bot.telegram.loopback.server import USERNAME, Loopback
from tests.bot.telegram.reading import bare, buttons
from tests.bot.telegram.running import ADMIN, STRANGER, running

pytestmark = pytest.mark.usefixtures("unhurried")


async def test_people_in_a_group_do_not_share_a_subject(loopback: Loopback, tmp_path: Path) -> None:
    """What one person asked in a group is no context for another's question."""
    engine = TinyEngine()
    async with running(loopback, tmp_path, engine):
        loopback.say(-5, "/ask First?", user=1)
        await loopback.replies(-5, 1)
        loopback.say(-5, "/ask Second?", user=2)
        await loopback.replies(-5, 2)
    assert engine.asked[1][1] == ()


async def test_group_is_answered_when_it_asks(loopback: Loopback, tmp_path: Path) -> None:
    """In a group: typing, then one message tied to the question; nothing for what was not for the bot."""
    async with running(loopback, tmp_path):
        loopback.say(-5, "When did the bridge reopen?", user=1)
        question = loopback.say(-5, f"@{USERNAME} When did the bridge reopen?", user=1)
        (message,) = await loopback.replies(-5)
        loopback.say(-5, "And the harbour?", user=1, reply_to_message=message)
        await loopback.replies(-5, 2)
    assert message["reply_to_message"]["message_id"] == question["message_id"]
    methods = [call.method for call in loopback.calls if call.params.get("chat_id") == -5]
    assert methods == ["sendChatAction", "sendMessage"] * 2


async def test_topic_is_respected(loopback: Loopback, tmp_path: Path) -> None:
    """A question in a topic of a forum is answered in that topic."""
    loopback.chat(-5, forum=True, topics={77})
    async with running(loopback, tmp_path):
        loopback.say(-5, "/ask When did the bridge reopen?", user=1, message_thread_id=77, is_topic_message=True)
        (message,) = await loopback.replies(-5)
    assert message["message_thread_id"] == 77


async def test_inline_query_gets_a_cited_answer(loopback: Loopback, tmp_path: Path) -> None:
    """Inline mode gives an answer with its sources to put into any chat, without buttons that others could not press."""
    async with running(loopback, tmp_path):
        short, query = loopback.ask_inline(11, "Wh"), loopback.ask_inline(11, "When did the bridge reopen?")
        await loopback.until(lambda: {short, query} <= loopback.inline_answers.keys())
    (article,) = loopback.inline_answers[query]
    assert "The Valley Post" in article["input_message_content"]["message_text"]
    assert "reply_markup" not in article
    assert loopback.inline_answers[short] == []


async def test_inline_query_above_the_limit_is_answered_with_nothing(loopback: Loopback, tmp_path: Path) -> None:
    """Who types too fast waits for no answer that will not come, and the empty one is not kept for the next try."""
    async with running(loopback, tmp_path, questions_per_minute=1):
        for text in ("When did the bridge reopen?", "When did the bridge reopen again?"):
            query = loopback.ask_inline(11, text)
            await loopback.until(lambda query=query: query in loopback.inline_answers)  # type: ignore[misc]
    assert [len(results) for results in loopback.inline_answers.values()] == [1, 0]
    *_, last = [call for call in loopback.calls if call.method == "answerInlineQuery"]
    assert int(last.params.get("cache_time", 300)) == 0


async def test_guest_query_gets_a_cited_answer(loopback: Loopback, tmp_path: Path) -> None:
    """Summoned into a chat where it is no member, the bot answers the guest query and writes nowhere else."""
    async with running(loopback, tmp_path):
        loopback.queries["g1"] = time.monotonic()
        message = loopback.message(-9, f"@{USERNAME} When did the bridge reopen?", user=11, guest_query_id="g1")
        loopback.updates.push({"guest_message": message})
        await loopback.until(lambda: "g1" in loopback.inline_answers)
    assert loopback.sent(-9) == []


async def test_strangers_get_no_reply(loopback: Loopback, tmp_path: Path) -> None:
    """Where the settings name who may ask, others are not answered in any way."""
    engine = TinyEngine()
    async with running(loopback, tmp_path, engine, allowed=(11,)):
        loopback.say(STRANGER, "When did the bridge reopen?")
        loopback.say(STRANGER, "/start")
        loopback.ask_inline(STRANGER, "When did the bridge reopen?")
        loopback.press(loopback.message(STRANGER, "m"), "lang:ar")
        loopback.say(11, "When did the bridge reopen?")
        await loopback.replies(11)
        loopback.say(11, "/start")
        await loopback.replies(11, 2)
    assert loopback.sent(STRANGER) == []
    assert len(engine.asked) == 1
    assert len(loopback.queries) == 2


async def test_allow_and_deny_last(loopback: Loopback, tmp_path: Path) -> None:
    """An administrator lets somebody in and shuts somebody out; both outlast a restart."""
    async with running(loopback, tmp_path, allowed=(11,)):
        for number, text in enumerate((f"/allow {STRANGER}", "/deny 11", "/allow me"), start=1):
            loopback.say(ADMIN, text)
            await loopback.replies(ADMIN, number)
        loopback.say(12, "/allow 12")
    async with running(loopback, tmp_path, allowed=(11,)):
        loopback.say(11, "/start")
        loopback.say(STRANGER, "/start")
        await loopback.replies(STRANGER)
        loopback.say(STRANGER, "/allow 11")
        _, refused = await loopback.replies(STRANGER, 2)
    assert loopback.sent(11) == loopback.sent(12) == []
    assert refused["text"] == "This command is for administrators."
    assert bare(loopback.sent(ADMIN)[2]).startswith("Give the id")


async def test_what_may_be_for_another_bot_is_not_refused(loopback: Loopback, tmp_path: Path) -> None:
    """In a group an unknown command, or one for administrators, gets a reply only where it names this bot."""
    async with running(loopback, tmp_path):
        loopback.say(-5, "/weather Beirut", user=1)
        loopback.say(-5, "/reindex", user=1)
        loopback.say(-5, "/status", user=1)
        loopback.say(-5, f"/weather@{USERNAME}", user=1)
        loopback.say(-5, f"/allow@{USERNAME} 1", user=1)
        unknown, refused = await loopback.replies(-5, 2)
        loopback.say(-5, "/sources", user=1)
        await loopback.replies(-5, 3)
    assert "/help lists" in unknown["text"]
    assert refused["text"] == "This command is for administrators."
    assert len(loopback.sent(-5)) == 3


async def test_group_that_was_let_in_stays_so_as_a_supergroup(loopback: Loopback, tmp_path: Path) -> None:
    """When a group becomes a supergroup, its new id may ask what the old one might, and its answers can be opened there."""
    loopback.chat(-5, "group")
    async with running(loopback, tmp_path, allowed=(-5,)):
        loopback.say(-5, "/ask When did the bridge reopen?", user=1)
        (answer,) = await loopback.replies(-5)
        loopback.say(-5, None, user=1, migrate_to_chat_id=-1005)
        loopback.chat(-5).migrated_to = -1005
        loopback.say(-1005, None, user=1, migrate_from_chat_id=-5)
        loopback.say(-1005, "/start", user=1)
        await loopback.replies(-1005)
    async with running(loopback, tmp_path, allowed=(-5,)):
        loopback.press({**answer, "chat": {"id": -1005, "type": "supergroup"}}, buttons(answer)["[1]"], user=1)
        await loopback.replies(-1005, 2)
    assert "reopened on 14 March 2021" in loopback.sent(-1005)[1]["text"]
    assert len(loopback.sent(-5)) == 1


async def test_group_that_moved_while_nobody_listened_is_answered_in_order(loopback: Loopback, tmp_path: Path) -> None:
    """What was asked before and after the move comes in one batch: it is answered in order in the supergroup, the group's permission with it."""
    loopback.chat(-5, "group")
    loopback.say(-5, f"/ask@{USERNAME} When did the bridge reopen?", user=1)
    loopback.say(-5, None, user=1, migrate_to_chat_id=-1005)
    loopback.chat(-5).migrated_to = -1005
    loopback.say(-1005, "/start", user=1)
    async with running(loopback, tmp_path, TinyEngine(seconds=0.5), allowed=(-5,)):
        answer, start = await loopback.replies(-1005, 2)
    assert "14 March 2021" in answer["text"]
    assert "reply_to_message" not in answer
    assert start["text"].startswith("Isnad")
    assert [call.code for call in loopback.calls if call.method == "sendMessage"] == [200, 200]


async def test_question_that_is_answered_while_its_group_moves_keeps_its_place(
    loopback: Loopback, tmp_path: Path
) -> None:
    """An answer in the making goes to the supergroup, before what was asked there, and its sources are opened there."""
    loopback.chat(-5, "group")
    engine = TinyEngine(seconds=1.0)
    async with running(loopback, tmp_path, engine):
        loopback.say(-5, f"/ask@{USERNAME} When did the bridge reopen?", user=1)
        await loopback.until(lambda: len(engine.asked) == 1)
        loopback.say(-5, None, user=1, migrate_to_chat_id=-1005)
        loopback.chat(-5).migrated_to = -1005
        loopback.say(-1005, "/start", user=1)
        answer, start = await loopback.replies(-1005, 2)
        loopback.press(answer, buttons(answer)["[1]"], user=1)
        await loopback.replies(-1005, 3)
        loopback.press({**answer, "chat": {"id": -5, "type": "group"}}, buttons(answer)["[1]"], user=1)
        *_, opened = await loopback.replies(-1005, 4)
    assert start["text"].startswith("Isnad")
    assert "reopened on 14 March 2021" in opened["text"]
    assert all(call.code == 200 for call in loopback.calls if call.method == "sendMessage")


async def test_decision_about_a_supergroup_wins_over_the_groups(loopback: Loopback, tmp_path: Path) -> None:
    """A supergroup that is shut out stays so, whatever was said of the group that it was, also after a restart."""
    loopback.chat(-5, "group")
    for _ in range(2):
        async with running(loopback, tmp_path, allowed=(-5,)):
            loopback.say(-5, None, user=1, migrate_to_chat_id=-1005)
            loopback.say(ADMIN, "/deny -1005")
            denied = len(loopback.sent(ADMIN)) + 1
            await loopback.replies(ADMIN, denied)
            loopback.say(-1005, "/start", user=1)
            loopback.say(ADMIN, "/start")
            await loopback.replies(ADMIN, denied + 1)
    assert loopback.sent(-1005) == []
