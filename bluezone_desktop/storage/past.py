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

# What counting looks rows up by.
_SOUGHT = {"person": ("id",), "kinship": ("of_id", "relative_id"), "class": ()}


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
    """The tables as they stood after step ``cut``. The temporary copies go when this is left.

    Only what has changed since is rebuilt: mostly the statuses alone.
    """
    changed: dict[str, set[str]] = {}
    for table, field in connection.execute(
        "SELECT DISTINCT tbl, field FROM entry WHERE step > ?", (cut,)
    ):
        changed.setdefault(table, set()).add(field)
    school = school_at(connection, cut) if "school" in changed else read_school(connection)
    tables = {table: table for table in _PAST}
    try:
        for table, names in _PAST.items():
            fields = [name for name in ("", *names) if name in changed.get(table, ())]
            if fields:
                tables[table] = f"temp.then_{table}"
                connection.execute(f"DROP TABLE IF EXISTS temp.then_{table}")
                connection.execute(_then_sql(table, names, fields), {"cut": cut, "table": table})
                for column in _SOUGHT[table]:
                    connection.execute(
                        f"CREATE INDEX temp.then_{table}_{column} ON then_{table} ({column})"
                    )
        yield Moment(
            school.school_year if school else "",
            tables["person"],
            tables["kinship"],
            tables["class"],
        )
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


def _then_sql(table: str, names: tuple[str, ...], changed: list[str]) -> str:
    """Rows that existed then: those there now and not born later, and those deleted later.

    names    the columns wanted
    changed  those of them that later entries tell otherwise; "" where rows were born or deleted
    """
    fields = [name for name in changed if name]
    later = ", ".join(
        # With min(), SQLite takes the other columns from the row that holds the minimum.
        f"""later_{name} AS MATERIALIZED (
            SELECT id, before, min(seq) FROM entry
            WHERE step > :cut AND tbl = :table AND field = '{name}' GROUP BY id)"""
        for name in changed
    )
    joins = "\n".join(f"LEFT JOIN later_{name} ON later_{name}.id = base.id" for name in fields)
    values = ", ".join(
        f"iif(later_{name}.id IS NULL, base.{name}, later_{name}.before) AS {name}"
        if name in fields
        else f"base.{name}"
        for name in names
    )
    base = f"SELECT id, {', '.join(names)} FROM {table}"
    if "" in changed:
        dead = ", ".join(f"json_extract(before, '$.{name}')" for name in names)
        base += f""" WHERE id NOT IN (SELECT id FROM later_)
            UNION ALL SELECT id, {dead} FROM later_ WHERE before IS NOT NULL"""
    return f"""
        CREATE TEMP TABLE then_{table} AS
        WITH {later}, base AS ({base})
        SELECT base.id AS id, {values} FROM base {joins}
    """
