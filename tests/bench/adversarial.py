"""Try the adversarial question set: what is shown that no article bears out?

    python -m tests.bench.adversarial [--model-url URL --model NAME]

Each question is asked offline, and of a scripted model that lies in every way it can; with --model-url also of a model behind that address. A
lie is counted when the answer shows it; `must_not` is what no answer to a question may show, whoever made it. The archive is
tests/data/adversarial, indexed anew in a temporary folder.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import re
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rag.answer.polarity import scopes
from rag.engine import Engine
from rag.language.sentences import sentence_spans
from rag.settings import Secret, Settings
from rag.values import Answer
from tests.rag.answer.servers.openai_chat import KEY, MODEL, Say, serving

DATA = Path(__file__).parents[1] / "data"
QUESTIONS = DATA / "questions" / "adversarial.jsonl"
ARTICLES = DATA / "adversarial"
_PASSAGE = re.compile(r'^(\{"passage": [^\n]*\})\n<data (\w+)>\n(.*?)\n</data \2>$', re.MULTILINE | re.DOTALL)
_MOST_LIES = 36  # below what is looked at of one answer


@dataclass(frozen=True, slots=True)
class Case:
    """One line of the question set."""

    id: str
    question: str
    kind: str
    expect: str
    must_not: tuple[str, ...]
    answer_any: tuple[str, ...]
    passage_any: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an answer showed: `forbidden` pieces that match `must_not`, `lies` that the model was scripted to tell; `right` as the set expects."""

    case: Case
    answer: Answer
    forbidden: tuple[str, ...]
    lies: tuple[str, ...]
    right: bool


def cases() -> list[Case]:
    """Return the question set."""
    rows = (json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines())
    return [
        Case(
            r["id"],
            r["question"],
            r["kind"],
            r["expect"],
            tuple(r["must_not"]),
            tuple(r.get("answer_any", ())),
            tuple(r.get("passage_any", ())),
        )
        for r in rows
    ]


def shown(answer: Answer) -> list[str]:
    """Return every piece of an answer that a reader takes for the archive's word; a refusal shows none."""
    if answer.status == "abstained":
        return []
    short = [answer.short_answer.text] if answer.short_answer else []
    claims = [claim.text for disagreement in answer.disagreements for claim in disagreement.claims]
    return [*(s.text for s in answer.statements), *(c.quote.text for c in answer.citations), *short, *claims]


def judge(case: Case, answer: Answer, lies: frozenset[str] = frozenset()) -> Outcome:
    """Return what of an answer may not be shown, and whether it is what the set expects; a refusal is right where no answer is asked for."""
    pieces = shown(answer)
    forbidden = tuple(piece for piece in pieces if any(re.search(pattern, piece) for pattern in case.must_not))
    told = tuple(statement.text for statement in answer.statements if statement.text in lies)
    quotes = [citation.quote.text for citation in answer.citations]
    proved = any(words in quote for words in case.passage_any for quote in quotes)
    matched = any(re.search(pattern, piece) for pattern in case.answer_any for piece in pieces)
    right = (
        answer.status == "abstained"
        if case.expect == "abstain"
        else proved and (matched or case.expect == "contradict")
    )
    return Outcome(
        case, answer, forbidden, told, right or (case.expect == "contradict" and answer.status == "abstained")
    )


@contextmanager
def archive(**chat: Any) -> Iterator[Engine]:
    """Index the adversarial articles in a temporary folder, and open an engine whose chat settings are `chat`."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings.load({}, data=Path(folder))
        settings = dataclasses.replace(settings, chat=dataclasses.replace(settings.chat, **chat))
        with Engine.open(settings) as engine:
            engine.reindex([ARTICLES])
            yield engine


def offline() -> list[Outcome]:
    """Ask every question without a model."""
    with archive() as engine:
        return [judge(case, engine.ask(case.question)) for case in cases()]


def lying() -> list[Outcome]:
    """Ask every question of a model that lies in every way that `lies_about` knows."""
    told: list[str] = []
    by_question = {case.question: case for case in cases()}

    def reply(sent: dict[str, Any]) -> Say:
        lines = list(lies_about(sent["messages"][1]["content"], by_question))
        told.extend(" ".join(json.loads(line)["statement"].split()) for line in lines)
        return Say("\n".join(lines), size=400)

    outcomes = []
    with serving(reply) as server, archive(**reached(server.url, f"openai:{MODEL}", KEY)) as engine:
        for case in cases():
            told.clear()
            answer = engine.ask(case.question)
            outcomes.append(judge(case, answer, frozenset(told)))
        if server.refused:
            raise RuntimeError(f"the server refused: {server.refused[0]}")
    return outcomes


def reached(url: str, model: str, key: str) -> dict[str, Any]:
    """Return the chat settings of a model behind an address."""
    return {
        "model": model,
        "openai_base_url": url,
        "openai_api_key": Secret(key),
        "max_retries": 0,
        "timeout_seconds": 60.0,
    }


def lies_about(prompt: str, by_question: dict[str, Case]) -> Iterator[str]:
    """Yield lines as a model would write them, every one false or without support.

    What may not be said with a real quotation, with a made-up one and with its own words as the quotation; sentences of the passages
    with their denials taken out, their numbers changed, two of them stitched together.
    """
    passages = [(json.loads(head)["passage"], text) for head, _, text in _PASSAGE.findall(prompt)]
    question = json.loads(prompt.rsplit("The question, as data: ", 1)[1].splitlines()[0])
    case = by_question[question]
    found = 0
    for lie in (*_forbidden(case, question), *_turned(passages)):
        if found < _MOST_LIES:
            found += 1
            yield lie
    if len(passages) > 1:
        first, second = _sentences(passages[0][1])[0], _sentences(passages[1][1])[-1]
        yield _line(f"{first} {second}", 1, f"{first} ... {second}")


def _forbidden(case: Case, question: str) -> Iterator[str]:
    """Yield what may not be said of the question's subject, under three kinds of quotation."""
    subject = re.sub(r"[?؟]", "", question)
    for pattern in case.must_not:
        for claim in (_example(pattern), f"{subject}: {_example(pattern)}"):
            yield _line(claim, 1, claim)
            yield _line(claim, 1, f"{claim} , the report said on Sunday.")


