"""Know how rare a term is in general language, in Arabic and in English.

An archive of five articles cannot tell that "want" says less than "truce": both may be missing from it. The counts are made by
`rag.training.background` from encyclopedia articles and sentence pairs.
"""

from __future__ import annotations

import gzip
import math
from pathlib import Path
from typing import Final

from rag.errors import IndexUnusable
from rag.language.tables import table

__all__ = ["rarity"]

_FILE: Final = Path(__file__).resolve().parent.parent / "models" / "background" / "frequencies.tsv.gz"
_RAREST: Final = 4  # texts: the fewest that are counted


def rarity(term: str) -> float:
    """Return how rare `term` is: 0 in every text, 1 in hardly any or unknown; a number's is that of a rare word."""
    count, total = _table().get(term, (_RAREST, 0))
    return math.log(total / count) / math.log(total / _RAREST) if total else 1.0


@table
def _table() -> dict[str, tuple[int, int]]:
    try:
        lines = gzip.decompress(_FILE.read_bytes()).decode().split("\n")
    except (OSError, EOFError, UnicodeDecodeError) as exc:
        hint = "Restore the file, or make it again with `make train`."
        raise IndexUnusable("The background frequencies cannot be read", where=str(_FILE), hint=hint) from exc
    _, arabic, english = lines[0].split("\t")
    totals = (int(english), int(arabic))
    table: dict[str, tuple[int, int]] = {}
    for line in lines[1:]:
        term, _, count = line.partition("\t")
        if count:
            table[term] = (int(count), totals["\u0600" <= term[0] <= "\u06ff"])
    return table
