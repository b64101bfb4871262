"""Measure how well names in Latin letters are told from their sound in Arabic ones.

    python -m tests.bench.names

Printed for each file of pairs: recall (pairs of one name that are taken for one), precision (of the pairs taken for one name), the false ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rag.language.sounds import sounds_alike

FOLDER: Final = Path(__file__).resolve().parents[1] / "data" / "names"
FILES: Final = ("pairs.tsv", "later.tsv")


@dataclass(frozen=True, slots=True)
class Figures:
    """What became of a file of pairs."""

    same: int
    other: int
    missed: tuple[str, ...]
    false: tuple[str, ...]

    @property
    def recall(self) -> float:
        """The share of the pairs of one name that are taken for one."""
        return 1 - len(self.missed) / self.same

    @property
    def precision(self) -> float:
        """The share of one name among the pairs that are taken for one."""
        taken = self.same - len(self.missed)
        return taken / (taken + len(self.false))


def measure(file: Path) -> Figures:
    """Return the figures of one file."""
    rows = [line.split("\t") for line in file.read_text(encoding="utf-8").splitlines()]
    taken = [(f"{latin} {arabic}", kind, sounds_alike(latin, arabic)) for latin, arabic, kind in rows]
    return Figures(
        same=sum(kind == "same" for _, kind, _ in taken),
        other=sum(kind == "other" for _, kind, _ in taken),
        missed=tuple(pair for pair, kind, alike in taken if kind == "same" and not alike),
        false=tuple(pair for pair, kind, alike in taken if kind == "other" and alike),
    )


def main() -> None:
    """Print the figures of every file."""
    print("| pairs | same | other | recall | precision | taken for one though two |\n|---|---|---|---|---|---|")
    for name in FILES:
        found = measure(FOLDER / name)
        print(
            f"| {name} | {found.same} | {found.other} | {found.recall:.3f} | {found.precision:.3f} | {len(found.false)} |"
        )
        print("missed:", "; ".join(found.missed), "\nfalse:", "; ".join(found.false), "\n")


if __name__ == "__main__":
    main()
