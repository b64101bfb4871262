"""Read JSON archives: one article a line (streamed, also gzipped), or one JSON file of objects.

A line that is cut, empty of text or too long is reported with its number; the lines around it go in.
"""

from __future__ import annotations

import codecs
import gzip
import io
import json
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO, Final, cast

from rag.ingest.decoding import Undecodable, decode
from rag.ingest.formats import Draft, Malformed, from_json, from_record, load_json

__all__ = ["ENDINGS", "Record", "read", "too_large"]

ENDINGS: Final = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz", ".json")
_WIDE_MARKS: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

Record = tuple[int | None, bytes, Draft | Malformed]


def too_large(size: int, limit: int) -> str:
    """Say how large a file or line is, and what is allowed."""
    return f"too large: {size / 1e6:.1f} MB, at most {limit / 1e6:g} MB are read (setting ingest.max_file_mb)"


def read(path: Path, ending: str, limit: int) -> Iterator[Record]:
    """Yield (line, raw bytes, draft or what is wrong with it) for each article of a JSON archive.

    Raises:
        OSError: the file cannot be opened or read.
    """
    if ending == ".json":
        yield from _whole(path, limit)
        return
    with ExitStack() as closing:
        file = closing.enter_context(path.open("rb"))
        stream = cast("BinaryIO", gzip.GzipFile(fileobj=file) if ending.endswith(".gz") else file)
        empty = True
        try:
            for record in _lines(_reader(stream, closing), limit):
                empty = False
                yield record
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            yield None, b"", Malformed(f"cut or damaged gzip: {error}")
        except UnicodeError as error:
            yield None, b"", Malformed(f"begins as UTF-16 but is cut or damaged: {error}")
        else:
            if empty:
                yield None, b"", Malformed("empty")


def _reader(stream: BinaryIO, closing: ExitStack) -> Callable[[int], bytes]:
    """Return what reads the next line of at most so many bytes as UTF-8, whatever mark the file begins with."""
    mark = stream.read(len(codecs.BOM_UTF8))
    stream.seek(0)
    if mark.startswith(_WIDE_MARKS):
        wide = closing.enter_context(io.TextIOWrapper(stream, encoding="utf-16", newline="\n"))
        return lambda limit: wide.readline(limit).encode("utf-8")
    if mark == codecs.BOM_UTF8:
        stream.seek(len(mark))
    return stream.readline


def _lines(readline: Callable[[int], bytes], limit: int) -> Iterator[Record]:
    number = 0
    while raw := readline(limit + 1):
        number += 1
        if len(raw) > limit:
            size = len(raw)
            while not raw.endswith(b"\n") and (raw := readline(limit)):
                size += len(raw)
            yield number, b"", Malformed(too_large(size, limit), number)
        elif raw.strip():
            yield number, raw, _line_draft(raw, number)


def _line_draft(raw: bytes, number: int) -> Draft | Malformed:
    try:
        return from_record(load_json(decode(raw.strip()), number), number)
    except Malformed as error:
        return error
    except Undecodable as error:
        return Malformed(str(error), number)


def _whole(path: Path, limit: int) -> Iterator[Record]:
    size = path.stat().st_size
    if size == 0 or size > limit:
        yield None, b"", Malformed("empty" if not size else too_large(size, limit))
        return
    try:
        items = list(from_json(decode(path.read_bytes())))
    except (Malformed, Undecodable) as error:
        yield getattr(error, "line", None), b"", Malformed(str(error))
        return
    for number, item in enumerate(items, start=1):
        raw = json.dumps(item, ensure_ascii=True, sort_keys=True).encode()
        try:
            yield None, raw, from_record(item, None)
        except Malformed as error:
            which = f"item {number} of {len(items)}: " if len(items) > 1 else ""
            yield None, raw, Malformed(f"{which}{error}")
