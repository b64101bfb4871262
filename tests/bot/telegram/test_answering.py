"""A person asks the bot and gets answers: the real library, the real SQLite file, a loopback server."""

from __future__ import annotations

from pathlib import Path

from tests.bot.telegram.loopback.server import Loopback
from tests.bot.telegram.running import running


async def test_question_is_answered(loopback: Loopback, tmp_path: Path) -> None:
    """A question in a private chat gets one message with the answer and its sources."""
    async with running(loopback, tmp_path):
        loopback.say(11, "When did the bridge reopen?")
        (message,) = await loopback.replies(11)
    assert "14 March 2021" in message["text"].splitlines()[0]
    assert "[1]" in message["text"]
