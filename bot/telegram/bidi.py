"""Keep right-to-left and left-to-right text from scrambling each other (Unicode Standard Annex 9).

What comes from elsewhere is cleaned of controls that could turn the text around it and put between isolates; a
line of ours starts with a mark when its first strong letter would turn it the wrong way. Knows nothing of HTML but its tags.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

__all__ = ["FSI", "LRM", "PDI", "RLM", "clean", "directed", "is_arabic", "isolate", "isolate_runs"]

FSI: Final = "\u2068"  # first strong isolate
PDI: Final = "\u2069"  # pop directional isolate
RLM: Final = "\u200f"
LRM: Final = "\u200e"

# Marks, embeddings, overrides, isolates; line and paragraph separators; control characters but the line feed.
_CONTROLS: Final = re.compile(
    "[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff\x00-\x09\x0b-\x1f\x7f-\x9f\ufffe\uffff]"
)
_SEPARATORS: Final = re.compile("[\u2028\u2029\u0085]|\r\n?")
_SURROGATES: Final = re.compile("[\ud800-\udfff]")
_TAGS: Final = re.compile(r"<[^>]*>")
_RTL: Final = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_LTR: Final = "A-Za-z\u00c0-\u02af\u0370-\u052f"
# A run of the other direction, with what lies between its words (digits, blanks, marks).
_RUNS: Final = {
    "ar": re.compile(f"[{_LTR}](?:[^{_RTL}\\n]*[{_LTR}0-9])?"),
    "en": re.compile(f"[{_RTL}](?:[^{_LTR}\\n]*[{_RTL}])?"),
}


def clean(text: str) -> str:
    """Return text from elsewhere without characters that act on their surroundings or cannot be sent."""
    text = _SEPARATORS.sub("\n", text).replace("\t", " ")
    return _SURROGATES.sub("\ufffd", _CONTROLS.sub("", text))


def isolate(text: str) -> str:
    """Return cleaned text between isolates, each line by itself: it takes its own direction and turns nothing else."""
    return "\n".join(FSI + line + PDI if line.strip() else line for line in clean(text).split("\n"))


def isolate_runs(text: str, language: str) -> str:
    """Return cleaned text of one language in which every run of the other direction stands between isolates."""
    return _RUNS["ar" if language == "ar" else "en"].sub(lambda run: f"{FSI}{run[0]}{PDI}", clean(text))


def is_arabic(text: str) -> bool:
    """Tell whether most letters are Arabic; False when there is no letter."""
    arabic = latin = 0
    for character in text:
        direction = unicodedata.bidirectional(character)
        arabic += direction in ("AL", "R")
        latin += direction == "L"
    return arabic > latin


def directed(html: str, language: str) -> str:
    """Return the lines, each with a mark before it when its first strong letter outside isolates is of the other direction."""
    return "\n".join(_directed(line, right_to_left=language == "ar") for line in html.split("\n"))


def _directed(line: str, *, right_to_left: bool) -> str:
    if not line.strip():
        return line
    depth = 0
    for character in _TAGS.sub("", line):
        if character in "\u2066\u2067\u2068":
            depth += 1
        elif character == PDI:
            depth = max(0, depth - 1)
        elif depth == 0 and (direction := unicodedata.bidirectional(character)) in ("L", "R", "AL"):
            if (direction != "L") == right_to_left:
                return line
            break
    return (RLM if right_to_left else LRM) + line
