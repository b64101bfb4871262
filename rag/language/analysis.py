"""Cut Arabic and English text into tokens with exact spans, and say what each is indexed as.

One analyser serves index and query. Arabic: clitics (و ف, ب ك ل before the article, the article, لل) are taken off, then a light
stem; English: possessives off, snowball stem; numbers: one plain decimal form. Beside the rules there is one learned list: words such as وزير and ألمانيا that only look as if they
began with a clitic. No meaning is known here.

The light stem is of the light10 family (Larkey, Ballesteros and Connell 2007, "Light stemming for Arabic information retrieval").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache, partial
from pathlib import Path
from typing import Final, NamedTuple, cast

import Stemmer

from rag.language.normalise import fold, normalise
from rag.language.shipped import shipped_text
from rag.language.stopwords import ARABIC_STOP_WORDS, ENGLISH_STOP_WORDS
from rag.language.tables import table
from rag.values import Language

__all__ = ["ANALYSER_VERSION", "Token", "every_term", "language_of", "passage_terms", "stem", "terms", "tokens"]

ANALYSER_VERSION: Final = 4  # raise it when terms change: an index made with another version does not fit

WHOLE_WORDS_FILE: Final = Path(__file__).resolve().parent.parent / "models" / "analysis" / "whole_words.txt"

ENGLISH_FORMS_FILE: Final = Path(__file__).resolve().parent / "english_forms.tsv"

_ARABIC: Final = "\u0620-\u064a\u066e-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff\u0750-\u077f"
_NUMBER: Final = r"\d+(?:[.,]\d+)*"
_NUMBER_TAIL: Final = r"(?:(?:st|nd|rd|th|'?s)\b)?"  # 27th, 1970s
_WORD: Final = re.compile(
    rf"{_NUMBER}{_NUMBER_TAIL}|[{_ARABIC}]+|(?:[a-z]\.){{2,}}|[^\W\d_{_ARABIC}](?:[^\W_{_ARABIC}]|'(?=[^\W\d_{_ARABIC}]))*"
)
_DIGITS: Final = re.compile(r"\d+(?:\.\d+)?")
_THOUSANDS: Final = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")

# Arabic clitics, longest first; what must remain is counted in letters, as in light10.
_AND: Final = "و"
_CONJUNCTIONS: Final = (_AND, "ف")
_FOR_THE: Final = "لل"
_ARTICLES: Final = ("بال", "كال", "فال", _FOR_THE, "ال")
_PREPOSITIONS: Final = ("ب", "ك", "ل", "ف")
_SUFFIXES: Final = ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي")
_LEAST_AFTER_CONJUNCTION: Final = 3
_LEAST_AFTER_ARTICLE: Final = 2
_LEAST_STEM: Final = 2

_CACHE_SIZE: Final = 1 << 17
_LONGEST_REMEMBERED: Final = 1_500  # characters: a passage, not an article


class Token(NamedTuple):
    """A word or number of a text: `source[start:end] == text`; `term` is what is indexed.

    A tuple, since a thousand of them are made for a question, and a frozen dataclass takes four times as long to make.
    """

    start: int
    end: int
    text: str
    term: str
    is_stop: bool


@lru_cache(maxsize=1 << 10)
def language_of(text: str) -> Language:
    """Return the language of `text` by the script of most of its words; of two equal halves, the first word's.

    Remembered: the articles at hand are asked about by several stages of a question.
    """
    scripts = ["ar" if _is_arabic(word) else "en" for word in _WORD.findall(normalise(text)) if not word[0].isdigit()]
    if not scripts:
        return "en"
    arabic = scripts.count("ar")
    if 2 * arabic == len(scripts):
        return "ar" if scripts[0] == "ar" else "en"
    return "ar" if 2 * arabic > len(scripts) else "en"


def tokens(text: str) -> list[Token]:
    """Return the words and numbers of `text` in order, each with its exact span."""
    return list(_remembered_tokens(text) if len(text) <= _LONGEST_REMEMBERED else _tokens(text))


def _tokens(text: str) -> tuple[Token, ...]:
    folded = fold(text)
    plain, span = folded.text, folded.original_span
    spans = list(_spans(plain))
    read = [_term(plain[start:end]) for start, end in spans]
    places = spans if folded.in_place else [span(start, end) for start, end in spans]
    rows = (
        (start, end, text[start:end], term, is_stop) for (start, end), (term, is_stop) in zip(places, read, strict=True)
    )
    return tuple(map(_token, rows))


# `Token` of a tuple, without a call of its own for each word.
_token: Final = cast("Callable[[tuple[int, int, str, str, bool]], Token]", partial(tuple.__new__, Token))
# Each stage of an answer reads the same sentences, and the same passages come back question after question.
_remembered_tokens = lru_cache(maxsize=1 << 12)(_tokens)


def terms(text: str) -> list[str]:
    """Return the terms of `text` that are not stop words, in order."""
    return [term for term, is_stop in every_term(text) if not is_stop]


def every_term(text: str) -> list[tuple[str, bool]]:
    """Return the term of each word and number of `text` in order, with whether it is a stop word: `tokens` where no span is needed."""
    folded = normalise(text)
    return [_term(folded[start:end]) for start, end in _spans(folded)]


def passage_terms(title: str, text: str) -> list[str]:
    """Return what a passage is indexed as: the terms of its article's title and its own."""
    return [*terms(title), *terms(text)]


