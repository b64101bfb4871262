"""Open sentence-transformers models, and say in the project's words what went wrong.

Shared by the embedder and the reranker: the deferred import of torch, the silence of its loading bars, the checks of a local
path, the translation of foreign errors. It embeds and ranks nothing.
"""

from __future__ import annotations

import logging
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, TypeVar

from rag.errors import EmbedderError

__all__ = ["load", "quiet", "translated"]

Model = TypeVar("Model")

# Class names of hub and network failures: those libraries import slowly, and their names are stable.
_OFFLINE: Final = {"OfflineModeIsEnabled", "LocalEntryNotFoundError"}
_MISSING: Final = {"RepositoryNotFoundError", "RevisionNotFoundError", "HFValidationError", "EntryNotFoundError"}
_GATED: Final = {"GatedRepoError"}
_NETWORK: Final = {"ConnectError", "ConnectTimeout", "ConnectionError", "MaxRetryError", "ReadTimeout", "SSLError"}
_MEMORY: Final = ("out of memory", "not enough memory", "can't allocate memory")


def load(name: str, setting: str, open_model: Callable[[str, bool], Model]) -> Model:
    """Return `open_model(name or path, whether it is local)`, quietly.

    Raises:
        EmbedderError: no such folder or model, no network, no memory, no such device, a damaged model; `setting` is named.
    """
    path = Path(name).expanduser()
    local = path.exists()
    if not local and _looks_like_a_path(name):
        raise EmbedderError(
            "There is no model folder at this path", where=str(path), hint=f"Correct {setting}: a folder or a hub name."
        )
    with translated(name, setting), quiet():
        return open_model(str(path) if local else name, local)


def _looks_like_a_path(name: str) -> bool:
    return name.startswith((".", "/", "~")) or "\\" in name or name.count("/") > 1


@contextmanager
def quiet() -> Iterator[None]:
    """Keep the libraries' warnings and loading bars away from the person; errors still come through."""
    import transformers.utils.logging as transformers_logging

    loggers = [logging.getLogger(name) for name in ("sentence_transformers", "transformers", "huggingface_hub")]
    levels = [logger.level for logger in loggers]
    bars = transformers_logging.is_progress_bar_enabled()
    if not sys.stderr.isatty():
        transformers_logging.disable_progress_bar()
    try:
        for logger in loggers:
            logger.setLevel(logging.ERROR)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)
        if bars:
            transformers_logging.enable_progress_bar()


@contextmanager
def translated(name: str, setting: str) -> Iterator[None]:
    """Turn whatever sentence-transformers raises inside into an EmbedderError that names the model and the next step."""
    try:
        yield
    except EmbedderError:
        raise
    except (
        Exception
    ) as exc:  # torch, transformers and the hub raise OSError, ValueError, RuntimeError and their own kinds
        what, hint = _explain(exc, setting)
        raise EmbedderError(what, where=name, hint=hint) from exc


def _explain(exc: BaseException, setting: str) -> tuple[str, str]:
    """Return what happened and what to do next, judged by the whole chain of causes."""
    chain = list(_chain(exc))
    names = {type(link).__name__ for link in chain}
    said = " ".join(str(link) for link in chain).lower()
    if names & _GATED:
        return "The model asks for a licence to be accepted", "Accept it on the hub and set HF_TOKEN."
    if names & _OFFLINE or "offline" in said:
        return (
            "The model is not on this machine, and the model hub cannot be asked",
            f"Download it once with network (HF_HUB_OFFLINE unset), or give {setting} a local folder.",
        )
    if names & _MISSING or "is not a valid model identifier" in said or "is not a local folder" in said:
        return "The model hub knows no such model", f"Check the spelling of {setting}; private models need HF_TOKEN."
    if names & _NETWORK or "couldn't connect" in said:
        return "The model hub cannot be reached", f"Check the network, or give {setting} a local folder."
    if isinstance(exc, MemoryError) or any(words in said for words in _MEMORY):
        return "The memory does not hold the model or a batch", "Lower [index] batch_size, or use a smaller model."
    if "cuda" in said or "device" in said or "mps" in said:
        return f"The device cannot be used: {_first_line(exc)}", "Set [index] device to cpu."
    return (
        f"The model failed: {_first_line(exc)}",
        f"Check that {setting} names a sentence-transformers model of its kind.",
    )


def _chain(exc: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    link: BaseException | None = exc
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        yield link
        link = link.__cause__ or link.__context__


def _first_line(exc: BaseException) -> str:
    return (str(exc).strip().splitlines() or [type(exc).__name__])[0]
