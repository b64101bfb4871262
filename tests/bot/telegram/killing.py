"""Kill the bot again and again while it answers, and count what was lost and what came twice."""

from __future__ import annotations

import asyncio
import random
import signal
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from tests.bot.telegram.loopback.server import Loopback
from tests.bot.telegram.reading import unsent, waiting
from tests.bot.telegram.running import environment, start_process, stop_process

__all__ = ["Killed", "kill_at", "kill_moving", "kill_rounds"]

_CHATS = 10
CHAT = 11
# What each of the three messages of a talk holds, and no other does: an answer, a language, an opened source.
KINDS = frozenset({"Sources", "Answers will be in", "stand in bold"})


@dataclass(frozen=True, slots=True)
class Killed:
    """What happened: questions asked and lost, messages that came twice, messages that were in flight at a kill."""

    questions: int
    kills: int
    lost: int
    duplicates: int
    in_flight: int
    out_of_order: int


async def kill_rounds(
    loopback: Loopback, data: Path, *, rounds: int, questions: int, module: str, chance: random.Random
) -> Killed:
    """Each round: a running bot gets questions, is killed at a random moment, started again, and must answer all."""
    flying = asked = 0
    marks: dict[int, list[str]] = {}
    for round_number in range(rounds):
        process = await _started(loopback, environment(loopback, data), module)
        for number in range(questions):
            chat = 100 + number % _CHATS
            marks.setdefault(chat, []).append(f"round{round_number}x{number}")
            loopback.say(chat, f"/search {marks[chat][-1]}")
            asked += 1
        await asyncio.sleep(chance.uniform(0.0, 1.5 * questions / _CHATS))
        process.send_signal(signal.SIGKILL)
        await process.communicate()
        flying += unsent(data).count("flying")
        process = await start_process(environment(loopback, data), module)
        await loopback.until(lambda: _answered(loopback) == {m for all_ in marks.values() for m in all_}, 120)
        await stop_process(process)
    counts = Counter((m["chat"]["id"], _mark(m["text"])) for m in loopback.sent())
    expected = {(chat, mark) for chat, all_ in marks.items() for mark in all_}
    lost = len(expected - counts.keys())
    twice = sum(count - 1 for count in counts.values())
    disorder = sum(_first_times(loopback, chat) != all_ for chat, all_ in marks.items())
    return Killed(asked, rounds, lost, twice, flying, disorder)


async def _started(loopback: Loopback, env: dict[str, str], module: str) -> asyncio.subprocess.Process:
    """Return a new bot process once it is at work."""
    process, calls = await start_process(env, module), len(loopback.calls)
    await loopback.until(lambda: any(call.method == "setMyCommands" for call in loopback.calls[calls:]), 60)
    return process


async def kill_moving(loopback: Loopback, data: Path, *, group: int, kills: int, chance: random.Random) -> Killed:
    """A group asks, becomes a supergroup and asks on, while the bot dies again and again; all must be answered in order."""
    supergroup, flying = group - 1_000_000, 0
    loopback.chat(group, "group")
    marks = [f"round{group}x{number}" for number in range(8)]
    env = environment(loopback, data, TINY_SECONDS="0.1")
    for number, mark in enumerate(marks):
        if number == len(marks) // 2:
            loopback.say(group, None, user=1, migrate_to_chat_id=supergroup)
            loopback.chat(group).migrated_to = supergroup
        loopback.say(group if number < len(marks) // 2 else supergroup, f"/search {mark}", user=1)
        if number in range(1, len(marks) - 1, (len(marks) - 2) // kills):
            process = await _started(loopback, env, "tests.bot.telegram.small")
            await asyncio.sleep(chance.uniform(0.0, 1.5))
            process.send_signal(signal.SIGKILL)
            await process.communicate()
            flying += unsent(data).count("flying")
    process = await start_process(env, "tests.bot.telegram.small")
    await loopback.until(lambda: set(marks) <= _answered(loopback), 120)
    await stop_process(process)
    came = [_mark(message["text"]) for chat in (group, supergroup) for message in loopback.sent(chat)]
    lost, first = len(set(marks) - set(came)), list(dict.fromkeys(came))
    return Killed(len(marks), kills, lost, len(came) - len(first), flying, int(first != marks))


async def kill_at(loopback: Loopback, data: Path, moment: str, number: int, module: str) -> Killed | None:
    """Ask, press a button and change the language while the bot dies at a transaction and starts again; None when it did not die."""
    process = await start_process(environment(loopback, data, **{moment: str(number)}), module)
    talk = asyncio.create_task(_talk(loopback))
    dying = asyncio.create_task(process.wait())
    await asyncio.wait([talk, dying], return_when=asyncio.FIRST_COMPLETED)
    if not dying.done():
        await asyncio.sleep(0.5)  # what is noted after the last message
    if process.returncode is None:
        await stop_process(process)
        await dying
        return None
    await process.communicate()
    flying = unsent(data).count("flying")
    process = await start_process(environment(loopback, data), module)
    await talk
    await loopback.until(lambda: waiting(data) == 0, 30)
    await stop_process(process)
    kinds = [_kind(message["text"]) for message in loopback.sent(CHAT)]
    return Killed(
        len(KINDS), 1, len(KINDS - set(kinds)), len(kinds) - len(set(kinds)), flying, int(kinds[0] != "Sources")
    )


async def _talk(loopback: Loopback) -> None:
    loopback.say(CHAT, "When did the bridge reopen?")
    answer, *_ = await loopback.replies(CHAT, 1, 60)
    loopback.press(answer, answer["reply_markup"]["inline_keyboard"][0][0]["callback_data"])
    loopback.say(CHAT, "/language en")
    await loopback.until(lambda: {_kind(m["text"]) for m in loopback.sent(CHAT)} == KINDS, 60)


def _kind(text: str) -> str:
    return next((kind for kind in KINDS if kind in text), text)


def _mark(text: str) -> str:
    return next((word.strip("“”«»\u2068\u2069") for word in text.split() if "round" in word), "")


def _answered(loopback: Loopback) -> set[str]:
    return {_mark(message["text"]) for message in loopback.sent()}


def _first_times(loopback: Loopback, chat: int) -> list[str]:
    return list(dict.fromkeys(_mark(message["text"]) for message in loopback.sent(chat)))
