"""The loopback server keeps and hands out updates as Telegram does: each test holds one rule of the Bot API documentation."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import pytest

from tests.bot.telegram.loopback.client import call
from tests.bot.telegram.loopback.server import Loopback


def ids(body: dict[str, Any]) -> list[int]:
    return [update["update_id"] for update in body["result"]]


async def test_updates_stay_until_confirmed(loopback: Loopback) -> None:
    """#getupdates: an update is confirmed as soon as getUpdates is called with an offset higher than its update_id."""
    first, second = (loopback.updates.push({"message": loopback.message(1, text)}) for text in "ab")
    assert ids(await call(loopback, "getUpdates")) == [first, second]
    assert ids(await call(loopback, "getUpdates")) == [first, second]
    assert ids(await call(loopback, "getUpdates", offset=second)) == [second]
    assert ids(await call(loopback, "getUpdates")) == [second]
    assert ids(await call(loopback, "getUpdates", offset=second + 1)) == []


async def test_negative_offset_forgets_earlier_updates(loopback: Loopback) -> None:
    """#getupdates: a negative offset starts from the end of the queue; all previous updates will be forgotten."""
    pushed = [loopback.updates.push({"message": loopback.message(1, text)}) for text in "abc"]
    assert ids(await call(loopback, "getUpdates", offset=-1)) == [pushed[2]]
    assert ids(await call(loopback, "getUpdates")) == [pushed[2]]


async def test_limit_caps_a_batch(loopback: Loopback) -> None:
    """#getupdates: limit, values between 1 and 100 are accepted, defaults to 100."""
    for number in range(120):
        loopback.say(1, str(number))
    assert len((await call(loopback, "getUpdates"))["result"]) == 100
    assert len((await call(loopback, "getUpdates", limit=7))["result"]) == 7
    assert len((await call(loopback, "getUpdates", limit=5000))["result"]) == 100


async def test_long_poll_waits_and_returns_at_once(loopback: Loopback) -> None:
    """#getupdates: timeout in seconds for long polling: an empty answer after it, an update as soon as it comes."""
    begun = time.monotonic()
    assert (await call(loopback, "getUpdates", timeout=1))["result"] == []
    assert time.monotonic() - begun >= 0.9
    waiting = asyncio.create_task(call(loopback, "getUpdates", timeout=50))
    await asyncio.sleep(0.1)
    loopback.say(1, "now")
    assert len((await waiting)["result"]) == 1


async def test_allowed_updates_stay_in_force(loopback: Loopback) -> None:
    """#getupdates: allowed_updates; if not specified, the previous setting will be used."""
    await call(loopback, "getUpdates", allowed_updates=["callback_query"])
    loopback.say(1, "not wanted")
    assert (await call(loopback, "getUpdates"))["result"] == []
    await call(loopback, "getUpdates", allowed_updates=[])
    loopback.say(1, "wanted")
    assert len((await call(loopback, "getUpdates"))["result"]) == 1


async def test_second_poller_ends_the_first(loopback: Loopback) -> None:
    """Only one getUpdates runs for a token: another one ends it with 409."""
    first = asyncio.create_task(call(loopback, "getUpdates", timeout=50))
    await asyncio.sleep(0.1)
    second = asyncio.create_task(call(loopback, "getUpdates", timeout=1))
    body = await first
    assert body["error_code"] == 409
    assert "terminated by other getUpdates request" in body["description"]
    assert (await second)["result"] == []


async def test_polling_and_webhook_exclude_each_other(loopback: Loopback) -> None:
    """#getting-updates: getUpdates will not work if an outgoing webhook is set up."""
    polling = asyncio.create_task(call(loopback, "getUpdates", timeout=50))
    await asyncio.sleep(0.1)
    await call(loopback, "setWebhook", url="https://bot.example/hook", secret_token="abc")
    assert "terminated by setWebhook" in (await polling)["description"]
    assert (await call(loopback, "getUpdates"))["error_code"] == 409
    await call(loopback, "deleteWebhook")
    assert (await call(loopback, "getUpdates"))["ok"]


@pytest.mark.parametrize(
    ("url", "secret"),
    [
        ("http://bot.example/hook", None),
        ("https://bot.example:9000/", None),
        ("https://bot.example/", "a b"),
        ("https://bot.example/", "x" * 257),
    ],
)
async def test_webhook_needs_https_a_port_and_a_clean_secret(loopback: Loopback, url: str, secret: str | None) -> None:
    """#setwebhook: HTTPS, ports 443, 80, 88, 8443; secret_token 1-256 characters of A-Z, a-z, 0-9, _ and -."""
    given = {"url": url, **({"secret_token": secret} if secret else {})}
    assert (await call(loopback, "setWebhook", **given))["error_code"] == 400
