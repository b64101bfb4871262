"""Read numbers from the tokens of a text: figures with their separators, number words of Arabic and English.

What a number counts is the business of `rag.language.numbers`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from rag.language.number_words import (
    ARABIC_HUNDREDS,
    ARABIC_SCALES,
    ARABIC_SMALL,
    ARABIC_VAGUE,
    DUAL_NOUNS,
    ENGLISH_SCALES,
    ENGLISH_SMALL,
    ENGLISH_VAGUE,
)

__all__ = ["Read", "Token", "read", "tokenise"]


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a run of figures or a mark of a plain text: `text[start:end]`."""

    start: int
    end: int
    text: str  # lower case, without a joined و where `joined`
    joined: bool  # و or "and" stands before


@dataclass(frozen=True, slots=True)
class Read:
    """What was read from a run of tokens: up to the token index `after`."""

    value: Decimal
    after: int
    vague: bool = False
    unit: str | None = None


_TOKEN: Final = re.compile(r"\d{1,3}(?: \d{3})+(?![\d.,:/\-])|\d+(?:[.,،٬٫:/\-]\d+)*|[^\W\d_]+(?:-[^\W\d_]+)*|[%٪]|\S")
_GROUPED: Final = re.compile(r"\d{1,3}(?:[,٬ ]\d{3})+(?:[.٫]\d+)?|\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?")
_DECIMAL: Final = re.compile(r"\d+[.,٫]\d+")
_ZEROS: Final = re.compile(r"[1-9]\d{0,2}\.\d?\d?0")  # 1.200 and 25.000: nobody writes a decimal so
_PHONE: Final = re.compile(r"0\d{6,}|\d{11,}")
_ARABIC_AND: Final = re.compile(r"و(?=\w{2,})")
_LARGEST: Final = 10**15  # "million million million" counts nothing
_ORDINALS: Final = frozenset(
    "الحادي الثاني الثالث الرابع الخامس السادس السابع الثامن التاسع الحاديه الثانيه الثالثه الرابعه الخامسه السادسه السابعه الثامنه التاسعه".split()
)
_HALVES: Final = {"نصف": Decimal("0.5"), "ربع": Decimal("0.25"), "half": Decimal("0.5"), "quarter": Decimal("0.25")}
_FEMININE_DUAL: Final = re.compile(r"(?!\w*ستان$|بساتين$|بستان$|ختان$|اثنت)\w{3,}ت(?:ين|ان)")
_NOT_ONE_BEFORE: Final = frozenset("no any every each this that the which some other another".split())
_NOT_ONE_AFTER: Final = frozenset("of another who that which can must should would has is was".split())


def tokenise(text: str) -> list[Token]:
    """Return the tokens of a plain text; و written onto a number word is split off."""
    tokens: list[Token] = []
    for match in _TOKEN.finditer(text):
        start, word = match.start(), match.group().lower()
        stripped = _ARABIC_AND.match(word) if word not in ARABIC_SMALL else None
        joined = bool(stripped and _is_number_word(word[1:]))
        if joined:
            start, word = start + 1, word[1:]
        if tokens and tokens[-1].text in {"و", "and"}:
            joined = True
        tokens.append(Token(start, match.end(), word, joined))
    return tokens


def _is_number_word(word: str) -> bool:
    return (
        word in ARABIC_SMALL
        or word in ARABIC_HUNDREDS
        or word in ARABIC_SCALES
        or word in ARABIC_VAGUE
        or word in {"نصف", "ربع"}
        or word in DUAL_NOUNS
        or _FEMININE_DUAL.fullmatch(word) is not None
    )


def read(tokens: list[Token], index: int, text: str) -> Read | None:
    """Return the number that begins at this token, None where none does."""
    word = tokens[index].text
    if word[0].isdecimal():
        return _figures(tokens, index, text)
    if "\u0621" <= word[0] <= "\u064a":
        return _arabic_vague(tokens, index) or _arabic(tokens, index) or _dual(word, index)
    return _english(tokens, index) if word.isascii() else None


def _figures(tokens: list[Token], index: int, text: str) -> Read | None:
    token = tokens[index]
    before, after = text[max(0, token.start - 1) : token.start], text[token.end : token.end + 1]
    latin = before.isascii() and before.isalpha()
    if index and tokens[index - 1].text in {"الساعه", "ساعه"} and len(token.text) <= 2:  # five o'clock counts nothing
        return None
    if latin or before == "_" or (before == "-" and text[token.start - 2 : token.start - 1].isalpha()):
        return None
    if (
        after.isascii()
        and after.isalpha()
        and not (index + 1 < len(tokens) and tokens[index + 1].text in {"bn", "mn", "k"})
    ):
        return None
    value = _literal(token.text)
    return None if value is None else _scaled(tokens, index + 1, value)


