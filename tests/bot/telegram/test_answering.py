"""What people send and what they get: the real library, the real SQLite file, a loopback Bot API server."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from bot.telegram.app import FILE
from bot.telegram.store import connect
from rag.errors import IndexDamaged
from tests.bot.telegram.engine import TinyEngine
from tests.bot.telegram.loopback.server import Loopback
from tests.bot.telegram.reading import MARKS, bare, buttons
from tests.bot.telegram.running import running

pytestmark = pytest.mark.usefixtures("unhurried")


async def test_answer_shows_value_statements_and_sources(loopback: Loopback, tmp_path: Path) -> None:
    """The short answer stands first, then cited statements, then the sources with outlet, date and age."""
    async with running(loopback, tmp_path):
        loopback.say(11, "When did the bridge reopen?")
        (message,) = await loopback.replies(11)
    lines = bare(message).split("\n")
    assert lines[0] == "14 March 2021"
    assert lines[2].endswith("“The old bridge over the river reopened on 14 March 2021.” [1]")
    assert "[1] Bridge reopens after nine months – The Valley Post, 15 March 2021, " in bare(message)
    assert {e["url"] for e in message["entities"] if e["type"] == "text_link"} == {
        "https://valley.example/bridge?a=1&b=2"
    }
    assert list(buttons(message)) == ["[1]", "[2]", "👍 Helpful", "👎 Not helpful"]


async def test_answer_is_in_the_language_of_the_question(loopback: Loopback, tmp_path: Path) -> None:
    """An Arabic question is answered in Arabic, the English quote in it marked as such."""
    async with running(loopback, tmp_path):
        loopback.say(11, "متى أعيد افتتاح المرفأ؟")
        (message,) = await loopback.replies(11)
    assert "المصادر" in message["text"]
    assert "(بالإنجليزية)" in message["text"]


async def test_button_opens_the_passage_with_the_words_marked(loopback: Loopback, tmp_path: Path) -> None:
    """[2] opens the passage of source 2 in a quote that unfolds; the cited words are bold; the press is answered."""
    async with running(loopback, tmp_path):
        loopback.say(11, "When did the bridge reopen?")
        (message,) = await loopback.replies(11)
        query = loopback.press(message, buttons(message)["[2]"])
        _, opened = await loopback.replies(11, 2)
    kinds = {
        e["type"]: opened["text"]
        .encode("utf-16-le")[2 * e["offset"] : 2 * (e["offset"] + e["length"])]
        .decode("utf-16-le")
        for e in opened["entities"]
    }
    assert kinds["bold"] == "أعيد افتتاح المرفأ القديم في 14 آذار 2021"
    assert "وعبرت أول سفينة" in kinds["expandable_blockquote"]
    assert opened["reply_to_message"]["message_id"] == message["message_id"]
    assert query not in loopback.queries


async def test_buttons_of_another_chat_show_nothing(loopback: Loopback, tmp_path: Path) -> None:
    """Callback data of somebody else's answer, sent from another chat, opens nothing and judges nothing."""
    async with running(loopback, tmp_path):
        loopback.say(11, "When did the bridge reopen?")
        (message,) = await loopback.replies(11)
        foreign = loopback.message(12, "mine")
        for data in (*buttons(message).values(), "s::1", "s:x:99", "lang:xx", "", "good:" + "x" * 60):
            loopback.press(foreign, data)
        await loopback.until(lambda: not loopback.queries)
        loopback.say(12, "/start")
        (only,) = await loopback.replies(12)
    assert only["text"].startswith("Isnad")
    db = connect(tmp_path / FILE)
    assert db.execute("select count(*) from feedback").fetchone()[0] == 0
    db.close()


