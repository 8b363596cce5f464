"""What the screens with a tick sheet have in common: classes and staff."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from bluezone_desktop.domain.changes import Change, Outcome
from bluezone_desktop.domain.counting import Figures, format_count, format_rate
from bluezone_desktop.domain.people import Household, PersonId
from bluezone_desktop.gui.desk import Desk, NoticeKind
from bluezone_desktop.gui.screen import Screen
from bluezone_desktop.gui.ticks.columns import Columns
from bluezone_desktop.gui.ticks.marker import Mark, Marker
from bluezone_desktop.gui.ticks.menus import KeysMenu
from bluezone_desktop.gui.ticks.new_line import NewLine
from bluezone_desktop.gui.ticks.panel import SheetPanel
from bluezone_desktop.gui.ticks.paste_words import paste_words
from bluezone_desktop.gui.ticks.pasting import PastePlan
from bluezone_desktop.gui.ticks.people_actions import PeopleActions
from bluezone_desktop.gui.ticks.sheet import ColumnKind, Show
from bluezone_desktop.gui.ticks.tick_model import ColumnsFor, TickModel
from bluezone_desktop.gui.ticks.tick_view import TickView
from bluezone_desktop.gui.ticks.wording import Wording

if TYPE_CHECKING:
    from bluezone_desktop.services.office import Office


_ADVANCE = "ticks_advance"
"""Under this it is remembered whether a digit goes on to the next row."""


class TickScreen(Screen):
    """A screen around one tick sheet. Subclasses say what to read and how to show it.

    (Abstract for mypy: Qt's classes have a metaclass of their own, so that Python itself cannot.)
    """

    concerns = Change.SCHOOL | Change.CLASSES | Change.PEOPLE
    section = ""
    """Whose part of the catalogue words it."""

    def __init__(
        self,
        desk: Desk,
        columns_for: ColumnsFor,
        sorted_by: ColumnKind,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(desk, parent)
        self.wording = Wording(self.texts, self.section)
        self.model = TickModel(self.wording, columns_for, sorted_by=sorted_by, parent=self)
        self.marker = Marker(desk, self)
        self.view = TickView(self.model, self.marker)
        self.panel = SheetPanel(self.view, self.texts, self.section)
        self.columns = Columns(self.view, desk.memory, self.section)
        self.people = PeopleActions(self)
        self.new_line = self.make_line()
        self.panel.add_line(self.new_line)
        self._reading = False
        self._again = False
        self._letters = ""
        self._wanted_person: PersonId | None = None
        self._connect()
        self._add_keys_menu()
        self.setFocusProxy(self.view)  # whoever comes here comes to tick
        self._add_shortcuts()

    # Reading

    def refresh(self, changes: Change) -> None:
        """Reads the sheet again: someone else changed it, or a step was taken back."""
        self.reload()

    def reload(self) -> None:
        """Reads what is on disk; asked for again while reading, it reads once more afterwards."""
        if self._reading:
            self._again = True
            return
        self._reading = True
        self.desk.ask(self.reader(), self._came, self._went_wrong)

    @abstractmethod
    def reader(self) -> Callable[[Office], Any]:
        """What to do on the database's thread to read the sheet."""

    @abstractmethod
    def take(self, read: Any) -> None:
        """Shows what :meth:`reader` brought."""

    @abstractmethod
    def mark_rest(self, status: Any) -> None:
        """Sets everyone not asked yet."""

    @abstractmethod
    def make_line(self) -> NewLine:
        """The line in which a new pupil or member of staff is written."""

    @abstractmethod
    def adder(self) -> Callable[[Office], Outcome[PersonId]] | None:
        """What stores the one written in the line; None where there is no place for them."""

    def add_person(self) -> None:
        """Opens the line for a new pupil or member of staff."""
        self.new_line.open()

    @abstractmethod
    def show_figures(self) -> None:
        """Writes the figures of the sheet into the head and foot."""

    def show_people(self, households: Sequence[Household]) -> None:
        """Shows who was read, and goes to the one who was asked for."""
        self.model.load(households)
        self.show_rows()
        if self._wanted_person is not None:
            wanted, self._wanted_person = self._wanted_person, None
            if not self.view.go_to_person(wanted) and self.model.show is not Show.ALL:
                self.set_show(Show.ALL)
                self.view.go_to_person(wanted)
        self.show_detail()

    def show_rows(self) -> None:
        """Shows the grid, or says why it is empty."""
        if not self.model.total_rows:
            what, hint = self.empty_words()
            self.panel.show_empty(
                what, hint, self.texts(f"{self.section}.empty.import"), self.desk.bring_in
            )
        elif not self.model.rowCount():
            self.panel.show_filtered_out(
                self.texts(f"{self.section}.filters.nobody"),
                self.texts(f"{self.section}.filters.show_all"),
                lambda: self.set_show(Show.ALL),
            )
        else:
            self.panel.show_grid()

    @abstractmethod
    def empty_words(self) -> tuple[str, str]:
        """What a sheet with nobody says, and the hint below it."""

    def _came(self, read: Any) -> None:
        self._reading = False
        self.take(read)
        self._read_again()

    def _went_wrong(self, error: Exception) -> None:
        self._reading = False
        self.desk.say_error(error)
        self._read_again()

    def _read_again(self) -> None:
        if self._again:
            self._again = False
            self.reload()

    # Words that both screens show

    def show_foot(self, *sets: tuple[str, Figures]) -> None:
        """The line below the grid: each set's figures, both rates labelled, as long as fits."""
        self.panel.figures.set_wordings(
            *(
                "     ".join(self._figures_words(who, figures, key) for who, figures in sets)
                for key in ("line", "line_short", "line_shortest", "line_least")
            )
        )

    def _figures_words(self, who_key: str, figures: Figures, key: str) -> str:
        texts, language = self.texts, self.texts.language
        who = texts(f"vocabulary.{'group' if key == 'line' else 'group_short'}.{who_key}")
        if not figures.total:
            return texts("classes.figures.line_empty", who=who)
        return texts(
            f"classes.figures.{key}",
            who=who,
            asked=format_count(figures.asked, language),
            total=format_count(figures.total, language),
            with_smartphone=format_count(figures.with_smartphone, language),
            installed=format_count(figures.installed, language),
            rate_of_total=format_rate(figures.rate_of_total, language),
            rate_of_smartphones=format_rate(figures.rate_of_smartphones, language),
        )

    def head_words(self, key: str, figures: Figures) -> tuple[str, str]:
        """One set's figures for the head line, with what they count."""
        words = self.texts(
            f"{self.section}.figures.{key}",
            installed=format_count(figures.installed, self.texts.language),
            total=format_count(figures.total, self.texts.language),
            rate=format_rate(figures.rate_of_total, self.texts.language),
        )
        return words, self.texts(f"{self.section}.figures.{key}_hint")

    def show_detail(self) -> None:
        """Below the grid: letters typed, else who is in the cell with the focus, and how many."""
        index = self.view.currentIndex()
        if self._letters:
            detail = self._letters
        elif not index.isValid() or self.panel.is_empty:
            detail = ""
        else:
            row = self.model.row_at(index.row())
            column = self.model.columns[index.column()]
            detail = self.wording.hover(row, index.column(), column).replace("\n", " · ")
        self.panel.detail.setText(detail)
        self._show_aside()

    def _show_aside(self) -> None:
        parts: list[str] = []
        chosen = len(self.view.selected_people())
        if chosen > 1:
            parts.append(self.texts("classes.sheet.selected", number=chosen))
        if self.model.show is not Show.ALL:
            parts.append(
                self.texts(
                    f"{self.section}.filters.shown",
                    shown=self.model.rowCount(),
                    total=self.model.total_rows,
                )
            )
        self.panel.aside.setText(" · ".join(parts))

    # Inside

    def set_show(self, show: Show) -> None:
        """Filters the rows."""
        self.model.set_show(show)
        self.panel.set_filter(show)
        self.show_rows()
        self.show_detail()
        self.view.setFocus()

    def _connect(self) -> None:
        marker, model, view = self.marker, self.model, self.view
        marker.settled.connect(self._settled)
        marker.failed.connect(lambda _: self.reload())
        marker.late.connect(model.set_late)
        marker.calm.connect(self.reload)
        model.figures_changed.connect(self.show_figures)
        view.moved.connect(self.show_detail)
        view.selectionModel().selectionChanged.connect(self._show_aside)
        view.typed.connect(self._show_letters)
        view.pasted.connect(self._say_pasted)
        view.nobody_here.connect(self._say_nobody)
        view.details_wanted.connect(self._open_details)
        view.menu_wanted.connect(self.people.open_menu)
        self.new_line.entered.connect(self._store_new)
        self.new_line.closed.connect(self.panel.take_hands)
        self.panel.rest_wanted.connect(self.mark_rest)
        self.panel.show_wanted.connect(self.set_show)
        self.panel.sort_wanted.connect(self._sort)

    def _sort(self, kind: ColumnKind) -> None:
        self.view.sort_by(kind)
        self.view.setFocus()

    def _settled(self, mark: Mark) -> None:
        self.model.settle(mark)

    def _open_details(self, index: QModelIndex) -> None:
        self.people.open(index)

    def _store_new(self) -> None:
        work = self.adder()
        if work is None:
            return
        written = self.new_line.taken()

        def failed(error: Exception) -> None:
            self.new_line.give_back(written)
            self.desk.say_error(error)

        self.desk.ask(work, self._added, failed, origin=self)

    def _added(self, outcome: Outcome[PersonId]) -> None:
        self._wanted_person = outcome.value
        self.reload()

    def _show_letters(self, letters: str, found: bool) -> None:
        key = "classes.sheet.typed" if found else "classes.sheet.typed_nothing"
        self._letters = self.texts(key, letters=letters) if letters else ""
        self.show_detail()

    def _say_pasted(self, plan: PastePlan) -> None:
        """Nothing is left out silently, and nothing lands elsewhere than at the hand unsaid."""
        if plan.is_whole and not plan.by_name:
            return
        kind: NoticeKind = "done" if plan.statuses else "error"
        self.desk.notify(paste_words(self.texts, plan), kind)

    def _say_nobody(self) -> None:
        self.panel.detail.setText(self.texts("classes.sheet.nobody_here"))

    key_lines: tuple[tuple[str, str], ...] = (
        ("next_status", "Space"),
        ("", ""),
        ("column", "Ctrl+A"),
        ("everyone", "Ctrl+A, Ctrl+A"),
        ("copy", "Ctrl+C"),
        ("paste", "Ctrl+V"),
        ("", ""),
        ("edit", "F2"),
        ("add", "Insert"),
        ("install", "F4"),
        ("menu", "Shift+F10"),
    )
    """Lines of the menu of the keys: names and keys, "" a separator."""

    def key_actions(self) -> dict[str, Callable[[], object]]:
        """What the lines of the menu of the keys do."""
        view = self.view
        return {
            "next_status": view.step_status,
            "column": view.select_more,
            "everyone": view.select_everyone,
            "copy": view.copy,
            "paste": view.paste,
            "edit": self._edit,
            "add": self.add_person,
            "install": self.people.say_where_and_when,
            "menu": view.menu_at_focus,
        }

    def _edit(self) -> None:
        self.view.details_wanted.emit(self.view.currentIndex())

    def _add_keys_menu(self) -> None:
        jump = "jump_staff" if self.section == "staff" else "jump"
        self.keys_menu = KeysMenu(self.texts, jump, self.key_lines, self.panel)
        self.keys_menu.chosen.connect(self._key_line)
        self.keys_menu.advance.setChecked(bool(self.desk.memory.text(_ADVANCE)))
        self.view.advances = self.keys_menu.advance.isChecked()
        self.keys_menu.advance_changed.connect(self._set_advance)
        self.panel.set_keys_menu(self.keys_menu)

    def _key_line(self, name: str) -> None:
        self.view.setFocus()
        self.key_actions()[name]()

    def _set_advance(self, on: bool) -> None:
        self.view.advances = on
        self.desk.memory.keep(_ADVANCE, "yes" if on else "")

    def _add_shortcuts(self) -> None:
        self.shortcut("Ins", self.add_person)
        self.shortcut("F4", self.people.say_where_and_when)

    def shortcut(self, keys: str, then: Callable[[], object]) -> QShortcut:
        """A key of this screen, wherever in it the focus is."""
        made = QShortcut(QKeySequence(keys), self)
        made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        made.activated.connect(then)
        return made
