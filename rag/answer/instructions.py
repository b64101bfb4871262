"""Find what in an article speaks to a language model instead of to readers: such lines prove nothing and are never quoted.

A list of signs, not a judgement: commands to forget instructions, forged roles and fences, forged answers in JSON, words addressed to an
assistant or a language model, Arabic and English. The whole line is taken, since what follows such a sign belongs to it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from rag.language.normalise import normalise

__all__ = ["instruction_spans", "speaks_to_model"]

_SIGN: Final = re.compile(
    # forged roles, fences and chat marks
    r"<\|?/?\s*(?:im_start|im_end|system|assistant|user|human|endoftext|passage|data|document|context|instructions?|inst)\b[^>]{0,40}>?"
    r"|\[/?inst\]|<<sys>>|^\s*[#*\s>]*(?:system|assistant|developer|human|user)(?: (?:prompt|message|note))?\s*:"
    r"|(?:begin|end) (?:of )?(?:system )?(?:prompt|instructions?)\b"
    # forged output
    r"|[{,\[]\s*\"(?:statements?|support|quote|answer|role|content|passage)\"\s*:"
    # commands
    r"|\b(?:ignore|disregard|forget|override|bypass)\b.{0,40}\b(?:instructions?|prompts?|rules?|guidelines|directions)\b"
    r"|\b(?:new|updated|real|hidden|secret) (?:system )?instructions?\s*:"
    r"|\b(?:reveal|print|repeat|leak|output)\b.{0,30}\b(?:api key|system prompt|your (?:prompt|instructions?)|password)\b"
    r"|\byou are (?:now )?(?:an? |the )?(?:ai|assistant|language model|chatbot|llm|gpt\w*)\b|\bas an? (?:ai|language model)\b"
    r"|\b(?:note|message|attention|dear|important|instructions?|notice)\b.{0,30}\b(?:ai|llms?|language models?|chatbots?|(?:ai|virtual|digital) assistants?)\b\s*[:,(.-]"
    r"|\b(?:ai|llms?|language models?|chatbots?|assistants?)\b\s*(?::|,?\s*(?:you )?(?:must|should|please)\b).{0,30}\b(?:answer|say|tell|respond|reply|write|state|report|claim|output)\b"
    r"|(?:^|[.!?:]\s+)(?:please )?(?:always )?(?:answer|respond|reply) (?:only )?(?:that|with|by saying)\b"
    # the same in Arabic
    r"|(?<!\w)(?:تجاهلوا?|انسوا?|اهملوا?) (?:كل |جميع |اي |هذه |تلك |كافه |ما سبق من ){0,2}(?:ال)?(?:تعليمات|توجيهات|قواعد)"
    r"|(?:نموذج|نماذج) (?:ال|لل)?(?:لغه|لغوي\w*|ذكاء)(?!\w)|المساعد (?:الالي|الذكي|الرقمي|الافتراضي)(?!\w)|(?:روبوت|برنامج) (?:ال)?(?:محادثه|دردشه)\s*[:,]"
    r"|(?<!\w)[وف]?(?:اجب|اجيبوا|جاوب) (?:دايما |فقط )?(?:بان\w*|انه?)(?!\w)|(?<!\w)اكتبوا? (?:في|ضمن) (?:كل )?(?:ال)?(?:جواب|اجابه)\w*",
)
# Of Arabic letters alone, a line without one of these carries no sign: looking for a word costs a tenth of trying the patterns.
_LATIN: Final = re.compile("[a-z]")
_ARABIC_WORDS: Final = (
    "تعليمات", "توجيهات", "قواعد", "نموذج", "نماذج", "المساعد", "روبوت", "برنامج", "اجب", "اجيبوا", "جاوب", "اكتب",
)  # fmt: skip
_LINE: Final = re.compile(r"[^\n]+")
_CACHE_SIZE: Final = 512


def speaks_to_model(text: str) -> bool:
    """Tell whether `text` carries a sign that it speaks to a language model."""
    plain = normalise(text)
    possible = _LATIN.search(plain) is not None or any(word in plain for word in _ARABIC_WORDS)
    return possible and _SIGN.search(plain) is not None


@lru_cache(maxsize=_CACHE_SIZE)
def instruction_spans(body: str) -> tuple[tuple[int, int], ...]:
    """Return the spans of the lines of `body` that speak to a language model, in order."""
    return tuple(line.span() for line in _LINE.finditer(body) if speaks_to_model(line[0]))
