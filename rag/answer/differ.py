"""Say where other sources give another value, or speak of a later event of the same kind; copies of one story count once.

Both are shown beside the answer with outlet, day and words, never mixed into it. What agrees is `rag.answer.extract`'s business.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Final, Literal

from rag.answer.evidence import Evidence, analyse, quote_of
from rag.answer.found import Found, same_value
from rag.answer.match import Matcher
from rag.answer.phrases import phrase, quoted
from rag.answer.polarity import clauses
from rag.answer.reported import is_reported_day
from rag.answer.request import Request
from rag.answer.rivals import (
    LEAST_SCORE,
    Rival,
    Sides,
    denials,
    readable,
    rival_counts,
    rival_days,
    rival_persons,
    rival_text,
)
from rag.answer.windows import Window
from rag.language.analysis import language_of
from rag.language.normalise import fold, normalise
from rag.values import Claim, Disagreement, Sentence

__all__ = ["LEAST_SCORE", "differing", "later_event", "story"]

_Kind = Literal["date", "number", "person", "place", "event", "text"]

# Another value counts when its sentence speaks of what the question asks as much as the answer's does.
_AS_GOOD: Final = 0.9
_LEAST_COVERAGE: Final = 0.6
_MOST_CLAIMS: Final = 3
_SURE: Final = 0.9  # certainty of a value that may contradict another
_SAME_CLAUSE: Final = 0.8  # share of the sentence's coverage that the value's own clause has
_COMPARED: Final = frozenset({"date", "number"})

_LATER: Final = timedelta(days=30)  # an article so long after the day that is answered may speak of another event
_LONGEST_WORDS: Final = 300  # characters of the sentence that is shown
# Something is spoken of that has not happened yet, in the spelling of `normalise`.
_PROSPECT: Final = re.compile(
    r"\b(?:imminent|close to|nearing|on the verge|about to (?:agree|sign|reach|conclude)|being negotiated|negotiating|negotiate a|yet to be"
    r"|remaining (?:issues|points)|possible new|new (?:truce|ceasefire|round|agreement))\b"
    r"|(?<!\w)(?:وشيك|وشيكه|اقتراب|قرب التوصل|علي وشك|لابرام|ابرام|قيد التفاوض|قيد البحث|تعيق|متبقيه|المتبقيه|يتعين|مرتقب|مرتقبه|المرتقب|محتمل|محتمله"
    r"|جديده)(?!\w)"
)
_EVENT_WEIGHT: Final = 0.3  # share of the question that the event's noun must be
_NEARLY: Final = 0.6  # ... or of the heaviest of its words that are no names, where all weigh little
_MET: Final = 0.8
_BESIDE: Final = 4  # words between an event's name and what says that it is still to come


def differing(
    request: Request,
    matcher: Matcher,
    best: tuple[Window, Found | None],
    others: Sequence[tuple[Window, Found]],
    numbers: tuple[int, ...],
) -> Disagreement | None:
    """Return what sources of the same event say otherwise, oldest first; None where nothing is.

    `others` are what other stories' windows answer; `numbers` are the answer's own citations; the other sides bring their words with them.
    """
    window, found = best
    article, language = window.evidence.article, request.language
    rivals, kind = _rivals(request, matcher, best, others)
    if not rivals:
        return None
    own = Claim(
        found.answer.value if found else "",
        found.answer.text if found else _words(window.text),
        numbers,
        article.source,
        article.published,
    )
    claims = [own, *(_rival(rival) for rival in rivals[:_MOST_CLAIMS])]
    return Disagreement(kind, _by_day(claims), phrase("deny" if kind == "text" else "disagree", language))


def _rivals(
    request: Request, matcher: Matcher, best: tuple[Window, Found | None], others: Sequence[tuple[Window, Found]]
) -> tuple[list[Rival], _Kind]:
    """Return the other sides and what kind of value they differ in."""
    window, found = best
    sides = Sides(request, matcher, window, story)
    rivals: list[Rival] = []
    kind: _Kind = "text"
    if found is not None:
        match found.answer.kind:
            case "number":
                kind, rivals = "number", rival_counts(sides, found)
            case "date":
                kind, rivals = "date", rival_days(sides, found)
            case "person":
                kind, rivals = "person", rival_persons(sides, found, others)
        known = {story(rival.evidence) for rival in rivals}
        if found.answer.kind in _COMPARED and found.certainty >= _SURE:
            asked = list(_as_asked(matcher, (window, found), others))
            same = sides.among(other.evidence for other, _ in asked)
            rivals += _first_of_each(
                rival for other, rival in asked if id(other.evidence) in same and story(other.evidence) not in known
            )
    return (rivals, kind) if rivals else (denials(sides), "text")


def _first_of_each(rivals: Iterable[Rival]) -> list[Rival]:
    """Return the first rival of each value."""
    return list({rival.value: rival for rival in reversed(list(rivals))}.values())[::-1]


def _as_asked(
    matcher: Matcher, best: tuple[Window, Found], others: Sequence[tuple[Window, Found]]
) -> Iterator[tuple[Window, Rival]]:
    """Yield the other values of sentences that speak of what the question asks as much as the answer's does."""
    window, found = best
    for other, value in others:
        rival = value.answer.kind == found.answer.kind and _comparable(found, value) and not same_value(found, value)
        sure = value.certainty >= _SURE and _in_clause(matcher, other, value) and not _of_saying(matcher, other, value)
        if rival and sure and _as_good(other, window):
            yield other, Rival(other.evidence, other.start, other.end, value.answer.value, value.answer.text)


