"""Read whose office a name has: in «المتحدثة باسم المبعوث خولة مطر» the name is the spokeswoman's, not the envoy's.

An Arabic name belongs to the head of the nouns before it, through genitives and prepositions; an English one to the title beside it, or to the
apposition behind it. What is not one noun phrase with a name says nothing about it. Which offices a question names and whose they are is
`rag.answer.owners`'s.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rag.answer.entities import ENDERS, OFFICES, SAYING, Entity, breaks, persons
from rag.answer.evidence import analyse
from rag.answer.match import Matcher
from rag.language.analysis import Token, language_of, tokens
from rag.language.dialects import standard_text
from rag.language.gazetteer import find_titles, is_given_name
from rag.language.normalise import normalise
from rag.search.question import Question

__all__ = ["COUNTERPARTS", "DEPUTIES", "Asked", "asked_office", "head_of", "holders", "of_another_holder"]

# "Who is the envoy?", «ما اسم المبعوث»: who holds an office is asked; "which minister said it" asks for the holder of one, too.
_IDENTITY: Final = re.compile(
    r"^\W*(?:who(?: is|'s| was| are| were)\b|what(?: is|'s| was) the name of\b|(?:و)?من (?:هو|هي|كان|كانت)(?!\w)|ما (?:هو |هي )?اسم(?!\w))"
)
_LONGEST: Final = 14  # words before a name that may be its office and all that the office is of
_APPOSED: Final = 3  # words between a name and the office behind it
_LINKS: Final = frozenset(normalise("باسم لدى إلى في من مكتب ديوان مساعد").split())
_ANYBODY: Final = frozenset(
    normalise("official officials member members مسؤول المسؤول عضو").split()
)  # many an office's word
COUNTERPARTS: Final = frozenset(normalise("نظيره نظيرته نظيرها counterpart").split())  # the office was told before
DEPUTIES: Final = frozenset({"deputy", "vice", "assistant", "acting", "former"})
_OF: Final = frozenset({"of", "to", "for"})
_JOINED_FOR: Final = ("لل", "ل")
_SURE: Final = 0.5  # certainty from which a person is one


Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Asked:
    """The office that a question asks the holder of: the number of the term that heads it, its words."""

    number: int
    words: str


@lru_cache(maxsize=1 << 12)
def head_of(text: str, start: int, end: int) -> int | None:
    """Return the place, among the tokens of `text`, of the word that heads the office of the name at `start..end`; None where none is told."""
    words = tokens(text)
    first = next((at for at, word in enumerate(words) if word.end > start), len(words))
    last = next((at for at, word in enumerate(words) if word.start >= end), len(words))
    before = _before_english if language_of(text) == "en" else _before_arabic
    found = before(text, words, first)
    return found if found is not None else _behind(text, words, last)


def asked_office(question: Question, matcher: Matcher) -> Asked | None:
    """Return the office whose holder `question` asks for; None where it asks for something else."""
    if question.kind != "who" or not (question.unit or _IDENTITY.search(standard_text(question.text))):
        return None
    words = tokens(question.text)
    for title in find_titles(words):
        named = words[title.first : title.last]
        surname = title.first > 0 and is_given_name(normalise(words[title.first - 1].text))
        if surname or any(normalise(word.text) in _ANYBODY for word in named):
            continue
        numbers = matcher.numbers(_head_word(named).start, _head_word(named).end)
        if numbers:
            return Asked(numbers[0], question.text[named[0].start : named[-1].end])
    return None


def holders(asked: Asked, matcher: Matcher, text: str) -> dict[Span, bool]:
    """Return which persons of `text`, by their spans, are told to hold the office asked for, and which another; others are left out.

    A surname told again is the same person: after «المتحدثة خولة مطر», «مطر» holds no other office.
    """
    places = {place for place, number, _ in matcher.positions(analyse(text)) if number == asked.number}
    if not places:
        return {}
    named = {(person.start, person.end): frozenset(normalise(person.text).split()) for person in _sure(text)}
    words = tokens(text)
    heads = {span: head for span in named if (head := head_of(text, *span)) is not None}
    told = {span: at in places for span, at in heads.items() if normalise(words[at].text) not in COUNTERPARTS}
    again = {
        span: held
        for span, own in named.items()
        for other, held in told.items()
        if span not in told and own <= named[other]
    }
    return told | again


def of_another_holder(question: Question, matcher: Matcher, text: str) -> str | None:
    """Return the office asked for where `text` names persons of other offices only, and so not its holder."""
    asked = asked_office(question, matcher)
    if asked is None:
        return None
    told = holders(asked, matcher, text)
    return asked.words if told and len(told) == len(_sure(text)) and not any(told.values()) else None


def _sure(text: str) -> Sequence[Entity]:
    return [person for person in persons(text) if person.certainty >= _SURE]


def _head_word(title: Sequence[Token]) -> Token:
    """Return the word of an office that says what its holder is: "deputy" of "deputy foreign minister", "head" of "head of state"."""
    if title[0].term >= "\u0600" or title[0].text.lower() in DEPUTIES:
        return title[0]
    place = next((at for at, word in enumerate(title) if word.text.lower() in _OF), len(title))
    return title[max(0, place - 1)]


def _before_english(text: str, words: Sequence[Token], first: int) -> int | None:
    """Return the head of the title right before a name: "the United Nations envoy Maria Holm"."""
    for title in find_titles(words[max(0, first - _LONGEST) : first]):
        shift = max(0, first - _LONGEST)
        if title.last + shift == first and not breaks(text, words, first - 1):
            head = _head_word(words[title.first + shift : first])
            return next(at for at, word in enumerate(words) if word is head)
    return None


def _before_arabic(text: str, words: Sequence[Token], first: int) -> int | None:
    """Return the head of the nouns before a name; of two offices side by side, «الرئيس الروسي وزير المالية», the latter."""
    names = {at for person in _sure(text) for at, word in enumerate(words) if person.start <= word.start < person.end}
    head: int | None = None
    offices: list[int] = []
    for at in range(max(0, first - _LONGEST), first):
        folded = normalise(words[at].text)
        if _ends(folded) or at in names or (at > 0 and breaks(text, words, at - 1)):
            head, offices = None, []
        if not _is_office(folded):
            continue
        if head is None or not _continues(words, at, offices[-1]):
            head = at
        offices.append(at)
    if head is None or breaks(text, words, first - 1):
        return None
    last = offices[-1]
    titled = last != head and last == first - 1 and normalise(words[last - 1].text) in _LINKS
    return last if titled else head


def _continues(words: Sequence[Token], at: int, before: int) -> bool:
    """Tell whether an office is what the one before it is of: «المتحدث باسم الوزير», «نائب وزير»; else a new noun begins with it."""
    folded, previous = normalise(words[at].text), normalise(words[at - 1].text)
    joined = folded not in OFFICES and folded.startswith(_JOINED_FOR)
    return joined or previous in _LINKS or (before == at - 1 and not previous.startswith("ال"))


def _ends(folded: str) -> bool:
    """Tell whether no noun phrase runs over a word: verbs of saying, complementisers."""
    return folded in SAYING or (folded in ENDERS and folded not in _LINKS)


def _is_office(folded: str) -> bool:
    if folded in OFFICES:
        return True
    bare = {folded.removeprefix(joined) for joined in ("و", "ف", "ب", "ل", "ال")}
    bare |= {f"ال{folded[2:]}" if folded.startswith("لل") else folded}
    return not bare.isdisjoint(OFFICES)


def _behind(text: str, words: Sequence[Token], last: int) -> int | None:
    """Return the head of the office in apposition behind a name: "Karim Haddad, the deputy mayor of Harbour City"."""
    for title in find_titles(words[last : last + _APPOSED + _LONGEST]):
        if title.first <= _APPOSED:
            between = text[words[last - 1].end : words[last + title.first].start]
            told = [word.text.lower() for word in words[last : last + title.first]]
            if set(told) <= {"the", "a", "an", "is", "was", "هو", "وهو", "هي", "وهي"} and not re.search(
                r"[.!?؟\n]", between
            ):
                head = _head_word(words[last + title.first : last + title.last])
                return next(at for at, word in enumerate(words) if word is head)
        break
    return None
