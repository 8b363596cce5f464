"""The journal: every change is written twice in one transaction, the row itself and an entry.

From that come undo and redo, history, the figures of any past moment, and what a merge compares.
Nothing writes the journaled tables around it.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from bluezone_desktop.domain.errors import BugError
from bluezone_desktop.storage.database import SchoolFile
from bluezone_desktop.storage.tables import TABLES, JournaledTable, Row, Value

Clock = Callable[[], datetime]
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


@dataclass(frozen=True, slots=True)
class Entry:
    """One change of one field; ``field`` is "" where the row was created or deleted."""

    step: StepInfo
    table: str
    id: str
    field: str
    before: object
    after: object


@dataclass
class StepWriter:
    """Writes rows and their journal entries for one step. Lives inside ``Journal.step``."""

    connection: sqlite3.Connection
    seq: int
    entries: int = 0
    counts: dict[str, int] = field(default_factory=dict)

    def insert(self, table: JournaledTable, rows: Iterable[Row]) -> int:
        """Create rows, each a mapping with ``id`` and every field of the table. Returns how many."""
        rows = list(rows)
        self.connection.executemany(_insert_sql(table), [_with_derived(table, row) for row in rows])
        self._log(
            (table.name, row["id"], ROW, None, _as_json({name: row[name] for name in table.fields}))
            for row in rows
        )
        return len(rows)

    def update(self, table: JournaledTable, changes: Mapping[str, Row]) -> int:
        """Set fields, told per id. Only what differs is written. Returns how many rows changed."""
        per_field: dict[str, list[tuple[str, Value, Value]]] = {}
        changed = set()
        names = sorted({name for row in changes.values() for name in row})
        for name in names:
            _require_field(table, name)
        current = self._current(table, names, list(changes))
        for row_id, row in changes.items():
            for name, value in row.items():
                before = current[row_id][name]
                if before != value:
                    per_field.setdefault(name, []).append((row_id, before, value))
                    changed.add(row_id)
        for name, cells in per_field.items():
            self._set(table, name, cells)
        if changed and table.sources & set(per_field):
            self._derive(table, changed)
        return len(changed)

    def set_all(self, table: JournaledTable, ids: Sequence[str], row: Row) -> int:
        """Set the same values on many rows. Only what differs is written. Returns rows changed."""
        return self.update(table, dict.fromkeys(ids, row))

    def delete(self, table: JournaledTable, ids: Sequence[str]) -> int:
        """Delete rows; the journal keeps them. Returns how many there were."""
        current = self._current(table, table.fields, ids)
        self._log((table.name, row_id, ROW, _as_json(row), None) for row_id, row in current.items())
        self.connection.executemany(
            f"DELETE FROM {table.name} WHERE id = ?",  # noqa: S608 - a name of ours
            [(row_id,) for row_id in current],
        )
        return len(current)

    def take_back(self, target: int) -> None:
        """Undo the entries of step ``target``, last first."""
        self._replay(target, forwards=False)

    def do_again(self, target: int) -> None:
        """Redo the entries of step ``target``, first first."""
        self._replay(target, forwards=True)

    def _replay(self, target: int, *, forwards: bool) -> None:
        order = "ASC" if forwards else "DESC"
        rows = self.connection.execute(
            f"SELECT tbl, id, field, before, after FROM entry WHERE step = ? ORDER BY seq {order}",  # noqa: S608
            (target,),
        ).fetchall()
        derive: dict[str, set[str]] = {}
        for (table_name, name), run in _runs(rows):
            table = TABLES[table_name]
            changes = [(i, b, a) if forwards else (i, a, b) for _, i, _, b, a in run]
            if name != ROW:
                self._set(table, name, changes)
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

    def _set(self, table: JournaledTable, name: str, cells: list[tuple[str, Value, Value]]) -> None:
        self.connection.executemany(
            f"UPDATE {table.name} SET {name} = ? WHERE id = ?",  # noqa: S608
            [(after, row_id) for row_id, _, after in cells],
        )
        self._log((table.name, row_id, name, before, after) for row_id, before, after in cells)

    def _derive(self, table: JournaledTable, ids: Iterable[str]) -> None:
        current = self._current(table, table.fields, list(ids), missing_ok=True)
        names = ", ".join(f"{name} = ?" for name in table.derived)
        self.connection.executemany(
            f"UPDATE {table.name} SET {names} WHERE id = ?",  # noqa: S608
            [(*(make(row) for make in table.derived.values()), i) for i, row in current.items()],
        )

    def _current(
        self,
        table: JournaledTable,
        names: Iterable[str],
        ids: Sequence[str],
        *,
        missing_ok: bool = False,
    ) -> dict[str, dict[str, Value]]:
        names = list(names)
        columns = ", ".join(("id", *names))
        found: dict[str, dict[str, Value]] = {}
        for start in range(0, len(ids), 500):
            part = ids[start : start + 500]
            marks = ", ".join("?" * len(part))
            for row in self.connection.execute(
                f"SELECT {columns} FROM {table.name} WHERE id IN ({marks})",  # noqa: S608
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


class Journal:
    """The steps of one school's database, as one person on one computer takes them."""

    def __init__(self, file: SchoolFile, clock: Clock, *, installation: str, actor: str) -> None:
        self._file = file
        self._clock = clock
        self._installation = installation
        self.actor = actor

    @contextmanager
    def step(self, label: str, **values: object) -> Iterator[StepWriter]:
        """One thing the user does: one transaction, one entry in the undo list.

        A step that changes nothing leaves no trace. ``label`` is a catalogue key; ``values`` fill
        it, and must be plain JSON values.
        """
        with self._open("do", label, values, None) as writer:
            yield writer

    @contextmanager
    def event(self, label: str, **values: object) -> Iterator[StepWriter]:
        """Like ``step``, for what cannot be taken back: the school's first entry, an issued return."""
        with self._open("event", label, values, None) as writer:
            yield writer

    def undo(self) -> StepInfo | None:
        """Take back the last step that is not taken back; None where there is none."""
        # The target is looked up inside the transaction: another program may have written since.
        with self._file.atomic():
            target = self.next_undo()
            if target:
                self._swap(target, "undo")
        return target

    def redo(self) -> StepInfo | None:
        """Do again what was last taken back, unless something else was done since."""
        with self._file.atomic():
            target = self.next_redo()
            if target:
                self._swap(target, "redo")
        return target

    def next_undo(self) -> StepInfo | None:
        """The step that ``undo`` would take back."""
        return self._one("WHERE kind = 'do' AND undone = 0 ORDER BY seq DESC LIMIT 1")

    def next_redo(self) -> StepInfo | None:
        """The step that ``redo`` would do again."""
        return self._one(
            """WHERE kind = 'do' AND undone = 1 AND seq >
               (SELECT coalesce(max(seq), 0) FROM step WHERE kind = 'do' AND undone = 0)
               ORDER BY seq LIMIT 1"""
        )

    def last_seq(self) -> int:
        """The number of the newest step, 0 for none: changes when anything was written."""
        return int(
            self._file.connection.execute("SELECT coalesce(max(seq), 0) FROM step").fetchone()[0]
        )

    def first_moment(self) -> datetime | None:
        """When the first step was taken; None before any."""
        return self._moment("min")

    def last_moment(self) -> datetime | None:
        """When the last step was taken; None before any."""
        return self._moment("max")

    def _moment(self, which: str) -> datetime | None:
        row = self._file.connection.execute(f"SELECT {which}(at) FROM step").fetchone()  # noqa: S608
        return None if row[0] is None else from_millis(row[0])

    def cut(self, moment: datetime) -> int:
        """The last step taken at or before ``moment``; what came later has a higher number."""
        row = self._file.connection.execute(
            "SELECT coalesce(max(seq), 0) FROM step WHERE at <= ?", (to_millis(moment),)
        ).fetchone()
        return int(row[0])

    def steps(self, limit: int | None = None) -> list[StepInfo]:
        """The steps, newest first."""
        return [
            _step_info(row)
            for row in self._file.connection.execute(
                f"SELECT {_STEP_COLUMNS} FROM step ORDER BY seq DESC LIMIT ?",  # noqa: S608
                (-1 if limit is None else limit,),
            )
        ]

    def entries(
        self, row_ids: Sequence[str] | None = None, limit: int | None = None
    ) -> list[Entry]:
        """Entries, newest first; of certain rows where ``row_ids`` names them."""
        where, values = "", []
        if row_ids is not None:
            where = f"WHERE entry.id IN ({', '.join('?' * len(row_ids))})"
            values = list(row_ids)
        columns = ", ".join(f"step.{name}" for name in _STEP_COLUMNS.split(", "))
        return [
            Entry(_step_info(row[:8]), *row[8:])
            for row in self._file.connection.execute(
                f"""SELECT {columns}, tbl, id, field, before, after
                    FROM entry JOIN step ON step.seq = entry.step {where}
                    ORDER BY entry.seq DESC LIMIT ?""",  # noqa: S608
                (*values, -1 if limit is None else limit),
            )
        ]

    def _swap(self, target: StepInfo, kind: str) -> None:
        with self._open(kind, target.label, target.values, target.seq) as writer:
            if kind == "undo":
                writer.take_back(target.seq)
            else:
                writer.do_again(target.seq)
            writer.connection.execute(
                "UPDATE step SET undone = ? WHERE seq = ?", (kind == "undo", target.seq)
            )

    @contextmanager
    def _open(
        self, kind: str, label: str, values: Mapping[str, object], target: int | None
    ) -> Iterator[StepWriter]:
        with self._file.atomic() as connection:
            # Writing first takes the write lock at once, so that what is read next cannot be stale.
            # Each step is dated after the one before, also by a clock set back, and after any moment
            # whose figures were read before it: figures of the past must never change.
            seq = connection.execute(
                """INSERT INTO step (at, installation, actor, kind, label, label_values, target)
                   VALUES (max(?, (SELECT coalesce(max(at), 0) FROM step) + 1), ?, ?, ?, ?, ?, ?)""",
                (
                    to_millis(self._clock()) + 1,
                    self._installation,
                    self.actor,
                    kind,
                    label,
                    json.dumps(values, ensure_ascii=False),
                    target,
                ),
            ).lastrowid
            if seq is None:
                raise BugError("a step without a number")
            writer = StepWriter(connection, seq)
            yield writer
            if not writer.entries and kind == "do":
                connection.execute("DELETE FROM step WHERE seq = ?", (seq,))

    def _one(self, where: str) -> StepInfo | None:
        row = self._file.connection.execute(
            f"SELECT {_STEP_COLUMNS} FROM step {where}"  # noqa: S608
        ).fetchone()
        return _step_info(row) if row else None