def story(evidence: Evidence) -> str:
    """Return what copies of one wire story share."""
    return evidence.group or evidence.article.id


def later_event(request: Request, matcher: Matcher, best: Window, day: date) -> Disagreement | None:
    """Return what an article well after `day` says of an event of the same kind that is still to come."""
    nouns = _event_nouns(matcher)
    own = story(best.evidence)
    told: list[tuple[int, Evidence, Sentence]] = []
    for item in request.evidence:
        published = item.article.published
        if published is None or published - day < _LATER or story(item) == own:
            continue
        for sentence in readable(item):
            strengths = matcher.strengths(analyse(sentence.text))
            if any(strengths[n] >= _MET for n in nouns) and _looks_ahead(matcher, sentence.text, nouns):
                told.append((len(_PROSPECT.findall(normalise(sentence.text))), item, sentence))
    if not told:
        return None
    _, item, sentence = max(told, key=lambda one: one[0])
    claim = _claim(item, (sentence.start, sentence.end), "", _words(sentence.text))
    return Disagreement("event", (claim,), phrase("later_event", request.language))


def _event_nouns(matcher: Matcher) -> list[int]:
    """Return the question's terms that name the event: the heaviest that are no names."""
    weights = [0.0 if term.is_entity else float(w) for w, term in zip(matcher.weights, matcher.terms, strict=True)]
    least = min(_EVENT_WEIGHT, _NEARLY * max(weights, default=1.0))
    return [n for n, weight in enumerate(weights) if weight >= least > 0]


def _looks_ahead(matcher: Matcher, text: str, nouns: Sequence[int]) -> bool:
    """Tell whether a text speaks of the event itself as still to come: the words that say so stand beside its name."""
    analysed, folded = analyse(text), fold(text)
    places = [place for place, number, _ in matcher.positions(analysed) if number in nouns]
    for cue in _PROSPECT.finditer(folded.text):
        start, end = folded.original_span(*cue.span())
        own = [place for place, span in enumerate(analysed.spans) if start <= span[0] < end]
        if any(abs(place - at) <= _BESIDE for place in places for at in own):
            return True
    return False


def _as_good(other: Window, best: Window) -> bool:
    coverage = other.feature("window")
    enough = coverage >= max(_AS_GOOD * best.feature("window"), _LEAST_COVERAGE)
    return enough and other.score >= LEAST_SCORE * best.score


def _in_clause(matcher: Matcher, window: Window, found: Found) -> bool:
    """Tell whether a value stands in the clause that speaks of what is asked: another clause's day is another thing's."""
    text = window.text
    for start, end in clauses(text):
        if start <= found.start < end:
            return matcher.coverage(matcher.strengths(analyse(text[start:end]))) >= _SAME_CLAUSE * window.feature(
                "window"
            )
    return False


def _of_saying(matcher: Matcher, window: Window, found: Found) -> bool:
    """Tell whether a day is that of a saying: "the ministry said on Saturday that ..."."""
    if found.answer.kind != "date":
        return False
    analysed = analyse(window.text)
    places = [analysed.spans[place][0] for place, _, _ in matcher.positions(analysed)]
    nearest = min(places, key=lambda at: abs(at - found.end), default=0)
    later = [at for at in places if at >= found.end]
    return any(is_reported_day(window.text, (found.start, found.end), at) for at in (nearest, *later[:1]))


def _comparable(one: Found, other: Found) -> bool:
    """Tell whether two values can contradict each other: days with days, counts of one thing."""
    if one.answer.kind == "date":
        return len(one.key) == len(other.key)
    return not (one.vague or other.vague)


def _rival(rival: Rival) -> Claim:
    words = _words(rival_text(rival))
    text = f"{rival.text}: {words}" if rival.text else words
    return _claim(rival.evidence, (rival.start, rival.end), rival.value, text)


def _claim(evidence: Evidence, span: tuple[int, int], value: str, text: str) -> Claim:
    article = evidence.article
    return Claim(value, text, (), article.source, article.published, quote=quote_of(article, *span))


def _words(text: str) -> str:
    words = " ".join(text.split())
    shown = words if len(words) <= _LONGEST_WORDS else words[:_LONGEST_WORDS].rsplit(" ", 1)[0] + " …"
    return quoted(shown, language_of(words))


def _by_day(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Return the claims oldest first, the newest marked where its day is known."""
    ordered = sorted(claims, key=lambda claim: claim.published or date.min)
    last = ordered[-1]
    newest = last.published is not None and all(c.published != last.published for c in ordered[:-1])
    return tuple(_marked(claim, newest=newest and claim is last) for claim in ordered)


def _marked(claim: Claim, *, newest: bool) -> Claim:
    return Claim(claim.value, claim.text, claim.citations, claim.source, claim.published, newest, claim.quote)
