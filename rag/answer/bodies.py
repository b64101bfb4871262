"""Find the organisations that a text names, and choose those of the class asked for: a club, a ministry, a news agency.

Known ones are the lexicon's; an unknown one is found by the noun of its class before it («صحيفة "المرفأ"»). An organisation of which
nothing tells the class may be of any. Which of several answers is `rag.answer.short`'s.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Final

from rag.answer.classes import Nouns, class_of
from rag.language.analysis import tokens
from rag.language.gazetteer import find_names
from rag.language.lexicon import load_field, load_lexicon
from rag.language.normalise import normalise
from rag.language.tables import table
from rag.search.question import Question

__all__ = ["asks_for_one_body", "bodies", "of_asked_class"]

Span = tuple[int, int]

# The nouns of each class, singular and plural; a name that holds one, or has it before it, is of that class.
_CLASSES: Final = tuple(
    frozenset(normalise(words).split())
    for words in (
        "ministry ministries وزارة وزارات",
        "club clubs team teams fc نادي النادي أندية فريق الفريق فريقه ناديه فرق منتخب المنتخب",
        "party parties حزب الحزب أحزاب حركة الحركة حركات movement movements",
        "agency agencies وكالة الوكالة وكالات newspaper newspapers صحيفة جريدة صحف outlet outlets قناة إذاعة",
        "company companies شركة الشركة شركات corporation",
        "bank banks بنك البنك مصرف المصرف",
        "university universities جامعة الجامعة",
        "group groups faction factions militia militias جماعة جماعات تنظيم تنظيمات فصيل فصائل ميليشيا ميليشيات لواء كتائب",
    )
)
# The lexicon's fields whose organisations are of one class, by a noun of it.
_FIELDS: Final = {"sports": "club"}
_AGENCIES: Final = frozenset(
    normalise(
        "reuters|afp|agence france-presse|associated press|tass|sana|xinhua|anadolu|interfax|sputnik|bloomberg|dpa|رويترز|وكالة رويترز|فرانس برس|الأناضول|تاس|سانا|شينخوا|إنترفاكس"
        "|سبوتنيك|بلومبرغ|أسوشيتد برس|وكالة الأنباء الألمانية|وكالة فرانس برس"
    ).split("|")
)
_PLURAL_AR: Final = frozenset(
    "جماعات تنظيمات منظمات مجموعات احزاب فصايل وكالات شركات فرق انديه موسسات ميليشيات حركات هييات وزارات صحف جهات اطراف".split()
)
_QUOTED: Final = re.compile(
    r"(?<!\w)[وفبل]?(?:ال)?(?:شركة|صحيفة|جريدة|وكالة|نادي|حزب|حركة|جامعة|منظمة|جمعية|قناة|بنك|جماعة|تنظيم)\s+(?:\w+\s+)?[\"«“](?P<name>[^\"»”\n]{2,40})[\"»”]"
)
_WORD: Final = re.compile(r"\w+")
_PARTICLES: Final = "وفبلك"  # written together with the next word
_BEFORE: Final = 20  # characters in which the noun before a name stands


def asks_for_one_body(question: Question) -> bool:
    """Tell whether one organisation is asked for, and not all that a text lists."""
    unit = question.unit.lower()
    return not (unit in _PLURAL_AR or (unit.isascii() and unit.endswith("s")))


def bodies(text: str) -> tuple[Span, ...]:
    """Return the organisations that `text` names, in order."""
    words = tokens(text)
    listed = [(words[n.first].start, words[n.last - 1].end) for n in find_names(words) if n.kind == "organisation"]
    known = [(start + _joined(text[start:end]), end) for start, end in listed]
    quoted = [match.span("name") for match in _QUOTED.finditer(text)]
    apart = [span for span in quoted if all(span[1] <= start or end <= span[0] for start, end in known)]
    return tuple(sorted([*known, *apart]))


def _joined(name: str) -> int:
    """Return how many letters of a preposition or conjunction are written together with a known name: 1 of «لوكالة الصحافة الفرنسية»."""
    return int(
        name[0] in _PARTICLES and normalise(name[1:]) in _known_names() and normalise(name) not in _known_names()
    )


def of_asked_class(question: Question, text: str, spans: Iterable[Span]) -> list[Span]:
    """Return the organisations of the class asked for; where none is told to be of it, those that are told to be of no other."""
    found = list(spans)
    wanted = next((nouns for nouns in _CLASSES if question.unit.lower() in nouns), None)
    if wanted is None:
        return found
    told = {span: _class_of(text, span) for span in found}
    return [span for span in found if told[span] == wanted] or [span for span in found if told[span] is None]


def _class_of(text: str, span: Span) -> Nouns | None:
    name = normalise(text[slice(*span)])
    if own := next(filter(None, (class_of(word, _CLASSES) for word in name.split())), None):
        return own
    before = _WORD.findall(normalise(text[: span[0]])[-_BEFORE:])
    if before and (told := class_of(before[-1], _CLASSES)):
        return told
    if name in _AGENCIES:
        return class_of("agency", _CLASSES)
    field = next((noun for field, noun in _FIELDS.items() if name in _names_of(field)), None)
    return class_of(field, _CLASSES) if field else None


@table
def _known_names() -> frozenset[str]:
    entries = (entry for entry in load_lexicon() if entry.kind == "organisation")
    return frozenset(normalise(name) for entry in entries for name in entry.arabic)


@cache
def _names_of(field: str) -> frozenset[str]:
    entries = (entry for entry in load_field(field) if entry.kind == "organisation")
    return frozenset(normalise(name) for entry in entries for name in (*entry.english, *entry.arabic))
