"""A page of a list as a table: cells, what became of each row, what each column means."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication

from bluezone_desktop.domain.layouts import NOT_TAKEN
from bluezone_desktop.domain.roster import Encoding
from bluezone_desktop.gui import theme
from bluezone_desktop.gui.rosters.sheet_pages import Fate, SheetColumn, SheetPage
from bluezone_desktop.gui.rosters.sheet_sights import Look, Sight, sight_of
from bluezone_desktop.texts import Texts

Index = QModelIndex | QPersistentModelIndex

_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_TOOL_TIP = int(Qt.ItemDataRole.ToolTipRole)
_SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)
_INK = int(Qt.ItemDataRole.ForegroundRole)
_FONT = int(Qt.ItemDataRole.FontRole)
_BACK = int(Qt.ItemDataRole.BackgroundRole)
OBJECT = int(Qt.ItemDataRole.UserRole) + 2
"""The SheetRow of a cell, or the SheetColumn of a header's section."""

FONTS = {Encoding.TCVN3: "TCVN3", Encoding.VNI: "VNI"}
"""What people call the old encodings."""

_NOWHERE = QModelIndex()
_SAMPLE = 200
"""A header stands within the first rows of its page."""


class SheetModel(QAbstractTableModel):
    """One page of a list, as one of the looks shows it."""

    def __init__(self, texts: Texts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._page: SheetPage | None = None
        self._sight: Sight | None = None
        self._readers: dict[int, Callable[[Sight, int, int], Any]] = {
            _DISPLAY: lambda sight, row, column: sight.text(row, column),
            OBJECT: lambda sight, row, _column: sight.row(row),
            _TOOL_TIP: lambda sight, row, _column: sight.row(row).reason or None,
            _SPOKEN: self._spoken,
            _INK: _ink,
            _BACK: self._back,
            _FONT: _font,
        }

    def show(self, page: SheetPage, look: Look) -> None:
        """Shows another page, or the same in another way."""
        self.beginResetModel()
        self._page, self._sight = page, sight_of(page, look)
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() or self._sight is None else len(self._sight)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() or self._sight is None else len(self._sight.columns)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        read = self._readers.get(role)
        if not index.isValid() or self._sight is None or read is None:
            return None
        return read(self._sight, index.row(), index.column())

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if self._sight is None:
            return None
        if orientation == Qt.Orientation.Vertical:
            inside = 0 <= section < len(self._sight) and role == _DISPLAY
            return str(self._sight.row(section).number) if inside else None
        if not 0 <= section < len(self._sight.columns):
            return None
        column = self._sight.columns[section]
        words = {OBJECT: column, _DISPLAY: self.meaning(column), _SPOKEN: self.meaning(column)}
        words[_TOOL_TIP] = f"{self.meaning(column)}\n{self.source(column)}"
        return words.get(role)

    def place_of(self, number: int) -> int | None:
        """Where the row stands that Excel numbers so."""
        return None if self._sight is None else self._sight.place_of(number)

    @property
    def header_row(self) -> int | None:
        """Where the header begins; None where no row is shown as one."""
        sight = self._sight
        rows = range(min(self.rowCount(), _SAMPLE))
        return next((row for row in rows if sight and sight.is_header(row)), None)

    def rows_beside_people(self, most: int) -> list[int]:
        """Of the first rows those that are neither people nor header: titles, signatures."""
        sight = self._sight
        return [
            row
            for row in range(min(self.rowCount(), most))
            if sight and sight.row(row).fate is Fate.NO_PERSON and not sight.is_header(row)
        ]

    def meaning(self, column: SheetColumn) -> str:
        """What the column is taken for."""
        return self._texts(f"roster.field.{column.field}")

    def source(self, column: SheetColumn) -> str:
        """Where it stands in the file: Excel's letter and the words of its header."""
        encodings = self._page.layout.encodings if self._page else {}
        old = encodings.get(column.at, Encoding.UNICODE)
        parts = (column.letter, column.header, "" if old is Encoding.UNICODE else FONTS[old])
        return " · ".join(part for part in parts if part)

    def _spoken(self, sight: Sight, row: int, column: int) -> str:
        words, reason = sight.text(row, column), sight.row(row).reason
        return f"{words}, {reason}" if reason else words

    def _back(self, sight: Sight, row: int, column: int) -> QColor | None:
        """The cells of the header that were understood stand out."""
        if sight.is_header(row) and sight.columns[column].field != NOT_TAKEN:
            return QColor(theme.scheme_of(QGuiApplication.palette()).tint)
        return None


def _ink(sight: Sight, row: int, column: int) -> QColor | None:
    plain = sight.row(row).fate is Fate.TAKEN and not sight.is_hidden(row, column)
    if plain or sight.is_header(row):
        return None
    return QColor(theme.scheme_of(QGuiApplication.palette()).secondary)


def _font(sight: Sight, row: int, _column: int) -> QFont | None:
    """What is not taken or not counted looks it, not by its colour alone."""
    fate = sight.row(row).fate
    if fate in (Fate.TAKEN, Fate.NO_PERSON) and not sight.is_header(row):
        return None
    apart = theme.font()
    apart.setBold(sight.is_header(row))
    apart.setStrikeOut(fate is Fate.REJECTED)
    apart.setItalic(fate is Fate.NOT_COUNTED)
    return apart
