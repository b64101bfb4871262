"""Tell whether two articles tell of one event, in whichever language: by how much of what one sentence names the other article speaks of.

The sentence with its title is looked for in the other passage like a question (`rag.answer.match`); figures and days are left out, since those are what
two tellings of one event differ in. Chooses nothing.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Final

import numpy as np

from rag.answer.evidence import Evidence, analyse
from rag.answer.match import Matcher
from rag.answer.request import Request
from rag.language.bridge import shipped_bridge
from rag.language.dates import date_spans
from rag.search.query import Query, analyse_query

__all__ = ["Event"]

_TITLE: Final = 0.9  # what a word is worth that only the title holds
_REMEMBERED: Final = 1 << 10  # texts


@lru_cache(maxsize=_REMEMBERED)
def _named(text: str) -> Query:
    """Return what a text names, each thing once, without figures and days; remembered, since the same passages come back question after question."""
    query = analyse_query(text, shipped_bridge())
    dates = date_spans(query.text)
    kept = {
        term.term: term
        for term in query.terms
        if not term.term[0].isdigit() and not any(a <= term.start < b for a, b in dates)
    }
    return replace(query, terms=tuple(kept.values()))


class Event:
    """What a passage's title and one of its sentences name, ready to be looked for in other passages."""

    def __init__(self, request: Request, evidence: Evidence, sentence: str) -> None:
        """Read the title and the sentence as something to look for, weighed by the archive."""
        self._matcher = Matcher(_named(f"{evidence.article.title}\n{sentence}"), request.idf)

    def in_passage(self, other: Evidence) -> float:
        """Return the share (0..1) of what is named that a passage, with its title, speaks of."""
        told = [self._matcher.strengths(analyse(sentence.text)) for sentence in other.sentences]
        titled = np.float32(_TITLE) * self._matcher.strengths(analyse(other.article.title))
        return self._matcher.coverage(np.maximum.reduce([titled, *told]))

    def in_sentence(self, text: str) -> float:
        """Return the share (0..1) of what is named that one sentence speaks of."""
        return self._matcher.coverage(self._matcher.strengths(analyse(text)))
