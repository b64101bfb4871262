"""The bridge: translations both ways, the same after saving, clear when damaged; the one that ships knows the news."""

from __future__ import annotations

from pathlib import Path

import pytest

from rag.errors import IndexUnusable
from rag.language.analysis import stem
from rag.language.bridge import FILE_NAME, Bridge

LINKS = [("truce", "هدن", 0.8), ("truce", "وقف", 0.2), ("ceas", "وقف", 0.6), ("ceas fire", "وقف اطلاق", 0.9)]


def test_translations_are_found_both_ways_best_first() -> None:
    bridge = Bridge.build(LINKS, most=5)
    assert list(bridge.translations("truce")) == ["هدن", "وقف"]
    assert list(bridge.translations("وقف")) == ["ceas", "truce"]
    assert bridge.translations("ceas fire") == {"وقف اطلاق": pytest.approx(0.9, abs=0.01)}
    assert bridge.translations("unheard") == {}


def test_only_the_strongest_are_kept() -> None:
    assert list(Bridge.build(LINKS, most=1).translations("وقف")) == ["ceas"]


def test_a_bridge_is_the_same_after_saving(tmp_path: Path) -> None:
    bridge = Bridge.build(LINKS, most=5)
    bridge.save(tmp_path)
    opened = Bridge.open(tmp_path)
    for term in ("truce", "ceas", "وقف", "هدن", "ceas fire"):
        assert opened.translations(term) == bridge.translations(term)


def test_the_same_links_make_the_same_file(tmp_path: Path) -> None:
    for number, links in enumerate((LINKS, LINKS[::-1])):
        Bridge.build(links, most=5).save(tmp_path / str(number))
    assert (tmp_path / "0" / FILE_NAME).read_bytes() == (tmp_path / "1" / FILE_NAME).read_bytes()


def test_a_missing_or_damaged_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(IndexUnusable, match=FILE_NAME):
        Bridge.open(tmp_path)
    (tmp_path / FILE_NAME).write_bytes(b"no bridge")
    with pytest.raises(IndexUnusable, match=FILE_NAME):
        Bridge.open(tmp_path)


@pytest.mark.parametrize(
    ("english", "arabic"),
    [
        ("truce", "هدنة"), ("agreement", "اتفاق"), ("minister", "وزير"), ("president", "الرئيس"), ("hospital", "مستشفى"),
        ("election", "انتخابات"), ("Russia", "روسيا"), ("earthquake", "زلزال"), ("convoy", "قافلة"), ("Damascus", "دمشق"),
    ],
)  # fmt: skip
def test_the_shipped_bridge_knows_words_of_the_news_both_ways(english: str, arabic: str) -> None:
    bridge = Bridge.open()
    assert stem(arabic) in bridge.translations(stem(english))
    assert stem(english) in bridge.translations(stem(arabic))
