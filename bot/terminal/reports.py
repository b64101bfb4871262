"""Show the archive's state and measured figures as text: re-indexing, status, doctor, one article, evaluations. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from bot.terminal.layout import Line, Screen, clean, isolate, lay_out, reads_right_to_left
from rag.values import Article

if TYPE_CHECKING:
    from rag.engine import Check, ReindexReport

__all__ = ["article_text", "checks_text", "figures_text", "reindex_text"]

_BLANK: Final = Line("")
_REMOVED_SHOWN: Final = 10  # articles that went: enough to see that another folder was named by mistake


def article_text(article: Article, screen: Screen) -> str:
    """Return an article as it is kept: what is known about it, then its body, paragraph by paragraph."""
    known = {
        "id": article.id,
        "source": article.source or "unknown",
        "published": article.published.isoformat() if article.published else "unknown",
        "url": article.url or "unknown",
        "language": article.language,
        "path": article.path,
        "sha256": article.sha256,
    }
    title = clean(article.title)
    return lay_out(
        [
            Line(title, reads_right_to_left(title), "strong"),
            _BLANK,
            *_pairs(known),
            _BLANK,
            *(Line(clean(line), reads_right_to_left(line)) for line in article.body.splitlines()),
        ],
        screen,
    )


def reindex_text(report: ReindexReport, screen: Screen) -> str:
    """Return what a run of `reindex` did, what it left out and why."""
    return lay_out(_reindexed(report), screen)


def _reindexed(report: ReindexReport) -> Iterator[Line]:
    counts = {
        "added": len(report.added),
        "changed": len(report.changed),
        "removed": len(report.removed),
        "unchanged": report.unchanged,
    }
    what = ", ".join(f"{count} {name}" for name, count in counts.items())
    held = f"The archive {'would hold' if report.dry_run else 'holds'} {_counted(report.articles, 'article')}"
    passages = f" in {_counted(report.passages, 'passage')}" if report.passages else ""
    yield Line(f"{held}{passages}: {what} ({report.seconds:.1f} s).", style="strong")
    if report.dry_run:
        yield Line("Nothing was written.")
    elif report.published:
        yield Line(f"Generation {report.generation} is in use.")
    elif report.generation is not None:
        yield Line(f"Nothing is new: generation {report.generation} stays in use.")
    if report.dry_run:
        for name, ids in (("added", report.added), ("changed", report.changed), ("removed", report.removed)):
            yield from (Line(f"{name}  {isolate(article_id)}", indent=2) for article_id in ids)
    elif report.removed:
        more = len(report.removed) - _REMOVED_SHOWN
        rest = [f"and {more} more"] if more > 0 else []
        yield from _listed("No longer in the archive:", [*report.removed[:_REMOVED_SHOWN], *rest])
    yield from _listed("Left out:", [str(item) for item in report.rejected if not item.kept])
    yield from _listed("Taken in, with a remark:", [str(item) for item in report.rejected if item.kept])
    yield from _listed("Kept as they were, since their files cannot be read now:", report.kept)


def _counted(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def _listed(heading: str, rows: Sequence[str]) -> Iterator[Line]:
    if rows:
        yield _BLANK
        yield Line(heading, style="heading")
        yield from (Line(isolate(row), indent=2) for row in rows)


def checks_text(checks: Sequence[Check], screen: Screen) -> str:
    """Return one line a check, and under a failed one what mends it."""
    width = max((len(check.name) for check in checks), default=0)
    lines: list[Line] = []
    for check in checks:
        mark = "ok  " if check.ok else "FAIL"
        lines.append(Line(f"{mark}  {check.name.ljust(width)}  {isolate(check.detail)}"))
        if not check.ok and check.fix:
            lines.append(Line(f"next: {clean(check.fix)}", style="strong", indent=6))
    failed = sum(not check.ok for check in checks)
    lines.append(Line(f"{failed} of {len(checks)} checks failed." if failed else "All is well.", style="heading"))
    return lay_out(lines, screen)


def figures_text(figures: Mapping[str, Any], screen: Screen) -> str:
    """Return measured figures as aligned lines, the groups of `by_lang` and `by_kind` under headings."""
    return lay_out(_figures(figures), screen)


def _figures(figures: Mapping[str, Any]) -> Iterator[Line]:
    groups = {name: value for name, value in figures.items() if isinstance(value, Mapping)}
    yield from _pairs({name: value for name, value in figures.items() if name not in groups})
    for name, members in groups.items():
        yield _BLANK
        yield from _table(name, members)


def _table(name: str, members: Mapping[str, Mapping[str, Any]]) -> Iterator[Line]:
    """Yield one row a group, one column a figure."""
    columns = list(dict.fromkeys(column for row in members.values() for column in row))
    first = max([len(name), *(len(member) for member in members)])
    yield Line(name.ljust(first) + "".join(f"  {column}" for column in columns), style="heading")
    for member, row in members.items():
        cells = (_shown(row.get(column)).rjust(len(column)) for column in columns)
        yield Line(member.ljust(first) + "".join(f"  {cell}" for cell in cells))


def _pairs(pairs: Mapping[str, Any]) -> Iterator[Line]:
    """Yield aligned `name  value` lines."""
    width = max((len(name) for name in pairs), default=0)
    for name, value in pairs.items():
        yield Line(f"{name.ljust(width)}  {isolate(_shown(value))}")


def _shown(value: Any) -> str:
    if value is None:
        return "-"
    if isinstance(value, float):
        return f"{value:.4f}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(map(str, value))
    return str(value)
