"""Order is kept within a lane, and Telegram's limits are not met."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.lanes import Lanes
from bot.telegram.pace import Pace
from tests.bot.telegram.loopback.flood import Flood


def test_lane_gives_one_thing_at_a_time() -> None:
    """The next thing of a lane is given only when the one before is back; other lanes go on."""
    lanes: Lanes[str] = Lanes()
    for lane, item in (("a", 1), ("a", 2), ("b", 3)):
        lanes.put(lane, item)
    assert lanes.take(0) == ("a", 1)
    assert lanes.take(0) == ("b", 3)
    assert lanes.take(0) is None
    lanes.back("a")
    assert lanes.take(0) == ("a", 2)


def test_lane_that_is_held_lets_others_pass() -> None:
    """A lane that is ready later blocks nobody, and gives the same item again when told so."""
    lanes: Lanes[int] = Lanes()
    lanes.put(1, 10)
    assert lanes.take(0) == (1, 10)
    lanes.back(1, 10, at=5)
    lanes.put(2, 20)
    assert lanes.take(1) == (2, 20)
    assert lanes.next_time() == 5
    assert lanes.take(5) == (1, 10)


@given(st.lists(st.tuples(st.integers(0, 3), st.booleans()), max_size=60))
def test_lanes_keep_order_and_lose_nothing(steps: list[tuple[int, bool]]) -> None:
    """Whatever is put, taken and brought back: every lane comes out in order, and all of it."""
    lanes: Lanes[int] = Lanes()
    put: dict[int, list[int]] = {}
    out: dict[int, list[int]] = {}
    held: list[int] = []
    for number, (lane, again) in enumerate(steps):
        lanes.put(lane, number)
        put.setdefault(lane, []).append(number)
        if taken := lanes.take(0):
            if again:
                lanes.back(taken[0], taken[1])
            else:
                out.setdefault(taken[0], []).append(taken[1])
                held.append(taken[0])
        if len(held) > 1:
            lanes.back(held.pop(0))
    for lane in held:
        lanes.back(lane)
    while taken := lanes.take(0):
        out.setdefault(taken[0], []).append(taken[1])
        lanes.back(taken[0])
    assert out == put


@given(st.lists(st.sampled_from([1, 2, 3, 4, 5, -1, -2]), min_size=1, max_size=150))
def test_pace_is_never_refused(chats: list[int]) -> None:
    """Messages sent as soon as the pace allows are all accepted by limits like Telegram's."""
    pace, flood, now = Pace(30), Flood(), 1000.0
    for chat in chats:
        now = max(now, pace.chat_ready(chat), pace.overall_ready(now))
        flood.take(chat, now)
        pace.sent(chat, now)


def test_many_chats_get_thirty_a_second() -> None:
    """The overall limit is used up, not undercut: 900 messages to 900 chats take about 30 seconds."""
    pace, now = Pace(30), 0.0
    for chat in range(1, 901):
        now = max(now, pace.chat_ready(chat), pace.overall_ready(now))
        pace.sent(chat, now)
    assert 29 <= now <= 30


@given(st.lists(st.floats(0, 3), max_size=20), st.sampled_from([0.5, 1.0, 7.5, 30.0]))
def test_no_second_holds_more_than_the_limit(pauses: list[float], rate: float) -> None:
    """Whatever the quiet moments: no more messages leave within a second than the setting says, but for what leaves a moment late."""
    pace, now, times = Pace(rate), 0.0, list[float]()
    for chat in range(1, 121):
        now = max(now + (pauses[chat // 6] if chat % 6 == 0 and chat // 6 < len(pauses) else 0), pace.chat_ready(chat))
        now = pace.overall_ready(now)
        pace.sent(chat, now)
        times.append(now)
    most = max(1, int(rate))
    assert all(later - earlier >= most / rate - 0.05 for earlier, later in zip(times, times[most:], strict=False))


def test_retry_after_holds_one_chat() -> None:
    """A chat that Telegram asked to hold is held, another is not."""
    pace = Pace(30)
    pace.retry_after(1, 7, 100.0)
    assert pace.chat_ready(1) == 107
    assert pace.chat_ready(2) < 100
