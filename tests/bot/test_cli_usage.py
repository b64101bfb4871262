"""Wrong usage ends with exit code 2 and a message that says what, where and what to do; never with a traceback."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bot.cli import main
from bot.cli.console import report
from bot.cli.question import MAX_QUESTION_CHARS, read_day, read_question
from rag.errors import IsnadError, UsageError


class Input:
    """Standard input that holds the given bytes."""

    def __init__(self, raw: bytes) -> None:
        self.buffer = io.BytesIO(raw)


@pytest.fixture
def isnad(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    """Return a function that runs the command in this process and gives (exit code, stdout, stderr)."""
    monkeypatch.setenv("ISNAD_DATA", str(tmp_path / "data"))

    def run(*arguments: str, stdin: bytes = b"") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", Input(stdin))
        code = main(arguments)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


@pytest.mark.parametrize(
    ("arguments", "stdin", "said"),
    [
        (["ask", ""], b"", "The question is empty."),
        (["ask", " \t\n "], b"", "empty"),
        (["ask"], b"", "The question is empty."),
        (["ask", "؟!..."], b"", "holds no word"),
        (["ask"], b"\xff\xfe\xfa", "not valid UTF-8"),
        (["ask", "\udcff\udcfe"], b"", "not valid UTF-8"),
        (["ask", "word " * 2_000], b"", "longer than 4,000"),
        (["ask"], "كلمة ".encode() * 20_000, "longer than 4,000"),
        (["ask", "When?", "--since", "yesterday"], b"", "'yesterday' is not a date"),
        (["ask", "When?", "--until", "2016-02-30"], b"", "'2016-02-30' is not a date"),
        (["ask", "When?", "--since", "2016-13"], b"", "is not a date"),
        (["ask", "When?", "--since", "2016-05-01", "--until", "2016-04-30"], b"", "lies after"),
        (["ask", "When?", "--lang", "fr"], b"", "'fr' is not one of"),
        (["ask", "When?", "--top-k", "0"], b"", "0 is not in the range"),
        (["ask", "When?", "--top-k", "many"], b"", "--top-k"),
        (["ask", "When?", "--jsn"], b"", "--json"),
        (["search", "..."], b"", "holds no word"),
        (["frobnicate"], b"", "frobnicate"),
        (["show"], b"", "ARTICLE_ID"),
        (["eval", "beir"], b"", "DIRECTORY"),
        (["eval", "qa", "--articles", "x"], b"", "--questions"),
        (["--data"], b"", "--data"),
    ],
)
def test_wrong_usage_is_told(isnad: Any, arguments: list[str], stdin: bytes, said: str) -> None:
    """Exit code 2, nothing on standard output, what is wrong and the next step on standard error."""
    code, out, err = isnad(*arguments, stdin=stdin)
    assert (code, out) == (2, "")
    assert said in err
    assert "  next:  " in err
    assert "Traceback" not in err


def test_a_data_folder_that_is_a_file_is_wrong_usage(isnad: Any, tmp_path: Path) -> None:
    """--data names a folder; a file there is told before anything is written."""
    (tmp_path / "file").write_text("x")
    code, out, err = isnad("--data", str(tmp_path / "file"), "ask", "When?")
    assert (code, out) == (2, "")
    assert "data folder is a file" in err


def test_an_unknown_setting_is_wrong_usage(isnad: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A misspelt setting is named with the one that was meant."""
    (tmp_path / "own.toml").write_text("[search]\ntopk = 3\n")
    monkeypatch.setenv("ISNAD_CONFIG", str(tmp_path / "own.toml"))
    code, _, err = isnad("ask", "When?")
    assert code == 2
    assert "Did you mean 'top_k'?" in err
    assert "own.toml" in err


def test_the_question_comes_from_the_arguments_or_from_standard_input() -> None:
    """Words are joined, a dash or nothing reads standard input, a byte-order mark and line breaks are taken off."""
    assert read_question(["When", "did", "it", "start?"]) == "When did it start?"
    assert read_question([], io.BytesIO("\ufeffمتى\nبدأت؟\n".encode())) == "متى بدأت؟"
    assert read_question(["-"], io.BytesIO(b"When?")) == "When?"


def test_a_question_of_the_longest_length_is_asked() -> None:
    """The limit itself is allowed."""
    assert len(read_question(["a" * MAX_QUESTION_CHARS])) == MAX_QUESTION_CHARS
    with pytest.raises(UsageError):
        read_question(["a" * (MAX_QUESTION_CHARS + 1)])


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2016-02-27", "2016-02-27", "2016-02-27"),
        ("2016-02", "2016-02-01", "2016-02-29"),
        ("2016", "2016-01-01", "2016-12-31"),
        ("٢٠١٦-٠٢-٢٧", "2016-02-27", "2016-02-27"),
    ],
)
def test_a_month_or_a_year_means_its_first_or_last_day(text: str, first: str, last: str) -> None:
    """--since takes the first day, --until the last, in either kind of digits."""
    assert str(read_day(text, "--since")) == first
    assert str(read_day(text, "--until", last=True)) == last


