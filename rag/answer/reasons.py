"""List what speaks against an answer: named reasons, each with how strongly it holds and the words of the question that it is about.

"What did the French president say?" is not answered by a French news agency beside another president; "when was the minister born?" by no
sentence that tells a birth. How much each reason weighs, and which of them refuse alone, is `rag.answer.confidence`'s; what follows is
`rag.answer.decide`'s. A denial of what is taken for granted is no reason of this list but an answer of its own (`rag.answer.premise`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from rag.answer.evidence import Evidence, analyse
from rag.answer.match import GENERIC, Matcher, Weights
from rag.answer.naming import Absent, absent_names, listed_names
from rag.answer.offices import of_another_holder
from rag.answer.opposites import opposite_of
from rag.answer.owners import offices_of_others
from rag.answer.said_by import other_speaker
from rag.answer.sorts import sort_untold
from rag.answer.windows import Window
from rag.language.analysis import stem
from rag.language.dialects import standard_text
from rag.search.question import NUMBER_KINDS, PREMISE_KINDS, SHORT_QUESTION, TYPED_KINDS, Question

__all__ = ["REASONS", "Reason", "find_reasons", "told_in_article"]

# In the order in which a refusal names them.
REASONS: Final = (
    "other_speaker",  # one person's words are asked for, another's are told
    "other_office",  # an office is named, of another owner than the one asked about
    "sort_untold",  # which hotel, whose name? the article tells of no hotel, the sentence names nobody
    "opposite_told",  # who won? they lost
    "time_untold",  # a year or day of the question is told nowhere near
    "known_name_absent",  # a name that the lexicon knows stands nowhere in the article
    "name_absent",  # ... any other name
    "unheard_absent",  # ... an Arabic word that the bridge has never met, as foreign names are
    "identity_unmet",  # who is the coach of the River team? what tells which one is not beside the name
    "deed_untold",  # why did they close it? no closing is told
    "premise_unmet",  # why, and yes or no: a word of what is asked about is not met
    "short_unmet",  # of few words, one is not met
    "words_unmet",  # words, no names, that the sentences do not meet; those that stand nowhere near are named
    "measure_untold",  # how many tonnes, what budget? the article speaks of none
    "number_missing",  # a number is asked for, and none that fits stands there
    "nothing_to_take",  # a value is asked for, and none can be taken
    "few_words",  # a question of one to three words, of which not all is met
)

_MET: Final = 0.5
_UNMET: Final = 0.3  # strength below which a term of the question is not met
_FEW_TERMS: Final = 4
_LEAST_TYPED: Final = 0.25
_SOME_NUMBER: Final = 0.95  # there is a number, though of something else
_TYPED_WELL: Final = 0.75  # of a number that counts what is asked
# Quantities have few other names. What is counted often has: children are pupils, and the dead are not named at all ("23 were killed").
_MEASURES: Final = frozenset(
    stem(word)
    for word in (
        "tonne tonnes ton tons kilogram kilograms kilo kilos gram grams kilometre kilometres kilometer kilometers mile miles metre metres meter meters litre litres liter"
        " liters barrel barrels hectare hectares acre acres population budget salary wage price cost revenue profit profits debt debts area height length width weight depth"
        " capacity speed temperature distance طن أطنان طنا كيلوغرام كيلوغراما غرام كيلومتر كيلومترا ميل أميال متر مترا أمتار لتر لترا برميل برميلا براميل هكتار هكتارا فدان فدانا"
        " سكان سكانها سكانه ميزانية موازنة راتب أجر سعر ثمن تكلفة كلفة إيرادات أرباح ديون مساحة ارتفاع طول عرض وزن عمق سعة سرعة حرارة مسافة"
    ).split()
)
# Verbs that carry another word's deed.
_LIGHT_VERBS: Final = frozenset(
    stem(word)
    for word in (
        "قام قامت يقوم تقوم قاموا قرر قررت يقرر تقرر قرروا اضطر اضطرت جرى جرت يجب ينبغي استطاع تمكن تمكنت أصبح أصبحت ظل بات أراد يريد تريد يرى ترى رأى يعتقد تعتقد يعتبر تعتبر يقول تقول think thought believe believed consider considered say said want wanted become became make made take took get got have become decide"
    ).split()
)
# "Who is the coach of the River team?" asks for one person: what tells which one stands beside the name, not elsewhere in the article.
_DID: Final = re.compile(r" (?:did|does|do)\b")
# Kinds of questions that a name may answer.
_NAMING_KINDS: Final = frozenset({"who", "where", "organisation", "text"})
_WHO_IS: Final = re.compile(r"^\W*(?:who (?:is|was|are|were)\b|من (?:هو|هي|هم)(?!\w))")


@dataclass(frozen=True, slots=True)
class Reason:
    """What speaks against an answer: `strength` 0..1, mostly the share of the question's weight that `words` carry."""

    name: str
    strength: float
    words: tuple[str, ...] = ()


