"""Backups: SQLite's own copy, checked, renamed into place, thinned, and put back."""

import glob
import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from bluezone_desktop.domain.backup_thinning import to_drop
from bluezone_desktop.domain.errors import KnownError
from bluezone_desktop.domain.people import School
from bluezone_desktop.storage.database import (
    SchoolFile,
    applied_migrations,
    copy_database,
    copy_pages,
    database_error,
)
from bluezone_desktop.storage.ladder import RUNGS
from bluezone_desktop.storage.people import read_school

_STAMP = "%Y-%m-%d_%H%M%S_%f"


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup file. ``reason`` is a word of ours ("import", "manual" …)."""

    path: Path
    at: datetime
    reason: str
    size: int


@dataclass(frozen=True, slots=True)
class BackupContents:
    """What a backup holds, seen before anything is restored."""

    school: School | None
    people: int
    classes: int
    steps: int
    issued_returns: int


def create_backup(
    file: SchoolFile, folder: Path, now: datetime, reason: str, *, keep: Path | None = None
) -> Backup:
    """Back the database up into ``folder`` and thin what lies there.

    keep  a backup that stays whatever its age, because it is about to be put back

    Raises KnownError where the copy cannot be written or is not sound; older backups stay.
    """
    target = _free_name(folder, now, reason)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise KnownError("errors.backup_failed", file=target, detail=str(error)) from error
    write_backup(file, target)
    _thin(folder, now, keep)
    return _described(target)


def copy_backup(path: Path, folder: Path, now: datetime) -> Path | None:
    """Copy a backup into another folder, checked there, and thin what lies there.

    Returns the copy; None where it is there already. Raises KnownError where it cannot be written,
    or what was written is not sound: nothing is left of it then.
    """
    target = folder / path.name
    part = target.with_name(f".{target.name}.part")
    try:
        if target.exists():
            return None
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, part)
        with part.open("rb+") as handle:
            os.fsync(handle.fileno())
        verify_backup(part)
        part.replace(target)
    except OSError as error:
        raise KnownError("errors.backup_failed", file=target, detail=str(error)) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    _thin(folder, now)
    return target


def _thin(folder: Path, now: datetime, keep: Path | None = None) -> None:
    for path in to_drop({one.path: one.at for one in list_backups(folder)}, now):
        with suppress(OSError):  # one too many is no harm; it goes the next time
            if not (keep and path.samefile(keep)):
                path.unlink()


def write_backup(file: SchoolFile, target: Path, *, overwrite: bool = False) -> None:
    """Copy the database to ``target``: beside it first, checked, flushed, then renamed.

    Raises KnownError where ``target`` exists, cannot be written, or the copy is not sound.
    """
    if target.is_dir():
        raise KnownError("errors.file_is_folder", file=target)
    if target.exists():
        if target.samefile(file.path):
            raise KnownError("errors.backup_over_database", file=target)
        if not overwrite:
            raise KnownError("errors.file_exists", file=target)
    if not target.parent.is_dir():
        raise KnownError("errors.folder_missing", path=target.parent)
    part = target.with_name(f".{target.name}.part")
    try:
        part.unlink(missing_ok=True)
        copy_database(file.connection, part)
        _require_sound(part, file.path)
        with part.open("rb+") as handle:
            os.fsync(handle.fileno())
        part.replace(target)
    except sqlite3.DatabaseError as error:
        found = database_error(error, file.path)
        if found.key == "errors.database_damaged":
            raise KnownError("errors.present_unsound", path=file.path, detail=str(error)) from error
        raise KnownError("errors.backup_failed", file=target, detail=str(error)) from error
    except OSError as error:
        raise KnownError("errors.backup_failed", file=target, detail=str(error)) from error
    finally:
        part.unlink(missing_ok=True)


def list_backups(folder: Path) -> list[Backup]:
    """The backups in a folder, newest first. Files that are not named like ours are left alone."""
    if not folder.is_dir():
        return []
    found = []
    for path in folder.glob("*.db"):
        try:
            found.append(_described(path))
        except (ValueError, OSError):  # not one of ours, or gone since the folder was read
            continue
    return sorted(found, key=lambda one: one.at, reverse=True)


def verify_backup(path: Path) -> BackupContents:
    """Check a backup in full and say what it holds. Raises KnownError where it is not sound."""
    if not path.is_file():
        raise KnownError("errors.file_missing", file=path)
    if _has_open_log(path):
        # What was written last stands in the log beside it and would silently be left out.
        raise KnownError("errors.backup_in_use", file=path)
    try:
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    except sqlite3.Error as error:
        raise KnownError("errors.backup_unsound", file=path, detail=str(error)) from error
    try:
        result = connection.execute("PRAGMA integrity_check(1)").fetchone()
        if result != ("ok",):
            raise KnownError("errors.backup_unsound", file=path, detail=str(result))
        if path.stat().st_size != _promised_size(path):
            # SQLite is content with less where the missing end happens to hold nothing.
            raise KnownError("errors.backup_unsound", file=path, detail="truncated")
        if connection.execute("PRAGMA foreign_key_check").fetchone():
            raise KnownError("errors.backup_unsound", file=path, detail="foreign keys")
        applied = applied_migrations(connection)
        if not applied:
            raise KnownError("errors.backup_not_ours", file=path)
        if any(name not in RUNGS for name in applied):
            raise KnownError("errors.backup_too_new", file=path)
        counts = [
            int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
            for table in ("person", "class", "step", "issued_return")
        ]
        return BackupContents(read_school(connection), *counts)
    except (sqlite3.Error, ValueError, TypeError) as error:
        strange = getattr(error, "sqlite_errorname", "") == "SQLITE_NOTADB"
        key = "errors.backup_not_ours" if strange else "errors.backup_unsound"
        raise KnownError(key, file=path, detail=str(error)) from error
    finally:
        connection.close()


def rewrite_backup(path: Path, work: Callable[[SchoolFile], None]) -> None:
    """Change what a backup holds: on a copy beside it, checked, flushed, then put in its place.

    For taking personal data out of it, and for nothing else. A backup of an older version climbs
    the ladder. Raises KnownError where it is not sound or cannot be written; it stays as it was.
    """
    verify_backup(path)
    part = path.with_name(f".{path.name}.part")
    try:
        shutil.copyfile(path, part)
        file = SchoolFile.open(part)
        try:
            work(file)
            with file.plain() as connection:
                connection.execute("PRAGMA journal_mode = DELETE")
        finally:
            file.close()
        verify_backup(part)
        with part.open("rb+") as handle:
            os.fsync(handle.fileno())
        part.replace(path)
    except OSError as error:
        raise KnownError("errors.backup_failed", file=path, detail=str(error)) from error
    finally:
        # With what SQLite and the ladder may have left beside it.
        for left in path.parent.glob(f"{glob.escape(part.name)}*"):
            left.unlink(missing_ok=True)


def put_back(file: SchoolFile, path: Path) -> BackupContents:
    """Replace everything in the open database by what a backup holds, in one transaction of SQLite.

    The backup is checked first; whoever breaks off in the middle leaves the present untouched.
    A backup of an older version climbs the ladder. Returns what is there now. Raises KnownError.
    """
    contents = verify_backup(path)
    source = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        copy_pages(source, file.connection)
    except sqlite3.Error as error:
        raise database_error(error, file.path) from error
    finally:
        source.close()
    file.climb()
    return contents


def put_aside(database: Path, now: datetime) -> None:
    """Move a damaged database out of the way, with its log, under names that say when.

    Raises KnownError where that cannot be done.
    """
    stamp = now.strftime(_STAMP)[:-3]
    for ending in ("", "-wal", "-shm"):
        one = database.with_name(f"{database.name}{ending}")
        try:
            if one.exists():
                one.replace(database.with_name(f"{database.name}.damaged-{stamp}{ending}"))
        except OSError as error:
            raise KnownError("errors.file_unwritable", file=one, detail=str(error)) from error


def _require_sound(copy: Path, database: Path) -> None:
    """A copy that is not sound means that what was copied is not."""
    try:
        verify_backup(copy)
    except KnownError as error:
        raise KnownError("errors.present_unsound", path=database, detail=str(error)) from error


def _free_name(folder: Path, now: datetime, reason: str) -> Path:
    """A name by the millisecond; the next free one where two backups fall into the same."""
    while True:
        target = folder / f"{now.strftime(_STAMP)[:-3]}_{reason}.db"
        if not target.exists():
            return target
        now += timedelta(milliseconds=1)


def _promised_size(path: Path) -> int:
    """The length in bytes that a database's own header tells: page size by number of pages.

    Source: the SQLite file format, offsets 16 and 28; a page size of 65,536 is written as 1.
    """
    with path.open("rb") as file:
        header = file.read(100)
    size, pages = int.from_bytes(header[16:18], "big"), int.from_bytes(header[28:32], "big")
    return pages * (65_536 if size == 1 else size)


def _has_open_log(path: Path) -> bool:
    log = path.with_name(f"{path.name}-wal")
    return log.is_file() and log.stat().st_size > 0


def _described(path: Path) -> Backup:
    day, time, millis, reason = path.stem.split("_", 3)
    at = datetime.strptime(f"{day}_{time}_{millis}", _STAMP).astimezone()
    return Backup(path, at, reason, path.stat().st_size)
