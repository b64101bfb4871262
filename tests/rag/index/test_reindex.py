"""Re-indexing: what changed takes effect, what did not is not embedded again, and nothing indexed is lost on the way."""

from __future__ import annotations

import dataclasses
import errno
import fcntl
import os
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from rag.engine import Engine, ReindexReport
from rag.errors import EmbedderError, IndexingError, IndexLocked, IndexUnusable, IngestError
from rag.index import build, manifest, publish, validate, vectors
from rag.index.doctor import check_data_folder
from rag.index.embedder import Embedder, Progress
from rag.index.embedders.static import StaticEmbedder
from rag.index.generation import Generation
from rag.index.lock import lock_holder, write_lock
from rag.index.publish import current_number, leftovers, published_numbers
from rag.index.reindex import RunOptions, reindex
from rag.ingest.readers import read_articles
from rag.settings import Settings
from rag.values import AskOptions
from tests.rag.index.archives import settings_in, write_archive, write_article


class CountingEmbedder:
    """The shipped model, which also counts what it is asked to embed, and may fail after so many calls."""

    def __init__(self, fingerprint: str = "counting", fail: BaseException | None = None) -> None:
        self._model = StaticEmbedder.open()
        self.fingerprint = fingerprint
        self.dimensions = self._model.dimensions
        self.texts: list[str] = []
        self.fail = fail

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return self._model.encode_queries(texts)

    def encode_passages(self, texts: Sequence[str], progress: Progress | None = None) -> NDArray[np.float32]:
        if self.fail is not None:
            raise self.fail
        self.texts += texts
        return self._model.encode_passages(texts, progress)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return settings_in(tmp_path / "data")


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return write_archive(tmp_path / "archive", 6)


def _run(archive: Path, settings: Settings, embedder: Embedder, **options: Any) -> ReindexReport:
    return reindex(lambda: read_articles([archive], settings), settings, lambda: embedder, RunOptions(**options))


def _texts(data: Path) -> dict[str, str]:
    generation = Generation.open(data)
    try:
        return {article.id: article.body for article in generation.catalogue.articles()}
    finally:
        generation.close()


def _files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_only_new_and_changed_articles_are_embedded(archive: Path, settings: Settings) -> None:
    embedder = CountingEmbedder()
    first = _run(archive, settings, embedder)
    assert (len(first.added), first.generation, first.published) == (6, 1, True)
    embedder.texts.clear()
    write_article(archive, "n002", "تغير هذا الخبر كله اليوم.")
    write_article(archive, "n009", "هذا خبر جديد عن الميناء.")
    (archive / "n004.md").unlink()
    report = _run(archive, settings, embedder)
    assert (report.added, report.changed, report.removed, report.unchanged) == (("n009",), ("n002",), ("n004",), 4)
    assert embedder.texts
    assert all("تغير هذا الخبر" in text or "عن الميناء" in text for text in embedder.texts)
    texts = _texts(settings.paths.data)
    assert texts["n002"] == "تغير هذا الخبر كله اليوم."
    assert "n009" in texts
    assert "n004" not in texts


def test_an_incremental_index_holds_the_same_as_a_full_one(archive: Path, settings: Settings, tmp_path: Path) -> None:
    embedder = CountingEmbedder()
    _run(archive, settings, embedder)
    write_article(archive, "n002", "تغير هذا الخبر كله اليوم. وفيه جملة ثانية يوم 4 نيسان.")
    write_article(archive, "a000", "خبر يقف قبل غيره.")
    (archive / "n000.md").unlink()
    _run(archive, settings, embedder)
    anew = settings_in(tmp_path / "anew")
    _run(archive, anew, embedder)
    one, other = Generation.open(settings.paths.data), Generation.open(anew.paths.data)
    assert np.array_equal(one.passage_vectors, other.passage_vectors)
    assert np.array_equal(one.sentence_vectors, other.sentence_vectors)
    assert one.catalogue.articles() == other.catalogue.articles()
    everything = range(len(one.vectors))
    assert one.catalogue.passages(everything) == other.catalogue.passages(everything)
    articles = one.catalogue.articles()
    assert one.catalogue.dates(articles) == other.catalogue.dates(articles)
    assert one.sparse.vocabulary() == other.sparse.vocabulary()


