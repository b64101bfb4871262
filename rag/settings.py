"""Read every setting once, at the edge: the shipped file, a file of the operator's, the environment; later ones win.

Nothing below the front ends reads the environment or a configuration file; they are handed a `Settings`.
"""

from __future__ import annotations

import dataclasses
import difflib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from rag.errors import SettingsError

__all__ = [
    "AnswerSettings",
    "ChatSettings",
    "IndexSettings",
    "IngestSettings",
    "LogSettings",
    "PathSettings",
    "SearchSettings",
    "Secret",
    "Settings",
    "TelegramSettings",
    "seeds_folder",
]

_ROOT: Final = Path(__file__).resolve().parent.parent
DEFAULTS_FILE: Final = _ROOT / "config" / "settings.toml"

# Short names that others rely on, beside the regular ISNAD_SECTION_KEY.
ALIASES: Final[Mapping[str, tuple[str, str]]] = {
    "ISNAD_DATA": ("paths", "data"),
    "ISNAD_ARCHIVE": ("paths", "archive"),
    "ISNAD_EMBEDDER": ("index", "embedder"),
    "ISNAD_RERANKER": ("search", "reranker"),
    "ISNAD_MODEL": ("chat", "model"),
    "OPENAI_API_KEY": ("chat", "openai_api_key"),
    "OPENAI_BASE_URL": ("chat", "openai_base_url"),
    "TELEGRAM_BOT_TOKEN": ("telegram", "token"),
    "ISNAD_TELEGRAM_API_URL": ("telegram", "api_url"),
    "ISNAD_TELEGRAM_ALLOWED": ("telegram", "allowed"),
    "ISNAD_TELEGRAM_ADMINS": ("telegram", "admins"),
}


def seeds_folder() -> Path:
    """Return the folder of the articles that ship with the project."""
    return _ROOT / "seeds"


class Secret(str):
    """A string that does not show itself: `repr` is masked; `str` methods see the value."""

    __slots__ = ()

    def __repr__(self) -> str:
        """Return a mask, or '' for an empty secret, so that "missing" can be told from "set"."""
        return "'***'" if self else "''"


_NO_SECRET: Final = Secret("")


@dataclass(frozen=True, slots=True)
class PathSettings:
    """Where things lie; `archive_is_default` tells that no setting names an archive, and the shipped articles stand in for it."""

    data: Path
    archive: Path
    archive_is_default: bool = False


@dataclass(frozen=True, slots=True)
class IngestSettings:
    """How articles are read and split."""

    max_file_mb: float = 20
    day_first: bool = True
    passage_chars: int = 800
    overlap_sentences: int = 1
    copy_similarity: float = 0.85


@dataclass(frozen=True, slots=True)
class IndexSettings:
    """How passages are embedded and kept."""

    embedder: str = "isnad"
    query_prefix: str = "auto"
    passage_prefix: str = "auto"
    batch_size: int = 64
    device: str = "cpu"
    dimensions: int = 0
    keep_generations: int = 2


@dataclass(frozen=True, slots=True)
class SearchSettings:
    """How passages are found."""

    reranker: str = ""
    top_k: int = 5
    candidates: int = 100
    rerank_candidates: int = 30
    exact_up_to: int = 20_000


@dataclass(frozen=True, slots=True)
class AnswerSettings:
    """How an answer is put together."""

    max_statements: int = 3
    refusal_threshold: float = 0.24


@dataclass(frozen=True, slots=True)
class ChatSettings:
    """Which chat model writes answers, if one does."""

    model: str = ""
    temperature: float = 0.0
    timeout_seconds: float = 60.0
    max_retries: int = 2
    max_tokens: int = 1200
    openai_api_key: Secret = _NO_SECRET
    openai_base_url: str = ""


@dataclass(frozen=True, slots=True)
class TelegramSettings:
    """How the Telegram bot runs."""

    token: Secret = _NO_SECRET
    api_url: str = "https://api.telegram.org/bot"
    allowed: tuple[int, ...] = ()
    admins: tuple[int, ...] = ()
    concurrency: int = 8
    questions_per_minute: int = 20
    overall_per_second: float = 30
    webhook_url: str = ""
    webhook_listen: str = "127.0.0.1:8443"
    webhook_secret: Secret = _NO_SECRET
    health_listen: str = "127.0.0.1:9090"
    late_note_minutes: float = 60
    shutdown_seconds: float = 10


