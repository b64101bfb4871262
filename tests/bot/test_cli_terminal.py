"""On a terminal: colour, right alignment and progress; in a pipe none of them."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path

import pytest

from bot.cli.question import read_lines
from bot.terminal.layout import display_width

QUESTION = "متى بدأت الهدنة؟"


def on_a_terminal(*arguments: str, **environment: str) -> str:
    """Run the command with both streams on a terminal of 72 columns and return all that it wrote there."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-c", "import sys; from bot.cli import main; sys.exit(main())", *arguments]
    base = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "FORCE_COLOR"}}
    settings = base | {"COLUMNS": "72", "TERM": "xterm-256color"} | environment
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=theirs, stderr=theirs, env=settings)
    os.close(theirs)
    written = b""
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:  # the other side has closed
            break
        if not part:
            break
        written += part
    process.wait(timeout=120)
    os.close(ours)
    return written.decode("utf-8").replace("\r\n", "\n")


def visible(text: str) -> str:
    return re.sub("\x1b\\[[0-9;?]*[a-zA-Z]|[\u2066-\u2069]", "", text)


def test_arabic_is_aligned_right_and_coloured(data: Path) -> None:
    """The short answer of an Arabic question ends at the right edge, in bold."""
    written = on_a_terminal("--data", str(data), "ask", QUESTION)
    first = written.splitlines()[0]
    assert "\x1b[1m" in first
    assert visible(first).startswith(" ")
    assert display_width(visible(first)) == 72


def test_no_color_is_honoured(data: Path) -> None:
    """NO_COLOR takes the escape sequences away and leaves the alignment."""
    written = on_a_terminal("--data", str(data), "ask", QUESTION, NO_COLOR="1")
    assert "\x1b" not in written
    assert display_width(visible(written.splitlines()[0])) == 72


@pytest.mark.parametrize("ends", [KeyboardInterrupt, EOFError])
def test_leaving_a_chat_begins_a_line_of_its_own(
    ends: type[BaseException], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """After Ctrl-C and Ctrl-D nothing stands behind the prompt or a question half typed.

    Both are raised here in the place of a terminal: Python's `input` may overhear a Ctrl-C until the next key.
    """

    def typed(prompt: str) -> str:
        sys.stderr.write(prompt + "half a quest")
        raise ends

    monkeypatch.setattr("builtins.input", typed)
    monkeypatch.setattr("sys.stdin", type("Terminal", (), {"isatty": lambda _: True})())
    with pytest.raises(KeyboardInterrupt) if ends is KeyboardInterrupt else nullcontext():
        assert list(read_lines("> ", "Ask.")) == []
    assert capsys.readouterr().err == "Ask.\n> half a quest\n"


def test_indexing_shows_its_progress_on_a_terminal_only(tmp_path: Path) -> None:
    """A bar moves on a terminal; a pipe gets the report alone."""
    assert "\x1b" in on_a_terminal("--data", str(tmp_path / "one"), "reindex", NO_COLOR="1")
    command = [sys.executable, "-c", "import sys; from bot.cli import main; sys.exit(main())"]
    run = subprocess.run(
        [*command, "--data", str(tmp_path / "two"), "reindex"], capture_output=True, check=True, timeout=120
    )
    assert run.stderr == b""
    assert b"\x1b" not in run.stdout


def test_a_pipe_gets_logical_order_without_padding_or_marks(data: Path) -> None:
    """What is piped is plain text: no colour, no isolates, no spaces in front of an Arabic line."""
    command = [sys.executable, "-c", "import sys; from bot.cli import main; sys.exit(main())"]
    run = subprocess.run([*command, "--data", str(data), "ask", QUESTION], capture_output=True, check=True, timeout=120)
    text = run.stdout.decode("utf-8")
    assert not set(text) & set("\x1b\u2066\u2067\u2068\u2069")
    assert not text.startswith(" ")
