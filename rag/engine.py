"""Put the engine together: the one place that chooses the embedder, the index, the retriever and what answers.

Front ends call one method of `Engine` for each command. It opens nothing before it is needed, so that `doctor`, `reindex` and a first
run work where no index, or a broken one, is found.
"""

from __future__ import annotations

import dataclasses
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from rag.answer.chat import ChatModel
from rag.answer.extract import extract
from rag.answer.gather import Archive, gather
from rag.answer.generate import OnStatement, generate
from rag.answer.rehearsal import rehearsal
from rag.answer.timeline import PASSAGES, timeline
from rag.errors import ChatModelError, EmbedderMismatch, IndexMissing, IndexUnusable, IngestError
from rag.index.doctor import Check, attempt, check_data_folder, check_settings
from rag.index.embedder import Embedder, open_embedder
from rag.index.generation import Generation
from rag.index.publish import current_number
from rag.index.reader import GenerationReader
from rag.index.report import ReindexReport
from rag.index.source import Source, remember_source, source_of
from rag.language.bridge import Bridge, shipped_bridge
from rag.language.tables import load_tables
from rag.search.hits import fold_copies
from rag.search.rerank import Reranker
from rag.search.retrieve import Leg, Retriever
from rag.settings import Settings
from rag.values import Answer, Article, ArticleCard, AskOptions, Coverage, Hit, Timeline, TimeWindow, Turn

__all__ = ["Check", "Engine", "Progress", "ReindexReport", "Source", "Status"]

Progress = Callable[[str, int, int], None]  # stage, done, total (0: not known)

_FIRST_INDEX_WAIT_SECONDS: Final = 600.0  # for another process that makes the first index

_WARMING_SECONDS: Final = 2.0  # enough to load all tables, and to read a small archive


def _silent(stage: str, done: int, total: int) -> None:
    """Tell nobody how far work has come."""


def _bytes_below(folder: Path) -> int:
    """Return the size of all files in `folder`; one that goes meanwhile, with a generation that is replaced, counts nothing."""
    size = 0
    for path in folder.rglob("*"):
        with suppress(FileNotFoundError):
            size += path.stat().st_size if path.is_file() else 0
    return size


@dataclasses.dataclass(frozen=True, slots=True)
class Status:
    """What is indexed, where, and with what: `counts` by kind, `bytes` on the disk."""

    coverage: Coverage
    data: Path
    embedder: str
    dimensions: int
    counts: dict[str, int]
    bytes: int


