"""Throw generated updates at the bot and count what it did wrong: `python -m tests.bench.telegram_hostile [--updates 10000]`.

Prints one JSON object; `wrong` must be empty. The updates are generated anew at every run.
"""

from __future__ import annotations

import argparse
import json
import time
from typing import Any, Final

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.bot.telegram.hostile import misdeeds, updates

_BATCH: Final = 25  # larger ones overrun what Hypothesis generates at once


def measure(count: int) -> dict[str, Any]:
    """Return how many updates were sent and what went wrong."""
    wrong: list[str] = []
    sent = 0
    began = time.monotonic()

    @settings(
        max_examples=max(1, count // _BATCH),
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.lists(updates(), min_size=_BATCH, max_size=_BATCH))
    def throw(batch: list[dict[str, Any]]) -> None:
        nonlocal sent
        sent += len(batch)
        wrong.extend(misdeeds(batch))

    throw()
    return {"updates": sent, "wrong": sorted(set(wrong)), "seconds": round(time.monotonic() - began, 1)}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--updates", type=int, default=10_000)
    print(json.dumps(measure(parser.parse_args().updates), indent=2, ensure_ascii=True))
