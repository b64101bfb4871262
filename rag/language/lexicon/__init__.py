"""Read the hand-written English-Arabic news lexicon that stands beside this file.

One file a field, one entry a line: `english<TAB>arabic<TAB>kind`. Either side may hold variants separated by `|`, the preferred
one first: spellings, inflections that a light stemmer misses (broken plurals, weak verbs) and words of one region. Lines that begin with `#`
are comments; the first names the field. This module reads and checks the form; it does not translate, normalise or stem.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from rag.errors import IsnadError
from rag.language.shipped import shipped_text
from rag.language.tables import table

__all__ = ["KINDS", "Entry", "fields", "load_field", "load_lexicon", "parse"]

KINDS = frozenset({"term", "verb", "person", "place", "organisation", "title", "demonym", "event"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One meaning: its English and Arabic variants, the preferred ones first, and what it names (one of `KINDS`)."""

    english: tuple[str, ...]
    arabic: tuple[str, ...]
    kind: str


def fields() -> tuple[str, ...]:
    """Return the names of the fields, sorted: one TSV file each."""
    names = (item.name for item in files(__name__).iterdir())
    return tuple(sorted(name.removesuffix(".tsv") for name in names if name.endswith(".tsv")))


def parse(text: str, *, where: str) -> tuple[Entry, ...]:
    """Read the entries of one field's text, in order.

    Raises:
        IsnadError: a line has not three columns, an empty variant or an unknown kind; `where` and the line number say which.
    """
    entries = []
    for number, line in enumerate(text.splitlines(), start=1):
        if line.startswith("#") or not line.strip():
            continue
        columns = line.split("\t")
        if len(columns) != 3 or columns[2] not in KINDS:
            raise IsnadError(
                "a lexicon line is not english<TAB>arabic<TAB>kind",
                where=f"{where}:{number}",
                hint=f"The kind is one of {', '.join(sorted(KINDS))}.",
            )
        english, arabic = tuple(columns[0].split("|")), tuple(columns[1].split("|"))
        if not all(variant.strip() for variant in english + arabic):
            raise IsnadError("a lexicon variant is empty", where=f"{where}:{number}", hint="Remove the spare `|`.")
        entries.append(Entry(english=english, arabic=arabic, kind=columns[2]))
    return tuple(entries)


@table
def load_lexicon() -> tuple[Entry, ...]:
    """Return every entry of every field, by field name and then in the order of the file; read and checked once a process."""
    return tuple(entry for field in fields() for entry in load_field(field))


@cache
def load_field(field: str) -> tuple[Entry, ...]:
    """Return the entries of one field, in the order of its file."""
    return parse(shipped_text(files(__name__).joinpath(f"{field}.tsv")), where=f"lexicon/{field}.tsv")
