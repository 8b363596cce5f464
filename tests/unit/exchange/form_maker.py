"""Blank forms as district offices make them, in as many manners as there are districts."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Border, Side
from openpyxl.worksheet.worksheet import Worksheet

from bluezone_desktop.domain.counting import Figures, GroupRow, Ratio, ThreeFigures
from bluezone_desktop.domain.form_blanks import FormFacts
from bluezone_desktop.domain.returns import ClassLine, ReturnFigures
from bluezone_desktop.domain.vocabulary import STAFF_GROUPS
from bluezone_desktop.exchange.form_filler import FilledForm, fill_form, read_form

Line = Sequence[Any]

THIN = Side(style="thin")
BOX = Border(THIN, THIN, THIN, THIN)
FACTS = FormFacts(
    "Trường THCS Lâm Tân",
    "Thạnh Trị",
    "2020-2021",
    datetime(2020, 8, 24, 8, 5, tzinfo=UTC),
    date(2020, 8, 25),
    "2",
)


def sheet_of(*rows: Line, title: str = "Biểu 1", book: Workbook | None = None) -> Worksheet:
    """A sheet with these rows, in a workbook of its own unless there is one."""
    if book is None:
        book = Workbook()
        sheet = book.active
        assert isinstance(sheet, Worksheet)
        sheet.title = title
    else:
        sheet = book.create_sheet(title)
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            if value is not None:
                sheet.cell(number, column, value)
    return sheet


def lined(sheet: Worksheet, area: str) -> None:
    """Lines around every cell of an area."""
    for row in sheet[area]:
        for cell in row:
            cell.border = BOX


def saved(sheet: Worksheet) -> bytes:
    """The workbook of a sheet as a file."""
    book = sheet.parent
    assert isinstance(book, Workbook)
    with BytesIO() as file:
        book.save(file)
        return file.getvalue()


def figures(*names: str, again: int = 0) -> ReturnFigures:
    """A school with these classes; every figure is another one. ``again``: parents of two."""
    lines = tuple(
        ClassLine(
            name,
            f"Cô {name}",
            Figures(30 + place, 29 + place, 20 + place, 7 + place),
            Figures(50 + place, 45 + place, 33 + place, 11 + place),
        )
        for place, name in enumerate(names)
    )
    pupils = sum((line.pupils for line in lines), Figures())
    relatives = sum((line.relatives for line in lines), Figures())
    once = Figures(relatives.total - again, *(relatives.asked - again,), 1, 1)
    staff = tuple(
        GroupRow(group, Figures(4 + place, 4, 3, 1 + place))
        for place, group in enumerate(STAFF_GROUPS)
    )
    everyone = ThreeFigures(
        pupils,
        once if again else relatives,
        sum((row.figures for row in staff), Figures()),
    )
    return ReturnFigures(lines, staff, Figures(), everyone, Ratio(1, 2))


def filled(data: bytes, school: ReturnFigures, facts: FormFacts = FACTS) -> FilledForm:
    """The form as the program fills it, its totals checked."""
    done = fill_form(data, read_form(data, "form.xlsx"), school, facts)
    assert all(total.agrees for total in done.totals), done.totals
    return done


def rows_of(content: bytes, title: str | None = None, *, formulas: bool = False) -> list[list[Any]]:
    """What a sheet holds, read by another program than ours."""
    book = load_workbook(BytesIO(content), data_only=not formulas)
    sheet = book[title] if title else book.active
    assert isinstance(sheet, Worksheet)
    return [list(row) for row in sheet.iter_rows(values_only=True)]
