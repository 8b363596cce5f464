"""The screen "Lớp học": classes, their figures, and going from one to the next."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from bluezone_desktop.domain.people import ClassId
from bluezone_desktop.domain.vocabulary import Relation, Status
from bluezone_desktop.gui.classes.screen import ClassesScreen
from bluezone_desktop.gui.desk import Desk
from bluezone_desktop.gui.ticks.person_dialogs import RelativeDialog
from bluezone_desktop.gui.ticks.sheet import Show
from bluezone_desktop.services import marking, people, steps
from bluezone_desktop.services.office import Office
from bluezone_desktop.texts import Texts
from tests.gui.stage import Ask

OWN, FATHER = 2, 3
CLASSES = {"6A2": 2, "6A10": 3, "7A1": 0}


@pytest.fixture
def class_ids(folder: Path) -> dict[str, ClassId]:
    """Three classes; each pupil has a mother; the last class has nobody."""
    made = {}
    with Office.open(folder, actor="Thư") as office:
        for name, size in CLASSES.items():
            made[name] = people.add_class(office, name, f"Cô {name}").value.id
            for number in range(size):
                pupil = people.add_pupil(office, made[name], f"Em {'ABC'[number]}").value
                people.add_relative(office, pupil, Relation.MOTHER, f"Mẹ {'ABC'[number]}")
    return made


def shown(screen: ClassesScreen) -> str:
    return screen.panel.title.text()


@pytest.fixture
def empty_screen(qtbot: QtBot, desk: Desk, settled: Callable[[Desk], None]) -> ClassesScreen:
    """The screen of a school without classes."""
    made = ClassesScreen(desk)
    qtbot.addWidget(made)
    made.resize(1100, 620)
    made.show()
    settled(desk)
    return made


@pytest.fixture
def screen(
    class_ids: dict[str, ClassId], empty_screen: ClassesScreen, qtbot: QtBot
) -> ClassesScreen:
    """``class_ids`` comes first, so the screen is not empty after all."""
    for model in (empty_screen.model, empty_screen.classes):
        QAbstractItemModelTester(
            model, QAbstractItemModelTester.FailureReportingMode.Warning, parent=model
        )
    qtbot.waitUntil(lambda: shown(empty_screen) == "6A2")
    empty_screen.view.setFocus()
    qtbot.waitUntil(empty_screen.view.hasFocus)
    return empty_screen


def press(screen: ClassesScreen, *keys: Qt.Key, ctrl: bool = False) -> None:
    modifier = Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier
    for key in keys:
        QTest.keyClick(screen.view, key, modifier)


def test_classes_stand_in_their_natural_order(screen: ClassesScreen) -> None:
    """6A2 before 6A10 before 7A1, each with how many are asked."""
    rows = range(screen.classes.rowCount())
    assert [screen.classes.data(screen.classes.index(row)) for row in rows] == list(CLASSES)
    spoken = screen.classes.data(screen.classes.index(1), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Lớp 6A10, 0 trên 3 học sinh đã hỏi"


def test_the_figures_follow_every_tick(screen: ClassesScreen, qtbot: QtBot) -> None:
    """Head, foot and the class's bar say the same as the grid."""
    press(screen, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: screen.classes.summary(0).pupils.asked == 1)
    heads = [label.text() for label in screen.panel.heads]
    assert heads == ["HS 1/2 · 50,0%", "NT 0/2 · 0,0%", "chưa hỏi 1 HS, 2 NT"]
    foot = screen.panel.figures.accessibleName()
    assert "đã cài 1 (50,0% tổng số, 100,0% có ĐTTM)" in foot


def test_ctrl_page_down_and_up_walk_through_the_classes(
    screen: ClassesScreen, qtbot: QtBot
) -> None:
    """The next class keeps the column, begins at its first row, and keeps the hands."""
    screen.view.go(1, 4)
    press(screen, Qt.Key.Key_PageDown, ctrl=True)
    qtbot.waitUntil(lambda: shown(screen) == "6A10")
    assert (screen.view.currentIndex().row(), screen.view.currentIndex().column()) == (0, 4)
    assert screen.view.hasFocus()
    assert screen.list.currentIndex().row() == 1
    press(screen, Qt.Key.Key_PageUp, Qt.Key.Key_PageUp, ctrl=True)
    qtbot.waitUntil(lambda: shown(screen) == "6A2")


