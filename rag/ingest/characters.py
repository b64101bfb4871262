"""Make untrusted text plain: one newline, one form of each letter, no character that hides or reorders others.

What a reader sees stays as it was written. Spelling is not unified here; that is for comparing, in `rag.language.normalise`.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

__all__ = ["one_line", "plain"]

_NEWLINES: Final = re.compile(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
# Overrides, embeddings and isolates reorder what a reader sees; marks, joiners and soft hyphens hide inside words.
# The zero-width non-joiner (U+200C) is kept between letters, where Persian and some Arabic names are spelt with it.
_HIDDEN: Final = re.compile(
    "[\u0000-\u0008\u000e-\u001b\u001f\u007f-\u0084\u0086-\u009f\u00ad\u061c\u180e\u200b\u200d-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]|(?<!\\w)\u200c|\u200c(?!\\w)"
)
_PRESENTATION_FORMS: Final = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]+")
_SPACES: Final = re.compile(r"[^\S\n]+")
_BLANK_LINES: Final = re.compile(r"\n{3,}")


def plain(text: str) -> str:
    """Return `text` in NFC without hidden characters, with single spaces, trimmed lines and at most one blank line in a row.

    Arabic presentation forms become the letters they show (Unicode NFKC for these alone). Doing it twice changes nothing.
    """
    text = _NEWLINES.sub("\n", text)
    text = _PRESENTATION_FORMS.sub(lambda match: unicodedata.normalize("NFKC", match.group()), text)
    text = unicodedata.normalize("NFC", text)
    while (shown := _HIDDEN.sub("", text)) != text:  # taking one away may leave another at the edge of a word
        text = unicodedata.normalize("NFC", shown)
    lines = (_SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip()


def one_line(text: str) -> str:
    """Return `text` made plain, on one line: for titles, outlets and other metadata."""
    return " ".join(plain(text).split())
