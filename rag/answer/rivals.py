"""Find what other sources say of the thing that an answer tells: another number, day, person, or that it is not so.

Sources are compared sentence by sentence, not by how well they fit the question's wording: one event (`rag.answer.same_event`), one measure
(`rag.answer.counted`), another value. How the sides are shown is `rag.answer.differ`'s.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Final, TypeVar

from rag.answer.alignment import align
from rag.answer.counted import Count, counts, measure_of
from rag.answer.denied import lost_negation
from rag.answer.evidence import Evidence, analyse
from rag.answer.found import Found
from rag.answer.instructions import instruction_spans
from rag.answer.match import Matcher
from rag.answer.people import same_person_word
from rag.answer.polarity import denies
from rag.answer.reported import reports
from rag.answer.request import Request
from rag.answer.same_event import Event
from rag.answer.windows import Window
from rag.language.analysis import tokens
from rag.language.dates import date_spans, format_mention
from rag.language.dialects import standard_text
from rag.language.gazetteer import find_titles
from rag.values import DateMention, Sentence

__all__ = [
    "LEAST_SCORE",
    "Rival",
    "Sides",
    "denials",
    "readable",
    "rival_counts",
    "rival_days",
    "rival_persons",
    "rival_text",
]

# Of what one of two passages names, the least that the other speaks of: both ways; one way may be weaker where the passage meets the question's subject.
_ONE_EVENT: Final = (0.2, 0.12)
_SPOKEN: Final = 0.35  # of the question's weight, apart from what is counted, that a passage must meet
_NEAR_DAYS: Final = 7  # two days of one event that sources disagree on; further apart they are two events
_MOST_OF: Final = 0.6  # of what a passage tells of the event, the share that one sentence must hold to date it
_LONGEST_DATED: Final = 12  # words of a sentence whose only day is the event's
_SURE_PERSON: Final = 0.65
LEAST_SCORE: Final = 0.7  # of the answer's score, that another source's words must have to be compared
_AS_SPOKEN: Final = 0.85  # of the answer's coverage
_HOLDER: Final = re.compile(r"\bwho(?: is|'s| was| are| were)\b|(?<!\w)من (?:هو|هي|كان|كانت|هم)(?!\w)")
_ASKED: Final = 0.5  # of what the answer meets of the question, the least that a denial of it meets
_SHARED: Final = 0.5  # of the answer's event that a sentence must tell to be compared with it word by word
_MOST_COMPARED: Final = 4  # sentences: comparing two costs milliseconds
_SAME_CLAIM: Final = 0.7  # of a sentence's words that another must hold to affirm or deny it


@dataclass(frozen=True, slots=True)
class Rival:
    """Another side: the value, how it is told, and the words of the article that it rests on."""

    evidence: Evidence
    start: int
    end: int
    value: str
    text: str


Story = Callable[[Evidence], str]
_T = TypeVar("_T")


def readable(item: Evidence) -> list[Sentence]:
    """Return the sentences of a passage that speak to readers: what speaks to a language model reports nothing."""
    orders = instruction_spans(item.article.body)
    return [one for one in item.sentences if not any(a < one.end and one.start < b for a, b in orders)]


class Sides:
    """The passages of other stories that tell of the answer's event, each compared once."""

    def __init__(self, request: Request, matcher: Matcher, best: Window, story: Story) -> None:
        """Keep the answer's window; nothing is compared yet."""
        self.request, self.matcher, self.best, self.story = request, matcher, best, story
        self._there: dict[int, float] = {}
        self._back: dict[int, float] = {}

    @cached_property
    def _event(self) -> Event:
        return Event(self.request, self.best.evidence, self.best.text)

    @cached_property
    def denies(self) -> bool:
        """Tell whether the answer's words deny something."""
        return denies(self.best.text)

    def telling(self, read: Callable[[Evidence], list[_T]], measure: str = "") -> Iterator[tuple[Evidence, list[_T]]]:
        """Yield the passages in which `read` finds something, best first, with what it finds; `measure` is what the answer counts.

        Telling whether two passages are of one event costs most, and is done last.
        """
        own = self.story(self.best.evidence)
        for item in self.request.evidence:
            if self.story(item) == own or not item.sentences:
                continue
            found = read(item)
            if found and self._is_same(item, measure):
                yield item, found

    def among(self, passages: Iterable[Evidence]) -> frozenset[int]:
        """Return the identities of those of the passages that tell of the event."""
        held = {id(item) for item in passages}
        return frozenset(id(item) for item, _ in self.telling(lambda item: [id(item)] if id(item) in held else []))

    def _is_same(self, item: Evidence, measure: str) -> bool:
        # The way back costs a reading of the other passage as something to look for: taken only where it can still decide.
        enough, least = _ONE_EVENT
        there = self.in_passage(item)
        met = _subject_met(self.matcher, item, measure)
        if there < (least if met else enough):
            return False
        back = self._back_of(item)
        return min(there, back) >= enough or (met and max(there, back) >= enough and min(there, back) >= least)

    def _back_of(self, item: Evidence) -> float:
        if id(item) not in self._back:
            first = " ".join(sentence.text for sentence in item.sentences[:2])
            self._back[id(item)] = Event(self.request, item, first).in_passage(self.best.evidence)
        return self._back[id(item)]

    def in_sentence(self, text: str) -> float:
        """Return how much of the answer's event one sentence tells, 0..1."""
        return self._event.in_sentence(text)

    def in_passage(self, item: Evidence) -> float:
        """Return how much of the answer's event a passage tells, 0..1."""
        if id(item) not in self._there:
            self._there[id(item)] = self._event.in_passage(item)
        return self._there[id(item)]


