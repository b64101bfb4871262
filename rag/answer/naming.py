"""Tell which names of a question stand nowhere in an article, in either script and however they are spelt.

A name of the question is there by its term or a translation (which `rag.answer.match` tells), by its sound (`rag.answer.heard`), or as
the lexicon's name for the same thing. Particles ("el", "du", "ben") are judged with the name that they are part of, never
alone. A given name is there only as itself: «حسين» is no Hassan, whatever their stems have in common. Nothing is weighed here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, Literal

from rag.answer.heard import Name, heard_as, is_particle, is_slight, latin_names, named_by, spoken
from rag.answer.match import Matcher, Weights
from rag.language.analysis import language_of, tokens
from rag.language.bridge import shipped_bridge
from rag.language.gazetteer import arabic_names, find_names, is_given_name, is_name_part
from rag.language.names import near_skeletons, skeleton
from rag.language.normalise import normalise
from rag.language.sounds import is_spelt_name, is_usual_spelling
from rag.search.query import QueryTerm

__all__ = ["Absent", "absent_names", "listed_names"]

_MET: Final = 0.5
_SURE: Final = 0.4  # of the bridge, that an Arabic word is a name
_VERBAL_STARTS: Final = ("ي", "ت", "ن", "سي", "ست", "است")
_PRONOUNS: Final = ("ه", "ها", "هم", "هما", "وا", "ونه", "ته")
_UNHEARD_LETTERS: Final = 4  # shorter unknown words are as often misspellings
Absent = Literal["known", "other", "unheard", "meant"]
_NUMBERED: Final = re.compile(r"[-–]?\d")
_ABBREVIATION: Final = re.compile(r"[A-Z]{1,6}(?:['’]s|s)?")


def absent_names(matcher: Matcher, told: Weights, texts: Sequence[str]) -> dict[Absent, list[int]]:
    """Return the numbers of the question's terms that name what `texts`, an article, does not: surely names, likely names, unheard words.

    `told` is how well each term is met anywhere in what was found of the article.
    """
    known, entities, unheard = _entities(matcher)
    names = latin_names(matcher.text)
    absent = [n for n in entities if not _is_there(matcher, n, told, tuple(texts), names)]
    # Of a name of several words that stands nowhere, all are as surely a name: «البيت الأبيض».
    known |= {n for name in listed_names(matcher) if known.intersection(name, absent) for n in name}
    meant = _meant(matcher, names) - known if language_of(texts[-1]) == "ar" else set[int]()
    return {
        "known": [n for n in absent if n in known],
        "other": [n for n in absent if n not in known and n not in unheard and n not in meant],
        "unheard": [n for n in absent if n in unheard],
        "meant": [n for n in absent if n in meant],
    }


def _meant(matcher: Matcher, names: Sequence[Name]) -> set[int]:
    """Return the capitalised terms that Arabic tells by meaning, not by sound: abbreviations, and the words of a title ("Ice Age")."""
    found = set()
    for number, term in enumerate(matcher.terms):
        name = next((name for name in names if any(word.start == term.query.start for word in name)), ())
        if name and (_is_abbreviation(term.query, matcher.text) or _is_told_by_meaning(term.query, name)):
            found.add(number)
    return found


def _is_abbreviation(term: QueryTerm, text: str) -> bool:
    """Tell whether a word of `text` is an abbreviation, which Arabic mostly writes in full: "AFC", but not the S of an S-400."""
    return _ABBREVIATION.fullmatch(term.text) is not None and _NUMBERED.match(text, term.end) is None


def _is_told_by_meaning(term: QueryTerm, name: Name) -> bool:
    """Tell whether a word of a name is an ordinary one, and behind no first name: "John Stone" is called by sound."""
    before = [word.text for word in name if word.start < term.start]
    written = shipped_bridge().written(term.term)
    ordinary = written[:1].islower() and term.text.lower() in (written, f"{written}s", f"{written}es")
    if not ordinary or any(is_usual_spelling(word) for word in (*before, term.text)):
        return False
    best = next(iter(shipped_bridge().translations(term.term)), "")
    return bool(best) and not near_skeletons(skeleton(term.text), skeleton(best))


def listed_names(matcher: Matcher) -> list[tuple[int, ...]]:
    """Return the numbers of the question's terms that make each name of the lexicon."""
    words = tokens(matcher.text)
    return [matcher.numbers(words[named.first].start, words[named.last - 1].end) for named in find_names(words)]


