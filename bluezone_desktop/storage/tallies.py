"""Counting in SQL: people per status, now or at a past moment.

SQL only tallies; what a tally means (who has a smartphone, what a rate is) is the domain's. The
figures of the past come from the journal: the value of a field then is what its first later entry
found there.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from bluezone_desktop.domain.class_names import class_order_key
from bluezone_desktop.domain.counting import Figures, Ratio
from bluezone_desktop.domain.people import ClassId
from bluezone_desktop.domain.vocabulary import Group, Status


@dataclass(frozen=True, slots=True)
class Moment:
    """The tables to count: the live ones, or temporary ones rebuilt for a past moment."""

    people: str = "person"
    ties: str = "kinship"
    classes: str = "class"


NOW = Moment()


@dataclass(frozen=True, slots=True)
class ClassTally:
    """Figures of one class."""

    id: ClassId
    name: str
    grade: int | None
    teacher: str | None
    pupils: Figures
    relatives: Figures


@contextmanager
def moment_at(connection: sqlite3.Connection, cut: int) -> Iterator[Moment]:
    """The tables as they stood after step ``cut``. The temporary copies go when this is left."""
    newer = connection.execute("SELECT 1 FROM entry WHERE step > ? LIMIT 1", (cut,)).fetchone()
    if not newer:
        yield NOW
        return
    then = Moment("temp.then_person", "temp.then_kinship", "temp.then_class")
    wanted = {
        "person": ("grp", "class_id", "attendance", "status"),
        "kinship": ("relative_id", "of_id"),
        "class": ("school_year", "name", "grade", "homeroom_teacher"),
    }
    try:
        for table, fields in wanted.items():
            connection.execute(f"DROP TABLE IF EXISTS temp.then_{table}")
            connection.execute(_then_sql(table, fields), {"cut": cut, "table": table})
        connection.execute("CREATE INDEX temp.then_person_id ON then_person (id)")
        connection.execute("CREATE INDEX temp.then_kinship_of ON then_kinship (of_id)")
        connection.execute("CREATE INDEX temp.then_kinship_by ON then_kinship (relative_id)")
        yield then
    finally:
        for table in wanted:
            connection.execute(f"DROP TABLE IF EXISTS temp.then_{table}")


def _then_sql(table: str, fields: tuple[str, ...]) -> str:
    """Rows that existed then: those there now and not born later, and those deleted later."""
    firsts = "\n".join(
        f"LEFT JOIN later AS l_{name} ON l_{name}.id = base.id AND l_{name}.field = '{name}'"
        for name in fields
    )
    values = ", ".join(
        f"iif(l_{name}.id IS NULL, base.{name}, l_{name}.before) AS {name}" for name in fields
    )
    live = ", ".join(fields)
    dead = ", ".join(f"json_extract(before, '$.{name}')" for name in fields)
    wanted = ", ".join(f"'{name}'" for name in fields)
    return f"""
        CREATE TEMP TABLE then_{table} AS
        WITH later AS MATERIALIZED (
            -- With min(), SQLite takes the other columns from the row that holds the minimum.
            SELECT id, field, before, min(seq) FROM entry
            WHERE step > :cut AND tbl = :table AND field IN ('', {wanted})
            GROUP BY id, field
        ), base AS (
            SELECT id, {live} FROM {table}
            WHERE id NOT IN (SELECT id FROM later WHERE field = '')
            UNION ALL
            SELECT id, {dead} FROM later WHERE field = '' AND before IS NOT NULL
        )
        SELECT base.id AS id, {values} FROM base {firsts}
    """  # noqa: S608 - names of ours, listed above


def group_tallies(connection: sqlite3.Connection, moment: Moment = NOW) -> dict[Group, Figures]:
    """Figures per group, everyone counted once; relatives of those at school only."""
    tally: dict[Group, dict[Status, int]] = {group: {} for group in Group}
    for group, status, number in connection.execute(
        f"""SELECT grp, status, count(*) FROM {moment.people}
            WHERE attendance = 'attending' AND grp <> 'relative' GROUP BY grp, status
            UNION ALL
            SELECT 'relative', status, count(*) FROM {moment.people} AS relative
            WHERE grp = 'relative' AND attendance = 'attending' AND EXISTS (
                SELECT 1 FROM {moment.ties} AS tie JOIN {moment.people} AS head ON head.id = tie.of_id
                WHERE tie.relative_id = relative.id AND head.attendance = 'attending')
            GROUP BY status"""  # noqa: S608
    ):
        tally[Group(group)][Status(status)] = number
    return {group: Figures.from_tally(one) for group, one in tally.items()}


def staff_relatives(connection: sqlite3.Connection, moment: Moment = NOW) -> Figures:
    """Figures of the relatives of staff, each counted once."""
    rows = connection.execute(
        f"""SELECT status, count(*) FROM {moment.people} WHERE attendance = 'attending' AND id IN (
                SELECT tie.relative_id FROM {moment.ties} AS tie
                JOIN {moment.people} AS head ON head.id = tie.of_id
                WHERE head.grp IN ('manager', 'teacher', 'employee') AND head.attendance = 'attending')
            GROUP BY status"""  # noqa: S608
    )
    return Figures.from_tally({Status(status): number for status, number in rows})


def pupil_relatives(connection: sqlite3.Connection, moment: Moment = NOW) -> Figures:
    """Figures of the relatives of pupils, each counted once for the school."""
    rows = connection.execute(
        f"""SELECT status, count(*) FROM {moment.people} WHERE attendance = 'attending' AND id IN (
                SELECT tie.relative_id FROM {moment.ties} AS tie
                JOIN {moment.people} AS head ON head.id = tie.of_id
                WHERE head.grp = 'pupil' AND head.attendance = 'attending')
            GROUP BY status"""  # noqa: S608
    )
    return Figures.from_tally({Status(status): number for status, number in rows})


def class_tallies(
    connection: sqlite3.Connection, school_year: str, moment: Moment = NOW
) -> list[ClassTally]:
    """Figures per class of the year, in class order, empty classes included.

    A parent is counted once in each class where a child of theirs is.
    """
    pupils: dict[str, dict[Status, int]] = {}
    for class_id, status, number in connection.execute(
        f"""SELECT class_id, status, count(*) FROM {moment.people}
            WHERE grp = 'pupil' AND attendance = 'attending' GROUP BY class_id, status"""  # noqa: S608
    ):
        pupils.setdefault(class_id, {})[Status(status)] = number
    relatives: dict[str, dict[Status, int]] = {}
    for class_id, status, number in connection.execute(
        f"""SELECT pupil.class_id, relative.status, count(DISTINCT relative.id)
            FROM {moment.people} AS pupil
            JOIN {moment.ties} AS tie ON tie.of_id = pupil.id
            JOIN {moment.people} AS relative ON relative.id = tie.relative_id
            WHERE pupil.grp = 'pupil' AND pupil.attendance = 'attending'
              AND relative.attendance = 'attending'
            GROUP BY pupil.class_id, relative.status"""  # noqa: S608
    ):
        relatives.setdefault(class_id, {})[Status(status)] = number
    return [
        ClassTally(
            ClassId(class_id),
            name,
            grade,
            teacher,
            Figures.from_tally(pupils.get(class_id, {})),
            Figures.from_tally(relatives.get(class_id, {})),
        )
        for class_id, name, grade, teacher in (
            sorted(
                connection.execute(
                    f"SELECT id, name, grade, homeroom_teacher FROM {moment.classes}"  # noqa: S608
                    " WHERE school_year = ?",
                    (school_year,),
                ),
                key=lambda row: (class_order_key(row[1]), row[0]),
            )
        )
    ]


def grade_relatives(
    connection: sqlite3.Connection, school_year: str, moment: Moment = NOW
) -> dict[int | None, Figures]:
    """Figures of relatives per grade, each counted once in a grade."""
    tally: dict[int | None, dict[Status, int]] = {}
    for grade, status, number in connection.execute(
        f"""SELECT class.grade, relative.status, count(DISTINCT relative.id)
            FROM {moment.classes} AS class
            JOIN {moment.people} AS pupil ON pupil.class_id = class.id
            JOIN {moment.ties} AS tie ON tie.of_id = pupil.id
            JOIN {moment.people} AS relative ON relative.id = tie.relative_id
            WHERE class.school_year = ? AND pupil.grp = 'pupil' AND pupil.attendance = 'attending'
              AND relative.attendance = 'attending'
            GROUP BY class.grade, relative.status""",  # noqa: S608
        (school_year,),
    ):
        tally.setdefault(grade, {})[Status(status)] = number
    return {grade: Figures.from_tally(one) for grade, one in tally.items()}


def household_reach(connection: sqlite3.Connection, moment: Moment = NOW) -> Ratio:
    """Pupils in whose household (pupil or any relative) at least one has it installed / pupils."""
    reached, total = connection.execute(
        f"""SELECT coalesce(sum(pupil.status = 'installed' OR EXISTS (
                SELECT 1 FROM {moment.ties} AS tie
                JOIN {moment.people} AS relative ON relative.id = tie.relative_id
                WHERE tie.of_id = pupil.id AND relative.status = 'installed'
                  AND relative.attendance = 'attending')), 0), count(*)
            FROM {moment.people} AS pupil
            WHERE pupil.grp = 'pupil' AND pupil.attendance = 'attending'"""  # noqa: S608
    ).fetchone()
    return Ratio(int(reached), int(total))
