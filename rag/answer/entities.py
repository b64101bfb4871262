"""Find the persons and places that a sentence names, as candidates for a short answer.

Arabic writes no capitals, so a person is found from what stands around the name (an office, a verb of saying) and from known names;
English from capitals as well. A candidate is always words of the sentence itself; nothing is completed from elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final, Literal

from rag.language.analysis import Token, language_of, tokens
from rag.language.bridge import shipped_bridge
from rag.language.gazetteer import (
    find_names,
    is_common_word,
    is_given_name,
    is_name_part,
    is_person_word,
    joined_letters,
)
from rag.language.normalise import normalise
from rag.language.sounds import is_spelt_name

__all__ = ["ENDERS", "OFFICES", "SAYING", "Entity", "breaks", "is_whole_name", "persons", "places"]


@dataclass(frozen=True, slots=True)
class Entity:
    """A name that stands in a text: `source[start:end] == text`; `certainty` 0..1."""

    start: int
    end: int
    text: str
    kind: Literal["person", "place"]
    certainty: float


# Nouns of office, in the analyser's spelling before stemming; what follows them is adjectives, a department, then the name.
OFFICES: Final = frozenset(
    normalise(
        "وزير وزيرة رئيس رئيسة نائب نائبة نظيره نظيرته نظيرها المتحدث متحدث متحدثة المتحدثة الناطق ناطق المبعوث مبعوث السفير سفير سفيرة السفيرة"
        " الأمين أمين مدير مديرة قائد الجنرال اللواء العميد العقيد الدكتور الدكتورة السيد السيدة الشيخ الملك ملك الأمير أمير الرئيس الوزير الوزيرة المدير"
        " القائد المدرب مدرب اللاعب لاعب القاضي النائب الكاتب المفوض مفوض المنسق منسق المستشار مستشار المستشارة الزعيم زعيم حاكم محافظ عمدة والي"
        " معتمد كاهية الفنان الممثل المخرج الصحفي الناشط المحامي البطل العاهل عضو"
    ).split()
)
SAYING: Final = frozenset(
    normalise(
        "قال قالت وقال وقالت أعلن أعلنت وأعلن أكد أكدت وأكد أضاف وأضاف وأضافت أوضح وأوضح أوضحت صرح وصرح اعتبر واعتبر رأى ورأى أشار وأشار أقر وأقر"
        " اعترف ذكر وذكر شدد وشدد حذر وحذر نفى ونفى دعا ودعا أعرب وأعرب تابع وتابع كشف وكشف لفت ولفت نوه ونوه عن قوله"
    ).split()
)
# Nouns of a place's class, which stand without an article before its name.
_PLACE_NOUNS: Final = frozenset(
    normalise("مدينة بلدة قرية معتمدية ولاية محافظة ناحية حي ضاحية جزيرة جبل جبال وادي شاطئ معبر مطار").split()
)
_PARTICLES: Final = frozenset(normalise("بن ابن أبو أبي أم آل عبد دي فان دا دو لو ذو بو ولد").split())
# Words that end a name wherever they come: conjunctions, prepositions, complementisers.
ENDERS: Final = frozenset(
    normalise(
        "ان أن إن انه أنه انها في من على إلى الى عن مع خلال بعد قبل الذي التي قد لقد كما حيث بأن بان قوله قولها انهم أو لا ما هو هي اليوم أمس"
    ).split()
)
# Given names that even behind an office are mostly another word: «الناطق باسم الوزارة».
_SELDOM_NAMES: Final = frozenset(
    normalise(
        "باسم ملك قائد خليفة جهاد شهيد كامل أمل سلام فضل رجاء رحمة حياة نجاة مفتاح وردة جمعة عليه عالية جو أنا نور شمس ملاك رضا صفاء وفاء ضياء هدى"
    ).split()
)
# With a conjunction or preposition before and a pronoun behind, with both joined before, or in the form of a verb, a word is no name: «وبتفتيشها», «أنقذتهم».
_INFLECTED: Final = re.compile(
    r"[وف][بلك]\w{3,}|[وفبلك]\w{3,}(?:ها|نا)|\w{3,}(?:هم|هما)|[يت]\w{3,}(?:ان|ون|وا)|[يتن]ت\w{3,}"
)
_CACHE_SIZE: Final = 1 << 13  # texts: the same sentences come back question after question
_LONGEST_NAME: Final = 5
_SHORTEST_FAMILY: Final = 3  # letters
_LONGEST_OFFICE: Final = 9
_ENGLISH_NAME: Final = re.compile(
    r"\b(?:[A-Z][\w'’-]+|[A-Z]\.)(?:\s+(?:(?:de|del|di|da|van|von|bin|ibn|al|el|bint|der|la|le)\s+)?(?:(?:al|el|Al|El)-)?(?:[A-Z][\w'’-]+|[A-Z]\.))*"
)
_LATIN_PARTICLES: Final = frozenset("de del di da van von bin ibn al el bint der la le".split())
_ENGLISH_NOT_NAMES: Final = frozenset(
    "the a an in on at by for from with and but when where who what which after before during since until while if as it he she they we i you this"
    " that these those there here monday tuesday wednesday thursday friday saturday sunday january february march april may june july august"
    " september october november december mr mrs ms dr his her its their our my your not no all some any both each every other such president"
    " minister secretary foreign prime general chief judge professor according however although also then".split()
)


@lru_cache(maxsize=_CACHE_SIZE)
def persons(text: str) -> tuple[Entity, ...]:
    """Return the persons that `text` names, surest first."""
    found = list(_english(text)) if language_of(text) == "en" else list(_arabic(text))
    found.extend(_listed(text, "person"))
    return _distinct(found)


@lru_cache(maxsize=_CACHE_SIZE)
def places(text: str) -> tuple[Entity, ...]:
    """Return the places that `text` names, surest first: known places, and in English what capitals and a preposition show."""
    found = [*_listed(text, "place"), *_classed(text)]
    if language_of(text) == "en":
        for entity in _english(text):
            before = text[: entity.start].rstrip().rsplit(None, 1)[-1:] or [""]
            if before[0].lower() in {"in", "at", "from", "to", "near", "of", "into", "across", "outside", "around"}:
                found.append(Entity(entity.start, entity.end, entity.text, "place", 0.5))
    return _distinct(found)


def _classed(text: str) -> Iterator[Entity]:
    """Yield the unknown places that a noun of their class stands before: «مدينة أنتويرب», «بمعتمدية الرقاب»."""
    words = tokens(text)
    for noun, name in pairwise(words):
        folded = normalise(noun.text)
        if (
            not {folded, folded[1:] if folded[0] in "وفبل" else folded} & _PLACE_NOUNS
            or text[noun.end : name.start] != " "
        ):
            continue
        definite = normalise(name.text).startswith("ال")
        if not (name.is_stop or name.text[0].isdigit() or name.term < "\u0600") and (
            definite or not is_common_word(name.text)
        ):
            yield Entity(name.start, name.end, name.text, "place", 0.6)


def _distinct(found: list[Entity]) -> tuple[Entity, ...]:
    """Keep the surest, then the longest, of candidates that overlap."""
    kept: list[Entity] = []
    for entity in sorted(found, key=lambda e: (-e.certainty, e.start - e.end)):
        if all(entity.end <= other.start or other.end <= entity.start for other in kept):
            kept.append(entity)
    return tuple(kept)


def _arabic(text: str) -> Iterator[Entity]:
    words = tokens(text)
    folded = [normalise(word.text) for word in words]
    for index, word in enumerate(folded):
        bare = word.removeprefix("و").removeprefix("ل").removeprefix("ب")
        if word in OFFICES or bare in OFFICES:
            yield from _name_after(text, words, folded, index + 1, _LONGEST_OFFICE, 0.8)
        elif word in SAYING and not _is_body(folded[index + 1 : index + 2]):
            yield from _name_after(text, words, folded, index + 1, 1, 0.7)
    yield from _known_runs(text, words, folded)


def is_whole_name(text: str, words: Sequence[Token]) -> bool:
    """Tell whether `words`, neighbours in `text`, are a person's name and nothing else: of Latin ones none is an ordinary word."""
    if any(breaks(text, words, at) for at in range(len(words) - 1)):
        return False
    if any(word.term < "\u0600" for word in words):
        parts = zip(words, ("", *(text[one.end : other.start] for one, other in pairwise(words))), strict=True)
        latin = [word for word, joint in parts if word.text.lower() not in _LATIN_PARTICLES and joint != "-"]
        return bool(latin) and all(map(_may_name, latin))
    folded = [normalise(word.text) for word in words]
    if len(words) == 1:
        return is_person_word(folded[0])
    return _run_end(text, words, folded, 0, announced=True) == len(words)


