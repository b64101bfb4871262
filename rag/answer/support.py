"""Tell whether a statement agrees with its quotations, word by word: what is spoken of, denied, restricted, and left open.

The words of a statement are aligned with those of the quotations by `rag.answer.match` (stems, translations, other wordings); each rule
here then looks at aligned words only, so that a long quotation is judged by the part that the statement is about. Each returns the words
that are at fault, or None. Numbers and dates are `rag.answer.binding`'s, names `rag.answer.people`'s.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rag.answer.amount_words import known_unit
from rag.answer.evidence import analyse
from rag.answer.match import Matcher
from rag.answer.opposites import opposite_of
from rag.answer.people import same_person_word
from rag.answer.polarity import Scope, negated, opens, restricts, says_only, scopes
from rag.answer.reported import reports
from rag.answer.wordings import same_wording
from rag.language.analysis import stem, tokens
from rag.language.bridge import shipped_bridge
from rag.language.dates import date_spans
from rag.language.normalise import normalise
from rag.language.number_words import CURRENCIES
from rag.language.numbers import find_numbers
from rag.search.query import analyse_query

__all__ = [
    "Alignment",
    "align",
    "dropped_denial",
    "lost_negation",
    "lost_restriction",
    "presented_as_done",
    "unspoken",
]

# Of a statement's own words, figures and dates and words of reporting aside, one in so many may be the model's.
_WORDS_PER_SLIP: Final = 6
# Words that report, relate or count without saying anything of the subject; they need not stand in the source.
_NEUTRAL: Final = frozenset(
    stem(word)
    for word in (
        "according say says said saying told tell report reported reportedly state stated announce announced add added note explain describe mention make made take took taken give"
        " people person persons case cases total number following today time day year month week also still remain become occur happen include including several number part one came"
        " بحسب وفق وفقا حسب قال قالت ذكر ذكرت أفاد أفادت أعلن أعلنت أضاف أوضح أشار صرح يوم أيام شخص أشخاص شخصا حالة عدد نحو تم تمت جرى حصل سجل سجلت أسفر أدى إجراء مقابل خلال"
        " بسبب جراء نتيجة مجموع إجمالي عملية أيضا زال زالت ظل ظلت تظل يظل بقي بقيت إثر عقب لديه لدي لديها"
    ).split()
)
# "No party has announced an extension" denies the extension as much as the announcing.
_ANNOUNCING: Final = frozenset(
    stem(word)
    for word in "announce announced say said report reported confirm confirmed أعلن يعلن تعلن قال يقول تقول ذكر يذكر تذكر أكد يؤكد تؤكد تم يتم تتم".split()
)
_LEAST_COMMON: Final = 3  # letters that two words must begin with to be relatives
_ARABIC_PREFIXES: Final = "يتناسلبوف"  # of the imperfect, the future and prepositions
_KIN: Final = 0.8  # what a relative is worth beside the word itself
# A scope is what a statement is about when its first word is met, or this share of its words.
_SPOKEN_SHARE: Final = 0.5
_MET: Final = 0.3  # least strength of an aligned pair


@dataclass(frozen=True, slots=True)
class Pair:
    """A word of the statement and the word of a text that may say the same, as spans."""

    term: int
    own: tuple[int, int]
    other: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Alignment:
    """A statement beside the texts that it cites: `pairs[i]` are the words it shares with `texts[i]`."""

    text: str
    texts: tuple[str, ...]
    pairs: tuple[tuple[Pair, ...], ...]
    matcher: Matcher


def align(text: str, texts: Sequence[str], *, wide: bool = True) -> Alignment:
    """Return `text` beside `texts`, whole sentences that hold its quotations.

    A wide alignment takes other words of the same meaning for the same, a narrow one inflections and translations alone: a denial must be
    kept under both, since a word may be paired with a relative of it that is denied elsewhere.
    """
    matcher = _matcher(text, texts, wide=wide)
    return Alignment(text, tuple(texts), tuple(_pairs(matcher, other) for other in texts), matcher)


def _pairs(matcher: Matcher, other: str) -> tuple[Pair, ...]:
    """Return the words of the statement with those of `other` that say the same: where a word itself stands there, no other wording of it."""
    analysed = analyse(other)
    content = frozenset(analysed.terms)
    found = []
    for place, number, weight in matcher.positions(analysed):
        term = matcher.terms[number].query
        itself = analysed.terms[place] == term.term
        if weight >= _MET * float(matcher.weights[number]) and (itself or term.term not in content):
            found.append(Pair(number, (term.start, term.end), analysed.spans[place]))
    return tuple(found)


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
    counted, missing = 0, []
    for term, strength, titled in zip(matcher.terms, strengths, beside, strict=True):
        if _covered((term.query.start, term.query.end), apart) or term.query.term in _NEUTRAL:
            continue
        counted += 1
        if strength >= _MET:
            continue
        heard = [
            word for word in words if term.is_entity or word[:1].isupper()
        ]  # a name of the other script, whatever it means
        named = (term.is_entity and titled >= _MET) or any(same_person_word(term.query.text, word) for word in heard)
        if opposite_of(term.query.term, held.content) or (term.is_entity and not named):
            return term.query.text
        if not named and not (same_wording(term.query.term) & spoken):
            missing.append(term.query.text)
    too_many = len(missing) * _WORDS_PER_SLIP > counted or not counted
    # A word that no source has, while a source has one that the statement leaves out: the one may stand for the other.
    return " ".join(missing) if too_many or (missing and _left_over(alignment)) else None


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
    for text, pairs in _both(alignment):
        told = {pair.other for pair in pairs}
        aside = _figures(text) + [(one.cue_start, one.cue_end) for one in reports(text)]
        for token in tokens(text):
            span = (token.start, token.end)
            if not token.is_stop and token.term not in _NEUTRAL and span not in told and not _covered(span, aside):
                return True
    return False


def _figures(text: str) -> list[tuple[int, int]]:
    """Return the spans of `text` that tell a number or a date: those are checked one by one."""
    numbers = [(number.start, number.end) for number in find_numbers(text)]
    return numbers + date_spans(text)


def _agreed_cues(alignment: Alignment) -> list[tuple[int, int]]:
    """Return where the statement's words of denial, exception and doubt stand, of the kinds that a source has too."""
    kinds = {scope.kind for text in alignment.texts for scope in scopes(text)}
    return [(scope.cue_start, scope.cue_end) for scope in scopes(alignment.text) if scope.kind in kinds]


