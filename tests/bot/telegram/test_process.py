"""The bot as a process: exit codes, signals, kill -9, webhook, health."""

from __future__ import annotations

import asyncio
import json
import random
import re
import signal
import time
from pathlib import Path

import httpx
import pytest

from tests.bot.telegram.killing import kill_rounds
from tests.bot.telegram.loopback.client import call
from tests.bot.telegram.loopback.errors import Refusal
from tests.bot.telegram.loopback.server import TOKEN, Loopback
from tests.bot.telegram.reading import unsent
from tests.bot.telegram.running import environment, settings_for, start_process, stop_process

QUESTION = "When did the bridge reopen?"
SMALL = "tests.bot.telegram.small"


async def ended(env: dict[str, str], module: str = "bot.telegram") -> tuple[int, str]:
    """Run a bot that ends by itself; return exit code and standard error."""
    process = await start_process(env, module)
    _, errors = await asyncio.wait_for(process.communicate(), 60)
    return process.returncode or 0, errors.decode()


async def test_missing_token_is_one_line_and_exit_2(loopback: Loopback, tmp_path: Path) -> None:
    """Without a token the bot says where to get one and exits 2."""
    code, errors = await ended(environment(loopback, tmp_path, TELEGRAM_BOT_TOKEN=""))
    assert code == 2
    assert errors.strip().split("\n")[-1].startswith("isnad bot: No token is set (TELEGRAM_BOT_TOKEN)")
    assert "Traceback" not in errors


async def test_wrong_token_is_one_line_and_exit_2(loopback: Loopback, tmp_path: Path) -> None:
    """A token that Telegram does not know gives one line without the token, and exit 2."""
    code, errors = await ended(environment(loopback, tmp_path, TELEGRAM_BOT_TOKEN="123456:AAwrong-secret"))
    assert code == 2
    assert "does not accept the token" in errors
    assert "AAwrong-secret" not in errors
    assert "Traceback" not in errors


async def test_no_network_is_one_line_and_exit_1(loopback: Loopback, tmp_path: Path) -> None:
    """When Telegram cannot be reached the bot says so after a few tries and exits 1."""
    code, errors = await ended(environment(loopback, tmp_path, ISNAD_TELEGRAM_API_URL="http://127.0.0.1:9/bot"))
    assert code == 1
    assert "Telegram cannot be reached" in errors
    assert "Traceback" not in errors


async def test_webhook_set_elsewhere_is_one_line_and_exit_1(loopback: Loopback, tmp_path: Path) -> None:
    """When somebody sets a webhook while the bot polls, it says so and gives way; the next start takes the webhook away."""
    process = await start_process(environment(loopback, tmp_path))
    await loopback.until(lambda: any(call.method == "setMyCommands" for call in loopback.calls), 60)
    await call(loopback, "setWebhook", url="https://elsewhere.example/hook")
    loopback.say(11, QUESTION)
    loopback.say(12, QUESTION)
    _, errors = await asyncio.wait_for(process.communicate(), 60)
    assert process.returncode == 1
    line = errors.decode().strip().split("\n")[-1]
    assert line.startswith(
        "isnad bot: Another process gets the updates of this bot (409) (Conflict: can't use getUpdates"
    )
    assert "set a webhook" in line
    process = await start_process(environment(loopback, tmp_path), SMALL)
    await loopback.replies(11, seconds=30)
    await loopback.replies(12, seconds=30)
    assert (await stop_process(process))[0] == 0
    assert [len(loopback.sent(chat)) for chat in (11, 12)] == [1, 1]


async def test_sigterm_while_telegram_does_not_answer_ends_the_start(loopback: Loopback, tmp_path: Path) -> None:
    """Told to end before Telegram has said who it is, the bot ends with exit 0 and waits for nothing."""
    loopback.fail("getMe", Refusal(429, "Too Many Requests: retry after 600", {"retry_after": 600}))
    process = await start_process(environment(loopback, tmp_path), SMALL)
    await loopback.until(lambda: any(call.method == "getMe" for call in loopback.calls), 30)
    code, errors = await stop_process(process)
    assert code == 0, errors
    assert "Traceback" not in errors