def test_nothing_new_publishes_nothing_and_embeds_nothing(archive: Path, settings: Settings) -> None:
    embedder = CountingEmbedder()
    _run(archive, settings, embedder)
    embedder.texts.clear()
    report = _run(archive, settings, embedder)
    assert (report.unchanged, report.published, report.generation, report.articles) == (6, False, 1, 6)
    assert not embedder.texts
    assert published_numbers(settings.paths.data) == [1]


def test_full_embeds_everything_again(archive: Path, settings: Settings) -> None:
    embedder = CountingEmbedder()
    _run(archive, settings, embedder)
    count = len(embedder.texts)
    report = _run(archive, settings, embedder, full=True)
    assert (report.unchanged, report.generation) == (6, 2)
    assert len(embedder.texts) == 2 * count


def test_a_change_of_metadata_alone_takes_effect_without_embedding(archive: Path, settings: Settings) -> None:
    embedder = CountingEmbedder()
    _run(archive, settings, embedder)
    embedder.texts.clear()
    path = archive / "n001.md"
    path.write_text(path.read_text(encoding="utf-8").replace("2024-03-05", "2023-01-02"), encoding="utf-8")
    report = _run(archive, settings, embedder)
    assert report.changed == ("n001",)
    assert not embedder.texts
    generation = Generation.open(settings.paths.data)
    card = generation.catalogue.card("n001")
    assert card is not None
    assert str(card.published) == "2023-01-02"
    validate.validate(generation)


def test_another_embedder_embeds_everything_anew(archive: Path, settings: Settings) -> None:
    _run(archive, settings, CountingEmbedder("one"))
    other = CountingEmbedder("other")
    report = _run(archive, settings, other)
    assert report.published
    assert Generation.open(settings.paths.data).manifest.fingerprint == "other"
    assert len(other.texts) > 6


def test_a_file_that_cannot_be_read_any_more_keeps_its_article(archive: Path, settings: Settings) -> None:
    _run(archive, settings, CountingEmbedder())
    before = _texts(settings.paths.data)
    (archive / "n003.md").write_bytes(b"")
    write_article(archive, "n007", "خبر جديد.")
    report = _run(archive, settings, CountingEmbedder())
    assert (report.kept, report.added, report.removed, report.ok) == (("n003",), ("n007",), (), False)
    assert [Path(item.path).name for item in report.rejected] == ["n003.md"]
    assert _texts(settings.paths.data)["n003"] == before["n003"]


def test_lines_of_a_file_that_are_broken_keep_the_articles_they_held(settings: Settings, tmp_path: Path) -> None:
    lines = [f'{{"id": "a{n}", "title": "خبر {n}", "text": "هذا نص الخبر رقم {n} كله."}}' for n in range(3)]
    path = tmp_path / "articles.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    _run(path, settings, CountingEmbedder())
    path.write_text("\n".join([lines[0], lines[1][:20], lines[2]]), encoding="utf-8")
    report = _run(path, settings, CountingEmbedder())
    assert report.kept == ("a1",)
    assert set(_texts(settings.paths.data)) == {"a0", "a1", "a2"}


def test_when_nothing_can_be_read_the_index_stays_as_it_was(archive: Path, settings: Settings, tmp_path: Path) -> None:
    _run(archive, settings, CountingEmbedder())
    before = _files(settings.paths.data / "generations")
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "x.md").write_bytes(b"")
    report = _run(broken, settings, CountingEmbedder())
    assert (report.ok, report.published, report.generation, report.articles, report.removed) == (False, False, 1, 6, ())
    (tmp_path / "empty").mkdir()
    try:
        report = _run(tmp_path / "empty", settings, CountingEmbedder())
        assert not report.ok
    except IngestError:
        pass
    assert _files(settings.paths.data / "generations") == before
    assert current_number(settings.paths.data) == 1


def test_a_dry_run_tells_what_would_change_and_writes_nothing(archive: Path, settings: Settings) -> None:
    report = _run(archive, settings, CountingEmbedder(), dry_run=True)
    assert (len(report.added), report.dry_run, report.generation) == (6, True, None)
    assert report.passages == 6
    assert not settings.paths.data.exists()
    _run(archive, settings, CountingEmbedder())
    before = _files(settings.paths.data)
    (archive / "n000.md").unlink()
    report = _run(archive, settings, CountingEmbedder(), dry_run=True)
    assert report.removed == ("n000",)
    assert _files(settings.paths.data) == before