def test_walking_fast_ends_at_the_class_wanted_last(screen: ClassesScreen, qtbot: QtBot) -> None:
    """Keys run ahead of the reading: what is shown at last is what was asked for last."""
    seen: list[str] = []
    screen.model.figures_changed.connect(lambda: seen.append(shown(screen)))
    press(screen, Qt.Key.Key_PageDown, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, ctrl=True)
    qtbot.waitUntil(lambda: shown(screen) == "6A10" and screen.model.rowCount() == 3)
    qtbot.waitUntil(lambda: not screen.desk.busy)
    assert set(seen) == {"6A10"}


def test_a_tick_still_on_its_way_reaches_its_own_class(
    screen: ClassesScreen, qtbot: QtBot, desk: Desk, ask: Ask
) -> None:
    """Tick and go on at once: the mark lands where it was meant, and nowhere else."""
    press(screen, Qt.Key.Key_1)
    press(screen, Qt.Key.Key_PageDown, ctrl=True)
    qtbot.waitUntil(lambda: shown(screen) == "6A10" and screen.marker.idle)
    classes = ask(desk, people.class_list)
    assert [each.pupils.installed for each in classes] == [1, 0, 0]
    qtbot.waitUntil(lambda: screen.classes.summary(0).pupils.installed == 1)


def test_the_list_opens_a_class_and_hands_over_to_the_sheet(
    screen: ClassesScreen, qtbot: QtBot
) -> None:
    """F6 goes to the list, arrows choose, Enter goes back to the sheet."""
    press(screen, Qt.Key.Key_F6)
    qtbot.waitUntil(screen.list.hasFocus)
    QTest.keyClick(screen.list, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: shown(screen) == "6A10")
    assert screen.list.hasFocus()
    QTest.keyClick(screen.list, Qt.Key.Key_Return)
    qtbot.waitUntil(screen.view.hasFocus)


def test_mark_all_touches_only_who_is_not_asked(
    screen: ClassesScreen, qtbot: QtBot, desk: Desk, ask: Ask, class_ids: dict[str, ClassId]
) -> None:
    """What is known stays known; one step takes it all back."""
    press(screen, Qt.Key.Key_2)
    screen.panel.rest_wanted.emit(Status.INSTALLED)
    qtbot.waitUntil(lambda: screen.marker.idle)
    sheet = ask(desk, lambda office: people.tick_sheet(office, class_ids["6A2"]))
    assert [row.person.status for row in sheet.rows] == [Status.NOT_INSTALLED, Status.INSTALLED]
    assert sheet.relatives.installed == 2
    assert not screen.panel.mark_rest_button.isEnabled()
    ask(desk, steps.undo)
    again = ask(desk, lambda office: people.tick_sheet(office, class_ids["6A2"]))
    assert (again.pupils.asked, again.relatives.asked) == (1, 0)


def test_a_filter_shows_who_is_left_and_says_how_many(screen: ClassesScreen, qtbot: QtBot) -> None:
    """Somebody of the household not asked yet keeps the row in view."""
    screen.view.select_rows(0, 0)
    press(screen, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: screen.marker.idle)
    screen.panel.show_wanted.emit(Show.NOT_ASKED)
    assert screen.model.rowCount() == 1
    assert screen.panel.aside.text() == "Đang xem 1/2 học sinh"
    screen.panel.show_wanted.emit(Show.NOT_INSTALLED)
    assert screen.panel.is_empty
    screen.panel.empty.button.click()
    assert screen.model.rowCount() == 2
    assert not screen.panel.is_empty


def test_a_school_without_classes_says_what_to_do(
    empty_screen: ClassesScreen, desk: Desk, qtbot: QtBot
) -> None:
    """One sentence and one button, which begins the import."""
    assert empty_screen.no_class.isVisible()
    assert "Kéo tệp danh sách vào đây" in empty_screen.no_class.words.text()
    with qtbot.waitSignal(desk.import_wanted):
        empty_screen.no_class.button.click()
    QTest.keyClick(empty_screen.no_class, Qt.Key.Key_Insert)  # nobody to add, and no error


def test_a_class_without_pupils_says_what_to_do(
    screen: ClassesScreen, class_ids: dict[str, ClassId], qtbot: QtBot
) -> None:
    """Import its list, or add pupils one by one."""
    screen.open_at(class_ids["7A1"])
    qtbot.waitUntil(lambda: shown(screen) == "7A1")
    assert screen.panel.is_empty
    assert "7A1" in screen.panel.empty.words.text()
    assert screen.add_button.isVisible()
    assert not screen.panel.filter_button.isVisible()


