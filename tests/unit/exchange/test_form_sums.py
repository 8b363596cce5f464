"""Forms whose rows are added up in parts, or that name their counts in rows."""

from typing import Any

import pytest

from bluezone_desktop.domain.district_form import RowsAre
from bluezone_desktop.exchange.form_filler import fill_form, read_form
from tests.unit.exchange.form_maker import FACTS, figures, filled, lined, rows_of, saved, sheet_of

SCHOOL = figures("6A1", "6A2", "7A1")
Rows = list[list[Any]]


def both(*rows: tuple[Any, ...]) -> tuple[Rows, Rows]:
    """A form with lines, filled: what its cells come to, and their formulas; without its header."""
    sheet = sheet_of(*rows)
    lined(sheet, f"A1:{sheet.cell(len(rows), len(rows[0])).coordinate}")
    content = filled(saved(sheet), SCHOOL).content
    return rows_of(content)[1:], rows_of(content, formulas=True)[1:]


def test_each_grade_is_added_up_below_its_classes() -> None:
    """Classes stand above the sum of their own grade, and that sum grows with them."""
    values, formulas = both(
        ("TT", "Lớp", "Sĩ số", "Tỉ lệ cài"),
        (None, None, None, "=IF(C2=0,0,1/C2)"),
        ("Cộng khối 6", None, "=SUM(C2:C2)"),
        (),
        ("Cộng khối 7", None, None),
        ("TỔNG CỘNG", None, "=C3+C5"),
    )
    assert [row[:3] for row in values] == [
        [1, "6A1", 30],
        [2, "6A2", 31],
        ["Cộng khối 6", None, 61],
        [3, "7A1", 32],
        ["Cộng khối 7", None, 32],
        ["TỔNG CỘNG", None, 93],
    ]
    assert formulas[2][2] == "=SUM(C2:C3)"
    assert formulas[4][2] == "=SUM(C5:C5)"
    assert formulas[5][2] == "=C4+C6"


@pytest.mark.parametrize("own", [True, False])
def test_each_grade_is_added_up_in_its_heading(own: bool) -> None:
    """By the form's formulas, or by our figures where the total reads the headings alone."""
    values, _ = both(
        ("TT", "Khối/Lớp", "TS HS"),
        ("I", "Khối 6", "=SUM(C3:C3)" if own else None),
        (1,),
        ("II", "Khối 7", "=SUM(C5:C5)" if own else None),
        (1,),
        (None, "Tổng cộng", "=C2+C4"),
    )
    assert [row[1:] for row in values] == [
        ["Khối 6", 61],
        ["6A1", 30],
        ["6A2", 31],
        ["Khối 7", 32],
        ["7A1", 32],
        ["Tổng cộng", 93],
    ]


def test_the_sum_of_all_stands_above_the_classes() -> None:
    """Rows come at the end of the table, and the sum above reaches down to them."""
    values, formulas = both(
        ("STT", "Lớp", "Tổng số HS", "Đã cài"),
        (None, "Toàn trường", "=SUM(C3:C4)", None),
        (1,),
        (2,),
    )
    assert [row[1:] for row in values] == [
        ["Toàn trường", 93, 24],
        ["6A1", 30, 7],
        ["6A2", 31, 8],
        ["7A1", 32, 9],
    ]
    assert formulas[0][2] == "=SUM(C3:C5)"


def test_classes_and_staff_each_below_a_title_of_their_own() -> None:
    """All pupils are added up above their classes; staff are one row."""
    values, _ = both(
        ("STT", "Lớp/Bộ phận", "Tổng số", "Đã cài"),
        ("I", "Học sinh", "=SUBTOTAL(9,C3:C4)", "=SUBTOTAL(9,D3:D4)"),
        (1,),
        (2,),
        ("II", "CBGVNV"),
        (None, "Tổng cộng", "=C2+C5", "=D2+D5"),
    )
    assert [row[1:] for row in values] == [
        ["Học sinh", 93, 24],
        ["6A1", 30, 7],
        ["6A2", 31, 8],
        ["7A1", 32, 9],
        ["CBGVNV", 15, 6],
        ["Tổng cộng", 108, 30],
    ]


@pytest.mark.parametrize(
    ("staff", "total"),
    [("=SUM(C3:C5)", "=C2+C6+C7"), (None, "=C2+C6+C7"), (None, None), (None, "=SUM(C2:C7)")],
    ids=["own", "title", "none", "all"],
)
def test_a_group_and_its_parts_are_added_up_once(staff: str | None, total: str | None) -> None:
    """Staff, and below them managers, teachers, employees: whichever of them the total reads."""
    values, _ = both(
        ("TT", "Đối tượng", "Tổng số"),
        ("I", "Cán bộ, giáo viên, nhân viên", staff),
        (1, "Cán bộ quản lý"),
        (2, "Giáo viên"),
        (3, "Nhân viên"),
        ("II", "Học sinh"),
        ("III", "Cha mẹ học sinh"),
        (None, "Tổng cộng (I+II+III)", total),
    )
    heading = None if total == "=SUM(C2:C7)" else 15
    assert [row[2] for row in values] == [heading, 4, 5, 6, 93, 153, 261]


