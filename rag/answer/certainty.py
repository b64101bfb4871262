"""Tell whether a statement is surer than its quotations: "may close" bears out no "will close", "will open" no "opened", a claim no fact.

The cues are those of `rag.answer.polarity`; that something is denied or restricted is `rag.answer.denied`'s.
"""

from __future__ import annotations

import re
from typing import Final

from rag.answer.alignment import Alignment
from rag.answer.denied import inside, lost_scope, of_kind
from rag.answer.polarity import FUTURE, delays, is_mere_chance, opens, scopes, wavers
from rag.answer.reported import reports
from rag.language.dates import date_spans
from rag.language.normalise import normalise

__all__ = ["lost_claim", "lost_delay", "lost_undoing", "presented_as_done"]

_CLAIM: Final = re.compile(
    r"\bclaim(?:s|ed|ing)? (?!responsib|victory|lives|the li)|\b(?:alleg|purport)\w+|\bunconfirmed\b|(?<!the )(?<!an )\baccus(?:e|es|ed|ing)\b|(?<!\w)[وف]?(?:زعم\w{0,2}|[يت]زعم\w{0,2}|ادع(?:ي|ت|وا)|[يت]دعي|مزاعم|اتهم\w{0,3}|[يت]تهم\w{0,2}|[يت]قال|شايعات)(?!\w)"
)
_AFTER: Final = re.compile(
    r"\b(?:only|until|till|after|once|when|unless|later|late|finally)\b|(?<!\w)(?:حتي|بعد\w*|عندما|حين\w*|اخيرا|لاحقا|فقط|الا)(?!\w)"
)
_WILL: Final = re.compile(
    rf"\b(?:will|shall|would) (?:be )?(?P<verb>[a-z]+)|(?<!\w)[وف]?(?:{FUTURE}(?=[يتن])|سوف )(?P<arabic>\w{{4,}})"
)
_PAST: Final = re.compile(r"\b(?:was|were|has|have|had|did)\b")
_PAST_FORMS: Final = frozenset(
    "began became bought brought built came cut fell found fought gave got held hit kept left led lost made met paid put ran rose said saw sent sold spent stood stole took told went won wrote"
    " broke chose drew drove flew grew knew shut spoke struck withdrew".split()
)


def lost_delay(alignment: Alignment) -> str | None:
    """Return the "not until" of a source that the statement drops: it says that it was so, and neither since when nor after what."""
    if _AFTER.search(normalise(alignment.text)):
        return None
    for text, pairs in alignment.sources:
        for late, until in delays(text):
            if any(until[0] <= start < until[1] for start, _ in date_spans(text)) and date_spans(alignment.text):
                continue  # days are compared elsewhere
            spoken = any(late[0] <= pair.other[0] < late[1] for pair in pairs)
            if spoken and not any(until[0] <= pair.other[0] < until[1] for pair in pairs):
                return text[late[0] : until[1]].strip()
    return None


def lost_undoing(alignment: Alignment) -> str | None:
    """Return how a source says that something was called off, put off, doubted or only charged, of which the statement says nothing."""
    return None if scopes(alignment.text) else lost_scope(alignment, "undone")


def lost_claim(alignment: Alignment) -> str | None:
    """Return the word of a source by which somebody only claims what the statement tells as a fact, without saying that anybody says so."""
    if reports(alignment.text) or _CLAIM.search(normalise(alignment.text)) or opens(alignment.text):
        return None
    for text, pairs in alignment.sources:
        plain = normalise(text)
        for match in _CLAIM.finditer(plain) if len(plain) == len(text) else ():
            if any(pair.other[0] >= match.end() for pair in pairs):
                return match[0].strip()
    return None


def presented_as_done(alignment: Alignment) -> str | None:
    """Return what the source leaves open (may, is planned, if) and the statement tells as a fact."""
    if wavers(alignment.text):
        return None
    if opens(alignment.text):  # "will" is more than "may"
        return lost_scope(alignment, "open", is_mere_chance)
    lost = lost_scope(alignment, "open")
    return lost or _ruled_in(alignment) or _future_as_past(alignment)


def _ruled_in(alignment: Alignment) -> str | None:
    """Return words under two denials ("did not rule out sending"): they are possible, not done."""
    for text, pairs in alignment.sources:
        denials = of_kind(text, "negation")
        for pair in pairs:
            if sum(inside(pair.other, scope) for scope in denials) == 2 and not of_kind(alignment.text, "negation"):
                return text[slice(*pair.other)]
    return None


def _future_as_past(alignment: Alignment) -> str | None:
    """Return the verb that a source puts in the future and the statement in the past."""
    statement = normalise(alignment.text)
    for text, pairs in alignment.sources:
        plain = normalise(text)
        for match in _WILL.finditer(plain) if len(plain) == len(text) else ():
            for own in (statement[slice(*pair.own)] for pair in pairs if pair.other[1] == match.end()):
                if _is_past(own, statement) or (match["arabic"] and _is_perfect(own, match["arabic"])):
                    return match[0]
    return None


def _is_past(word: str, statement: str) -> bool:
    return word.isascii() and (word.endswith("ed") or word in _PAST_FORMS or _PAST.search(statement) is not None)


def _is_perfect(word: str, imperfect: str) -> bool:
    """Tell whether an Arabic word is the perfect of a verb: «افتتح» of «يفتتح»."""
    return word.lstrip("وف").removesuffix("وا").removesuffix("ت").removeprefix("ا") == imperfect[1:].removesuffix("ون")
