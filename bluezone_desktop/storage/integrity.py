"""Proving the database: SQLite's own check, the references, and the journal against the rows."""

import json
import sqlite3
from collections.abc import Callable

from bluezone_desktop.domain.errors import KnownError
from bluezone_desktop.storage.issued_returns import issued_returns, return_file
from bluezone_desktop.storage.tables import TABLES, JournaledTable

Finding = Callable[[sqlite3.Connection], list[str]]


def check_database(connection: sqlite3.Connection) -> list[str]:
    """What SQLite finds wrong with the file and its references; nothing where all is sound."""
    return _found(_database_faults, connection)


def check_journal(connection: sqlite3.Connection) -> list[str]:
    """Where replaying the journal from the first step does not give the rows as they stand."""
    return _found(_journal_faults, connection)


def check_returns(connection: sqlite3.Connection) -> list[str]:
    """Issued returns whose kept file is no longer what went out."""
    return _found(_return_faults, connection)


def _found(look: Finding, connection: sqlite3.Connection) -> list[str]:
    """What ``look`` finds; a table too damaged to be read is what is found then."""
    try:
        return look(connection)
    except (sqlite3.Error, ValueError, TypeError, KeyError, AttributeError) as error:
        return [f"{type(error).__name__}: {error}"]


def _database_faults(connection: sqlite3.Connection) -> list[str]:
    found = [str(row[0]) for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
    found += [
        f"{row[0]} {row[1]}: {row[2]}" for row in connection.execute("PRAGMA foreign_key_check")
    ]
    return found


def _journal_faults(connection: sqlite3.Connection) -> list[str]:
    state: dict[str, dict[str, dict[str, object]]] = {name: {} for name in TABLES}
    found = []
    for seq, table, row_id, field, before, after in connection.execute(
        "SELECT seq, tbl, id, field, before, after FROM entry ORDER BY seq"
    ):
        rows = state.get(table)
        if rows is None:
            found.append(f"entry {seq}: {table}")
        elif field:
            if row_id not in rows or rows[row_id].get(field) != before:
                found.append(f"entry {seq}: {table}.{field} {row_id}")
            rows.setdefault(row_id, {})[field] = after
        elif before is None:
            rows[row_id] = json.loads(after)
        elif rows.pop(row_id, None) != json.loads(before):
            found.append(f"entry {seq}: {table} {row_id}")
    for name, table in TABLES.items():
        found += _differences(connection, table, state[name])
    return found


def _return_faults(connection: sqlite3.Connection) -> list[str]:
    found = []
    for issued in issued_returns(connection):
        try:
            return_file(connection, issued.id)
        except KnownError:
            found.append(f"issued_return {issued.round_name}")
    return found


def _differences(
    connection: sqlite3.Connection, table: JournaledTable, replayed: dict[str, dict[str, object]]
) -> list[str]:
    found = []
    live: set[str] = set()
    columns = ", ".join(table.columns)
    for row in connection.execute(f"SELECT {columns} FROM {table.name}"):
        values = dict(zip(table.columns, row, strict=True))
        row_id = values["id"]
        live.add(row_id)
        if {name: values[name] for name in table.fields} != replayed.get(row_id):
            found.append(f"{table.name} {row_id}")
        elif any(make(values) != values[name] for name, make in table.derived.items()):
            found.append(f"{table.name} {row_id}: derived")
    found += [f"{table.name} {row_id}: missing" for row_id in replayed.keys() - live]
    return found
