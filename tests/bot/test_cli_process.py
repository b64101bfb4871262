"""The command as a process among others: interrupts, closed and full streams, folders that may not be entered, its help."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from bot.cli.examples import EXAMPLES
from bot.cli.reference import reference
from tests.bot.shipped import SEEDS, TRUCE

ISNAD = (sys.executable, "-m", "bot.cli")


def heed_interrupts() -> None:
    """Let a new process hear Ctrl-C, also where the tests themselves run in the background and a shell told them to ignore it."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def run(*arguments: str, command: tuple[str, ...] = ISNAD, **options: Any) -> subprocess.CompletedProcess[str]:
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | options
    return subprocess.run([*command, *arguments], check=False, timeout=120, text=True, encoding="utf-8", **streams)


@pytest.mark.parametrize(("command", "after"), [("ask", 0.08), ("ask", 0.4), ("reindex", 0.6), ("reindex", 1.2)])
def test_an_interrupt_at_any_moment_is_answered_in_words(data: Path, command: str, after: float) -> None:
    """Ctrl-C while modules load, while it works or when it has just ended: 130 or done, no traceback, the index whole."""
    script = "import sys; from bot.cli import main; sys.exit(main())"  # as the installed script has it
    arguments = ["ask", TRUCE] if command == "ask" else ["reindex", "--full"]
    process = subprocess.Popen(
        [sys.executable, "-c", script, "--data", str(data), *arguments],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        preexec_fn=heed_interrupts,  # noqa: PLW1509 - no thread of the tests holds a lock
    )  # fmt: skip
    time.sleep(after)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    if process.returncode == 130:
        assert err.splitlines()[-1].startswith("isnad: Interrupted.")
    else:  # on a slow machine Python itself had not begun, on a fast one all was done
        assert process.returncode == (0 if out else -signal.SIGINT)
    assert "bot/cli/app" not in err
    if command == "reindex":
        assert run("--data", str(data), "doctor").returncode == 0
        assert list(data.rglob("*.building*")) == []


def test_an_interrupted_evaluation_leaves_nothing_behind(tmp_path: Path) -> None:
    """The temporary index goes, and no answer of an earlier run is lost."""
    kept = tmp_path / "answers.jsonl"
    kept.write_text("of an earlier run\n", encoding="utf-8")
    (tmp_path / "tmp").mkdir()
    arguments = ("--articles", str(SEEDS), "--questions", str(SEEDS / "questions.jsonl"), "--answers", str(kept))
    process = subprocess.Popen(
        [*ISNAD, "eval", "qa", *arguments],
        stderr=subprocess.PIPE,
        env=os.environ | {"TMPDIR": str(tmp_path / "tmp")},
        preexec_fn=heed_interrupts,  # noqa: PLW1509 - no thread of the tests holds a lock
    )
    while not list((tmp_path / "tmp").glob("isnad-eval-*")) and process.poll() is None:
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert (process.returncode, "Traceback" in err.decode()) == (130, False)
    assert list((tmp_path / "tmp").iterdir()) == []
    assert kept.read_text(encoding="utf-8") == "of an earlier run\n"


def test_an_interrupt_that_the_shell_told_to_ignore_is_ignored(data: Path) -> None:
    """`nohup isnad ... &` in a script is not ended by Ctrl-C in its terminal."""
    started = "trap '' INT; exec " + shlex.join([*ISNAD, "--data", str(data), "status"])
    process = subprocess.Popen(["sh", "-c", started], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    for _ in range(10):
        time.sleep(0.02)
        process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, b"")
    assert b"generation" in out


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize(
    ("arguments", "typed"), [(["ask", TRUCE], ""), (["chat"], TRUCE + "\n"), (["--help"], ""), (["status"], "")]
)
def test_a_full_disk_under_standard_output_is_told(data: Path, arguments: list[str], typed: str) -> None:
    """Whatever was to be written there: exit code 1, the reason, what to do, and nothing unforeseen."""
    with Path("/dev/full").open("w") as full:
        done = run("--data", str(data), *arguments, stdout=full, input=typed)
    assert done.returncode == 1
    assert "No space left" in done.stderr
    assert "  next:  " in done.stderr
    assert "unforeseen" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_under_standard_error_changes_no_exit_code(data: Path) -> None:
    """Where an error cannot be told, its exit code still tells it."""
    with Path("/dev/full").open("w") as full:
        assert run("--data", str(data), "ask", TRUCE, "--since", "never", stderr=full).returncode == 2


