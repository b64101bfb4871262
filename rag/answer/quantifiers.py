"""Tell whether a statement says of more of them what its sources say of some: "all schools closed" beside "some schools closed".

Only words for all and for most are weighed: "many" and "several" are matters of taste. A statement may say less than its sources.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from rag.answer.alignment import Alignment
from rag.language.normalise import normalise
from rag.language.numbers import find_numbers

__all__ = ["is_part", "overstated_part", "overstated_share"]

# Of a rate, "every day", `rag.answer.quantities` judges; "all 40" and «الركاب الـ12» are counted.
_ALL: Final = re.compile(
    r"\b(?<!at )(?<!after )(?<!above )(?<!of )all(?! but\b)\b|\bof all\b|\bevery(?:one|body|thing|where)?\b(?! (?:day|week|month|year|hour|\d))|\bentire(?:ly)?\b|\b(?:the|a) whole\b"
    r"|\bcomplete(?:ly)?\b|\bfully\b|\btotal(?:ly)? (?=destr|ban|collapse)|\balways\b"
    r"|(?<!\w)[وفبل]?(?:كل(?! (?:من|\w*يوم|\w*اسبوع|\w*شهر|\w*سنه|\w*عام)(?!\w))|جميع|كافه|باكمل\w*|بكامل\w*|كليا|بالكامل|تماما|باسر\w*|برمت\w*|قاطبه|دايما|جميعا|جميعه\w*|كله\w?|سائر)(?!\w)"
)
_MOST: Final = re.compile(
    r"\bmost of\b|\bmost (?:\w+(?<!ou)s|people|children|women|men)\b|\bmostly\b|\bmajority\b|\bnearly all\b|\balmost all\b"
    r"|(?<!\w)[وفبل]?(?:معظم\w*|اغلب\w*|(?:ال)?غالبي\w+|اكثري\w+)(?!\w)"
)
_OF: Final = re.compile(
    r"\s*(?:\w+ )?(?:out )?of (?:the |its |their |all )?|\s*(?:\w+ ){0,2}(?:من|من اصل|من بين) (?:\w+ ){0,3}(?:ال)?"
)
# "The twelve passengers", «الأربعين»: a definite number is all there are, as what is told of a whole country is.
_COUNTED: Final = re.compile(
    r"\b(?:across|throughout|nationwide)\b|(?<!\w)(?:عموم|انحاء|ارجاء)(?!\w)|\bthe (?:\d|\w+(?:teen|ty)\b)|(?<!\w)ال ?\d"
)


def is_part(text: str, end: int, start: int) -> bool:
    """Tell whether of two numbers the one that ends at `end` is a part of the one that starts at `start`: "two of the five"."""
    return _OF.fullmatch(normalise(text[end:start])) is not None


def overstated_part(alignment: Alignment) -> str | None:
    """Return the number of all of which a source tells a part only: "the five were freed" beside "two of the five were freed"."""
    own = {number.value for number in find_numbers(alignment.text)}
    for text in alignment.texts:
        for part, whole in pairwise(find_numbers(text)):
            if is_part(text, part.end, whole.start) and whole.value in own and part.value not in own:
                return whole.text
    return None


def overstated_share(alignment: Alignment) -> str | None:
    """Return the "all" or "most" of a statement that no source bears out."""
    text = normalise(alignment.text)
    sources = [normalise(source) for source in alignment.texts]
    whole = any(_ALL.search(source) or _COUNTED.search(source) for source in sources)
    if (said := _ALL.search(text)) and not whole:
        return said[0]
    if (said := _MOST.search(text)) and not whole and not any(_MOST.search(source) for source in sources):
        return said[0]
    return None
