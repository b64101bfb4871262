"""What is deployed fits the settings: compose file, example environment, documentation, picture."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import yaml

from bot.telegram.health import Metrics
from bot.telegram.texts import ADMIN_COMMANDS, COMMANDS
from rag.settings import Settings
from tests.bench.telegram_picture import picture
from tests.bot.telegram.engine import answered

ROOT = Path(__file__).resolve().parents[3]
COMPOSE = yaml.safe_load((ROOT / "config" / "compose.yaml").read_text(encoding="utf-8"))
EXAMPLE = (ROOT / "config" / ".env.example").read_text(encoding="utf-8")
DOCUMENT = (ROOT / "docs" / "telegram.md").read_text(encoding="utf-8")


def test_container_sets_only_settings_that_exist(tmp_path: Path) -> None:
    """Every name that the compose file sets is read by the settings."""
    names = COMPOSE["services"]["bot"]["environment"]
    values = {name: "1" if "LISTEN" not in name else "0.0.0.0:1" for name in names} | {"HOME": str(tmp_path)}
    defaults, changed = Settings.load({"HOME": str(tmp_path)}), {}
    for name in names:
        changed[name] = (
            Settings.load({"HOME": str(tmp_path), name: "true" if name == "ISNAD_LOG_JSON" else values[name]})
            != defaults
        )
    assert all(changed.values()), changed


def test_example_names_what_the_container_takes() -> None:
    """Every name in the example environment is used by the compose file, and the token is asked for."""
    text = (ROOT / "config" / "compose.yaml").read_text(encoding="utf-8")
    names = re.findall(r"^(?:# )?([A-Z_]+)=", EXAMPLE, re.MULTILINE)
    assert "TELEGRAM_BOT_TOKEN" in names
    assert [name for name in names if "${" + name not in text] == []


def test_image_holds_no_secret_of_the_machine_that_builds_it() -> None:
    """config/.env, where the token stands, goes neither to the builder of the image nor into the package."""
    assert "**/.env" in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert ".env" in project["tool"]["hatch"]["build"]["exclude"]


def test_documentation_names_every_command_and_metric() -> None:
    """docs/telegram.md knows all commands but /ask, /help and /start, which need no explanation, and all metrics."""
    commands = {row[0] for row in (*COMMANDS, *ADMIN_COMMANDS)} - {"ask", "help", "start"}
    assert [name for name in commands if f"/{name}" not in DOCUMENT] == []
    families = {family.name for family in Metrics().registry.collect()}
    assert [name for name in families if name not in DOCUMENT] == []


def test_picture_is_well_formed_and_says_what_the_message_says() -> None:
    """The picture is one SVG document that holds the words of the message in order."""
    drawn = ET.fromstring(picture([answered("When did the bridge reopen?")], date(2026, 3, 20)).encode())
    words = " ".join("".join(drawn.itertext()).split())
    assert "According to The Valley Post" in words
    assert "👍 Helpful" in words
