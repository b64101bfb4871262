"""The long runs, as recipes of their own: `make soak`. Each prints its figures; docs/telegram.md says how to run one alone."""

from __future__ import annotations

import json

import pytest

from tests.bench.telegram_hostile import measure as hostile
from tests.bench.telegram_kill import measure as kill
from tests.bench.telegram_load import measure as load

pytestmark = [pytest.mark.soak, pytest.mark.timeout(3600)]


async def test_fifty_kills_lose_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    """kill -9 in 50 rounds of 20 questions: all answered in order, only messages in flight come twice."""
    figures = await kill(50, 20, 20260, "bot.telegram")
    with capsys.disabled():
        print(json.dumps(figures))
    assert (figures["lost"], figures["out_of_order"]) == (0, 0)
    assert figures["duplicates"] <= figures["in_flight"]


async def test_load_is_answered_within_limits(capsys: pytest.CaptureFixture[str]) -> None:
    """30 questions a second for 60 s, then 2,000 at once: all are answered, and Telegram never has to refuse."""
    figures = await load(60, 2000, "bot.telegram", 0.0)
    with capsys.disabled():
        print(json.dumps(figures))
    assert figures["steady"]["answered"] == 1800
    assert figures["burst"]["answered"] == 2000
    assert figures["refused_429"] == 0


def test_ten_thousand_hostile_updates_do_no_harm(capsys: pytest.CaptureFixture[str]) -> None:
    """10,000 generated updates: no crash, no reply to strangers, nobody's data shown."""
    figures = hostile(10_000)
    with capsys.disabled():
        print(json.dumps(figures))
    assert figures["wrong"] == []
