"""Bringing in lists: what is written for it, and what the dialog shows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from bluezone_desktop.gui.desk import Desk, Notice
from bluezone_desktop.gui.rosters.import_dialog import ImportDialog
from bluezone_desktop.gui.rosters.roster_files import RosterFile
from bluezone_desktop.gui.rosters.sheet_sights import Look
from bluezone_desktop.services import people
from bluezone_desktop.services.office import Office
from tests.gui.stage import Ask

Open = Callable[..., ImportDialog]
Row = Sequence[str | int | None]

HEADER: Row = ("STT", "Lớp", "Họ và tên", "Ngày sinh", "Họ tên cha", "SĐT cha", "Trạng thái")
AN: Row = (1, "6A1", "Trần Văn An", "05/03/2009", "Trần Văn Ba", "0912345678", "Đang học")
BINH: Row = (2, "6A1", "Lê Thị Bình", "06/04/2009", "", "", "Đang học")
CHI: Row = (3, "6A2", "Võ Mỹ Chi", "07/05/2009", "Võ Văn Tư", "0987654321", "Đang học")
PASSWORD = "mật khẩu"


def write_list(path: Path, *rows: Row, header: Row = HEADER) -> Path:
    """A list with its header in row 3, so that the pupils begin in row 4."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Danh sách"
    for row in (("TRƯỜNG THCS LÂM TÂN",), (), header, *rows):
        sheet.append(list(row))
    book.save(path)
    return path


def protect(path: Path, password: str) -> Path:
    from msoffcrypto.format.ooxml import OOXMLFile

    plain = BytesIO(path.read_bytes())
    with path.open("wb") as file:
        OOXMLFile(plain).encrypt(password, file)
    return path


@dataclass(frozen=True)
class Case:
    """The desk of a school without lists, and a way to look into its database."""

    desk: Desk
    ask: Ask
    notices: list[Notice]

    def on_record(self) -> dict[str, list[str | None]]:
        """Everyone on record, by class."""
        found: dict[str, list[str | None]] = self.ask(self.desk, pupils)
        return found


def wait(qtbot: QtBot, dialog: ImportDialog) -> None:
    qtbot.waitUntil(lambda: not dialog.desk.busy and not dialog.files.is_working)


def click(widget: Any) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def see(dialog: ImportDialog, look: Look) -> Any:
    """The sheet at the right, looked at in that way."""
    looks = dialog.panel.looks
    looks.setCurrentIndex(looks.findData(look))
    return dialog.panel.view.model()


def rows_by_number(sheet: Any) -> dict[str, int]:
    """Where the rows stand, by the numbers that Excel gives them."""
    down = Qt.Orientation.Vertical
    return {sheet.headerData(row, down): row for row in range(sheet.rowCount())}


def file_named(dialog: ImportDialog, name: str) -> RosterFile:
    return next(file for file in dialog.files.files if file.path.name == name)


def words_of(dialog: ImportDialog, name: str) -> str:
    """What the list says below the name of a file."""
    model = dialog.list.model()
    for row in range(model.rowCount()):
        index = model.index(row, 0)
        if index.data() == name:
            return str(index.data(Qt.ItemDataRole.ToolTipRole)).partition("\n")[2]
    raise AssertionError(name)


def classes_shown(dialog: ImportDialog) -> dict[str, list[str]]:
    """Per class of the lower half: its numbers, in the order of the columns."""
    model = dialog.area.classes.model()
    return {
        model.index(row, 0).data(): [
            model.index(row, column).data() for column in range(1, model.columnCount())
        ]
        for row in range(model.rowCount())
    }


def names_below(dialog: ImportDialog, class_name: str) -> list[str]:
    """The people named under a class of the lower half."""
    model = dialog.area.classes.model()
    for row in range(model.rowCount()):
        parent = model.index(row, 0)
        if parent.data() == class_name:
            return [model.index(at, 0, parent).data() for at in range(model.rowCount(parent))]
    raise AssertionError(class_name)


def pupils(office: Office) -> dict[str, list[str | None]]:
    """Everyone on record, by class."""
    return {
        one.school_class.name: [
            row.person.full_name for row in people.tick_sheet(office, one.school_class.id).rows
        ]
        for one in people.class_list(office)
    }
