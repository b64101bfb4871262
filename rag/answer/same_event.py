"""Tell whether two articles tell of one event, in whichever language: by how much of what one sentence names the other article speaks of.

The sentence with its title is looked for in the other passage like a question (`rag.answer.match`); figures and days are left out, since those are what
two tellings of one event differ in. Chooses nothing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np

from rag.answer.evidence import Evidence, analyse
from rag.answer.match import Matcher
from rag.answer.request import Request
from rag.language.dates import find_dates
from rag.language.gazetteer import shipped_bridge
from rag.search.query import analyse_query

__all__ = ["Event"]

_TITLE: Final = 0.9  # what a word is worth that only the title holds


class Event:
    """What a passage's title and one of its sentences name, ready to be looked for in other passages."""

    def __init__(self, request: Request, evidence: Evidence, sentence: str) -> None:
        """Read the title and the sentence as something to look for, weighed by the archive."""
        query = analyse_query(f"{evidence.article.title}\n{sentence}", shipped_bridge())
        dates = [(mention.start, mention.end) for mention in find_dates(query.text, anchor=None)]
        kept = {
            term.term: term
            for term in query.terms
            if not term.term[0].isdigit() and not any(a <= term.start < b for a, b in dates)
        }
        self._matcher = Matcher(replace(query, terms=tuple(kept.values())), request.idf, request.kin)

    def in_passage(self, other: Evidence) -> float:
        """Return the share (0..1) of what is named that a passage, with its title, speaks of."""
        told = [self._matcher.strengths(analyse(sentence.text)) for sentence in other.sentences]
        titled = np.float32(_TITLE) * self._matcher.strengths(analyse(other.article.title))
        return self._matcher.coverage(np.maximum.reduce([titled, *told]))

    def in_sentence(self, text: str) -> float:
        """Return the share (0..1) of what is named that one sentence speaks of."""
        return self._matcher.coverage(self._matcher.strengths(analyse(text)))
