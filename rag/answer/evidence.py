"""Hold what an answer may be made of: retrieved passages, their sentences, and how well each fits the question.

Values only, and the cached analysis of a sentence; choosing among them is `rag.answer.windows`'s business.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rag.language.analysis import tokens
from rag.language.thesaurus import thesaurus
from rag.values import Article, DateMention, Passage, Quote, Sentence

__all__ = ["Analysed", "Evidence", "analyse", "quote_of", "texts_of"]

_CACHE_SIZE: Final = 1 << 14  # sentences; about 3 kB each


@dataclass(frozen=True, slots=True)
class Evidence:
    """A retrieved passage; `similarities[i]` is the dense similarity (-1..1) of `sentences[i]`, empty where there is no dense leg.

    `group` is the same for wire copies of one story, so that copies count once; `dates` are those that the article tells.
    """

    article: Article
    passage: Passage
    sentences: tuple[Sentence, ...]
    score: float
    similarities: tuple[float, ...] = ()
    group: str = ""
    dates: tuple[DateMention, ...] = ()


@dataclass(frozen=True, slots=True)
class Analysed:
    """The tokens of a text: `terms[i]` stands at `spans[i]`.

    `content` is the set of terms without stop words; `concepts` are the thesaurus's that are worded somewhere, `worded` the places
    (first, last + 1 in `terms`, concepts) of their longest wordings.
    """

    terms: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    content: frozenset[str]
    concepts: frozenset[int]
    worded: tuple[tuple[int, int, tuple[int, ...]], ...]


@lru_cache(maxsize=_CACHE_SIZE)
def analyse(text: str) -> Analysed:
    """Return the analysis of a text, remembered: the same sentences come back question after question."""
    found = tokens(text)
    places = [place for place, token in enumerate(found) if not token.is_stop]
    content = [found[place].term for place in places]
    known = thesaurus()
    return Analysed(
        tuple(token.term for token in found),
        tuple((token.start, token.end) for token in found),
        frozenset(content),
        known.concepts(content),
        tuple((places[start], places[end - 1] + 1, ids) for start, end, ids in known.find(content)),
    )


def quote_of(article: Article, start: int, end: int) -> Quote:
    """Return the words of `article` from `start` to `end`, without white space at the ends."""
    text = article.body[start:end]
    left = len(text) - len(text.lstrip())
    text = text.strip()
    return Quote(article.id, start + left, start + left + len(text), text)


def texts_of(evidence: Iterable[Evidence]) -> tuple[str, ...]:
    """Return the titles and sentences of passages, each once, in order."""
    texts = (
        text for item in evidence for text in (item.article.title, *(sentence.text for sentence in item.sentences))
    )
    return tuple(dict.fromkeys(texts))
