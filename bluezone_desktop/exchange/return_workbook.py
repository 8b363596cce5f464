"""Writes a school return as a workbook laid out after Nghị định 30/2020, and reads it back.

Totals and rates are formulas that carry their values, so that a program which does not calculate
(a preview, our own consolidation) sees the figures too. Decimal marks: cells hold numbers, and a
number's mark is the reader's; the formats carry the language Vietnamese, which LibreOffice obeys
("86,6%" everywhere) and Excel leaves to Windows ("86,6%" on a Vietnamese PC).
"""

import zipfile
from collections.abc import Sequence
from datetime import UTC
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bluezone_desktop.domain import return_layout as layout
from bluezone_desktop.domain.errors import KnownError
from bluezone_desktop.domain.paper_text import text_width
from bluezone_desktop.domain.return_document import ReturnDocument, build_document
from bluezone_desktop.domain.return_table import (
    NAME,
    Cell,
    CellKind,
    Formula,
    Operation,
    Row,
    RowKind,
    Table,
)
from bluezone_desktop.domain.returns import ReturnContent, ReturnFigures
from bluezone_desktop.exchange.return_figures import HIDDEN_SHEET, figure_rows, read_figures
from bluezone_desktop.texts import Texts

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

_NO_RATE = "–"


def write_return(path: Path, content: ReturnContent, texts: Texts) -> None:
    """Write the return ``content`` to ``path`` in the language of ``texts``; no names of pupils.

    Whoever calls sees to it that an older file is not lost. Raises OSError where the disk refuses.
    """
    import xlsxwriter

    memory = BytesIO()
    workbook = xlsxwriter.Workbook(
        memory,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            # Column widths are counted in digits of this font. At 10.5 points its digits are seven
            # pixels to the dot, so that every office program makes the columns equally wide.
            "default_format_properties": {"font_name": layout.FONT, "font_size": 10.5},
        },
    )
    document = build_document(content, texts)
    workbook.set_properties(
        {
            "title": document.name,
            "subject": document.as_of,
            "author": content.school.preparer or content.school.name,
            "company": content.school.name,
            # Not "now": the same return written twice is the same file.
            "created": content.as_of.astimezone(UTC).replace(tzinfo=None),
        }
    )
    sheet = workbook.add_worksheet(texts("returns.sheet"))
    grid = layout.Grid.of(document.table)
    _Page(workbook, sheet, grid, texts.language).draw(document)
    hidden = workbook.add_worksheet(HIDDEN_SHEET)
    for number, row in enumerate(figure_rows(content)):
        for column, value in enumerate(row):
            if isinstance(value, str):
                hidden.write_string(number, column, value)
            else:
                hidden.write_number(number, column, value)
    hidden.very_hidden()
    sheet.activate()
    workbook.close()
    path.write_bytes(_without_first_page_number(memory))


def check_return(path: Path, content: ReturnContent) -> None:
    """Open the file at ``path`` again and compare its figures with ``content``.

    Raises KnownError where they differ or the file cannot be read.
    """
    try:
        figures = read_figures(path)
    except KnownError as error:
        detail = error.detail
        raise KnownError("returns.read_back_differs", file=path.name, detail=detail) from error
    if figures != ReturnFigures(
        # The hidden sheet holds counts alone: no teacher, no note.
        classes=tuple(
            type(line)(line.name, None, line.pupils, line.relatives)
            for line in content.figures.classes
        ),
        staff=content.figures.staff_rows,
        staff_relatives=content.figures.staff_relatives,
        total=content.figures.total,
        households=content.figures.households,
    ):
        raise KnownError("returns.read_back_differs", file=path.name)


