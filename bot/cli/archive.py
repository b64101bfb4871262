"""The commands about the archive itself: reindex, status, doctor, show."""

from __future__ import annotations

import difflib
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from bot.cli.console import ANSWERED, FAILURE, say, screen, write
from bot.cli.options import Json, Metadata
from bot.cli.progress import progress_bar
from bot.cli.question import read_name
from bot.cli.session import Session
from bot.terminal.layout import clean
from rag.errors import IndexMissing, IsnadError

if TYPE_CHECKING:
    from rag.engine import Source

__all__ = ["doctor", "reindex", "show", "status"]

_NEAR_IDS: Final = 3
_NEAR: Final = 0.4  # of difflib's ratio: a slip or a forgotten part, not another article altogether


def reindex(
    context: typer.Context,
    articles: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[ARTICLES ...]",
            readable=False,
            help="Files and folders; without any, the archive of the settings, else what was indexed last.",
        ),
    ] = None,
    *,
    metadata: Metadata = None,
    full: Annotated[bool, typer.Option("--full", help="Read and embed everything anew.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would change; write nothing.")] = False,
    as_json: Json = False,
) -> int:
    """Bring the index up to date with the articles.

    Tells what was added, changed and removed. The archive is what the named files and folders hold now: an article of the
    index that they do not hold goes. Exit code 1 says that some files were left out; the others are in.
    """
    session: Session = context.obj
    with session.engine(session.settings()) as engine, progress_bar() as progress:
        _say_source(engine.source() if not articles else None)
        report = engine.reindex(articles or [], metadata=metadata, full=full, dry_run=dry_run, progress=progress)
    if as_json:
        from bot.terminal.objects import json_line

        write(json_line(report.to_json()) + "\n")
    else:
        from bot.terminal.reports import reindex_text

        write(reindex_text(report, screen(sys.stdout)))
    return ANSWERED if report.ok else FAILURE


def _say_source(source: Source | None) -> None:
    """Say on standard error what is taken when nothing was named but what an earlier run named."""
    if source is not None and source.remembered:
        table = f", with the table {source.metadata}" if source.metadata else ""
        say(f"Taking what was indexed last: {clean(', '.join(map(str, source.paths)) + table)}.")


def status(context: typer.Context, *, as_json: Json = False) -> int:
    """Say what is indexed, from when to when, and with what."""
    from bot.terminal.objects import json_line, status_object, unindexed_object
    from bot.terminal.reports import figures_text

    session: Session = context.obj
    settings = session.settings()
    unindexed = ""
    with session.engine(settings) as engine:
        try:
            known = status_object(engine.status())
        except IndexMissing:
            known = unindexed_object(settings.paths.data)
            archive = clean(", ".join(map(str, engine.source().paths)))
            unindexed = f"Nothing is indexed yet. `isnad reindex` indexes {archive}; so does the first question.\n"
    write(json_line(known) + "\n" if as_json else unindexed or figures_text(known, screen(sys.stdout)))
    return ANSWERED


def doctor(context: typer.Context, *, as_json: Json = False) -> int:
    """Check the index, the models and the settings.

    Exit code 1 says that something must be mended, and how.
    """
    session: Session = context.obj
    with session.engine(session.settings()) as engine:
        checks = engine.doctor()
    well = all(check.ok for check in checks)
    if as_json:
        from bot.terminal.objects import checks_object, json_line

        write(json_line(checks_object(checks)) + "\n")
    else:
        from bot.terminal.reports import checks_text

        write(checks_text(checks, screen(sys.stdout)))
    return ANSWERED if well else FAILURE


def show(
    context: typer.Context,
    article_id: Annotated[
        str, typer.Argument(metavar="ARTICLE_ID", callback=read_name, help="As answers and `search` name it.")
    ],
    *,
    as_json: Json = False,
) -> int:
    """Print an article as it is kept.

    It is the text that every quote and span refers to. Exit code 1 says that the archive has no such article, and which ids are near.
    """
    session: Session = context.obj
    with session.engine(session.settings(), index_first=True) as engine:
        article = engine.article(article_id)
        if article is None:
            near = difflib.get_close_matches(article_id, [card.id for card in engine.cards()], _NEAR_IDS, _NEAR)
            hint = f"Near it: {', '.join(near)}." if near else "`isnad search` prints the ids of what it finds."
            raise IsnadError(f"The archive has no article '{article_id}'.", hint=hint)
    if as_json:
        from bot.terminal.objects import article_object, json_line

        write(json_line(article_object(article)) + "\n")
    else:
        from bot.terminal.reports import article_text

        write(article_text(article, screen(sys.stdout)))
    return ANSWERED
