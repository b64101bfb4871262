"""docs/cli.md is what the commands say of themselves."""

from __future__ import annotations

from pathlib import Path

from bot.cli.app import app
from bot.cli.reference import COMMANDS, reference

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "cli.md"


def test_the_document_is_up_to_date() -> None:
    """Run `python -m bot.cli.reference > docs/cli.md` after changing a command."""
    assert DOCUMENT.read_text(encoding="utf-8") == reference()


def test_every_command_is_documented() -> None:
    """A new command stands in the list that the document is made from."""
    registered = {command.callback.__name__ for command in app.registered_commands if command.callback}
    assert registered | {"eval"} == {path[0] for path in COMMANDS if path}