def _may_name(word: Token) -> bool:
    """Tell whether a Latin word may be part of a name: by its capital, or, as people type on telephones, because it is no ordinary word."""
    if word.text.lower() in _ENGLISH_NOT_NAMES or word.is_stop or word.text[0].isdigit():
        return False
    bridge = shipped_bridge()
    return word.text[0].isupper() or not bridge.translations(word.term) or bridge.written(word.term)[0].isupper()


def _name_after(
    text: str, words: Sequence[Token], folded: Sequence[str], first: int, reach: int, certainty: float
) -> Iterator[Entity]:
    """Yield the first run of name-like words within `reach` words of `first`."""
    for start in range(first, min(first + reach, len(words))):
        if folded[start] in ENDERS or breaks(text, words, start - 1):
            return
        end = _run_end(text, words, folded, start, announced=True)
        if end - start >= 2 or (end > start and reach == 1):
            yield _entity(text, words, start, end, certainty)
            return


def _is_body(after: Sequence[str]) -> bool:
    """Tell whether what stands behind a verb of saying looks like a body that nothing knows: «أعلنت الكنفديرالية»."""
    return any(word.startswith("ال") and word.endswith("يه") for word in after)


def _is_at_place(word: str) -> bool:
    """Tell whether a word is a noun of places with a preposition: «بجبل مغيلة» names nobody."""
    return word[0] in "وفبلك" and word[1:] in _PLACE_NOUNS


