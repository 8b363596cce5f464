"""Blank forms of districts, filled: by class, by grade, by group, one row for the unit."""

from io import BytesIO
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from bluezone_desktop.domain.counting import Ratio
from bluezone_desktop.domain.district_form import RowsAre
from bluezone_desktop.exchange.form_filler import fill_form, rate_for, read_form
from bluezone_desktop.exchange.form_package import CellFormat
from tests.unit.exchange.form_maker import FACTS, figures, filled, lined, rows_of, saved, sheet_of

HEADER = (
    ("STT", "Lớp", "Học sinh", None, None, None, "Ghi chú"),
    (None, None, "Tổng số", "Có ĐTTM", "Đã cài", "Tỷ lệ (%)"),
)


def by_class(blank: int, *, sums: bool = True, labels: bool = False) -> bytes:
    """A form with so many empty rows, its header in rows 3 and 4."""
    rows: list[tuple[object, ...]] = [("TRƯỜNG ………",), (), *HEADER]
    if labels:
        rows.append(("A", "B", 1, 2, 3, "4=3/2", 5))
    first = len(rows) + 1
    rows += [()] * blank
    last = first + blank - 1
    total = [f"=SUM({letter}{first}:{letter}{last})" if sums else None for letter in "CDE"]
    rows.append(("Tổng cộng", None, *total))
    rows += [(), ("Người lập biểu", None, None, None, None, "Hiệu trưởng")]
    sheet = sheet_of(*rows)
    for area in ("A3:A4", "B3:B4", "C3:F3", "G3:G4", f"A{last + 1}:B{last + 1}"):
        sheet.merge_cells(area)
    lined(sheet, f"A3:G{last + 1}")
    return saved(sheet)


@given(st.integers(1, 9), st.integers(0, 14), st.booleans(), st.booleans())
@settings(max_examples=40, deadline=None)
def test_a_form_has_as_many_rows_as_there_are_classes(
    blank: int, classes: int, sums: bool, labels: bool
) -> None:
    """Too few are added above the sums, too many go; the sums reach over all of them."""
    names = [f"6A{number}" for number in range(1, classes + 1)]
    school = figures(*names)
    rows = rows_of(filled(by_class(blank, sums=sums, labels=labels), school).content)
    del rows[4 : 4 + labels]
    body = rows[4 : 4 + max(classes, 1)]
    assert [row[1] for row in body if row[1]] == names
    assert [row[0] for row in body if row[0]] == list(range(1, classes + 1))
    assert [row[2:5] for row in body[:classes]] == [
        [line.pupils.total, line.pupils.with_smartphone, line.pupils.installed]
        for line in school.classes
    ]
    total = rows[4 + max(classes, 1)]
    assert total[0] == "Tổng cộng"
    if classes:
        everyone = school.total.pupils
        assert total[2:5] == [everyone.total, everyone.with_smartphone, everyone.installed]
        whole = everyone.with_smartphone if labels else everyone.total
        assert total[5] == pytest.approx(100 * everyone.installed / whole, abs=0.051)
    assert rows[-1][:6] == ["Người lập biểu", None, None, None, None, "Hiệu trưởng"]


def test_the_label_row_says_among_whom_a_rate_is() -> None:
    """ "4=3/2" is of those with a smartphone, where the heading alone does not say."""
    school = figures("6A1")
    form = read_form(by_class(2, labels=True), "x.xlsx")
    assert str(form.tables[0].columns[5].meaning) == "pupils.installed/with_smartphone"
    assert not form.tables[0].columns[5].unsure
    assert read_form(by_class(2), "x.xlsx").tables[0].columns[5].unsure
    row = rows_of(filled(by_class(2, labels=True), school).content)[5]
    assert row[5] == pytest.approx(100 * 7 / 20, abs=0.05)


def test_classes_that_stand_in_the_form_keep_their_rows() -> None:
    """Others get empty rows or new ones; a class that is not ours is left and told."""
    sheet = sheet_of(
        ("STT", "Lớp", "Sĩ số", "Đã cài"), (1, "6A2"), (2, "6A9"), (3, "6A1"), (), ("Cộng",)
    )
    lined(sheet, "A1:D6")
    done = filled(saved(sheet), figures("6A1", "6A2", "6A3", "6A4"))
    rows = rows_of(done.content)
    assert [row[1:3] for row in rows[1:7]] == [
        ["6A2", 31],
        ["6A9", None],
        ["6A1", 30],
        ["6A3", 32],
        ["6A4", 33],
        [None, 126],
    ]
    notes = [(note.key, note.values) for note in done.notes]
    assert ("unknown_rows", {"names": "6A9"}) in notes
    assert ("rows_added", {"number": 1}) in notes


