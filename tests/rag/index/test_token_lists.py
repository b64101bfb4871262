"""Lists of tokens: kept as they were given, and damage told."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from rag.errors import IndexDamaged
from rag.index.token_lists import TOKENS_FILE, TokenLists

LISTS = [np.array(tokens, np.int32) for tokens in ([3, 7], [], [1, 2, 9])]


def test_lists_come_back_as_they_were_saved(tmp_path: Path) -> None:
    """What was saved is read again, sentence by sentence, in any order asked for."""
    TokenLists.of(LISTS).save(tmp_path)
    opened = TokenLists.open(tmp_path)
    assert opened is not None
    taken = opened.take(np.array([2, 1, 0]))
    assert len(opened) == 3
    assert taken.ids.tolist() == [1, 2, 9, 3, 7]
    assert taken.starts.tolist() == [0, 3, 3, 5]


def test_lists_without_any_token_are_opened(tmp_path: Path) -> None:
    """Sentences of which none holds a token are no damage."""
    TokenLists.of([np.empty(0, np.int32)] * 2).save(tmp_path)
    opened = TokenLists.open(tmp_path)
    assert opened is not None
    assert len(opened.take(np.array([0, 1])).ids) == 0


def test_a_generation_without_lists_has_none(tmp_path: Path) -> None:
    """Where nothing was written there is nothing, and no error."""
    assert TokenLists.open(tmp_path) is None


@pytest.mark.parametrize("damage", [b"", b"not an array", None])
def test_damaged_lists_are_told(tmp_path: Path, damage: bytes | None) -> None:
    """A file that is empty, is something else or is missing beside the other is damage, with its place."""
    TokenLists.of(LISTS).save(tmp_path)
    if damage is None:
        (tmp_path / TOKENS_FILE).unlink()
    else:
        (tmp_path / TOKENS_FILE).write_bytes(damage)
    with pytest.raises(IndexDamaged) as told:
        TokenLists.open(tmp_path)
    assert "tokens" in str(told.value)
