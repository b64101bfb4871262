from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from rag.errors import EmbedderError, SettingsError
from rag.index.embedder import open_embedder
from rag.index.embedders.static import SHIPPED_FOLDER, StaticEmbedder
from rag.settings import ChatSettings, IndexSettings

TEXTS = (
    "متى بدأت الهدنة في حلب؟",
    "When did the ceasefire begin?",
    "وصلت قافلة مساعدات إنسانية إلى البلدة المحاصرة صباح الثلاثاء، وأفاد شهود بأن التوزيع تأخّر ٣ ساعات.",
    "The minister said 1,250 families would return by 4 May 2017; the UN has not confirmed it.",
    "Zażółć gęślą jaźń — Łódź",
    "كلمةطويلةجدابلافواصل" * 3,
    "the same words over and over " * 200,
)


@pytest.fixture(scope="module")
def shipped() -> StaticEmbedder:
    return StaticEmbedder.open()


def cosines(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    first, second = first.astype(np.float64), second.astype(np.float64)
    lengths = np.linalg.norm(first, axis=1) * np.linalg.norm(second, axis=1)
    cosine: np.ndarray = (first * second).sum(axis=1) / lengths
    return cosine


def test_rows_are_float32_of_length_one(shipped: StaticEmbedder) -> None:
    """A row has length 1 and the announced dimensions, for queries and passages."""
    for vectors in (shipped.encode_queries(TEXTS), shipped.encode_passages(TEXTS)):
        assert vectors.dtype == np.float32
        assert vectors.shape == (len(TEXTS), shipped.dimensions)
        assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_a_text_without_words_is_a_row_of_zeros(shipped: StaticEmbedder) -> None:
    """Nothing is like an empty text, or a run of letters without end: its row is zeros, not a division by zero."""
    assert not shipped.encode_queries(["", "   ", "x" * 100_000]).any()


def test_tokens_have_the_same_row_whenever_they_are_read(shipped: StaticEmbedder) -> None:
    """A row that is remembered is the one that was read, beside new ones too, and changing what was returned changes nothing."""
    fresh = StaticEmbedder.open()
    (first, second) = shipped.tokens([TEXTS[2], TEXTS[0]])
    both = np.union1d(first, second)
    taken = fresh.token_rows(first)
    taken[:] = 0
    fresh.token_rows(second)
    expected = np.vstack([StaticEmbedder.open().token_rows(both[[place]]) for place in range(len(both))])
    assert np.array_equal(fresh.token_rows(both), expected)
    assert np.allclose(np.linalg.norm(expected, axis=1), 1, atol=1e-5)


def test_no_texts_give_no_rows(shipped: StaticEmbedder) -> None:
    """An empty list keeps the second axis."""
    assert shipped.encode_passages([]).shape == (0, shipped.dimensions)


def test_rows_do_not_depend_on_their_company(shipped: StaticEmbedder) -> None:
    """A text has the same vector alone and in a batch that is larger than one pass."""
    many = [f"{text} {number}" for number in range(400) for text in TEXTS[:4]]
    together = shipped.encode_passages(many)
    assert np.array_equal(together[1234], shipped.encode_passages([many[1234]])[0])


def test_progress_counts_to_the_end(shipped: StaticEmbedder) -> None:
    """Progress rises and ends at the number of texts."""
    seen: list[tuple[int, int]] = []
    shipped.encode_passages(["نص"] * 2500, progress=lambda done, total: seen.append((done, total)))
    assert [total for _, total in seen] == [2500] * len(seen)
    assert [done for done, _ in seen] == sorted({done for done, _ in seen})
    assert seen[-1][0] == 2500


def test_the_two_languages_meet(shipped: StaticEmbedder) -> None:
    """A sentence is closer to its translation than to those of the other sentences."""
    english = (
        "The president met the foreign minister.",
        "Doctors treat the sick in the hospital.",
        "Rain is expected.",
    )
    arabic = ("التقى الرئيس وزير الخارجية.", "يعالج الأطباء المرضى في المستشفى.", "من المتوقع هطول المطر.")
    likeness = shipped.encode_queries(english) @ shipped.encode_passages(arabic).T
    assert likeness.argmax(axis=1).tolist() == [0, 1, 2]
    assert likeness.argmax(axis=0).tolist() == [0, 1, 2]


def test_a_word_is_near_its_translation_among_tokens(shipped: StaticEmbedder) -> None:
    """Of the tokens of two texts, the one nearest to a word stands in the text that holds its translation."""
    school, hospital = shipped.tokens(["المدرسة والطلاب والمعلمون", "المستشفى والأطباء والمرضى"])
    word = shipped.encode_queries(["hospital"])[0]
    assert (shipped.token_rows(hospital) @ word).max() > (shipped.token_rows(school) @ word).max()


def test_tokens_are_distinct_and_ascending_for_any_text(shipped: StaticEmbedder) -> None:
    """Each text gives its distinct tokens in order, an empty one none, alone as among others."""
    texts = ["truce and truce", "", *TEXTS]
    together = shipped.tokens(texts)
    assert not len(together[1])
    for text, tokens in zip(texts, together, strict=True):
        assert np.array_equal(tokens, np.unique(tokens))
        assert np.array_equal(tokens, shipped.tokens([text])[0])


def test_model2vec_opens_it_with_the_same_vectors(shipped: StaticEmbedder) -> None:
    """model2vec reads the shipped folder and gives the same directions, up to 16-bit rounding."""
    from model2vec import StaticModel

    theirs = StaticModel.from_pretrained(SHIPPED_FOLDER).encode(list(TEXTS), max_length=None)
    assert cosines(shipped.encode_passages(TEXTS), theirs).min() > 0.99999


def test_sentence_transformers_opens_it_with_the_same_vectors(shipped: StaticEmbedder) -> None:
    """sentence-transformers reads the shipped folder and gives the same directions, up to 16-bit rounding."""
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(SHIPPED_FOLDER), device="cpu", local_files_only=True)
    assert cosines(shipped.encode_passages(TEXTS), model.encode(list(TEXTS))).min() > 0.99999


