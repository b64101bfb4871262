"""Load the bot as a process and measure how it answers: `python -m tests.bench.telegram_load [--seconds 60] [--burst 2000]`.

First a steady 30 questions a second from 200 chats, then a burst of 2,000 at once. The loopback server has Telegram's own limits and
runs on the same machine. Prints one JSON object: times from an update being offered to its answer being accepted.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any, Final

from tests.bot.telegram.loopback.server import Loopback
from tests.bot.telegram.running import environment, start_process, stop_process

ROOT: Final = Path(__file__).resolve().parents[2]
_CHATS: Final = 200
_QUESTIONS: Final = (
    "When did the truce start?",
    "متى بدأت الهدنة؟",
    "Who announced the ceasefire?",
    "كم عدد القتلى في حلب؟",
    "What did Lavrov say about the talks?",
    "ماذا قال كيري عن وقف إطلاق النار؟",
    "How much aid reached the besieged areas?",
    "Who won the football world cup?",
)


def questions(shared: Path) -> list[str]:
    """Return the questions of the optional shared data, else a few of our own."""
    file = shared / "eval" / "qa" / "syria.questions.jsonl"
    if not file.is_file():
        return list(_QUESTIONS)
    return [json.loads(line)["question"] for line in file.read_text(encoding="utf-8").splitlines() if line]


def memory_mb(pid: int) -> float:
    """Return the resident memory of a process."""
    for line in Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0


def processor_seconds(pid: int) -> tuple[float, float]:
    """Return the processor time that the bot and its engine processes have used."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="utf-8").split()
    return _processor_seconds(pid), sum(_processor_seconds(int(child)) for child in children)


def _processor_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class Meter:
    """Pairs questions with their answers: the k-th answer of a chat belongs to its k-th question."""

    def __init__(self, loopback: Loopback) -> None:
        self._loopback = loopback
        self.offered: dict[int, list[float]] = {}
        self.taken: dict[int, list[float]] = {}
        self.seconds: list[float] = []
        store = loopback.store

        def stored(chat: Any, text: str, entities: list[dict[str, Any]], params: dict[str, Any]) -> dict[str, Any]:
            message = store(chat, text, entities, params)
            if "reply_markup" in params and chat.id in self.offered:
                times = self.taken.setdefault(chat.id, [])
                times.append(time.monotonic())
                self.seconds.append(times[-1] - self.offered[chat.id][len(times) - 1])
            return message

        loopback.store = stored  # type: ignore[method-assign]

    def offer(self, chat: int, text: str) -> None:
        """Ask."""
        self.offered.setdefault(chat, []).append(time.monotonic())
        self._loopback.say(chat, text)

    @property
    def asked(self) -> int:
        """Count the questions."""
        return sum(map(len, self.offered.values()))

    async def all_answered(self, seconds: float) -> None:
        """Wait until every question has its answer."""
        with contextlib.suppress(AssertionError):
            await self._loopback.until(lambda: len(self.seconds) >= self.asked, seconds)


def summary(seconds: list[float]) -> dict[str, float]:
    """Return percentiles in seconds."""
    cuts = statistics.quantiles(seconds, n=100)
    return {
        "p50": round(cuts[49], 3),
        "p95": round(cuts[94], 3),
        "p99": round(cuts[98], 3),
        "max": round(max(seconds), 3),
    }


async def steady(loopback: Loopback, pid: int, texts: list[str], rate: float, seconds: float) -> dict[str, Any]:
    """Offer `rate` questions a second for so long; return the figures."""
    meter = Meter(loopback)
    memory = [memory_mb(pid)]
    began, used = time.monotonic(), processor_seconds(pid)
    total = int(rate * seconds)
    for number in range(total):
        await asyncio.sleep(max(0.0, began + number / rate - time.monotonic()))
        meter.offer(1000 + number % _CHATS, texts[number % len(texts)])
        if number % int(rate * 5) == 0:
            memory.append(memory_mb(pid))
    await meter.all_answered(60)
    took = time.monotonic() - began
    busy = [now - before for now, before in zip(processor_seconds(pid), used, strict=True)]
    each = {name: round(1000 * one / total, 1) for name, one in zip(("bot", "engines"), busy, strict=True)}
    return {
        "asked": meter.asked,
        "answered": len(meter.seconds),
        **summary(meter.seconds),
        "processor_ms_a_question": each,
        "processors_used": round(sum(busy) / took, 2),
        "memory_mb": [round(one) for one in [*memory, memory_mb(pid)]],
    }


def _size_mb(data: Path) -> float:
    return sum(file.stat().st_size for file in data.glob("telegram.sqlite*")) / 2**20


async def burst(loopback: Loopback, pid: int, texts: list[str], count: int, data: Path) -> dict[str, Any]:
    """Offer `count` questions at once; return the figures."""
    meter = Meter(loopback)
    began, before = time.monotonic(), memory_mb(pid)
    for number in range(count):
        meter.offer(5000 + number % _CHATS, texts[number % len(texts)])
    await asyncio.sleep(5)
    disk = await asyncio.to_thread(_size_mb, data)
    middle = memory_mb(pid)
    await meter.all_answered(count / 30 * 3 + 60)
    took = time.monotonic() - began
    return {
        "asked": meter.asked,
        "answered": len(meter.seconds),
        "seconds": round(took, 1),
        "seconds_by_telegram_limits": round(max(count / 30, count / _CHATS), 1),
        "memory_mb": [round(before), round(middle), round(memory_mb(pid))],
        "queue_on_disk_mb": round(disk, 1),
    }


async def measure(seconds: float, count: int, module: str, latency: float) -> dict[str, Any]:
    """Return all figures."""
    shared = Path(os.environ.get("ISNAD_SHARED", ROOT.parent / "shared"))
    archive = shared / "articles" if (shared / "articles").is_dir() else ROOT / "seeds"
    with tempfile.TemporaryDirectory() as folder:
        async with Loopback() as loopback:
            loopback.keep_calls, loopback.latency = False, latency
            env = environment(loopback, Path(folder), ISNAD_ARCHIVE=str(archive))
            process = await start_process(env, module)
            loopback.say(1, "/start")
            await loopback.replies(1, seconds=120)
            texts = questions(shared)
            figures: dict[str, Any] = {"archive": archive.name, "questions": len(texts), "module": module}
            figures["steady"] = await steady(loopback, process.pid, texts, 30, seconds)
            if count:
                figures["burst"] = await burst(loopback, process.pid, texts, count, Path(folder))
            figures["refused_429"] = loopback.refused
            began = time.monotonic()
            code, errors = await stop_process(process, 30)
            figures["exit"] = {"code": code, "seconds": round(time.monotonic() - began, 2)}
            figures["log"] = [line for line in errors.splitlines() if "answered" not in line][-12:]
    return figures


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--burst", type=int, default=2000)
    parser.add_argument("--latency", type=float, default=0.0, help="seconds that the server takes for a call")
    parser.add_argument("--module", default="bot.telegram")
    given = parser.parse_args()
    print(json.dumps(asyncio.run(measure(given.seconds, given.burst, given.module, given.latency)), indent=2))
