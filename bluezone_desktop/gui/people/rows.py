"""A plain table of words: what several lists of a dialog are shown with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from bluezone_desktop.domain.vocabulary import Status
from bluezone_desktop.gui.icons import status_icon
from bluezone_desktop.gui.theme import ROW_HEIGHT, scheme_of

Index = QModelIndex | QPersistentModelIndex

OBJECT = int(Qt.ItemDataRole.UserRole) + 1
"""What a row is about."""

_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_TOOL_TIP = int(Qt.ItemDataRole.ToolTipRole)
_DECORATION = int(Qt.ItemDataRole.DecorationRole)
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its words, the whole of them for hovering, and what it is about.

    status  the sign shown beside the words of column ``status_in``
    """

    cells: tuple[str, ...]
    about: object = None
    status: Status | None = None
    status_in: int = 0
    tip: str = ""


class LinesModel(QAbstractTableModel):
    """Lines below a head."""

    def __init__(self, heads: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._heads = tuple(heads)
        self._lines: list[Line] = []

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._heads)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role == _DISPLAY:
            return line.cells[index.column()]
        if role == _TOOL_TIP:
            return line.tip or line.cells[index.column()]
        if role == _DECORATION and line.status is not None and index.column() == line.status_in:
            return status_icon(line.status)
        return line.about if role == OBJECT else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if role == _DISPLAY and orientation == Qt.Orientation.Horizontal:
            return self._heads[section]
        if role == int(Qt.ItemDataRole.TextAlignmentRole):
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def load(self, lines: Sequence[Line]) -> None:
        """Shows other lines."""
        self.beginResetModel()
        self._lines = list(lines)
        self.endResetModel()

    def line(self, row: int) -> Line:
        """One of them."""
        return self._lines[row]


class FocusDelegate(QStyledItemDelegate):
    """Frames the cell with the focus as the rest of the window does."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        focused = self._view.hasFocus() and index == self._view.currentIndex()
        option.state &= ~QStyle.StateFlag.State_HasFocus
        super().paint(painter, option, index)
        if focused:
            painter.save()
            painter.setPen(QColor(scheme_of(self._view.palette()).accent))
            painter.drawRoundedRect(option.rect.adjusted(1, 1, -2, -2), 4, 4)
            painter.restore()


class LinesView(QTableView):
    """The table: whole rows are chosen; Enter does what a double click does.

    Enter must not reach the dialog, whose first button it would press.
    """

    def __init__(self, model: LinesModel, stretch: int, parent: QWidget | None = None) -> None:
        """``stretch``: the column that takes what room is left."""
        super().__init__(parent)
        self._lines = model
        self.setModel(model)
        self.setProperty("role", "framed")
        self.setItemDelegate(FocusDelegate(self))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(stretch, QHeaderView.ResizeMode.Stretch)

    def wrap(self) -> None:
        """Lines grow with their words instead of cutting them."""
        self.setWordWrap(True)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().sectionResized.connect(self.resizeRowsToContents)

    @property
    def chosen(self) -> Line | None:
        """The line with the focus."""
        row = self.currentIndex().row()
        return self._lines.line(row) if row >= 0 else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
            if self.currentIndex().isValid():
                self.activated.emit(self.currentIndex())
            return
        super().keyPressEvent(event)