def _entities(matcher: Matcher) -> tuple[set[int], list[int], list[int]]:
    """Return the terms that are surely names, all that are names, and those among them that the bridge has never met."""
    listed = {number for name in listed_names(matcher) for number in name}
    terms = list(enumerate(matcher.terms))
    known = {n for n, term in terms if _is_surely_name(term.query, listed=n in listed, entity=term.is_entity)}
    entities = [n for n, term in terms if term.is_entity or n in known]
    unheard = [n for n, term in terms if _is_unheard(term.query) and n not in entities]
    return known, entities + unheard, unheard


def _is_there(matcher: Matcher, number: int, told: Weights, texts: tuple[str, ...], names: Sequence[Name]) -> bool:
    term = matcher.terms[number].query
    name = next((name for name in names if any(word.start == term.start for word in name)), ())
    if is_slight(term.text, name):
        return True
    latin = term.term < "\u0600"
    given = latin and is_usual_spelling(term.text) and language_of(texts[-1]) == "ar"
    if told[number] >= _MET and not given:
        return True
    if heard_as(term, name, spoken(texts, arabic=latin)):
        return True
    return latin and (_is_listed(name, texts) or _is_surname_told(term, name, texts))


def _is_listed(name: Name, texts: Sequence[str]) -> bool:
    """Tell whether the lexicon's Arabic for a whole name of the question stands in the article: "Étoile du Sahel", «النجم الساحلي»."""
    known = arabic_names(" ".join(word.text for word in name))
    return any(f" {other} " in f" {_plain(text)} " for other in known for text in texts)


@lru_cache(maxsize=1 << 8)
def _plain(text: str) -> str:
    return " ".join(normalise(token.text) for token in tokens(text))


def _is_surname_told(term: QueryTerm, name: Name, texts: tuple[str, ...]) -> bool:
    """Tell whether the article has the word after a first name, and never after another first name: «ديلو» is Samir Dilou, «كريم ديلو» is not."""
    after = next((word for word in name if word.start > term.start and not is_particle(word.text)), None)
    if after is None:
        return False
    among = spoken(texts, arabic=True)
    same = frozenset(named_by(after.text, among))
    places = [at for at, word in enumerate(among.words) if word in same]
    before = (among.words[at - 1] for at in places if at)
    return bool(places) and not any(is_given_name(normalise(word)) or is_spelt_name(word) for word in before)


def _is_surely_name(term: QueryTerm, *, listed: bool, entity: bool) -> bool:
    """Tell whether a word is a name and nothing else: the lexicon's, and written with a capital, in Arabic by its likeliest English.

    An Arabic word that the lexicon knows as part of a name only ("Sisi") is one where the bridge is sure of it.
    """
    if term.term < "\u0600":
        return listed and term.text[0].isupper()
    written, strength = _written(term.term)
    if not written[:1].isupper():
        return False
    word = normalise(term.text)
    part = is_name_part(word) or is_name_part(word.removeprefix("ال"))
    return listed if listed or entity else strength >= _SURE and part


@lru_cache(maxsize=1 << 12)
def _written(term: str) -> tuple[str, float]:
    """Return how the likeliest English of an Arabic term is written, and how likely it is; nothing where the bridge knows none."""
    bridge = shipped_bridge()
    return next(((bridge.written(other), share) for other, share in bridge.translations(term).items()), ("", 0.0))


def _is_unheard(term: QueryTerm) -> bool:
    """Tell whether an Arabic word is one that the bridge has never met, as foreign names are («موديرنا»), and no verb by its looks."""
    word = normalise(term.text)
    verb = word.startswith(_VERBAL_STARTS) or word.endswith(_PRONOUNS)
    return term.is_name and len(term.term) >= _UNHEARD_LETTERS and term.term >= "\u0600" and not verb
