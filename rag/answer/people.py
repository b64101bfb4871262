"""Tell whether the persons that a statement names are those whom its quotations name, in either script.

Every part of a name must stand in a quotation: of one script letter for letter, across scripts by sound (`rag.language.sounds`: "Karim" is not
«كريمة»). A first name may be added where the article itself gives the whole name. Who a pronoun means is not guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from rag.answer.entities import Entity
from rag.answer.evidence import Evidence, analyse
from rag.answer.match import Matcher
from rag.language.analysis import Token, tokens
from rag.language.gazetteer import arabic_names, find_names
from rag.language.names import KNOWN, same_name, skeleton
from rag.language.normalise import normalise
from rag.language.sounds import sounds_alike
from rag.values import Quote

__all__ = ["same_person_word", "unnamed_person"]

_SURE: Final = 0.5  # a single capitalised word that opens a sentence is seldom a name
_CLITICS: Final = ("وال", "بال", "فال", "لل", "ال", "و", "ف", "ب", "ل", "ك")
_LEAST: Final = 2  # letters that remain when a clitic is taken off
_FOREIGN_SOUNDS: Final = 4  # consonants from which a known foreign name may be spelt with any vowels: "Medvedev"


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
    latin, arabic = (first, other) if first.isascii() else (second, one)
    return any(_is_said(latin, form) for form in (arabic, *_bare(arabic)))


@lru_cache(maxsize=1 << 15)
def _is_said(latin: str, arabic: str) -> bool:
    """Tell whether an Arabic word is the name `latin`: by its sound, by the lexicon, or, of a long one, by the bridge."""
    folded = normalise(arabic)
    if sounds_alike(latin, arabic) or folded in arabic_names(latin):
        return True
    if len(skeleton(latin)) < _FOREIGN_SOUNDS or skeleton(latin) != skeleton(folded):
        return False
    return same_name(latin, folded) >= KNOWN and _same_ending(latin, folded)


def _bare(word: str) -> list[str]:
    return [
        word.removeprefix(c)
        for c in _CLITICS
        if word.startswith(c) and len(word) - len(c) >= _LEAST and not word.isascii()
    ]


def _same_ending(latin: str, arabic: str) -> bool:
    """Tell whether both spellings end in a vowel or neither: "Baghdad" is not «بغدادي»; a mute e aside."""
    return latin[-1] == "e" or (latin[-1] in "aiouyh") == (arabic[-1] in "اويهء")


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
