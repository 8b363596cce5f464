"""Class sheets in the window: out to a folder or stick, home with conflicts decided by hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from bluezone_desktop.domain.sheet_merge import Kept
from bluezone_desktop.domain.vocabulary import Status
from bluezone_desktop.gui.classes.screen import ClassesScreen
from bluezone_desktop.gui.desk import Desk, Notice
from bluezone_desktop.gui.exchange.merge_dialog import MergeDialog
from bluezone_desktop.gui.exchange.screen import ExchangeScreen
from bluezone_desktop.gui.main_window import MainWindow
from bluezone_desktop.services import class_sheets, marking, people, sheet_merging, steps
from bluezone_desktop.services.delivery import Stick
from bluezone_desktop.services.office import Office
from tests.gui.stage import Ask, RecordingDialogs, Small, drop
from tests.unit.services.sheet_hands import Teacher

AN, HOA = "Trần Văn An", "Nguyễn Thị Hoà"


@pytest.fixture
def screen(small: Small, window: MainWindow, qtbot: QtBot, desk: Desk) -> ExchangeScreen:
    """The screen in its window, its classes read."""
    window.go_to("exchange")
    found = window.screen_named("exchange")
    assert isinstance(found, ExchangeScreen)
    qtbot.waitUntil(lambda: found.model.rowCount() == 2 and not desk.busy)
    QAbstractItemModelTester(
        found.model, QAbstractItemModelTester.FailureReportingMode.Warning, parent=found.model
    )
    return found


@pytest.fixture
def sheets(small: Small, desk: Desk, ask: Ask, tmp_path: Path) -> Path:
    """A folder with the sheets of both classes."""
    folder = tmp_path / "phiếu"
    ask(desk, lambda office: class_sheets.export_all(office, folder, desk.texts))
    return folder


@pytest.fixture
def open_merge(desk: Desk, qtbot: QtBot) -> Callable[..., MergeDialog]:
    """The dialog on some files, everything read."""

    def make(*paths: Path) -> MergeDialog:
        dialog = MergeDialog(desk, paths)
        qtbot.addWidget(dialog)
        dialog.show()
        qtbot.waitUntil(lambda: dialog.ready)
        return dialog

    return make


def column(dialog: MergeDialog, head: str, table: str = "files") -> list[str]:
    """What stands under a head."""
    model = getattr(dialog, table)
    heads = [
        model.headerData(place, Qt.Orientation.Horizontal) for place in range(model.columnCount())
    ]
    place = heads.index(head)
    return [model.index(row, place).data() for row in range(model.rowCount())]


def status(desk: Desk, ask: Ask, name: str) -> Status:
    """Somebody's status."""
    [found] = ask(desk, lambda office: people.find(office, text=name))
    return Status(found.person.status)


def test_all_sheets_into_a_folder(
    screen: ExchangeScreen, dialogs: RecordingDialogs, notices: list[Notice], desk: Desk,
    qtbot: QtBot, tmp_path: Path,
) -> None:  # fmt: skip
    """With nothing chosen all go; files in the way are replaced only when the user says so."""
    folder = tmp_path / "usb"
    dialogs.answer("choose_folder", folder, folder, folder)
    screen.send.click()
    qtbot.waitUntil(lambda: bool(notices))
    assert "2 phiếu lớp" in notices[-1].text
    assert sorted(path.name for path in folder.iterdir()) == [
        "Phieu-lop-6A1.xlsx", "Phieu-lop-6A2.xlsx",
    ]  # fmt: skip
    before = {path: path.read_bytes() for path in folder.iterdir()}
    dialogs.answer("confirm", False, True)
    screen.send.click()
    qtbot.waitUntil(lambda: not desk.busy)
    assert {path: path.read_bytes() for path in folder.iterdir()} == before
    screen.send.click()
    qtbot.waitUntil(lambda: len(notices) == 2)
    assert {path: path.read_bytes() for path in folder.iterdir()} != before


def test_one_chosen_class(
    screen: ExchangeScreen, dialogs: RecordingDialogs, notices: list[Notice], qtbot: QtBot,
    tmp_path: Path,
) -> None:  # fmt: skip
    """The button says what it will do; the name is completed; a password is asked for twice."""
    screen.view.selectRow(1)
    assert screen.send.text() == "Xuất phiếu lớp đã chọn…"
    screen.with_password.setChecked(True)
    dialogs.answer("ask_password", "bí mật", "bí mật", "bí mật", "bi mat", None)
    dialogs.answer("choose_save", tmp_path / "sáu hai")
    screen.send.click()
    qtbot.waitUntil(lambda: bool(notices))
    made = tmp_path / "sáu hai.xlsx"
    [arrived] = sheet_merging.read([made], password="bí mật")
    assert arrived.filled
    assert arrived.filled.sheet.class_name == "6A2"
    screen.send.click()
    assert "không giống nhau" in notices[-1].text
    number = len(notices)
    screen.send.click()
    assert len(notices) == number


