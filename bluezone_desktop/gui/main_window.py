"""The window: rail, head, the screens, and the notice line. Files dropped anywhere are imported."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPaintEvent,
    QShortcut,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from bluezone_desktop.domain.changes import Change, Outcome
from bluezone_desktop.domain.people import School
from bluezone_desktop.gui import icons
from bluezone_desktop.gui.actions import Actions
from bluezone_desktop.gui.desk import Desk
from bluezone_desktop.gui.drop_hint import DropHint, dropped_files, holds_files
from bluezone_desktop.gui.header import Header
from bluezone_desktop.gui.notice import NoticeLine
from bluezone_desktop.gui.rail import Rail
from bluezone_desktop.gui.screen import Screen
from bluezone_desktop.gui.screens import SCREENS

if TYPE_CHECKING:
    from bluezone_desktop.gui.wizard.wizard import Wizard
    from bluezone_desktop.services.office import Office
    from bluezone_desktop.services.steps import StepInfo

WANTED_SIZE = (1180, 760)
SMALLEST_SIZE = (900, 520)


class MainWindow(QMainWindow):
    """The one window of the program.

    painted          it was painted for the first time
    closed           the user closed it
    figures_painted  the start screen has painted what it shows: figures, or the first start's page
    """

    painted = Signal()
    closed = Signal()
    figures_painted = Signal()

    def __init__(self, desk: Desk, home: Path | None = None) -> None:
        """``home`` is the folder to go back to from the made-up school; None at home."""
        super().__init__()
        self._home = home
        self.desk = desk
        self._memory = desk.memory
        self._school: School | None = None
        self._last_step = 0
        self._present = ""
        self._was_painted = False
        self._screens: dict[str, Screen] = {}
        self.wizard: Wizard | None = None
        self.setWindowIcon(icons.app_icon())
        self.setMinimumSize(*SMALLEST_SIZE)
        self.setAcceptDrops(True)
        self._build()
        self._place()
        desk.changed.connect(self._changed)
        desk.language_changed.connect(self._language_changed)
        desk.place_wanted.connect(self.go_to)
        desk.import_wanted.connect(self.bring_in)
        desk.rows_wanted.connect(self.bring_in_rows)
        program = QGuiApplication.instance()
        if isinstance(program, QGuiApplication):  # it is, where there is a window
            program.applicationStateChanged.connect(self._state_changed)

    # What is shown

    @property
    def present(self) -> str:
        """The name of the screen in view; "" while there is none."""
        return self._present

    def screen_named(self, name: str) -> Screen:
        """The screen ``name``, made if it was not needed before."""
        if name not in self._screens:
            entry = next(entry for entry in SCREENS if entry.name == name)
            made = entry.make(self.desk)
            made.settled.connect(self.figures_painted)
            self._screens[name] = made
            self._stack.addWidget(made)
        return self._screens[name]

    def go_to(self, name: str, target: object = None) -> None:
        """Shows a screen, and ``target`` on it."""
        if self._present and name != self._present:
            leaving = self._screens[self._present]
            if not leaving.may_leave(lambda: self.go_to(name, target)):
                self.rail.show_present(self._present)
                return
        screen = self.screen_named(name)
        self._present = name
        self.rail.show_present(name)
        # What is wanted must be known before the screen loads what it shows.
        if target is not None:
            screen.open_at(target)
        self._stack.setCurrentWidget(screen)
        self._root.setCurrentWidget(self._shell)
        screen.setFocus()

    def show_school(self, school: School | None) -> None:
        """The folder is open: the school's screens, or the first start's two pages."""
        self._school = school
        if school is None:
            self._show_wizard()
            return
        self.header.show_school(school)
        self.setWindowTitle(f"{school.name} – {self.desk.texts('window.program')}")
        if self.wizard is not None:
            self._root.removeWidget(self.wizard)
            self.wizard.deleteLater()
            self.wizard = None
        if not self._present:
            self.go_to(SCREENS[0].name)
        self.actions_.set_working(True)
        self._refresh_steps()

    def bring_in(self, paths: list[Path]) -> None:
        """Shows what ``paths`` hold and takes it when told to; without any, asks for files."""
        if self._school is None:
            return
        from bluezone_desktop.gui.rosters.import_dialog import bring_in

        bring_in(self.desk, paths, self)

    def bring_in_rows(self, text: str, class_name: str) -> None:
        """Shows what copied rows hold and takes it into a class when told to."""
        from bluezone_desktop.gui.rosters.import_dialog import bring_in_rows

        bring_in_rows(self.desk, text, class_name, self)

    # What is done

    def undo(self) -> None:
        """Takes back the last step, whichever window or command made it."""
        from bluezone_desktop.services import steps

        self.desk.ask(steps.undo, self._undone)

    def redo(self) -> None:
        """Does again what was taken back last."""
        from bluezone_desktop.services import steps

        self.desk.ask(steps.redo, self._redone)

    def refresh_all(self) -> None:
        """F5: everything anew."""
        self.desk.changed.emit(Change.EVERYTHING)

    def choose_files(self) -> None:
        """Ctrl+O: lets the user choose lists to bring in."""
        self.desk.bring_in()

    def show_duplicates(self) -> None:
        """Shows who may be on record twice."""
        from bluezone_desktop.gui.people.duplicates_dialog import show_duplicates

        show_duplicates(self.desk, self)

    def show_roll_over(self) -> None:
        """Shows what becomes of each class next year."""
        from bluezone_desktop.gui.people.rollover_dialog import show_roll_over

        show_roll_over(self.desk, self)

    def go_to_search(self) -> None:
        """Ctrl+F: to the search field."""
        self.header.search.setFocus()
        self.header.search.selectAll()

    def leave_sample(self) -> None:
        """From the made-up school back to the real one."""
        if self._home is not None:
            self.desk.folder_wanted.emit(self._home)

    def _undone(self, outcome: Outcome[StepInfo]) -> None:
        words = self._words_of(outcome.value)
        self.desk.notify(
            self.desk.texts("window.undone", step=words),
            "done",
            action_text=self.desk.texts("window.redo"),
            action=self.redo,
        )

    def _redone(self, outcome: Outcome[StepInfo]) -> None:
        words = self._words_of(outcome.value)
        self.desk.notify(
            self.desk.texts("window.redone", step=words),
            "done",
            action_text=self.desk.texts("window.undo"),
            action=lambda: self._undo_only(outcome.value),
        )

    def _undo_only(self, offered: StepInfo) -> None:
        """Takes back the step that the notice line named, never one that was taken since."""

        def work(office: Office) -> Outcome[StepInfo]:
            from bluezone_desktop.services import steps

            return steps.undo_only(office, offered)

        self.desk.ask(work, self._undone)

    def _words_of(self, step: StepInfo) -> str:
        return self.desk.texts(step.label, **step.values)

    def _refresh_steps(self) -> None:
        def look(office: Office) -> tuple[School | None, StepInfo | None, StepInfo | None, int]:
            from bluezone_desktop.services import steps

            newest = steps.steps(office, limit=1)
            seq = newest[0].seq if newest else 0
            return office.school, steps.next_undo(office), steps.next_redo(office), seq

        self.desk.ask(look, self._show_steps)

    def _show_steps(
        self, found: tuple[School | None, StepInfo | None, StepInfo | None, int]
    ) -> None:
        school, undo, redo, self._last_step = found
        self.actions_.show_steps(
            self._words_of(undo) if undo else "", self._words_of(redo) if redo else ""
        )
        if school is not None and school != self._school:
            self._school = school
            self.header.show_school(school)

    # What happens

    def _changed(self, changes: Change) -> None:
        for screen in self._screens.values():
            if screen is not self.desk.origin:
                screen.note(changes)
        self._refresh_steps()

    def _state_changed(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive:
            self.catch_up()

    def catch_up(self) -> None:
        """Shows what another command may have written while the window was behind."""
        if self._school is None:
            return

        def newest(office: Office) -> int:
            from bluezone_desktop.services import steps

            found = steps.steps(office, limit=1)
            return found[0].seq if found else 0

        def compare(seq: int) -> None:
            if seq != self._last_step:
                self.desk.changed.emit(Change.EVERYTHING)

        self.desk.ask(newest, compare)

    def _language_changed(self) -> None:
        present = self._present
        self._build()
        self.show_school(self._school)
        if self._school is not None and present:
            self.go_to(present)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._present and not self._screens[self._present].may_leave(self.close):
            event.ignore()
            return
        self.remember_place()
        super().closeEvent(event)
        self.closed.emit()

    def remember_place(self) -> None:
        """Size and place, for the next window."""
        self._memory.keep("geometry", self.saveGeometry())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus, as it does in dialogs."""
        focus = self.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(
            focus, QAbstractButton
        ):
            focus.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            self.painted.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._school is not None and holds_files(event):
            self._hint.cover(self)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._hint.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        self._hint.hide()
        self.activateWindow()
        self.desk.bring_in_files(dropped_files(event))

    # How it is built

    def _build(self) -> None:
        """Everything inside, in the present language; whatever was there before goes."""
        texts = self.desk.texts
        self._screens = {}
        self._present = ""
        self.wizard = None
        for old in self.findChildren(QShortcut, options=Qt.FindChildOption.FindDirectChildrenOnly):
            old.deleteLater()
        self.actions_ = Actions(self)
        self.rail = Rail(SCREENS, texts)
        self.rail.wanted.connect(self.go_to)
        self.header = Header(self.desk, self.actions_.buttons, self.actions_.menu)
        if self._home is not None:
            self.header.add_way_back(self.leave_sample)
        self._stack = QStackedWidget()
        self.notice = NoticeLine(self.desk)
        self._shell = QWidget()
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.header)
        right.addWidget(self._stack, 1)
        right.addWidget(self.notice)
        row = QHBoxLayout(self._shell)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(right, 1)
        self._root = QStackedWidget()
        self._root.addWidget(self._shell)
        self._hint = DropHint(texts("window.drop_here"))
        self.setCentralWidget(self._root)
        self.setWindowTitle(texts("window.program"))
        for number, entry in enumerate(SCREENS, 1):
            shortcut = QShortcut(QKeySequence(f"Ctrl+{number}"), self)
            shortcut.activated.connect(lambda name=entry.name: self._by_key(name))
        self.actions_.set_working(False)

    def _by_key(self, name: str) -> None:
        if self._school is not None:
            self.go_to(name)

    def _show_wizard(self) -> None:
        from bluezone_desktop.gui.wizard.wizard import Wizard

        self.actions_.set_working(False)
        wizard = Wizard(self.desk)
        wizard.finished.connect(self._wizard_finished)
        wizard.painted.connect(self.figures_painted)
        self.wizard = wizard
        self._root.addWidget(wizard)
        self._root.setCurrentWidget(wizard)
        wizard.school_page.form.name.setFocus()

    def _wizard_finished(self, school: School, paths: list[Path]) -> None:
        self.show_school(school)
        if paths:
            self.desk.bring_in_files(paths)

    def _place(self) -> None:
        """Where it was last, or in the middle; never outside the screen."""
        kept = self._memory.data("geometry")
        if not kept.isEmpty() and self.restoreGeometry(kept):
            return
        room: QRect = QApplication.primaryScreen().availableGeometry()
        width, height = WANTED_SIZE
        if room.width() <= width + 80 or room.height() <= height + 40:
            self.resize(min(width, room.width()), min(height, room.height() - 32))
            self.setWindowState(Qt.WindowState.WindowMaximized)
        else:
            self.resize(width, height)
            self.move(room.center() - self.rect().center())
