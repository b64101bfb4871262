"""The news lexicon: its form, its size, its fields, and that no meaning stands in it twice."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from rag.errors import IsnadError
from rag.language.lexicon import KINDS, fields, load_lexicon, parse

SPELT = re.compile(r"[A-Za-z0-9]")
LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
ARABIC = re.compile(r"[\u0621-\u064a\u0671-\u06d3]")
#: What a news archive is asked about; each has a file of its own.
REQUIRED_FIELDS = {
    *("war", "diplomacy", "aid", "parties", "institutions", "titles", "places-syria", "places-arab", "places-world"),
    *("people-arab", "people-world", "economy", "disasters", "health", "elections", "courts", "sports", "society"),
    *("verbs", "time", "questions"),
}


def arabic_of(english: str) -> set[str]:
    """Return the Arabic variants of the entry that has this English variant."""
    return {arabic for entry in load_lexicon() if english in entry.english for arabic in entry.arabic}


def test_the_lexicon_has_at_least_three_thousand_entries() -> None:
    """Size is part of the contract: the training data has too few news words."""
    assert len(load_lexicon()) >= 3000


def test_every_field_has_a_file() -> None:
    """No field of the news is left out."""
    assert set(fields()) >= REQUIRED_FIELDS


def test_every_kind_is_used() -> None:
    """A kind that no entry has would be a promise that nothing keeps."""
    assert {entry.kind for entry in load_lexicon()} == KINDS


def test_no_english_variant_stands_in_two_entries() -> None:
    """One English wording has one entry, whatever its letter case, so that its translations are in one place."""
    counts = Counter(variant.casefold() for entry in load_lexicon() for variant in entry.english)
    assert [variant for variant, count in counts.items() if count > 1] == []


def test_no_entry_repeats_a_variant() -> None:
    """A variant listed twice on one side is a slip of the pen."""
    assert [entry for entry in load_lexicon() if len(set(entry.arabic)) < len(entry.arabic)] == []


def test_each_side_is_written_in_its_own_script() -> None:
    """English holds no Arabic letter and Arabic no Latin one, and each has letters (or digits: 9/11)."""
    wrong = [
        entry
        for entry in load_lexicon()
        if any(ARABIC.search(variant) or not SPELT.search(variant) for variant in entry.english)
        or any(LATIN.search(variant) or not ARABIC.search(variant) for variant in entry.arabic)
    ]
    assert wrong == []


def test_variants_carry_no_stray_space_or_stretching() -> None:
    """A variant is stripped, has single spaces and no tatweel: what is typed is what is matched."""
    variants = [variant for entry in load_lexicon() for variant in entry.english + entry.arabic]
    assert [v for v in variants if v != " ".join(v.split()) or "ـ" in v] == []


def test_current_wordings_of_a_truce_are_all_there() -> None:
    """A reader who types any current wording finds the archive's own."""
    assert "هدنة" in arabic_of("truce")
    assert "وقف إطلاق النار" in arabic_of("ceasefire")
    assert {"وقف الأعمال القتالية", "وقف الأعمال العدائية", "وقف العمليات القتالية"} <= arabic_of(
        "cessation of hostilities"
    )
    assert "خفض التصعيد" in arabic_of("de-escalation")


@pytest.mark.parametrize("english", ["ISIS", "Daesh", "ISIL", "Islamic State"])
def test_current_spellings_of_a_group_share_an_entry(english: str) -> None:
    """Every current name of one group leads to the same Arabic names."""
    assert "داعش" in arabic_of(english)


def test_regional_variants_of_an_office_stand_together() -> None:
    """What Tunis calls first minister, Cairo calls head of the ministers."""
    assert {"رئيس الوزراء", "وزير أول", "رئيس الحكومة"} <= arabic_of("prime minister")


def test_broken_plurals_stand_beside_their_singulars() -> None:
    """A light stemmer does not see that two such words are one."""
    assert {"أسير", "أسرى"} <= arabic_of("captive")
    assert {"قتيل", "قتلى"} <= arabic_of("dead")


@pytest.mark.parametrize(
    "line", ["truce\tهدنة", "truce\tهدنة\tnoun", "truce|\tهدنة\tterm", "truce\t\tterm", "truce هدنة term"]
)
def test_a_line_of_the_wrong_form_is_refused_with_its_number(line: str) -> None:
    """A slip in a data file is named by file and line, not skipped."""
    with pytest.raises(IsnadError, match=r"war\.tsv:2"):
        parse(f"# field: war\n{line}\n", where="war.tsv")


def test_comments_and_empty_lines_are_not_entries() -> None:
    """Only lines with three columns count."""
    (entry,) = parse("# field: war\n\ntruce|lull\tهدنة|تهدئة\tterm\n", where="war.tsv")
    assert (entry.english, entry.arabic, entry.kind) == (("truce", "lull"), ("هدنة", "تهدئة"), "term")
