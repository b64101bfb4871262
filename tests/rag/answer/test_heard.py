"""Names of a question found in texts by sound."""

from __future__ import annotations

from rag.answer.heard import heard_as, latin_names, spoken, with_heard
from rag.language.analysis import stem
from rag.language.bridge import shipped_bridge
from rag.search.query import Query, QueryTerm, analyse_query


def query(text: str) -> Query:
    """Return a question as it is searched with."""
    return analyse_query(text, shipped_bridge())


def term(text: str, word: str) -> QueryTerm:
    """Return the term of one word of a question."""
    return next(term for term in query(text).terms if term.text == word)


def test_a_name_runs_over_hyphens_and_particles() -> None:
    """A question word that opens the sentence with a capital is no part of it."""
    names = latin_names("Did Jean-Pierre de la Tour meet Sidi Ali El Mekki in Sfax?")
    assert [[word.text for word in name] for name in names] == [
        ["Jean", "Pierre", "de", "la", "Tour"],
        ["Sidi", "Ali", "El", "Mekki"],
        ["Sfax"],
    ]


def test_what_is_heard_becomes_part_of_the_question() -> None:
    """A text that holds the Arabic spelling meets the name from then on; the particle hardly counts."""
    question = with_heard(query("Who is Bilel El Zormati?"), ["أعلن بلال الزرماطي موعد اللقاء"])
    by_text = {term.text: term for term in question.terms}
    assert by_text["Zormati"].variants[stem("الزرماطي")] == 1.0
    assert by_text["El"].emphasis < 0.5


def test_a_foreign_name_may_have_other_letters_of_length() -> None:
    """Arabic has no one spelling of a foreign name; of an Arabic given name it has."""
    heard = with_heard(query("أين يقع شارع الشانزليزيه؟"), ["شارع الشانزيليزيه في باريس"])
    assert stem("الشانزيليزيه") in next(t for t in heard.terms if t.text == "الشانزليزيه").variants
    other = with_heard(query("من هو سلمان؟"), ["قال سليمان إنه وصل"])
    assert all(stem("سليمان") not in t.variants for t in other.terms)


def test_an_ordinary_word_that_sounds_alike_is_a_name_only_beside_the_rest_of_it() -> None:
    """«السائد» is what prevails, but may be who follows a first name."""
    alone, whole = "What did Said say?", "What did Youssef Sayed say?"
    said = spoken(("الرأي السائد هو الرفض",), arabic=True)
    assert heard_as(term(alone, "Said"), latin_names(alone)[0], said) == []
    assert heard_as(term(whole, "Sayed"), latin_names(whole)[0], said) == []
    assert heard_as(term(whole, "Sayed"), latin_names(whole)[0], spoken(("قال يوسف السائد",), arabic=True)) == [
        "السائد"
    ]


def test_a_preposition_is_no_name_though_folded_to_the_same_letters() -> None:
    """«على» is not Ali, «علي» is."""
    text = "When did Ali arrive?"
    name = latin_names(text)[0]
    assert heard_as(term(text, "Ali"), name, spoken(("وقع على الأرض",), arabic=True)) == []
    assert heard_as(term(text, "Ali"), name, spoken(("وصل علي أمس",), arabic=True)) == ["علي"]


def test_what_bears_the_arabic_article_is_a_name_though_a_common_word() -> None:
    """As-Safir is «السفير», an ambassador elsewhere; Safir alone is nobody until more of the name is there."""
    words = spoken(("أغلقت صحيفة السفير أبوابها.",), arabic=True)
    named = "Why did the newspaper As-Safir close?"
    (name,) = latin_names(named)
    assert [word.text for word in name] == ["As", "Safir"]
    assert heard_as(term(named, "Safir"), name, words) == ["السفير"]
    alone = "Why did Safir close?"
    assert heard_as(term(alone, "Safir"), latin_names(alone)[-1], words) == []
