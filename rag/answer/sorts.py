"""Tell whether a window holds a thing of the sort that is asked for, where news tells the sort: a hotel, a prize, somebody's name.

"Which hotel did they meet in?" is answered by no sentence of an article in which no hotel is told of; "what is the driver's name?" by none that
names nobody. A sort that goes unsaid (a city, a step, a reason) is not judged; values of a kind of their own, days and numbers, are
`rag.answer.short`'s.
"""

from __future__ import annotations

import re
from typing import Final

from rag.answer.bodies import bodies, of_asked_class
from rag.answer.doers import asks_for_name, asks_for_person
from rag.answer.entities import persons, places
from rag.answer.evidence import analyse
from rag.answer.match import Matcher, Weights
from rag.answer.windows import Window
from rag.language.analysis import stem
from rag.language.dialects import standard
from rag.language.normalise import fold, normalise
from rag.search.question import Question

__all__ = ["sort_untold"]

_UNMET: Final = 0.3  # strength below which a word of the question is not met
_SURE: Final = 0.5  # of a person named
# What is told of in news with the noun of its sort, or with another wording of that: "the Hilton hotel", "sanctions against two banks".
_TOLD_SORTS: Final = frozenset(
    stem(word)
    for word in (
        "hotel restaurant cafe hospital clinic school airport harbour harbor stadium bridge prison jail court mosque church museum theatre theater cinema library factory"
        " prize award medal trophy charity sanction sanctions penalty fine ship vessel satellite missile rocket vaccine drug medicine disease virus book novel film movie song"
        " album magazine airline decree treaty salary bribe ransom diploma patent visa passport"
        " فندق مطعم مقهى مستشفى عيادة مدرسة مطار ميناء ملعب جسر سجن محكمة مسجد كنيسة متحف مسرح سينما مكتبة مصنع جائزة وسام ميدالية عقوبة عقوبات غرامة سفينة باخرة صاروخ لقاح دواء مرض"
        " فيروس كتاب رواية فيلم مسلسل أغنية مجلة مرسوم معاهدة راتب رشوة فدية شهادة تأشيرة"
    ).split()
)
_AUXILIARIES: Final = "is|are|was|were|did|does|do|has|have|had|will|would|can|could|should|must|may|might"
# "The teacher is called ...": whatever follows is the name.
_NAMES: Final = re.compile(
    r"\b(?:called|named|known as|dubbed)\b|(?<!\w)[وف]?(?:[يت]عرف|[يت]سمي|[يت]دعي|[يت]لقب|المسما\w|المدعو\w?|اسمه|اسمها|باسم)(?!\w)"
)
# The noun of the sort ends the phrase behind "which", before a verb or a preposition; where the phrase ends in neither, it begins it.
_WHICH_EN: Final = re.compile(
    rf"\b(?:what|which)(?! (?:{_AUXILIARIES})\b) (?:(?:kind|type|sort)s? of )?(?P<first>[\w'-]+)"
    rf"(?P<more>(?: (?!(?:{_AUXILIARIES}|of|that|who|in|for|on|at|to|by|from|with)\b)[\w'-]+){{0,3}})(?P<ended> (?:{_AUXILIARIES}|of|that|who|in|for|on|at|to|by|from|with)\b)?"
)
_WHICH_AR: Final = re.compile(
    r"(?<!\w)(?:[وف]?[بل]?اي|[وف]?(?:ما|ماذا)(?: هي| هو| هم| كانت| كان)?) (?P<noun>\w+)(?! (?:في المايه|بالمايه))"
)


def sort_untold(question: Question, matcher: Matcher, window: Window, told: Weights) -> str | None:
    """Return the words of the question for the sort of what is asked for, where the article tells of none; else None.

    `told` is how well each term of the question is met anywhere in what was found of the article.
    """
    if (asked := asks_for_person(question)) is not None:
        return None if _announces(window) or _names_somebody(window.text, question, matcher) else asked
    if question.kind == "organisation" and asks_for_name(question):
        asked = " ".join(question.text[slice(*question.asked)].split()[-2:])  # «اسم الجماعة»
        return None if _announces(window) or _names_body(window.text, question, matcher) else asked
    span = _sort_asked(question)
    numbers = matcher.numbers(*span) if span else ()
    sorts = [n for n in numbers if matcher.terms[n].query.term in _TOLD_SORTS]
    unmet = [n for n in sorts if told[n] < _UNMET]
    return matcher.terms[unmet[0]].query.text if unmet else None


def _announces(window: Window) -> bool:
    return _NAMES.search(normalise(window.text)) is not None


def _names_somebody(text: str, question: Question, matcher: Matcher) -> bool:
    """Tell whether a text names a person whom the question does not name itself; in English a capital may be a place's as well."""
    said = frozenset(analyse(question.text).terms)
    towns = {one.text for one in places(text)}
    named = (analyse(one.text) for one in persons(text) if one.certainty >= _SURE and one.text not in towns)
    return any(not (name.content <= said or matcher.names(name)) for name in named)


def _names_body(text: str, question: Question, matcher: Matcher) -> bool:
    """Tell whether a text names an organisation that may be of the class asked for, and that the question does not name itself."""
    found = of_asked_class(question, text, bodies(text))
    return any(not matcher.names(analyse(text[start:end])) for start, end in found)


def _sort_asked(question: Question) -> tuple[int, int] | None:
    """Return where the noun of what is asked for stands: "hotel" of "in which small hotel did they meet"."""
    folded = standard(fold(question.text))
    if question.language == "ar":
        match = _WHICH_AR.search(folded.text)
        return folded.original_span(*match.span("noun")) if match else None
    match = _WHICH_EN.search(folded.text)
    if match is None:
        return None
    more = match["more"].split()
    if not (more and match["ended"]):
        return folded.original_span(*match.span("first"))
    return folded.original_span(match.end("more") - len(more[-1]), match.end("more"))
