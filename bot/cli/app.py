"""Wire the commands together, and be the last to catch what goes wrong."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, Final

import typer

from bot.cli import archive, asking, conversation, measuring
from bot.cli.console import (
    ANSWERED,
    FAILURE,
    INTERRUPTED,
    OUTPUT_CLOSED,
    USAGE,
    OutputClosed,
    prepare_streams,
    report,
    report_os_error,
    report_unexpected,
    say,
    write,
)
from bot.cli.examples import epilog
from bot.cli.session import Session
from bot.terminal.layout import clean
from rag.errors import IsnadError

__all__ = ["app", "main"]

_HELP_COLUMNS: Final = 100
_QUESTION: Final = re.compile(r"^No such command '[^']*[ ?؟]")  # what was typed for a command reads as a question

app: Final = typer.Typer(
    name="isnad",
    help="Answers from a news archive, Arabic and English, each sentence with its chain of sources.",
    epilog=epilog("isnad", "Exit codes: 0 answered or done, 3 no supported answer, 2 wrong usage, 1 failure."),
    no_args_is_help=True,
    rich_markup_mode=None,  # plain help: it pipes, it is the same everywhere, and rich stays unloaded
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": _HELP_COLUMNS},
)
_evaluation: Final = typer.Typer(help="Measure retrieval and answers.", no_args_is_help=True, rich_markup_mode=None)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import PackageNotFoundError, version

        try:
            write(f"isnad {version('isnad')}\n")
        except PackageNotFoundError:
            write("isnad, run from its source without being installed\n")
        raise typer.Exit(ANSWERED)


@app.callback()
def _root(
    context: typer.Context,
    data: Annotated[
        Path | None,
        typer.Option("--data", metavar="DIR", readable=False, help="Where everything written lives; else ISNAD_DATA."),
    ] = None,
    version: Annotated[  # noqa: ARG001 - handled by its callback
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    context.obj = Session(data)


_COMMANDS: Final[tuple[Callable[..., int], ...]] = (
    asking.ask,
    asking.search,
    asking.timeline,
    conversation.chat,
    archive.reindex,
    archive.status,
    archive.doctor,
    archive.show,
    conversation.bot,
)
for _command in _COMMANDS:
    app.command(epilog=epilog(_command.__name__))(_command)
app.add_typer(_evaluation, name="eval")
for _command in (measuring.beir, measuring.qa):
    _evaluation.command(epilog=epilog(_command.__name__))(_command)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code; nothing that goes wrong ends in a traceback.

    Codes: 0 answered or done, 3 no supported answer, 2 wrong usage, 1 failure, 130 interrupted, 141 output closed.
    """
    prepare_streams()
    try:
        given = _typed_arguments() if arguments is None else arguments
        code = int(app(args=given, prog_name="isnad", standalone_mode=False) or ANSWERED)
    except IsnadError as exc:
        return report(exc)
    except typer.TyperException as exc:
        return _report_usage(exc, given)
    except OutputClosed:
        return OUTPUT_CLOSED
    except (KeyboardInterrupt, typer.Abort):
        code = INTERRUPTED
    except SystemExit as exc:  # typer's own way out of completion, and of a pipe that closes while it prints help
        closed = isinstance(exc.__context__, BrokenPipeError)
        return OUTPUT_CLOSED if closed else exc.code if isinstance(exc.code, int) else FAILURE
    except OSError as exc:
        return report_os_error(exc)
    except Exception as exc:  # noqa: BLE001 - the last line of defence: one line instead of a traceback
        return report_unexpected(exc)
    if code == INTERRUPTED:  # typer makes this exit code of a KeyboardInterrupt, without a word
        say("isnad: Interrupted. The index in use stays in use.")
    return code


def _typed_arguments() -> list[str]:
    """Return the arguments read as UTF-8, also where the locale made Python read them as something else."""
    return [os.fsencode(argument).decode("utf-8", "surrogateescape") for argument in sys.argv[1:]]


def _report_usage(error: typer.TyperException, given: Sequence[str]) -> int:
    context = getattr(error, "ctx", None)
    where = getattr(context, "command_path", None) or _command_path(given)
    if error.format_message().startswith("Usage: "):  # no command was given: the message is the help
        say(error.format_message())
        return USAGE
    message = clean(error.format_message())
    say(f"isnad: {message}" if message.endswith("?") else f"isnad: {message.rstrip('.')}.")
    say(f"  next:  {_next_step(error, message, where)}")
    return USAGE if error.exit_code == USAGE else FAILURE


def _command_path(given: Sequence[str]) -> str:
    """Return the command that was typed, for an error that does not say it: an option without its value."""
    names = {command.__name__ for command in (*_COMMANDS, measuring.beir, measuring.qa)} | {"eval"}
    typed = [word for word in given if word in names]
    return " ".join(["isnad", *typed[: 2 if typed[:1] == ["eval"] else 1]])


def _next_step(error: typer.TyperException, message: str, where: str) -> str:
    if getattr(error, "option_name", None) == "--data" and where != "isnad":
        return f"Write --data before the command: isnad --data DIR {where.removeprefix('isnad ')} ..."
    if message.startswith("No such command '") and _QUESTION.search(message):
        return 'Write `ask` before a question: isnad ask "when did the truce start?"'
    return f"Run `{where} --help`."
