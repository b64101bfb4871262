"""Choose how much of the joint score is the sparse leg's, for each pair of question and passage language.

    python -m rag.training fusion

Indexes the retrieval sets of the shared data folder with the shipped models, collects both legs' scores of the candidates once, and
tries shares from 0 to 1. It prints nDCG@10 of each; the constants stand in `rag.search.fusion` and are changed by hand.
"""

from __future__ import annotations

import dataclasses
import json
import os
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from rag.engine import Engine
from rag.index.embedder import open_embedder
from rag.index.generation import Generation
from rag.language.bridge import Bridge
from rag.search.fusion import fuse
from rag.search.retrieve import Retriever
from rag.settings import Settings

__all__ = ["Candidates", "ndcg_at_10", "tune"]

SETS: Final = ("xquad-ar-ar", "xquad-en-ar", "xquad-ar-en", "xquad-en-en")
SHARES: Final = tuple(round(0.05 * step, 2) for step in range(21))
_CANDIDATES: Final = 300


@dataclass(frozen=True, slots=True)
class Candidates:
    """The passages found for one question: both legs' scores, the document of each, and the document that is right."""

    sparse: NDArray[np.float32]
    dense: NDArray[np.float32]
    documents: tuple[str, ...]
    right: str


def ndcg_at_10(found: Sequence[Candidates], share: float) -> float:
    """Return the mean nDCG@10 of ranking each question's documents by their best passage, one document being right."""
    gains = []
    for one in found:
        best: dict[str, float] = {}
        for document, score in zip(one.documents, fuse(one.sparse, one.dense, share).tolist(), strict=True):
            best[document] = max(score, best.get(document, score))
        ranked = sorted(best, key=lambda document: -best[document])[:10]
        gains.append(1 / np.log2(ranked.index(one.right) + 2) if one.right in ranked else 0.0)
    return float(np.mean(gains))


def tune(shared: Path) -> None:
    """Print nDCG@10 by share for each set, and the best share."""
    print(f"{'sparse share':14}" + "".join(f"{share:7.2f}" for share in SHARES))
    for name in SETS:
        found = list(_candidates(shared / "eval" / name))
        scores = [ndcg_at_10(found, share) for share in SHARES]
        print(f"{name:14}" + "".join(f"{score:7.4f}" for score in scores) + f"   best {SHARES[int(np.argmax(scores))]}")


def _candidates(folder: Path) -> Iterator[Candidates]:
    queries = {row["_id"]: row["text"] for row in _lines(folder / "queries.jsonl")}
    judged = [line.split("\t") for line in (folder / "qrels" / "test.tsv").read_text(encoding="utf-8").splitlines()[1:]]
    with tempfile.TemporaryDirectory(prefix="isnad-fusion-") as place:
        settings = _settings(Path(place))
        articles = Path(place) / "articles.jsonl"
        rows = (
            {"id": r["_id"], "title": r.get("title", ""), "text": r["text"]} for r in _lines(folder / "corpus.jsonl")
        )
        articles.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        with Engine.open(settings) as engine:
            engine.reindex([articles])
        generation = Generation.open(settings.paths.data)
        retriever = Retriever(generation, open_embedder(settings.index, settings.chat), Bridge.open())
        for query, right, _ in judged:
            hits = retriever.retrieve(queries[query], limit=_CANDIDATES)
            documents = tuple(p.passage.article_id for p in generation.catalogue.passages(h.ordinal for h in hits))
            sparse = np.array([hit.sparse for hit in hits], np.float32)
            yield Candidates(sparse, np.array([hit.dense for hit in hits], np.float32), documents, right)
        generation.close()


def _settings(place: Path) -> Settings:
    settings = Settings.load(os.environ, data=place / "data")
    return dataclasses.replace(settings, index=dataclasses.replace(settings.index, embedder="isnad"))


def _lines(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines)
