"""Find the sentences of Arabic and English news text.

A sentence ends at final punctuation or at the end of its line, so headings and list items stand alone. Full stops that
end nothing are known by what stands around them: abbreviations and initials of both languages, decimals, dates, addresses,
and the two dots that Arabic news writes for a pause. A run of words without final punctuation is cut at a clause. The
module reads no dictionary, joins no lines and never changes the text: it only says where to look.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Final

__all__ = ["MAX_SENTENCE_CHARS", "sentence_spans"]

MAX_SENTENCE_CHARS: Final = 600  # a quote is at most two sentences: longer ones could not be checked at a glance
_MIN_PIECE_CHARS: Final = 160  # a piece cut from a long sentence should still say something
_QUOTE_KEPT_WHOLE: Final = 220  # a longer quotation is a speech: its sentences are cut apart
_QUESTION_IN_PASSING: Final = 60  # «لماذا؟» inside a sentence, as against a whole question that is quoted

_LOOK_AHEAD: Final = 60  # characters after a stop that tell whether it ends a sentence

_LINE: Final = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_END: Final = re.compile(r"[.!?؟…۔。！？]+")
_CLOSERS: Final = "\"'”’»›)]}"
_PAIRS: Final = {"«": "»", "“": "”", "‹": "›", "(": ")", "[": "]", "{": "}", "„": "“"}
_BEFORE_STOP: Final = re.compile(r"[^\s\"'“”«»()\[\]]*$")
_ARABIC: Final = re.compile(r"[\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff]")
_ARABIC_WORD: Final = re.compile(r"[\u0620-\u0652\u0670-\u06d3]{3,}$")
_DOTTED: Final = re.compile(r"^(?:\w\.)+\w$")
_ARABIC_CONJUNCTION: Final = re.compile(r"(?:[وف]\w|ثم\b|كما\b|لكن\b)")


def _words(*lines: str) -> frozenset[str]:
    return frozenset(" ".join(lines).split())


# Never the end of a sentence: a name or a number follows.
_TITLES: Final = _words(
    "mr mrs ms dr prof sen rep gov gen lt col sgt capt cmdr adm maj brig rev hon pres st mt ft messrs mme mlle sr fr",
    "supt det cpl pvt pte sec amb vs fig figs vol pp cf e.g i.e viz approx est",
)
# May end a sentence: it does where a new one plainly begins.
_ABBREVIATIONS: Final = _words(
    "jr inc ltd co corp bros etc al dept univ assn ave blvd rd jan feb mar apr jun jul aug sep sept oct nov dec a.m p.m",
    "ph.d m.d b.a m.a d.c no nos",
)
_ARABIC_ABBREVIATIONS: Final = _words("أد تلفون")
_BEGINNINGS: Final = _words(
    "The A An This That These Those He She It They We I You His Her Its Their Our In On At By For From With After Before",
    "But And Or So If When While As Since However Meanwhile Earlier Later Both Some Many Most All No Not There Here What",
    "Who Why How Where Officials Police According Although Because During Under",
)
# Where a sentence that is too long may be cut, best first; the cut is at the end of the match.
_CLAUSES: Final = (
    re.compile(r"(?:\.{2,}|…|[؛;])[\"'”»)]*\s+"),
    re.compile(r"[،,:–—][\"'”»)]*\s+(?=[وفثل])|,\s+(?=(?:and|but|which|who|while|as|after)\b)"),
    re.compile(r"[،,:–—][\"'”»)]*\s+"),
    re.compile(r"\s+(?=و\w{3,})|\s+(?=(?:and|but|which|while|because)\b)"),
    re.compile(r"\s+"),
)


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Return where the sentences of `text` stand: ordered (start, end) character offsets, only white space between them.

    No span begins or ends with white space, holds a line break, or is longer than `MAX_SENTENCE_CHARS`.
    """
    return [
        piece
        for line in _LINE.finditer(text)
        for start, end in _line_sentences(line.group(), line.start())
        for piece in _short_pieces(text, start, end)
    ]


def _line_sentences(line: str, offset: int) -> list[tuple[int, int]]:
    """Return the sentences of one line, as offsets into the whole text."""
    spans: list[tuple[int, int]] = []
    start = 0
    for end in [*_sentence_ends(line), len(line)]:
        piece = line[start:end]
        if not piece.strip():
            continue
        left = start + len(piece) - len(piece.lstrip())
        right = start + len(piece.rstrip())
        if spans and not any(character.isalnum() for character in piece):
            spans[-1] = (spans[-1][0], offset + right)  # stray marks belong to what stands before them
        else:
            spans.append((offset + left, offset + right))
        start = end
    return spans


def _sentence_ends(line: str) -> Iterator[int]:
    kept_whole = _kept_whole(line)
    start = 0
    for match in _END.finditer(line):
        end = match.end()
        while end < len(line) and line[end] in _CLOSERS and _closes(line, end):
            end += 1
        if _lies_within(match.start(), end, kept_whole):
            continue
        if end == len(line) or _is_end(line, start, match, end):
            yield end
            start = end


