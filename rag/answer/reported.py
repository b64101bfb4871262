"""Find whose word a sentence is: the clause of reporting ("the ministry said", «بحسب مركز ...») and how far what it reports reaches.

A surface method: verbs and prepositions of reporting from a list, the words between them and what is reported as the speaker. A speaker who is left
out («وأضاف أن») or a pronoun is the one of the clause before. No syntax is read; how a speaker is called in another language is `rag.answer.speakers`'s.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rag.language.gazetteer import is_given_name, is_name_part
from rag.language.normalise import Folded, fold, normalise

__all__ = ["Report", "is_reported_day", "reports", "speaker_of"]


@dataclass(frozen=True, slots=True)
class Report:
    """A clause of reporting: `start..end` is what it reports, `speaker` who does, empty where the clause leaves that to the one before.

    `cue_start..cue_end` are the words that report, the speaker included.
    """

    speaker: str
    start: int
    end: int
    cue_start: int
    cue_end: int


_AR_VERBS: Final = (
    r"(?:قال|قالت|قالوا|[يت]قول|يقولون|اعلن|اعلنت|[يت]علن|اكد|اكدت|[يت]وكد|ذكر|ذكرت|[يت]ذكر|افاد|افادت|[يت]فيد|اوضح|اوضحت|[يت]وضح|اضاف|اضافت|[يت]ضيف|اشار|اشارت|[يت]شير"
    r"|صرح|صرحت|اعتبر|اعتبرت|[يت]عتبر|راي|رات|[يت]ري|شدد|شددت|كشف|كشفت|لفت|لفتت|حذر|حذرت|زعم|زعمت|[يت]زعم|ادعي|ادعت|[يت]دعي|تابع|تابعت|نوه|نوهت|توقع|توقعت|قدر|قدرت|[يت]قدر"
    r"|جزم|جزمت|استطرد|استطردت|اردف|اردفت|رجح|رجحت|احصي|احصت|سجل|سجلت|كتب|كتبت|غرد|غردت)"
)
_AR_THAT: Final = r"(?:(?:الي|علي|من|عن|ب) ?)?(?<!\w)[بل]?(?:ان|انه|انها|انهم|انهما|اننا|اني)(?!\w)"
_AR_CLAUSE: Final = re.compile(
    rf"(?<!\w)[وف]?{_AR_VERBS}(?!\w)(?P<speaker>[^.!?\n:\"]{{0,160}}?)(?P<that>\s*{_AR_THAT}|\s*:|\s*\")"
)
_AR_OBJECT: Final = re.compile(
    r"(?<!\w)[وف]?(?:اعلن|اعلنت|[يت]علن|اكد|اكدت|افاد|افادت|قدر|قدرت|احصي|احصت|سجل|سجلت)(?!\w)\s+(?P<speaker>[^.!?\n:\",]{3,90})"
)
_AR_SOURCE: Final = re.compile(
    r"(?<!\w)[وف]?(?:بحسب|حسب|وفقا ل ?|وفق|طبقا ل ?|نقلا عن|استنادا الي|علي ذمه|علي لسان)\s*(?:ما |بيانات |ارقام |معطيات |احصاءات |تقديرات )?"
    r"(?:(?:اعلن|ذكر|افاد|اوضح|اكد|قال|اورد|نقل|بث|نشر|صرح|بين|كشف|ادلي)\w{0,4}\s+(?:به |بها |عن )?|(?:ورد|جاء)ت?\s+(?:في|علي لسان)\s+)?(?P<speaker>[^.!?\n:\",]{3,90})"
)
_AR_AFTER: Final = re.compile(
    rf"(?<!\w)(?:حسبما|كما|علي ما|وفق ما|بحسب ما)\s+{_AR_VERBS}(?!\w)\s*(?:به |بها )?(?P<speaker>[^.!?\n:\",]{{3,90}})"
)
_AR_QUOTED: Final = re.compile(
    r"(?<!\w)[وف]?نقل(?:ت|وا)?(?!\w)[^.!?\n:]{0,60}?(?<!\w)عن(?!\w)(?P<speaker>[^.!?\n:]{2,90}?)(?<!\w)(?:قوله|قولها|قولهم)(?!\w)"
    rf"(?P<that>[^!?\n]{{0,60}}?(?:{_AR_THAT}|:|\"))?"
)
_AR_PARTICIPLE: Final = re.compile(
    r"(?<!\w)[وف]?(?:مشير|موكد|مضيف|لافت|معتبر|موضح|معلن|محذر|منوه|مشدد)(?:ا|ه|ين|ان)?(?!\w)\s*(?:في [^.!?\n:\",]{2,40}? )?"
    rf"(?P<that>{_AR_THAT}|الي|:|\")"
)

_EN_VERBS: Final = (
    r"(?:said|says|announced|announces|reported|reports|stated|states|confirmed|confirms|claimed|claims|estimated|estimates|added|adds|declared|insisted|insists|warned|warns|argued"
    r"|alleged|explained|noted|wrote|tweeted|told (?:reporters|journalists|state television|state media|the [\w ]{3,30}|(?-i:[A-Z][\w ]{2,30}))|put the|counted)"
)
_EN_SUBJECT: Final = r"(?P<speaker>[^.!?;:\n\",]{2,90}?(?:, [^,.!?;:\n\"]{3,60},)?)"
_EN_BEFORE: Final = re.compile(
    rf"(?:^|(?<=[.!?;\n\"] )|(?<=, )|(?<=\band )|(?<=\bbut )|(?<=\bwhile )){_EN_SUBJECT}\s+(?:also |later |has |have |had )?{_EN_VERBS}(?:\s+in (?:a|an|his|her|its|their) [\w ]{{2,30}}?)?(?:\s+(?:on|in|late|early|at) [^,.;:\n\"]{{2,40}}?)?"
    r"(?P<that>\s+(?:that|the|a|an|it|he|she|they|there|no|some|more|at least|nearly|about|over|\d)(?!\w)|\s*[:,]?\s*\"|,? that(?!\w)|\s+)",
    re.IGNORECASE,
)
_NAME_IN_QUOTES: Final = re.compile(r'"\s*\w+(?:\s+\w+){0,2}\s*"')
_ENDS: Final = re.compile(
    r"\s*(?:(?:on|in|late|early|at)\s+(?:\w+\s*){1,3}|yesterday|today|\w+day)?[.!?;,]?\s*", re.IGNORECASE
)
_EN_AFTER: Final = re.compile(
    rf",\"?\s+(?:(?:the )?{_EN_VERBS}\s+(?P<inverted>[^.!?;:\n\",]{{2,90}}?)|(?P<speaker>[^.!?;:\n\",]{{2,70}}?)\s+(?:also |later |has |have |had )?{_EN_VERBS}"
    r"(?:\s+(?:on|in|late|early|at) [^,.;:\n\"]{2,40}?)?)(?=\s*[.,;\n]|\s*$| on | in | at )",
    re.IGNORECASE,
)
_EN_SOURCE: Final = re.compile(
    r"\b(?:according to|as reported by|as stated by|as announced by|in the words of|by the count of|citing|quoting)\s+(?P<speaker>[^.!?;:\n\",]{2,90})",
    re.IGNORECASE,
)
_PRONOUN: Final = re.compile(
    r"(?:and |but )?(?:he|she|they|it|who|which|the (?:statement|report|latter))", re.IGNORECASE
)
_AR_PRONOUN: Final = re.compile(
    r"(?:هو|هي|ايضا|كذلك|في الوقت (?:ذاته|نفسه)|البيان|بيان|(?:قول|تعبير|وصف|كلام|راي)(?:ه|ها|هم))"
)
# What ends the speaker's name: where, when and to whom it was said.
_AR_SPEAKER_END: Final = re.compile(
    r"\s*(?:,|\(|\s(?:في (?:تصريح\w*|بيان\w*|موتمر|مقابله|حديث\w*|لقاء|اتصال|كلمه|خطاب|وقت|اخر|حصيله|ختام)|خلال|عقب|بعد|قبيل|قبل|علي هامش|للصحفيين|للصحافيين|لوكاله|لقناه|لوسائل|لمراسل\w*|لاذاعه|لصحيفه|لجريده|لموقع"
    r"|امس|اول امس|اليوم|يوم|مساء|صباح|ليل|فجر|الاثنين|الثلاثاء|الاربعاء|الخميس|الجمعه|السبت|الاحد|الذي|التي|الذين|والذي|والتي|والذين|قد|ايضا|كذلك|مجددا|بدوره|بدورها|من (?:جانب|جه[هت]|ناحي[هت]|طرف)ه?(?:ا|م|ما)?|فقد|فان\w*|حتي|ما زال|لانصار\w*|ل[اا]?نصار\w*)(?!\w)).*$",
    re.DOTALL,
)
_EN_SPEAKER_END: Final = re.compile(
    r"\s*(?:,.*|\s(?:on (?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)|in (?:a|an|his|her|its|their) .*|late .*|early .*|yesterday|today|at a .*|who .*|which .*|told .*|also|later).*)$",
    re.IGNORECASE | re.DOTALL,
)
_DAYS: Final = frozenset(
    normalise("اليوم الليلة البارحة الأحد الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت").split()
)
_MOST_BACK: Final = 3  # sentences looked back for a speaker who is left out
_LONGEST_SPEAKER: Final = 12  # words: more is no name
_CACHE_SIZE: Final = 1 << 12


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence and its folded spelling, in which the patterns look."""

    original: str
    folded: Folded

    @property
    def text(self) -> str:
        return self.folded.text

    def span(self, start: int, end: int) -> tuple[int, int]:
        return self.folded.original_span(start, end)

    def words(self, start: int, end: int) -> str:
        return " ".join(self.original[slice(*self.span(start, end))].split())


