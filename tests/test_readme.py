"""README.md says what is so: its settings, transcripts, commands, links and the Python example."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from bot.cli.app import app
from bot.cli.reference import reference

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]


def blocks(language: str) -> list[str]:
    """Return the fenced blocks of a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)


def shell_commands() -> list[list[str]]:
    """Return every command of the sh blocks, comments taken off, split as a shell would."""
    lines = [line for block in blocks("sh") for line in block.splitlines() if line.strip()]
    return [shlex.split(line, comments=True) for line in lines]


def recipes() -> dict[str, str]:
    """Return the recipes of the Makefile that `make` lists, with what is said of each."""
    return dict(re.findall(r"^([a-z-]+):.*?## (.*)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


def test_the_settings_table_and_the_transcripts_are_what_the_project_prints_now() -> None:
    """Run `make docs` after a change of a setting or of an answer's form."""
    done = subprocess.run(
        [sys.executable, ".ci/document.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_the_python_example_prints_a_statement_with_its_quotes(tmp_path: Path) -> None:
    """The example runs as it stands, on the articles that ship with the project."""
    (example,) = blocks("python")
    environment = {**os.environ, "ISNAD_DATA": str(tmp_path), "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", example], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("27 February 2016. [")
    assert "27 شباط" in done.stdout


def test_every_isnad_command_named_in_a_shell_block_exists_with_its_options() -> None:
    """What the examples type is what the commands' help tells."""
    known = {command.callback.__name__ for command in app.registered_commands if command.callback} | {"eval"}
    used = [
        words[words.index("isnad") + 1 :]
        for words in shell_commands()
        if "isnad" in words and words[:2] != ["docker", "build"]
    ]
    named = [words for words in used if words]  # the image alone runs the bot
    assert {words[0] for words in named} <= known
    options = {word for words in named for word in words if word.startswith("--")}
    assert [option for option in options if option not in reference()] == []


def test_every_recipe_named_in_the_documents_is_in_the_makefile() -> None:
    """`make NAME` in code names a recipe."""
    named = {
        recipe
        for document in DOCUMENTS
        for words in re.findall(
            r"(?:`|^ {4}|^)make ((?:[a-z-]+ ?)+)(?:`|$| Q=| #)", document.read_text("utf-8"), re.MULTILINE
        )
        for recipe in words.split()
    }
    assert {"ask", "test", "docs"} <= named
    assert named <= set(recipes())


def test_every_recipe_is_declared_phony_and_says_what_it_does() -> None:
    """A file of a recipe's name must not keep it from running."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    (phony,) = re.findall(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    assert set(phony.split()) == set(recipes())


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_to_a_file_leads_to_one(document: Path) -> None:
    """Links between the documents are relative and hold."""
    targets = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", document.read_text(encoding="utf-8"))
    files = [target for target in targets if "://" not in target]
    assert [target for target in files if not (document.parent / target).exists()] == []


@pytest.mark.parametrize(
    "question",
    [
        'what did "he" say about $5, $HOME and `id`?',
        "ماذا قال «لافروف» عن $(id) و'الهدنة'؟",
        "--json",
        r"a \ backslash # and % more",
    ],
)
def test_a_question_reaches_the_command_as_it_was_typed(question: str, tmp_path: Path) -> None:
    """Make and the shell expand nothing in Q, whatever stands in it."""
    venv = tmp_path / "venv"
    (venv / "bin").mkdir(parents=True)
    command = venv / "bin" / "isnad"
    command.write_text(f"#!{sys.executable}\nimport sys\nsys.stdout.write(repr(sys.argv[1:]))\n", encoding="utf-8")
    command.chmod(0o755)
    (venv / ".installed").touch()  # nothing is installed: only the way of the question is looked at
    done = subprocess.run(
        ["make", "--no-print-directory", "ask", f"VENV={venv}", f"Q={question}"],
        cwd=ROOT, capture_output=True, text=True, check=False, encoding="utf-8",
    )  # fmt: skip
    assert done.stdout == repr(["ask", "--", question])
