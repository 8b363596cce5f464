"""A sheet as it stands in its file, for showing beside what was understood of it."""

from collections.abc import Mapping

from bluezone_desktop.exchange.grid import Cell, Sheet, as_written, at, is_blank


class SheetPicture:
    """The cells of one sheet. Rows are as Excel numbers them, columns are counted from 0.

    Nothing is laid out beforehand: a window asks only for what it shows.
    """

    def __init__(self, sheet: Sheet, rows: list[list[Cell]]) -> None:
        self.sheet = sheet.name
        self._before, self._rows = sheet.rows, rows
        self._hidden_rows, self._hidden_columns = sheet.hidden_rows, sheet.hidden_columns
        self.columns = max(map(len, rows), default=0)

    @property
    def rows(self) -> int:
        """How many rows the sheet has."""
        return len(self._rows)

    @property
    def is_converted(self) -> bool:
        """Whether any text was in an old encoding."""
        return self._rows is not self._before

    def filled(self, top: int, last: int) -> tuple[int, ...]:
        """The columns that hold anything in the rows from ``top`` to ``last``."""
        held: set[int] = set()
        for row in self._rows[max(top - 1, 0) : last]:
            held.update(column for column, cell in enumerate(row) if not is_blank(cell))
        return tuple(sorted(held))

    def text(self, row: int, column: int) -> str:
        """A cell as its reader sees it, in Unicode."""
        return as_written(self._cell(self._rows, row, column))

    def before(self, row: int, column: int) -> str:
        """A cell as it stands in the file, old letters and all."""
        return as_written(self._cell(self._before, row, column))

    def is_hidden(self, row: int, column: int) -> bool:
        """Whether Excel does not show the cell."""
        return row - 1 in self._hidden_rows or column in self._hidden_columns

    @staticmethod
    def _cell(rows: list[list[Cell]], row: int, column: int) -> Cell:
        return at(rows[row - 1], column) if 0 < row <= len(rows) else None


Pictures = Mapping[str, SheetPicture]
"""The pictures of a file by the names of its sheets."""
