"""Looking into a backup, and at the present in the same way, before one takes the other's place."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bluezone_desktop.domain.counting import Figures
from bluezone_desktop.domain.errors import KnownError
from bluezone_desktop.domain.people import School
from bluezone_desktop.domain.vocabulary import Group
from bluezone_desktop.storage.backups import verify_backup
from bluezone_desktop.storage.database import applied_migrations
from bluezone_desktop.storage.journal import from_millis
from bluezone_desktop.storage.ladder import RUNGS
from bluezone_desktop.storage.past import present
from bluezone_desktop.storage.people import read_school
from bluezone_desktop.storage.tallies import group_tallies


@dataclass(frozen=True, slots=True)
class Standing:
    """A database as it stands.

    figures  by group, those at school; None where an older version of the program wrote it
    last     number and moment of the last step; None before any
    """

    school: School | None
    classes: int
    issued_returns: int
    figures: Mapping[Group, Figures] | None
    last: tuple[int, datetime] | None


def standing(connection: sqlite3.Connection) -> Standing:
    """What a database holds, in numbers."""
    school = read_school(connection)
    year = school.school_year if school else ""
    classes, returns = (
        int(connection.execute(sql, values).fetchone()[0])
        for sql, values in (
            ("SELECT count(*) FROM class WHERE school_year = ?", (year,)),
            ("SELECT count(*) FROM issued_return", ()),
        )
    )
    last = connection.execute("SELECT seq, at FROM step ORDER BY seq DESC LIMIT 1").fetchone()
    is_of_today = applied_migrations(connection) == RUNGS
    return Standing(
        school,
        classes,
        returns,
        group_tallies(connection, present(connection)) if is_of_today else None,
        (int(last[0]), from_millis(last[1])) if last else None,
    )


def standing_of_backup(path: Path) -> Standing:
    """What a backup holds. It is checked in full. Raises KnownError where it is not sound."""
    verify_backup(path)
    with _reading(path) as connection:
        return standing(connection)


def steps_since(connection: sqlite3.Connection, other: Standing) -> int | None:
    """How many steps were taken after the last one of ``other``; None where it is another history.

    The same number may be another step: of another school, or after a restore.
    """
    seq, at = other.last or (0, None)
    if at is not None:
        row = connection.execute("SELECT at FROM step WHERE seq = ?", (seq,)).fetchone()
        if row is None or from_millis(row[0]) != at:
            return None
    return int(connection.execute("SELECT count(*) FROM step WHERE seq > ?", (seq,)).fetchone()[0])


@contextmanager
def _reading(path: Path) -> Iterator[sqlite3.Connection]:
    try:
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
        try:
            yield connection
        finally:
            connection.close()
    except sqlite3.Error as error:
        raise KnownError("errors.backup_unsound", file=path, detail=str(error)) from error
