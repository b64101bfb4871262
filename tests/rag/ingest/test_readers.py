"""Readers: every supported file becomes articles, every other one a reason, and the others go in."""

from __future__ import annotations

import gzip
import json
import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rag.errors import IngestError
from rag.ingest.readers import Rejected, read_articles
from rag.settings import Settings
from rag.values import Article

SETTINGS = Settings.load({"HOME": "/nowhere"})
BODY = (
    "افتتح عمدة البلدة صباح أمس جسرا جديدا فوق النهر بعد أعمال استمرت ثلاث سنوات وشارك فيها مئات العمال.\n"
    "وقال المهندس المشرف إن الجسر يختصر الطريق بين الضفتين إلى دقيقتين."
)
ENGLISH = "The new bridge over the river opened on Thursday after three years of work by hundreds of labourers.\nThe mayor cut the ribbon."


def read(*paths: Path, metadata: Path | None = None) -> tuple[list[Article], list[Rejected]]:
    found = list(read_articles(paths, SETTINGS, metadata))
    return [item for item in found if isinstance(item, Article)], [item for item in found if isinstance(item, Rejected)]


def one(path: Path, metadata: Path | None = None) -> Article:
    articles, rejected = read(path, metadata=metadata)
    assert rejected == []
    (article,) = articles
    return article


def test_a_text_file_is_an_article_named_by_its_file(tmp_path: Path) -> None:
    """The id is the file's name without its ending, the first line the title where it is a headline."""
    file = tmp_path / "جسر.txt"
    file.write_text(f"جسر جديد فوق النهر\n\n{BODY}\n\nوكالات\n14.03.2019 08:05", encoding="utf-8")
    article = one(file)
    assert (article.id, article.title, article.body) == ("جسر", "جسر جديد فوق النهر", BODY)
    assert (article.source, article.published, article.language) == ("وكالات", date(2019, 3, 14), "ar")
    assert article.path == str(file)
    assert len(article.sha256) == 64


def test_without_a_headline_the_first_sentence_is_the_title_and_stays(tmp_path: Path) -> None:
    """Only a line that is plainly a headline leaves the text."""
    file = tmp_path / "a.txt"
    file.write_text(BODY, encoding="utf-8")
    article = one(file)
    assert article.body == BODY
    assert BODY.startswith(article.title.rstrip("…"))
    assert len(article.title) <= 120


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1256"])
@pytest.mark.parametrize("ending", ["txt", "md", "html", "jsonl", "json"])
def test_every_format_is_read_in_every_encoding(tmp_path: Path, ending: str, encoding: str) -> None:
    """The same article comes out of each format and encoding."""
    first, second = BODY.split("\n")
    contents = {
        "txt": f"جسر جديد\n\n{first}\n\n{second}",
        "md": f"---\ntitle: جسر جديد\n---\n\n{first}\n\n{second}",
        "html": f"<html><head><title>جسر جديد</title></head><body><article><h1>جسر جديد</h1><p>{first}</p><p>{second}</p></article></body></html>",
        "jsonl": json.dumps({"id": "a", "title": "جسر جديد", "text": f"{first}\n\n{second}"}, ensure_ascii=False)
        + "\n",
        "json": json.dumps({"title": "جسر جديد", "text": f"{first}\n\n{second}"}, ensure_ascii=False),
    }
    file = tmp_path / f"a.{ending}"
    file.write_bytes(contents[ending].encode(encoding))
    article = one(file)
    assert (article.id, article.title) == ("a", "جسر جديد")
    assert article.body.split() == BODY.split()


def test_front_matter_states_everything(tmp_path: Path) -> None:
    """Title, outlet, day, address, language and id of the front matter count; the text's own do not replace them."""
    file = tmp_path / "a.md"
    matter = "title: 'Bridge: open'\nsource: The Valley Post\npublished: 2019-03-14\nurl: https://v.example/1\nlanguage: en\nid: bridge-1"
    file.write_text(f"---\n{matter}\n---\n\n{ENGLISH}\n\nReuters\n", encoding="utf-8")
    article = one(file)
    assert (article.id, article.title, article.source) == ("bridge-1", "Bridge: open", "The Valley Post")
    assert (article.published, article.url, article.language) == (date(2019, 3, 14), "https://v.example/1", "en")
    assert article.body == ENGLISH.replace("\n", " ")


