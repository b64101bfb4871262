"""Known names, offices and given names."""

from __future__ import annotations

from rag.language.analysis import tokens
from rag.language.gazetteer import english_name, find_names, find_titles, is_given_name


def named(text: str) -> list[tuple[str, str]]:
    words = tokens(text)
    return [(text[words[n.first].start : words[n.last - 1].end], n.kind) for n in find_names(words)]


def test_the_longest_known_name_is_taken() -> None:
    """«صنعاء» is a place, and two names side by side stay two."""
    assert ("Yemen", "place") in named("a convoy left Yemen for Oman")
    assert ("اليمن", "place") in named("وصلت القافلة إلى اليمن")


def test_offices_are_found_beside_what_is_theirs() -> None:
    """An office is no name, and is found on its own."""
    words = tokens("What did the French foreign minister announce?")
    assert [" ".join(w.text for w in words[t.first : t.last]) for t in find_titles(words)] == ["foreign minister"]


def test_a_known_arabic_name_is_told_in_english() -> None:
    """The lexicon's English comes before letter-by-letter spelling; the unknown stays unknown."""
    assert english_name("القاهرة") == "Cairo"
    assert english_name("زنبرك غريب") is None


def test_given_names_are_known_in_any_spelling() -> None:
    """Hamza or none, it is the same name; a common word is none."""
    assert is_given_name("احمد")
    assert not is_given_name("مدينه")


def test_a_word_of_the_same_stem_is_no_place() -> None:
    """An Arabic place of one word is named only as it is written: a preposition, a common noun and a month are none."""
    assert named("ذهب مع أخيه في آب") == []
    assert named("شهدت جولات عدة") == []
    assert ("إب", "place") in named("سافر إلى إب")
    assert ("للأردن", "place") in named("رسالة للأردن")
    assert ("السورية", "place") not in named("الأزمة السورية")


def test_a_person_of_one_word_is_named_as_it_is_written() -> None:
    """A surname with its article, in either script; «السلام» is peace, though Salam is a man."""
    assert ("الأسد", "person") in named("قال الأسد أمس")
    assert ("وبوتين", "person") in named("ناقش وبوتين الأمر")
    assert ("Putin's", "person") in named("after Putin's visit")
    assert named("المبعوث الدولي للسلام") == []
    assert named("محادثات السلام") == []


def test_an_arabic_office_is_named_only_as_it_is_written() -> None:
    """ "Inside Syria" names no interior ministry, "in the year 2016" no general; women and several hold offices as well."""

    def offices(text: str) -> list[str]:
        words = tokens(text)
        return [text[words[n.first].start : words[n.last - 1].end] for n in find_titles(words)]

    assert offices("داخل سوريا") == []
    assert offices("الصناعات التونسية عام 2016") == []
    assert offices("خارج تونس") == []
    assert offices("وقالت الداخلية") == ["الداخلية"]
    for office in ("وزيرة", "وزيران", "الناطقين", "المتحدثون", "للمبعوث", "السفيرة"):
        assert offices(office) == [office]


def test_a_surname_alone_stays_alone_in_english() -> None:
    """Another Mubarak is not the one whom the lexicon knows; a whole name is told whole."""
    assert english_name("مبارك") == "Mubarak"
    assert english_name("حسني مبارك") == "Hosni Mubarak"
    assert english_name("بان كي مون") == "Ban Ki-moon"
    assert english_name("عادل الجبير") == "Adel al-Jubeir"
