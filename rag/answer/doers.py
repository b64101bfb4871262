"""Tell which person of a sentence did what is asked about: in "Haddad beat Aoud" Haddad, in «استقبل حداد عودة» the first, in "was shot by Aoud" Aoud.

Read from the order of the words beside the verb that the question shares with the sentence, and from "by". Where the verb stands in another
form of words nobody is told. Who holds an office is `rag.answer.offices`'s, how far a speaker's words reach `rag.answer.reported`'s.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from rag.answer.entities import ENDERS, OFFICES
from rag.answer.evidence import analyse
from rag.answer.match import Matcher
from rag.answer.reported import reports
from rag.language.analysis import Token, language_of, tokens
from rag.language.dialects import standard, standard_text
from rag.language.normalise import fold, normalise
from rag.language.sentences import sentence_spans
from rag.search.question import Question

__all__ = [
    "asks_for_name",
    "asks_for_owner",
    "asks_for_person",
    "asks_for_thing",
    "away_from_deed",
    "doer",
    "mere_speakers",
    "speakers",
]

Span = tuple[int, int]

# "Who met him?", «من استقبل الوفد»: the one who acts is asked for; "who was shot" and "whom" ask for the other.
_ACTIVE: Final = re.compile(
    r"^\W*(?:and |so )?(?:who|which (?:\w+ ){1,3})(?! ?(?:is|was|are|were|be|being|been|did|does|do)\b)|^\W*[وف]?(?:من|من الذي|من التي)(?! (?:هو|هي|هم|كان|كانت)(?!\w)) "
)
_OWNER: Final = re.compile(r"\bwhose\b")
# "Who said that ...": the speaker of those words is asked for.
_SAID: Final = re.compile(
    r"^\W*who (?:has |had )?(?:said|says|announced|declared|mentioned|claimed|stated|stressed|confirmed|warned|revealed|predicted|believes|thinks)\b"
    r"|^\W*[وف]?(?:من|من الذي|من التي) (?:قال|ذكر|اعلن|اكد|صرح|اعتبر|راي|يري|اوضح|اضاف|كشف|حذر|توقع|زعم|اشار|شدد|افاد)ت?(?!\w)"
)
_NAME_OF: Final = re.compile(
    r"\b(?:what (?:is|was|are|were) the |^\W*(?:the )?)(?P<name>names? of)\b|(?<!\w)ما (?:هو |هي )?(?P<name_ar>اسم|اسماء)(?!\w)"
)
_NAMED_WITHIN: Final = 5  # words behind "the name of": "the four-day-old baby"
# What follows these is told of the one who is asked for.
_NAMED_BY: Final = frozenset("of who that which whose in at on for from الذي التي الذين من في علي الي".split())
_WORD: Final = re.compile(r"\w+")
# Nouns of persons beside those of offices.
_PERSONS: Final = frozenset(
    normalise(
        "شخص رجل امرأة سيدة فتاة فتى شاب شابة طفل طفلة رضيع تلميذ تلميذة طالب طالبة معلم معلمة أستاذ أستاذة شرطي شرطية جندي ضابط عسكري سائق طيار بحار عامل موظف موظفة"
        " مهندس مهندسة طبيب طبيبة جراح ممرض ممرضة صحفي صحفية صحافي صحافية مراسل مذيع كاتب كاتبة شاعر شاعرة روائي مؤلف مخرج مخرجة ممثل ممثلة مغن مغني مغنية فنان فنانة رسام مصور"
        " لاعب لاعبة حارس مدرب حكم هداف مهاجم مدافع عداء بطل بطلة متسابق فائز فائزة مرشح مرشحة نائب نائبة عضو ناطق متهم متهمة مشتبه منفذ مهاجم قاتل ضحية قتيل قتيلة جريح رهينة"
        " إرهابي قاض قاضي محام محامي محامية خبير خبيرة باحث باحثة عالم عالمة مؤسس مؤسسة صاحب مالك تاجر رجل أب أم والد والدة ابن ابنة زوج زوجة شقيق شقيقة شاهد وريث ولي إمام بابا"
        " person man woman girl boy child baby student pupil teacher lecturer professor policeman policewoman officer soldier driver pilot captain sailor worker employee engineer doctor"
        " surgeon nurse journalist reporter writer poet author novelist director actor actress singer artist player goalkeeper coach referee scorer striker athlete champion winner candidate"
        " lawmaker deputy member spokesman spokeswoman spokesperson suspect attacker gunman killer victim hostage terrorist judge lawyer expert researcher scientist founder owner chairman chairwoman"
        " father mother son daughter husband wife brother sister witness president minister prime king queen prince princess mayor governor ambassador envoy chief head leader commander general secretary"
    ).split()
)
_OF_ONESELF: Final = re.compile(
    r"\W*(?:(?:that )?(?:he|she|it|they|we|i|(?:full |sole )?responsibility)\b|[بل]?(?:انه|انها|انهم|انهما|اننا|اني|مسووليت\w+|المسووليه)(?!\w))"
)
_NEAR: Final = 7  # words between a verb and the one who acts: an office and what it is of
_PASSIVE: Final = frozenset({"was", "were", "been", "being", "is", "are"})
_BY: Final = frozenset({"by"})
# Behind these stands whom something is done with, or where.
_NO_SUBJECT: Final = frozenset(normalise("مع إلى الى في عن على من ضد خلال بين بعد قبل عند لدى").split()) | ENDERS
_MARKS: Final = re.compile(r"[.!?؟؛;:\n]")


def asks_for_owner(question: Question) -> bool:
    """Tell whether a question asks whose something is: a person, a body or a country alike, so that no person near by is the answer."""
    return bool(_OWNER.search(standard_text(question.text)))


def asks_for_name(question: Question) -> bool:
    """Tell whether the name of somebody or something is asked for: "what is the name of", «ما اسم»."""
    return _NAME_OF.search(standard_text(question.text)) is not None


def asks_for_thing(question: Question) -> bool:
    """Tell whether the name of something is asked for that is no person's: "what is the name of the ship", «ما اسم التقنية»."""
    return asks_for_name(question) and not _names_person(normalise(question.unit))


