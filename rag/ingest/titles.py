"""Find the headline of an article that names none: its first line where that is one, else its first sentence, shortened.

Only a line that is plainly a headline leaves the text for the title; in every other case the body keeps all of its words.
"""

from __future__ import annotations

import re
from typing import Final

from rag.language.sentences import sentence_spans

__all__ = ["headline", "shortened"]

_LONGEST_HEADLINE: Final = 140
_LONGEST_TITLE: Final = 120
_FULL_STOP: Final = re.compile(r"[.،؛:,;۔][\"'”»)\]]*$")
_SENTENCE_END: Final = re.compile(r"[.!؟?…۔:][\"'”»)\]]*$")
_LIST_ITEM: Final = re.compile(r"(?:[-*•–]|\d+[.)-])\s")
# A paragraph that begins with "and" goes on from the line above: that one is the first sentence, without its full stop.
_GOES_ON: Final = re.compile(
    r"و(?!زير|زار|صل|كال|اشنطن|فد|قع|جه|افق|فاة|فيات|ثائق|ثيق|حد|سط|لاي|رش|ضع)(?:\s\w|\w{3})|(?:but|and)\b",
    re.IGNORECASE,
)
_LONGER: Final = 1.5  # a paragraph is longer than its headline, where punctuation does not tell


def headline(body: str) -> tuple[str, str]:
    """Return the title of `body` and the body without it, or the whole body where no line stands for the title alone."""
    first, _, rest = body.partition("\n")
    if _is_headline(first, rest.lstrip("\n"), spaced=rest.startswith("\n")):
        return first, rest.lstrip("\n")
    return shortened(body), body


def _is_headline(first: str, rest: str, *, spaced: bool) -> bool:
    if not first or len(first) > _LONGEST_HEADLINE or _FULL_STOP.search(first) or _LIST_ITEM.match(first):
        return False
    following = rest.partition("\n")[0]
    if len(rest) < len(first) or not following or _LIST_ITEM.match(following) or _GOES_ON.match(following):
        return False
    told = _SENTENCE_END.search(following[-20:]) is not None or len(following) >= _LONGER * len(first)
    return told or (spaced and any(_SENTENCE_END.search(line[-20:]) for line in rest.split("\n")))


def shortened(body: str) -> str:
    """Return the first sentence of `body`, cut between words where it is too long for a title."""
    spans = sentence_spans(body)
    sentence = body[spans[0][0] : spans[0][1]] if spans else ""
    if len(sentence) <= _LONGEST_TITLE:
        return sentence.rstrip(".،؛ ")
    return sentence[: _LONGEST_TITLE - 1].rsplit(" ", 1)[0].rstrip("،؛,: ") + "…"
