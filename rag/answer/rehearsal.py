"""Make up questions of an archive's own titles, to be asked before anybody waits for an answer.

Asking them reads the tables, patterns and passages that real questions need; what is answered is thrown away. They are no measure of anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from rag.language.analysis import language_of
from rag.language.romanise import romanise
from rag.values import Language

__all__ = ["rehearsal"]

# One form for each way of asking: each goes through stages of its own.
_FORMS: Final[dict[Language, tuple[str, ...]]] = {
    "ar": (
        "متى {}؟",
        "من قال إن {}؟",
        "كم عدد {}؟",
        "أين {}؟",
        "لماذا {}؟",
        "ماذا قال رئيس {}؟",
        "من هو وزير {}؟",
        "كم استمرت {}؟",
    ),
    "en": (
        "When was {}?",
        "Who said that {}?",
        "How many {}?",
        "Where was {}?",
        "Why did {}?",
        "What did the president say about {}?",
        "Who is the minister of {}?",
        "How long did {} last?",
    ),
}
_LONGEST_TITLE: Final = 120  # characters: that of a question
_MOST_TITLES: Final = 256
_NAMES: Final = 3  # words


def rehearsal(titles: Sequence[str]) -> Iterator[str]:
    """Yield questions, every title in one form before any in another; titles are taken evenly from all.

    They are in their titles' languages, Arabic ones also in English, with words of the title for names.
    """
    every = -(-len(titles) // _MOST_TITLES) if titles else 1
    chosen = [title[:_LONGEST_TITLE] for title in titles[::every] if title.strip()]
    for shift in range(len(_FORMS["ar"])):
        for number, title in enumerate(chosen):
            forms = _FORMS[language_of(title)]
            yield forms[(shift + number) % len(forms)].format(title)
        for number, title in enumerate(chosen):
            if language_of(title) == "ar":  # names of the other script are looked for by their sound
                forms = _FORMS["en"]
                yield forms[(shift + number) % len(forms)].format(" ".join(romanise(title).split()[:_NAMES]).title())
