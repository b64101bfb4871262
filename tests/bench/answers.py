"""Measure extractive answers on question sets, draw the refusal curve, fit the confidence of an answer.

    python -m tests.bench.answers [SET ...] [--also ARTICLES QUESTIONS METADATA ...] [--plot docs/refusal-curve.svg] [--fit]

SET is `seeds`, `newsroom` or `adversarial` (the project's own), or `syria` or `xquad-ar` of the shared data folder (ISNAD_SHARED, else ../shared);
without any, all that are at hand. --also adds a set of one's own; METADATA may be "-". Printed for each: what `isnad eval qa` prints, and what a threshold would cost that refuses a tenth of the answerable
questions. The curve shows, for every threshold, which share of the unanswerable questions is refused at which share of the answerable ones.

`--fit` fits the weights of rag/answer/confidence.py (logistic regression) on every set and one half of xquad-ar, news and encyclopedia weighing
about alike, and reports the other half; constants are printed, not written. What a hard reason refuses is left out of the fit.
"""

from __future__ import annotations

import argparse
import dataclasses
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from rag.answer.confidence import FEATURES, features
from rag.answer.extract import extract, judged
from rag.answer.gather import Archive, gather
from rag.answer.request import Request
from rag.engine import Engine
from rag.evaluate.answering import DEPTH, Judged, QaReport, judge
from rag.evaluate.place import indexed
from rag.evaluate.questions import ExpectedAnswer, is_right, read_questions
from rag.settings import Settings
from rag.values import AskOptions

