"""What can be done to the people of a sheet: menu, editing in place, relatives, leaving."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, QPoint
from PySide6.QtWidgets import QMenu

from bluezone_desktop.domain.changes import Change, Outcome
from bluezone_desktop.domain.people import Person, PersonId
from bluezone_desktop.domain.vocabulary import AppStore, Relation, Status
from bluezone_desktop.gui.icons import icon, status_icon
from bluezone_desktop.gui.ticks.person_dialogs import RelativeDialog
from bluezone_desktop.gui.ticks.sheet import ColumnKind
from bluezone_desktop.gui.ticks.tick_keys import CYCLE, KEY_OF

if TYPE_CHECKING:
    from bluezone_desktop.gui.ticks.tick_screen import TickScreen
    from bluezone_desktop.services.office import Office
    from bluezone_desktop.services.steps import StepInfo


@dataclass(frozen=True, slots=True)
class _Left:
    name: str
    step: StepInfo | None


class PeopleActions(QObject):
    """Belongs to one screen with a tick sheet, and reads it again after each change."""

    def __init__(self, screen: TickScreen) -> None:
        super().__init__(screen)
        self._screen = screen
        self._menu: QMenu | None = None
        screen.model.edited.connect(self._store_text)

    # The menu

    def open_menu(self, where: QPoint) -> None:
        """The menu of the selection at this global point."""
        self.menu().popup(where)

    def menu(self) -> QMenu:
        """What can be done to the selection."""
        if self._menu is not None:
            self._menu.deleteLater()
        self._menu = QMenu(self._screen)
        people = self._screen.view.selected_people()
        if people:
            self._add_statuses(self._menu)
            self._menu.addSeparator()
        self._add_people(self._menu)
        return self._menu

    def _add_statuses(self, menu: QMenu) -> None:
        texts, view = self._screen.texts, self._screen.view
        for status in CYCLE:
            words = texts(f"vocabulary.status.{status}")
            action = menu.addAction(status_icon(status), f"{words}\t{KEY_OF[status]}")
            action.triggered.connect(lambda _=False, chosen=status: view.set_status(chosen))
            if status is Status.INSTALLED:
                for store in AppStore:
                    named = texts(
                        "classes.menu.set_from",
                        status=words,
                        store=texts(f"vocabulary.store.{store}"),
                    )
                    action = menu.addAction(status_icon(status), named)
                    action.triggered.connect(
                        lambda _=False, chosen=store: view.set_status(Status.INSTALLED, chosen)
                    )

    def _add_people(self, menu: QMenu) -> None:
        screen, index = self._screen, self._screen.view.currentIndex()
        if not index.isValid():
            return
        texts, column = screen.texts, screen.model.columns[index.column()]
        if column.kind is ColumnKind.NOTE:
            words = texts("classes.menu.edit_note")
        elif column.is_tick and column.kind is not ColumnKind.OWN:
            there = screen.model.person_at(index) is not None
            words = texts("classes.menu.edit_relative" if there else "classes.menu.add_relative")
        else:
            words = texts("classes.menu.edit_name")
        menu.addAction(icon("edit"), f"{words}\tF2").triggered.connect(lambda: self.open(index))
        if column.kind in (ColumnKind.NAME, ColumnKind.OWN):
            menu.addAction(texts("classes.menu.add_relative")).triggered.connect(
                lambda: self._add_relative(index, Relation.GUARDIAN)
            )
            menu.addAction(texts(f"{screen.section}.menu.mark_left")).triggered.connect(
                lambda: self.mark_left(screen.model.row_at(index.row()).household.person)
            )

    # Opening what is in a cell

    def open(self, index: QModelIndex) -> None:
        """F2 or a double click: name and note are written in place, a relative has a dialog."""
        if not index.isValid():
            return
        screen = self._screen
        column = screen.model.columns[index.column()]
        if column.kind is ColumnKind.NOTE:
            screen.view.write_in(index)
        elif column.is_tick and column.kind is not ColumnKind.OWN:
            person = screen.model.person_at(index)
            if person is None:
                self._add_relative(index, column.relation or Relation.GUARDIAN)
            else:
                self._edit_relative(index, person)
        else:
            screen.view.write_in(screen.model.index(index.row(), 1))

    def _store_text(self, person: Person, field: str, text: str) -> None:
        def work(office: Office) -> Outcome[bool]:
            from bluezone_desktop.services import people

            if field == "note":
                return people.edit_person(office, person.id, note=text)
            return people.edit_person(office, person.id, full_name=text)

        self._screen.desk.ask(work, self._stored, origin=self._screen)

    def _add_relative(self, index: QModelIndex, relation: Relation) -> None:
        screen = self._screen
        of = screen.model.row_at(index.row()).household.person
        title = screen.texts("classes.relative.title_new", pupil=screen.wording.name(of))
        dialog = RelativeDialog(screen.texts, title, relation, parent=screen)
        if screen.desk.dialogs.run(dialog):
            tie, name, phone = dialog.relation, dialog.name.text(), dialog.phone_number

            def work(office: Office) -> Outcome[PersonId]:
                from bluezone_desktop.services import people

                return people.add_relative(office, of.id, tie, name, phone)

            screen.desk.ask(work, self._stored, origin=screen)
        dialog.deleteLater()

    def _edit_relative(self, index: QModelIndex, person: Person) -> None:
        screen = self._screen
        row = screen.model.row_at(index.row())
        relation = row.relations[index.column()] or Relation.OTHER
        title = screen.texts(
            "classes.relative.title_edit",
            relation=screen.texts(f"vocabulary.relation.{relation}"),
            pupil=screen.wording.name(row.household.person),
        )
        dialog = RelativeDialog(
            screen.texts,
            title,
            relation,
            name=person.full_name or "",
            phone=person.phone or "",
            known=True,
            parent=screen,
        )
        if screen.desk.dialogs.run(dialog):
            name, phone = dialog.name.text(), dialog.phone_number or ""

            def work(office: Office) -> Outcome[bool]:
                from bluezone_desktop.services import people

                return people.edit_person(office, person.id, full_name=name, phone=phone)

            screen.desk.ask(work, self._stored, origin=screen)
        dialog.deleteLater()

    def mark_left(self, person: Person) -> None:
        """Takes someone out of the count; the notice line offers to take it back."""
        name = self._screen.wording.name(person)

        def work(office: Office) -> Outcome[_Left]:
            from bluezone_desktop.services import people, steps

            changes = people.mark_left(office, person.id).changes
            return Outcome(_Left(name, steps.next_undo(office)), changes)

        self._screen.desk.ask(work, self._has_left, origin=self._screen)

    def _has_left(self, outcome: Outcome[_Left]) -> None:
        texts, left = self._screen.texts, outcome.value
        self._screen.desk.notify(
            texts("classes.left.done", name=left.name),
            "done",
            action_text=texts("classes.left.undo"),
            action=lambda: self._take_back(left.step),
        )
        self._screen.reload()

    def _take_back(self, step: StepInfo | None) -> None:
        def work(office: Office) -> Outcome[None]:
            from bluezone_desktop.services import steps

            # Something may have been done since: only this very step is taken back from here.
            last = steps.next_undo(office)
            if step is None or last is None or last.seq != step.seq:
                return Outcome(None, Change.NOTHING)
            return Outcome(None, steps.undo(office).changes)

        self._screen.desk.ask(work, self._stored, origin=self._screen)

    def _stored(self, _: object) -> None:
        self._screen.reload()
