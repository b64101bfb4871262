"""Score rankings against relevance judgements, as trec_eval does. Pure arithmetic; nothing is retrieved here.

A ranking is a list of document ids, best first. Judgements give a document its grade: above 0 is relevant, 0 or less is
not; a document without a judgement is not relevant.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

__all__ = ["mean", "ndcg", "recall", "reciprocal_rank"]


def ndcg(ranking: Sequence[str], grades: Mapping[str, int], k: int) -> float:
    """Return normalised discounted cumulative gain at `k`, 0..1, with the grade itself as gain.

    Järvelin and Kekäläinen, Cumulated gain-based evaluation of IR techniques (2002), in the form of trec_eval's ndcg_cut, which the
    published BEIR figures use: gain = grade, discount = log2(rank + 1), ideal over all judged documents.
    """
    ideal = _dcg(sorted((grade for grade in grades.values() if grade > 0), reverse=True)[:k])
    return _dcg([max(0, grades.get(document, 0)) for document in ranking[:k]]) / ideal if ideal else 0.0


def _dcg(gains: Sequence[int]) -> float:
    return math.fsum(gain / math.log2(rank + 1) for rank, gain in enumerate(gains, start=1))


def recall(ranking: Sequence[str], grades: Mapping[str, int], k: int) -> float:
    """Return the share of the relevant documents that stand among the first `k`."""
    relevant = {document for document, grade in grades.items() if grade > 0}
    return len(relevant.intersection(ranking[:k])) / len(relevant) if relevant else 0.0


def reciprocal_rank(ranking: Sequence[str], grades: Mapping[str, int], k: int) -> float:
    """Return 1 / rank of the first relevant document among the first `k`, else 0."""
    return next((1 / rank for rank, document in enumerate(ranking[:k], start=1) if grades.get(document, 0) > 0), 0.0)


def mean(values: Sequence[float]) -> float | None:
    """Return the arithmetic mean, or None of nothing: a share of no cases is unknown, not perfect and not zero."""
    return math.fsum(values) / len(values) if values else None
