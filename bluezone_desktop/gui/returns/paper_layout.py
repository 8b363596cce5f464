"""Where every word of a return stands on its A4 pages, in points; no Qt in here.

The sizes, row heights and page breaks are those the workbook is written with, so what the window
shows is what Excel will print.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from bluezone_desktop.domain import return_layout as sizes
from bluezone_desktop.domain.paper_text import text_width
from bluezone_desktop.domain.return_document import ReturnDocument
from bluezone_desktop.domain.return_table import (
    NAME,
    Cell,
    CellKind,
    Row,
    RowKind,
)

Align = Literal["left", "center", "right"]

PAGE_WIDTH, PAGE_HEIGHT = (mm * sizes.POINTS_PER_MM for mm in sizes.PAGE_MM)
FONTS = (sizes.FONT, "Liberation Serif", "Tinos", "serif")

_TOP = sizes.MARGIN_TOP_MM * sizes.POINTS_PER_MM
_LEFT = sizes.MARGIN_LEFT_MM * sizes.POINTS_PER_MM
_ROOM = PAGE_WIDTH - _LEFT - sizes.MARGIN_RIGHT_MM * sizes.POINTS_PER_MM
_PADDING, _INDENT = 3.0, 4.0


@dataclass(frozen=True, slots=True)
class Words:
    """Text in a rectangle. ``top`` sets it at the upper edge, else it stands in the middle."""

    x: float
    y: float
    width: float
    height: float
    text: str
    size: float
    bold: bool = False
    italic: bool = False
    align: Align = "left"
    top: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """The frame of a table's cell; a rule is a box without height."""

    x: float
    y: float
    width: float
    height: float


@dataclass(slots=True)
class Page:
    """One sheet of paper; ``width`` and ``height`` in points."""

    number: int
    words: list[Words] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    width: float = PAGE_WIDTH
    height: float = PAGE_HEIGHT


def lay_out(document: ReturnDocument, language: str) -> tuple[Page, ...]:
    """The pages of ``document``; ``language`` writes its numbers ("86,6%" or "86.6%")."""
    return _Layout(sizes.Grid.of(document.table), language).pages(document)


