"""The workbook of rejected rows: the reason beside each; once mended it imports like any list."""

from pathlib import Path

import openpyxl
import pytest

from bluezone_desktop.domain.layouts import layout_key
from bluezone_desktop.domain.roster import PupilDraft, Roster
from bluezone_desktop.exchange.rejected_rows import write_rejected
from bluezone_desktop.exchange.roster_reader import Wishes, read_roster, roster_of
from bluezone_desktop.exchange.tables import read_pasted
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


def test_what_a_user_said_of_columns_comes_back_with_the_rows(tmp_path: Path) -> None:
    """No word of the list tells it; the header of the workbook must."""
    head: list[Value] = ["STT", "Họ và tên", "Đưa đón", "Máy", "Phái", "Ngày sinh"]
    row: list[Value] = [1, "", "Lê B", "0901234567", "x", "05/03/2009"]
    source = write_xlsx(tmp_path / "6A1.xlsx", [Grid("6A1", [head, row])])
    said = {2: "mother_name", 3: "mother_phone", 4: "female_mark", 5: "ignored"}
    read = read_roster(source, corrections={layout_key([str(one) for one in head]): said})
    [pupil] = mended_pupils(tmp_path, read)
    assert (pupil.sex, pupil.date_of_birth) == ("female", None)
    [mother] = pupil.relatives
    assert (mother.relation, mother.full_name, mother.phone) == ("mother", "Lê B", "0901234567")


def test_rows_of_a_list_without_a_header_come_back_with_one(tmp_path: Path) -> None:
    """What was pasted bare is handed back as a list that can be read by itself."""
    pasted = read_pasted("1\tLê Văn An\t05/03/2009\n2\t\t06/04/2009\n", "dán")
    read, _ = roster_of(pasted, "dán", Wishes("6A1", without_header=True))
    [pupil] = mended_pupils(tmp_path, read)
    assert pupil.date_of_birth == "2009-04-06"


def mended_pupils(folder: Path, read: Roster) -> tuple[PupilDraft, ...]:
    """The pupils of the rejected rows, once their names are written in."""
    path = folder / "rejected.xlsx"
    write_rejected(path, [read], Texts())
    book = openpyxl.load_workbook(path)
    [sheet] = book.worksheets
    names = cells_of(sheet)[2].index("Họ và tên") + 1
    for number in range(4, sheet.max_row + 1):
        sheet.cell(number, names).value = "Võ Thị Bảy"
    book.save(path)
    [one] = read_roster(path).classes
    return one.pupils