def stem(word: str) -> str:
    """Return the term that `word`, one word in any spelling, is indexed as."""
    return _term(normalise(word))[0]


def _spans(folded: str) -> Iterator[tuple[int, int]]:
    for match in _WORD.finditer(folded):
        start, end = match.span()
        if folded[start].isdigit() and "," in match[0] and not _THOUSANDS.match(match[0]):
            yield from ((start + part.start(), start + part.end()) for part in _DIGITS.finditer(match[0]))
        else:
            yield start, end


def _is_arabic(word: str) -> bool:
    return "\u0620" <= word[0] <= "\u077f"


@lru_cache(maxsize=_CACHE_SIZE)
def _term(word: str) -> tuple[str, bool]:
    """Return the term of a normalised word, and whether it is a stop word."""
    if word[0].isdigit():
        return _number(word), False
    if _is_arabic(word):
        return _arabic_term(word)
    plain = word.removesuffix("'s").removesuffix("'").replace(".", "")
    if word in ENGLISH_STOP_WORDS or plain in ENGLISH_STOP_WORDS:
        return plain, True
    word = plain.replace("'", "")
    return str(_ENGLISH.stemWord(_english_forms().get(word, word))), False


def _number(written: str) -> str:
    """Return the plain decimal form: no leading zeros, thousands marks, trailing zeros of a fraction or English ending."""
    whole, *parts = written.rstrip("'stndrh").replace(",", "").split(".")
    whole = whole.lstrip("0") or "0"
    if len(parts) > 1:
        return ".".join([whole, *parts])
    fraction = parts[0].rstrip("0") if parts else ""
    return f"{whole}.{fraction}" if fraction else whole


def _arabic_term(word: str) -> tuple[str, bool]:
    if len(word) == 1 or word in ARABIC_STOP_WORDS:
        return word, True
    if word[0] in _CONJUNCTIONS and word[1:] in ARABIC_STOP_WORDS:
        return word[1:], True
    return _light_stem(word), False


def _light_stem(word: str) -> str:
    """Return the light stem of a normalised Arabic word: clitics, article and inflectional endings off."""
    bare = _without_article(_without_conjunction(word))
    for suffix in _SUFFIXES:
        if bare.endswith(suffix) and len(bare) - len(suffix) >= _LEAST_STEM:
            bare = bare[: -len(suffix)]
    return bare


def _without_conjunction(word: str) -> str:
    if word[0] == _AND and len(word) > _LEAST_AFTER_CONJUNCTION and word not in _whole_words():
        return word[1:]
    return word


def _without_article(word: str) -> str:
    if word[0] in _PREPOSITIONS and word[1:] in _whole_words():
        return word[1:]
    for article in _ARTICLES:
        if word.startswith(article) and len(word) - len(article) >= _LEAST_AFTER_ARTICLE:
            if word not in _whole_words():
                return word[len(article) :]
            return (
                word[1:] if article == _FOR_THE else word
            )  # of للغة the rest is لغة: only the preposition is a clitic
    return word


@table
def _whole_words() -> frozenset[str]:
    """Return the words that only look as if they began with a clitic; learned by `rag.training.words`."""
    return frozenset(shipped_text(WHOLE_WORDS_FILE).split())


@table
def _english_forms() -> Mapping[str, str]:
    """Return what the forms are indexed as that no stemmer brings together: began as begin, French as France."""
    lines = shipped_text(ENGLISH_FORMS_FILE).splitlines()
    entries = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {form: base for base, forms in entries for form in forms.split()}


_ENGLISH: Final = Stemmer.Stemmer("english")
