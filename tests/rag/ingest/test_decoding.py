"""Decoding: the text that was written, or an error; never mojibake."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.ingest.decoding import Undecodable, decode

ARABIC = "وصل الوفد إلى المدينة صباح اليوم، وقال إن الطريق آمن."
FRENCH = "Le café de la gare a été rénové, dit la mairie – « c’est très bien »."


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1256", "iso8859_6"]
)
def test_arabic_is_read_in_the_encodings_of_archives(encoding: str) -> None:
    """Unicode with and without its mark, and the two single-byte encodings of Arabic, give the text back."""
    assert decode(ARABIC.encode(encoding)) == ARABIC


@pytest.mark.parametrize("encoding", ["cp1252", "cp1256"])
def test_accents_are_read(encoding: str) -> None:
    """French letters stand at the same places of both Windows encodings."""
    assert decode(FRENCH.encode(encoding)) == FRENCH


SHORT = ["سقوط أمطار", "هدنة في المدينة", "أخبار اليوم", "Report: زلزال في البحر 2016", "قتلى", "مؤتمر صحافي للوزير"]


@pytest.mark.parametrize("text", SHORT)
def test_a_short_line_of_windows_1256_is_enough(text: str) -> None:
    """A headline is recognised as well as an article."""
    assert decode(text.encode("cp1256")) == text


WRONG = {
    "Cyrillic": ("Сегодня в городе открыли новый мост через реку".encode("cp1251"), "encoding"),
    "Greek": ("Νέα γέφυρα άνοιξε σήμερα στην πόλη μας".encode("cp1253"), "encoding"),
    "Hebrew": ("גשר חדש נפתח היום בעיר שלנו".encode("cp1255"), "encoding"),
    "Chinese": ("今天城里开了一座新桥，市长出席了仪式。".encode("gb18030"), "encoding"),
    "picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0\0\0\1\0\x08\6\0\0\0" + bytes(range(256)) * 3, "binary"),
    "program": (b"\x7fELF\2\1\1" + b"\0" * 60 + bytes(range(256)), "binary"),
    "controls": (b"\x01\x02\x03\x04 text \x05\x06\x07", "binary"),
    "cut UTF-8": (ARABIC.encode()[:-2], "cut"),
    "damaged UTF-8": (ARABIC.encode()[:20] + b"\xff" + ARABIC.encode()[20:], "damaged"),
    "cut UTF-16": (ARABIC.encode("utf-16")[:-1], "cut"),
}


@pytest.mark.parametrize(("data", "reason"), WRONG.values(), ids=WRONG.keys())
def test_what_is_no_such_text_is_refused_with_its_reason(data: bytes, reason: str) -> None:
    """Other alphabets, binary data, and cut or damaged Unicode are errors."""
    with pytest.raises(Undecodable, match=reason):
        decode(data)


@given(st.binary(max_size=400))
def test_random_bytes_are_decoded_or_refused(data: bytes) -> None:
    """No bytes cause any other error, and text never holds a NUL."""
    try:
        text = decode(data)
    except Undecodable:
        return
    assert "\0" not in text


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=200))
def test_utf8_is_taken_at_its_word(text: str) -> None:
    """Whatever is valid UTF-8 is read as UTF-8, short or long."""
    assert decode(text.encode()) == text.removeprefix("\ufeff")
