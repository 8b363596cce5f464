"""People on record twice: side by side, made one, told apart, taken back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QDialog, QPushButton
from pytestqt.qtbot import QtBot

from bluezone_desktop.domain.people import PersonId
from bluezone_desktop.domain.vocabulary import Relation, Status
from bluezone_desktop.gui.classes.screen import ClassesScreen
from bluezone_desktop.gui.desk import Desk, Notice
from bluezone_desktop.gui.main_window import MainWindow
from bluezone_desktop.gui.people.comparison import CHOICE, KEPT
from bluezone_desktop.gui.people.duplicates_dialog import DuplicatesDialog
from bluezone_desktop.services import marking, merging, people
from bluezone_desktop.services.office import Office
from tests.gui.stage import Ask, RecordingDialogs, Small

NAME = "Nguyễn Thị Hoà"
BIRTH = "2009-03-05"


@pytest.fixture
def hoa(small: Small, desk: Desk, ask: Ask) -> list[PersonId]:
    """Hoà of 6A2 with her mother, and Hoà of 6A1, installed, with the mother and an aunt."""

    def fill(office: Office) -> PersonId:
        again = people.add_pupil(office, small.classes[0], NAME).value
        for relation, name in ((Relation.MOTHER, "Đỗ Thị Mai"), (Relation.AUNT, "Sơn Thị Bảy")):
            people.add_relative(office, again, relation, name)
        marking.mark(office, [again], Status.INSTALLED)
        return again

    return [small.pupils[1], ask(desk, fill)]


@pytest.fixture
def parents(small: Small, desk: Desk, ask: Ask) -> None:
    """Two mothers of one name and phone for two children, and two such fathers."""

    def fill(office: Office) -> None:
        for pupil in small.pupils:
            people.add_relative(office, pupil, Relation.AUNT, "Sơn Thị Bảy", "0901000001")
            people.add_relative(office, pupil, Relation.UNCLE, "Thạch Sên", "0901000002")

    ask(desk, fill)


Show = Callable[..., DuplicatesDialog]


@pytest.fixture
def show(qtbot: QtBot, desk: Desk, settled: Callable[[Desk], None]) -> Show:
    def make(*ids: PersonId) -> DuplicatesDialog:
        dialog = DuplicatesDialog(desk, ids)
        qtbot.addWidget(dialog)
        for model in (dialog.pairs, dialog.comparison):
            QAbstractItemModelTester(
                model, QAbstractItemModelTester.FailureReportingMode.Warning, parent=model
            )
        dialog.show()
        dialog.activateWindow()
        settled(desk)
        return dialog

    return make


def cells(dialog: DuplicatesDialog) -> dict[str, list[tuple[str, bool | None]]]:
    """Per head of a row the values and whether each is kept."""
    model = dialog.comparison
    return {
        model.index(row, 0).data(): [
            (model.index(row, column).data(), model.index(row, column).data(KEPT))
            for column in range(1, model.columnCount())
        ]
        for row in range(model.rowCount())
    }


def press(button: QPushButton) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_both_records_stand_side_by_side(hoa: list[PersonId], show: Show) -> None:
    """What is kept and what is not; what nobody knows is not there."""
    dialog = show()
    assert dialog.why.text() == "Cùng họ tên và cha mẹ."
    found = cells(dialog)
    assert found["Họ và tên"] == [(NAME, True), (NAME, True)]
    assert found["Lớp"] == [("6A2", True), ("6A1", False)]
    assert found["Trạng thái"] == [("Chưa hỏi", False), ("Đã cài · 05/09/2020", True)]
    row = list(found).index("Trạng thái")
    assert not any(dialog.comparison.index(row, column).data(CHOICE) for column in (1, 2))
    assert found["Người thân"][1] == ("Mẹ: Đỗ Thị Mai\nCô, dì: Sơn Thị Bảy", True)
    assert "Mã" not in found
    assert "Đỗ Thị Mai cũng được gộp" in dialog.outcome.text()


def test_keys_choose_another_value_and_merge(
    hoa: list[PersonId],
    show: Show,
    ask: Ask,
    desk: Desk,
    settled: Callable[[Desk], None],
    qtbot: QtBot,
) -> None:
    """Arrows and Space in the comparison; Alt and the letter of the button."""
    dialog = show()
    row = list(cells(dialog)).index("Lớp")
    dialog.records.setFocus()
    QTest.keyClick(dialog.records, Qt.Key.Key_Right)
    for _ in range(row):
        QTest.keyClick(dialog.records, Qt.Key.Key_Down)
    assert dialog.records.currentIndex().data(CHOICE)
    QTest.keyClick(dialog.records, Qt.Key.Key_Space)
    settled(desk)
    assert cells(dialog)["Lớp"] == [("6A2", False), ("6A1", True)]
    assert dialog.records.currentIndex().row() == row
    QTest.keyClick(dialog, Qt.Key.Key_G, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: dialog.said.text() == "Đã gộp 2 bản ghi làm một người.")
    assert not ask(desk, merging.duplicates).found
    classes = ask(desk, people.class_list)
    assert [one.pupils.total for one in classes] == [2, 0]


def test_merging_is_taken_back_where_it_was_done(
    hoa: list[PersonId], show: Show, settled: Callable[[Desk], None], desk: Desk
) -> None:
    """One step; the pair is asked about again."""
    dialog = show()
    press(dialog.merge)
    settled(desk)
    assert dialog.pairs.rowCount() == 0
    assert dialog.nobody.isVisible()
    press(dialog.undo)
    settled(desk)
    assert dialog.said.text() == "Đã hoàn tác."
    assert dialog.pairs.rowCount() == 1
    assert dialog.merge.isEnabled()


def test_two_different_people_are_remembered_and_can_be_asked_about_again(
    hoa: list[PersonId], show: Show, settled: Callable[[Desk], None], desk: Desk
) -> None:
    """In this dialog and in the next one."""
    dialog = show()
    press(dialog.apart)
    settled(desk)
    assert dialog.pairs.rowCount() == 0
    again = show()
    assert again.pairs.rowCount() == 0
    assert again.ask_again.text() == "Hỏi &lại 1 cặp đã trả lời"
    press(again.ask_again)
    settled(desk)
    assert again.pairs.rowCount() == 1
    assert not again.ask_again.isVisible()


def test_parents_of_several_pupils_become_one_all_at_once(
    parents: None, show: Show, ask: Ask, desk: Desk, settled: Callable[[Desk], None]
) -> None:
    """A button for those who have name and phone in common; one undo."""
    dialog = show()
    assert dialog.pairs.rowCount() == 2
    press(dialog.all_parents)
    settled(desk)
    assert dialog.said.text() == "Đã gộp cha mẹ của nhiều em: 2 người."
    assert not ask(desk, merging.duplicates).found
    press(dialog.undo)
    settled(desk)
    assert dialog.pairs.rowCount() == 2


def test_groups_are_seen_apart(
    hoa: list[PersonId], parents: None, show: Show, settled: Callable[[Desk], None], desk: Desk
) -> None:
    """Pupils, relatives; only kinds that there are."""
    dialog = show()
    words = [dialog.kinds.itemText(n) for n in range(dialog.kinds.count())]
    assert words == ["Tất cả (3)", "Học sinh (1)", "Người thân (2)"]
    dialog.kinds.setFocus()
    QTest.keyClick(dialog.kinds, Qt.Key.Key_Down)
    settled(desk)
    assert dialog.pairs.rowCount() == 1
    assert "Họ và tên" in cells(dialog)


def test_nobody_found_says_so(small: Small, show: Show) -> None:
    """And what was compared."""
    dialog = show()
    assert dialog.nobody.isVisible()
    assert dialog.nobody.words.text() == "Không thấy ai bị trùng."
    assert not dialog.merge.isEnabled()


def test_two_chosen_on_the_sheet_are_made_one(
    hoa: list[PersonId],
    small: Small,
    desk: Desk,
    dialogs: RecordingDialogs,
    notices: list[Notice],
    qtbot: QtBot,
    settled: Callable[[Desk], None],
) -> None:
    """Whom no rule finds, a person may know: select both, and the menu."""
    screen = ClassesScreen(desk)
    qtbot.addWidget(screen)
    screen.open_class(small.classes[0])
    desk.changed.connect(screen.note)
    screen.show()
    qtbot.waitUntil(lambda: screen.model.rowCount() == 2 and not desk.busy)
    screen.view.setFocus()
    screen.view.go(0, screen.view.column_of_own)
    QTest.keyClick(screen.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert "merge" in [action.data() for action in screen.people.menu().actions()]

    def work(dialog: QDialog) -> bool:
        assert isinstance(dialog, DuplicatesDialog)
        dialog.show()
        qtbot.waitUntil(dialog.merge.isEnabled)
        assert cells(dialog)["Họ và tên"] in (
            [("Trần Văn An", True), (NAME, False)],
            [(NAME, False), ("Trần Văn An", True)],
        )
        with qtbot.waitSignal(dialog.accepted):
            press(dialog.merge)
        return True

    dialogs.answer("run", work)
    screen.people.more.do("merge", screen.view.currentIndex())
    qtbot.waitUntil(lambda: screen.model.rowCount() == 1)
    assert notices[-1].text == "Đã gộp 2 bản ghi làm một người."


def test_somebody_merged_elsewhere_meanwhile_is_said(
    hoa: list[PersonId], show: Show, ask: Ask, desk: Desk, settled: Callable[[Desk], None]
) -> None:
    """A command did it; the list is read again."""
    dialog = show()
    ask(desk, lambda office: merging.merge(office, hoa))
    press(dialog.merge)
    settled(desk)
    assert "không còn trong danh sách" in dialog.said.text()
    assert dialog.pairs.rowCount() == 0


def test_the_windows_menu_leads_there(
    hoa: list[PersonId], window: MainWindow, dialogs: RecordingDialogs
) -> None:
    """From every screen."""
    dialogs.answer("run", lambda dialog: isinstance(dialog, DuplicatesDialog))
    window.actions_.duplicates.trigger()
    assert dialogs.asked[-1] == ("run", ("DuplicatesDialog",))
