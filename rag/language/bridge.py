"""Hold the learned English-Arabic translation probabilities, both ways.

What is asked and answered are terms as `rag.language.analysis` makes them; a phrase is its terms joined by single spaces.
The tables are made by `rag.training.bridge`; nothing is learned here, and names it has not seen are the transliterator's work.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from rag.errors import IndexUnusable
from rag.language.tables import table
from rag.language.transliteration import Transliterator
from rag.npy import load_arrays

__all__ = ["Bridge", "bridge_folder", "shipped_bridge"]

FILE_NAME: Final = "bridge.npz"
_STEPS: Final = 255  # probabilities are kept in bytes


def bridge_folder() -> Path:
    """Return the folder of the bridge that ships with the project."""
    return Path(__file__).resolve().parent.parent / "models" / "bridge"


@dataclass(frozen=True, slots=True)
class _Side:
    """One direction: the translations of term i are `targets[starts[i]:starts[i + 1]]`, best first."""

    numbers: Mapping[str, int]
    starts: NDArray[np.int32]
    targets: NDArray[np.int32]
    shares: NDArray[np.uint8]


@dataclass(frozen=True, slots=True, eq=False)
class Bridge:
    """Translation probabilities in memory; one is equal to itself alone, so that what is read from it can be remembered."""

    english: tuple[str, ...]
    arabic: tuple[str, ...]
    names: Transliterator
    _written: tuple[str, ...]
    _from_english: _Side
    _from_arabic: _Side

    @classmethod
    def open(cls, folder: Path | None = None) -> Bridge:
        """Return the bridge kept in `folder`, by default the one that ships.

        Raises:
            IndexUnusable: the file is missing or is not a bridge.
        """
        path = (folder or bridge_folder()) / FILE_NAME
        try:
            kept = load_arrays(path)
            english, arabic = _words(kept["english"]), _words(kept["arabic"])
            sides = _side(kept, "from_english", english), _side(kept, "from_arabic", arabic)
            return cls(english, arabic, Transliterator.open(path.parent), _words(kept["written"]), *sides)
        except (OSError, ValueError, KeyError, EOFError, BadZipFile) as exc:
            hint = "Restore the file, or make it again with `make train`."
            raise IndexUnusable(f"The bridge cannot be opened: {exc}", where=str(path), hint=hint) from exc

    @classmethod
    def build(
        cls,
        links: Iterable[tuple[str, str, float]],
        *,
        most: int,
        names: Transliterator | None = None,
        written: Mapping[str, str] | None = None,
    ) -> Bridge:
        """Return the bridge of (English term, Arabic term, strength) links, keeping the `most` strongest of each term.

        `names` transliterates what the links do not know; `written` says how an English term is written in full (kerri: Kerry).
        """
        ordered = sorted(links, key=lambda link: (-link[2], link[0], link[1]))
        forward: dict[str, list[tuple[str, float]]] = {}
        backward: dict[str, list[tuple[str, float]]] = {}
        for english, arabic, strength in ordered:
            for side, source, target in ((forward, english, arabic), (backward, arabic, english)):
                kept = side.setdefault(source, [])
                if len(kept) < most:
                    kept.append((target, strength))
        english_words, arabic_words = tuple(sorted(forward)), tuple(sorted(backward))
        english_numbers, arabic_numbers = _numbered(english_words), _numbered(arabic_words)
        return cls(
            english_words,
            arabic_words,
            names or Transliterator({}),
            tuple((written or {}).get(word, word) for word in english_words),
            _packed(forward, english_numbers, arabic_numbers),
            _packed(backward, arabic_numbers, english_numbers),
        )

    def save(self, folder: Path) -> None:
        """Write the bridge into `folder`."""
        folder.mkdir(parents=True, exist_ok=True)
        words = {"english": self.english, "arabic": self.arabic, "written": self._written}
        arrays: dict[str, Any] = {name: _letters(kept) for name, kept in words.items()}
        for name, side in (("from_english", self._from_english), ("from_arabic", self._from_arabic)):
            arrays |= {f"{name}_starts": side.starts, f"{name}_targets": side.targets, f"{name}_shares": side.shares}
        np.savez(folder / FILE_NAME, **arrays)
        self.names.save(folder)

    def written(self, term: str) -> str:
        """Return how an English term is written in full, as it mostly stands in the training texts; an unknown one as it is."""
        number = self._from_english.numbers.get(term)
        return term if number is None else self._written[number]

    def beginning_with(self, root: str, longest: int) -> list[str]:
        """Return the English terms that begin with `root` and have at most `longest` letters."""
        start = bisect.bisect_left(self.english, root)
        end = bisect.bisect_left(self.english, root + "\uffff", start)
        return [word for word in self.english[start:end] if len(word) <= longest]

    def translations(self, term: str) -> dict[str, float]:
        """Return the translations of a term or phrase with the strength of each, 0..1, best first; empty when it is unknown."""
        for side, targets in ((self._from_english, self.arabic), (self._from_arabic, self.english)):
            number = side.numbers.get(term)
            if number is not None:
                start, end = side.starts[number], side.starts[number + 1]
                shares = (side.shares[start:end] / _STEPS).tolist()
                return {targets[t]: share for t, share in zip(side.targets[start:end].tolist(), shares, strict=True)}
        return {}


@table
def shipped_bridge() -> Bridge:
    """Return the bridge that ships, opened once a process."""
    return Bridge.open()


def _words(letters: NDArray[np.uint8]) -> tuple[str, ...]:
    return tuple(letters.tobytes().decode().split("\n"))


def _letters(words: Sequence[str]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(words).encode(), np.uint8)


def _numbered(words: Sequence[str]) -> dict[str, int]:
    return {word: number for number, word in enumerate(words)}


def _side(arrays: Mapping[str, NDArray[Any]], name: str, words: Sequence[str]) -> _Side:
    starts = arrays[f"{name}_starts"]
    if len(starts) != len(words) + 1:
        raise ValueError(f"{name} holds {len(starts) - 1} rows for {len(words)} terms")
    return _Side(_numbered(words), starts, arrays[f"{name}_targets"], arrays[f"{name}_shares"])


def _packed(
    table: Mapping[str, list[tuple[str, float]]], sources: Mapping[str, int], targets: Mapping[str, int]
) -> _Side:
    rows = [table[word] for word in sources]
    return _Side(
        numbers=sources,
        starts=np.concatenate([[0], np.cumsum([len(row) for row in rows])]).astype(np.int32),
        targets=np.array([targets[word] for row in rows for word, _ in row], np.int32),
        shares=np.array([max(1, round(min(share, 1.0) * _STEPS)) for row in rows for _, share in row], np.uint8),
    )
