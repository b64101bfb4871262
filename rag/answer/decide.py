"""Decide whether the archive answers a question: from which window, or why not.

The best windows are tried in order: a window is refused for a hard reason, or a confidence below the threshold, and the next one that is
nearly as good is tried. What the best window denies is told before anything else is answered. Wording is `rag.answer.refuse`'s.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from rag.answer.confidence import confidence, is_hard
from rag.answer.identity import asked_name
from rag.answer.match import Matcher
from rag.answer.offices import asked_office
from rag.answer.premise import premise_denied
from rag.answer.reasons import Reason, find_reasons, told_in_article
from rag.answer.request import Request
from rag.answer.windows import Window
from rag.search.question import SUPPOSING_KINDS

__all__ = ["Decision", "Judged", "decide", "judge_window", "judge_windows"]

_TRIED: Final = 4  # windows
_NEARLY: Final = 0.75  # of the best window's score
# "How many soldiers did they send?" is answered by "they sent none", which tells no number.
_STILL_DENIES: Final = frozenset({"number_missing"})


@dataclass(frozen=True, slots=True)
class Judged:
    """A window with what speaks against it, and how sure an answer from it would be."""

    window: Window
    reasons: tuple[Reason, ...]
    confidence: float

    @property
    def refused(self) -> tuple[Reason, ...]:
        """The reasons that refuse it alone."""
        return tuple(reason for reason in self.reasons if is_hard(reason))


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do with a question; `judged` is the window to answer from, or the one that came nearest."""

    verdict: Literal["answer", "refuse", "contradict"]
    judged: Judged | None = None


def decide(request: Request, matcher: Matcher, tried: Iterable[Judged], threshold: float) -> Decision:
    """Return what the windows `tried`, best first, allow; no window is judged that is not needed."""
    nearest: Judged | None = None
    for judged in tried:
        if judged.confidence >= threshold and {reason.name for reason in judged.refused} <= _STILL_DENIES:
            denied = _supposes(request, matcher) and premise_denied(request.question, judged.window)
            if denied or not judged.refused:
                return Decision("contradict" if denied else "answer", judged)
        nearest = nearest or judged
    return Decision("refuse", nearest)


def _supposes(request: Request, matcher: Matcher) -> bool:
    """Tell whether a question takes a deed for granted: who somebody is, and who holds an office, may be asked beside any denial."""
    question = request.question
    identity = bool(asked_name(question)) or asked_office(question, matcher) is not None
    return question.kind in SUPPOSING_KINDS and not identity


def judge_windows(
    request: Request, matcher: Matcher, windows: Sequence[Window], taken: Callable[[Window], bool]
) -> Iterator[Judged]:
    """Yield the best few of `windows`, best first, judged; `taken` tells whether a short answer is found in one."""
    for window in windows[:_TRIED]:
        if window.score >= _NEARLY * windows[0].score:
            yield judge_window(request, matcher, window, taken=taken(window))


def judge_window(request: Request, matcher: Matcher, window: Window, *, taken: bool = True) -> Judged:
    """Return `window` with what speaks against it; `taken` tells whether a short answer is found in it."""
    told = told_in_article(matcher, request.evidence, window.evidence.article.id)
    reasons = find_reasons(request.question, matcher, window, told, taken=taken)
    return Judged(window, reasons, confidence(request.question, window, reasons))
