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
from rag.kinds import Secret, converted, one_of, within

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


_OTHER_NAMES: Final = frozenset({"ISNAD_CONFIG", "ISNAD_DEBUG", "ISNAD_SHARED"})  # read elsewhere
_SLIP: Final = (
    0.9  # of difflib's ratio: a slip in a name; ISNAD_ names of other making, such as a cluster's, are let be
)


def seeds_folder() -> Path:
    """Return the folder of the articles that ship with the project."""
    return _ROOT / "seeds"


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

    max_file_mb: float = within(20.0, 0)
    day_first: bool = True
    passage_chars: int = within(800, 1)
    overlap_sentences: int = within(1, 0)
    copy_similarity: float = within(0.85, 0, 1)


@dataclass(frozen=True, slots=True)
class IndexSettings:
    """How passages are embedded and kept."""

    embedder: str = "isnad"
    query_prefix: str = "auto"
    passage_prefix: str = "auto"
    batch_size: int = within(64, 1)
    device: str = "cpu"
    dimensions: int = within(0, 0)
    keep_generations: int = within(2, 1)


@dataclass(frozen=True, slots=True)
class SearchSettings:
    """How passages are found."""

    reranker: str = ""
    top_k: int = within(5, 1, 100)
    candidates: int = within(100, 1)
    rerank_candidates: int = within(30, 1)
    exact_up_to: int = within(20_000, 0)


@dataclass(frozen=True, slots=True)
class AnswerSettings:
    """How an answer is put together."""

    max_statements: int = within(3, 1)
    refusal_threshold: float = within(0.22, 0, 1)


@dataclass(frozen=True, slots=True)
class ChatSettings:
    """Which chat model writes answers, if one does."""

    model: str = ""
    temperature: float = within(0.0, 0)
    timeout_seconds: float = within(60.0, 0)
    max_retries: int = within(2, 0)
    max_tokens: int = within(1200, 1)
    openai_api_key: Secret = _NO_SECRET
    openai_base_url: str = ""


@dataclass(frozen=True, slots=True)
class TelegramSettings:
    """How the Telegram bot runs."""

    token: Secret = _NO_SECRET
    api_url: str = "https://api.telegram.org/bot"
    allowed: tuple[int, ...] = ()
    admins: tuple[int, ...] = ()
    concurrency: int = within(8, 1)
    questions_per_minute: int = within(20, 0)
    overall_per_second: float = within(30.0, 0.1)
    webhook_url: str = ""
    webhook_listen: str = "127.0.0.1:8443"
    webhook_secret: Secret = _NO_SECRET
    health_listen: str = "127.0.0.1:9090"
    late_note_minutes: float = within(60.0, 0)
    shutdown_seconds: float = within(10.0, 0)


@dataclass(frozen=True, slots=True)
class LogSettings:
    """What is logged."""

    level: str = one_of("info", "debug", "warning", "error")
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
        origins: dict[tuple[str, str], str] = {}
        if named := environment.get("ISNAD_CONFIG"):
            _merge(raw, _read(Path(named).expanduser()), named, origins)
        _take_environment(raw, environment, origins)
        if data is not None:
            raw["paths"]["data"] = str(data)
        _default_paths(raw["paths"], environment)
        names = [section.name for section in dataclasses.fields(cls)]
        return cls(**{name: _section(name, raw[name], origins) for name in names})


def _read(path: Path) -> dict[str, dict[str, Any]]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as exc:
        raise SettingsError(f"The settings file cannot be read: {exc.strerror}", where=str(path)) from exc
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as exc:
        raise SettingsError(f"The settings file is not valid TOML: {exc}", where=str(path)) from exc


def _merge(
    base: dict[str, dict[str, Any]],
    over: Mapping[str, Mapping[str, Any]],
    where: str,
    origins: dict[tuple[str, str], str],
) -> None:
    for section, values in over.items():
        _known(section, base, where)
        if not isinstance(values, Mapping):
            raise SettingsError(f"[{section}] must be a table", where=where)
        for key, value in values.items():
            _known(key, base[section], f"{where}, [{section}]")
            base[section][key] = value
            origins[section, key] = f"{where}, [{section}] {key}"


def _known(name: str, names: Mapping[str, object], where: str) -> None:
    if name not in names:
        close = difflib.get_close_matches(name, names, n=1)
        meant = f" Did you mean {close[0]!r}?" if close else ""
        raise SettingsError(f"Unknown setting {name!r}.{meant}", where=where)


def _take_environment(
    base: dict[str, dict[str, Any]], environment: Mapping[str, str], origins: dict[tuple[str, str], str]
) -> None:
    names = {f"ISNAD_{section}_{key}".upper(): (section, key) for section in base for key in base[section]}
    names.update(ALIASES)
    for name, (section, key) in names.items():
        if name in environment:
            base[section][key] = environment[name]
            origins[section, key] = name
    for name in environment.keys() - names.keys() - _OTHER_NAMES:
        if name.startswith("ISNAD_") and (near := difflib.get_close_matches(name, names, n=1, cutoff=_SLIP)):
            raise SettingsError(f"Unknown setting {name!r}. Did you mean {near[0]!r}?", where="environment")


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


def _section(name: str, raw: Mapping[str, Any], origins: Mapping[tuple[str, str], str]) -> Any:
    kind = _SECTIONS[name]
    return kind(
        **{
            f.name: converted(f, raw[f.name], origins.get((name, f.name), f"[{name}] {f.name}"))
            for f in dataclasses.fields(kind)
        }
    )
