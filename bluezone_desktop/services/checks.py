"""``check``: proving that what is stored is sound."""

from dataclasses import dataclass
from pathlib import Path

from bluezone_desktop.domain.errors import KnownError
from bluezone_desktop.services.office import Office
from bluezone_desktop.storage import backups, integrity


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check found. Each list is empty where all is sound.

    database, journal, returns  what is wrong, in words for support
    backups                     backup files that are not sound, each with the reason
    backups_checked             how many there were
    """

    database: tuple[str, ...]
    journal: tuple[str, ...]
    returns: tuple[str, ...]
    backups: tuple[tuple[Path, KnownError], ...]
    backups_checked: int

    @property
    def is_sound(self) -> bool:
        """True where nothing is wrong."""
        return not (self.database or self.journal or self.returns or self.backups)


def check(office: Office) -> CheckReport:
    """Prove the database, the journal against the rows, issued returns and every backup."""
    unsound: list[tuple[Path, KnownError]] = []
    listed = backups.list_backups(office.backups_folder)
    for backup in listed:
        try:
            backups.verify_backup(backup.path)
        except KnownError as error:
            unsound.append((backup.path, error))
    # One moment for all: a tick between two looks would seem to contradict the journal.
    with office.file.reading() as connection:
        return CheckReport(
            tuple(integrity.check_database(connection)),
            tuple(integrity.check_journal(connection)),
            tuple(integrity.check_returns(connection)),
            tuple(unsound),
            len(listed),
        )
