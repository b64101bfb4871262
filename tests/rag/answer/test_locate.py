"""Quoted words, found where they stand and nowhere else."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.answer.locate import around, locate
from rag.language.sentences import sentence_spans
from tests.rag.answer.passages import article

ENGLISH = article(
    "The convoy of 1,200 people left the anti-government camp at 9.30 on Monday. It did not stop in Marsa. “We will go on,” its leader said.\n\n"
    "The minister, Omar Shadid, was unable to reach 3.5 percent of the villages. The rest was illegal."
)
ARABIC = article(
    "وقال وزير الخارجية إنّ الهدنة بدأت في ٢٧ شباط ٢٠١٦. «لن نرسل قوات إلى الوادي»، أضاف الوزير. وأعلنت الحكومة تمديد الاتفاق ثلاثة أشهر.\n\n"
    "وتشمل الهدنة مدينة إدلب وريفها، وأكّد مسؤول أمميّ ذلك."
)


@pytest.mark.parametrize(
    ("of", "words", "stands"),
    [
        (ENGLISH, "it did not stop in MARSA", "It did not stop in Marsa"),
        (ENGLISH, '"We will go on," its leader said.', "We will go on,” its leader said"),
        (ENGLISH, "We will go on, its leader said", "We will go on,” its leader said"),
        (ENGLISH, "  The convoy   of 1,200\npeople left ", "The convoy of 1,200 people left"),
        (ARABIC, "بدات في 27 شباط 2016", "بدأت في ٢٧ شباط ٢٠١٦"),
        (ARABIC, "\u200fأن الهدنه بدأت في 27 شباط\u200f", "إنّ الهدنة بدأت في ٢٧ شباط"),
        (ARABIC, '"لن نرسل قوات الى الوادي"', "لن نرسل قوات إلى الوادي"),
        (ARABIC, "اكد مسؤول اممي ذلك", "وأكّد مسؤول أمميّ ذلك"),
        (ARABIC, "قال وزير الخارجية", "وقال وزير الخارجية"),
    ],
)
def test_another_spelling_of_the_same_words_is_found_with_its_exact_span(of: object, words: str, stands: str) -> None:
    """What the analyser unifies, and quotation marks, may differ; what is returned is the article's own."""
    quote = locate(words, of)  # type: ignore[arg-type]
    assert quote is not None
    assert quote.text == stands
    assert quote.stands_in(of)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "words",
    [
        "The convoy of 1,200 people arrived",  # another word
        "The convoy of 1,300 people left",  # another number
        "The convoy left the camp",  # words left out
        "The convoy of 1,200 people ... did not stop in Marsa",  # two pieces, dots between
        "The convoy of 1,200 people […] did not stop",
        "The convoy of 1,200 people… did not stop in Marsa",
        "The convoy of 1,200 people left It did not stop in Marsa",  # two pieces joined
        "It did not stop in Marsa. The rest was illegal.",  # two sentences that are not neighbours
        "able to reach 3.5 percent",  # half a word
        "The rest was il",
        "legal. ",
        "government camp at 9.30",  # half a compound: the other half turns it round
        "200 people left the anti-government camp",  # half a number
        "The convoy of 1",
        "at 9",
        "5 percent of the villages",
        "unable to reach 3",
        "Marsa",  # too short to prove anything
        "The",
        "",
        " . ",
        "stop stop",
        "convoy",
        ENGLISH.body,  # more than two sentences
        "It did not stop in Marsa. “We will go on,” its leader said.\n\nThe minister, Omar Shadid, was unable to reach",
        "x" * 5000,
        "The convoy\x00 of 1,200 people",
        "<b>The convoy</b> of 1,200 people",
        "The convoy of 1,200 people.*",
        "(.*)+ convoy of (",
    ],
)
def test_what_does_not_stand_in_one_piece_is_no_quotation(words: str) -> None:
    """Fabricated, stitched, halved, too short and too long: none is found."""
    assert locate(words, ENGLISH) is None


@pytest.mark.parametrize(
    "words",
    [
        "زير الخارجية إن الهدنة",
        "لن نرسل قوات ... أعلنت الحكومة",
        "27 شباط 201",
        "الهدنة بدأت في 7 شباط",
        "خارجية إن الهدنة بدأت",
    ],
)
def test_arabic_halves_and_stitches_are_no_quotations(words: str) -> None:
    """A clitic is part of its word; only a joined «و» or «ف» may be left out, and is shown."""
    found = locate(words, ARABIC)
    assert found is None or words == "زير الخارجية إن الهدنة"
    if found is not None:
        assert found.text.startswith("وزير")


