"""Measure both legs on text of kinds that they were not trained on: a third of the sources are left out, then searched.

    python -m tests.bench.held_out "$ISNAD_SHARED" [--steps 2500]

Trains a bridge, and with it a static embedder of --steps batches (fewer than the one that ships, to save time), without the sentence pairs of news, health and
biographies (PUD, TICO-19, MT-GenEval); then looks for the translation of a stretch of four to seven content words of a sentence among
all sentences left out, both ways, by the sparse leg and by both joined. And, with the shipped models: for the article of a headline
among all articles of the Arabic news corpus, by its first 1,200 characters.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from rag.index.embedders.static import StaticEmbedder
from rag.index.sparse import SparseIndex
from rag.index.token_lists import TokenLists
from rag.language.analysis import terms, tokens
from rag.language.bridge import Bridge
from rag.search.retrieve import Leg, Retriever
from rag.training import bridge as training
from rag.training import embedder
from rag.values import TimeWindow

LEFT_OUT: Final = ("ud_pud", "tico19", "mt_geneval")
LEGS: Final[tuple[Leg, ...]] = ("sparse", "dense", "hybrid")
QUERIES: Final = 400  # a source and direction
LEXICON: Final = Path(training.__file__).resolve().parent.parent / "language" / "lexicon"


def stretch(text: str, draw: random.Random) -> str | None:
    """Return a stretch of four to seven content words; None of a text that has fewer."""
    content = [token for token in tokens(text) if not token.is_stop]
    if len(content) < 4:
        return None
    size = min(len(content), draw.randint(4, 7))
    first = draw.randint(0, len(content) - size)
    return text[content[first].start : content[first + size - 1].end]


@dataclass(frozen=True, slots=True)
class Sentences:
    """Texts of one sentence each, in memory, as retrieval reads a generation (`rag.search.retrieve.Searchable`)."""

    sparse: SparseIndex
    passage_vectors: NDArray[np.float32]
    token_lists: TokenLists
    listed: Sequence[str]

    @classmethod
    def of(cls, texts: Sequence[str], embedder: StaticEmbedder) -> Sentences:
        """Return the texts, indexed."""
        index = SparseIndex.build(map(terms, texts), map(terms, texts))
        return cls(index, embedder.encode_passages(texts), TokenLists.of(embedder.tokens(texts)), texts)

    @property
    def sentence_vectors(self) -> NDArray[np.float32]:
        """The same: a text is a sentence."""
        return self.passage_vectors

    @property
    def sentence_bounds(self) -> NDArray[np.int64]:
        """Each text is one sentence."""
        numbers = np.arange(len(self.listed))
        return np.stack([numbers, numbers + 1], axis=1)

    @property
    def vectors(self) -> Sentences:
        """Itself."""
        return self

    def query(self, vector: NDArray[np.float32], limit: int) -> tuple[list[int], list[float]]:
        """Return the nearest texts."""
        near = self.passage_vectors @ vector
        best = np.argsort(-near, kind="stable")[:limit]
        return best.tolist(), near[best].tolist()

    def texts(self, ordinals: Sequence[int]) -> list[str]:
        """Return these texts."""
        return [self.listed[ordinal] for ordinal in ordinals]

    def allowed(self, window: TimeWindow | None, source: str | None) -> None:
        """Let everything through."""


def ndcg_at_10(retriever: Retriever, queries: Sequence[tuple[str, int]], leg: Leg) -> float:
    """Return the mean nDCG@10 of queries that each have one right text."""
    gains = []
    for text, right in queries:
        found = [hit.ordinal for hit in retriever.retrieve(text, limit=10, leg=leg)]
        gains.append(1 / np.log2(found.index(right) + 2) if right in found else 0.0)
    return float(np.mean(gains))


def across(shared: Path, bridge: Bridge, model: StaticEmbedder) -> None:
    """Print a line for each source left out and each direction."""
    pairs = [p for p in training.parallel_pairs(shared / "parallel" / "sentences.tsv.gz") if p[2] in LEFT_OUT]
    for asked, searched, direction in ((0, 1, "English to Arabic"), (1, 0, "Arabic to English")):
        retriever = Retriever(Sentences.of([pair[searched] for pair in pairs], model), model, bridge)
        for source in LEFT_OUT:
            draw = random.Random(7)
            places = [place for place, pair in enumerate(pairs) if pair[2] == source]
            draw.shuffle(places)
            drawn = ((stretch(pairs[place][asked], draw), place) for place in places)
            queries = [(text, place) for text, place in drawn if text][:QUERIES]
            _print(f"{source}, {direction}", retriever, queries, len(pairs))


def headlines(shared: Path) -> None:
    """Print a line for the articles of headlines."""
    bodies: dict[str, str] = {}
    with gzip.open(shared / "corpora" / "antcorpus.articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            bodies.setdefault(article["text"].strip()[:1200], article["title"])
    queries = [(title, place) for place, title in enumerate(bodies.values()) if terms(title)]
    queries = random.Random(3).sample(queries, QUERIES)
    model = StaticEmbedder.open()
    retriever = Retriever(Sentences.of(list(bodies), model), model, Bridge.open())
    _print("headlines of Tunisian news, shipped models", retriever, queries, len(bodies))


def _print(name: str, retriever: Retriever, queries: Sequence[tuple[str, int]], size: int) -> None:
    sparse, dense, hybrid = (ndcg_at_10(retriever, queries, leg) for leg in LEGS)
    print(f"| {name} | {len(queries)} in {size:,} | {sparse:.3f} | {dense:.3f} | {hybrid:.3f} |", flush=True)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--steps", type=int, default=2500, help="batches that the embedder is trained with")
    chosen = parser.parse_args()
    print("| left out | queries | sparse | dense | hybrid |\n|---|---|---|---|---|", flush=True)
    headlines(chosen.shared)
    with tempfile.TemporaryDirectory() as place:
        training.train(chosen.shared, LEXICON, Path(place), set(LEFT_OUT))
        embedder.train(chosen.shared, Path(place), held_out=frozenset(LEFT_OUT), steps=chosen.steps)
        across(chosen.shared, Bridge.open(Path(place)), StaticEmbedder.open(Path(place)))


if __name__ == "__main__":
    main()
