"""Know the wordings of one thing that news uses interchangeably, in both languages: "truce", "cessation of hostilities", «هدنة».

A hand-written list (thesaurus.tsv): one concept a line. Wordings are compared as the analyser's terms, so inflections that share
a stem need no line of their own. It is no dictionary: whole vocabularies are the bridge's.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from typing import Final

from rag.language.analysis import terms, tokens
from rag.language.shipped import shipped_text
from rag.language.tables import table

__all__ = ["Thesaurus", "thesaurus"]

_LONGEST: Final = 5  # words of the longest wording that is kept
# Written together with a noun without its article, where the analyser leaves them: «بافتتاح».
_PREPOSITIONS: Final = ("ب", "ل")
_LEAST_JOINED: Final = 4  # letters of a noun; of shorter ones the whole is as often another word

# The persons of the imperfect that news uses, and its future.
_BEFORE_IMPERFECT: Final = ("ي", "ت", "سي", "ست", "لي")

Phrase = tuple[str, ...]


class Thesaurus:
    """Wordings, and the concepts (line numbers) that each may stand for."""

    def __init__(self, lines: Sequence[str]) -> None:
        """Read lines of wordings separated by "|"; blank lines and # comments are skipped."""
        self._concepts: Final[dict[Phrase, tuple[int, ...]]] = {}
        self._wordings: Final[dict[int, tuple[Phrase, ...]]] = {}
        for number, line in enumerate(lines, 1):
            if line.strip() and not line.startswith("#"):
                forms = dict.fromkeys(form for wording in line.split("|") for form in _forms(wording.strip()))
                phrases = tuple(dict.fromkeys(p for form in forms if (p := _phrase(form))))
                self._wordings[number] = phrases
                for phrase in phrases:
                    self._concepts[phrase] = (*self._concepts.get(phrase, ()), number)
        for phrase, numbers in tuple(self._concepts.items()):
            if len(phrase) == 1 and phrase[0] >= "\u0600" and len(phrase[0]) >= _LEAST_JOINED:
                for preposition in _PREPOSITIONS:
                    self._concepts.setdefault((preposition + phrase[0],), numbers)
        self._longest: Final[dict[str, int]] = {}  # by first term, how long a wording may be: few terms begin one
        for phrase in self._concepts:
            self._longest[phrase[0]] = max(self._longest.get(phrase[0], 0), len(phrase))

    def find(self, content: Sequence[str]) -> list[tuple[int, int, tuple[int, ...]]]:
        """Return (start, end, concepts) of each wording among the content terms `content`, the longest at each place."""
        found: list[tuple[int, int, tuple[int, ...]]] = []
        after = 0
        for start in (place for place, term in enumerate(content) if term in self._longest):
            if start < after:
                continue
            for size in range(min(self._longest[content[start]], len(content) - start), 0, -1):
                if concepts := self._concepts.get(tuple(content[start : start + size])):
                    after = start + size
                    found.append((start, after, concepts))
                    break
        return found

    def concepts(self, content: Sequence[str]) -> frozenset[int]:
        """Return every concept whose wording stands somewhere in `content`, overlapping ones too."""
        begun = [start for start, term in enumerate(content) if term in self._longest]
        return frozenset(
            concept
            for start in begun
            for size in range(1, min(self._longest[content[start]], len(content) - start) + 1)
            for concept in self._concepts.get(tuple(content[start : start + size]), ())
        )

    def wordings(self, concept: int) -> tuple[Phrase, ...]:
        """Return the wordings of a concept as tuples of terms."""
        return self._wordings[concept]


def _forms(wording: str) -> tuple[str, ...]:
    """Return what a wording stands for: itself, or of an Arabic verb given as perfect+imperfect the forms that news uses.

    The analyser joins what ends in «ون», «ان» and in most object pronouns; endings of the perfect and what stands before the imperfect remain.
    """
    perfect, _, imperfect = wording.partition("+")
    if not imperfect:
        return (wording,)
    weak = perfect.endswith(("ى", "ا"))  # «أخفى», «دعا»: the last letter gives way to an ending
    bare = perfect[:-1] if weak else perfect
    past = (perfect, f"{bare}ت", f"{bare}وا", *((f"{bare}اه",) if weak else ()))
    rest = imperfect.removeprefix("ي")
    return (*past, *(f"{before}{rest}" for before in _BEFORE_IMPERFECT))


def _phrase(wording: str) -> Phrase:
    """Return the content terms of a wording; nothing when stop words carry it ("set up") or it is too long."""
    if wording.isalpha():  # one word, most of the list: its span is not needed
        return tuple(terms(wording))
    found = tokens(wording)
    content = tuple(token.term for token in found if not token.is_stop)
    lost = len(found) - len(content)
    return () if len(content) > _LONGEST or (lost and len(content) < 2) else content


@table
def thesaurus() -> Thesaurus:
    """Return the thesaurus that ships, read once."""
    text = shipped_text(files("rag.language").joinpath("thesaurus.tsv"))
    return Thesaurus(text.splitlines())
