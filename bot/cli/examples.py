"""Show what each command is typed like: the examples under its help. Tests run every one of them as it stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

__all__ = ["EXAMPLES", "epilog"]

EXAMPLES: Final[Mapping[str, tuple[str, ...]]] = {
    "isnad": (
        'isnad ask "when did the truce start?"',
        "isnad reindex ~/archive",
        "isnad --data /srv/isnad status",
    ),
    "ask": (
        'isnad ask "when did the truce start?"',
        'isnad ask "متى بدأت الهدنة؟" --since 2016-02 --until 2016-05',
        'isnad ask "who met in Munich?" --source SANA --json',
        'echo "when did the truce start?" | isnad ask',
    ),
    "search": (
        'isnad search "the Geneva talks" --top-k 3',
        'isnad search "محادثات جنيف" --json',
    ),
    "timeline": (
        'isnad timeline "the truce in Syria"',
        'isnad timeline "الهدنة في سوريا" --plot truce.svg',
    ),
    "chat": (
        "isnad chat",
        "isnad chat --lang ar",
    ),
    "reindex": (
        "isnad reindex ~/archive",
        "isnad reindex ~/archive --metadata articles.csv --dry-run",
        "isnad reindex",
    ),
    "show": (
        "isnad show 2016-02-12-munich-understanding",
        "isnad show 2016-02-12-munich-understanding --json",
    ),
    "beir": ("isnad eval beir sets/news --leg sparse --run news.trec",),
    "qa": ("isnad eval qa --articles ~/archive --questions questions.jsonl --answers answers.jsonl",),
}


def epilog(command: str, before: str = "") -> str | None:
    r"""Return what stands below the help of a command: `before`, then its examples; None where there is nothing.

    The mark \b keeps the lines as they are.
    """
    shown = EXAMPLES.get(command, ())
    examples = "\b\nExamples:\n" + "\n".join(f"  {line}" for line in shown) if shown else ""
    return "\n\n".join(part for part in (before, examples) if part) or None
