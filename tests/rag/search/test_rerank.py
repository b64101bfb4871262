from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from rag.errors import EmbedderError
from rag.index.embedders.static import StaticEmbedder
from rag.index.sparse import SparseIndex
from rag.language.analysis import terms
from rag.language.bridge import Bridge
from rag.search.rerank import Reranker
from rag.search.retrieve import Retriever
from tests.rag.search.shelf import Shelf

WORDS = ("truce", "storm", "bank", "airport", "match", "court", "when", "the", "began", "why")
TOPICS = WORDS[:6]


def save_cross_encoder(folder: Path, labels: int = 1) -> Path:
    """Save a BERT cross-encoder with a vocabulary of ten words, and random weights."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

    torch.manual_seed(7)
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *WORDS]
    folder.mkdir()
    (folder / "vocab.txt").write_text("\n".join(vocabulary), encoding="utf-8")
    tokenizer = BertTokenizerFast(vocab={word: place for place, word in enumerate(vocabulary)})
    config = BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=64,
        num_labels=labels,
        initializer_range=0.3,  # the usual 0.02 is for wide models: so narrow a one would hardly learn
    )
    BertForSequenceClassification(config).save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder


def teach_to_match_topics(folder: Path) -> None:
    """Train the saved model until a pair that shares its topic word scores above one that does not."""
    import torch
    from transformers import AutoTokenizer, BertForSequenceClassification

    torch.manual_seed(7)
    tokenizer = AutoTokenizer.from_pretrained(folder)
    model = BertForSequenceClassification.from_pretrained(folder).eval()  # without dropout
    pairs = [(f"when the {asked}", f"the {told} began") for asked in TOPICS for told in TOPICS]
    wanted = torch.tensor([[float(asked == told)] for asked in TOPICS for told in TOPICS])
    batch = tokenizer([a for a, _ in pairs], [b for _, b in pairs], return_tensors="pt", padding=True)
    optimiser = torch.optim.Adam(model.parameters(), lr=2e-3)
    loss = torch.nn.BCEWithLogitsLoss(pos_weight=torch.tensor(3.0))
    for _ in range(200):
        optimiser.zero_grad()
        loss(model(**batch).logits, wanted).backward()
        optimiser.step()
    model.save_pretrained(folder)


@pytest.fixture(scope="module")
def taught(tmp_path_factory: pytest.TempPathFactory) -> Reranker:
    folder = save_cross_encoder(tmp_path_factory.mktemp("models") / "cross-encoder")
    teach_to_match_topics(folder)
    return Reranker.open(str(folder), batch_size=4)


def test_the_passage_that_answers_scores_highest(taught: Reranker) -> None:
    """Scores order the passages as the cross-encoder was taught to, whatever their place in the list."""
    texts = [f"the {topic} began" for topic in TOPICS]
    for place, topic in enumerate(TOPICS):
        assert taught.scores(f"when the {topic}", texts).argmax() == place


def test_a_score_does_not_depend_on_its_company(taught: Reranker) -> None:
    """A passage scores the same alone and in several batches."""
    texts = [f"the {topic} began" for topic in TOPICS]
    together = taught.scores("why the storm", texts)
    alone = [taught.scores("why the storm", [text])[0] for text in texts]
    assert np.allclose(together, alone, atol=1e-5)


def test_no_passages_give_no_scores(taught: Reranker) -> None:
    """An empty list is an empty result, not a failure of the library."""
    assert taught.scores("when", []).shape == (0,)


def test_a_long_passage_is_cut_not_refused(taught: Reranker) -> None:
    """A passage beyond what the model reads still has a score."""
    assert taught.scores("when the truce", ["the truce began " * 500]).shape == (1,)


def test_a_missing_model_is_an_embedder_error() -> None:
    """A path that does not exist names the path and the setting."""
    with pytest.raises(EmbedderError) as caught:
        Reranker.open("./no/such/cross-encoder")
    assert "no/such/cross-encoder" in caught.value.where
    assert "ISNAD_RERANKER" in caught.value.hint


def test_a_classifier_of_several_labels_is_refused(tmp_path: Path) -> None:
    """A model that gives several numbers for a pair cannot rank and says so when opened."""
    folder = save_cross_encoder(tmp_path / "classifier", labels=3)
    with pytest.raises(EmbedderError, match="3 scores"):
        Reranker.open(str(folder))


def test_a_damaged_model_is_an_embedder_error(tmp_path: Path) -> None:
    """A folder whose weights do not load is refused in the project's words."""
    folder = save_cross_encoder(tmp_path / "damaged")
    (folder / "model.safetensors").write_bytes(json.dumps({}).encode())
    with pytest.raises(EmbedderError) as caught:
        Reranker.open(str(folder))
    assert caught.value.where == str(folder)


def shelf(passages: list[str]) -> Shelf:
    vectors = StaticEmbedder.open().encode_passages(passages)
    return Shelf(SparseIndex.build(map(terms, passages)), vectors, None, passages)


def test_a_search_is_ordered_by_the_reranker(taught: Reranker) -> None:
    """With a reranker, its order of the best passages is the order of the search, and no passage is lost."""
    passages = [f"the {topic} began" for topic in TOPICS]
    found = Retriever(shelf(passages), StaticEmbedder.open(), Bridge.build([], most=1), taught).retrieve(
        "why the storm began", limit=6
    )
    scores = taught.scores("why the storm began", passages)
    assert [hit.ordinal for hit in found] == np.argsort(-scores, kind="stable")[: len(found)].tolist()
    assert sorted(hit.ordinal for hit in found) == list(range(6))


def test_only_the_best_passages_are_reranked(taught: Reranker) -> None:
    """Passages beyond the number to rerank keep their place behind those that were."""
    passages = [f"the {topic} began" for topic in TOPICS]
    bridge = Bridge.build([], most=1)
    plain = Retriever(shelf(passages), StaticEmbedder.open(), bridge).retrieve("the storm or the bank", limit=6)
    reread = Retriever(shelf(passages), StaticEmbedder.open(), bridge, taught, 2).retrieve(
        "the storm or the bank", limit=6
    )
    assert {hit.ordinal for hit in reread[:2]} == {hit.ordinal for hit in plain[:2]}
    assert [hit.ordinal for hit in reread[2:]] == [hit.ordinal for hit in plain[2:]]
