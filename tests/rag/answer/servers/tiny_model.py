"""Run `transformers serve` on a tiny Llama with random weights, made here: a real server of the protocol whose words mean nothing."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

_UP_SECONDS = 180.0
NEEDED = ("fastapi", "uvicorn", "accelerate")  # what the extra transformers[serving] brings
_TEMPLATE = "{% for message in messages %}<s> {{ message['content'] }} </s> {% endfor %}{% if add_generation_prompt %}<s> {% endif %}"
# What the model can say: the pieces of a well-formed answer among other words, so that its garbage comes near.
_WORDS = (
    '{"statement": "support" [{"passage": 1, 2, "quote": }]} \n ``` the dam truce will not be finished on 15 May 2024 27 February 2016 troops sent killed'
    " government said according to five thousand people collapsed هدنة بدأت لن ترسل الحكومة قوات في شباط سد انهار"
).split(" ")


def missing() -> list[str]:
    """Return the packages without which the server cannot run."""
    return [name for name in NEEDED if find_spec(name) is None]


def make(folder: Path) -> Path:
    """Write a tiny Llama and its tokenizer into `folder`."""
    import torch
    from tokenizers import Tokenizer, models, pre_tokenizers
    from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

    words = ["<unk>", "<s>", "</s>", *dict.fromkeys(_WORDS)]
    plain = Tokenizer(models.WordLevel({word: number for number, word in enumerate(words)}, unk_token="<unk>"))
    plain.pre_tokenizer = pre_tokenizers.Split(" ", "removed")
    tokenizer = PreTrainedTokenizerFast(tokenizer_object=plain, unk_token="<unk>", bos_token="<s>", eos_token="</s>")
    tokenizer.chat_template = _TEMPLATE
    tokenizer.save_pretrained(folder)
    torch.manual_seed(7)
    size = {
        "hidden_size": 64,
        "intermediate_size": 128,
        "num_hidden_layers": 2,
        "num_attention_heads": 4,
        "num_key_value_heads": 4,
    }
    config = LlamaConfig(vocab_size=len(words), max_position_embeddings=4096, bos_token_id=1, eos_token_id=2, **size)
    LlamaForCausalLM(config).save_pretrained(folder)
    return folder


@contextmanager
def serving(folder: Path, log: Path) -> Iterator[str]:
    """Run the server on the model in `folder`; its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        str(Path(sys.executable).with_name("transformers")),
        "serve",
        str(folder),
        "--device",
        "cpu",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
    ]
    quiet = {**os.environ, "HF_HUB_OFFLINE": "1", "OMP_NUM_THREADS": "1", "PYTHONWARNINGS": "ignore"}
    with log.open("wb") as out, subprocess.Popen(command, stdout=out, stderr=out, env=quiet) as process:
        try:
            _wait(f"http://127.0.0.1:{port}", process, log)
            yield f"http://127.0.0.1:{port}/v1"
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()


def _wait(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + _UP_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{url}/health", timeout=2):
                return
        except OSError as exc:
            if getattr(exc, "code", None) == 404:
                return  # it answers
        time.sleep(0.3)
    raise RuntimeError(f"transformers serve did not come up:\n{log.read_text(errors='replace')[-2000:]}")
