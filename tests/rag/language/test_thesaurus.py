"""Wordings of one concept, in both languages."""

from __future__ import annotations

from rag.language.analysis import terms
from rag.language.background import rarity
from rag.language.thesaurus import Thesaurus, thesaurus


def test_wordings_of_one_concept_meet_across_languages() -> None:
    """A question's "truce" and an article's «وقف إطلاق النار» are one concept."""
    known = thesaurus()
    english = known.concepts(terms("the truce"))
    arabic = known.concepts(terms("اتفاق وقف إطلاق النار في المدينة"))
    assert english & arabic


def test_the_longest_wording_is_found_where_several_begin() -> None:
    """A phrase is not taken apart when it is a wording of its own."""
    known = Thesaurus(["# comment", "sea port|harbour", "sea|ocean"])
    assert known.find(terms("a sea port opened")) == [(0, 2, (2,))]
    assert known.concepts(terms("a sea port opened")) == {2, 3}


def test_a_wording_that_stop_words_carry_is_left_out() -> None:
    """Of "set up" only "set" would remain, which means anything."""
    assert Thesaurus(["set up|establish"]).find(terms("they set a table")) == []


def test_general_language_tells_common_words_from_rare_ones() -> None:
    """A verb of every text is less rare than a noun of few; the unknown is rarest, never more than 1."""
    assert rarity("want") < rarity("treati") <= 1.0
    assert rarity("قال") < rarity("هدن")
    assert rarity("zzyzx") == 1.0


def test_an_arabic_verb_stands_for_the_forms_that_news_uses() -> None:
    """Of a perfect and an imperfect the feminine, the plural and the future are made; a weak verb loses its last letter."""
    known = Thesaurus(["sink|غرق+يغرق", "hide|أخفى+يخفي"])
    for form in ("غرقت", "غرقوا", "تغرق", "سيغرق", "يغرقون"):
        assert known.concepts(terms(form)) == {1}, form
    for form in ("أخفت", "أخفوا", "أخفاه", "ستخفي"):
        assert known.concepts(terms(form)) == {2}, form


def test_irregular_english_verbs_meet_their_base_form() -> None:
    """The analyser's stemmer keeps "sank" apart from "sink"; the list joins them."""
    known = thesaurus()
    for one, other in (
        ("sink", "sank"),
        ("hide", "hidden"),
        ("steal", "stolen"),
        ("withdraw", "withdrew"),
        ("flee", "fled"),
    ):
        assert known.concepts(terms(one)) & known.concepts(terms(other)), one


def test_a_preposition_written_onto_a_noun_does_not_hide_its_concept() -> None:
    """«بافتتاح» words what «افتتاح» does; of a short noun the whole is as often another word."""
    known = Thesaurus(["opening|افتتاح", "sea|بحر", "free|حر"])
    assert known.concepts(terms("احتفال بافتتاح الجسر")) == known.concepts(terms("opening"))
    assert known.concepts(terms("على بحر هادئ")) == {2}
