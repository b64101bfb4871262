"""The commands on a real index of the shipped articles: what they print, what they leave behind, how they end."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.cli import main
from tests.bot.shipped import SEEDS, TRUCE

Run = tuple[int, str, str]
Isnad = Callable[..., Run]


@pytest.fixture
def isnad(data: Path, capsys: pytest.CaptureFixture[str]) -> Isnad:
    """Return a function that runs a command on that folder and gives (exit code, stdout, stderr)."""

    def run(*arguments: str, folder: Path = data) -> Run:
        capsys.readouterr()
        code = main(["--data", str(folder), *arguments])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep settings of the person who runs the tests out of them."""
    for name in ("ISNAD_DATA", "ISNAD_ARCHIVE", "ISNAD_CONFIG", "ISNAD_MODEL", "ISNAD_EMBEDDER", "ISNAD_DEBUG"):
        monkeypatch.delenv(name, raising=False)


def test_the_first_question_indexes_the_shipped_articles(isnad: Isnad, tmp_path: Path) -> None:
    """With nothing set up, one line on standard error says that it is indexing, then the answer comes."""
    code, out, err = isnad("ask", TRUCE, folder=tmp_path / "fresh")
    assert code == 0
    assert "27 February 2016" in out
    assert [line for line in err.splitlines() if line] == [line for line in err.splitlines() if "indexing" in line]
    assert len(err.splitlines()) == 1
    code, out, err = isnad("ask", TRUCE, folder=tmp_path / "fresh")
    assert (code, err) == (0, "")


def test_the_truce_is_dated_with_two_sources(isnad: Isnad) -> None:
    """Both articles that date it are cited, each with its words."""
    code, out, _ = isnad("ask", TRUCE)
    assert code == 0
    assert out.startswith("27 February 2016")
    assert "[1]" in out
    assert "[2]" in out
    assert "27 شباط الماضي" in out
    assert "27 فبراير/شباط" in out


def test_an_arabic_question_is_answered_in_arabic(isnad: Isnad) -> None:
    """The language of the question decides; --lang overrules it."""
    code, out, _ = isnad("ask", "متى بدأت الهدنة؟", "--json")
    answer = json.loads(out)
    assert (code, answer["language"], answer["short_answer"]["value"]) == (0, "ar", "2016-02-27")
    _, out, _ = isnad("ask", "متى بدأت الهدنة؟", "--lang", "en", "--json")
    assert json.loads(out)["language"] == "en"


def test_json_is_exactly_one_object(isnad: Isnad) -> None:
    """A program reads one line with every key of the contract, and spans that hold the quotes."""
    _, out, err = isnad("ask", TRUCE, "--json")
    assert (out.count("\n"), err) == (1, "")
    answer = json.loads(out)
    assert answer["status"] == "answered"
    assert [citation["number"] for citation in answer["citations"]] == [1, 2]
    for citation in answer["citations"]:
        assert citation["end"] - citation["start"] == len(citation["quote"])
        assert citation["quote"] in citation["passage"]
    assert answer["archive"]["articles"] == 5


def test_a_question_that_the_archive_does_not_answer_ends_with_3(isnad: Isnad) -> None:
    """A refusal is no failure: it has its own exit code, says what is covered and offers the nearest articles."""
    code, out, err = isnad("ask", "When did the truce in Yemen start?")
    assert (code, err) == (3, "")
    assert "27 February" not in out.splitlines()[0]
    assert "5 articles" in out
    code, out, _ = isnad("ask", "When did the truce in Yemen start?", "--json")
    answer = json.loads(out)
    assert (code, answer["status"], answer["citations"]) == (3, "abstained", [])


def test_a_window_limits_what_is_searched(isnad: Isnad) -> None:
    """Articles outside --since and --until are not cited."""
    _, out, _ = isnad("search", "truce", "--json", "--since", "2016-08")
    rows = [json.loads(line) for line in out.splitlines()]
    assert {row["article_id"] for row in rows} <= {"2016-08-27-geneva-talks"}


def test_an_outlet_that_the_archive_does_not_have_is_told(isnad: Isnad) -> None:
    """A misspelt --source finds nothing; which outlets there are is said beside the refusal, letter case does not count."""
    code, _, err = isnad("ask", TRUCE, "--source", "The Moon")
    assert code == 3
    assert "SANA, Syria News" in err
    code, out, err = isnad("search", "Munich", "--source", "sana", "--json")
    assert (code, err) == (0, "")
    assert {json.loads(line)["source"] for line in out.splitlines()} == {"SANA"}


def test_search_prints_one_object_a_line(isnad: Isnad) -> None:
    """Each line has the keys of the contract; ranks count from 1 and scores fall."""
    code, out, _ = isnad("search", "Kerry in Laos", "--json", "--top-k", "3")
    rows = [json.loads(line) for line in out.splitlines()]
    keys = {"rank", "score", "article_id", "start", "end", "text", "title", "source", "published"}
    assert code == 0
    assert [row["rank"] for row in rows] == list(range(1, len(rows) + 1))
    assert all(set(row) == keys for row in rows)
    assert [row["score"] for row in rows] == sorted((row["score"] for row in rows), reverse=True)
    assert rows[0]["article_id"] == "2016-08-27-geneva-talks"


