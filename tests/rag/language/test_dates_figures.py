"""The figures that are claimed for dates hold on the project's own expressions, and on news where it is at hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench.dates import DATA, Case, expressions, measure, sentences

PRECISION = 0.95
RECALL = 0.90


def test_written_expressions_reach_the_figures() -> None:
    """Of the written expressions at least 0.95 of what is found is right and 0.9 of what is there is found."""
    score = measure(expressions())
    assert score.precision >= PRECISION, "\n".join(score.errors)
    assert score.recall >= RECALL, "\n".join(score.errors)


def test_the_expressions_are_many_and_a_fifth_are_none() -> None:
    """There are more than 260 expressions, and at least 60 texts that hold no date."""
    cases = expressions()
    assert len(cases) >= 260
    assert sum(not case.expected for case in cases) >= 60


@pytest.mark.parametrize(
    "name",
    ["antcorpus-dates.tsv", "antcorpus-dates-unseen.tsv", "antcorpus-dates-last.tsv", "antcorpus-dates-fourth.tsv"],
)
def test_news_sentences_reach_the_figures(shared: Path, name: str) -> None:
    """So do annotated sentences of real news, annotated before the extractor ran on them."""
    cases: list[Case] = sentences(shared, DATA / name)
    score = measure(cases)
    assert len(cases) >= 60
    assert score.precision >= PRECISION, "\n".join(score.errors)
    assert score.recall >= RECALL, "\n".join(score.errors)
