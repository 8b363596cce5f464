"""The journal: every change is written twice in one transaction, the row itself and an entry.

From that come undo and redo, history, the figures of any past moment, and what a merge compares.
Nothing writes the journaled tables around it.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bluezone_desktop.domain.errors import BugError
from bluezone_desktop.storage.database import Connection, SchoolFile
from bluezone_desktop.storage.step_writer import ROW, StepInfo, StepWriter


class _NothingWritten(Exception):
    """Ends the transaction of a step that changed nothing."""


Clock = Callable[[], datetime]
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
_ENCODER = json.JSONEncoder(ensure_ascii=False)
"""Made once: ``json.dumps`` makes one whenever it is asked for more than ASCII."""

_NO_VALUES: Mapping[str, object] = {}


@dataclass(frozen=True, slots=True)
class Entry:
    """One change of one field; ``field`` is "" where the row was created or deleted."""

    step: StepInfo
    table: str
    id: str
    field: str
    before: object
    after: object


class Journal:
    """The steps of one school's database, as one person on one computer takes them."""

    def __init__(self, file: SchoolFile, clock: Clock, *, installation: str, actor: str) -> None:
        self._file = file
        self._clock = clock
        self._installation = installation
        self.actor = actor
        self._writer: StepWriter | None = None

    def step(self, label: str, **values: object) -> AbstractContextManager[StepWriter]:
        """One thing the user does: one transaction, one entry in the undo list.

        A step that changes nothing leaves no trace. ``label`` is a catalogue key; ``values`` fill
        it, and must be plain JSON values. Inside another step it becomes part of that one, whose
        label stays; where an error leaves it, only its own part is gone.
        """
        if self._writer is not None:
            return self._part_of(self._writer)
        return self._open("do", label, values)

    def event(self, label: str, **values: object) -> AbstractContextManager[StepWriter]:
        """Like ``step``, for what cannot be taken back: the first entry, an issued return."""
        return self._open("event", label, values)

    def undo(self) -> StepInfo | None:
        """Take back the last step that is not taken back; None where there is none."""
        # The target is looked up under the write lock: another program may have written since.
        with self._open("undo") as writer:
            target = self.next_undo()
            if target:
                writer.take_back(target)
        return target

    def redo(self) -> StepInfo | None:
        """Do again what was last taken back, unless something else was done since."""
        with self._open("redo") as writer:
            target = self.next_redo()
            if target:
                writer.do_again(target)
        return target

    def next_undo(self) -> StepInfo | None:
        """The step that ``undo`` would take back."""
        return self._one("WHERE kind = 'do' AND undone = 0 ORDER BY seq DESC LIMIT 1")

    def next_redo(self) -> StepInfo | None:
        """The step that ``redo`` would do again: of those taken back since the last new one."""
        return self._one(
            """WHERE seq = (SELECT target FROM step AS back
                            WHERE kind = 'undo'
                              AND seq > (SELECT coalesce(max(seq), 0) FROM step WHERE kind = 'do')
                              AND (SELECT undone FROM step WHERE seq = back.target)
                            ORDER BY seq DESC LIMIT 1)"""
        )

    def last_seq(self) -> int:
        """The number of the newest step, 0 for none: changes when anything was written."""
        with self._file.reading() as connection:
            row = connection.execute("SELECT coalesce(max(seq), 0) FROM step").fetchone()
        return int(row[0])

    def first_moment(self) -> datetime | None:
        """When the first step was taken; None before any."""
        return self._moment("ASC")

    def last_moment(self) -> datetime | None:
        """When the last step was taken; None before any."""
        return self._moment("DESC")

    def _moment(self, order: str) -> datetime | None:
        with self._file.reading() as connection:
            row = connection.execute(f"SELECT at FROM step ORDER BY seq {order} LIMIT 1").fetchone()
        return from_millis(row[0]) if row else None

    def cut(self, moment: datetime) -> int:
        """The last step taken at or before ``moment``; what came later has a higher number."""
        with self._file.reading() as connection:
            row = connection.execute(
                "SELECT seq FROM step WHERE at <= ? ORDER BY seq DESC LIMIT 1",
                (to_millis(moment),),
            ).fetchone()
        return int(row[0]) if row else 0

    def steps(self, limit: int | None = None) -> list[StepInfo]:
        """The steps, newest first."""
        with self._file.reading() as connection:
            rows = connection.execute(
                f"SELECT {_STEP_COLUMNS} FROM step ORDER BY seq DESC LIMIT ?",
                (-1 if limit is None else limit,),
            ).fetchall()
        return [_step_info(row) for row in rows]

    def ties_of(self, person_id: str) -> list[str]:
        """Ids of every tie that ever named a person, on either side, those taken back included."""
        with self._file.reading() as connection:
            return [
                row[0]
                for row in connection.execute(
                    """SELECT DISTINCT id FROM entry WHERE tbl = 'kinship' AND field = ''
                       AND coalesce(after, before) LIKE '%' || ? || '%'""",
                    (person_id,),
                )
            ]

    def last_set(self, row_ids: Sequence[str], field: str) -> dict[str, int]:
        """Per row the number of the entry that set a field last; a row never set is left out."""
        found: dict[str, int] = {}
        with self._file.reading() as connection:
            for start in range(0, len(row_ids), 500):
                part = row_ids[start : start + 500]
                found |= connection.execute(
                    f"""SELECT id, max(seq) FROM entry WHERE field IN (?, ?)
                        AND id IN ({", ".join("?" * len(part))}) GROUP BY id""",
                    (ROW, field, *part),
                )
        return found

    def steps_valued(self, name: str) -> list[StepInfo]:
        """The steps that hold and whose label carries a value of that name, oldest first."""
        with self._file.reading() as connection:
            rows = connection.execute(
                f"""SELECT {_STEP_COLUMNS} FROM step WHERE kind = 'do' AND undone = 0
                    AND instr(label_values, ?) ORDER BY seq""",
                (f'"{name}":',),
            ).fetchall()
        return [step for step in map(_step_info, rows) if name in step.values]

    def entries(
        self, row_ids: Sequence[str] | None = None, limit: int | None = None
    ) -> list[Entry]:
        """Entries, newest first; of certain rows where ``row_ids`` names them.

        Where a row was created or deleted, before or after is the whole row, per field.
        """
        where, values = "", []
        if row_ids is not None:
            where = f"WHERE entry.id IN ({', '.join('?' * len(row_ids))})"
            values = list(row_ids)
        columns = ", ".join(f"step.{name}" for name in _STEP_COLUMNS.split(", "))
        with self._file.reading() as connection:
            rows = connection.execute(
                f"""SELECT {columns}, tbl, id, field, before, after
                    FROM entry JOIN step ON step.seq = entry.step {where}
                    ORDER BY entry.seq DESC LIMIT ?""",
                (*values, -1 if limit is None else limit),
            ).fetchall()
        steps: dict[object, StepInfo] = {}  # many entries, few steps
        return [
            _entry(row, steps.get(row[0]) or steps.setdefault(row[0], _step_info(row[:8])))
            for row in rows
        ]

    @contextmanager
    def _open(
        self, kind: str, label: str = "", values: Mapping[str, object] = _NO_VALUES
    ) -> Iterator[StepWriter]:
        if self._writer is not None:
            raise BugError(f"{kind!r} inside a step")
        try:
            with self._file.atomic() as connection:
                begun = self._present()
                writer = self._begun(connection, begun, kind, label, values)
                self._writer = writer
                try:
                    yield writer
                finally:
                    self._writer = None
                if not writer.entries and kind != "event":
                    raise _NothingWritten
                present = self._present()
                if present != begun or writer.label is not label or writer.values is not values:
                    self._end(writer, present)
        except _NothingWritten:
            pass  # rolled back: nothing is on disk, and nothing was waited for

    def _begun(
        self,
        connection: Connection,
        at: int,
        kind: str,
        label: str,
        values: Mapping[str, object],
    ) -> StepWriter:
        # Writing first takes the write lock at once, so that what is read next cannot be stale.
        # Each step is dated after the one before, also by a clock set back.
        cursor = connection.execute(
            """INSERT INTO step (at, installation, actor, kind, label, label_values)
               VALUES (max(?, 1 + coalesce((SELECT at FROM step ORDER BY seq DESC LIMIT 1), 0)),
                       ?, ?, ?, ?, ?)""",
            (at, self._installation, self.actor, kind, label, _json(values)),
        )
        # The number of the row that was just inserted: seq is its INTEGER PRIMARY KEY.
        return StepWriter(connection, cursor.lastrowid or 0, label, values)

    def _end(self, writer: StepWriter, present: int) -> None:
        # Dated when it is done, after any moment whose figures were read until now: figures of the
        # past must never change.
        writer.connection.execute(
            """UPDATE step SET at = max(at, ?), label = ?, label_values = ?, target = ?
               WHERE seq = ?""",
            (present, writer.label, _json(writer.values), writer.target, writer.seq),
        )

    def _present(self) -> int:
        return to_millis(self._clock()) + 1

    @contextmanager
    def _part_of(self, writer: StepWriter) -> Iterator[StepWriter]:
        entries = writer.entries
        try:
            with self._file.atomic():
                yield writer
        except BaseException:
            writer.entries = entries
            raise

    def _one(self, where: str) -> StepInfo | None:
        with self._file.reading() as connection:
            row = connection.execute(f"SELECT {_STEP_COLUMNS} FROM step {where}").fetchone()
        return _step_info(row) if row else None


_STEP_COLUMNS = "seq, at, installation, actor, kind, label, label_values, undone"


def to_millis(moment: datetime) -> int:
    """An aware moment as whole milliseconds since 1970 UTC, as the journal keeps it."""
    # Whole numbers all the way, so that no rounding can move a step over a moment.
    return (moment - _EPOCH) // _MILLISECOND


def from_millis(millis: int) -> datetime:
    """The moment that ``to_millis`` wrote, in UTC."""
    return _EPOCH + millis * _MILLISECOND


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


def _json(values: Mapping[str, object]) -> str:
    return _ENCODER.encode(values)


def _entry(row: Sequence[object], step: StepInfo) -> Entry:
    table, row_id, name, before, after = row[8:]
    if name == ROW:
        before, after = (None if one is None else json.loads(str(one)) for one in (before, after))
    return Entry(step, str(table), str(row_id), str(name), before, after)
