"""Find what a text denies, restricts or leaves open, and how far each such word reaches.

A surface method after NegEx (Chapman and others 2001, "A simple algorithm for identifying negated findings"): cue words, a scope of the
words that follow up to the end of the clause, false cues taken out first («لا تزال», "not only"). Two cues over one word cancel. No syntax is
read; whether a statement agrees with its source is the business of `rag.answer.denied` and `rag.answer.certainty`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final, Literal

from rag.language.analysis import tokens
from rag.language.normalise import fold, normalise

__all__ = [
    "FUTURE",
    "Scope",
    "clauses",
    "delays",
    "denies",
    "is_mere_chance",
    "negated",
    "opens",
    "restricts",
    "says_only",
    "scopes",
    "wavers",
]

Kind = Literal["negation", "restriction", "open", "undone"]


@dataclass(frozen=True, slots=True)
class Scope:
    """The words `start..end` of a text that the cue at `cue_start..cue_end` denies, restricts, leaves open or tells as undone.

    Undone is what was called off, put off, doubted, avoided or charged: it is spoken of and did not happen, or nobody knows.

    `leads` is true where the first word of the scope is what is denied ("did not *send*", "no *fraud*"), so that it alone tells.
    """

    kind: Kind
    cue_start: int
    cue_end: int
    start: int
    end: int
    leads: bool = True


# Cues that look like denials and are none. They are blanked before anything else is read.
_NO_CUES: Final = re.compile(
    r"(?<!\w)(?:(?:[وف]?(?:ما|لا|لم) ?(?:زال|زالت|زالوا|تزال|يزال|يزالون|تزل|يزل|انفك|برح)|ولا سيما|لا سيما|[وف]?لا بد|[وف]?لا شك|لا محاله|غير ان\w*|الا ان\w{0,2}"
    r"|(?:ليس|ليست|لا|لم) (?:\w+ ){0,3}فحسب|ليس فقط)(?!\w)"
    r"|(?<!\w)(?:من )?(?:دون|بلا) (?:تغيير|استثناء)(?!\w)|(?:without change|no change|without exception|not only|not just|no doubt|not least|no matter|whether or not|no (?:later|less|more|fewer|earlier) than|not (?:later|less|more|fewer) than|last but not least)\b)"
    # "A denial from the office" and «بيان نفي من المكتب» name who denies, not what.
    r"|(?<!\w)(?:ال)?(?:نفي|رفض) من(?!\w)|\b(?:denials?|refusals?|rejections?) (?:from|by)\b"
)
_NOT_UNTIL: Final = re.compile(r"\b(?:not|\w+n't)\b(?=[^,.;:!?]{1,40}\buntil\b(?! now))")
_NEGATION: Final = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|nowhere|neither|without|cannot|unable|inability|impossible|unlikely|hardly|barely"
    r"|lack(?:s|ed|ing)?|absence|(?:outside|beyond|out of) (?=(?:\w+ ){0,2}control\b)|yet to|r[au]n out of|deprived of|far from|instead of|rather than|\w+n't|(?:nearly|almost) (?=\w+ed\b|lost\b|won\b|fell\b|hit\b|sank\b|broke\b|went\b|became\b|made\b|led\b))\b"
    r"|(?<!\w)[وف]?(?:لا|لم|لن|ليس|ليست|ليسوا|لسنا|لست|غير|[بمل]?دون|بلا|[بل]?عدم|كف|كفت|خارج(?= (?:\w*سيطر|نطاق))|انقطاع|حرمان|نفد|نفدت|نفاد|كاد|كادت|كادوا|اوشك|اوشكت|[يت]كاد)(?!\w)"
    r"|(?<!\w)[وف]?ما (?=(?:كان|كانت|عاد|عادت)(?!\w))"
)
# Verbs and nouns whose complement is denied. What follows first is, in Arabic, most often who denies.
_DENYING: Final = re.compile(
    r"\b(?:refus(?:e|es|ed|ing|al)|reject(?:s|ed|ing|ion)?|den(?:y|ies|ied|ying|ials?)|fail(?:s|ed|ing|ure)? to|declin(?:e|es|ed|ing) to|rul(?:e|es|ed|ing) out|(?:vot|turn)(?:e|es|ed|ing) (?:down|against)"
    r"|bann?(?:s|ed|ing)?|prohibit(?:s|ed|ing|ion)?|forb(?:id|ids|ade|idden|idding)|prevent(?:s|ed|ing)?|(?:foil|thwart|avert|abort)(?:s|ed|ing)?|abstain(?:s|ed|ing)?|refrain(?:s|ed|ing)?|contrary to)\b"
    r"|(?<!\w)[وف]?(?:نفي|نفت|نفوا|[ين]نفي|تنفي|ينفون|نافيا|نافيه|نفيه|نفيها|نفيهم|رفض\w*|[يتن]رفض\w*|رافض\w*|انكر\w*|[يت]نكر\w*|استبعد\w*|[يت]ستبعد\w*|استبعاد\w*|مستبعد\w*"
    r"|صوت\w* (?:\w+ ){0,2}ضد|فشل\w*|[يت]فشل\w*|اخفق\w*|امتنع\w*|[يت]متنع\w*|امتناع\w*|حظر\w*|[يت]حظر\w*|منع\w*|[يت]منع\w*|[اي]حبط\w*|تحبط\w*|احباط (?=\w*(?:محاول|عملي|مخطط|هجوم|تهريب|تسلل|انقلاب))|اجهض\w*|[يت]جهض\w*|افشل\w*|تعذر\w*|[يت]تعذر\w*|مستحيل\w*|عجز\w*|خلافا ل\w+)(?!\w)"
)
# "Does not intend to send", «لا تنوي إرسال»: what is wanted, not the wanting, is denied.
_WANTING: Final = re.compile(
    r"\W+(?:(?:have|has|had) (?:any |no )?)?(?:intend|intends|intending|intention|plan|plans|planning|want|wants|wish|wishes|going|expected|willing|ready|able|agree|agreed) (?:of |to )?"
    r"|\W+(?:[يتن]نوي|[يتن]عتزم|[يتن]ريد|[يتن]رغب في|[يتن]خطط ل|[يتن]فكر في|[يت]مكن|نيه له\w* في|نيه ل\w*)(?:ون)?\W+(?:ان )?"
)
# «نفى المدير أن يغلق», «استبعد ... أن ترسل»: the complement begins at «أن», past the one who denies.
_COMPLEMENT: Final = re.compile(
    r"(?:(?!(?<!\w)[وف]?(?:فيما|بينما|حيث|لكن\w*|كما|بعد|قبل|(?:[اين]|ت)?(?:قال|علن|كد|ضاف|وضح|شار)\w{0,3})(?!\w))[^.!?\n]){0,90}?(?<!\w)ب?ان(?:ه\w{0,2})?(?!\w)"
)
# "The report is false": what stands before is denied.
_FALSE: Final = re.compile(
    r"\b(?:is|are|was|were|as) (?:simply |completely |entirely )?(?:false|untrue|incorrect|wrong|baseless|unfounded|fabricated|lies?|a lie)\b"
    r"|(?<!\w)(?:غير (?:صحيح\w*|دقيق\w*)|عار\w* عن الصحه|لا (?:اساس|صحه) ل\w+|كاذب\w*|باطل\w*|مفبرك\w*)(?!\w)"
)
_RESTRICTION: Final = re.compile(
    r"\b(?:unless|except(?:ing|ion)?|only (?:if|when|after|once|upon|with|at|on|in|for|by|through)|nothing but|other than|apart from|provided|providing|on condition|as long as)\b"
    r"|(?<!\w)[وف]?(?:الا|سوي|باستثناء|ما ?عدا|عدا|بشرط|شريطه|ما لم|فقط (?:اذا|بعد|عند|في حال|ب\w+))(?!\w)"
)
_OPEN: Final = re.compile(
    r"\b(?:may|might|could|perhaps|possibly|possible|possibility|probably|likely|if|whether|plan(?:s|ned|ning)? (?:to|for)|expect(?:s|ed|ing)?|scheduled|supposed to|intend(?:s|ed|ing)?"
    r"|consider(?:s|ed|ing)?|propos(?:e|es|ed|ing|als?)|threaten(?:s|ed|ing)?|hop(?:e|es|ed|ing)|promis(?:e|es|ed|ing)|pledg(?:e|es|ed|ing)|vow(?:s|ed|ing)?|urg(?:e|es|ed|ing)"
    r"|demand(?:s|ed|ing)?|call(?:s|ed|ing)? (?:for|on)|should|alleg(?:es?|ed|edly|ing)|rumou?r(?:s|ed)?|recommend(?:s|ed|ing|ations?)?|ask(?:s|ed|ing)? (?:for|that|to)|request(?:s|ed|ing)?|insist(?:s|ed|ing)? on|requir(?:e|es|ed|ing)|provid(?:es|ed|ing) for|stipulat\w+|agree(?:s|d)? (?:to|on)|mull(?:s|ed|ing)?|weigh(?:s|ed|ing)? (?:up )?(?=\w+ing\b|the \w+ of\b|whether\b)"
    r"|fear(?:s|ed|ing)?|(?:tr(?:y|ies|ied|ying)|attempt(?:s|ed|ing)?|seek(?:s|ing)?|sought|aim(?:s|ed)?|want(?:s|ed)?|ready|prepar(?:es?|ed|ing)|willing) to|believed to|thought to)\b"
    r"|(?<!\w)[وف]?(?:(?<!كان )(?<!كانت )قد (?:[ين]\w{3,}|ت(?!مكن|وصل|عهد|قدم|راجع|جاوز|عرض|وقف|سبب|ولي|لقي|لقت|حدث|طرق|اكد|بين|اثر|وفي|غير|حول|قرر|دخل|عثر|سلم|م)\w{3,})|ربما|لعل\w*|[يت]مكن ان|[يت]حتمل ان|محتمل\w*|احتمال\w*|من (?:المقرر|المتوقع|المنتظر|المرجح|المفترض|المحتمل|الممكن)|[يت]عتزم\w*|[يت]نوي|[يت]توقع\w*"
    r"|[يت]خطط\w*|[وف]?اذا|لو|في حال\w*|[يت]?هدد\w*|وعد[تو]?\w?|تعهد\w*|[يت]تعهد\w*|طالب[تو]?\w?|[يت]طالب\w*|[وف]?دعا|[وف]?دعت|[يت]دعو|حث\w?|اقترح\w*|[يت]قترح\w*|[يت]جب|ينبغي|اوصي|اوصت|[يت]وصي|توصيه|طلبت?|طلبوا|[يت]طلب|[ايت]شترط\w*|اشترط\w*|[يت]نص\w* (?:\w+ ){0,3}علي|[يت]قضي ب\w+|اتفق\w{0,2} (?:\w+ ){0,4}علي|[يت]درس\w{0,2}(?= (?:ال\w+ ){0,2}(?!ال|في(?!\w)|علي(?!\w))\w{3,})"
    r"|[يت]نظر في|[يت]فكر في|[يت]بحث\w*(?= (?:\w+ ){0,2}(?:امكاني|خيار))|[يت]امل|[يت]خشي|[يت]سعي|حاول\w{0,2}|[يت]حاول\w{0,2}|محاول[هت]\w*|مستعد\w*)(?!\w)"
)
_UNDONE: Final = re.compile(
    r"\b(?:cancel\w*|call(?:s|ed|ing)? off|scrap(?:s|ped|ping)?|shelv(?:e|es|ed|ing)|suspend\w*|postpon\w*|delay\w*|defer(?:s|red|ring)?|overturn\w*|annul\w*|revok\w*|repeal\w*|rescind\w*|avoid\w*|doubt\w*|play(?:s|ed|ing)? down|survive[sd]?"
    r"|head(?:s|ed|ing)? (?:for|towards?)|mov(?:e|es|ed|ing) towards?|would have|(?:were it not|had it not been) for|(?:was|were) (?:to have|meant to|supposed to|due to)|accused of|charged with|suspected of|on trial for|charges? of|suspicion of)\b"
    r"|(?<!\w)[وف]?(?:الغ[يت]\w*|[يت]لغي|الغاء\w*|ارجا\w*|[يت]رجي|اجلت?|تاجيل\w*|تاجل\w*|علقت?|تعليق\w*|جمدت?|نقضت?|ابطلت?|تجميد\w*|شكك\w*|[يت]شكك\w*|تشكيك\w*|شكوك\w*|قلل\w* (?:\w+ ){0,3}من (?:اهميه|شان|خطر\w*|خطور\w*)(?: \w+ (?:عن|حول|بشان))?|تجنب\w*|[يت]تجنب\w*|تفاد\w+"
    r"|[يت]تجه\w* (?:\w+ ){0,3}(?:الي|نحو)|بصدد|لولا\w{0,2}|كان\w? (?:من المفترض|[يت]فترض|مقرر\w*|من المقرر|[يت]نتظر)|تهمه|تهم|بتهم\w*|متهم\w* ب\w+|[يت]شتبه|مشتبه|للاشتباه|نجا\w? (?:\w+ ){0,3}من|نجاه \w+ من|[يت]?تراجع\w* (?:\w+ ){0,3}عن|عدلت? عن)(?!\w)"
)
# What a statement may say to leave a thing open, or in the future, in its own words; wider than what is required of it.
_LEAVES_OPEN: Final = re.compile(
    r"\b(?:to be|can|must|agreements?|agreed|deals?|accords?|want(?:s|ed)?|ask(?:s|ed)? for|aim(?:s|ed)?|seek(?:s|ing)?|sought|reported(?:ly)?|unclear|unconfirmed|not rule\w* out|(?:does|did) not exclude)\b"
    r"|(?<!\w)(?:قد \w+|[وف]?[بل]?(?:ال)?اتفاق\w*|اتفق\w*|خط\w+ ل\w+|[يت]ريد\w*|مشروط\w*|[وف]?لل?مطالبه|مطالب\w*|بطلب|[يت]فترض|مقرر\w*|متوقع\w*|منتظر\w*|لم [يت]ستبعد\w*|لا [يت]ستبعد\w*)(?!\w)"
)
# The letter of the future before a verb, not the first of «سيطرة», «سياسة», «ستين».
FUTURE: Final = r"س(?!يطر|ياس|يار|ياد|ياق|ينم|ينا|ير|نوات|نوي|نتر|تين|تار|تور)"
_FUTURE: Final = re.compile(
    rf"\b(?:will|shall|would|\w+'ll|going to|set to|(?:is|are|was|were) to|due)\b|(?<!\w)(?:{FUTURE}[يتنا]\w{{3,}}|سوف|لن)(?!\w)"
)
_CHANCE: Final = re.compile(
    r"may|might|could|perhaps|possibl[ey]|possibility|consider\w*|propos\w*|threaten\w*|hop(?:e|es|ed|ing)|urg\w+|demand\w*|call\w* (?:for|on)|should|alleg\w+|rumou?r\w*|recommend\w*|ask.*|request\w*|insist.*|requir\w*|mull\w*|weigh.*|fear\w*|(?:tr|attempt|seek|sought|aim|want|ready|prepar|willing).*|believed to|thought to"
    r"|[وف]?(?:قد \w+|ربما|لعل\w*|[يت]مكن ان|[يت]حتمل ان|محتمل\w*|احتمال\w*|من (?:المحتمل|الممكن)|[يت]?هدد\w*|طالب\w*|[يت]طالب\w*|دعا|دعت|[يت]دعو|حث\w?|اقترح\w*|[يت]قترح\w*|ينبغي|اوصي|اوصت|[يت]وصي|توصيه|طلب\w*|[يت]طلب|\w*شترط\w*|[يت]درس.*|[يت]نظر في|[يت]فكر في|[يت]بحث.*|[يت]امل|[يت]خشي|[يت]سعي|[يت]?حاول\w*|محاول\w*|مستعد\w*)"
)
_ONLY: Final = re.compile(r"\b(?:only|solely|if|when)\b|(?<!\w)(?:فقط|حصرا|اذا|في حال|بطلب|بشرط)(?!\w)")
_EXCEPT: Final = re.compile(
    r"\b(?:unless|except(?:ing|ion)?|other than|apart from|nothing but)\b|(?<!\w)[وف]?(?:الا|سوي|باستثناء|ما ?عدا|عدا|ما لم)(?!\w)"
)
_END: Final = re.compile(
    r"[,;:.!?\n](?=\s|$|\")|\s[-–—]\s|[()]|\s(?=(?:but|while|whereas|although|though|however|because|which|who|after|before|since|despite|due to|unless|except|only if"
    r"|and (?:said|says|adds|added|that|will|would|is|are|was|were|has|have|had|he|she|it|they|the \w+ (?:is|was|were|will|has|had)|\w+ed))\b)"
    r"|\s(?=(?:لكن\w*|ولكن\w*|بل|فيما|بينما|حيث|مما|وما|كما|بسبب|نتيجه|بعد|قبل|رغم|لان\w*|وان\w*|وانه\w*|و(?:قال|قالت|اضاف|اضافت|اكد|اكدت|اعلن|اعلنت|اوضح|اشار)|الا|سوي|باستثناء|و[يت]\w{3,}|الذي|التي|الذين)(?!\w))"
)
_EXCEPTED: Final = 3  # content words behind "except" that it leaves out
_MOST_WORDS: Final = 9  # content words that a cue reaches: a longer reach is another thought
_CACHE_SIZE: Final = 1 << 12


@lru_cache(maxsize=_CACHE_SIZE)
def scopes(text: str) -> tuple[Scope, ...]:
    """Return the cues of `text` with their scopes, as spans of `text` itself, in order."""
    folded = fold(text)
    plain = _without_false_cues(folded.text)
    found: list[Scope] = []

    def add(kind: Kind, cue: tuple[int, int], reach: tuple[int, int], *, leads: bool = True) -> None:
        if folded.text[slice(*cue)] != "may" or text[folded.offsets[cue[0]]].islower():  # May is a month
            found.append(Scope(kind, *folded.original_span(*cue), *folded.original_span(*reach), leads))

    for match in _FALSE.finditer(plain):
        add("negation", match.span(), (_clause_start(plain, match.start()), match.start()), leads=False)
    denied_after = _blank(plain, _FALSE)
    for match in _NEGATION.finditer(denied_after):
        if match[0].lstrip("وف") == "غير":
            add("negation", match.span(), (match.end(), _after_words(plain, match.end(), 2)))
        else:
            wanting = _WANTING.match(plain, match.end())
            add("negation", match.span(), _reach(plain, wanting.end() if wanting else match.end()))
    for match in _DENYING.finditer(denied_after):
        complement = None if match[0].isascii() or match[0].startswith("رفض") else _COMPLEMENT.match(plain, match.end())
        start = complement.end() if complement else match.end()
        add("negation", match.span(), _reach(plain, start), leads=match[0].isascii() or complement is not None)
    for match in _RESTRICTION.finditer(plain):
        add("restriction", match.span(), (_clause_start(plain, match.start()), match.start()))
    for match in _UNDONE.finditer(plain):
        add("undone", match.span(), _reach(plain, match.end()))
    for match in _EXCEPT.finditer(plain):
        if not any(
            scope.kind == "negation" and scope.start < match.start() for scope in found
        ):  # "nobody but him" affirms him
            add("negation", match.span(), (match.end(), _after_words(plain, match.end(), _EXCEPTED)))
    for match in _OPEN.finditer(plain):
        if match[0] in ("if", "whether", "لو") or match[0].lstrip("وف") == "اذا":
            add("open", match.span(), _whole_clause(plain, *match.span()))
        else:
            add("open", match.span(), _reach(plain, match.end()))
    return tuple(sorted(found, key=lambda scope: scope.cue_start))


def negated(text: str, start: int, end: int) -> bool:
    """Tell whether the word at `start..end` of `text` is denied: an odd number of cues reach over it."""
    return sum(s.kind == "negation" and s.start <= start and end <= s.end for s in scopes(text)) % 2 == 1


def denies(text: str) -> bool:
    """Tell whether `text` carries a cue of negation, refusal or exception; "still" is none."""
    return any(scope.kind in ("negation", "restriction") for scope in scopes(text))


def says_only(text: str) -> bool:
    """Tell whether `text` says "only" or "if" where another says "not ... except": it affirms, under the same condition."""
    plain = normalise(text)
    return bool(_ONLY.search(plain)) and not _EXCEPT.search(_without_false_cues(plain))


def restricts(text: str) -> bool:
    """Tell whether `text` says "only if", "unless", "except"."""
    return any(scope.kind == "restriction" for scope in scopes(text)) or bool(
        re.search(
            r"\b(?:only|if|when|without|until)\b|(?<!\w)(?:فقط|اذا|في حال|بطلب|من دون|بدون|دون)(?!\w)", normalise(text)
        )
    )


def opens(text: str) -> bool:
    """Tell whether `text` speaks of what may be, is planned, demanded or still to come."""
    return wavers(text) or bool(_FUTURE.search(normalise(text)))


def wavers(text: str) -> bool:
    """Tell whether `text` speaks of what may be, is planned or demanded, and not only of what is to come."""
    return any(scope.kind in ("restriction", "open") for scope in scopes(text)) or bool(
        _LEAVES_OPEN.search(normalise(text))
    )


def is_mere_chance(cue: str) -> bool:
    """Tell whether a cue of `scopes` says that something may be, is feared, proposed or demanded: nothing says that it is to come."""
    return _CHANCE.fullmatch(normalise(cue)) is not None


def clauses(text: str) -> list[tuple[int, int]]:
    """Return the spans of the clauses of `text`, in order; only white space and punctuation lie between them."""
    folded = fold(text)
    bounds = [0, *(match.end() for match in _END.finditer(folded.text)), len(folded.text)]
    return [folded.original_span(a, b) for a, b in pairwise(bounds) if a < b and folded.text[a:b].strip(" ,;:.!?\n")]


def delays(text: str) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Return what `text` says did not happen until something else did, and that something: "did not *open* until *noon*", as spans."""
    folded = fold(text)
    found = []
    for match in _NOT_UNTIL.finditer(_blank(folded.text, _NO_CUES)):
        until = folded.text.index("until", match.end())
        end = _reach(folded.text, until + len("until"))[1]
        found.append((folded.original_span(match.end(), until), folded.original_span(until, end)))
    return found


