"""Arabic names in Latin letters."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rag.language.romanise import romanise
from rag.language.sounds import sounds_alike


@pytest.mark.parametrize(
    ("arabic", "latin"),
    [("كيري", "Kerry"), ("جون كيري", "John Kerry"), ("دمشق", "Damascus"), ("لافروف", "Lavrov"), ("Kerry", "Kerry"), ("كريم", "Karim"), ("سنية مبارك", "Sanya Mubarak")],
)  # fmt: skip
def test_known_names_are_written_as_usual(arabic: str, latin: str) -> None:
    """Who is known in English is written as English news writes him."""
    assert romanise(arabic) == latin


@pytest.mark.parametrize(
    ("arabic", "latin"),
    [
        ("كريم الدندان", "Karim al-Dandan"), ("حاجب", "Hajib"), ("الصمودي", "al-Samudi"), ("بوعزيز", "Buaziz"), ("زلاتوغورسك", "Zalatughursk"),
        ("فاضل عبد الكافي", "Fadil Abdel Kafi"), ("سيدي بوعزيز", "Sidi Buaziz"), ("رضا بن عامر", "Rida Ben Amer"),
    ],
)  # fmt: skip
def test_an_unknown_name_is_written_as_it_sounds(arabic: str, latin: str) -> None:
    """Short vowels that the spelling leaves out are put where none could be said without them."""
    assert romanise(arabic) == latin


@pytest.mark.parametrize("arabic", ["كريم شورفي", "جميل السائد", "هادي مجدوش", "محمد الشملي", "فرج العامل"])
def test_a_family_name_is_not_translated(arabic: str) -> None:
    """«كريم» is Karim and not Cream, «مجدوش» no abbreviation: what is written sounds like the name."""
    latin = romanise(arabic)
    assert sounds_alike(latin, arabic)
    assert not re.search(r"[A-Z]{2}", latin)


@example("آلآربعآء")
@given(st.text(alphabet="ابتثجحخدذرزسشصضطظعغفقكلمنهويةىأإآؤئء", min_size=1, max_size=12))
def test_any_arabic_word_comes_out_in_latin_letters(word: str) -> None:
    """No letter is left behind in Arabic script, and none becomes a mark."""
    assert re.fullmatch(r"[A-Za-z' -]*", romanise(word))