def test_an_error_is_a_whole_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    """What happened ends as a sentence does, whichever part of the project said it."""
    said = {
        "There is no such file": "isnad: There is no such file.",
        "The file is empty.": "isnad: The file is empty.",
        "Unknown setting 'top_kk'. Did you mean 'top_k'?": "isnad: Unknown setting 'top_kk'. Did you mean 'top_k'?",
    }
    for what, line in said.items():
        assert report(IsnadError(what, where="here")) == 1
        assert capsys.readouterr().err.splitlines()[0] == line


def test_an_unforeseen_failure_is_one_line(isnad: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """No traceback, unless ISNAD_DEBUG=1 asks for it."""

    def fail(*_: object) -> None:
        raise ZeroDivisionError("ten pieces among none\x1b[2J")

    monkeypatch.setattr("bot.cli.asking.read_question", fail)
    code, out, err = isnad("ask", "When?")
    assert (code, out) == (1, "")
    assert "ZeroDivisionError: ten pieces among none" in err
    assert "ISNAD_DEBUG=1" in err
    assert "Traceback" not in err
    assert "\x1b" not in err
    monkeypatch.setenv("ISNAD_DEBUG", "1")
    assert "Traceback" in isnad("ask", "When?")[2]


def test_an_interrupt_ends_quietly(isnad: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C gives 130 and no traceback."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("bot.cli.asking.read_question", interrupt)
    code, out, err = isnad("ask", "When?")
    assert (code, out) == (130, "")
    assert "Traceback" not in err


def test_no_command_shows_the_help(isnad: Any) -> None:
    """Without arguments the commands are listed; that is wrong usage, and `--help` is not."""
    code, out, err = isnad()
    assert code == 2
    assert "ask" in out + err
    code, out, _ = isnad("--help")
    assert code == 0
    assert "reindex" in out


def run_process(*arguments: str, **options: Any) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-c", "import sys; from bot.cli import main; sys.exit(main())", *arguments]
    return subprocess.run(command, capture_output=True, check=False, timeout=120, **options)


def test_help_loads_nothing_heavy() -> None:
    """`isnad --help` imports neither the engine, a vector store, a model nor rich."""
    code = (
        "import sys; from bot.cli import main; main(['--help']); "
        "heavy = {'rag.engine', 'chromadb', 'torch', 'numpy', 'rich', 'telegram', 'langchain_core', 'openai'}; "
        "sys.exit(', '.join(sorted(heavy & set(sys.modules))) or 0)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, timeout=120)
    assert run.returncode == 0, run.stderr.decode()


def test_a_locale_without_arabic_still_prints_it() -> None:
    """The command writes UTF-8 whatever the locale says."""
    environment = os.environ | {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    run = run_process("ask", "متى؟", "--since", "أمس", env=environment)
    assert run.returncode == 2
    assert "أمس" in run.stderr.decode("utf-8")


def test_a_closed_pipe_is_no_error() -> None:
    """A reader that has gone, as in `isnad ... | head -0`, is answered by silence and 141."""
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-c", "import sys; from bot.cli import main; sys.exit(main())", "--version"]
    try:
        run = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, check=False, timeout=120)
    finally:
        os.close(writer)
    assert (run.returncode, run.stderr) == (141, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_is_told() -> None:
    """An answer that could not be written is a failure with a reason."""
    command = [sys.executable, "-c", "import sys; from bot.cli import main; sys.exit(main())", "--version"]
    with Path("/dev/full").open("w") as full:
        run = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False, timeout=120)
    assert run.returncode == 1
    assert "cannot be written: No space left" in run.stderr.decode()
    assert "Traceback" not in run.stderr.decode()


@pytest.mark.parametrize(("closed", "code"), [("<&-", 2), (">&-", 141), ("2>&-", 2)])
def test_closed_streams_are_survived(closed: str, code: int) -> None:
    """Started without standard input there is no question, without output nobody to tell, without errors it stays quiet."""
    arguments = "--version" if closed == ">&-" else "ask"
    script = "import sys; from bot.cli import main; sys.exit(main())"
    line = f"exec {sys.executable} -c '{script}' {arguments} {closed}"
    run = subprocess.run(["sh", "-c", line], stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=120)
    assert run.returncode == code
    assert b"Traceback" not in run.stderr


@pytest.mark.parametrize(
    ("arguments", "help_of"),
    [
        (["reindex", "--metadata"], "isnad reindex"),
        (["ask", "search", "--lang"], "isnad ask"),
        (["eval", "qa", "--articles"], "isnad eval qa"),
        (["--data"], "isnad"),
    ],
)
def test_an_option_without_its_value_sends_to_the_help_of_its_command(
    isnad: Any, arguments: list[str], help_of: str
) -> None:
    """The help that lists the option, not that of `isnad`."""
    code, out, err = isnad(*arguments)
    assert (code, out) == (2, "")
    assert "requires an argument" in err
    assert f"Run `{help_of} --help`." in err
