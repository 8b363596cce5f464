"""The return as a file: it says what the program counted, prints as told, and holds no formula of
anybody else's.
"""

import itertools
import re
import zipfile
from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from bluezone_desktop.domain import return_layout as layout
from bluezone_desktop.domain.counting import Figures, GroupRow, Ratio, ThreeFigures
from bluezone_desktop.domain.errors import KnownError
from bluezone_desktop.domain.paper_text import lines_needed, text_width
from bluezone_desktop.domain.people import School
from bluezone_desktop.domain.return_document import build_document
from bluezone_desktop.domain.return_table import COLUMNS, PEOPLE, RELATIVES, RowKind
from bluezone_desktop.domain.returns import (
    ClassLine,
    Omissible,
    PreviousRound,
    ReturnContent,
    ReturnFigures,
    Wording,
)
from bluezone_desktop.domain.vocabulary import Group, Level
from bluezone_desktop.exchange.return_figures import HIDDEN_SHEET, read_figures
from bluezone_desktop.exchange.return_workbook import check_return, write_return
from bluezone_desktop.texts import Texts

VI, EN = Texts("vi"), Texts("en")
SCHOOL = School(
    "Trường THCS Lâm Tân",
    Level.LOWER_SECONDARY,
    "Phòng GDĐT huyện Thạnh Trị",
    "Thạnh Trị",
    head="Nguyễn Thị Hồng Thắm",
    preparer="Trần Văn Quốc",
    school_year="2020-2021",
)


def some_figures(classes: int, grown: int = 0) -> ReturnFigures:
    """A plausible school; ``grown`` more pupils per class have it installed."""
    lines = tuple(
        ClassLine(
            f"{6 + n % 4}A{n // 4 + 1}",
            "Lý Thị Cẩm Tú" if n % 5 else None,
            Figures(40 + n % 7, 40, 31, 20 + grown),
            Figures(80, 71, 60, 17 + n % 3 + grown),
        )
        for n in range(classes)
    )
    staff = (
        GroupRow(Group.MANAGER, Figures(3, 3, 3, 3)),
        GroupRow(Group.TEACHER, Figures(30, 30, 29, 25)),
        GroupRow(Group.EMPLOYEE, Figures()),
    )
    of_staff = Figures(12, 10, 9, 4)
    rows = sum((line.relatives for line in lines), of_staff)
    twice = classes  # so many parents stand in two classes
    return ReturnFigures(
        lines,
        staff,
        of_staff,
        ThreeFigures(
            sum((line.pupils for line in lines), Figures()),
            Figures(
                rows.total - twice,
                rows.asked - twice,
                rows.with_smartphone - twice,
                rows.installed - twice,
            ),
            Figures(33, 33, 32, 28),
        ),
        Ratio(30 * classes, 40 * classes),
    )


def some_return(classes: int, *, first: bool = False, **more: Any) -> ReturnContent:
    earlier = PreviousRound(
        "đợt 1", datetime(2020, 8, 17, 1, 0, tzinfo=UTC), some_figures(max(classes - 1, 0))
    )
    values: dict[str, Any] = {
        "school": SCHOOL,
        "recipient": "Phòng GDĐT huyện Thạnh Trị",
        "round_name": "2",
        "as_of": datetime(2020, 8, 24, 8, 0, tzinfo=UTC),
        "dated": date(2020, 9, 5),
        "figures": some_figures(classes, grown=3),
        "previous": None if first else earlier,
    }
    return ReturnContent(**{**values, **more})


def written(folder: Path, content: ReturnContent, texts: Texts = VI) -> Path:
    path = folder / "return.xlsx"
    write_return(path, content, texts)
    return path


def first_table_row(sheet: Worksheet) -> int:
    return next(row for row in range(1, 40) if sheet.cell(row, 1).value in ("STT", "No"))


