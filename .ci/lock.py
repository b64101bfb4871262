"""Write requirements.lock and requirements-dev.lock: the pins that pip resolves for pyproject.toml, one a line.

torch is held at one version so that a CPU wheel at hand (PIP_FIND_LINKS) is taken instead of several GB of CUDA packages.
Pins carry no hashes: that wheel's differs from the registry's. Run it through `make lock`.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TORCH = "torch==2.13.0"


def resolve(target: str, *options: str) -> dict[str, str]:
    """Return name -> version of everything that `pip install target` would install, with the options given."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--dry-run", "--ignore-installed"]
        subprocess.run([*command, "--report", str(report), *options, TORCH, target], check=True, cwd=ROOT)  # noqa: S603
        installs = json.loads(report.read_text(encoding="utf-8"))["install"]
    found = ((item["metadata"]["name"], item["metadata"]["version"]) for item in installs)
    return {re.sub(r"[-_.]+", "-", name).lower(): version.split("+")[0] for name, version in found}


def write(path: Path, pins: dict[str, str], title: str) -> None:
    """Write the pins, sorted, without the project itself."""
    lines = [f"{name}=={pins[name]}" for name in sorted(pins) if name != "isnad"]
    path.write_text("\n".join([f"# {title}: made by `make lock`, committed, never edited by hand", *lines, ""]))


def main() -> None:
    """Resolve twice: what runs, and what tests and lint add to just that."""
    run = resolve(".")
    write(ROOT / "requirements.lock", run, "What Isnad runs on")
    dev = resolve(".[dev]", "--constraint", "requirements.lock")
    write(ROOT / "requirements-dev.lock", {n: v for n, v in dev.items() if n not in run}, "What tests and lint add")


if __name__ == "__main__":
    main()
