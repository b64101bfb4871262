"""The engine: one object that indexes, searches, says what it holds and checks itself."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
import threading
from datetime import date
from pathlib import Path

import pytest

from rag.engine import Check, Engine
from rag.errors import EmbedderMismatch, IndexDamaged, IndexMissing, IngestError
from rag.index.publish import current_number, folder_of
from rag.settings import Secret, Settings
from rag.values import Answer, AskOptions
from tests.rag.index.archives import settings_in, write_archive, write_article

STORY = (
    "افتتح الميناء الجديد في طرطوس صباح الاثنين بحضور مئات العمال. وقال مدير الميناء إن الرافعات تعمل منذ أسبوع."
    " وتبلغ طاقة الميناء سبعة ملايين طن في العام. ويتوقع وصول أول سفينة في نهاية الشهر."
)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return write_archive(tmp_path / "archive", 6)


@pytest.fixture
def settings(tmp_path: Path, archive: Path) -> Settings:
    settings = settings_in(tmp_path / "data")
    return dataclasses.replace(settings, paths=dataclasses.replace(settings.paths, archive=archive))


def test_the_first_use_indexes_the_archive_that_the_settings_name_and_says_so_once(settings: Settings) -> None:
    said: list[str] = []
    with Engine.open(settings) as engine:
        with pytest.raises(IndexMissing):
            engine.coverage()
        engine.ensure_index(lambda: said.append("indexing"))
        engine.ensure_index(lambda: said.append("indexing"))
        assert said == ["indexing"]
        assert engine.coverage().articles == 6


def test_an_archive_without_a_readable_article_is_told(settings: Settings, tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "x.md").write_bytes(b"")
    paths = dataclasses.replace(settings.paths, archive=broken)
    with Engine.open(dataclasses.replace(settings, paths=paths)) as engine, pytest.raises(IndexMissing, match=r"x\.md"):
        engine.ensure_index()
    missing = dataclasses.replace(settings.paths, archive=tmp_path / "nowhere")
    with Engine.open(dataclasses.replace(settings, paths=missing)) as engine, pytest.raises(IngestError):
        engine.ensure_index()


def test_warming_reads_the_archive_ahead_and_ends_in_its_time(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Questions of the archive's own titles are answered without a chat model; with no time left, one is."""
    with Engine.open(settings) as engine:
        with pytest.raises(IndexMissing):
            engine.warm()
        engine.ensure_index()
        asked: list[tuple[str, bool]] = []
        answer = engine.ask

        def ask(text: str, options: AskOptions) -> Answer:
            asked.append((text, options.use_llm))
            return answer(text, options)

        monkeypatch.setattr(engine, "ask", ask)
        engine.warm(0)
        assert len(asked) == 1
        engine.warm(60)
        titles = {card.title for card in engine.cards()}
        assert all(any(title in text for text, _ in asked) for title in titles)
        assert not any(use_llm for _, use_llm in asked)


def test_two_first_questions_at_once_index_once(settings: Settings) -> None:
    script = (
        "import sys; from pathlib import Path; import dataclasses; from tests.rag.index.archives import settings_in\n"
        "from rag.engine import Engine\n"
        "settings = settings_in(Path(sys.argv[1]))\n"
        "paths = dataclasses.replace(settings.paths, archive=Path(sys.argv[2]))\n"
        "with Engine.open(dataclasses.replace(settings, paths=paths)) as engine:\n"
        "    engine.ensure_index(); print(engine.coverage().generation, engine.coverage().articles)\n"
    )
    command = [sys.executable, "-c", script, str(settings.paths.data), str(settings.paths.archive)]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    assert [process.communicate()[0].split() for process in both] == [["1", "6"], ["1", "6"]]


def test_what_was_changed_removed_and_added_takes_effect_at_once(settings: Settings, archive: Path) -> None:
    with Engine.open(settings) as engine:
        engine.reindex()
        assert engine.search("الميناء الجديد في طرطوس", AskOptions())[0].article.id != "port"
        write_article(archive, "port", STORY)
        (archive / "n000.md").unlink()
        assert engine.reindex().ok
        assert engine.search("الميناء الجديد في طرطوس", AskOptions())[0].article.id == "port"
        assert engine.article("n000") is None
        found = engine.search("أعمال المياه في دمشق", AskOptions(top_k=50))
        assert "n000" not in {hit.article.id for hit in found}
        (archive / "port.md").unlink()
        engine.reindex()
        found = engine.search("الميناء الجديد في طرطوس", AskOptions(top_k=50))
        assert "port" not in {hit.article.id for hit in found}


