"""Read numbers from the tokens of a text: figures with their separators, and the number words of Arabic.

English words are `rag.language.number_english`'s; what a number counts is the business of `rag.language.numbers`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from typing import Final

from rag.language.number_english import begins_english, read_english
from rag.language.number_tokens import FEMININE_DUAL, Read, Token
from rag.language.number_words import (
    ARABIC_HUNDREDS,
    ARABIC_PARTS,
    ARABIC_SCALES,
    ARABIC_SMALL,
    ARABIC_THIRDS,
    ARABIC_VAGUE,
    CURRENCIES,
    DUAL_NOUNS,
    ENGLISH_SCALES,
    WRITTEN_SCALES,
    WRITTEN_UNITS,
)

__all__ = ["may_begin", "read"]

_GROUPED: Final = re.compile(r"\d{1,3}(?:[,٬ ]\d{3})+(?:[.٫]\d+)?|\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?")
_DECIMAL: Final = re.compile(r"\d+[.,٫]\d+")
# North African agencies write a decimal's fraction first: «5ر2» is 2.5, «559ر274» is 274.559.
_WIRE_DECIMAL: Final = re.compile(r"(\d{1,3})ر(\d+)")
_POINTS: Final = frozenset({"فاصل", "فاصله", "point"})  # «17 فاصل 7»
_ZEROS: Final = re.compile(r"[1-9]\d{0,2}\.\d?\d?0")  # 1.200 and 25.000: nobody writes a decimal so
_PHONE: Final = re.compile(r"0\d{6,}|\d{11,}")
_LARGEST: Final = 10**15  # "million million million" counts nothing
_ORDINALS: Final = frozenset(
    "الحادي الثاني الثالث الرابع الخامس السادس السابع الثامن التاسع الحاديه الثانيه الثالثه الرابعه الخامسه السادسه السابعه الثامنه التاسعه".split()
)
_HALVED: Final = frozenset("ساعه يوم عام سنه قرن شهر كيلومتر متر طن كيلوغرام".split())
_HALVES: Final = {"نصف": Decimal("0.5"), "ربع": Decimal("0.25"), "half": Decimal("0.5"), "quarter": Decimal("0.25")}


@lru_cache(maxsize=1 << 15)
def may_begin(word: str) -> bool:
    """Tell whether a number may begin with this token, whatever follows; remembered, since most words begin none."""
    if word[0].isdecimal():
        return True
    if not "\u0621" <= word[0] <= "\u064a":
        return begins_english(word)
    bare = word.removeprefix("ال")
    listed = (ARABIC_VAGUE, _HALVES, ARABIC_THIRDS, ARABIC_SMALL, ARABIC_HUNDREDS, ARABIC_SCALES, DUAL_NOUNS)
    return any(word in words or bare in words for words in listed) or FEMININE_DUAL.fullmatch(word) is not None


def read(tokens: Sequence[Token], index: int, text: str) -> Read | None:
    """Return the number that begins at this token, None where none does."""
    word = tokens[index].text
    if word[0].isdecimal():
        return _figures(tokens, index, text)
    if "\u0621" <= word[0] <= "\u064a":
        return _arabic_vague(tokens, index) or _arabic(tokens, index) or _dual(word, index)
    return read_english(tokens, index) if word.isascii() else None


def _figures(tokens: Sequence[Token], index: int, text: str) -> Read | None:
    token = tokens[index]
    before, after = text[max(0, token.start - 1) : token.start], text[token.end : token.end + 1]
    latin = before.isascii() and before.isalpha()
    if index and tokens[index - 1].text in {"الساعه", "ساعه"} and len(token.text) <= 2:  # five o'clock counts nothing
        return None
    if latin or before == "_" or (before == "-" and text[token.start - 2 : token.start - 1].isalpha()):
        return None
    value, following = _literal(token.text), tokens[index + 1].text if index + 1 < len(tokens) else ""
    if value is None:
        return None
    currency = _currency(tokens, index)
    if after.isascii() and after.isalpha():
        if currency and following in WRITTEN_SCALES:
            return Read(value * WRITTEN_SCALES[following], index + 2, unit=currency)
        if following not in {"bn", "mn", "k"} and following not in WRITTEN_UNITS:
            return None
    if following in _POINTS and index + 2 < len(tokens) and tokens[index + 2].text.isdecimal() and value % 1 == 0:
        return _scaled(tokens, index + 3, Decimal(f"{value}.{tokens[index + 2].text}"))
    number = _scaled(tokens, index + 1, value)
    return replace(number, unit=currency) if currency else number


def _currency(tokens: Sequence[Token], index: int) -> str | None:
    """Return the currency whose mark stands before a number, or right after its figures."""
    if index and tokens[index - 1].text in CURRENCIES:
        return CURRENCIES[tokens[index - 1].text]
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    return CURRENCIES.get(after.text) if after and after.start - tokens[index].end <= 1 else None


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
    if wire := _WIRE_DECIMAL.fullmatch(figures):
        return Decimal(f"{wire[2]}.{wire[1]}")
    if _DECIMAL.fullmatch(figures):
        return Decimal(figures.replace(",", ".").replace("٫", "."))
    return None


def _scaled(tokens: Sequence[Token], after: int, value: Decimal) -> Read:
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


def _decimal_comma(tokens: Sequence[Token], after: int) -> bool:
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
    return ENGLISH_SCALES.get(word.removesuffix("s"))


def _arabic_vague(tokens: Sequence[Token], index: int) -> Read | None:
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


def _arabic(tokens: Sequence[Token], index: int) -> Read | None:
    """Read a run of Arabic number words; و adds, a neighbour without it multiplies or makes a teen."""
    if index and tokens[index - 1].text in _ORDINALS:
        return None
    word = tokens[index].text
    if word in _HALVES:
        return _arabic_half(tokens, index)
    if word in ARABIC_THIRDS:
        return Read(Decimal(ARABIC_THIRDS[word]) / 3, index + 1)
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
    parts = ARABIC_PARTS.get(tokens[at].text) if at < len(tokens) and at == index + 1 else None
    if parts and total + group < parts:  # «ثلاثة أرباع»
        return Read((total + group) / parts, at + 1)
    return _with_half(tokens, at, total + group, smallest if group == 0 else Decimal(0))


def _arabic_half(tokens: Sequence[Token], index: int) -> Read | None:
    """Read «نصف مليون», «ربع ساعة», «نصف السكان»; a half-final counts nothing."""
    half, following = _HALVES[tokens[index].text], tokens[index + 1].text if index + 1 < len(tokens) else ""
    if scale := _scale(following):
        return Read(half * scale, index + 2)
    divided = following in _HALVED or (tokens[index].text == "نصف" and following.startswith("ال"))
    return Read(half, index + 1) if divided and following not in {"النهايي", "النهائي"} else None


def _with_half(tokens: Sequence[Token], after: int, value: Decimal, scale: Decimal) -> Read:
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
    if FEMININE_DUAL.fullmatch(word):
        return Read(Decimal(2), index + 1, unit=word[:-3] + "ة")
    return None
