"""The long runs, as recipes of their own: `make soak`. Each prints its figures; docs/telegram.md says how to run one alone."""

from __future__ import annotations

import itertools
import json
import random
from pathlib import Path

import pytest

from tests.bench.telegram_hostile import measure as hostile
from tests.bench.telegram_kill import measure as kill
from tests.bench.telegram_load import measure as load
from tests.bot.telegram.killing import kill_at, kill_moving
from tests.bot.telegram.loopback.server import Loopback

pytestmark = [pytest.mark.soak, pytest.mark.timeout(3600)]


async def test_fifty_kills_lose_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    """kill -9 in 50 rounds of 20 questions: all answered in order, only messages in flight come twice."""
    figures = await kill(50, 20, 20260, "bot.telegram")
    with capsys.disabled():
        print(json.dumps(figures))
    assert (figures["lost"], figures["out_of_order"]) == (0, 0)
    assert figures["duplicates"] <= figures["in_flight"]


@pytest.mark.parametrize("moment", ["DIE_BEFORE", "DIE_AFTER"])
async def test_kill_at_every_step_loses_nothing(moment: str, tmp_path: Path) -> None:
    """kill -9 before and after each transaction of a question, a press and a command: only a message in flight comes twice."""
    for number in itertools.count(1):
        async with Loopback() as loopback:
            loopback.flood.per_chat = 0
            result = await kill_at(loopback, tmp_path / str(number), moment, number, "tests.bot.telegram.small")
        if result is None:
            break
        assert (result.lost, result.out_of_order) == (0, 0), number
        assert result.duplicates <= result.in_flight <= 1, number
    assert number > 20


async def test_kills_while_a_group_moves_lose_nothing(tmp_path: Path) -> None:
    """kill -9 three times while a group becomes a supergroup, 10 groups: all answered in order, only what was in flight comes twice."""
    async with Loopback() as loopback:
        chance = random.Random(5)
        for group in range(-10, 0):
            result = await kill_moving(loopback, tmp_path / "data", group=group, kills=3, chance=chance)
            assert (result.lost, result.out_of_order) == (0, 0), result
            assert result.duplicates <= result.in_flight, result


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