_STEP_COLUMNS = "seq, at, installation, actor, kind, label, label_values, undone"


def to_millis(moment: datetime) -> int:
    """An aware moment as whole milliseconds since 1970 UTC, as the journal keeps it."""
    return int(moment.timestamp() * 1000)


def from_millis(millis: int) -> datetime:
    """The moment that ``to_millis`` wrote, in UTC."""
    return datetime.fromtimestamp(millis / 1000, UTC)


def _step_info(row: Sequence[object]) -> StepInfo:
    seq, at, installation, actor, kind, label, values, undone = row
    return StepInfo(
        int(str(seq)),
        from_millis(int(str(at))),
        str(installation),
        str(actor),
        str(kind),
        str(label),
        json.loads(str(values)),
        bool(undone),
    )


def _as_json(row: Row) -> str:
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"))


def _with_derived(table: JournaledTable, row: Row) -> tuple[Value, ...]:
    fields = tuple(row[name] for name in table.fields)
    return (row["id"], *fields, *(make(row) for make in table.derived.values()))


def _insert_sql(table: JournaledTable) -> str:
    marks = ", ".join("?" * len(table.columns))
    return f"INSERT INTO {table.name} ({', '.join(table.columns)}) VALUES ({marks})"  # noqa: S608


def _require_field(table: JournaledTable, name: str) -> None:
    if name not in table.fields:
        raise BugError(f"{table.name} has no field {name!r}")


_Raw = tuple[str, str, str, Value, Value]


def _runs(rows: Sequence[_Raw]) -> Iterator[tuple[tuple[str, str], list[_Raw]]]:
    """Neighbouring entries of the same table and field, and of the same kind where rows come or go."""
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