def test_copies_of_one_wire_story_are_one_hit_that_names_the_others(settings: Settings, archive: Path) -> None:
    for name, source in [("port1", "وكالة الساحل"), ("port2", "صحيفة المدينة"), ("port3", "موقع الأخبار")]:
        write_article(archive, name, STORY, source=source)
    with Engine.open(settings) as engine:
        engine.reindex()
        hits = engine.search("متى افتتح الميناء الجديد في طرطوس؟", AskOptions(top_k=5))
        assert {hits[0].article.id, *(card.id for card in hits[0].copies)} == {"port1", "port2", "port3"}
        assert not {"port1", "port2", "port3"} & {hit.article.id for hit in hits[1:]}
        assert [hit.rank for hit in hits] == [1, 2, 3, 4, 5]
        only = engine.search("الميناء الجديد", AskOptions(source="صحيفة المدينة"))
        assert {hit.article.id for hit in only} == {"port2"}


def test_since_and_until_limit_what_is_found(settings: Settings, archive: Path) -> None:
    write_article(archive, "old", "افتتح السوق القديم في المدينة.", published="2019-01-05")
    with Engine.open(settings) as engine:
        engine.reindex()
        found = engine.search("السوق", AskOptions(until=date(2019, 12, 31)))
        assert [hit.article.id for hit in found] == ["old"]
        assert engine.search("السوق", AskOptions(since=date(2030, 1, 1))) == []


def test_a_running_engine_takes_up_what_another_process_published(settings: Settings, archive: Path) -> None:
    with Engine.open(settings) as engine, Engine.open(settings) as other:
        other.reindex()
        assert engine.coverage().generation == 1
        assert engine.refresh() is False
        write_article(archive, "port", STORY)
        other.reindex()
        assert engine.coverage().generation == 1
        assert engine.refresh() is True
        assert engine.coverage().generation == 2
        assert engine.article("port") is not None


def test_a_newer_index_that_cannot_be_opened_leaves_the_older_one_answering(settings: Settings) -> None:
    with Engine.open(settings) as engine:
        engine.reindex()
        (settings.paths.data / "current").write_text("000077\n")
        with pytest.raises(IndexDamaged):
            engine.refresh()
        assert engine.search("أعمال المياه في دمشق", AskOptions())