def _literal(figures: str) -> Decimal | None:
    """Return the value of figures with separators, None for a telephone number, a time, a date, a version, a score."""
    if _PHONE.fullmatch(figures):
        return None
    figures = figures.replace("،", ",")
    if figures.isdecimal():
        return Decimal(figures)
    if _GROUPED.fullmatch(figures):
        mark = "." if figures.count(".") > 1 else ","
        return Decimal(figures.replace("٬", "").replace(" ", "").replace(mark, "").replace("٫", ".").replace(",", "."))
    if _ZEROS.fullmatch(figures):
        return Decimal(figures.replace(".", ""))
    if _DECIMAL.fullmatch(figures):
        return Decimal(figures.replace(",", ".").replace("٫", "."))
    return None


def _scaled(tokens: list[Token], after: int, value: Decimal) -> Read:
    """Multiply by the scale words that follow («5 آلاف», "1.5 million") and add a smaller scaled group («و200 ألف»)."""
    total, unit = value, Decimal(1)
    if _decimal_comma(tokens, after):
        total = Decimal(tokens[after - 1].text.replace("،", ".").replace(",", "."))
    while after < len(tokens) and not tokens[after].joined and total < _LARGEST:
        scale = _scale(tokens[after].text)
        if scale is None:
            break
        unit = Decimal(scale)
        total *= unit
        after += 1
    if unit == 1 or after + 1 >= len(tokens):
        return Read(total, after)
    half = _HALVES.get(tokens[after].text) if tokens[after].joined else None
    if half is not None:
        again = after + 1 < len(tokens) and _scale(tokens[after + 1].text) == unit  # «مليون ونصف مليون»
        return Read(total + half * unit, after + (2 if again else 1))
    start = after + 1 if tokens[after].text in {"و", "and"} else after
    following = _literal(tokens[start].text) if tokens[start].joined and tokens[start].text[0].isdecimal() else None
    scale = _scale(tokens[start + 1].text) if following is not None and start + 1 < len(tokens) else None
    if following is not None and scale is not None and scale < unit:
        return Read(total + following * scale, start + 2)
    return Read(total, after)


def _decimal_comma(tokens: list[Token], after: int) -> bool:
    """Tell whether "28,081 million" is meant as in French: nobody counts thousands of millions so."""
    scale = _scale(tokens[after].text) if after < len(tokens) else None
    return (
        scale is not None and scale >= 10**6 and re.fullmatch(r"\d{1,3}[,،]\d{3}", tokens[after - 1].text) is not None
    )


def _scale(word: str) -> int | None:
    if word in ARABIC_SCALES and ARABIC_SCALES[word][0] == 1:
        return ARABIC_SCALES[word][1]
    if word in {"مئه", "مائه"}:
        return 100
    return ENGLISH_SCALES.get(word)


def _arabic_vague(tokens: list[Token], index: int) -> Read | None:
    """Read «عشرات», «مئات الآلاف»: a magnitude that no count stands before."""
    word = tokens[index].text.removeprefix("ال") if tokens[index].text.startswith("الع") else tokens[index].text
    if word not in ARABIC_VAGUE:
        return None
    value, after = Decimal(ARABIC_VAGUE[word]), index + 1
    while after < len(tokens) and not tokens[after].joined:
        following = (
            tokens[after].text.removeprefix("ال") if tokens[after].text not in ARABIC_VAGUE else tokens[after].text
        )
        scale = ARABIC_VAGUE.get(following)
        if scale is None:
            break
        value *= scale
        after += 1
    return Read(value, after, vague=True)


def _arabic(tokens: list[Token], index: int) -> Read | None:
    """Read a run of Arabic number words; و adds, a neighbour without it multiplies or makes a teen."""
    if index and tokens[index - 1].text in _ORDINALS:
        return None
    word = tokens[index].text
    if word in _HALVES:
        scale = _scale(tokens[index + 1].text) if index + 1 < len(tokens) else None
        return Read(_HALVES[word] * scale, index + 2) if scale else None
    if word.startswith("ال") and ARABIC_SMALL.get(word[2:], 0) in range(3, 11):
        return Read(Decimal(ARABIC_SMALL[word[2:]]), index + 1, unit=tokens[index - 1].text if index else None)
    total = group = Decimal(0)
    smallest = Decimal(10**15)
    at = index
    while at < len(tokens):
        step = _arabic_step(tokens[at], group, first=at == index, smallest=smallest)
        if step is None:
            break
        group, scale = step
        if scale:
            total, group, smallest = total + group * scale, Decimal(0), Decimal(scale)
        at += 1
    if at == index or (at == index + 1 and word in {"احد", "احدي"}):
        return None
    return _with_half(tokens, at, total + group, smallest if group == 0 else Decimal(0))


