"""Tell whether a clause denies, so that "will not send" is never shown as "will send".

Parity of surface cues after a light clause split, in both languages (the cue approach of NegEx, Chapman and others 2001, without its medical
terms). It reads no syntax: where both sides carry a cue of any kind they are taken to agree.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from rag.language.normalise import normalise

__all__ = ["clauses", "denies"]

_ENGLISH: Final = (
    r"\b(?:not|no|never|none|nobody|nothing|nowhere|neither|nor|without|cannot|unable|inability|impossible|barely|hardly|unless|except|only|\w+n't"
    r"|refus\w+|reject\w+|den(?:y|ies|ied|ying|ial)|fail(?:s|ed|ure|ing)?|declin(?:e|es|ed|ing) to|lack(?:s|ed|ing)?|rule[sd]? out|halt\w*|stop(?:s|ped)?"
    r"|prevent\w*|exclud\w+|absen\w+|oppos\w+|far from|yet to|instead of|rather than|nor)\b"
)
_ARABIC: Final = (
    r"(?<!\w)[وف]?(?:لا|لم|لن|ليس|ليست|ليسوا|لست|لسنا|غير|دون|بدون|عدم|بعدم|لعدم|الا|سوي|كلا|ابدا|نفي|نفت|ينفي|تنفي|نافيا|نافيه|نفي\w*|رفض\w*|يرفض\w*|ترفض\w*"
    r"|انكر\w*|ينكر|عجز\w*|يعجز|فشل\w*|يفشل|تفشل|استبعد\w*|يستبعد|استثني|باستثناء|مستحيل|تعذر|يتعذر|امتنع\w*|يمتنع|اخفق\w*|مناهض\w*|يعارض|عارض\w*|حال دون|لمنع|منع\w*|فقط)(?!\w)"
)
# «ما» denies only before a verb in the past; before anything else it asks or relates.
_ARABIC_MA: Final = r"(?<!\w)[وف]?ما (?:كان|زال|زالت|تزال|يزال|انفك|عاد|عادت)(?!\w)"
_STILL: Final = re.compile(
    r"(?<!\w)[وف]?(?:ما|لا|لم) (?:زال|زالت|تزال|يزال|يزالون|زالوا|انفك)(?!\w)|\bnot only\b|\bno(?:t)? (?:later|less|more|fewer) than\b"
)
_CUE: Final = re.compile(f"{_ENGLISH}|{_ARABIC}|{_ARABIC_MA}")
_CLAUSE: Final = re.compile(
    r"[,;:.!?\n]+|\s[-–—]\s|\s(?=(?:but|while|whereas|although|though|however|because|which|who)\b)|\s(?=(?:لكن|ولكن|بل|فيما|بينما|حيث|لان|ان|وان|بان|انه|انها|مما|وما|كما)(?!\w))"
)


def denies(text: str) -> bool:
    """Tell whether `text` carries a cue of negation, refusal or exception; "still" is none."""
    return bool(_CUE.search(_STILL.sub(" ", normalise(text))))


def clauses(text: str) -> list[tuple[int, int]]:
    """Return the spans of the clauses of `text`, whose spelling must have as many characters as its normal form."""
    bounds = [0, *(m.end() for m in _CLAUSE.finditer(text)), len(text)]
    return [(a, b) for a, b in pairwise(bounds) if text[a:b].strip()]
