"""Find the event by which a question tells its time: "before the Geneva talks", «منذ بدء الهدنة».

Only the words are found here; which day they mean is for an archive to tell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from rag.language.dates.plain import plain
from rag.values import DateMention

__all__ = ["EventBound", "EventSide", "event_bound", "tells_side"]

EventSide = Literal["before", "after", "since", "until"]


@dataclass(frozen=True, slots=True)
class EventBound:
    """A question's "before the Geneva talks": `question[start:end]` names the event, the preposition begins at `cue`.

    `told` is the day where the question itself gives it: "before the talks of 12 May 2016".
    """

    side: EventSide
    words: str
    start: int
    end: int
    cue: int
    told: DateMention | None = None


_CUES: Final[tuple[tuple[EventSide, str, str], ...]] = (
    ("before", r"before|prior\s+to|ahead\s+of", r"(?<!من\s)قبل|قبيل|عشيه"),
    (
        "after",
        r"after|following|in\s+the\s+wake\s+of",
        r"(?<!علي\s)(?<!عن\s)(?<!من\s)بعد|عقب|في\s+اعقاب|(?:من|ما)\s+بعد",
    ),
    ("since", r"(?:ever\s+)?since", r"منذ|مذ"),
    ("until", r"until|till", r"لغايه|الي\s+غايه"),  # «حتى» is more often "even" or "so that"
)
# What cannot begin the name of an event: pronouns, counts, gerunds of what the asked-about person did, an open question.
_NO_EVENT: Final = (
    r"(?!(?:that|this|then|it|he|she|they|we|i|now|all|which|what|who|when|being|having|becoming|\w+ing(?!\s+of)|\d+|"
    r"(?:a|an|one|two|three|four|five|six|ten|few|several|some)\s+\w*\s*(?:minute|hour|day|week|month|year|decade)s?)\b)"
)
_NO_ARABIC_EVENT: Final = r"(?!(?:ذلك|هذا|هذه|تلك|الان|متي|من|ماذا|كم|اي|فتره|مده|عده|\d+|(?:ال)?(?:يوم|يومين|ايام|اسبوع|اسبوعين|اسابيع|شهر|شهرين|اشهر|سنه|سنتين|سنوات|عام|عامين|اعوام|ساعه|ساعات|سنين))(?!\w))"
# A question that begins with its time goes on with its own words, with or without a comma.
_GOES_ON: Final = re.compile(
    r"\s+(?:what|who|whom|whose|when|where|why|how|which|did|has|have|وما|وماذا|ماذا|ما|من|متي|اين|كم|كيف|لماذا|هل|اي)(?!\w).*$",
    re.IGNORECASE | re.DOTALL,
)
_OPENS_QUESTION: Final = re.compile(r"\s*(?:and\s+|so\s+|but\s+)?\W*", re.IGNORECASE)


def _pattern(english: str, arabic: str) -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:{english})\s+(?P<en>{_NO_EVENT}[a-z\"“'][^?.!,;\n]+)"
        rf"|(?<!\w)[وف]?(?:{arabic})\s+(?:ان\s+)?(?P<ar>{_NO_ARABIC_EVENT}[\"«“]?[\u0621-\u064a][^؟?.!،,;\n]+)",
        re.IGNORECASE,
    )


_PATTERNS: Final = tuple((side, _pattern(english, arabic)) for side, english, arabic in _CUES)
_TOLD: Final = {
    side: re.compile(rf"\b(?:{english})\b|(?<!\w)[وف]?(?:{arabic})(?!\w)", re.IGNORECASE)
    for side, english, arabic in _CUES
}
# "Since" may be told as "after", and the other way round; "until" as "before".
_ALIKE: Final[dict[EventSide, tuple[EventSide, ...]]] = {
    "before": ("before", "until"),
    "until": ("until", "before"),
    "after": ("after", "since"),
    "since": ("since", "after"),
}


def event_bound(question: str, mentions: Sequence[DateMention]) -> EventBound | None:
    """Return the first event after "before", "after", "since" or "until", where no date stands there; `mentions` are the question's dates."""
    folded = plain(question)
    found = []
    for side, pattern in _PATTERNS:
        for match in pattern.finditer(folded.text):
            name = "en" if match["en"] else "ar"
            first, last = match.span(name)
            words = match[name]
            if _OPENS_QUESTION.fullmatch(folded.text[: match.start()]):
                words = _GOES_ON.sub("", words)
            last = first + len(words.rstrip())
            start, end = folded.span(first, last)
            if any(mention.start <= start < mention.end for mention in mentions):
                continue
            told = next((m for m in mentions if start < m.start and m.end <= end and m.since and m.day), None)
            cue = folded.span(match.start(), first)[0]
            found.append(EventBound(side, question[start:end].strip(), start, end, cue, told))
    return min(found, key=lambda bound: bound.cue, default=None)


def tells_side(text: str, side: EventSide) -> bool:
    """Tell whether `text` holds a preposition of that side: a sentence that says "before the talks" answers for itself."""
    folded = plain(text).text
    return any(_TOLD[one].search(folded) for one in _ALIKE[side])
