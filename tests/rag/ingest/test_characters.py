"""Plain text: what a reader sees, without what hides or reorders."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.ingest.characters import one_line, plain

SHOWN = {
    "newlines": ("a\r\nb\rc\u2028d\x85e", "a\nb\nc\nd\ne"),
    "overrides": ("pay \u202eevil\u202c now \u2066x\u2069", "pay evil now x"),
    "zero width": ("he\u200bllo\ufeff wor\u2060ld", "hello world"),
    "marks": ("\u200fسلام\u200e", "سلام"),
    "NUL": ("a\0b\x08c", "abc"),
    "surrogate": ("a\ud800b", "ab"),
    "presentation forms": ("ﻣﺪﻳﻨﺔ ﷲ ﻻ", "مدينة الله لا"),
    "composed": ("اٰ caf\u0065\u0301", "اٰ café"),
    "spaces": ("a\u00a0\u2009 b\t c ", "a b c"),
    "blank lines": ("a\n\n \n\n\nb", "a\n\nb"),
    "non-joiner inside a word": ("می\u200cخواهم \u200c و", "می\u200cخواهم و"),
    "soft hyphen": ("inter\u00adnational", "international"),
}


@pytest.mark.parametrize(("text", "shown"), SHOWN.values(), ids=SHOWN.keys())
def test_hidden_characters_go_and_shown_ones_stay(text: str, shown: str) -> None:
    """Controls, overrides and zero-width characters go; letters keep their spelling; spaces become single."""
    assert plain(text) == shown


@given(st.text(max_size=200))
def test_plain_twice_changes_nothing(text: str) -> None:
    """Plain text is plain, and can be stored as UTF-8."""
    once = plain(text)
    assert plain(once) == once
    assert one_line(one_line(text)) == one_line(text)
    once.encode("utf-8")