@pytest.mark.parametrize("arguments", [["search", "Kerry"], ["timeline", "truce"], ["status"], ["doctor"], ["--help"]])
def test_a_reader_that_leaves_is_no_error(data: Path, arguments: list[str]) -> None:
    """`isnad ... | true` ends with 141 or, where it was written before the reader left, as usual; it says nothing."""
    reader, writer = os.pipe()
    os.close(reader)
    done = run("--data", str(data), *arguments, stdout=writer)
    os.close(writer)
    assert (done.returncode, done.stderr) == (141, "")


SHUT = ("setpriv", "--bounding-set=-dac_override,-dac_read_search,-fowner") if os.geteuid() == 0 else ()


@pytest.fixture
def shut(tmp_path: Path) -> Path:
    """Return a folder that may not be entered, also by root without its capabilities."""
    if SHUT and run("true", command=SHUT).returncode != 0:
        pytest.skip("root may enter every folder here")
    folder = tmp_path / "shut"
    folder.mkdir()
    (folder / "a.txt").write_text("The mayor opened a bridge in the old town on Monday.\n", encoding="utf-8")
    folder.chmod(0o000)
    return folder


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--data", "{shut}/data", "status"], 2, "The data folder cannot be used: Permission denied"),
        (["--data", "{shut}/data", "ask", TRUCE], 2, "The data folder cannot be used: Permission denied"),
        (["--data", "{shut}", "ask", TRUCE], 1, "The data folder cannot be read: Permission denied"),
        (["--data", "{shut}", "reindex"], 1, "The data folder cannot be written to: Permission denied"),
        (["--data", "{tmp}/data", "reindex", "{shut}"], 1, "the folder cannot be opened: Permission denied"),
        (["--data", "{tmp}/data", "reindex", "{shut}/a.txt"], 1, "It cannot be read: Permission denied"),
        (["--data", "{tmp}/data", "reindex", "{tmp}", "--metadata", "{shut}/m.csv"], 1, "table cannot be read: Permission"),
        (["eval", "qa", "--articles", "{tmp}", "--questions", "{shut}/q.jsonl"], 2, "cannot be read: Permission denied"),
    ],
)  # fmt: skip
def test_what_may_not_be_read_is_told(shut: Path, tmp_path: Path, arguments: list[str], code: int, said: str) -> None:
    """A shut folder is named with what to do, wherever it stands in the command."""
    done = run(*(one.format(shut=shut, tmp=tmp_path) for one in arguments), command=(*SHUT, *ISNAD))
    assert done.returncode == code, done.stderr
    assert said in done.stderr + done.stdout
    assert str(shut) in done.stderr + done.stdout
    assert "unforeseen" not in done.stderr


@pytest.mark.parametrize(("data", "archive"), [("{shut}", "{tmp}"), ("{shut}/new", "{tmp}"), ("{tmp}/data", "{shut}")])
def test_the_doctor_goes_on_past_a_shut_folder(shut: Path, tmp_path: Path, data: str, archive: str) -> None:
    """The folder that may not be entered is a failed check among the others; what to mend is that folder."""
    named = [one.format(shut=shut, tmp=tmp_path) for one in (data, archive)]
    if data == "{shut}/new":  # may be looked into, not written to
        shut.chmod(0o500)
    environment = os.environ | {"ISNAD_ARCHIVE": named[1]}
    done = run("--data", named[0], "doctor", "--json", command=(*SHUT, *ISNAD), env=environment)
    assert done.returncode == 1, done.stderr
    checks = {check["name"]: check for check in json.loads(done.stdout)["checks"]}
    failed = checks["archive" if archive == "{shut}" else "data folder"]
    assert (failed["ok"], str(shut) in failed["detail"]) == (False, True)
    assert failed["fix"].startswith("Mend its permissions" if archive == "{shut}" else f"chmod u+rwx {shut},")
    assert checks["embedder"]["ok"]