def test_classes_that_come_later_are_shown(
    empty_screen: ClassesScreen, desk: Desk, ask: Ask, qtbot: QtBot
) -> None:
    """After the first import the empty screen gives way by itself."""
    desk.changed.connect(empty_screen.note)
    outcome = ask(desk, lambda office: people.add_class(office, "9A1"))
    desk.changed.emit(outcome.changes)
    qtbot.waitUntil(lambda: shown(empty_screen) == "9A1")
    assert not empty_screen.no_class.isVisible()


def test_search_goes_to_a_person(
    screen: ClassesScreen, desk: Desk, ask: Ask, class_ids: dict[str, ClassId], qtbot: QtBot
) -> None:
    """The class opens with the focus on that person's status, a relative's too."""
    sheet = ask(desk, lambda office: people.tick_sheet(office, class_ids["6A10"]))
    mother = sheet.rows[2].relatives[0].person
    screen.open_at((class_ids["6A10"], mother.id))
    qtbot.waitUntil(lambda: shown(screen) == "6A10")
    assert screen.model.person_at(screen.view.currentIndex()) == mother


def test_insert_opens_a_line_for_a_new_pupil(
    screen: ClassesScreen, ask: Ask, class_ids: dict[str, ClassId], qtbot: QtBot
) -> None:
    """No dialog: what is wrong is told beside the fields; Enter stores and waits for the next."""
    line = screen.pupil_line
    press(screen, Qt.Key.Key_Insert)
    assert line.isVisible()
    qtbot.waitUntil(line.name.hasFocus)
    hint = line.words.text()
    QTest.keyClick(line.name, Qt.Key.Key_Return)
    assert line.words.text() not in ("", hint)
    QTest.keyClicks(line.name, "Tran  Thi Buoi ")
    QTest.keyClick(line.name, Qt.Key.Key_Tab)
    assert line.birth.hasFocus()
    QTest.keyClicks(line.birth, "31/02/2009")
    QTest.keyClick(line.birth, Qt.Key.Key_Return)
    assert line.words.text() not in ("", hint)
    line.birth.selectAll()
    QTest.keyClicks(line.birth, "5/3/2009")
    QTest.keyClick(line.birth, Qt.Key.Key_Return)
    assert line.words.text() == hint
    assert (line.name.text(), line.birth.text(), line.name.hasFocus()) == ("", "", True)
    QTest.keyClicks(line.name, "Ly Bon")
    QTest.keyClick(line.name, Qt.Key.Key_Enter)
    qtbot.waitUntil(lambda: screen.model.rowCount() == 4)
    QTest.keyClick(line.name, Qt.Key.Key_Escape)
    assert not line.isVisible()
    assert screen.view.hasFocus()
    sheet = ask(screen.desk, lambda office: people.tick_sheet(office, class_ids["6A2"]))
    added = {r.person.full_name: r.person for r in sheet.rows}
    assert added["Tran Thi Buoi"].date_of_birth == "2009-03-05"
    assert screen.model.person_at(screen.view.currentIndex()) == added["Ly Bon"]


def test_a_new_pupil_comes_into_the_class_that_is_shown(
    screen: ClassesScreen, qtbot: QtBot
) -> None:
    """Also where the class was changed while the name was written; the line says which it is."""
    press(screen, Qt.Key.Key_Insert)
    line = screen.pupil_line
    QTest.keyClicks(line.name, "Kim Sau")
    screen.next_class()
    qtbot.waitUntil(lambda: shown(screen) == "6A10")
    assert "6A10" in line.title.text()
    QTest.keyClick(line.name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Kim Sau" in screen.view.names())


def test_a_class_with_nobody_is_filled_by_hand(screen: ClassesScreen, qtbot: QtBot) -> None:
    """The first pupil is written where the grid will be; the line stays open for the second."""
    screen.next_class()
    screen.next_class()
    qtbot.waitUntil(lambda: shown(screen) == "7A1" and screen.panel.is_empty)
    line = screen.pupil_line
    screen.add_button.click()
    QTest.keyClicks(line.name, "Kim Sau")
    QTest.keyClick(line.name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: screen.view.names() == ["Kim Sau"])
    assert line.name.hasFocus()


def test_f2_on_an_empty_cell_adds_the_relative_of_its_column(
    screen: ClassesScreen, dialogs: Any, qtbot: QtBot
) -> None:
    """The column tells the tie; the number may be typed with dots."""
    screen.view.go(0, FATHER)

    def fill(dialog: QDialog) -> bool:
        assert isinstance(dialog, RelativeDialog)
        assert dialog.relation is Relation.FATHER
        dialog.name.setText("Trần Văn Tư")
        dialog.phone.setText("0912.345.678")
        assert dialog.problem() is None
        return True

    dialogs.answer("run", fill)
    press(screen, Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: screen.model.person_at(screen.view.currentIndex()) is not None)
    person = screen.model.person_at(screen.view.currentIndex())
    assert person is not None
    assert (person.full_name, person.phone) == ("Trần Văn Tư", "0912345678")


def test_f2_on_a_name_writes_in_place(screen: ClassesScreen, qtbot: QtBot) -> None:
    """The editor lies where the name is seen; Enter stores it and the hands are on the sheet."""
    screen.view.go(0, 1)
    press(screen, Qt.Key.Key_F2)
    editor = screen.view.upper.focusWidget()
    assert editor is not None
    QTest.keyClick(editor, Qt.Key.Key_End)
    QTest.keyClicks(editor, " Nam")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: screen.wording.name(screen.model.row_at(0).household.person) == "Em B")
    names = {screen.wording.name(each.person) for each in screen.model.households()}
    assert names == {"Em A Nam", "Em B"}
    assert screen.view.hasFocus()