async def test_feedback_is_stored_with_the_answer(loopback: Loopback, tmp_path: Path) -> None:
    """A judgement is kept with the engine's id of the answer; the last one of a person counts."""
    async with running(loopback, tmp_path):
        loopback.say(11, "When did the bridge reopen?")
        (message,) = await loopback.replies(11)
        loopback.press(message, buttons(message)["👍 Helpful"])
        await loopback.until(lambda: not loopback.queries)
        loopback.press(message, buttons(message)["👎 Not helpful"])
        await loopback.until(lambda: not loopback.queries)
        loopback.say(11, "/start")
        await loopback.replies(11, 2)
    db = connect(tmp_path / FILE)
    assert [tuple(row) for row in db.execute("select engine_id, user_id, verdict from feedback")] == [("a1", 11, "bad")]
    db.close()


async def test_refusal_helps(loopback: Loopback, tmp_path: Path) -> None:
    """A refusal says what is missing, offers the nearest articles to open, and what was searched."""
    async with running(loopback, tmp_path):
        loopback.say(11, "When did the volcano erupt?")
        (message,) = await loopback.replies(11)
        loopback.press(message, buttons(message)["[1]"])
        _, opened = await loopback.replies(11, 2)
    text = bare(message)
    assert text.startswith("The archive does not say.")
    assert "Not in what comes closest: volcano" in text
    assert "[1] Museum <east> wing & hall" in text
    assert "Searched 3 articles" in text
    assert "moved 40 paintings" in bare(opened)


async def test_conversation_keeps_its_subject_over_a_restart(loopback: Loopback, tmp_path: Path) -> None:
    """Asking on gives the engine the earlier turns, also when the bot was restarted in between."""
    first, second = TinyEngine(), TinyEngine()
    async with running(loopback, tmp_path, first):
        loopback.say(11, "When did the bridge reopen?")
        await loopback.replies(11)
    async with running(loopback, tmp_path, second):
        loopback.say(11, "And who crossed it first?")
        await loopback.replies(11, 2)
    ((_, turns),) = second.asked
    assert [turn.question for turn in turns] == ["When did the bridge reopen?"]
    assert turns[0].article_ids == ("bridge", "harbour")


async def test_reply_goes_back_to_the_answer_replied_to(loopback: Loopback, tmp_path: Path) -> None:
    """Replying to an earlier answer leaves out what was asked after it."""
    engine = TinyEngine()
    async with running(loopback, tmp_path, engine):
        for number, question in enumerate(("First?", "Second?"), start=1):
            loopback.say(11, question)
            await loopback.replies(11, number)
        loopback.say(11, "Third?", reply_to_message=loopback.sent(11)[0])
        await loopback.replies(11, 3)
    assert [turn.question for turn in engine.asked[2][1]] == ["First?"]


async def test_edited_question_is_answered_again(loopback: Loopback, tmp_path: Path) -> None:
    """An edit gets a new answer tied to the question; an edit that changes no words gets none."""
    engine = TinyEngine()
    async with running(loopback, tmp_path, engine):
        question = loopback.say(11, "When did the brige reopen?")
        await loopback.replies(11, 1)
        loopback.edit(question, "When did the bridge reopen?")
        _, again = await loopback.replies(11, 2)
        loopback.edit(question, "When did the bridge reopen?")
        loopback.say(11, "/start")
        await loopback.replies(11, 3)
    assert again["reply_to_message"]["message_id"] == question["message_id"]
    assert [asked for asked, _ in engine.asked] == ["When did the brige reopen?", "When did the bridge reopen?"]


@pytest.mark.parametrize("command", ["/search", "/timeline", "/latest", "/weather", "/search volcano", "/language"])
async def test_edited_command_is_carried_out_when_its_words_changed(
    loopback: Loopback, tmp_path: Path, command: str
) -> None:
    """A command is read again when its words changed, whatever it came to before; an edit that changes none, also after a restart, is not."""
    async with running(loopback, tmp_path):
        message = loopback.say(11, command)
        await loopback.replies(11)
        loopback.edit(message, f"{command} ")
    async with running(loopback, tmp_path):
        loopback.edit(message, command)
        loopback.edit(message, "/search bridge")
        _, again = await loopback.replies(11, 2)
        loopback.edit(message, "/search  bridge")
        loopback.say(11, "/start")
        await loopback.replies(11, 3)
    assert "Passages for “bridge”" in bare(again)
    assert again["reply_to_message"]["message_id"] == message["message_id"]
    assert len(loopback.sent(11)) == 3


