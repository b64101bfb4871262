"""The metadata table: what it says of plain files, and what it does not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from rag.errors import IngestError
from rag.ingest.readers import Rejected, read_articles
from rag.ingest.table import read_table
from rag.settings import Settings
from rag.values import Article

SETTINGS = Settings.load({"HOME": "/nowhere"})
BODY = "افتتح عمدة البلدة صباح أمس جسرا جديدا فوق النهر بعد أعمال استمرت ثلاث سنوات وشارك فيها مئات العمال."
HEADER = "file,title,source,published,url"


def archive(tmp_path: Path, rows: str, *, name: str = "metadata.csv", text: str = BODY) -> Path:
    folder = tmp_path / "archive"
    folder.mkdir(exist_ok=True)
    (folder / "a.txt").write_text(text, encoding="utf-8")
    (folder / name).write_text(f"{rows}\n", encoding="utf-8")
    return folder


def read(folder: Path, metadata: Path | None = None) -> tuple[Article, list[Rejected]]:
    found = list(read_articles([folder], SETTINGS, metadata))
    (article,) = (item for item in found if isinstance(item, Article))
    return article, [item for item in found if isinstance(item, Rejected)]


def test_a_table_in_the_folder_speaks_of_its_files(tmp_path: Path) -> None:
    """Every named cell counts; more columns are ignored."""
    rows = f"{HEADER},note\na.txt,جسر,The Valley Post,14/03/2019,https://v.example/1,seen in print"
    article, rejected = read(archive(tmp_path, rows))
    assert (article.title, article.source, article.published) == ("جسر", "The Valley Post", date(2019, 3, 14))
    assert article.url == "https://v.example/1"
    assert rejected == []


def test_an_empty_cell_says_nothing(tmp_path: Path) -> None:
    """What the text states stands where the table is silent."""
    article, _ = read(archive(tmp_path, f"{HEADER}\na.txt,,,,", text=f"{BODY}\nسيريانيوز\n14.03.2019"))
    assert (article.source, article.published) == ("سيريانيوز", date(2019, 3, 14))


def test_the_table_goes_before_the_text(tmp_path: Path) -> None:
    """A stated outlet and day replace those that the text carries, which still leave the body."""
    text = f"{BODY}\nسيريانيوز\n14.03.2019"
    article, _ = read(archive(tmp_path, f"{HEADER}\na.txt,,The Valley Post,2019-03-14,", text=text))
    assert (article.source, article.body) == ("The Valley Post", BODY)


def test_the_named_table_goes_before_the_folders(tmp_path: Path) -> None:
    """The table that the caller names is asked first, wherever it lies."""
    named = tmp_path / "other.csv"
    named.write_text("file;source\narchive/a.txt;First\n", encoding="utf-8-sig")
    article, _ = read(archive(tmp_path, f"{HEADER}\na.txt,,Second,,"), named)
    assert article.source == "First"


def test_files_are_named_by_path_or_name(tmp_path: Path) -> None:
    """A row names a file by the end of its path, with or without its ending; the longer name counts."""
    table = tmp_path / "t.csv"
    table.write_text("file,source\na.txt,1\nx/a.txt,2\nb,3\n", encoding="utf-8")
    rows = read_table(table)
    found = [rows.row_for(Path(name)) for name in ("/k/a.txt", "/k/x/a.txt", "/k/b.txt", "/k/c.txt")]
    assert [row.stated.source if row else None for row in found] == ["1", "2", "3", None]


def test_a_bad_date_is_a_warning(tmp_path: Path) -> None:
    """The article goes in undated, and the date is named."""
    article, rejected = read(archive(tmp_path, f"{HEADER}\na.txt,,,31/02/2019,"))
    assert article.published is None
    assert [(item.kept, "31/02/2019" in item.reason) for item in rejected] == [(True, True)]


def test_a_named_table_with_a_wrong_header_is_an_error(tmp_path: Path) -> None:
    """Without a column `file` the run does not begin."""
    named = tmp_path / "t.csv"
    named.write_text("name,title\na.txt,b\n", encoding="utf-8")
    with pytest.raises(IngestError, match="file") as caught:
        read(archive(tmp_path, HEADER), named)
    assert caught.value.where == f"{named}:1"


def test_a_broken_table_in_a_folder_is_reported_and_the_articles_go_in(tmp_path: Path) -> None:
    """Articles are not lost for a table."""
    article, rejected = read(archive(tmp_path, "title\nx"))
    assert article.id == "a"
    assert [item.kept for item in rejected] == [False]


def test_rows_without_a_file_and_rows_that_repeat_one_are_named(tmp_path: Path) -> None:
    """Each with its line; the later row counts."""
    _, rejected = read(archive(tmp_path, f"{HEADER}\n,x,,,\na.txt,,First,,\na.txt,,Second,,"))
    assert [(item.line, item.kept) for item in rejected] == [(2, True), (4, True)]


def test_rows_whose_file_was_not_read_are_one_remark(tmp_path: Path) -> None:
    """A slip in a name is seen; the articles go in, and a long table is no flood."""
    folder = archive(tmp_path, f"{HEADER}\na.txt,جسر\nb.txt,Slip\nc.txt,Other")
    article, rejected = read(folder)
    assert article.title == "جسر"
    assert [(item.line, item.kept) for item in rejected] == [(3, True)]
    assert rejected[0].reason == "no plain file of this name was read: b.txt, and 1 row more"


def test_a_table_that_is_not_there_is_told_with_what_to_do(tmp_path: Path) -> None:
    """There is nothing to mend in a file that does not exist: its path is to be checked."""
    with pytest.raises(IngestError, match="No such file") as raised:
        read_table(tmp_path / "none.csv")
    assert "Check the path" in raised.value.hint
