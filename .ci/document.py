"""Write into README.md what is made from the project itself; with --check, say what is out of date instead and exit 1.

* The settings table, between its two marks: every setting of config/settings.toml.
* Transcripts: in each ```console block the lines beginning with `$ ` are run, in order, on a fresh data folder in which the shipped
  articles are indexed; what they print follows them. The age of an article is the reader's day's, and is left out of the comparison.
"""

from __future__ import annotations

import difflib
import os
import re
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
README: Final = ROOT / "README.md"
SETTINGS: Final = ROOT / "config" / "settings.toml"

_TABLE: Final = re.compile(r"(?<=<!-- settings: begin -->\n).*?(?=<!-- settings: end -->)", re.DOTALL)
_TRANSCRIPT: Final = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.DOTALL | re.MULTILINE)
_SETTING: Final = re.compile(r"(?P<key>\w+) = .*?\s# (?:\[(?P<name>\w+)\] )?(?P<meaning>.*)")
_AGE: Final = re.compile(r" \((?:\d+ \w+ ago|today|yesterday|قبل [^)]*|اليوم|أمس)\)")


def settings_table() -> str:
    """Return the settings as a Markdown table: name, default, environment variable, meaning."""
    text = SETTINGS.read_text(encoding="utf-8")
    values = tomllib.loads(text)
    rows = ["| setting | default | environment | what it is |", "|---|---|---|---|"]
    section = ""
    for line in text.splitlines():
        if line.startswith("["):
            section = line.strip("[] ")
        elif found := _SETTING.match(line):
            name = found["name"] or f"ISNAD_{section}_{found['key']}".upper()
            rows.append(
                f"| `{section}.{found['key']}` | {_shown(values[section][found['key']])} | `{name}` | {_cell(found)} |"
            )
    return "\n".join(rows) + "\n"


def _shown(value: object) -> str:
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return f"`{text}`" if text else ""


def _cell(setting: re.Match[str]) -> str:
    return setting["meaning"].replace("|", "or")


def transcript(block: str, environment: dict[str, str]) -> str:
    """Return the block with each command followed by what it prints now, both streams."""
    shown: list[str] = []
    for line in block.splitlines():
        if not line.startswith("$ "):
            continue
        done = subprocess.run(  # noqa: S603 - the README's own commands
            ["bash", "-c", line[2:]],  # noqa: S607
            env=environment, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
        )  # fmt: skip
        shown += [line, done.stdout.strip("\n")]
    return "\n".join(shown) + "\n"


def written(text: str) -> str:
    """Return the README with its table and transcripts made anew."""
    text = _TABLE.sub(lambda _: settings_table(), text)
    with tempfile.TemporaryDirectory() as data:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("ISNAD_", "OPENAI_"))}
        path = f"{Path(sys.executable).parent}:{os.environ.get('PATH', '')}"
        environment = {**kept, "ISNAD_DATA": data, "PATH": path, "NO_COLOR": "1", "COLUMNS": "100"}
        subprocess.run(["isnad", "reindex", "seeds"], env=environment, cwd=ROOT, check=True, capture_output=True)  # noqa: S607
        return _TRANSCRIPT.sub(lambda block: transcript(block[0], environment), text)


def main() -> int:
    """Write, or compare and tell the difference."""
    old = README.read_text(encoding="utf-8")
    new = written(old)
    if "--check" not in sys.argv[1:]:
        README.write_text(new, encoding="utf-8")
        return 0
    lines = [_AGE.sub("", text).splitlines(keepends=True) for text in (old, new)]
    difference = list(difflib.unified_diff(*lines, "README.md", "README.md as it would be made now"))
    sys.stdout.writelines(difference)
    if difference:
        sys.stdout.write("README.md is out of date: make docs\n")
    return bool(difference)


if __name__ == "__main__":
    sys.exit(main())
