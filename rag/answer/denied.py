"""Tell whether a statement keeps what its quotations deny and restrict: "will not send" bears out no "will send".

Each cue of a source is looked at that reaches over words which the statement shares, and each of the statement. What a source leaves open is
`rag.answer.certainty`'s; the cues themselves are `rag.answer.polarity`'s.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from rag.answer.alignment import Alignment, Pair
from rag.answer.polarity import Scope, negated, restricts, says_only, scopes
from rag.answer.support import NEUTRAL
from rag.language.analysis import stem, tokens

__all__ = ["dropped_denial", "inside", "lost_negation", "lost_restriction", "lost_scope", "of_kind"]

# "No party has announced an extension" denies the extension as much as the announcing.
_ANNOUNCING: Final = frozenset(
    stem(word)
    for word in "announce announced say said report reported confirm confirmed أعلن يعلن تعلن قال يقول تقول ذكر يذكر تذكر أكد يؤكد تؤكد تم يتم تتم".split()
)
# A scope is what a statement is about when its first word is met, or this share of its words.
_SPOKEN_SHARE: Final = 0.5


def lost_negation(alignment: Alignment) -> str | None:
    """Return the denial that the statement drops, or makes up."""
    return dropped_denial(alignment) or _made_up_denial(alignment)


def dropped_denial(alignment: Alignment, *, of_deed: bool = False) -> str | None:
    """Return the denial of a source that the statement speaks of and does not keep.

    With `of_deed` the statement must speak of what is denied, the first word that a cue such as "will not" reaches, not of its objects alone.
    """
    for text, pairs in alignment.sources:
        for scope in of_kind(text, "negation"):
            if _excepted(text, scope) and says_only(alignment.text):
                continue  # "not ... except" and "only" say the same
            met = [pair for pair in pairs if inside(pair.other, scope)]
            if of_deed and all(alignment.matcher.terms[pair.term].is_entity for pair in met):
                continue
            spoken = _speaks_of(text, scope, met, of_deed=of_deed) and not _elsewhere(alignment, text, scope, met)
            if spoken and not _agree(alignment, text, met):
                return _wording(text, scope)
    return None


def _made_up_denial(alignment: Alignment) -> str | None:
    """Return the denial of the statement that no source has."""
    for scope in of_kind(alignment.text, "negation"):
        if _excepted(alignment.text, scope) and any(says_only(text) for text in alignment.texts):
            continue
        met = [(text, pair) for text, pairs in alignment.sources for pair in pairs if inside(pair.own, scope)]
        agreed = any(negated(text, *pair.other) == negated(alignment.text, *pair.own) for text, pair in met)
        unheard = not met and not any(of_kind(text, "negation") for text in alignment.texts)
        if unheard or (met and not agreed and negated(alignment.text, *met[0][1].own)):
            return _wording(alignment.text, scope)
    return None


def _excepted(text: str, scope: Scope) -> bool:
    return any(other.start <= scope.cue_start < other.end for other in of_kind(text, "restriction"))


def lost_restriction(alignment: Alignment) -> str | None:
    """Return the "only if", "unless", "except" that the statement drops."""
    return None if restricts(alignment.text) else lost_scope(alignment, "restriction")


def lost_scope(alignment: Alignment, kind: str, of_cue: Callable[[str], bool] = bool) -> str | None:
    """Return a cue of this kind with its words, of which the statement speaks; of the cues that `of_cue` takes."""
    for text, pairs in alignment.sources:
        for scope in of_kind(text, kind):
            if not of_cue(text[scope.cue_start : scope.cue_end]) or negated(text, scope.cue_start, scope.cue_end):
                continue  # «إحباط محاولة تهريب»: what was only tried is denied itself
            met = [pair for pair in pairs if inside(pair.other, scope)]
            if _speaks_of(text, scope, met) and not _elsewhere(alignment, text, scope, met):
                return _wording(text, scope)
    return None


def _wording(text: str, scope: Scope) -> str:
    """Return the words of a cue and of what it reaches."""
    return text[min(scope.cue_start, scope.start) : max(scope.cue_end, scope.end)].strip()


def of_kind(text: str, kind: str) -> list[Scope]:
    """Return the cues of one kind in `text`."""
    return [scope for scope in scopes(text) if scope.kind == kind]


def inside(span: tuple[int, int], scope: Scope) -> bool:
    """Tell whether a cue reaches over a word."""
    return scope.start <= span[0] and span[1] <= scope.end


def _speaks_of(text: str, scope: Scope, met: Sequence[Pair], *, of_deed: bool = False) -> bool:
    """Tell whether a statement is about what a cue reaches: its first word, or half of its words."""
    inside = [
        (scope.start + token.start, scope.start + token.end)
        for token in tokens(text[scope.start : scope.end])
        if not token.is_stop and not (of_deed and token.term in NEUTRAL)
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
        for other, pairs in alignment.sources
        for pair in pairs
        if not (other == text and inside(pair.other, scope)) and not negated(other, *pair.other)
    }
    return all(pair.term in outside for pair in met)


def _agree(alignment: Alignment, text: str, met: Sequence[Pair]) -> bool:
    return any(negated(text, *pair.other) == negated(alignment.text, *pair.own) for pair in met)
