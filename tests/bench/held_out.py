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
from pathlib import Path
from typing import Final

from rag.evaluate.metrics import mean, ndcg
from rag.index.embedders.static import StaticEmbedder
from rag.language.analysis import terms, tokens
from rag.language.bridge import Bridge
from rag.search.retrieve import Leg, Retriever
from rag.training import bridge as training
from rag.training import embedder
from tests.rag.search.shelf import Shelf

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


def ndcg_at_10(retriever: Retriever, queries: Sequence[tuple[str, int]], leg: Leg) -> float:
    """Return the mean nDCG@10 of queries that each have one right text."""
    gains = []
    for text, right in queries:
        found = [str(hit.ordinal) for hit in retriever.retrieve(text, limit=10, leg=leg)]
        gains.append(ndcg(found, {str(right): 1}, 10))
    return mean(gains) or 0.0


def across(shared: Path, bridge: Bridge, model: StaticEmbedder) -> None:
    """Print a line for each source left out and each direction."""
    pairs = [p for p in training.parallel_pairs(shared / "parallel" / "sentences.tsv.gz") if p[2] in LEFT_OUT]
    for asked, searched, direction in ((0, 1, "English to Arabic"), (1, 0, "Arabic to English")):
        retriever = Retriever(Shelf.of([pair[searched] for pair in pairs], model), model, bridge)
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
    retriever = Retriever(Shelf.of(list(bodies), model), model, Bridge.open())
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
