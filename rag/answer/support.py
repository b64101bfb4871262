"""Tell whether the quotations of a statement speak of what it says, word by word, whatever they deny or leave open.

The words of a statement are aligned with those of the quotations by `rag.answer.alignment`; a long quotation is judged by the part that the statement
is about. Returned are the words that are at fault, or None. Denials are `rag.answer.denied`'s, numbers and dates `rag.answer.binding`'s, names `rag.answer.people`'s.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from rag.answer.alignment import MET, Alignment
from rag.answer.amount_words import known_unit
from rag.answer.evidence import analyse
from rag.answer.opposites import opposite_of
from rag.answer.people import same_person_word
from rag.answer.polarity import scopes
from rag.answer.reported import reports
from rag.answer.wordings import same_wording
from rag.language.analysis import stem, tokens
from rag.language.dates import date_spans
from rag.language.gazetteer import find_titles
from rag.language.number_words import CURRENCIES
from rag.language.numbers import find_numbers
from rag.search.query import QueryTerm

__all__ = ["NEUTRAL", "unspoken"]

# Of a statement's own words, figures and dates and words of reporting aside, one in so many may be the model's.
_WORDS_PER_SLIP: Final = 6
# Words that report, relate or count without saying anything of the subject; they need not stand in the source.
NEUTRAL: Final = frozenset(
    stem(word)
    for word in (
        "across throughout along amid under over near stay stays stayed aged able unable could can fewer less more according say says said saying told tell report reported reportedly state stated announce announced add added note explain describe mention make made take took taken give"
        " people person persons case cases total number following today time day year month week also still remain become occur happen include including several number part one came"
        " بحسب وفق وفقا حسب قال قالت ذكر ذكرت أفاد أفادت أعلن أعلنت أضاف أوضح أشار صرح يوم أيام شخص أشخاص شخصا حالة عدد نحو تم تمت جرى حصل سجل سجلت أسفر أدى إجراء مقابل خلال"
        " أنحاء أرجاء عموم تمكن تمكنت يتمكن تتمكن استطاع استطاعت يستطيع تستطيع بسبب جراء نتيجة مجموع إجمالي عملية أيضا زال زالت ظل ظلت تظل يظل بقي بقيت إثر عقب لديه لدي لديها"
    ).split()
)
_MODEL_LETTERS: Final = 2
_NUMBERED: Final = re.compile(r"[-–]?\d")
_ITSELF: Final = 0.9  # of a pair of one word and itself, or its best translation


def unspoken(alignment: Alignment, quotes: Sequence[str], around: str) -> str | None:
    """Return what of the statement `quotes` do not speak of, when it is too much; `around` is titles and outlets.

    A name of a person, place or people must be met, and no word may be the opposite of one in the quotations. Figures, dates and words of
    reporting are not counted. What a title alone says counts for names only.
    """
    matcher, held = alignment.matcher, analyse(" ".join(quotes))
    strengths = matcher.strengths(held)
    words = [token.text for token in tokens(f"{' '.join(quotes)} {around}")]
    beside = matcher.strengths(analyse(around))
    spoken = frozenset(held.terms)  # with words that the analyser passes by: "because", "most"
    apart = _figures(alignment.text) + _agreed_cues(alignment) + _currencies(alignment.text, quotes)
    said = tokens(alignment.text)
    offices = [(said[title.first].start, said[title.last - 1].end) for title in find_titles(said)]
    counted, missing = 0, []
    for term, strength, titled in zip(matcher.terms, strengths, beside, strict=True):
        if (
            _covered((term.query.start, term.query.end), apart)
            or term.query.term in NEUTRAL
            or _is_figure(term.query, alignment.text)
        ):
            continue
        counted += 1
        if strength < _ITSELF and opposite_of(term.query.term, held.content):
            return term.query.text
        if strength >= MET:
            continue
        heard = [
            word for word in words if term.is_entity or word[:1].isupper()
        ]  # a name of the other script, whatever it means
        named = (term.is_entity and titled >= MET) or any(same_person_word(term.query.text, word) for word in heard)
        if term.is_entity and not named:
            return term.query.text
        if not named and _covered((term.query.start, term.query.end), offices):
            return term.query.text
        if not named and not (same_wording(term.query.term) & spoken):
            missing.append(term.query.text)
    too_many = len(missing) * _WORDS_PER_SLIP > counted or not counted
    # A word that no source has, while a source has one that the statement leaves out: the one may stand for the other.
    return " ".join(missing) if too_many or (missing and _left_over(alignment)) else None


def _is_figure(term: QueryTerm, text: str) -> bool:
    """Tell whether a word is a figure, as of a score, or the letter of a numbered model, the F of an F-16: numbers are compared apart."""
    return term.term.isdigit() or (len(term.text) <= _MODEL_LETTERS and _NUMBERED.match(text, term.end) is not None)


def _currencies(text: str, quotes: Sequence[str]) -> list[tuple[int, int]]:
    """Return where a statement names the currency of which its source has the mark: "5 million dollars" for "$5 million"."""
    marked = {(n.value, n.unit) for quote in quotes for n in find_numbers(quote) if n.unit in CURRENCIES.values()}
    found = []
    for number in find_numbers(text):
        unit = next((word.lower() for word in (number.unit or "").split()[:1]), "")
        place = text.lower().find(unit, number.end)
        if unit and any(
            number.value == value and known_unit(unit) == known_unit(mark) for value, mark in marked if mark
        ):
            found.append((place, place + len(unit)))
    return found


def _left_over(alignment: Alignment) -> bool:
    """Tell whether a source has words of its subject that the statement does not say in any wording, those of reporting aside."""
    for text, pairs in alignment.sources:
        told = {pair.other for pair in pairs}
        aside = _figures(text) + [(one.cue_start, one.cue_end) for one in reports(text)]
        for token in tokens(text):
            span = (token.start, token.end)
            if not token.is_stop and token.term not in NEUTRAL and span not in told and not _covered(span, aside):
                return True
    return False


def _figures(text: str) -> list[tuple[int, int]]:
    """Return the spans of `text` that tell a number or a date: those are checked one by one."""
    numbers = [(number.start, number.end) for number in find_numbers(text)]
    return numbers + date_spans(text)


def _agreed_cues(alignment: Alignment) -> list[tuple[int, int]]:
    """Return where the statement's words of denial, exception and doubt stand, of the kinds that a source has too."""
    kinds = {scope.kind for text in alignment.texts for scope in scopes(text)} - {"undone"}
    return [(scope.cue_start, scope.cue_end) for scope in scopes(alignment.text) if scope.kind in kinds]


def _covered(span: tuple[int, int], spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in spans)
