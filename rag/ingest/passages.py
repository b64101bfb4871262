"""Split an article into passages: runs of whole sentences, long enough to understand and short enough to cite.

Spans are exact, every sentence lies in at least one passage, and neighbours share a little text so that an answer which
needs two sentences does not fall between them. The title is not put into the text; the index adds it where it embeds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rag.language.sentences import sentence_spans
from rag.settings import Settings
from rag.values import Article, Passage, Sentence

__all__ = ["PassageSpan", "split"]

_STRETCH: Final = 1.15  # a passage may be this much longer than aimed at before a sentence is left to the next one
_SHORT_TAIL: Final = 0.3  # a last passage with less new text than this share is joined to the one before
_LONG_OVERLAP: Final = 0.35  # sentences longer than this share of a passage are not repeated
_ENOUGH: Final = 0.6  # from this share on, a heading opens the next passage
_HEADING_CHARS: Final = 120  # a longer line without final punctuation is a paragraph
_FINAL: Final = '.!?؟…۔:،؛"”»)'


@dataclass(frozen=True, slots=True)
class PassageSpan:
    """A passage and the sentences that it covers: `sentences[first_sentence:last_sentence]`."""

    passage: Passage
    first_sentence: int
    last_sentence: int


def split(article: Article, settings: Settings) -> tuple[list[Sentence], list[PassageSpan]]:
    """Return the sentences of an article's body and the passages over them, both in reading order.

    An article without text has neither. A passage is about `ingest.passage_chars` characters long and begins with up to
    `ingest.overlap_sentences` sentences of the one before, unless a heading opens a new section there.
    """
    body = article.body
    sentences = [Sentence(article.id, start, end, body[start:end]) for start, end in sentence_spans(body)]
    headings = [_is_heading(body, sentence) for sentence in sentences]
    aim = max(settings.ingest.passage_chars, 1)
    groups = _join_short_tail(sentences, _groups(sentences, headings, aim), aim)
    spans: list[PassageSpan] = []
    at_most = settings.ingest.overlap_sentences
    before = 0  # where the passage before begins
    for opening, last in groups:
        overlap = 0 if headings[opening] else _overlap(sentences, before, opening, aim, at_most)
        before = opening
        first = opening - overlap
        start, end = sentences[first].start, sentences[last - 1].end
        spans.append(PassageSpan(Passage(article.id, start, end, body[start:end]), first, last))
    return sentences, spans


def _is_heading(body: str, sentence: Sentence) -> bool:
    """A short line of its own, without final punctuation, with text below it."""
    alone = (sentence.start == 0 or body[sentence.start - 1] == "\n") and body[sentence.end : sentence.end + 1] == "\n"
    return alone and len(sentence.text) <= _HEADING_CHARS and sentence.text[-1] not in _FINAL


def _groups(sentences: Sequence[Sentence], headings: Sequence[bool], aim: int) -> list[tuple[int, int]]:
    """Return consecutive runs of sentences that fill a passage; a heading goes with what it heads."""
    groups: list[tuple[int, int]] = []
    first = 0
    while first < len(sentences):
        last = first + 1
        while last < len(sentences) and _fits(sentences[first].start, sentences[last], aim):
            if headings[last] and sentences[last].start - sentences[first].start >= aim * _ENOUGH:
                break
            last += 1
        if last < len(sentences):
            while last - 1 > first and headings[last - 1]:
                last -= 1
        groups.append((first, last))
        first = last
    return groups


def _fits(start: int, sentence: Sentence, aim: int) -> bool:
    """A sentence is taken in while the passage stays under the aim, or comes closer to it by being a little longer."""
    over = sentence.end - start - aim
    return over <= 0 or (sentence.end - start <= aim * _STRETCH and over <= aim - (sentence.start - start))


def _join_short_tail(sentences: Sequence[Sentence], groups: list[tuple[int, int]], aim: int) -> list[tuple[int, int]]:
    if len(groups) < 2:
        return groups
    first, last = groups[-1]
    if sentences[last - 1].end - sentences[first].start > aim * _SHORT_TAIL:
        return groups
    return [*groups[:-2], (groups[-2][0], last)]


def _overlap(sentences: Sequence[Sentence], before: int, first: int, aim: int, at_most: int) -> int:
    """Count the sentences before `first` to repeat: few, short, and never the whole passage before."""
    count = 0
    while (
        count < at_most
        and first - count - 1 > before
        and sentences[first - 1].end - sentences[first - count - 1].start <= aim * _LONG_OVERLAP
    ):
        count += 1
    return count
