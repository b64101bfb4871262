"""Say what a run of `reindex` did. A value only: it imports nothing that reads articles, so that front ends can name it for free."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rag.ingest.readers import Rejected

__all__ = ["ReindexReport"]


@dataclass(frozen=True, slots=True)
class ReindexReport:
    """What a run of `reindex` did, or with `dry_run` would have done.

    The lists hold article ids; `kept` are articles indexed before whose files cannot be read now. `generation` is the one in use
    afterwards, None where there is none; `published` tells whether this run made it. `passages` counts those of the whole archive.
    """

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: int = 0
    kept: tuple[str, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    articles: int = 0
    passages: int = 0
    generation: int | None = None
    published: bool = False
    seconds: float = 0.0
    dry_run: bool = False

    @property
    def ok(self) -> bool:
        """True when nothing was left out; a remark about an article that went in does not count."""
        return all(item.kept for item in self.rejected)

    @property
    def read(self) -> bool:
        """True when an article was read: nothing at all changes where none could be."""
        return bool(self.added or self.changed or self.unchanged)

    def to_json(self) -> dict[str, Any]:
        """Return the report as what `reindex --json` prints."""
        return {
            "added": list(self.added),
            "changed": list(self.changed),
            "removed": list(self.removed),
            "unchanged": self.unchanged,
            "kept": list(self.kept),
            "rejected": [
                {"path": item.path, "line": item.line, "reason": item.reason, "taken": item.kept}
                for item in self.rejected
            ],
            "articles": self.articles,
            "passages": self.passages,
            "generation": self.generation,
            "published": self.published,
            "seconds": round(self.seconds, 3),
            "dry_run": self.dry_run,
        }