def _known_runs(text: str, words: Sequence[Token], folded: Sequence[str]) -> Iterator[Entity]:
    index = 0
    while index < len(words):
        end = _run_end(text, words, folded, index)
        if (
            end - index >= 2
            and not any(map(_INFLECTED.fullmatch, folded[index:end]))
            and not _is_at_place(folded[index])
        ):
            yield _entity(text, words, index, end, 0.5)
        index = max(end, index + 1)


def _run_end(text: str, words: Sequence[Token], folded: Sequence[str], start: int, *, announced: bool = False) -> int:
    """Return the end of the name that begins at `start`; `start` where none does.

    After a given name one word is taken whatever it means («رنا القضاة»), further ones only when they are name-like. Given names that are
    ordinary words too («جمال») count as names where an office or a verb of saying has `announced` one.
    """
    end = start
    given = is_given_name(folded[start])
    if announced and not given and not folded[start].startswith("ال"):
        given = is_spelt_name(folded[start]) and folded[start] not in _SELDOM_NAMES
    while end < len(words) and end - start < _LONGEST_NAME:
        word = folded[end]
        if (end > start and breaks(text, words, end - 1)) or _ends_name(words[end], word):
            break
        family = given and end == start + 1 and len(word) >= _SHORTEST_FAMILY
        first = given and end == start
        if not (first or family or word in _PARTICLES or is_given_name(word) or is_name_part(word)):
            break
        end += 1
    return end if end - start != 1 or folded[start] not in _PARTICLES else start


def _ends_name(word: Token, folded: str) -> bool:
    office = folded in OFFICES and "قايد" not in word.text  # the name is written without the hamza of the leader
    return word.is_stop or folded in ENDERS or office or folded in SAYING or word.text[0].isdigit()


def breaks(text: str, words: Sequence[Token], index: int) -> bool:
    """Tell whether punctuation stands between word `index` and the next: a name does not run across it."""
    if index < 0 or index + 1 >= len(words):
        return False
    between = text[words[index].end : words[index + 1].start]
    return any(mark in between for mark in ".,،؛:!?؟()\n")


def _entity(text: str, words: Sequence[Token], start: int, end: int, certainty: float) -> Entity:
    first, last = words[start].start, words[end - 1].end
    return Entity(first, last, text[first:last], "person", certainty)


def _english(text: str) -> Iterator[Entity]:
    for match in _ENGLISH_NAME.finditer(text):
        start, end = match.span()
        parts = match[0].split()
        while parts and parts[0].lower().strip(".'’") in _ENGLISH_NOT_NAMES:
            start += (
                len(parts[0]) + len(text[start + len(parts[0]) : end]) - len(text[start + len(parts[0]) : end].lstrip())
            )
            parts = parts[1:]
        name = text[start:end].rstrip("'’").removesuffix("'s").removesuffix("’s")
        if len(name) > 1 and parts:
            opens = match.start() == 0 or text[: match.start()].rstrip()[-1:] in ".!?"
            single = len(parts) == 1
            yield Entity(start, start + len(name), name, "person", 0.3 if single and opens else 0.5 if single else 0.7)


def _name_begin(text: str, words: Sequence[Token], surname: int) -> int:
    """Return where the name begins that a known surname ends: «سنية مبارك» is not the Mubarak whom the lexicon knows."""
    if not is_person_word(normalise(words[surname].text).removesuffix("'s")):
        return surname  # a conjunction is joined to it: another name stands before
    begin = surname
    while begin > 0 and surname - begin < _LONGEST_NAME - 1 and not breaks(text, words, begin - 1):
        if not _is_first_name(words[begin - 1]):
            break
        begin -= 1
    # Between commas stands a name, whatever its first word means: «وزيرة الثقافة، سنية مبارك، أن».
    alone = surname > 1 and breaks(text, words, surname - 2) and breaks(text, words, surname)
    return surname - 1 if begin == surname and alone and not breaks(text, words, surname - 1) else begin


def _is_first_name(word: Token) -> bool:
    folded = normalise(word.text)
    if word.term < "\u0620":
        return word.text[0].isupper() and folded not in _ENGLISH_NOT_NAMES
    if _ends_name(word, folded) or _INFLECTED.fullmatch(folded):
        return False
    return is_given_name(folded) or is_spelt_name(folded) or is_name_part(folded)


def _listed(text: str, kind: Literal["person", "place"]) -> Iterator[Entity]:
    words = tokens(text)
    for named in find_names(words):
        if named.kind == kind:
            begin = named.first
            if kind == "person" and named.last == named.first + 1:
                begin = _name_begin(text, words, named.first)
            first, last = words[begin].start, words[named.last - 1].end
            if kind == "place" and named.last == named.first + 1:
                first += joined_letters(text[first:last])
            yield Entity(first, last, text[first:last], kind, 0.9)