def test_opening_and_asking_imports_neither_torch_nor_model2vec() -> None:
    """The offline path stays light: no heavy library is loaded by opening the model and embedding a question."""
    program = (
        "import sys; from rag.settings import *; from rag.index.embedder import open_embedder;"
        "e = open_embedder(IndexSettings(), ChatSettings()); e.encode_queries(['سؤال']); e.fingerprint;"
        "print([n for n in ('torch', 'transformers', 'model2vec', 'sentence_transformers', 'openai') if n in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


def copy_of_shipped(folder: Path) -> Path:
    target = folder / "model"
    shutil.copytree(SHIPPED_FOLDER, target)
    return target


def test_the_fingerprint_follows_the_content_not_the_place(shipped: StaticEmbedder, tmp_path: Path) -> None:
    """A copy of the model has the same fingerprint; one changed weight gives another."""
    copy = copy_of_shipped(tmp_path)
    assert StaticEmbedder.open(copy).fingerprint == shipped.fingerprint
    weights = bytearray((copy / "model.safetensors").read_bytes())
    weights[-1] ^= 1
    (copy / "model.safetensors").write_bytes(weights)
    assert StaticEmbedder.open(copy).fingerprint != shipped.fingerprint


@pytest.mark.parametrize("name", ["tokenizer.json", "model.safetensors"])
def test_a_missing_file_is_named(name: str, tmp_path: Path) -> None:
    """A model without one of its files is an EmbedderError that names the file and what to do."""
    copy = copy_of_shipped(tmp_path)
    (copy / name).unlink()
    with pytest.raises(EmbedderError) as caught:
        StaticEmbedder.open(copy)
    assert caught.value.where.endswith(name)
    assert "make train" in caught.value.hint


@pytest.mark.parametrize("content", [b"", b"\xff" * 64, b"\x02\0\0\0\0\0\0\0{}", b"\x10\0\0\0\0\0\0\0[1, 2, 3, 4, 5, "])
def test_damaged_weights_are_an_embedder_error(content: bytes, tmp_path: Path) -> None:
    """Weights that are no safetensors file are refused, never read as numbers."""
    copy = copy_of_shipped(tmp_path)
    (copy / "model.safetensors").write_bytes(content)
    with pytest.raises(EmbedderError, match="damaged"):
        StaticEmbedder.open(copy)


def test_truncated_weights_are_an_embedder_error(tmp_path: Path) -> None:
    """Weights cut short, as by a broken download, are refused when opened."""
    copy = copy_of_shipped(tmp_path)
    weights = (copy / "model.safetensors").read_bytes()
    (copy / "model.safetensors").write_bytes(weights[: len(weights) // 2])
    with pytest.raises(EmbedderError, match="damaged"):
        StaticEmbedder.open(copy)


def test_a_tokenizer_of_another_model_is_refused(tmp_path: Path) -> None:
    """A tokenizer whose ids do not fit the weights is refused when opened, not when a question comes."""
    copy = copy_of_shipped(tmp_path)
    tokenizer = json.loads((copy / "tokenizer.json").read_text(encoding="utf-8"))
    tokenizer["model"]["vocab"]["onemoretoken"] = len(tokenizer["model"]["vocab"])
    (copy / "tokenizer.json").write_text(json.dumps(tokenizer), encoding="utf-8")
    with pytest.raises(EmbedderError, match="tokens"):
        StaticEmbedder.open(copy)


@pytest.mark.parametrize("name", ["", "isnad:x", "sentence-transformers:", "openai", "word2vec:x"])
def test_an_unknown_kind_of_embedder_is_a_settings_error(name: str) -> None:
    """A setting that names no embedder lists those that exist."""
    with pytest.raises(SettingsError) as caught:
        open_embedder(IndexSettings(embedder=name), ChatSettings())
    assert "sentence-transformers:NAME-OR-PATH" in caught.value.hint
