"""Read passages with all that an answer is made from, and remember them: the same few come back question after question.

A generation never changes once published, so nothing read from its catalogue grows old.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from rag.index.catalogue import Catalogue
from rag.language.dates import remember_spans
from rag.values import Article, DateMention, Passage, Sentence

__all__ = ["Reading", "Readings"]

_MOST: Final = 2048  # passages remembered: some 10 MB of news


@dataclass(frozen=True, slots=True)
class Reading:
    """A passage with its article, the sentences `first_sentence..last_sentence - 1` of the generation, and the article's dates.

    `group` is the same for articles that are copies of one wire story.
    """

    article: Article
    passage: Passage
    sentences: tuple[Sentence, ...]
    dates: tuple[DateMention, ...]
    group: str
    first_sentence: int
    last_sentence: int


class Readings:
    """The passages of one catalogue; safe to share between threads."""

    def __init__(self, catalogue: Catalogue) -> None:
        """Keep the catalogue; nothing is read yet."""
        self._catalogue = catalogue
        self._known: dict[int, Reading] = {}
        self._articles: dict[str, tuple[Article, tuple[DateMention, ...]]] = {}

    def take(self, ordinals: Iterable[int]) -> list[Reading]:
        """Return these passages, in the order asked for.

        Raises:
            KeyError: there is no such ordinal.
        """
        wanted = [int(ordinal) for ordinal in ordinals]
        held = {ordinal: reading for ordinal in wanted if (reading := self._known.get(ordinal)) is not None}
        if new := [ordinal for ordinal in dict.fromkeys(wanted) if ordinal not in held]:
            read = dict(zip(new, self._read(new), strict=True))
            if len(self._known) + len(read) > _MOST:
                # New ones, so that another thread that reads or writes the old ones is not disturbed.
                self._known, self._articles = {}, {}
            self._known.update(read)
            held.update(read)
        return [held[ordinal] for ordinal in wanted]

    def _read(self, ordinals: Sequence[int]) -> list[Reading]:
        passages = self._catalogue.passages(ordinals)
        told = self._told({item.passage.article_id for item in passages})
        sentences = self._catalogue.sentences(ordinals)
        readings = []
        for item, covered in zip(passages, sentences, strict=True):
            article, dates = told[item.passage.article_id]
            _remember_dates(covered, dates)
            span = item.first_sentence, item.last_sentence
            readings.append(Reading(article, item.passage, covered, dates, item.group, *span))
        return readings

    def _told(self, ids: Iterable[str]) -> dict[str, tuple[Article, tuple[DateMention, ...]]]:
        """Return the articles of these ids with the dates that each tells; passages of one article share it."""
        held = {id_: known for id_ in ids if (known := self._articles.get(id_)) is not None}
        if new := [id_ for id_ in ids if id_ not in held]:
            articles = self._catalogue.articles(new)
            dates = self._catalogue.dates(articles)
            read = {article.id: (article, dates[article.id]) for article in articles}
            self._articles.update(read)
            held.update(read)
        return held


def _remember_dates(sentences: Iterable[Sentence], dates: Sequence[DateMention]) -> None:
    """Spare answers from looking for the dates of these sentences again: that costs more than all else that is read in most."""
    for sentence in sentences:
        here = (mention for mention in dates if sentence.start <= mention.start < sentence.end)
        remember_spans(sentence.text, ((m.start - sentence.start, m.end - sentence.start) for m in here))
