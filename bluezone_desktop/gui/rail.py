"""The rail on the left: one button a screen, the settings at its foot."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QVBoxLayout

from bluezone_desktop.gui import icons
from bluezone_desktop.gui.screens import Entry
from bluezone_desktop.gui.theme import ICON_SIZE, INSIDE, TOGETHER
from bluezone_desktop.texts import Texts

WIDTH = 148


class Rail(QFrame):
    """Says by ``wanted`` which screen was pressed."""

    wanted = Signal(str)

    def __init__(self, entries: Sequence[Entry], texts: Texts) -> None:
        super().__init__()
        self.setProperty("role", "rail")
        self.setFixedWidth(WIDTH)
        self.setAccessibleName(texts("window.rail"))
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._buttons: dict[str, QPushButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(TOGETHER, TOGETHER, TOGETHER, TOGETHER)
        column.setSpacing(INSIDE)
        for number, entry in enumerate(entries, 1):
            if entry.at_foot:
                column.addStretch(1)
            button = QPushButton(icons.icon(entry.icon), texts(entry.short_key))
            button.setIconSize(QSize(ICON_SIZE, ICON_SIZE))
            button.setProperty("role", "rail")
            button.setCheckable(True)
            button.setAccessibleName(texts(entry.title_key))
            button.setToolTip(f"{texts(entry.title_key)} (Ctrl+{number})")
            button.clicked.connect(lambda _=False, name=entry.name: self.wanted.emit(name))
            self._group.addButton(button)
            self._buttons[entry.name] = button
            column.addWidget(button)

    @property
    def words(self) -> list[str]:
        """What the buttons say, from top to bottom."""
        return [button.text() for button in self._buttons.values()]

    def show_present(self, name: str) -> None:
        """Marks the screen that is in view."""
        self._buttons[name].setChecked(True)
