"""Know the names that news repeats: persons, places, organisations, peoples; and tell a word that is likely part of a name.

The names are the news lexicon's, compared as the analyser's terms. A word that is in no table may be a name all the same: Arabic writes
no capitals, and a word that the trained vocabulary has never met is most often a foreign name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from rag.language.analysis import Token, every_term, stem, terms
from rag.language.bridge import shipped_bridge
from rag.language.lexicon import Entry, load_lexicon
from rag.language.normalise import normalise
from rag.language.shipped import shipped_text
from rag.language.sounds import is_spelt_name, usual_spelling
from rag.language.tables import table

__all__ = [
    "Named",
    "arabic_names",
    "english_name",
    "find_names",
    "find_titles",
    "is_common_word",
    "is_country",
    "is_given_name",
    "is_name_part",
    "joined_letters",
    "listed_terms",
]

_NAME_KINDS: Final = frozenset({"person", "place", "organisation", "demonym"})
_TITLE_KINDS: Final = frozenset({"title"})
# What is joined before a name, and what is left of it: «للأردن» is «الأردن».
_JOINED: Final = (("", ""), *((one, "") for one in "و ف ب ل ك ول وب".split()), ("لل", "ال"), ("ولل", "ال"))
_NOUN_ENDINGS: Final = ("تان", "تين", "ان", "ون", "ين", "ات", "ه", "ا")
_SHORTEST_BARE: Final = 3  # letters that remain when an article is taken off
_COMMON: Final = 0.2  # strength of a translation from which it says what a word is
_SHORTEST_UNKNOWN: Final = 4  # letters: shorter unknown words are as often particles or misspellings


@dataclass(frozen=True, slots=True)
class Named:
    """A known name among tokens: `tokens[first:last]`; `kind` is the lexicon's."""

    first: int
    last: int
    kind: str


def find_names(words: Sequence[Token]) -> list[Named]:
    """Return the known names among `words`, the longest at each place, in order."""
    return _find(words, _NAME_KINDS)


def listed_terms(words: Sequence[Token], name: Named) -> frozenset[str]:
    """Return the terms of what the lexicon calls a known name of `words` in the other script, stop words aside."""
    listed = _listed().get(tuple(word.term for word in words[name.first : name.last]), ())
    others = (entry.arabic if latin else entry.english for entry, latin in listed if entry.kind in _NAME_KINDS)
    return frozenset(term for names in others for other in names for term in terms(other))


@table
def _listed() -> dict[tuple[str, ...], list[tuple[Entry, bool]]]:
    """Return the entries of the lexicon by the terms of each of their names, with whether it is the English one; no name of stop words alone."""
    found: dict[tuple[str, ...], list[tuple[Entry, bool]]] = {}
    for entry in load_lexicon():
        if entry.kind in _NAME_KINDS | _TITLE_KINDS:
            for names, latin in ((entry.english, True), (entry.arabic, False)):
                for name in names:
                    read = every_term(name)
                    if not all(is_stop for _, is_stop in read):
                        found.setdefault(tuple(term for term, _ in read), []).append((entry, latin))
    return found


def find_titles(words: Sequence[Token]) -> list[Named]:
    """Return the known offices ("foreign minister", «رئيس») among `words`, the longest at each place, in order."""
    return _find(words, _TITLE_KINDS)


def _find(words: Sequence[Token], kinds: frozenset[str]) -> list[Named]:
    names, sizes = _names(kinds)
    found: list[Named] = []
    index = 0
    while index < len(words):
        for size in sizes.get(words[index].term, ()):
            if index + size > len(words) or (size == 1 and words[index].is_stop):
                continue  # «مع» is a village, but hardly ever the one meant
            known = names.get(tuple(word.term for word in words[index : index + size]), ())
            kind = next((kind for kind in known if size > 1 or _as_written(words[index], kind)), None)
            if kind:
                found.append(Named(index, index + size, kind))
                index += size
                break
        else:
            index += 1
    return found


