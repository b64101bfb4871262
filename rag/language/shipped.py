"""Read the word lists that ship with the project. Knows no format: what stands in them is their readers' business."""

from __future__ import annotations

from importlib.resources.abc import Traversable

from rag.errors import IsnadError

__all__ = ["shipped_text"]


def shipped_text(file: Traversable) -> str:
    """Return the text of a file of the installation.

    Raises:
        IsnadError: it is missing or damaged, which only another installation mends.
    """
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as exc:
        why = exc.strerror if isinstance(exc, OSError) else "it is not UTF-8 text"
        hint = "The file belongs to the installation: install the project again."
        raise IsnadError(f"A word list cannot be read: {why}", where=str(file), hint=hint) from exc