def test_onto_a_stick_and_from_it(
    screen: ExchangeScreen, dialogs: RecordingDialogs, notices: list[Notice], desk: Desk,
    qtbot: QtBot, tmp_path: Path, ask: Ask,
) -> None:  # fmt: skip
    """Into a folder of its own each time; the whole stick comes home."""
    place = tmp_path / "KINGSTON"
    place.mkdir()
    screen.sticks = lambda: [Stick(place, "KINGSTON", 10**9)]
    for name in ("Phieu-lop", "Phieu-lop-2"):
        menu = screen.stick_out.menu()
        menu.aboutToShow.emit()
        menu.actions()[0].trigger()
        qtbot.waitUntil(lambda: not desk.busy)
        assert len(list((place / name).iterdir())) == 2
    Teacher(place / "Phieu-lop" / "Phieu-lop-6A1.xlsx").say(AN, pupil="x").save()

    def work(dialog: QDialog) -> bool:
        assert isinstance(dialog, MergeDialog)
        qtbot.waitUntil(lambda: dialog.ready)
        dialog.accept_button.click()
        qtbot.waitUntil(lambda: not desk.busy)
        return True

    dialogs.answer("run", work)
    menu = screen.stick_home.menu()
    menu.aboutToShow.emit()
    menu.actions()[0].trigger()
    assert status(desk, ask, AN) is Status.INSTALLED
    screen.sticks = list
    menu.aboutToShow.emit()
    assert [action.isEnabled() for action in menu.actions()] == [False]


def test_dropped_files_come_home(
    screen: ExchangeScreen, dialogs: RecordingDialogs, sheets: Path, qtbot: QtBot
) -> None:
    """On this screen a drop is no import."""
    seen: list[list[str]] = []

    def work(dialog: QDialog) -> bool:
        assert isinstance(dialog, MergeDialog)
        qtbot.waitUntil(lambda: dialog.ready)
        seen.append(column(dialog, "Lớp"))
        return False

    dialogs.answer("run", work)
    assert drop(screen, [sheets])
    assert seen == [["6A1", "6A2"]]


def test_what_each_file_is(
    open_merge: Callable[..., MergeDialog], sheets: Path, desk: Desk, ask: Ask, qtbot: QtBot,
    notices: list[Notice], small: Small,
) -> None:  # fmt: skip
    """New, the same again, an older copy, damaged: in plain words, with the numbers beside."""
    first = sheets / "Phieu-lop-6A1.xlsx"
    old = Teacher(first).say(AN, pupil="Chưa cài").save(sheets / "cũ.xlsx")
    Teacher(first).say(AN, pupil="x").add_pupil("Lý Mới", pupil="x").save(minutes=9)
    (sheets / "hỏng.xlsx").write_bytes(b"PK\x03\x04")
    dialog = open_merge(sheets)
    assert column(dialog, "Kết quả") == [
        "Có thay đổi", "Không có gì mới", "Có thay đổi", "Không nhận",
    ]  # fmt: skip
    assert column(dialog, "Mới") == ["1", "0", "0", ""]
    assert "hỏng.xlsx" in dialog.detail.text()
    assert dialog.accept_button.text() == "Nhận 3 phiếu"
    assert not dialog.dispute_view.isVisible()
    dialog.accept_button.click()
    qtbot.waitUntil(lambda: bool(notices))
    assert status(desk, ask, AN) is Status.INSTALLED
    again = open_merge(first, old)
    assert column(again, "Kết quả") == ["Đã nhận từ trước", "Bản cũ hơn bản đã nhận"]
    assert not again.accept_button.isEnabled()
    ask(desk, steps.undo)
    assert status(desk, ask, AN) is Status.NOT_ASKED


