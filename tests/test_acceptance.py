"""The figures that the README promises, where the optional test data is present."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from rag.evaluate.answering import QuestionSet, evaluate_answers
from rag.settings import Settings
from tests.rag.conftest import indexed


def measured(tmp_path: Path, asked: QuestionSet) -> dict[str, Any]:
    settings = Settings.load({"HOME": str(tmp_path)}, data=tmp_path / "data")
    return evaluate_answers(asked, settings).as_object()


def test_the_five_articles_are_answered(shared: Path, tmp_path: Path) -> None:
    """With the days and outlets that a metadata table gives, every figure of the question set is met."""
    qa = shared / "eval" / "qa"
    figures = measured(
        tmp_path, QuestionSet(shared / "articles", qa / "syria.questions.jsonl", qa / "syria.metadata.csv")
    )
    assert figures["answer_accuracy"] >= 0.95
    assert figures["evidence@5"] >= 0.95
    assert figures["citation_precision"] == 1.0
    assert figures["quote_verbatim"] == 1.0
    assert figures["abstained_unanswerable"] == 1.0
    assert figures["abstained_answerable"] <= 0.05


def test_without_metadata_the_truce_starts_on_a_day_of_no_stated_year(shared: Path, tmp_path: Path) -> None:
    """Nothing but the words «27 شباط الماضي» is known then: a year would be invented."""
    with indexed(tmp_path / "data", shared / "articles") as engine:
        answer = engine.ask("When did the truce start?")
    assert answer.short_answer is not None
    assert answer.short_answer.value == "--02-27"
    assert len({citation.article.id for citation in answer.citations}) == 2
    assert "201" not in answer.short_answer.text
    assert answer.notes


def test_encyclopedia_questions_are_answered_or_refused(shared: Path, tmp_path: Path) -> None:
    """A sixth of the Arabic XQuAD questions, a quarter of them without their passage, keeps within the promised figures."""
    qa = shared / "eval" / "qa"
    lines = (qa / "xquad-ar.questions.jsonl").read_text(encoding="utf-8").splitlines()
    sample = tmp_path / "sample.jsonl"
    sample.write_text("\n".join(lines[::6]) + "\n", encoding="utf-8")
    figures = measured(tmp_path, QuestionSet(qa / "xquad-ar.articles.jsonl", sample))
    # The whole set is measured by `isnad eval qa`; a sample of 200 may lie four hundredths off.
    assert figures["answer_accuracy"] >= 0.66
    assert figures["abstained_unanswerable"] >= 0.46
    assert figures["abstained_answerable"] <= 0.14
    assert figures["quote_verbatim"] == 1.0


def test_an_offline_question_imports_nothing_heavy(tmp_path: Path) -> None:
    """No torch, no LangChain, no Telegram, no Chroma: a question on an existing index is answered in a second."""
    script = (
        "import json, sys\nfrom bot.cli import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print(json.dumps(sorted({name.split('.')[0] for name in sys.modules})), file=sys.stderr)"
    )
    command = [sys.executable, "-c", script, "--data", str(tmp_path), "ask", "متى بدأت الهدنة؟", "--json"]
    subprocess.run(command, check=True, capture_output=True)  # indexes the seeds first
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    loaded = set(json.loads(done.stderr.splitlines()[-1]))
    assert loaded.isdisjoint(
        {"torch", "langchain", "langchain_core", "telegram", "chromadb", "sentence_transformers", "openai"}
    )
    assert json.loads(done.stdout)["short_answer"]["value"] == "2016-02-27"
