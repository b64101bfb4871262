"""Keep the subject of a conversation: a follow-up such as "and who said it?" is searched with the words of what was asked before.

Only the words of earlier questions are carried on, never those of earlier answers: an answer's error must not feed the next search.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from rag.language.analysis import stem
from rag.language.dialects import standard_text
from rag.search.query import Query, QueryTerm
from rag.values import Turn

__all__ = ["carry_subject", "is_follow_up"]

# A question that opens so, or speaks of something by a pronoun, leans on what was said before.
_OPENINGS: Final = re.compile(
    r"^\W*(?:and|but|so|then|what about|how about|also|what else|who else|where else|why so|و(?=من|متي|اين|كم|كيف|لماذا|ماذا|ما |هل|هو|هي)|ثم|طيب|لكن|ماذا عن|وماذا عن)\b"
)
_PRONOUNS: Final = re.compile(
    r"\b(?:it|this|that|these|those|they|them|their|he|him|his|she|her|its|there|then|one|same|"
    r"ذلك|هذا|هذه|تلك|هو|هي|هم|هناك|حينها|بعدها|قبلها|عنه|عنها|فيه|فيها|منه|منها|بها|به|له|لها|قاله|قالها|نفسه|نفسها)\b"
)
# Verbs and class nouns that a follow-up holds without naming a subject.
_EMPTY: Final = frozenset(
    stem(word)
    for word in (
        "say said says tell told happen happened else more exactly many much long date day year name source قال قالت قالوا حدث حصل أيضا بالضبط تحديدا اسم مصدر تاريخ"
        " يوم سنة عام مكان مدينة سبب"
    ).split()
)
_FEW: Final = 1  # a question with so few words of its own names no subject
_CARRIED_WEIGHT: Final = 0.6  # of a word that was asked before, beside a word of the question itself
_TURNS: Final = 2  # earlier questions looked at


def is_follow_up(query: Query) -> bool:
    """Tell whether a question leans on the one before it."""
    plain = standard_text(query.text)
    own = [term for term in query.terms if term.term not in _EMPTY]
    if len(own) <= _FEW:
        return True
    leans = bool(_OPENINGS.search(plain)) or bool(_PRONOUNS.search(plain))
    return leans and len(own) <= 3


def carry_subject(text: str, conversation: Sequence[Turn], analyse: Callable[[str], Query]) -> Query:
    """Return the query for `text`; where it leans on earlier questions, theirs follow it on lines of their own and weigh less.

    `analyse` makes a query of a text. The spans of the terms are into the returned query's text, which begins with `text`.
    """
    query = analyse(text)
    if not conversation or not is_follow_up(query):
        return query
    joined = text
    for turn in reversed(conversation[-_TURNS:]):
        joined += "\n" + turn.question
        if not is_follow_up(analyse(turn.question)):
            break
    return _lightened(analyse(joined), len(text))


def _lightened(query: Query, own: int) -> Query:
    """Return `query` with each idea once, those after the first `own` characters weighing less."""
    kept: dict[str, QueryTerm] = {}
    for term in query.terms:
        if term.start < own:
            kept.setdefault(term.term, term)
        elif term.term not in _EMPTY:
            kept.setdefault(term.term, replace(term, emphasis=term.emphasis * _CARRIED_WEIGHT))
    return replace(query, terms=tuple(kept.values()))
