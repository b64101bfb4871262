"""Scores are what a hand calculation gives, and a malformed set is refused at its line."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.errors import IngestError, SettingsError, UsageError
from rag.evaluate.answering import Judged, QaReport, QuestionSet, evaluate_answers
from rag.evaluate.dataset import read_retrieval_set
from rag.evaluate.metrics import mean, ndcg, recall, reciprocal_rank
from rag.evaluate.questions import ExpectedAnswer, holds_evidence, is_right, read_questions
from rag.evaluate.retrieval import evaluate_retrieval, write_run
from rag.settings import Settings
from rag.values import Answer, ArticleCard, Citation, Hit, Passage, Quote, Statement

GRADES = {"x": 3, "y": 2, "z": 1, "n": 0}


def test_graded_ndcg_is_the_hand_calculation() -> None:
    """Gains are the grades: (2/1 + 0 + 3/2 + 1/2.3219) / (3/1 + 2/1.5850 + 1/2) = 3.9307 / 4.7619."""
    assert ndcg(["y", "q", "x", "z"], GRADES, 10) == pytest.approx(0.825450, abs=1e-6)


def test_binary_ndcg_is_the_hand_calculation() -> None:
    """Of two relevant documents the second and fourth places give (0.63093 + 0.43068) / 1.63093."""
    assert ndcg(["a", "r", "b", "s"], {"r": 1, "s": 1}, 10) == pytest.approx(0.650921, abs=1e-6)


def test_ndcg_is_cut_at_k() -> None:
    """A relevant document below the cut gains nothing, and the ideal is cut at the same place."""
    assert ndcg(["a", "b", "r"], {"r": 1}, 2) == 0.0
    assert ndcg(["x", "q"], {"x": 1, "y": 1, "z": 1}, 1) == 1.0


def test_negative_grades_count_as_not_relevant() -> None:
    """A document judged as spam neither gains nor costs."""
    assert ndcg(["spam", "r"], {"spam": -2, "r": 1}, 10) == pytest.approx(0.630930, abs=1e-6)
    assert reciprocal_rank(["spam", "r"], {"spam": -2, "r": 1}, 10) == 0.5
    assert recall(["spam"], {"spam": -2, "r": 1}, 10) == 0.0


def test_recall_counts_relevant_documents_above_the_cut() -> None:
    """Two of three relevant documents among the first three give two thirds."""
    assert recall(["x", "q", "y", "z"], GRADES, 3) == pytest.approx(2 / 3)
    assert recall(["q", "x"], GRADES, 1) == 0.0


def test_reciprocal_rank_stops_at_the_cut() -> None:
    """The first relevant document at rank 3 gives a third, at rank 11 nothing."""
    assert reciprocal_rank(["q", "n", "x"], GRADES, 10) == pytest.approx(1 / 3)
    assert reciprocal_rank([*map(str, range(10)), "x"], GRADES, 10) == 0.0


def test_a_mean_of_nothing_is_unknown() -> None:
    """A share of no cases is neither 0 nor 1."""
    assert mean([]) is None
    assert mean([1.0, 0.0]) == 0.5


@given(st.dictionaries(st.text("abcdef", min_size=1, max_size=2), st.integers(-1, 4), min_size=1), st.randoms())
def test_no_order_beats_the_ideal(grades: dict[str, int], random: Any) -> None:
    """nDCG lies in 0..1 for any order and is 1 for the ideal one whenever anything is relevant."""
    order = list(grades)
    random.shuffle(order)
    ideal = sorted(grades, key=lambda document: -grades[document])
    assert 0.0 <= ndcg(order, grades, 10) <= 1.0 + 1e-12
    assert ndcg(ideal, grades, 10) == pytest.approx(1.0 if max(grades.values()) > 0 else 0.0)


def make_set(folder: Path, *, corpus: str = "", queries: str = "", qrels: str = "") -> Path:
    (folder / "qrels").mkdir(parents=True)
    (folder / "corpus.jsonl").write_text(
        corpus or '{"_id": "d1", "title": "", "text": "Rain fell on the city."}\n', encoding="utf-8"
    )
    (folder / "queries.jsonl").write_text(queries or '{"_id": "q1", "text": "Where did it rain?"}\n', encoding="utf-8")
    (folder / "qrels" / "test.tsv").write_text(qrels or "query-id\tcorpus-id\tscore\nq1\td1\t1\n", encoding="utf-8")
    return folder


def test_a_set_without_its_files_is_wrong_usage(tmp_path: Path) -> None:
    """The files that are missing are named."""
    with pytest.raises(UsageError, match=r"corpus\.jsonl, queries\.jsonl, qrels/test\.tsv"):
        read_retrieval_set(tmp_path)


@pytest.mark.parametrize(
    ("files", "place"),
    [
        ({"queries": '{"_id": "q1", "text": "ok"}\n{"_id": '}, "queries.jsonl:2"),
        ({"queries": '["q1"]\n'}, "queries.jsonl:1"),
        ({"queries": '{"text": "no id"}\n'}, "queries.jsonl:1"),
        ({"queries": '{"_id": "q1", "text": ""}\n'}, "queries.jsonl:1"),
        ({"qrels": "query-id\tcorpus-id\tscore\nq1\td1\tyes\n"}, "test.tsv:2"),
        ({"qrels": "query-id\tcorpus-id\tscore\nq1\td1\n"}, "test.tsv:2"),
        ({"qrels": "q9\td1\t1\n"}, "test.tsv"),
    ],
)
def test_a_malformed_line_is_named(tmp_path: Path, files: dict[str, str], place: str) -> None:
    """File and line of what is wrong stand in the error."""
    with pytest.raises(IngestError) as caught:
        read_retrieval_set(make_set(tmp_path / "set", **files))
    assert caught.value.where.endswith(place)


def test_a_document_id_that_comes_twice_is_named(tmp_path: Path) -> None:
    """Two documents of one id would make the ranking ambiguous."""
    corpus = '{"_id": "d1", "text": "One."}\n\n{"_id": "d1", "text": "Two."}\n'
    dataset = read_retrieval_set(make_set(tmp_path / "set", corpus=corpus))
    with pytest.raises(IngestError) as caught:
        dataset.write_articles(tmp_path / "articles.jsonl")
    assert caught.value.where.endswith("corpus.jsonl:3")


def test_judgements_are_read_with_and_without_header_and_in_four_columns(tmp_path: Path) -> None:
    """The header is optional, graded judgements keep their grade, and the form of TREC is understood."""
    plain = read_retrieval_set(make_set(tmp_path / "plain", qrels="q1\td1\t2\n"))
    trec = read_retrieval_set(make_set(tmp_path / "trec", qrels="q1 0 d1 2\n"))
    assert plain.qrels == trec.qrels == {"q1": {"d1": 2}}


def test_queries_without_a_relevant_document_are_not_asked(tmp_path: Path) -> None:
    """A query judged with zeros alone has no defined score."""
    queries = '{"_id": "q1", "text": "one"}\n{"_id": "q2", "text": "two"}\n{"_id": 3, "text": "three"}\n'
    dataset = read_retrieval_set(make_set(tmp_path / "set", queries=queries, qrels="q1\td1\t1\nq2\td1\t0\n3\td1\t1\n"))
    assert set(dataset.queries) == {"q1", "3"}


CARD = ArticleCard("a1", "A title", "Outlet", date(2020, 5, 1), None, "en", "a1.txt")
BODY = "The bridge opened on 3 May.  Crowds came."


def expected(**changes: Any) -> ExpectedAnswer:
    row = {
        "id": "1",
        "question": "When?",
        "articles": ["a1"],
        "passage_any": ["on 3 May. Crowds"],
        "answer_any": ["3 May"],
    }
    file = changes.pop("file")
    file.write_text(json.dumps(row | changes) + "\n", encoding="utf-8")
    return read_questions(file)[0]


def answered(quote: str, article: ArticleCard = CARD, text: str = "It opened then.") -> Answer:
    start = BODY.index(quote)
    citation = Citation(
        1, Quote(article.id, start, start + len(quote), quote), Passage(article.id, 0, len(BODY), BODY), article
    )
    return Answer("x", "When?", "en", "answered", (Statement(text, (1,)),), (citation,))


def test_a_right_answer_matches_in_its_text_or_its_first_quote(tmp_path: Path) -> None:
    """The quote is enough, and so is the text; neither is a wrong answer."""
    want = expected(file=tmp_path / "q.jsonl")
    assert is_right(want, answered("The bridge opened on 3 May."))
    assert not is_right(want, answered("Crowds came."))
    assert is_right(want, answered("on 3 May.", text="On 3 May."))


def test_an_answer_from_another_article_is_wrong(tmp_path: Path) -> None:
    """The right words from the wrong article do not count; neither does an abstention."""
    want = expected(file=tmp_path / "q.jsonl", articles=["a2"])
    assert not is_right(want, answered("The bridge opened on 3 May."))
    assert not is_right(expected(file=tmp_path / "q.jsonl"), Answer("x", "When?", "en", "abstained"))


def test_evidence_needs_the_article_and_the_string(tmp_path: Path) -> None:
    """White space is compared as one space; another article with the same words is no evidence."""
    hit = Hit(1, 1.0, Passage("a1", 0, len(BODY), BODY), CARD)
    assert holds_evidence(expected(file=tmp_path / "q.jsonl"), [hit])
    assert not holds_evidence(expected(file=tmp_path / "q.jsonl", articles=["a2"]), [hit])
    assert not holds_evidence(expected(file=tmp_path / "q.jsonl", passage_any=["on 4 May"]), [hit])


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ('{"id": "1"}', "question"),
        ('{"question": "Who?", "articles": "a1"}', "articles"),
        ('{"question": "Who?", "articles": ["a1"], "answer_any": ["(open"]}', "regular expression"),
        ('{"question": "Who?", "answerable": true}', "names no"),
        ('{"question": "Who?", "answerable": "no"}', "neither true nor false"),
        ("{", "JSON"),
    ],
)
def test_a_malformed_question_is_named_by_line(tmp_path: Path, line: str, what: str) -> None:
    """The second line is wrong, and the error says that it is the second."""
    file = tmp_path / "q.jsonl"
    file.write_text('{"question": "Where?"}\n' + line + "\n", encoding="utf-8")
    with pytest.raises(IngestError, match=what) as caught:
        read_questions(file)
    assert caught.value.where.endswith("q.jsonl:2")


def test_a_question_id_comes_once(tmp_path: Path) -> None:
    """Answers are told apart by id, so two questions cannot share one."""
    file = tmp_path / "q.jsonl"
    file.write_text('{"id": "1", "question": "Where?"}\n{"id": "1", "question": "Who?"}\n', encoding="utf-8")
    with pytest.raises(IngestError, match="twice"):
        read_questions(file)


def test_an_empty_or_missing_question_file_is_wrong_usage(tmp_path: Path) -> None:
    """Nothing to ask is told, not measured as zero."""
    (tmp_path / "q.jsonl").write_text("\n", encoding="utf-8")
    for name in ("q.jsonl", "missing.jsonl"):
        with pytest.raises(UsageError):
            read_questions(tmp_path / name)


def judged(lang: str, **changes: Any) -> Judged:
    answerable = changes.pop("answerable", True)
    question = ExpectedAnswer("1", lang, "when", "When?", answerable, frozenset({"a1"} if answerable else ()), (), ())
    whole: dict[str, Any] = {
        "evidence_at_1": False,
        "evidence_at_5": False,
        "right": False,
        "abstained": False,
        "precise": (),
        "verbatim": (),
    }
    return Judged(question, **(whole | changes))


def test_shares_are_taken_over_what_they_are_defined_on() -> None:
    """Evidence and accuracy count answerable questions, precision and verbatim count every citation, abstentions their own kind."""
    report = QaReport(
        (
            judged(
                "en", evidence_at_1=True, evidence_at_5=True, right=True, precise=(True, True), verbatim=(True, True)
            ),
            judged("en", evidence_at_5=True, precise=(False,), verbatim=(True,)),
            judged("ar", abstained=True),
            judged("ar", answerable=False, abstained=True),
            judged("ar", answerable=False, precise=(False,), verbatim=(False,)),
        )
    ).as_object()
    shares = {name: value for name, value in report.items() if not isinstance(value, dict)}
    assert shares == {
        "evidence@1": 0.3333,
        "evidence@5": 0.6667,
        "answer_accuracy": 0.3333,
        "citation_precision": 0.5,
        "quote_verbatim": 0.75,
        "abstained_unanswerable": 0.5,
        "abstained_answerable": 0.3333,
    }
    assert report["by_lang"]["en"]["answer_accuracy"] == 0.5
    assert report["by_lang"]["en"]["abstained_unanswerable"] is None
    assert report["by_kind"]["when"]["questions"] == 5


def test_a_run_file_is_what_trec_tools_read(tmp_path: Path) -> None:
    """Six columns, ranks from 1, the scores falling; an id with white space cannot be said in this format."""
    write_run(tmp_path / "run.txt", {"q1": [("d2", 0.5), ("d1", 0.25)]})
    assert (tmp_path / "run.txt").read_text() == "q1 Q0 d2 1 0.500000 isnad\nq1 Q0 d1 2 0.250000 isnad\n"
    with pytest.raises(UsageError, match="white space"):
        write_run(tmp_path / "run.txt", {"q1": [("d 2", 0.5)]})
    with pytest.raises(UsageError, match="cannot be written"):
        write_run(tmp_path / "none" / "run.txt", {})


def write_documents(folder: Path, texts: dict[str, str], qrels: str) -> Path:
    corpus = "".join(json.dumps({"_id": name, "text": text}) + "\n" for name, text in texts.items())
    return make_set(folder, corpus=corpus, queries='{"_id": "q1", "text": "apricot harvest"}\n', qrels=qrels)


def test_a_document_stands_where_its_best_passage_stands(tmp_path: Path) -> None:
    """A long document with one passage about the query, in its middle, comes before one that hardly touches it, and comes once."""
    filler = [f"Clerks of office {number} filed papers about roads and drains all day long." for number in range(60)]
    text = " ".join([*filler[:30], "The apricot harvest was the largest in years.", *filler[30:]])
    texts = {
        "long": text,
        "short": "Olives were picked in the harvest of the next valley, and nothing else was said of it.",
        "other": "Trains were late on Tuesday.",
    }
    settings = Settings.load({"ISNAD_DATA": str(tmp_path / "unused")})
    folder = write_documents(tmp_path / "set", texts, "q1\tlong\t1\n")
    run = tmp_path / "run.txt"
    report = evaluate_retrieval(folder, settings, leg="sparse", run_file=run)
    ranked = [line.split()[2] for line in run.read_text().splitlines()]
    assert ranked[0] == "long"
    assert len(ranked) == len(set(ranked))
    assert report.as_object()["ndcg@10"] == 1.0
    assert not (tmp_path / "unused").exists()


def test_copies_of_one_story_are_ranked_each(tmp_path: Path) -> None:
    """Two documents with the same text are two documents to a judge: none is folded away."""
    story = "The apricot harvest was the largest in years, growers of the valley said on Monday."
    folder = write_documents(tmp_path / "set", {"one": story, "two": story}, "q1\tone\t1\nq1\ttwo\t1\n")
    report = evaluate_retrieval(folder, Settings.load({}))
    assert report.as_object()["recall@5"] == 1.0


def test_a_document_without_text_is_only_never_found(tmp_path: Path) -> None:
    """An empty document is left out of the index and does not stop the others."""
    folder = write_documents(tmp_path / "set", {"one": "An apricot fell.", "void": ""}, "q1\tone\t1\nq1\tvoid\t1\n")
    assert evaluate_retrieval(folder, Settings.load({})).as_object()["recall@100"] == 0.5


def test_articles_of_which_none_can_be_read_are_named(tmp_path: Path) -> None:
    """The folder that was named is told, not the temporary one that would have held the index."""
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "empty.txt").touch()
    (tmp_path / "q.jsonl").write_text('{"question": "When?", "answerable": false}\n', encoding="utf-8")
    asked = QuestionSet(tmp_path / "articles", tmp_path / "q.jsonl")
    with pytest.raises(IngestError, match=r"No article could be read: .*empty\.txt: empty") as raised:
        evaluate_answers(asked, Settings.load({}, data=tmp_path / "data"))
    assert raised.value.where == str(tmp_path / "articles")


def test_a_run_file_stays_until_there_is_a_new_ranking(tmp_path: Path) -> None:
    """A set that cannot be measured costs nothing that was written before."""
    run = tmp_path / "run.txt"
    run.write_text("of an earlier run\n", encoding="utf-8")
    folder = write_documents(tmp_path / "set", {"one": "The apricot harvest was large."}, "q1\tone\t1\n")
    settings = Settings.load({"ISNAD_EMBEDDER": "of no kind"}, data=tmp_path / "data")
    with pytest.raises(SettingsError):
        evaluate_retrieval(folder, settings, run_file=run)
    assert run.read_text(encoding="utf-8") == "of an earlier run\n"