def rival_counts(sides: Sides, found: Found) -> list[Rival]:
    """Return the other numbers that sources give for what the answer counts, one a story."""
    story, best = sides.story, sides.best
    own = next((count for count in counts(best.text) if count.number.start <= found.start < count.number.end), None)
    if own is None or own.number.vague or not own.measure:
        return []
    rivals: dict[str, Rival] = {}
    for item, told in sides.telling(lambda item: _told(item, own), own.measure):
        if story(item) not in rivals and not any(_agree(count, own) for _, count in told):
            sentence, count = max(told, key=lambda one: (sides.in_sentence(one[0].text), -one[0].start))
            value = _plain(count.number.value)
            unit = "%" if count.number.unit == "%" else ""
            rivals[story(item)] = Rival(item, sentence.start, sentence.end, value, f"{value}{unit}")
    return list(rivals.values())


def _told(item: Evidence, own: Count) -> list[tuple[Sentence, Count]]:
    """Return the sentences of a passage that count what the answer counts, with the count of each."""
    return [
        (sentence, count)
        for sentence in readable(item)
        for count in counts(sentence.text)
        if count.measure == own.measure and not count.number.vague and _same_kind(count, own)
    ]


def _subject_met(matcher: Matcher, item: Evidence, measure: str) -> bool:
    """Tell whether a passage speaks of what the question names apart from what is counted: the killed of another event are others."""
    beside = [n for n, term in enumerate(matcher.terms) if not _is_measure(term.query.text, measure)]
    total = sum(float(matcher.weights[n]) for n in beside)
    if not total:
        return True
    texts = " ".join([item.article.title, *(sentence.text for sentence in item.sentences)])
    met = matcher.strengths(analyse(texts))
    return sum(float(matcher.weights[n] * met[n]) for n in beside) >= _SPOKEN * total


def _is_measure(word: str, measure: str) -> bool:
    """Tell whether a word of the question is what is counted ("killed"), or how many."""
    return word.lower() in ("many", "people", "much", "persons") or (bool(measure) and measure_of(word) == measure)


def _same_kind(one: Count, other: Count) -> bool:
    return (one.number.unit == "%") == (other.number.unit == "%")


def _agree(one: Count, other: Count) -> bool:
    """Tell whether two numbers can both be true: equal, or one no less than what the other is "at least"."""
    a, b = one.number.value, other.number.value
    return a == b or (one.least and b >= a) or (other.least and a >= b)


def rival_days(sides: Sides, found: Found) -> list[Rival]:
    """Return the other days that sources give for the answer's event, a few days off at most, one a story."""
    own = _days(found)
    if own is None:
        return []
    story, language = sides.story, sides.request.language

    def other_days(item: Evidence) -> list[tuple[Sentence, DateMention]]:
        days = ((sentence, _day_of(sides, item, sentence)) for sentence in readable(item))
        return [(sentence, day) for sentence, day in days if day is not None and _is_near(day, own)]

    rivals: dict[str, Rival] = {}
    for item, days in sides.telling(other_days):
        for sentence, day in days:
            rival = Rival(item, sentence.start, sentence.end, str(day.since), format_mention(day, language))
            rivals.setdefault(story(item), rival)
    return list(rivals.values())


def _is_near(day: DateMention, own: tuple[date, date]) -> bool:
    """Tell whether a day is another one than the answer's, and a few days off at most."""
    if day.since is None or day.until is None:
        return False
    return 0 < max((day.since - own[1]).days, (own[0] - day.until).days) <= _NEAR_DAYS


def _days(found: Found) -> tuple[date, date] | None:
    try:
        days = [date.fromisoformat(part) for part in found.key.split("/")]
    except ValueError:
        return None
    return days[0], days[-1]