class Calculator:
    """Recomputes the formulas of the sheet on its own, as an office program would."""

    def __init__(self, sheet: Worksheet) -> None:
        self.sheet = sheet

    def value(self, ref: str) -> Any:
        formula = self.sheet[ref].value
        if not (isinstance(formula, str) and formula.startswith("=")):
            return formula
        text = formula[1:]
        if found := re.fullmatch(r"SUM\((\w+):(\w+)\)", text):
            cells = [cell for row in self.sheet[f"{found[1]}:{found[2]}"] for cell in row]
            return sum(self.value(cell.coordinate) or 0 for cell in cells)
        if found := re.fullmatch(r'IF\((\w+)=0,"–",(\w+)/(\w+)\)', text):
            assert found[1] == found[3]
            whole = self.value(found[1])
            return self.value(found[2]) / whole if whole else "–"
        if found := re.fullmatch(
            r'IF\(ISNUMBER\((\w+)\),ROUND\(ROUND\((\w+),3\)\*1000-(\d+),0\)/10,"–"\)', text
        ):
            assert found[1] == found[2]
            rate = self.value(found[1])
            return (tenths(rate) - int(found[3])) / 10 if isinstance(rate, float) else "–"
        if re.fullmatch(r"[A-Z]+\d+([-+]([A-Z]+\d+|\d+))+", text):
            signed = re.findall(r"([-+]?)([A-Z]+\d+|\d+)", text)
            return sum(
                (-1 if sign == "-" else 1) * (int(one) if one.isdigit() else self.value(one))
                for sign, one in signed
            )
        raise AssertionError(f"a formula nobody planned: {formula}")


def tenths(rate: float) -> int:
    """A rate in tenths of a percent as a spreadsheet rounds: half up on the decimal digits."""
    return int(Decimal(f"{rate:.15g}").scaleb(3).quantize(Decimal(1), ROUND_HALF_UP))


@pytest.mark.parametrize("classes", [0, 1, 5, 125])
@pytest.mark.parametrize("first", [True, False])
def test_formulas_cached_values_and_figures_agree(
    tmp_path: Path, classes: int, first: bool
) -> None:
    """Recomputed, read without computing, and as the program counted: three times the same."""
    content = some_return(classes, first=first)
    path = written(tmp_path, content)
    sheet = openpyxl.load_workbook(path).worksheets[0]
    shown = openpyxl.load_workbook(path, data_only=True).worksheets[0]
    table = build_document(content, VI).table
    calculator, start = Calculator(sheet), first_table_row(sheet)
    formulas = 0
    for row_number, row in enumerate(table.rows):
        for column, cell in enumerate(row.cells):
            if cell is None:
                continue
            at = sheet.cell(start + row_number, column + 1)
            expected: Any = cell.number
            if expected is None:
                expected = cell.text("vi") or None
            assert shown[at.coordinate].value == pytest.approx(expected), at.coordinate
            assert calculator.value(at.coordinate) == pytest.approx(expected), at.coordinate
            formulas += isinstance(at.value, str) and at.value.startswith("=")
    assert formulas >= 4 * classes + 20


@settings(max_examples=40, deadline=None)
@given(
    part=st.integers(0, 20_000),
    whole=st.integers(1, 20_000),
)
def test_rate_in_the_cell_rounds_as_the_program_rounds(part: int, whole: int) -> None:
    """A spreadsheet rounds the quotient, we round the counts: both must show the same tenth."""
    ratio = Ratio(min(part, whole), whole)
    assert ratio.value is not None
    assert tenths(ratio.value) == ratio.tenths_of_percent


@pytest.mark.parametrize("classes", [0, 1, 5, 125])
def test_hidden_sheet_gives_the_same_figures_back(tmp_path: Path, classes: int) -> None:
    """Whoever consolidates reads counts alone, and exactly those."""
    content = some_return(classes)
    path = written(tmp_path, content)
    figures = read_figures(path)
    assert figures.total == content.figures.total
    assert figures.staff_rows == content.figures.staff_rows
    assert figures.staff_relatives == content.figures.staff_relatives
    assert figures.households == content.figures.households
    assert [(line.name, line.pupils, line.relatives) for line in figures.classes] == [
        (line.name, line.pupils, line.relatives) for line in content.figures.classes
    ]
    check_return(path, content)
    book = openpyxl.load_workbook(path)
    assert book[HIDDEN_SHEET].sheet_state == "veryHidden"
    assert book.active is book.worksheets[0]
    pairs = {row[0]: row[1] for row in book[HIDDEN_SHEET].iter_rows(max_row=12, values_only=True)}
    assert pairs["schema"] == 1
    assert pairs["round"] == "2"
    assert pairs["as_of"] == "2020-08-24T08:00:00+00:00"


