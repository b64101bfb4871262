"""Keep the turns of `isnad chat` for the next run: one file in the data folder, which chats at the same time share.

A turn is added to what the file holds at that moment, so that no chat loses another's. Knows no terminal and no engine.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Final

from bot.cli.question import check_question
from rag.errors import IsnadError, UsageError
from rag.values import Turn

__all__ = ["HISTORY", "TURNS_KEPT", "forget_turns", "keep_turn", "read_turns"]

HISTORY: Final = "chat.jsonl"  # in the data folder; one turn a line
TURNS_KEPT: Final = 20  # what a follow-up can refer to; the file holds no more
_ANSWER_CHARS: Final = 2_000  # of an answer kept for its subject
_IDS: Final = 100  # of articles that one answer cites: far more than any does
_READ_BYTES: Final = 2_000_000  # several times what TURNS_KEPT turns of the longest questions take


def read_turns(path: Path) -> list[Turn]:
    """Return the newest turns kept in a file, oldest first; a line that is no turn is passed over, a missing file holds none."""
    try:
        with path.open("rb") as file:
            file.seek(max(0, file.seek(0, os.SEEK_END) - _READ_BYTES))
            lines = file.read().splitlines()
    except OSError:
        return []
    return [turn for line in lines if (turn := _parsed(line)) is not None][-TURNS_KEPT:]


def _parsed(line: bytes) -> Turn | None:
    try:
        row = json.loads(line)
        question, answer, ids = row["question"], row["answer"], row["article_ids"]
        if not (isinstance(question, str) and isinstance(answer, str) and isinstance(ids, list)):
            return None
        return Turn(check_question(question), answer[:_ANSWER_CHARS], tuple(map(str, ids[:_IDS])))
    except (ValueError, KeyError, TypeError, RecursionError, UsageError):
        return None


def keep_turn(path: Path, turn: Turn) -> None:
    """Add a turn to the file, readable by its owner alone, and let the oldest go.

    Raises:
        IsnadError: the data folder cannot be written.
    """
    hint = "The chat goes on; its turns are not remembered in the next run."
    with _locked(path, "The conversation cannot be kept", hint):
        _write(path, [*read_turns(path), turn][-TURNS_KEPT:])


def forget_turns(path: Path) -> None:
    """Empty the file; where there is none nothing is to be forgotten.

    Raises:
        IsnadError: the data folder cannot be written.
    """
    if not path.exists():
        return
    with _locked(
        path,
        "The conversation cannot be forgotten",
        "This chat has forgotten it; delete the file, or the next run remembers it.",
    ):
        _write(path, [])


@contextmanager
def _locked(path: Path, failed: str, hint: str) -> Iterator[None]:
    """Be the only one that writes the file; the lock is the kernel's and ends with its holder. `failed` says what cannot be done."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path.with_suffix(".lock"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)
    except OSError as exc:
        raise IsnadError(f"{failed}: {exc.strerror}", where=str(path), hint=hint) from exc


def _write(path: Path, turns: Sequence[Turn]) -> None:
    kept = [asdict(turn) | {"answer": turn.answer[:_ANSWER_CHARS]} for turn in turns]
    text = "".join(json.dumps(turn, ensure_ascii=False) + "\n" for turn in kept)
    fresh = path.with_suffix(".new")
    try:
        fresh.unlink(missing_ok=True)
        fresh.touch(mode=0o600)
        fresh.write_text(text, encoding="utf-8")
        fresh.replace(path)
    except OSError:
        fresh.unlink(missing_ok=True)
        raise
