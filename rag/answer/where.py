"""Choose among the places of one sentence: those of the class asked for, the town and not its province, all of a list where several are asked for.

Which words are places is `rag.answer.entities`'s business, which of several is nearest to the question `rag.answer.short`'s.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from rag.answer.classes import Nouns, class_of
from rag.language.gazetteer import is_country
from rag.language.normalise import normalise
from rag.search.question import Question

__all__ = ["asks_for_country", "asks_for_several", "asks_for_wide", "inner_places", "lists", "of_class"]

Span = tuple[int, int]

_SEVERAL: Final = frozenset("cities countries مدن دول بلدان مناطق".split())
_WIDE: Final = frozenset(
    "country countries state province governorate region continent دوله دول بلد بلدان ولايه محافظه منطقه مناطق اقليم قاره".split()
)
_COUNTRIES: Final = frozenset("country countries دوله دول بلد بلدان".split())
# Towns and provinces bear one name: the word beside it tells which is meant.
_CLASSES: Final = tuple(
    frozenset(words.split())
    for words in (
        "city cities town towns village villages capital مدينه مدن بلده بلدات قريه قري عاصمه",
        "province provinces governorate governorates state states region محافظه محافظات ولايه ولايات اقليم ريف",
        "district districts neighbourhood neighborhood حي احياء معتمديه",
    )
)
# In Arabic these are a city and its country.
_CITIES_AND_COUNTRIES: Final = frozenset(normalise("تونس الجزائر الكويت سنغافورة جيبوتي لوكسمبورغ بنما").split())
_OF: Final = frozenset({"of", "the"})
_BEFORE: Final = 24  # characters in which the word of the class stands
# Words between a place and the wider one that it lies in: "Kafr, in the northern province of Idlib", «بلدة كفر بريف إدلب».
_LIES_IN: Final = frozenset(
    normalise(
        "in the of northern southern eastern western central coastal northeastern northwestern southeastern southwestern north south east west"
        " countryside province governorate region state district"
        " في بمحافظة محافظة بولاية ولاية بريف ريف بإقليم إقليم بمنطقة منطقة شمال جنوب شرق غرب وسط شمالي جنوبي شرقي غربي"
    ).split()
)
_WORD: Final = re.compile(r"\w+")
_AND: Final = frozenset({"", ",", "،", "and", ", and", "و", "، و", "،و", ",و"})


def asks_for_several(question: Question) -> bool:
    """Tell whether more than one place is asked for: "which countries"."""
    return question.unit.lower() in _SEVERAL


def asks_for_wide(question: Question) -> bool:
    """Tell whether a country or a province is asked for, and not the town in it."""
    return question.unit.lower() in _WIDE


def asks_for_country(question: Question) -> bool:
    """Tell whether a country is asked for."""
    return question.unit.lower() in _COUNTRIES


def of_class(question: Question, text: str, places: Iterable[Span]) -> list[Span]:
    """Return the `places` that are of the class asked for, as far as the text or the names tell: a country, a town, a province.

    Of a class that is told of none, all that are told to be of no other class.
    """
    spans, unit = list(places), question.unit.lower()
    if unit in _COUNTRIES:
        return [span for span in spans if is_country(text[slice(*span)])]
    wanted = next((words for words in _CLASSES if unit in words), None)
    if wanted is None:
        return spans
    told = {span: _class_before(text, span[0]) or _class_after(text, span[1]) for span in spans}
    if named := [span for span in spans if told[span] == wanted]:
        return named
    rest = [span for span in spans if told[span] is None]
    smaller = [span for span in rest if not is_country(text[slice(*span)])]
    return smaller or [span for span in rest if normalise(text[slice(*span)]) in _CITIES_AND_COUNTRIES]


def _class_before(text: str, start: int) -> Nouns | None:
    """Return the class that the word before a place names: «مدينة حلب», "the city of Aleppo"."""
    words = [word for word in _WORD.findall(normalise(text[:start])[-_BEFORE:]) if word not in _OF]
    return class_of(words[-1], _CLASSES) if words and not text[:start].rstrip().endswith((".", ",", "،")) else None


def _class_after(text: str, end: int) -> Nouns | None:
    """Return the class that the word behind a place names: "Idlib province"."""
    words = _WORD.findall(normalise(text[end : end + _BEFORE]))
    return class_of(words[0], _CLASSES) if words and words[0].isascii() and text[end : end + 1] == " " else None


def inner_places(text: str, places: Iterable[Span]) -> list[Span]:
    """Return `places` without those that only say where the place before them lies: of "Kafr in Idlib" the town stays."""
    ordered = sorted(places)
    outer = {
        after for before, after in pairwise(ordered) if before[1] < after[0] and _lies_in(text, before[1], after[0])
    }
    return [span for span in ordered if span not in outer]


def _lies_in(text: str, end: int, start: int) -> bool:
    between = normalise(text[end:start])
    words = _WORD.findall(between)
    if not words and between.strip(" ,،"):
        return False
    # «حلب شمال سوريا» and "Aleppo, northern Syria" stand side by side; «فرنسا وألمانيا» are two.
    apart = not words and (bool(between.strip()) or text[start - 1 : start] == "و" or text[start] == "و")
    return not apart and all(word in _LIES_IN for word in words)


def lists(text: str, places: Sequence[Span]) -> list[tuple[Span, ...]]:
    """Return the lists that `places` form in `text`, in order: "Oman, Yemen and Iraq" is one, a place of its own is one of one."""
    found: list[tuple[Span, ...]] = []
    for span in sorted(places):
        if found and _is_coordination(text, found[-1][-1][1], span[0]):
            found[-1] = (*found[-1], span)
        else:
            found.append((span,))
    return found


def _is_coordination(text: str, end: int, start: int) -> bool:
    between = normalise(text[end:start]).strip()
    return between in _AND if between else text[start : start + 1] == "و"
