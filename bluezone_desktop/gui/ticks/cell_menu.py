"""The menu of a cell: the statuses, and what else can be done to who stands there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from bluezone_desktop.domain.vocabulary import AppStore, Status
from bluezone_desktop.gui.icons import icon, status_icon
from bluezone_desktop.gui.ticks.tick_keys import CYCLE, KEY_OF
from bluezone_desktop.texts import Texts

_STATUS = "status "
_STORE = "store "


@dataclass(frozen=True, slots=True)
class Line:
    """One line below the statuses.

    name  what is told when it is chosen
    key   the key that does the same, as it is shown
    """

    name: str
    words: str
    key: str = ""
    icon: str = ""


class CellMenu(QMenu):
    """One menu for all cells, filled anew whenever it is opened.

    Its lines are no more than names, told by the menu's own signal: what belongs to a line that is
    gone can never be called.

    status_chosen  a Status
    store_chosen   an AppStore: installed, from there
    chosen         the name of a line
    """

    status_chosen = Signal(object)
    store_chosen = Signal(object)
    chosen = Signal(str)

    def __init__(self, texts: Texts, parent: QWidget) -> None:
        super().__init__(parent)
        self._texts = texts
        self.triggered.connect(self._triggered)

    def fill(self, lines: Iterable[Line], *, statuses: bool) -> None:
        """``statuses``: somebody is selected who can be ticked."""
        self.clear()
        if statuses:
            self._add_statuses()
            self.addSeparator()
        for line in lines:
            words = f"{line.words}\t{line.key}" if line.key else line.words
            action = self.addAction(icon(line.icon), words) if line.icon else self.addAction(words)
            action.setData(line.name)

    def _add_statuses(self) -> None:
        texts = self._texts
        for status in CYCLE:
            words = texts(f"vocabulary.status.{status}")
            action = self.addAction(status_icon(status), f"{words}\t{KEY_OF[status]}")
            action.setData(f"{_STATUS}{status.value}")
            if status is Status.INSTALLED:
                for store in AppStore:
                    place = texts(f"vocabulary.store.{store}")
                    named = texts("classes.menu.set_from", status=words, store=place)
                    action = self.addAction(status_icon(status), named)
                    action.setData(f"{_STORE}{store.value}")

    def _triggered(self, action: QAction) -> None:
        name = action.data()
        if not isinstance(name, str):
            return
        if name.startswith(_STATUS):
            self.status_chosen.emit(Status(name.removeprefix(_STATUS)))
        elif name.startswith(_STORE):
            self.store_chosen.emit(AppStore(name.removeprefix(_STORE)))
        else:
            self.chosen.emit(name)
