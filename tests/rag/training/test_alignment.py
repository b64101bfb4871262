"""Alignment: words that keep company across the two languages find each other."""

from __future__ import annotations

from rag.training.alignment import TermPair, align
from rag.training.bridge import links

PAIRS = [
    TermPair(["the", "truce", "began"], ["بدا", "هدن"]), TermPair(["the", "truce"], ["هدن"]), TermPair(["the", "raid"], ["غار"]),
    TermPair(["raid", "began"], ["غار", "بدا"]), TermPair([], ["فارغ"]),
]  # fmt: skip


def test_each_word_is_linked_to_its_translation() -> None:
    found = {(english, arabic): strength for english, arabic, strength in links(align(PAIRS), 0.3)}
    assert {("truce", "هدن"), ("raid", "غار"), ("began", "بدا")} <= set(found)
    assert ("the", "هدن") not in found


def test_a_weight_counts_like_as_many_pairs() -> None:
    doubled = align([*PAIRS, PAIRS[0]])
    weighted = align([TermPair(PAIRS[0].english, PAIRS[0].arabic, 2.0), *PAIRS[1:]])
    assert abs(float(doubled.counts.sum()) - float(weighted.counts.sum())) < 1e-3