async def test_edit_that_was_passed_over_is_not_what_the_next_is_compared_with(
    loopback: Loopback, tmp_path: Path
) -> None:
    """A question changed and changed back while others wait has been answered already."""
    engine = TinyEngine(seconds=0.5)
    async with running(loopback, tmp_path, engine):
        message = loopback.say(11, "When did the bridge reopen?")
        await loopback.replies(11)
        loopback.say(11, "When did the volcano erupt?")
        loopback.edit(message, "When did the bridge close?")
        loopback.edit(message, "When did the bridge reopen?")
        loopback.say(11, "/start")
        await loopback.replies(11, 3)
    assert [asked for asked, _ in engine.asked] == ["When did the bridge reopen?", "When did the volcano erupt?"]


async def test_edited_question_keeps_its_place_in_the_conversation(loopback: Loopback, tmp_path: Path) -> None:
    """An edited question follows what was asked before it: neither its own earlier answer nor what came later."""
    engine = TinyEngine()
    async with running(loopback, tmp_path, engine):
        loopback.say(11, "First?")
        await loopback.replies(11, 1)
        second = loopback.say(11, "Secnd?")
        await loopback.replies(11, 2)
        loopback.say(11, "Third?")
        await loopback.replies(11, 3)
        loopback.edit(second, "Second?")
        await loopback.replies(11, 4)
        loopback.edit(second, "Second one?")
        await loopback.replies(11, 5)
    assert [[turn.question for turn in turns] for _, turns in engine.asked[3:]] == [["First?"], ["First?"]]


async def test_question_edited_into_cancel_stops_the_answer(loopback: Loopback, tmp_path: Path) -> None:
    """/cancel overtakes the answer in the making also when it is what a message was edited to."""
    async with running(loopback, tmp_path, TinyEngine(seconds=60)):
        message = loopback.say(11, "When did the bridge reopen?")
        await loopback.until(lambda: bool(loopback.drafts))
        loopback.edit(message, "/cancel")
        (cancelled,) = await loopback.replies(11)
    assert cancelled["text"] == "Cancelled."


async def test_drafts_show_statements_and_a_message_follows(loopback: Loopback, tmp_path: Path) -> None:
    """A slow answer is shown statement by statement in a private chat, and always completed by a message."""
    async with running(loopback, tmp_path, TinyEngine(seconds=0.2, between=1.0)):
        loopback.say(11, "When did the bridge reopen?")
        await loopback.replies(11)
    texts = [MARKS.sub("", text) for _, chat, _, text in loopback.drafts if chat == 11]
    assert len({draft_id for _, _, draft_id, _ in loopback.drafts}) == 1
    assert "According to The Valley Post" in texts[0]
    assert "جريدة الساحل" in texts[-1]
    assert [call.method for call in loopback.calls if call.params.get("chat_id") == 11][-1] == "sendMessage"


async def test_quick_answer_makes_no_draft(loopback: Loopback, tmp_path: Path) -> None:
    """An answer that is there at once is one message and no flicker."""
    async with running(loopback, tmp_path):
        loopback.say(11, "When did the bridge reopen?")
        await loopback.replies(11)
    assert loopback.drafts == []


@pytest.mark.parametrize("error", [IndexDamaged("counts differ"), RuntimeError("a bug with a secret question")])
async def test_failure_is_told_and_does_not_stop_the_bot(loopback: Loopback, tmp_path: Path, error: Exception) -> None:
    """An engine that fails gets the asker a sentence, and the next question is answered."""
    engine = TinyEngine(error=error)
    async with running(loopback, tmp_path, engine):
        loopback.say(11, "When did the bridge reopen?")
        (failed,) = await loopback.replies(11)
        engine.error = None
        loopback.say(12, "When did the bridge reopen?")
        (answered,) = await loopback.replies(12)
    assert "operator has been told" in failed["text"]
    assert "14 March 2021" in answered["text"]


