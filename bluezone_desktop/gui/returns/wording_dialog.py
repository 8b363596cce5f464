"""The words of the return, as a school may set them, with what offices above usually expect."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from bluezone_desktop.domain.return_document import ReturnDocument
from bluezone_desktop.gui import theme
from bluezone_desktop.services.return_wording import Omissible, ReturnWording, Wording
from bluezone_desktop.texts import Texts

PRESETS = ("district", "province", "commune")
_WIDTH = 620


class WordingDialog(QDialog):
    """A form of the texts that stand on the paper.

    recipient_chosen  a preset came with whom it goes to
    """

    recipient_chosen = Signal(str)

    def __init__(
        self,
        texts: Texts,
        chosen: ReturnWording,
        usual: ReturnDocument,
        parent: QWidget | None = None,
    ) -> None:
        """``usual`` is the return in the words of the catalogue."""
        super().__init__(parent)
        self._texts, self._usual = texts, usual
        self.setWindowTitle(texts("wording.title"))
        self.preset = QComboBox()
        self.preset.addItem(texts("wording.preset_none"), "")
        for name in PRESETS:
            self.preset.addItem(texts(f"return_page.recipients.{name}"), name)
        self.number = QLineEdit(chosen.number)
        self.number.setPlaceholderText(texts("wording.number_hint"))
        self.name, self.subject = QLineEdit(), QLineEdit()
        self.basis, self.distribution, self.notes = _lines(2), _lines(3), _lines(2)
        self.preparer, self.head = QLineEdit(), QLineEdit()
        self.columns = {one: QCheckBox(texts(f"wording.column.{one}")) for one in Omissible}
        self.buttons = QDialogButtonBox()
        role = QDialogButtonBox.ButtonRole
        self.keep = self.buttons.addButton(texts("wording.keep"), role.AcceptRole)
        self.keep.setProperty("role", "primary")
        self.usual_button = self.buttons.addButton(texts("wording.usual"), role.ResetRole)
        cancel = self.buttons.addButton(texts("dialogs.cancel"), role.RejectRole)
        cancel.setAutoDefault(False)
        self.usual_button.setAutoDefault(False)
        self._lay_out()
        self._show(chosen.words)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.usual_button.clicked.connect(lambda: self._show(Wording()))
        self.preset.activated.connect(self._take_preset)

    @property
    def chosen(self) -> ReturnWording:
        """What is written; None in it where the usual words stand."""
        usual = self._usual
        lines = _written(self.distribution)
        basis = " ".join(self.basis.toPlainText().split())
        return ReturnWording(
            self.number.text().strip(),
            Wording(
                _other(self.name, usual.title),
                _other(self.subject, usual.subject),
                None if basis == usual.basis else basis,
                None if lines == self._usual_lines() else lines,
                _other(self.preparer, usual.preparer[0]),
                _other(self.head, usual.head[0]),
                _written(self.notes),
                tuple(one for one, box in self.columns.items() if not box.isChecked()),
            ),
        )

    def _show(self, words: Wording) -> None:
        usual = self._usual
        self.name.setText(words.title or usual.title)
        self.subject.setText(words.subject or usual.subject)
        self.basis.setPlainText(usual.basis if words.basis is None else words.basis)
        lines = self._usual_lines() if words.distribution is None else words.distribution
        self.distribution.setPlainText("\n".join(lines))
        self.preparer.setText(words.preparer_title or usual.preparer[0])
        self.head.setText(words.head_title or usual.head[0])
        self.notes.setPlainText("\n".join(words.notes))
        for one, box in self.columns.items():
            box.setChecked(one not in words.omitted)

    def _usual_lines(self) -> tuple[str, ...]:
        return tuple(line.strip("- ;.") for line in self._usual.distribution[1:])

    def _take_preset(self) -> None:
        name = self.preset.currentData()
        if name:
            self.distribution.setPlainText(self._texts(f"wording.distribution.{name}"))
            self.recipient_chosen.emit(self.preset.currentText())

    def _lay_out(self) -> None:
        texts = self._texts
        form = QFormLayout()
        form.setHorizontalSpacing(theme.GROUP)
        form.setVerticalSpacing(theme.TOGETHER)
        rows: tuple[tuple[str, QWidget], ...] = (
            ("preset", self.preset),
            ("number", self.number),
            ("name", self.name),
            ("subject", self.subject),
            ("basis", self.basis),
            ("notes", self.notes),
            ("distribution_label", self.distribution),
            ("preparer", self.preparer),
            ("head", self.head),
        )
        for key, field in rows:
            label = QLabel(texts(f"wording.{key}"))
            label.setBuddy(field)
            field.setAccessibleName(texts(f"wording.{key}").replace("&", ""))
            form.addRow(label, field)
        boxes = QHBoxLayout()
        boxes.setSpacing(theme.GROUP)
        for box in self.columns.values():
            boxes.addWidget(box)
        boxes.addStretch(1)
        form.addRow(QLabel(texts("wording.columns")), boxes)
        hint = QLabel(texts("wording.hint"))
        hint.setProperty("role", "hint")
        hint.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.EDGE, theme.EDGE, theme.EDGE, theme.GROUP)
        column.setSpacing(theme.GROUP)
        column.addWidget(hint)
        column.addLayout(form)
        column.addWidget(self.buttons)
        # Of a hint over two lines a layout asks for one, unless it is told how wide it will be.
        self.setMinimumSize(_WIDTH, column.totalHeightForWidth(_WIDTH))


def _other(field: QLineEdit, usual: str) -> str | None:
    text = field.text().strip()
    return None if text in ("", usual) else text


def _written(field: QPlainTextEdit) -> tuple[str, ...]:
    lines = (line.strip() for line in field.toPlainText().splitlines())
    return tuple(line for line in lines if line)


def _lines(number: int) -> QPlainTextEdit:
    field = QPlainTextEdit()
    field.setTabChangesFocus(True)
    # In the words of the style sheet, whose height for fields of one line wins over any other.
    height = QFontMetrics(theme.font()).lineSpacing() * number + theme.TOGETHER
    field.setStyleSheet(f"QPlainTextEdit {{ min-height: {height}px; max-height: {height}px; }}")
    field.setFixedHeight(height + theme.TOGETHER + 2)  # with its padding and its border
    return field
