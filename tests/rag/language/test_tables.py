"""Tables are made once, when first needed or all before."""

from __future__ import annotations

from rag.language.tables import load_tables, table


def test_a_table_is_made_when_it_is_first_asked_for_and_never_again() -> None:
    """Importing a module makes nothing, and asking twice makes one."""
    made: list[int] = []

    @table
    def numbers() -> tuple[int, ...]:
        made.append(1)
        return (1, 2, 3)

    assert made == []
    assert numbers() is numbers()
    assert made == [1]


def test_loading_makes_what_nobody_has_asked_for_yet() -> None:
    """After it no question waits for a table."""
    made: list[str] = []

    @table
    def words() -> str:
        made.append("words")
        return "words"

    load_tables()
    assert made == ["words"]
    words()
    assert made == ["words"]
