"""Remembered choices of this installation: no school's data, so no journal tells of them."""

import sqlite3


def preference(connection: sqlite3.Connection, name: str) -> str | None:
    """One choice, None where it was never made."""
    row = connection.execute("SELECT value FROM preference WHERE name = ?", (name,)).fetchone()
    return None if row is None else str(row[0])


def preferences(connection: sqlite3.Connection, prefix: str) -> dict[str, str]:
    """All choices whose names begin with ``prefix``, by the rest of their names."""
    found = connection.execute(
        "SELECT substr(name, ?), value FROM preference WHERE substr(name, 1, ?) = ?",
        (len(prefix) + 1, len(prefix), prefix),
    )
    return {str(name): str(value) for name, value in found}


def set_preference(connection: sqlite3.Connection, name: str, value: str) -> None:
    """Remember a choice."""
    connection.execute(
        "INSERT INTO preference VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value",
        (name, value),
    )


def forget_preference(connection: sqlite3.Connection, name: str) -> None:
    """Forget a choice; one that was never made is no fault."""
    connection.execute("DELETE FROM preference WHERE name = ?", (name,))
