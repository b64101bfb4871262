"""Sentences of Arabic and English news: exact spans, and the full stops that end nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.language.sentences import MAX_SENTENCE_CHARS, sentence_spans


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


SEPARATE = {
    "Arabic full stops": ("وصل الوفد مساء. غادر الوزير فجرا.", 2),
    "Arabic question mark": ("متى يفتح المعبر؟ لا أحد يعرف الجواب حتى الآن.", 2),
    "exclamation": ("عاد الجميع! ثم بدأ العمل.", 2),
    "no space after the stop": ("هدأت المدينة.وعاد الناس إلى بيوتهم.", 2),
    "quotation closed after the stop": ("قال «سنعود غدا.» وأضاف أن الطريق آمن.", 2),
    "English": ("The bridge opened. Cars crossed it at noon.", 2),
    "English acronym before a new sentence": ("He flew to the U.S. The talks began there.", 2),
    "company name before a new sentence": ("They work for Barley Inc. The firm is old.", 2),
    "lines": ("عنوان فرعي\nنص الفقرة هنا", 2),
    "blank lines": ("One paragraph\n\nAnother paragraph", 2),
    "number before a full stop": ("صدر القرار رقم 4411. ورحب به الجميع.", 2),
    "era after a year": ("كان ذلك عام 1916 م. ثم تغير الحال.", 2),
    "three dots before a capital": ("They waited... Then the doors opened.", 2),
    "a long quotation is cut apart": ("وقال: «" + "هذه جملة أولى من الخطاب الطويل جدا. " * 8 + "»", 8),
    "a list": ("- الماء\n- الخبز\n- الدواء", 3),
}


@pytest.mark.parametrize(("text", "count"), SEPARATE.values(), ids=SEPARATE.keys())
def test_sentences_end_where_a_reader_says_so(text: str, count: int) -> None:
    """Final punctuation of both languages and line ends close a sentence."""
    assert len(split(text)) == count, split(text)


TOGETHER = {
    "doctor": "قال د. سامر العلي إن المشفى جاهز",
    "engineer and professor": "حضر م. نادر و أ. هالة وأ.د. منى الحفل",
    "agency": "نقلت (ا.ف.ب) و أ.ف.ب. عن المتحدث قوله ذلك",
    "decimal": "ارتفع السعر 3.5 بالمئة خلال يوم",
    "Arabic digits": "بلغت النسبة ٣.٥ في المئة",
    "date": "نشر في 20.02.2016 على الموقع",
    "address": "زوروا https://news.example/a.b/c.html أو news.example للمزيد",
    "two dots for a pause": "وقال.. نحن هنا منذ الصباح",
    "two dots in a quotation": "قال «نعم.. نحن باقون» ثم غادر",
    "short quotation": "قال «وصلنا. نحن بخير» لأهله",
    "question in passing": "كان السؤال «لماذا؟» يتردد في القاعة",
    "brackets": "القرية (سكانها ألف. معظمهم مزارعون) هادئة",
    "Mister": "Mr. Brown met Dr. Green and Gen. White",
    "initials": "George H. W. Miller and J. K. Stone arrived",
    "acronym": "The U.S. president spoke on Jan. 5 at 3 p.m. local time",
    "lower case follows": "He works for Yahoo! and eats e.g. bread",
    "number word": "Room No. 5 was empty",
    "English decimal": "It rose 3.5 percent to 1,250.75 points",
    "list number": "1. Water the plants",
    "comma is no end": "جاء الوفد، ثم غادر، ولم يعد",
}


@pytest.mark.parametrize("text", TOGETHER.values(), ids=TOGETHER.keys())
def test_full_stops_that_end_nothing_do_not_cut(text: str) -> None:
    """Abbreviations, numbers, addresses, pauses and short quotations stay in one sentence."""
    assert split(text) == [text]


def test_a_run_without_punctuation_is_cut_at_a_clause() -> None:
    """A sentence too long to quote is cut after a comma or before «و», not inside a word."""
    text = "وصلت القافلة إلى البلدة واستقبلها الأهالي، " * 40
    pieces = split(text)
    assert all(len(piece) <= MAX_SENTENCE_CHARS for piece in pieces)
    assert all(piece.endswith("،") for piece in pieces)
    unpunctuated = split("وصلت القافلة إلى البلدة واستقبلها الأهالي " * 40)
    assert all(piece.startswith("و") for piece in unpunctuated)


TEXTS = st.text(alphabet=st.sampled_from(list('أبم وةن. .؟!…"«»()\n\t،؛abAB. 3,:“”')), max_size=900)


@given(st.one_of(TEXTS, st.text(max_size=300)))
def test_spans_are_exact_ordered_and_covering(text: str) -> None:
    """Sentences stand in order, trimmed, within the limit, and nothing but white space lies between them."""
    at = 0
    for start, end in sentence_spans(text):
        assert not text[at:start].strip()
        assert text[start:end] == text[start:end].strip() != ""
        assert "\n" not in text[start:end]
        assert end - start <= MAX_SENTENCE_CHARS
        at = end
    assert not text[at:].strip()
