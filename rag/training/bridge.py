"""Make the English-Arabic bridge from parallel sentences, a general lexicon and the project's own news lexicon.

    python -m rag.training bridge

Reads `parallel/sentences.tsv.gz` and `parallel/lexicon.tsv.gz` (english TAB arabic TAB source) of the shared data folder and
`rag/language/lexicon/*.tsv`; writes `rag/models/bridge/bridge.npz`. The same input gives the same file.
"""

from __future__ import annotations

import gzip
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from pathlib import Path
from typing import Final

import numpy as np

from rag.language.analysis import tokens
from rag.language.bridge import Bridge
from rag.language.transliteration import Transliterator
from rag.training.alignment import Alignment, TermPair, align
from rag.training.names import learn_chunks

__all__ = ["Pair", "lexicon_pairs", "links", "name_pairs", "parallel_pairs", "train", "written_forms"]

LEAST_STRENGTH: Final = 0.02  # weaker links are chance; held-out retrieval gains down to here
MOST_TRANSLATIONS: Final = 10
NAME_SOURCES: Final = frozenset({"google_transliteration", "whosonfirst", "person", "place"})
LEXICON_WEIGHT: Final = 2.0  # a hand-written entry says more than one sentence that happens to hold both words

Pair = tuple[str, str, str]  # english, arabic, source


def parallel_pairs(file: Path) -> Iterator[Pair]:
    """Yield the pairs of a gzipped file of english TAB arabic TAB source lines."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            english, arabic, source = line.rstrip("\n").split("\t")
            yield english, arabic, source


def lexicon_pairs(folder: Path) -> Iterator[Pair]:
    """Yield every pair of variants of the news lexicon's entries, with the entry's kind."""
    for file in sorted(folder.glob("*.tsv")):
        for line in file.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                english, arabic, kind = line.split("\t")[:3]
                yield from ((en, ar, kind) for en in english.split("|") for ar in arabic.split("|"))


def links(aligned: Alignment, least: float = LEAST_STRENGTH) -> Iterator[tuple[str, str, float]]:
    """Yield (English term, Arabic term, strength): the geometric mean of both translation probabilities, above `least`."""
    english = aligned.counts / np.maximum(aligned.english_counts[aligned.english], 1e-9)
    arabic = aligned.counts / np.maximum(aligned.arabic_counts[aligned.arabic], 1e-9)
    strength = np.sqrt(english * arabic)
    for k in np.flatnonzero(strength > least).tolist():
        yield (
            aligned.english_terms[aligned.english[k]],
            aligned.arabic_terms[aligned.arabic[k]],
            float(strength[k]),
        )


def train(shared: Path, lexicon: Path, folder: Path, left_out: Container[str] = ()) -> None:
    """Write the bridge made of the data under `shared` and the news lexicon into `folder`; sources `left_out` are not read."""
    parallel = shared / "parallel"
    sentences, entries = (
        [pair for pair in parallel_pairs(parallel / f"{name}.tsv.gz") if pair[2] not in left_out]
        for name in ("sentences", "lexicon")
    )
    news = list(lexicon_pairs(lexicon))
    print(f"bridge: aligning {len(sentences) + len(entries) + len(news):,} pairs")
    aligned = align([*_analysed([*sentences, *entries], 1.0), *_analysed(news, LEXICON_WEIGHT)])
    print("bridge: learning how names are transliterated")
    names = Transliterator(learn_chunks(name_pairs([*entries, *news])))
    written = written_forms(english for english, _, _ in [*sentences, *entries, *news])
    bridge = Bridge.build(links(aligned), most=MOST_TRANSLATIONS, names=names, written=written)
    bridge.save(folder)
    print(f"bridge: {len(bridge.english):,} English and {len(bridge.arabic):,} Arabic terms")


def name_pairs(pairs: Iterable[Pair]) -> list[tuple[str, str]]:
    """Return the terms of the pairs that name one thing by one word each, without repetition."""
    found: dict[tuple[str, str], None] = {}
    for english, arabic, source in pairs:
        left, right = tokens(english), tokens(arabic)
        if source in NAME_SOURCES and len(left) == len(right) == 1:
            pair = left[0].term, right[0].term
            if pair[0].isascii() and pair[0].isalpha() and pair[1] >= "\u0600" and pair[1].isalpha():
                found[pair] = None
    return list(found)


def written_forms(texts: Iterable[str]) -> dict[str, str]:
    """Return for each English term the spelling that most often stands for it; of equals the first in the alphabet."""
    counts: dict[str, Counter[str]] = {}
    for text in texts:
        for token in tokens(text):
            counts.setdefault(token.term, Counter())[token.text] += 1
    return {term: min(forms, key=lambda form: (-forms[form], form)) for term, forms in counts.items()}


def _analysed(pairs: Iterable[Pair], weight: float) -> Iterator[TermPair]:
    for english, arabic, _ in pairs:
        yield TermPair(
            [token.term for token in tokens(english)],
            [token.term for token in tokens(arabic)],
            weight,
        )
