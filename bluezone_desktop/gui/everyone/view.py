"""The table of everybody: painted by ourselves, a row at a time under the hand."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from bluezone_desktop.gui.everyone.model import Column, EveryoneModel
from bluezone_desktop.gui.icons import paint_status
from bluezone_desktop.gui.marked_text import paint_marked
from bluezone_desktop.gui.theme import BODY_PT, INSIDE, ROW_HEIGHT, TOGETHER, font, scheme_of

Index = QModelIndex | QPersistentModelIndex

SIGN = 18
WIDTHS = {Column.NAME: 240, Column.CLASS: 96, Column.PHONE: 116, Column.STATUS: 150}
_SELECTED = int(QStyle.StateFlag.State_Selected.value)
_HOVERED = int(QStyle.StateFlag.State_MouseOver.value)
_QUIET = frozenset({Column.CLASS, Column.ROLE, Column.PHONE})
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class _Delegate(QStyledItemDelegate):
    """Words with what the filter asks for marked, the status with its sign."""

    def __init__(self, view: EveryoneView, model: EveryoneModel) -> None:
        super().__init__(view)
        self._view, self._model = view, model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        words = self._model.words(index.row())[index.column()]
        width = self._view.fontMetrics().horizontalAdvance(words) + 2 * TOGETHER
        return QSize(width + (SIGN + INSIDE) * (index.column() == Column.STATUS), 0)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, column = index.row(), index.column()
        view, model = self._view, self._model
        scheme = scheme_of(view.palette())
        rect: QRect = option.rect
        state = int(option.state.value)
        painter.save()
        if state & (_SELECTED | _HOVERED):
            painter.fillRect(rect, _colour(scheme.tint if state & _SELECTED else scheme.hover))
        painter.setPen(_colour(scheme.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        inner = rect.adjusted(TOGETHER, 0, -TOGETHER, 0)
        one = model.someone(row)
        if column == Column.STATUS:
            sign = QRect(inner.left(), inner.center().y() + 1 - SIGN // 2, SIGN, SIGN)
            paint_status(painter, sign, one.status, view.palette())
            inner.setLeft(inner.left() + SIGN + INSIDE)
        quiet = column in _QUIET or not one.is_at_school
        painter.setFont(_numbers() if column == Column.PHONE else option.font)
        paint_marked(
            painter,
            inner,
            model.words(row)[column],
            model.marks(row, column),
            scheme,
            scheme.secondary if quiet else scheme.text,
        )
        if state & _SELECTED and view.hasFocus():
            self._paint_frame(painter, rect, column, scheme.accent)
        painter.restore()

    def _paint_frame(self, painter: QPainter, rect: QRect, column: int, accent: str) -> None:
        """One frame around the whole row."""
        painter.setPen(_colour(accent))
        painter.drawLine(rect.topLeft(), rect.topRight())
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if column == 0:
            painter.drawLine(rect.topLeft(), rect.bottomLeft())
        if column == len(Column) - 1:
            painter.drawLine(rect.topRight(), rect.bottomRight())


class EveryoneView(QTableView):
    """The table.

    opened       the row that Enter or a double click is for
    card_wanted  the row that F2, or as on the sheets Alt+Enter, is for
    typed        a key with a letter: the filter is to have it
    """

    opened = Signal(int)
    card_wanted = Signal(int)
    typed = Signal(QKeyEvent)

    def __init__(self, model: EveryoneModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self._people = model
        self.setItemDelegate(_Delegate(self, model))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(ROW_HEIGHT)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsMovable(False)
        head.setMinimumSectionSize(64)
        for column, width in WIDTHS.items():
            self.setColumnWidth(column, width)
        head.setSectionResizeMode(Column.ROLE, QHeaderView.ResizeMode.Stretch)
        head.setSortIndicator(Column.NAME, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))

    def go(self, row: int) -> None:
        """Puts the hand on a row, in the middle where it was out of sight."""
        index = self._people.index(row, Column.NAME)
        self.setCurrentIndex(index)
        self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)

    def copy(self) -> None:
        """The chosen rows as a spreadsheet takes them."""
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()})
        lines = ["\t".join(self._people.words(row)) for row in rows]
        if lines:
            QGuiApplication.clipboard().setText("\n".join(lines))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~(
            Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        )
        row = self.currentIndex().row()
        if event.key() in _ENTER and plain and row >= 0:
            self.opened.emit(row)
        elif row >= 0 and (event.key() == Qt.Key.Key_F2 or _is_alt_enter(event)):
            self.card_wanted.emit(row)
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif plain and event.text() > " " and event.key() != Qt.Key.Key_Delete:
            self.typed.emit(event)
        else:
            super().keyPressEvent(event)


def _is_alt_enter(event: QKeyEvent) -> bool:
    return event.key() in _ENTER and event.modifiers() == Qt.KeyboardModifier.AltModifier


@lru_cache(maxsize=32)
def _colour(name: str) -> QColor:
    return QColor(name)


@lru_cache(maxsize=1)
def _numbers() -> QFont:
    return font(BODY_PT, tabular=True)
