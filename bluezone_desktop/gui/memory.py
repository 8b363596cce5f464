"""What the window remembers between two runs: place, size, words, light or dark.

Kept in ``window.ini`` beside the school's database and not in it, because all of it is needed
before the database is open, and because it is no school's data.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from bluezone_desktop.gui.theme import APPEARANCES, Appearance
from bluezone_desktop.texts import LANGUAGES, Language

_FILE = "window.ini"


class Memory:
    """The window's memory in a data folder. Nothing is written before something is remembered."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._settings = QSettings(str(folder / _FILE), QSettings.Format.IniFormat)

    @property
    def language(self) -> Language:
        """The words of the window; Vietnamese where nobody chose."""
        found = self.text("language", "vi")
        return next((one for one in LANGUAGES if one == found), "vi")

    @property
    def appearance(self) -> Appearance:
        """Light, dark, or as the system."""
        found = self.text("appearance", "system")
        return next((one for one in APPEARANCES if one == found), "system")

    def text(self, name: str, default: str = "") -> str:
        """Something remembered as text."""
        return str(self._settings.value(name, default))

    def data(self, name: str) -> QByteArray:
        """Something remembered as bytes, such as a geometry; empty for nothing."""
        found = self._settings.value(name)
        return found if isinstance(found, QByteArray) else QByteArray()

    def keep(self, name: str, value: str | QByteArray) -> None:
        """Remembers ``value``."""
        self._settings.setValue(name, value)

    def flush(self) -> None:
        """Writes to disk now."""
        self._settings.sync()
