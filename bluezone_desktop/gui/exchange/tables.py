"""The tables of the exchange: classes, files that came, and what both sides changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from bluezone_desktop.gui.icons import icon
from bluezone_desktop.gui.people.rows import FocusDelegate
from bluezone_desktop.gui.theme import ROW_HEIGHT

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its words, what hovering says, and whether it needs a look."""

    cells: tuple[str, ...]
    hint: str = ""
    warns: bool = False


class LinesModel(QAbstractTableModel):
    """Rows of words under heads; ``numbers`` are the columns that stand at the right."""

    def __init__(
        self, heads: Sequence[str], numbers: Sequence[int] = (), parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._heads = tuple(heads)
        self._numbers = frozenset(numbers)
        self._lines: tuple[Line, ...] = ()

    def load(self, lines: Sequence[Line]) -> None:
        """Show these. Rows of the same number stay where they are, and so does the focus."""
        if len(lines) == len(self._lines) and lines:
            self._lines = tuple(lines)
            last = self.index(len(lines) - 1, len(self._heads) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self._lines = tuple(lines)
        self.endResetModel()

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
        if role == int(Qt.ItemDataRole.ToolTipRole):
            return line.hint or line.cells[index.column()]
        if role == int(Qt.ItemDataRole.TextAlignmentRole):
            return int(_RIGHT if index.column() in self._numbers else _LEFT)
        if role == int(Qt.ItemDataRole.DecorationRole) and line.warns and not index.column():
            return icon("warning")
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == _DISPLAY:
            return self._heads[section]
        if role == int(Qt.ItemDataRole.TextAlignmentRole):
            return int(_RIGHT if section in self._numbers else _LEFT)
        return None


class LinesView(QTableView):
    """A table of whole rows. ``wide`` is the column that takes what room is left."""

    def __init__(
        self,
        model: LinesModel,
        widths: Sequence[int],
        wide: int,
        *,
        several: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setProperty("role", "framed")
        self.setItemDelegate(FocusDelegate(self))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if several else mode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)
        head.setSectionResizeMode(wide, QHeaderView.ResizeMode.Stretch)

    @property
    def chosen(self) -> list[int]:
        """The rows that are selected, from top to bottom."""
        return sorted(index.row() for index in self.selectionModel().selectedRows())
