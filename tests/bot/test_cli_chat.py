"""A conversation on the terminal keeps its subject, also across runs."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.cli import main
from bot.cli.conversation import HISTORY, read_turns, write_turns
from rag.values import Turn

Chat = Callable[..., tuple[int, str, str]]


@pytest.fixture
def chat(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Chat:
    """Return a function that types the given lines into `isnad chat` on a data folder of its own."""

    def run(*lines: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.StringIO("".join(line + "\n" for line in lines)))
        code = main(["--data", str(tmp_path / "data"), "chat"])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


def test_every_line_is_a_question(chat: Chat, tmp_path: Path) -> None:
    """Two questions get two answers, blank lines none; what cannot be asked is told and the conversation goes on."""
    code, out, err = chat("When did the truce start?", "", "?!", "متى بدأت الهدنة؟")
    assert code == 0
    assert "27 February 2016" in out
    assert "2016" in out.split("Sources", 1)[1]
    assert "holds no word" in err
    turns = read_turns(tmp_path / "data" / HISTORY)
    assert [turn.question for turn in turns] == ["When did the truce start?", "متى بدأت الهدنة؟"]
    assert turns[0].article_ids


def test_the_next_run_remembers_and_forget_forgets(chat: Chat, tmp_path: Path) -> None:
    """History lasts over runs until /forget; /quit leaves without asking what follows it."""
    chat("When did the truce start?")
    chat("Who is Jan Egeland?", "/quit", "Where is Laos?")
    questions = [turn.question for turn in read_turns(tmp_path / "data" / HISTORY)]
    assert questions == ["When did the truce start?", "Who is Jan Egeland?"]
    _, _, err = chat("/forget")
    assert "Forgotten." in err
    assert read_turns(tmp_path / "data" / HISTORY) == []


def test_history_is_read_by_its_owner_alone_and_survives_damage(tmp_path: Path) -> None:
    """The file is private, and a line that was cut off costs that line only."""
    path = tmp_path / "data" / HISTORY
    turn = Turn("متى؟", "في الربيع [1]", ("a1",))
    write_turns(path, [turn])
    assert path.stat().st_mode & 0o077 == 0
    path.write_text(path.read_text(encoding="utf-8") + '{"question": "cut', encoding="utf-8")
    assert read_turns(path) == [turn]
    assert read_turns(tmp_path / "none.jsonl") == []
