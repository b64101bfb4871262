"""Widen a query by the other wordings of the concepts that it words: who asks for a truce also wants a cessation of hostilities.

The added groups weigh little beside the question's own words, so that they bring in what is said otherwise and reorder little else.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from rag.language.analysis import tokens
from rag.language.background import rarity
from rag.language.thesaurus import thesaurus
from rag.search.query import Query, QueryTerm

__all__ = ["reworded", "widen"]

_WEIGHT: Final = 0.25  # of a concept's group beside one of the question's own words
_PART_OF_WORDING: Final = 0.5  # of one word of a wording of several


def widen(query: Query) -> Query:
    """Return `query` with one group for each concept that it words, after its own terms."""
    return replace(query, terms=(*query.terms, *_concepts(query)))


def reworded(query: Query) -> Query | None:
    """Return a query for nothing but the concepts that `query` words, in all their wordings; None when there are none."""
    added = _concepts(query)
    return replace(query, terms=added) if added else None


def _concepts(query: Query) -> tuple[QueryTerm, ...]:
    known = thesaurus()
    words = [token for token in tokens(query.text) if not token.is_stop]
    added: list[QueryTerm] = []
    for start, end, concepts in known.find([word.term for word in words]):
        variants: dict[str, float] = {}
        for wording in (wording for concept in concepts for wording in known.wordings(concept)):
            # Of "cessation of hostilities" the rarest word is looked for: the others stand in every passage.
            term = max(wording, key=rarity)
            share = 1.0 if len(wording) == 1 else _PART_OF_WORDING
            variants[term] = max(share, variants.get(term, 0.0))
        first, last = words[start], words[end - 1]
        text = query.text[first.start : last.end]
        added.append(QueryTerm(text, first.start, last.end, first.term, variants, is_name=False, emphasis=_WEIGHT))
    return tuple(added)
