"""Writing the rows of one step, each with its entry in the journal."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import TypeVar

from bluezone_desktop.domain.errors import BugError
from bluezone_desktop.storage.tables import TABLES, JournaledTable, Row, Value

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
Id = TypeVar("Id", bound=str)
ROW = ""
"""The field name of an entry about a row as a whole."""


@dataclass(frozen=True, slots=True)
class StepInfo:
    """One thing a user did. ``label`` is a catalogue key, filled from ``values``."""

    seq: int
    at: datetime
    installation: str
    actor: str
    kind: str
    label: str
    values: Mapping[str, object]
    undone: bool


@dataclass(slots=True)
class StepWriter:
    """Writes rows and their journal entries for one step. Lives inside ``Journal.step``."""

    connection: sqlite3.Connection
    seq: int
    label: str
    values: Mapping[str, object]
    entries: int = 0
    target: int | None = None

    def describe(self, label: str, values: Mapping[str, object]) -> None:
        """Say what the step was, where that is known only now: a label and what fills it."""
        self.label, self.values = label, values

    def insert(self, table: JournaledTable, rows: Iterable[Row]) -> int:
        """Create rows, each with ``id`` and every field of the table. Returns how many."""
        rows = list(rows)
        self.connection.executemany(_insert_sql(table), [_with_derived(table, row) for row in rows])
        self._log(
            (table.name, row["id"], ROW, None, _as_json({name: row[name] for name in table.fields}))
            for row in rows
        )
        return len(rows)

    def update(
        self,
        table: JournaledTable,
        changes: Mapping[Id, Row],
        current: Mapping[Id, Row] | None = None,
    ) -> int:
        """Set fields, told per id. Only what differs is written. Returns how many rows changed.

        current  these fields as this very step has read them; by default they are read here
        """
        by_fields: dict[tuple[str, ...], list[tuple[str, list[Value], list[Value]]]] = {}
        names: set[str] = set().union(*changes.values())
        if not table.names.issuperset(names):
            raise BugError(f"{table.name} has no field {min(names - table.names)!r}")
        if current is None:
            current = self._current(table, sorted(names), list(changes))
        for row_id, row in changes.items():
            before = current[row_id]
            fields = tuple(name for name, value in row.items() if before[name] != value)
            if fields:
                cells = row_id, [before[name] for name in fields], [row[name] for name in fields]
                by_fields.setdefault(fields, []).append(cells)
        for fields, rows in by_fields.items():
            self._set(table, fields, rows)
            if not table.sources.isdisjoint(fields):
                self._derive(table, [row_id for row_id, _, _ in rows])
        return sum(len(rows) for rows in by_fields.values())

    def set_all(self, table: JournaledTable, ids: Sequence[str], row: Row) -> int:
        """Set the same values on many rows. Only what differs is written. Returns rows changed."""
        return self.update(table, dict.fromkeys(ids, row))

    def delete(self, table: JournaledTable, ids: Sequence[str]) -> int:
        """Delete rows; the journal keeps them. Returns how many there were."""
        current = self._current(table, table.fields, ids)
        self._log((table.name, row_id, ROW, _as_json(row), None) for row_id, row in current.items())
        self.connection.executemany(
            f"DELETE FROM {table.name} WHERE id = ?",
            [(row_id,) for row_id in current],
        )
        return len(current)

    def take_back(self, target: StepInfo) -> None:
        """Undo the entries of another step, last first."""
        self._swap(target, forwards=False)

    def do_again(self, target: StepInfo) -> None:
        """Redo the entries of another step, first first."""
        self._swap(target, forwards=True)

    def _swap(self, target: StepInfo, *, forwards: bool) -> None:
        self.describe(target.label, target.values)
        self.target = target.seq
        self._replay(target.seq, forwards=forwards)
        self.connection.execute(
            "UPDATE step SET undone = ? WHERE seq = ?", (not forwards, target.seq)
        )

    def _replay(self, target: int, *, forwards: bool) -> None:
        order = "ASC" if forwards else "DESC"
        rows = self.connection.execute(
            f"SELECT tbl, id, field, before, after FROM entry WHERE step = ? ORDER BY seq {order}",
            (target,),
        ).fetchall()
        derive: dict[str, set[str]] = {}
        for (table_name, name), run in _runs(rows):
            table = TABLES[table_name]
            changes = [(i, b, a) if forwards else (i, a, b) for _, i, _, b, a in run]
            if name != ROW:
                self._set(table, (name,), [(i, [b], [a]) for i, b, a in changes])
                if name in table.sources:
                    derive.setdefault(table_name, set()).update(i for i, _, _ in changes)
                continue
            born = [(i, a) for i, b, a in changes if b is None]
            gone = [i for i, _, a in changes if a is None]
            if born:
                self.insert(table, ({"id": i, **json.loads(str(a))} for i, a in born))
            if gone:
                self.delete(table, gone)
        for table_name, ids in derive.items():
            self._derive(TABLES[table_name], ids)

    def _set(
        self,
        table: JournaledTable,
        fields: Sequence[str],
        rows: Sequence[tuple[str, list[Value], list[Value]]],
    ) -> None:
        """Set the same fields on several rows, each told as its id, the values before and after."""
        self.connection.executemany(
            _update_sql(table.name, tuple(fields)), [(*after, row_id) for row_id, _, after in rows]
        )
        self._log(
            [
                (table.name, row_id, name, before[place], after[place])
                for place, name in enumerate(fields)
                for row_id, before, after in rows
            ]
        )

    def _derive(self, table: JournaledTable, ids: Iterable[str]) -> None:
        current = self._current(table, table.fields, list(ids), missing_ok=True)
        names = ", ".join(f"{name} = ?" for name in table.derived)
        self.connection.executemany(
            f"UPDATE {table.name} SET {names} WHERE id = ?",
            [(*(make(row) for make in table.derived.values()), i) for i, row in current.items()],
        )

    def _current(
        self,
        table: JournaledTable,
        names: Iterable[str],
        ids: Sequence[Id],
        *,
        missing_ok: bool = False,
    ) -> dict[Id, dict[str, Value]]:
        names = list(names)
        columns = ", ".join(("id", *names))
        found: dict[Id, dict[str, Value]] = {}
        for start in range(0, len(ids), 500):
            part = ids[start : start + 500]
            marks = ", ".join("?" * len(part))
            for row in self.connection.execute(
                f"SELECT {columns} FROM {table.name} WHERE id IN ({marks})",
                part,
            ):
                found[row[0]] = dict(zip(names, row[1:], strict=True))
        if not missing_ok:
            lost = [row_id for row_id in ids if row_id not in found]
            if lost:
                raise BugError(f"{table.name} has no row {lost[0]} ({len(lost)} missing)")
        return found

    def _log(self, entries: Iterable[tuple[str, Value, str, Value, Value]]) -> None:
        rows = [(self.seq, *entry) for entry in entries]
        self.connection.executemany(
            "INSERT INTO entry (step, tbl, id, field, before, after) VALUES (?, ?, ?, ?, ?, ?)",
            rows,
        )
        self.entries += len(rows)


def _as_json(row: Row) -> str:
    return _ENCODER.encode(row)


def _with_derived(table: JournaledTable, row: Row) -> tuple[Value, ...]:
    fields = tuple(row[name] for name in table.fields)
    return (row["id"], *fields, *(make(row) for make in table.derived.values()))


def _insert_sql(table: JournaledTable) -> str:
    marks = ", ".join("?" * len(table.columns))
    return f"INSERT INTO {table.name} ({', '.join(table.columns)}) VALUES ({marks})"


@lru_cache(maxsize=64)
def _update_sql(table: str, fields: tuple[str, ...]) -> str:
    return f"UPDATE {table} SET {', '.join(f'{name} = ?' for name in fields)} WHERE id = ?"


_Raw = tuple[str, str, str, Value, Value]


def _runs(rows: Sequence[_Raw]) -> Iterator[tuple[tuple[str, str], list[_Raw]]]:
    """Neighbouring entries of one table and field, rows that come apart from rows that go."""
    run: list[_Raw] = []
    last: tuple[object, ...] | None = None
    for row in rows:
        kind = (row[0], row[2], row[2] == ROW and row[3] is None)
        if run and kind != last:
            yield (run[0][0], run[0][2]), run
            run = []
        run.append(row)
        last = kind
    if run:
        yield (run[0][0], run[0][2]), run
