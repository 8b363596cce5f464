"""What every reader of a table file gives back: sheets of cells, with the little else that matters.

The readers know files and nothing of pupils; what the cells mean is read from here on.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from types import MappingProxyType

Cell = str | int | float | bool | date | datetime | time | timedelta | None
"""One value as the file has it. An empty cell is ``None`` or ``""``, whichever is cheaper."""

Merge = tuple[int, int, int, int]
"""First row, first column, last row, last column of a merged range, counted from 0, inclusive."""

Fonts = Mapping[tuple[int, int], str]
"""Font names of the cells that hold text, by row and column counted from 0."""

MAX_ROWS = 200_000
MAX_COLUMNS = 1_000
MAX_CELLS = 3_000_000
"""What is kept of a workbook: far above any school (5,000 pupils), below what a PC chokes on."""

_NO_FONTS: Fonts = MappingProxyType({})


class BadTable(Exception):
    """A file cannot be read as a table; ``read_workbook`` tells it as a KnownError with the file.

    key     a key of the message catalogue that takes ``file`` and ``values``
    detail  for the log only
    """

    def __init__(self, key: str, /, *, detail: str | None = None, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.detail = detail
        self.values = values


def no_fonts() -> Fonts:
    """The font reader of the formats that carry none."""
    return _NO_FONTS


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet, from row 1 and column A on.

    rows            rows may be of different length
    merges          merged ranges, as far as the format tells them
    hidden_rows     counted from 0; likewise ``hidden_columns``
    hidden          the sheet itself is hidden
    cut             cells with something in them that lay beyond the limits and were left out
    lost            cells whose content is damaged in the file and could not be read
    uncalculated    formulas without the value that the program which saved them should have left
    readable        False where the file names the sheet but it could not be read
    fonts           reads the font names, which cost time and are asked for only with old encodings
    """

    name: str
    rows: list[list[Cell]]
    merges: tuple[Merge, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    hidden: bool = False
    cut: int = 0
    lost: int = 0
    uncalculated: int = 0
    readable: bool = True
    fonts: Callable[[], Fonts] = no_fonts


@dataclass(frozen=True, slots=True)
class Workbook:
    """A file's sheets in its own order. ``format`` is xlsx, xls, xlsb, ods, html, xml or text."""

    sheets: tuple[Sheet, ...]
    format: str


class Room:
    """The cells that a workbook may still fill, blanks before the last one of a row included."""

    def __init__(self) -> None:
        self.left = MAX_CELLS

    def take(self, cells: int) -> None:
        """Use some of it. Raises BadTable where there is not so much left."""
        self.left -= cells
        if self.left < 0:
            raise BadTable("files.too_many_cells")


class GridBuilder:
    """Collects the cells of one sheet wherever they lie, within the limits, and counts the rest.

    room  what the workbook may still fill; all its sheets share it
    """

    def __init__(self, room: Room | None = None) -> None:
        self._rows: dict[int, list[Cell]] = {}
        self._room = room or Room()
        self.cut = 0

    def put(self, row: int, column: int, value: Cell) -> None:
        """Set one cell, counted from 0. Blank values leave no trace.

        Raises BadTable where the workbook holds more than ``MAX_CELLS``.
        """
        if value is None or (isinstance(value, str) and (not value or value.isspace())):
            return
        if not (0 <= row < MAX_ROWS and 0 <= column < MAX_COLUMNS):
            self.cut += 1
            return
        cells = self._rows.get(row)
        if cells is None:
            cells = self._rows[row] = []
        missing = column + 1 - len(cells)
        if missing <= 0:
            cells[column] = value
            return
        self._room.take(missing)
        if missing > 1:
            cells.extend([None] * (missing - 1))
        cells.append(value)

    def rows(self) -> list[list[Cell]]:
        """The rows from row 1 to the last that holds anything, each as long as it needs to be."""
        if not self._rows:
            return []
        return [self._rows.get(number) or [] for number in range(max(self._rows) + 1)]


def at(row: Sequence[Cell], place: int) -> Cell:
    """The cell at a place of a row, None beyond its end."""
    return row[place] if place < len(row) else None


def is_blank(cell: Cell) -> bool:
    """Whether a cell holds nothing that a reader would see."""
    return cell is None or cell == "" or (isinstance(cell, str) and not cell.strip())


def as_written(cell: Cell) -> str:
    """A cell as its reader sees it: whole numbers without a decimal part, dates as dd/mm/yyyy."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, date):
        day = f"{cell:%d/%m}/{cell.year:04}"
        with_time = isinstance(cell, datetime) and (cell.hour or cell.minute)
        return f"{day} {cell:%H:%M}" if with_time else day
    return str(cell)
