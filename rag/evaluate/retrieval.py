"""Measure retrieval over a set in the BEIR layout: index it, rank whole documents for each query, score the rankings.

A document stands where its best passage stands. Wire copies are not folded together here: each judged document counts.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

from rag.engine import Engine
from rag.errors import UsageError
from rag.evaluate.dataset import RetrievalSet, read_retrieval_set
from rag.evaluate.metrics import mean, ndcg, recall, reciprocal_rank
from rag.evaluate.place import Progress, indexed
from rag.settings import Settings

__all__ = ["RetrievalReport", "evaluate_retrieval", "write_run"]

Leg = Literal["hybrid", "dense", "sparse"]
Ranking = Sequence[tuple[str, float]]

DEPTH: Final = 100  # documents a query in the run file, and the deepest cut that is scored
_PASSAGES_FIRST: Final = 300  # passages asked for at first; more where they belong to fewer than DEPTH documents
_PASSAGES_MOST: Final = 4_800
_TAG: Final = "isnad"


@dataclass(frozen=True, slots=True)
class RetrievalReport:
    """The mean of each measure over the queries, and what it cost."""

    measures: Mapping[str, float]
    queries: int
    seconds_index: float
    ms_per_query: float

    def as_object(self) -> dict[str, Any]:
        """Return what `eval beir --json` prints."""
        rounded = {name: round(value, 4) for name, value in self.measures.items()}
        seconds, milliseconds = round(self.seconds_index, 2), round(self.ms_per_query, 2)
        return {**rounded, "queries": self.queries, "seconds_index": seconds, "ms_per_query": milliseconds}


def evaluate_retrieval(
    folder: Path,
    settings: Settings,
    *,
    leg: Leg = "hybrid",
    run_file: Path | None = None,
    progress: Progress | None = None,
) -> RetrievalReport:
    """Return the measures of one leg, or of both joined, over the set in `folder`.

    `ms_per_query` is wall time of analysis and retrieval, one query after another, after one that is not counted and opens what
    is opened once.

    Raises:
        UsageError, IngestError: the set is incomplete or malformed, or the run file cannot be written.
        IsnadError: whatever indexing and retrieval raise.
    """
    dataset = read_retrieval_set(folder)
    if run_file is not None:
        _check_writable(run_file)
    with tempfile.TemporaryDirectory(prefix="isnad-eval-") as place:
        articles = Path(place) / "articles.jsonl"
        dataset.write_articles(articles)
        with indexed(articles, settings, progress=progress) as index:
            rankings, seconds = _rank_all(index.engine, dataset, leg, progress)
    if run_file is not None:
        write_run(run_file, rankings)
    return RetrievalReport(_measures(rankings, dataset), len(rankings), index.seconds, seconds * 1000 / len(rankings))


def _rank_all(
    engine: Engine, dataset: RetrievalSet, leg: Leg, progress: Progress | None
) -> tuple[dict[str, Ranking], float]:
    _rank(engine, next(iter(dataset.queries.values())), leg)
    rankings: dict[str, Ranking] = {}
    seconds = 0.0
    for query, text in dataset.queries.items():
        started = time.perf_counter()
        rankings[query] = _rank(engine, text, leg)
        seconds += time.perf_counter() - started
        if progress is not None:
            progress("queries", len(rankings), len(dataset.queries))
    return rankings, seconds


def _rank(engine: Engine, query: str, leg: Leg) -> Ranking:
    """Return the best DEPTH documents; passages are fetched until they belong to that many, or there are no more."""
    limit = _PASSAGES_FIRST
    while True:
        found = engine.retrieve(query, limit=limit, leg=leg)
        best: dict[str, float] = {}
        for article_id, score in found:
            best[article_id] = max(score, best.get(article_id, score))
        if len(best) >= DEPTH or len(found) < limit or limit >= _PASSAGES_MOST:
            return sorted(best.items(), key=lambda item: -item[1])[:DEPTH]
        limit *= 4


def _measures(rankings: Mapping[str, Ranking], dataset: RetrievalSet) -> dict[str, float]:
    rows = [([document for document, _ in rankings[query]], dataset.qrels[query]) for query in rankings]
    measures = {"ndcg@10": mean([ndcg(ranking, grades, 10) for ranking, grades in rows])}
    for k in (1, 5, 10, DEPTH):
        measures[f"recall@{k}"] = mean([recall(ranking, grades, k) for ranking, grades in rows])
    measures["mrr@10"] = mean([reciprocal_rank(ranking, grades, 10) for ranking, grades in rows])
    return {name: value or 0.0 for name, value in measures.items()}


def _check_writable(path: Path) -> None:
    """Tell of a file that cannot be written before the work, not after it; what it holds stays until there is something new.

    Raises:
        UsageError: it cannot be written.
    """
    try:
        path.open("a", encoding="utf-8").close()
    except OSError as exc:
        raise _unwritable(path, exc) from exc


def _unwritable(path: Path, error: OSError) -> UsageError:
    hint = "Name a file in a folder that exists and that you may write to."
    return UsageError(f"The run file cannot be written: {error.strerror}", where=str(path), hint=hint)


def write_run(path: Path, rankings: Mapping[str, Ranking]) -> None:
    """Write rankings in the TREC run format: query, Q0, document, rank from 1, score, tag.

    Raises:
        UsageError: the file cannot be written, or an id holds white space, which the format has no way to say.
    """
    try:
        with path.open("w", encoding="utf-8") as out:
            for query, ranking in rankings.items():
                for rank, (document, score) in enumerate(ranking, start=1):
                    if len(query.split()) != 1 or len(document.split()) != 1:
                        what = f"The TREC run format has no ids with white space: {query!r}, {document!r}."
                        raise UsageError(what, where=str(path), hint="Leave --run out.")
                    out.write(f"{query} Q0 {document} {rank} {score:.6f} {_TAG}\n")
    except OSError as exc:
        raise _unwritable(path, exc) from exc
