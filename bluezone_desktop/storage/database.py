"""Opening the school's database, and the transactions that everything happens in."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from bluezone_desktop.domain.errors import KnownError
from bluezone_desktop.storage.ladder import RUNGS

if TYPE_CHECKING:
    from sqlite_utils import Database

BUSY_SECONDS = 10.0
FILE_NAME = "school.db"

Connection = sqlite3.Connection
"""For the signatures of rooms that hand a connection on without speaking SQL themselves."""


class SchoolFile:
    """One connection to one school's database. It belongs to the thread that opened it."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self.connection = connection
        self._database: Database | None = None

    @classmethod
    def open(cls, path: Path) -> "SchoolFile":
        """Open the database at ``path``, making it new where it does not exist; climb the ladder.

        Before an existing database climbs, it is copied beside itself. Raises KnownError where the
        file cannot be opened, is no database of ours, or was written by a newer program.
        """
        try:
            connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
        except sqlite3.Error as error:
            raise database_error(error, path) from error
        file = cls(path, connection)
        try:
            # Looked at before anything is set: a file that is not ours must stay as it is.
            applied = file._applied_if_ours()
            _set_pragmas(connection)
            if applied != RUNGS:
                file.climb()
        except BaseException as error:
            # Whatever it is, also a mistake of a migration or Ctrl+C: nobody else can close it.
            connection.close()
            if isinstance(error, sqlite3.Error):
                raise database_error(error, path) from error
            raise
        return file

    def _applied_if_ours(self) -> tuple[str, ...]:
        applied = applied_migrations(self.connection)
        if any(name not in RUNGS for name in applied):
            raise KnownError("errors.database_too_new", path=self.path)
        has_tables = self.connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
        if has_tables and not applied:
            raise KnownError("errors.database_not_ours", path=self.path)
        return applied

    def climb(self) -> None:
        """Apply what is missing of the ladder: all of it, or nothing where it breaks off.

        Raises KnownError where a newer program wrote the database, or the result is not whole.
        """
        if self._applied_if_ours() == RUNGS:
            return
        from sqlite_utils import Database

        from bluezone_desktop.storage.schema import migrations

        # A rule ON DELETE would fire while a migration rebuilds a table: off, checked, on again.
        self.connection.execute("PRAGMA foreign_keys = OFF")
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            # Asked again under the lock: another program may have climbed in the meantime.
            applied = self._applied_if_ours()
            if applied and applied != RUNGS:
                self._copy_beside()
            migrations.apply(Database(self.connection))
            self._require_whole()
            self.connection.execute("COMMIT")
        except BaseException:
            self.connection.rollback()
            raise
        finally:
            self.connection.execute("PRAGMA foreign_keys = ON")

    def _copy_beside(self) -> None:
        # By a connection of its own: SQLite copies nothing out of a connection that is writing.
        source = sqlite3.connect(f"{self.path.resolve().as_uri()}?mode=ro", uri=True)
        try:
            copy_database(source, self.path.with_name(f"{self.path.name}.before-{RUNGS[-1]}"))
        finally:
            source.close()

    def _require_whole(self) -> None:
        broken = self.connection.execute("PRAGMA foreign_key_check").fetchone()
        if broken:
            raise KnownError("errors.database_damaged", path=self.path, detail=f"{broken!r}")

    @contextmanager
    def atomic(self) -> Iterator[sqlite3.Connection]:
        """One transaction: durable when left, gone without a trace when an error leaves it.

        Nests by savepoints. Raises KnownError where the disk or another program is in the way.
        """
        if self._database is None:
            from sqlite_utils import Database  # late: most commands only read

            self._database = Database(self.connection)
        try:
            with self._database.atomic():
                yield self.connection
        except sqlite3.Error as error:
            if _is_ours(error):
                raise
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
            if _is_ours(error):
                raise
            raise database_error(error, self.path) from error

    @contextmanager
    def plain(self) -> Iterator[sqlite3.Connection]:
        """The connection outside of any transaction, for what SQLite does only there."""
        try:
            yield self.connection
        except sqlite3.Error as error:
            if _is_ours(error):
                raise
            raise database_error(error, self.path) from error

    def close(self) -> None:
        """Close the connection; the write-ahead log is folded back into the file."""
        self.connection.close()


def _set_pragmas(connection: sqlite3.Connection) -> None:
    """What every write of ours relies on."""
    connection.execute("PRAGMA journal_mode = WAL")
    # FULL: a commit is on the disk when it returns, because a tick is shown as done by then.
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("PRAGMA secure_delete = ON")


def _is_ours(error: sqlite3.Error) -> bool:
    """Whether a mistake of the program caused it, and not the disk, the file or another program."""
    ours = (
        sqlite3.IntegrityError,
        sqlite3.InterfaceError,
        sqlite3.InternalError,
        sqlite3.NotSupportedError,
        sqlite3.ProgrammingError,
    )
    return isinstance(error, ours)


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


def copy_pages(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    """SQLite's own backup, all or nothing; gives up where another program writes for too long.

    Raises sqlite3.OperationalError (SQLITE_BUSY) then: left alone it would wait for ever.
    """
    until = time.monotonic() + BUSY_SECONDS

    def look(status: int, _remaining: int, _total: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) and time.monotonic() > until:
            error = sqlite3.OperationalError("database is locked")
            error.sqlite_errorname = "SQLITE_BUSY"
            raise error

    source.backup(target, progress=look)


def copy_database(source: sqlite3.Connection, target: Path) -> None:
    """Copy a database, as of one moment, into a single file without a write-ahead log."""
    copy = sqlite3.connect(target, isolation_level=None)
    try:
        copy_pages(source, copy)
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
