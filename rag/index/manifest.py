"""Say what a generation holds and what its files must look like, in one JSON file that proves itself.

The manifest is written last and read first. It does not know what the files mean; `rag.index.validate` compares their contents.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from rag.errors import IndexDamaged

__all__ = ["FILE_NAME", "FORMAT_VERSION", "NEWER", "Counts", "FileSeal", "Manifest", "check_files", "seal_files"]

FILE_NAME: Final = "manifest.json"
NEWER: Final = (
    "Use the newer version of Isnad that made it, or make it anew: isnad reindex --full"  # told of a newer index
)
FORMAT_VERSION: Final = 1  # raise it when the files of a generation change: older ones cannot be opened then

# Chroma writes into its own files whenever it is opened or first searched (its log is folded into its graph), so neither their sizes
# nor their digests are ours to promise; what it holds is compared with the catalogue when a generation is validated.
_UNSEALED_FOLDER: Final = "chroma"
_SMALL_BYTES: Final = 1 << 18  # files up to this size are read whole at every opening: well under a millisecond each
_CHUNK: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a generation holds."""

    articles: int
    passages: int
    sentences: int
    terms: int
    dates: int


@dataclass(frozen=True, slots=True)
class FileSeal:
    """The size in bytes and the SHA-256 of a file."""

    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What was built, when, with what; `shaping` are the settings that decide what passages look like."""

    number: int
    made_at: datetime
    embedder: str
    fingerprint: str
    dimensions: int
    analyser: int
    shaping: Mapping[str, Any]
    counts: Counts
    files: Mapping[str, FileSeal]
    format: int = FORMAT_VERSION

    def write(self, folder: Path) -> None:
        """Write the manifest into the folder of its generation."""
        content = asdict(self) | {"made_at": self.made_at.isoformat()}
        content["sha256"] = _digest_of(content)
        (folder / FILE_NAME).write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")

    @classmethod
    def read(cls, folder: Path) -> Manifest:
        """Return the manifest of a generation.

        Raises:
            OSError: there is none, or it may not be read.
            IndexDamaged: it is not what was written, or was written by another version.
        """
        path = folder / FILE_NAME
        try:
            content = json.loads(path.read_bytes())
            proof = content.pop("sha256")
            genuine = proof == _digest_of(content)
            version = content["format"]
            made = _manifest(content) if genuine and version == FORMAT_VERSION else None
        except OSError:
            raise
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as exc:
            raise IndexDamaged(f"The manifest cannot be read: {exc}", where=str(path)) from exc
        if made is None:
            what = f"The index has format {version}, this version reads {FORMAT_VERSION}"
            newer = genuine and isinstance(version, int) and version > FORMAT_VERSION
            hint = NEWER if newer else "Run `isnad reindex --full`."
            raise IndexDamaged(what if genuine else "The manifest is not what was written", where=str(path), hint=hint)
        return made


def _manifest(content: dict[str, Any]) -> Manifest:
    return Manifest(
        **content
        | {
            "made_at": datetime.fromisoformat(content["made_at"]),
            "counts": Counts(**content["counts"]),
            "files": {name: FileSeal(**seal) for name, seal in content["files"].items()},
        }
    )


def _digest_of(content: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def seal_files(folder: Path) -> dict[str, FileSeal]:
    """Return the seal of every file below `folder` that does not change, by its path inside the folder."""
    return {
        path.relative_to(folder).as_posix(): FileSeal(path.stat().st_size, _file_digest(path))
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != FILE_NAME and path.relative_to(folder).parts[0] != _UNSEALED_FOLDER
    }


def check_files(folder: Path, files: Mapping[str, FileSeal], *, thorough: bool = False) -> None:
    """Compare the files of a generation with their seals: sizes of all, digests of the small ones, or of all if `thorough`.

    Raises:
        OSError: a file is missing, or may not be read.
        IndexDamaged: a file is not what was written.
    """
    for name, seal in files.items():
        path = folder / name
        size = path.stat().st_size
        if size != seal.bytes:
            raise IndexDamaged(f"The file has {size} bytes instead of {seal.bytes}", where=str(path))
        if (thorough or size <= _SMALL_BYTES) and _file_digest(path) != seal.sha256:
            raise IndexDamaged("The file's checksum does not agree with the manifest", where=str(path))


def _file_digest(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
