"""Turn the bytes of an article file into text, or say why that cannot be done.

UTF-8 and byte order marks are taken at their word. Only then is an encoding detected, among those that Arabic and English
archives are really kept in; bytes that are none of these are an error, because mojibake in an index is worse than a gap.
"""

from __future__ import annotations

import codecs
import re
from typing import Final

__all__ = ["Undecodable", "decode"]

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# windows-1256 holds the accented letters of French where windows-1252 has them, so it comes first.
_CANDIDATES: Final = ("cp1256", "cp1252", "iso8859_6")
_NAMES: Final = {"windows-1256": "cp1256", "iso-8859-6": "iso8859_6", "iso-8859-1": "cp1252", "latin-1": "cp1252"}
_DETECTED_BYTES: Final = 64_000  # as much as detection needs
_DAMAGED_UTF8: Final = (
    0.5  # share of the high bytes that form UTF-8 letters, above which the file is UTF-8 with a wound
)
_CONTROL: Final = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_ARABIC: Final = re.compile("[\u0621-\u064a]")
_ODD: Final = re.compile("[^\\w\\s!-~\u00a0-\u00bf\u060c-\u0652\u200c-\u203a\u20ac\u2122]")
# In Arabic text of any kind these letters make up more than half of all; in other bytes read as windows-1256 they do not.
_FREQUENT: Final = re.compile("[ايلومنتربةعدأسه]")
_FREQUENT_SHARE: Final = 0.5
_MIXED: Final = re.compile("[\u0621-\u064a][a-z\u00c0-\u024f]|[a-z\u00c0-\u024f][\u0621-\u064a]")


class Undecodable(ValueError):
    """The bytes are no text in an encoding that is read; the message says what they look like."""


def decode(data: bytes, *, declared: str | None = None) -> str:
    """Return the text of `data`; `declared` is the encoding that the file itself names, as HTML does.

    Raises:
        Undecodable: binary data, a cut or damaged file, or an encoding that cannot be told.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding)
    if b"\0" in data:
        return _utf16_without_mark(data)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        _refuse_damaged_utf8(data, error)
        return _detected(data, declared)
    return _text(text)


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return _text(data.decode(encoding))
    except UnicodeDecodeError as error:
        name = "UTF-8" if encoding == "utf-8-sig" else encoding.upper()
        raise Undecodable(f"begins as {name} but is cut or damaged at byte {error.start}") from error


def _text(text: str) -> str:
    """Refuse what decodes but is no text."""
    controls = len(_CONTROL.findall(text))
    if "\0" in text or controls > max(2, len(text) // 100):
        raise Undecodable("binary data, not text")
    return text


def _utf16_without_mark(data: bytes) -> str:
    """Read UTF-16 that lacks its mark: half of the bytes of plain ASCII are then zero, on one side."""
    for encoding, zeros in (("utf-16-le", data[1::2]), ("utf-16-be", data[0::2])):
        common = sum(zeros.count(high) for high in (0x00, 0x06, 0x20))  # Latin, Arabic, punctuation
        if len(data) % 2 == 0 and common >= 0.9 * len(zeros):
            try:
                return _text(data.decode(encoding))
            except UnicodeDecodeError:
                continue
    raise Undecodable("binary data, not text")


def _refuse_damaged_utf8(data: bytes, error: UnicodeDecodeError) -> None:
    """UTF-8 with a wound decodes as windows-1256 too, into nonsense."""
    high = sum(byte >= 0x80 for byte in data)
    letters = data.decode("utf-8", errors="ignore")
    formed = sum(len(character.encode()) for character in letters if character > "\x7f")
    if formed >= _DAMAGED_UTF8 * high:
        cut = error.end == len(data) or error.reason == "unexpected end of data"
        raise Undecodable(f"UTF-8 text that is {'cut' if cut else 'damaged'} at byte {error.start}") from error


def _detected(data: bytes, declared: str | None) -> str:
    from charset_normalizer import from_bytes

    found = from_bytes(data[:_DETECTED_BYTES], cp_isolation=list(_CANDIDATES)).best()
    named = _NAMES.get((declared or "").lower(), (declared or "").lower())
    for encoding in dict.fromkeys((named, found.encoding if found else "", "cp1256")):
        try:
            text = data.decode(encoding)
        except (LookupError, UnicodeDecodeError):
            continue
        if _plausible(text):
            return _text(text)
    raise Undecodable("neither UTF-8, UTF-16 nor windows-1256: its encoding cannot be told, or it is not text")


def _plausible(text: str) -> bool:
    """Tell text from bytes that merely decode: letters of Arabic as often as in Arabic, or nearly all of it ASCII."""
    strange = len(_ODD.findall(text)) + len(_MIXED.findall(text))
    if _CONTROL.search(text) or strange > len(text) // 50:
        return False
    arabic = len(_ARABIC.findall(text))
    foreign = sum(character > "\x7f" and character.isalpha() for character in text) - arabic
    if arabic >= foreign:
        return len(_FREQUENT.findall(text)) >= _FREQUENT_SHARE * arabic
    return foreign <= 0.15 * sum(character.isalpha() for character in text)
