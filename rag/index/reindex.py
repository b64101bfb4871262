"""Bring the index to what the articles say now: compare with the generation in use, build the next one, validate, publish.

Whatever happens on the way (a full disk, a failed model, Ctrl-C, a kill), the generation in use stays in use, whole. Reading
article files is `rag.ingest`'s; this module is given what it read.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from rag.errors import IndexDamaged, IndexingError, IndexMissing, IndexUnusable, IngestError
from rag.index.build import Progress, Recipe, build, prepare, shaping_of
from rag.index.embedder import Embedder
from rag.index.generation import Generation
from rag.index.lock import write_lock
from rag.index.publish import (
    building_folder,
    current_number,
    folder_of,
    next_number,
    publish,
    published_numbers,
    remove_leftovers,
    remove_old,
    sync_tree,
)
from rag.index.records import PreparedArticle
from rag.index.report import ReindexReport
from rag.index.room import no_room
from rag.index.validate import check_files, validate
from rag.ingest.readers import Rejected
from rag.language.analysis import ANALYSER_VERSION
from rag.settings import Settings
from rag.values import Article

__all__ = ["RunOptions", "reindex"]


def _silent(stage: str, done: int, total: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class RunOptions:
    """How to re-index: `full` copies no vector and builds even where nothing changed; `dry_run` writes nothing, not even a lock.

    `wait_seconds` is how long to wait for another process that re-indexes; `progress` is told how far each stage has come.
    """

    full: bool = False
    dry_run: bool = False
    wait_seconds: float = 0.0
    progress: Progress = _silent


@dataclass(frozen=True, slots=True)
class _Plan:
    """The archive as it is to be, and what of it is new."""

    articles: tuple[Article, ...]
    report: ReindexReport

    @property
    def differs(self) -> bool:
        """True when the articles are not those of the generation in use."""
        return bool(self.report.added or self.report.changed or self.report.removed)


def reindex(
    found: Callable[[], Iterable[Article | Rejected]],
    settings: Settings,
    open_embedder: Callable[[], Embedder],
    options: RunOptions,
) -> ReindexReport:
    """Make the archive what `found` yields, and return what changed.

    Args:
        found: reads the articles; called once the lock is held.
        settings: where the data lies, how articles are cut.
        open_embedder: opens the model; called only when something has to be built.
        options: how.

    Raises:
        IndexLocked: another process re-indexes.
        IndexingError: the next generation could not be built or is not sound; the one in use is untouched.
        IngestError, EmbedderError: as reading and embedding say.
    """
    started = time.monotonic()
    data = settings.paths.data
    progress = options.progress
    if options.dry_run:
        with _previous(data) as previous:
            plan = _plan(_collected(found(), progress), previous)
            prepared = prepare(plan.articles, settings, previous, progress)
        passages = sum(len(one.spans) for one in prepared) if prepared else plan.report.passages
        report = replace(plan.report, passages=passages, dry_run=True)
        return replace(report, seconds=time.monotonic() - started)
    with write_lock(data, wait_seconds=options.wait_seconds), _translated(data):
        remove_leftovers(data)
        with _previous(data) as previous:
            plan = _plan(_collected(found(), progress), previous)
            report = _bring_up(plan, previous, settings, open_embedder, options)
    return replace(report, seconds=time.monotonic() - started)


def _collected(found: Iterable[Article | Rejected], progress: Progress) -> list[Article | Rejected]:
    collected: list[Article | Rejected] = []
    for item in found:
        collected.append(item)
        progress("Reading", len(collected), 0)
    return collected


@contextmanager
def _previous(data: Path) -> Iterator[Generation | None]:
    """Open the generation in use; where it is damaged, the newest older one that is not; None where there is none."""
    generation = _newest_sound(data)
    try:
        yield generation
    finally:
        if generation is not None:
            generation.close()


def _newest_sound(data: Path) -> Generation | None:
    for number in (None, *reversed(published_numbers(data))):  # None: the one in use
        with suppress(IndexDamaged, IndexMissing):  # what may not be read is not lost: that is told
            return _sound(data, number)
    return None


def _sound(data: Path, number: int | None) -> Generation:
    """Open a generation of which every file is what was written: what is taken over from it is sealed anew, right or wrong."""
    generation = Generation.open(data, number, any_analyser=True)
    try:
        check_files(generation)
    except BaseException:
        generation.close()
        raise
    return generation


@contextmanager
def _translated(data: Path) -> Iterator[None]:
    """Say in the project's own words what the disk or the keyboard did."""
    try:
        yield
    except OSError as exc:
        where = str(exc.filename or data)
        if no_room(exc):
            what = f"The disk is full: the new index cannot be written ({exc.strerror or exc})"
            mend = f"Make room on the disk of {data}: the new index is built beside the one in use"
        elif isinstance(exc, NotADirectoryError):
            what, mend = f"A file stands in the place of a folder: {Path(where).parent}", "Remove that file"
        elif isinstance(exc, IsADirectoryError):
            place = exc.filename2 or where
            what, mend = f"A folder stands in the place of a file: {place}", "Remove that folder"
        else:
            what, mend = f"The new index cannot be written: {exc.strerror}", f"Mend permissions in {data}"
        hint = f"Nothing was published; the index in use is as it was. {mend}. Then run `isnad reindex` again."
        raise IndexingError(what, where=where, hint=hint) from exc