def test_eight_threads_search_one_engine(settings: Settings) -> None:
    with Engine.open(settings) as engine:
        engine.reindex()
        expected = engine.search("أعمال المياه في حلب", AskOptions())
        results: list[object] = []
        threads = [
            threading.Thread(target=lambda: results.append(engine.search("أعمال المياه في حلب", AskOptions())))
            for _ in range(8)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert results == [expected] * 8


def test_an_index_of_another_embedder_is_refused_with_the_command_to_run(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    from rag.index.embedders.static import StaticEmbedder

    with Engine.open(settings) as engine:
        engine.reindex()
    monkeypatch.setattr(
        StaticEmbedder, "fingerprint", property(lambda _: "another/96/0")
    )  # wins over what is remembered
    with Engine.open(settings) as engine:
        with pytest.raises(EmbedderMismatch) as caught:
            engine.search("أعمال المياه", AskOptions())
        assert "isnad reindex --full" in caught.value.hint
        assert _by_name(engine)["embedder"].ok is False
        assert engine.reindex(full=True).published
        assert engine.search("أعمال المياه", AskOptions())


def _by_name(engine: Engine) -> dict[str, Check]:
    return {check.name: check for check in engine.doctor()}


def test_the_doctor_finds_a_sound_index_sound(settings: Settings) -> None:
    with Engine.open(settings) as engine:
        engine.reindex()
        checks = engine.doctor()
        assert len(checks) >= 12
        assert [check for check in checks if not check.ok or check.fix] == []


def test_the_doctor_names_what_is_broken_and_how_to_mend_it(settings: Settings) -> None:
    with Engine.open(settings) as engine:
        assert {name for name, check in _by_name(engine).items() if not check.ok} == {"current"}
        engine.reindex()
    folder = folder_of(settings.paths.data, 1)
    (settings.paths.data / "generations" / "000009").mkdir()
    for path in (folder / "chroma").rglob("*"):
        if path.is_file():
            path.write_bytes(b"broken" * 100)
    with Engine.open(settings) as engine:
        broken = {name: check for name, check in _by_name(engine).items() if not check.ok}
        assert set(broken) == {"leftovers", "Chroma"}
        assert all("isnad reindex" in check.fix for check in broken.values())
        assert "000009" in broken["leftovers"].detail
        engine.reindex(full=True)
        assert all(check.ok for check in engine.doctor())


def test_the_doctor_says_whether_a_key_is_set_and_never_shows_it(settings: Settings) -> None:
    chat = dataclasses.replace(settings.chat, model="openai:some-model")
    with Engine.open(dataclasses.replace(settings, chat=chat)) as engine:
        check = _by_name(engine)["chat model"]
        assert (check.ok, "OPENAI_API_KEY" in check.fix) == (False, True)
    chat = dataclasses.replace(chat, openai_api_key=Secret("sk-very-secret"))
    with Engine.open(dataclasses.replace(settings, chat=chat)) as engine:
        checks = engine.doctor()
        assert next(check for check in checks if check.name == "chat model").ok
        assert "sk-very-secret" not in repr(checks)


@pytest.mark.parametrize(
    ("model", "told"),
    [
        ("nosuch:m", "as provider:model"),
        ("anthropic:claude", "pip install langchain-anthropic"),
        (":", "as provider:model"),
    ],
)
def test_the_doctor_finds_a_chat_model_that_cannot_be_opened(settings: Settings, model: str, told: str) -> None:
    """An unknown provider and a missing package are found before the first question."""
    chat = dataclasses.replace(settings.chat, model=model)
    with Engine.open(dataclasses.replace(settings, chat=chat)) as engine:
        check = _by_name(engine)["chat model"]
        assert (check.ok, told in check.fix) == (False, True)


def test_the_doctor_says_of_an_empty_data_folder_only_that_nothing_is_indexed(settings: Settings) -> None:
    """What follows from a failed check is not told as a failure of its own."""
    with Engine.open(settings) as engine:
        broken = [(check.name, check.fix) for check in engine.doctor() if not check.ok]
        assert broken == [("current", "isnad reindex ARTICLES")]
        engine.reindex()
        (settings.paths.data / "generations" / "000001" / "manifest.json").write_text("{", encoding="utf-8")
    with Engine.open(settings) as engine:  # the embedder is sound, whatever became of the index
        fixes = [check.fix for check in engine.doctor() if check.fix]
        assert fixes == ["isnad reindex --full"]


def test_the_doctor_does_not_rebuild_what_only_may_not_be_written(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a folder that may only be read, the one thing to mend is its permissions: Chroma opens nothing there, sound or not."""
    with Engine.open(settings) as engine:
        engine.reindex()
        monkeypatch.setattr("os.access", lambda *_: False)
        broken = {name: check.fix for name, check in _by_name(engine).items() if not check.ok}
    assert set(broken) == {"data folder", "Chroma"}
    assert broken["data folder"].startswith("chmod u+rwx")
    assert broken["Chroma"] == ""


def test_the_status_says_what_is_indexed_and_how_much_of_the_disk_it_takes(settings: Settings) -> None:
    with Engine.open(settings) as engine:
        engine.reindex()
        status = engine.status()
        assert (status.counts["articles"], status.embedder, status.data) == (6, "isnad", settings.paths.data)
        assert status.bytes > (folder_of(settings.paths.data, 1) / "catalogue.sqlite").stat().st_size
        assert current_number(settings.paths.data) == status.coverage.generation


def test_nothing_is_left_open_when_the_engine_is_closed(settings: Settings) -> None:
    with Engine.open(settings) as engine:
        engine.reindex()
        engine.search("أعمال المياه", AskOptions())
    held = [str(link.readlink()) for link in Path("/proc/self/fd").iterdir() if link.is_symlink()]
    assert [name for name in held if name.startswith(str(settings.paths.data)) and name.endswith(".sqlite")] == []