def asks_for_person(question: Question) -> str | None:
    """Return the words for the person whose name is asked for: "name of the bus driver", «اسم سائق»; None where no person's is."""
    folded = standard(fold(question.text))
    asked = _NAME_OF.search(folded.text)
    if asked is None:
        return None
    for place, word in enumerate(_WORD.finditer(folded.text, asked.end())):
        if place == _NAMED_WITHIN or word[0] in _NAMED_BY:
            return None
        if _names_person(word[0]):
            start = asked.start("name") if asked["name"] else asked.start("name_ar")
            return question.text[slice(*folded.original_span(start, word.end()))]
    return None


def _names_person(noun: str) -> bool:
    bare = noun.removeprefix("ال")
    return not {noun, bare, f"ال{bare}", bare.removesuffix("s")}.isdisjoint(OFFICES | _PERSONS)


def doer(question: Question, matcher: Matcher, text: str, persons: Sequence[Span]) -> Span | None:
    """Return which of `persons`, spans of `text`, did what `question` asks who did; None where the sentence does not tell."""
    opening = _ACTIVE.search(standard_text(question.text))
    if question.kind != "who" or opening is None or not matcher.terms:
        return None
    verb = _verb(question, matcher)
    places = sorted({place for place, number, _ in matcher.positions(analyse(text)) if number == verb})
    words = tokens(text)
    subject = _english if language_of(text) == "en" else _arabic
    found = (subject(text, words, place, persons) for place in places)
    return next((span for span in found if span is not None), None)


def speakers(question: Question, matcher: Matcher, text: str, persons: Sequence[Span]) -> list[Span] | None:
    """Return which of `persons` say what `question` asks who said, none where a body says it; None where nothing is asked or told of that."""
    if question.kind != "who" or not _SAID.search(standard_text(question.text)):
        return None
    met = [(analyse(text).spans[place], weight) for place, _, weight in matcher.positions(analyse(text))]
    told: list[tuple[float, int, str]] = []
    for start, end in sentence_spans(text):
        for report in reports(text[start:end]):
            said = sum(weight for span, weight in met if start + report.start <= span[0] < start + report.end)
            told.append((said, -start, report.speaker))
    said, _, speaker = max(told, default=(0.0, 0, ""))
    if not said or not speaker:
        return None
    return [span for span in persons if normalise(text[slice(*span)]) in normalise(speaker)]


