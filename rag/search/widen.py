"""Widen a query by the other wordings of the concepts that it words: who asks for a truce also wants a cessation of hostilities.

The added groups weigh little beside the question's own words, so that they bring in what is said otherwise and reorder little else.
"""

from __future__ import annotations

from typing import Final

from rag.language.analysis import tokens
from rag.language.background import rarity
from rag.language.thesaurus import thesaurus
from rag.search.query import Query, QueryTerm

__all__ = ["concept_terms"]

_WEIGHT: Final = 0.25  # of a concept's group beside one of the question's own words
_PART_OF_WORDING: Final = 0.5  # of one word of a wording of several


def concept_terms(query: Query) -> tuple[QueryTerm, ...]:
    """Return one term for each concept that `query` words, with all the concept's wordings for variants: to be searched beside its own, or alone."""
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