def _with_half(tokens: list[Token], after: int, value: Decimal, scale: Decimal) -> Read:
    if after < len(tokens) and tokens[after].joined and tokens[after].text in _HALVES and scale:
        again = after + 1 < len(tokens) and _scale(tokens[after + 1].text) == scale  # «مليون ونصف مليون»
        return Read(value + _HALVES[tokens[after].text] * scale, after + (2 if again else 1))
    return Read(value, after)


def _arabic_step(token: Token, group: Decimal, *, first: bool, smallest: Decimal) -> tuple[Decimal, int] | None:
    """Return the group after this word and the scale that closes it (0: none), or None when the number ends before it."""
    word, linked = token.text, token.joined or first
    if word in ARABIC_SCALES:
        times, scale = ARABIC_SCALES[word]
        if scale >= smallest or (group and (token.joined or times > 1)) or (not group and not linked):
            return None
        return group or Decimal(times), scale
    if word in ARABIC_HUNDREDS:
        if ARABIC_HUNDREDS[word] == 100 and 3 <= group <= 9 and not token.joined:
            return group * 100, 0
        return (group + ARABIC_HUNDREDS[word], 0) if linked and group == 0 else None
    value = ARABIC_SMALL.get(word)
    if value is None:
        return None
    if value == 10 and 1 <= group % 100 <= 9 and not token.joined:  # خمسة عشر
        return group + 10, 0
    if not linked:
        return None
    free = group % 100 == 0 if value <= 10 else group % 100 <= 9
    return (group + value, 0) if free else None


def _dual(word: str, index: int) -> Read | None:
    if word in DUAL_NOUNS:
        return Read(Decimal(2), index + 1, unit=word[:-2])
    if _FEMININE_DUAL.fullmatch(word):
        return Read(Decimal(2), index + 1, unit=word[:-3] + "ة")
    return None


def _english(tokens: list[Token], index: int) -> Read | None:
    word = tokens[index].text
    if word in ENGLISH_VAGUE:
        after, value = index + 1, Decimal(ENGLISH_VAGUE[word])
        if [token.text for token in tokens[after : after + 1]] == ["of"] and after + 1 < len(tokens):
            scale = ENGLISH_VAGUE.get(tokens[after + 1].text)
            return Read(value * scale, after + 2, vague=True) if scale else Read(value, after, vague=True)
        return Read(value, after, vague=True)
    if word in {"a", "an", "half"}:
        return _english_article(tokens, index)
    small = _english_small(word)
    if small is None or (word == "one" and not _counts_one(tokens, index)):
        return None
    return _english_run(tokens, index + 1, small)


def _english_article(tokens: list[Token], index: int) -> Read | None:
    words = [token.text for token in tokens[index : index + 4]]
    if words[:2] == ["half", "a"] and len(words) > 2 and words[2] in ENGLISH_SCALES:
        return Read(Decimal(ENGLISH_SCALES[words[2]]) / 2, index + 3)
    if words[0] in {"a", "an"} and words[1:3] == ["couple", "of"]:
        return Read(Decimal(2), index + 3, vague=True)
    if words[0] == "a" and len(words) > 1 and words[1] in ENGLISH_SCALES:
        return _english_run(tokens, index + 1, Decimal(1))
    return None


def _english_small(word: str) -> Decimal | None:
    tens, _, ones = word.partition("-")
    if ones and ENGLISH_SMALL.get(tens, 0) >= 20 and ENGLISH_SMALL.get(ones, 10) < 10:
        return Decimal(ENGLISH_SMALL[tens] + ENGLISH_SMALL[ones])
    return Decimal(ENGLISH_SMALL[word]) if word in ENGLISH_SMALL else None


def _counts_one(tokens: list[Token], index: int) -> bool:
    before = tokens[index - 1].text if index else ""
    after = tokens[index + 1].text if index + 1 < len(tokens) else "."
    return before not in _NOT_ONE_BEFORE and after not in _NOT_ONE_AFTER and after[0].isalpha()


def _english_run(tokens: list[Token], after: int, value: Decimal) -> Read:
    """Read on: "two hundred and five thousand", "two and a half million"."""
    total, group, at = Decimal(0), value, after
    while at < len(tokens) and total + group < _LARGEST:
        word = tokens[at].text
        if [token.text for token in tokens[at : at + 3]] == ["and", "a", "half"]:
            group, at = group + Decimal("0.5"), at + 3
            continue
        scale = ENGLISH_SCALES.get(word)
        start = at + 1 if word == "and" and total + group >= 100 else at
        small = _english_small(tokens[start].text) if start < len(tokens) else None
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
