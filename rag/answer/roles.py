"""Tell whether a statement turns round who did something to whom: "Port beat River" bears out no "River beat Port".

Only for verbs that are not mutual, from a list, and only by the order of the aligned words around the verb: in English and Arabic alike who acts is
told before who suffers, a passive aside. Sentences that put it otherwise are not judged.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from rag.answer.alignment import Alignment, Pair
from rag.answer.polarity import clauses
from rag.language.analysis import stem, tokens
from rag.language.dates import date_spans
from rag.language.gazetteer import find_names, find_titles
from rag.language.normalise import normalise
from rag.language.numbers import find_numbers

__all__ = ["swapped_roles"]

_ONE_SIDED: Final = frozenset(
    stem(word)
    for word in (
        "beat beaten defeat defeated attack attacked accuse accused blame blamed kill killed shoot shot sue sued arrest arrested invade invaded bomb bombed sell sold buy bought"
        " criticise criticised criticize praise praised thank thanked warn warned threaten threatened support supported visit visited pay paid fine fined succeed replace replaced"
        " fall fell rise rose drop dropped climb climbed resign resigned win won lose lost urge urged promise promised condemn condemned denounce denounced"
        " receive received capture captured detain detained seize seized expel expelled deport deported veto vetoed oppose opposed"
        " هبط هبطت ارتفع ارتفعت انخفض انخفضت استقال استقالت تسلم تسلمت تلقى تلقت خسر خسرت حث وعد وعدت أدان أدانت ندد نددت احتجز احتجزت طرد طردت عارض عارضت"
        " acquit acquitted convict sentence dismiss appoint appointed name named ask asked tell told invite invited hand handed give gave gives given lend lent send sent transfer transferred"
        " فاز فازت هزم هزمت تغلب هاجم هاجمت اتهم اتهمت قتل قتلت اعتقل اعتقلت غزا غزت قصف قصفت باع اشترى انتقد انتقدت أشاد أشادت شكر حذر حذرت هدد هددت دعم زار زارت دفع خلف أقال عين دعا طالب طالبت سلم سلمت منح منحت أعطى أعطت أرسل أرسلت حول حولت"
    ).split()
)
_ONE_SIDED_FORMS: Final = frozenset(
    "fired threw hurled freed rescued released led أطلق أطلقت رشق ألقى ألقت".split()
)  # whose stems are nouns too
_PASSIVE: Final = re.compile(
    r"\b(?:was|were|is|are|been|being|be|get|got)\b[^,.;]{0,40}\bby\b(?! (?:\d|one|two|three|four|five|six|seven|eight|nine|ten|half|a |spring|summer|autumn|winter|the end|next|\w+day\b|20\d\d))|(?<!\w)(?:من قبل|علي يد)(?!\w)"
)

_ARABIC_LETTER: Final = re.compile(r"[\u0620-\u064a]")
_SPACED: Final = re.compile(
    r"\b(?:in|at|on|by|with|during|after|before|for|from|near|to|of|over|as|while|when|against|into|about)\b|[\u0620-\u064a]"
)  # between a verb and what is no object
_CIRCUMSTANCE: Final = re.compile(r"(?<!\w)(?:في|اثناء|اثر|جراء|بسبب|نتيجه|خلال|ب\w{3,})(?!\w)")


def swapped_roles(alignment: Alignment) -> str | None:
    """Return the clause of the statement in which the one who acts and the one who suffers have changed places."""
    for start, end in clauses(alignment.text):
        for text, pairs in zip(alignment.texts, alignment.pairs, strict=True):
            inside = sorted((p for p in pairs if start <= p.own[0] and p.own[1] <= end), key=lambda pair: pair.own)
            for verb in inside:
                word = alignment.text[slice(*verb.own)]
                if (stem(word) in _ONE_SIDED or word in _ONE_SIDED_FORMS) and (
                    _turned(alignment.text, (start, end), text, verb, inside)
                    or _exchanged((start, end), text, verb, [pair for pair in pairs if _is_somebody(alignment, pair)])
                ):
                    return alignment.text[start:end].strip()
    return None


def _is_somebody(alignment: Alignment, pair: Pair) -> bool:
    """Tell whether a word of the statement is part of a name, or of an office with the word that tells which: "finance minister"."""
    if alignment.matcher.terms[pair.term].is_entity:
        return True
    words = tokens(alignment.text)
    offices = ((words[max(0, title.first - 1)].start, words[title.last - 1].end) for title in find_titles(words))
    return any(start <= pair.own[0] < end for start, end in offices)


def _exchanged(clause: tuple[int, int], text: str, verb: Pair, pairs: Sequence[Pair]) -> bool:
    """Tell whether a word beside the verb stands in another clause of the source, and one beside the verb there in another of the statement.

    Of "the finance minister resigned after a row with the prime minister" that is so where the prime minister resigned.
    """
    there = next(((a, b) for a, b in clauses(text) if a <= verb.other[0] < b), None)
    if there is None:
        return False
    homes: dict[tuple[int, int], list[bool]] = {}
    places: dict[tuple[int, int], list[bool]] = {}
    for pair in pairs:
        here, beside = clause[0] <= pair.own[0] < clause[1], there[0] <= pair.other[0] < there[1]
        if here:
            homes.setdefault(pair.own, []).append(beside)
        if beside:
            places.setdefault(pair.other, []).append(here)
    return any(not any(beside) for beside in homes.values()) and any(not any(here) for here in places.values())


def _turned(statement: str, clause: tuple[int, int], text: str, verb: Pair, pairs: list[Pair]) -> bool:
    """Tell whether who stands first and who second about the verb stand in the other order in `text`."""
    passive = _passive(statement, clause, verb)
    figures = (_figures(statement), _figures(text))
    once = [
        pair
        for pair in _unambiguous(statement, text, pairs)
        if not any(
            a <= at < b for at, spans in zip((pair.own[0], pair.other[0]), figures, strict=True) for a, b in spans
        )
    ]
    before = [pair for pair in once if pair.own[1] <= verb.own[0]]
    after = [pair for pair in once if pair.own[0] >= (clause[0] + passive.end() if passive else verb.own[1])]
    first = before[-1:] or after[:1]  # Arabic puts the verb before both
    second = after[:1] if before else after[1:2]
    if not first or not second:
        return False
    if not passive and (agent := _agent(text, once)) is not None and agent != first[0].term:
        return True
    one, other = first[0].other[0], second[0].other[0]
    if one < other and _CIRCUMSTANCE.search(normalise(text[one:other])):
        # «قُتل الشرطي أثناء مطاردة»: unvoweled, a passive looks like an active; who stands behind the circumstance suffers nothing
        return (
            not passive
            and _ARABIC_LETTER.match(text[one]) is not None
            and not _SPACED.search(normalise(statement[verb.own[1] : second[0].own[0]]))
        )
    holding = next((normalise(text[a:b]) for a, b in clauses(text) if a <= one < b and a <= other < b), None)
    return holding is not None and (one > other) != (bool(passive) != bool(_PASSIVE.search(holding)))


def _passive(statement: str, clause: tuple[int, int], verb: Pair) -> re.Match[str] | None:
    """Return where a clause tells by whom its verb was done."""
    found = _PASSIVE.search(normalise(statement[slice(*clause)]))
    around = found is not None and found.start() <= verb.own[0] - clause[0] <= found.end()
    return found if found is not None and (around or not found[0].isascii()) else None


def _figures(text: str) -> list[tuple[int, int]]:
    """Return where numbers and dates stand: they neither act nor suffer."""
    return [*date_spans(text), *((number.start, number.end) for number in find_numbers(text))]


def _unambiguous(statement: str, text: str, pairs: Sequence[Pair]) -> list[Pair]:
    """Return the pairs whose words are paired with nothing else; the words of one name, "United States", are one."""
    own, other = _whole_names(statement), _whole_names(text)
    met = {(own(pair.own), other(pair.other)) for pair in pairs}
    once = [
        pair
        for pair in pairs
        if sum(one == own(pair.own) for one, _ in met) == sum(one == other(pair.other) for _, one in met) == 1
    ]
    homes = {pair.term: {own(p.own) for p in pairs if p.term == pair.term} for pair in once}
    return [pair for pair in once if len(homes[pair.term]) == 1]


def _whole_names(text: str) -> Callable[[tuple[int, int]], tuple[int, int]]:
    """Return a function from the span of a word to that of the known name of `text` that it is part of; to itself without one."""
    words = tokens(text)
    names = [(words[name.first].start, words[name.last - 1].end) for name in find_names(words)]
    return lambda span: next(((a, b) for a, b in names if a <= span[0] and span[1] <= b), span)


def _agent(text: str, pairs: list[Pair]) -> int | None:
    """Return the term of the word after the "by" of a source that tells in the passive; None where it tells otherwise, or more than one clause."""
    passive = _PASSIVE.search(normalise(text))
    if passive is None or len(clauses(text)) > 1:
        return None
    after = sorted((pair.other[0], pair.term) for pair in pairs if pair.other[0] >= passive.end())
    return after[0][1] if after else None
