"""Know in what units a question's amount is told: money, a share, a length, a weight, inhabitants, an age.

"How much did it cost?" is answered by dollars and not by metres. A question that names what it counts ("how many people") needs none of this.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from rag.language.analysis import stem
from rag.language.dialects import standard_text

__all__ = ["LENGTHS", "asks_for_length", "units_of"]


def _units(words: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words.split())


_SHARES: Final = frozenset({"%"})
_MONEY: Final = _units(
    "dollar dollars euro euros pound pounds lira liras dinar dinars dirham dirhams riyal riyals shekel shekels rouble roubles ruble rubles yen yuan krona"
    " franc francs rupee rupees shilling shillings cents دولار دولارا دولارات يورو جنيه جنيها ليرة ليرات دينار دينارا دنانير درهم درهما دراهم ريال ريالا"
    " شيكل شيقل روبل ين يوان كرونة فرنك روبية شلن مليم قرش"
)
LENGTHS: Final = _units(
    "metre metres meter meters kilometre kilometres kilometer kilometers km mile miles foot feet inch inches centimetre centimetres centimeters m cm"
    " متر مترا أمتار كيلومتر كيلومترا كيلومترات كلم كم ميل ميلا أميال قدم قدما سنتيمتر سنتيمترا سم"
)
_WEIGHTS: Final = _units(
    "tonne tonnes ton tons kilogram kilograms kilo kilos kg gram grams طن طنا أطنان كيلوغرام كيلوغراما كيلو كيلوجرام كغ غرام غراما"
)
_PEOPLE: Final = _units("people inhabitant inhabitants resident residents نسمة ساكن ساكنا سكان ساكنين")
_AGES: Final = _units("year years old عاما عام سنة سنوات أعوام")

# The first pattern that the question's normal spelling holds decides.
_ASKED: Final = (
    (
        re.compile(
            r"\b(?:percent(?:age)?|proportion|turnout|interest rate|inflation|unemployment rate|growth rate|(?:economic|gdp) growth)\b"
            r"|(?<!\w)[وف]?(?:ال|ب)?نسبه(?!\w)|(?<!\w)كم .*(?:ال)?(?:نمو الاقتصادي|النمو|التضخم|معدل البطاله)(?!\w)"
        ),
        _SHARES,
    ),
    (
        re.compile(
            r"\bhow much (?:money|did [\w ]+? (?:cost|pay|spend|raise|earn)|does [\w ]+? cost|was [\w ]+? (?:paid|spent|sold|fined))"
            r"|\b(?:price|cost|costs|budget|worth|salary|fine of)\b"
            r"|\bhow much .*\b(?:profits?|revenues?|earn(?:ed)?|make a year)\b"
            r"|(?<!\w)كم (?:ربح|خسر|جني|كسب|دفع|انفق|تقاضي)(?:ت|وا)?(?! (?:مره|مباراه|نقطه|صوت|مقعد))(?!\w)"
            r"|(?<!\w)[وف]?(?:ال|ب)?(?:كلف|كلفت|تكلف|يكلف|تكلفه|كلفه|سعر|ثمن|قيمه|مبلغ|ميزانيه|راتب|غرامه)(?!\w)"
        ),
        _MONEY,
    ),
    (
        re.compile(
            r"\bhow (?:far|tall|high|deep|wide)\b|\b(?:distance|height|depth|width)\b|(?<!\w)(?:ال)?(?:مسافه|ارتفاع|عمق|عرض|طول)(?!\w)"
        ),
        LENGTHS,
    ),
    (re.compile(r"\bhow (?:heavy|much (?:does|did) [\w ]+? weigh)\b|\bweight\b|(?<!\w)(?:ال)?وزن(?!\w)"), _WEIGHTS),
    (re.compile(r"\bpopulation\b|(?<!\w)عدد (?:ال)?سكان(?:ها|ه)?(?!\w)"), _PEOPLE),
    (re.compile(r"\bhow old\b|\bage\b|(?<!\w)(?:ال)?عمر(?:ه|ها)?(?!\w)"), _AGES),
)
_LONG_THING: Final = re.compile(
    r"\bhow long (?:is|was|are|were) (?:the|a|an|this)\b(?!.*\b(?:take|taken|last|stay|wait)\b)"
)


@lru_cache(maxsize=256)
def units_of(question: str) -> frozenset[str] | None:
    """Return the terms of the units that the amount asked for is told in; None where the question does not say."""
    plain = standard_text(question)
    return next((units for pattern, units in _ASKED if pattern.search(plain)), None)


@lru_cache(maxsize=256)
def asks_for_length(question: str) -> bool:
    """Tell whether "how long" may ask for metres: "how long is the bridge?"."""
    return bool(_LONG_THING.search(standard_text(question)))