def _covered(span: tuple[int, int], spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in spans)


def lost_negation(alignment: Alignment) -> str | None:
    """Return the denial that the statement drops, or makes up."""
    return dropped_denial(alignment) or _made_up_denial(alignment)


def dropped_denial(alignment: Alignment, *, of_deed: bool = False) -> str | None:
    """Return the denial of a source that the statement speaks of and does not keep.

    With `of_deed` the statement must speak of what is denied, the first word that a cue such as "will not" reaches, not of its objects alone.
    """
    for text, pairs in _both(alignment):
        for scope in _of_kind(text, "negation"):
            if _excepted(text, scope) and says_only(alignment.text):
                continue  # "not ... except" and "only" say the same
            met = [pair for pair in pairs if _inside(pair.other, scope)]
            if of_deed and all(alignment.matcher.terms[pair.term].is_entity for pair in met):
                continue
            spoken = _speaks_of(text, scope, met, of_deed=of_deed) and not _elsewhere(alignment, text, scope, met)
            if spoken and not _agree(alignment, text, met):
                return _words(text, scope)
    return None


def _made_up_denial(alignment: Alignment) -> str | None:
    """Return the denial of the statement that no source has."""
    for scope in _of_kind(alignment.text, "negation"):
        if _excepted(alignment.text, scope) and any(says_only(text) for text in alignment.texts):
            continue
        met = [(text, pair) for text, pairs in _both(alignment) for pair in pairs if _inside(pair.own, scope)]
        agreed = any(negated(text, *pair.other) == negated(alignment.text, *pair.own) for text, pair in met)
        unheard = not met and not any(_of_kind(text, "negation") for text in alignment.texts)
        if unheard or (met and not agreed and negated(alignment.text, *met[0][1].own)):
            return _words(alignment.text, scope)
    return None


def _excepted(text: str, scope: Scope) -> bool:
    return any(other.start <= scope.cue_start < other.end for other in _of_kind(text, "restriction"))


def lost_restriction(alignment: Alignment) -> str | None:
    """Return the "only if", "unless", "except" that the statement drops."""
    return None if restricts(alignment.text) else _lost(alignment, "restriction")


def presented_as_done(alignment: Alignment) -> str | None:
    """Return what the source leaves open (may, is planned, if) and the statement tells as a fact."""
    if opens(alignment.text):
        return None
    lost = _lost(alignment, "open")
    return lost or _ruled_in(alignment) or _future_as_past(alignment)


