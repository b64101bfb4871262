"""Which articles a run takes that names none."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from rag.engine import Engine
from rag.errors import IngestError
from rag.index.source import remember_source, source_of
from rag.settings import Settings, seeds_folder

# What a disk or a careless hand can make of the memory; None: it is gone.
DAMAGED: tuple[bytes | None, ...] = (None, b"", b"[]", b'{"paths": []}', b'{"paths": [1], "metadata": null}', b"\xff")


def _replace(path: Path, content: bytes | None) -> None:
    path.unlink(missing_ok=True)
    if content is not None:
        path.write_bytes(content)


def settings(data: Path, **environment: str) -> Settings:
    return Settings.load(environment, data=data)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Return a folder with one article, and a table beside it that names its title."""
    folder = tmp_path / "archive"
    folder.mkdir()
    (folder / "rain.txt").write_text("Rain fell on the old harbour on Monday.\n", encoding="utf-8")
    (tmp_path / "table.csv").write_text("file,title\nrain.txt,Rain at last\n", encoding="utf-8")
    return folder


def test_what_was_indexed_last_is_taken_again(archive: Path, tmp_path: Path) -> None:
    """With its metadata table, also with `full`: nobody's articles are replaced by those that ship."""
    with Engine.open(settings(tmp_path / "data")) as engine:
        engine.reindex([archive], metadata=tmp_path / "table.csv")
        (archive / "snow.txt").write_text("Snow fell on the hills on Tuesday.\n", encoding="utf-8")
        report = engine.reindex(full=True)
        assert (report.added, report.unchanged, report.removed) == (("snow",), 1, ())
        assert {card.title for card in engine.cards()} >= {"Rain at last"}


def test_the_archive_of_the_settings_comes_before_memory(archive: Path, tmp_path: Path) -> None:
    """ISNAD_ARCHIVE is taken whatever was indexed last, also where it names the shipped articles."""
    with Engine.open(settings(tmp_path / "data")) as engine:
        engine.reindex([archive])
    for named in (seeds_folder(), tmp_path):
        source = source_of(settings(tmp_path / "data", ISNAD_ARCHIVE=str(named)).paths)
        assert (source.paths, source.remembered) == ((named,), False)


def test_without_memory_the_shipped_articles_are_taken(tmp_path: Path) -> None:
    """On a new machine, also where a damaged memory is all there is."""
    data = tmp_path / "data"
    data.mkdir()
    for content in DAMAGED:
        _replace(data / "archive.json", content)
        assert source_of(settings(data).paths).paths == (seeds_folder(),)


def test_the_shipped_articles_never_take_the_place_of_an_archive_that_is_not_known_any_more(
    archive: Path, tmp_path: Path
) -> None:
    """Lost or damaged, the memory is asked for once: the index stays, `doctor` says the same, and naming the articles mends it."""
    data = tmp_path / "data"
    with Engine.open(settings(data)) as engine:
        engine.reindex([archive])
        for content in DAMAGED:
            _replace(data / "archive.json", content)
            for full, dry_run in ((False, False), (True, False), (False, True)):
                with pytest.raises(IngestError, match="no longer known") as raised:
                    engine.reindex(full=full, dry_run=dry_run)
                assert raised.value.where == str(data / "archive.json")
                assert "isnad reindex ARTICLES" in raised.value.hint
            [check] = [check for check in engine.doctor() if check.name == "archive"]
            assert (check.ok, check.fix) == (False, raised.value.hint)
        (data / "current").write_text("junk")
        with pytest.raises(IngestError, match="no longer known"):
            engine.reindex()
        assert [card.id for card in engine.cards()] == ["rain"]
        engine.reindex([archive])
        assert engine.reindex().unchanged == 1


def test_a_folder_in_the_place_of_the_memory_is_told_before_anything_is_indexed(archive: Path, tmp_path: Path) -> None:
    """Named or not, what is indexed could not be remembered: the run is refused, `doctor` says why, questions go on."""
    data = tmp_path / "data"
    with Engine.open(settings(data)) as engine:
        engine.reindex([archive])
        _replace(data / "archive.json", None)
        (data / "archive.json").mkdir()
        for named in ((), (archive,)):
            with pytest.raises(IngestError, match="A folder stands") as raised:
                engine.reindex(named)
            assert raised.value.where == str(data / "archive.json")
        assert [check.fix for check in engine.doctor() if check.name == "archive"] == [raised.value.hint]
        assert [card.id for card in engine.cards()] == ["rain"]
        (data / "archive.json").rmdir()
        engine.reindex([archive])
        assert engine.reindex().unchanged == 1


def test_a_run_that_has_just_published_is_given_the_time_to_say_what(archive: Path, tmp_path: Path) -> None:
    """Two first runs at once: the one that comes in between does not take the memory for lost."""
    data = tmp_path / "data"
    with Engine.open(settings(data)) as engine:
        engine.reindex([archive])
    known = source_of(settings(data).paths)
    (data / "archive.json").unlink()
    late = threading.Timer(0.1, remember_source, (data, known))
    late.start()
    assert source_of(settings(data).paths) == known
    late.join()


def test_only_what_was_indexed_is_remembered(archive: Path, tmp_path: Path) -> None:
    """A dry run and a folder in which nothing can be read leave the memory as it is; the message names that folder."""
    data = tmp_path / "data"
    (tmp_path / "empty").mkdir()
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "a.txt").touch()
    with Engine.open(settings(data)) as engine:
        engine.reindex([archive])
        engine.reindex([seeds_folder()], dry_run=True)
        engine.reindex([tmp_path / "broken"])
        with pytest.raises(IngestError) as raised:
            engine.reindex([tmp_path / "empty"])
        assert raised.value.where == str(tmp_path / "empty")
        assert engine.source().paths == (archive,)


def test_paths_of_any_bytes_are_remembered_from_any_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A relative path becomes an absolute one, a name that is no UTF-8 is kept."""
    named = Path("news-\udcff")
    monkeypatch.chdir(tmp_path)
    remember_source(tmp_path, source_of(settings(tmp_path).paths, [named]))
    assert source_of(settings(tmp_path).paths).paths == (tmp_path / named,)
