"""Open the engine for a command: settings from --data and the environment, and an index made first where there is none.

The engine and all it loads are imported here, inside the functions, so that `isnad --help` stays instant.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli.console import say
from bot.cli.progress import progress_bar
from bot.terminal.layout import clean
from rag.errors import UsageError

if TYPE_CHECKING:
    from rag.engine import Engine
    from rag.settings import Settings

__all__ = ["Session", "tell_unknown_outlet"]


@dataclass(frozen=True, slots=True)
class Session:
    """What the options before the command say: where everything written lives."""

    data: Path | None = None

    def settings(self) -> Settings:
        """Return the settings of this run.

        Raises:
            UsageError: --data names a file.
            SettingsError: a setting is wrong.
        """
        from rag.settings import Settings

        settings = Settings.load(os.environ, data=self.data)
        folder = settings.paths.data
        hint = "Name a folder with --data or ISNAD_DATA; it is made when it does not exist."
        try:
            is_file = folder.exists() and not folder.is_dir()
        except OSError as exc:  # a folder above it is shut, the name is too long
            raise UsageError(f"The data folder cannot be used: {exc.strerror}", where=str(folder), hint=hint) from exc
        if is_file:
            raise UsageError("The data folder is a file.", where=str(folder), hint=hint)
        return settings

    @contextmanager
    def engine(self, settings: Settings, *, index_first: bool = False) -> Iterator[Engine]:
        """Open the engine and close it at the end; with `index_first`, index the archive where nothing is indexed yet.

        Raises:
            IsnadError: whatever the engine says.
        """
        from rag.engine import Engine

        with Engine.open(settings) as engine:
            if index_first:
                with progress_bar() as progress:
                    engine.ensure_index(lambda: _say_first(engine), progress)
            yield engine


def _say_first(engine: Engine) -> None:
    """Say what is indexed before the question: the settings' archive, or what an index that is gone was made of."""
    say(f"Nothing is indexed yet: indexing {clean(', '.join(map(str, engine.source().paths)))} first.")


def tell_unknown_outlet(engine: Engine, source: str | None) -> None:
    """Say on standard error that the archive has no such outlet, and which it has: nothing can be found then."""
    outlets = engine.coverage().sources if source else ()
    if source and source.strip().casefold() not in {name.strip().casefold() for name in outlets}:
        say(
            f"isnad: No article is from the outlet '{clean(source)}'; the archive has: {clean(', '.join(outlets)) or 'none'}."
        )
