"""The two pages of the first start, in the place of the screens."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeyEvent,
    QPaintEvent,
    QPalette,
)
from PySide6.QtWidgets import QFrame, QPushButton, QStackedLayout, QWidget

from bluezone_desktop.domain.changes import Outcome
from bluezone_desktop.domain.errors import KnownError
from bluezone_desktop.domain.people import School
from bluezone_desktop.gui import icons
from bluezone_desktop.gui.desk import Desk
from bluezone_desktop.gui.drop_hint import dropped_files, holds_files
from bluezone_desktop.gui.forms.ui_wizard_lists import Ui_WizardLists
from bluezone_desktop.gui.forms.ui_wizard_school import Ui_WizardSchool
from bluezone_desktop.gui.school_form import (
    chosen_level,
    fill_levels,
    fill_school_years,
    fill_superiors,
)
from bluezone_desktop.gui.wizard.sample import open_sample
from bluezone_desktop.texts import LANGUAGES

if TYPE_CHECKING:
    from bluezone_desktop.services.office import Office

COLUMN_WIDTH = 560


class Wizard(QWidget):
    """Sets the school up, then asks for its lists; from there one may go back and mend.

    finished  the School, and the files to bring in: none where the user wants to see first
    painted   the first page is on the screen
    """

    finished = Signal(object, object)
    painted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._school: School | None = None
        self._was_painted = False
        self._stack = QStackedLayout(self)
        self.school_page = SchoolPage(desk)
        self.school_page.entered.connect(self._set_up)
        self.school_page.sheet_chosen.connect(self._open_sheet)
        self.lists_page = ListsPage(desk)
        self.lists_page.chosen.connect(self._finish)
        self.lists_page.form.back.clicked.connect(self._go_back)
        self._stack.addWidget(self.school_page)
        self._stack.addWidget(self.lists_page)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self.painted.emit)

    def _set_up(self, school: School) -> None:
        from bluezone_desktop.services import schools

        # Who came back from page two has a school already, and mends it.
        enter = schools.set_up if self._school is None else schools.edit

        def done(outcome: Outcome[School]) -> None:
            self._school = outcome.value
            # Another language would begin the pages anew; from here on it is in the settings.
            self.school_page.form.language.hide()
            self._stack.setCurrentWidget(self.lists_page)
            self.lists_page.form.choose.setFocus()

        self._desk.ask(lambda office: enter(office, school), done, self.school_page.say_problem)

    def _open_sheet(self, path: Path, password: str | None = None) -> None:
        """A teacher's beginning: her class sheet tells the school and the class."""

        def work(office: Office) -> Outcome[School]:
            from bluezone_desktop.services import teacher_desk

            return teacher_desk.open_sheet(office, path, password=password)

        def done(outcome: Outcome[School]) -> None:
            self.finished.emit(outcome.value, [])

        def failed(error: Exception) -> None:
            if isinstance(error, KnownError) and error.key == "files.password_needed":
                given = self._desk.dialogs.ask_password(
                    self._desk.texts("exchange.merge_title"),
                    self._desk.texts("exchange.password_label"),
                    self,
                )
                if given:
                    self._open_sheet(path, given)
                return
            self.school_page.say_problem(error)

        self._desk.ask(work, done, failed)

    def _go_back(self) -> None:
        self._stack.setCurrentWidget(self.school_page)
        self.school_page.form.problem.hide()
        self.school_page.form.name.setFocus()

    def _finish(self, paths: list[Path]) -> None:
        if self._school is not None:
            self.finished.emit(self._school, paths)