def test_who_left_is_out_of_the_count_and_can_be_taken_back(
    screen: ClassesScreen, desk: Desk, qtbot: QtBot
) -> None:
    """No question is asked: the notice line offers the way back."""
    person = screen.model.person_at(screen.view.currentIndex())
    assert person is not None
    with qtbot.waitSignal(desk.noticed) as told:
        screen.people.mark_left(person)
    qtbot.waitUntil(lambda: screen.model.rowCount() == 1)
    assert told.args is not None
    notice = told.args[0]
    assert "Em A" in notice.text
    notice.action()
    qtbot.waitUntil(lambda: screen.model.rowCount() == 2)


def test_taking_back_is_only_for_that_very_step(
    screen: ClassesScreen, desk: Desk, qtbot: QtBot, ask: Ask, settled: Callable[[Desk], None]
) -> None:
    """A notice pressed late must not undo something done since."""
    person = screen.model.person_at(screen.view.currentIndex())
    assert person is not None
    with qtbot.waitSignal(desk.noticed) as told:
        screen.people.mark_left(person)
    qtbot.waitUntil(lambda: screen.model.rowCount() == 1)
    last = screen.model.row_at(0).id
    ask(desk, lambda office: marking.mark(office, [last], Status.INSTALLED))
    assert told.args is not None
    told.args[0].action()
    settled(desk)
    assert screen.model.rowCount() == 1
    newest = ask(desk, steps.next_undo)
    assert newest.label.startswith("steps.mark.")


def test_widths_drawn_by_the_user_are_remembered(
    screen: ClassesScreen, desk: Desk, qtbot: QtBot
) -> None:
    """The next window shows the columns as they were left."""
    screen.view.setColumnWidth(1, 260)
    screen.columns.keep()
    again = ClassesScreen(desk)
    qtbot.addWidget(again)
    assert again.view.columnWidth(1) == 260
    assert again.view.upper.columnWidth(1) == 260


def test_sorting_is_remembered(screen: ClassesScreen, desk: Desk, qtbot: QtBot) -> None:
    """The list as it came stays so until somebody wants it otherwise."""
    screen.view.sort_wanted(0)
    again = ClassesScreen(desk)
    qtbot.addWidget(again)
    assert again.model.sorted_by == (0, Qt.SortOrder.AscendingOrder)


def test_everything_has_a_name_for_a_screen_reader(screen: ClassesScreen) -> None:
    """Grid, list, legend and buttons say what they are."""
    assert screen.view.accessibleName() == "Bảng đánh dấu lớp 6A2"
    assert screen.list.accessibleName()
    assert all(key.accessibleName() for key in screen.panel.legend.keys)
    assert screen.add_button.text()


def test_the_screen_speaks_english(class_ids: dict[str, ClassId], desk: Desk, qtbot: QtBot) -> None:
    """Every word of it comes from the catalogue."""
    desk.texts = Texts("en")
    made = ClassesScreen(desk)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: made.model.rowCount() == 2)
    heads = [label.text() for label in made.panel.heads]
    assert heads == [
        "Pupils 0/2 · 0.0%",
        "Relatives 0/2 · 0.0%",
        "not asked 2 pupils, 2 rel.",
    ]
    spoken = made.model.data(made.model.index(0, OWN), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Em A: Not asked"