def _lies_within(start: int, end: int, pairs: list[tuple[int, int]]) -> bool:
    """Tell whether one of `pairs`, which are short and in order, holds start..end."""
    at = bisect_left(pairs, (start, 0))
    while at and pairs[at - 1][0] >= start - _QUOTE_KEPT_WHOLE:
        at -= 1
        if end <= pairs[at][1]:
            return True
    return False


def _closes(line: str, at: int) -> bool:
    """Tell a straight mark that closes a quotation from one that opens the next."""
    following = line[at + 1 : at + 2]
    return line[at] not in "\"'" or not (following.isalnum())


def _kept_whole(line: str) -> list[tuple[int, int]]:
    """Return the quotations and brackets that are short enough to stay in one sentence."""
    pairs: list[tuple[int, int]] = []
    opened: list[tuple[str, int]] = []
    for index, character in enumerate(line):
        if opened and character == _PAIRS[opened[-1][0]]:
            pairs.append((opened.pop()[1], index))
        elif character in _PAIRS:
            opened.append((character, index))
    straight = [index for index, character in enumerate(line) if character == '"']
    if len(straight) % 2 == 0:  # an odd mark makes every pairing a guess
        pairs += zip(straight[::2], straight[1::2], strict=True)
    return sorted((left, right) for left, right in pairs if right - left <= _QUOTE_KEPT_WHOLE)


def _is_end(line: str, start: int, match: re.Match[str], end: int) -> bool:
    """Tell whether the punctuation of `match`, with the closing marks up to `end`, ends the sentence begun at `start`."""
    marks = match.group()
    following = line[end : end + _LOOK_AHEAD].lstrip()
    if not line[end].isspace():
        return _is_end_without_space(line, match, end)
    if _begins_small(following) and not any(mark in "؟۔。" for mark in marks):
        return False
    if marks == "..":
        return False
    if set(marks) & set("!?؟！？"):
        quoted = end > match.end()
        in_passing = quoted and end - start <= _QUESTION_IN_PASSING and not _ARABIC_CONJUNCTION.match(following)
        return not in_passing or not _ARABIC.match(following)
    if marks == ".":
        return _is_full_stop(line, start, match.start(), following)
    return True


def _is_end_without_space(line: str, match: re.Match[str], end: int) -> bool:
    """Arabic news often forgets the space: «سوريا.وقال» are two sentences, «ا.ف.ب» and «3.5» are none."""
    if match.group() not in {".", "؟", "!", "۔"} or not _ARABIC.match(line[end]):
        return False
    if not _ARABIC_WORD.search(line[max(0, match.start() - 60) : match.start()]) and end == match.end():
        return False
    word_after = re.match(r"\w*", line[end : end + _LOOK_AHEAD])
    return word_after is not None and len(word_after.group()) > 1 and "/" not in _word_before(line, match.start())


def _is_full_stop(line: str, start: int, stop: int, following: str) -> bool:
    """Tell a full stop from the dot of an abbreviation, an initial or a list number."""
    word = _word_before(line, stop)
    bare = word.lstrip("-–—*•")
    opening = line[start:stop].strip() if stop - start <= _LOOK_AHEAD else ""
    if opening.isdecimal() or (len(bare) == 1 and opening == word):
        return False  # "1. " or "أ. " in front of a list item
    if bare.lower() in _TITLES:
        return False
    begins = (re.match(r"[\"'“«(\[]*(\w+)", following) or [""])[0].lstrip("\"'“«([") in _BEGINNINGS
    if bare.lower() in {"no", "nos"}:
        return not following[:1].isdecimal()
    if bare.lower() in _ABBREVIATIONS:
        return begins
    if _ARABIC.search(bare[-1:]):
        return _is_arabic_stop(line, stop, bare)
    initial = len(bare) == 1 and bare.isupper()
    return begins if initial or _DOTTED.match(bare) else True


def _is_arabic_stop(line: str, stop: int, word: str) -> bool:
    letters = word.removeprefix("و").removeprefix("ال") or word
    if word in _ARABIC_ABBREVIATIONS or _DOTTED.match(word) or _DOTTED.match(letters):
        return False
    if len(letters) > 1:
        return True
    before = line[max(0, stop - len(word) - 8) : stop - len(word)].rstrip()
    return before[-1:].isdecimal()  # "عام 2016 م." is an era, "د. سامر" a title


def _begins_small(following: str) -> bool:
    first = following.lstrip("\"'“«([")[:1]
    return first.islower()


def _word_before(line: str, stop: int) -> str:
    found = _BEFORE_STOP.search(line, max(0, stop - 60), stop)
    return found.group() if found else ""


def _short_pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the sentence whole, or in pieces cut at clauses when it is too long to be quoted."""
    while end - start > MAX_SENTENCE_CHARS:
        cut = _cut(text, start, end)
        yield start, start + len(text[start:cut].rstrip())
        start = cut
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        yield start, end


def _cut(text: str, start: int, end: int) -> int:
    last = min(start + MAX_SENTENCE_CHARS, end - min(_MIN_PIECE_CHARS, (end - start) // 3))
    for clause in _CLAUSES:
        cuts = [match.end() for match in clause.finditer(text, start + _MIN_PIECE_CHARS, last)]
        if cuts:
            return cuts[-1]
    return last
