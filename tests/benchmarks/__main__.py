"""``make bench``: every figure, one table, and build/benchmarks.json."""

import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from itertools import count, cycle
from pathlib import Path

from bluezone_desktop.domain.people import PersonId
from bluezone_desktop.domain.vocabulary import Group, Status
from bluezone_desktop.services import figures, marking, people, rosters, steps
from bluezone_desktop.services.office import Office
from tests.benchmarks.exchanging import exchanging
from tests.benchmarks.harness import Measured, compare, report
from tests.benchmarks.importing import importing_files
from tests.benchmarks.returning import returning
from tests.benchmarks.school import full_school, open_school, roster
from tests.benchmarks.searching import searching
from tests.benchmarks.whole_list import whole_list

STATUSES = (Status.INSTALLED, Status.NO_SMARTPHONE)
ENTRY = "INSERT INTO entry (step, tbl, id, field, before, after) VALUES (?, 'person', ?, ?, ?, ?)"


def bare(path: Path) -> sqlite3.Connection:
    """A bare connection with the pragmas that ours has."""
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in (
        *("journal_mode = WAL", "synchronous = FULL", "temp_store = MEMORY"),
        *("foreign_keys = ON", "secure_delete = ON"),
    ):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def one_tick(office: Office, floor: sqlite3.Connection, ids: list[PersonId]) -> Measured:
    """Key to durable commit, against the two writes it cannot do without."""
    turns, numbers = cycle(STATUSES), count()

    def ours() -> None:
        for person in ids[:51]:
            marking.mark(office, [person], next(turns))

    def least() -> None:
        for person in ids[:51]:
            floor.execute("BEGIN")
            value = STATUSES[next(numbers) % 2].value
            floor.execute("UPDATE person SET status = ? WHERE id = ?", (value, person))
            floor.execute(ENTRY, (1, person, "status", "x", value))
            floor.execute("COMMIT")

    return compare("51 ticks, each durable", ours, least, goal=1.25)


def many_ticks(office: Office, floor: sqlite3.Connection, ids: list[PersonId]) -> Measured:
    """Five thousand people in one step."""
    turns, floor_turns = cycle(STATUSES), cycle(STATUSES)

    def ours() -> None:
        marking.mark(office, ids, next(turns))

    def least() -> None:
        value = next(floor_turns).value
        day = "2020-08-24" if value == "installed" else None
        floor.execute("BEGIN")
        for field, new in (("status", value), ("installed_on", day)):
            sql = f"UPDATE person SET {field} = ? WHERE id = ?"
            floor.executemany(sql, [(new, i) for i in ids])
            floor.executemany(ENTRY, [(1, i, field, "x", new) for i in ids])
        floor.execute("COMMIT")

    return compare("marking 5,000 people in one step", ours, least, goal=3.0)


def taking_back(office: Office, floor: sqlite3.Connection, ids: list[PersonId]) -> Measured:
    """Undo (and redo) of the same."""
    marking.mark(office, ids, Status.UNSUPPORTED)
    turns = cycle((steps.undo, steps.redo))
    floor_turns = cycle(STATUSES)

    def ours() -> None:
        next(turns)(office)

    def least() -> None:
        value = next(floor_turns).value
        floor.execute("BEGIN")
        for field in ("status", "installed_on"):
            sql = f"UPDATE person SET {field} = ? WHERE id = ?"
            floor.executemany(sql, [(value, i) for i in ids])
            floor.executemany(ENTRY, [(1, i, field, "x", value) for i in ids])
        floor.execute("COMMIT")

    return compare("undo of that", ours, least, goal=3.0)


def importing(folder: Path) -> Measured:
    """5,000 pupils with two parents each, from draft to committed database."""
    made = roster()
    fresh = (open_school(folder / f"import-{number}") for number in count())
    with next(fresh) as filled:
        rosters.take(filled, rosters.plan(filled, [made]))
        tables = {
            table: filled.file.connection.execute(f"SELECT * FROM {table}").fetchall()
            for table in ("class", "person", "kinship", "entry")
        }
    numbers = count()

    def ours() -> None:
        with next(fresh) as office:
            rosters.take(office, rosters.plan(office, [made]))

    def least() -> None:
        with open_school(folder / f"floor-{next(numbers)}") as office:
            connection = office.file.connection
            connection.execute("BEGIN")
            connection.execute("DELETE FROM entry")
            step = connection.execute("SELECT max(seq) FROM step").fetchone()[0]
            for table, rows in tables.items():
                ready = [(r[0], step, *r[2:]) for r in rows] if table == "entry" else rows
                marks = ", ".join("?" * len(rows[0]))
                connection.executemany(f"INSERT INTO {table} VALUES ({marks})", ready)
            connection.execute("COMMIT")

    return compare("import 15,000 people from a draft, committed", ours, least, goal=5.0, rounds=3)


def past_figures(office: Office, ids: list[PersonId]) -> Measured:
    """Coverage by class as of a past moment, against one pass over the entries."""
    moment = office.clock()
    for status in (*STATUSES, *STATUSES):
        marking.mark(office, ids, status)
    connection = office.file.connection

    def ours() -> None:
        figures.coverage(office, "class", moment)

    def least() -> None:
        connection.execute(
            "SELECT id, field, before, min(seq) FROM entry WHERE tbl = 'person' GROUP BY id, field"
        ).fetchall()

    return compare("coverage by class as of a past moment", ours, least, goal=2.0)


def opening_a_class(office: Office) -> Measured:
    """The tick sheet of a class, against the bare SELECT of its pupils and their relatives."""
    class_id = people.class_list(office)[0].school_class.id
    connection = office.file.connection

    def ours() -> None:
        people.tick_sheet(office, class_id)

    def least() -> None:
        connection.execute("SELECT * FROM person WHERE class_id = ?", (class_id,)).fetchall()
        connection.execute(
            """SELECT * FROM kinship JOIN person ON person.id = relative_id
               WHERE of_id IN (SELECT id FROM person WHERE class_id = ?)""",
            (class_id,),
        ).fetchall()

    return compare("reading the tick sheet of a class of 40", ours, least, goal=2.0)


def everything(folder: Path) -> Iterator[Measured]:
    """Every figure of the suite."""
    with full_school(folder / "ours") as office, full_school(folder / "floor") as other:
        floor = bare(other.file.path)
        pupils = [one.person.id for one in people.find(office, group=Group.PUPIL)]
        yield one_tick(office, floor, pupils)
        yield many_ticks(office, floor, pupils)
        yield taking_back(office, floor, pupils)
        yield opening_a_class(office)
        yield past_figures(office, pupils)
        floor.close()
    yield importing(folder)
    yield from importing_files(folder / "lists")
    yield from returning(folder / "returns")
    yield from exchanging(folder / "sheets")
    yield from searching(folder / "crowd")
    yield from whole_list(folder / "whole")


def main() -> int:
    """Measure, print, write."""
    with tempfile.TemporaryDirectory(prefix="bluezone-bench-") as folder:
        found = list(everything(Path(folder)))
    sys.stdout.write(report(found, Path("build/benchmarks.json")) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
