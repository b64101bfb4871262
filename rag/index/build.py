"""Build a generation in a folder that nobody names: cut up, embed, store, and say in a manifest what was made.

Vectors of articles whose text and cut are the same as in an older generation of the same embedder are copied from it. Whether
what was built is right is not judged here (`rag.index.validate`), nor is it put in use (`rag.index.publish`).
"""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np

import rag.ingest
import rag.language.dates
from rag.index import catalogue, manifest, vectors
from rag.index.embedder import Embedder, TokenEmbedder
from rag.index.generation import SPARSE_FOLDER, Generation
from rag.index.manifest import Counts, Manifest
from rag.index.records import PreparedArticle, write_catalogue
from rag.index.sparse import SparseIndex
from rag.index.token_lists import TokenLists
from rag.index.vectors import PassageRecord, Rows
from rag.ingest.copies import copy_groups
from rag.ingest.passages import split
from rag.language.analysis import ANALYSER_VERSION, passage_terms, terms
from rag.language.dates import find_dates
from rag.settings import Settings
from rag.values import Article

__all__ = ["Progress", "Recipe", "build", "passage_text", "prepare", "shaping_of"]

Progress = Callable[[str, int, int], None]  # stage, done, total

_CHUNK: Final = 4_096  # texts embedded at a time: their vectors in full precision take a few MB


@dataclass(frozen=True, slots=True)
class Recipe:
    """With what a generation is built; vectors are copied from `previous` where they can be, None to embed everything."""

    settings: Settings
    embedder: Embedder
    previous: Generation | None
    progress: Progress


@dataclass(frozen=True, slots=True)
class _Job:
    """Rows still to be embedded: the place of each and its text."""

    places: list[int]
    texts: list[str]


def passage_text(title: str, text: str) -> str:
    """Return what is embedded for a passage: its article's title, unless it begins with it, and its text."""
    return text if not title or text.startswith(title) else f"{title}\n{text}"


def prepare(
    articles: Sequence[Article], settings: Settings, previous: Generation | None, progress: Progress
) -> list[PreparedArticle]:
    """Return each article cut into sentences and passages, with its dates resolved and its group of copies named.

    Articles without a sentence come back without a passage; they cannot be found. Dates are the slow part (some 5 ms an article):
    those of an article that `previous` holds as it is now are taken from there, if the same code found them.
    """
    groups = copy_groups(articles, settings.ingest.copy_similarity)
    same_code = previous is not None and dict(previous.manifest.shaping) == shaping_of(settings)
    known = previous.catalogue if previous is not None and same_code else None
    prepared: list[PreparedArticle] = []
    for number, article in enumerate(articles, 1):
        sentences, spans = split(article, settings)
        before = known.article(article.id) if known is not None else None
        if known is not None and before is not None and _same_days(before, article):
            dates = known.dates([before])[article.id]
        else:
            dates = find_dates(article.body, anchor=article.published, day_first=settings.ingest.day_first)
        group = groups.get(article.id, article.id)
        prepared.append(PreparedArticle(article, tuple(sentences), tuple(spans), dates, group))
        progress("Splitting", number, len(articles))
    return prepared


def _same_days(one: Article, other: Article) -> bool:
    """Tell whether the dates of both must be the same: they follow from the text and the day of publication."""
    return (one.body, one.published) == (other.body, other.published)


def build(folder: Path, number: int, prepared: Sequence[PreparedArticle], recipe: Recipe) -> Manifest:
    """Write a whole generation into `folder`, which is made, and return its manifest, which is written last.

    Args:
        folder: a place that nobody reads.
        number: the number that the generation will have.
        prepared: the articles, cut up, in the order of the archive; at least one passage among them.
        recipe: settings, model, what to copy vectors from, and who is told how far each stage has come.

    Raises:
        EmbedderError: the model or the service failed.
        IndexingError: a part could not be stored.
    """
    folder.mkdir(parents=True)
    write_catalogue(folder / catalogue.FILE_NAME, prepared)
    passages, sentences = _embed_all(folder, prepared, recipe)
    _list_tokens(folder, prepared, recipe.embedder)
    recipe.progress("Indexing words", 0, len(passages))
    sparse = SparseIndex.build(
        (passage_terms(one.article.title, span.passage.text) for one in prepared for span in one.spans),
        (terms(sentence.text) for one in prepared for sentence in one.sentences),
    )
    sparse.save(folder / SPARSE_FOLDER)
    recipe.progress("Indexing words", len(passages), len(passages))
    vectors.write_collection(
        folder / vectors.CHROMA_FOLDER,
        _records(prepared),
        passages,
        lambda done, total: recipe.progress("Storing", done, total),
    )
    counts = Counts(
        articles=len(prepared),
        passages=len(passages),
        sentences=len(sentences),
        terms=sparse.vocabulary_size,
        dates=sum(len(one.dates) for one in prepared),
    )
    return _write_manifest(folder, number, counts, recipe)


