"""What of people is done from a tick sheet by a dialog: cards, moving, making several one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject

from bluezone_desktop.domain.changes import Outcome
from bluezone_desktop.domain.merging import may_be_one
from bluezone_desktop.domain.people import Person, SchoolClass
from bluezone_desktop.domain.vocabulary import Group
from bluezone_desktop.gui.people.card import CardOpener, Leave
from bluezone_desktop.gui.people.duplicates_dialog import show_chosen
from bluezone_desktop.gui.people.move_dialog import MoveDialog
from bluezone_desktop.gui.ticks.cell_menu import Line

if TYPE_CHECKING:
    from bluezone_desktop.gui.ticks.tick_screen import TickScreen
    from bluezone_desktop.services.office import Office


class SheetActions(QObject):
    """Belongs to one screen with a tick sheet, which every change refreshes."""

    def __init__(self, screen: TickScreen, leave: Leave) -> None:
        super().__init__(screen)
        self._screen = screen
        self._cards = CardOpener(screen.desk, screen, leave)

    def lines(self, index: QModelIndex) -> Iterator[Line]:
        """The lines of the menu for the cell with the focus and what is selected."""
        texts = self._screen.texts
        if self._at(index) is not None:
            yield Line("card", texts("people.menu.card"), "Alt+Enter", "person")
        if self.pupils():
            yield Line("move", texts("people.menu.move"))
        chosen = self._screen.view.selected_people()
        if len(chosen) > 1 and may_be_one(chosen):
            yield Line("merge", texts("people.menu.merge", number=len(chosen)))

    def do(self, name: str, index: QModelIndex) -> None:
        """Does what one of those lines says."""
        if name == "card":
            self.open_card(index)
        elif name == "move":
            self.move()
        elif name == "merge":
            chosen = self._screen.view.selected_people()
            show_chosen(self._screen.desk, [one.id for one in chosen], self._screen)

    def open_card(self, index: QModelIndex) -> None:
        """The card of who stands at ``index``."""
        person = self._at(index)
        if person is not None:
            self._cards.open(person.id)

    def pupils(self) -> list[Person]:
        """The pupils of the selected rows, from top to bottom."""
        screen = self._screen
        rows = {index.row() for index in screen.view.selectionModel().selectedIndexes()}
        people = (screen.model.row_at(row).household.person for row in sorted(rows))
        return [one for one in people if one.group is Group.PUPIL]

    def move(self) -> None:
        """Asks for another class of the year, and moves the pupils of the selected rows."""
        pupils = self.pupils()

        def read(office: Office) -> tuple[SchoolClass, ...]:
            from bluezone_desktop.services import people

            return tuple(one.school_class for one in people.class_list(office))

        def choose(classes: tuple[SchoolClass, ...]) -> None:
            self._choose_class(pupils, classes)

        if pupils:
            self._screen.desk.ask(read, choose)

    def _choose_class(self, pupils: list[Person], classes: tuple[SchoolClass, ...]) -> None:
        screen = self._screen
        here = {one.class_id for one in pupils}
        others = [one for one in classes if {one.id} != here]
        if not others:
            screen.desk.notify(screen.texts("people.move.nowhere"))
            return
        names = [screen.wording.name(one) for one in pupils]
        dialog = MoveDialog(screen.texts, names, others, screen)
        if screen.desk.dialogs.run(dialog):
            ids, room = [one.id for one in pupils], dialog.class_id

            def work(office: Office) -> Outcome[int]:
                from bluezone_desktop.services import mending

                return mending.move_pupils(office, ids, room)

            name = dialog.class_name

            def moved(outcome: Outcome[int]) -> None:
                words = screen.texts("people.move.done", number=outcome.value, name=name)
                screen.desk.notify(words, "done")

            screen.desk.ask(work, moved)
        dialog.deleteLater()

    def _at(self, index: QModelIndex) -> Person | None:
        if not index.isValid():
            return None
        screen = self._screen
        there = screen.model.person_at(index)
        if there is not None or screen.model.columns[index.column()].is_tick:
            return there
        return screen.model.row_at(index.row()).household.person
