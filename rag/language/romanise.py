"""Write Arabic names in Latin letters, as a reader of English news expects them: "Karim al-Shurfi" for «كريم الشرفي».

A given name is written as usual, another word as the bridge knows it where that sounds like the word (a family name is never translated),
else letter by letter, with an "a" where the spelling leaves a short vowel out. Nothing is looked up in an archive, and no whole name is known here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from rag.language.analysis import stem, tokens
from rag.language.bridge import shipped_bridge
from rag.language.gazetteer import arabic_names
from rag.language.normalise import normalise
from rag.language.sounds import sounds_alike, usual_spelling

__all__ = ["romanise"]

_LINKED: Final = 0.1  # strength from which a link of the bridge is no accident
_CONSONANTS: Final = dict(
    zip(
        "بتثجحخدذرزسشصضطظغفقكلمنهوي",
        "b t th j h kh d dh r z s sh s d t z gh f q k l m n h w y".split(),
        strict=True,
    )
)
_LENGTH: Final = {"ا": "a", "ى": "a", "ة": "a", "آ": "a"}
_GLIDES: Final = {"و": "u", "ي": "i"}
_SONORANTS: Final = frozenset("lrmn")
# Small words of names.
_PARTS: Final = {
    "بن": "Ben", "ابن": "Ibn", "ابو": "Abu", "ابي": "Abi", "ام": "Um", "ولد": "Ould", "بو": "Bou", "ال": "Al", "سيدي": "Sidi", "دي": "de", "دو": "du",
    "فان": "van", "فون": "von", "الدين": "al-Din", "الله": "Allah", "عبد": "Abd", "دير": "Deir", "اولاد": "Ouled",
}  # fmt: skip
_HEARD_ENDS: Final = frozenset("aeh")  # of names that end in ة or ه
_SERVANT: Final = "عبد"
_ARTICLE: Final = "ال"
_HAMZAS: Final = str.maketrans(
    {"أ": "ا", "إ": "ا", "ٱ": "ا", "ؤ": "و", "ئ": "ي", "گ": "غ", "پ": "ب", "چ": "ج", "ڤ": "ف"}
)
_MARKS: Final = re.compile(r"[\u064b-\u0652\u0640]")


def romanise(arabic: str) -> str:
    """Return a Latin spelling of an Arabic name; words of other scripts stay as they are."""
    words = [token.text for token in tokens(arabic)]
    written: list[str] = []
    at = 0
    while at < len(words):
        if normalise(words[at]) == _SERVANT and at + 1 < len(words):
            written.append(_servant(words[at + 1]))
            at += 1
        else:
            written.append(_romanised(words[at]))
        at += 1
    return " ".join(written)


def _servant(word: str) -> str:
    """Return "Abdel Karim" for «عبد الكريم»: the two words are one name."""
    whole = usual_spelling(_SERVANT + word)
    return whole or f"Abdel {_romanised(normalise(word).removeprefix(_ARTICLE))}"


@lru_cache(maxsize=1 << 12)
def _romanised(word: str) -> str:
    plain = normalise(word)
    if plain[:1] < "\u0600":
        return word
    if part := _PARTS.get(plain):
        return part
    bare = word.removeprefix(_ARTICLE) if len(plain) > len(_ARTICLE) + 1 else word
    if given := usual_spelling(word) or usual_spelling(bare):
        return given
    if known := _known(word):
        return known
    return ("" if bare == word else "al-") + _capitalised(_spelt(bare))


def _known(word: str) -> str | None:
    """Return how the bridge writes the name that sounds like `word`, or is the lexicon's for it."""
    bridge = shipped_bridge()
    for term, strength in bridge.translations(stem(word)).items():
        written = bridge.written(term)
        scholarly = not written.isascii()  # "Arbaʿā": no English newspaper writes so
        if normalise(word).endswith("ه") and written[-1:] not in _HEARD_ENDS:
            continue  # «سنية» is no "Sunni"
        if strength < _LINKED or scholarly or not written[:1].isupper() or written.isupper():
            continue
        if sounds_alike(written, word) or normalise(word) in arabic_names(written):
            return written
    return None


def _spelt(word: str) -> str:
    """Return a word letter by letter, with the short vowels that an English reader needs to say it."""
    letters = _MARKS.sub("", word).translate(_HAMZAS)
    sounds: list[str] = []
    for place in range(len(letters)):
        sound = _sound(letters, place, sounds)
        if sound and not (sound in "aiu" and sounds and sounds[-1] == sound):
            sounds.append(sound)
    return "".join(_vowelled(sounds))


def _sound(letters: str, place: int, sounds: Sequence[str]) -> str:
    letter = letters[place]
    after = letters[place + 1 : place + 2]
    if letter in _LENGTH:
        return "" if letter == "ا" and place == 0 and after in _GLIDES and len(letters) > 2 else _LENGTH[letter]
    if letter == "ع":
        said = not sounds or (sounds[-1] != "a" and after not in {*_LENGTH, *_GLIDES})
        return "a" if said else ""
    if letter in _GLIDES and place > 0 and after not in _LENGTH:
        opens = place == 1 and letters[0] == "ا"
        if opens or not after or not (sounds and _is_vowel(sounds[-1])):
            return _GLIDES[letter]
    return _CONSONANTS.get(letter, "")


def _vowelled(sounds: Sequence[str]) -> list[str]:
    """Return the sounds with an "a" between consonants that do not follow each other, an "i" after a long a («حاجب»)."""
    out: list[str] = []
    for place, sound in enumerate(sounds):
        before = out[-1] if out else ""
        out.append(sound)
        rest = sounds[place + 1 : place + 3]
        if _is_vowel(sound) or not rest or _is_vowel(rest[0]):
            continue
        if len(rest) == 1:
            out.extend(_closing(sounds, place))
        elif not _is_vowel(before):
            out.append("a")
    return out


def _closing(sounds: Sequence[str], place: int) -> list[str]:
    """Return the vowel between the last two consonants of a word: «حاجب» has an "i", «مطر» an "a", "Fahd" none."""
    if place > 1 and sounds[place - 1] == "a":
        return ["i"]
    return ["a"] if sounds[place + 1] in _SONORANTS or place == 0 else []


def _is_vowel(sound: str) -> bool:
    return sound in {"a", "i", "u"}


def _capitalised(word: str) -> str:
    return word[:1].upper() + word[1:]