def _without_first_page_number(workbook: BytesIO) -> bytes:
    """The workbook with its page number from page 2 on, as the decree has it.

    XlsxWriter writes a header for all pages alike; the format's own switch is one attribute.
    """
    finished = BytesIO()
    with zipfile.ZipFile(workbook) as source, zipfile.ZipFile(finished, "w") as target:
        for entry in source.infolist():
            data = source.read(entry)
            if entry.filename == "xl/worksheets/sheet1.xml":
                data = data.replace(b"<headerFooter>", b'<headerFooter differentFirst="1">', 1)
            target.writestr(entry, data, compress_type=zipfile.ZIP_DEFLATED)
    return finished.getvalue()


class _Page:
    """Draws one document on one sheet, from the top down."""

    def __init__(
        self, workbook: "Workbook", sheet: "Worksheet", grid: layout.Grid, language: str
    ) -> None:
        self._workbook, self._sheet, self._grid = workbook, sheet, grid
        self._language = language
        self._formats: dict[tuple[tuple[str, Any], ...], Format] = {}
        self._row = 0
        self._used = 0.0

    def draw(self, document: ReturnDocument) -> None:
        self._letterhead(document)
        letterhead, first = self._used, self._row
        table = document.table
        heights = self._grid.heights(table)
        self._table(table, heights, first)
        below, self._used = self._row, 0.0
        self._notes(document.notes)
        self._signatures(document)
        blocks = layout.table_blocks(table, heights, self._row - below, self._used)
        body, header = first + table.header_rows, sum(heights[: table.header_rows])
        starts = layout.page_starts(blocks, letterhead, header)
        self._print_setup(first, table.header_rows, [body + row for row in starts])

    # Above the table

    def _letterhead(self, document: ReturnDocument) -> None:
        self._sides(document.superior, document.nation, 12, left_bold=False, right_bold=True)
        self._sides(document.issuer, document.motto, 12, 13, left_bold=True, right_bold=True)
        issuer = min(text_width(document.issuer, 12, bold=True), 300) * 0.4
        self._rule(*self._grid.issuer, issuer)
        self._rule(*self._grid.nation, text_width(document.motto, 13, bold=True))
        self._gap(7)
        self._sides(
            document.number, document.place_and_date, 13, left_bold=False, right_italic=True
        )
        self._gap(8)
        self._line(document.title, size=14, bold=True, align="center")
        self._line(document.subject, size=14, bold=True, align="center")
        self._rule(0, self._grid.last, text_width(document.subject, 14, bold=True) * 0.4)
        self._gap(7)
        self._line(document.as_of, italic=True, align="center")
        self._gap(4)
        self._line(document.recipient, align="center")
        if document.basis:
            # The decree indents the first line alone; a cell's indent would move them all.
            self._line(" " * 8 + document.basis, align="left")
        self._gap(6)

    def _sides(
        self,
        left: str,
        right: str,
        left_size: float,
        right_size: float | None = None,
        *,
        left_bold: bool,
        right_bold: bool = False,
        right_italic: bool = False,
    ) -> None:
        right_size = right_size or left_size
        height = max(
            self._grid.height_for(left, left_size, *self._grid.issuer, bold=left_bold),
            self._grid.height_for(right, right_size, *self._grid.nation, bold=right_bold),
        )
        common = {"align": "center", "valign": "top", "text_wrap": True}
        self._merge(*self._grid.issuer, left, {**common, "font_size": left_size, "bold": left_bold})
        self._merge(
            *self._grid.nation,
            right,
            {**common, "font_size": right_size, "bold": right_bold, "italic": right_italic},
        )
        self._next(height)

    def _line(self, text: str, size: float = layout.BODY_SIZE, **look: Any) -> None:
        bold = bool(look.get("bold"))
        self._merge(
            0,
            self._grid.last,
            text,
            {"font_size": size, "valign": "top", "text_wrap": True, **look},
        )
        self._next(self._grid.height_for(text, size, 0, self._grid.last, bold=bold))

    def _rule(self, first: int, last: int, points: float) -> None:
        """A drawn line in the row to come, centred in its columns; the decree draws its rules."""
        room = sum(self._grid.pixels[first : last + 1])
        width = min(round(points * 96 / 72), room)
        self._sheet.insert_textbox(
            self._row,
            first,
            "",
            {
                "x_offset": (room - width) // 2,
                "y_offset": 2,
                "width": width,
                "height": 1,
                "line": {"none": True},
                "fill": {"color": "black"},
                "object_position": 2,
                "decorative": True,
            },
        )

    # The table

    def _table(self, table: Table, heights: Sequence[float], first: int) -> None:
        for number, (row, height) in enumerate(zip(table.rows, heights, strict=True)):
            for column, cell in enumerate(row.cells):
                if cell is not None:
                    self._cell(first + number, column, cell, row, first)
            self._next(height)

    def _cell(self, at: int, column: int, cell: Cell, row: Row, first: int) -> None:
        look = self._table_look(row, column, cell)
        last_row, last_column = at + cell.rows - 1, column + cell.columns - 1
        if (last_row, last_column) != (at, column):
            self._sheet.merge_range(at, column, last_row, last_column, "", self._format(look))
        if cell.formula is not None:
            number = cell.number
            shown = _NO_RATE if number is None else number
            self._sheet.write_formula(
                at, column, _excel(cell.formula, first), self._format(look), shown
            )
        elif cell.number is not None:
            self._sheet.write_number(at, column, cell.number, self._format(look))
        else:
            self._text(at, column, cell.text(self._language), look)

    def _table_look(self, row: Row, column: int, cell: Cell) -> dict[str, Any]:
        look: dict[str, Any] = {
            "font_size": layout.row_size(row),
            "border": 1,
            "valign": "vcenter",
            "text_wrap": True,
            "bold": row.kind in (RowKind.HEADER, RowKind.SECTION, RowKind.SUM, RowKind.TOTAL),
            "italic": row.kind in (RowKind.CHANGE, RowKind.LESS),
        }
        match cell.kind:
            case CellKind.HEADING:
                look["align"] = "center"
            case CellKind.COLUMN_LABEL:
                look |= {"align": "center", "bold": False, "italic": True}
            case CellKind.ORDINAL:
                look["align"] = "center"
            case CellKind.TEXT | CellKind.BLANK:
                alone = column == NAME and row.class_name is not None
                total = row.kind in (RowKind.SUM, RowKind.TOTAL) and cell.columns > 1
                look |= {"align": "center"} if alone or total else {"align": "left", "indent": 1}
            case _:
                look |= {"align": "right", "num_format": self._number_format(cell.kind)}
                look["text_wrap"] = False
        return look

    def _number_format(self, kind: CellKind) -> str:
        language = "[$-42A]" if self._language == "vi" else ""
        air = "_i"  # as wide as an i: room between the figure and the line, less than an indent
        return {
            CellKind.COUNT: f"{language}#,##0{air}",
            CellKind.RATE: f"{language}0.0%{air};-0.0%{air};{language}0.0%{air};@{air}",
            CellKind.CHANGE: f"{language}+#,##0{air};{language}-#,##0{air};0{air};@{air}",
            CellKind.POINTS: f"{language}+0.0{air};{language}-0.0{air};{language}0.0{air};@{air}",
        }[kind]

    # Below the table

    def _notes(self, notes: Sequence[str]) -> None:
        self._gap(6)
        for note in notes:
            self._line(note, size=layout.TABLE_SIZE, italic=True, align="left")

    def _signatures(self, document: ReturnDocument) -> None:
        self._gap(10)
        left, middle, right = self._grid.signers
        signers = {"bold": True, "align": "center", "font_size": layout.BODY_SIZE}
        signers |= {"valign": "top", "text_wrap": True}
        heading = {"bold": True, "italic": True, "font_size": 12, "valign": "top"}
        self._merge(*left, document.distribution[0], heading)
        self._merge(*middle, document.preparer[0], signers)
        self._merge(*right, document.head[0], signers)
        self._next(layout.line_height(layout.BODY_SIZE))
        lines = document.distribution[1:]
        for number in range(max(len(lines), 4)):
            text = lines[number] if number < len(lines) else ""
            if text:
                self._merge(*left, text, {"font_size": 11, "valign": "top", "text_wrap": True})
            height = self._grid.height_for(text, 11, *left)
            self._next(max(height, layout.line_height(11)))
        self._merge(*middle, document.preparer[1], signers)
        self._merge(*right, document.head[1], signers)
        self._next(layout.line_height(layout.BODY_SIZE))

    # The sheet

    def _print_setup(self, first: int, header_rows: int, page_starts: list[int]) -> None:
        inch, sheet = layout.MM_PER_INCH, self._sheet
        for column, pixels in enumerate(self._grid.pixels):
            sheet.set_column_pixels(column, column, pixels)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.set_margins(
            left=layout.MARGIN_LEFT_MM / inch,
            right=layout.MARGIN_RIGHT_MM / inch,
            top=layout.MARGIN_TOP_MM / inch,
            bottom=layout.MARGIN_BOTTOM_MM / inch,
        )
        sheet.set_header(
            f'&C&"{layout.FONT},Regular"&{layout.BODY_SIZE}&P', {"margin": layout.HEADER_MM / inch}
        )
        sheet.fit_to_pages(1, 0)
        sheet.center_horizontally()
        sheet.print_area(0, 0, self._row - 1, self._grid.last)
        sheet.repeat_rows(first, first + header_rows - 1)
        if page_starts:
            sheet.set_h_pagebreaks(page_starts)
        sheet.hide_gridlines(2)

    def _gap(self, points: float) -> None:
        self._next(points)

    def _next(self, height: float) -> None:
        self._sheet.set_row(self._row, height)
        self._used += height
        self._row += 1

    def _merge(self, first: int, last: int, text: str, look: dict[str, Any]) -> None:
        self._sheet.merge_range(self._row, first, self._row, last, "", self._format(look))
        self._text(self._row, first, text, look)

    def _text(self, row: int, column: int, text: str, look: dict[str, Any]) -> None:
        """Text, whatever it looks like: a name that starts with "=" never becomes a formula.

        The quote prefix keeps it text also when somebody edits the cell in Excel.
        """
        if text.startswith(("=", "+", "-", "@")):
            look = {**look, "quote_prefix": True}
        if text:
            self._sheet.write_string(row, column, text, self._format(look))
        else:
            self._sheet.write_blank(row, column, None, self._format(look))

    def _format(self, look: dict[str, Any]) -> "Format":
        key = tuple(sorted(look.items()))
        if key not in self._formats:
            self._formats[key] = self._workbook.add_format({"font_name": layout.FONT, **look})
        return self._formats[key]


def _excel(formula: Formula, first: int) -> str:
    """``formula`` in Excel's language, for a table whose first row is row ``first`` (from 0)."""
    from xlsxwriter.utility import xl_rowcol_to_cell

    refs = [xl_rowcol_to_cell(first + row, column) for row, column in formula.cells]
    constant = formula.constant
    match formula.operation:
        case Operation.SUM:
            return f"=SUM({refs[0]}:{refs[1]})"
        case Operation.RATE:
            return f'=IF({refs[1]}=0,"{_NO_RATE}",{refs[0]}/{refs[1]})'
        case Operation.ADD_LESS:
            return f"={refs[0]}+{refs[1]}" + "".join(f"-{less}" for less in refs[2:])
        case Operation.MORE_THAN:
            return f"={refs[0]}-{constant}"
        case Operation.POINTS_MORE_THAN:
            return (
                f"=IF(ISNUMBER({refs[0]}),ROUND(ROUND({refs[0]},3)*1000-{constant},0)/10,"
                f'"{_NO_RATE}")'
            )
