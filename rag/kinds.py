"""Turn what a file or the environment says into a value of its setting's kind, within the limits declared beside its default.

Knows no setting by name and reads nothing.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, TypeVar

from rag.errors import SettingsError

__all__ = ["Secret", "converted", "one_of", "within"]

_Number = TypeVar("_Number", int, float)


class Secret(str):
    """A string that does not show itself: `repr` is masked; `str` methods see the value."""

    __slots__ = ()

    def __repr__(self) -> str:
        """Return a mask, or '' for an empty secret, so that "missing" can be told from "set"."""
        return "'***'" if self else "''"


def within(default: _Number, least: float, most: float = math.inf) -> _Number:
    """Declare a number of a settings dataclass that lies between `least` and `most`, both allowed."""
    return dataclasses.field(default=default, metadata={"limits": (least, most)})


def one_of(default: str, *others: str) -> str:
    """Declare a text of a settings dataclass that is `default` or one of `others`."""
    return dataclasses.field(default=default, metadata={"choices": (default, *others)})


def converted(declared: dataclasses.Field[Any], value: Any, where: str) -> Any:
    """Return `value` as the declared field takes it.

    Raises:
        SettingsError: it is of another kind, or outside the limits; the message names `where` it stands.
    """
    kind = str(declared.type)
    try:
        made = _CONVERTERS[kind](value)
    except (ValueError, TypeError, OverflowError) as exc:
        shown = "***" if kind == "Secret" else repr(value)
        raise SettingsError(f"{shown} is not {_KINDS[kind]}", where=where) from exc
    choices = declared.metadata.get("choices")
    if choices and made not in choices:
        raise SettingsError(f"{value!r} is none of {', '.join(choices)}", where=where)
    least, most = declared.metadata.get("limits", (-math.inf, math.inf))
    if kind in {"int", "float"} and not least <= made <= most:
        limit = f"smaller than {least:g}" if made < least else f"larger than {most:g}"
        raise SettingsError(f"{made:g} is {limit}, the limit of this setting", where=where)
    return made


def _integer(value: Any) -> int:
    if isinstance(value, bool) or (isinstance(value, float) and not value.is_integer()):
        raise TypeError(value)
    return int(value)


def _number(value: Any) -> float:
    made = float(value)
    if isinstance(value, bool) or not math.isfinite(made):
        raise ValueError(value)
    return made


def _boolean(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    words = {"true": True, "1": True, "yes": True, "on": True, "": False}
    words |= {"false": False, "0": False, "no": False, "off": False}
    if str(value).strip().lower() not in words:
        raise ValueError(value)
    return words[str(value).strip().lower()]


def _string(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value.strip()


def _path(value: Any) -> Path:
    text = _string(value)
    if "\0" in text:
        raise ValueError(value)
    return Path(text).expanduser()


def _ids(value: Any) -> tuple[int, ...]:
    parts = value if isinstance(value, list) else str(value).replace(",", " ").split()
    return tuple(_integer(part) for part in parts)


_CONVERTERS: Final[Mapping[str, Any]] = {
    "str": _string,
    "Secret": lambda value: Secret(_string(value)),
    "Path": _path,
    "int": _integer,
    "float": _number,
    "bool": _boolean,
    "tuple[int, ...]": _ids,
}
_KINDS: Final[Mapping[str, str]] = {
    "str": "a text",
    "Secret": "a text",
    "Path": "a path",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "tuple[int, ...]": "a list of ids, comma-separated",
}
