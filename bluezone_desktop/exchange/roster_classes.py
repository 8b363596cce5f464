"""The class column of a table: what its cells hold, and what the blank ones mean."""

from collections.abc import Sequence

from bluezone_desktop.exchange.grid import Cell, Merge, as_written, at, is_blank
from bluezone_desktop.exchange.roster_fields import Field
from bluezone_desktop.exchange.roster_headers import Header, Rows
from bluezone_desktop.exchange.roster_people import Cells


class ClassColumn:
    """Reads the classes of one table.

    A class may stand in every row, in a cell merged over the rows of its pupils, or only in the
    first of those rows, as merged cells come out of a text file.
    """

    def __init__(self, header: Header, rows: Rows, merges: Sequence[Merge], cells: Cells) -> None:
        self._cells = cells
        self._columns = header.columns(Field.CLASS)
        self._filled: dict[int, Cell] = {}
        for column in self._columns[:1]:
            for top, left, bottom, right in merges:
                inside = header.last < top < min(bottom, len(rows))
                if inside and left <= column <= right:
                    filled = dict.fromkeys(range(top, bottom + 1), at(rows[top], left))
                    self._filled.update(filled)
        self._told_once = self._is_told_once(rows[header.last + 1 :])
        self._last = ""

    def class_of(self, number: int, row: Sequence[Cell], named: str | None) -> str:
        """The class that a row's own cells name, "" where they do not.

        named   the class that lines above, the sheet or the file name: where a number has lost the
                end of it (12.10 is 12.1 then), it is put back

        Raises ValueError, with the cell as written, for a cell that can be no class.
        """
        for column in self._columns:
            cell = at(row, column)
            if is_blank(cell):
                cell = self._filled.get(number)
            if is_blank(cell):
                continue
            try:
                name = self._cells.class_name(cell, row)
            except ValueError as error:
                raise ValueError(as_written(cell)) from error
            if name:
                lost = isinstance(cell, float) and "." in name and named == f"{name}0"
                self._last = f"{name}0" if lost else name
                return self._last
        return self._last if self._told_once else ""

    def forget(self) -> None:
        """A line above the rows to come names their class: what stood before it is past."""
        self._last = ""

    def _is_told_once(self, below: Rows) -> bool:
        """Whether each class stands only in the first row of its pupils."""
        if not self._columns or self._filled:
            return False
        named = [row for row in below if self._cells.name(row)]
        told = [cell for row in named if not is_blank(cell := at(row, self._columns[0]))]
        first = bool(named) and not is_blank(at(named[0], self._columns[0]))
        return first and 2 * len(told) < len(named) and len(set(told)) == len(told)
