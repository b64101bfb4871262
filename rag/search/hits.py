"""Turn retrieved ordinals into hits a reader can see, with the copies of one wire story folded into the first of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rag.index.catalogue import Catalogue
from rag.search.retrieve import Scored
from rag.values import Hit

__all__ = ["fold_copies"]


def fold_copies(catalogue: Catalogue, found: Sequence[Scored], limit: int) -> list[Hit]:
    """Return at most `limit` hits in the order found, ranked from 1.

    The article of a group that is met first stands for it; passages of the others are left out, and they are named in `copies`.
    """
    speaker: dict[str, str] = {}  # the article that stands for its group of copies
    hits: list[Hit] = []
    for item, scored in zip(catalogue.passages(hit.ordinal for hit in found), found, strict=True):
        article_id = item.passage.article_id
        if len(hits) == limit or speaker.setdefault(item.group, article_id) != article_id:
            continue
        members = {card.id: card for card in catalogue.group_members(item.group)}
        own = members.pop(article_id)
        hits.append(Hit(len(hits) + 1, scored.score, item.passage, own, tuple(members.values())))
    return [replace(hit, rank=rank) for rank, hit in enumerate(hits, 1)]
