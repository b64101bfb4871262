"""Statements of a chat model appear on a terminal as they are verified, and nowhere else."""

from __future__ import annotations

import dataclasses
import os
import pty
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from bot.cli.streaming import verified_statements
from rag.settings import ChatSettings, Settings
from rag.values import AskOptions, Statement

SETTINGS = dataclasses.replace(Settings.load({}), chat=ChatSettings(model="openai:some-model"))


def read_until(side: int, word: str) -> str:
    written = b""
    while word.encode() not in written:  # the test's own time limit ends a wait in vain
        written += os.read(side, 65536)
    return written.decode("utf-8")


@contextmanager
def terminal() -> Iterator[Callable[[str], str]]:
    """Make standard error a terminal, and give what reads all that was written there up to a word."""
    ours, theirs = pty.openpty()
    with os.fdopen(theirs, "w", encoding="utf-8") as stream, pytest.MonkeyPatch.context() as patch:
        patch.setenv("TERM", "xterm")
        patch.setattr(sys, "stderr", stream)
        yield lambda word: read_until(ours, word)
    os.close(ours)


def test_a_verified_statement_is_shown_at_once() -> None:
    """What is heard stands on the terminal before the answer is complete, without its control characters."""
    with terminal() as written, verified_statements(SETTINGS, AskOptions()) as heard:
        assert heard is not None
        heard(Statement("The bridge\x1b]0;owned\x07 opened.", (1,)), ())
        heard(Statement("Crowds came.", (1,)), ())
        text = written("Crowds came.")
    assert "opened." in text
    assert "\x1b]0;owned" not in text


def test_nothing_is_shown_without_a_terminal_or_a_model() -> None:
    """Answers from quotes come at once, so there is nothing to show; a pipe is never written to."""
    without = dataclasses.replace(SETTINGS, chat=ChatSettings())
    with terminal():
        for settings, options in ((without, AskOptions()), (SETTINGS, AskOptions(use_llm=False))):
            with verified_statements(settings, options) as heard:
                assert heard is None
    with verified_statements(SETTINGS, AskOptions()) as heard:  # pytest's own standard error is no terminal
        assert heard is None
