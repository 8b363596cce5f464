"""Writing returns: our own with 125 classes, and a district's form of as many rows."""

from collections.abc import Iterator
from copy import copy
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from bluezone_desktop.domain.counting import Figures, GroupRow, ThreeFigures
from bluezone_desktop.domain.form_blanks import FormFacts
from bluezone_desktop.domain.people import School
from bluezone_desktop.domain.returns import ClassLine, ReturnContent, ReturnFigures
from bluezone_desktop.domain.vocabulary import Group
from bluezone_desktop.exchange.form_filler import fill_form, open_form, read_form
from bluezone_desktop.exchange.return_workbook import write_return
from bluezone_desktop.texts import Texts
from tests.benchmarks.harness import Measured, compare

_CLASSES = 125
_AS_OF = datetime(2020, 8, 24, 8, 0, tzinfo=UTC)
_SCHOOL = School("Trường THCS Lâm Tân", place="Thạnh Trị", school_year="2020-2021")


def _figures() -> ReturnFigures:
    lines = tuple(
        ClassLine(f"{6 + n % 4}A{1 + n // 4}", "Lý Thị Cẩm Tú", Figures(40, 38, 30, n % 30),
                  Figures(80, 70, 60, n % 60))
        for n in range(_CLASSES)
    )  # fmt: skip
    pupils = sum((one.pupils for one in lines), start=Figures())
    relatives = sum((one.relatives for one in lines), start=Figures())
    staff = Figures(90, 90, 80, 70)
    total = ThreeFigures(pupils, relatives, staff)
    return ReturnFigures(lines, (GroupRow(Group.TEACHER, staff),), total=total)


def returning(folder: Path) -> Iterator[Measured]:
    """Our return, and the form."""
    folder.mkdir()
    figures = _figures()
    yield _our_return(folder / "return.xlsx", figures)
    yield _form(figures)


def _our_return(path: Path, figures: ReturnFigures) -> Measured:
    """Against openpyxl writing the same cells with the same styles."""
    content = ReturnContent(_SCHOOL, "Phòng GDĐT", "2", _AS_OF, date(2020, 8, 24), figures)
    texts = Texts("vi")
    write_return(path, content, texts)
    sheets = load_workbook(path).worksheets
    cells = [[cell for row in sheet for cell in row if isinstance(cell, Cell)] for sheet in sheets]
    merged = [[str(one) for one in sheet.merged_cells.ranges] for sheet in sheets]
    target = path.with_name("floor.xlsx")

    def least() -> None:
        book = Workbook()
        book.remove(book.worksheets[0])
        for number, held in enumerate(cells):
            sheet = book.create_sheet(f"Sheet{number}")
            for cell in held:
                written = sheet.cell(cell.row, cell.column, cell.value)
                if cell.has_style:
                    written.font, written.border = copy(cell.font), copy(cell.border)
                    written.alignment = copy(cell.alignment)
                    written.number_format = cell.number_format
            for area in merged[number]:
                sheet.merge_cells(area)
        book.save(target)

    def ours() -> None:
        write_return(path, content, texts)

    return compare("our return of 125 classes", ours, least, goal=1.5)


def _form(figures: ReturnFigures) -> Measured:
    """A form of 125 rows, filled and checked, against openpyxl opening and saving it."""
    from openpyxl.styles import Border, Side

    book = Workbook()
    sheet = book.worksheets[0]
    assert isinstance(sheet, Worksheet)
    sheet.append(["STT", "Lớp", "Số học sinh", "Có ĐTTM", "Đã cài", "Tỷ lệ"])
    for _ in range(_CLASSES):
        sheet.append([None] * 6)
    last = _CLASSES + 1
    sums = [f"=SUM({letter}2:{letter}{last})" for letter in "CDE"]
    sheet.append(["Cộng", None, *sums, f"=E{last + 1}/C{last + 1}"])
    thin = Side(style="thin")
    for row in sheet["A1:F" + str(last + 1)]:
        for cell in row:
            cell.border = Border(thin, thin, thin, thin)
    memory = BytesIO()
    book.save(memory)
    data = memory.getvalue()
    facts = FormFacts(_SCHOOL.name, "Thạnh Trị", "2020-2021", _AS_OF, date(2020, 8, 24), "2")

    def ours() -> None:
        package = open_form(data)
        filled = fill_form(package, read_form(package, "form.xlsx"), figures, facts)
        assert all(one.agrees for one in filled.totals)

    def least() -> None:
        load_workbook(BytesIO(data)).save(BytesIO())

    return compare("a district's form of 125 rows, filled", ours, least, goal=2.0)