def test_json_lines_stream_and_name_the_lines_that_are_wrong(tmp_path: Path) -> None:
    """A cut, empty or impossible line is named with its number; the lines around it go in."""
    good = json.dumps({"id": "a", "title": "T", "text": ENGLISH, "published": "14/03/2019"})
    lines = [
        good,
        "",
        '{"id": "b", "text": "cut he',
        "[1, 2]",
        '{"id": "c", "text": ""}',
        '{"id": "d", "text": 5}',
        good.replace('"a"', '"e"').replace("14/03/2019", "31/02/2019"),
        good,
        json.dumps({"id": "x" * 201, "text": "words of a text"}),
        "[" * 100_000,
    ]
    file = tmp_path / "archive.jsonl"
    file.write_text("\n".join(lines), encoding="utf-8")
    articles, rejected = read(file)
    assert [article.id for article in articles] == ["a", "e"]
    assert [article.published for article in articles] == [date(2019, 3, 14), None]
    assert [(item.line, item.kept) for item in rejected] == [
        (3, False), (4, False), (5, False), (6, False), (7, True), (8, False), (9, False), (10, False)
    ]  # fmt: skip
    reasons = [item.reason for item in rejected]
    assert "cut JSON" in reasons[0]
    assert "31/02/2019" in reasons[4]
    assert f"{file}:1" in reasons[5]


def test_gzipped_lines_are_read_and_a_cut_gzip_is_named(tmp_path: Path) -> None:
    """What could be unpacked goes in; that the rest is missing is said."""
    lines = "".join(json.dumps({"id": str(n), "text": f"{ENGLISH} {os.urandom(60).hex()}"}) + "\n" for n in range(200))
    data = gzip.compress(lines.encode())
    (tmp_path / "whole.jsonl.gz").write_bytes(data)
    assert len(read(tmp_path / "whole.jsonl.gz")[0]) == 200
    (tmp_path / "cut.jsonl.gz").write_bytes(data[: len(data) // 2])
    articles, rejected = read(tmp_path / "cut.jsonl.gz")
    assert 0 < len(articles) < 200
    assert "gzip" in rejected[-1].reason


BAD = {
    "empty.txt": (b"", "empty"),
    "blank.txt": (b" \n\n \t", "no text"),
    "links.txt": ("https://a.example\nتابعونا على فيسبوك".encode(), "page furniture"),
    "binary.txt": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)), "binary"),
    "cut.txt": (BODY.encode()[:-2], "cut"),
    "cut.md": (b"---\ntitle: a\nsource: b\n", "front matter"),
    "list.md": (b"---\n- a\n---\n\ntext of it\n", "front matter"),
    "broken.md": (b"---\ntitle: [a\n---\n\ntext of it\n", "front matter"),
    "no.html": (b"just words, no markup at all", "no HTML"),
    "hollow.html": (b"<html><body><script>1</script></body></html>", "no article text"),
    "number.json": (b"5", "JSON object"),
    "cut.json": (b'{"text": "a', "cut JSON"),
    "empty.jsonl": (b"", "empty"),
    "photo.jpg": (b"\xff\xd8\xff\xe0", "not an article"),
}


@pytest.mark.parametrize(("name", "data", "reason"), [(name, *rest) for name, rest in BAD.items()], ids=BAD.keys())
def test_a_bad_file_is_named_with_its_reason_and_the_others_go_in(
    tmp_path: Path, name: str, data: bytes, reason: str
) -> None:
    """One rejected file never stops the run."""
    (tmp_path / "a-good.txt").write_text(BODY, encoding="utf-8")
    (tmp_path / name).write_bytes(data)
    (tmp_path / "z-good.txt").write_text(ENGLISH, encoding="utf-8")
    articles, rejected = read(tmp_path)
    assert [article.id for article in articles] == ["a-good", "z-good"]
    (item,) = rejected
    assert (item.path, item.kept) == (str(tmp_path / name), False)
    assert reason in item.reason
    assert str(item).startswith(item.path)