def _day_of(sides: Sides, item: Evidence, sentence: Sentence) -> DateMention | None:
    """Return the day of a sentence that tells the event more than the rest of its passage does; not that of a saying."""
    days = [
        mention
        for mention in item.dates
        if sentence.start <= mention.start and mention.end <= sentence.end and mention.precision == "day"
    ]
    if len(days) != 1 or len(tokens(sentence.text)) > _LONGEST_DATED:
        return None  # a long sentence dates something else as often
    if sides.in_sentence(sentence.text) < _MOST_OF * sides.in_passage(item):
        return None
    start, end = days[0].start - sentence.start, days[0].end - sentence.start
    half = len(sentence.text) / 2
    of_saying = any(
        one.end - one.start > half and not (one.start <= start and end <= one.end) for one in reports(sentence.text)
    )
    return None if of_saying else days[0]


def rival_persons(sides: Sides, found: Found, others: Sequence[tuple[Window, Found]]) -> list[Rival]:
    """Return the other persons and parties that sources name for one act or one statement, one a story."""
    window, story, question = sides.best, sides.story, sides.request.question.text
    if _HOLDER.search(standard_text(question)) and find_titles(tokens(question)):
        return []  # "who is the envoy?": offices change hands, and that is no disagreement

    def rivalling(other: Window, value: Found) -> bool:
        return (
            value.certainty >= _SURE_PERSON
            and other.score >= LEAST_SCORE * window.score
            and other.feature("window") >= _AS_SPOKEN * window.feature("window")
            and not _names(window.text, value.answer.value)
        )

    candidates = [(other, value.answer) for other, value in others if rivalling(other, value)]
    same = sides.among(other.evidence for other, _ in candidates)
    rivals: dict[str, Rival] = {}
    for other, answer in candidates:
        told = any(_names(answer.value, rival.value) for rival in rivals.values())
        if id(other.evidence) in same and not told:
            rival = Rival(other.evidence, other.start, other.end, answer.value, answer.text)
            rivals.setdefault(story(other.evidence), rival)
    return [rival for rival in rivals.values() if not _names(rival_text(rival), found.answer.value)]


def rival_text(rival: Rival) -> str:
    """Return the words that a rival rests on."""
    return rival.evidence.article.body[rival.start : rival.end]


def _names(text: str, name: str) -> bool:
    """Tell whether a text names somebody, in either script: his last name is enough."""
    parts = [token.text for token in tokens(name)]
    return bool(parts) and any(same_person_word(parts[-1], token.text) for token in tokens(text))


def denials(sides: Sides) -> list[Rival]:
    """Return the sentences of other sources that deny what the answer's sentence affirms, or affirm what it denies, one a story."""
    told = [
        (sides.in_sentence(one.text), item, one)
        for item in sides.request.evidence
        if sides.story(item) != sides.story(sides.best.evidence)
        for one in readable(item)
        if _may_contradict(sides, one.text)
    ]
    nearest = sorted(told, key=lambda one: -one[0])[:_MOST_COMPARED]
    same = sides.among(item for _, item, _ in nearest)
    rivals: dict[str, Rival] = {}
    for _, item, sentence in nearest:
        new = sides.story(item) not in rivals and id(item) in same
        if new and _contradicts(sides.best.text, sentence.text):
            rivals[sides.story(item)] = Rival(item, sentence.start, sentence.end, "", "")
    return list(rivals.values())


def _may_contradict(sides: Sides, text: str) -> bool:
    """Tell whether a sentence can deny what the answer affirms: it speaks of what is asked, one of both denies something, they share their words.

    What costs least is looked at first: most sentences go there.
    """
    if sides.matcher.coverage(sides.matcher.strengths(analyse(text))) < _ASKED * sides.best.feature("window"):
        return False
    return (sides.denies or denies(text)) and sides.in_sentence(text) >= _SHARED


def _contradicts(one: str, other: str) -> bool:
    """Tell whether one of two sentences affirms what the other denies; who says it, and when, is left out."""
    first, second = _said(one), _said(other)
    for text, source in ((first, second), (second, first)):
        if not denies(source):
            continue  # it denies nothing that the other could leave out
        alignment = align(text, [source])
        if alignment.matcher.terms and lost_negation(alignment) is not None:
            return alignment.matcher.coverage(alignment.matcher.strengths(analyse(source))) >= _SAME_CLAIM
    return False


def _said(text: str) -> str:
    """Return a sentence without its clauses of reporting and its dates."""
    spans = [(one.cue_start, one.cue_end) for one in reports(text)]
    spans += date_spans(text)
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]} {text[end:]}"
    return text


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"
