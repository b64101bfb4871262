"""Know what a transformer wants before a question and before a passage.

Models of the e5, bge, arctic and other families were trained with fixed words before the text, and lose much without them. This
module only chooses the words; it does not open a model.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

__all__ = ["AUTO", "Prefixes", "choose"]

AUTO: Final = "auto"

_SEARCH: Final = "Represent this sentence for searching relevant passages:"
_INSTRUCT: Final = "Instruct: Given a question, retrieve passages that answer the question\nQuery:"
# By the family's name inside the model's name, from the models' own cards; the first that matches counts.
_FAMILIES: Final[tuple[tuple[str, str, str], ...]] = (
    (r"e5-.*instruct", _INSTRUCT, ""),
    (r"(^|[-_])e5([-_]|$)", "query:", "passage:"),
    (r"arctic-embed.*v2", "query:", ""),
    (r"arctic-embed", _SEARCH, ""),
    (r"bge-(small|base|large)-en", _SEARCH, ""),
    (r"mxbai-embed", _SEARCH, ""),
    (r"nomic-embed-text", "search_query:", "search_document:"),
    (r"embeddinggemma", "task: search result | query:", "title: none | text:"),
    (r"qwen3-embedding", _INSTRUCT, ""),
)
# The names under which a model's own configuration holds its words.
_QUERY_KEYS: Final = ("query", "retrieval_query", "search_query", "Retrieval-query", "s2p_query")
_PASSAGE_KEYS: Final = ("document", "passage", "retrieval_document", "search_document", "Retrieval-document")


@dataclass(frozen=True, slots=True)
class Prefixes:
    """What is put before a question and before a passage, the white space between included."""

    query: str = ""
    passage: str = ""


def choose(name: str, prompts: Mapping[str, str | None], query: str = AUTO, passage: str = AUTO) -> Prefixes:
    """Return the prefixes of the model `name`, whose own configuration holds `prompts`.

    `query` and `passage` are the settings: they win unless they are "auto"; an empty one means none. For "auto" the model's
    configuration decides, and where it says nothing, its family.
    """
    own = Prefixes(_first(prompts, _QUERY_KEYS), _first(prompts, _PASSAGE_KEYS))
    default = own if own != Prefixes() else _of_family(name)
    return Prefixes(
        default.query if query == AUTO else _spaced(query), default.passage if passage == AUTO else _spaced(passage)
    )


def _first(prompts: Mapping[str, str | None], keys: tuple[str, ...]) -> str:
    return next((text for key in keys if (text := prompts.get(key))), "")


def _of_family(name: str) -> Prefixes:
    base = re.split(r"[/\\]", name.rstrip("/\\"))[-1].lower()
    for pattern, query, passage in _FAMILIES:
        if re.search(pattern, base):
            return Prefixes(_spaced(query), _spaced(passage))
    return Prefixes()


def _spaced(prefix: str) -> str:
    """Return the prefix with one space after it: settings lose the white space at their ends."""
    return f"{prefix.rstrip(' ')} " if prefix.strip() else ""
