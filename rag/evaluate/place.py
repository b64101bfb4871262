"""Index articles in a temporary place, so that measuring never touches the archive in use."""

from __future__ import annotations

import dataclasses
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rag.engine import Engine, Progress, ReindexReport
from rag.errors import IngestError
from rag.settings import Settings

__all__ = ["Indexed", "Progress", "indexed"]

_REASONS: Final = 3  # of files that could not be read, told where none could


@dataclass(frozen=True, slots=True)
class Indexed:
    """An engine over a temporary index, what was indexed, and how many seconds it took."""

    engine: Engine
    report: ReindexReport
    seconds: float


@contextmanager
def indexed(
    articles: Path, settings: Settings, *, metadata: Path | None = None, progress: Progress | None = None
) -> Iterator[Indexed]:
    """Index `articles` under the settings in a folder that is removed at the end.

    Raises:
        IngestError: none of the articles can be read.
        IsnadError: whatever indexing raises.
    """
    with tempfile.TemporaryDirectory(prefix="isnad-eval-", ignore_cleanup_errors=True) as folder:
        paths = dataclasses.replace(settings.paths, data=Path(folder), archive=articles)
        with Engine.open(dataclasses.replace(settings, paths=paths)) as engine:
            started = time.perf_counter()
            report = engine.reindex([articles], metadata=metadata, progress=progress)
            if report.generation is None:
                reasons = "; ".join(str(item) for item in report.rejected[:_REASONS])
                hint = "What can be read is told in docs/formats.md."
                raise IngestError(f"No article could be read: {reasons}", where=str(articles), hint=hint)
            yield Indexed(engine, report, time.perf_counter() - started)