class _Layout:
    """Sets one document from the top down."""

    def __init__(self, grid: sizes.Grid, language: str) -> None:
        self._grid, self._language = grid, language
        self._pages: list[Page] = []
        self._y = 0.0
        width = grid.points(0, grid.last)
        left = _LEFT + (_ROOM - width) / 2
        self._edges = [
            left + (grid.points(0, column - 1) if column else 0.0)
            for column in range(grid.last + 2)
        ]

    def pages(self, document: ReturnDocument) -> tuple[Page, ...]:
        self._new_page()
        self._letterhead(document)
        table = document.table
        heights = self._grid.heights(table)
        header = sum(heights[: table.header_rows])
        # What follows the table is measured first: it moves to a new page with the last line.
        tail_rows, tail = _tail(document, self._grid)
        blocks = sizes.table_blocks(table, heights, tail_rows, tail)
        starts = set(sizes.page_starts(blocks, self._y - _TOP, header))
        self._rows(table.rows[: table.header_rows], heights)
        body = table.rows[table.header_rows :]
        for number, (row, height) in enumerate(
            zip(body, heights[table.header_rows :], strict=True)
        ):
            if number in starts:
                self._new_page()
                self._rows(table.rows[: table.header_rows], heights)
            self._row(row, [height])
        self._below(document)
        return tuple(self._pages)

    # Above the table

    def _letterhead(self, document: ReturnDocument) -> None:
        self._sides(_Side(document.superior, 12), _Side(document.nation, 12, bold=True))
        self._sides(_Side(document.issuer, 12, bold=True), _Side(document.motto, 13, bold=True))
        issuer = min(text_width(document.issuer, 12, bold=True), 300) * 0.4
        self._rule(*self._grid.issuer, issuer)
        self._rule(*self._grid.nation, text_width(document.motto, 13, bold=True))
        self._y += 7
        self._sides(_Side(document.number, 13), _Side(document.place_and_date, 13, italic=True))
        self._y += 8
        self._line(document.title, 14, bold=True, align="center")
        self._line(document.subject, 14, bold=True, align="center")
        self._rule(0, self._grid.last, text_width(document.subject, 14, bold=True) * 0.4)
        self._y += 7
        self._line(document.as_of, sizes.BODY_SIZE, italic=True, align="center")
        self._y += 4
        self._line(document.recipient, sizes.BODY_SIZE, align="center")
        if document.basis:
            self._line(" " * 8 + document.basis, sizes.BODY_SIZE)
        self._y += 6

    def _sides(self, left: "_Side", right: "_Side") -> None:
        height = max(
            self._grid.height_for(side.text, side.size, *columns, bold=side.bold)
            for side, columns in ((left, self._grid.issuer), (right, self._grid.nation))
        )
        for side, columns in ((left, self._grid.issuer), (right, self._grid.nation)):
            self._words(
                *columns, height, side.text, side.size, bold=side.bold, italic=side.italic,
                align="center",
            )  # fmt: skip
        self._y += height

    def _line(
        self,
        text: str,
        size: float,
        *,
        bold: bool = False,
        italic: bool = False,
        align: Align = "left",
    ) -> None:
        height = self._grid.height_for(text, size, 0, self._grid.last, bold=bold)
        self._words(0, self._grid.last, height, text, size, bold=bold, italic=italic, align=align)
        self._y += height

    def _rule(self, first: int, last: int, width: float) -> None:
        left, right = self._edges[first], self._edges[last + 1]
        width = min(width, right - left)
        self._page.boxes.append(Box((left + right - width) / 2, self._y + 1, width, 0))

    # The table

    def _rows(self, rows: Sequence[Row], heights: Sequence[float]) -> None:
        """Rows of which a cell may reach down into the next: the header."""
        for number, row in enumerate(rows):
            self._row(row, heights[number : len(rows)])

    def _row(self, row: Row, heights: Sequence[float]) -> None:
        """``heights``: of this row and of those below it that its cells may cover."""
        for column, cell in enumerate(row.cells):
            if cell is None:
                continue
            left, right = self._edges[column], self._edges[column + cell.columns]
            height = sum(heights[: cell.rows])
            self._page.boxes.append(Box(left, self._y, right - left, height))
            text = cell.text(self._language)
            if text:
                self._page.words.append(self._cell(row, column, cell, text, height))
        self._y += heights[0]

    def _cell(self, row: Row, column: int, cell: Cell, text: str, height: float) -> Words:
        left, right = self._edges[column], self._edges[column + cell.columns]
        labels = cell.kind is CellKind.COLUMN_LABEL
        heavy = row.kind in (RowKind.HEADER, RowKind.SECTION, RowKind.SUM, RowKind.TOTAL)
        align = _cell_align(row, column, cell)
        indent = _INDENT if align == "left" else 0.0
        return Words(
            left + _PADDING + indent,
            self._y,
            right - left - 2 * _PADDING - indent,
            height,
            text,
            sizes.row_size(row),
            bold=heavy and not labels,
            italic=labels or row.kind in (RowKind.CHANGE, RowKind.LESS),
            align=align,
        )

    # Below the table

    def _below(self, document: ReturnDocument) -> None:
        self._y += 6
        for note in document.notes:
            self._line(note, sizes.TABLE_SIZE, italic=True)
        self._y += 10
        left, middle, right = self._grid.signers
        height = sizes.line_height(sizes.BODY_SIZE)
        self._words(*left, height, document.distribution[0], 12, bold=True, italic=True)
        for columns, (title, _name) in ((middle, document.preparer), (right, document.head)):
            self._words(*columns, height, title, sizes.BODY_SIZE, bold=True, align="center")
        self._y += height
        for text, line in _distribution_lines(document, self._grid):
            self._words(*left, line, text, 11)
            self._y += line
        for columns, (_title, name) in ((middle, document.preparer), (right, document.head)):
            self._words(*columns, height, name, sizes.BODY_SIZE, bold=True, align="center")
        self._y += height

    # Paper

    @property
    def _page(self) -> Page:
        return self._pages[-1]

    def _new_page(self) -> None:
        page = Page(len(self._pages) + 1)
        self._pages.append(page)
        self._y = _TOP
        if page.number > 1:
            # The decree numbers pages from the second one on, in the middle of the upper margin.
            height = sizes.line_height(sizes.BODY_SIZE)
            top = sizes.HEADER_MM * sizes.POINTS_PER_MM
            page.words.append(
                Words(_LEFT, top, _ROOM, height, str(page.number), sizes.BODY_SIZE, align="center")
            )

    def _words(
        self,
        first: int,
        last: int,
        height: float,
        text: str,
        size: float,
        *,
        bold: bool = False,
        italic: bool = False,
        align: Align = "left",
    ) -> None:
        if not text:
            return
        left, right = self._edges[first], self._edges[last + 1]
        self._page.words.append(
            Words(left, self._y, right - left, height, text, size, bold, italic, align, top=True)
        )


@dataclass(frozen=True, slots=True)
class _Side:
    """One of the two texts that stand side by side in the letterhead."""

    text: str
    size: float
    bold: bool = False
    italic: bool = False


def _cell_align(row: Row, column: int, cell: Cell) -> Align:
    match cell.kind:
        case CellKind.HEADING | CellKind.ORDINAL | CellKind.COLUMN_LABEL:
            return "center"
        case CellKind.TEXT | CellKind.BLANK:
            alone = column == NAME and row.class_name is not None
            total = row.kind in (RowKind.SUM, RowKind.TOTAL) and cell.columns > 1
            return "center" if alone or total else "left"
        case _:
            return "right"


def _distribution_lines(document: ReturnDocument, grid: sizes.Grid) -> list[tuple[str, float]]:
    """The lines of "Nơi nhận" with their heights; room for the signatures where they are few."""
    lines = list(document.distribution[1:])
    lines += [""] * (4 - len(lines))
    least = sizes.line_height(11)
    return [(text, max(grid.height_for(text, 11, *grid.signers[0]), least)) for text in lines]


def _tail(document: ReturnDocument, grid: sizes.Grid) -> tuple[int, float]:
    """Number and height of the rows that the workbook has below the table."""
    notes = [grid.height_for(note, sizes.TABLE_SIZE, 0, grid.last) for note in document.notes]
    lines = [height for _text, height in _distribution_lines(document, grid)]
    signatures = 2 * sizes.line_height(sizes.BODY_SIZE)
    return len(notes) + len(lines) + 4, 6 + sum(notes) + 10 + signatures + sum(lines)
