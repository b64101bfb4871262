"""A chat model over the wire: failures are bounded, named, and carry no key."""

from __future__ import annotations

import logging
import socket
import time
import traceback
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from rag.answer.chat import ChatModel
from rag.errors import ChatModelError
from rag.settings import ChatSettings, Secret
from tests.rag.answer.asking import GOOD, SECOND, THIRD, ask, chat
from tests.rag.answer.servers.openai_chat import KEY, Raw, Refuse, Reply, Say, serving


def _failure(url: str, *, timeout: float = 5.0, retries: int = 0) -> ChatModelError:
    with pytest.raises(ChatModelError) as caught:
        list(ChatModel(chat(url, timeout=timeout, retries=retries)).stream("system", "user"))
    return caught.value


@pytest.mark.parametrize(
    ("reply", "told"),
    [
        (Refuse(401), "status 401"),
        (Refuse(403), "status 403"),
        (Refuse(404), "status 404"),
        (Refuse(400), "status 400"),
        (Refuse(429), "status 429"),
        (Refuse(500), "status 500"),
        (Refuse(503), "status 503"),
        (Raw(b"data: {not json}\n\n"), "no answer"),
        (Raw(b"<html>bad gateway</html>", "text/html"), "no answer"),
        (Raw(b'data: {"error": {"message": "overloaded"}}\n\n'), "no answer"),
        (Say("half an ans", finish=None), "broke off"),
        (Say("half an ans", how="reset"), "broke off"),
        (Say("cut at the lim", finish="length"), "length limit"),
        (Say("word " * 200, how="endless"), "without end"),
    ],
)
def test_each_failure_has_its_own_words_and_a_next_step(reply: Reply, told: str) -> None:
    """What failed is named in our words, with a hint, never in the provider's."""
    with serving(reply) as server:
        failure = _failure(server.url)
    assert told in failure.what
    assert failure.hint
    assert failure.where == "openai:scripted-1"
    assert "Incorrect API key provided" not in f"{failure} {failure.hint}"


def test_a_server_that_nobody_runs_cannot_be_reached() -> None:
    """A refused connection is told as such, and may pass."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    failure = _failure(f"http://127.0.0.1:{port}/v1")
    assert "cannot be reached" in failure.what
    assert failure.retryable


@pytest.mark.parametrize(
    "reply",
    [
        Raw(b"", wait=30),
        Say("slow " * 50, pause=0.3, size=5),
        Say("", how="keepalive"),
    ],
    ids=["headers", "body", "keepalive"],
)
def test_a_slow_model_is_given_up_at_the_limit(reply: Reply) -> None:
    """Slow headers, a slow body and a connection that is only kept alive all end at the timeout of the settings."""
    ChatModel(chat("http://127.0.0.1:9/v1"))._opened()  # imports are not the model's time
    began = time.monotonic()
    with serving(reply) as server:
        assert "in time" in _failure(server.url, timeout=1.0).what
    assert time.monotonic() - began < 15


@pytest.mark.parametrize("status", [408, 409, 429, 500, 502, 503, 504])
def test_a_passing_failure_is_tried_again_as_often_as_the_settings_say(status: int) -> None:
    """Two retries are three requests, and no more."""
    soon = {"retry-after": "0"}
    with serving(Refuse(status, soon), Refuse(status, soon), Say(GOOD)) as server:
        assert "".join(ChatModel(chat(server.url, retries=2)).stream("system", "user")) == GOOD
        assert len(server.requests) == 3
    with serving(Refuse(status, soon)) as server:
        _failure(server.url, retries=2)
        assert len(server.requests) == 3


@pytest.mark.parametrize("status", [400, 401, 403, 404, 422])
def test_a_lasting_failure_is_not_tried_again(status: int) -> None:
    """A wrong key is wrong the second time, too."""
    with serving(Refuse(status), Say(GOOD)) as server:
        _failure(server.url, retries=3)
        assert len(server.requests) == 1


@pytest.mark.parametrize("date", [False, True], ids=["seconds", "date"])
def test_retry_after_is_waited_for(date: bool) -> None:
    """Both forms of the header are read."""
    when = format_datetime(datetime.now(UTC) + timedelta(seconds=2), usegmt=True) if date else "1"
    with serving(Refuse(429, {"retry-after": when}), Say(GOOD)) as server:
        began = time.monotonic()
        assert "".join(ChatModel(chat(server.url, retries=1)).stream("system", "user")) == GOOD
        assert time.monotonic() - began >= (0.0 if date else 1.0)  # a date has whole seconds
        assert len(server.requests) == 2


def test_a_wait_that_is_too_long_is_a_failure_now() -> None:
    """Nobody waits an hour for an answer, and the provider is not asked before its time."""
    with serving(Refuse(429, {"retry-after": "3600"}), Say(GOOD)) as server:
        failure = _failure(server.url, retries=2)
        assert len(server.requests) == 1
    assert failure.wait == 3600


def test_nothing_is_tried_again_once_something_was_said() -> None:
    """What may have been shown is not said twice."""
    with serving(Say("one two three", how="reset"), Say(GOOD)) as server:
        _failure(server.url, retries=2)
        assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("model", "told"),
    [
        ("anthropic:claude-x", "pip install langchain-anthropic"),
        ("nonsense:model", "provider:model"),
    ],
)
def test_a_provider_that_is_not_there_is_told_with_the_next_step(model: str, told: str) -> None:
    """The question is answered from quotes, and the operator is told what to install."""
    with pytest.raises(ChatModelError) as caught:
        list(ChatModel(ChatSettings(model=model)).stream("system", "user"))
    assert told in caught.value.hint
    answer, shown = ask(ChatSettings(model=model))
    assert (answer.generator, shown) == ("extractive", [])
    assert any("chat model could not be used" in note for note in answer.notes)


def test_a_missing_key_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a key the settings' name stands in the hint."""
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with pytest.raises(ChatModelError) as caught:
        list(ChatModel(ChatSettings(model="openai:gpt-x")).stream("system", "user"))
    assert "OPENAI_API_KEY" in caught.value.hint


