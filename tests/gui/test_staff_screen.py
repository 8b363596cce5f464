"""The screen "Cán bộ, giáo viên"."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from bluezone_desktop.domain.people import PersonId
from bluezone_desktop.domain.vocabulary import Group, Relation, Status
from bluezone_desktop.gui.desk import Desk
from bluezone_desktop.gui.staff.screen import StaffScreen
from bluezone_desktop.services import people
from bluezone_desktop.services.office import Office
from tests.gui.stage import Ask

STAFF = (
    ("Lê Văn Ấn", Group.TEACHER, "Giáo viên"),
    ("Đỗ Thị Yến", Group.MANAGER, "Hiệu trưởng"),
    ("Bùi Bé", Group.EMPLOYEE, "Bảo vệ"),
    ("Trần An", Group.TEACHER, "GVCN 6A1"),
)
OWN = 4


@pytest.fixture
def staff(folder: Path) -> dict[str, PersonId]:
    """Four members; the head's wife is known."""
    with Office.open(folder, actor="Thư") as office:
        made = {
            name: people.add_staff(office, name, group, job=job).value for name, group, job in STAFF
        }
        people.add_relative(office, made["Đỗ Thị Yến"], Relation.OTHER, "Ngô Văn Hùng")
    return made


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk, staff: dict[str, PersonId]) -> StaffScreen:
    made = StaffScreen(desk)
    qtbot.addWidget(made)
    QAbstractItemModelTester(
        made.model, QAbstractItemModelTester.FailureReportingMode.Warning, parent=made.model
    )
    made.resize(1100, 620)
    made.show()
    qtbot.waitUntil(lambda: made.model.rowCount() == len(STAFF))
    made.view.setFocus()
    qtbot.waitUntil(made.view.hasFocus)
    return made


def names(screen: StaffScreen) -> list[str]:
    rows = range(screen.model.rowCount())
    return [screen.wording.name(screen.model.row_at(row).household.person) for row in rows]


def test_managers_teachers_employees_each_in_name_order(screen: StaffScreen) -> None:
    """As every list of a school's staff is written."""
    assert names(screen) == ["Đỗ Thị Yến", "Trần An", "Lê Văn Ấn", "Bùi Bé"]
    screen.view.sort_wanted(1)
    assert names(screen) == ["Trần An", "Lê Văn Ấn", "Bùi Bé", "Đỗ Thị Yến"]


def test_the_figures_are_told_by_group(screen: StaffScreen, qtbot: QtBot) -> None:
    """Managers, teachers, employees, and whoever is left to be asked."""
    QTest.keyClick(screen.view, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: screen.marker.idle)
    heads = [label.text() for label in screen.panel.heads]
    assert heads == ["1/4 đã cài · 25,0%", "CBQL 1/1", "GV 0/2", "NV 0/1", "chưa hỏi 3, 1 NT"]
    assert "Người thân: đã hỏi 0/1" in screen.panel.figures.accessibleName()


def test_staff_are_ticked_like_a_class(screen: StaffScreen, desk: Desk, ask: Ask) -> None:
    """The same keys on the same grid; the relative has a cell of their own."""
    screen.view.go(0, OWN + 1)
    QTest.keyClick(screen.view, Qt.Key.Key_2)
    households = ask(desk, people.staff_sheet)
    assert households[0].person.status is Status.NOT_ASKED
    assert households[0].relatives[0].person.status is Status.NOT_INSTALLED


def test_mark_all_touches_only_who_is_not_asked(
    screen: StaffScreen, desk: Desk, ask: Ask, qtbot: QtBot
) -> None:
    """Typed a moment before and not yet on disk is known all the same."""
    QTest.keyClick(screen.view, Qt.Key.Key_3)
    screen.panel.rest_wanted.emit(Status.INSTALLED)
    qtbot.waitUntil(lambda: screen.marker.idle)
    households = ask(desk, people.staff_sheet)
    statuses = {each.person.full_name: each.person.status for each in households}
    assert statuses.pop("Đỗ Thị Yến") is Status.NO_SMARTPHONE
    assert set(statuses.values()) == {Status.INSTALLED}
    assert households[0].relatives[0].person.status is Status.INSTALLED


def test_search_goes_to_a_member(
    screen: StaffScreen, staff: dict[str, PersonId], qtbot: QtBot
) -> None:
    """The focus is on the status of the one who was looked for."""
    screen.open_at(staff["Bùi Bé"])
    qtbot.waitUntil(lambda: screen.view.currentIndex().row() == 3)
    assert screen.view.currentIndex().column() == OWN


def test_insert_adds_a_member(screen: StaffScreen, qtbot: QtBot) -> None:
    """Name, group and job, in a line below the grid."""
    line = screen.staff_line
    QTest.keyClick(screen.view, Qt.Key.Key_Insert)
    assert line.isVisible()
    QTest.keyClick(line.name, Qt.Key.Key_Return)
    assert line.name.hasFocus()
    line.name.setText("Mai Thị Út")
    line.job.setText("Kế toán")
    QTest.keyClick(line.job, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Mai Thị Út" in names(screen))
    assert not line.job.text()
    person = screen.model.person_at(screen.view.currentIndex())
    assert person is not None
    assert (person.full_name, person.group, person.job) == (
        "Mai Thị Út",
        Group.TEACHER,
        "Kế toán",
    )


def test_a_school_without_staff_says_what_to_do(qtbot: QtBot, desk: Desk) -> None:
    """One sentence and one button, which begins the import of a staff list."""
    made = StaffScreen(desk)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: made.panel.is_empty)
    assert "Kéo tệp danh sách vào đây" in made.panel.empty.words.text()
    with qtbot.waitSignal(desk.import_wanted):
        made.panel.empty.button.click()