def _write_manifest(folder: Path, number: int, counts: Counts, recipe: Recipe) -> Manifest:
    made = Manifest(
        number=number,
        made_at=datetime.now(UTC).replace(microsecond=0),
        embedder=recipe.settings.index.embedder,
        fingerprint=recipe.embedder.fingerprint,
        dimensions=recipe.embedder.dimensions,
        analyser=ANALYSER_VERSION,
        shaping=shaping_of(recipe.settings),
        counts=counts,
        files=manifest.seal_files(folder),
    )
    made.write(folder)
    return made


def shaping_of(settings: Settings) -> dict[str, Any]:
    """Return what decides how an index of the same articles looks: the settings of `ingest`, and the code that cuts and dates."""
    return {**asdict(settings.ingest), "code": _code_digest()}


@cache
def _code_digest() -> str:
    """Return the digest of the code whose results are kept: no version number can be forgotten that way."""
    digest = hashlib.sha256()
    for package in (rag.language, rag.language.dates, rag.ingest):
        for path in sorted(Path(package.__path__[0]).glob("*.py")):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _records(prepared: Iterable[PreparedArticle]) -> Iterator[PassageRecord]:
    spans = ((one.article, span.passage) for one in prepared for span in one.spans)
    return (PassageRecord(ordinal, passage, article) for ordinal, (article, passage) in enumerate(spans))


def _embed_all(folder: Path, prepared: Sequence[PreparedArticle], recipe: Recipe) -> tuple[Rows, Rows]:
    """Fill and return the arrays of passage and sentence vectors."""
    embedder, previous, progress = recipe.embedder, recipe.previous, recipe.progress
    counts = (sum(len(one.spans) for one in prepared), sum(len(one.sentences) for one in prepared))
    passages = vectors.new_rows(folder / vectors.PASSAGES_FILE, counts[0], embedder.dimensions)
    sentences = vectors.new_rows(folder / vectors.SENTENCES_FILE, counts[1], embedder.dimensions)
    comparable = previous is not None and previous.manifest.fingerprint == embedder.fingerprint
    old = previous if comparable else None
    passage_job, sentence_job = _Job([], []), _Job([], [])
    passage = sentence = 0
    for one in prepared:
        source = _rows_to_copy(one, old)
        if old is not None and source is not None:
            passages[passage : passage + len(one.spans)] = old.passage_vectors[source[0]]
            sentences[sentence : sentence + len(one.sentences)] = old.sentence_vectors[source[1]]
        else:
            passage_job.places.extend(range(passage, passage + len(one.spans)))
            passage_job.texts.extend(passage_text(one.article.title, span.passage.text) for span in one.spans)
            sentence_job.places.extend(range(sentence, sentence + len(one.sentences)))
            sentence_job.texts.extend(item.text for item in one.sentences)
        passage += len(one.spans)
        sentence += len(one.sentences)
    _embed(passage_job, passages, embedder, lambda done, total: progress("Embedding passages", done, total))
    _embed(sentence_job, sentences, embedder, lambda done, total: progress("Embedding sentences", done, total))
    return passages, sentences


def _list_tokens(folder: Path, prepared: Sequence[PreparedArticle], embedder: Embedder) -> None:
    """Write which tokens each sentence holds, for an embedder that works by tokens: done anew each time, at some 10,000 sentences a second."""
    if isinstance(embedder, TokenEmbedder):
        articles = ([sentence.text for sentence in one.sentences] for one in prepared)
        TokenLists.of(itertools.chain.from_iterable(map(embedder.tokens, articles))).save(folder)


def _rows_to_copy(one: PreparedArticle, old: Generation | None) -> tuple[slice, slice] | None:
    """Return which rows of `old` are the vectors of this article's passages and sentences; None where anything differs."""
    if old is None:
        return None
    known = old.catalogue.article(one.article.id)
    if known is None or (known.title, known.body) != (one.article.title, one.article.body):
        return None
    passages = old.catalogue.spans("passages", known.id)
    sentences = old.catalogue.spans("sentences", known.id)
    same_passages = [row[1:] for row in passages] == [(s.passage.start, s.passage.end) for s in one.spans]
    same_sentences = [row[1:] for row in sentences] == [(s.start, s.end) for s in one.sentences]
    if not (passages and same_passages and same_sentences):
        return None
    return _slice(passages), _slice(sentences)


def _slice(rows: Sequence[tuple[int, int, int]]) -> slice:
    return slice(rows[0][0], rows[-1][0] + 1)


def _embed(job: _Job, rows: Rows, embedder: Embedder, progress: Callable[[int, int], None]) -> None:
    total = len(job.texts)
    for start in range(0, total, _CHUNK):
        texts = job.texts[start : start + _CHUNK]
        fresh = embedder.encode_passages(texts)
        progress(start + len(texts), total)
        rows[job.places[start : start + _CHUNK]] = np.asarray(fresh, np.float16)
    if isinstance(rows, np.memmap):
        rows.flush()
