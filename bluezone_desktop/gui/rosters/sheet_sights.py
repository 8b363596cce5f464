"""The three ways to look at a page of a list: as written, before conversion, as understood."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import TYPE_CHECKING, Protocol

from bluezone_desktop.domain.layouts import NOT_TAKEN
from bluezone_desktop.gui.rosters.sheet_pages import Fate, SheetColumn, SheetPage, SheetRow

if TYPE_CHECKING:
    from bluezone_desktop.services.rosters import SheetPicture


class Look(Enum):
    """What of a page is shown."""

    WRITTEN = "written"
    BEFORE = "before"
    UNDERSTOOD = "understood"


class Sight(Protocol):
    """A page as one of the three shows it. Rows and columns are counted from 0."""

    columns: tuple[SheetColumn, ...]

    def __len__(self) -> int:
        """How many rows are shown."""

    def row(self, place: int) -> SheetRow:
        """What became of a row, and what Excel numbers it; its values are asked of ``text``."""

    def text(self, place: int, column: int) -> str:
        """A cell."""

    def is_header(self, place: int) -> bool:
        """Whether the row is one of the header's."""

    def is_hidden(self, place: int, column: int) -> bool:
        """Whether Excel does not show the cell."""

    def place_of(self, number: int) -> int | None:
        """Where the row stands that Excel numbers so."""


def sight_of(page: SheetPage, look: Look) -> Sight:
    """A page as it is to be shown; without a picture it can only be shown as understood."""
    if look is Look.UNDERSTOOD or page.picture is None:
        return _Understood(page)
    return _Written(page, page.picture, before=look is Look.BEFORE)


class _Understood:
    """The people that were found, with the values as they will be stored."""

    def __init__(self, page: SheetPage) -> None:
        self._page = page
        self.columns = page.columns

    def __len__(self) -> int:
        return len(self._page.rows)

    def row(self, place: int) -> SheetRow:
        return self._page.rows[place]

    def text(self, place: int, column: int) -> str:
        return self._page.rows[place].values[column]

    def is_header(self, place: int) -> bool:
        return False

    def is_hidden(self, place: int, column: int) -> bool:
        return False

    def place_of(self, number: int) -> int | None:
        return self._page.place_of(number)


class _Written:
    """Every row and column of the sheet, titles, header and signatures included."""

    def __init__(self, page: SheetPage, picture: SheetPicture, *, before: bool) -> None:
        self._picture = picture
        self._text = picture.before if before else picture.text
        self._first = page.top_row
        self._last = min(page.last_row, picture.rows)
        self._header = frozenset(page.layout.header_rows)
        self._rows = {row.number: row for row in page.rows}
        self.columns = tuple(self._columns(page))

    def _columns(self, page: SheetPage) -> Iterator[SheetColumn]:
        meant, words = page.layout.columns, page.layout.headers
        taken = {column for column, key in enumerate(meant) if key and key != NOT_TAKEN}
        for column in sorted(taken | set(page.filled)):
            known = column < len(meant)
            meaning = (meant[column] if known else None) or NOT_TAKEN
            yield SheetColumn(meaning, column, words[column] if known else "")

    def __len__(self) -> int:
        return max(self._last - self._first + 1, 0)

    def row(self, place: int) -> SheetRow:
        number = self._first + place
        known = self._rows.get(number)
        return known or SheetRow(number, (), Fate.NO_PERSON)

    def text(self, place: int, column: int) -> str:
        return self._text(self._first + place, self.columns[column].at)

    def is_header(self, place: int) -> bool:
        return self._first + place in self._header

    def is_hidden(self, place: int, column: int) -> bool:
        return self._picture.is_hidden(self._first + place, self.columns[column].at)

    def place_of(self, number: int) -> int | None:
        return number - self._first if self._first <= number <= self._last else None
