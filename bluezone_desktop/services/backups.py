"""Backups: made before anything large, kept thin, looked into, and put back."""

from pathlib import Path

from bluezone_desktop.domain.changes import Change, Outcome
from bluezone_desktop.services.office import Office
from bluezone_desktop.storage import backups as files
from bluezone_desktop.storage.backups import Backup, BackupContents

__all__ = ["Backup", "BackupContents", "before", "create", "list_backups", "restore", "verify"]


def before(office: Office, reason: str) -> Backup:
    """The backup that precedes an import, a merge, a restore or an erasure.

    Raises KnownError where it cannot be made: the work it precedes must not begin then.
    """
    return files.create_backup(
        office.file, office.backups_folder, office.clock().astimezone(), f"before-{reason}"
    )


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


def restore(office: Office, path: Path) -> Outcome[BackupContents]:
    """Put a backup back in place of everything present, which is backed up first.

    Raises KnownError where the backup is not sound or the present cannot be backed up; nothing is
    changed then.
    """
    files.verify_backup(path)
    before(office, "restore")
    return Outcome(files.put_back(office.file, path), Change.EVERYTHING)
