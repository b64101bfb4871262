"""Turn a question into weighted groups of terms, in both languages at once.

Each content word stands for its own term, and for what the bridge says it may be in the other language, with the probability
of each (a probabilistic structured query, Darwish and Oard 2003). A passage in the question's own language matches by the first, one in
the other by the second, and both score on one scale. Numbers stand for themselves. Nothing is looked up in an archive here.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Final

from rag.language.analysis import Token, language_of, tokens
from rag.language.bridge import Bridge
from rag.language.dialects import is_dialect_particle
from rag.language.gazetteer import find_names, listed_terms
from rag.values import Language

__all__ = ["Query", "QueryTerm", "analyse_query"]

FLATTENING: Final = (
    0.7  # exponent on translation strengths: the strongest is not always the one meant; best on held-out pairs
)

# What a light stem leaves on verbs and joined prepositions; looked through only for words that the bridge does not know.
_VERB_PREFIXES: Final = ("", "ب", "ل", "ك", "ف", "س", "ي", "ت", "ن", "ا", "م", "سي", "ست", "لي", "لت", "مت")
_VERB_SUFFIXES: Final = ("", "ت", "نا", "وا", "هم", "هما", "كم", "ا", "ين", "و", "ن", "ته", "تها", "يا")
_LEAST_ROOT: Final = 3  # letters
_ENGLISH_PREFIXES: Final = (
    "un",
    "re",
    "non",
    "anti",
    "sub",
    "inter",
    "over",
    "under",
    "pre",
    "post",
    "mis",
    "dis",
    "in",
    "im",
    "co",
    "multi",
    "super",
)
# Longest first is not needed: every root that remains is tried. Written as the stemmer leaves them.
_ENGLISH_SUFFIXES: Final = (
    "",
    "ist",
    "er",
    "or",
    "al",
    "ic",
    "ian",
    "an",
    "ari",
    "ness",
    "ment",
    "iti",
    "ism",
    "ship",
    "hood",
    "less",
    "ous",
    "iv",
    "i",
    "e",
    "at",
    "ar",
    "abl",
    "if",
    "ie",
)
_LEAST_ENGLISH_ROOT: Final = 5
_LONGEST_SUFFIX: Final = 3
_KNOWN_WELL: Final = 0.25  # summed strength of a word's translations from which its kin are not asked
_ONE_AFFIX: Final = 0.7
_TWO_AFFIXES: Final = 0.5
_MOST_GUESSED: Final = 10
CONFIDENCE: Final = 0.3  # exponent on the summed strength of a word's translations; best on held-out pairs


@dataclass(frozen=True, slots=True)
class QueryTerm:
    """One idea of a question: the words at `start..end`, and the terms that stand for it with the probability of each.

    `weight` says how much a match in the other language counts: a word whose translations are uncertain counts less. `emphasis` says
    how much the word counts at all: one carried over from an earlier question, or added, counts less.
    """

    text: str
    start: int
    end: int
    term: str
    variants: Mapping[str, float]
    is_name: bool
    weight: float = 1.0
    emphasis: float = 1.0


@dataclass(frozen=True, slots=True)
class Query:
    """A question as it is searched with."""

    text: str
    language: Language
    terms: tuple[QueryTerm, ...] = field(default=())


def analyse_query(text: str, bridge: Bridge, language: Language | None = None) -> Query:
    """Return what to search for; without `language` it is told by script."""
    spoken = tokens(text)
    content = [token for token in spoken if not token.is_stop and not is_dialect_particle(token.text)] or spoken
    first = spoken[0].start if spoken else 0
    found = [_query_term(token, bridge, first) for token in content]
    return Query(text, language or language_of(text), tuple(_with_listed(found, spoken)))


def _with_listed(found: Sequence[QueryTerm], spoken: Sequence[Token]) -> Iterator[QueryTerm]:
    """Yield the terms, those of a name that the lexicon knows and the bridge does not with the lexicon's: "Étoile du Sahel"."""
    names = [(spoken[n.first].start, spoken[n.last - 1].end, n) for n in find_names(spoken) if n.last - n.first > 1]
    for term in found:
        name = next((n for start, end, n in names if start <= term.start < end), None)
        listed = listed_terms(spoken, name) if name else frozenset[str]()
        if listed and listed.isdisjoint(term.variants):
            yield replace(term, variants={**dict.fromkeys(sorted(listed), 1 / len(listed)), term.term: 1.0}, weight=1.0)
        else:
            yield term


