"""The other ways a return leaves: printed, as a message, onto a stick, by e-mail."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QGridLayout, QMenu, QPushButton, QWidget

from bluezone_desktop.gui import theme
from bluezone_desktop.gui.icons import icon
from bluezone_desktop.gui.lists.lists_out import Way, offer_ways
from bluezone_desktop.services.delivery import Stick
from bluezone_desktop.services.named_lists import ListKind
from bluezone_desktop.texts import Texts


class WaysOut(QWidget):
    """Plain buttons below the one that exports.

    stick_wanted   the exported file onto this ``Stick``
    list_wanted    a ListKind, and the Way it is wanted
    about_to_send  the menu opens: the sticks of this moment are wanted
    """

    stick_wanted = Signal(object)
    list_wanted = Signal(object, object)
    about_to_send = Signal()

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.INSIDE)
        self.form = self._add("forms.button", "sheet", 0, 0, columns=2)
        self.paper = self._add("paper.button", "print", 1, 0)
        paper = QMenu(self.paper)
        self.pdf = paper.addAction(icon("export"), texts("paper.pdf"))
        self.print = paper.addAction(icon("print"), texts("paper.print"))
        self.paper.setMenu(paper)
        self.message = self._add("paper.copy_message", "copy", 2, 0)
        self.send = self._add("delivery.button", "mail", 1, 1)
        self._sending = QMenu(self.send)
        self.email: QAction = self._sending.addAction(icon("mail"), texts("delivery.email"))
        self.send.setMenu(self._sending)
        self._sticks: list[QAction] = []
        self._sending.aboutToShow.connect(self.about_to_send)
        self.names = self._add("names.button", "person", 2, 1)
        self.names.setToolTip(texts("names.button_hint"))
        lists = QMenu(self.names)
        self.lists = {kind: self._offer_list(lists, kind) for kind in ListKind}
        lists.addSeparator()
        self.phones = lists.addAction(texts("names.phones"))
        self.phones.setCheckable(True)
        self.names.setMenu(lists)
        self.let_send(False)

    def _add(
        self, key: str, icon_name: str, row: int, column: int, *, columns: int = 1
    ) -> QPushButton:
        button = QPushButton(self._texts(key))
        button.setIcon(icon(icon_name))
        self._grid.addWidget(button, row, column, 1, columns)
        return button

    def _offer_list(self, menu: QMenu, kind: ListKind) -> dict[Way, QAction]:
        below = menu.addMenu(self._texts(f"names.{kind}"))
        return offer_ways(below, self._texts, lambda way: self.list_wanted.emit(kind, way))

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
                icon("usb"),
                self._texts(
                    "delivery.onto", stick=stick.name, free=_size(stick.free, self._texts.language)
                ),
                self._sending,
            )
            action.triggered.connect(lambda _=False, one=stick: self.stick_wanted.emit(one))
            self._sticks.append(action)
        if not sticks:
            none = QAction(icon("usb"), self._texts("delivery.no_stick"), self._sending)
            none.setEnabled(False)
            self._sticks.append(none)
        self._sending.insertActions(self.email, self._sticks)


def _size(size: int, language: str) -> str:
    """Bytes as people say them: "3,2 GB" in Vietnamese, "3.2 GB" in English."""
    number, unit = (size / 1e9, "GB") if size >= 1e9 else (size / 1e6, "MB")
    # Down, never up: what is promised must be there.
    whole, tenth = divmod(int(number * 10), 10)
    return f"{whole}{',' if language == 'vi' else '.'}{tenth} {unit}"