def test_the_passage_that_was_named_is_looked_at_first() -> None:
    """The same words stand twice: the named passage decides."""
    of = article("The talks ended in Marsa. Nothing else. The talks ended in Marsa.")
    second = of.body.rindex("The talks")
    quote = locate("The talks ended in Marsa", of, (second, len(of.body)))
    assert quote is not None
    assert quote.start == second


def test_the_sentences_around_a_fragment_are_whole() -> None:
    """What was cut off is found again."""
    start = ENGLISH.body.index("stop in Marsa")
    a, b = around(ENGLISH, (start, start + 5))
    assert ENGLISH.body[a:b] == "It did not stop in Marsa."


_MARKS = ["\u064b", "\u064e", "\u0651", "\u0640", "\u200f", "\u200c"]
_VARIANTS = {
    "أ": "اإآٱ",
    "ا": "أإ",
    "إ": "اأ",
    "ى": "ي",
    "ي": "ىی",
    "ة": "ه",
    "ه": "ة",
    "ك": "ک",
    "؟": "?",
    "،": ",",
    "«": '"“',
    "»": '"”',
}
_ARABIC_DIGITS = str.maketrans("0123456789٠١٢٣٤٥٦٧٨٩", "٠١٢٣٤٥٦٧٨٩0123456789")


def _noisy(text: str, seed: int) -> str:
    """Return `text` as a careless typist gives it back: marks, letter variants, digits of the other set, space, case."""
    chance = random.Random(seed)
    out = []
    for letter in text.translate(_ARABIC_DIGITS) if chance.random() < 0.5 else text:
        swapped = chance.choice(_VARIANTS[letter]) if letter in _VARIANTS and chance.random() < 0.4 else letter
        out.append(swapped.upper() if swapped.isascii() and chance.random() < 0.2 else swapped)
        if "\u0620" <= letter <= "\u064a" and chance.random() < 0.2:
            out.append(chance.choice(_MARKS))
        if letter == " " and chance.random() < 0.2:
            out.append(chance.choice(" \n\t\u00a0"))
    return "".join(out)


@settings(deadline=None)
@given(st.sampled_from([ENGLISH, ARABIC]), st.integers(0, 3), st.integers(1, 2), st.integers(0, 2**16))
def test_any_one_or_two_sentences_are_found_under_noise(of: object, first: int, count: int, seed: int) -> None:
    """Diacritics, letter variants and the other digits lead back to the same span."""
    from rag.values import Article

    assert isinstance(of, Article)
    spans = sentence_spans(of.body)
    first = min(first, len(spans) - count)
    start, end = spans[first][0], spans[first + count - 1][1]
    quote = locate(_noisy(of.body[start:end], seed), of)
    assert quote is not None
    assert quote.stands_in(of)
    edges = "\"'.,;:!?()[]- «»“”،؟\n"
    assert quote.text.strip(edges) == of.body[start:end].strip(edges)


@settings(deadline=None)
@given(st.sampled_from([ENGLISH, ARABIC]), st.text(max_size=80))
def test_whatever_is_asked_for_what_is_found_stands_there(of: object, words: str) -> None:
    """No text makes the search fail, and no quotation is returned that the article does not hold."""
    from rag.values import Article

    assert isinstance(of, Article)
    quote = locate(words, of)
    assert quote is None or quote.stands_in(of)


@settings(deadline=None)
@given(st.sampled_from([ENGLISH, ARABIC]), st.integers(0, 250), st.integers(0, 120))
def test_any_cut_of_an_article_is_found_whole_words_only(of: object, start: int, length: int) -> None:
    """A cut in the middle of a word is refused, or grown to the word's joined conjunction."""
    from rag.values import Article

    assert isinstance(of, Article)
    cut = of.body[start : start + length]
    quote = locate(cut, of)
    if quote is None:
        return
    before, after = of.body[quote.start - 1 : quote.start], of.body[quote.end : quote.end + 1]
    assert not (before.isalnum() and quote.text[0].isalnum())
    assert not (after.isalnum() and quote.text[-1].isalnum())
