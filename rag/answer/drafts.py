"""Read statements out of a model's stream as it comes, whatever it wraps them in.

Asked for is one JSON object a line. Arrays, an outer object, markdown fences, several lines an object and chatter between are read
through; what cannot be read is skipped. Nothing is believed here: see `rag.answer.verify`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from rag.answer.verify import Draft, Support

__all__ = ["drafts"]

_MOST_DRAFTS: Final = 40  # statements looked at: a model that writes more has lost the question
_MOST_SUPPORTS: Final = 4
_LONGEST: Final = 8_000  # characters: no statement with its quotations is longer
_WRAPPER: Final = re.compile(r"\{\s*\"(?:statements?|answers?|results?|items|lines|output)\"\s*:\s*(?=[\[{])")
_NEXT: Final = re.compile(r"\{(?=\s*\"(?:statement|none)\"\s*:)")
_DECODER: Final = json.JSONDecoder(strict=False)


def drafts(pieces: Iterable[str]) -> Iterator[Draft | None]:
    """Yield the statements of a stream, each as soon as its object is complete, at most `_MOST_DRAFTS`.

    None stands for the model's word that the passages do not answer.
    """
    found = 0
    rest = ""
    for piece in pieces:
        rest += piece
        if "}" not in piece and len(rest) <= _LONGEST:
            continue
        objects, rest = _objects(rest)
        for data in objects:
            if isinstance(data, dict) and data.get("none") is True:
                yield None
            if (draft := _draft(data)) is not None:
                yield draft
                found += 1
                if found == _MOST_DRAFTS:
                    return
        if len(rest) > _LONGEST:
            rest = rest[-1:]


def _objects(text: str) -> tuple[list[Any], str]:
    """Return the complete objects of `text`, and what may still become one."""
    found: list[Any] = []
    at = 0
    while (start := text.find("{", at)) >= 0:
        if wrapper := _WRAPPER.match(text, start):
            at = wrapper.end()
            continue
        try:
            data, at = _DECODER.raw_decode(text, start)
            found.append(data)
        except (ValueError, RecursionError):
            following = _NEXT.search(text, start + 1)
            if following is None:
                return found, text[start:]
            at = following.start()
    return found, text[at:]


def _draft(data: Any) -> Draft | None:
    """Return the statement of one object, or None for anything of another shape."""
    text = data.get("statement") if isinstance(data, dict) else None
    if not isinstance(text, str):
        return None
    given = data.get("support")
    listed = given if isinstance(given, list) else [given]
    supports = [_support(item) for item in listed[:_MOST_SUPPORTS]]
    return Draft(text, tuple(item for item in supports if item is not None))


def _support(item: Any) -> Support | None:
    if not isinstance(item, dict) or not isinstance(item.get("quote"), str):
        return None
    number = item.get("passage")
    if isinstance(number, str) and number.strip().isdecimal() and len(number) < 6:
        number = int(number)
    return Support(number if isinstance(number, int) and not isinstance(number, bool) else 0, item["quote"])
