"""The base of every screen of the window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from bluezone_desktop.domain.changes import Change
from bluezone_desktop.gui.desk import Desk
from bluezone_desktop.texts import Texts


class Screen(QWidget):
    """One page of the window. Subclasses load what they show in :meth:`refresh`.

    Nothing is loaded by the constructor: a new screen is dirty and is refreshed with
    ``Change.EVERYTHING`` when it comes into view for the first time.

    settled  what it shows first has been loaded and painted
    """

    settled = Signal()

    name = ""
    """What ``desk.go_to`` calls it."""

    title_key = ""
    """Catalogue key of its title."""

    concerns = Change.EVERYTHING
    """The changes that make what it shows out of date."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._dirty = Change.EVERYTHING

    @property
    def texts(self) -> Texts:
        """The words of the window's language."""
        return self.desk.texts

    def refresh(self, changes: Change) -> None:
        """Shows the present state of what ``changes`` touched. Called only while in view."""

    def open_at(self, target: object) -> None:
        """Shows ``target`` (a ClassId, a PersonId …), as asked by ``desk.go_to``."""

    def may_leave(self, then: Callable[[], object]) -> bool:
        """Asked before another screen takes over or the window closes: True where that may be now.

        Otherwise an unfinished entry is being stored, and ``then`` is called as soon as it is; not
        at all where it is refused, which the screen itself then says.
        """
        return True

    def note(self, changes: Change) -> None:
        """Told by the window of every change: refreshes at once in view, else when shown."""
        self._dirty |= changes & self.concerns
        if self.isVisible():
            self._catch_up()

    def showEvent(self, event: QShowEvent) -> None:
        """Catches up with what changed while out of sight."""
        super().showEvent(event)
        self._catch_up()

    def _catch_up(self) -> None:
        dirty, self._dirty = self._dirty, Change.NOTHING
        if dirty:
            self.refresh(dirty)
