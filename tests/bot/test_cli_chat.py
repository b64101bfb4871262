"""A conversation on the terminal keeps its subject, also across runs."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.cli import main
from bot.cli.history import HISTORY, keep_turn, read_turns
from rag.values import Turn

Chat = Callable[..., tuple[int, str, str]]


@pytest.fixture
def chat(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Chat:
    """Return a function that types the given lines into `isnad chat` on a data folder of its own."""

    def run(*lines: str, options: tuple[str, ...] = ()) -> tuple[int, str, str]:
        typed = "".join(line + "\n" for line in lines).encode("utf-8", "surrogateescape")
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed)))
        code = main(["--data", str(tmp_path / "data"), "chat", *options])
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
    """The file is private, and lines that are cut off, foreign, of wrong types or not UTF-8 cost themselves only."""
    path = tmp_path / "data" / HISTORY
    turn, later = Turn("متى؟", "في الربيع [1]", ("a1",)), Turn("أين؟", "في جنيف [1]", ("a2",))
    keep_turn(path, turn)
    assert path.stat().st_mode & 0o077 == 0
    damage = b'\xff\xfe\n[1]\n{"question": 5, "answer": "x", "article_ids": []}\n{"question": "cut'
    path.write_bytes(damage[:7] + path.read_bytes() + damage[7:])
    assert read_turns(path) == [turn]
    keep_turn(path, later)
    assert read_turns(path) == [turn, later]
    assert read_turns(tmp_path / "none.jsonl") == []


def test_a_question_of_any_length_in_the_history_file_is_no_burden(tmp_path: Path) -> None:
    """A line that no chat has written, with a million letters for a question, is passed over."""
    path = tmp_path / HISTORY
    path.write_text(json.dumps({"question": "x" * 1_000_000, "answer": "", "article_ids": []}) + "\n", encoding="utf-8")
    assert read_turns(path) == []


def test_two_chats_at_once_keep_the_turns_of_both(tmp_path: Path) -> None:
    """Each adds to what the file holds at that moment: no turn of another process is lost."""
    path = tmp_path / HISTORY
    script = (
        "import sys; from pathlib import Path; from bot.cli.history import keep_turn; from rag.values import Turn\n"
        "for n in range(5): keep_turn(Path(sys.argv[1]), Turn(f'{sys.argv[2]} {n}?', 'yes', ()))"
    )
    chats = [subprocess.Popen([sys.executable, "-c", script, str(path), name]) for name in ("one", "two", "three")]
    assert [chat.wait(timeout=60) for chat in chats] == [0, 0, 0]
    kept = [turn.question for turn in read_turns(path)]
    assert sorted(kept) == sorted(f"{name} {n}?" for name in ("one", "two", "three") for n in range(5))
    assert [question for question in kept if question.startswith("one")] == [f"one {n}?" for n in range(5)]


def test_the_chat_goes_on_where_it_cannot_be_remembered(chat: Chat, tmp_path: Path) -> None:
    """A history that cannot be written is told once; every question is answered."""
    (tmp_path / "data" / HISTORY).mkdir(parents=True)
    code, out, err = chat("When did the truce start?", "When did the truce start?")
    assert (code, out.count("27 February 2016. [1]")) == (0, 2)
    assert err.count("The conversation cannot be kept") == 1
    assert "not remembered" in err
    assert [path.name for path in (tmp_path / "data").glob("chat.new")] == []


def test_what_cannot_be_forgotten_is_not_said_to_be(chat: Chat, tmp_path: Path) -> None:
    """/forget names the file that it could not empty, and what to do; where no file is, all is forgotten."""
    assert "Forgotten." in chat("/forget")[2]
    (tmp_path / "data" / HISTORY).mkdir(parents=True)
    code, _, err = chat("/forget")
    assert (code, "Forgotten." in err) == (0, False)
    assert "The conversation cannot be forgotten: Is a directory" in err
    assert str(tmp_path / "data" / HISTORY) in err
    assert "delete the file" in err


def test_a_command_that_is_none_is_not_asked(chat: Chat) -> None:
    """/help tells the commands, a slip as well; letter case does not count."""
    code, out, err = chat("/help", "/fogret", "/QUIT", "When did the truce start?")
    assert (code, out) == (0, "")
    assert "There is no /fogret." in err
    assert err.count("/forget starts anew") == 2


def test_a_line_that_cannot_be_asked_is_told_and_the_next_one_answered(chat: Chat) -> None:
    """Invalid UTF-8 and an endless line cost one message each."""
    code, out, err = chat("\udcff\udcfe", "x" * 200_000, "When did the truce start?")
    assert (code, out.count("Sources\n")) == (0, 1)
    assert (err.count("not valid UTF-8"), err.count("longer than 4,000")) == (1, 1)


def test_an_outlet_that_the_archive_does_not_have_is_told(chat: Chat) -> None:
    """--source names an outlet as in `ask`: which there are is said at the start."""
    assert "SANA, Syria News" in chat("/quit", options=("--source", "The Moon"))[2]


def test_a_chat_without_standard_input_ends(tmp_path: Path) -> None:
    """Started with standard input closed there is nothing to ask, and nothing went wrong."""
    script = "import sys; from bot.cli import main; sys.exit(main())"
    line = f"exec {sys.executable} -c '{script}' --data {tmp_path} chat <&-"
    run = subprocess.run(["sh", "-c", line], capture_output=True, check=False, timeout=120)
    assert (run.returncode, run.stdout) == (0, b"")
    assert b"unforeseen" not in run.stderr


def test_a_chat_takes_up_a_new_index(tmp_path: Path) -> None:
    """What is indexed while a chat is open is answered by its next question."""
    command = [sys.executable, "-m", "bot.cli", "--data", str(tmp_path / "data")]
    with subprocess.Popen([*command, "chat"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write(b"Where did the mayor of Sidra plant cedars?\n")
        process.stdin.flush()
        assert process.stdout.readline().startswith(b"The archive does not say")
        article = tmp_path / "cedars.txt"
        article.write_text("The mayor of Sidra planted cedars in the Harbour Park on 3 May 2021.\n", encoding="utf-8")
        subprocess.run([*command, "reindex", str(article)], check=True, capture_output=True, timeout=120)
        out, _ = process.communicate(b"Where did the mayor of Sidra plant cedars?\n", timeout=120)
    assert "Harbour Park" in out.decode()