@dataclass(frozen=True, slots=True)
class LogSettings:
    """What is logged."""

    level: str = "info"
    json: bool = False
    texts: bool = False


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting, read once."""

    paths: PathSettings
    ingest: IngestSettings = field(default_factory=IngestSettings)
    index: IndexSettings = field(default_factory=IndexSettings)
    search: SearchSettings = field(default_factory=SearchSettings)
    answer: AnswerSettings = field(default_factory=AnswerSettings)
    chat: ChatSettings = field(default_factory=ChatSettings)
    telegram: TelegramSettings = field(default_factory=TelegramSettings)
    log: LogSettings = field(default_factory=LogSettings)

    @classmethod
    def load(cls, environment: Mapping[str, str], *, data: Path | None = None) -> Settings:
        """Return the settings of this process; `data` (the command line's --data) wins over all.

        Raises:
            SettingsError: a file cannot be read, a name is unknown, a value is of the wrong kind.
        """
        raw = _read(DEFAULTS_FILE)
        if named := environment.get("ISNAD_CONFIG"):
            _merge(raw, _read(Path(named).expanduser()), where=named)
        _merge(raw, _from_environment(environment, raw), where="environment")
        if data is not None:
            raw["paths"]["data"] = str(data)
        _default_paths(raw["paths"], environment)
        sections = {section.name: _section(section.name, raw[section.name]) for section in dataclasses.fields(cls)}
        return cls(**sections)


def _read(path: Path) -> dict[str, dict[str, Any]]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as exc:
        raise SettingsError(f"The settings file cannot be read: {exc.strerror}", where=str(path)) from exc
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as exc:
        raise SettingsError(f"The settings file is not valid TOML: {exc}", where=str(path)) from exc


def _merge(base: dict[str, dict[str, Any]], over: Mapping[str, Mapping[str, Any]], *, where: str) -> None:
    for section, values in over.items():
        _known(section, base, where)
        if not isinstance(values, Mapping):
            raise SettingsError(f"[{section}] must be a table", where=where)
        for key, value in values.items():
            _known(key, base[section], f"{where}, [{section}]")
            base[section][key] = value


def _known(name: str, names: Mapping[str, object], where: str) -> None:
    if name not in names:
        close = difflib.get_close_matches(name, names, n=1)
        meant = f" Did you mean {close[0]!r}?" if close else ""
        raise SettingsError(f"Unknown setting {name!r}.{meant}", where=where)


def _from_environment(
    environment: Mapping[str, str], names: Mapping[str, Mapping[str, Any]]
) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for section, values in names.items():
        for key in values:
            value = environment.get(f"ISNAD_{section}_{key}".upper())
            if value is not None:
                found.setdefault(section, {})[key] = value
    for name, (section, key) in ALIASES.items():
        if name in environment:
            found.setdefault(section, {})[key] = environment[name]
    return found


def _default_paths(paths: dict[str, Any], environment: Mapping[str, str]) -> None:
    home = environment.get("HOME") or str(Path.home())
    share = environment.get("XDG_DATA_HOME") or str(Path(home) / ".local" / "share")
    paths["data"] = paths["data"] or str(Path(share) / "isnad")
    paths["archive_is_default"] = not paths["archive"]
    paths["archive"] = paths["archive"] or str(seeds_folder())


_SECTIONS: Final[Mapping[str, type[Any]]] = {
    "paths": PathSettings,
    "ingest": IngestSettings,
    "index": IndexSettings,
    "search": SearchSettings,
    "answer": AnswerSettings,
    "chat": ChatSettings,
    "telegram": TelegramSettings,
    "log": LogSettings,
}


def _section(name: str, raw: Mapping[str, Any]) -> Any:
    kind = _SECTIONS[name]
    return kind(**{f.name: _convert(str(f.type), raw[f.name], f"[{name}] {f.name}") for f in dataclasses.fields(kind)})


def _convert(kind: str, value: Any, where: str) -> Any:
    try:
        return _CONVERTERS[kind](value)
    except (ValueError, TypeError) as exc:
        shown = "***" if kind == "Secret" else repr(value)
        raise SettingsError(f"{shown} is not {_KINDS[kind]}", where=where) from exc


def _boolean(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    words = {"true": True, "1": True, "yes": True, "on": True, "": False}
    words |= {"false": False, "0": False, "no": False, "off": False}
    if str(value).strip().lower() not in words:
        raise ValueError(value)
    return words[str(value).strip().lower()]


def _string(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value.strip()


def _ids(value: Any) -> tuple[int, ...]:
    parts = value if isinstance(value, list) else str(value).replace(",", " ").split()
    return tuple(int(part) for part in parts)


_CONVERTERS: Final[Mapping[str, Any]] = {
    "str": _string,
    "Secret": lambda value: Secret(_string(value)),
    "Path": lambda value: Path(_string(value)).expanduser(),
    "int": int,
    "float": float,
    "bool": _boolean,
    "tuple[int, ...]": _ids,
}
_KINDS: Final[Mapping[str, str]] = {
    "str": "a text",
    "Secret": "a text",
    "Path": "a path",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "tuple[int, ...]": "a list of ids, comma-separated",
}
