"""The relatives on a card, or whose relative somebody is, with what can be done about them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from bluezone_desktop.domain.changes import Outcome
from bluezone_desktop.domain.people import KinshipId, Person, PersonId
from bluezone_desktop.domain.vocabulary import Group, Relation
from bluezone_desktop.gui.desk import Desk
from bluezone_desktop.gui.icons import icon
from bluezone_desktop.gui.people.rows import Line, LinesModel, LinesView
from bluezone_desktop.gui.theme import ICON_SIZE, INSIDE, ROW_HEIGHT, TOGETHER
from bluezone_desktop.gui.ticks.person_dialogs import FormDialog, RelativeDialog
from bluezone_desktop.texts import Texts

if TYPE_CHECKING:
    from bluezone_desktop.services.office import Office
    from bluezone_desktop.services.person_cards import Card, Family, Head

_ROWS = 4
"""Rows in view; further ones are scrolled to."""


@dataclass(frozen=True, slots=True)
class _Tied:
    tie: KinshipId
    person: Person
    relation: Relation


class RelationDialog(FormDialog):
    """As what somebody is a relative."""

    def __init__(
        self, texts: Texts, title: str, relation: Relation, parent: QWidget | None = None
    ) -> None:
        accept, cancel = (
            texts("people.family.relation_accept"),
            texts("people.family.relation_cancel"),
        )
        super().__init__(texts, title, accept, cancel, parent)
        words = {each.value: texts(f"vocabulary.relation.{each}") for each in Relation}
        self.relations = self.choice(texts("people.family.relation_label"), words, relation.value)

    def problem(self) -> None:
        """Whatever is chosen is right."""

    @property
    def relation(self) -> Relation:
        """The relation chosen."""
        return Relation(self.relations.currentData())


class FamilyBox(QWidget):
    """A heading, the list and its buttons. Everything done here is stored at once.

    changed   something was stored: the card is to be read again
    refused   the sentence about what could not be
    opened    the PersonId of somebody whose card is wanted
    """

    changed = Signal()
    refused = Signal(str)
    opened = Signal(str)

    def __init__(self, desk: Desk, card: Card, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._texts, self._card = desk, desk.texts, card
        self._of_relative = card.person.group is Group.RELATIVE
        columns = ("relation", "name", "class") if self._of_relative else (
            "relation", "name", "phone", "status", "others",
        )  # fmt: skip
        self.model = LinesModel([self._texts(f"people.family.{each}") for each in columns], self)
        self.view = LinesView(self.model, 1)
        heading = QLabel(
            self._texts(f"people.card.{'heads' if self._of_relative else 'relatives'}")
        )
        heading.setProperty("role", "heading")
        self.view.setAccessibleName(heading.text())
        self.view.setFixedHeight(ROW_HEIGHT * (_ROWS + 1) + 2)
        self.view.activated.connect(self._open_index)
        self.view.doubleClicked.connect(self._open_index)
        self.view.selectionModel().currentRowChanged.connect(self._enable)
        self.add = self._button("add", self._add)
        self.open = self._button("open", self._open)
        self.relation = self._button("relation_button", self._change_relation)
        self.split = self._button("split", self._split)
        self.split.setToolTip(self._texts("people.family.split_hint"))
        self.up, self.down = self._arrow("up", self._go_up), self._arrow("down", self._go_down)
        self.remove = self._button("remove", self._remove)
        buttons = QHBoxLayout()
        buttons.setSpacing(TOGETHER)
        for button in (self.add, self.open, self.relation, self.up, self.down):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.split)
        buttons.addWidget(self.remove)
        for button in (self.add, self.up, self.down, self.remove):
            button.setVisible(not self._of_relative)
        self.split.setVisible(self._of_relative)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(INSIDE)
        column.addWidget(heading)
        column.addWidget(self.view)
        column.addSpacing(INSIDE)
        column.addLayout(buttons)
        self.load(card)

    def load(self, card: Card) -> None:
        """Shows the family as it stands; the row with the focus stays."""
        row = max(0, self.view.currentIndex().row())
        self._card = card
        if self._of_relative:
            self.model.load([self._head(one) for one in card.heads])
        else:
            self.model.load([self._relative(one) for one in card.relatives])
        if self.model.rowCount():
            self.view.selectRow(min(row, self.model.rowCount() - 1))
        self._enable()

    # What a line says

    def _relative(self, one: Family) -> Line:
        person, texts = one.tie.person, self._texts
        cells = (
            texts(f"vocabulary.relation.{one.tie.relation}"),
            person.full_name or texts("classes.sheet.no_name"),
            person.phone or "",
            texts(f"vocabulary.status_short.{person.status}"),
            ", ".join(one.others),
        )
        return Line(cells, _Tied(one.tie.kinship_id, person, one.tie.relation), person.status, 3)

    def _head(self, one: Head) -> Line:
        cells = (
            self._texts(f"vocabulary.relation.{one.relation}"),
            one.person.full_name or "",
            one.class_name or self._texts(f"vocabulary.group.{one.person.group}"),
        )
        return Line(cells, _Tied(one.kinship_id, one.person, one.relation))

    # What can be done

    def _enable(self) -> None:
        row, rows = self.view.currentIndex().row(), self.model.rowCount()
        for button in (self.open, self.relation, self.remove):
            button.setEnabled(row >= 0)
        self.up.setEnabled(row > 0)
        self.down.setEnabled(0 <= row < rows - 1)
        self.split.setEnabled(row >= 0 and rows > 1)

    @property
    def _chosen(self) -> tuple[KinshipId, Person, Relation] | None:
        line = self.view.chosen
        if line is None or not isinstance(line.about, _Tied):
            return None
        return line.about.tie, line.about.person, line.about.relation

    def _open_index(self, _: QModelIndex) -> None:
        self._open()

    def _open(self) -> None:
        if self._chosen is not None:
            self.opened.emit(self._chosen[1].id)

    def _add(self) -> None:
        of = self._card.person
        title = self._texts("classes.relative.title_new", pupil=of.full_name)
        known = {one.tie.relation for one in self._card.relatives}
        parents = (Relation.FATHER, Relation.MOTHER, Relation.GUARDIAN)
        first = next((one for one in parents if one not in known), Relation.OTHER)
        dialog = RelativeDialog(self._texts, title, first, parent=self)
        if self._desk.dialogs.run(dialog):
            relation, name, phone = dialog.relation, dialog.name.text(), dialog.phone_number

            def work(office: Office) -> Outcome[PersonId]:
                from bluezone_desktop.services import people

                return people.add_relative(office, of.id, relation, name, phone)

            self._do(work)
        dialog.deleteLater()

    def _change_relation(self) -> None:
        if self._chosen is None:
            return
        tie, other, relation = self._chosen
        pair = (self._card.person, other) if self._of_relative else (other, self._card.person)
        name, of = (one.full_name or self._texts("classes.sheet.no_name") for one in pair)
        title = self._texts("people.family.relation_title", name=name, of=of)
        dialog = RelationDialog(self._texts, title, relation, self)
        if self._desk.dialogs.run(dialog):
            wanted = dialog.relation

            def work(office: Office) -> Outcome[bool]:
                from bluezone_desktop.services import relatives

                return relatives.change_relation(office, tie, wanted)

            self._do(work)
        dialog.deleteLater()

    def _go_up(self) -> None:
        self._swap(-1)

    def _go_down(self) -> None:
        self._swap(1)

    def _swap(self, by: int) -> None:
        row = self.view.currentIndex().row()
        if row < 0 or not 0 <= row + by < self.model.rowCount():
            return
        ties = self._ties()
        one, other = ties[row], ties[row + by]

        def work(office: Office) -> Outcome[None]:
            from bluezone_desktop.services import relatives

            return relatives.swap_relatives(office, one, other)

        self.view.selectRow(row + by)
        self._do(work)

    def _remove(self) -> None:
        if self._chosen is None:
            return
        tie = self._chosen[0]

        def work(office: Office) -> Outcome[PersonId]:
            from bluezone_desktop.services import relatives

            return relatives.remove_relative(office, tie)

        self._do(work)

    def _split(self) -> None:
        if self._chosen is None:
            return
        who, tie = self._card.person.id, self._chosen[0]

        def work(office: Office) -> Outcome[PersonId]:
            from bluezone_desktop.services import relatives

            return relatives.split(office, who, [tie])

        self._do(work)

    def _ties(self) -> Sequence[KinshipId]:
        return [one.tie.kinship_id for one in self._card.relatives]

    def _do(self, work: Callable[[Office], Outcome[Any]]) -> None:
        self._desk.ask(work, self._done, self._failed)

    def _done(self, _: Outcome[Any]) -> None:
        self.refused.emit("")
        self.changed.emit()

    def _failed(self, error: Exception) -> None:
        self.refused.emit(self._desk.sentence(error))
        self.changed.emit()

    def _button(self, key: str, then: Callable[[], None]) -> QPushButton:
        button = QPushButton(self._texts(f"people.family.{key}"))
        button.setAutoDefault(False)
        button.clicked.connect(then)
        return button

    def _arrow(self, name: str, then: Callable[[], None]) -> QToolButton:
        button = QToolButton()
        words = self._texts(f"people.family.{name}")
        button.setIcon(icon(name))
        button.setIconSize(QSize(ICON_SIZE, ICON_SIZE))
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.clicked.connect(then)
        return button