def told_in_article(matcher: Matcher, evidence: Sequence[Evidence], article_id: str) -> Weights:
    """Return how well each question term is met anywhere in what was found of an article, its title included."""
    found = np.zeros(len(matcher.terms), dtype=np.float32)
    for item in evidence:
        if item.article.id == article_id:
            for text in (item.article.title, *(sentence.text for sentence in item.sentences)):
                found = np.maximum(found, matcher.strengths(analyse(text)))
            found = matcher.with_dates(found, item.dates, item.article.published)
    return found


def find_reasons(
    question: Question, matcher: Matcher, window: Window, told: Weights, *, taken: bool = True
) -> tuple[Reason, ...]:
    """Return what speaks against answering from `window`, in the order of REASONS.

    `told` is `told_in_article` of its article; `taken` says whether a short answer was found in the window.
    """
    absent = absent_names(matcher, told, (window.evidence.article.title, window.evidence.article.body))
    meant = absent["meant"]
    found = (
        *_of_speaker(question, window),
        *(Reason("other_office", 1.0, (words,)) for words in offices_of_others(matcher, window)),
        *_of_holder(question, matcher, window),
        *_of_sort(question, matcher, window, told),
        *_of_opposites(matcher, window),
        *_of_times(matcher, window),
        *_of_names(matcher, absent),
        *_of_words(question, matcher, window, meant),
        *_of_measure(question, matcher, window, told),
        *_of_values(question, window, taken=taken),
        *_of_form(matcher, window),
    )
    return tuple(sorted((r for r in found if r.strength > 0), key=lambda reason: REASONS.index(reason.name)))


def _heaviest(matcher: Matcher, name: str, numbers: Sequence[int]) -> Iterator[Reason]:
    """Yield one reason as strong as the heaviest of the terms `numbers`, naming them all."""
    if numbers:
        words = tuple(dict.fromkeys(matcher.terms[n].query.text for n in numbers))
        yield Reason(name, float(max(matcher.weights[n] for n in numbers)), words)


def _of_times(matcher: Matcher, window: Window) -> Iterator[Reason]:
    for mention, numbers in matcher.dates:
        if mention.since is not None and max(window.context_strengths[numbers]) < _MET / 2:
            yield Reason("time_untold", 1.0, (mention.text,))


def _of_opposites(matcher: Matcher, window: Window) -> Iterator[Reason]:
    """Yield a reason where a word of the question is not met, and its opposite stands in the window."""
    covered = window.evidence.sentences[window.first : window.first + window.count]
    present = frozenset[str]().union(*(analyse(sentence.text).content for sentence in covered))
    for number, term in enumerate(matcher.terms):
        unmet = not term.is_entity and window.strengths[number] < _UNMET
        if unmet and opposite_of(term.query.term, present) is not None:
            yield Reason("opposite_told", 1.0, (term.query.text,))
            return


def _of_names(matcher: Matcher, absent: Mapping[Absent, Sequence[int]]) -> Iterator[Reason]:
    names = [[n for n in name if n in absent["known"]] for name in listed_names(matcher)]
    parted = [[n] for n in absent["known"] if not any(n in name for name in names)]
    for name in sorted((name for name in (*names, *parted) if name), key=lambda name: -matcher.weights[name].sum())[:1]:
        words = tuple(dict.fromkeys(matcher.terms[n].query.text for n in absent["known"]))
        yield Reason("known_name_absent", min(1.0, float(matcher.weights[name].sum())), words)
    others = tuple(dict.fromkeys(matcher.terms[n].query.text for n in absent["other"]))
    # Of two names that stand nowhere one may be misheard, hardly both.
    yield Reason("name_absent", min(1.0, float(matcher.weights[absent["other"]].sum())), others)
    yield from _heaviest(matcher, "unheard_absent", absent["unheard"])