def test_bytes_that_are_no_utf8_are_wrong_usage(data: Path) -> None:
    """In an id and in an outlet's name as in a question."""
    for arguments in (("show", "\udcff"), ("ask", TRUCE, "--source", "\udcff"), ("ask", "\udcff")):
        done = run("--data", str(data), *arguments)
        assert (done.returncode, done.stdout) == (2, "")
        assert "not valid UTF-8" in done.stderr


def test_an_id_copied_with_its_hidden_marks_is_found(data: Path) -> None:
    """Right-to-left lines carry isolates around an id; `show` takes them off."""
    done = run("--data", str(data), "show", "\u20682016-08-27-geneva-talks\u2069 ")
    assert done.returncode == 0
    assert "2016-08-27-geneva-talks" in done.stdout


def test_data_written_after_the_command_is_told_where_it_belongs() -> None:
    """--data is an option of `isnad`, not of its commands."""
    done = run("ask", "--data", "x", TRUCE)
    assert done.returncode == 2
    assert "isnad --data DIR ask" in done.stderr


def test_completion_is_shown_for_a_shell() -> None:
    """It ends with 0, so that `eval "$(isnad --show-completion)"` can be trusted."""
    script = '"$0" -m bot.cli --show-completion; exit $?'
    done = run("-c", script, sys.executable, command=("bash",), env=os.environ | {"PYTHONPATH": str(SEEDS.parent)})
    assert done.returncode == 0, done.stderr


def test_a_question_without_ask_is_told_what_is_missing() -> None:
    """`isnad "when ...?"` names the command that was meant, and drives no terminal."""
    for question in ("when did the truce start?", "متى؟", "truce\x1b[2J?"):
        done = run(question)
        assert done.returncode == 2
        assert "  next:  Write `ask` before a question" in done.stderr
        assert "\x1b" not in done.stderr


@pytest.mark.parametrize("arguments", [(), ("eval",)])
def test_without_a_command_the_help_is_shown_as_it_is(arguments: tuple[str, ...]) -> None:
    """It goes to standard error, since nothing was done, and ends with 2."""
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("Usage: isnad")


def test_no_command_is_cut_short_in_the_list_of_commands() -> None:
    """On 80 columns the list says what each command does to the end."""
    for arguments in (("--help",), ("eval", "--help")):
        listed = run(*arguments, env=os.environ | {"COLUMNS": "80"}).stdout.split("Commands:")[1].split("\n\n")[0]
        assert "..." not in listed


