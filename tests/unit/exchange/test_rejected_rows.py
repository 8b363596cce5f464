"""The workbook of rejected rows: the reason beside each; once mended it imports like any list."""

from pathlib import Path

import openpyxl
import pytest

from bluezone_desktop.exchange.rejected_rows import write_rejected
from bluezone_desktop.exchange.roster_reader import read_roster
from bluezone_desktop.texts import Language, Texts
from tests.unit.exchange.table_writers import Grid, Value, cells_of, write_xlsx


@pytest.mark.parametrize("language", ["vi", "en"])
def test_mended_rows_import_whole(language: Language, tmp_path: Path) -> None:
    """From a header of two rows with a split name and a split date, the hardest to hand back."""
    rows: list[list[Value]] = [
        ["DANH SÁCH HỌC SINH"],
        ["TT", "Họ và tên", "", "Ngày sinh", "", "", "Cha", "", "Dân tộc"],
        ["", "", "", "Ngày", "Tháng", "Năm", "Họ tên", "SĐT", ""],
        [1, "Lê Văn", "An", 5, 3, 2009, "Lê B", "0901234567", "Khmer"],
        [2, "", "", 6, 3, 2009, "Lê C", "0907654321", "Khmer"],
    ]
    merges = [(1, 1, 2, 2), (1, 3, 1, 5), (1, 6, 1, 7)]
    source = write_xlsx(tmp_path / "source.xlsx", [Grid("Sheet1", rows, merges)])
    path = tmp_path / "rejected.xlsx"
    write_rejected(path, [read_roster(source)], Texts(language))
    book = openpyxl.load_workbook(path)
    [sheet] = book.worksheets
    written = cells_of(sheet)
    texts = Texts(language)
    assert [row[-1] for row in written[3:]] == [
        texts("roster.problem.class_unknown"),
        texts("roster.problem.no_name"),
    ]
    assert [row[-2] for row in written[3:]] == ["Sheet1 – 4", "Sheet1 – 5"]
    assert "Khmer" not in str(written)  # what is never imported is not handed on either
    place = written[2].index(texts("roster.rejected.class")) + 1
    for number in (4, 5):
        sheet.cell(number, place).value = "6A1"
    sheet["B5"], sheet["C5"] = "Lê Văn", "Bình"
    book.save(path)
    mended = read_roster(path)
    assert mended.problems == ()
    [one] = mended.classes
    assert [
        (p.full_name, p.date_of_birth, p.relatives[0].full_name, p.relatives[0].phone)
        for p in one.pupils
    ] == [
        ("Lê Văn An", "2009-03-05", "Lê B", "0901234567"),
        ("Lê Văn Bình", "2009-03-06", "Lê C", "0907654321"),
    ]


def test_the_class_of_the_title_is_handed_back_with_the_row(tmp_path: Path) -> None:
    rows: list[list[Value]] = [
        ["LỚP 6A1"],
        ["STT", "Họ và tên", "Ngày sinh"],
        [1, "", "05/03/2009"],
    ]
    source = write_xlsx(tmp_path / "source.xlsx", [Grid("a", rows)])
    path = tmp_path / "rejected.xlsx"
    write_rejected(path, [read_roster(source)], Texts())
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["B4"] = "Lê An"
    book.save(path)
    assert [one.name for one in read_roster(path).classes] == ["6A1"]


def test_rejected_staff_stay_staff(tmp_path: Path) -> None:
    rows: list[list[Value]] = [
        ["DANH SÁCH CÁN BỘ, GIÁO VIÊN, NHÂN VIÊN"],
        ["STT", "Họ và tên", "Ngày sinh", "Tổ"],
        [1, "", "05/03/1970", "Văn phòng"],
    ]
    source = write_xlsx(tmp_path / "source.xlsx", [Grid("a", rows)])
    path = tmp_path / "rejected.xlsx"
    write_rejected(path, [read_roster(source)], Texts())
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["B4"] = "Lê An"
    book.save(path)
    [one] = read_roster(path).staff
    assert (one.full_name, one.group) == ("Lê An", "employee")


def test_a_sheet_for_each_header_and_file(tmp_path: Path) -> None:
    rows: list[list[Value]] = [["STT", "Họ và tên", "Lớp"], [1, "", "6A1"]]
    sources = [
        write_xlsx(tmp_path / f"{name}.xlsx", [Grid("a", rows), Grid("b", rows)]) for name in "xy"
    ]
    path = tmp_path / "rejected.xlsx"
    write_rejected(path, [read_roster(source) for source in sources], Texts())
    assert openpyxl.load_workbook(path).sheetnames == ["a", "b", "a 2", "b 2"]


def test_a_cell_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    rows: list[list[Value]] = [["STT", "Họ và tên", "Lớp"], [1, "=1+1", ""]]
    source = write_xlsx(tmp_path / "source.xlsx", [Grid("a", rows)])
    path = tmp_path / "rejected.xlsx"
    write_rejected(path, [read_roster(source)], Texts())
    cell = openpyxl.load_workbook(path).worksheets[0]["B4"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")
