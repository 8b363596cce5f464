"""The school as it stood at a past moment, rebuilt from the journal.

The value of a field then is what its first later entry found there.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace

from bluezone_desktop.domain.people import School
from bluezone_desktop.domain.vocabulary import Level
from bluezone_desktop.storage.people import read_school

_PAST = {
    "person": ("grp", "class_id", "attendance", "status"),
    "kinship": ("relative_id", "of_id"),
    "class": ("school_year", "name", "grade", "homeroom_teacher"),
}


@dataclass(frozen=True, slots=True)
class Moment:
    """What to count: the live tables, or temporary ones rebuilt for a past moment.

    school_year  the school's year at that moment: its classes are the ones that count
    """

    school_year: str
    people: str = "person"
    ties: str = "kinship"
    classes: str = "class"


def present(connection: sqlite3.Connection) -> Moment:
    """The school as it stands."""
    school = read_school(connection)
    return Moment(school.school_year if school else "")


@contextmanager
def moment_at(connection: sqlite3.Connection, cut: int) -> Iterator[Moment]:
    """The tables as they stood after step ``cut``. The temporary copies go when this is left."""
    if not _has_later(connection, cut):
        yield present(connection)
        return
    school = school_at(connection, cut)
    year = school.school_year if school else ""
    try:
        for table, names in _PAST.items():
            connection.execute(f"DROP TABLE IF EXISTS temp.then_{table}")
            connection.execute(_then_sql(table, names), {"cut": cut, "table": table})
        connection.execute("CREATE INDEX temp.then_person_id ON then_person (id)")
        connection.execute("CREATE INDEX temp.then_kinship_of ON then_kinship (of_id)")
        connection.execute("CREATE INDEX temp.then_kinship_by ON then_kinship (relative_id)")
        yield Moment(year, "temp.then_person", "temp.then_kinship", "temp.then_class")
    finally:
        for table in _PAST:
            connection.execute(f"DROP TABLE IF EXISTS temp.then_{table}")


def school_at(connection: sqlite3.Connection, cut: int) -> School | None:
    """The school's own data as they stood after step ``cut``; before its first entry, as today."""
    school = read_school(connection)
    if school is None:
        return None
    names = {field.name for field in fields(School)}
    earlier = {
        name: before
        for name, before, _ in connection.execute(
            """SELECT field, before, min(seq) FROM entry
               WHERE step > ? AND tbl = 'school' AND field <> '' GROUP BY field""",
            (cut,),
        )
        if name in names
    }
    if "level" in earlier:
        earlier["level"] = Level(earlier["level"]) if earlier["level"] else None
    return replace(school, **earlier)


def _has_later(connection: sqlite3.Connection, cut: int) -> bool:
    later = connection.execute("SELECT 1 FROM entry WHERE step > ? LIMIT 1", (cut,)).fetchone()
    return later is not None


def _then_sql(table: str, names: tuple[str, ...]) -> str:
    """Rows that existed then: those there now and not born later, and those deleted later."""
    firsts = "\n".join(
        f"LEFT JOIN later AS l_{name} ON l_{name}.id = base.id AND l_{name}.field = '{name}'"
        for name in names
    )
    values = ", ".join(
        f"iif(l_{name}.id IS NULL, base.{name}, l_{name}.before) AS {name}" for name in names
    )
    live = ", ".join(names)
    dead = ", ".join(f"json_extract(before, '$.{name}')" for name in names)
    wanted = ", ".join(f"'{name}'" for name in names)
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
