"""Join the scores of the sparse and the dense leg into one, on a scale that both share.

Each leg's scores over the candidates are brought to 0..1 (the best is 1, the least 0), then mixed with a weight. The weights are
set by `python -m rag.training fusion`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from rag.values import Language

__all__ = ["SPARSE_SHARE", "SPARSE_SHARES", "fuse", "rescored", "sparse_share", "unit_range"]

# How much of the joint score is the sparse leg's, by the languages of question and passage: words of one language are surer than
# translated ones. Set on XQuAD by `python -m rag.training fusion`; each stands in the middle of a flat top.
SPARSE_SHARES: Final[Mapping[tuple[Language, Language], float]] = {
    ("ar", "ar"): 0.6,
    ("en", "ar"): 0.5,
    ("ar", "en"): 0.45,
    ("en", "en"): 0.6,
}
SPARSE_SHARE: Final = 0.6  # for an archive of neither language


def unit_range(scores: NDArray[np.floating[Any]]) -> NDArray[np.float32]:
    """Return `scores` moved and stretched to 0..1; all zeros where they do not differ."""
    if not len(scores):
        return np.zeros(0, np.float32)
    least, most = float(scores.min()), float(scores.max())
    if most <= least:
        return np.zeros(len(scores), np.float32)
    return np.asarray((scores - least) / (most - least), np.float32)


def sparse_share(question: Language, passages: Collection[Language]) -> float:
    """Return the sparse leg's share for a question of one language and an archive of these languages: the mean of its pairs."""
    shares = [SPARSE_SHARES[question, language] for language in sorted(passages)]
    return sum(shares) / len(shares) if shares else SPARSE_SHARE


def fuse(
    sparse: NDArray[np.floating[Any]], dense: NDArray[np.floating[Any]], sparse_share: float = SPARSE_SHARE
) -> NDArray[np.float32]:
    """Return the joint score of each candidate; the order of candidates does not matter."""
    mixed = sparse_share * unit_range(sparse) + (1 - sparse_share) * unit_range(dense)
    return np.asarray(mixed, np.float32)


def rescored(
    joint: NDArray[np.floating[Any]], chosen: NDArray[np.integer[Any]], other: NDArray[np.floating[Any]]
) -> NDArray[np.float32]:
    """Return `joint` with the scores of the `chosen` places replaced by `other`, which scores those places alone.

    The other scores are stretched to the range that the chosen places have: their order may change, their best and least do not
    leave it, so that places that were not chosen stay comparable.
    """
    changed = np.array(joint, np.float32)
    if len(chosen):
        least, most = float(changed[chosen].min()), float(changed[chosen].max())
        changed[chosen] = least + (most - least) * unit_range(other)
    return changed
