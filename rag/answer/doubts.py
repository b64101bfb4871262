"""Know what an answer cannot do without, whatever its confidence.

An office must be the one that is asked about, a year the one that is named, and what a question takes for granted must be told.

"What did the French president say?" is not answered by a French news agency beside another president. Each rule returns the words of
the question that are missing, so that a refusal can name them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rag.answer.evidence import Analysed, analyse
from rag.answer.match import Matcher
from rag.answer.windows import Window
from rag.language.analysis import stem, tokens
from rag.language.gazetteer import find_names, find_titles
from rag.language.normalise import normalise
from rag.search.question import Question

__all__ = ["doubts"]

_OF: Final = frozenset({"of", "the", "'s"})  # what may stand between an office and whose it is
# Words that the lexicon lists with offices but that many hold.
_NO_OFFICE: Final = frozenset(
    "official officials member members minister ministers delegate delegates المسؤول مسؤول مسؤولون مسؤولين عضو أعضاء الوزيران الوزيرين وزراء وزير".split()
)
_COUNTERPARTS: Final = frozenset(stem(word) for word in "counterpart counterparts نظير نظيره نظيرها نظيرته".split())
_HELD_WITHIN: Final = 5  # words between them in a text
_MET: Final = 0.5
_PREMISE_SHARE: Final = 0.25  # of a question's weight: a word as heavy as this carries what is taken for granted
# "Who is the coach of the River team?" asks for one person: what tells which one stands beside the name, not elsewhere in the article.
_WHO_IS: Final = re.compile(r"^\W*(?:who (?:is|was|are|were)\b|من (?:هو|هي|هم)(?!\w))")
_IDENTITY_SHARE: Final = 0.25  # of the question's weight
_TYPED_KINDS: Final = frozenset({"when", "who", "where", "howmany", "howlong"})
_SHORT_QUESTION: Final = 5  # terms
_SHORT_SHARE: Final = 0.3  # of a short question's weight: without it another question is answered


@dataclass(frozen=True, slots=True)
class _Office:
    """An office and whose it is, as numbers of the question's terms."""

    title: tuple[int, ...]
    owner: tuple[int, ...]
    words: str


def doubts(question: Question, matcher: Matcher, best: Window) -> tuple[str, ...]:
    """Return the words of the question without which `best` does not answer it; empty when nothing is in the way."""
    texts = [analyse(sentence.text) for sentence in best.evidence.sentences]
    missing = [office.words for office in _offices(matcher) if not any(_holds(matcher, office, text) for text in texts)]
    missing += [
        mention.text
        for mention, numbers in matcher.dates
        if mention.since is not None and max(best.context_strengths[numbers]) < _MET / 2
    ]
    if _WHO_IS.search(normalise(question.text)):
        near = zip(matcher.terms, matcher.weights, best.strengths, strict=True)
        missing += [term.query.text for term, weight, met in near if met < _MET and weight >= _IDENTITY_SHARE]
    share = _share_needed(question, matcher)
    unmet = zip(matcher.terms, matcher.weights, best.context_strengths, strict=True)
    missing += [term.query.text for term, weight, strength in unmet if strength < _MET / 2 and weight >= share]
    return tuple(dict.fromkeys(missing))


def _share_needed(question: Question, matcher: Matcher) -> float:
    if question.kind == "why":
        return _PREMISE_SHARE
    if question.kind in _TYPED_KINDS and len(matcher.terms) <= _SHORT_QUESTION:
        return _SHORT_SHARE
    return 1.1  # no single word decides


def _offices(matcher: Matcher) -> list[_Office]:
    """Return the offices that the question names together with their owner."""
    words = tokens(matcher.text)
    titles = find_titles(words)
    owners = [n for n in find_names(words) if n.kind in {"place", "demonym"}]
    found = []
    for title in titles:
        for owner in owners:
            first, last = sorted((title, owner), key=lambda named: named.first)
            between = {word.text.lower() for word in words[first.last : last.first]}
            generic = title.last - title.first == 1 and words[title.first].text.lower() in _NO_OFFICE
            named = not generic and first.last <= last.first
            if named and between <= _OF:
                shown = matcher.text[words[first.first].start : words[last.last - 1].end]
                found.append(
                    _Office(
                        matcher.numbers(words[title.first].start, words[title.last - 1].end),
                        matcher.numbers(words[owner.first].start, words[owner.last - 1].end),
                        shown,
                    )
                )
    return [office for office in found if office.title and office.owner]


def _titled(matcher: Matcher, office: _Office, title: Analysed, texts: Sequence[Analysed]) -> bool:
    """Tell whether the article's title names the owner and a sentence the office: the article is about that owner."""
    if max(matcher.strengths(title)[list(office.owner)]) < _MET:
        return False
    return any(min(matcher.strengths(text)[list(office.title)]) >= _MET for text in texts)


def _holds(matcher: Matcher, office: _Office, text: Analysed) -> bool:
    """Tell whether a sentence names the office as that owner's."""
    strengths = matcher.strengths(text)
    counterpart = not _COUNTERPARTS.isdisjoint(text.content)
    if (min(strengths[list(office.title)]) < _MET and not counterpart) or max(strengths[list(office.owner)]) < _MET:
        return False
    places: dict[int, list[int]] = {}
    for place, number, _ in matcher.positions(text):
        places.setdefault(number, []).append(place)
    titles = [place for number in office.title for place in places.get(number, ())]
    titles += [place for place, term in enumerate(text.terms) if term in _COUNTERPARTS]
    owners = [place for number in office.owner for place in places.get(number, ())]
    return any(abs(a - b) <= _HELD_WITHIN for a in titles for b in owners)
