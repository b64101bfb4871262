"""Kill the bot with SIGKILL at random moments while it answers: `python -m tests.bench.telegram_kill [--rounds 50] [--questions 20]`.

The bot is a real process with the real engine over the shipped articles. Prints one JSON object: `lost` must be 0 and
`duplicates` no more than `in_flight`, the messages that were being sent when the process died.
"""

from __future__ import annotations

import argparse
import asyncio
import dataclasses
import json
import random
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.bot.telegram.killing import kill_rounds
from tests.bot.telegram.loopback.server import Loopback


async def measure(rounds: int, questions: int, seed: int, module: str) -> dict[str, Any]:
    """Return the figures of all rounds."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        async with Loopback() as loopback:
            chance = random.Random(seed)
            killed = await kill_rounds(
                loopback, Path(folder), rounds=rounds, questions=questions, module=module, chance=chance
            )
    return {**dataclasses.asdict(killed), "seed": seed, "seconds": round(time.monotonic() - began, 1)}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=50)
    parser.add_argument("--questions", type=int, default=20)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--module", default="bot.telegram")
    given = parser.parse_args()
    print(json.dumps(asyncio.run(measure(given.rounds, given.questions, given.seed, given.module)), indent=2))
