"""Small dialogs for one person. They are shown through ``desk.dialogs.run``.

A field never changes its text while it is written in (UniKey writes by Backspace and letters); what
was written is tidied by the services when it is stored.
"""

from __future__ import annotations

from abc import abstractmethod

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from bluezone_desktop.domain.phones import read_phones
from bluezone_desktop.domain.vocabulary import Relation
from bluezone_desktop.gui.theme import EDGE, GROUP, TOGETHER
from bluezone_desktop.texts import Texts

WIDTH = 420


class FormDialog(QDialog):
    """Fields below each other, a sentence for what is wrong, two buttons with verbs.

    What is wrong, each dialog says. (Abstract for mypy, which refuses to make one that does not;
    Qt's classes have a metaclass of their own, so that Python itself cannot.)
    """

    def __init__(
        self, texts: Texts, title: str, accept: str, cancel: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.texts = texts
        self.setWindowTitle(title)
        self.setMinimumWidth(WIDTH)
        self.form = QFormLayout()
        self.form.setHorizontalSpacing(GROUP)
        self.form.setVerticalSpacing(TOGETHER)
        self.trouble = QLabel()
        self.trouble.setWordWrap(True)
        self.trouble.setVisible(False)
        self.buttons = QDialogButtonBox()
        primary = self.buttons.addButton(accept, QDialogButtonBox.ButtonRole.AcceptRole)
        primary.setProperty("role", "primary")
        primary.setDefault(True)
        self.buttons.addButton(cancel, QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.body = QHBoxLayout()
        """What stands beside the fields comes in here."""
        self.body.setSpacing(EDGE)
        self.body.addLayout(self.form)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(EDGE, EDGE, EDGE, GROUP)
        whole.setSpacing(GROUP)
        whole.addLayout(self.body, 1)
        whole.addWidget(self.trouble)
        whole.addWidget(self.buttons)

    @abstractmethod
    def problem(self) -> tuple[str, QWidget] | None:
        """What is wrong with what was written, and the field to mend; None where all is well."""

    def accept(self) -> None:
        """Goes on only where nothing is wrong; otherwise says what, and goes to the field."""
        problem = self.problem()
        if problem is None:
            self.go_on()
            return
        words, field = problem
        self.say(words)
        field.setFocus()

    def go_on(self) -> None:
        """Closes: what was written is there for whoever asked."""
        super().accept()

    def say(self, words: str) -> None:
        """Says what is wrong; "" where nothing is any more."""
        self.trouble.setText(words)
        self.trouble.setVisible(bool(words))

    def field(self, label: str, value: str = "", hint: str = "") -> QLineEdit:
        """A line to write in."""
        line = QLineEdit(value)
        line.setPlaceholderText(hint)
        self.form.addRow(label, line)
        return line

    def choice(self, label: str, choices: dict[str, str], chosen: str) -> QComboBox:
        """A list to choose from: value and words."""
        box = QComboBox()
        for value, words in choices.items():
            box.addItem(words, value)
        box.setCurrentIndex(box.findData(chosen))
        self.form.addRow(label, box)
        return box


class RelativeDialog(FormDialog):
    """A relative, new or known: by what tie, name, phone."""

    def __init__(
        self,
        texts: Texts,
        title: str,
        relation: Relation,
        *,
        name: str = "",
        phone: str = "",
        known: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """``known``: the tie stands already and is only shown."""
        super().__init__(
            texts,
            title,
            texts("classes.relative.accept"),
            texts("classes.relative.cancel"),
            parent,
        )
        relations = {each.value: texts(f"vocabulary.relation.{each}") for each in Relation}
        self._relation = self.choice(texts("classes.relative.relation"), relations, relation.value)
        self._relation.setEnabled(not known)
        self.name = self.field(texts("classes.relative.name"), name)
        self.phone = self.field(texts("classes.relative.phone"), phone)
        self._phone_before = phone
        self.name.setFocus()

    def problem(self) -> tuple[str, QWidget] | None:
        """A name or a phone is needed; a phone has to be one."""
        if not self.name.text().strip() and not self.phone.text().strip():
            return self.texts("classes.relative.nothing"), self.name
        try:
            read_phones(self.phone.text())
        except ValueError:
            return self.texts("classes.relative.phone_wrong"), self.phone
        return None

    @property
    def relation(self) -> Relation:
        """The tie chosen."""
        return Relation(self._relation.currentData())

    @property
    def phone_number(self) -> str | None:
        """The phone as it is stored, None where there is none; untouched ones stay as they were."""
        if self.phone.text() == self._phone_before:
            return self._phone_before or None
        return next(iter(read_phones(self.phone.text())), None)
