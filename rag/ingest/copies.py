"""Recognise wire copies: articles that carry the same text, whole, shortened or lightly edited.

Copies are counted once as evidence and folded together in results. Two reports of one event in different words are no copies.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from rag.language.normalise import normalise
from rag.values import Article, digit_runs

__all__ = ["copy_groups"]

_Shingles = NDArray[np.uint64]

_WORD: Final = re.compile(r"\w+")
_LEAST_SHINGLES: Final = 12  # a shorter text, a line or two, is a copy only when it is the same
# A shortened copy keeps half at least. What is less may be one item of a round-up, and its items are no copies of each other.
_LEAST_LENGTH: Final = 0.5
_SAMPLED: Final = (
    4  # of long texts every fourth shingle is looked up (by value, so that copies agree which), then all are compared
)
_WHOLE: Final = 128  # texts with fewer shingles are looked up by all of them
_COMMON: Final = 50  # a shingle that so many articles share is a formula of the trade
_MIX: Final = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], dtype=np.uint64)


@dataclass(frozen=True, slots=True)
class _Text:
    """What two texts are compared by."""

    shingles: _Shingles
    numbers: frozenset[str]


def copy_groups(articles: Iterable[Article], threshold: float) -> Mapping[str, str]:
    """Return the group of each article's id: the id of the longest article of which it is a copy, else its own.

    Two articles are copies when at least `threshold` (0..1) of the shorter one's word trigrams stand in the longer one, which
    is at most twice as long (containment: A. Broder, On the resemblance and containment of documents, 1997). Candidates come
    from an index of sampled trigrams; every pair is then compared in full. A text with a number that the longer one lacks
    is no copy: it says something else, as daily reports in set phrases do. The order of `articles` does not matter.
    """
    texts = {article.id: _Text(_shingles(article.body), digit_runs(article.body)) for article in articles}
    by_length = sorted(texts, key=lambda name: (-len(texts[name].shingles), name))
    leaders: dict[int, list[str]] = {}
    groups: dict[str, str] = {}
    for name in by_length:
        leader = _leader(texts[name], leaders, texts, threshold)
        groups[name] = leader or name
        if leader is None:
            for shingle in _lookup(texts[name].shingles, below=2 * _WHOLE):
                leaders.setdefault(shingle, []).append(name)
    return groups


@lru_cache(maxsize=200_000)
def _code(word: str) -> int:
    return crc32(word.encode())


def _shingles(text: str) -> _Shingles:
    """Return the hashed word trigrams of a text, each once, in ascending order; a text of one or two words has one."""
    words = np.array([_code(word) for word in _WORD.findall(normalise(text))], dtype=np.uint64)
    if 0 < len(words) < 3:
        words = np.resize(words, 3)
    with np.errstate(over="ignore"):
        mixed = words[:-2] * _MIX[0] + (words[1:-1] + np.uint64(1)) * _MIX[1] + (words[2:] + np.uint64(2)) * _MIX[2]
        mixed ^= mixed >> np.uint64(29)
    return np.unique(mixed)


def _lookup(shingles: _Shingles, *, below: int) -> list[int]:
    """Return the shingles by which a text is found: all of a short text, a fixed sample of a long one."""
    found: list[int] = (shingles if len(shingles) < below else shingles[shingles % np.uint64(_SAMPLED) == 0]).tolist()
    return found


def _leader(own: _Text, leaders: Mapping[int, list[str]], texts: Mapping[str, _Text], threshold: float) -> str | None:
    """Return the longer article that holds most of this one, where that is enough."""
    shared: Counter[str] = Counter()
    for shingle in _lookup(own.shingles, below=_WHOLE):
        known = leaders.get(shingle, ())
        if len(known) <= _COMMON:
            shared.update(known)
    best: tuple[float, str] | None = None
    for name, _ in shared.most_common(8):
        contained = _containment(own, texts[name])
        if contained >= threshold and (best is None or (-contained, name) < best):
            best = (-contained, name)
    return best[1] if best else None


def _containment(shorter: _Text, longer: _Text) -> float:
    """Return the share of the shorter text's trigrams that the longer one holds; 0 where lengths or numbers rule a copy out."""
    held, all_held = len(shorter.shingles), len(longer.shingles)
    if held < _LEAST_SHINGLES:
        return float(np.array_equal(shorter.shingles, longer.shingles))
    if held < _LEAST_LENGTH * all_held or not shorter.numbers <= longer.numbers:
        return 0.0
    return len(np.intersect1d(shorter.shingles, longer.shingles, assume_unique=True)) / held