def test_names_that_only_show_how_are_written_over() -> None:
    """ "1A, 1B, …" in a form that goes to every school."""
    rows = (("STT", "Lớp", "GVCN", "Sĩ số"), (1, "1A"), (2, "1B"), ("…", "…"), ("Tổng cộng",))
    done = rows_of(filled(saved(sheet_of(*rows)), figures("6/1", "6/2")).content)
    assert [row[1:] for row in done[1:4]] == [
        ["6/1", "Cô 6/1", 30],
        ["6/2", "Cô 6/2", 31],
        [None, None, 61],
    ]


def test_classes_stand_below_their_grade() -> None:
    """Where the form has a heading per grade, each gets the rows it needs."""
    rows = (
        ("TT", "Lớp", "Số HS", "Đã cài"),
        ("I", "Khối 6"),
        (),
        ("II", "Khối 7"),
        (),
        (),
        (None, "Tổng cộng"),
    )
    sheet = sheet_of(*rows)
    lined(sheet, "A1:D7")
    done = filled(saved(sheet), figures("6A1", "6A2", "6A3", "7A1"))
    assert [row[1:3] for row in rows_of(done.content)[1:]] == [
        ["Khối 6", None],
        ["6A1", 30],
        ["6A2", 31],
        ["6A3", 32],
        ["Khối 7", None],
        ["7A1", 33],
        ["Tổng cộng", 126],
    ]


def test_titles_over_several_columns_need_not_be_merged() -> None:
    """ "Người thân" stands above the first of its columns only; the others are not pupils'."""
    sheet = sheet_of(
        ("STT", "Lớp", "GVCN", "HỌC SINH", None, None, "NGƯỜI THÂN", None, None, "Ghi chú"),
        (None, None, None, "Sĩ số", "Đã cài", "%", "Tổng", "Đã cài", "Lý do chưa cài"),
        (),
        ("Cộng",),
    )
    lined(sheet, "A1:J4")
    row = rows_of(filled(saved(sheet), figures("6A1")).content)[2]
    assert row == [1, "6A1", "Cô 6A1", 30, 7, 23.3, 50, 11, None, None]


def test_a_table_drawn_twice_side_by_side_names_each_class_once() -> None:
    """The second half stays empty and is told, instead of counting everybody twice."""
    half = ("STT", "Lớp", "Sĩ số")
    sheet = sheet_of((*half, *half), (1, None, None, 3), (2, None, None, 4), ("Cộng",))
    lined(sheet, "A1:F4")
    done = filled(saved(sheet), figures("6A1", "6A2", "6A3"))
    assert [row[1:] for row in rows_of(done.content)[1:5]] == [
        ["6A1", 30, 3, None, None],
        ["6A2", 31, 4, None, None],
        ["6A3", 32, None, None, None],
        [None, 93, None, None, None],
    ]
    assert ("columns_left", {"names": "STT, Lớp, Sĩ số"}) in [
        (note.key, note.values) for note in done.notes
    ]


def test_a_form_by_group() -> None:
    """The rows say whom, the columns what; percentages as their cells want them."""
    sheet = sheet_of(
        ("TT", "Đối tượng", "Tổng số", "Có ĐTTM", "Đã cài", "Tỷ lệ đã cài/ có ĐTTM"),
        (1, "Cán bộ quản lý"),
        (2, "Giáo viên"),
        (3, "Nhân viên"),
        (4, "Học sinh"),
        (5, "Cha mẹ học sinh"),
        (None, "Tổng cộng", "=SUM(C2:C6)", "=SUM(D2:D6)", "=SUM(E2:E6)", "=E7/D7"),
    )
    for row in range(2, 8):
        sheet.cell(row, 6).number_format = "0.0%"
    school = figures("6A1", "6A2")
    rows = rows_of(filled(saved(sheet), school).content)
    assert [row[2:5] for row in rows[1:6]] == [
        [4, 3, 1],
        [5, 3, 2],
        [6, 3, 3],
        [61, 41, 15],
        [101, 67, 23],
    ]
    assert [row[5] for row in rows[1:]] == pytest.approx(
        [1 / 3, 2 / 3, 1, 15 / 41, 23 / 67, 44 / 117]
    )


@pytest.mark.parametrize("name", ["THCS Lâm Tân", "TRƯỜNG THCS LÂM TÂN", ""])
def test_a_form_with_one_row_for_the_unit(name: str) -> None:
    """The school's own row among others of the district, or an empty one; three header levels."""
    sheet = sheet_of(
        ("STT", "Tên đơn vị", "Kết quả cài đặt ứng dụng Bluezone"),
        (None, None, "CB, GV, NV", None, "Học sinh", None, "Cha mẹ học sinh"),
        (None, None, "TS", "Đã cài", "TS", "Đã cài", "TS", "Tỉ lệ %"),
        (1, "Trường THCS Thạnh Quới"),
        (2, name or None),
    )
    for area in ("A1:A3", "B1:B3", "C1:H1", "C2:D2", "E2:F2", "G2:H2"):
        sheet.merge_cells(area)
    lined(sheet, "A1:H5")
    form = read_form(saved(sheet), "x.xlsx")
    assert form.tables[0].rows_are is RowsAre.UNIT
    rows = rows_of(filled(saved(sheet), figures("6A1")).content)
    assert rows[3][2:] == [None] * 6
    assert rows[4][2:] == [15, 6, 30, 7, 50, 22]
    assert rows[4][1] == (name or "Trường THCS Lâm Tân")


