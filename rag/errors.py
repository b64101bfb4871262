"""Name everything that can go wrong, once.

IsnadError                  what happened, where, and a hint: what to do next
├── UsageError              the caller asked for something impossible            (exit 2)
├── SettingsError           a setting is missing or wrong                        (exit 2)
├── IngestError             an article cannot be read
├── IndexingError           a new generation could not be built
│   └── IndexLocked         another process is re-indexing
├── IndexUnusable           the published generation cannot be opened
│   ├── IndexMissing        nothing has been indexed yet
│   ├── IndexDamaged        counts or checksums do not agree
│   └── EmbedderMismatch    the index was made with another embedder
├── EmbedderError           an embedding model or service failed
├── ChatModelError          a chat model or service failed; `retryable` says whether again may help
└── BotError                the Telegram side failed
"""

from __future__ import annotations

__all__ = [
    "BotError",
    "ChatModelError",
    "EmbedderError",
    "EmbedderMismatch",
    "IndexDamaged",
    "IndexLocked",
    "IndexMissing",
    "IndexUnusable",
    "IndexingError",
    "IngestError",
    "IsnadError",
    "SettingsError",
    "UsageError",
]


class IsnadError(Exception):
    """Any failure that a person is told about: `what` happened, `where` (path, line, address), `hint` (the next step)."""

    exit_code = 1
    default_hint = ""

    def __init__(self, what: str, *, where: str = "", hint: str = "") -> None:
        """Keep the three parts apart; `str()` joins what and where."""
        super().__init__(what)
        self.what = what
        self.where = where
        self.hint = hint or self.default_hint

    def __str__(self) -> str:
        """Return what happened and where, on one line."""
        return f"{self.what} ({self.where})" if self.where else self.what


class UsageError(IsnadError):
    """The caller asked for something impossible."""

    exit_code = 2
    default_hint = "Run `isnad --help`."


class SettingsError(IsnadError):
    """A setting is missing or wrong."""

    exit_code = 2
    default_hint = "Settings and their defaults are listed in config/settings.toml."


class IngestError(IsnadError):
    """An article cannot be read."""

    default_hint = "Mend or remove the file, then run `isnad reindex` again."


class IndexingError(IsnadError):
    """A new generation could not be built; the one in use is untouched."""

    default_hint = "Nothing was published. Run `isnad reindex` again; `isnad doctor` checks what is in use."


class IndexLocked(IndexingError):
    """Another process is re-indexing."""

    default_hint = "Wait until it ends, then run `isnad reindex` again."


class IndexUnusable(IsnadError):
    """The published generation cannot be opened."""

    default_hint = "Run `isnad doctor`, then `isnad reindex --full`."


class IndexMissing(IndexUnusable):
    """Nothing has been indexed yet."""

    default_hint = "Run `isnad reindex ARTICLES`."


class IndexDamaged(IndexUnusable):
    """Counts or checksums do not agree."""


class EmbedderMismatch(IndexUnusable):
    """The index was made with another embedder than the settings name."""

    default_hint = "Run `isnad reindex --full` to embed with the new one, or set ISNAD_EMBEDDER back."


class EmbedderError(IsnadError):
    """An embedding model or service failed."""

    default_hint = "Check ISNAD_EMBEDDER, or unset it to use the model that is shipped."


class ChatModelError(IsnadError):
    """A chat model or service failed."""

    default_hint = "Check ISNAD_MODEL and the provider's key, or unset ISNAD_MODEL to answer from quotes alone."

    def __init__(
        self, what: str, *, where: str = "", hint: str = "", retryable: bool = False, wait: float | None = None
    ) -> None:
        """Add whether trying again may help, and after how many seconds when the service says so."""
        super().__init__(what, where=where, hint=hint)
        self.retryable = retryable
        self.wait = wait


class BotError(IsnadError):
    """The Telegram side failed."""

    default_hint = "Check TELEGRAM_BOT_TOKEN and ISNAD_TELEGRAM_API_URL."
