"""Tell whether a statement turns round who did something to whom: "Port beat River" bears out no "River beat Port".

Only for verbs that are not mutual, from a list, and only by the order of the aligned words around the verb: in English and Arabic alike who acts is
told before who suffers, a passive aside. Sentences that put it otherwise are not judged.
"""

from __future__ import annotations

import re
from typing import Final

from rag.answer.polarity import clauses
from rag.answer.support import Alignment, Pair
from rag.language.analysis import stem
from rag.language.normalise import normalise

__all__ = ["swapped_roles"]

_ONE_SIDED: Final = frozenset(
    stem(word)
    for word in (
        "beat beaten defeat defeated attack attacked accuse accused blame blamed kill killed shoot shot sue sued arrest arrested invade invaded bomb bombed sell sold buy bought"
        " criticise criticised criticize praise praised thank thanked warn warned threaten threatened support supported visit visited pay paid fine fined succeed replace replaced"
        " acquit acquitted convict sentence dismiss appoint appointed ask asked tell told invite invited hand handed give gave gives given lend lent send sent transfer transferred"
        " فاز فازت هزم هزمت تغلب هاجم هاجمت اتهم اتهمت قتل قتلت اعتقل اعتقلت غزا غزت قصف قصفت باع اشترى انتقد انتقدت أشاد أشادت شكر حذر حذرت هدد هددت دعم زار زارت دفع خلف أقال عين دعا طالب طالبت سلم سلمت منح منحت أعطى أعطت أرسل أرسلت حول حولت"
    ).split()
)
_PASSIVE: Final = re.compile(
    r"\b(?:was|were|is|are|been|being|be|get|got)\b[^,.;]{0,40}\bby\b|(?<!\w)(?:من قبل|علي يد)(?!\w)"
)


def swapped_roles(alignment: Alignment) -> str | None:
    """Return the clause of the statement in which the one who acts and the one who suffers have changed places."""
    for start, end in clauses(alignment.text):
        for text, pairs in zip(alignment.texts, alignment.pairs, strict=True):
            inside = sorted((p for p in pairs if start <= p.own[0] and p.own[1] <= end), key=lambda pair: pair.own)
            for verb in inside:
                if stem(alignment.text[slice(*verb.own)]) in _ONE_SIDED and _turned(
                    alignment.text, (start, end), text, verb, inside
                ):
                    return alignment.text[start:end].strip()
    return None


def _turned(statement: str, clause: tuple[int, int], text: str, verb: Pair, pairs: list[Pair]) -> bool:
    """Tell whether who stands first and who second about the verb stand in the other order in `text`."""
    passive = _PASSIVE.search(normalise(statement[slice(*clause)]))
    once = [
        pair
        for pair in pairs
        if sum(p.own == pair.own for p in pairs) == sum(p.other == pair.other for p in pairs) == 1
    ]
    once = [pair for pair in once if sum(p.term == pair.term for p in pairs) == 1]
    before = [pair for pair in once if pair.own[1] <= verb.own[0]]
    after = [pair for pair in once if pair.own[0] >= (clause[0] + passive.end() if passive else verb.own[1])]
    first = before[-1:] or after[:1]  # Arabic puts the verb before both
    second = after[:1] if before else after[1:2]
    if not first or not second:
        return False
    if not passive and (agent := _agent(text, once)) is not None and agent != first[0].term:
        return True
    one, other = first[0].other[0], second[0].other[0]
    holding = next((normalise(text[a:b]) for a, b in clauses(text) if a <= one < b and a <= other < b), None)
    return holding is not None and (one > other) != (bool(passive) != bool(_PASSIVE.search(holding)))


def _agent(text: str, pairs: list[Pair]) -> int | None:
    """Return the term of the word after the "by" of a source that tells in the passive; None where it tells otherwise, or more than one clause."""
    passive = _PASSIVE.search(normalise(text))
    if passive is None or len(clauses(text)) > 1:
        return None
    after = sorted((pair.other[0], pair.term) for pair in pairs if pair.other[0] >= passive.end())
    return after[0][1] if after else None