ROOT: Final = Path(__file__).resolve().parents[2]
SHARED: Final = Path(os.environ.get("ISNAD_SHARED", ROOT.parent / "shared"))
TOLERATED: Final = 0.10  # share of answerable questions that a threshold may refuse
# The inverse strength of the regularisation: of 0.1, 0.3 and 1 the one that refused most on halves left out, of news and encyclopedia.
STRENGTH: Final = 0.1
OWN_WEIGHT: Final = 200  # of a set given with --also
CANDIDATES: Final = (0.10, 0.15, 0.19, 0.22, 0.25, 0.30, 0.40)

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a question set lies, and how much all of its questions weigh in a fit, answerable and unanswerable alike."""

    articles: Path
    questions: Path
    metadata: Path | None
    weight: float


_QA: Final = SHARED / "eval" / "qa"
SETS: Final = {
    "seeds": Source(ROOT / "seeds", ROOT / "seeds" / "questions.jsonl", None, 70),
    "newsroom": Source(
        ROOT / "tests" / "data" / "newsroom", ROOT / "tests" / "data" / "questions" / "newsroom.jsonl", None, 200
    ),
    "adversarial": Source(
        ROOT / "tests" / "data" / "adversarial", ROOT / "tests" / "data" / "questions" / "adversarial.jsonl", None, 70
    ),
    "syria": Source(SHARED / "articles", _QA / "syria.questions.jsonl", _QA / "syria.metadata.csv", 200),
    "xquad-ar": Source(_QA / "xquad-ar.articles.jsonl", _QA / "xquad-ar.questions.jsonl", None, 1000),
}


@dataclass(frozen=True, slots=True)
class Case:
    """One question: what became of it, and what would have become of it had any confidence been enough."""

    judged: Judged
    topic: str
    confidence: float
    features: tuple[float, ...] | None  # None: nothing was found to be confident of
    open_right: bool
    open_refused: bool  # for a reason that no threshold changes

    @property
    def answerable(self) -> bool:
        """Whether the archive holds an answer."""
        return self.judged.expected.answerable


@dataclass(frozen=True, slots=True)
class Curve:
    """For each threshold: share of answerable and of unanswerable questions refused, share of answerable ones answered rightly."""

    thresholds: Floats
    lost: Floats
    refused: Floats
    right: Floats

    def at(self, threshold: float) -> tuple[float, float, float]:
        """Return (lost, refused, right) at a threshold."""
        index = min(int(np.searchsorted(self.thresholds, threshold)), len(self.thresholds) - 1)
        return float(self.lost[index]), float(self.refused[index]), float(self.right[index])

    def tolerated(self) -> float:
        """Return the highest threshold that refuses no more answerable questions than may be."""
        return float(self.thresholds[max(0, int(np.sum(self.lost <= TOLERATED)) - 1)])


def run(source: Source, settings: Settings) -> tuple[QaReport, list[Case]]:
    """Index the articles of a set, ask its questions; return the report and the cases."""
    with indexed(source.articles, settings, metadata=source.metadata) as index:
        cases = list(_cases(read_questions(source.questions), index.engine, settings))
    return QaReport(tuple(case.judged for case in cases)), cases


def _cases(questions: Sequence[ExpectedAnswer], engine: Engine, settings: Settings) -> Iterator[Case]:
    topic = ""
    options = AskOptions(top_k=settings.search.top_k, use_llm=False)
    for expected in questions:
        # Questions about one text stand side by side; where the text was taken away, the one before tells the topic.
        topic = min(expected.articles).partition("-")[0] if expected.articles else topic
        with engine._searched() as (generation, retriever):
            archive = Archive(generation, retriever, engine._bridge)
            request = gather(expected.question, archive, options, (), date.today())
        yield _case(expected, request, engine, settings, topic)


def _case(expected: ExpectedAnswer, request: Request, engine: Engine, settings: Settings, topic: str) -> Case:
    answer = extract(request, settings.answer)
    became = judge(expected, engine.search(expected.question, AskOptions(top_k=DEPTH)), answer, engine)
    if became.abstained:
        answer = extract(request, dataclasses.replace(settings.answer, refusal_threshold=0.0))
    tried = judged(request)
    allowed = [one for one in tried if not one.refused]
    return Case(
        became,
        topic,
        max((one.confidence for one in allowed), default=0.0),
        features(request.question, allowed[0].window, allowed[0].reasons) if allowed else None,
        is_right(expected, answer),
        answer.status == "abstained",
    )


def curve(cases: Sequence[Case], confidences: Floats) -> Curve:
    """Return what each threshold does to the cases, given how sure their answers are."""
    thresholds = np.linspace(0.0, 1.0, 201)
    answerable = np.array([case.answerable for case in cases])
    always = np.array([case.open_refused for case in cases])
    right = np.array([case.open_right for case in cases])
    refused = always[None, :] | (confidences[None, :] < thresholds[:, None])
    shown = ~refused & right[None, :]
    return Curve(
        thresholds,
        refused[:, answerable].mean(axis=1),
        refused[:, ~answerable].mean(axis=1),
        shown[:, answerable].mean(axis=1),
    )


def confidences(cases: Sequence[Case], weights: Floats, bias: float) -> Floats:
    """Return the confidences that a fit gives the cases."""
    return np.array(
        [0.0 if case.features is None else 1 / (1 + np.exp(-(np.dot(case.features, weights) + bias))) for case in cases]
    )


_COLUMNS: Final = (
    "evidence@1", "evidence@5", "answer_accuracy", "citation_precision", "quote_verbatim", "abstained_unanswerable",
    "abstained_answerable",
)  # fmt: skip


def print_header() -> None:
    """Print the head of the table that `print_report` adds rows to."""
    print(f"| set | questions | {' | '.join(_COLUMNS)} | threshold losing {TOLERATED:.0%}: refused, right |")
    print("|---" * (len(_COLUMNS) + 3) + "|")


def print_report(name: str, report: QaReport, cases: Sequence[Case]) -> None:
    """Print one row of the table, and what another threshold would give."""
    figures = report.as_object()
    shown = " | ".join("-" if figures[column] is None else f"{figures[column]:.3f}" for column in _COLUMNS)
    line = curve(cases, np.array([case.confidence for case in cases]))
    tolerated = line.tolerated()
    _, refused, right = line.at(tolerated)
    print(f"| {name} | {len(cases)} | {shown} | {tolerated:.2f}: {refused:.3f}, {right:.3f} |", flush=True)


def plot(curves: dict[str, Curve], threshold: float, file: Path) -> None:
    """Draw the curves of all sets with the chosen threshold marked."""
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "isnad"
    from matplotlib import pyplot as plt

    figure, axes = plt.subplots(figsize=(6.4, 4.4), layout="constrained")
    for name, line in curves.items():
        drawn = axes.plot(line.lost, line.refused, label=name)
        lost, refused, _ = line.at(threshold)
        axes.plot(lost, refused, "o", color=drawn[0].get_color())
    axes.axvline(TOLERATED, color="0.7", linewidth=0.8, linestyle="--")
    axes.set(
        xlabel="answerable questions refused (share)", ylabel="unanswerable questions refused (share)", xlim=(0, 0.6), ylim=(0, 1.02)
    )  # fmt: skip
    axes.set_title(f"What a threshold costs; dots: the one in use, {threshold:.2f}", fontsize=10)
    axes.legend(loc="lower right")
    axes.grid(alpha=0.3)
    figure.savefig(file, metadata={"Date": None})
    print(f"drawn: {file}")


def _fitted(found: dict[str, Sequence[Case]]) -> tuple[Floats, float]:
    """Return weights and bias of a fit: unanswerable against rightly answered, what no threshold changes left out."""
    from sklearn.linear_model import LogisticRegression

    parts = []
    for name, cases in found.items():
        kept = [case for case in cases if case.features is not None and not case.open_refused]
        kept = [case for case in kept if not case.answerable or case.open_right]
        right = np.array([int(case.answerable) for case in kept])
        shares = np.where(right == 1, 1 / max(1, int(right.sum())), 1 / max(1, int((1 - right).sum())))
        parts.append(
            (
                np.array([case.features for case in kept]),
                right,
                (SETS[name].weight if name in SETS else OWN_WEIGHT) * shares,
            )
        )
    features, rights, weights = (np.concatenate([part[i] for part in parts]) for i in range(3))
    model = LogisticRegression(C=STRENGTH, max_iter=5000).fit(features, rights, sample_weight=weights)
    return model.coef_[0], float(model.intercept_[0])


def fit(found: dict[str, list[Case]]) -> None:
    """Fit the confidence on every set and half of xquad-ar; print the constants and what they do to the other half."""
    halves = found["xquad-ar"]
    training = [case for case in halves if int(case.topic or 0) % 2 == 0]
    held_out = [case for case in halves if int(case.topic or 0) % 2 == 1]
    others: dict[str, Sequence[Case]] = {name: cases for name, cases in found.items() if name != "xquad-ar"}
    weights, bias = _fitted({**others, "xquad-ar": training})
    weights, bias = weights.round(2), round(bias, 2)  # as they will stand there
    print(f"\nconstants of rag/answer/confidence.py:\n_BIAS = {bias:.2f}")
    for name, weight in zip(FEATURES, weights, strict=True):
        print(f'    "{name}": {weight:.2f},')
    print(
        "| set | constants | threshold | refused of unanswerable | refused of answerable | answered rightly |\n|---|---|---|---|---|---|"
    )
    shown = {**others, "xquad-ar, fitted half": training, "xquad-ar, held-out half": held_out}
    for name, cases in shown.items():
        _print_fit(name, "shipped", cases, np.array([case.confidence for case in cases]))
        _print_fit(name, "fitted", cases, confidences(cases, weights, bias))
    print("\nfitted, at thresholds: refused of unanswerable / refused of answerable / answered rightly\n")
    print("| set | " + " | ".join(f"{threshold:.2f}" for threshold in CANDIDATES) + " |")
    print("|---" * (len(CANDIDATES) + 1) + "|")
    for name, cases in {**shown, "xquad-ar": halves}.items():
        points = [curve(cases, confidences(cases, weights, bias)).at(threshold) for threshold in CANDIDATES]
        print(f"| {name} | " + " | ".join(f"{un:.3f} / {an:.3f} / {ok:.3f}" for an, un, ok in points) + " |")


def _print_fit(name: str, which: str, cases: Sequence[Case], sure: Floats) -> None:
    line = curve(cases, sure)
    threshold = line.tolerated()
    lost, refused, rightly = line.at(threshold)
    print(f"| {name} | {which} | {threshold:.3f} | {refused:.3f} | {lost:.3f} | {rightly:.3f} |")


def main() -> None:
    """Run what the command line names."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*", metavar="SET", help=", ".join(SETS))
    parser.add_argument("--also", nargs=3, action="append", default=[], metavar=("ARTICLES", "QUESTIONS", "METADATA"))
    parser.add_argument("--plot", type=Path)
    parser.add_argument("--fit", action="store_true")
    chosen = parser.parse_args()
    settings = Settings.load({"HOME": str(Path.home())})
    threshold = settings.answer.refusal_threshold
    print_header()
    found = {}
    names = chosen.sets or [name for name, source in SETS.items() if source.questions.is_file()]
    sources = {name: SETS[name] for name in names}
    for articles, questions, metadata in chosen.also:
        own = Path(metadata) if metadata != "-" else None
        sources[Path(questions).name] = Source(Path(articles), Path(questions), own, OWN_WEIGHT)
    for name, source in sources.items():
        report, found[name] = run(source, settings)
        print_report(name, report, found[name])
    if chosen.plot:
        curves = {name: curve(cases, np.array([case.confidence for case in cases])) for name, cases in found.items()}
        plot(curves, threshold, chosen.plot)
    if chosen.fit:
        if "xquad-ar" not in found:
            parser.error("--fit needs xquad-ar among the sets")
        fit(found)


if __name__ == "__main__":
    main()
