"""The line below a tick sheet in which a new person is written, without a dialog on the way.

A field never changes its text while it is written in (UniKey writes by Backspace and letters); what
was written is tidied by the services when it is stored.
"""

from __future__ import annotations

from abc import abstractmethod

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from bluezone_desktop.domain.dates import read_date
from bluezone_desktop.domain.people import IsoDate
from bluezone_desktop.domain.vocabulary import STAFF_GROUPS, Group
from bluezone_desktop.gui.theme import GROUP, INSIDE, TOGETHER
from bluezone_desktop.gui.ticks.labels import ShrinkingLabel
from bluezone_desktop.texts import Texts

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_DATE_WIDTH = 200


class NewLine(QFrame):
    """Fields side by side. Enter stores and makes room for the next person, Escape ends.

    (Abstract for mypy, as other widgets: Qt's classes have a metaclass of their own.)

    entered  everything needed is written: whoever stores it takes it by :meth:`taken`
    closed   no more people are to be written
    """

    entered = Signal()
    closed = Signal()

    def __init__(self, texts: Texts, section: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.texts, self._section = texts, section
        self.setProperty("role", "footer")
        self.title = QLabel(texts(f"{section}.add.title"))
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.words = ShrinkingLabel("secondary")
        self._row = QHBoxLayout()
        self._row.setSpacing(TOGETHER)
        self.name = self.field(texts(f"{section}.add.name"))
        self.fill_row()
        self.add_button = QPushButton(texts(f"{section}.add.accept"))
        self.add_button.clicked.connect(self.enter)
        self.done_button = QPushButton(texts(f"{section}.add.done"))
        self.done_button.clicked.connect(self.close_line)
        for button in (self.add_button, self.done_button):
            button.setAutoDefault(False)
            self._row.addWidget(button)
        head = QHBoxLayout()
        head.setSpacing(GROUP)
        head.addWidget(self.title)
        head.addWidget(self.words, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(GROUP, INSIDE, GROUP, INSIDE)
        whole.setSpacing(INSIDE)
        whole.addLayout(head)
        whole.addLayout(self._row)
        self.hide()

    @abstractmethod
    def fill_row(self) -> None:
        """Adds what is asked beside the name."""

    @abstractmethod
    def problem(self) -> tuple[str, QWidget] | None:
        """What is wrong with what was written, and the field to mend; None where all is well."""

    def open(self) -> None:
        """Shows the line, ready for a name."""
        self.show()
        self._hint()
        self.name.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.name.selectAll()

    def close_line(self) -> None:
        """Hides the line; what was begun in it stays there for the next time."""
        self.hide()
        self.closed.emit()

    def enter(self) -> None:
        """Hands on what was written; where something is wrong, says what and goes to the field."""
        problem = self.problem()
        if problem is not None:
            words, field = problem
            self.words.setText(words)
            field.setFocus()
            return
        self._hint()
        self.entered.emit()

    def taken(self) -> tuple[str, ...]:
        """Empties the fields for the next person; gives what stood there, to give back."""
        fields = self.findChildren(QLineEdit)
        written = tuple(field.text() for field in fields)
        for field in fields:
            field.clear()
        self.name.setFocus()
        return written

    def give_back(self, written: tuple[str, ...]) -> None:
        """Writes again what could not be stored, unless the next one has been begun."""
        fields = self.findChildren(QLineEdit)
        if not any(field.text() for field in fields):
            for field, text in zip(fields, written, strict=True):
                field.setText(text)

    def field(self, label: str, hint: str = "", width: int = 0) -> QLineEdit:
        """A field of the line with its label before it; ``width`` in points, 0 for all there is."""
        line = QLineEdit()
        line.setPlaceholderText(hint)
        if width:
            line.setFixedWidth(width)
        self.add_field(label, line, stretch=0 if width else 1)
        return line

    def add_field(self, label: str, widget: QWidget, stretch: int = 0) -> None:
        """Puts a label and a widget into the line."""
        words = QLabel(label.replace("&", ""))
        words.setBuddy(widget)
        self._row.addWidget(words)
        self._row.addWidget(widget, stretch)

    def event(self, event: QEvent) -> bool:
        # The window has uses of its own for Escape: here it ends the writing.
        is_key = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride
        if is_key and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_line()
        elif event.key() in _ENTER:
            self.enter()
        else:
            super().keyPressEvent(event)

    def _hint(self) -> None:
        self.words.setText(self.texts(f"{self._section}.add.hint"))


class PupilLine(NewLine):
    """A new pupil: name, and date of birth if known."""

    def fill_row(self) -> None:
        texts = self.texts
        self.birth = self.field(
            texts("classes.add.birth"), texts("classes.add.birth_hint"), _DATE_WIDTH
        )

    def problem(self) -> tuple[str, QWidget] | None:
        """A name is needed; a date has to be one."""
        if not self.name.text().strip():
            return self.texts("classes.add.name_missing"), self.name
        try:
            read_date(self.birth.text())
        except ValueError:
            return self.texts("classes.add.birth_wrong"), self.birth
        return None

    @property
    def date_of_birth(self) -> IsoDate | None:
        """The date of birth, None where it was left empty."""
        return read_date(self.birth.text())


class StaffLine(NewLine):
    """A new member of staff: name, group, job."""

    def fill_row(self) -> None:
        texts = self.texts
        self._groups = QComboBox()
        for group in STAFF_GROUPS:
            self._groups.addItem(texts(f"vocabulary.group.{group}"), group.value)
        self._groups.setCurrentIndex(self._groups.findData(Group.TEACHER.value))
        self.add_field(texts("staff.add.group"), self._groups)
        self.job = self.field(texts("staff.add.job"), texts("staff.add.job_hint"))

    def problem(self) -> tuple[str, QWidget] | None:
        """A name is needed."""
        if not self.name.text().strip():
            return self.texts("staff.add.name_missing"), self.name
        return None

    @property
    def group(self) -> Group:
        """The group chosen; it stays for the next one."""
        return Group(self._groups.currentData())