def test_a_model_without_a_provider_is_openais() -> None:
    """The short name is the common one."""
    assert ChatModel(ChatSettings(model="gpt-5-mini")).name == "openai:gpt-5-mini"


def test_a_server_of_ones_own_needs_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """With an address of its own the model opens without a key."""
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    ChatModel(ChatSettings(model="openai:x", openai_base_url="http://127.0.0.1:9/v1")).open()


def test_a_key_of_other_letters_is_told_as_such() -> None:
    """A key that no header can carry is the settings' fault, not an answer of the model."""
    chat = ChatSettings(
        model="openai:x", openai_api_key=Secret("مفتاح"), openai_base_url="http://127.0.0.1:9/v1", max_retries=0
    )
    with pytest.raises(ChatModelError) as raised:
        list(ChatModel(chat).stream("s", "u"))
    assert "OPENAI_API_KEY" in raised.value.hint
    assert "مفتاح" not in f"{raised.value} {raised.value.hint}"


@pytest.mark.parametrize(
    "reply",
    [
        Refuse(401),
        Refuse(500, {"retry-after": "0"}),
        Raw(f'data: {{"error": {{"message": "{KEY}"}}}}\n\n'.encode()),
        Raw(KEY.encode(), "text/html"),
        Say(GOOD, how="reset"),
        Say(GOOD),
    ],
)
def test_a_key_reaches_no_log_error_or_traceback(reply: Reply, caplog: pytest.LogCaptureFixture) -> None:
    """Not even at the debug level, and not when the provider itself sends it back."""
    seen = ""
    with caplog.at_level(logging.DEBUG), serving(reply) as server:
        model = ChatModel(chat(server.url, retries=1))
        try:
            list(model.stream("system", "user"))
        except ChatModelError as failure:
            frames = traceback.TracebackException.from_exception(failure, capture_locals=True).stack
            ours = [f"{frame.locals}" for frame in frames if "/rag/answer/chat" in frame.filename]
            assert ours
            seen = "".join(ours) + repr((failure, vars(failure), failure.__context__, failure.__cause__))
        seen += repr(model) + repr(vars(model)) + repr(model._model)
        ask(chat(server.url))
    assert KEY not in seen
    assert KEY not in caplog.text
    assert all(KEY not in str(record.__dict__) for record in caplog.records)


def test_the_settings_show_no_key() -> None:
    """A key is masked wherever settings are shown."""
    settings = ChatSettings(model="openai:x", openai_api_key=Secret(KEY))
    assert KEY not in repr(settings)
    assert KEY not in f"{settings!r}"


def test_requests_are_what_a_strict_server_takes() -> None:
    """Model, key, roles and parameters are those of the protocol."""
    with serving(Say(GOOD + SECOND + THIRD)) as server:
        answer, _ = ask(chat(server.url))
        (sent,) = server.requests
        assert server.refused == []
    assert sent["temperature"] == 0.0
    assert sent.get("max_tokens", sent.get("max_completion_tokens")) == 1200
    assert len(answer.statements) == 3


def test_the_prompt_ships_with_the_package() -> None:
    """The wheel takes the configuration folder whole, the prompt within it."""
    root = Path(__file__).parents[3]
    assert '"config"' in (root / "pyproject.toml").read_text(encoding="utf-8").split("only-include")[1].split("\n")[0]
    assert (root / "config" / "prompts" / "answer.md").is_file()
