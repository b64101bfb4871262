"""Say where other sources give another value, or speak of a later event of the same kind; copies of one story count once.

Both are shown beside the answer with outlet, day and words, never mixed into it. What agrees is `rag.answer.extract`'s business.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from typing import Final, Literal

from rag.answer.evidence import analyse, quote_of
from rag.answer.match import Matcher
from rag.answer.phrases import phrase, quoted
from rag.answer.polarity import clauses
from rag.answer.short import Found, same_value
from rag.answer.windows import Window
from rag.language.analysis import language_of
from rag.language.normalise import normalise
from rag.values import Claim, Disagreement, Language

__all__ = ["differing", "later_event"]

# Another value counts when its sentence speaks of what the question asks as much as the answer's does.
_AS_GOOD: Final = 0.9
_LEAST_COVERAGE: Final = 0.6
_LEAST_SCORE: Final = 0.75
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
_MET: Final = 0.8


def differing(
    matcher: Matcher,
    best: tuple[Window, Found],
    others: Iterator[tuple[Window, Found]],
    numbers: tuple[int, ...],
    language: Language,
) -> Disagreement | None:
    """Return the other values that sources as good as the answer's give, oldest first; None where there are none.

    `numbers` are the answer's own citations; the other sides bring their words with them.
    """
    window, found = best
    if found.answer.kind not in _COMPARED or found.certainty < _SURE:
        return None
    rivals: dict[str, tuple[Window, Found]] = {}
    for other, value in others:
        rival = value.answer.kind == found.answer.kind and _comparable(found, value) and not same_value(found, value)
        sure = value.certainty >= _SURE and _in_clause(matcher, other, value)
        if rival and sure and _as_good(other, window):
            rivals.setdefault(value.key, (other, value))
        if len(rivals) == _MOST_CLAIMS:
            break
    if not rivals:
        return None
    article = window.evidence.article
    own = Claim(found.answer.value, found.answer.text, numbers, article.source, article.published)
    claims = [own, *(_rival(other, value) for other, value in rivals.values())]
    return Disagreement(_kind(found), _by_day(claims), phrase("disagree", language))


def later_event(
    matcher: Matcher, windows: Sequence[Window], day: date, story: Callable[[Window], str], language: Language
) -> Disagreement | None:
    """Return what an article well after `day` says of an event of the same kind that is still to come."""
    nouns = [n for n, weight in enumerate(matcher.weights) if weight >= _EVENT_WEIGHT]
    own = story(windows[0])
    for window in sorted(windows, key=lambda one: -len(_PROSPECT.findall(normalise(one.text)))):
        published = window.evidence.article.published
        if window.count != 1 or published is None or published - day < _LATER or story(window) == own:
            continue
        spoken = any(window.strengths[n] >= _MET for n in nouns)
        if spoken and _PROSPECT.search(normalise(window.text)):
            note = phrase("later_event", language)
            return Disagreement("event", (_claim(window, "", _words(window)),), note)
    return None


def _as_good(other: Window, best: Window) -> bool:
    coverage = other.feature("window")
    enough = coverage >= max(_AS_GOOD * best.feature("window"), _LEAST_COVERAGE)
    return enough and other.score >= _LEAST_SCORE * best.score


def _in_clause(matcher: Matcher, window: Window, found: Found) -> bool:
    """Tell whether a value stands in the clause that speaks of what is asked: another clause's day is another thing's."""
    text = window.text
    for start, end in clauses(text):
        if start <= found.start < end:
            return matcher.coverage(matcher.strengths(analyse(text[start:end]))) >= _SAME_CLAUSE * window.feature(
                "window"
            )
    return False


def _comparable(one: Found, other: Found) -> bool:
    """Tell whether two values can contradict each other: days with days, counts of one thing."""
    if one.answer.kind == "date":
        return len(one.key) == len(other.key)
    return not (one.vague or other.vague)


def _kind(found: Found) -> Literal["date", "number"]:
    return "date" if found.answer.kind == "date" else "number"


def _rival(window: Window, found: Found) -> Claim:
    return _claim(window, found.answer.value, f"{found.answer.text}: {_words(window)}")


def _claim(window: Window, value: str, text: str) -> Claim:
    article = window.evidence.article
    return Claim(value, text, (), article.source, article.published, quote=quote_of(article, window.start, window.end))


def _words(window: Window) -> str:
    words = " ".join(window.text.split())
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
