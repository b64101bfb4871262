"""Replace the Arabic words of token bags by English ones, as the bridge translates them.

An article with its words so replaced is no English text, but it holds English words together as articles do: what an English
question has in common with an Arabic passage. Words that the bridge does not know stay.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from rag.language.analysis import tokens
from rag.language.bridge import Bridge
from rag.training.contrastive import Bags
from rag.training.tokenizer import is_arabic

__all__ = ["Translator"]

MOST: Final = 6  # translations of a word
FLATTENING: Final = 0.8  # exponent on the strengths: the strongest is not always the one meant
LEAST_STRENGTH: Final = 0.08  # of all translations together; below, the bridge knows nothing
_ENGLISH_WORD: Final = re.compile(r"[a-z]+")


@dataclass(frozen=True, slots=True)
class Translator:
    """For each token [rows] its translations, and their cumulated shares; 0 where there is none."""

    translations: NDArray[np.int32]
    shares: NDArray[np.float32]
    chance: np.random.Generator

    @classmethod
    def make(cls, tokenizer: Any, bridge: Bridge, english: Iterable[str], chance: np.random.Generator) -> Translator:
        """Return the translator between the tokens of one vocabulary; `english` texts tell the usual form of a stem."""
        vocabulary: dict[str, int] = tokenizer.get_vocab()
        forms = _usual_forms(vocabulary, english)
        translations = np.zeros((len(vocabulary), MOST), np.int32)
        shares = np.zeros((len(vocabulary), MOST), np.float32)
        for token, number in vocabulary.items():
            if is_arabic(token) and not token.startswith("##"):
                found = sorted(_translations(token, bridge, forms).items(), key=lambda entry: (-entry[1], entry[0]))
                if sum(strength for _, strength in found) > LEAST_STRENGTH:
                    best = found[:MOST]
                    weights = np.array([strength for _, strength in best]) ** FLATTENING
                    translations[number, : len(best)] = [place for place, _ in best]
                    shares[number] = 1
                    shares[number, : len(best)] = np.cumsum(weights / weights.sum())
        return cls(translations, shares, chance)

    def translate(self, bags: Bags) -> Bags:
        """Return the bags with every known word replaced by one of its translations, drawn by their strength."""
        drawn = self.chance.random(len(bags.ids))[:, None] > self.shares[bags.ids]
        column = np.minimum(drawn.sum(axis=1), MOST - 1)
        chosen = self.translations[bags.ids, column]
        return Bags(np.where(chosen > 0, chosen, bags.ids), bags.sizes)


def _usual_forms(vocabulary: Mapping[str, int], english: Iterable[str]) -> dict[str, int]:
    """Return for each English term its most frequent word that is one token."""
    counts = Counter(word for text in english for word in _ENGLISH_WORD.findall(text.lower()))
    forms: dict[str, int] = {}
    for word in sorted(counts, key=lambda word: (-counts[word], word)):
        if word in vocabulary:
            for token in tokens(word):
                forms.setdefault(token.term, vocabulary[word])
    return forms


def _translations(word: str, bridge: Bridge, forms: Mapping[str, int]) -> dict[int, float]:
    """Return the English tokens for an Arabic one, of the form that the bridge knows best: tokens have lost their endings."""
    best: dict[int, float] = {}
    for form in (word, f"{word}ة", f"ال{word}"):
        for token in tokens(form)[:1]:
            strengths = bridge.translations(token.term)
            known = {forms[term]: strength for term, strength in strengths.items() if term in forms}
            best = known if sum(known.values()) > sum(best.values()) else best
    return best