def test_hidden_sheet_names_nobody(tmp_path: Path) -> None:
    """Teachers sign the visible table; the machine's sheet needs no name of a person at all."""
    path = written(tmp_path, some_return(8))
    sheet = openpyxl.load_workbook(path)[HIDDEN_SHEET]
    words = {str(value) for row in sheet.iter_rows(values_only=True) for value in row if value}
    assert not any("Lý Thị" in word or SCHOOL.head in word for word in words)


def test_check_notices_other_figures(tmp_path: Path) -> None:
    """The file as read back must be the return that was to be written."""
    path = written(tmp_path, some_return(3))
    with pytest.raises(KnownError) as raised:
        check_return(path, some_return(4))
    assert raised.value.key == "returns.read_back_differs"
    path.write_bytes(path.read_bytes()[:3000])
    with pytest.raises(KnownError):
        check_return(path, some_return(3))


@pytest.mark.parametrize("content", [b"", b"no workbook", None])
def test_strange_file_is_refused_in_one_sentence(tmp_path: Path, content: bytes | None) -> None:
    """A damaged or missing file is the world's fault, told by a key of the catalogue."""
    path = tmp_path / "strange.xlsx"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(KnownError) as raised:
        read_figures(path)
    assert "strange.xlsx" in VI(raised.value.key, **raised.value.values)


def test_ordinary_workbook_is_no_return(tmp_path: Path) -> None:
    """A workbook without our sheet is refused, not guessed at."""
    path = tmp_path / "other.xlsx"
    openpyxl.Workbook().save(path)
    with pytest.raises(KnownError):
        read_figures(path)


EVIL = '=HYPERLINK("http://evil","x")'
POISON = ["=1+1", "+1", "-1", "@SUM(A1)", EVIL, "{=1}", "http://evil", "=cmd|' /C calc'!A1"]


@settings(max_examples=20, deadline=None)
@given(st.sampled_from(POISON), st.sampled_from(POISON))
def test_text_from_outside_never_becomes_a_formula(
    tmp_path_factory: pytest.TempPathFactory, one: str, other: str
) -> None:
    """Names, notes and settings are words, whatever they start with."""
    pupils = Figures(3, 3, 2, 1)
    figures = ReturnFigures(
        classes=(ClassLine(one, other, pupils, Figures(), one),), total=ThreeFigures(pupils)
    )
    school = School(one, None, other, one, other, other, one)
    wording = Wording(one, other, one, (one, other), other, one)
    content = ReturnContent(
        school, one, other, datetime(2020, 8, 24, tzinfo=UTC), date(2020, 8, 24), figures,
        place=other, number=one, wording=wording,
    )  # fmt: skip
    path = written(tmp_path_factory.mktemp("poison"), content)
    ours = re.compile(r"=(SUM|IF)\([A-Z]|=[A-Z]\d+[+][A-Z]\d+$")
    for sheet in openpyxl.load_workbook(path).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    assert ours.match(str(cell.value)), cell.value
                if isinstance(cell.value, str) and cell.value == one and one[0] in "=+-@":
                    assert sheet.title == HIDDEN_SHEET or cell.quotePrefix
    with zipfile.ZipFile(path) as package:
        assert not any("externalLink" in name for name in package.namelist())
        assert b"<hyperlink" not in package.read("xl/worksheets/sheet1.xml")
    check_return(path, content)


@pytest.mark.parametrize("classes", [0, 1, 5, 18, 60, 125])
def test_print_settings_follow_the_decree(tmp_path: Path, classes: int) -> None:
    """A4 landscape, the decree's margins, one page wide, header rows on every page."""
    path = written(tmp_path, some_return(classes))
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    margins = [
        round(inches * 25.4)
        for inches in (
            sheet.page_margins.left,
            sheet.page_margins.right,
            sheet.page_margins.top,
            sheet.page_margins.bottom,
        )
    ]
    assert margins == [30, 15, 20, 20]
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    start = first_table_row(sheet)
    assert sheet.print_title_rows == f"${start}:${start + 2}"
    area = sheet.print_area.replace("$", "").split("!")[-1]
    assert area == f"A1:N{sheet.max_row}"
    assert "&P" in sheet.oddHeader.center.text or sheet.oddHeader.center.text == "&P"
    with zipfile.ZipFile(path) as package:
        assert b'differentFirst="1"' in package.read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize("classes", [0, 1, 5, 18, 60, 125])