def _as_written(word: Token, kind: str) -> bool:
    """Tell whether one word names a person or a place as it is written: «مع» and «معان», «السلام» and «سلام» have one stem."""
    match kind:
        case "person":
            return not _person_words().isdisjoint(_unjoined(word.text.removesuffix("'s").removesuffix("’s")))
        case "place" if not word.text.isascii():
            return not _place_words().isdisjoint(_unjoined(word.text))
        case "title" if word.text.isascii():  # negotiations are no negotiators
            return word.text.lower().removesuffix("'s").rstrip("s") in _title_words()
        case "title":  # «داخل سوريا» is no interior ministry
            return not _arabic_title_words().isdisjoint(map(_inflected, _unjoined(word.text)))
        case _:
            return True


def _unjoined(word: str) -> set[str]:
    """Return the spellings of a word without what may be joined before it; one of two letters keeps its hamza, «آب» is not «إب».

    The article stays: «السورية» is the Syrian, not Syria.
    """
    plain, found = normalise(word), {word}
    for joined, left in _JOINED:
        if plain.startswith(joined) and len(plain) - len(joined) >= _SHORTEST_BARE:
            found.add(left + plain[len(joined) :])
    return found


def joined_letters(word: str) -> int:
    """Return how many letters are joined before the known Arabic place that `word` names: 1 of «وفرنسا» and of «بفرنسا»."""
    places = _place_words()
    if normalise(word) in places:
        return 0
    joined = (len(letters) for letters, left in _JOINED if letters and not left and word.startswith(letters))
    return next((size for size in joined if normalise(word[size:]) in places), 0)


@table
def _title_words() -> frozenset[str]:
    """Return the English offices of one word, without a plural's ending."""
    return frozenset(
        name.lower().rstrip("s")
        for entry in load_lexicon()
        if entry.kind == "title"
        for name in entry.english
        if " " not in name
    )


@table
def _arabic_title_words() -> frozenset[str]:
    """Return the Arabic offices of one word, in the form of `_inflected`."""
    names = (name for entry in load_lexicon() if entry.kind == "title" for name in entry.arabic if " " not in name)
    return frozenset(map(_inflected, names))


def _inflected(word: str) -> str:
    """Return a normalised noun without the article and the ending of a woman, a pair, several, or a case: «الناطقة», «ناطقين»."""
    plain = normalise(word).removeprefix("ال")
    return next(
        (plain[: -len(end)] for end in _NOUN_ENDINGS if plain.endswith(end) and len(plain) > len(end) + 2), plain
    )


@table
def _person_words() -> frozenset[str]:
    """Return the persons of one word, normalised, with the article where it is part of the name: «الأسد», «بوتين», "Assad"."""
    entries = (entry for entry in load_lexicon() if entry.kind == "person")
    names = (normalise(name) for entry in entries for name in (*entry.english, *entry.arabic))
    return frozenset(name for name in names if " " not in name)


@table
def _place_words() -> frozenset[str]:
    """Return the Arabic places of one word, those with the article also without it («أردن»)."""
    names = [name for entry in load_lexicon() if entry.kind == "place" for name in entry.arabic if " " not in name]
    plain = {normalise(name) for name in names if len(name) >= _SHORTEST_BARE}
    return frozenset(names) | plain | {name.removeprefix("ال") for name in plain}


def is_country(name: str) -> bool:
    """Tell whether a name of either script, as it stands in a text, is a country's: «وفرنسا», "France"."""
    plain = normalise(name).removeprefix("the ")
    return not _countries().isdisjoint({plain, *map(normalise, _unjoined(plain))})


@table
def _countries() -> frozenset[str]:
    lines = shipped_text(files("rag.language").joinpath("countries.txt")).splitlines()
    listed = {line for line in lines if not line.startswith("#")}
    entries = (entry for entry in load_lexicon() if entry.kind == "place" and not listed.isdisjoint(entry.english))
    return frozenset(normalise(name) for entry in entries for name in (*entry.english, *entry.arabic))


def english_name(arabic: str) -> str | None:
    """Return the English of a known Arabic name, or of each of its parts where the whole is unknown; None when one is unknown too."""
    whole, parts = _english_names()
    words = normalise(arabic).split()
    if known := whole.get(" ".join(_bare(word) for word in words)):
        return known
    found = [usual_spelling(word) or parts.get(word) or parts.get(_bare(word)) for word in words]
    return " ".join(part for part in found if part) if all(found) else None


def arabic_names(latin: str) -> frozenset[str]:
    """Return the Arabic names, normalised, of what the lexicon knows under a name in Latin letters, hyphens and accents aside."""
    return _arabic_names().get(_plain_latin(latin), frozenset())


