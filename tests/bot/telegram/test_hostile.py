"""Updates that nobody should send crash nothing, reach nobody and show nobody's data."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.bot.telegram.hostile import misdeeds, updates


# Nothing is shrunk: an example takes seconds, and what went wrong is told in words.
@settings(max_examples=6, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(st.lists(updates(), min_size=20, max_size=30))
def test_hostile_updates_do_no_harm(batch: list[dict[str, Any]]) -> None:
    """Missing fields, huge texts, bidi controls, HTML, junk commands, other people's callback data: no reply to strangers, no leak."""
    assert misdeeds(batch) == []
