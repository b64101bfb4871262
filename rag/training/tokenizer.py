"""Make the tokenizer of the static embedder: light stemming inside, words first, pieces for the rest.

Everything that changes the text is part of the tokenizer file, so that every library that opens the model sees the same tokens. The
article, the joined conjunction and common suffixes fall away with the separators (the light stemming of Larkey, Ballesteros and
Connell 2002, "light10", a little lighter), as the English plural does: the forms of a word share one vector. What is
not a letter or a digit separates, and every letter is a piece: only a run longer than any word is the unknown token. No vector is made here.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

__all__ = ["SIZES", "Ragged", "VocabularySizes", "is_arabic", "make_tokenizer", "tokenise", "word_counts"]

UNKNOWN: Final = "[UNK]"
_ARABIC: Final = "ء-ي"
_LETTERS: Final = f"a-z0-9٠-٩{_ARABIC}"
_ALPHABET: Final = "abcdefghijklmnopqrstuvwxyz0123456789٠١٢٣٤٥٦٧٨٩" + "".join(map(chr, range(0x621, 0x64B)))
# Each clitic only where at least three letters (four after a bare و) remain.
_BEFORE: Final = f"(?:[وف]?(?:ال|بال|كال|لل)(?=[{_ARABIC}]{{3}})|و(?=[{_ARABIC}]{{4}}))"
_AFTER: Final = f"(?:(?<=[{_ARABIC}]{{3}})(?:ها|ات|ان|ون|ين|يه|ية|ه|ة|ي|ى)|(?<=[a-z]{{3}})s)"
_SEPARATOR: Final = f"{_AFTER}?(?:[^{_LETTERS}]+|$){_BEFORE}?|^{_BEFORE}"
_LONGEST_WORD: Final = 100  # letters; a longer run is no word, and its pieces would take time by the cube of its length
_PIECE_LENGTHS: Final = range(2, 6)
_MOST_COUNTED: Final = 5  # a rare word's pieces count at most so often


@dataclass(frozen=True, slots=True)
class VocabularySizes:
    """How many whole words of each language and how many pieces; the alphabet comes on top."""

    english: int
    arabic: int
    pieces: int


SIZES: Final = VocabularySizes(english=13_000, arabic=15_000, pieces=4_000)


@dataclass(frozen=True, slots=True)
class Ragged:
    """Lists of token ids, flat: list i is `ids[starts[i]:starts[i + 1]]`."""

    ids: NDArray[np.int32]
    starts: NDArray[np.int64]

    def __len__(self) -> int:
        """Return the number of lists."""
        return len(self.starts) - 1

    @classmethod
    def of(cls, lists: Sequence[NDArray[np.int32]]) -> Ragged:
        """Return the lists, flat."""
        starts = np.zeros(len(lists) + 1, np.int64)
        starts[1:] = np.cumsum([len(ids) for ids in lists])
        return cls(np.concatenate([np.zeros(0, np.int32), *lists]), starts)


def is_arabic(word: str) -> bool:
    """Tell whether a token begins with an Arabic letter."""
    return "ء" <= word.removeprefix("##")[:1] <= "ي"


def make_tokenizer(counts: Mapping[str, float], sizes: VocabularySizes) -> Tokenizer:
    """Return the tokenizer whose vocabulary holds the most frequent words of `counts` and pieces for the others."""
    ordered = sorted(counts, key=lambda word: (-counts[word], word))
    english = [word for word in ordered if not is_arabic(word)]
    arabic = [word for word in ordered if is_arabic(word)]
    words = english[: sizes.english] + arabic[: sizes.arabic]
    rest = english[sizes.english :] + arabic[sizes.arabic :]
    letters = [form for letter in _ALPHABET for form in (letter, f"##{letter}")]
    vocabulary = list(dict.fromkeys([UNKNOWN, *letters, *words]))
    known = set(vocabulary)
    vocabulary += [piece for piece in _pieces(rest, counts) if piece not in known][: sizes.pieces]
    tokenizer: Tokenizer = _bare()
    numbers = {token: number for number, token in enumerate(vocabulary)}
    tokenizer.model = models.WordPiece(numbers, unk_token=UNKNOWN, max_input_chars_per_word=_LONGEST_WORD)
    return tokenizer


def word_counts(texts: Iterable[str]) -> Counter[str]:
    """Return how often each word, as the tokenizer splits and stems, stands in the texts."""
    bare = _bare()
    counts: Counter[str] = Counter()
    for chunk, count in _chunks(texts).items():
        for word, _ in bare.pre_tokenizer.pre_tokenize_str(bare.normalizer.normalize_str(chunk)):
            counts[word] += count
    return counts


def tokenise(tokenizer: Tokenizer, texts: Sequence[str]) -> Ragged:
    """Return the token ids of each text; every distinct word is tokenised once, which is several times faster."""
    chunks = list(_chunks(texts))
    encodings = tokenizer.encode_batch_fast(chunks, add_special_tokens=False)
    ids = {chunk: np.array(e.ids, np.int32) for chunk, e in zip(chunks, encodings, strict=True)}
    empty = np.zeros(0, np.int32)
    return Ragged.of([np.concatenate([empty, *(ids[chunk] for chunk in text.split())]) for text in texts])


def _bare() -> Any:
    tokenizer = Tokenizer(models.WordPiece({UNKNOWN: 0}, unk_token=UNKNOWN))
    steps = [normalizers.NFKD(), normalizers.StripAccents(), normalizers.Lowercase(), normalizers.Replace("ـ", "")]
    tokenizer.normalizer = normalizers.Sequence(steps)
    tokenizer.pre_tokenizer = pre_tokenizers.Split(Regex(_SEPARATOR), "removed")
    return tokenizer


def _chunks(texts: Iterable[str]) -> Counter[str]:
    """Return the counts of white-space separated chunks: no rule of the tokenizer looks across white space."""
    chunks: Counter[str] = Counter()
    for text in texts:
        chunks.update(text.split())
    return chunks


def _pieces(words: Sequence[str], counts: Mapping[str, float]) -> list[str]:
    """Return the substrings of rare words, the most useful first: frequent, and long enough to mean something."""
    found: dict[str, float] = defaultdict(float)
    for word in words:
        weight = min(counts[word], _MOST_COUNTED)
        for length in _PIECE_LENGTHS:
            for start in range(len(word) - length + 1):
                piece = word[start : start + length]
                found[f"##{piece}" if start else piece] += weight * min(length - 1, 3)
    return sorted(found, key=lambda piece: (-found[piece], piece))
