"""Every command does what the menu says, for people and for administrators."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from bot.telegram.app import FILE
from bot.telegram.store import connect
from rag.errors import IndexDamaged
from tests.bot.telegram.engine import TinyEngine
from tests.bot.telegram.loopback.errors import Refusal
from tests.bot.telegram.loopback.server import Loopback
from tests.bot.telegram.reading import bare, buttons, waiting
from tests.bot.telegram.running import ADMIN, running

pytestmark = pytest.mark.usefixtures("unhurried")


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


async def test_cancel_leaves_alone_what_was_asked_after_it(loopback: Loopback, tmp_path: Path) -> None:
    """A question that came right behind /cancel is answered, also when both waited and are begun together."""
    for number in range(10):
        loopback.say(11 + number, "/cancel")
        loopback.say(11 + number, "When did the bridge reopen?")
    async with running(loopback, tmp_path, TinyEngine(seconds=0.2)):
        for number in range(10):
            messages = await loopback.replies(11 + number, 2)
            assert any("14 March 2021" in message["text"] for message in messages)
    assert waiting(tmp_path) == 0


async def test_cancel_does_not_silence_a_reindex(loopback: Loopback, tmp_path: Path) -> None:
    """/cancel does not stop /reindex, and says so; its result is told all the same."""
    async with running(loopback, tmp_path, TinyEngine(seconds=0.3)):
        loopback.say(ADMIN, "/reindex")
        await loopback.replies(ADMIN)
        loopback.say(ADMIN, "/cancel")
        _, nothing, done = await loopback.replies(ADMIN, 3)
    assert nothing["text"] == "Nothing is being answered."
    assert done["text"].startswith("Done in")


async def test_cancel_stops_what_was_asked_before_the_group_moved(loopback: Loopback, tmp_path: Path) -> None:
    """In a supergroup /cancel stops what its sender asked in the group that it was, begun or not."""
    loopback.chat(-5, "group")
    async with running(loopback, tmp_path, TinyEngine(seconds=60)):
        for _ in range(2):
            loopback.say(-5, "/ask When did the bridge reopen?", user=1)
        await loopback.until(lambda: waiting(tmp_path) == 2)
        loopback.say(-5, None, user=1, migrate_to_chat_id=-1005)
        loopback.chat(-5).migrated_to = -1005
        loopback.say(-1005, "/cancel", user=1)
        (cancelled,) = await loopback.replies(-1005)
    assert cancelled["text"] == "Cancelled."
    assert waiting(tmp_path) == 0


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
        "/latest volcano": "No dated article matches",
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


async def test_menu_is_set_after_a_429(loopback: Loopback, tmp_path: Path) -> None:
    """A menu that Telegram will not take at once is set when it may be."""
    loopback.fail("setMyCommands", Refusal(429, "Too Many Requests: retry after 1", {"retry_after": 1}))
    loopback.fail("setMyCommands", Refusal(502, "Bad Gateway"))
    async with running(loopback, tmp_path):
        await loopback.until(lambda: ("default", "") in loopback.commands)


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


async def test_reindex_goes_on_without_its_message(
    loopback: Loopback, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who deletes the message that shows progress still reads the result."""
    monkeypatch.setattr("bot.telegram.administration._PROGRESS_EVERY", 0.1)
    async with running(loopback, tmp_path, TinyEngine(seconds=0.2)):
        loopback.fail("editMessageText", Refusal(400, "Bad Request: message to edit not found"), count=50)
        loopback.say(ADMIN, "/reindex")
        *_, done = await loopback.replies(ADMIN, 2)
    assert any((call.method, call.code) == ("editMessageText", 400) for call in loopback.calls)
    assert done["text"].startswith("Done in")


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
