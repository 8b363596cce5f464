"""Everybody on record in one go, as plain tuples: for the list of the school and for searching."""

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from bluezone_desktop.domain.people import ClassId
from bluezone_desktop.domain.vocabulary import Attendance, Group, Status

_CHUNK = 500
# What a tick or a note changes; nobody is found by these, and they are most of what is written.
_UNSEARCHED = "'status', 'store', 'installed_on', 'note', 'sex', 'job', 'leaving_reason'"


class EveryoneRows(NamedTuple):
    """Raw rows.

    people   id, grp, full_name, order_key, search, date_of_birth, code, phone, class_id, job,
             attendance, status, store, installed_on
    ties     relative_id, of_id, relation
    classes  id, school_year, name, order_key, homeroom_teacher
    """

    people: list[tuple[Any, ...]]
    ties: list[tuple[str, str, str]]
    classes: list[tuple[str, str, str, str, str | None]]
    school_year: str


class WordRows(NamedTuple):
    """What people are found by; of the journal's ``newest`` step.

    people   id, grp, whether they have a name, search, class_id, whether they attend; in name order
    ties     relative_id, of_id
    classes  id, name, school_year
    """

    people: list[tuple[str, str, int, str, str | None, int]]
    ties: list[tuple[str, str]]
    classes: list[tuple[str, str, str]]
    school_year: str
    newest: tuple[int, int]


_PEOPLE = (
    "SELECT id, grp, full_name, order_key, search, date_of_birth, code, phone, class_id, job,"
    " attendance, status, store, installed_on FROM person"
)
_TIES = "SELECT relative_id, of_id, relation FROM kinship"
_CLASSES = "SELECT id, school_year, name, order_key, homeroom_teacher FROM class"


def read_everyone(connection: sqlite3.Connection) -> EveryoneRows:
    """Everybody on record, those who left included, in name order; classes in class order."""
    return EveryoneRows(
        connection.execute(f"{_PEOPLE} ORDER BY order_key, id").fetchall(),
        connection.execute(f"{_TIES} ORDER BY id").fetchall(),
        connection.execute(f"{_CLASSES} ORDER BY order_key, id").fetchall(),
        school_year(connection),
    )


def read_some(connection: sqlite3.Connection, ids: Sequence[str]) -> EveryoneRows:
    """The same of some people only, with those whose relatives they are, and of their classes."""
    ties = _in(connection, f"{_TIES} WHERE relative_id IN", ids)
    people = _in(connection, f"{_PEOPLE} WHERE id IN", _each((*ids, *(of for _, of, _ in ties))))
    classes = _each(row[8] for row in people if row[8])
    return EveryoneRows(
        people, ties, _in(connection, f"{_CLASSES} WHERE id IN", classes), school_year(connection)
    )


def read_names(connection: sqlite3.Connection, ids: Sequence[str]) -> dict[str, str | None]:
    """Full names by id."""
    return dict(_in(connection, "SELECT id, full_name FROM person WHERE id IN", ids))


def read_words(connection: sqlite3.Connection) -> WordRows:
    """What everybody on record is found by."""
    return WordRows(
        connection.execute(
            """SELECT id, grp, full_name IS NOT NULL, search, class_id, attendance = 'attending'
               FROM person ORDER BY order_key, id"""
        ).fetchall(),
        connection.execute("SELECT relative_id, of_id FROM kinship").fetchall(),
        connection.execute("SELECT id, name, school_year FROM class").fetchall(),
        school_year(connection),
        newest_step(connection),
    )


def newest_step(connection: sqlite3.Connection) -> tuple[int, int]:
    """Number and moment of the newest step; (0, 0) before any."""
    row = connection.execute("SELECT seq, at FROM step ORDER BY seq DESC LIMIT 1").fetchone()
    return (int(row[0]), int(row[1])) if row else (0, 0)


def words_changed(connection: sqlite3.Connection, since: tuple[int, int]) -> bool:
    """Whether people may be found by other words than they were at a step (number and moment).

    Also where there is no such step any more: a backup has taken the place of the database.
    """
    seq, at = since
    if connection.execute("SELECT 1 FROM step WHERE (seq, at) = (?, ?)", (seq, at)).fetchone():
        found = connection.execute(
            f"""SELECT 1 FROM entry WHERE step > ?
                AND NOT (tbl = 'person' AND field IN ({_UNSEARCHED})) LIMIT 1""",
            (seq,),
        )
        return found.fetchone() is not None
    return True


def school_year(connection: sqlite3.Connection) -> str:
    """The running school year; "" before the school is set up."""
    row = connection.execute("SELECT school_year FROM school").fetchone()
    return str(row[0]) if row else ""


def _each(ids: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(ids))


def _in(connection: sqlite3.Connection, select: str, ids: Sequence[str]) -> list[tuple[Any, ...]]:
    """The rows of a statement that ends in IN, for any number of ids."""
    found: list[tuple[Any, ...]] = []
    for start in range(0, len(ids), _CHUNK):
        part = ids[start : start + _CHUNK]
        marks = ", ".join("?" * len(part))
        found += connection.execute(f"{select} ({marks})", part).fetchall()
    return found


def pupils_by_status(
    connection: sqlite3.Connection, class_ids: Sequence[ClassId]
) -> dict[ClassId, dict[Status, int]]:
    """Of a few classes, how many pupils at school have each status."""
    marks = ", ".join("?" * len(class_ids))
    found: dict[ClassId, dict[Status, int]] = {one: {} for one in class_ids}
    for class_id, status, number in connection.execute(
        # The plus keeps SQLite from going through all pupils of the school by their group.
        f"""SELECT class_id, status, count(*) FROM person
            WHERE class_id IN ({marks}) AND +grp = ? AND attendance = ?
            GROUP BY class_id, status""",
        (*class_ids, Group.PUPIL, Attendance.ATTENDING),
    ):
        found[ClassId(class_id)][Status(status)] = int(number)
    return found