def _plan(collected: Sequence[Article | Rejected], previous: Generation | None) -> _Plan:
    """Return the archive to be: what was read, and what was indexed before of files that cannot be read now."""
    read: dict[str, Article] = {}
    rejected: list[Rejected] = []
    for item in collected:
        if isinstance(item, Rejected):
            rejected.append(item)
        elif item.id in read:
            reason = f"the id {item.id!r} is that of {read[item.id].path} already"
            rejected.append(Rejected(item.path, None, reason))
        else:
            read[item.id] = item
    before = {article.id: article for article in previous.catalogue.articles()} if previous else {}
    if not read:
        return _untouched(before, rejected, previous)
    kept = [article for article in before.values() if article.id not in read and _unreadable(article, rejected)]
    gone = [name for name in before if name not in read and name not in {article.id for article in kept}]
    articles = (*read.values(), *kept)
    report = ReindexReport(
        added=tuple(name for name in read if name not in before),
        changed=tuple(name for name, article in read.items() if name in before and before[name] != article),
        removed=tuple(gone),
        unchanged=sum(1 for name, article in read.items() if before.get(name) == article),
        kept=tuple(article.id for article in kept),
        rejected=tuple(rejected),
        articles=len(articles),
        passages=previous.manifest.counts.passages if previous else 0,
        generation=previous.number if previous else None,
    )
    return _Plan(articles, report)


def _untouched(before: Mapping[str, Article], rejected: Sequence[Rejected], previous: Generation | None) -> _Plan:
    """Return the plan that leaves everything as it is: never is an index emptied because nothing could be read.

    Raises:
        IngestError: there was nothing to read.
    """
    if not rejected:
        raise IngestError(
            "No article was found; the index is as it was", hint="Name the folder that holds the articles."
        )
    report = ReindexReport(
        kept=tuple(before),
        rejected=tuple(rejected),
        articles=len(before),
        passages=previous.manifest.counts.passages if previous else 0,
        generation=previous.number if previous else None,
    )
    return _Plan((), report)


def _unreadable(article: Article, rejected: Iterable[Rejected]) -> bool:
    """Tell whether the article's file is one that cannot be read now; a file named from elsewhere is known by the id it gave."""
    own = Path(article.path)
    return any(
        not item.kept
        and (
            Path(item.path).absolute() == own.absolute()
            or (Path(item.path).name == own.name and own.stem == article.id)
        )
        for item in rejected
    )


def _bring_up(
    plan: _Plan,
    previous: Generation | None,
    settings: Settings,
    open_embedder: Callable[[], Embedder],
    options: RunOptions,
) -> ReindexReport:
    """Build and publish the plan, unless the generation in use is that already or nothing was read."""
    if not plan.articles:
        return plan.report
    embedder = open_embedder()
    if not options.full and not plan.differs and previous is not None and _fits(previous, settings, embedder):
        return plan.report
    prepared = prepare(plan.articles, settings, None if options.full else previous, options.progress)
    passages = sum(len(one.spans) for one in prepared)
    if not passages:
        raise IndexingError("No article holds a sentence", where=str(settings.paths.archive))
    number = _publish_new(prepared, Recipe(settings, embedder, None if options.full else previous, options.progress))
    return replace(plan.report, passages=passages, generation=number, published=True)


def _fits(previous: Generation, settings: Settings, embedder: Embedder) -> bool:
    made = previous.manifest
    if not _in_use(settings.paths.data, made.number):
        return False
    same_cut = dict(made.shaping) == shaping_of(settings)
    return same_cut and made.fingerprint == embedder.fingerprint and made.analyser == ANALYSER_VERSION


def _publish_new(prepared: Sequence[PreparedArticle], recipe: Recipe) -> int:
    settings = recipe.settings
    data = settings.paths.data
    number = next_number(data)
    building, final = building_folder(data, number), folder_of(data, number)
    try:
        build(building, number, prepared, recipe)
        sync_tree(building)
        building.rename(final)
        _validate(data, number, recipe.progress)
        publish(data, number)
    except BaseException:  # Ctrl-C as well: what was half made goes, what is in use stays
        shutil.rmtree(building, ignore_errors=True)
        _discard(data, number)
        raise
    remove_old(data, settings.index.keep_generations)
    return number


def _validate(data: Path, number: int, progress: Progress) -> None:
    progress("Checking", 0, 1)
    try:
        generation = Generation.open(data, number)
        try:
            validate(generation)
        finally:
            generation.close()
    except IndexUnusable as exc:
        what = f"The new index is not sound and was not put in use: {exc.what}"
        raise IndexingError(what, where=exc.where) from exc
    progress("Checking", 1, 1)


def _discard(data: Path, number: int) -> None:
    """Remove a generation that was not published; one that was stays, whatever happened after."""
    if not _in_use(data, number):
        shutil.rmtree(folder_of(data, number), ignore_errors=True)


def _in_use(data: Path, number: int) -> bool:
    with suppress(IndexUnusable):
        return current_number(data) == number
    return False