class SchoolPage(QWidget):
    """Page one. ``entered`` carries the School; whether it will do is the services' to say.

    sheet_chosen  a teacher's class sheet to begin with, in place of a school
    """

    entered = Signal(object)
    sheet_chosen = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.form = Ui_WizardSchool()
        self.form.setupUi(self)  # type: ignore[no-untyped-call]  # compiled by uic
        self.form.card.setMinimumWidth(COLUMN_WIDTH)
        self.form.brand_icon.setPixmap(icons.app_icon().pixmap(24, 24))
        self.form.language.clicked.connect(self._other_language)
        self.form.problem.hide()
        fill_levels(self.form.level, desk.texts)
        fill_superiors(self.form.superior, desk.texts, None)
        self.form.level.setPlaceholderText(desk.texts("wizard.choose_level"))
        self.form.level.currentIndexChanged.connect(self._level_changed)
        self.form.superior.activated.connect(self._superior_chosen)
        self.form.go_on.clicked.connect(self._go_on)
        self.open_sheet = QPushButton(desk.texts("wizard.open_sheet"))
        self.open_sheet.setProperty("role", "link")
        self.open_sheet.clicked.connect(self._choose_sheet)
        card = self.form.card.layout()
        if card is not None:
            card.addWidget(self.open_sheet)
        desk.ask(_today, lambda today: fill_school_years(self.form.school_year, today))
        self.setFocusProxy(self.form.name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in any field goes on, as in a dialog; on a button it presses that button."""
        pressed = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if pressed and not isinstance(self.focusWidget(), QPushButton):
            self._go_on()
        else:
            super().keyPressEvent(event)

    def _choose_sheet(self) -> None:
        texts = self._desk.texts
        paths = self._desk.dialogs.choose_files(
            texts("wizard.open_sheet_title"), texts("exchange.file_kinds")
        )
        if paths:
            self.sheet_chosen.emit(paths[0])

    def say_problem(self, error: Exception) -> None:
        """What is wrong with what was entered, below the fields."""
        if isinstance(error, KnownError):
            self.form.problem.setText(self._desk.words_of(error))
            self.form.problem.show()

    def _other_language(self) -> None:
        other = next(one for one in LANGUAGES if one != self._desk.texts.language)
        # After this click: the page with its button is about to be built anew.
        QTimer.singleShot(0, lambda: self._desk.set_language(other))

    def _level_changed(self) -> None:
        fill_superiors(self.form.superior, self._desk.texts, chosen_level(self.form.level))

    def _superior_chosen(self) -> None:
        # A preset is the beginning of a name: the hands go on at its end.
        line = self.form.superior.lineEdit()
        if line is not None:
            line.setFocus()
            line.end(False)

    def _go_on(self) -> None:
        form = self.form
        form.problem.hide()
        self.entered.emit(
            School(
                name=form.name.text(),
                level=chosen_level(form.level),
                superior=form.superior.currentText(),
                place=form.place.text(),
                school_year=form.school_year.currentText(),
            )
        )


class ListsPage(QWidget):
    """Page two. ``chosen`` carries the files to bring in."""

    chosen = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.form = Ui_WizardLists()
        self.form.setupUi(self)  # type: ignore[no-untyped-call]  # compiled by uic
        self.form.drop.setMinimumWidth(COLUMN_WIDTH)
        self.form.choose.clicked.connect(self._choose)
        self.form.later.clicked.connect(lambda: self.chosen.emit([]))
        self.form.sample.clicked.connect(lambda: open_sample(desk))
        colour = self.palette().color(QPalette.ColorRole.PlaceholderText)
        self.form.drop_icon.setPixmap(
            icons.pixmap("import", QSize(32, 32), colour, self.devicePixelRatioF())
        )
        self.setAcceptDrops(True)

    def _choose(self) -> None:
        texts = self._desk.texts
        paths = self._desk.dialogs.choose_files(
            texts("wizard.choose_files"), texts("wizard.file_kinds")
        )
        if paths:
            self.chosen.emit(paths)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if holds_files(event):
            _show_over(self.form.drop, over=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        _show_over(self.form.drop, over=False)

    def dropEvent(self, event: QDropEvent) -> None:
        _show_over(self.form.drop, over=False)
        self.chosen.emit(dropped_files(event))


def _today(office: Office) -> date:
    return office.clock().astimezone().date()


def _show_over(frame: QFrame, *, over: bool) -> None:
    frame.setProperty("over", "true" if over else "false")
    frame.style().unpolish(frame)
    frame.style().polish(frame)
