"""The other ways a return leaves: printed, as a message, onto a stick, by e-mail."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QVBoxLayout, QWidget

from bluezone_desktop.gui import theme
from bluezone_desktop.gui.icons import icon
from bluezone_desktop.services.delivery import Stick
from bluezone_desktop.texts import Texts


class WaysOut(QWidget):
    """Plain buttons below the one that exports.

    stick_wanted   the exported file onto this ``Stick``
    about_to_send  the menu opens: the sticks of this moment are wanted
    """

    stick_wanted = Signal(object)
    about_to_send = Signal()

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.INSIDE)
        self.form = self.add(texts("forms.button"), "sheet")
        self.paper = self.add(texts("paper.button"), "print")
        paper = QMenu(self.paper)
        self.pdf = paper.addAction(icon("export"), texts("paper.pdf"))
        self.print = paper.addAction(icon("print"), texts("paper.print"))
        self.paper.setMenu(paper)
        self.message = self.add(texts("paper.copy_message"), "copy")
        self.send = self.add(texts("delivery.button"), "mail")
        self._sending = QMenu(self.send)
        self.email: QAction = self._sending.addAction(icon("mail"), texts("delivery.email"))
        self.send.setMenu(self._sending)
        self._sticks: list[QAction] = []
        self._sending.aboutToShow.connect(self.about_to_send)
        self.let_send(False)

    def add(self, text: str, icon_name: str) -> QPushButton:
        """One more way out, below the others."""
        button = QPushButton(text)
        button.setIcon(icon(icon_name))
        self._column.addWidget(button)
        return button

    def let_send(self, ready: bool) -> None:
        """Whether there is a file to send; where not, the button says what to do first."""
        self.send.setEnabled(ready)
        self.send.setToolTip("" if ready else self._texts("delivery.export_first"))

    def offer_sticks(self, sticks: Sequence[Stick]) -> None:
        """Name the sticks that are plugged in, or say that there is none."""
        for action in self._sticks:
            self._sending.removeAction(action)
        self._sticks = []
        for stick in sticks:
            action = QAction(
                icon("usb"), self._texts("delivery.onto", stick=stick.name), self._sending
            )
            action.triggered.connect(lambda _=False, one=stick: self.stick_wanted.emit(one))
            self._sticks.append(action)
        if not sticks:
            none = QAction(icon("usb"), self._texts("delivery.no_stick"), self._sending)
            none.setEnabled(False)
            self._sticks.append(none)
        self._sending.insertActions(self.email, self._sticks)
