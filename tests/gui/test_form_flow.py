"""A district's own form in the window: chosen or dropped, looked at, put right, filled."""

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from bluezone_desktop.gui.desk import Desk, Notice
from bluezone_desktop.gui.returns.form_dialog import FormDialog
from bluezone_desktop.gui.returns.returns_screen import ReturnsScreen
from tests.gui.stage import RecordingDialogs, Small
from tests.unit.exchange.form_maker import lined, saved, sheet_of

HEAD = ("Lớp", "Tổng số học sinh", "Số học sinh đã cài", "Khác")
COPY, LEFT = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton


@pytest.fixture
def form(tmp_path: Path) -> Path:
    """By class, with one column that nobody can recognise."""
    sheet = sheet_of(HEAD, (), ("Cộng", "=SUM(B2:B2)", "=SUM(C2:C2)"))
    lined(sheet, "A1:D3")
    path = tmp_path / "mẫu.xlsx"
    path.write_bytes(saved(sheet))
    return path


@pytest.fixture
def notices(desk: Desk) -> list[Notice]:
    """What the window said."""
    said: list[Notice] = []
    desk.noticed.connect(said.append)
    return said


@pytest.fixture
def screen(small: Small, desk: Desk, notices: list[Notice], qtbot: QtBot) -> ReturnsScreen:
    """The screen in view, on a small school."""
    made = ReturnsScreen(desk)
    qtbot.addWidget(made)
    made.resize(1180, 640)
    made.show()
    qtbot.waitUntil(lambda: not desk.busy)
    return made


@pytest.fixture
def fill(
    screen: ReturnsScreen, desk: Desk, dialogs: RecordingDialogs, form: Path, qtbot: QtBot
) -> Callable[[Callable[[FormDialog], bool]], None]:
    """Chooses the form with the button and works its dialog."""

    def go(work: Callable[[FormDialog], bool]) -> None:
        def answer(dialog: QDialog) -> bool:
            assert isinstance(dialog, FormDialog)
            dialog.show()
            return work(dialog)

        dialogs.answer("choose_files", [form])
        dialogs.answer("run", answer)
        QTest.mouseClick(screen.ways.form, LEFT)
        qtbot.waitUntil(lambda: not desk.busy)

    return go


def heads(dialog: FormDialog) -> list[str]:
    """What stands above the columns."""
    model = dialog.view.form
    across = Qt.Orientation.Horizontal
    return [str(model.headerData(at, across)) for at in range(model.columnCount())]


def rows_of(path: Path) -> list[tuple[object, ...]]:
    sheet = load_workbook(path, data_only=True).active
    assert sheet is not None
    return [tuple(row) for row in sheet.iter_rows(values_only=True)]


def test_what_was_recognised_stands_above_the_form(
    fill: Callable[[Callable[[FormDialog], bool]], None], form: Path
) -> None:
    """The form as it looks, each column's meaning over it; leaving it writes nothing."""
    before = form.read_bytes()

    def look(dialog: FormDialog) -> bool:
        assert heads(dialog) == ["Lớp", "Học sinh: tổng số", "Học sinh: đã cài", "Để trống"]
        assert dialog.view.form.index(2, 0).data() == "Cộng"
        assert "1 cột" in dialog.hint.text()
        assert "một lớp" in dialog.rows.text()
        assert dialog.fill.isEnabled()
        return False

    fill(look)
    assert form.read_bytes() == before


def test_what_will_stand_over_the_dots_is_shown(
    fill: Callable[[Callable[[FormDialog], bool]], None], form: Path
) -> None:
    """The school's name stands where the form asks for it; hovering tells the form's own."""
    sheet = sheet_of(("TRƯỜNG ……………",), (), HEAD, (), ("Cộng", "=SUM(B4:B4)", "=SUM(C4:C4)"))
    lined(sheet, "A3:D5")
    form.write_bytes(saved(sheet))

    def look(dialog: FormDialog) -> bool:
        index = dialog.view.form.index(0, 0)
        assert index.data().startswith("TRƯỜNG THCS")
        assert "TRƯỜNG ……………" in index.data(Qt.ItemDataRole.ToolTipRole)
        assert index.data(Qt.ItemDataRole.BackgroundRole) is not None
        assert dialog.view.form.index(4, 0).data(Qt.ItemDataRole.BackgroundRole) is None
        return False

    fill(look)


