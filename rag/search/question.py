"""Tell what a question asks for: a day, a number, a person, a place, a reason, or a passage of text.

Decided from the question's own words, in Arabic and English, by ordered patterns; nothing is retrieved here, and no
pattern knows any archive. What is searched with is `rag.search.query`'s business.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from rag.language.analysis import language_of
from rag.language.dialects import standard
from rag.language.normalise import fold
from rag.values import Language

__all__ = [
    "NUMBER_KINDS",
    "PREMISE_KINDS",
    "SHORT_QUESTION",
    "SUPPOSING_KINDS",
    "TYPED_KINDS",
    "Kind",
    "Question",
    "read_question",
]

Kind = Literal["when", "who", "where", "howmany", "howlong", "organisation", "why", "how", "yesno", "text"]

# Kinds whose answer is a value: a day, a name, a number.
TYPED_KINDS: Final[frozenset[Kind]] = frozenset({"when", "who", "where", "howmany", "howlong", "organisation"})
NUMBER_KINDS: Final[frozenset[Kind]] = frozenset({"howmany", "howlong"})
# Kinds that ask about something said to have happened; the first without answering whether it did.
PREMISE_KINDS: Final[frozenset[Kind]] = frozenset({"why", "yesno"})
# "Why did they go?" takes for granted that they went; "did they go?" and "what is said of their going?" do not. "How did they respond?" may be
# answered by a refusal.
SUPPOSING_KINDS: Final[frozenset[Kind]] = TYPED_KINDS | {"why"}
SHORT_QUESTION: Final = 5  # content words: each carries much of what is asked


@dataclass(frozen=True, slots=True)
class Question:
    """A question read: `kind` is what its answer must hold; `asked` spans the words that only ask ("how many", «متى»).

    `unit` is what is counted or the class that is asked for ("times", «مدينة»); empty where none is named.
    """

    text: str
    language: Language
    kind: Kind
    asked: tuple[int, int]
    unit: str = ""


# A class noun after "which" / «أي» says what the answer is.
_DAY_EN: Final = r"(?:day|date|month|year|decade|century|time|week)"
_DAY_AR: Final = r"(?:يوم|تاريخ|شهر|عام|سنه|اسبوع|وقت|ساعه|قرن|عقد|موعد)"
_PLACE_EN: Final = (
    r"(?:city|cities|country|countries|place|town|village|state|region|province|governorate|district|capital|continent"
    r"|area|island|street|venue|location|border|river)"
)
_PLACE_AR: Final = (
    r"(?:مدينه|مدن|بلد|بلده|بلدان|دوله|دول|مكان|منطقه|مناطق|محافظه|قريه|ولايه|عاصمه|اقليم|قاره|حي|جزيره|شارع|موقع|نهر)"
)
_PERSON_EN: Final = (
    r"(?:person|people|man|woman|minister|president|official|politician|leader|ambassador|envoy|spokes\w+|king|queen"
    r"|prince|player|coach|actor|singer|author|writer|scientist|general|judge|doctor|professor|director|chief|head)"
)
_PERSON_AR: Final = (
    r"(?:شخص|رجل|امراه|وزير|رييس|مسوول|سياسي|زعيم|سفير|مبعوث|متحدث|متحدثه|ناطق|ملك|امير|لاعب|مدرب|ممثل|كاتب|عالم"
    r"|قايد|قاضي|طبيب|مدير|موسس|مخترع|مولف)"
)
_GROUP_EN: Final = (
    r"(?:groups?|organi[sz]ations?|part(?:y|ies)|factions?|agenc(?:y|ies)|compan(?:y|ies)|teams?|clubs?|institutions?|militias?"
    r"|movements?|bod(?:y|ies)|ministr(?:y|ies)|outlets?|newspapers?|alliances?|universit(?:y|ies)|banks?)"
)
_GROUP_AR: Final = (
    r"(?:جماعه|جماعات|تنظيم|تنظيمات|منظمه|منظمات|مجموعه|مجموعات|حزب|احزاب|فصيل|فصايل|وكاله|وكالات|شركه|شركات|فريق|فرق|نادي|انديه|موسسه"
    r"|موسسات|ميليشيا|ميليشيات|حركه|حركات|هييه|هييات|وزاره|وزارات|صحيفه|صحف|تحالف|جامعه|جهه|جهات|طرف|اطراف|بنك|مصرف)"
)
_SPAN_EN: Final = r"(?:second|minute|hour|day|night|week|month|year|decade|centur)\w*"
_SPAN_AR: Final = r"(?:ثانيه|ثواني|ثوان|دقيقه|دقايق|ساعه|ساعات|يوما|يوم|ايام|ليله|اسبوعا|اسبوع|اسابيع|شهرا|شهر|اشهر|شهور|سنه|سنوات|سنين|عاما|عام|اعوام|قرن|قرنا|عقد)"
# "How much did it cost?" counts nothing that it names; "what did the minister say?" asks for no minister.
_AUXILIARY_EN: Final = r"(?:do|does|did|is|are|was|were|has|have|had|will|would|can|could|should|may|might|must)"

# Ordered: the first that matches decides. A group named `unit` holds the counted noun or the class that is asked for, one named `ask` the
# words that only ask, where they are not the whole.
_ENGLISH: Final[tuple[tuple[Kind, str], ...]] = (
    ("howlong", rf"\bhow many (?:more )?(?P<unit>{_SPAN_EN})\b"),
    ("howlong", r"\bhow long\b|\bfor how much time\b|\bwhat (?:was|is) the (?:duration|length of time)\b"),
    ("howmany", rf"\bhow (?:many|much)(?= {_AUXILIARY_EN}\b)"),
    ("howmany", r"\bhow (?:many|much) (?:of (?:the |an? )?)?(?:more |other |different )?(?P<unit>[\w'-]+)"),
    ("howmany", r"\bhow (?:many|much|old|far|tall|high|big|large|often|deep|fast|wide|heavy|big)\b"),
    (
        "howmany",
        r"\b(?:what|which) (?:is |was |are |were |did )?(?:the )?(?:total |exact |approximate |estimated )?"
        r"(?:(?:number|amount|percentage|proportion|share|total|quantity)\b(?: of (?:the )?(?P<unit>[\w'-]+))?"
        r"|(?:percent|toll|rate|price|cost|population|size|height|length|distance|age|score|temperature|budget|average|speed|weight|area)\b)",
    ),
    ("organisation", rf"\bwhat (?:is|was|were|are) the names? of (?:the )?(?:[\w'-]+ )?(?P<unit>{_GROUP_EN})\b"),
    ("where", rf"\bwhat (?:is|was|were|are) the names? of (?:the )?(?:[\w'-]+ )?(?P<unit>{_PLACE_EN})\b"),
    ("when", r"\b(?:when|how long ago|since when|until when)\b"),
    # As typed into a search box, without a word that asks: "start date of the ceasefire".
    ("when", r"^\W*(?:the )?(?:[\w-]+ )?(?P<ask>dates? of)\b"),
    ("why", r"^\W*(?:the )?(?:reason|cause)s? (?:of|for|behind)\b"),
    ("howmany", r"^\W*(?:the )?(?:total )?(?:number|percentage|share) of (?:the )?(?P<unit>[\w'-]+)"),
    ("where", r"^\W*(?:the )?(?:location|venue|place) of\b"),
    ("when", rf"\b(?:what|which) (?:is the |was the |were the )?(?:exact |calendar )?(?P<unit>{_DAY_EN}s?)\b"),
    (
        "why",
        r"\bwhy\b|\bwhat (?:is|was|were|are) the (?:reason|cause|motive)s?\b|\b(?:for|on|under|by) (?:what|which) (?:reason|purpose|ground|pretext|excuse)s?\b",
    ),
    ("why", r"\bwhat (?:caused|led to|prompted|motivated)\b"),
    ("where", r"\b(?:where|whence)\b"),
    ("where", rf"\b(?:what|which)(?! {_AUXILIARY_EN}\b)(?: [\w'-]+)? (?P<unit>{_PLACE_EN})\b"),
    ("who", r"\b(?:who|whom|whose)\b"),
    ("organisation", rf"\b(?:what|which)(?! {_AUXILIARY_EN}\b)(?: [\w'-]+)? (?P<unit>{_GROUP_EN})\b"),
    (
        "who",
        rf"\b(?:what|which)(?! {_AUXILIARY_EN}\b)(?: [\w'-]+){{0,2}} (?P<unit>{_PERSON_EN})s?\b(?! of the (?:idea|plan))",
    ),
    ("who", r"\bwhat (?:is|was|were|are) the names? of (?:the )?(?P<unit>[\w'-]+)|\bby whom\b"),
    ("how", r"^\W*(?:and |but |so )?(?:in what way|by what means|how)\b"),
    (
        "yesno",
        r"^\W*(?:and |but |so )?(?:did|does|do|is|are|was|were|has|have|had|will|would|can|could|should|may|might)\b",
    ),
    ("text", r"\b(?:what|which)\b(?: (?:is|are|was|were|did|does|do|has|have|had|will|would|can))?(?: the)?"),
)
_ARABIC: Final[tuple[tuple[Kind, str], ...]] = (
    ("howlong", rf"\bكم (?:من |عدد )?(?:ال)?(?P<unit>{_SPAN_AR})\b"),
    ("howlong", r"\bكم (?:من الوقت|من الزمن|المده|مده|استمر\w*|استغرق\w*|دام\w*|بقي\w*|طال\w*)"),
    ("howlong", r"\bما (?:هي )?(?:طول )?(?:ال)?مده\b"),
    (
        "howmany",
        r"\b(?:ب|ل)?كم (?:هو |هي |بلغ |يبلغ |تبلغ |كان |كانت )?(?:ال)?(?:عدد|نسبه|مقدار|قيمه|سعر|كميه|حجم)(?: (?P<unit>\w+))?",
    ),
    ("howmany", r"\b(?:ب|ل)?كم (?:من (?:ال)?(?P<unit>\w+)|(?P<unit2>\w+[اه])(?!\w))"),
    # «كم كلف», «كم بلغ»: a verb follows, which counts nothing.
    ("howmany", r"\b(?:ب|ل)?كم \w+"),
    (
        "howmany",
        r"\b(?:ما|ماذا) (?:هو |هي |كان |كانت |بلغ |بلغت )?(?:ال|اجمالي )?"
        r"(?:عدد|نسبه|حصيله|قيمه|سعر|كميه|مقدار|معدل|حجم|طول|ارتفاع|مساحه|مسافه|تكلفه|درجه)(?: (?P<unit>\w+))?",
    ),
    ("organisation", rf"\bما اسم (?:ال)?(?P<unit>{_GROUP_AR})\b"),
    ("where", rf"\bما اسم (?:ال)?(?P<unit>{_PLACE_AR})\b"),
    ("when", r"\b(?:متي|منذ متي|حتي متي|الي متي)\b"),
    ("when", rf"\b(?:في |ب|منذ |خلال )?اي (?P<unit>{_DAY_AR})\b|\bما (?:هو |هي )?(?:ال)?(?P<unit2>تاريخ|موعد)\b"),
    (
        "why",
        r"\b(?:لماذا|لم(?= (?:ي|ت)\w+ ?\?)|لما ذا|علام)\b|\b(?:ب|ل)?اي (?:حجه|ذريعه|سبب|دافع|مبرر|عذر|دعوي|غرض|هدف)\b|\bما (?:هو |هي |كان |كانت )?(?:ال)?(?:سبب|اسباب|دافع|دوافع)\b",
    ),
    ("where", r"\b(?:اين|من اين|الي اين)\b"),
    # As typed into a search box: «تاريخ بدء الهدنة», «عدد القتلى».
    ("when", r"^\W*(?:تاريخ|موعد) "),
    ("why", r"^\W*(?:سبب|اسباب) "),
    ("howmany", r"^\W*(?:عدد|نسبه|كميه) (?:ال)?(?P<unit>\w+)"),
    ("where", r"^\W*(?:مكان|موقع) "),
    (
        "where",
        rf"\b(?:في |الي |من |ب|ل|علي )?اي (?P<unit>{_PLACE_AR})\b|\bما (?:هي |هو )?(?:ال)?(?P<unit2>{_PLACE_AR})\b",
    ),
    ("who", rf"\b(?:من|ل|ب)? ?اي (?P<unit>{_PERSON_AR})\b|\bما اسم (?:ال)?(?P<unit2>\w+)"),
    ("who", r"^\W*(?:و|ف)?(?:من|لمن|بمن|ممن|عمن)\b(?! (?:اي|اين|ال(?:مقرر|متوقع)))"),
    ("who", r"\b(?:علي يد من|من قبل من|مع من|الي من|من (?:هو|هي|هم|الذي|التي|الذين))\b"),
    ("organisation", rf"\b(?:ب|ل|من )?اي (?P<unit>{_GROUP_AR})\b|\bما (?:هي |هو )?(?:ال)(?P<unit2>{_GROUP_AR})\b"),
    ("yesno", r"^\W*(?:و|ف)?(?:هل|ا(?=ليس|لم ))\w*"),
    ("how", r"\bكيف\b"),
    ("text", r"\b(?:ما(?:ذا)?|بماذا|فيما|عما|مم|بم|اي|ايه|شو|ايش|وش)\b(?: (?:هو|هي|هم|هذا|هذه|كان|كانت))?"),
)
_COMPILED: Final = {
    "en": tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _ENGLISH),
    # "And when?", «ومتى»: the conjunction is written with the word that asks.
    "ar": tuple((kind, re.compile(pattern.replace(r"\b(?:", r"\b[وف]?(?:"))) for kind, pattern in _ARABIC),
}


def read_question(text: str, language: Language | None = None) -> Question:
    """Return what `text` asks for; `language` is the script's unless given.

    The patterns run over the normalised spelling with the question words of the dialects made standard; `asked` is a span of `text` itself.
    """
    chosen: Language = language or language_of(text)
    folded = standard(fold(text))
    for kind, pattern in _COMPILED[chosen]:
        if match := pattern.search(folded.text):
            groups = match.groupdict()
            unit = groups.get("unit") or groups.get("unit2") or ""
            asked = match.span("ask") if groups.get("ask") else match.span()
            return Question(text, chosen, kind, folded.original_span(*asked), unit)
    return Question(text, chosen, "text", (0, 0))
