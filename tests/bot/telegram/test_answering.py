"""What people send and what they get: the real library, the real SQLite file, a loopback Bot API server."""

from __future__ import annotations

import asyncio
import re
import time
from pathlib import Path
from typing import Any

import pytest

from bot.telegram.app import FILE
from bot.telegram.store import connect
from rag.errors import IndexDamaged
from tests.bot.telegram.engine import TinyEngine
from tests.bot.telegram.loopback.server import USERNAME, Loopback
from tests.bot.telegram.running import ADMIN, STRANGER, running

MARKS = re.compile("[\u2068\u2069\u200e\u200f]")


@pytest.fixture(autouse=True)
def _unhurried(loopback: Loopback, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a chat be written to without pause: the pace has tests of its own."""
    loopback.flood.per_chat = 0
    monkeypatch.setattr("bot.telegram.pace._CHAT_SECONDS", 0.0)


def bare(message: dict[str, Any]) -> str:
    """Return a message's text without the invisible marks of direction."""
    return MARKS.sub("", message["text"])


def waiting(data: Path) -> int:
    """Return how many updates and messages wait in the bot's file."""
    db = connect(data / FILE)
    updates = db.execute("select count(*) from updates where done = 0").fetchone()[0]
    messages = db.execute("select count(*) from outbox where state in ('planned', 'flying')").fetchone()[0]
    db.close()
    return int(updates) + int(messages)


def buttons(message: dict[str, Any]) -> dict[str, str]:
    """Return the buttons of a message: text to callback data."""
    rows = message["reply_markup"]["inline_keyboard"]
    return {button["text"]: button["callback_data"] for row in rows for button in row}


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


async def test_people_in_a_group_do_not_share_a_subject(loopback: Loopback, tmp_path: Path) -> None:
    """What one person asked in a group is no context for another's question."""
    engine = TinyEngine()
    async with running(loopback, tmp_path, engine):
        loopback.say(-5, "/ask First?", user=1)
        await loopback.replies(-5, 1)
        loopback.say(-5, "/ask Second?", user=2)
        await loopback.replies(-5, 2)
    assert engine.asked[1][1] == ()


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


async def test_cancel_stops_the_answer_being_made(loopback: Loopback, tmp_path: Path) -> None:
    """/cancel does not wait behind the answer, which is then not sent; nor is what waited behind it."""
    engine = TinyEngine(seconds=1.0)
    async with running(loopback, tmp_path, engine):
        loopback.say(11, "When did the bridge reopen?")
        loopback.say(11, "And the harbour?")
        await loopback.until(lambda: bool(engine.asked))
        loopback.say(11, "/cancel")
        (cancelled,) = await loopback.replies(11)
        loopback.say(11, "/cancel")
        _, nothing = await loopback.replies(11, 2)
    assert (cancelled["text"], nothing["text"]) == ("Cancelled.", "Nothing is being answered.")
    assert len(engine.asked) == 1


async def test_cancel_at_any_moment_leaves_nothing_unsent(loopback: Loopback, tmp_path: Path) -> None:
    """Whenever /cancel comes, the question is answered or cancelled, and nothing planned stays behind."""
    async with running(loopback, tmp_path, TinyEngine(seconds=0.005)):
        for round_number in range(30):
            loopback.say(11, "When did the bridge reopen?")
            await asyncio.sleep(round_number / 1000)
            loopback.say(11, "/cancel")
        loopback.say(11, "/start")
        await loopback.until(lambda: any("Isnad" in message["text"] for message in loopback.sent(11)))
        await loopback.until(lambda: waiting(tmp_path) == 0)
    texts = [message["text"] for message in loopback.sent(11)]
    assert sum("14 March" in text or text in ("Cancelled.", "Nothing is being answered.") for text in texts) >= 30


async def test_cancel_leaves_others_alone(loopback: Loopback, tmp_path: Path) -> None:
    """In a group, one person's /cancel does not stop another's question."""
    engine = TinyEngine(seconds=0.5)
    async with running(loopback, tmp_path, engine):
        loopback.say(-5, "/ask When did the bridge reopen?", user=1)
        await loopback.until(lambda: bool(engine.asked))
        loopback.say(-5, "/cancel", user=2)
        await loopback.replies(-5, 2)
    assert {message["text"] for message in loopback.sent(-5)} > {"Nothing is being answered."}


async def test_forget_deletes_what_is_stored(loopback: Loopback, tmp_path: Path) -> None:
    """After /forget no question, answer, judgement or language of the person is left in the file; others' are."""
    engine = TinyEngine()
    async with running(loopback, tmp_path, engine):
        for user in (11, 12):
            loopback.say(user, f"Secret {user} bridge?")
            (message,) = await loopback.replies(user)
            loopback.press(message, buttons(message)["👍 Helpful"])
        loopback.say(11, "/language ar")
        await loopback.replies(11, 2)
        loopback.say(11, "/forget")
        await loopback.replies(11, 3)
        loopback.say(11, "And then?")
        await loopback.replies(11, 4)
    assert engine.asked[-1][1] == ()
    db = connect(tmp_path / FILE)
    everything = "\n".join(db.iterdump())
    db.close()
    assert "Secret 12" in everything
    assert "Secret 11" not in everything


async def test_commands_answer_shortly(loopback: Loopback, tmp_path: Path) -> None:
    """Every command, an unknown one, an empty question, media and a very long text each get one helpful reply."""
    sent = {
        "/start": "Isnad answers",
        "/help": "/timeline",
        "/sources": "Searched 3 articles",
        "/language": "Which language",
        "/frobnicate": "/help lists",
        "/ask": "Write the question",
        "/search": "/search truce",
        "/latest": "Newest articles",
        "/search bridge": "Passages for “bridge”",
        "/search volcano": "No passage matches",
        "/latest bridge": "Newest: bridge",
        "/timeline bridge": "14 March 2021\nThe old bridge over the river reopened on 14 March 2021. [1]",
        "/timeline volcano": "No dated event matches",
        "bridge? " * 700: "I read up to 1000",
    }
    async with running(loopback, tmp_path):
        for number, (text, reply) in enumerate(sent.items(), start=1):
            loopback.say(number, text)
            (message,) = await loopback.replies(number)
            assert reply in bare(message), text
        for number, media in enumerate(("sticker", "voice", "photo"), start=50):
            media_of: dict[str, Any] = {media: {}}
            loopback.say(number, None, **media_of)
            (message,) = await loopback.replies(number)
            assert "text only" in message["text"]


async def test_latest_shows_the_newest_first(loopback: Loopback, tmp_path: Path) -> None:
    """/latest orders by date of publication and leaves out what has none."""
    async with running(loopback, tmp_path):
        loopback.say(11, "/latest bridge")
        (message,) = await loopback.replies(11)
    heads = [line for line in bare(message).split("\n") if line.startswith("[")]
    assert [head.split(" – ")[1].split(",")[0] for head in heads] == ["جريدة الساحل", "The Valley Post"]


async def test_chosen_language_is_kept(loopback: Loopback, tmp_path: Path) -> None:
    """A language chosen by button answers English questions in Arabic."""
    async with running(loopback, tmp_path):
        loopback.say(11, "/language")
        (prompt,) = await loopback.replies(11)
        loopback.press(prompt, buttons(prompt)["العربية"])
        await loopback.replies(11, 2)
        loopback.say(11, "When did the bridge reopen?")
        *_, message = await loopback.replies(11, 3)
    assert "المصادر" in message["text"]


async def test_commands_are_described_in_both_languages(loopback: Loopback, tmp_path: Path) -> None:
    """The menu is set without a language and in Arabic; administrators see more in their own chat."""
    loopback.chat(ADMIN)
    async with running(loopback, tmp_path):
        await loopback.until(lambda: (f"chat {ADMIN}", "ar") in loopback.commands)
    assert [one["command"] for one in loopback.commands["default", ""]][:3] == ["ask", "search", "timeline"]
    assert loopback.commands["default", "ar"][0]["description"] == "اسأل الأرشيف"
    assert "reindex" in [one["command"] for one in loopback.commands[f"chat {ADMIN}", ""]]


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


async def test_inline_query_gets_a_cited_answer(loopback: Loopback, tmp_path: Path) -> None:
    """Inline mode gives an answer with its sources to put into any chat, without buttons that others could not press."""
    async with running(loopback, tmp_path):
        short, query = loopback.ask_inline(11, "Wh"), loopback.ask_inline(11, "When did the bridge reopen?")
        await loopback.until(lambda: {short, query} <= loopback.inline_answers.keys())
    (article,) = loopback.inline_answers[query]
    assert "The Valley Post" in article["input_message_content"]["message_text"]
    assert "reply_markup" not in article
    assert loopback.inline_answers[short] == []


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


async def test_status_and_reindex_are_told(loopback: Loopback, tmp_path: Path) -> None:
    """/status shows numbers; /reindex ends with its result, and the new generation answers."""
    engine = TinyEngine()
    async with running(loopback, tmp_path, engine):
        loopback.say(ADMIN, "/status")
        (status,) = await loopback.replies(ADMIN)
        loopback.say(ADMIN, "/reindex")
        *_, done = await loopback.replies(ADMIN, 3)
    assert "generation: 1" in status["text"]
    assert done["text"].startswith("Done in")
    assert engine.generation == 2


async def test_reindex_shows_how_far_it_is(loopback: Loopback, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A long /reindex edits its message as it goes, and does not keep others waiting."""
    monkeypatch.setattr("bot.telegram.administration._PROGRESS_EVERY", 0.1)
    engine = TinyEngine(seconds=0.4)
    async with running(loopback, tmp_path, engine):
        loopback.say(ADMIN, "/reindex")
        await loopback.until(lambda: any(call.method == "editMessageText" for call in loopback.calls))
        loopback.say(11, "/sources")
        await loopback.replies(11)
        assert engine.generation == 1
        await loopback.replies(ADMIN, 2)
    assert "1 of 3" in loopback.sent(ADMIN)[0]["text"] or "2 of 3" in loopback.sent(ADMIN)[0]["text"]


async def test_failing_reindex_is_told(loopback: Loopback, tmp_path: Path) -> None:
    """When indexing fails the administrator reads what happened and that the archive is unchanged."""
    async with running(loopback, tmp_path, TinyEngine(error=IndexDamaged("counts differ"))):
        loopback.say(ADMIN, "/reindex")
        *_, told = await loopback.replies(ADMIN, 2)
    assert "unchanged" in told["text"]
    assert "counts differ" in told["text"]


async def test_new_generation_is_taken_up(loopback: Loopback, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A generation published by another process is used without a restart."""
    monkeypatch.setattr("bot.telegram.app.REFRESH_SECONDS", 0.05)
    engine = TinyEngine()
    async with running(loopback, tmp_path, engine):
        engine.published = 5
        await loopback.until(lambda: engine.generation == 5)
        loopback.say(ADMIN, "/status")
        (status,) = await loopback.replies(ADMIN)
    assert "generation: 5" in status["text"]


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