def test_an_article_is_shown_as_it_is_kept(isnad: Isnad) -> None:
    """The JSON body is the text that spans refer to; the printed text holds all its words."""
    _, out, _ = isnad("show", "2016-08-27-geneva-talks", "--json")
    article = json.loads(out)
    _, found, _ = isnad("search", "Laos", "--json", "--top-k", "1")
    hit = json.loads(found.splitlines()[0])
    assert article["body"][hit["start"] : hit["end"]] == hit["text"]
    code, text, _ = isnad("show", "2016-08-27-geneva-talks")
    assert code == 0
    assert article["body"].split()[-1] in text


def test_an_unknown_article_is_answered_with_near_ids(isnad: Isnad) -> None:
    """A slip in an id ends with 1 and names what was probably meant."""
    code, out, err = isnad("show", "2016-08-27-geneva-talk")
    assert (code, out) == (1, "")
    assert "2016-08-27-geneva-talks" in err


def test_a_timeline_is_told_and_drawn(isnad: Isnad, tmp_path: Path) -> None:
    """Events come oldest first with their citations, and --plot leaves a picture of them."""
    plot = tmp_path / "truce.svg"
    code, out, _ = isnad("timeline", "the truce in Syria", "--json", "--plot", str(plot))
    told = json.loads(out)
    days = [event["since"] for event in told["events"] if event["since"]]
    assert code == 0
    assert "2016-02-27" in days
    assert days == sorted(days)
    numbers = {citation["number"] for citation in told["citations"]}
    assert all(set(event["citations"]) <= numbers and event["citations"] for event in told["events"])
    assert plot.read_text(encoding="utf-8").startswith("<svg ")
    code, _, err = isnad("timeline", "the truce in Syria", "--plot", str(tmp_path / "none" / "truce.svg"))
    assert code == 2
    assert "cannot be written" in err


def test_reindexing_names_what_it_left_out(isnad: Isnad, tmp_path: Path) -> None:
    """A broken file is named with its reason and ends with 1; the others are in."""
    archive = tmp_path / "archive"
    archive.mkdir()
    (archive / "good.md").write_text(
        "---\ntitle: Rain\n---\n\nRain fell on the old harbour on Monday.\n", encoding="utf-8"
    )
    (archive / "empty.txt").write_text("", encoding="utf-8")
    code, out, err = isnad("reindex", str(archive), folder=tmp_path / "data")
    assert code == 1
    assert "empty.txt" in out + err
    code, out, _ = isnad("status", "--json", folder=tmp_path / "data")
    assert (code, json.loads(out)["articles"]) == (0, 1)


def test_a_dry_run_writes_nothing(isnad: Isnad, tmp_path: Path) -> None:
    """--dry-run says what would change and leaves no index."""
    code, out, _ = isnad("reindex", str(SEEDS), "--dry-run", "--json", folder=tmp_path / "data")
    assert code == 0
    assert json.loads(out)["dry_run"] is True
    assert not (tmp_path / "data" / "current").exists()


def test_what_an_index_that_is_gone_was_made_of_is_named_before_it_is_indexed_again(
    isnad: Isnad, tmp_path: Path
) -> None:
    """The index may be deleted, `archive.json` stays: nobody is told that the shipped articles are taken."""
    folder, archive = tmp_path / "own", tmp_path / "archive"
    archive.mkdir()
    (archive / "rain.txt").write_text("Rain fell on the old harbour on Monday.\n", encoding="utf-8")
    assert isnad("reindex", str(archive), folder=folder)[0] == 0
    shutil.rmtree(folder / "generations")
    (folder / "current").unlink()
    assert str(archive) in isnad("status", folder=folder)[1]
    assert f"indexing {archive} first" in isnad("search", "rain", folder=folder)[2]
    assert isnad("show", "rain", folder=folder)[0] == 0


def test_status_before_anything_is_indexed(isnad: Isnad, tmp_path: Path) -> None:
    """Nothing indexed yet is a state, not a failure, and nothing is indexed to tell it."""
    code, out, _ = isnad("status", folder=tmp_path / "none")
    assert code == 0
    assert "isnad reindex" in out
    assert not (tmp_path / "none" / "current").exists()
    _, nothing, _ = isnad("status", "--json", folder=tmp_path / "none")
    _, indexed, _ = isnad("status", "--json")
    assert list(json.loads(nothing)) == list(json.loads(indexed))
    assert (json.loads(nothing)["generation"], json.loads(nothing)["articles"]) == (None, 0)


def test_doctor_says_what_is_well(isnad: Isnad) -> None:
    """A sound index passes every check."""
    code, out, _ = isnad("doctor", "--json")
    assert code == 0, out
    assert all(check["ok"] for check in json.loads(out)["checks"])


