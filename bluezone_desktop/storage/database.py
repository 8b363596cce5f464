"""Opening the school's database, and the transactions that everything happens in."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bluezone_desktop.domain.errors import KnownError
from bluezone_desktop.storage.ladder import RUNGS

BUSY_SECONDS = 10.0
FILE_NAME = "school.db"


class SchoolFile:
    """One connection to one school's database. It belongs to the thread that opened it."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self.connection = connection

    @classmethod
    def open(cls, path: Path) -> "SchoolFile":
        """Open the database at ``path``, making it new where it does not exist; climb the ladder.

        Before an existing database climbs, it is copied beside itself. Raises KnownError where the
        file cannot be opened, is no database of ours, or was written by a newer program.
        """
        is_new = not path.exists()
        try:
            connection = connect(path)
        except sqlite3.Error as error:
            raise KnownError("errors.database_unopenable", path=path, detail=str(error)) from error
        file = cls(path, connection)
        try:
            applied = applied_migrations(connection)
            if applied != RUNGS:
                file._climb(applied, is_new=is_new)
        except KnownError:
            connection.close()
            raise
        except sqlite3.Error as error:
            connection.close()
            raise database_error(error, path) from error
        return file

    def _climb(self, applied: tuple[str, ...], *, is_new: bool) -> None:
        unknown = [name for name in applied if name not in RUNGS]
        if unknown:
            raise KnownError("errors.database_too_new", path=self.path)
        has_tables = self.connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
        if has_tables and not applied:
            raise KnownError("errors.database_not_ours", path=self.path)
        if applied and not is_new:
            copy_database(
                self.connection, self.path.with_name(f"{self.path.name}.before-{RUNGS[-1]}")
            )
        from sqlite_utils import Database

        from bluezone_desktop.storage.schema import migrations

        # A rule ON DELETE would fire while a migration rebuilds a table: off, then checked, then on.
        self.connection.execute("PRAGMA foreign_keys = OFF")
        migrations.apply(Database(self.connection))
        broken = self.connection.execute("PRAGMA foreign_key_check").fetchone()
        self.connection.execute("PRAGMA foreign_keys = ON")
        if broken:
            raise KnownError("errors.database_damaged", path=self.path, detail=f"{broken!r}")

    @contextmanager
    def atomic(self) -> Iterator[sqlite3.Connection]:
        """One transaction: durable when left, gone without a trace when an error leaves it.

        Nests by savepoints. Raises KnownError where the disk or another program is in the way.
        """
        from sqlite_utils import Database  # late: most commands only read

        try:
            with Database(self.connection).atomic():
                yield self.connection
        except sqlite3.Error as error:
            raise database_error(error, self.path) from error

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Several reads that all see the same moment."""
        if self.connection.in_transaction:
            yield self.connection
            return
        try:
            self.connection.execute("BEGIN")
            try:
                yield self.connection
            finally:
                self.connection.rollback()
        except sqlite3.Error as error:
            raise database_error(error, self.path) from error

    def close(self) -> None:
        """Close the connection; the write-ahead log is folded back into the file."""
        self.connection.close()


def connect(path: Path) -> sqlite3.Connection:
    """A connection with the pragmas that every write of ours relies on."""
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        # FULL: a commit is on the disk when it returns, because a tick is shown as done by then.
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute("PRAGMA secure_delete = ON")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def applied_migrations(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Names of the migrations that a database has climbed, oldest first."""
    exists = connection.execute(
        "SELECT 1 FROM sqlite_master WHERE name = '_sqlite_migrations'"
    ).fetchone()
    if not exists:
        return ()
    rows = connection.execute(
        "SELECT name FROM _sqlite_migrations WHERE migration_set = 'bluezone_desktop' ORDER BY id"
    )
    return tuple(name for (name,) in rows)


def copy_database(source: sqlite3.Connection, target: Path) -> None:
    """Copy a database, as of one moment, into a single file without a write-ahead log."""
    copy = sqlite3.connect(target, isolation_level=None)
    try:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")
    finally:
        copy.close()


def database_error(error: sqlite3.Error, path: Path) -> KnownError:
    """The sentence for what SQLite found in the way."""
    name = getattr(error, "sqlite_errorname", "") or ""
    key = "errors.database_failed"
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        key = "errors.database_busy"
    elif name.startswith("SQLITE_FULL"):
        key = "errors.disk_full"
    elif name.startswith(("SQLITE_READONLY", "SQLITE_PERM", "SQLITE_CANTOPEN")):
        key = "errors.database_unopenable"
    elif name.startswith("SQLITE_NOTADB"):
        key = "errors.database_not_ours"
    elif name.startswith("SQLITE_CORRUPT"):
        key = "errors.database_damaged"
    return KnownError(key, path=path, detail=f"{name}: {error}")
