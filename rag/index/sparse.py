"""Keep BM25 statistics of passages as memory-mapped postings, and score weighted queries against them.

A query is a list of groups: the terms of one group stand for one idea (the translations of a word, its spellings), each with the
probability that it is meant. Their frequencies are mixed first and saturated together, so that two translations of one word
do not count as two matches (probabilistic structured queries: Darwish and Oard 2003, "Probabilistic structured query methods";
the weighting is that of Robertson and Zaragoza 2009, "The probabilistic relevance framework: BM25 and beyond").

It knows no language: what a term is, `rag.language.analysis` says. Single sentences are scored by `rag.index.sentence_scores`.
"""

from __future__ import annotations

import hashlib
import itertools
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from rag.errors import IndexDamaged
from rag.index.arrays import open_array, runs, summed
from rag.index.spelling import Spellings

__all__ = ["BM25_B", "BM25_K1", "HeldGroup", "SparseIndex", "TermGroup"]

BM25_K1: Final = 1.2  # saturation of a term's frequency: the usual value, not tuned
BM25_B: Final = 0.75  # how much a passage's length counts: likewise

_ARRAYS: Final = (
    "hashes", "starts", "letters", "indptr", "passages", "counts", "lengths", "sentence_starts", "sentence_terms",
)  # fmt: skip
_REMEMBERED: Final = 1 << 15  # terms
_NAME: Final = "The sparse index"
_SPELLING_ARRAYS: Final = ("starts", "holders", "weights")


@dataclass(frozen=True, slots=True)
class TermGroup:
    """One idea of a query: terms with the probability of each, and how much the idea counts beside its rarity."""

    terms: Mapping[str, float]
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class HeldGroup:
    """What an index holds of a group: the numbers of its terms, ascending, the probability of each, and what a saturated match is worth."""

    numbers: NDArray[np.int64]
    shares: NDArray[np.float64]
    worth: float


