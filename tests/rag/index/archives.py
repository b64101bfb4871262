"""Small archives of real article files, and settings for data folders of their own."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

from rag.settings import Settings

__all__ = ["settings_in", "write_archive", "write_article"]

_TOWNS = ("دمشق", "حلب", "حمص", "درعا", "إدلب", "اللاذقية", "الرقة", "دير الزور")
_THINGS = ("المياه", "الكهرباء", "الطرق", "المدارس", "المشافي", "الجسور", "الأسواق", "الحدائق")


def settings_in(data: Path, **index: Any) -> Settings:
    """Return the default settings with their data in this folder."""
    settings = Settings.load({"HOME": str(data)}, data=data)
    return dataclasses.replace(settings, index=dataclasses.replace(settings.index, **index))


def write_article(
    folder: Path, name: str, text: str, *, published: str = "2024-03-05", source: str = "صحيفة الحي"
) -> Path:
    """Write an article as Markdown with front matter."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.md"
    front = f"---\ntitle: خبر عن {name}\nsource: {source}\npublished: {published}\nlanguage: ar\n---\n\n"
    path.write_text(front + text + "\n", encoding="utf-8")
    return path


def write_archive(folder: Path, count: int, mark: str = "الأولى") -> Path:
    """Write `count` articles, each a few sentences long; every passage of them names the `mark`."""
    for number in range(count):
        town, thing = _TOWNS[number % len(_TOWNS)], _THINGS[number // len(_TOWNS) % len(_THINGS)]
        text = (
            f"هذه النسخة {mark} من خبر {thing} في {town}. قال مسؤول في {town} إن أعمال {thing} بدأت يوم {number % 28 + 1} آذار 2024."
            f" وتبلغ كلفة المشروع رقم {number} نحو {number + 3} ملايين ليرة.\n\nوتستمر أعمال {thing} عاماً كاملاً في {town}."
        )
        write_article(folder, f"n{number:03}", text)
    return folder