class Engine:
    """Everything the front ends can ask for; any number of threads may use one engine."""

    def __init__(self, settings: Settings) -> None:
        """Keep the settings; nothing is opened yet."""
        self._settings = settings
        self._reader = GenerationReader(settings.paths.data, self._check_generation)
        self._opening = threading.RLock()
        self._retriever: tuple[Generation, Retriever] | None = None

    @classmethod
    def open(cls, settings: Settings) -> Engine:
        """Return an engine under these settings. An index that is missing or broken shows at the first question."""
        return cls(settings)

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close."""
        self.close()

    @property
    def settings(self) -> Settings:
        """What the engine was opened with."""
        return self._settings

    @cached_property
    def _bridge(self) -> Bridge:
        return shipped_bridge()

    @cached_property
    def _model(self) -> Embedder:
        return open_embedder(self._settings.index, self._settings.chat)

    @cached_property
    def _chat_model(self) -> ChatModel:
        return ChatModel(self._settings.chat)

    @property
    def _embedder(self) -> Embedder:
        with self._opening:  # loading a model twice costs more than waiting
            return self._model

    @cached_property
    def _cross_encoder(self) -> Reranker | None:
        name, index = self._settings.search.reranker, self._settings.index
        return Reranker.open(name, device=index.device, batch_size=index.batch_size) if name else None

    @property
    def _reranker(self) -> Reranker | None:
        with self._opening:
            return self._cross_encoder

    def _check_generation(self, generation: Generation) -> None:
        generation.check_embedder(self._embedder, self._settings.index.embedder)
        generation.vectors.compare_up_to(self._settings.search.exact_up_to)

    @contextmanager
    def _searched(self) -> Iterator[tuple[Generation, Retriever]]:
        """Lend the generation in use and a retriever over it."""
        with self._reader.lease() as generation:
            known = self._retriever
            if (
                known is None or known[0] is not generation
            ):  # what it remembers of the archive serves the next questions too
                reranked = self._settings.search.rerank_candidates
                retriever = Retriever(generation, self._embedder, self._bridge, self._reranker, reranked)
                known = self._retriever = generation, retriever
            yield known

    def ask(
        self,
        question: str,
        options: AskOptions | None = None,
        conversation: Sequence[Turn] = (),
        on_statement: OnStatement | None = None,
    ) -> Answer:
        """Return an answer whose every statement is cited and checked, or a refusal that helps.

        Args:
            question: in Arabic or English.
            options: what the caller chooses for this question.
            conversation: earlier turns, oldest first; a follow-up keeps their subject.
            on_statement: called with each statement of a chat model's answer once it has been verified.

        Raises:
            IndexUnusable: there is no index, or it cannot be searched.
        """
        chosen = options or AskOptions()
        began = time.perf_counter()
        with self._searched() as (generation, retriever):
            archive = Archive(generation, retriever, self._bridge)
            request = gather(question, archive, chosen, conversation, date.today())
            found = time.perf_counter()
            if self._settings.chat.model and chosen.use_llm:
                answer = generate(request, self._chat_model, self._settings.answer, on_statement)
            else:
                answer = extract(request, self._settings.answer)
        ended = time.perf_counter()
        timings = {"retrieve": found - began, "answer": ended - found, "total": ended - began}
        return dataclasses.replace(answer, timings_ms={name: round(1000 * t, 1) for name, t in timings.items()})

    def warm(self, seconds: float = _WARMING_SECONDS) -> None:
        """Load what questions need, and read passages ahead, for so many seconds at most: then the first answer takes as long as any.

        Raises:
            IndexUnusable: there is no index, or it cannot be searched.
        """
        for _ in self.rehearse(seconds):
            pass

    def rehearse(self, seconds: float = _WARMING_SECONDS) -> Iterator[None]:
        """Do what `warm` does in small steps, for who has other things to do between them."""
        until = time.monotonic() + seconds
        load_tables()
        yield
        for question in rehearsal([card.title for card in self.cards()]):
            self.ask(question, AskOptions(use_llm=False))
            yield
            if time.monotonic() >= until:
                return

    def timeline(self, question: str, options: AskOptions | None = None) -> Timeline:
        """Return the dated events of what `question` names, oldest first, each with its sources.

        Raises:
            IndexUnusable: there is no index, or it cannot be searched.
        """
        chosen = dataclasses.replace(options or AskOptions(), top_k=PASSAGES)
        with self._searched() as (generation, retriever):
            archive = Archive(generation, retriever, self._bridge)
            return timeline(gather(question, archive, chosen, (), date.today()))

    def search(self, question: str, options: AskOptions) -> list[Hit]:
        """Return the passages that match best, copies of one wire story folded into one hit.

        Raises:
            IndexUnusable: there is no index, or it cannot be searched.
        """
        window = TimeWindow(options.since, options.until)
        with self._searched() as (generation, retriever):
            limit = max(self._settings.search.candidates, options.top_k)
            found = retriever.retrieve(question, limit=limit, window=window, source=options.source)
            return fold_copies(generation.catalogue, found, options.top_k)

    def retrieve(self, question: str, *, limit: int, leg: Leg = "hybrid") -> list[tuple[str, float]]:
        """Return article id and score of the best passages, best first, nothing folded: what evaluation measures."""
        with self._searched() as (generation, retriever):
            found = retriever.retrieve(question, limit=limit, leg=leg)
            passages = generation.catalogue.passages(hit.ordinal for hit in found)
            return [(item.passage.article_id, hit.score) for item, hit in zip(passages, found, strict=True)]

    def article(self, article_id: str) -> Article | None:
        """Return an article as it is kept, None where the archive has none of this id."""
        with self._reader.lease() as generation:
            return generation.catalogue.article(article_id)

    def cards(self) -> list[ArticleCard]:
        """Return what is known of every article of the archive, without bodies, in the archive's order."""
        with self._reader.lease() as generation:
            return generation.catalogue.cards()

    def coverage(self) -> Coverage:
        """Return what the archive holds.

        Raises:
            IndexMissing: nothing has been indexed.
        """
        with self._reader.lease() as generation:
            return generation.coverage

    def status(self) -> Status:
        """Return what is indexed, where and with what."""
        with self._reader.lease() as generation:
            made = generation.manifest
            size = _bytes_below(generation.folder)
            counts = dataclasses.asdict(made.counts)
            return Status(generation.coverage, self._settings.paths.data, made.embedder, made.dimensions, counts, size)

    def source(self) -> Source:
        """Return what `reindex` takes when no path is named."""
        return source_of(self._settings.paths)

    def reindex(
        self,
        paths: Sequence[Path] = (),
        *,
        metadata: Path | None = None,
        full: bool = False,
        dry_run: bool = False,
        progress: Progress | None = None,
    ) -> ReindexReport:
        """Make the archive what `paths` hold now, and use it.

        Without any they are the archive that the settings name; where they name none, what was indexed last with its metadata table.

        Raises:
            IndexingError: nothing was published; the index in use is as it was.
            IngestError: a path does not exist, or holds no article.
        """
        report = self._reindex(paths, metadata, full=full, dry_run=dry_run, progress=progress or _silent)
        if report.published:
            self._reader.refresh()
        return report

    def _reindex(self, paths: Sequence[Path], metadata: Path | None, **options: Any) -> ReindexReport:
        # Reading and cleaning articles takes 0.1 s to import; a question does without.
        from rag.index.reindex import RunOptions, reindex
        from rag.ingest.readers import read_articles

        settings = self._settings
        source = source_of(settings.paths, paths, metadata)
        found = partial(read_articles, source.paths, settings, source.metadata)
        chosen = RunOptions(**options)
        try:
            report = reindex(found, settings, lambda: self._embedder, chosen)
        except IngestError as exc:
            raise IngestError(exc.what, where=exc.where or ", ".join(map(str, source.paths)), hint=exc.hint) from exc
        if report.read and not chosen.dry_run:
            remember_source(settings.paths.data, source)
        return report

    def ensure_index(self, on_start: Callable[[], None] = lambda: None, progress: Progress | None = None) -> None:
        """Index the archive that the settings name if nothing has been indexed yet; `on_start` is called before.

        Where another process is making the first index, it is waited for.

        Raises:
            IndexMissing: the archive holds nothing that can be read.
            IndexingError: it could not be indexed.
        """
        data = self._settings.paths.data
        if current_number(data) is not None:
            return
        on_start()
        wait = _FIRST_INDEX_WAIT_SECONDS
        report = self._reindex([], None, progress=progress or _silent, wait_seconds=wait)
        if report.generation is None:
            reasons = "; ".join(str(item) for item in report.rejected[:3])
            raise IndexMissing(f"No article could be read: {reasons}", where=str(self.source().paths[0]))

    def doctor(self) -> list[Check]:
        """Return every check of the data folder, the index, the models and the settings, in the order they depend on each other."""
        settings = self._settings
        checks = list(check_data_folder(settings.paths.data))
        checks.append(attempt("embedder", "Unset ISNAD_EMBEDDER, or run: isnad reindex --full", self._look_at_embedder))
        checks.append(
            attempt("bridge", "Install the project again", lambda: f"{len(self._bridge.english)} English terms")
        )
        return [*checks, *check_settings(settings), self._look_at_chat_model()]

    def _look_at_chat_model(self) -> Check:
        """Open the chat model, which asks it nothing; the key is not shown."""
        name, chat = "chat model", self._settings.chat
        if not chat.model:
            return Check(name, ok=True, detail="none is set: answers are quotations")
        try:
            self._chat_model.open()
        except ChatModelError as exc:
            return Check(name, ok=False, detail=str(exc), fix=f"{exc.hint} Or unset ISNAD_MODEL")
        return Check(name, ok=True, detail=f"{chat.model}, a key is {'set' if chat.openai_api_key else 'not set'}")

    def _look_at_embedder(self) -> str:
        known = f"{self._settings.index.embedder}, {self._embedder.dimensions} dimensions"
        try:
            with self._reader.lease() as generation:
                self._check_generation(generation)
        except EmbedderMismatch:
            raise
        except IndexUnusable:  # told by the checks of the index: it says nothing of the embedder
            return f"{known}; there is no index to compare it with"
        return known

    def refresh(self) -> bool:
        """Take up a generation that was published since; tell whether there was one. Cheap enough for every question."""
        return self._reader.refresh()

    def close(self) -> None:
        """Close what is open; answers in progress keep their index until they end."""
        self._reader.close()
