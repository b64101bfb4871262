"""A real server process with a random model: it is reached, and nothing of what it says is shown."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from rag.answer.chat import ChatModel
from rag.settings import ChatSettings, Secret
from tests.rag.answer.asking import ask, request
from tests.rag.answer.servers import tiny_model

QUESTIONS = (
    "When will the repairs of the Dahab dam be finished?",
    "هل سترسل الحكومة قوات إلى الوادي؟",
    "How much do the repairs cost?",
)


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ChatSettings]:
    """Return the settings of a tiny model that a server process of its own runs."""
    if absent := tiny_model.missing():
        pytest.skip(f"no {', '.join(absent)} here: pip install 'transformers[serving]'")
    folder = tiny_model.make(tmp_path_factory.mktemp("tiny") / "llama")
    with tiny_model.serving(folder, folder.parent / "serve.log") as url:
        yield ChatSettings(
            model=f"openai:{folder}",
            openai_base_url=url,
            openai_api_key=Secret("none"),
            timeout_seconds=60.0,
            max_tokens=200,
            temperature=1.0,
        )


def test_the_server_streams_words_of_the_model(settings: ChatSettings) -> None:
    """The protocol is spoken on both sides; the answer is cut at the limit that was asked for."""
    from rag.errors import ChatModelError

    said = ""
    try:
        for piece in ChatModel(settings).stream("Answer.", "the dam truce will"):
            said += piece
    except ChatModelError as exc:
        assert "length limit" in exc.what or "broke off" in exc.what, exc  # noqa: PT017 - either end is right
    assert said.strip()


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_garbage_of_a_random_model_is_never_shown(settings: ChatSettings, question: str) -> None:
    """What is shown are quotes from the archive, marked as such."""
    for _ in range(3):
        answer, shown = ask(settings, request(question))
        assert shown == []
        assert answer.generator == "extractive"
        assert answer.notes


def test_a_model_that_the_server_does_not_have_is_told(settings: ChatSettings, tmp_path: Path) -> None:
    """Another name than the one that is served fails by the server's word, and quotes are left."""
    import dataclasses

    answer, shown = ask(dataclasses.replace(settings, model=f"openai:{tmp_path / 'none'}", max_retries=0))
    assert (shown, answer.generator) == ([], "extractive")
