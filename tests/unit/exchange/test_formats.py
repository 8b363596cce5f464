"""What is told of a sheet is the same in whatever format of Excel it lies."""

import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bluezone_desktop.exchange.grid import MAX_COLUMNS, MAX_ROWS, Sheet, as_written
from bluezone_desktop.exchange.tables import read_workbook
from tests.unit.exchange.table_writers import Grid, write_xlsb, write_xlsx
from tests.unit.exchange.xls_writer import write_xls

SHEET = "xl/worksheets/sheet1.xml"
GRID = Grid(
    "6A1",
    [
        ["Trường THCS Lê Lợi", None, None],
        [],
        ["Họ và tên", "Ngày sinh", "Điểm"],
        ["Lê Thị Hoa", date(2009, 3, 5), 7.25],
        [None, None, -12],
    ],
    merges=[(0, 0, 0, 2)],
    hidden_rows={1, 3},
    hidden_columns={2},
)


def only_sheet(path: Path) -> Sheet:
    (found,) = read_workbook(path).sheets
    return found


def words(sheet: Sheet) -> list[list[str]]:
    """The cells as people see them, without the blanks at the end of rows."""
    rows = [[as_written(cell) for cell in row] for row in sheet.rows]
    return [row[: max((n for n, cell in enumerate(row, 1) if cell), default=0)] for row in rows]


@pytest.mark.parametrize("write", [write_xlsx, write_xlsb, write_xls])
def test_what_is_seen_and_hidden(write: Callable[..., Path], tmp_path: Path) -> None:
    sheet = only_sheet(write(tmp_path / "6A1.xls", [GRID]))
    assert words(sheet) == [
        ["Trường THCS Lê Lợi"],
        [],
        ["Họ và tên", "Ngày sinh", "Điểm"],
        ["Lê Thị Hoa", "05/03/2009", "7.25"],
        ["", "", "-12"],
    ]
    assert sheet.merges == ((0, 0, 0, 2),)
    assert (set(sheet.hidden_rows), set(sheet.hidden_columns)) == ({1, 3}, {2})
    assert (sheet.cut, sheet.lost, sheet.uncalculated) == (0, 0, 0)


@pytest.mark.parametrize("place", ["A1048576", "XFD1", "XFD1048576", "ZZZ9999999"])
def test_a_cell_at_the_end_of_the_world_changes_no_other(place: str, tmp_path: Path) -> None:
    """Such an xlsx is read cell by cell instead of as one rectangle; the same comes out of it."""
    source = write_xlsx(tmp_path / "near.xlsx", [GRID])
    far = f'<row><c r="{place}" t="str"><v>x</v></c></row></sheetData>'
    path = tmp_path / "far.xlsx"
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            part = part.replace(b"</sheetData>", far.encode()) if name == SHEET else part
            new.writestr(name, part)
    near, sheet = only_sheet(source), only_sheet(path)
    assert words(sheet) == words(near)
    assert [sheet.merges, sheet.hidden_rows, sheet.hidden_columns] == [
        near.merges,
        near.hidden_rows,
        near.hidden_columns,
    ]
    assert sheet.cut == 1


@pytest.mark.parametrize("write", [write_xlsb, write_xls])
def test_a_row_of_a_thousand_columns_is_read_and_what_is_beyond_is_counted(
    write: Callable[..., Path], tmp_path: Path
) -> None:
    width = 256 if write is write_xls else MAX_COLUMNS + 3
    grid = Grid("6A1", [["x"] * width, *([] for _ in range(9)), ["Lê Thị Hoa"]])
    sheet = only_sheet(write(tmp_path / "6A1.xls", [grid]))
    assert len(sheet.rows[0]) == min(width, MAX_COLUMNS)
    assert sheet.cut == max(0, width - MAX_COLUMNS)
    assert words(sheet)[10] == ["Lê Thị Hoa"]
    assert len(sheet.rows) < MAX_ROWS


def test_a_sheet_that_is_named_a_thousand_times_is_read_once(tmp_path: Path) -> None:
    """A file of some kilobytes may not cost as much as a thousand sheets."""
    path = write_xlsx(tmp_path / "a.xlsx", [GRID])
    with zipfile.ZipFile(path) as container:
        parts = {name: container.read(name) for name in container.namelist()}
    book = parts["xl/workbook.xml"]
    start = book.index(b"<sheet ")
    one = book[start : book.index(b"/>", start) + 2]
    parts["xl/workbook.xml"] = book.replace(one, one * 1000)
    with zipfile.ZipFile(path, "w") as container:
        for name, content in parts.items():
            container.writestr(name, content)
    assert words(only_sheet(path))[2] == ["Họ và tên", "Ngày sinh", "Điểm"]
