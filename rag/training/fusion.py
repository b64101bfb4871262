"""Choose how the scores of a passage are joined: the sparse leg's share before, and the weights of closeness after.

    python -m rag.training fusion

Indexes the retrieval sets of the shared data folder with the shipped models and collects the scores of the candidates once. It tries
shares from 0 to 1 for each pair of languages, and fits one vector of weights for all pairs (`rag.search.closeness`) by maximum likelihood of
the right passage among those compared (ListNet, Cao et al. 2007), with a small ridge. Printed: nDCG@10 of each share; for the weights nDCG@10 of
each set by five-fold cross-validation over documents, with that set left out, and fitted on all. The constants are changed by hand.
"""

from __future__ import annotations

import dataclasses
import json
import math
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from rag.engine import Engine
from rag.index.embedder import open_embedder
from rag.index.generation import Generation
from rag.language.bridge import Bridge
from rag.search.closeness import CLOSENESS_FEATURES
from rag.search.fusion import fuse
from rag.search.retrieve import Retriever
from rag.settings import Settings

__all__ = ["Candidates", "closeness_ndcg", "fit", "ndcg_at_10", "tune"]

SETS: Final = ("xquad-ar-ar", "xquad-en-ar", "xquad-ar-en", "xquad-en-en")
SHARES: Final = tuple(round(0.05 * step, 2) for step in range(21))
RIDGE: Final = 1e-4  # 1e-3 and 1e-5 give the same within two thousandths
FOLDS: Final = 5
_CANDIDATES: Final = 300

Matrix: TypeAlias = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Candidates:
    """The passages found for one question: both legs' scores, the document of each, and the document that is right.

    `closeness` holds the features [compared, CLOSENESS_FEATURES] of the passages compared, `compared` the documents of these.
    """

    sparse: NDArray[np.float32]
    dense: NDArray[np.float32]
    documents: tuple[str, ...]
    right: str
    closeness: Matrix
    compared: tuple[str, ...]


def tune(shared: Path) -> None:
    """Print nDCG@10 by share for each set and the best share; then the weights of closeness and what they give."""
    found = {name: list(_candidates(shared / "eval" / name)) for name in SETS}
    print(f"{'sparse share':14}" + "".join(f"{share:7.2f}" for share in SHARES))
    for name, questions in found.items():
        scores = [ndcg_at_10(questions, share) for share in SHARES]
        print(f"{name:14}" + "".join(f"{score:7.4f}" for score in scores) + f"   best {SHARES[int(np.argmax(scores))]}")
    everything = [one for questions in found.values() for one in questions]
    weights = fit(everything)
    print(f"weights        {dict(zip(CLOSENESS_FEATURES, np.round(weights / weights.sum(), 3).tolist(), strict=True))}")
    for name, questions in found.items():
        others = fit([one for other in SETS if other != name for one in found[other]])
        figures = [
            crossed(everything, name, found),
            closeness_ndcg(questions, others),
            closeness_ndcg(questions, weights),
        ]
        print(
            f"{name:14} cross-validated {figures[0]:.4f}, set left out {figures[1]:.4f}, fitted on all {figures[2]:.4f}"
        )


def ndcg_at_10(found: Sequence[Candidates], share: float) -> float:
    """Return the mean nDCG@10 of ranking each question's documents by their best passage, one document being right."""
    return _mean_gain((one.documents, fuse(one.sparse, one.dense, share), one.right) for one in found)


def closeness_ndcg(found: Sequence[Candidates], weights: Matrix) -> float:
    """Return the mean nDCG@10 of ranking the documents compared by the weighted features."""
    return _mean_gain((one.compared, one.closeness @ weights, one.right) for one in found)


def crossed(everything: Sequence[Candidates], name: str, found: Mapping[str, Sequence[Candidates]]) -> float:
    """Return the mean nDCG@10 over set `name`, each document's questions by weights fitted without that fifth of the documents."""
    fold = {right: place % FOLDS for place, right in enumerate(sorted({one.right for one in everything}))}
    gains = []
    for number in range(FOLDS):
        weights = fit([one for one in everything if fold[one.right] != number])
        left_out = [one for one in found[name] if fold[one.right] == number]
        gains.append(closeness_ndcg(left_out, weights) * len(left_out))
    return sum(gains) / len(found[name])


def fit(found: Sequence[Candidates]) -> Matrix:
    """Return the weights under which the right passages are likeliest, of questions whose right passage is among those compared."""
    lists = [(one.closeness, np.array(one.compared) == one.right) for one in found if one.right in one.compared]

    def loss(weights: Matrix) -> tuple[float, Matrix]:
        total, slope = 0.0, np.zeros_like(weights)
        for features, right in lists:
            likely = _softmax(features @ weights)
            held = float(likely[right].sum())
            total -= math.log(max(held, 1e-12))
            slope += features.T @ (likely - np.where(right, likely, 0) / max(held, 1e-12))
        return total / len(lists) + RIDGE * float(weights @ weights), slope / len(lists) + 2 * RIDGE * weights

    return np.asarray(minimize(loss, np.zeros(len(CLOSENESS_FEATURES)), jac=True, method="L-BFGS-B").x)


def _softmax(scores: Matrix) -> Matrix:
    raised = np.exp(scores - scores.max())
    return np.asarray(raised / raised.sum())


def _mean_gain(ranked: Iterable[tuple[Sequence[str], NDArray[Any], str]]) -> float:
    gains = []
    for documents, scores, right in ranked:
        order = np.argsort(-scores, kind="stable").tolist()
        best = list(dict.fromkeys(documents[place] for place in order))[:10]
        gains.append(1 / np.log2(best.index(right) + 2) if right in best else 0.0)
    return float(np.mean(gains)) if gains else 0.0


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
        names = [p.passage.article_id for p in generation.catalogue.passages(range(len(generation.sparse)))]
        for query, right, _ in judged:
            hits = retriever.retrieve(queries[query], limit=_CANDIDATES)
            compared, closeness = retriever.closeness(queries[query])
            yield Candidates(
                sparse=np.array([hit.sparse for hit in hits], np.float32),
                dense=np.array([hit.dense for hit in hits], np.float32),
                documents=tuple(names[hit.ordinal] for hit in hits),
                right=right,
                closeness=closeness.astype(float),
                compared=tuple(names[place] for place in compared.tolist()),
            )
        generation.close()


def _settings(place: Path) -> Settings:
    settings = Settings.load(os.environ, data=place / "data")
    return dataclasses.replace(settings, index=dataclasses.replace(settings.index, embedder="isnad"))


def _lines(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines)