def test_pages_hold_their_rows_and_signatures_keep_company(tmp_path: Path, classes: int) -> None:
    """No page is overfull, and nobody signs a page without the line of the whole school."""
    content = some_return(classes)
    sheet = openpyxl.load_workbook(written(tmp_path, content)).worksheets[0]
    start, last = first_table_row(sheet), sheet.max_row
    room = (210 - 40) / 25.4 * 72
    heights = [sheet.row_dimensions[row].height or 15 for row in range(1, last + 1)]
    header = sum(heights[start - 1 : start + 2])
    breaks = [0, *(one.id for one in sheet.row_breaks.brk), last]
    for begin, end in itertools.pairwise(breaks):
        repeated = header if begin else 0
        assert sum(heights[begin:end]) + repeated <= room
    total = next(
        row for row in range(1, last) if sheet.cell(row, 1).value == VI("returns.row.total")
    )
    signer = next(
        row for row in range(1, last + 1)
        if any(sheet.cell(row, c).value == "HIỆU TRƯỞNG" for c in range(1, COLUMNS + 1))
    )  # fmt: skip
    assert not any(total <= brk < signer for brk in breaks[1:-1])


@pytest.mark.parametrize("classes", [0, 1, 40])
def test_rows_that_explain_one_another_stay_together(classes: int) -> None:
    """The last block holds who was counted twice, the whole school and its change; a section
    keeps its first line, a sum the last line it sums.
    """
    table = build_document(some_return(classes), VI).table
    blocks = layout.table_blocks(table, layout.Grid.of(table).heights(table), 5, 100.0)
    body = table.rows[table.header_rows :]
    kinds, at = [], 0
    for block in blocks:
        kinds.append([row.kind for row in body[at : at + block.rows]])
        at += block.rows
    assert at == len(body) + 5
    less = [RowKind.LESS] if classes else []
    assert kinds[-1] == [*less, RowKind.TOTAL, RowKind.CHANGE]
    assert kinds[0][:2] == [RowKind.SECTION, RowKind.LINE]
    assert kinds[-2] == [RowKind.SECTION, *[RowKind.LINE] * 4, RowKind.SUM, RowKind.CHANGE]
    assert kinds[-3][-3:] == [RowKind.LINE, RowKind.SUM, RowKind.CHANGE]
    assert len(blocks) == max(classes, 1) + 2


@pytest.mark.parametrize("by_class", [True, False])
def test_a_return_without_teachers_and_notes_is_read_back(tmp_path: Path, by_class: bool) -> None:
    """The figures are there, and what looks like a formula in a note is text."""
    wording = Wording(notes=("=1+1",), omitted=tuple(Omissible))
    content = some_return(3, wording=wording, by_class=by_class)
    path = written(tmp_path, content)
    check_return(path, content)
    sheet = openpyxl.load_workbook(path).worksheets[0]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert "STT" in {cell.value for cell in cells}
    assert not {"GVCN", "Ghi chú", "Lý Thị Cẩm Tú"} & {cell.value for cell in cells}
    (note,) = [cell for cell in cells if cell.value == "=1+1"]
    assert note.data_type == "s"


def test_columns_fill_the_paper_and_hold_the_longest_figures() -> None:
    """The type must not shrink by fitting, and "100,0%" must not turn into ####."""
    paper = (297 - 45) / 25.4 * 72
    grid = layout.Grid.of(build_document(some_return(1), VI).table)
    assert 0.97 * paper < grid.points(0, COLUMNS - 1) <= paper
    keeps_free = 3.75 + text_width("i", 11)
    for first in (PEOPLE, RELATIVES):
        for column in range(first, first + 3):
            room = grid.points(column, column) - keeps_free
            assert text_width("16.000", 11, bold=True) <= room
            assert text_width("+9.999", 10) <= room
        for column in range(first + 3, first + 5):
            room = grid.points(column, column) - keeps_free
            assert text_width("100,0%", 11, bold=True) <= room
            assert text_width("-100,0", 10) <= room


