"""The articles that ship with the project, and a question that they answer."""

from __future__ import annotations

from pathlib import Path
from typing import Final

__all__ = ["SEEDS", "TRUCE"]

SEEDS: Final = Path(__file__).resolve().parents[2] / "seeds"
TRUCE: Final = "When did the truce start?"
