"""Putting a backup back: from the settings, and where the database is found broken at the start."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from bluezone_desktop.domain.changes import Outcome
from bluezone_desktop.domain.dates import moment_words
from bluezone_desktop.domain.errors import KnownError
from bluezone_desktop.gui.desk import Desk
from bluezone_desktop.gui.dialogs import Dialogs
from bluezone_desktop.gui.settings.restore_dialog import RestoreDialog
from bluezone_desktop.services import backups
from bluezone_desktop.services.backups import Backup, BackupContents, Sight
from bluezone_desktop.texts import Texts

BROKEN = frozenset({"errors.database_damaged", "errors.database_not_ours"})
"""What is said of a folder whose database cannot be used, where a backup is the way back."""


class Restoring:
    """Looks into a backup and puts it back where the user wants it, for one screen."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        self._desk, self._parent = desk, parent

    def choose(self) -> None:
        """A backup from elsewhere: a stick, another folder."""
        texts = self._desk.texts
        chosen = self._desk.dialogs.choose_files(
            texts("restore.choose"), texts("restore.filter"), self._parent
        )
        if chosen:
            self.look(chosen[0], texts("restore.file", file=chosen[0].name))

    def look(self, path: Path, name: str) -> None:
        """Shows what is in it. What is no sound backup is told in a sentence."""
        self._desk.ask(lambda office: backups.look(office, path), partial(self._show, path, name))

    def _show(self, path: Path, name: str, sight: Sight) -> None:
        dialog = RestoreDialog(self._desk.texts, name, sight, self._parent)
        accepted = self._desk.dialogs.run(dialog)
        dialog.deleteLater()
        if accepted:
            self._desk.ask(lambda office: backups.restore(office, path), self._restored)

    def _restored(self, _outcome: Outcome[BackupContents]) -> None:
        self._desk.notify(self._desk.texts("restore.done"), "done")


def name_of(backup: Backup, texts: Texts) -> str:
    """When and why a backup was made, in a sentence."""
    key = f"settings.reason.{backup.reason.replace('-', '_')}"
    return texts(
        "restore.which",
        moment=moment_words(backup.at.astimezone(), texts.language),
        why=texts(key) if texts.has(key) else backup.reason,
    )


def offer_way_back(folder: Path, error: KnownError, dialogs: Dialogs, texts: Texts) -> bool:
    """Where the database is broken: offers the newest sound backup. True where it was put back.

    Done on the window's thread: there is no window yet that could stand still.
    """
    found = backups.newest_sound(folder) if error.key in BROKEN else None
    if found is None:
        return False
    backup, contents = found
    words = texts(
        "restore.broken",
        trouble=texts(error.key, **error.values),
        which=name_of(backup, texts),
        school=contents.school.name if contents.school else "–",
        people=contents.people,
        classes=contents.classes,
    )
    if not dialogs.confirm(
        texts("restore.broken_title"), words, texts("restore.accept"), texts("dialogs.close")
    ):
        return False
    backups.restore_folder(folder, backup.path)
    return True
