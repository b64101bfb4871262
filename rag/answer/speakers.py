"""Call a speaker what the reader's language calls him: "the Russian coordination centre" for «مركز التنسيق الروسي».

Put together from the news lexicon, piece by piece; where a piece is unknown, the speaker's own words are given in quotation marks. Who speaks is
`rag.answer.reported`'s.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Final

from rag.answer.phrases import quoted
from rag.language.analysis import language_of
from rag.language.gazetteer import english_name, is_given_name, is_name_part
from rag.language.lexicon import load_lexicon
from rag.language.normalise import normalise
from rag.language.romanise import romanise
from rag.language.tables import table
from rag.values import Language

__all__ = ["named_speaker"]

_KINDS: Final = (
    "organisation",
    "person",
    "place",
    "demonym",
    "title",
    "term",
)  # of a word with several, the first is meant
_LONGEST: Final = 6  # words of an entry
_LONGEST_NAME: Final = 3  # words after an office that are taken for a name
_CLITICS: Final = ("وال", "بال", "فال", "كال", "لل", "ال")
_SHORTEST_BARE: Final = 3
_LINKS: Final = {"الي": "to", "في": "in", "من": "of", "باسم": "for", "لدي": "to", "ب": "in"}
_DEPUTIES: Final = frozenset(normalise("نائب نائبة النائب مساعد مساعدة وكيل").split())
_FORMER: Final = frozenset(normalise("السابق السابقة الأسبق").split())
_FEMININE: Final = ("ه", "ة", "اء", "ات")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A known stretch of a speaker's words, in the other language."""

    kind: str
    text: str


def named_speaker(speaker: str, language: Language) -> str:
    """Return how a reader of `language` calls `speaker`; words that are not known stay as they are, in quotation marks."""
    written = language_of(speaker)
    if written == language:
        return speaker[:1].lower() + speaker[1:] if speaker.startswith("The ") else speaker
    found = _english(speaker) if language == "en" else _arabic(speaker)
    return found or quoted(speaker, written)


def _english(speaker: str) -> str | None:
    words = speaker.replace('"', " ").split()
    pieces: list[_Piece] = []
    at = 0
    while at < len(words):
        size, piece = _known(words, at)
        if piece is None:
            size = _name_size(
                words, at, after_title=bool(pieces) and pieces[-1].kind in ("title", "demonym", "person", "place")
            )
            if not size:
                return None
            name = " ".join(words[at : at + size])
            known = english_name(name) if size > 1 else None
            piece = _Piece("person", known or f"{romanise(name)} ({name})")
        if piece.kind == "person" and pieces and pieces[-1].kind == "person":
            return None  # a name that goes on is another one: «منصور هادي مجدو» is not the president
        pieces.append(piece)
        at += size
    return _joined(pieces)


def _known(words: Sequence[str], at: int) -> tuple[int, _Piece | None]:
    if normalise(words[at]) in _LINKS:
        return 1, _Piece("link", _LINKS[normalise(words[at])])
    if normalise(words[at]) in _DEPUTIES and at + 1 < len(words):
        size, piece = _known(words, at + 1)
        if piece and piece.kind == "title":
            return size + 1, _Piece("title", f"deputy {piece.text}")
    if normalise(words[at]) in _FORMER:
        return 1, _Piece("former", "former")
    people = _peoples().get(_bare(words[at])) if normalise(words[at]).startswith("ال") else None
    if people:  # «السورية» is an adjective, «سورية» the country
        return 1, _Piece("demonym", people)
    for size in range(min(_LONGEST, len(words) - at), 0, -1):
        found = _from_arabic().get(" ".join(_bare(word) for word in words[at : at + size]))
        if found and found.kind == "person" and size == 1:
            # A family name alone is told alone, and only where no further name follows: «الهادي» is many a man's.
            return (1, _Piece("person", found.text.split()[-1])) if at + 1 == len(words) else (0, None)
        if found and found.kind == "title" and found.text.endswith("man") and normalise(words[at]).endswith("ه"):
            return size, _Piece("title", f"{found.text.removesuffix('man')}woman")
        if found:
            return size, found
    return 0, None


