"""Find the Arabic words that begin like a clitic but are whole: وزير is no "and", ألمانيا has no article, كاليفورنيا no "like the".

Told by counting running text: a word keeps its و when what would remain hardly ever stands alone; its ال when it is often written
with a hamza; its بال, كال, فال when neither the rest nor the rest with an article is seen. `rag.language.analysis` reads the list.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from rag.language.normalise import normalise

__all__ = ["texts", "train", "whole_words"]

FEWEST: Final = 3  # occurrences; rarer words say too little
REST_SHARE: Final = (
    0.1  # the rest alone may be this common beside the word; a true conjunction's rest is many times more common
)
HAMZA_SHARE: Final = 0.3  # of the word's spellings; writers drop the hamza half of the time, the article never has one
_WORD: Final = re.compile(r"[\u0620-\u065f\u0670-\u06d3\u06d5]+")
_HAMZA: Final = re.compile(r"[وف]?[بلك]?[أإآ]ل")


def texts(shared: Path) -> Iterator[str]:
    """Yield every Arabic text under the shared folder: articles with their titles, and the Arabic side of the pairs."""
    for file in sorted((shared / "corpora").glob("*.articles.jsonl.gz")):
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            for line in lines:
                article = json.loads(line)
                yield f"{article['title']}\n{article['text']}"
    for name in ("lexicon", "sentences"):
        with gzip.open(shared / "parallel" / f"{name}.tsv.gz", "rt", encoding="utf-8") as lines:
            yield from (line.split("\t")[1] for line in lines)


def whole_words(running: Iterable[str]) -> list[str]:
    """Return the normalised words of `running` text that are whole, in order of the alphabet."""
    written: Counter[str] = Counter()
    for text in running:
        written.update(_WORD.findall(text))
    counts: Counter[str] = Counter()
    with_hamza: Counter[str] = Counter()
    for word, count in written.items():
        plain = normalise(word)
        counts[plain] += count
        with_hamza[plain] += count if _HAMZA.match(word) else 0
    return sorted(w for w, n in counts.items() if n >= FEWEST and _is_whole(w, counts, with_hamza[w]))


def _is_whole(word: str, counts: Counter[str], with_hamza: int) -> bool:
    count = counts[word]
    if word.startswith("و") and len(word) > 3:
        return counts[word[1:]] <= REST_SHARE * count
    if word.startswith("ال") and len(word) > 3:
        return with_hamza >= HAMZA_SHARE * count
    for prefix in ("بال", "كال", "فال", "لل"):
        rest = word[len(prefix) :]
        if word.startswith(prefix) and len(rest) > 1:
            return counts[rest] + counts["ال" + rest] <= REST_SHARE * count
    return False


def train(shared: Path, file: Path) -> None:
    """Write the whole words of the texts under `shared` into `file`, one a line."""
    words = whole_words(texts(shared))
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("\n".join(words) + "\n", encoding="utf-8")
    print(f"words: {len(words):,} that only look as if they began with a clitic")