@lru_cache(maxsize=_CACHE_SIZE)
def reports(text: str) -> tuple[Report, ...]:
    """Return the clauses of reporting in one sentence, in order of position."""
    read = _Sentence(text, fold(text))
    found = list(_before(read))
    spent = [(one.cue_start, one.cue_end) for one in found]
    found += [one for one in _after(read) if not any(a < one.cue_end - 1 and one.cue_start < b - 1 for a, b in spent)]
    return tuple(sorted(found, key=lambda report: (report.cue_start, report.end)))


def _before(sentence: _Sentence) -> Iterator[Report]:
    """Yield the clauses whose speaker stands before what is reported."""
    text = sentence.text
    end = len(text)
    for pattern in (_AR_CLAUSE, _AR_QUOTED, _AR_PARTICIPLE, _EN_BEFORE):
        for match in pattern.finditer(text):
            groups = match.groupdict()
            speaker = _speaker(sentence, match, "speaker") if "speaker" in groups else ""
            if pattern is _EN_BEFORE and speaker == "" and not _PRONOUN.fullmatch((groups["speaker"] or "").strip()):
                continue
            if _NAME_IN_QUOTES.match(text, match.end() - 1):
                continue  # «كشف الوزير "سامي الزين" عن ...»: no quotation, a name
            if pattern is _EN_BEFORE and _ENDS.fullmatch(text, match.end()):
                continue  # "..., rescue workers said on Thursday": what they said stands before
            start = (
                match.end() if pattern is _AR_QUOTED or not (groups["that"] or "").strip(' :"') else match.start("that")
            )
            yield _report(sentence, speaker, (start, end), match.span())
    for match in _AR_OBJECT.finditer(text):
        if not re.search(_AR_THAT, match["speaker"]):
            words = match["speaker"].split()
            size = _definite(words)
            if size:
                first = match.start("speaker")
                last = first + len(" ".join(words[:size]))
                yield _report(sentence, sentence.words(first, last), (last, end), (match.start(), last))


