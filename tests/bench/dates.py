"""Measure precision and recall of the dates found, on written expressions and on annotated news sentences.

    python -m tests.bench.dates [--errors]

The expressions stand in tests/data/dates.tsv. The sentences are not the project's to copy: tests/data/antcorpus-dates*.tsv
name them by article and position (four random draws, annotated by eye before the extractor was run on them; what it got wrong guided
the rules afterwards), and they are read from corpora/antcorpus.articles.jsonl.gz of the shared data folder
(ISNAD_SHARED, else ../shared); without it only the expressions are measured. A date counts as found when its interval and
precision are right (sentences: the words overlap and both ends lie within the annotated tolerance).
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rag.language.dates import find_dates
from rag.values import DateMention

DATA = Path(__file__).resolve().parent.parent / "data"


@dataclass(frozen=True, slots=True)
class Expected:
    """A date that stands in a text; `span` None: anywhere, `precision` None: any, `tolerance` in days at either end."""

    since: date | None
    until: date | None
    precision: str | None = None
    span: tuple[int, int] | None = None
    tolerance: int = 0

    def agrees(self, mention: DateMention) -> bool:
        """Tell whether the mention is this date."""
        if self.span and (mention.end <= self.span[0] or mention.start >= self.span[1]):
            return False
        if self.precision and mention.precision != self.precision:
            return False
        if self.since is None or self.until is None or mention.since is None or mention.until is None:
            return self.since is mention.since and self.until is mention.until
        off = max(abs((mention.since - self.since).days), abs((mention.until - self.until).days))
        return off <= self.tolerance


@dataclass(frozen=True, slots=True)
class Case:
    """A text, the day it was written, and the dates in it."""

    text: str
    anchor: date | None
    expected: tuple[Expected, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """Counts over cases; `errors` are lines for a reader."""

    texts: int
    right: int
    found: int
    expected: int
    ms_per_text: float
    errors: tuple[str, ...]

    @property
    def precision(self) -> float:
        """Share of found dates that are right."""
        return self.right / max(1, self.found)

    @property
    def recall(self) -> float:
        """Share of dates in the texts that were found."""
        return self.right / max(1, self.expected)


def _day(text: str) -> date | None:
    return None if text == "?" else date.fromisoformat(text)


def expressions() -> list[Case]:
    """Return the written expressions."""
    cases = []
    for line in (DATA / "dates.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        text, anchor, *cells = line.split("\t")
        expected = tuple(Expected(_day(a), _day(b), precision) for a, b, precision in map(str.split, cells))
        cases.append(Case(text, None if anchor == "-" else date.fromisoformat(anchor), expected))
    return cases


def sentences(shared: Path, annotations: Path) -> list[Case]:
    """Return the annotated sentences, their words read from the shared corpus."""
    texts = _texts(shared / "corpora" / "antcorpus.articles.jsonl.gz")
    cases = []
    for line in annotations.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        article, start, end, digest, anchor, *cells = line.split("\t")
        text = texts[article][int(start) : int(end)]
        if not hashlib.sha256(text.encode()).hexdigest().startswith(digest):
            raise ValueError(f"{article}[{start}:{end}] is not the sentence that was annotated")
        cases.append(Case(text, date.fromisoformat(anchor), tuple(map(_annotated, cells))))
    return cases


def _annotated(cell: str) -> Expected:
    span, since, until, tolerance = cell.split()
    start, end = span.split(":")
    return Expected(_day(since), _day(until), None, (int(start), int(end)), int(tolerance))


def _texts(corpus: Path) -> dict[str, str]:
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        return {article["id"]: article["text"] for article in map(json.loads, lines)}


def measure(cases: list[Case]) -> Score:
    """Return the score of `find_dates` over the cases."""
    right = found = expected = 0
    errors: list[str] = []
    started = time.process_time()
    answers = [find_dates(case.text, anchor=case.anchor) for case in cases]
    took = time.process_time() - started
    for case, mentions in zip(cases, answers, strict=True):
        left = list(mentions)
        missed = []
        for want in case.expected:
            hit = next((mention for mention in left if want.agrees(mention)), None)
            if hit is None:
                missed.append(want)
            else:
                left.remove(hit)
        right += len(mentions) - len(left)
        found += len(mentions)
        expected += len(case.expected)
        if missed or left:
            errors.append(_error(case, missed, left))
    return Score(len(cases), right, found, expected, 1000 * took / max(1, len(cases)), tuple(errors))


def _error(case: Case, missed: list[Expected], wrong: list[DateMention]) -> str:
    wanted = "; ".join(f"{one.since} {one.until} {one.precision or one.span}" for one in missed) or "nothing"
    got = "; ".join(f"{one.text} = {one.since} {one.until} {one.precision}" for one in wrong) or "nothing"
    return f"{case.text[:300]}  [{case.anchor}]\n    wanted {wanted}\n    got    {got}"


def _measured() -> Iterator[tuple[str, Score]]:
    yield "expressions", measure(expressions())
    shared = Path(os.environ.get("ISNAD_SHARED", DATA.parent.parent.parent / "shared"))
    if (shared / "corpora").is_dir():
        yield "news sentences, seen while writing", measure(sentences(shared, DATA / "antcorpus-dates.tsv"))
        yield "news sentences, drawn afterwards", measure(sentences(shared, DATA / "antcorpus-dates-unseen.tsv"))
        yield "news sentences, drawn last", measure(sentences(shared, DATA / "antcorpus-dates-last.tsv"))
        yield "news sentences, drawn a fourth time", measure(sentences(shared, DATA / "antcorpus-dates-fourth.tsv"))


def main() -> None:
    """Print one line a set."""
    parser = argparse.ArgumentParser(
        description="Measure the dates found in written expressions and in news sentences."
    )
    parser.add_argument("--errors", action="store_true", help="show what was missed and what was wrong")
    options = parser.parse_args()
    for name, score in _measured():
        print(
            f"{name}: {score.texts} texts, {score.expected} dates, precision {score.precision:.3f}, "
            f"recall {score.recall:.3f}, {score.ms_per_text:.2f} ms of processor time a text"
        )
        if options.errors:
            print("\n".join(score.errors))


if __name__ == "__main__":
    main()