async def test_second_bot_on_one_data_folder_is_one_line_and_exit_1(loopback: Loopback, tmp_path: Path) -> None:
    """Two bots would send what waits there twice: the second one ends before it has sent anything."""
    first = await start_process(environment(loopback, tmp_path), "bot.telegram")
    await loopback.until(lambda: any(call.method == "setMyCommands" for call in loopback.calls), 60)
    code, errors = await ended(environment(loopback, tmp_path))
    assert code == 1
    assert errors.strip().split("\n")[-1].startswith("isnad bot: Another bot runs on this data folder")
    loopback.say(11, QUESTION)
    await loopback.replies(11)
    assert (await stop_process(first))[0] == 0


@pytest.mark.parametrize("address", ["foo", "https://", "http://127.0.0.1:9", "http://127.0.0.1:99999/bot", ""])
async def test_wrong_server_address_is_one_line_and_exit_2(loopback: Loopback, tmp_path: Path, address: str) -> None:
    """An address that the token cannot be put after is refused before any part of the token becomes a host or a port."""
    code, errors = await ended(environment(loopback, tmp_path, ISNAD_TELEGRAM_API_URL=address))
    line = errors.strip().split("\n")[-1]
    assert (code, line.startswith(f"isnad bot: {address!r} is not the address of a Bot API server")) == (2, True), (
        errors
    )
    assert "AAloopback" not in errors


async def test_sigterm_hands_back_what_is_in_progress(loopback: Loopback, tmp_path: Path) -> None:
    """SIGTERM ends the process within 10 seconds with exit 0; an answer that takes longer is made by the next process."""
    process = await start_process(
        environment(loopback, tmp_path, TINY_SECONDS="30", ISNAD_TELEGRAM_SHUTDOWN_SECONDS="3"), SMALL
    )
    loopback.say(11, QUESTION)
    await loopback.until(lambda: bool(loopback.drafts), 30)
    begun = time.monotonic()
    code, errors = await stop_process(process)
    assert code == 0, errors
    assert time.monotonic() - begun < 10
    assert loopback.sent(11) == []
    process = await start_process(environment(loopback, tmp_path), SMALL)
    await loopback.replies(11, seconds=30)
    assert (await stop_process(process))[0] == 0
    assert len(loopback.sent(11)) == 1


async def test_sigterm_finishes_what_ends_in_time(loopback: Loopback, tmp_path: Path) -> None:
    """An answer that is nearly there is sent before the process ends."""
    process = await start_process(environment(loopback, tmp_path, TINY_SECONDS="1.5"), SMALL)
    loopback.say(11, QUESTION)
    await loopback.until(lambda: bool(loopback.drafts), 30)
    code, errors = await stop_process(process)
    assert (code, len(loopback.sent(11))) == (0, 1), errors


async def test_kill_loses_nothing(loopback: Loopback, tmp_path: Path) -> None:
    """kill -9 at random moments: every question is answered; at most the messages in flight come twice."""
    result = await kill_rounds(loopback, tmp_path, rounds=3, questions=20, module=SMALL, chance=random.Random(7))
    assert result.lost == 0
    assert result.duplicates <= result.in_flight


async def test_hold_of_a_chat_outlasts_a_kill(loopback: Loopback, tmp_path: Path) -> None:
    """A bot that is killed while Telegram wants a chat to be left alone leaves it alone until then, previews included; others go on."""
    loopback.fail("sendMessage", Refusal(429, "Too Many Requests: retry after 8", {"retry_after": 8}))
    process = await start_process(environment(loopback, tmp_path), SMALL)
    loopback.say(11, QUESTION)
    await loopback.until(lambda: any(call.code == 429 for call in loopback.calls), 30)
    await loopback.until(lambda: unsent(tmp_path) == ["planned"])  # known not to have arrived
    process.kill()
    await process.communicate()
    loopback.say(11, "/start")
    loopback.say(11, QUESTION)
    process = await start_process(environment(loopback, tmp_path, TINY_SECONDS="1.5"), SMALL)
    loopback.say(12, QUESTION)
    await loopback.replies(12, seconds=30)
    assert loopback.sent(11) == []
    answer, start, again = await loopback.replies(11, 3, 30)
    assert (await stop_process(process))[0] == 0
    assert ["14 March 2021" in message["text"] for message in (answer, start, again)] == [True, False, True]
    refused, *later = [call.at for call in loopback.calls if call.params.get("chat_id") == 11]
    assert min(later) - refused >= 8