def _definite(words: Sequence[str]) -> int:
    """Return how many words the subject of «أعلنت وزارة الداخلية المغربية مقتل» has: a noun, the definite words that follow it, a name."""
    size = 1
    while size < len(words) and words[size] not in _DAYS and words[size].startswith(("ال", "وال")):
        size += 1
    if size == 1 and not words[0].startswith("ال"):
        return 0
    if size < len(words) and is_given_name(words[size]):  # «أكد الربان نادر الخالد غرق السفينة»
        size += 2
        while size < len(words) and is_name_part(words[size]):
            size += 1
    return min(size, len(words))


def _after(sentence: _Sentence) -> Iterator[Report]:
    """Yield the clauses whose speaker stands after what is reported: it is what stands before, to the last reporting clause."""
    for pattern in (_AR_SOURCE, _AR_AFTER, _EN_AFTER, _EN_SOURCE):
        for match in pattern.finditer(sentence.text):
            name = "inverted" if match.groupdict().get("inverted") else "speaker"
            speaker = _speaker(sentence, match, name)
            pronoun = _PRONOUN.fullmatch(match[name].strip()) or _AR_PRONOUN.fullmatch(match[name].strip())
            if not speaker and not pronoun:
                continue
            opens = not sentence.text[: match.start()].strip(' ,"و')
            start, end = (match.end(), len(sentence.text)) if opens else (0, match.start())
            yield _report(sentence, speaker, (start, end), match.span())


