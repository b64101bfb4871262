"""Read English number words: "two hundred and five thousand", "two and a half million", "two thirds", "dozens".

Figures and Arabic words are `rag.language.number_reading`'s.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from rag.language.number_tokens import Read, Token, english_small
from rag.language.number_words import ENGLISH_PARTS, ENGLISH_SCALES, ENGLISH_VAGUE

__all__ = ["begins_english", "read_english"]

_LARGEST: Final = 10**15  # "million million million" counts nothing
_NOT_ONE_BEFORE: Final = frozenset("no any every each this that the which some other another".split())
_NOT_ONE_AFTER: Final = frozenset("of another who that which can must should would has is was".split())
_OF_A_MATCH: Final = frozenset("first second other latter opening".split())  # the second half of the match
_ARTICLES: Final = frozenset({"a", "an", "half"})
_HALVED_TIMES: Final = frozenset("hour day year century decade month mile tonne".split())


def begins_english(word: str) -> bool:
    """Tell whether an English number may begin with this word."""
    return word in ENGLISH_VAGUE or word in _ARTICLES or english_small(word) is not None


def read_english(tokens: Sequence[Token], index: int) -> Read | None:
    """Return the number that begins at this token, None where none does."""
    word = tokens[index].text
    if word in ENGLISH_VAGUE:
        after, value = index + 1, Decimal(ENGLISH_VAGUE[word])
        if [token.text for token in tokens[after : after + 1]] == ["of"] and after + 1 < len(tokens):
            scale = ENGLISH_VAGUE.get(tokens[after + 1].text)
            return Read(value * scale, after + 2, vague=True) if scale else Read(value, after, vague=True)
        return Read(value, after, vague=True)
    if word in _ARTICLES:
        return _english_article(tokens, index)
    small = english_small(word)
    if small is None or (word == "one" and not _counts_one(tokens, index)):
        return None
    return _part(tokens, index + 1, small) or _english_run(tokens, index + 1, small)


def _part(tokens: Sequence[Token], after: int, many: Decimal) -> Read | None:
    """Read the rest of "two thirds", "three quarters"."""
    parts = ENGLISH_PARTS.get(tokens[after].text) if after < len(tokens) else None
    return Read(many / parts, after + 1) if parts and many < parts and tokens[after].text != "second" else None


def _english_article(tokens: Sequence[Token], index: int) -> Read | None:
    words = [token.text for token in tokens[index : index + 4]]
    if words[:2] == ["half", "a"] and len(words) > 2 and words[2] in ENGLISH_SCALES:
        return Read(Decimal(ENGLISH_SCALES[words[2]]) / 2, index + 3)
    if words[0] in {"a", "an"} and words[1:3] == ["couple", "of"]:
        return Read(Decimal(2), index + 3, vague=True)
    if words[0] == "half" and (words[1:2] in (["of"], ["the"]) or _halved(words)):
        before = tokens[index - 1].text if index else ""
        after = index + 2 if words[1] in {"a", "an"} else index + 1
        return None if before in _OF_A_MATCH else Read(Decimal("0.5"), after)
    if words[0] == "half" and words[1:2] and words[1] in ENGLISH_SCALES:  # "half-million"
        return Read(Decimal(ENGLISH_SCALES[words[1]]) / 2, index + 2)
    if words[0] == "a" and words[2:3] == ["of"] and words[1] in ENGLISH_PARTS:
        return Read(1 / Decimal(ENGLISH_PARTS[words[1]]), index + 2)
    if words[0] == "a" and len(words) > 1 and words[1] in ENGLISH_SCALES:
        return _english_run(tokens, index + 1, Decimal(1))
    return None


def _halved(words: Sequence[str]) -> bool:
    """Tell whether words are "half an hour"."""
    return len(words) > 2 and words[1] in {"a", "an"} and words[2] in _HALVED_TIMES


def _counts_one(tokens: Sequence[Token], index: int) -> bool:
    before = tokens[index - 1].text if index else ""
    after = tokens[index + 1].text if index + 1 < len(tokens) else "."
    return before not in _NOT_ONE_BEFORE and after not in _NOT_ONE_AFTER and after[0].isalpha()


def _english_run(tokens: Sequence[Token], after: int, value: Decimal) -> Read:
    """Read on: "two hundred and five thousand", "two and a half million"."""
    total, group, at = Decimal(0), value, after
    while at < len(tokens) and total + group < _LARGEST:
        word = tokens[at].text
        if [token.text for token in tokens[at : at + 3]] == ["and", "a", "half"]:
            group, at = group + Decimal("0.5"), at + 3
            continue
        scale = ENGLISH_SCALES.get(word)
        start = at + 1 if word == "and" and total + group >= 100 else at
        small = english_small(tokens[start].text) if start < len(tokens) else None
        if scale and scale < 1000:
            group *= scale
        elif scale:
            total, group = total + group * scale, Decimal(0)
        elif small is not None and (group % 100 == 0 or (group % 10 == 0 and small < 10 and start == at)):
            group, at = group + small, start
        else:
            break
        at += 1
    return Read(total + group, at)