def test_two_tables_on_one_sheet_and_what_elsewhere_reads_them() -> None:
    """Rows come to the upper one: the lower one, other sheets and names follow."""
    sheet = sheet_of(
        ("STT", "Lớp", "Học sinh"),
        (None, None, "TS"),
        (),
        ("Cộng", None, "=SUM(C3:C3)"),
        (),
        ("STT", "Đối tượng", "Tổng số", "Đã cài"),
        (1, "CBQL"),
        (2, "GV"),
        (None, "Cộng", "=SUM(C7:C8)", "=SUM(D7:D8)"),
    )
    sheet.merge_cells("A1:A2")
    sheet.merge_cells("B1:B2")
    book = sheet.parent
    assert book is not None
    sheet_of(("='Biểu 1'!C4", "='Biểu 1'!C9"), title="Tổng", book=book)
    done = filled(saved(sheet), figures("6A1", "6A2", "6A3"))
    assert rows_of(done.content, "Tổng", formulas=True) == [["='Biểu 1'!C6", "='Biểu 1'!C11"]]
    again = CalamineWorkbook.from_filelike(BytesIO(done.content)).get_sheet_by_name("Biểu 1")
    third = [row[2] for row in again.to_python()]
    assert third == ["Học sinh", "TS", 30, 31, 32, 93, "", "Tổng số", 4, 5, 9]


def test_a_row_that_a_formula_elsewhere_reads_does_not_go() -> None:
    """It stays, empty: better a row too many than an error in the district's sum."""
    sheet = sheet_of(("Lớp", "Sĩ số"), (), (), (), ("Cộng", "=SUM(B2:B4)"))
    lined(sheet, "A1:B5")
    book = sheet.parent
    assert book is not None
    sheet_of(("='Biểu 1'!B4",), title="Khác", book=book)
    rows = rows_of(filled(saved(sheet), figures("6A1")).content)
    assert rows[1:] == [["6A1", 30], [None, None], [None, None], ["Cộng", 30]]


def test_what_the_user_says_of_a_column_counts() -> None:
    """Another meaning, or none at all."""
    data = by_class(1)
    form = read_form(data, "x.xlsx")
    said = {form.tables[0].key: {4: "pupils.asked", 5: "", 7: "pupils.no_smartphone"}}
    done = fill_form(data, form.corrected(said), figures("6A1"), FACTS)
    assert rows_of(done.content)[4][2:] == [30, 29, None, pytest.approx(23.3), 9]


def test_parents_of_two_classes_are_told() -> None:
    """The rows add up to more than there are people, and the clerk is told why."""
    sheet = sheet_of(("Lớp", "Sĩ số", "Phụ huynh"), (), ("Cộng",))
    lined(sheet, "A1:C3")
    done = filled(saved(sheet), figures("6A1", "6A2", again=3))
    assert [note.values for note in done.notes if note.key == "counted_again"] == [{"number": 3}]


def test_names_never_become_formulas() -> None:
    """A class or a teacher that begins like a formula is text, in the file too."""
    data = saved(sheet_of(("Lớp", "GVCN", "Sĩ số"), (), ("Cộng",)))
    done = filled(data, figures('=HYPERLINK("http://x","6A1")'))
    cell = load_workbook(BytesIO(done.content)).active
    assert cell is not None
    assert [cell.cell(2, column).data_type for column in (1, 2)] == ["s", "s"]


@pytest.mark.parametrize(
    ("percent", "decimals", "value"),
    [(True, 1, 0.125), (False, None, 12.5), (False, 0, 12.5), (False, 2, 12.5)],
)
def test_a_rate_is_written_as_its_cell_wants_it(
    percent: bool, decimals: int | None, value: float
) -> None:
    """0.125 where the format shows per cent, else 12.5 with one decimal at least."""
    assert rate_for(Ratio(1, 8), CellFormat(percent, decimals)) == value
    assert rate_for(Ratio(0, 0), CellFormat(percent, decimals)) is None


def test_rates_round_half_up() -> None:
    """As everywhere in the program."""
    for part, whole in product(range(41), range(1, 41)):
        if part <= whole:
            tenths = Ratio(part, whole).tenths_of_percent
            assert tenths is not None
            assert rate_for(Ratio(part, whole), CellFormat()) == tenths / 10