def test_groups_may_stand_in_two_columns() -> None:
    """The wider name to the left is merged over its rows; the narrower one says whom."""
    sheet = sheet_of(
        ("TT", "Đối tượng", None, "Tổng số", "Đã cài đặt", None),
        (None, None, None, None, "SL", "%"),
        (1, "CB-GV-NV", "CBQL"),
        (None, None, "GV"),
        (2, "Học sinh", "Học sinh"),
        (3, "Phụ huynh", "Phụ huynh"),
        ("Tổng", None, None, "=SUM(D3:D6)", "=SUM(E3:E6)"),
    )
    for area in ("A1:A2", "B1:C2", "D1:D2", "E1:F1", "A3:A4", "B3:B4", "A7:C7"):
        sheet.merge_cells(area)
    lined(sheet, "A1:F7")
    rows = rows_of(filled(saved(sheet), SCHOOL).content)
    assert [row[3:5] for row in rows[2:]] == [[4, 1], [5, 2], [93, 24], [153, 36], [255, 63]]


def test_grades_may_stand_in_a_column_of_their_own() -> None:
    """Merged over the rows of their classes, or empty: then the grade is written."""
    sheet = sheet_of(("Khối", "Lớp", "Sĩ số"), (6,), (), (7,), (), ("Cộng",))
    sheet.merge_cells("A2:A3")
    sheet.merge_cells("A4:A5")
    lined(sheet, "A1:C6")
    rows = rows_of(filled(saved(sheet), SCHOOL).content)[1:]
    assert [row[1:] for row in rows if row[1]] == [["6A1", 30], ["6A2", 31], ["7A1", 32]]
    assert rows[2][:2] == [7, "7A1"]
    assert rows[-1][2] == 93
    values, _ = both(("Trường", "Khối", "Lớp", "Sĩ số"), (), ("Cộng",))
    assert values[0] == ["Trường THCS Lâm Tân", 6, "6A1", 30]


def test_rows_that_name_counts() -> None:
    """One column of numbers; a rate is of whom the row above is about, divided as it says."""
    values, _ = both(
        ("STT", "Nội dung", "ĐVT", "Số lượng"),
        (1, "Tổng số CB, GV, NV", "người"),
        (2, "Số CB, GV, NV có điện thoại thông minh"),
        (3, "Số CB, GV, NV đã cài đặt Bluezone"),
        (4, "Tỉ lệ (3/2)", "%"),
        (5, "Tổng số học sinh"),
        (6, "Số học sinh đã cài đặt"),
        (7, "Tỉ lệ", "%"),
        (8, "Số hộ gia đình đã cài"),
        (9, "Số cha mẹ học sinh đã cài đặt"),
    )
    assert [row[3] for row in values] == [15, 9, 6, 66.7, 93, 24, 25.8, None, 36]


def test_counts_down_and_groups_across() -> None:
    """The row says what, the column whom; the form's own formulas stay."""
    names = ("Tổng số", "Có điện thoại thông minh", "Đã cài đặt", "Chưa cài đặt")
    sheet = sheet_of(
        ("TT", "Chỉ tiêu", "CBQL", "GV", "NV", "Học sinh", "Cộng"),
        *[
            (at, name, None, None, None, None, f"=SUM(C{at + 1}:F{at + 1})")
            for at, name in enumerate(names, 1)
        ],
        (5, "Tỉ lệ đã cài/có ĐTTM (%)", *[f"={letter}4/{letter}3*100" for letter in "CDEFG"]),
    )
    lined(sheet, "A1:G6")
    data = saved(sheet)
    assert read_form(data, "x.xlsx").tables[0].rows_are is RowsAre.COUNTS
    rows = rows_of(filled(data, SCHOOL).content)[1:]
    assert [row[2:] for row in rows[:4]] == [
        [4, 5, 6, 93, 108],
        [3, 3, 3, 63, 72],
        [1, 2, 3, 24, 30],
        [2, 1, 0, 39, 42],
    ]
    assert rows[4][6] == pytest.approx(100 * 30 / 72)


def test_a_sum_that_reads_nobody_is_told() -> None:
    """Pupils by rows that we cannot name: their sum would say that there are none."""
    sheet = sheet_of(
        ("STT", "Đối tượng", "Tổng số"),
        ("I", "Học sinh", "=SUM(C3:C4)"),
        (1, "Bán trú"),
        (2, "Nội trú"),
        ("II", "CBGVNV"),
        (None, "Tổng cộng", "=C2+C5"),
    )
    lined(sheet, "A1:C6")
    data = saved(sheet)
    done = fill_form(data, read_form(data, "x.xlsx"), SCHOOL, FACTS)
    assert not all(one.agrees for one in done.totals)


@pytest.mark.parametrize("name", ["Trường Trung học cơ sở Lâm Tân", "THCS LÂM TÂN"])
def test_a_school_is_found_by_its_kind_in_full_or_short(name: str) -> None:
    """Among the district's schools."""
    values, _ = both(("STT", "Tên trường", "Số HS"), (1, "THCS Lâm Kiết"), (2, name), (3, "Khác"))
    assert [row[2] for row in values] == [None, 93, None]
