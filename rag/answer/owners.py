"""Tell whose office a question names, and whether an article tells of that one: the French president is not the Russian one.

The owner is a country, a people, a body, or a person: "Haddad's spokesman". Whose office a name in a text has is `rag.answer.offices`'s.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from rag.answer.evidence import Analysed, analyse
from rag.answer.match import Matcher
from rag.answer.windows import Window
from rag.language.analysis import Token, stem, tokens
from rag.language.gazetteer import Named, find_names, find_titles
from rag.language.thesaurus import thesaurus

__all__ = ["offices_of_others"]

_OF: Final = frozenset({"of", "the", "'s"})  # what may stand between an office and whose it is
# Words that the lexicon lists with offices but that many hold.
_NO_OFFICE: Final = frozenset(
    "lawmaker lawmakers legislator politician diplomat senator سياسي دبلوماسي برلماني مشرع official officials member members minister ministers delegate delegates expert المسؤول مسؤول مسؤولون مسؤولين عضو أعضاء الوزيران الوزيرين وزراء وزير خبير".split()
)
# Several hold an office that is named in the plural.
_SEVERAL: Final = frozenset(
    "ministers presidents leaders ambassadors envoys chiefs heads experts lawmakers deputies وزراء رؤساء سفراء قادة زعماء خبراء الخبراء نواب النواب".split()
)
_OWNER_KINDS: Final = frozenset({"place", "demonym", "organisation", "person"})
_COUNTERPARTS: Final = frozenset(stem(word) for word in "counterpart counterparts نظير نظيره نظيرها نظيرته".split())
_HELD_WITHIN: Final = 5  # words between them in a text
_BESIDE: Final = 3  # ... of another owner, who must stand close to be one
_MET: Final = 0.5


@dataclass(frozen=True, slots=True)
class _Office:
    """An office and whose it is, as numbers of the question's terms."""

    title: tuple[int, ...]
    owner: tuple[int, ...]
    words: str


def offices_of_others(matcher: Matcher, window: Window) -> Iterator[str]:
    """Yield the offices that the question names with their owner, as it words them, which the article tells of others only."""
    texts = [sentence.text for sentence in window.evidence.sentences]
    quoted = window.evidence.sentences[window.first : window.first + window.count]
    for office in _offices(matcher):
        if any(_holds(matcher, office, text) for text in texts):
            continue
        # An owner that the article never names may go without saying; where a name is missing altogether, that is another reason.
        named = min(window.strengths[list(office.title)]) >= _MET
        if not named or any(_another_owner(matcher, office, sentence.text) for sentence in quoted):
            yield office.words


def _another_owner(matcher: Matcher, office: _Office, text: str, within: int = _BESIDE) -> bool:
    """Tell whether a sentence names the office beside a country or people that is not its owner: "the Russian president"."""
    words = tokens(text)
    titles, owners = _places_of(matcher, analyse(text), office)
    near = {place for title in titles for place in range(max(0, title - within), title + within + 1)} - owners
    return any(_is_country(words[place : place + 1]) for place in near)


def _is_country(word: Sequence[Token]) -> bool:
    """Tell whether a word names a country or people of the thesaurus: the lexicon's villages are many an ordinary word."""
    named = any(name.kind in {"place", "demonym"} for name in find_names(word))
    return named and bool(thesaurus().concepts([token.term for token in word]))


def _offices(matcher: Matcher) -> list[_Office]:
    """Return the offices that the question names together with their owner."""
    words = tokens(matcher.text)
    titles = find_titles(words)
    owners = [n for n in find_names(words) if n.kind in _OWNER_KINDS]
    found = []
    for title in titles:
        for owner in owners:
            first, last = sorted((title, owner), key=lambda named: named.first)
            between = {word.text.lower() for word in words[first.last : last.first]}
            apart = owner.kind == "person" and not _is_owner(words, owner, title)
            if first.last <= last.first and between <= _OF and not apart and not _is_generic(words, title):
                shown = matcher.text[words[first.first].start : words[last.last - 1].end]
                found.append(
                    _Office(
                        matcher.numbers(words[title.first].start, words[title.last - 1].end),
                        matcher.numbers(words[owner.first].start, words[owner.last - 1].end),
                        shown,
                    )
                )
    return [office for office in found if office.title and office.owner]


def _is_owner(words: Sequence[Token], person: Named, title: Named) -> bool:
    """Tell whether an office is a person's, "Haddad's spokesman", «المتحدث باسم حداد», and not that person's own: «الوزير حداد»."""
    if person.first < title.first:
        return words[person.last - 1].text.endswith(("'s", "’s", "s'", "s’"))
    held = [word.text for word in words[title.first : title.last]]
    if held[-1].isascii():
        return words[title.last].text.lower() == "of"
    return held[-1] == "باسم" or not any(word.startswith("ال") for word in held)


def _is_generic(words: Sequence[Token], title: Named) -> bool:
    """Tell whether many hold what a title names: "official", "foreign ministers"."""
    named = [word.text.lower() for word in words[title.first : title.last]]
    return not _SEVERAL.isdisjoint(named) or (len(named) == 1 and named[0] in _NO_OFFICE)


def _holds(matcher: Matcher, office: _Office, text: str) -> bool:
    """Tell whether a sentence names the office as that owner's, no other owner standing closer to it."""
    analysed = analyse(text)
    strengths = matcher.strengths(analysed)
    counterpart = not _COUNTERPARTS.isdisjoint(analysed.content)
    if (min(strengths[list(office.title)]) < _MET and not counterpart) or max(strengths[list(office.owner)]) < _MET:
        return False
    titles, owners = _places_of(matcher, analysed, office)
    titles |= {place for place, term in enumerate(analysed.terms) if term in _COUNTERPARTS}
    apart = min((abs(a - b) for a in titles for b in owners), default=_HELD_WITHIN + 1)
    return apart <= _HELD_WITHIN and (counterpart or not _another_owner(matcher, office, text, apart - 1))


def _places_of(matcher: Matcher, text: Analysed, office: _Office) -> tuple[set[int], set[int]]:
    """Return the places of the office's words and of its owner's in a sentence."""
    met = matcher.positions(text)
    title = {place for place, number, _ in met if number in office.title}
    return title, {place for place, number, _ in met if number in office.owner}
