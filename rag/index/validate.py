"""Open what was built from the disk again, and compare its parts with each other and with the store itself.

Used on every generation before it is put in use, and by `isnad doctor` on the one in use. Nothing is repaired here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import numpy as np

from rag.errors import IndexDamaged
from rag.index import manifest, vectors
from rag.index.generation import Generation, unopened

__all__ = ["CHECKS", "validate"]

_SAMPLES: Final = 64  # vectors compared with Chroma's, spread over the whole archive
_PAGE: Final = 1_000  # passages compared at a time
_ROUNDING: Final = 2e-3  # half precision and Chroma's own scaling to length 1 move a coordinate by less


def validate(generation: Generation) -> None:
    """Check everything.

    Raises:
        IndexDamaged: two parts do not agree; the message names which.
    """
    for _, check in CHECKS:
        check(generation)


def check_files(generation: Generation) -> str:
    """Compare every file with the manifest, whole."""
    try:
        manifest.check_files(generation.folder, generation.manifest.files, thorough=True)
    except OSError as exc:
        raise unopened(exc) from exc
    return f"{len(generation.manifest.files)} files as written"


def check_counts(generation: Generation) -> str:
    """Compare the rows of the catalogue, the arrays and the sparse index with the manifest."""
    counts, index = generation.manifest.counts, generation.catalogue
    pairs = {
        "articles": (index.count("articles"), counts.articles),
        "passages": (index.count("passages"), counts.passages),
        "sentences": (index.count("sentences"), counts.sentences),
        "dates": (index.count("dates"), counts.dates),
        "passage vectors": (len(generation.passage_vectors), counts.passages),
        "sentence vectors": (len(generation.sentence_vectors), counts.sentences),
        "terms": (generation.sparse.vocabulary_size, counts.terms),
    }
    for name, (found, expected) in pairs.items():
        _require(found == expected, f"{found} {name} instead of {expected}", generation)
    return f"{counts.articles} articles, {counts.passages} passages, {counts.sentences} sentences"


def check_spans(generation: Generation) -> str:
    """Check that passages and sentences are numbered without gaps, and that each passage is its sentences, inside its body."""
    bounds = generation.sentence_bounds
    sentences = generation.manifest.counts.sentences
    ordered = len(bounds) == 0 or bool(
        (bounds[:, 0] < bounds[:, 1]).all() and bounds.min() >= 0 and bounds.max() <= sentences
    )
    _require(ordered, "Passages cover sentences that do not exist", generation)
    problem = generation.catalogue.span_problem()
    _require(problem is None, problem or "", generation)
    return f"{len(bounds)} passages stand in their articles"


def check_sparse(generation: Generation) -> str:
    """Check that the sparse index has a row for each passage and that its postings point to passages that exist."""
    passages = generation.manifest.counts.passages
    postings = generation.sparse.passages
    _require(
        len(generation.sparse) == passages, f"{len(generation.sparse)} sparse rows instead of {passages}", generation
    )
    inside = not len(postings) or (int(postings.min()) >= 0 and int(postings.max()) < passages)
    _require(inside, "The sparse index points to passages that do not exist", generation)
    return f"{generation.sparse.vocabulary_size} terms, {len(postings)} postings"


def check_vectors(generation: Generation) -> str:
    """Check that every vector is made of numbers and has length 1, or is all zeros."""
    for rows in (generation.passage_vectors, generation.sentence_vectors):
        for start in range(0, len(rows), _PAGE):
            lengths = np.linalg.norm(np.asarray(rows[start : start + _PAGE], np.float32), axis=1)
            sound = np.isclose(lengths, 1.0, atol=_ROUNDING * 4) | (lengths == 0)
            _require(bool(sound.all()), "A vector is not of length 1", generation)
    return f"{generation.passage_vectors.shape[1]} dimensions"


def check_chroma(generation: Generation) -> str:
    """Open Chroma anew: each passage stands in it once, with its text and article, and sampled vectors are the stored ones."""
    client, collection = vectors.open_collection(generation.folder / vectors.CHROMA_FOLDER)
    try:
        expected = generation.manifest.counts.passages
        count = collection.count()
        _require(count == expected, f"Chroma holds {count} passages instead of {expected}", generation)
        for start in range(0, expected, _PAGE):
            _compare_texts(generation, collection, list(range(start, min(start + _PAGE, expected))))
        _compare_vectors(generation, collection)
    except IndexDamaged:
        raise
    except Exception as exc:  # Chroma raises what its layers raise
        raise IndexDamaged(f"Chroma cannot be read: {exc}", where=str(generation.folder)) from exc
    finally:
        client.close()
    return f"{expected} passages, each once"


def _compare_texts(generation: Generation, collection: Any, ordinals: list[int]) -> None:
    stored = collection.get(ids=[str(ordinal) for ordinal in ordinals], include=["documents", "metadatas"])
    held = {
        int(name): (text, known["article_id"], known["start"], known["end"])
        for name, text, known in zip(stored["ids"], stored["documents"], stored["metadatas"], strict=True)
    }
    for known in generation.catalogue.passages(ordinals):
        p = known.passage
        same = held.get(known.ordinal) == (p.text, p.article_id, p.start, p.end)
        _require(same, f"Chroma and the catalogue differ in passage {known.ordinal}", generation)


def _compare_vectors(generation: Generation, collection: Any) -> None:
    rows = generation.passage_vectors
    sample = sorted(set(np.linspace(0, len(rows) - 1, num=min(_SAMPLES, len(rows)), dtype=int).tolist()))
    stored = collection.get(ids=[str(ordinal) for ordinal in sample], include=["embeddings"])
    for name, vector in zip(stored["ids"], stored["embeddings"], strict=True):
        own = np.asarray(rows[int(name)], np.float32)
        _require(
            bool(np.allclose(vector, own, atol=_ROUNDING)), f"Chroma's vector of passage {name} differs", generation
        )
    # The nearest passage of a stored vector is itself, or one that is the same.
    probe = next((ordinal for ordinal in sample if np.any(rows[ordinal])), None)
    if probe is not None:
        own = np.asarray(rows[probe], np.float32)
        found = collection.query(query_embeddings=[own], n_results=1, include=["distances"])
        near = bool(found["ids"][0]) and float(found["distances"][0][0]) <= _ROUNDING
        _require(near, f"Chroma does not find passage {probe} by its own vector", generation)


def _require(holds: bool, otherwise: str, generation: Generation) -> None:
    if not holds:
        raise IndexDamaged(otherwise, where=str(generation.folder))


Check = Callable[[Generation], str]
CHECKS: Final[tuple[tuple[str, Check], ...]] = (
    ("manifest", check_files),
    ("counts", check_counts),
    ("spans", check_spans),
    ("sparse index", check_sparse),
    ("vectors", check_vectors),
    ("Chroma", check_chroma),
)
