"""The keys of the statuses, and buttons that do the same for the mouse."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from bluezone_desktop.gui.icons import status_icon
from bluezone_desktop.gui.theme import INSIDE
from bluezone_desktop.gui.ticks.tick_delegate import SIGN_SIZE
from bluezone_desktop.gui.ticks.tick_keys import CYCLE, KEY_OF
from bluezone_desktop.texts import Texts


class Legend(QWidget):
    """The line "1 ✓  2 ○  3 –  4 ⌀  0 ·".

    chosen  a Status: everyone selected is to get it
    """

    chosen = Signal(object)

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(INSIDE)
        for status in CYCLE:
            words = texts(f"vocabulary.status.{status}")
            button = QToolButton()
            button.setText(KEY_OF[status])
            button.setIcon(status_icon(status))
            button.setIconSize(QSize(SIGN_SIZE, SIGN_SIZE))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            # The key stands before its sign, as it is read: "1 ✓".
            button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
            # The hands stay on the sheet: whoever has a keyboard has the keys.
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setToolTip(texts("classes.keys.legend", key=KEY_OF[status], status=words))
            button.setAccessibleName(
                texts("classes.keys.legend_spoken", key=KEY_OF[status], status=words)
            )
            button.clicked.connect(lambda _=False, chosen=status: self.chosen.emit(chosen))
            row.addWidget(button)
