"""A list as it was understood: Excel's row numbers left, above each column what it means."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QGuiApplication, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from bluezone_desktop.gui import theme
from bluezone_desktop.gui.rosters.sheet_pages import Fate, SheetColumn, SheetPage, SheetRow
from bluezone_desktop.texts import Texts

Index = QModelIndex | QPersistentModelIndex

_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_TOOL_TIP = int(Qt.ItemDataRole.ToolTipRole)
_SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)
_INK = int(Qt.ItemDataRole.ForegroundRole)
_FONT = int(Qt.ItemDataRole.FontRole)
SORT = int(Qt.ItemDataRole.UserRole) + 1
OBJECT = int(Qt.ItemDataRole.UserRole) + 2
"""The SheetRow of a cell."""

_HEADER_HEIGHT = 46
_WIDEST, _NARROWEST, _WIDEST_SOURCE = 220, 56, 132
_SAMPLE = 200
"""Rows looked at for the width of a column: all of a class, and enough of a school."""

_NOWHERE = QModelIndex()


class SheetModel(QAbstractTableModel):
    """One page of a list."""

    def __init__(self, texts: Texts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._page = SheetPage("", 0, (), ())

    @property
    def page(self) -> SheetPage:
        """What is shown."""
        return self._page

    def show_page(self, page: SheetPage) -> None:
        """Shows another page."""
        self.beginResetModel()
        self._page = page
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._page.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._page.columns)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if not index.isValid():
            return None
        row = self._page.rows[index.row()]
        read = _READERS.get(role)
        return None if read is None else read(row, index.column())

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation == Qt.Orientation.Vertical:
            inside = 0 <= section < len(self._page.rows)
            return str(self._page.rows[section].number) if inside and role == _DISPLAY else None
        if not 0 <= section < len(self._page.columns):
            return None
        column = self._page.columns[section]
        words = {OBJECT: column, _DISPLAY: self.meaning(column), _SPOKEN: self.meaning(column)}
        words[_TOOL_TIP] = f"{self.meaning(column)}\n{self.source(column)}"
        return words.get(role)

    def meaning(self, column: SheetColumn) -> str:
        """What the column was taken for."""
        return self._texts(f"roster.field.{column.field}")

    def source(self, column: SheetColumn) -> str:
        """Where it stands in the file: Excel's letter and the words of its header."""
        return f"{column.letter} · {column.header}" if column.letter else column.header


def _spoken(row: SheetRow, column: int) -> str:
    words = row.values[column]
    return f"{words}, {row.reason}" if row.reason else words


def _ink(row: SheetRow, _column: int) -> QColor | None:
    if row.fate is Fate.TAKEN:
        return None
    return QColor(theme.scheme_of(QGuiApplication.palette()).secondary)


def _font(row: SheetRow, _column: int) -> QFont | None:
    """What is not taken or not counted looks it, not by its colour alone."""
    if row.fate is Fate.TAKEN:
        return None
    apart = theme.font()
    apart.setStrikeOut(row.fate is Fate.REJECTED)
    apart.setItalic(row.fate is Fate.NOT_COUNTED)
    return apart


_READERS: dict[int, Callable[[SheetRow, int], Any]] = {
    _DISPLAY: lambda row, column: row.values[column],
    SORT: lambda row, column: row.values[column],
    OBJECT: lambda row, _column: row,
    _TOOL_TIP: lambda row, _column: row.reason or None,
    _SPOKEN: _spoken,
    _INK: _ink,
    _FONT: _font,
}


class _MeaningHeader(QHeaderView):
    """Two lines over each column: what it was taken for, and where that stands in the file."""

    def __init__(self, model: SheetModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._sheet = model
        self.setFixedHeight(_HEADER_HEIGHT)
        self.setMinimumSectionSize(_NARROWEST)
        self.setHighlightSections(False)

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        column: SheetColumn | None = self._sheet.headerData(
            logical, Qt.Orientation.Horizontal, OBJECT
        )
        if column is None:
            return
        scheme = theme.scheme_of(self.palette())
        painter.save()
        painter.fillRect(rect, QColor(scheme.tint))
        painter.setPen(QPen(QColor(scheme.page), 1))
        painter.drawLine(rect.topRight(), rect.bottomRight())
        room = rect.adjusted(theme.TOGETHER, 5, -theme.INSIDE, -5)
        for words, ink, points, align in (
            (self._sheet.meaning(column), scheme.text, theme.BODY_PT, Qt.AlignmentFlag.AlignTop),
            (
                self._sheet.source(column),
                scheme.secondary,
                theme.SECONDARY_PT,
                Qt.AlignmentFlag.AlignBottom,
            ),
        ):
            font = theme.font(points)
            elided = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, room.width())
            painter.setFont(font)
            painter.setPen(QColor(ink))
            painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | align), elided)
        painter.restore()

    def sectionSizeFromContents(self, logical: int) -> QSize:
        column: SheetColumn | None = self._sheet.headerData(
            logical, Qt.Orientation.Horizontal, OBJECT
        )
        if column is None:
            return QSize(_NARROWEST, _HEADER_HEIGHT)
        meaning = QFontMetrics(theme.font()).horizontalAdvance(self._sheet.meaning(column))
        small = QFontMetrics(theme.font(theme.SECONDARY_PT))
        # Headers of some systems are whole sentences: those are cut, and told on hovering.
        source = min(small.horizontalAdvance(self._sheet.source(column)), _WIDEST_SOURCE)
        return QSize(max(meaning, source) + 2 * theme.TOGETHER, _HEADER_HEIGHT)


class SheetView(QTableView):
    """The sheet at the right. Read only."""

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheet = SheetModel(texts, self)
        self.setModel(self.sheet)
        self.setHorizontalHeader(_MeaningHeader(self.sheet, self))
        self.setStyleSheet(
            f"QTableView::item {{ padding: 0 {theme.INSIDE + 1}px; }}"
            "QTableView::corner { background: transparent; border: none; }"
        )
        self.setFont(theme.font(tabular=True))
        self.setWordWrap(False)
        self.setShowGrid(True)
        self.setCornerButtonEnabled(False)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        rows = self.verticalHeader()
        rows.setDefaultSectionSize(theme.DENSE_ROW_HEIGHT)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        rows.setHighlightSections(False)

    def show_page(self, page: SheetPage) -> None:
        """Shows ``page`` from its first row, each column as wide as its words need."""
        self.sheet.show_page(page)
        metrics = QFontMetrics(theme.font())
        header = self.horizontalHeader()
        for at in range(len(page.columns)):
            seen = {row.values[at] for row in page.rows[:_SAMPLE]}
            widest = max((metrics.horizontalAdvance(words) for words in seen), default=0)
            width = widest + 2 * theme.TOGETHER + 2
            header.resizeSection(
                at, min(max(width, header.sectionSizeHint(at), _NARROWEST), _WIDEST)
            )
        self.scrollToTop()

    def show_row(self, number: int) -> bool:
        """Selects the row that Excel numbers ``number``; False where this page has none."""
        place = self.sheet.page.place_of(number)
        if place is None:
            return False
        self.selectRow(place)
        self.scrollTo(self.sheet.index(place, 0), QTableView.ScrollHint.PositionAtCenter)
        return True
