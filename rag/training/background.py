"""Count in how many texts of general language each term stands, so that a small archive's questions are weighed by more than itself.

Arabic from encyclopedia articles, English from the English side of the sentence pairs; only counts leave the texts.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from rag.language.analysis import terms

__all__ = ["train"]

_FEWEST: Final = 4  # texts: a term of fewer is as good as unknown
_PARAGRAPH_CHARS: Final = (
    800  # an article is counted by its paragraphs, so that both languages count texts of like length
)
FILE_NAME: Final = "frequencies.tsv.gz"


def train(shared: Path, folder: Path) -> None:
    """Write term<TAB>texts, per language, with the number of texts in the first line."""
    arabic = _count(_arabic(shared / "corpora" / "arwiki.articles.jsonl.gz"))
    english = _count(_english(shared / "parallel" / "sentences.tsv.gz"))
    folder.mkdir(parents=True, exist_ok=True)
    lines = [f"#\t{arabic[1]}\t{english[1]}\n"]
    for counts, _ in (arabic, english):
        lines += [f"{term}\t{count}\n" for term, count in sorted(counts.items()) if count >= _FEWEST]
    # mtime=0: the same counts give the same file.
    with (folder / FILE_NAME).open("wb") as raw, gzip.GzipFile(fileobj=raw, mode="wb", mtime=0) as out:
        out.write("".join(lines).encode())
    print(f"background: {len(lines) - 1} terms")


def _count(texts: Iterable[str]) -> tuple[Counter[str], int]:
    counts: Counter[str] = Counter()
    total = 0
    for text in texts:
        counts.update(set(terms(text)))
        total += 1
    return counts, total


def _arabic(path: Path) -> Iterable[str]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            text = json.loads(line)["text"]
            yield from (
                text[i : i + _PARAGRAPH_CHARS] for i in range(0, min(len(text), 4 * _PARAGRAPH_CHARS), _PARAGRAPH_CHARS)
            )


def _english(path: Path) -> Iterable[str]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield line.split("\t")[0]
