"""Make the static embedder that ships: token vectors learned from translations and from the make-up of articles.

    python -m rag.training embedder

Three kinds of pairs teach it, one batch at a time: an English text and its Arabic translation; a few words of a sentence and the
sentences around it; an article's title and one of its paragraphs. In more than half of the batches of the latter two, one side has its words
replaced by their translations from the bridge, so that the Arabic articles teach English words too. The bridge must be made before.

Reads `parallel/` and `corpora/arwiki.articles.jsonl.gz` of the shared data folder and `rag/language/lexicon/`; writes a folder in the
sentence-transformers format. The same input gives the same files on one machine. Vectors are opened and used elsewhere.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

import rag.language
from rag.language.bridge import Bridge
from rag.training.bridge import Pair, lexicon_pairs, parallel_pairs
from rag.training.codeswitch import Translator
from rag.training.contrastive import Bags, TokenVectors, join, some, span, take
from rag.training.tokenizer import SIZES, Ragged, make_tokenizer, tokenise, word_counts

__all__ = ["train"]

DIMENSIONS: Final = 256  # with 32,000 tokens in 16 bits: 16 MB
STEPS: Final = 10_000  # 16,000 bring nothing more
BATCH: Final = 1024
RATE: Final = 0.06  # falls to nothing along a straight line
_WARM_UP: Final = 50  # steps
SPREAD: Final = 0.1  # of the first, random vectors
RARITY: Final = 1e-3  # a / (a + p): the smooth inverse frequency weights of Arora, Liang and Ma 2017
PARALLEL_WORTH: Final = (
    3  # an Arabic word of the pairs counts so often in the choice of the vocabulary: few, but translated
)

# How often each kind of batch is drawn; held-out translations and titles gain from this mix.
SENTENCES: Final = 1.0
WORDS: Final = 0.3
NEIGHBOURS: Final = 1.0
TITLES: Final = 0.25
SWITCHED: Final = 0.7  # of the batches of articles: one side in English words
OVERLAP: Final = 0.75  # of the pairs: the sentence that gave the words stays among its neighbours, as an answer would

_LEAST_WORDS, _MOST_WORDS = 4, 16  # of a sentence, as a question has
_WINDOW: Final = 3  # sentences on either side
_HALF_WINDOW: Final = 32  # tokens of each side: more costs time and teaches little
_PARAGRAPH: Final = 64  # tokens
_LEAST_PARAGRAPH, _LEAST_SENTENCE = 150, 25  # characters
_SENTENCE_END: Final = re.compile(r"(?<=[.؟!?؛])\s+")

Places: TypeAlias = NDArray[np.int64]
Draw: TypeAlias = Callable[[], tuple[Bags, Bags, "Places | None"]]


@dataclass(frozen=True, slots=True)
class Articles:
    """Articles as token ids: paragraph p is the sentences `first[p]` to `last[p]` (exclusive) and belongs to `article[p]`."""

    titles: Ragged
    sentences: Ragged
    first: Places
    last: Places
    article: Places


def train(shared: Path, folder: Path, *, held_out: AbstractSet[str] = frozenset(), steps: int = STEPS) -> None:
    """Write the model made of the data under `shared` into `folder`.

    Args:
        shared: the shared data folder.
        folder: where the model's files go.
        held_out: sources of sentence pairs to leave out, for a measurement on them.
        steps: batches; fewer for a trial.
    """
    pairs = [pair for pair in parallel_pairs(shared / "parallel" / "sentences.tsv.gz") if pair[2] not in held_out]
    lexicon = [
        *parallel_pairs(shared / "parallel" / "lexicon.tsv.gz"),
        *lexicon_pairs(Path(rag.language.__file__).parent / "lexicon"),
    ]
    wiki = list(_paragraphs(shared / "corpora" / "arwiki.articles.jsonl.gz"))
    print(f"embedder: {len(pairs):,} sentence pairs, {len(lexicon):,} entries, {len(wiki):,} articles")
    tokenizer = make_tokenizer(_vocabulary_counts([*pairs, *lexicon], wiki), SIZES)
    chance = np.random.default_rng(0)
    draws = _draws(tokenizer, pairs, lexicon, wiki, chance)
    vectors = TokenVectors(_first_table(tokenizer, [*pairs, *lexicon], wiki, chance))
    _run(vectors, draws, steps, chance)
    vectors.table[0] = 0  # the unknown token says nothing
    _save(folder, tokenizer, vectors.table)
    print(f"embedder: {len(vectors.table):,} tokens of {DIMENSIONS} dimensions in {folder}")


def _run(vectors: TokenVectors, draws: Sequence[tuple[float, Draw]], steps: int, chance: np.random.Generator) -> None:
    weights = np.array([weight for weight, _ in draws])
    kinds = chance.choice(len(draws), size=steps, p=weights / weights.sum())
    losses = np.zeros(len(draws))
    for step, kind in enumerate(kinds.tolist()):
        rate = RATE * min(1.0, (step + 1) / _WARM_UP) * (1 - step / steps)
        one, two, apart = draws[kind][1]()
        losses[kind] = vectors.step(one, two, rate, apart)
        if (step + 1) % 500 == 0 or step + 1 == steps:
            print(f"embedder: step {step + 1} of {steps}, loss {losses @ weights / weights.sum():.3f}", flush=True)


def _draws(
    tokenizer: Any, pairs: list[Pair], lexicon: list[Pair], wiki: list[Any], chance: np.random.Generator
) -> list[tuple[float, Draw]]:
    """Return how often to draw each kind of batch, and how."""
    articles = _articles(tokenizer, wiki)
    translator = Translator.make(tokenizer, Bridge.open(), (english for english, _, _ in pairs), chance)

    def from_pairs(texts: list[Pair]) -> Draw:
        left, right = tokenise(tokenizer, [p[0] for p in texts]), tokenise(tokenizer, [p[1] for p in texts])
        turn = _turns(len(texts), chance)

        def draw() -> tuple[Bags, Bags, Places | None]:
            places = next(turn)
            return take(left, places), take(right, places), None

        return draw

    def switched(one: Bags, two: Bags, places: Places) -> tuple[Bags, Bags, Places | None]:
        sides = [one, two]
        if chance.random() < SWITCHED:
            side = int(chance.integers(2))
            sides[side] = translator.translate(sides[side])
        return sides[0], sides[1], articles.article[places]

    for_neighbours, for_titles = (_turns(len(articles.first), chance) for _ in range(2))

    def neighbours() -> tuple[Bags, Bags, Places | None]:
        places = next(for_neighbours)
        return switched(*_words_and_context(articles, places, chance), places)

    def titles() -> tuple[Bags, Bags, Places | None]:
        places = next(for_titles)
        return switched(*_title_and_paragraph(articles, places, chance), places)

    return [(SENTENCES, from_pairs(pairs)), (WORDS, from_pairs(lexicon)), (NEIGHBOURS, neighbours), (TITLES, titles)]


def _turns(size: int, chance: np.random.Generator) -> Iterator[Places]:
    """Yield batches of places below `size`, each place once before any comes again."""
    while True:
        order = chance.permutation(size)
        yield from (order[start : start + BATCH] for start in range(0, max(1, size - BATCH + 1), BATCH))


def _words_and_context(articles: Articles, places: Places, chance: np.random.Generator) -> tuple[Bags, Bags]:
    """Return a few words of one sentence of each paragraph, and what stands around it; sometimes with the sentence itself."""
    first, last = articles.first[places], articles.last[places]
    chosen = chance.integers(first, last)
    sentences = take(articles.sentences, chosen)
    before = span(articles.sentences, np.maximum(first, chosen - _WINDOW), chosen, _HALF_WINDOW)
    after = span(articles.sentences, chosen + 1, np.minimum(last, chosen + 1 + _WINDOW), _HALF_WINDOW)
    stays = chance.random(len(places)) < OVERLAP
    kept = Bags(sentences.ids[np.repeat(stays, sentences.sizes)], np.where(stays, sentences.sizes, 0))
    return some(sentences, _LEAST_WORDS, _MOST_WORDS, chance), join(join(before, after), kept)


def _title_and_paragraph(articles: Articles, places: Places, chance: np.random.Generator) -> tuple[Bags, Bags]:
    """Return the title with up to four words of the paragraph, as one asks about a thing, and the paragraph."""
    first, last = articles.first[places], articles.last[places]
    hint = some(take(articles.sentences, chance.integers(first, last)), 0, _LEAST_WORDS, chance)
    return join(take(articles.titles, articles.article[places]), hint), span(
        articles.sentences, first, last, _PARAGRAPH
    )


def _paragraphs(file: Path) -> Iterator[tuple[str, list[list[str]]]]:
    """Yield each article's title, and the sentences of each of its longer paragraphs."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            long = [text.strip() for text in article["text"].split("\n") if len(text) >= _LEAST_PARAGRAPH]
            split = ([s for s in _SENTENCE_END.split(text) if len(s) >= _LEAST_SENTENCE] for text in long)
            yield article["title"], [sentences for sentences in split if len(sentences) >= 2]