def test_doctor_finds_a_damaged_index(isnad: Isnad, tmp_path: Path) -> None:
    """A catalogue that has been overwritten ends with 1 and with the command that mends it."""
    folder = tmp_path / "data"
    isnad("reindex", folder=folder)
    (catalogue,) = folder.glob("generations/*/catalogue.sqlite")
    catalogue.write_bytes(b"not a database")
    code, out, err = isnad("doctor", folder=folder)
    assert code == 1
    assert "isnad reindex --full" in out + err
    code, _, err = isnad("ask", TRUCE, folder=folder)
    assert code == 1
    assert "Traceback" not in err


def test_an_offline_question_loads_no_model_framework(data: Path) -> None:
    """Neither torch, telegram, a chat-model library nor rich is imported to answer from quotes."""
    code = (
        "import sys; from bot.cli import main; code = main(sys.argv[1:]); "
        "heavy = {'torch', 'telegram', 'langchain', 'langchain_core', 'langchain_openai', 'openai', 'sentence_transformers', "
        "'transformers', 'trafilatura', 'rich'} & set(sys.modules); sys.exit(f'{code} {sorted(heavy)}')"
    )
    command = [sys.executable, "-c", code, "--data", str(data), "ask", TRUCE]
    run = subprocess.run(command, capture_output=True, check=False, timeout=120)
    assert run.stderr.decode().strip() == "0 []"


def test_eval_qa_prints_the_figures_of_the_contract(isnad: Isnad, tmp_path: Path) -> None:
    """Every share is printed, in all and by language and kind, and the answers are kept with the ids of their questions."""
    answers = tmp_path / "answers.jsonl"
    arguments = ("--articles", str(SEEDS), "--questions", str(SEEDS / "questions.jsonl"), "--answers", str(answers))
    code, out, _ = isnad("eval", "qa", *arguments, "--json")
    figures: dict[str, Any] = json.loads(out)
    assert code == 0
    assert list(figures) == [
        "evidence@1", "evidence@5", "answer_accuracy", "citation_precision", "quote_verbatim",
        "abstained_unanswerable", "abstained_answerable", "by_lang", "by_kind",
    ]  # fmt: skip
    assert figures["quote_verbatim"] == 1.0
    assert figures["answer_accuracy"] >= 0.75
    assert figures["abstained_unanswerable"] >= 0.75
    assert set(figures["by_lang"]) == {"ar", "en"}
    rows = [json.loads(line) for line in answers.read_text(encoding="utf-8").splitlines()]
    assert [row["question_id"] for row in rows] == [f"seed-{number:02}" for number in range(1, len(rows) + 1)]
    assert {"id", "question", "status", "citations"} <= set(rows[0])


def make_retrieval_set(folder: Path) -> Path:
    documents = [
        ("harbour", "The fishing harbour was rebuilt after the great storm."),
        ("library", "A new library with twelve thousand books opened downtown."),
        ("orchard", "Farmers planted apricot trees in the northern orchard."),
    ]
    queries = [
        ("q1", "apricot trees", "orchard"),
        ("q2", "library books", "library"),
        ("q3", "storm harbour", "harbour"),
    ]
    (folder / "qrels").mkdir(parents=True)
    corpus = "".join(json.dumps({"_id": name, "title": "", "text": text}) + "\n" for name, text in documents)
    (folder / "corpus.jsonl").write_text(corpus, encoding="utf-8")
    asked = "".join(json.dumps({"_id": name, "text": text}) + "\n" for name, text, _ in queries)
    (folder / "queries.jsonl").write_text(asked, encoding="utf-8")
    judged = "query-id\tcorpus-id\tscore\n" + "".join(f"{name}\t{document}\t1\n" for name, _, document in queries)
    (folder / "qrels" / "test.tsv").write_text(judged, encoding="utf-8")
    return folder


@pytest.mark.parametrize("leg", ["hybrid", "dense", "sparse"])
def test_eval_beir_prints_the_figures_of_the_contract(isnad: Isnad, tmp_path: Path, leg: str) -> None:
    """Each leg finds what holds the query's own words, and the run file is what TREC tools read."""
    run = tmp_path / "run.txt"
    code, out, _ = isnad(
        "eval", "beir", str(make_retrieval_set(tmp_path / "set")), "--leg", leg, "--run", str(run), "--json"
    )
    figures = json.loads(out)
    assert code == 0
    assert list(figures) == [
        "ndcg@10", "recall@1", "recall@5", "recall@10", "recall@100", "mrr@10", "queries", "seconds_index", "ms_per_query",
    ]  # fmt: skip
    assert (figures["queries"], figures["ndcg@10"], figures["recall@1"]) == (3, 1.0, 1.0)
    rows = [line.split() for line in run.read_text(encoding="utf-8").splitlines()]
    assert all(len(row) == 6 and row[1] == "Q0" for row in rows)
    assert [row[2] for row in rows if row[3] == "1"] == ["orchard", "library", "harbour"]


def test_eval_leaves_the_archive_in_use_alone(isnad: Isnad, data: Path, tmp_path: Path) -> None:
    """Measuring indexes elsewhere: the published generation stays the one it was."""
    before = (data / "current").read_text()
    isnad("eval", "beir", str(make_retrieval_set(tmp_path / "set")))
    assert (data / "current").read_text() == before