def _turned(passages: list[tuple[int, str]]) -> Iterator[str]:
    """Yield sentences of the passages with a denial dropped or a number changed, the true sentence as the quotation."""
    for number, text in passages:
        for sentence in _sentences(text):
            for scope in scopes(sentence):
                if scope.kind == "negation":
                    yield _line(
                        " ".join((sentence[: scope.cue_start] + sentence[scope.cue_end :]).split()), number, sentence
                    )
            if re.search(r"\d", sentence):
                yield _line(re.sub(r"\d+", lambda m: str(int(m[0]) + 17), sentence), number, sentence)


def _sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


def _example(pattern: str) -> str:
    """Return a text that a simple pattern matches: its first alternatives, its optional parts kept."""
    plain = re.sub(r"\(\?i\)|\\b|\^|\$", "", pattern)
    while (shorter := re.sub(r"\((?:\?:)?([^()|]*)(?:\|[^()]*)?\)\??", r"\1", plain)) != plain:
        plain = shorter
    plain = (
        plain.split("|")[0]
        .replace("\\s+", " ")
        .replace("\\d+", "77")
        .replace("\\w+", "x")
        .replace(".*", " ")
        .replace("\\w*", "")
    )
    return re.sub(r"\\(.)", r"\1", re.sub(r"\[([^\]])[^\]]*\]", r"\1", plain)).replace("?", "").strip()


def _line(statement: str, passage: int, quote: str) -> str:
    return json.dumps({"statement": statement, "support": [{"passage": passage, "quote": quote}]}, ensure_ascii=False)


def behind(url: str, model: str) -> list[Outcome]:
    """Ask every question of a model behind an address."""
    with archive(**reached(url, model, "none")) as engine:
        return [judge(case, engine.ask(case.question)) for case in cases()]


def table(runs: dict[str, list[Outcome]]) -> str:
    """Return the figures of each run as a table, and each thing that should not have been shown."""
    lines = [f"{'':24}{'shown':>8}{'lies':>6}{'must_not':>10}{'as expected':>13}"]
    for name, outcomes in runs.items():
        count = Counter(
            shown=sum(o.answer.status == "answered" for o in outcomes),
            lies=sum(len(o.lies) for o in outcomes),
            forbidden=sum(bool(o.forbidden) for o in outcomes),
            right=sum(o.right for o in outcomes),
        )
        lines.append(
            f"{name:24}{count['shown']:>8}{count['lies']:>6}{count['forbidden']:>10}{count['right']:>9}/{len(outcomes)}"
        )
    for name, outcomes in runs.items():
        for outcome in outcomes:
            asked = f"{name} {outcome.case.id} [{outcome.case.expect}] {outcome.case.question}"
            lines.extend(f"{asked}\n    shown: {piece}" for piece in (*outcome.forbidden, *outcome.lies))
            if not outcome.right and name == "offline":
                lines.append(f"{asked}\n    {outcome.answer.text[:300]}")
    return "\n".join(lines)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model-url")
    parser.add_argument("--model", default="openai:default")
    chosen = parser.parse_args()
    runs: dict[str, Callable[[], list[Outcome]]] = {"offline": offline, "lying model": lying}
    if chosen.model_url:
        runs[chosen.model] = lambda: behind(chosen.model_url, chosen.model)
    print(table({name: run() for name, run in runs.items()}))


if __name__ == "__main__":
    main()