@dataclass(frozen=True, slots=True)
class SparseIndex:
    """Postings by term, terms ordered by hash; opened from a folder the arrays stay on disk and pages are read as needed.

    Shapes, with T terms, P passages and E postings: `hashes` uint64 [T], `starts` int64 [T + 1] into `letters` uint8 (the terms in
    UTF-8), `indptr` int64 [T + 1] into `passages` int32 [E] and `counts` float32 [E], `lengths` float32 [P]. Where sentences were given (S of them),
    the term numbers of sentence i are `sentence_terms[sentence_starts[i]:sentence_starts[i + 1]]`, int32.
    """

    hashes: NDArray[np.uint64]
    starts: NDArray[np.int64]
    letters: NDArray[np.uint8]
    indptr: NDArray[np.int64]
    passages: NDArray[np.int32]
    counts: NDArray[np.float32]
    lengths: NDArray[np.float32]
    sentence_starts: NDArray[np.int64]
    sentence_terms: NDArray[np.int32]
    norms: NDArray[np.float32]
    spellings: Spellings
    # What was looked up, by term: the same terms come back in each stage of a question.
    _numbers: dict[str, int] = field(default_factory=dict, init=False, repr=False, compare=False)
    _near: dict[tuple[str, float], Mapping[str, float]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @classmethod
    def build(cls, documents: Iterable[Sequence[str]], sentences: Iterable[Sequence[str]] = ()) -> SparseIndex:
        """Return the index of `documents`, each the terms of one passage; `sentences` are theirs, for closer comparison."""
        numbers: dict[str, int] = {}
        columns: list[NDArray[np.int32]] = []
        counts: list[NDArray[np.float32]] = []
        lengths: list[int] = []
        for document in documents:
            counted = Counter(document)
            columns.append(np.fromiter((numbers.setdefault(t, len(numbers)) for t in counted), np.int32, len(counted)))
            counts.append(np.fromiter(counted.values(), np.float32, len(counted)))
            lengths.append(len(document))
        rows = np.repeat(np.arange(len(columns), dtype=np.int32), [len(column) for column in columns])
        spoken = [[numbers[term] for term in sentence if term in numbers] for sentence in sentences]
        return cls._assemble(
            list(numbers), _joined(columns, np.int32), rows, _joined(counts, np.float32), lengths, spoken
        )

    @classmethod
    def _assemble(
        cls,
        vocabulary: list[str],
        columns: NDArray[np.int32],
        rows: NDArray[np.int32],
        counts: NDArray[np.float32],
        lengths: list[int],
        sentences: list[list[int]],
    ) -> SparseIndex:
        hashes = np.fromiter((_hash(term) for term in vocabulary), np.uint64, len(vocabulary))
        by_hash = np.argsort(hashes, kind="stable")
        place = np.empty(len(vocabulary), np.int32)
        place[by_hash] = np.arange(len(vocabulary), dtype=np.int32)
        columns = place[columns]
        order = np.lexsort((rows, columns))
        ordered = [vocabulary[number] for number in by_hash]
        encoded = [term.encode() for term in ordered]
        return cls(
            hashes=hashes[by_hash],
            starts=_offsets([len(term) for term in encoded]),
            letters=np.frombuffer(b"".join(encoded), np.uint8),
            indptr=_offsets(np.bincount(columns, minlength=len(vocabulary))),
            passages=rows[order],
            counts=counts[order],
            lengths=np.asarray(lengths, np.float32),
            sentence_starts=_offsets([len(sentence) for sentence in sentences]),
            sentence_terms=place[np.fromiter(itertools.chain.from_iterable(sentences), np.int32)],
            norms=_norms(np.asarray(lengths, np.float32)),
            spellings=Spellings.build([term if term.isalpha() else "" for term in ordered]),
        )

    @classmethod
    def open(cls, folder: Path) -> SparseIndex:
        """Return the index saved in `folder`, memory-mapped.

        Raises:
            IndexDamaged: a file is missing, cut short or does not fit the others.
        """
        arrays = {name: open_array(folder / f"{name}.npy", _NAME) for name in _ARRAYS}
        spellings = Spellings(**{name: open_array(folder / f"spelling_{name}.npy", _NAME) for name in _SPELLING_ARRAYS})
        index = cls(**arrays, norms=_norms(arrays["lengths"]), spellings=spellings)
        index._check(folder)
        return index

    def _check(self, folder: Path) -> None:
        terms, postings = len(self.hashes), len(self.passages)
        fits = len(self.starts) == len(self.indptr) == terms + 1 and len(self.counts) == postings
        fits = (
            fits and len(self.spellings.weights) == terms and int(self.sentence_starts[-1]) == len(self.sentence_terms)
        )
        if not fits or int(self.indptr[-1]) != postings or int(self.starts[-1]) != len(self.letters):
            raise IndexDamaged("The files of the sparse index do not fit each other", where=str(folder))

    def save(self, folder: Path) -> None:
        """Write the index into `folder`, which is made if need be."""
        folder.mkdir(parents=True, exist_ok=True)
        for name in _ARRAYS:
            np.save(folder / f"{name}.npy", getattr(self, name), allow_pickle=False)
        for name in _SPELLING_ARRAYS:
            np.save(folder / f"spelling_{name}.npy", getattr(self.spellings, name), allow_pickle=False)

    def __len__(self) -> int:
        """Return the number of passages."""
        return len(self.lengths)

    @property
    def holds_sentences(self) -> bool:
        """True when sentences were given beside the passages."""
        return len(self.sentence_starts) > 1

    @property
    def vocabulary_size(self) -> int:
        """The number of different terms."""
        return len(self.hashes)

    def term(self, number: int) -> str:
        """Return the term of this number (its place in the order of hashes)."""
        return bytes(self.letters[self.starts[number] : self.starts[number + 1]]).decode()

    def vocabulary(self) -> list[str]:
        """Return every term, in the order of numbers."""
        letters, starts = bytes(self.letters), self.starts.tolist()
        return [letters[start:end].decode() for start, end in itertools.pairwise(starts)]

    def numbers(self, terms: Sequence[str]) -> NDArray[np.int64]:
        """Return the number of each term, -1 for a term that no passage holds."""
        found = [self._numbers.get(term) for term in terms]
        new = [place for place, number in enumerate(found) if number is None]
        if new:
            if len(self._numbers) > _REMEMBERED:
                self._numbers.clear()
            for place, number in zip(new, self._looked_up([terms[place] for place in new]).tolist(), strict=True):
                found[place] = self._numbers[terms[place]] = number
        return np.array(found, np.int64)

    def _looked_up(self, terms: Sequence[str]) -> NDArray[np.int64]:
        if not len(self.hashes):
            return np.full(len(terms), -1, np.int64)
        wanted = np.fromiter((_hash(term) for term in terms), np.uint64, len(terms))
        found = np.minimum(np.searchsorted(self.hashes, wanted), len(self.hashes) - 1)
        return np.where(self.hashes[found] == wanted, found, -1)

    def near(self, term: str, least: float) -> Mapping[str, float]:
        """Return the terms of the index spelt at least this much like `term`, with their likeness 0..1."""
        known = self._near.get((term, least))
        if known is None:
            numbers, likeness = self.spellings.near(term, least)
            known = {self.term(n): like for n, like in zip(numbers.tolist(), likeness.tolist(), strict=True)}
            if len(self._near) > _REMEMBERED:
                self._near.clear()
            self._near[term, least] = known
        return known

    def idf(self, term: str) -> float:
        """Return the inverse document frequency of `term`, never negative; that of an unseen term is the highest."""
        number = self._numbers.get(term)
        if number is None:
            number = int(self.numbers([term])[0])
        return self._idf(float(self.indptr[number + 1] - self.indptr[number]) if number >= 0 else 0.0)

    def _idf(self, frequency: float) -> float:
        # The expected frequency of a group of many words may exceed the passages there are: no more than all can hold it.
        held = min(frequency, float(len(self)))
        return float(np.log1p((len(self) - held + 0.5) / (held + 0.5)))

    def held(self, groups: Iterable[TermGroup]) -> list[HeldGroup]:
        """Return what the index holds of each group, looked up once for all that is scored with it.

        A match is worth the group's weight times the idf of its expected frequency; the most where no term is held.
        """
        return [self._held(group) for group in groups]

    def _held(self, group: TermGroup) -> HeldGroup:
        numbers = self.numbers(list(group.terms))
        shares = np.fromiter(group.terms.values(), np.float64, len(numbers))
        kept = (numbers >= 0) & (shares > 0)
        numbers, shares = numbers[kept], shares[kept]
        order = np.argsort(numbers)
        numbers, shares = numbers[order], shares[order]
        frequency = float(shares @ (self.indptr[numbers + 1] - self.indptr[numbers]))
        return HeldGroup(numbers, shares, group.weight * self._idf(frequency))

    def scores(self, weights: Mapping[str, float]) -> NDArray[np.float32]:
        """Return the BM25 score of each passage [passages] for independent terms with these weights."""
        return self.group_scores(self.held(TermGroup({term: 1.0}, weight) for term, weight in weights.items()))

    def group_scores(self, groups: Iterable[HeldGroup]) -> NDArray[np.float32]:
        """Return the score of each passage [passages]: frequencies mixed within a group, saturated, weighted by the group's idf."""
        total = np.zeros(len(self), np.float32)
        for group in groups:
            touched, saturated = self._matches(group)
            total[touched] += saturated
        return total

    def _matches(self, group: HeldGroup) -> tuple[NDArray[np.integer[Any]], NDArray[np.float32]]:
        """Return the passages that hold a term of `group`, ascending, and what the group adds to the score of each."""
        starts, ends = self.indptr[group.numbers], self.indptr[group.numbers + 1]
        if len(group.numbers) == 1:
            own = slice(int(starts[0]), int(ends[0]))
            touched: NDArray[Any] = np.asarray(self.passages[own])
            mixed: NDArray[Any] = float(group.shares[0]) * np.asarray(self.counts[own])
        else:
            postings = runs(starts, ends - starts)
            shared = np.repeat(group.shares.astype(np.float32), ends - starts) * self.counts[postings]
            touched, mixed = summed(self.passages[postings], shared, len(self))
        saturated = mixed * (BM25_K1 + 1) / (mixed + self.norms[touched])
        return touched, (group.worth * saturated).astype(np.float32)


def _hash(term: str) -> int:
    return int.from_bytes(hashlib.blake2b(term.encode(), digest_size=8).digest(), "little")


def _norms(lengths: NDArray[np.float32]) -> NDArray[np.float32]:
    mean = float(lengths.mean()) if len(lengths) else 0.0
    return np.asarray(BM25_K1 * (1 - BM25_B + BM25_B * np.asarray(lengths) / (mean or 1.0)), np.float32)


def _offsets(sizes: Sequence[int] | NDArray[np.int64]) -> NDArray[np.int64]:
    return np.concatenate([np.zeros(1, np.int64), np.cumsum(np.asarray(sizes, np.int64))])


def _joined(parts: list[NDArray[Any]], kind: type) -> NDArray[Any]:
    return np.concatenate(parts) if parts else np.empty(0, kind)