async def test_late_answer_says_so(loopback: Loopback, tmp_path: Path) -> None:
    """What was asked more than an hour ago is answered with a note, tied to the question."""
    async with running(loopback, tmp_path):
        loopback.say(11, "When did the bridge reopen?", date=int(time.time()) - 3 * 3600)
        loopback.say(12, "متى افتتح الجسر؟", date=int(time.time()) - 2 * 3600)
        (english,) = await loopback.replies(11)
        (arabic,) = await loopback.replies(12)
    assert bare(english).startswith("You asked this 3 hours ago, while I was away.")
    assert bare(arabic).startswith("سألتَ هذا قبل ساعتين وكنتُ متوقفًا.")
    assert "reply_to_message" in english


async def test_too_many_questions_are_slowed_down(loopback: Loopback, tmp_path: Path) -> None:
    """Above the limit of a minute a person is told once; others are not affected."""
    engine = TinyEngine()
    async with running(loopback, tmp_path, engine, questions_per_minute=2):
        for number in range(5):
            loopback.say(11, f"Question {number} about the bridge?")
        await loopback.replies(11, 3)
        loopback.say(12, "When did the bridge reopen?")
        await loopback.replies(12)
        loopback.say(12, "/start")
        await loopback.replies(12, 2)
    assert len(loopback.sent(11)) == 3
    assert loopback.sent(11)[2]["text"].startswith("That was a lot of questions.")
    assert [question for question, _ in engine.asked].count("When did the bridge reopen?") == 1


async def test_logs_hold_no_texts_and_no_token(loopback: Loopback, tmp_path: Path) -> None:
    """Neither what people wrote, nor their names, nor the token reach the log."""
    async with running(loopback, tmp_path, TinyEngine(error=RuntimeError("boom"))) as (_, lines):
        person: dict[str, Any] = {"from": {"id": 11, "is_bot": False, "first_name": "Zenobia"}}
        loopback.say(11, "A very private question?", **person)
        await loopback.replies(11)
    log = lines.getvalue()
    assert "boom" in log
    assert not any(word in log for word in ("private question", "Zenobia", "AAloopback"))


async def test_pictures_sent_together_get_one_reply(loopback: Loopback, tmp_path: Path) -> None:
    """Of an album, the caption is the question; an album without one is told once that only texts are read."""
    async with running(loopback, tmp_path):
        for number in range(3):
            caption: dict[str, Any] = {"caption": "When did the bridge reopen?"} if number == 0 else {}
            loopback.say(11, None, photo=[], media_group_id="a", **caption)
        for _ in range(3):
            loopback.say(11, None, photo=[], media_group_id="b")
        loopback.say(11, "/start")
        answered, told, start = await loopback.replies(11, 3)
    assert "14 March 2021" in answered["text"]
    assert "text only" in told["text"]
    assert start["text"].startswith("Isnad")


async def test_button_pressed_too_often_is_told_so(loopback: Loopback, tmp_path: Path) -> None:
    """Above the limit a press is answered with a notice, so that no client waits for it, and opens nothing."""
    async with running(loopback, tmp_path, questions_per_minute=1):
        loopback.say(11, "When did the bridge reopen?")
        (message,) = await loopback.replies(11)
        loopback.press(message, buttons(message)["[1]"])
        await loopback.until(lambda: any(call.method == "answerCallbackQuery" for call in loopback.calls))
    (notice,) = (c.params["text"] for c in loopback.calls if c.method == "answerCallbackQuery")
    assert notice.startswith("That was a lot of questions.")
    assert len(loopback.sent(11)) == 1


async def test_late_press_opens_the_passage_all_the_same(loopback: Loopback, tmp_path: Path) -> None:
    """A press that Telegram has forgotten (query is too old) cannot be answered, but the passage is sent."""
    async with running(loopback, tmp_path):
        loopback.say(11, "When did the bridge reopen?")
        (message,) = await loopback.replies(11)
        query = loopback.press(message, buttons(message)["[1]"])
        loopback.queries[query] -= 3600
        _, opened = await loopback.replies(11, 2)
    assert "reopened on 14 March 2021" in opened["text"]
    assert [call.code for call in loopback.calls if call.method == "answerCallbackQuery"] == [400]
