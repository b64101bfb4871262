"""Tell whether a sentence denies what a question takes for granted, so that the denial is told instead of an answer.

"When will the government send troops?" is answered by no day where the archive says that it will not send any. The question's words are aligned
with the sentence's, and what is denied there must be what the question asks about. Whether the sentence fits the question otherwise, and
how the denial is worded, is for `rag.answer.extract`.
"""

from __future__ import annotations

import re
from typing import Final

from rag.answer.alignment import align
from rag.answer.denied import dropped_denial
from rag.answer.polarity import scopes
from rag.answer.windows import Window
from rag.language.normalise import normalise
from rag.language.sentences import sentence_spans
from rag.search.question import Question

__all__ = ["denied_words", "premise_denied"]

# What has not happened yet may still be asked for: "when will the exchange take place?"
_NOT_YET: Final = re.compile(
    r"\byet\b|\b(?:so far|until now|to date)\b|(?<!\w)(?:حتي (?:الان|اليوم|اللحظه)|الي الان|لحد الان|بعد$)(?!\w)"
)
_TO_COME: Final = re.compile(r"\b(?:will|shall|going to)\b|(?<!\w)(?:س[يتن]\w{3,}|سوف)(?!\w)")
# Verbs of saying: "what did the minister deny?", "who refused?" ask for the denial itself.
_ASKS_FOR_DENIAL: Final = re.compile(r"\bwhy (?:not|\w+n't)\b")


def premise_denied(question: Question, window: Window) -> bool:
    """Tell whether `window` denies what `question` takes for granted; a question that denies the same is at one with it."""
    return denied_words(question, window.text) is not None


def denied_words(question: Question, text: str) -> str | None:
    """Return the denial in `text` that `question` speaks of without denying it, or None."""
    asked = normalise(question.text)
    if _ASKS_FOR_DENIAL.search(asked):
        return None
    # "Which country" supposes nothing of countries.
    first, last = question.asked
    supposed = question.text[:first] + " " * (last - first) + question.text[last:]
    for start, end in sentence_spans(text):
        sentence = text[start:end]
        if not any(scope.kind == "negation" for scope in scopes(sentence)):
            continue
        if _NOT_YET.search(normalise(sentence).rstrip(".؟!")) and _TO_COME.search(asked):
            continue
        if (words := dropped_denial(align(supposed, [sentence]), of_deed=True)) is not None:
            return words
    return None