def test_too_large_is_a_setting(tmp_path: Path) -> None:
    """A file or a JSON line above the limit is left out; an archive of many small lines may be larger."""
    small = Settings.load({"HOME": "/nowhere", "ISNAD_INGEST_MAX_FILE_MB": "0.001"})
    (tmp_path / "a.txt").write_text(BODY * 20, encoding="utf-8")
    rows = [{"id": str(n), "text": ENGLISH} for n in range(20)]
    rows[3]["text"] *= 50
    (tmp_path / "b.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    found = list(read_articles([tmp_path], small))
    rejected = [item for item in found if isinstance(item, Rejected)]
    assert [(Path(item.path).name, item.line) for item in rejected] == [("a.txt", None), ("b.jsonl", 4)]
    assert all("max_file_mb" in item.reason for item in rejected)
    assert len(found) == 19 + 2


def test_an_id_is_taken_once(tmp_path: Path) -> None:
    """The second article of an id is left out, and the first is named."""
    (tmp_path / "x").mkdir()
    (tmp_path / "a.txt").write_text(BODY, encoding="utf-8")
    (tmp_path / "x" / "a.txt").write_text(ENGLISH, encoding="utf-8")
    articles, rejected = read(tmp_path)
    assert [article.language for article in articles] == ["ar"]
    assert str(tmp_path / "a.txt") in rejected[0].reason


def test_folders_are_read_to_any_depth_and_companions_passed_over(tmp_path: Path) -> None:
    """README, questions, tables and hidden files are no articles and no errors."""
    deep = tmp_path / "2019" / "03"
    deep.mkdir(parents=True)
    (deep / "a.TXT").write_text(BODY, encoding="utf-8")
    for name in ("README.md", "questions.jsonl", "metadata.csv", ".hidden.txt", "LICENSE", "x.txt~"):
        (tmp_path / name).write_text("file\na", encoding="utf-8")
    articles, rejected = read(tmp_path)
    assert [article.id for article in articles] == ["a"]
    assert rejected == []


def test_links_that_go_round_or_nowhere_end(tmp_path: Path) -> None:
    """A folder linked into itself is read once; a link to nothing is named."""
    (tmp_path / "a.txt").write_text(BODY, encoding="utf-8")
    (tmp_path / "again").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nothing.txt")
    articles, rejected = read(tmp_path)
    assert [article.id for article in articles] == ["a"]
    assert sorted(Path(item.path).name for item in rejected) == ["gone.txt", "self.txt"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file_is_named(tmp_path: Path) -> None:
    """A file without permission is rejected, the others go in."""
    (tmp_path / "a.txt").write_text(BODY, encoding="utf-8")
    (tmp_path / "b.txt").write_text(BODY, encoding="utf-8")
    (tmp_path / "b.txt").chmod(0)
    articles, rejected = read(tmp_path)
    assert [article.id for article in articles] == ["a"]
    assert "cannot be read" in rejected[0].reason


def test_a_path_that_does_not_exist_is_an_error_before_anything_is_read(tmp_path: Path) -> None:
    """A mistyped path stops the run, and is named."""
    with pytest.raises(IngestError) as caught:
        read_articles([tmp_path / "nothing"], SETTINGS)
    assert str(tmp_path / "nothing") in caught.value.where


def test_a_table_among_the_articles_is_no_article(tmp_path: Path) -> None:
    """The table that was named may lie in the folder it speaks of, whatever it is called."""
    (tmp_path / "a.txt").write_text(BODY, encoding="utf-8")
    table = tmp_path / "articles.csv"
    table.write_text("file,source\na.txt,The Valley Post\n", encoding="utf-8")
    articles, rejected = read(tmp_path, metadata=table)
    assert [article.source for article in articles] == ["The Valley Post"]
    assert rejected == []


def test_what_is_no_article_in_a_json_file_is_told_by_its_number(tmp_path: Path) -> None:
    """Of several objects in one file the wrong ones can be found; the others go in."""
    (tmp_path / "a.json").write_text(json.dumps([1, {"id": "x", "text": BODY}, {"title": "T"}]), encoding="utf-8")
    (tmp_path / "b.json").write_text("[1]", encoding="utf-8")
    articles, rejected = read(tmp_path)
    assert [article.id for article in articles] == ["x"]
    assert [item.reason for item in rejected] == [
        "item 1 of 3: not a JSON object",
        "item 3 of 3: it has no `text`",
        "not a JSON object",
    ]


def test_the_fingerprint_changes_with_the_bytes_and_with_the_table(tmp_path: Path) -> None:
    """A changed file or a changed row is a changed article; an untouched one keeps its fingerprint."""
    file = tmp_path / "a.txt"
    file.write_text(BODY, encoding="utf-8")
    plain = one(file).sha256
    assert one(file).sha256 == plain
    (tmp_path / "metadata.csv").write_text(
        "file,title,source,published,url\na.txt,,The Valley Post,,\n", encoding="utf-8"
    )
    stated = one(file).sha256
    file.write_text(BODY + " انتهى.", encoding="utf-8")
    assert len({plain, stated, one(file).sha256}) == 3


def test_wrapped_lines_are_joined(tmp_path: Path) -> None:
    """A text that a mail program wrapped at a column reads as the paragraphs it was."""
    import textwrap

    paragraph = " ".join(
        ["The ferry crossed the strait at dawn and came back with forty passengers before the storm."] * 4
    )
    (tmp_path / "a.txt").write_text(
        textwrap.fill(paragraph, 72) + "\n\n" + textwrap.fill(ENGLISH, 72), encoding="utf-8"
    )
    assert one(tmp_path / "a.txt").body.split("\n\n") == [paragraph, ENGLISH.replace("\n", " ")]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.binary(max_size=300), ending=st.sampled_from(["txt", "md", "html", "json", "jsonl", "jsonl.gz"]))
def test_random_bytes_become_an_article_or_a_reason(tmp_path: Path, data: bytes, ending: str) -> None:
    """No content of a file raises anything."""
    file = tmp_path / f"a.{ending}"
    file.write_bytes(data)
    for item in read_articles([file], SETTINGS):
        assert isinstance(item, (Article, Rejected))
        if isinstance(item, Article):
            item.body.encode("utf-8")
    file.unlink()
