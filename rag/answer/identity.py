"""Tell who somebody is: the office or description that a text puts beside the name that is asked about.

"Who is Maria Holm?" is answered by "the United Nations envoy", «من هو كريم حداد؟» by «نائب رئيس البلدية». Who holds an office that is asked about
is `rag.answer.offices`'s, and so is which word heads one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from rag.answer.entities import OFFICES, is_whole_name, persons
from rag.answer.heard import is_particle
from rag.answer.offices import COUNTERPARTS, DEPUTIES, head_of
from rag.answer.people import same_person_word
from rag.language.analysis import Token, language_of, tokens
from rag.language.dialects import standard_text
from rag.language.gazetteer import find_names, find_titles
from rag.language.normalise import normalise
from rag.search.question import Question

__all__ = ["asked_name", "descriptions", "worded"]

Span = tuple[int, int]

_WHO_IS: Final = re.compile(
    r"^\W*(?:(?:and|so) )?(?:who(?: is|'s| was)|[وف]?(?:من|مين|شكون) (?:هو|هي|يكون|تكون|كان|كانت))(?!\w)"
)
_LONGEST_NAME: Final = 5  # words
_LONGEST: Final = 110  # characters of a description: a longer one is a sentence
_ENDS: Final = re.compile(r"[.,،؛;:!?؟()\n\"«»“”]| - | – ")
_COMMA: Final = re.compile(r"[,،]\s*$")
_JOINED: Final = "وفبلك"
_OWNERS: Final = frozenset({"demonym", "place", "organisation"})


@lru_cache(maxsize=1 << 10)
def asked_name(question: Question) -> tuple[str, ...]:
    """Return the words of the name where a question asks who its bearer is and nothing else; none otherwise."""
    folded = standard_text(question.text)
    opening = _WHO_IS.search(folded)
    if question.kind != "who" or opening is None:
        return ()
    asked = len(tokens(folded[: opening.end()]))
    words = tokens(question.text)[asked:]
    return (
        tuple(word.text for word in words)
        if 0 < len(words) <= _LONGEST_NAME and is_whole_name(question.text, words)
        else ()
    )


def descriptions(name: Sequence[str], text: str) -> Iterator[Span]:
    """Yield where `text` says who the bearer of `name` is, beside each place where it names him in full."""
    parts = [word for word in name if not is_particle(word)] or list(name)
    words = [word for word in tokens(text) if not is_particle(word.text)]
    for at in range(len(words) - len(parts) + 1):
        named = words[at : at + len(parts)]
        if all(same_person_word(part, word.text) for part, word in zip(parts, named, strict=True)):
            start, end = named[0].start, named[-1].end
            whole = next((one for one in persons(text) if one.start <= start and end <= one.end), None)
            span = _beside(text, *((whole.start, whole.end) if whole else (start, end)))
            if span is not None and span[1] - span[0] <= _LONGEST:
                yield span


def _beside(text: str, start: int, end: int) -> Span | None:
    head = head_of(text, start, end)
    if head is None and (comma := _COMMA.search(text, 0, start)):
        # «والناطق باسم الاتحاد، سامي حداد، إن»: the name stands in apposition
        head = head_of(f"{text[: comma.start()]} {text[comma.start() + 1 :]}", start, end)
    words = tokens(text)
    if head is None or normalise(words[head].text).endswith(tuple(COUNTERPARTS)):
        return None
    if words[head].start >= end:
        rest = text[words[head].start :]
        ends = _ENDS.search(rest)
        return _widened(text, words, head)[0], words[head].start + len(rest[: ends.start() if ends else None].rstrip())
    first, _ = _widened(text, words, head) if language_of(text) == "en" else (words[head].start, 0)
    return first, len(text[:start].rstrip(" ,،"))


def worded(description: str) -> str:
    """Return a description without what is joined to its first word: of «للمبعوث الدولي» «المبعوث الدولي»."""
    word = description.split(maxsplit=1)[0]
    if normalise(word) in OFFICES or word.isascii():
        return description
    if word.startswith("لل"):
        return f"ال{description[2:]}"
    return description[1:] if word[0] in _JOINED and normalise(word[1:]) in OFFICES else description


def _widened(text: str, words: Sequence[Token], head: int) -> Span:
    """Return the office that `head` heads, with whose it is where that stands before it: "the Russian foreign minister"."""
    title = next((one for one in find_titles(words) if one.first <= head < one.last), None)
    first, last = (title.first, title.last) if title else (head, head + 1)
    owners = {one.last: one.first for one in find_names(words) if one.kind in _OWNERS}
    while first > 0 and words[first - 1].text.lower() in DEPUTIES:
        first -= 1
    while first in owners and not _ENDS.search(text[words[first - 1].end : words[first].start]):
        first = owners[first]
    return words[first].start, words[last - 1].end
