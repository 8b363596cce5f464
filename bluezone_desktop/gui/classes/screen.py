"""The screen "Lớp học"."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from bluezone_desktop.domain.changes import Outcome
from bluezone_desktop.domain.counting import format_count
from bluezone_desktop.domain.people import ClassId, PersonId, SchoolClass
from bluezone_desktop.domain.vocabulary import Group, Status
from bluezone_desktop.gui.classes.class_list import ClassList, ClassListModel
from bluezone_desktop.gui.desk import Desk
from bluezone_desktop.gui.empty_page import EmptyPage
from bluezone_desktop.gui.icons import icon
from bluezone_desktop.gui.lists.lists_out import ListsOut, Way, documents, offer_ways, printers
from bluezone_desktop.gui.ticks.new_line import NewLine, PupilLine
from bluezone_desktop.gui.ticks.panel import tool_button
from bluezone_desktop.gui.ticks.sheet import (
    ColumnKind,
    pupil_columns,
    pupil_figures,
    relative_figures,
)
from bluezone_desktop.gui.ticks.tick_screen import TickScreen
from bluezone_desktop.services.named_lists import ListKind

if TYPE_CHECKING:
    from bluezone_desktop.services.office import Office
    from bluezone_desktop.services.people import ClassSummary, TickSheet

LIST_WIDTH = 184


class ClassesScreen(TickScreen):
    """Classes left, the tick sheet of one right. Ctrl+PageDown and Ctrl+PageUp change the class.

    F6 goes between list and sheet. ``desk.go_to("classes", target)`` takes a ClassId, or a pair of
    ClassId and PersonId to put the focus on that person's status.
    """

    name = "classes"
    title_key = "classes.title"
    section = "classes"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, pupil_columns, ColumnKind.NAME, parent)
        self._class: SchoolClass | None = None
        self._wanted: ClassId | None = None
        self.classes = ClassListModel(self.texts, self)
        self.list = ClassList(self.classes, self.texts)
        self.add_button = QPushButton(icon("add"), self.texts("classes.add_pupil"))
        self.add_button.clicked.connect(self.add_person)
        self.panel.add_tool(self.add_button)
        self.previous_button = tool_button("back", self.texts("ticks.classes.previous"))
        self.previous_button.clicked.connect(self.previous_class)
        self.next_button = tool_button("forward", self.texts("ticks.classes.next"))
        self.next_button.clicked.connect(self.next_class)
        self.panel.add_steps(self.previous_button, self.next_button)
        self.paper = ListsOut(desk, self, place=documents, printers=printers)
        self.no_class = EmptyPage()
        self._pages = QStackedWidget()
        self._lay_out()
        self.list.selectionModel().currentChanged.connect(self._list_moved)
        self.list.opened.connect(self.view.setFocus)
        self.shortcut("Ctrl+PgDown", self.next_class)
        self.shortcut("Ctrl+PgUp", self.previous_class)
        self.shortcut("F6", self._other_side)
        self._paste_rows = self.shortcut("Ctrl+V", self.paste_rows)
        self._paste_rows.setEnabled(False)
        self.panel.empty.other.setText(self.texts("classes.empty.paste"))
        self.panel.empty.other.clicked.connect(self.paste_rows)

    @property
    def class_id(self) -> ClassId | None:
        """The class shown."""
        return self._class.id if self._class else None

    def open_at(self, target: object) -> None:
        """A ClassId, or (ClassId, PersonId)."""
        if isinstance(target, tuple):
            class_id, person_id = target
            self._wanted_person = PersonId(str(person_id))
        elif isinstance(target, str):
            class_id = target
        else:
            return
        self.open_class(ClassId(str(class_id)))

    def open_class(self, class_id: ClassId) -> None:
        """Shows another class."""
        self._wanted = class_id
        self._read_sheet()

    def next_class(self) -> None:
        """The class below in the list."""
        self.step_class(1)

    def previous_class(self) -> None:
        """The class above in the list."""
        self.step_class(-1)

    def step_class(self, steps: int) -> None:
        """The next class, or the one before. The focus keeps its column."""
        row = self.classes.row_of(self._wanted) + steps
        if 0 <= row < self.classes.rowCount():
            self._wanted = self.classes.summary(row).school_class.id
            self._show_in_list()
            self._read_sheet()

    # Reading

    def reader(self) -> Callable[[Office], Any]:
        wanted = self._wanted

        def read(office: Office) -> tuple[tuple[ClassSummary, ...], TickSheet | None]:
            from bluezone_desktop.services import people

            classes = people.class_list(office)
            ids = [each.school_class.id for each in classes]
            if not ids:
                return (), None
            chosen = wanted if wanted in ids else ids[0]
            return classes, people.tick_sheet(office, chosen)

        return read

    def _read_sheet(self) -> None:
        """Reads one class alone where the list of classes stands already: the keys are waiting."""
        wanted = self._wanted
        if wanted is None or self.classes.row_of(wanted) < 0:
            self.reload()
            return

        def read(office: Office) -> TickSheet:
            from bluezone_desktop.services import people

            return people.tick_sheet(office, wanted)

        self.desk.ask(read, self._sheet_came, self._sheet_gone)

    def _sheet_came(self, sheet: TickSheet) -> None:
        if sheet.school_class.id == self._wanted:
            self._show_sheet(sheet)
            self._show_in_list()

    def _sheet_gone(self, error: Exception) -> None:
        self.desk.say_error(error)
        self.reload()

    def take(self, read: Any) -> None:
        classes: tuple[ClassSummary, ...]
        sheet: TickSheet | None
        classes, sheet = read
        self.classes.load(classes)
        if sheet is None:
            self._class = self._wanted = None
            self.model.load(())
            self._pages.setCurrentWidget(self.no_class)
            return
        self._pages.setCurrentIndex(0)
        if self._wanted is None or self.classes.row_of(self._wanted) < 0:
            self._wanted = sheet.school_class.id
        if sheet.school_class.id == self._wanted:
            self._show_sheet(sheet)
        self._show_in_list()

    def _show_sheet(self, sheet: TickSheet) -> None:
        other = sheet.school_class.id != self.class_id
        self._class = sheet.school_class
        teacher = sheet.school_class.homeroom_teacher
        self.panel.title.setText(sheet.school_class.name)
        self.pupil_line.title.setText(
            self.texts("classes.add.title_in", name=sheet.school_class.name)
        )
        self.panel.subtitle.setText(
            "· " + self.texts("classes.homeroom", teacher=teacher) if teacher else ""
        )
        self.view.setAccessibleName(
            self.texts("classes.sheet_spoken", name=sheet.school_class.name)
        )
        if other:
            self.view.start_at_top()
        self.show_people(sheet.rows)

    # Showing

    def show_figures(self) -> None:
        households = self.model.households()
        pupils, relatives = pupil_figures(households), relative_figures(households)
        language = self.texts.language
        if not pupils.total:
            self.panel.set_heads()
        else:
            key = {
                (True, True): "not_asked",
                (True, False): "not_asked_pupils",
                (False, True): "not_asked_relatives",
                (False, False): "all_asked",
            }[bool(pupils.not_asked), bool(relatives.not_asked)]
            left = self.texts(
                f"classes.figures.{key}",
                pupils=format_count(pupils.not_asked, language),
                relatives=format_count(relatives.not_asked, language),
            )
            self.panel.set_heads(
                self.head_words("pupils", pupils),
                self.head_words("relatives", relatives),
                (left, self.texts("classes.figures.not_asked_hint")),
            )
        self.show_foot((Group.PUPIL, pupils), (Group.RELATIVE, relatives))
        self.panel.mark_rest_button.setEnabled(bool(pupils.not_asked or relatives.not_asked))
        if self._class is not None:
            self.classes.set_figures(self._class.id, pupils, relatives)

    def empty_words(self) -> tuple[str, str]:
        name = self._class.name if self._class else ""
        return (
            self.texts("classes.empty.no_pupils", name=name),
            self.texts("classes.empty.no_pupils_hint"),
        )

    def show_rows(self) -> None:
        if self._class is not None:
            super().show_rows()
        self._paste_rows.setEnabled(self._may_paste)
        self.panel.empty.other.setVisible(self._may_paste)

    @property
    def _may_paste(self) -> bool:
        """Whether copied rows become pupils: only where there are none to be ticked."""
        return self._class is not None and not self.model.total_rows

    # Doing

    def paste_rows(self) -> None:
        """Brings in rows that were copied in a spreadsheet."""
        text = QGuiApplication.clipboard().text()
        if self._class is None or not self._may_paste:
            return
        if text.strip():
            self.desk.bring_in_rows(text, self._class.name)
        else:
            self.desk.notify(self.texts("classes.paste.nothing"))

    def mark_rest(self, status: Status) -> None:
        if self._class is not None:
            self.marker.mark_not_asked(self._class.id, self.model.people(), status)

    def make_line(self) -> NewLine:
        self.pupil_line = PupilLine(self.texts, "classes")
        return self.pupil_line

    def adder(self) -> Callable[[Office], Outcome[PersonId]] | None:
        if self._class is None:
            return None
        class_id, name = self._class.id, self.pupil_line.name.text()
        birth = self.pupil_line.date_of_birth

        def work(office: Office) -> Outcome[PersonId]:
            from bluezone_desktop.services import people

            return people.add_pupil(office, class_id, name, date_of_birth=birth)

        return work

    key_lines = (
        *TickScreen.key_lines,
        ("", ""),
        ("next_class", "Ctrl+PgDown"),
        ("previous_class", "Ctrl+PgUp"),
        ("other_side", "F6"),
    )

    def key_actions(self) -> dict[str, Callable[[], object]]:
        return {
            **super().key_actions(),
            "next_class": self.next_class,
            "previous_class": self.previous_class,
            "other_side": self._other_side,
        }

    # Inside

    def _list_moved(self, current: QModelIndex, _: QModelIndex) -> None:
        if current.isValid():
            class_id = self.classes.summary(current.row()).school_class.id
            if class_id != self._wanted:
                self.open_class(class_id)

    def _show_in_list(self) -> None:
        row = self.classes.row_of(self._wanted)
        self.previous_button.setEnabled(row > 0)
        self.next_button.setEnabled(row < self.classes.rowCount() - 1)
        if row >= 0 and self.list.currentIndex().row() != row:
            self.list.setCurrentIndex(self.classes.index(row))

    def _other_side(self) -> None:
        if self.view.hasFocus():
            self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _list_side(self) -> QWidget:
        """The list, and below it what is done to the school's people as a whole."""
        menu = QMenu(self)
        send, take = icon("export"), icon("import")
        self.send_one = menu.addAction(
            send, self.texts("exchange.menu_send_one"), self._send_this_class
        )
        menu.addAction(send, self.texts("exchange.menu_send_all"), self._send_all_classes)
        menu.addAction(take, self.texts("exchange.menu_take"), self._take_home)
        paper = menu.addMenu(icon("print"), self.texts("names.class_sheet"))
        self.paper_ways = offer_ways(paper, self.texts, self._let_out_paper)
        menu.addSeparator()
        menu.addAction(icon("person"), self.texts("window.duplicates"), self._show_duplicates)
        menu.addAction(icon("calendar"), self.texts("window.roll_over"), self._show_roll_over)
        self.more_button = QPushButton(self.texts("people.more"))
        self.more_button.setProperty("role", "quiet")
        self.more_button.setMenu(menu)
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.list, 1)
        column.addWidget(self.more_button)
        return side

    def _let_out_paper(self, way: Way) -> None:
        if self._class is not None:
            self.paper.go(ListKind.TICK_SHEET, way, of=self._class)

    def _send_this_class(self) -> None:
        from bluezone_desktop.gui.exchange.flows import send_class

        if self._class is not None:
            send_class(self.desk, self._class.id, self._class.name, self)

    def _send_all_classes(self) -> None:
        from bluezone_desktop.gui.exchange.flows import send_into_folder

        send_into_folder(self.desk, (), self)

    def _take_home(self) -> None:
        from bluezone_desktop.gui.exchange.flows import take_home

        take_home(self.desk, (), self)

    def _show_duplicates(self) -> None:
        from bluezone_desktop.gui.people.duplicates_dialog import show_duplicates

        show_duplicates(self.desk, self)

    def _show_roll_over(self) -> None:
        from bluezone_desktop.gui.people.rollover_dialog import show_roll_over

        show_roll_over(self.desk, self)

    def _lay_out(self) -> None:
        self.no_class.set(
            self.texts("classes.empty.no_class"),
            self.texts("classes.empty.no_class_hint"),
            self.texts("classes.empty.import"),
            self.desk.bring_in,
        )
        sides = QSplitter(Qt.Orientation.Horizontal)
        sides.setHandleWidth(1)
        sides.setChildrenCollapsible(False)
        sides.addWidget(self._list_side())
        sides.addWidget(self.panel)
        sides.setStretchFactor(0, 0)
        sides.setStretchFactor(1, 1)
        sides.setSizes([LIST_WIDTH, 10 * LIST_WIDTH])
        self.list.setMinimumWidth(LIST_WIDTH - 40)
        self._pages.addWidget(sides)
        self._pages.addWidget(self.no_class)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pages)
