"""Sizes of the printed return: where a page ends, how wide a column and how high a row is.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I: A4, margins top and bottom 20-25 mm, left 30-35,
right 15-20, Times New Roman; a table may lie landscape.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bluezone_desktop.domain.paper_text import lines_needed
from bluezone_desktop.domain.return_table import NAME, ORDINAL, TEACHER, Row, RowKind, Table

FONT = "Times New Roman"
MM_PER_INCH = 25.4
POINTS_PER_MM = 72 / MM_PER_INCH

PAGE_MM = (297.0, 210.0)
MARGIN_LEFT_MM, MARGIN_RIGHT_MM, MARGIN_TOP_MM, MARGIN_BOTTOM_MM = 30.0, 15.0, 20.0, 20.0
HEADER_MM = 10.0

_COUNTS_AND_RATES_MM = (14.2, 14.2, 14.2, 15.8, 15.8)
_COLUMN_MM = (10.0, 22.0, 46.0, *_COUNTS_AND_RATES_MM, *_COUNTS_AND_RATES_MM, 25.6)
_NAME_ALONE_MM = 46.0
"""The column of names where no column of teachers stands beside it: groups have long names."""

_ISSUER_END_MM, _NATION_MM = 120.6, 136.4
_DISTRIBUTION_END_MM, _PREPARER_END_MM = 78.0, 166.4
_SHRINK = 0.99
"""A hair under the paper, so that fitting to width does not shrink the type."""

LINE_FACTOR = 1.2
BODY_SIZE, TABLE_SIZE, SMALL_SIZE = 13, 11, 10
# Printers and office programs differ by a little; a page filled to the brim would spill one row.
_USABLE_HEIGHT = (PAGE_MM[1] - MARGIN_TOP_MM - MARGIN_BOTTOM_MM) * POINTS_PER_MM * 0.96


def line_height(size: float, lines: int = 1) -> float:
    """The height of a row that holds ``lines`` of type of ``size`` points."""
    return round(lines * size * LINE_FACTOR + size * 0.25, 1)


def row_size(row: Row) -> int:
    """The size of a table row's type; the decree asks for 10 to 12 in tables."""
    small = row.kind in (RowKind.HEADER, RowKind.CHANGE, RowKind.LESS)
    return SMALL_SIZE if small else TABLE_SIZE


@dataclass(frozen=True, slots=True)
class Grid:
    """The columns of the sheet that a table stands on; whatever else is printed keeps to them.

    pixels  the width of each column, as spreadsheets count it: 96 to the inch
    """

    pixels: tuple[int, ...]

    @classmethod
    def of(cls, table: Table) -> "Grid":
        """As wide as the paper, whatever columns ``table`` has kept."""
        widths = list(_COLUMN_MM)
        if TEACHER not in table.kept:
            widths[NAME] = _NAME_ALONE_MM
        kept = [widths[column] for column in table.kept]
        wider = (sum(_COLUMN_MM) - kept[ORDINAL]) / sum(kept[ORDINAL + 1 :])
        spread = [kept[ORDINAL], *(mm * wider for mm in kept[ORDINAL + 1 :])]
        return cls(tuple(int(mm / MM_PER_INCH * 96 * _SHRINK) for mm in spread))

    @property
    def last(self) -> int:
        """The last column."""
        return len(self.pixels) - 1

    @property
    def issuer(self) -> tuple[int, int]:
        """First and last column of the upper left of the letterhead."""
        return 0, self._end_at(_ISSUER_END_MM)

    @property
    def nation(self) -> tuple[int, int]:
        """First and last column of the upper right of the letterhead."""
        return self._end_at(_NATION_MM) + 1, self.last

    @property
    def signers(self) -> tuple[tuple[int, int], tuple[int, int], tuple[int, int]]:
        """First and last column of "Nơi nhận", of who prepared it and of the head."""
        left, middle = self._end_at(_DISTRIBUTION_END_MM), self._end_at(_PREPARER_END_MM)
        return (0, left), (left + 1, middle), (middle + 1, self.last)

    def points(self, first: int, last: int) -> float:
        """The width of columns ``first`` to ``last``, in points."""
        return sum(self.pixels[first : last + 1]) * 72 / 96

    def height_for(
        self, text: str, size: float, first: int, last: int, *, bold: bool = False, indent: int = 0
    ) -> float:
        """The height of a row whose ``text`` stands in columns ``first`` to ``last``."""
        # Beside the borders Excel keeps 3 points free; LibreOffice makes a step of indent 10 wide.
        room = self.points(first, last) - 6 - 10 * indent
        return line_height(size, lines_needed(text, size, room, bold=bold))

    def heights(self, table: Table) -> list[float]:
        """The height of every row of ``table``, in points."""
        return [self._row_height(row) for row in table.rows]

    def _row_height(self, row: Row) -> float:
        size = row_size(row)
        bold = row.kind in (RowKind.HEADER, RowKind.SECTION, RowKind.SUM, RowKind.TOTAL)
        heights = [line_height(size) + 1]
        for column, cell in enumerate(row.cells):
            # What spans several rows has room enough in them.
            if cell is not None and cell.rows == 1 and isinstance(cell.value, str):
                last = min(column + cell.columns - 1, self.last)
                indent = 0 if row.kind is RowKind.HEADER or column in (ORDINAL, NAME) else 1
                height = self.height_for(cell.value, size, column, last, bold=bold, indent=indent)
                heights.append(height + 1)
        return max(heights)

    def _end_at(self, mm: float) -> int:
        """The column that ends nearest to so many millimetres from the left."""
        wanted = mm * POINTS_PER_MM * _SHRINK
        return min(range(self.last), key=lambda column: abs(self.points(0, column) - wanted))


@dataclass(frozen=True, slots=True)
class Block:
    """Rows that stay on one page: their number and their height in points."""

    rows: int
    height: float


def table_blocks(
    table: Table, heights: Sequence[float], tail_rows: int, tail: float
) -> list[Block]:
    """The body of ``table`` in blocks, the last of which takes along what follows the table.

    tail_rows, tail  number and height of the rows below the table: notes and signatures, which
                     never stand on a page without the line they vouch for
    """
    blocks: list[Block] = []
    sections, above = 0, None
    for row, height in zip(
        table.rows[table.header_rows :], heights[table.header_rows :], strict=True
    ):
        sections += row.kind is RowKind.SECTION
        match row.kind:
            case RowKind.SECTION | RowKind.LESS:
                starts = True
            case RowKind.LINE:  # a heading keeps its first line; the staff stay together
                starts = sections == 1 and above is not RowKind.SECTION
            case RowKind.TOTAL:
                starts = above is not RowKind.LESS
            case _:  # a sum keeps the last line it sums, a change the sum above it
                starts = False
        if starts:
            blocks.append(Block(1, height))
        else:
            blocks[-1] = Block(blocks[-1].rows + 1, blocks[-1].height + height)
        above = row.kind
    blocks[-1] = Block(blocks[-1].rows + tail_rows, blocks[-1].height + tail)
    return blocks


def page_starts(blocks: Sequence[Block], letterhead: float, header: float) -> list[int]:
    """Before which rows (counted from the first of the first block) a new page begins."""
    starts: list[int] = []
    used, row = letterhead + header, 0
    for block in blocks:
        if row and used + block.height > _USABLE_HEIGHT:
            starts.append(row)
            used = header
        used += block.height
        row += block.rows
    return starts