def _name_size(words: Sequence[str], at: int, *, after_title: bool) -> int:
    """Return how many words from `at` on may be a person's name: name-like ones, and after an office whatever is left."""
    run = list(takewhile(lambda word: is_given_name(word) or is_name_part(word), words[at:]))
    left = len(words) - at
    if after_title and not run and words[at].startswith("ال"):
        return 0  # «مديرة المكتبة»: what the office is of, not who holds it
    return left if (run or after_title) and left <= _LONGEST_NAME else len(run) if len(run) > 1 else 0


def _joined(pieces: Sequence[_Piece]) -> str:
    """Return English pieces in English order: a people's adjective first, a genitive with "of", a name last."""
    text, link, ends_in_name = "", "", False
    for number, piece in enumerate(pieces):
        match piece.kind:
            case "link":
                link = f" {piece.text} "
                continue
            case "former" if text:
                text = f"former {text}"
            case "demonym" if text and not link:
                text = f"{piece.text} {text}"
            case "person" if not link:
                text, ends_in_name = f"{text} {piece.text}".strip(), True
            case _ if not text:
                text = piece.text
            case "place" | "person" | "demonym":
                text += (link or " of ") + piece.text
            case _ if link or pieces[number - 1].kind != "demonym":
                text += (link or " of ") + _with_article(piece)
            case _:
                text += f" {piece.text}"
        link = ""
    alone = len(pieces) == 1 and pieces[0].kind in ("person", "place")
    one_word = len(pieces) == 1 and pieces[0].kind == "organisation" and " " not in text
    return text if ends_in_name or alone or one_word or text.startswith("the ") else f"the {text}"


def _with_article(piece: _Piece) -> str:
    return piece.text if piece.text.startswith("the ") else f"the {piece.text}"


def _arabic(speaker: str) -> str | None:
    """Return the Arabic of a known body, office or person, a people's adjective behind its noun; None for anything longer."""
    words = speaker.removeprefix("the ").removeprefix("The ").split()
    known = _from_english()
    if whole := known.get(normalise(" ".join(words))):
        return whole.text.split()[-1] if whole.kind == "person" and len(words) == 1 else whole.text
    for cut in range(1, len(words)):
        left, right = (known.get(normalise(" ".join(part))) for part in (words[:cut], words[cut:]))
        if left is None or right is None:
            continue
        if left.kind == "demonym" and right.kind in ("title", "term", "organisation"):
            return f"{right.text} {_agreeing(left.text, right.text)}"
        if left.kind == "title" and right.kind == "person" and len(words) - cut > 1:
            office = left.text if " " in left.text or left.text.startswith("ال") else f"ال{left.text}"
            return f"{office} {right.text}"
    return None


def _agreeing(adjective: str, noun: str) -> str:
    ending = "ة" if normalise(noun.split(maxsplit=1)[0]).endswith(_FEMININE) else ""
    return f"{'' if adjective.startswith('ال') else 'ال'}{adjective.removesuffix('ة')}{ending}"


def _bare(word: str) -> str:
    plain = normalise(word).strip(".,;:\"'()")
    for clitic in _CLITICS:
        if plain.startswith(clitic) and len(plain) - len(clitic) >= _SHORTEST_BARE:
            return plain[len(clitic) :]
    return plain


@table
def _from_arabic() -> dict[str, _Piece]:
    found: dict[str, _Piece] = {}
    for kind in _KINDS:
        for entry in load_lexicon():
            if entry.kind == kind:
                # Of a plain word's variants the later ones are plurals and near synonyms: the first English is not theirs.
                for name in entry.arabic[:1] if kind == "term" else entry.arabic:
                    found.setdefault(" ".join(_bare(word) for word in name.split()), _Piece(kind, entry.english[0]))
    return found


@table
def _peoples() -> dict[str, str]:
    """Return the English of each adjective of a people."""
    return {
        _bare(name): entry.english[0] for entry in load_lexicon() if entry.kind == "demonym" for name in entry.arabic
    }


@table
def _from_english() -> dict[str, _Piece]:
    found: dict[str, _Piece] = {}
    for kind in _KINDS:
        for entry in load_lexicon():
            if entry.kind == kind:
                for name in entry.english:
                    found.setdefault(normalise(name), _Piece(kind, entry.arabic[0]))
    return found
