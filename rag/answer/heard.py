"""Find the names of a question in texts by their sound: in the other script, cut into words otherwise, or with other letters of length.

"Sidi Ali El Mekki" is «سيدي علي المكي», "Champs-Élysées" «الشانزليزيه» and «الشانزيليزيه». `with_heard` makes what was found part of the question, so that a
text which holds it meets the name. Translations and stems are `rag.answer.match`'s; whether a missing name refuses is `rag.answer.naming`'s.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from rag.answer.evidence import analyse
from rag.answer.people import same_person_word
from rag.language.analysis import Token, stem, tokens
from rag.language.gazetteer import is_common_word, is_given_name, is_name_part
from rag.language.names import near_skeletons, skeleton
from rag.language.normalise import normalise
from rag.language.sounds import is_spelt_name, sounds_alike
from rag.search.query import Query, QueryTerm

__all__ = ["Name", "Spoken", "heard_as", "is_particle", "is_slight", "latin_names", "named_by", "spoken", "with_heard"]

# Small words that stand in names of several languages and name nobody alone.
_PARTICLES: Final = frozenset(
    "el al le la les l de du des d di da del della van von der den bin ben ibn bint ould abu abou bou abd abdel abdul ait st".split()
)
# The article as it sounds before each consonant: "As-Safir", "An-Nahar".
_ARTICLES: Final = frozenset("al el as ash ar az at ath ad adh an".split())
_PARTICLE_EMPHASIS: Final = 0.15  # as of a word that asks for anything there is
_SHORT: Final = 2  # letters; "UN" in capitals is no syllable of a name
_JOINTS: Final = frozenset(" -'’ʼ")  # what may stand between two words of one name
_LONGEST_CUT: Final = 3  # words of a name that the other script cuts otherwise
_FOREIGN_SOUNDS: Final = 4  # consonants from which two Arabic spellings of a foreign name are told by them alone
_JOINED: Final = "وفبلك"
_LENGTH: Final = str.maketrans("", "", "اويءع")
_ENDINGS: Final = "اويه"

Name = tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Spoken:
    """The words of one script that a name may be among: in order, each with its sounds, and those of the same sounds together.

    `beginning` lists the sounds by their first and by their second consonant: either may be the first of a name.
    """

    words: tuple[str, ...]
    sounds: tuple[str, ...]
    by_sound: Mapping[str, tuple[str, ...]]
    beginning: Mapping[str, frozenset[str]]


def with_heard(query: Query, texts: Sequence[str]) -> Query:
    """Return `query` with the words of `texts` that are its names by sound among the variants of each, and its particles weighing little."""
    names = latin_names(query.text)
    found = []
    for term in query.terms:
        name = next((name for name in names if any(word.start == term.start for word in name)), ())
        found.append(_heard_term(term, name, tuple(texts)))
    return replace(query, terms=tuple(found))


def _heard_term(term: QueryTerm, name: Name, texts: tuple[str, ...]) -> QueryTerm:
    if is_slight(term.text, name):
        return replace(term, emphasis=_PARTICLE_EMPHASIS)
    latin = term.term < "\u0600"
    likely = bool(name) if latin else term.is_name or is_name_part(normalise(term.text))
    if not likely or any(not analyse(text).content.isdisjoint(term.variants) for text in texts):
        return term
    words = heard_as(term, name, spoken(texts, arabic=latin))
    if not latin and not words:
        words = _spelt_otherwise(term, spoken(texts, arabic=True))
    stems = {stem(word) for word in words}
    if words and all(analyse(text).content.isdisjoint(stems) for text in texts):
        # «علي» is not indexed: it is written like «على»
        return replace(term, emphasis=_PARTICLE_EMPHASIS)
    return replace(term, variants={**term.variants, **dict.fromkeys(stems, 1.0)}, weight=1.0) if words else term


def is_particle(word: str) -> bool:
    """Tell whether a Latin word is one that only joins the words of a name: "el", "du", "Ben"."""
    return normalise(word) in _PARTICLES


def is_slight(word: str, name: Name) -> bool:
    """Tell whether a word says too little of the `name` that it is part of to be looked for alone: a particle, or "Ki" of "Ban Ki-moon"."""
    return _is_short(word) and any(not _is_short(other.text) for other in name)


def _is_short(word: str) -> bool:
    return is_particle(word) or (len(word) <= _SHORT and not word.isupper())


@lru_cache(maxsize=1 << 10)
def latin_names(text: str) -> tuple[Name, ...]:
    """Return the names in Latin letters of a question: runs of capitalised words, and the particles between them."""
    found: list[list[Token]] = []
    end = -1
    for word in tokens(text):
        article = text[word.end : word.end + 1] == "-" and normalise(word.text) in _ARTICLES
        named = word.text[0].isupper() and word.term < "\u0600" and (article or not word.is_stop)
        joined = end >= 0 and set(text[end : word.start]) <= _JOINTS and found[-1]
        if joined and (named or is_particle(word.text) or text[end : word.start] == "-"):
            found[-1].append(word)
        else:
            found.append([word] if named else [])
        end = word.end
    return tuple(tuple(name) for name in found if name)


@lru_cache(maxsize=1 << 7)
def spoken(texts: tuple[str, ...], *, arabic: bool) -> Spoken:
    """Return the words of one script in `texts` that may be part of a name: prepositions are not."""
    pairs = [pair for text in texts for pair in _spoken_words(text, arabic=arabic)]
    by_sound: dict[str, dict[str, None]] = {}
    for word, sound in pairs:
        by_sound.setdefault(sound, {})[word] = None
    beginning: dict[str, set[str]] = {}
    for sound in by_sound:
        for first in sound[:2]:
            beginning.setdefault(first, set()).add(sound)
    return Spoken(
        tuple(word for word, _ in pairs),
        tuple(sound for _, sound in pairs),
        {sound: tuple(same) for sound, same in by_sound.items()},
        {first: frozenset(sounds) for first, sounds in beginning.items()},
    )


@lru_cache(maxsize=1 << 14)
def _spoken_words(text: str, *, arabic: bool) -> tuple[tuple[str, str], ...]:
    return tuple(
        (token.text, skeleton(token.text))
        for token in tokens(text)
        if token.text[0].isalpha() and (token.term >= "\u0600") == arabic and _may_name(token)
    )


def _may_name(token: Token) -> bool:
    """Tell whether a word may be part of a name: «علي» may, «على», though folded to the same letters, and «بهما» not."""
    if token.text[0] in _JOINED and tokens(token.text[1:]) and tokens(token.text[1:])[0].is_stop:
        return False
    return not token.is_stop or (token.text.endswith("ي") and is_given_name(normalise(token.text)))


def heard_as(term: QueryTerm, name: Name, among: Spoken) -> list[str]:
    """Return the words of the other script that `term`, a word of `name`, is by its sound, alone or with the words beside it."""
    if term.term < "\u0600" and not term.text[0].isupper():
        return []
    alone = named_by(term.text, among)
    if term.term < "\u0600" and not _has_article(term, name):
        alone = [word for word in alone if not is_common_word(word) or _stands_beside(word, term, name, among)]
    return alone or list(dict.fromkeys(_cut_otherwise(term, name, among)))


def _has_article(term: QueryTerm, name: Name) -> bool:
    """Tell whether a Latin word stands behind the Arabic article: what is called "As-Safir" is «السفير», common word or not."""
    return any(word.end + 1 == term.start and normalise(word.text) in _ARTICLES for word in name)


def named_by(word: str, among: Spoken) -> list[str]:
    """Return the words that are the same part of a name as `word`, each once."""
    return [other for other in _near(word, among) if same_person_word(word, other)]


def _stands_beside(word: str, term: QueryTerm, name: Name, among: Spoken) -> bool:
    """Tell whether a word stands next to another word of the name: «الشاهد» is a witness, «يوسف الشاهد» a man."""
    place = next((at for at, own in enumerate(name) if own.start == term.start), None)
    if place is None:
        return False
    beside = [own.text for own in (*name[max(0, place - 2) : place], *name[place + 1 : place + 3])]
    return any(
        same_person_word(own, other)
        for at, standing in enumerate(among.words)
        if standing == word
        for other in among.words[max(0, at - 1) : at + 2]
        if other != word
        for own in beside
        if not is_particle(own)
    )


def _near(word: str, among: Spoken) -> Iterator[str]:
    """Yield the words whose consonants are near those of `word`, a joined preposition aside."""
    own = skeleton(word)
    for sound in sorted(frozenset[str]().union(*(among.beginning.get(first, ()) for first in own[:2]))):
        if near_skeletons(own, sound) or near_skeletons(own, sound[1:]):
            yield from among.by_sound[sound]


def _cut_otherwise(term: QueryTerm, name: Name, among: Spoken) -> Iterator[str]:
    """Yield the words that a name of several words is when they are joined or parted in the other script: "Ben Guerdane", «بنقردان»."""
    place = next((at for at, word in enumerate(name) if word.start == term.start), None)
    if place is None:
        return
    for size in range(2, min(_LONGEST_CUT, len(name)) + 1):
        for first in range(max(0, place - size + 1), min(place, len(name) - size) + 1):
            yield from _standing([word.text for word in name[first : first + size]], among)


def _standing(name: Sequence[str], among: Spoken) -> Iterable[str]:
    sounds = skeleton("".join(name))
    for width in range(1, _LONGEST_CUT + 1):
        if width == len(name):
            continue
        for at in range(len(among.words) - width + 1):
            if among.sounds[at][:1] not in ("", sounds[:1]):
                continue  # most words
            heard = "".join(among.sounds[at : at + width])
            if heard[:1] == sounds[:1] and abs(len(heard) - len(sounds)) <= 1:
                words = among.words[at : at + width]
                if sounds_alike(" ".join(name), " ".join(words)):
                    return words
    return ()


def _spelt_otherwise(term: QueryTerm, among: Spoken) -> list[str]:
    """Return the words that are a foreign name with other letters of length: «الشانزليزيه», «الشانزيليزيه»; a given name is another name."""
    word = normalise(term.text).removeprefix("ال")
    sounds = skeleton(word)
    if len(sounds) < _FOREIGN_SOUNDS or is_spelt_name(word) or is_given_name(word):
        return []
    bare, ending = word.translate(_LENGTH), word[-1] if word[-1] in _ENDINGS else ""
    return [
        other
        for other in among.by_sound.get(sounds, ())
        if (plain := normalise(other).removeprefix("ال")).translate(_LENGTH) == bare
        and (plain[-1] == ending if ending else plain[-1] not in _ENDINGS)
        and not (is_spelt_name(plain) or is_given_name(plain))
    ]
