"""Generations: what is opened is what was saved, what is damaged is named, and readers change between questions."""

from __future__ import annotations

import dataclasses
import json
import logging
import os
import random
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from rag.engine import Engine
from rag.errors import EmbedderMismatch, IndexDamaged, IndexMissing, IndexUnusable
from rag.index import manifest, vectors
from rag.index.doctor import check_data_folder
from rag.index.generation import Generation
from rag.index.manifest import Manifest
from rag.index.publish import folder_of, leftovers, published_numbers
from rag.index.reader import GenerationReader
from rag.index.validate import validate
from rag.values import AskOptions, TimeWindow
from tests.rag.index.archives import settings_in, write_archive, write_article

_NOBODY = 65534
QUESTIONS = ("متى بدأت أعمال المياه في حلب؟", "كم تبلغ كلفة المشروع رقم 5؟", "When did the work on schools begin?")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with one published generation of twelve articles."""
    place = tmp_path_factory.mktemp("built")
    with Engine.open(settings_in(place / "data")) as engine:
        assert engine.reindex([write_archive(place / "archive", 12)]).ok
    return place / "data"


@pytest.fixture
def data(built: Path, tmp_path: Path) -> Path:
    """A copy of it that a test may break."""
    shutil.copytree(built, tmp_path / "data")
    return tmp_path / "data"


def _folder(data: Path) -> Path:
    return folder_of(data, 1)


def test_a_published_generation_is_sound(data: Path) -> None:
    generation = Generation.open(data)
    validate(generation)
    counts = generation.manifest.counts
    assert counts.articles == 12
    assert counts.passages == len(generation.vectors) == len(generation.sparse) == len(generation.sentence_bounds)
    generation.close()


def test_every_passage_and_sentence_stands_in_its_article_at_its_span(data: Path) -> None:
    catalogue = Generation.open(data).catalogue
    bodies = {article.id: article.body for article in catalogue.articles()}
    for item in catalogue.passages(range(catalogue.count("passages"))):
        passage = item.passage
        assert bodies[passage.article_id][passage.start : passage.end] == passage.text
        [sentences] = catalogue.sentences([item.ordinal])
        assert len(sentences) == item.last_sentence - item.first_sentence
        assert (sentences[0].start, sentences[-1].end) == (passage.start, passage.end)
        assert all(bodies[s.article_id][s.start : s.end] == s.text for s in sentences)


def test_save_and_open_give_the_same_hits(data: Path) -> None:
    settings = settings_in(data)
    with Engine.open(settings) as one, Engine.open(settings) as other:
        for question in QUESTIONS:
            hits = one.search(question, AskOptions())
            assert hits
            assert hits == other.search(question, AskOptions())


def test_chroma_and_comparing_every_vector_find_the_same(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = Generation.open(data).passage_vectors
    exact = vectors.Vectors(_folder(data), rows)
    monkeypatch.setattr(vectors, "EXACT_UP_TO", 0)
    approximate = vectors.Vectors(_folder(data), rows)
    for row in rows[::3]:
        vector = np.asarray(row, np.float32)
        found, near = approximate.query(vector, 5)
        expected, nearest = exact.query(vector, 5)
        assert found[0] == expected[0]
        assert np.allclose(near, nearest, atol=2e-3)
    approximate.close()


def test_without_a_readable_chroma_every_vector_is_compared(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vectors, "EXACT_UP_TO", 0)
    shutil.rmtree(_folder(data) / "chroma")
    generation = Generation.open(data)
    vector = np.asarray(generation.passage_vectors[3], np.float32)
    assert generation.vectors.query(vector, 1)[0] == [3]
    assert not (_folder(data) / "chroma").exists()


def test_a_reader_is_told_of_a_broken_chroma_in_one_line(
    data: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """What is logged reaches the standard error of `isnad ask`: no traceback, and the reason with what to run."""
    monkeypatch.setattr(vectors, "EXACT_UP_TO", 0)
    (_folder(data) / "chroma" / "chroma.sqlite3").write_bytes(b"this is no database" * 500)
    generation = Generation.open(data)
    assert generation.vectors.query(np.asarray(generation.passage_vectors[3], np.float32), 1)[0] == [3]
    [record] = [record for record in caplog.records if record.levelno >= logging.WARNING]
    assert record.exc_info is None
    assert "\n" not in record.getMessage()
    assert "isnad doctor" in record.getMessage()


@contextmanager
def _without_privileges(folder: Path) -> Iterator[None]:
    """Own `folder` as somebody to whom permissions apply: root is nobody meanwhile, everybody else is who they are."""
    if os.geteuid() != 0:
        yield
        return
    for path in (folder, *folder.rglob("*")):
        os.chown(path, _NOBODY, _NOBODY)
    os.seteuid(_NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.parametrize("name", ["manifest.json", "catalogue.sqlite", "vectors/passages.npy", "sparse", "tokens"])
def test_what_may_not_be_read_is_told_with_its_permissions_and_is_neither_lost_nor_rebuilt(
    built: Path, name: str
) -> None:
    """By a question, by `doctor` and by `reindex`: articles whose files are gone would not survive building anew."""
    with tempfile.TemporaryDirectory() as place:  # the folders above pytest's own are shut to others
        data = Path(place) / "data"
        shutil.copytree(built, data)
        Path(place).chmod(0o711)
        with Engine.open(settings_in(data)) as engine:  # what Python loads on the way is loaded now
            engine.search(QUESTIONS[0], AskOptions())
            engine.reindex([built.parent / "archive"])
        with _without_privileges(data):
            shut = _folder(data) / name
            mode = shut.stat().st_mode
            shut.chmod(0)
            acts: tuple[Callable[[Engine], object], ...] = (
                lambda engine: engine.search(QUESTIONS[0], AskOptions()),
                lambda engine: engine.reindex(full=True),
            )
            told = []
            try:
                for act in acts:
                    with pytest.raises(IndexUnusable, match="Permission denied") as caught:
                        act(Engine.open(settings_in(data)))
                    told.append(caught.value)
                checks = {check.name: check for check in check_data_folder(data)}
            finally:
                shut.chmod(mode)
        assert published_numbers(data) == [1]
    for error in told:
        assert str(shut) in error.where
        assert "permissions" in error.hint
    assert (checks["opens"].ok, checks["opens"].fix) == (False, told[0].hint)


def test_opening_needs_no_chroma_and_no_torch(data: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from tests.rag.index.archives import settings_in\n"
        "from rag.engine import Engine; from rag.values import AskOptions\n"
        "engine = Engine.open(settings_in(Path(sys.argv[1])))\n"
        "assert engine.search('متى بدأت أعمال المياه؟', AskOptions())\n"
        "print(*(name for name in ('chromadb', 'torch', 'langchain_core', 'telegram', 'trafilatura') if name in sys.modules))"
    )
    assert _python(script, str(data)).strip() == ""


def _python(script: str, *arguments: str) -> str:
    import subprocess
    import sys

    done = subprocess.run([sys.executable, "-c", script, *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def _overwrite(name: str, content: bytes) -> Callable[[Path], None]:
    def act(data: Path) -> None:
        (_folder(data) / name).write_bytes(content)

    return act


def _shorten(name: str) -> Callable[[Path], None]:
    def act(data: Path) -> None:
        path = _folder(data) / name
        os.truncate(path, path.stat().st_size - 10)

    return act


def _flip(name: str) -> Callable[[Path], None]:
    def act(data: Path) -> None:
        path = _folder(data) / name
        content = bytearray(path.read_bytes())
        content[len(content) // 2] ^= 0xFF
        path.write_bytes(content)

    return act


@pytest.mark.parametrize(
    "damage",
    [
        _overwrite("manifest.json", b""),
        _overwrite("manifest.json", b"[1, 2]"),
        _overwrite("manifest.json", b"{}"),
        _overwrite("catalogue.sqlite", b"not a database"),
        _flip("manifest.json"),
        _flip("catalogue.sqlite"),
        _flip("vectors/passages.npy"),
        _shorten("vectors/sentences.npy"),
        _shorten("sparse/indptr.npy"),
        lambda data: (_folder(data) / "vectors/passages.npy").unlink(),
        lambda data: (_folder(data) / "manifest.json").unlink(),
        lambda data: shutil.rmtree(_folder(data) / "sparse"),
        lambda data: shutil.rmtree(_folder(data)),
        lambda data: (data / "current").write_text("000042\n"),
        lambda data: (data / "current").write_text("../../etc"),
        lambda data: (data / "current").write_bytes(b"\xff\xfe\x00"),
        lambda data: (data / "current").write_text(""),
    ],
)
def test_a_damaged_index_is_refused_and_says_where_and_what_to_do(data: Path, damage: Callable[[Path], object]) -> None:
    damage(data)
    with pytest.raises(IndexDamaged) as caught:
        Generation.open(data)
    assert str(data) in caught.value.where
    assert "reindex" in caught.value.hint


@pytest.mark.filterwarnings("ignore:.* encountered in:RuntimeWarning")  # vectors that hold no numbers
def test_damage_that_opening_does_not_see_is_told_where_a_question_meets_it(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of large files opening compares the size alone: here every file is taken for a large one, and filled with noise from its middle on."""
    monkeypatch.setattr(manifest, "_SMALL_BYTES", 0)
    dice, told = random.Random(5), set()
    for name in Manifest.read(_folder(data)).files:
        path = _folder(data) / name
        whole = path.read_bytes()
        path.write_bytes(whole[: len(whole) // 2] + dice.randbytes(len(whole) - len(whole) // 2))
        with Engine.open(settings_in(data)) as engine:
            for question in QUESTIONS:
                try:
                    engine.ask(question)
                    engine.search(question, AskOptions())
                    engine.coverage()
                except IndexDamaged as exc:
                    told.add((name, exc.where))
        path.write_bytes(whole)
    assert {"catalogue.sqlite", "sparse/indptr.npy", "sparse/spelling_starts.npy"} <= {name for name, _ in told}
    assert all(str(_folder(data) / name).startswith(where) for name, where in told)


def test_an_error_over_a_sound_index_is_no_damage(data: Path) -> None:
    """Whatever the caller does wrong while it holds a generation stays its own error."""
    reader = GenerationReader(data, lambda _: None)
    with pytest.raises(KeyError), reader.lease() as generation:
        generation.catalogue.passage(10_000)
    reader.close()


def test_an_empty_data_folder_says_that_nothing_is_indexed(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing) as caught:
        Generation.open(tmp_path)
    assert "isnad reindex" in caught.value.hint


def test_a_file_in_place_of_the_data_folder_is_told(tmp_path: Path) -> None:
    place = tmp_path / "data"
    place.write_text("a file")
    with pytest.raises(IndexUnusable, match="is a file"):
        Generation.open(place)


def test_a_manifest_of_another_format_is_refused(data: Path) -> None:
    made = Manifest.read(_folder(data))
    content = json.loads((_folder(data) / "manifest.json").read_text())
    assert Manifest.read(_folder(data)) == made
    content["format"] = 99
    (_folder(data) / "manifest.json").write_text(json.dumps(content))
    with pytest.raises(IndexDamaged):
        Manifest.read(_folder(data))


def test_a_newer_index_is_not_called_a_damaged_one(data: Path) -> None:
    """Whoever went back to an older version is told so, with both ways out."""
    made = Manifest.read(_folder(data))
    for newer in (dataclasses.replace(made, format=99), dataclasses.replace(made, analyser=made.analyser + 1)):
        newer.write(_folder(data))
        with pytest.raises(IndexDamaged) as raised:
            Generation.open(data)
        assert "newer version" in raised.value.hint
        assert "isnad reindex --full" in raised.value.hint


def test_another_embedder_than_the_indexes_is_refused_with_the_command_to_run(data: Path) -> None:
    generation = Generation.open(data)

    class Other:
        fingerprint = "another"

    with pytest.raises(EmbedderMismatch) as caught:
        generation.check_embedder(Other(), "openai:text-embedding-3-small")  # type: ignore[arg-type]
    assert "isnad reindex --full" in caught.value.hint
    assert "openai:text-embedding-3-small" in str(caught.value)


def test_the_filters_let_through_the_outlet_and_the_days(tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    write_article(archive, "may", "افتتح السوق الجديد في المدينة.", published="2024-05-10", source="وكالة الشمال")
    write_article(archive, "june", "أغلق السوق القديم يوم 3 آذار 2019.", published="2024-06-10", source="وكالة الجنوب")
    with Engine.open(settings_in(tmp_path / "data")) as engine:
        engine.reindex([archive])
    generation = Generation.open(tmp_path / "data")

    def through(window: TimeWindow | None = None, source: str | None = None) -> list[str]:
        allowed = generation.allowed(window, source)
        assert allowed is not None
        return [generation.catalogue.passage(int(o)).passage.article_id for o in np.flatnonzero(allowed)]

    from datetime import date

    assert generation.allowed(None, None) is None
    assert generation.allowed(TimeWindow(latest=True), None) is None
    assert through(source="وكالة الشمال") == ["may"]
    assert through(source="وكالة أخرى") == []
    assert through(TimeWindow(date(2024, 5, 1), date(2024, 5, 31))) == ["may"]
    assert through(TimeWindow(since=date(2024, 6, 1))) == ["june"]
    assert through(TimeWindow(until=date(2019, 12, 31))) == ["june"]
    assert through(TimeWindow(since=date(2024, 1, 1)), source="وكالة الجنوب") == ["june"]


def test_only_what_nobody_names_is_left_over(data: Path) -> None:
    (data / "generations" / "000002.building").mkdir()
    (data / "generations" / "000003").mkdir()
    (data / "current.new").write_text("0000")
    assert [path.name for path in leftovers(data)] == ["000002.building", "000003", "current.new"]
    assert published_numbers(data) == [1]


@pytest.mark.parametrize("exact_up_to", [10_000, 0])
def test_questions_during_reindexing_see_the_old_or_the_new_archive_never_a_mixture(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exact_up_to: int
) -> None:
    monkeypatch.setattr(vectors, "EXACT_UP_TO", exact_up_to)
    archive = write_archive(tmp_path / "archive", 8, "الأولى")
    with Engine.open(settings_in(tmp_path / "data", keep_generations=1)) as engine:
        engine.reindex([archive])
        done = threading.Event()
        problems: list[object] = []
        asked: list[set[str]] = []

        def keep_asking() -> None:
            while not done.is_set():
                try:
                    engine.refresh()
                    texts = [hit.passage.text for hit in engine.search("أعمال المياه في دمشق", AskOptions(top_k=8))]
                    marks = {mark for mark in ("الأولى", "الثانية") for text in texts if f"النسخة {mark}" in text}
                    asked.append(marks)
                    if len(marks) != 1 or len(texts) != 8:
                        problems.append((marks, len(texts)))
                except Exception as exc:  # noqa: BLE001 - whatever it is, it is a failure of the test
                    problems.append(exc)

        askers = [threading.Thread(target=keep_asking) for _ in range(8)]
        for asker in askers:
            asker.start()
        for mark in ("الثانية", "الأولى", "الثانية"):
            write_archive(archive, 8, mark)
            assert engine.reindex([archive]).published
        done.set()
        for asker in askers:
            asker.join()
        assert not problems, problems[:3]
        assert {"الأولى"} in asked
        assert engine.coverage().generation == 4
        assert published_numbers(tmp_path / "data") == [4]


def test_a_reader_that_opens_while_generations_come_and_go_finds_one(tmp_path: Path) -> None:
    archive = write_archive(tmp_path / "archive", 3)
    data = tmp_path / "data"
    with Engine.open(settings_in(data, keep_generations=1)) as engine:
        engine.reindex([archive])
        done = threading.Event()
        opened: list[int] = []
        problems: list[Exception] = []

        def keep_opening() -> None:
            while not done.is_set():
                try:
                    generation = Generation.open(data)
                    opened.append(len(generation.catalogue.articles()))
                    generation.close()
                except Exception as exc:  # noqa: BLE001 - whatever it is, it is a failure of the test
                    problems.append(exc)

        readers = [threading.Thread(target=keep_opening) for _ in range(3)]
        for reader in readers:
            reader.start()
        for _ in range(6):
            engine.reindex([archive], full=True)
        done.set()
        for reader in readers:
            reader.join()
    assert not problems, problems[:3]
    assert set(opened) == {3}