def _articles(tokenizer: Any, wiki: list[tuple[str, list[list[str]]]]) -> Articles:
    paragraphs = [(number, sentences) for number, (_, found) in enumerate(wiki) for sentences in found]
    ends = np.cumsum([len(sentences) for _, sentences in paragraphs])
    return Articles(
        titles=tokenise(tokenizer, [title for title, _ in wiki]),
        sentences=tokenise(tokenizer, [sentence for _, sentences in paragraphs for sentence in sentences]),
        first=np.concatenate([[0], ends[:-1]]).astype(np.int64),
        last=ends.astype(np.int64),
        article=np.array([number for number, _ in paragraphs], np.int64),
    )


def _vocabulary_counts(pairs: list[Pair], wiki: list[tuple[str, list[list[str]]]]) -> dict[str, float]:
    counts: dict[str, float] = dict(word_counts(english for english, _, _ in pairs))
    for word, count in word_counts(arabic for _, arabic, _ in pairs).items():
        counts[word] = counts.get(word, 0) + PARALLEL_WORTH * count
    for word, count in word_counts(_texts(wiki)).items():
        counts[word] = counts.get(word, 0) + count
    return counts


def _texts(wiki: list[tuple[str, list[list[str]]]]) -> Iterator[str]:
    return (sentence for _, paragraphs in wiki for sentences in paragraphs for sentence in sentences)


