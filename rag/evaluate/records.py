"""Read JSON-lines files of foreign making, and say exactly which line is wrong."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rag.errors import IngestError, UsageError

__all__ = ["json_lines", "text_lines"]


def text_lines(path: Path) -> Iterator[tuple[str, str]]:
    """Yield each line that is not blank with its place, "PATH:LINE".

    Raises:
        UsageError: the file cannot be read.
        IngestError: a line is not UTF-8.
    """
    number = 0
    try:
        with path.open("rb") as file:
            for number, raw in enumerate(file, start=1):
                line = raw.decode("utf-8-sig" if number == 1 else "utf-8").strip("\r\n")
                if line.strip():
                    yield line, f"{path}:{number}"
    except UnicodeDecodeError as exc:
        raise IngestError("The line is not valid UTF-8.", where=f"{path}:{number}", hint="Save it as UTF-8.") from exc
    except OSError as exc:
        raise UsageError(f"The file cannot be read: {exc.strerror}", where=str(path)) from exc


def json_lines(path: Path) -> Iterator[tuple[dict[str, Any], str]]:
    """Yield the JSON object of each line that is not blank with its place, "PATH:LINE".

    Raises:
        UsageError: the file cannot be read.
        IngestError: a line is no JSON object.
    """
    for line, where in text_lines(path):
        try:
            row = json.loads(line)
        except (json.JSONDecodeError, RecursionError) as exc:
            raise IngestError(f"The line is not valid JSON: {exc}", where=where, hint="Mend the line.") from exc
        if not isinstance(row, dict):
            raise IngestError("The line is not a JSON object.", where=where, hint="Mend the line.")
        yield row, where