def _of_words(question: Question, matcher: Matcher, window: Window, meant: Sequence[int]) -> Iterator[Reason]:
    everything = range(len(matcher.terms))
    unmet = [n for n in everything if window.context_strengths[n] < _UNMET]
    if _WHO_IS.search(standard_text(question.text)):
        yield from _heaviest(matcher, "identity_unmet", [n for n in everything if window.strengths[n] < _MET])
    if question.kind == "why":
        yield from _of_deed(question, matcher, window)
    if question.kind in PREMISE_KINDS:
        yield from _heaviest(matcher, "premise_unmet", unmet)
    if question.kind in TYPED_KINDS and len(matcher.terms) <= SHORT_QUESTION:
        yield from _heaviest(matcher, "short_unmet", unmet)
    plain = [n for n in everything if n in meant or not matcher.terms[n].is_entity]
    missed = [n for n in plain if window.strengths[n] < _UNMET]
    far = (matcher.terms[n].query.text for n in missed if window.context_strengths[n] < _MET)
    yield Reason("words_unmet", min(1.0, float(matcher.weights[missed].sum())), tuple(dict.fromkeys(far)))


def _of_deed(question: Question, matcher: Matcher, window: Window) -> Iterator[Reason]:
    """Yield a reason where what is asked to be explained is told nowhere near: the first word behind "why" that is no name.

    Behind "did" the verb has no ending: in "why did suspended workers strike" the first word tells of the workers.
    """
    did = _DID.match(question.text, question.asked[1]) is not None
    for number, term in enumerate(matcher.terms):
        told = term.query.term[0].isdigit() or term.is_entity or term.query.term in GENERIC | _LIGHT_VERBS
        told = told or (did and term.query.text.endswith(("ed", "ing")))
        if not told and term.query.start >= question.asked[1]:
            yield Reason("deed_untold", float(window.context_strengths[number] < _UNMET), (term.query.text,))
            return


def _of_values(question: Question, window: Window, *, taken: bool) -> Iterator[Reason]:
    if question.kind not in TYPED_KINDS:
        return
    typed = window.feature("typed")
    if question.kind in NUMBER_KINDS and typed < _LEAST_TYPED:
        yield Reason("number_missing", 1.0 if typed == 0 and not taken else _SOME_NUMBER)
    yield Reason("nothing_to_take", float(not taken))


def _of_measure(question: Question, matcher: Matcher, window: Window, told: Weights) -> Iterator[Reason]:
    """Yield a reason where the quantity that is asked for ("tonnes", «ميزانية») is told nowhere in the article."""
    if question.kind != "howmany" or window.feature("typed") >= _TYPED_WELL:
        return
    after = [n for n, term in enumerate(matcher.terms) if term.query.start >= question.asked[1]]
    named = [n for n, term in enumerate(matcher.terms) if question.unit and term.query.term == stem(question.unit)]
    head = next(iter(named or after), None)
    if head is None or matcher.terms[head].query.term not in _MEASURES:
        return
    if told[head] < _UNMET:
        yield Reason("measure_untold", 1.0, (matcher.terms[head].query.text,))


def _of_form(matcher: Matcher, window: Window) -> Iterator[Reason]:
    if len(matcher.terms) < _FEW_TERMS:
        yield Reason("few_words", 1.0 - window.feature("context"))


def _of_speaker(question: Question, window: Window) -> Iterator[Reason]:
    if (asked := other_speaker(question.text, window)) is not None:
        yield Reason("other_speaker", 1.0, (asked,))


def _of_holder(question: Question, matcher: Matcher, window: Window) -> Iterator[Reason]:
    """Yield a reason where the holder of an office is asked for, and all persons of the window are told to hold others."""
    if (words := of_another_holder(question, matcher, window.text)) is not None:
        yield Reason("other_office", 1.0, (words,))


def _of_sort(question: Question, matcher: Matcher, window: Window, told: Weights) -> Iterator[Reason]:
    if question.kind in _NAMING_KINDS and (word := sort_untold(question, matcher, window, told)) is not None:
        yield Reason("sort_untold", 1.0, (word,))