def _first_table(
    tokenizer: Any, pairs: list[Pair], wiki: list[tuple[str, list[list[str]]]], chance: np.random.Generator
) -> NDArray[np.float32]:
    """Return random vectors, the shorter the more frequent their token: a text's vector is made by its rare words."""
    texts = [*(text for english, arabic, _ in pairs for text in (english, arabic)), *_texts(wiki)]
    size = tokenizer.get_vocab_size()
    counts = np.bincount(tokenise(tokenizer, texts).ids, minlength=size) + 1
    table = chance.normal(size=(size, DIMENSIONS)) * SPREAD
    return np.asarray(table * (RARITY / (RARITY + counts / counts.sum()))[:, None], np.float32)


def _save(folder: Path, tokenizer: Any, table: NDArray[np.float32]) -> None:
    """Write the sentence-transformers folder: modules, tokenizer, weights in 16 bits."""
    from safetensors.numpy import save

    folder.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    (folder / "model.safetensors").write_bytes(save({"embedding.weight": table.astype(np.float16)}))
    module = {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.StaticEmbedding"}
    # model2vec reads the same file, and would cut texts at 512 tokens.
    config: dict[str, Any] = {
        "__version__": {},
        "prompts": {},
        "default_prompt_name": None,
        "similarity_fn_name": "cosine",
        "max_length": None,
    }
    for name, content in (("modules.json", [module]), ("config_sentence_transformers.json", config)):
        (folder / name).write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
