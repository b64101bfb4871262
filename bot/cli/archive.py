"""The commands about the archive itself: reindex, status, doctor, show."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.console import ANSWERED, FAILURE, screen, write
from bot.cli.options import Json, Metadata
from bot.cli.progress import progress_bar
from bot.cli.session import Session

__all__ = ["doctor", "reindex", "show", "status"]


def reindex(
    context: typer.Context,
    articles: Annotated[
        list[Path] | None,
        typer.Argument(metavar="ARTICLES", help="Files and folders; without any, the archive of the settings."),
    ] = None,
    *,
    metadata: Metadata = None,
    full: Annotated[bool, typer.Option("--full", help="Read and embed everything anew.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would change; write nothing.")] = False,
    as_json: Json = False,
) -> int:
    """Bring the index up to date with the articles: what was added, changed or removed.

    Exit code 1 says that some files were left out; the others are in.
    """
    return 0


def status(context: typer.Context, *, as_json: Json = False) -> int:
    """Say what is indexed, from when to when, and with which settings."""
    return 0


def doctor(context: typer.Context, *, as_json: Json = False) -> int:
    """Check the index, the models and the settings.

    Exit code 1 says that something must be mended, and how."""
    return 0


def show(
    context: typer.Context,
    article_id: Annotated[str, typer.Argument(metavar="ARTICLE_ID", help="As answers and `search` name it.")],
    *,
    as_json: Json = False,
) -> int:
    """Print an article as it is kept: the text that every quote and span refers to."""
    return 0