def _without_false_cues(plain: str) -> str:
    return _blank(_blank(plain, _NO_CUES), _NOT_UNTIL)


def _blank(plain: str, pattern: re.Pattern[str]) -> str:
    return pattern.sub(lambda match: "\x01" * len(match[0]), plain)


def _reach(plain: str, start: int) -> tuple[int, int]:
    """Return the scope of a cue that ends at `start`: to the end of its clause, past a clause that holds no word."""
    end = start
    for match in _END.finditer(plain, start):
        end = match.start()
        if any(not token.is_stop for token in tokens(plain[start:end])):
            break
    else:
        end = len(plain)
    return start, min(end, _after_words(plain, start, _MOST_WORDS))


def _after_words(plain: str, start: int, most: int) -> int:
    content = [token.end for token in tokens(plain[start:]) if not token.is_stop]
    return start + content[most - 1] if len(content) >= most else len(plain)


def _clause_start(plain: str, end: int) -> int:
    """Return where the clause begins that a cue at `end` ends; a clause without words is no clause."""
    starts = [0, *(match.end() for match in _END.finditer(plain, 0, end) if match.end() < end)]
    for start in reversed(starts):
        if any(not token.is_stop for token in tokens(plain[start:end])):
            return start
    return 0


def _whole_clause(plain: str, start: int, end: int) -> tuple[int, int]:
    """Return the scope of a condition: what it makes depend stands before it, or after its own clause."""
    first = _clause_start(plain, start)
    if any(not token.is_stop for token in tokens(plain[first:start])) and not plain[first:start].strip().endswith("."):
        return first, start
    return end, _reach(plain, _reach(plain, end)[1] + 1)[1] if _reach(plain, end)[1] < len(plain) else len(plain)