def test_only_so_many_generations_are_kept(archive: Path, tmp_path: Path) -> None:
    settings = settings_in(tmp_path / "data", keep_generations=2)
    for _ in range(4):
        _run(archive, settings, CountingEmbedder(), full=True)
    assert published_numbers(settings.paths.data) == [3, 4]


def test_a_second_writer_is_refused_and_told_who_writes(archive: Path, settings: Settings) -> None:
    with write_lock(settings.paths.data):
        assert lock_holder(settings.paths.data) == str(os.getpid())
        with pytest.raises(IndexLocked, match=f"process {os.getpid()}"):
            _run(archive, settings, CountingEmbedder())
    assert lock_holder(settings.paths.data) is None
    assert _run(archive, settings, CountingEmbedder()).published


def test_a_lock_file_left_by_a_dead_process_locks_nothing(archive: Path, settings: Settings) -> None:
    settings.paths.data.mkdir()
    (settings.paths.data / "lock").write_text("999999\n")
    assert _run(archive, settings, CountingEmbedder()).published


def test_a_writer_that_may_wait_gets_its_turn(archive: Path, settings: Settings) -> None:
    settings.paths.data.mkdir()
    holder = os.open(settings.paths.data / "lock", os.O_RDWR | os.O_CREAT)
    fcntl.flock(holder, fcntl.LOCK_EX)
    import threading

    threading.Timer(0.3, lambda: os.close(holder)).start()
    assert _run(archive, settings, CountingEmbedder(), wait_seconds=60).published


@pytest.mark.parametrize("failure", [EmbedderError("the service is down"), KeyboardInterrupt(), MemoryError()])
def test_a_run_that_fails_while_embedding_changes_nothing(
    archive: Path, settings: Settings, failure: BaseException
) -> None:
    _run(archive, settings, CountingEmbedder())
    before = _files(settings.paths.data / "generations")
    write_article(archive, "n099", "خبر جديد.")
    with pytest.raises(type(failure)):
        _run(archive, settings, CountingEmbedder(fail=failure))
    assert _files(settings.paths.data / "generations") == before
    assert leftovers(settings.paths.data) == []
    assert lock_holder(settings.paths.data) is None