@table
def _arabic_names() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for entry in load_lexicon():
        if entry.kind in _NAME_KINDS:
            for name in entry.english:
                found.setdefault(_plain_latin(name), set()).update(normalise(other) for other in entry.arabic)
    return {name: frozenset(others) for name, others in found.items()}


def _plain_latin(name: str) -> str:
    words = normalise(name).replace("-", " ").replace("'", " ").split()
    return " ".join(words[1:] if len(words) > 1 and words[0] in {"the", "al", "el"} else words)


def _bare(word: str) -> str:
    """Return a normalised word without the article and what is joined to it."""
    plain = normalise(word)
    for clitic in ("وال", "بال", "فال", "كال", "لل", "ال"):
        if plain.startswith(clitic) and len(plain) - len(clitic) >= _SHORTEST_BARE:
            return plain[len(clitic) :]
    return plain


@table
def _english_names() -> tuple[dict[str, str], dict[str, str]]:
    whole: dict[str, str] = {}
    parts: dict[str, str] = {}
    for entry in load_lexicon():
        if entry.kind in _NAME_KINDS:
            for name in entry.arabic:
                plain = normalise(name)
                english = _as_long(plain, entry.english) if entry.kind == "person" else entry.english[0]
                whole.setdefault(" ".join(_bare(word) for word in plain.split()), english)
                if entry.kind == "person" and len(plain.split()) == len(english.split()):
                    for part, translation in zip(plain.split(), english.split(), strict=True):
                        parts.setdefault(part, translation)
    return whole, parts


def _as_long(arabic: str, english: Sequence[str]) -> str:
    """Return the English of a person that has as many words as the Arabic; a surname alone may be another's, and stays alone."""
    size = len(arabic.split())
    fitting = next((e for e in english if size in (len(e.split()), len(e.replace("-", " ").split()))), None)
    return fitting or (english[0].split()[-1] if size == 1 else english[0])


@cache
def _names(kinds: frozenset[str]) -> tuple[dict[tuple[str, ...], tuple[str, ...]], dict[str, tuple[int, ...]]]:
    """Return the kinds of each name by its terms, and by first term the sizes of the names that begin so, longest first."""
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    sizes: dict[str, set[int]] = {}
    for key, entries in _listed().items():
        if own := tuple(dict.fromkeys(entry.kind for entry, _ in entries if entry.kind in kinds)):
            found[key] = own
            sizes.setdefault(key[0], set()).add(len(key))
    return found, {first: tuple(sorted(several, reverse=True)) for first, several in sizes.items()}


@lru_cache(maxsize=1 << 15)
def is_name_part(word: str) -> bool:
    """Tell whether `word`, normalised Arabic, is part of a known person's name or unknown to the whole vocabulary."""
    if word in _person_parts():
        return True
    return len(word) >= _SHORTEST_UNKNOWN and not shipped_bridge().translations(stem(word))


@lru_cache(maxsize=1 << 15)
def is_common_word(word: str) -> bool:
    """Tell whether an Arabic word is in the first place an ordinary word, and no part of a name that is known: «السائد»."""
    plain = normalise(word)
    if is_spelt_name(plain) or {plain, plain.removeprefix("ال")} & (_person_parts() | _given_names() | _place_words()):
        return False
    bridge = shipped_bridge()
    best, share = next(iter(bridge.translations(stem(word)).items()), ("", 0.0))
    return share >= _COMMON and not bridge.written(best)[:1].isupper()


def is_person_word(word: str) -> bool:
    """Tell whether `word`, normalised, is a person's name by itself, nothing joined to it: «الأسد», "Putin"."""
    return word in _person_words()


def is_given_name(word: str) -> bool:
    """Tell whether `word`, normalised Arabic, is a common given name: what follows it is a family name, whatever it means."""
    return word in _given_names()


@table
def _given_names() -> frozenset[str]:
    lines = shipped_text(files("rag.language").joinpath("given_names.txt")).splitlines()
    return frozenset(normalise(name) for line in lines if not line.startswith("#") for name in line.split())


@table
def _person_parts() -> frozenset[str]:
    return frozenset(
        part
        for entry in load_lexicon()
        if entry.kind == "person"
        for name in entry.arabic
        for part in normalise(name).split()
        if len(part) > 1 and terms(part)
    )
