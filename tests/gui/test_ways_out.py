"""The ways out of the returns screen besides the workbook: PDF, printer, message, stick, e-mail."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QMenu
from pytestqt.qtbot import QtBot

from bluezone_desktop.gui.desk import Desk, Notice
from bluezone_desktop.gui.lists.lists_out import Way
from bluezone_desktop.gui.returns.returns_screen import ReturnsScreen
from bluezone_desktop.services.delivery import Stick
from bluezone_desktop.services.named_lists import ListKind
from tests.gui.stage import SCHOOL, RecordingDialogs, Small


@pytest.fixture
def opened() -> list[Path]:
    """What was handed to another program."""
    return []


@pytest.fixture
def notices(desk: Desk) -> list[Notice]:
    """What the window said."""
    said: list[Notice] = []
    desk.noticed.connect(said.append)
    return said


@pytest.fixture
def screen(
    small: Small, desk: Desk, opened: list[Path], notices: list[Notice], qtbot: QtBot
) -> ReturnsScreen:
    """The screen in view, on a small school."""

    def open_file(path: Path) -> bool:
        opened.append(path)
        return True

    made = ReturnsScreen(desk, open_file=open_file)
    qtbot.addWidget(made)
    made.resize(1180, 640)
    made.show()
    qtbot.waitUntil(lambda: not desk.busy)
    return made


@pytest.fixture
def settle(desk: Desk, qtbot: QtBot) -> Callable[[], None]:
    """Until every answer is home."""
    return lambda: qtbot.waitUntil(lambda: not desk.busy)


@pytest.fixture
def export(
    screen: ReturnsScreen, dialogs: RecordingDialogs, tmp_path: Path, settle: Callable[[], None]
) -> Callable[[], Path]:
    """Exports a draft first: only then is there a file to send."""

    def go() -> Path:
        assert not screen.ways.send.isEnabled()
        assert screen.ways.send.toolTip()
        dialogs.answer("choose_save", tmp_path / "bc.xlsx")
        QTest.mouseClick(screen.export_button, Qt.MouseButton.LeftButton)
        settle()
        assert screen.ways.send.isEnabled()
        return tmp_path / "bc.xlsx"

    return go


def test_the_message_is_on_the_clipboard(screen: ReturnsScreen, notices: list[Notice]) -> None:
    """Ready to be pasted, and said so."""
    QTest.mouseClick(screen.ways.message, Qt.MouseButton.LeftButton)
    text = QGuiApplication.clipboard().text()
    assert SCHOOL.name in text
    assert "0/2 học sinh (0,0%)" in text
    assert "Ctrl+V" in notices[-1].text


def test_the_pdf_is_the_paper_of_the_screen(
    screen: ReturnsScreen,
    dialogs: RecordingDialogs,
    notices: list[Notice],
    tmp_path: Path,
    settle: Callable[[], None],
) -> None:
    """A4 landscape, one page for each on the screen, its ending added."""
    dialogs.answer("choose_save", tmp_path / "bc")
    screen.ways.pdf.trigger()
    settle()
    data = (tmp_path / "bc.pdf").read_bytes()
    assert data.startswith(b"%PDF")
    assert data.count(b"/Type /Page\n") == len(screen.paper.pages)
    box = re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)", data)
    assert box is not None
    assert [round(float(side)) for side in box.groups()] == [842, 595]
    assert "bc.pdf" in notices[-1].text
    proposed = dict(dialogs.asked)["choose_save"][1]
    assert Path(str(proposed)).name.endswith("2020-09-05.pdf")


def test_printing_asks_for_the_printer_and_prints_what_was_chosen(
    screen: ReturnsScreen, dialogs: RecordingDialogs, notices: list[Notice], tmp_path: Path
) -> None:
    """Into a file here, for no printer stands in a test."""
    target = tmp_path / "in.pdf"

    def choose(dialog: QDialog) -> bool:
        assert isinstance(dialog, QPrintDialog)
        dialog.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        dialog.printer().setOutputFileName(str(target))
        return True

    screen.sending.printers = lambda: ["HP LaserJet"]
    dialogs.answer("run", choose)
    screen.ways.print.trigger()
    assert target.read_bytes().startswith(b"%PDF")
    assert str(len(screen.paper.pages)) in notices[-1].text


def test_without_a_printer_the_pdf_is_offered_in_words(
    screen: ReturnsScreen, notices: list[Notice]
) -> None:
    """Instead of printing into a file that nobody knows of."""
    screen.sending.printers = list
    screen.ways.print.trigger()
    assert "PDF" in notices[-1].text
    assert notices[-1].kind == "error"


def test_thinking_better_of_it_does_nothing(
    screen: ReturnsScreen, dialogs: RecordingDialogs, notices: list[Notice]
) -> None:
    """Neither a file nor a word."""
    dialogs.answer("choose_save", None)
    screen.ways.pdf.trigger()
    screen.sending.printers = lambda: ["HP LaserJet"]
    dialogs.answer("run", lambda _dialog: False)
    screen.ways.print.trigger()
    assert notices == []


def test_the_exported_file_goes_by_e_mail(
    screen: ReturnsScreen,
    dialogs: RecordingDialogs,
    opened: list[Path],
    export: Callable[[], Path],
    settle: Callable[[], None],
) -> None:
    """The letter lies beside it and is opened for the recipient to be filled in."""
    file = export()
    dialogs.answer("choose_save", file.with_suffix(".eml"))
    screen.ways.email.trigger()
    settle()
    assert opened == [file.with_suffix(".eml")]
    assert b'filename="bc.xlsx"' in opened[0].read_bytes()


def test_the_exported_file_goes_onto_a_stick(
    screen: ReturnsScreen,
    notices: list[Notice],
    export: Callable[[], Path],
    settle: Callable[[], None],
    tmp_path: Path,
) -> None:
    """The menu names the stick; when it may be pulled out is said."""
    file = export()
    place = tmp_path / "KINGSTON"
    place.mkdir()
    screen.ways.offer_sticks([Stick(place, "KINGSTON", 3_290_000_000)])
    menu = screen.ways.send.menu()
    assert isinstance(menu, QMenu)
    assert menu.actions()[0].text() == "Chép vào USB KINGSTON (còn trống 3,2 GB)"
    menu.actions()[0].trigger()
    settle()
    assert (place / "bc.xlsx").read_bytes() == file.read_bytes()
    assert "Rút USB" in notices[-1].text
    screen.ways.offer_sticks([])
    assert not menu.actions()[0].isEnabled()
    assert len(menu.actions()) == 2


def test_a_list_with_names_is_saved_deliberately(
    screen: ReturnsScreen,
    dialogs: RecordingDialogs,
    notices: list[Notice],
    tmp_path: Path,
    settle: Callable[[], None],
) -> None:
    """From its own menu, phones only when ticked, and what it holds is said."""
    dialogs.answer("choose_save", tmp_path / "ds")
    screen.ways.phones.setChecked(True)
    screen.ways.lists[ListKind.NOT_ASKED][Way.EXCEL].trigger()
    settle()
    assert (tmp_path / "ds.xlsx").is_file()
    assert "có tên người" in notices[-1].text
    assert not screen.ways.phones.isChecked()
    proposed = dict(dialogs.asked)["choose_save"][1]
    assert Path(str(proposed)).name == "DS-chua-hoi.xlsx"