def test_a_column_is_put_right_filled_and_remembered(
    fill: Callable[[Callable[[FormDialog], bool]], None],
    dialogs: RecordingDialogs,
    notices: list[Notice],
    tmp_path: Path,
    desk: Desk,
    qtbot: QtBot,
) -> None:
    """By the drop-down over it; the file has the figures; the next time it is known."""
    out = tmp_path / "nộp.xlsx"

    def mend(dialog: FormDialog) -> bool:
        header = dialog.view.header
        place = QPoint(header.sectionViewportPosition(3) + 20, 10)
        QTest.mouseClick(header.viewport(), LEFT, pos=place)
        menu = QApplication.activePopupWidget()
        assert menu is dialog.view.menu
        dialog.view.menu.choices["pupils.not_asked"].trigger()
        dialog.view.menu.close()
        qtbot.waitUntil(lambda: heads(dialog)[3] == "Học sinh: chưa hỏi")
        assert "mọi cột" in dialog.hint.text()
        return True

    dialogs.answer("choose_save", out)
    fill(mend)
    assert rows_of(out) == [
        HEAD,
        ("6A1", 1, 0, 1),
        ("6A2", 1, 0, 1),
        ("Cộng", 2, 0, 2),
    ]
    assert "nộp.xlsx" in notices[-1].text
    title, text = next(said for what, said in dialogs.asked if what == "inform")
    assert "khớp số liệu" in str(text)
    assert "thêm 1 dòng" in str(text)
    assert title

    def look(dialog: FormDialog) -> bool:
        assert heads(dialog)[3] == "Học sinh: chưa hỏi"
        return False

    fill(look)


def test_a_form_can_be_dropped_on_the_screen(
    screen: ReturnsScreen, desk: Desk, dialogs: RecordingDialogs, form: Path, qtbot: QtBot
) -> None:
    """The same dialog as by the button; two files at once are left to the window."""
    seen: list[str] = []

    def look(dialog: QDialog) -> bool:
        seen.append(dialog.windowTitle())
        return False

    one, two = QMimeData(), QMimeData()
    one.setUrls([QUrl.fromLocalFile(str(form))])
    two.setUrls([QUrl.fromLocalFile(str(form)), QUrl.fromLocalFile(str(form.parent))])
    keys = Qt.KeyboardModifier.NoModifier
    for data, wanted in ((one, True), (two, False)):
        enter = QDragEnterEvent(QPoint(5, 5), COPY, data, LEFT, keys)
        screen.dragEnterEvent(enter)
        assert enter.isAccepted() is wanted
    dialogs.answer("run", look)
    screen.dropEvent(QDropEvent(QPointF(5, 5), COPY, one, LEFT, keys))
    qtbot.waitUntil(lambda: not desk.busy)
    assert seen == ["Biểu mẫu mẫu.xlsx"]


def test_what_is_no_form_is_said_in_one_sentence(
    screen: ReturnsScreen, desk: Desk, notices: list[Notice], tmp_path: Path, qtbot: QtBot
) -> None:
    """No dialog opens on it."""
    path = tmp_path / "x.xlsx"
    path.write_bytes(saved(sheet_of(("PHIẾU",), ("1. Tổng số học sinh:",))))
    screen.forms.open(path)
    qtbot.waitUntil(lambda: bool(notices))
    assert "x.xlsx" in notices[-1].text
    assert notices[-1].kind == "error"


def test_a_class_list_dropped_here_is_imported_all_the_same(
    screen: ReturnsScreen, desk: Desk, notices: list[Notice], tmp_path: Path, qtbot: QtBot
) -> None:
    """It asks for no figures, so it goes where lists go; nothing is complained of."""
    path = tmp_path / "6A1.xlsx"
    rows = (("STT", "Họ và tên", "Ngày sinh", "Lớp"), (1, "Lê Thị Hoa", "05/03/2009", "6A1"))
    path.write_bytes(saved(sheet_of(*rows)))
    wanted: list[object] = []
    desk.import_wanted.connect(wanted.append)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    keys = Qt.KeyboardModifier.NoModifier
    screen.dropEvent(QDropEvent(QPointF(5, 5), COPY, data, LEFT, keys))
    qtbot.waitUntil(lambda: bool(wanted))
    assert wanted == [[path]]
    assert notices == []
