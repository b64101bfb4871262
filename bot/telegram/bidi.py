"""Keep right-to-left and left-to-right text from scrambling each other (Unicode Standard Annex 9).

What comes from elsewhere is cleaned of controls that could turn the text around it and put between isolates; a
line of ours starts with a mark when its first strong letter would turn it the wrong way. Knows nothing of HTML but its tags.
"""

from __future__ import annotations

import html as html_entities
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
_ISOLATED: Final = re.compile(f"{FSI}[^{PDI}]*{PDI}")
_DIRECTIONS: Final = {False: frozenset({"L"}), True: frozenset({"R", "AL"})}
_QUOTES: Final = '“”«»"'
# A quotation that may be of the other direction, whole with its marks; else a run of words of the other direction with the
# numbers beside it, which belong to it (a day before a month, a year after it).
_RUNS: Final = {
    base: re.compile(
        f'[“«"][^{_QUOTES}\\n]*[”»"]'
        f"|(?:\\d[\\d.,/-]*\\s)?[{other}](?:[^{own}{_QUOTES}\\n]*[{other}])?(?:\\s\\d[\\d.,/-]*\\d|\\s\\d)?"
    )
    for base, own, other in (("ar", _RTL, _LTR), ("en", _LTR, _RTL))
}
_OTHER: Final = {"ar": re.compile(f"[{_LTR}]"), "en": re.compile(f"[{_RTL}]")}


def clean(text: str) -> str:
    """Return text from elsewhere without characters that act on their surroundings or cannot be sent."""
    text = _SEPARATORS.sub("\n", text).replace("\t", " ")
    return _SURROGATES.sub("\ufffd", _CONTROLS.sub("", text))


def isolate(text: str) -> str:
    """Return cleaned text between isolates, each line by itself: it takes its own direction and turns nothing else."""
    return "\n".join(FSI + line + PDI if line.strip() else line for line in clean(text).split("\n"))


def isolate_runs(text: str, language: str) -> str:
    """Return cleaned text of one language in which every run of the other direction stands between isolates."""
    base = "ar" if language == "ar" else "en"

    def isolated(run: re.Match[str]) -> str:
        return f"{FSI}{run[0]}{PDI}" if _OTHER[base].search(run[0]) else run[0]

    return _RUNS[base].sub(isolated, clean(text))


def is_arabic(text: str) -> bool:
    """Tell whether most letters are Arabic; False when there is no letter."""
    arabic = latin = 0
    for character in text:
        direction = unicodedata.bidirectional(character)
        arabic += direction in ("AL", "R")
        latin += direction == "L"
    return arabic > latin


def directed(html: str, language: str) -> str:
    """Return the lines, each with a mark before it where a client could take it for one of the other direction.

    Clients find a line's direction by its first strong letter; some look into isolates for it, as they should not. A line that is a
    quotation keeps the direction it has.
    """
    return "\n".join(_directed(line, right_to_left=language == "ar") for line in html.split("\n"))


def _directed(line: str, *, right_to_left: bool) -> str:
    words = html_entities.unescape(_TAGS.sub("", line))
    outside = _first_strong(_ISOLATED.sub("", words))
    if (
        not words.strip()
        or line.startswith("<blockquote")
        or (outside and {outside, _first_strong(words)} <= _DIRECTIONS[right_to_left])
    ):
        return line
    return (RLM if right_to_left else LRM) + line


def _first_strong(text: str) -> str:
    directions = (unicodedata.bidirectional(character) for character in text)
    return next((direction for direction in directions if direction in ("L", "R", "AL")), "")