def away_from_deed(question: Question, matcher: Matcher, text: str, persons: Sequence[Span]) -> list[Span]:
    """Return which of `persons` stand in another sentence of `text` than the deed that `question` asks who did."""
    verb = _verb(question, matcher)
    if question.kind != "who" or verb is None or _ACTIVE.match(standard_text(question.text)) is None:
        return []
    spans = analyse(text).spans
    done = [spans[place][0] for place, number, _ in matcher.positions(analyse(text)) if number == verb]
    homes = [(start, end) for start, end in sentence_spans(text) if any(start <= at < end for at in done)]
    return [span for span in persons if homes and not any(start <= span[0] < end for start, end in homes)]


def mere_speakers(question: Question, matcher: Matcher, text: str, persons: Sequence[Span]) -> list[Span]:
    """Return which of `persons` only tell of the deed that `question` asks who did: in «أعلن حداد أن المنتهكين ...» Haddad breaks nothing."""
    verb = _verb(question, matcher)
    if question.kind != "who" or verb is None or _SAID.search(standard_text(question.text)):
        return []
    spans = analyse(text).spans
    done = [spans[place] for place, number, _ in matcher.positions(analyse(text)) if number == verb]
    found = []
    for start, end in sentence_spans(text):
        for report in reports(text[start:end]):
            told = start + report.start, start + report.end
            own = _OF_ONESELF.match(normalise(text[slice(*told)]))  # «قال حداد إنه استقبل»: the deed is his own
            if done and not own and all(told[0] <= at[0] < told[1] for at in done):
                cue = start + report.cue_start, start + report.cue_end
                found += [span for span in persons if cue[0] <= span[0] and span[1] <= cue[1]]
    return found


def _verb(question: Question, matcher: Matcher) -> int | None:
    """Return the number of the term that words the deed: the first that does not only ask."""
    asked = question.asked[1]
    after = [number for number, term in enumerate(matcher.terms) if term.query.start >= asked]
    first = next((n for n in after if not matcher.terms[n].is_entity), None)
    return first if first == (after[0] if after else None) else None


def _english(text: str, words: Sequence[Token], place: int, persons: Sequence[Span]) -> Span | None:
    """Return the person before an active verb, or behind the "by" of a passive one."""
    before = [word.text.lower() for word in words[max(0, place - 2) : place]]
    if not _PASSIVE.isdisjoint(before):
        behind = next((word for word in words[place + 1 : place + 1 + _NEAR] if word.text.lower() in _BY), None)
        later = [span for span in persons if behind and behind.end < span[0]]
        return min(later, default=None)
    earlier = [
        span
        for span in persons
        if span[1] <= words[place].start and not _MARKS.search(text[span[1] : words[place].start])
    ]
    nearest = max(earlier, default=None)
    return nearest if nearest and _between(words, nearest[1], words[place].start) <= _NEAR else None


def _arabic(text: str, words: Sequence[Token], place: int, persons: Sequence[Span]) -> Span | None:
    """Return the person behind a verb, past an office and what it is of; where a preposition parts them, the person before it."""
    for span in sorted(span for span in persons if span[0] > words[place].start):
        between = [word for word in words[place + 1 :] if word.end <= span[0]]
        stopped = any(normalise(word.text) in _NO_SUBJECT and not _of_office(between, word) for word in between)
        if len(between) <= 2 * _NEAR and not stopped and not _MARKS.search(text[words[place].end : span[0]]):
            return span
        break
    earlier = [span for span in persons if span[1] <= words[place].start]
    nearest = max(earlier, default=None)
    if nearest is None or _MARKS.search(text[nearest[1] : words[place].start]):
        return None
    parted = [word for word in words if nearest[1] <= word.start < words[place].start]
    return nearest if len(parted) <= 2 and not any(normalise(word.text) in ENDERS for word in parted) else None


def _of_office(between: Sequence[Token], word: Token) -> bool:
    """Tell whether a preposition belongs to an office: «المبعوث إلى الوادي»."""
    before = [normalise(other.text) for other in between if other.end <= word.start]
    return any(other in OFFICES for other in before)


def _between(words: Sequence[Token], start: int, end: int) -> int:
    return sum(start <= word.start and word.end <= end for word in words)
