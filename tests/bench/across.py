"""Measure answers where question and article are of two languages, or both English: `python -m tests.bench.across`.

Made of the shared data folder (ISNAD_SHARED, else ../shared): the questions of eval/qa/xquad-ar in the wording of eval/xquad-en-en, and its articles
in that of eval/xquad-en-en; a question's number is its place in either. Of English articles no answers are at hand: there a citation
of the right article counts as right, which is less than an answer.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from rag.settings import Settings
from tests.bench.answers import SHARED, Source, print_header, print_report, run

QA: Final = SHARED / "eval" / "qa"
ENGLISH: Final = SHARED / "eval" / "xquad-en-en"
ARABIC: Final = SHARED / "eval" / "xquad-ar-ar"


def read_lines(path: Path) -> list[dict[str, Any]]:
    """Return the objects of a JSON-lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def write_lines(path: Path, rows: Iterable[Mapping[str, Any]]) -> Path:
    """Write objects as JSON lines and return `path`."""
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def sources(folder: Path) -> dict[str, Source]:
    """Write the sets into `folder` and return them by name.

    Raises:
        ValueError: the questions are not in the order of the retrieval sets.
    """
    asked = read_lines(QA / "xquad-ar.questions.jsonl")
    worded = {row["_id"]: row["text"] for row in read_lines(ENGLISH / "queries.jsonl")}
    own = {row["_id"]: row["text"] for row in read_lines(ARABIC / "queries.jsonl")}
    if any(own[f"q{place}"].strip() != row["question"].strip() for place, row in enumerate(asked)):
        raise ValueError(f"The questions of {QA} are not those of {ARABIC}")
    kept = {row["id"] for row in read_lines(QA / "xquad-ar.articles.jsonl")}
    english = [row for row in read_lines(ENGLISH / "corpus.jsonl") if row["_id"] in kept]
    articles = write_lines(
        folder / "english.articles.jsonl",
        ({"id": row["_id"], "title": row["title"], "text": row["text"]} for row in english),
    )
    in_english = [{**row, "question": worded[f"q{place}"], "lang": "en"} for place, row in enumerate(asked)]
    any_words = {"passage_any": ["."], "answer_any": ["."]}

    def of_english(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
        return [{**row, **any_words} if row["answerable"] else row for row in rows]

    questions = {
        "xquad, English asked of Arabic": (QA / "xquad-ar.articles.jsonl", in_english),
        "xquad, Arabic asked of English": (articles, of_english(asked)),
        "xquad, English": (articles, of_english(in_english)),
    }
    return {
        name: Source(of, write_lines(folder / f"{number}.questions.jsonl", rows), None, 0)
        for number, (name, (of, rows)) in enumerate(questions.items())
    }


def main() -> None:
    """Print a row for each pair of languages."""
    settings = Settings.load({"HOME": str(Path.home())})
    print_header()
    with tempfile.TemporaryDirectory(prefix="isnad-across-") as folder:
        for name, source in sources(Path(folder)).items():
            report, cases = run(source, settings)
            print_report(name, report, cases)


if __name__ == "__main__":
    main()