def test_every_example_of_the_help_runs_as_it_is_written(data: Path, tmp_path: Path) -> None:
    """In a home with an archive, a table, a question set and a retrieval set, each example ends with 0."""
    home = tmp_path / "home"
    (home / "archive").mkdir(parents=True)
    (home / "archive" / "rain.txt").write_text("Rain fell on the old harbour on Monday.\n", encoding="utf-8")
    (home / "articles.csv").write_text("file,title\nrain.txt,Rain\n", encoding="utf-8")
    line = '{"id": "1", "question": "Where did rain fall?", "answerable": true, "articles": ["rain"], "lang": "en", '
    rest = '"kind": "place", "passage_any": ["harbour"], "answer_any": ["harbour"]}\n'
    (home / "questions.jsonl").write_text(line + rest, encoding="utf-8")
    news = home / "sets" / "news"
    (news / "qrels").mkdir(parents=True)
    (news / "corpus.jsonl").write_text('{"_id": "a", "title": "", "text": "Rain fell."}\n', encoding="utf-8")
    (news / "queries.jsonl").write_text('{"_id": "q", "text": "rain"}\n', encoding="utf-8")
    (news / "qrels" / "test.tsv").write_text("query-id\tcorpus-id\tscore\nq\ta\t1\n", encoding="utf-8")
    script = home / "isnad"
    script.write_text(f'#!/bin/sh\nexec {shlex.join(ISNAD)} "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    root = str(Path(__file__).resolve().parents[2])
    environment = os.environ | {"HOME": str(home), "PATH": f"{home}:{os.environ['PATH']}", "PYTHONPATH": root}
    for name, examples in EXAMPLES.items():
        # What changes the archive has a folder of its own; the others ask the shipped one.
        environment["ISNAD_DATA"] = str(tmp_path / "changed" if name in {"isnad", "reindex"} else data)
        for example in examples:
            typed = example.replace("/srv/", f"{tmp_path}/")
            done = run("-c", typed, command=("sh",), cwd=home, env=environment, input="")
            assert done.returncode == 0, (example, done.stdout, done.stderr)
            assert example in reference()
    assert re.match("<svg ", (home / "truce.svg").read_text(encoding="utf-8"))


def test_reindexing_nothing_named_says_what_it_takes(tmp_path: Path) -> None:
    """The second run names the folder of the first one on standard error, and its articles stay."""
    (tmp_path / "archive").mkdir()
    (tmp_path / "archive" / "rain.txt").write_text("Rain fell on the old harbour on Monday.\n", encoding="utf-8")
    first = run(
        "--data", "data", "reindex", "archive", cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(SEEDS.parent)}
    )
    assert first.returncode == 0, first.stderr
    second = run("--data", str(tmp_path / "data"), "reindex")
    assert second.returncode == 0
    assert f"Taking what was indexed last: {tmp_path / 'archive'}" in second.stderr
    assert "The archive holds 1 article in 1 passage" in second.stdout


def test_articles_that_went_are_named(tmp_path: Path) -> None:
    """Whoever names one new file in the place of the whole archive sees which articles no longer answer."""
    article = tmp_path / "rain.txt"
    article.write_text("Rain fell on the old harbour on Monday.\n", encoding="utf-8")
    run("--data", str(tmp_path / "data"), "reindex")
    done = run("--data", str(tmp_path / "data"), "reindex", str(article))
    assert done.returncode == 0
    assert "No longer in the archive:\n  2016-02-12-munich-understanding\n" in done.stdout


@pytest.mark.parametrize("command", [(*ISNAD, "bot"), (sys.executable, "-m", "bot.telegram")])
@pytest.mark.parametrize(("sent", "said"), [(signal.SIGINT, ["isnad: Interrupted."]), (signal.SIGTERM, [])])
def test_a_bot_that_does_not_serve_yet_can_be_ended(
    tmp_path: Path, command: tuple[str, ...], sent: signal.Signals, said: list[str]
) -> None:
    """While it makes its first index, Ctrl-C is answered in one line and SIGTERM in none, each with its exit code."""
    given = {"ISNAD_DATA": str(tmp_path / "data"), "TELEGRAM_BOT_TOKEN": "1:nobody", "ISNAD_TELEGRAM_HEALTH_LISTEN": ""}
    process = subprocess.Popen(
        command, stderr=subprocess.PIPE, text=True, env=os.environ | given,
        preexec_fn=heed_interrupts,  # noqa: PLW1509 - no thread of the tests holds a lock
    )  # fmt: skip
    assert process.stderr is not None
    assert "indexing" in process.stderr.readline()
    process.send_signal(sent)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 128 + sent
    assert [line[:19] for line in err.splitlines()] == said
    assert not list((tmp_path / "data").glob("generations/*"))


