"""Settings: precedence, short names, secrets, and errors that name what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from rag.errors import SettingsError
from rag.settings import DEFAULTS_FILE, Settings


def load(environment: dict[str, str], **options: Path) -> Settings:
    return Settings.load({"HOME": "/home/reader", **environment}, **options)


def test_the_environment_wins_over_a_named_file_and_the_file_over_the_defaults(tmp_path: Path) -> None:
    """Later sources win: shipped file, ISNAD_CONFIG, environment."""
    named = tmp_path / "mine.toml"
    named.write_text("[search]\ntop_k = 7\ncandidates = 50\n", encoding="utf-8")
    settings = load({"ISNAD_CONFIG": str(named), "ISNAD_SEARCH_TOP_K": "9"})
    assert (settings.search.top_k, settings.search.candidates, settings.search.rerank_candidates) == (9, 50, 30)


def test_the_command_line_s_data_folder_wins_over_all(tmp_path: Path) -> None:
    """--data names where everything lives, whatever ISNAD_DATA says."""
    assert load({"ISNAD_DATA": "/elsewhere"}, data=tmp_path).paths.data == tmp_path


def test_data_lives_in_the_share_of_the_user_when_nothing_names_it() -> None:
    """An empty setting means $XDG_DATA_HOME/isnad, else ~/.local/share/isnad."""
    assert load({}).paths.data == Path("/home/reader/.local/share/isnad")
    assert load({"XDG_DATA_HOME": "/share"}).paths.data == Path("/share/isnad")


def test_short_names_set_what_they_are_documented_to_set() -> None:
    """The names that others rely on reach their settings."""
    settings = load(
        {
            "ISNAD_MODEL": "openai:m",
            "ISNAD_EMBEDDER": "openai:e",
            "ISNAD_TELEGRAM_ADMINS": "5, 6",
            "OPENAI_BASE_URL": "http://x/v1",
        }
    )
    assert settings.chat.model == "openai:m"
    assert settings.index.embedder == "openai:e"
    assert settings.telegram.admins == (5, 6)
    assert settings.chat.openai_base_url == "http://x/v1"


def test_a_secret_never_shows_itself() -> None:
    """Keys and tokens are masked wherever the settings are printed, also in errors."""
    settings = load({"OPENAI_API_KEY": "sk-very-secret", "TELEGRAM_BOT_TOKEN": "1:very-secret"})
    assert "very-secret" not in repr(settings)
    assert settings.chat.openai_api_key == "sk-very-secret"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("[serch]\ntop_k = 1\n", "search"),
        ("[search]\ntop_q = 1\n", "top_k"),
        ('[search]\ntop_k = "many"\n', "whole number"),
        ("[search]\ntop_k = 3.7\n", "3.7 is not a whole number"),
        ("[search]\ntop_k = true\n", "True is not a whole number"),
        ("[search]\ntop_k = 0\n", "0 is smaller than 1"),
        ("[search]\ntop_k = 101\n", "101 is larger than 100"),
        ("[answer]\nrefusal_threshold = 7\n", "7 is larger than 1"),
        ("[answer]\nrefusal_threshold = nan\n", "nan is not a number"),
        ("[ingest]\nmax_file_mb = inf\n", "inf is not a number"),
        ('[log]\nlevel = "loud"\n', "'loud' is none of info, debug, warning, error"),
        ("[telegram]\nallowed = [1.5]\n", "list of ids"),
        ('[paths]\ndata = "a\\u0000b"\n', "not a path"),
        ("[search\n", "TOML"),
        ("search = 1\n", "table"),
    ],
)
def test_a_wrong_settings_file_is_named_with_what_is_wrong(tmp_path: Path, content: str, told: str) -> None:
    """Unknown names suggest the near one; wrong kinds say what is expected."""
    named = tmp_path / "wrong.toml"
    named.write_text(content, encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        load({"ISNAD_CONFIG": str(named)})
    assert told in str(caught.value)
    assert str(named) in caught.value.where
    assert caught.value.exit_code == 2


def test_a_wrong_value_of_the_environment_is_told_by_its_variable() -> None:
    """Where to mend it is the variable, not the section of a file that does not say it."""
    with pytest.raises(SettingsError) as caught:
        load({"ISNAD_SEARCH_TOP_K": "five"})
    assert (caught.value.what, caught.value.where) == ("'five' is not a whole number", "ISNAD_SEARCH_TOP_K")


def test_a_slip_in_a_variable_is_told() -> None:
    """A name one letter off is no reason to run with other settings; names of other making are let be."""
    with pytest.raises(SettingsError, match="Did you mean 'ISNAD_SEARCH_TOP_K'"):
        load({"ISNAD_SEARCH_TOPK": "3"})
    load({"ISNAD_PORT_8443_TCP": "tcp://10.0.0.1:8443", "ISNAD_SERVICE_HOST": "10.0.0.1", "ISNAD_DEBUG": "1"})


def test_a_settings_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    """A name that leads nowhere is no reason to run with other settings."""
    with pytest.raises(SettingsError, match="cannot be read"):
        load({"ISNAD_CONFIG": str(tmp_path / "none.toml")})


def test_the_shipped_file_states_the_defaults_of_the_code() -> None:
    """What the file says and what the dataclasses say is one thing."""
    import tomllib

    raw = tomllib.loads(DEFAULTS_FILE.read_text(encoding="utf-8"))
    settings = load({})
    for section, values in raw.items():
        if section == "paths":
            continue
        made = getattr(settings, section)
        assert made == type(made)(), section
        assert set(values) == set(type(made).__dataclass_fields__), section