def test_a_full_disk_is_told_and_changes_nothing(
    archive: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    _run(archive, settings, CountingEmbedder())
    write_article(archive, "n099", "خبر جديد.")

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", str(settings.paths.data / "x"))

    for module, name in [(build, "write_catalogue"), (vectors, "new_rows"), (publish, "_sync")]:
        with monkeypatch.context() as patch:
            patch.setattr(module, name, full)
            with pytest.raises(IndexingError, match="No space left") as caught:
                _run(archive, settings, CountingEmbedder())
        assert "as it was" in caught.value.hint
        assert leftovers(settings.paths.data) == []
    assert current_number(settings.paths.data) == 1
    assert "n099" not in _texts(settings.paths.data)


def test_an_index_that_is_not_sound_is_not_put_in_use(
    archive: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    _run(archive, settings, CountingEmbedder())
    write_article(archive, "n099", "خبر جديد.")
    write = vectors.write_collection

    def lose_one(folder: Path, records: Any, rows: Any, progress: Any = None) -> None:
        write(folder, list(records)[:-1], rows, progress)

    monkeypatch.setattr(vectors, "write_collection", lose_one)
    with pytest.raises(IndexingError, match="not sound"):
        _run(archive, settings, CountingEmbedder())
    assert current_number(settings.paths.data) == 1
    assert leftovers(settings.paths.data) == []


@pytest.mark.parametrize("content", ["000042\n", "junk", ""])
def test_a_broken_name_is_mended_by_reindexing(archive: Path, settings: Settings, content: str) -> None:
    _run(archive, settings, CountingEmbedder())
    (settings.paths.data / "current").write_text(content)
    with pytest.raises(IndexUnusable):
        Generation.open(settings.paths.data)
    report = _run(archive, settings, CountingEmbedder())
    assert report.published
    assert len(_texts(settings.paths.data)) == 6


def test_where_the_index_in_use_is_damaged_the_one_before_saves_what_cannot_be_read(
    archive: Path, settings: Settings
) -> None:
    _run(archive, settings, CountingEmbedder())
    _run(archive, settings, CountingEmbedder(), full=True)
    (settings.paths.data / "generations" / "000002" / "manifest.json").write_text("{}")
    (archive / "n003.md").write_bytes(b"")
    report = _run(archive, settings, CountingEmbedder())
    assert (report.kept, report.published, report.generation) == (("n003",), True, 3)
    assert len(_texts(settings.paths.data)) == 6


def test_a_damaged_generation_is_built_anew(archive: Path, settings: Settings) -> None:
    _run(archive, settings, CountingEmbedder())
    shutil.rmtree(settings.paths.data / "generations" / "000001" / "sparse")
    assert _run(archive, settings, CountingEmbedder()).published
    validate.validate(Generation.open(settings.paths.data))


def _other_words(content: bytes) -> bytes:
    return content.replace("أعمال".encode(), "أشغال".encode())


def _other_numbers(content: bytes) -> bytes:
    return content[:-64] + b"\x3c" * 64


@pytest.mark.parametrize(
    ("name", "damage"), [("catalogue.sqlite", _other_words), ("vectors/passages.npy", _other_numbers)]
)
def test_what_is_damaged_inside_a_file_is_built_anew_and_never_taken_over(
    archive: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch, name: str, damage: Callable[[bytes], bytes]
) -> None:
    """Also where nothing new is to be indexed, and where opening, which compares the size of a large file alone, sees nothing."""
    monkeypatch.setattr(manifest, "_SMALL_BYTES", 0)
    _run(archive, settings, CountingEmbedder())
    sound = _texts(settings.paths.data), Generation.open(settings.paths.data).passage_vectors.tolist()
    path = settings.paths.data / "generations" / "000001" / name
    path.write_bytes(damage(path.read_bytes()))
    opened = Generation.open(settings.paths.data)
    assert (_texts(settings.paths.data), opened.passage_vectors.tolist()) != sound
    report = _run(archive, settings, CountingEmbedder())
    assert (report.published, report.generation) == (True, 2)
    assert (_texts(settings.paths.data), Generation.open(settings.paths.data).passage_vectors.tolist()) == sound


def test_a_folder_in_the_place_of_the_name_is_told_with_what_to_remove(archive: Path, settings: Settings) -> None:
    """The run and the doctor say the same; neither sends the person to build anew what cannot be named."""
    _run(archive, settings, CountingEmbedder())
    name = settings.paths.data / "current"
    name.unlink()
    name.mkdir()
    with pytest.raises(IndexingError, match="A folder stands") as caught:
        _run(archive, settings, CountingEmbedder())
    assert str(name) in caught.value.what
    assert "Remove that folder" in caught.value.hint
    [check] = [check for check in check_data_folder(settings.paths.data) if check.name == "current"]
    assert "Remove that folder" in check.fix
    name.rmdir()
    assert _run(archive, settings, CountingEmbedder()).published


@pytest.mark.parametrize("place", ["data", "data/below"])
def test_a_data_folder_that_cannot_be_made_is_told(archive: Path, tmp_path: Path, place: str) -> None:
    (tmp_path / "data").write_text("a file")
    with pytest.raises(IndexingError, match="is a file") as caught:
        _run(archive, settings_in(tmp_path / place), CountingEmbedder())
    assert "--data" in caught.value.hint


def test_other_settings_of_passages_cut_everything_anew(archive: Path, settings: Settings) -> None:
    _run(archive, settings, CountingEmbedder())
    shorter = dataclasses.replace(settings, ingest=dataclasses.replace(settings.ingest, passage_chars=60))
    report = _run(archive, shorter, CountingEmbedder())
    assert (report.unchanged, report.published) == (6, True)
    assert report.passages > 6


def test_the_report_as_an_object_names_everything(archive: Path, settings: Settings) -> None:
    (archive / "bad.md").write_bytes(b"")
    told = _run(archive, settings, CountingEmbedder()).to_json()
    assert told["added"] == [f"n{number:03}" for number in range(6)]
    assert [item["path"] for item in told["rejected"]] == [str(archive / "bad.md")]
    assert told["rejected"][0]["reason"]
    assert (told["generation"], told["articles"], told["passages"], told["dry_run"]) == (1, 6, 6, False)


def test_search_answers_while_nothing_may_be_written(archive: Path, settings: Settings) -> None:
    _run(archive, settings, StaticEmbedder.open())
    folders = [settings.paths.data, *(path for path in settings.paths.data.rglob("*") if path.is_dir())]
    for folder in folders:
        folder.chmod(0o500)
    try:
        with Engine.open(settings) as engine:
            assert engine.search("أعمال المياه في دمشق", AskOptions())
    finally:
        for folder in folders:
            folder.chmod(0o700)
