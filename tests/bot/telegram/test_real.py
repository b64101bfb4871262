"""The whole bot: a process with the real engine over the shipped articles, as an operator runs it."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path
from typing import Any

from tests.bot.telegram.loopback.server import Loopback
from tests.bot.telegram.reading import bare, buttons
from tests.bot.telegram.running import ADMIN, environment, start_process, stop_process


def quoted(message: dict[str, Any]) -> str:
    """Return the words that are bold in the quote of a message."""
    units = message["text"].encode("utf-16-le")
    whole = next(e for e in message["entities"] if e["type"] == "expandable_blockquote")
    bold = [e for e in message["entities"] if e["type"] == "bold" and e["offset"] >= whole["offset"]]
    return " ".join(units[2 * e["offset"] : 2 * (e["offset"] + e["length"])].decode("utf-16-le") for e in bold)


async def test_person_asks_opens_sources_and_asks_on(loopback: Loopback, tmp_path: Path) -> None:
    """Arabic and English questions are answered in their language, sources open, lists and refusals help, administration works."""
    process = await start_process(environment(loopback, tmp_path, ISNAD_TELEGRAM_ADMINS=str(ADMIN)))
    loopback.say(11, "When did the truce start?")
    loopback.say(12, "متى بدأت الهدنة؟")
    loopback.say(13, "Who is the goalkeeper of the moon's football team?")
    loopback.say(14, "/timeline truce")
    loopback.say(15, "/latest")
    (english,) = await loopback.replies(11, seconds=90)
    (arabic,) = await loopback.replies(12)
    (refusal,) = await loopback.replies(13)
    (timeline,) = await loopback.replies(14)
    (latest,) = await loopback.replies(15)
    loopback.press(english, buttons(english)["[1]"])
    _, opened = await loopback.replies(11, 2)
    loopback.say(ADMIN, "/reindex")
    *_, done = await loopback.replies(ADMIN, 2, seconds=60)
    code, errors = await stop_process(process)
    assert code == 0, errors
    assert "Sources\n[1]" in bare(english)
    assert "المصادر" in bare(arabic)
    assert "[1]" in bare(arabic)
    assert "Searched" in bare(refusal)
    assert bare(timeline).startswith("Timeline: truce")
    assert "[1]" in bare(timeline)
    assert bare(latest).startswith("Newest articles")
    assert quoted(opened)
    assert bare(done).startswith("Done in")
    assert "Traceback" not in errors


async def test_engines_do_not_outlive_a_killed_bot(loopback: Loopback, tmp_path: Path) -> None:
    """kill -9 of the bot ends its engine processes too: they live as long as their pipe."""
    process = await start_process(environment(loopback, tmp_path))
    loopback.say(11, "When did the truce start?")
    await loopback.replies(11, seconds=90)
    children = _children(process.pid)
    assert children
    process.send_signal(signal.SIGKILL)
    await process.communicate()
    await loopback.until(lambda: not any(_runs(pid) for pid in children), 20)


def _children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except (OSError, ValueError):
        return False


async def test_log_is_structured_and_tells_no_question(loopback: Loopback, tmp_path: Path) -> None:
    """With log.json every line is one JSON object, and none holds what was asked."""
    process = await start_process(environment(loopback, tmp_path, ISNAD_LOG_JSON="true", ISNAD_LOG_LEVEL="debug"))
    loopback.say(11, "When did the truce near Zubaydah start?")
    await loopback.replies(11, seconds=90)
    _, errors = await stop_process(process)
    lines = [json.loads(line) for line in errors.strip().split("\n")]
    assert {"started", "ended"} <= {line["event"] for line in lines}
    assert "Zubaydah" not in errors
