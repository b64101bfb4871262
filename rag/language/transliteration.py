"""Say how a name is likely written in the other script, and how likely two spellings are one name.

The model is a table of letter chunks that stand for each other (ch تش, ou و, a -) with the probability of each: a joint multigram
model (Deligne, Yvon and Bimbot 1995; Bisani and Ney 2008) learned from pairs of names by `rag.training.names`. It reads terms as
`rag.language.analysis` makes them. Which names exist is the index's knowledge; nothing is looked up here.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from rag.errors import IndexUnusable

__all__ = ["LONGEST_CHUNK", "Transliterator"]

FILE_NAME: Final = "transliteration.tsv"
LONGEST_CHUNK: Final = 3  # letters
BEAM: Final = 6  # spellings kept at each letter
CHOICES: Final = 5  # chunks tried for each run of letters
_LEAST: Final = 1e-300
_NO_NAME: Final = -50.0  # of a pair that no sequence of chunks explains

Arcs = Sequence[
    Mapping[str, list[tuple[int, float]]]
]  # by place: target letters -> (source letters taken, probability)
Chunks = Mapping[str, tuple[tuple[str, float], ...]]  # source letters -> (target letters, probability), likeliest first


@dataclass(frozen=True, slots=True)
class _Direction:
    """The table read from one script: chunks by source letters, and how often each side's letters come at all."""

    chunks: Chunks
    source: Mapping[str, float]
    target: Mapping[str, float]


class Transliterator:
    """A table of chunks, read from both sides."""

    def __init__(self, table: Mapping[tuple[str, str], float]) -> None:
        """Read a table of (English letters, Arabic letters) -> probability; an empty one knows nothing."""
        self._table = dict(table)
        flipped = {(arabic, english): share for (english, arabic), share in table.items()}
        self._from_english = _direction(self._table)
        self._from_arabic = _direction(flipped)
        self.likelihood = lru_cache(maxsize=1 << 14)(self._likelihood)
        self._compiled = lru_cache(maxsize=1 << 8)(self._compile)

    @classmethod
    def open(cls, folder: Path) -> Transliterator:
        """Return the model kept in `folder`.

        Raises:
            IndexUnusable: the file is missing or is not such a table.
        """
        path = folder / FILE_NAME
        try:
            rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
            return cls({(english, arabic): float(share) for english, arabic, share in rows})
        except (OSError, ValueError) as exc:
            hint = "Restore the file, or make it again with `make train`."
            raise IndexUnusable(f"The transliteration table cannot be read: {exc}", where=str(path), hint=hint) from exc

    def save(self, folder: Path) -> None:
        """Write the model into `folder`, as lines of english TAB arabic TAB probability."""
        rows = sorted(self._table.items())
        text = "".join(f"{english}\t{arabic}\t{share:.3g}\n" for (english, arabic), share in rows)
        (folder / FILE_NAME).write_text(text, encoding="utf-8")

    def spellings(self, term: str, most: int = 3) -> list[str]:
        """Return the likeliest spellings of `term` in the other script, best first; none where the table knows too little."""
        chunks = self._reading(term).chunks
        beams: list[dict[str, float]] = [{"": 1.0}, *({} for _ in term)]
        for start, ends in enumerate(beams[:-1]):
            kept = sorted(ends.items(), key=lambda item: (-item[1], item[0]))[:BEAM]
            for size in range(1, min(LONGEST_CHUNK, len(term) - start) + 1):
                for written, share in chunks.get(term[start : start + size], ())[:CHOICES]:
                    reached = beams[start + size]
                    for prefix, likely in kept:
                        reached[prefix + written] = reached.get(prefix + written, 0.0) + likely * share
        ordered = sorted(beams[-1].items(), key=lambda item: (-item[1], item[0]))
        return [spelling for spelling, _ in ordered if spelling][:most]

    def _likelihood(self, term: str, other: str) -> float:
        """Return the log of how much likelier `term` and `other`, of two scripts, are one name than two unrelated words."""
        arcs, alone = self._compiled(term)
        joint = _joint(arcs, other)
        if joint <= 0:
            return _NO_NAME
        return math.log(joint) - alone - _log_alone(other, self._reading(term).target)

    def _compile(self, term: str) -> tuple[Arcs, float]:
        reading = self._reading(term)
        return _arcs(term, reading.chunks), _log_alone(term, reading.source)

    def _reading(self, term: str) -> _Direction:
        return self._from_arabic if term >= "\u0600" else self._from_english


def _direction(table: Mapping[tuple[str, str], float]) -> _Direction:
    chunks: dict[str, list[tuple[str, float]]] = {}
    source: dict[str, float] = {}
    target: dict[str, float] = {}
    for (one, other), share in sorted(table.items(), key=lambda item: (-item[1], item[0])):
        chunks.setdefault(one, []).append((other, share))
        source[one] = source.get(one, 0.0) + share
        target[other] = target.get(other, 0.0) + share
    return _Direction({letters: tuple(options) for letters, options in chunks.items()}, source, target)


def _arcs(term: str, chunks: Chunks) -> Arcs:
    """Return, for each place in `term`, target letters -> (letters of `term` they stand for, probability)."""
    arcs: list[dict[str, list[tuple[int, float]]]] = []
    for start in range(len(term) + 1):
        here: dict[str, list[tuple[int, float]]] = {}
        for size in range(min(LONGEST_CHUNK, len(term) - start) + 1):
            for written, share in chunks.get(term[start : start + size], ()):
                here.setdefault(written, []).append((size, share))
        arcs.append(here)
    return arcs


def _joint(arcs: Arcs, other: str) -> float:
    """Return the probability of writing both terms, summed over every way to cut them into chunks."""
    length = len(other)
    widths = range(LONGEST_CHUNK + 1)
    parts = [
        [(at + width, other[at : at + width]) for width in widths if at + width <= length] for at in range(length + 1)
    ]
    reached = [[0.0] * (length + 1) for _ in arcs]
    reached[0][0] = 1.0
    for start, here in enumerate(arcs):
        row = reached[start]
        for place, ends in enumerate(parts):
            value = row[place]
            if value > 0:
                for end, part in ends:
                    if part in here:
                        for size, share in here[part]:
                            reached[start + size][end] += value * share
    return reached[-1][-1]


def _log_alone(term: str, shares: Mapping[str, float]) -> float:
    """Return the log probability of one side of the table alone making `term`."""
    silent = 1 - shares.get("", 0.0)
    reached = [1.0] + [0.0] * len(term)
    for start in range(len(term) + 1):
        reached[start] /= silent
        for size in range(1, min(LONGEST_CHUNK, len(term) - start) + 1):
            reached[start + size] += reached[start] * shares.get(term[start : start + size], 0.0)
    return math.log(max(reached[-1], _LEAST))
