"""Keep things in order within a lane, and let lanes go ahead of each other.

A lane is anything that must not overtake itself: a chat's questions, a chat's outgoing messages. Holds ids and times only;
what they stand for stays on disk. Knows no clock: the caller says what time it is.
"""

from __future__ import annotations

import heapq
import itertools
from collections import deque
from collections.abc import Hashable
from typing import Generic, TypeVar

__all__ = ["Lanes"]

L = TypeVar("L", bound=Hashable)


class Lanes(Generic[L]):
    """First in, first out within a lane; one thing of a lane is out at a time; the lane that waited longest goes first."""

    def __init__(self) -> None:
        """Start empty."""
        self._waiting: dict[L, deque[int]] = {}
        self._out: set[L] = set()
        self._ready: list[tuple[float, int, L]] = []
        self._turn = itertools.count()

    def __len__(self) -> int:
        """Count what waits; what is out is not counted."""
        return sum(len(queue) for queue in self._waiting.values())

    @property
    def out(self) -> frozenset[L]:
        """The lanes that have something out."""
        return frozenset(self._out)

    def put(self, lane: L, item: int, *, at: float = 0.0) -> None:
        """Queue `item` in its lane; an idle lane is ready at time `at`."""
        queue = self._waiting.get(lane)
        if queue is not None:
            queue.append(item)
            return
        self._waiting[lane] = deque([item])
        if lane not in self._out:
            heapq.heappush(self._ready, (at, next(self._turn), lane))

    def put_first(self, lane: L, item: int) -> None:
        """Queue `item` before all that waits in a lane that has something out."""
        assert lane in self._out, lane
        self._waiting.setdefault(lane, deque()).appendleft(item)

    def take(self, now: float) -> tuple[L, int] | None:
        """Return the next item of the lane that has been ready longest, or None when none is ready at `now`."""
        while self._ready and self._ready[0][0] <= now:
            _, _, lane = heapq.heappop(self._ready)
            queue = self._waiting.get(lane)
            if queue is None or lane in self._out:
                continue
            item = queue.popleft()
            if not queue:
                del self._waiting[lane]
            self._out.add(lane)
            return lane, item
        return None

    def back(self, lane: L, item: int | None = None, *, at: float = 0.0) -> None:
        """Say that the lane's item is done; with `item`, that it must be taken again first. The lane is ready at `at`."""
        self._out.discard(lane)
        if item is not None:
            self._waiting.setdefault(lane, deque()).appendleft(item)
        if lane in self._waiting:
            heapq.heappush(self._ready, (at, next(self._turn), lane))

    def drop(self, lane: L) -> None:
        """Forget what waits in the lane."""
        self._waiting.pop(lane, None)

    def next_time(self) -> float | None:
        """Return when the next lane is ready, or None when nothing waits."""
        while self._ready and (self._ready[0][2] not in self._waiting or self._ready[0][2] in self._out):
            heapq.heappop(self._ready)
        return self._ready[0][0] if self._ready else None
