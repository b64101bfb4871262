"""Tell whether a question asks for one person's words where a window tells another's: "what did Rouhani write?" beside «وكتب ظريف».

Persons are told apart by name, and from bodies: "the minister" may be the one who is asked about, «الداخلية» is nobody. Who speaks in an
article is `rag.answer.reported`'s.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from rag.answer.entities import OFFICES, Entity, persons
from rag.answer.people import same_person_word
from rag.answer.reported import reports, speaker_of
from rag.answer.windows import Window
from rag.language.analysis import language_of, stem, tokens
from rag.language.dialects import standard, standard_text
from rag.language.normalise import fold, normalise

__all__ = ["asked_speaker", "other_speaker"]

_BEHIND: Final = 25  # characters between a name and the verb that it is the subject of
_LONGEST_OFFICE: Final = 60  # characters between the verb and the name: "the Russian foreign minister"
_EN_SAYS: Final = (
    r"(?:say|tell|write|tweet|announce|claim|declare|state|warn|promise|pledge|describe|call|accuse|demand|propose|threaten|comment|predict|argue|admit|insist|stress"
    r"|suggest|reveal|explain|mention|think|believe)"
)
_EN_ASKED: Final = re.compile(rf"\b(?:did|does|do|has|had)\s+(?P<who>[^?,;]{{2,80}}?)\s+{_EN_SAYS}\b")
_EN_SPOKE: Final = re.compile(
    rf"(?P<who>[^.!?,;\n]{{2,80}}?),?\s+(?:also |later |has |have |had )?(?:said|told|wrote|thought|{_EN_SAYS}(?:s|d|ed)?)\b"
)
_EN_SOURCE: Final = re.compile(r"\b(?:according to|in the words of)\s+(?P<who>[^?,;]{2,80})")
_AR_SAYS: Final = re.compile(
    r"(?<!\w)[وف]?(?:قال|قالت|[يت]قول|اعلن|اعلنت|اكد|اكدت|[يت]وكد|ذكر|ذكرت|افاد|افادت|اوضح|اوضحت|اضاف|اضافت|صرح|صرحت|اعتبر|اعتبرت|راي|رات|[يت]ري|شدد|شددت|كشف|كشفت|حذر|حذرت|زعم|زعمت"
    r"|كتب|كتبت|غرد|غردت|وصف|وصفت|اتهم|اتهمت|هدد|هددت|وعد|وعدت|تعهد|تعهدت|اقترح|اقترحت|طالب|طالبت|توقع|توقعت|علق|علقت|اقر|اقرت|بحسب|حسب|وفقا ل|وفق)(?!\w)"
)
_WORDS_ASKED: Final = re.compile(
    r"\bwhat (?:did|does|has|had) .{2,80}? (?:say|tell|write|tweet|state|comment)\b|(?<!\w)(?:ماذا|بماذا|ما الذي|ما) (?:قال|كتب|صرح|غرد|علق|ذكر)\w?(?!\w)"
)
_QUOTED: Final = re.compile(r"[\"«»“”:]")
# Bodies that speak, as terms of the analyser.
_BODIES: Final = frozenset(
    stem(word)
    for word in (
        "ministry government police union federation organisation organization association movement party newspaper agency channel radio website report reports council parliament"
        " court prosecution army company bank university institution authority committee commission board department office group front foundation administration club statement"
        " وزارة حكومة شرطة نقابة اتحاد منظمة جمعية حركة حزب صحيفة وكالة قناة إذاعة موقع تقارير تقرير مجلس برلمان محكمة نيابة جيش شركة بنك جامعة مؤسسة هيئة لجنة إدارة فريق نادي بيان"
    ).split()
)
_REMEMBERED: Final = 1 << 12  # sentences
_MINISTRIES: Final = frozenset(normalise("الداخلية الخارجية").split())  # named by what they see to
# Behind these no subject stands.
_AR_ENDS_SUBJECT: Final = re.compile(r"(?<!\w)(?:عن|في|علي|ان|انه|انها|بشان|حول|من|الي|ب\w+)(?!\w)")


def asked_speaker(question: str) -> Entity | None:
    """Return the person whose words `question` asks for; None where it asks for nobody's, or names no person."""
    return next((one for one in _speaking(question, (_EN_ASKED, _EN_SOURCE)) if not _is_body(one.text)), None)


def other_speaker(question: str, window: Window) -> str | None:
    """Return the person whose words are asked for, where `window` tells those of other persons, named there, and none of that person's.

    Asked what somebody said, a window in which nobody says anything is no answer either.
    """
    asked = asked_speaker(question)
    if asked is None:
        return None
    sentences = [sentence.text for sentence in window.evidence.sentences]
    places = range(window.first, window.first + window.count)
    told = [speaker for place in places if (speaker := speaker_of(sentences, place)) and persons(speaker)]
    told += [one.text for place in places for one in _speaking(sentences[place], (_EN_SPOKE, _EN_SOURCE))]
    if told:
        return None if any(_is(asked.text, speaker) for speaker in told) else asked.text
    bodies = [speaker for place in places if (speaker := speaker_of(sentences, place)) and _is_body(speaker)]
    if bodies and not any(_speaks(asked.text, sentences[place]) for place in places):
        return asked.text
    silent = not any(reports(sentences[place]) or _QUOTED.search(sentences[place]) for place in places)
    return asked.text if silent and _WORDS_ASKED.search(standard_text(question)) else None


@lru_cache(maxsize=_REMEMBERED)
def _speaking(text: str, english: tuple[re.Pattern[str], ...]) -> tuple[Entity, ...]:
    """Return the persons who are the subjects of verbs of saying; `english` are the patterns that hold them as `who`."""
    return tuple(_subjects(text, english))


def _subjects(text: str, english: Sequence[re.Pattern[str]]) -> Iterator[Entity]:
    folded = standard(fold(text))
    for pattern in english:
        for match in pattern.finditer(folded.text):
            start, end = folded.original_span(*match.span("who"))
            yield from [one for one in persons(text) if start <= one.start and one.end <= end][:1]
    for match in _AR_SAYS.finditer(folded.text):
        subject = folded.text[match.end() : match.end() + _LONGEST_OFFICE]
        limit = ends.start() if (ends := _AR_ENDS_SUBJECT.search(subject)) else len(subject)
        start, end = folded.original_span(match.end(), match.end() + limit)
        yield from sorted((one for one in persons(text) if start <= one.start < end), key=lambda one: one.start)[:1]


def _is_body(speaker: str) -> bool:
    """Tell whether words that name who speaks name a ministry, a newspaper or the like, and no one in its name."""
    words = tokens(speaker)
    if any(normalise(word.text) in OFFICES for word in words):
        return False
    if words and normalise(words[0].text) in _MINISTRIES:
        return True
    return any(word.term in _BODIES for word in (words if language_of(speaker) == "en" else words[:1]))


def _speaks(name: str, text: str) -> bool:
    """Tell whether a verb of saying follows the name: «وأضاف البيان أن حداد قال»."""
    folded = standard(fold(text))
    for person in persons(text):
        if _is(name, person.text):
            behind = next((at for at in range(len(folded.text)) if folded.original_span(at, at)[0] >= person.end), None)
            if behind is not None and _AR_SAYS.search(folded.text, behind, behind + _BEHIND):
                return True
    return False


def _is(name: str, speaker: str) -> bool:
    """Tell whether a speaker's words hold a part of a name, in either script."""
    parts = [token.text for token in tokens(name)]
    return any(same_person_word(part, token.text) for part in parts for token in tokens(speaker))
