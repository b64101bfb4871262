"""Training pieces: what is read from the lexicon, which pairs teach names, how a term is written in full."""

from __future__ import annotations

from pathlib import Path

from rag.training.bridge import lexicon_pairs, name_pairs, written_forms


def test_every_variant_of_an_entry_is_paired_with_every_other(tmp_path: Path) -> None:
    (tmp_path / "war.tsv").write_text("# field: war\ntruce|armistice\tهدنة|مهادنة\tterm\n", encoding="utf-8")
    pairs = list(lexicon_pairs(tmp_path))
    assert {(english, arabic) for english, arabic, _ in pairs} == {
        ("truce", "هدنة"), ("truce", "مهادنة"), ("armistice", "هدنة"), ("armistice", "مهادنة"),
    }  # fmt: skip
    assert {kind for _, _, kind in pairs} == {"term"}


def test_names_are_learned_from_one_word_names_alone() -> None:
    pairs = [
        ("Kerry", "كيري", "person"),
        ("John Kerry", "جون كيري", "person"),
        ("truce", "هدنة", "term"),
        ("Kerry", "كيري", "place"),
    ]
    assert name_pairs(pairs) == [("kerri", "كير")]


def test_a_term_is_written_as_it_mostly_stands() -> None:
    assert written_forms(["Kerry met Kerry", "kerry"])["kerri"] == "Kerry"