def test_long_names_get_higher_rows() -> None:
    """Excel does not grow a row by itself where we set its height."""
    short = lines_needed("6A1", 11, 60)
    long = lines_needed("Nhóm trẻ 25-36 tháng tuổi điểm trường Cầu Chùa", 11, 60)
    assert (short, lines_needed("", 11, 60)) == (1, 1)
    assert long >= 4
    assert lines_needed("W" * 40, 11, 60) >= 7
    assert lines_needed("a\nb", 11, 60) == 2
    assert text_width("Ố", 11) == text_width("O", 11)


def test_look_is_times_and_lines(tmp_path: Path) -> None:
    """Times New Roman everywhere, real lines round the table, real rules under the letterhead."""
    content = some_return(5)
    path = written(tmp_path, content)
    sheet = openpyxl.load_workbook(path).worksheets[0]
    start = first_table_row(sheet)
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value is not None:
                assert cell.font.name == "Times New Roman"
                assert cell.font.underline is None
    rows = build_document(content, VI).table.rows
    for number in range(len(rows)):
        for column in range(1, COLUMNS + 1):
            assert sheet.cell(start + number, column).border.bottom.style == "thin"
    sums = [n for n, row in enumerate(rows) if row.kind in (RowKind.SUM, RowKind.TOTAL)]
    assert all(sheet.cell(start + n, PEOPLE + 1).font.bold for n in sums)
    with zipfile.ZipFile(path) as package:
        assert package.read("xl/drawings/drawing1.xml").count(b"<xdr:sp ") == 3


def test_merges_stay_out_of_the_figures(tmp_path: Path) -> None:
    """Cells that hold figures are never merged: others sort, copy and read them."""
    content = some_return(5)
    sheet = openpyxl.load_workbook(written(tmp_path, content)).worksheets[0]
    first = first_table_row(sheet) + 3
    last = first + len(build_document(content, VI).table.rows) - 4
    for merged in sheet.merged_cells.ranges:
        if first <= merged.min_row <= last:
            assert merged.min_row == merged.max_row
            section = merged.max_col == COLUMNS
            assert section or merged.max_col <= PEOPLE


def test_number_formats_carry_the_language(tmp_path: Path) -> None:
    """Vietnamese marks where the office program obeys the format; English leaves them plain."""
    formats = {}
    for texts in (VI, EN):
        sheet = openpyxl.load_workbook(written(tmp_path, some_return(1), texts)).worksheets[0]
        row = first_table_row(sheet) + 4
        formats[texts.language] = [
            sheet.cell(row, column).number_format.split(";")[0] for column in (4, 7)
        ]
        assert not sheet.cell(row, 4).is_date
    assert formats == {
        "vi": ["[$-42A]#,##0_i", "[$-42A]0.0%_i"],
        "en": ["#,##0_i", "0.0%_i"],
    }


def test_reader_without_calculation_sees_numbers_not_dates(tmp_path: Path) -> None:
    """The language in a number format must not make another reader take counts for dates."""
    with CalamineWorkbook.from_path(written(tmp_path, some_return(1))) as book:
        rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    line = next(row for row in rows if row[1] == "6A1")
    assert line[PEOPLE : PEOPLE + 4] == [40, 31, 23, pytest.approx(23 / 40)]


def test_properties_name_the_document(tmp_path: Path) -> None:
    """Title and school, and the moment of the figures rather than of the writing."""
    properties = openpyxl.load_workbook(written(tmp_path, some_return(1))).properties
    assert properties.title == "BÁO CÁO Kết quả cài đặt ứng dụng Bluezone"
    assert properties.created == datetime(2020, 8, 24, 8, 0)  # noqa: DTZ001 - as the format has it


def test_same_return_is_the_same_file(tmp_path: Path) -> None:
    """An issued return can be compared byte for byte."""
    first = written(tmp_path, some_return(5)).read_bytes()
    assert written(tmp_path, some_return(5)).read_bytes() == first