def _query_term(token: Token, bridge: Bridge, first: int) -> QueryTerm:
    strengths, weight = ({}, 1.0) if token.term[0].isdigit() else _worded(token.term, bridge)
    return QueryTerm(
        text=token.text,
        start=token.start,
        end=token.end,
        term=token.term,
        variants={**strengths, token.term: 1.0},
        is_name=_is_name(token, first, known=bool(strengths)),
        weight=weight,
    )


@lru_cache(maxsize=1 << 14)
def _worded(term: str, bridge: Bridge) -> tuple[Mapping[str, float], float]:
    """Return the translations of a term as shares of one, and how much to trust them; remembered, since words come again."""
    strengths = _translations(term, bridge)
    return _flattened(strengths), min(1.0, sum(strengths.values())) ** CONFIDENCE if strengths else 1.0


def _translations(term: str, bridge: Bridge) -> dict[str, float]:
    """Return the translations of a term; of one that the bridge knows badly also those of its kin, weaker."""
    known = bridge.translations(term)
    if sum(known.values()) >= _KNOWN_WELL or len(term) <= _LEAST_ROOT or not term.isalpha():
        return known
    found = dict(known)
    for kin, trust in (_english_kin(term, bridge) if term < "\u0600" else _arabic_kin(term)).items():
        for other, strength in bridge.translations(kin).items():
            found[other] = max(found.get(other, 0.0), trust * strength)
    return dict(sorted(found.items(), key=lambda item: (-item[1], item[0]))[:_MOST_GUESSED])


def _arabic_kin(term: str) -> dict[str, float]:
    """Return what remains of an Arabic term without its verbal affixes and joined prepositions, with the trust in each."""
    kin: dict[str, float] = {}
    for prefix, suffix in itertools.product(_VERB_PREFIXES, _VERB_SUFFIXES):
        bare = term.removeprefix(prefix).removesuffix(suffix)
        if bare != term and len(bare) >= _LEAST_ROOT:
            kin[bare] = max(kin.get(bare, 0.0), _ONE_AFFIX if not prefix or not suffix else _TWO_AFFIXES)
    return kin


def _english_kin(term: str, bridge: Bridge) -> dict[str, float]:
    """Return the words of the bridge that an English term is made from or with, with the trust in each: pharmacy for pharmacist."""
    kin: dict[str, float] = {}
    for prefix in _ENGLISH_PREFIXES:
        if term.startswith(prefix) and len(term) - len(prefix) >= _LEAST_ENGLISH_ROOT:
            kin[term[len(prefix) :]] = _ONE_AFFIX
    for cut in range(_LEAST_ENGLISH_ROOT, len(term) - _LEAST_ENGLISH_ROOT + 1):
        kin[term[:cut]] = kin[term[cut:]] = _TWO_AFFIXES
    for suffix in _ENGLISH_SUFFIXES:
        root = term.removesuffix(suffix)
        if (root != term or not suffix) and len(root) >= _LEAST_ENGLISH_ROOT:
            for word in bridge.beginning_with(root, len(root) + _LONGEST_SUFFIX):
                kin[word] = max(kin.get(word, 0.0), _ONE_AFFIX if word == root else _TWO_AFFIXES)
    kin.pop(term, None)
    return kin


def _flattened(strengths: Mapping[str, float]) -> dict[str, float]:
    """Return the strengths raised to FLATTENING, as shares of one."""
    raised = {term: strength**FLATTENING for term, strength in strengths.items()}
    total = sum(raised.values())
    return {term: value / total for term, value in raised.items()}


def _is_name(token: Token, first: int, *, known: bool) -> bool:
    """Tell whether the word is likely a name: capitalised inside the question, or unknown to the bridge."""
    if token.text[0].isupper() and token.start != first:
        return True
    return not token.term[0].isdigit() and not known
