"""The date of birth of each person in a table: one column, or several that make up one."""

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime

from bluezone_desktop.domain.dates import DEFAULT_PIVOT, date_from_parts, read_date
from bluezone_desktop.domain.people import IsoDate
from bluezone_desktop.exchange.grid import Cell, as_written, at, is_blank
from bluezone_desktop.exchange.roster_fields import Field
from bluezone_desktop.exchange.roster_headers import Header
from bluezone_desktop.exchange.roster_notes import Notes, Row

_DAY_AND_MONTH = re.compile(r"\s*(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*")
_SAMPLE = 60


class Births:
    """Reads the dates of birth of one table.

    below   the rows under the header: which columns make up one date only they can tell
    """

    def __init__(self, header: Header, below: Sequence[Row], notes: Notes) -> None:
        self._notes = notes
        self._columns: tuple[int, ...] = (
            *header.columns(Field.BIRTH),
            *header.columns(Field.BIRTH_OF_WOMEN),
            *header.columns(Field.BIRTH_OF_MEN),
        )
        self._parts = tuple(
            columns[0]
            for field in (Field.BIRTH_DAY, Field.BIRTH_MONTH, Field.BIRTH_YEAR)
            if (columns := header.columns(field))
        )
        self._day_month: tuple[int, int] | None = None
        self._known: dict[Cell, IsoDate | ValueError | None] = {}
        # No list is of people still to be born; a PC whose clock has stopped must not refuse dates.
        self._latest = max(datetime.now().astimezone().year, DEFAULT_PIVOT)
        self._settle(sorted(header.columns(Field.BIRTH)), below[:_SAMPLE])

    def _settle(self, columns: Sequence[int], sample: Sequence[Row]) -> None:
        """See whether columns under one heading hold a date in parts."""
        if len(columns) == 3 and _mostly(_are_parts, columns, sample):
            self._parts = tuple(columns)
        elif len(columns) == 2 and _mostly(_is_day_month_and_year, columns, sample):
            self._day_month = (columns[0], columns[1])

    def birth(self, row: Row, number: int) -> IsoDate | None:
        """The date of birth; an unreadable one is a warning."""
        try:
            return self.read(row)
        except ValueError:
            columns = [c for c in self._parts or self._columns if not is_blank(at(row, c))]
            written = " ".join(as_written(at(row, column)) for column in columns)
            self._notes.warn(number, columns[0], written, "date_unreadable")
            return None

    def read(self, row: Row) -> IsoDate | None:
        """The date of birth, None where there is none; ValueError for an unreadable one."""
        if len(self._parts) == 3:
            day, month, year = (at(row, column) for column in self._parts)
            return date_from_parts(day, month, year, latest=self._latest)
        if self._day_month:
            return self._joined(at(row, self._day_month[0]), at(row, self._day_month[1]))
        known = self._known
        for column in self._columns:
            cell = at(row, column)
            if cell is None or cell == "":
                continue
            if cell not in known:
                try:
                    known[cell] = read_date(cell, latest=self._latest)
                except ValueError as error:
                    known[cell] = error
            found = known[cell]
            if isinstance(found, ValueError):
                raise found
            if found:
                return found
        return None

    def _joined(self, day_month: Cell, year: Cell) -> IsoDate | None:
        parts = _day_and_month(day_month)
        if parts is None:
            cell = year if is_blank(day_month) else day_month
            return read_date(cell, latest=self._latest)
        return date_from_parts(*parts, year, latest=self._latest)


def _mostly(
    fits: Callable[[Sequence[Cell]], bool], columns: Sequence[int], sample: Sequence[Row]
) -> bool:
    """Whether most of the rows that fill the columns fill them so."""
    filled = [cells for row in sample if any(cells := [at(row, column) for column in columns])]
    fitting = sum(1 for cells in filled if fits(cells))
    return bool(filled) and 2 * fitting > len(filled)


def _are_parts(cells: Sequence[Cell]) -> bool:
    day, month, year = (as_written(cell).strip() for cell in cells)
    numbers = day.isdigit() and month.isdigit() and year.isdigit()
    return numbers and int(day) <= 31 and int(month) <= 12 and len(year) in {2, 4}


def _is_day_month_and_year(cells: Sequence[Cell]) -> bool:
    year = as_written(cells[1]).strip()
    return _day_and_month(cells[0]) is not None and year.isdigit() and len(year) in {2, 4}


def _day_and_month(cell: Cell) -> tuple[int, int] | None:
    """Day and month in one cell, which Excel may have made a day of some year."""
    if isinstance(cell, date):
        return cell.day, cell.month
    found = _DAY_AND_MONTH.fullmatch(cell) if isinstance(cell, str) else None
    return (int(found[1]), int(found[2])) if found else None
