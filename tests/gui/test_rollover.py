"""The next school year: looked at, mended by keys, begun, taken back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from bluezone_desktop.domain.people import Person
from bluezone_desktop.domain.vocabulary import Attendance
from bluezone_desktop.gui.classes.screen import ClassesScreen
from bluezone_desktop.gui.desk import Desk, Notice
from bluezone_desktop.gui.main_window import MainWindow
from bluezone_desktop.gui.people.rollover_dialog import RollOverDialog, show_roll_over
from bluezone_desktop.gui.people.rollover_model import TARGET, WHAT
from bluezone_desktop.services import people, person_cards, rollover, steps
from bluezone_desktop.services.office import Office
from bluezone_desktop.services.people import ClassSummary
from tests.gui.stage import Ask, RecordingDialogs, Small

YEAR = "2020-2021"


@pytest.fixture
def classes(small: Small, desk: Desk, ask: Ask) -> None:
    """Beside 6A1 and 6A2 with a pupil each: 9A1 with one, and a class whose name says nothing."""

    def fill(office: Office) -> None:
        last = people.add_class(office, "9A1").value.id
        people.add_pupil(office, last, "Kim Sang")
        people.add_class(office, "Hoa Mai")

    ask(desk, fill)


@pytest.fixture
def dialog(classes: None, desk: Desk, ask: Ask, qtbot: QtBot) -> RollOverDialog:
    made = RollOverDialog(desk, ask(desk, rollover.plan))
    qtbot.addWidget(made)
    QAbstractItemModelTester(
        made.model, QAbstractItemModelTester.FailureReportingMode.Warning, parent=made.model
    )
    made.show()
    made.view.setFocus()
    return made


def column(dialog: RollOverDialog, which: int) -> list[str]:
    return [dialog.model.index(row, which).data() for row in range(dialog.model.rowCount())]


def write(dialog: RollOverDialog, text: str) -> None:
    """Writes over the name in the cell with the focus, as hands do."""
    QTest.keyClick(dialog.view, Qt.Key.Key_F2)
    editor = dialog.view.findChildren(QLineEdit)[-1]  # the one before may be on its way out
    editor.selectAll()
    if text:
        QTest.keyClicks(editor, text)
    else:
        QTest.keyClick(editor, Qt.Key.Key_Delete)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QApplication.processEvents()  # the view takes what was written a moment later


def rooms(ask: Ask, desk: Desk) -> dict[str, int]:
    found: tuple[ClassSummary, ...] = ask(desk, people.class_list)
    return {one.school_class.name: one.pupils.total for one in found}


def test_it_shows_what_becomes_of_each_class(dialog: RollOverDialog) -> None:
    """Names, fates and sums; what the name does not tell is not hidden."""
    assert column(dialog, TARGET) == ["7A1", "7A2", "", "Hoa Mai"]
    assert column(dialog, WHAT) == ["Lên lớp", "Lên lớp", "Ra trường", "Chưa rõ, hãy xem lại"]
    assert dialog.summary.text() == (
        "3 lớp, 2 học sinh lên lớp, 1 học sinh ra trường. Còn 1 lớp chưa rõ, hãy xem lại tên."
    )


def test_a_name_is_mended_by_keys(dialog: RollOverDialog) -> None:
    """Joined, left, kept: the words beside it and the sums follow at once. Enter begins nothing."""
    dialog.view.setCurrentIndex(dialog.model.index(0, TARGET))
    write(dialog, "7A2")
    assert column(dialog, WHAT)[:2] == ["Chung lớp với 6A2", "Chung lớp với 6A1"]
    QTest.keyClick(dialog.view, Qt.Key.Key_Down)
    write(dialog, "")
    assert column(dialog, WHAT)[:2] == ["Lên lớp", "Ra trường"]
    QTest.keyClick(dialog.view, Qt.Key.Key_Down)
    write(dialog, "9A1")
    QTest.keyClick(dialog.view, Qt.Key.Key_Down)
    write(dialog, "Hoa Mai")
    assert column(dialog, WHAT)[2:] == ["Giữ tên lớp cũ", "Giữ tên lớp cũ"]
    assert dialog.summary.text() == "3 lớp, 2 học sinh lên lớp, 1 học sinh ra trường."
    assert dialog.isVisible()


def test_a_name_looked_at_and_left_stays_a_question(dialog: RollOverDialog) -> None:
    """Opening the field and leaving it says nothing; writing the same name would."""
    assert dialog.view.currentIndex().row() == 3  # the hands begin where somebody has to look
    QTest.keyClick(dialog.view, Qt.Key.Key_F2)
    editor = dialog.view.findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert column(dialog, WHAT)[3] == "Chưa rõ, hãy xem lại"
    assert dialog.isVisible()


def test_the_year_begins_and_is_taken_back(
    dialog: RollOverDialog,
    small: Small,
    desk: Desk,
    ask: Ask,
    notices: list[Notice],
    qtbot: QtBot,
) -> None:
    """By Alt and a letter; teachers stay behind unless wanted; one undo."""
    QTest.mouseClick(dialog.begin, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(notices))
    assert not dialog.isVisible()
    assert notices[-1].text == (
        "Đã sang năm học 2021-2022: 3 lớp, 2 học sinh lên lớp, 1 học sinh ra trường."
    )
    assert rooms(ask, desk) == {"7A1": 1, "7A2": 1, "Hoa Mai": 0}
    found = ask(desk, people.class_list)
    assert [one.school_class.homeroom_teacher for one in found] == [None] * 3
    ask(desk, steps.undo)
    assert rooms(ask, desk) == {"6A1": 1, "6A2": 1, "9A1": 1, "Hoa Mai": 0}


def test_teachers_go_up_where_wanted_and_leavers_carry_the_reason(
    dialog: RollOverDialog, desk: Desk, ask: Ask, notices: list[Notice], qtbot: QtBot
) -> None:
    """6A1 has a homeroom teacher, so it is asked; who leaves is on record with the year."""
    assert dialog.teachers.isVisible()
    leaver = ask(desk, lambda office: people.find(office, text="Kim Sang"))[0].person.id
    dialog.teachers.setChecked(True)
    QTest.mouseClick(dialog.begin, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(notices))
    found = ask(desk, people.class_list)
    assert found[0].school_class.homeroom_teacher == "Lý Thị Cẩm Tú"
    gone: Person = ask(desk, lambda office: person_cards.card(office, leaver)).person
    assert (gone.attendance, gone.leaving_reason) == (
        Attendance.LEFT, "ra trường, năm học 2020-2021",
    )  # fmt: skip


def test_classes_changed_meanwhile_are_said(
    dialog: RollOverDialog, desk: Desk, ask: Ask, settled: Callable[[Desk], None]
) -> None:
    """A command added a class: nothing begins, the dialog stays."""
    ask(desk, lambda office: people.add_class(office, "8A1"))
    QTest.mouseClick(dialog.begin, Qt.MouseButton.LeftButton)
    settled(desk)
    assert "vừa được sửa ở nơi khác" in dialog.trouble.text()
    assert dialog.isVisible()
    assert "6A1" in rooms(ask, desk)


def test_window_and_classes_screen_lead_there(
    classes: None, window: MainWindow, dialogs: RecordingDialogs, qtbot: QtBot
) -> None:
    """The header shows the new year when it has begun."""

    def begin(dialog: QDialog) -> bool:
        assert isinstance(dialog, RollOverDialog)
        with qtbot.waitSignal(dialog.accepted):
            dialog.begin.click()
        return True

    dialogs.answer("run", begin)
    window.actions_.roll_over.trigger()
    qtbot.waitUntil(lambda: "2021-2022" in window.header.school.text())
    window.go_to("classes")
    screen = window.screen_named("classes")
    assert isinstance(screen, ClassesScreen)
    menu = screen.more_button.menu()
    assert menu is not None
    dialogs.answer("run", lambda dialog: isinstance(dialog, RollOverDialog))
    words = screen.texts("window.roll_over")
    next(action for action in menu.actions() if action.text() == words).trigger()
    qtbot.waitUntil(lambda: dialogs.asked == [("run", ("RollOverDialog",))] * 2)


def test_a_school_without_classes_is_told_what_to_do(
    desk: Desk, dialogs: RecordingDialogs, notices: list[Notice], qtbot: QtBot
) -> None:
    """No empty table."""
    parent = QWidget()
    qtbot.addWidget(parent)
    show_roll_over(desk, parent)
    qtbot.waitUntil(lambda: bool(notices))
    assert "chưa có lớp nào" in notices[-1].text