def test_an_interrupt_while_the_engines_load_is_answered_once(data: Path) -> None:
    """A terminal sends Ctrl-C to the engine processes too: they say nothing, and end with the bot."""
    given = {"ISNAD_DATA": str(data), "TELEGRAM_BOT_TOKEN": "1:nobody", "ISNAD_TELEGRAM_HEALTH_LISTEN": ""}
    process = subprocess.Popen(
        [*ISNAD, "bot"], stderr=subprocess.PIPE, text=True, env=os.environ | given, start_new_session=True,
        preexec_fn=heed_interrupts,  # noqa: PLW1509 - no thread of the tests holds a lock
    )  # fmt: skip
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    while len(children.read_text(encoding="ascii").split()) < 2:  # what tracks their resources, then an engine
        time.sleep(0.01)
    time.sleep(0.1)  # it imports
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=60)  # until all have closed the stream
    assert (process.returncode, err) == (130, "isnad: Interrupted. The index in use stays in use.\n")


@pytest.mark.parametrize("name", ["q.jsonl", "m.csv", "articles/a.txt", "set/corpus.jsonl", "set/qrels/test.tsv"])
def test_what_is_measured_is_never_overwritten(tmp_path: Path, name: str) -> None:
    """A slip in --answers or --run costs nobody a question set, an article or a corpus."""
    file = tmp_path / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("kept", encoding="utf-8")
    slip = f"{tmp_path}/./{name}"
    read = (("--articles", "articles"), ("--questions", "q.jsonl"), ("--metadata", "m.csv"))
    qa = ("qa", *(word for option, one in read for word in (option, str(tmp_path / one))))
    arguments = ("beir", str(tmp_path / "set"), "--run", slip) if "set/" in name else (*qa, "--answers", slip)
    done = run("eval", *arguments)
    assert done.returncode == 2
    assert "would overwrite what is measured" in done.stderr
    assert file.read_text(encoding="utf-8") == "kept"


@pytest.mark.parametrize("blocks", [1, 60, 160])
def test_a_disk_that_is_full_at_any_moment_leaves_the_index_in_use(tmp_path: Path, blocks: int) -> None:
    """Files that may not grow further stop a run in words; what was half built goes, what was indexed answers."""
    data = tmp_path / "data"
    run("--data", str(data), "reindex")
    limited = f"ulimit -f {blocks}; exec {shlex.join(ISNAD)} --data {data} reindex --full"
    done = subprocess.run(["sh", "-c", limited], capture_output=True, check=False, timeout=120, text=True)
    assert done.returncode == 1
    assert "cannot be written" in done.stderr
    assert "Nothing was published" in done.stderr
    assert "unforeseen" not in done.stderr
    assert [path.name for path in (data / "generations").iterdir()] == ["000001"]
    assert run("--data", str(data), "ask", TRUCE).returncode == 0


@pytest.mark.parametrize(
    "name", ["rag/language/thesaurus.tsv", "rag/models/analysis/whole_words.txt", "rag/models/bridge/bridge.npz"]
)
@pytest.mark.parametrize("content", [None, b"\xff\xfe cut"], ids=["missing", "damaged"])
def test_a_file_of_the_installation_that_is_gone_or_damaged_is_named(
    installation: Path, data: Path, name: str, content: bytes | None
) -> None:
    """The file and the way out are told, whichever it is."""
    file = installation / name
    kept = file.read_bytes()
    file.unlink()
    if content is not None:
        file.write_bytes(content)
    done = run("--data", str(data), "ask", TRUCE, cwd=installation, env=os.environ | {"PYTHONPATH": str(installation)})
    file.write_bytes(kept)
    assert (done.returncode, done.stdout) == (1, "")
    assert str(file) in done.stderr
    assert "  next:  " in done.stderr
    assert "unforeseen" not in done.stderr


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the project that may be damaged."""
    folder = tmp_path_factory.mktemp("installation")
    for part in ("bot", "rag", "config", "seeds"):
        shutil.copytree(SEEDS.parent / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    return folder
