"""The school office: one opened data folder, and who is at the keyboard."""

import platform
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from bluezone_desktop.domain.errors import KnownError
from bluezone_desktop.domain.people import School
from bluezone_desktop.storage.database import FILE_NAME, SchoolFile
from bluezone_desktop.storage.journal import Journal
from bluezone_desktop.storage.lock import FolderLock, user_name
from bluezone_desktop.storage.people import read_school
from bluezone_desktop.storage.preferences import preference

BACKUPS = "backups"
"""The folder of the backups in a data folder."""

Clock = Callable[[], datetime]


def system_clock() -> datetime:
    """The present moment, aware."""
    return datetime.now(UTC)


class Office:
    """One opened school folder. It belongs to the thread that opened it."""

    def __init__(
        self,
        folder: Path,
        file: SchoolFile,
        journal: Journal,
        clock: Clock,
        lock: FolderLock | None,
    ) -> None:
        self.folder = folder
        self.file = file
        self.journal = journal
        self.clock = clock
        self._lock = lock

    @classmethod
    def open(
        cls,
        folder: Path,
        *,
        clock: Clock = system_clock,
        actor: str | None = None,
        for_window: bool = False,
        make: bool = True,
    ) -> Self:
        """Open a data folder, making it and its database where they do not exist.

        actor       who is at the keyboard; by default the name given in the settings, else the
                    computer's name for the user
        for_window  take the folder for this window alone
        make        False: only a folder that has a school's database; nothing is made

        Raises KnownError where the folder cannot be used, with what to do about it.
        """
        try:
            if folder.exists() and not folder.is_dir():
                raise KnownError("errors.folder_is_file", path=folder)
            if not make and not (folder / FILE_NAME).is_file():
                raise KnownError("errors.no_school", path=folder)
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise KnownError("errors.folder_unwritable", path=folder, detail=str(error)) from error
        with ExitStack() as undoing:
            lock = FolderLock.take(folder, clock()) if for_window else None
            if lock:
                undoing.callback(lock.release)
            file = SchoolFile.open(folder / FILE_NAME)
            undoing.callback(file.close)
            with file.reading() as connection:
                name = actor or preference(connection, "actor") or user_name()
            undoing.pop_all()
        journal = Journal(file, clock, installation=platform.node(), actor=name)
        return cls(folder, file, journal, clock, lock)

    def with_clock(self, clock: Clock) -> "Office":
        """The same open folder under another clock, for telling a story that happened earlier.

        Closing either closes the folder.
        """
        journal = Journal(self.file, clock, installation=platform.node(), actor=self.journal.actor)
        return Office(self.folder, self.file, journal, clock, self._lock)

    @property
    def school(self) -> School | None:
        """The school of this folder; None before it is set up."""
        with self.file.reading() as connection:
            return read_school(connection)

    def require_school(self) -> School:
        """The school of this folder. Raises KnownError where it is not set up yet."""
        school = self.school
        if school is None:
            raise KnownError("errors.no_school", path=self.folder)
        return school

    @property
    def backups_folder(self) -> Path:
        """Where backups lie."""
        return self.folder / BACKUPS

    @property
    def returns_folder(self) -> Path:
        """Where readable copies of issued returns lie."""
        return self.folder / "returns"

    def close(self) -> None:
        """Close the database and let the folder go."""
        self.file.close()
        if self._lock:
            self._lock.release()
            self._lock = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
