"""The choices of a return: draft or round, as of when, to whom, with a password or without."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from PySide6.QtCore import QDateTime, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QDateTimeEdit,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from bluezone_desktop.domain.people import School
from bluezone_desktop.domain.vocabulary import Level
from bluezone_desktop.gui import theme
from bluezone_desktop.texts import Texts

_PRESETS = ("district", "province", "commune")
_TO_THE_PROVINCE = (Level.UPPER_SECONDARY, Level.CONTINUING)


class Choices(QWidget):
    """What the clerk chooses before exporting.

    reworded  round or recipient are others: the figures stay
    moved     another moment is asked for: the figures must be counted again
    layout_wanted   by class (True) or by group
    wording_wanted  the words of the paper are to be set
    """

    reworded = Signal()
    moved = Signal()
    wording_wanted = Signal()
    layout_wanted = Signal(bool)

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self.draft = QRadioButton(texts("return_page.draft"))
        self.issue = QRadioButton(texts("return_page.issue"))
        self.round_name = QLineEdit("1")
        self.hint = _hint()
        self.now = QRadioButton(texts("return_page.now"))
        self.then = QRadioButton(texts("return_page.then"))
        self.moment = QDateTimeEdit()
        self.recipient = QComboBox()
        self.wording = QPushButton(texts("return_page.wording"))
        self.by_class = QCheckBox(texts("return_page.by_class"))
        self.password = QCheckBox(texts("return_page.password"))
        self._suggested = "1"
        self._dress()
        self._lay_out()
        self._connect()
        self._show_state()

    def chosen_round(self) -> str | None:
        """The name of the round to issue, "" where it has none yet; None for a draft."""
        return self.round_name.text().strip() if self.issue.isChecked() else None

    def chosen_moment(self) -> datetime | None:
        """The past moment asked for, aware; None is now."""
        if self.now.isChecked():
            return None
        minutes = self.moment.dateTime().toSecsSinceEpoch() // 60
        return datetime.fromtimestamp(minutes * 60, UTC).astimezone()

    def chosen_recipient(self) -> str:
        """To whom it goes, as written."""
        return self.recipient.currentText().strip()

    def offer_recipients(self, school: School, current: str, earlier: Sequence[str]) -> None:
        """Fill the list of recipients. What is being typed stays."""
        typing = self.recipient.lineEdit()
        if typing is not None and typing.isModified():
            current = self.recipient.currentText()
        presets = [self._texts(f"return_page.recipients.{name}") for name in _PRESETS]
        if school.level in _TO_THE_PROVINCE:
            presets[0], presets[1] = presets[1], presets[0]
        known = [current, school.superior, *earlier, *presets]
        self.recipient.blockSignals(True)
        self.recipient.clear()
        self.recipient.addItems(list(dict.fromkeys(one for one in known if one)))
        self.recipient.setEditText(current)
        if typing is not None and not typing.hasFocus():
            typing.setCursorPosition(0)  # of a long name its beginning
        self.recipient.blockSignals(False)

    def address(self, recipient: str) -> None:
        """Put another recipient in, as if the clerk had written it."""
        self.recipient.setEditText(recipient)
        if (typing := self.recipient.lineEdit()) is not None:
            typing.setModified(True)

    def suggest_round(self, name: str) -> None:
        """Put forward the next round, unless the clerk has written another name."""
        if self.round_name.text().strip() in ("", self._suggested):
            self.round_name.setText(name)
        self._suggested = name

    def begin_anew(self) -> None:
        """After issuing: back to a draft of the present, so that nothing goes out twice."""
        self.round_name.setText("")
        self.draft.setChecked(True)
        self.now.setChecked(True)
        self.password.setChecked(False)

    def say(self, hint: str) -> None:
        """One sentence below the choice of draft or round."""
        self.hint.setText(hint)

    def let_no_later_than(self, latest: datetime) -> None:
        """No moment after ``latest`` can be asked for: nobody knows its figures."""
        end = QDateTime.fromSecsSinceEpoch(int(latest.timestamp()))
        self.moment.setMaximumDateTime(end)
        if self.now.isChecked():
            self.moment.blockSignals(True)
            self.moment.setDateTime(end)
            self.moment.blockSignals(False)

    def _dress(self) -> None:
        texts = self._texts
        self.draft.setChecked(True)
        self.now.setChecked(True)
        for boxes in ((self.draft, self.issue), (self.now, self.then)):
            group = QButtonGroup(self)
            for box in boxes:
                group.addButton(box)
        self.round_name.setMaxLength(40)
        self.round_name.setAccessibleName(texts("return_page.round_spoken"))
        self.moment.setDisplayFormat("HH:mm dd/MM/yyyy")
        self.moment.setCalendarPopup(True)
        self.moment.setAccessibleName(texts("return_page.then_spoken"))
        self.recipient.setEditable(True)
        self.recipient.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.recipient.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.recipient.setMinimumContentsLength(12)
        self.recipient.setAccessibleName(texts("return_page.recipient"))
        self.wording.setProperty("role", "quiet")
        self.by_class.setChecked(True)
        self.by_class.setToolTip(texts("return_page.by_class_hint"))
        self.password.setToolTip(texts("return_page.password_hint"))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.INSIDE)
        texts = self._texts
        column.addWidget(_heading(texts("return_page.round")))
        column.addWidget(self.draft)
        column.addLayout(_side_by_side(self.issue, self.round_name))
        column.addWidget(self.hint)
        column.addSpacing(theme.TOGETHER)
        column.addWidget(_heading(texts("return_page.as_of")))
        column.addWidget(self.now)
        column.addLayout(_side_by_side(self.then, self.moment))
        column.addSpacing(theme.TOGETHER)
        to = QHBoxLayout()
        to.addWidget(_heading(texts("return_page.recipient")), 1)
        to.addWidget(self.wording)
        column.addLayout(to)
        column.addWidget(self.recipient)
        column.addSpacing(theme.TOGETHER)
        column.addWidget(self.by_class)
        column.addWidget(self.password)
        column.addStretch(1)

    def _connect(self) -> None:
        self.issue.toggled.connect(self._round_toggled)
        self.round_name.textChanged.connect(self.reworded)
        self.recipient.editTextChanged.connect(self.reworded)
        self.by_class.clicked.connect(self.layout_wanted)
        self.wording.clicked.connect(self.wording_wanted)
        self.then.toggled.connect(self._moment_toggled)
        self.moment.dateTimeChanged.connect(self.moved)

    def _round_toggled(self, issuing: bool) -> None:
        self._show_state()
        if issuing:
            self.round_name.setFocus(Qt.FocusReason.OtherFocusReason)
            self.round_name.selectAll()
        self.reworded.emit()

    def _moment_toggled(self, past: bool) -> None:
        self._show_state()
        if past:
            self.moment.setFocus(Qt.FocusReason.OtherFocusReason)
        self.moved.emit()

    def _show_state(self) -> None:
        self.round_name.setEnabled(self.issue.isChecked())
        self.moment.setEnabled(self.then.isChecked())


def _heading(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "heading")
    return label


def _hint() -> QLabel:
    label = QLabel()
    label.setProperty("role", "hint")
    label.setWordWrap(True)
    return label


def _side_by_side(left: QWidget, right: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(theme.TOGETHER)
    row.addWidget(left)
    row.addWidget(right, 1)
    return row
