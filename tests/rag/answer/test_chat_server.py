"""The loopback chat server outlives its clients."""

from __future__ import annotations

import http.client
import json
import socket
import struct
import threading
from urllib.parse import urlsplit

import pytest

from tests.rag.answer.servers.openai_chat import KEY, MODEL, Say, serving

_MESSAGES = [{"role": "system", "content": "s"}, {"role": "user", "content": "u"}]
_BODY = json.dumps({"model": MODEL, "stream": True, "messages": _MESSAGES})
_HEADERS = {"authorization": f"Bearer {KEY}", "content-type": "application/json"}


@pytest.mark.parametrize("asked", ["nothing", "half", "all"])
def test_client_that_resets_its_connection_is_no_failure_of_the_server(
    asked: str, capfd: pytest.CaptureFixture[str]
) -> None:
    """A connection that breaks before, within or after a request ends quietly, and the next client is served."""
    with serving(Say("word " * 50, pause=0.01), Say("done")) as server:
        address = urlsplit(server.url)
        head = "".join(f"{name}: {value}\r\n" for name, value in _HEADERS.items())
        whole = f"POST /v1/chat/completions HTTP/1.1\r\n{head}content-length: {len(_BODY)}\r\n\r\n{_BODY}".encode()
        before = threading.active_count()
        gone = socket.create_connection((address.hostname, address.port), timeout=10)
        gone.sendall(whole[: {"nothing": 0, "half": 20, "all": len(whole)}[asked]])
        if asked == "all":
            assert gone.recv(20)
        # As a killed client goes: with a reset, whatever is still to be read.
        gone.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        gone.close()
        while threading.active_count() > before:  # the broken connection's thread has ended
            threading.Event().wait(0.01)
        alive = http.client.HTTPConnection(address.netloc, timeout=10)
        alive.request("POST", "/v1/chat/completions", _BODY, _HEADERS)
        assert b"[DONE]" in alive.getresponse().read()
        alive.close()
    assert capfd.readouterr().err == ""
