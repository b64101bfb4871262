from __future__ import annotations

import gzip
import json
from pathlib import Path

import numpy as np
import pytest

from rag.index.embedders.static import StaticEmbedder
from rag.language.bridge import Bridge
from rag.training.codeswitch import Translator
from rag.training.contrastive import Bags
from rag.training.embedder import train
from rag.training.tokenizer import VocabularySizes, make_tokenizer, word_counts

PAIRS = (
    ("The farmer planted olive trees.", "زرع الفلاح أشجار الزيتون."),
    ("The teacher opened the window.", "فتح المعلم النافذة."),
    ("A ship reached the harbour at night.", "وصلت سفينة إلى الميناء ليلا."),
    ("The baker sells warm bread.", "يبيع الخباز خبزا ساخنا."),
)


def write(file: Path, lines: list[str]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(file, "wt", encoding="utf-8") as out:
        out.writelines(f"{line}\n" for line in lines)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return a data folder of four pairs, each many times, and of small articles."""
    pairs = [f"{english}\t{arabic}\ttoy" for english, arabic in PAIRS]
    write(tmp_path / "parallel" / "sentences.tsv.gz", pairs * 5)
    write(tmp_path / "parallel" / "lexicon.tsv.gz", ["olive\tزيتون\ttoy", "bread\tخبز\ttoy"])
    texts = [" ".join(f"{arabic[:-1]} في يوم من أيام الربيع الجميلة." for _, arabic in PAIRS) for _ in range(5)]
    articles = [{"id": str(n), "title": f"مقال {n}", "text": f"{text}\n{text}"} for n, text in enumerate(texts)]
    write(tmp_path / "corpora" / "arwiki.articles.jsonl.gz", [json.dumps(article) for article in articles])
    return tmp_path


def test_training_makes_a_model_that_knows_its_pairs(data: Path, tmp_path: Path) -> None:
    """A trained folder opens as an embedder, and each sentence it was taught is nearest to its translation."""
    train(data, tmp_path / "model", steps=60)
    model = StaticEmbedder.open(tmp_path / "model")
    likeness = model.encode_queries([e for e, _ in PAIRS]) @ model.encode_passages([a for _, a in PAIRS]).T
    assert likeness.argmax(axis=1).tolist() == [0, 1, 2, 3]


def test_training_twice_gives_the_same_files(data: Path, tmp_path: Path) -> None:
    """The same data gives the same tokenizer and weights, to the byte."""
    for name in ("one", "two"):
        train(data, tmp_path / name, steps=5)
    for file in ("tokenizer.json", "model.safetensors", "modules.json", "config_sentence_transformers.json"):
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()


def test_held_out_sources_are_not_learned_from(data: Path, tmp_path: Path) -> None:
    """Leaving a source of pairs out changes what is learned."""
    extra = [f"{english}\t{arabic}\tother" for english, arabic in PAIRS[:2]] * 3
    write(data / "parallel" / "sentences.tsv.gz", [f"{e}\t{a}\ttoy" for e, a in PAIRS[2:]] * 3 + extra)
    train(data, tmp_path / "all", steps=1)
    train(data, tmp_path / "held", steps=1, held_out=frozenset({"other"}))
    weights = [StaticEmbedder.open(tmp_path / name).fingerprint for name in ("all", "held")]
    assert weights[0] != weights[1]


def test_known_words_are_replaced_and_others_stay() -> None:
    """A word that the bridge translates becomes an English token; what it does not know is kept, and no size changes."""
    texts = ["bread bread door ship", "خبز باب مجهول"]
    tokenizer = make_tokenizer(word_counts(texts), VocabularySizes(english=10, arabic=10, pieces=0))
    bridge = Bridge.build([("bread", "خبز", 0.9), ("door", "باب", 0.8)], most=3)
    translator = Translator.make(tokenizer, bridge, texts[:1], np.random.default_rng(0))
    ids = np.array(tokenizer.encode(texts[1], add_special_tokens=False).ids, np.int32)
    switched = translator.translate(Bags(ids, np.array([2, 1])))
    unknown = tokenizer.encode("مجهول", add_special_tokens=False).tokens
    assert [tokenizer.id_to_token(int(number)) for number in switched.ids] == ["bread", "door", *unknown]
    assert switched.sizes.tolist() == [2, 1]