def _lost(alignment: Alignment, kind: str) -> str | None:
    for text, pairs in _both(alignment):
        for scope in _of_kind(text, kind):
            met = [pair for pair in pairs if _inside(pair.other, scope)]
            if _speaks_of(text, scope, met) and not _elsewhere(alignment, text, scope, met):
                return _words(text, scope)
    return None


def _ruled_in(alignment: Alignment) -> str | None:
    """Return words under two denials ("did not rule out sending"): they are possible, not done."""
    for text, pairs in _both(alignment):
        denials = _of_kind(text, "negation")
        for pair in pairs:
            if sum(_inside(pair.other, scope) for scope in denials) == 2 and not _of_kind(alignment.text, "negation"):
                return text[slice(*pair.other)]
    return None


_WILL: Final = re.compile(r"\b(?:will|shall|would|to) (?:be )?([a-z]+)")
_PAST: Final = re.compile(r"\b(?:was|were|has|have|had|did)\b")


def _future_as_past(alignment: Alignment) -> str | None:
    """Return the verb that an English source puts in the future and an English statement in the past."""
    statement = normalise(alignment.text)
    for text, pairs in _both(alignment):
        plain = normalise(text)
        for match in _WILL.finditer(plain) if len(plain) == len(text) else ():
            for pair in pairs:
                own = statement[slice(*pair.own)]
                if (
                    pair.other == match.span(1)
                    and "will" in match[0]
                    and (own.endswith("ed") or _PAST.search(statement))
                ):
                    return match[0]
    return None


def _words(text: str, scope: Scope) -> str:
    return text[min(scope.cue_start, scope.start) : max(scope.cue_end, scope.end)].strip()


def _of_kind(text: str, kind: str) -> list[Scope]:
    return [scope for scope in scopes(text) if scope.kind == kind]


def _both(alignment: Alignment) -> list[tuple[str, tuple[Pair, ...]]]:
    return list(zip(alignment.texts, alignment.pairs, strict=True))


def _inside(span: tuple[int, int], scope: Scope) -> bool:
    return scope.start <= span[0] and span[1] <= scope.end


def _speaks_of(text: str, scope: Scope, met: Sequence[Pair], *, of_deed: bool = False) -> bool:
    """Tell whether a statement is about what a cue reaches: its first word, or half of its words."""
    inside = [
        (scope.start + token.start, scope.start + token.end)
        for token in tokens(text[scope.start : scope.end])
        if not token.is_stop and not (of_deed and token.term in _NEUTRAL)
    ]
    if not inside or not met:
        return False
    spans = {pair.other for pair in met}
    if scope.leads and inside[0] in spans:
        return True
    if scope.leads and of_deed and stem(text[slice(*inside[0])]) not in _ANNOUNCING:
        return False
    return len(spans) >= _SPOKEN_SHARE * len(inside)


def _elsewhere(alignment: Alignment, text: str, scope: Scope, met: Sequence[Pair]) -> bool:
    """Tell whether all that a scope shares with the statement stands outside of it, too: then the statement need not be about the scope."""
    outside = {
        pair.term
        for other, pairs in _both(alignment)
        for pair in pairs
        if not (other == text and _inside(pair.other, scope)) and not negated(other, *pair.other)
    }
    return all(pair.term in outside for pair in met)


def _agree(alignment: Alignment, text: str, met: Sequence[Pair]) -> bool:
    return any(negated(text, *pair.other) == negated(alignment.text, *pair.own) for pair in met)


def _matcher(text: str, texts: Sequence[str], *, wide: bool) -> Matcher:
    """Return the words of a statement as something to look for, all of one rarity: a quotation is too short to tell."""
    held = sorted({term for other in texts for term in analyse(other).content})

    def kin(term: str) -> dict[str, float]:
        """Return the words of the sources that begin alike, inflections that the analyser keeps apart, or are worded alike."""
        alike = same_wording(term) if wide else frozenset[str]()
        return {near: _KIN for near in held if near != term and (near in alike or _relatives(term, near))}

    return Matcher(analyse_query(text, shipped_bridge()), _one, kin)


def _relatives(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    if not one.isascii() and len(one) > _LEAST_COMMON and len(other) >= _LEAST_COMMON:
        bare = {word[1:] if word[0] in _ARABIC_PREFIXES else word for word in (one, other)}
        if len(bare) == 1 or (longer[1:] == shorter and longer[0] in _ARABIC_PREFIXES):
            return True
    return len(shorter) >= _LEAST_COMMON and len(longer) - len(shorter) <= 2 and longer.startswith(shorter)


def _one(_term: str) -> float:
    return 1.0
