"""The class column of a table: what its cells hold, and what the blank ones mean."""

from collections.abc import Sequence

from bluezone_desktop.domain.class_names import read_class_name
from bluezone_desktop.exchange.grid import Cell, Merge, as_written, at, is_blank
from bluezone_desktop.exchange.roster_class_days import month_comes_first, turned, was_day
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
        self._month_first = self._is_month_first(rows, header.last + 1)
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
            if name and self._month_first:
                name = turned(cell, name)
            if name:
                lost = isinstance(cell, float) and "." in name and named == f"{name}0"
                self._last = f"{name}0" if lost else name
                return self._last
        return self._last if self._told_once else ""

    def forget(self) -> None:
        """A line above the rows to come names their class: what stood before it is past."""
        self._last = ""

    def _is_month_first(self, rows: Rows, start: int) -> bool:
        """Whether Excel took the classes for days month first; see `month_comes_first`."""
        if not self._columns:
            return False
        places = range(start, len(rows))
        cells = [at(rows[n], self._columns[0]) or self._filled.get(n) for n in places]
        names: dict[Cell, str] = {}
        for cell in {cell for cell in cells if not is_blank(cell)}:
            try:
                name = read_class_name(cell)
            except ValueError:
                continue
            if was_day(cell, name):
                names[cell] = name
        if not names:
            return False
        told = [(c, n) for c, n in zip(cells, places, strict=True) if c in names]
        return month_comes_first([(c, names[c], self._cells.known_birth(rows[n])) for c, n in told])

    def _is_told_once(self, below: Rows) -> bool:
        """Whether each class stands only in the first row of its pupils."""
        if not self._columns or self._filled:
            return False
        named = [row for row in below if self._cells.name(row)]
        told = [cell for row in named if not is_blank(cell := at(row, self._columns[0]))]
        first = bool(named) and not is_blank(at(named[0], self._columns[0]))
        return first and 2 * len(told) < len(named) and len(set(told)) == len(told)
