"""Keep whose word an answer is: the official or body that the article quotes for it, so that a claim is told as a claim.

Who speaks is read by `rag.answer.reported`, how he is called by `rag.answer.speakers`; here it is decided whether the reader must be told, and
whether the sentence that names the speaker has to be quoted beside the one that answers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from rag.answer.entities import persons
from rag.answer.evidence import analyse
from rag.answer.found import Found
from rag.answer.match import Matcher
from rag.answer.reported import speaker_of
from rag.answer.speakers import named_speaker
from rag.answer.windows import Window
from rag.language.analysis import terms
from rag.language.normalise import normalise
from rag.values import Language, digit_runs

__all__ = ["Attribution", "attribution"]

_LONGEST_QUOTE: Final = 700  # characters of two sentences that are quoted together
_ASKED: Final = 0.05  # share of the question's weight from which a word of it counts
_MOST_OF: Final = 0.6  # of a speaker's words: a question that holds so many names him


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says what answers, as the reader calls him; `start` is where the quotation must begin to name him."""

    speaker: str
    start: int
    quoted: bool  # the window's own words name him


def attribution(matcher: Matcher, window: Window, found: Found | None, language: Language) -> Attribution | None:
    """Return whose word the answer in `window` is; None where the article tells it itself, or the question names the speaker.

    A speaker who stands further back than the sentence before is not told: the quotation could not show him.
    """
    sentences = [sentence.text for sentence in window.evidence.sentences]
    index, span = _place(window, found)
    speaker = speaker_of(sentences, index, span)
    if speaker is None or _named(matcher, speaker) or _is_answer(speaker, found):
        return None
    own = _holds(window.text, speaker)
    start = window.start if own else _start_before(window, speaker)
    if start is None or not digit_runs(speaker) <= digit_runs(window.evidence.article.body[start : window.end]):
        return None
    return Attribution(named_speaker(speaker, language), start, own)


def _place(window: Window, found: Found | None) -> tuple[int, tuple[int, int] | None]:
    """Return the sentence of the passage that answers, and where in it the short answer stands."""
    if found is None or found.answer.kind == "text":
        return window.first, None
    at = window.start + found.start
    for index in range(window.first, window.first + window.count):
        sentence = window.evidence.sentences[index]
        if sentence.start <= at < sentence.end:
            return index, (at - sentence.start, min(at + found.end - found.start, sentence.end) - sentence.start)
    return window.first, None


def _named(matcher: Matcher, speaker: str) -> bool:
    """Tell whether the question itself names the speaker: "what did Kerry say?" needs no "according to Kerry".

    A country in the question does not name that country's ministry.
    """
    analysed = analyse(speaker)
    met = {place for place, number, _ in matcher.positions(analysed) if matcher.weights[number] >= _ASKED}
    families = {place for e in persons(speaker) for place, span in enumerate(analysed.spans) if span[1] == e.end}
    return bool(met & families) or len(met) >= _MOST_OF * max(1, len(analysed.content))


def _is_answer(speaker: str, found: Found | None) -> bool:
    """Tell whether the speaker is what was asked for."""
    return (
        found is not None
        and bool(set(terms(speaker)) & set(terms(found.answer.value)))
        and found.answer.kind != "number"
    )


def _start_before(window: Window, speaker: str) -> int | None:
    """Return the start of the sentence before a window of one, where it names the speaker and both are short enough to quote."""
    if window.count != 1 or window.first == 0:
        return None
    before = window.evidence.sentences[window.first - 1]
    return before.start if _holds(before.text, speaker) and window.end - before.start <= _LONGEST_QUOTE else None


def _holds(text: str, speaker: str) -> bool:
    """Tell whether a text names the speaker; an article may be joined to a preposition («للمبعوث»)."""
    return normalise(speaker).removeprefix("ال") in normalise(" ".join(text.split()))
