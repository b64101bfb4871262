"""Transliteration: guesses both ways, likelihoods that tell a name from a stranger, the same after saving."""

from __future__ import annotations

from pathlib import Path

import pytest

from rag.errors import IndexUnusable
from rag.language.bridge import Bridge
from rag.language.transliteration import FILE_NAME, Transliterator
from rag.training.names import learn_chunks

PAIRS = [
    ("kari", "كاري"),
    ("mira", "ميرا"),
    ("rami", "رامي"),
    ("karim", "كريم"),
    ("amir", "امير"),
    ("mika", "ميكا"),
    ("arik", "اريك"),
]


def test_chunks_are_learned_from_pairs_of_names_and_the_same_every_time() -> None:
    chunks = learn_chunks(PAIRS)
    assert chunks == learn_chunks(PAIRS)
    assert max((a for e, a in chunks if e == "k"), key=lambda arabic: chunks["k", arabic]) == "ك"
    names = Transliterator(chunks)
    assert names.likelihood("marik", "ماريك") > names.likelihood("marik", "كاري")


def test_a_table_reads_the_same_after_saving(tmp_path: Path) -> None:
    names = Transliterator(learn_chunks(PAIRS))
    names.save(tmp_path)
    assert Transliterator.open(tmp_path).spellings("kira") == names.spellings("kira")


def test_an_empty_table_knows_no_spelling() -> None:
    assert Transliterator({}).spellings("kerri") == []
    assert Transliterator({}).likelihood("kerri", "كير") < 0


def test_a_damaged_table_is_named(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text("no table\n", encoding="utf-8")
    with pytest.raises(IndexUnusable, match=FILE_NAME):
        Transliterator.open(tmp_path)


@pytest.mark.parametrize(
    ("english", "arabic", "other"),
    [("lavrov", "لافروف", "لاجئ"), ("borrel", "بوريل", "برلم"), ("guterr", "غوتيريس", "قطار")],
)
def test_the_shipped_table_tells_a_name_from_another_word_both_ways(english: str, arabic: str, other: str) -> None:
    names = Bridge.open().names
    for term, same, stranger in ((english, arabic, other), (arabic, english, "convoy")):
        assert names.likelihood(term, same) > names.likelihood(term, stranger) + 3