async def test_webhook_stores_checks_and_answers(loopback: Loopback, tmp_path: Path) -> None:
    """Behind a webhook: a right secret is answered, a wrong one 403, another path 404, a huge body refused."""
    env = environment(
        loopback,
        tmp_path,
        ISNAD_TELEGRAM_WEBHOOK_URL="https://bot.example/hook/isnad",
        ISNAD_TELEGRAM_WEBHOOK_LISTEN="127.0.0.1:0",
        ISNAD_LOG_JSON="true",
    )
    process = await start_process(env, SMALL)
    assert process.stderr is not None
    port = 0
    while not port:
        line = json.loads(await asyncio.wait_for(process.stderr.readline(), 30))
        port = line.get("port", 0) if line["event"] == "webhook" else 0
    await loopback.until(lambda: bool(loopback.updates.webhook))
    secret = loopback.updates.webhook["secret_token"]
    body = json.dumps({"update_id": 1, "message": loopback.message(11, QUESTION)})
    header = {"X-Telegram-Bot-Api-Secret-Token": secret}
    base = f"http://127.0.0.1:{port}"
    async with httpx.AsyncClient() as client:
        codes = [
            (await client.post(f"{base}/hook/isnad", content=body)).status_code,
            (
                await client.post(
                    f"{base}/hook/isnad", content=body, headers={**header, "X-Telegram-Bot-Api-Secret-Token": "x"}
                )
            ).status_code,
            (await client.post(f"{base}/hook", content=body, headers=header)).status_code,
            (await client.get(f"{base}/hook/isnad")).status_code,
            (await client.post(f"{base}/hook/isnad", content="[1", headers=header)).status_code,
        ]
        with pytest.raises(httpx.HTTPError):
            (await client.post(f"{base}/hook/isnad", content=b"x" * (2 << 20), headers=header)).raise_for_status()
        good = [(await client.post(f"{base}/hook/isnad", content=body, headers=header)).status_code for _ in range(2)]
    await loopback.replies(11)
    code, _ = await stop_process(process)
    assert codes == [403, 403, 404, 405, 400]
    assert good == [200, 200]
    assert (code, len(loopback.sent(11))) == (0, 1)


async def test_health_and_metrics_are_served(loopback: Loopback, tmp_path: Path) -> None:
    """/healthz and /metrics answer on the local port and count what happened."""
    env = environment(loopback, tmp_path, ISNAD_TELEGRAM_HEALTH_LISTEN="127.0.0.1:0", ISNAD_LOG_JSON="true")
    process = await start_process(env, SMALL)
    assert process.stderr is not None
    port = 0
    while not port:
        line = json.loads(await asyncio.wait_for(process.stderr.readline(), 30))
        port = line.get("port", 0)
    loopback.say(11, QUESTION)
    loopback.say(12, "When did the volcano erupt?")
    await loopback.replies(11)
    await loopback.replies(12)
    async with httpx.AsyncClient() as client:
        health = (await client.get(f"http://127.0.0.1:{port}/healthz")).json()
        metrics = (await client.get(f"http://127.0.0.1:{port}/metrics")).text
    assert (await stop_process(process))[0] == 0
    assert health["status"] == "ok"
    values = dict(re.findall(r"^(isnad_\S+) (\S+)$", metrics, re.MULTILINE))
    assert values["isnad_questions_total"] == "2.0"
    assert values['isnad_answers_total{language="en"}'] == "1.0"
    assert values['isnad_refusals_total{language="en"}'] == "1.0"
    assert {
        "isnad_queue_length",
        "isnad_outbox_length",
        "isnad_generation",
        "isnad_reply_seconds_count",
    } <= values.keys()


def test_settings_are_for_this_server(loopback: Loopback, tmp_path: Path) -> None:
    """What the tests set is what the bot reads."""
    assert settings_for(loopback, tmp_path).telegram.token == TOKEN
    assert signal.SIGKILL