def test_conflicts_one_by_one_and_by_rule(
    open_merge: Callable[..., MergeDialog], sheets: Path, small: Small, desk: Desk, ask: Ask,
    qtbot: QtBot,
) -> None:  # fmt: skip
    """Both values, times and names in view; keys decide for the rows chosen, buttons for all."""
    both = [*small.pupils]
    ask(desk, lambda office: marking.mark(office, both, Status.UNSUPPORTED))
    Teacher(sheets / "Phieu-lop-6A1.xlsx").say(AN, pupil="x").save()
    Teacher(sheets / "Phieu-lop-6A2.xlsx").say(HOA, pupil="x").save()
    dialog = open_merge(sheets)
    assert column(dialog, "Họ và tên", "disputes") == [AN, HOA]
    [ours, _] = column(dialog, "Ở trường", "disputes")
    assert ours.startswith("Máy không cài được (")
    assert "Thư" in ours
    assert column(dialog, "Trong phiếu", "disputes")[0].endswith("Lý Thị Cẩm Tú)")
    assert column(dialog, "Chọn", "disputes") == ["Chưa chọn", "Chưa chọn"]
    dialog.dispute_view.setFocus()
    dialog.dispute_view.selectRow(0)
    QTest.keyClick(dialog.dispute_view, Qt.Key.Key_P)
    qtbot.waitUntil(lambda: dialog.ready)
    assert column(dialog, "Chọn", "disputes") == ["Lấy của phiếu", "Chưa chọn"]
    assert "còn 1 chỗ chưa chọn" in dialog.conflict_title.text()
    dialog.dispute_view.clearSelection()
    dialog.newest.click()
    qtbot.waitUntil(lambda: dialog.ready)
    assert column(dialog, "Chọn", "disputes") == ["Giữ của trường", "Giữ của trường"]
    dialog.decide(Kept.THEIRS)
    qtbot.waitUntil(lambda: dialog.ready)
    dialog.accept_button.click()
    qtbot.waitUntil(lambda: not desk.busy)
    assert status(desk, ask, AN) is status(desk, ask, HOA) is Status.INSTALLED


def test_a_password_is_asked_for(
    open_merge: Callable[..., MergeDialog], small: Small, desk: Desk, ask: Ask, qtbot: QtBot,
    dialogs: RecordingDialogs, tmp_path: Path,
) -> None:  # fmt: skip
    """The button is there only where a file needs one; a wrong one is said."""
    path = tmp_path / "a.xlsx"

    def write(office: Office) -> object:
        return class_sheets.export(office, small.classes[0], path, desk.texts, password="bí mật")

    ask(desk, write)
    dialog = open_merge(path)
    assert dialog.password.isVisible()
    assert column(dialog, "Kết quả") == ["Cần mật khẩu"]
    dialogs.answer("ask_password", "sai", "bí mật")
    for expected in (["Cần mật khẩu"], ["Không có gì mới"]):
        dialog.password.click()
        qtbot.waitUntil(lambda: not desk.busy)
        assert column(dialog, "Kết quả") == expected
    assert not dialog.password.isVisible()


def test_from_the_screen_of_classes(
    small: Small, window: MainWindow, desk: Desk, dialogs: RecordingDialogs, qtbot: QtBot,
    notices: list[Notice], tmp_path: Path,
) -> None:  # fmt: skip
    """The class in view, all of them, and home: in the menu below the list."""
    window.go_to("classes", small.classes[1])
    screen = window.screen_named("classes")
    assert isinstance(screen, ClassesScreen)
    qtbot.waitUntil(lambda: screen.class_id == small.classes[1] and not desk.busy)
    actions = {action.text(): action for action in screen.more_button.menu().actions()}
    dialogs.answer("choose_save", tmp_path / "x.xlsx")
    actions["Xuất phiếu lớp này…"].trigger()
    qtbot.waitUntil(lambda: bool(notices))
    assert "6A2" in notices[-1].text
    dialogs.answer("choose_folder", None)
    actions["Xuất phiếu tất cả các lớp…"].trigger()
    dialogs.answer("choose_files", [])
    actions["Nhận phiếu lớp về…"].trigger()
    assert [asked for asked, _ in dialogs.asked] == [
        "choose_save", "choose_folder", "choose_files",
    ]  # fmt: skip


def test_when_a_sheet_came_home_last(
    screen: ExchangeScreen, sheets: Path, desk: Desk, ask: Ask, qtbot: QtBot
) -> None:
    """Beside its class, as soon as it came."""
    Teacher(sheets / "Phieu-lop-6A1.xlsx").say(AN, pupil="x").save()

    def home(office: Office) -> object:
        plan = sheet_merging.plan(office, sheet_merging.read([sheets / "Phieu-lop-6A1.xlsx"]))
        return sheet_merging.take(office, plan)

    assert [screen.model.index(row, 3).data() for row in range(2)] == ["–", "–"]
    ask(desk, home)
    qtbot.waitUntil(lambda: screen.model.index(0, 3).data() == "08:00 5/9/2020")
    assert screen.model.index(1, 3).data() == "–"
