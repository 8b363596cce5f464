"""What a screen shows where there is nothing to show."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from bluezone_desktop.gui.theme import TOGETHER


class EmptyPage(QWidget):
    """What stands where nothing is to be shown: a sentence, a hint, and one thing to do."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = QLabel()
        self.words.setProperty("role", "empty")
        self.hint = QLabel()
        self.hint.setProperty("role", "secondary")
        self.button = QPushButton()
        self.button.setProperty("role", "primary")
        self.button.clicked.connect(self._clicked)
        self._act: Callable[[], None] | None = None
        self.other = QPushButton()
        self.other.setProperty("role", "quiet")
        self.other.hide()
        column = QVBoxLayout(self)
        column.setSpacing(TOGETHER)
        column.addStretch(2)
        for label in (self.words, self.hint):
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        column.addSpacing(TOGETHER)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.other, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def set(self, words: str, hint: str, button: str, act: Callable[[], None] | None) -> None:
        """``button`` empty: nothing can be done from here."""
        self.words.setText(words)
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))
        self.button.setText(button)
        self.button.setVisible(bool(button))
        self._act = act

    def _clicked(self) -> None:
        if self._act is not None:
            self._act()