def _report(sentence: _Sentence, speaker: str, content: tuple[int, int], cue: tuple[int, int]) -> Report:
    start, end = sentence.span(*content) if content[0] < content[1] else (content[0], content[0])
    return Report(speaker, start, end, *sentence.span(*cue))


def _speaker(sentence: _Sentence, match: re.Match[str], name: str) -> str:
    """Return the speaker's words as they stand in the sentence; empty where none, a pronoun, or no name."""
    text = match[name] or ""
    kept = (_EN_SPEAKER_END if any("a" <= letter <= "z" for letter in text) else _AR_SPEAKER_END).sub("", text)
    plain = kept.strip(' ,-"')
    if not plain or len(plain.split()) > _LONGEST_SPEAKER or _PRONOUN.fullmatch(plain) or _AR_PRONOUN.fullmatch(plain):
        return ""
    first = match.start(name) + text.index(plain)
    words = sentence.words(first, first + len(plain))
    joined = words.startswith("ل") and sentence.text[first - 1] == "ل"  # «وفقا للمبعوث»: the article has lost its alef
    return f"ا{words}" if joined else words


def speaker_of(sentences: Sequence[str], index: int, span: tuple[int, int] | None = None) -> str | None:
    """Return who says what stands at `span` of `sentences[index]` (all of it without one); None where nobody is named.

    Of several clauses that reach over the span the innermost counts. One without a speaker has that of the clause before, in the same
    sentence or in the few sentences before it.
    """
    where = span or (0, len(sentences[index]))
    governing = [one for one in reports(sentences[index]) if _reaches(one, where, whole=span is None)]
    if not governing:
        return None
    nearest = min(governing, key=lambda one: one.end - one.start)
    earlier = [one.speaker for one in reports(sentences[index]) if one.speaker and one.cue_end <= nearest.cue_start]
    for place in range(index - 1, max(-1, index - 1 - _MOST_BACK), -1):
        earlier = [*(one.speaker for one in reports(sentences[place]) if one.speaker), *earlier]
    if nearest.speaker:
        return next((one for one in reversed(earlier) if _named_by(nearest.speaker, one)), nearest.speaker)
    return earlier[-1] if earlier else None


def _named_by(short: str, whole: str) -> bool:
    """Tell whether "the ministry" is short for "the ministry of transport"."""
    words = normalise(short).removeprefix("the ").split()
    return len(words) == 1 and words[0] in normalise(whole).split() and len(whole) > len(short)


def _reaches(report: Report, where: tuple[int, int], *, whole: bool) -> bool:
    if whole:
        return report.start <= report.cue_end and report.cue_start <= where[0] + 2
    return report.start <= where[0] and where[1] <= report.end


def is_reported_day(sentence: str, day: tuple[int, int], event: int) -> bool:
    """Tell whether the date at `day` says when something was said and not when what stands at `event` was: it stands in the reporting clause."""
    for report in reports(sentence):
        inside = report.start <= event < report.end
        if inside and not (report.start <= day[0] and day[1] <= report.end):
            return True
    return False
