"""Tell whether the persons that a statement names are those whom its quotations name, in either script.

Every part of a name must stand in a quotation: of one script letter for letter, across scripts by sound, with the feminine ending kept apart
("Karim", «كريمة»). A first name may be added where the article itself gives the whole name. Who a pronoun means is not guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from rag.answer.entities import Entity
from rag.answer.evidence import Evidence, analyse
from rag.answer.match import Matcher
from rag.language.analysis import Token, tokens
from rag.language.gazetteer import find_names
from rag.language.names import same_name, skeleton
from rag.language.normalise import normalise
from rag.values import Quote

__all__ = ["same_person_word", "unnamed_person"]

_SAME: Final = 0.6
_SURE: Final = 0.5  # a single capitalised word that opens a sentence is seldom a name
_CLITICS: Final = ("وال", "بال", "فال", "لل", "ال", "و", "ف", "ب", "ل", "ك")
_LEAST: Final = 2  # letters that remain when a clitic is taken off
_FEMININE: Final = "هايعء"


def unnamed_person(named: Iterable[Entity], quotes: Sequence[tuple[Evidence, Quote]], matcher: Matcher) -> str | None:
    """Return the first of `named` whom no quotation names; `matcher` holds the statement's words and their translations."""
    words = [token for _, quote in quotes for token in tokens(quote.text)]
    translated = _translated(quotes, matcher)
    outlets = {normalise(item.article.source or "") for item, _ in quotes}
    for person in named:
        if person.certainty < _SURE or normalise(person.text) in outlets or _is_known_body(person.text):
            continue
        parts = [token for token in tokens(person.text) if len(token.text.strip(".")) > 1 and not token.is_stop]
        met = [part for part in parts if _met(part, person, words, translated)]
        if len(met) < len(parts) and not (met and any(_whole_name(parts, item) for item, _ in quotes)):
            return person.text
    return None


def same_person_word(one: str, other: str) -> bool:
    """Tell whether two words, each of either script, are the same part of a name."""
    first, second = normalise(one).removesuffix("'s"), normalise(other).removesuffix("'s")
    if first.isascii() == second.isascii():
        return bool({first, *_bare(first)} & {second, *_bare(second)})
    latin, arabic = (first, second) if first.isascii() else (second, first)
    return any(same_name(latin, form) >= _SAME and _same_ending(latin, form) for form in (arabic, *_bare(arabic)))


def _bare(word: str) -> list[str]:
    return [
        word.removeprefix(c)
        for c in _CLITICS
        if word.startswith(c) and len(word) - len(c) >= _LEAST and not word.isascii()
    ]


def _same_ending(latin: str, arabic: str) -> bool:
    """Tell whether a feminine ending stands in both spellings or in none; a translation («وزيرة», "Minister") has no such ending to keep."""
    if skeleton(latin) != skeleton(arabic):
        return True
    if latin.endswith(("a", "ah")):
        return arabic[-1] in _FEMININE
    return arabic[-1] != "ه" or latin.endswith(("e", "eh", "h", "i", "y"))


def _translated(quotes: Sequence[tuple[Evidence, Quote]], matcher: Matcher) -> list[tuple[int, int]]:
    """Return the words of the statement that a quotation has in translation; sound-alikes of another ending are none."""
    found = []
    for _, quote in quotes:
        analysed = analyse(quote.text)
        for place, number, _ in matcher.positions(analysed):
            term, other = matcher.terms[number].query, quote.text[slice(*analysed.spans[place])]
            if skeleton(term.text) != skeleton(other) or same_person_word(term.text, other):
                found.append((term.start, term.end))
    return found


def _is_known_body(name: str) -> bool:
    """Tell whether a name is that of a place, a people or an organisation: those are translated, not spelt by sound."""
    words = tokens(name)
    known = find_names(words)
    return any(named.kind != "person" for named in known) and sum(n.last - n.first for n in known) >= len(words) - 1


def _met(part: Token, person: Entity, words: Sequence[Token], translated: Sequence[tuple[int, int]]) -> bool:
    place = person.start + part.start, person.start + part.end
    if any(same_person_word(part.text, word.text) for word in words):
        return True
    return any(start <= place[0] and place[1] <= end for start, end in translated)


def _whole_name(parts: Sequence[Token], item: Evidence) -> bool:
    """Tell whether the article gives the whole name, its parts beside each other."""
    words = [token.text for token in tokens(item.article.body)]
    size = len(parts) + 1  # a particle may stand between
    return any(
        all(any(same_person_word(part.text, word) for word in words[at : at + size]) for part in parts)
        for at, word in enumerate(words)
        if same_person_word(parts[0].text, word)
    )
