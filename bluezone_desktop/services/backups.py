"""Backups: made before anything large, kept thin, looked into, and put back."""

from dataclasses import dataclass
from pathlib import Path

from bluezone_desktop.domain.changes import Change, Outcome
from bluezone_desktop.domain.errors import KnownError
from bluezone_desktop.services.office import BACKUPS, Clock, Office, system_clock
from bluezone_desktop.storage import backups as files
from bluezone_desktop.storage.backup_sights import (
    Standing,
    standing,
    standing_of_backup,
    steps_since,
)
from bluezone_desktop.storage.backups import Backup, BackupContents
from bluezone_desktop.storage.database import FILE_NAME
from bluezone_desktop.storage.lock import FolderLock

__all__ = [
    "Backup",
    "BackupContents",
    "Sight",
    "Standing",
    "before",
    "create",
    "if_changed",
    "list_backups",
    "look",
    "newest_sound",
    "restore",
    "restore_folder",
    "verify",
]


@dataclass(frozen=True, slots=True)
class Sight:
    """A backup beside the present.

    steps_since  what was done after the backup and would go; None where it is another history
    """

    backup: Standing
    now: Standing
    steps_since: int | None


_DAMAGED = {"errors.database_damaged", "errors.database_not_ours", "errors.present_unsound"}


def before(office: Office, reason: str, *, keep: Path | None = None) -> Backup:
    """The backup that precedes an import, a merge, a restore or an erasure.

    keep  a backup that must not be thinned away for it

    Raises KnownError where it cannot be made: the work it precedes must not begin then.
    """
    now = office.clock().astimezone()
    return files.create_backup(
        office.file, office.backups_folder, now, f"before-{reason}", keep=keep
    )


def if_changed(office: Office, reason: str) -> Outcome[Path | None]:
    """Back up where anything was done since the newest backup, else None.

    Raises KnownError where it cannot be made.
    """
    last = office.journal.last_moment()
    newest = max((one.at for one in list_backups(office)), default=None)
    if last is None or (newest is not None and newest >= last):
        return Outcome(None, Change.NOTHING)
    # Not before what it holds, for a clock set back: else it would be made again at every start.
    now = max(office.clock(), last).astimezone()
    made = files.create_backup(office.file, office.backups_folder, now, reason)
    return Outcome(made.path, Change.BACKUPS)


def create(office: Office, out: Path | None = None, *, overwrite: bool = False) -> Outcome[Path]:
    """Back up now, into the backups folder or to ``out``. Raises KnownError where it fails."""
    if out is not None:
        files.write_backup(office.file, out, overwrite=overwrite)
        return Outcome(out, Change.NOTHING)
    made = files.create_backup(
        office.file, office.backups_folder, office.clock().astimezone(), "manual"
    )
    return Outcome(made.path, Change.BACKUPS)


def list_backups(office: Office) -> list[Backup]:
    """The backups in the data folder, newest first."""
    return files.list_backups(office.backups_folder)


def verify(path: Path) -> BackupContents:
    """Check a backup in full and say what it holds. Raises KnownError where it is not sound."""
    return files.verify_backup(path)


def look(office: Office, path: Path) -> Sight:
    """What a backup holds beside what there is now. Raises KnownError where it is not sound."""
    backup = standing_of_backup(path)
    with office.file.reading() as connection:
        return Sight(backup, standing(connection), steps_since(connection, backup))


def newest_sound(folder: Path) -> tuple[Backup, BackupContents] | None:
    """The newest backup of a data folder that is sound and has a school in it; None for none."""
    for one in files.list_backups(folder / BACKUPS):
        contents = _if_sound(one.path)
        if contents is not None and contents.school is not None:
            return one, contents
    return None


def _if_sound(path: Path) -> BackupContents | None:
    try:
        return files.verify_backup(path)
    except KnownError:
        return None  # an older one may be sound


def restore(office: Office, path: Path) -> Outcome[BackupContents]:
    """Put a backup back in place of everything present, which is backed up first.

    Raises KnownError where the backup is not sound or the present cannot be backed up; nothing is
    changed then.
    """
    files.verify_backup(path)
    if office.journal.last_seq():
        before(office, "restore", keep=path)
    return Outcome(files.put_back(office.file, path), Change.EVERYTHING)


def restore_folder(
    folder: Path, path: Path, *, clock: Clock = system_clock
) -> Outcome[BackupContents]:
    """``restore`` for a data folder that is not open, also where what lies there is damaged.

    A damaged database cannot be backed up: it is put aside in the folder as it is, under a name
    with the moment in it. Raises KnownError as ``restore`` does.
    """
    files.verify_backup(path)
    try:
        with Office.open(folder, clock=clock) as office:
            return restore(office, path)
    except KnownError as error:
        if error.key not in _DAMAGED:
            raise
    # Taken for this program alone: nobody may be at work on what is put aside.
    with FolderLock.take(folder, clock()):
        files.put_aside(folder / FILE_NAME, clock().astimezone())
        with Office.open(folder, clock=clock) as office:
            return restore(office, path)
