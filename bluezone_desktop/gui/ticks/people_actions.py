"""What can be done to the people of a sheet: menu, editing in place, relatives, leaving."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, QPoint

from bluezone_desktop.domain.changes import Change, Outcome
from bluezone_desktop.domain.people import Person, PersonId
from bluezone_desktop.domain.vocabulary import AppStore, Relation, Status
from bluezone_desktop.gui.people.sheet_actions import SheetActions
from bluezone_desktop.gui.ticks.cell_menu import CellMenu, Line
from bluezone_desktop.gui.ticks.install_dialog import InstallDialog
from bluezone_desktop.gui.ticks.person_dialogs import RelativeDialog
from bluezone_desktop.gui.ticks.sheet import ColumnKind

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
        self.more = SheetActions(screen, self.mark_left)
        self._menu = CellMenu(screen.texts, screen)
        self._menu.status_chosen.connect(screen.view.set_status)
        self._menu.store_chosen.connect(self._set_from)
        self._menu.chosen.connect(self._do)
        screen.model.edited.connect(self._store_text)
        screen.view.missing_marked.connect(self._mark_missing)
        screen.view.card_wanted.connect(self.more.open_card)

    # The menu

    def open_menu(self, where: QPoint) -> None:
        """The menu of the selection at this global point."""
        self.menu().popup(where)

    def menu(self) -> CellMenu:
        """What can be done to the selection."""
        index = self._screen.view.currentIndex()
        lines = self._lines(index) if index.isValid() else ()
        self._menu.fill(lines, statuses=bool(self._screen.view.selected_people()))
        return self._menu

    def _lines(self, index: QModelIndex) -> Iterator[Line]:
        screen = self._screen
        texts, column = screen.texts, screen.model.columns[index.column()]
        if screen.view.selected_people():
            yield Line("install", texts("ticks.install.menu"), "F4")
        if column.kind is ColumnKind.NOTE:
            words = texts("classes.menu.edit_note")
        elif column.is_tick and column.kind is not ColumnKind.OWN:
            there = screen.model.person_at(index) is not None
            words = texts("classes.menu.edit_relative" if there else "classes.menu.add_relative")
        else:
            words = texts("classes.menu.edit_name")
        yield Line("open", words, "F2", "edit")
        yield from self.more.lines(index)
        if column.kind in (ColumnKind.NAME, ColumnKind.OWN):
            yield Line("add_relative", texts("classes.menu.add_relative"))
            yield Line("mark_left", texts(f"{screen.section}.menu.mark_left"))

    def _do(self, name: str) -> None:
        """Does what a line of the menu says, to the cell that has the focus by now."""
        index = self._screen.view.currentIndex()
        if not index.isValid():
            return
        if name == "open":
            self.open(index)
        elif name == "install":
            self.say_where_and_when()
        elif name == "add_relative":
            self._add_relative(index, Relation.GUARDIAN)
        elif name == "mark_left":
            self.mark_left(self._screen.model.row_at(index.row()).household.person)
        else:
            self.more.do(name, index)

    def _set_from(self, store: AppStore) -> None:
        self._screen.view.set_status(Status.INSTALLED, store)

    def say_where_and_when(self) -> None:
        """F4: everyone selected has it installed, from a store and since a day."""
        screen = self._screen
        people = screen.view.selected_people()
        if not people:
            screen.view.nobody_here.emit()
            return
        one = people[0]
        if len(people) == 1:
            who = screen.wording.name(one)
        else:
            who = screen.texts("ticks.install.many", number=len(people))
        dialog = InstallDialog(screen.texts, who, one.store, one.installed_on, screen)
        if screen.desk.dialogs.run(dialog):
            ids = [each.id for each in people]
            screen.marker.mark(ids, Status.INSTALLED, dialog.store, dialog.day)
        dialog.deleteLater()

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

    def _mark_missing(self, index: QModelIndex, status: Status) -> None:
        """A digit where no parent is named: they are there from now on, known by the tie."""
        screen = self._screen
        of = screen.model.row_at(index.row()).id
        relation = screen.model.columns[index.column()].relation or Relation.OTHER

        def work(office: Office) -> Outcome[PersonId]:
            from bluezone_desktop.services import marking

            return marking.mark_missing(office, of, relation, status)

        screen.desk.ask(work, self._stored, origin=screen)

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
