"""Paints the cells of a tick sheet: sign, word, selection and focus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from bluezone_desktop.domain.people import Person
from bluezone_desktop.domain.vocabulary import Status
from bluezone_desktop.gui.icons import paint_status, pixmap
from bluezone_desktop.gui.theme import INSIDE, TOGETHER, Scheme, scheme_of
from bluezone_desktop.gui.ticks.sheet import ColumnKind
from bluezone_desktop.gui.ticks.tick_model import DISPLAY, EDIT, TickModel

if TYPE_CHECKING:
    from bluezone_desktop.gui.ticks.tick_view import TickView

Index = QModelIndex | QPersistentModelIndex

SIGN_SIZE = 18
SIGN_AREA = TOGETHER + SIGN_SIZE + TOGETHER
"""Width of the part of a cell where a click ticks: the sign and the space around it."""

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class TickDelegate(QStyledItemDelegate):
    """Paints for the sheet, and for its columns that stay put, which never have the focus.

    Both therefore ask ``view``, the sheet, where the focus is.
    """

    def __init__(self, view: TickView, model: TickModel) -> None:
        super().__init__(view)
        self._view = view
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As wide as sign and word need; what double-clicking the edge of a head gives."""
        words = str(index.data(DISPLAY) or "")
        width = self._view.fontMetrics().horizontalAdvance(words) + 2 * TOGETHER
        if self._model.columns[index.column()].is_tick:
            width += SIGN_AREA - TOGETHER
        return QSize(width, 0)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        scheme = scheme_of(self._view.palette())
        rect: QRect = option.rect
        painter.save()
        self._paint_ground(painter, option, index, scheme)
        column = self._model.columns[index.column()]
        if column.is_tick:
            person = self._model.person_at(index)
            if person is None:
                if self._is_hovered(option) or self._has_focus(index):
                    self._paint_plus(painter, rect, scheme)
            else:
                self._paint_status(painter, option, index, person, scheme)
        else:
            quiet = column.kind in (ColumnKind.NUMBER, ColumnKind.NOTE, ColumnKind.GROUP)
            painter.setPen(QColor(scheme.secondary if quiet else scheme.text))
            align = _RIGHT if column.kind is ColumnKind.NUMBER else _LEFT
            self._paint_words(painter, rect.adjusted(TOGETHER, 0, -TOGETHER, 0), index, align)
        if self._has_focus(index):
            self._paint_focus(painter, rect, scheme)
        painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setObjectName("cell_editor")
        # The cell is the frame, and its row is lower than a field of a form.
        editor.setStyleSheet(
            "border: 2px solid palette(link); border-radius: 0; padding: 0 4px; min-height: 0;"
        )
        editor.setAccessibleName(self._model.wording.header(self._model.columns[index.column()]))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QLineEdit):
            editor.setText(str(index.data(EDIT) or ""))
            editor.selectAll()

    def _paint_ground(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, scheme: Scheme
    ) -> None:
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected and self._view.has_hands:
            ground = scheme.tint
        elif selected:
            ground = scheme.hover
        elif index.row() == self._view.currentIndex().row():
            ground = scheme.page
        else:
            ground = scheme.card
        rect: QRect = option.rect
        painter.fillRect(rect, QColor(ground))
        # Filled, not drawn: at 125 % a drawn line ends short of the next cell.
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(scheme.line))

    def _paint_status(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: Index,
        person: Person,
        scheme: Scheme,
    ) -> None:
        rect: QRect = option.rect
        sign = QRect(
            rect.left() + TOGETHER,
            rect.top() + (rect.height() - SIGN_SIZE) // 2,
            SIGN_SIZE,
            SIGN_SIZE,
        )
        if self._is_hovered(option):
            # Says that the sign is there to be pressed.
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(scheme.pressed))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.drawRoundedRect(sign.adjusted(-3, -3, 3, 3), 4, 4)
        late = self._model.is_late(person)
        if late:
            painter.setOpacity(0.4)
        paint_status(painter, sign, person.status, self._view.palette())
        painter.setOpacity(1.0)
        quiet = late or person.status is Status.NOT_ASKED
        painter.setPen(QColor(scheme.secondary if quiet else scheme.text))
        words = rect.adjusted(SIGN_AREA, 0, -INSIDE, 0)
        self._paint_words(painter, words, index, _LEFT, "…" if late else "")

    def _paint_words(
        self,
        painter: QPainter,
        rect: QRect,
        index: Index,
        align: Qt.AlignmentFlag,
        after: str = "",
    ) -> None:
        words = str(index.data(DISPLAY) or "") + after
        metrics = self._view.fontMetrics()
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
        painter.setFont(self._view.font())
        painter.drawText(rect, int(align) | Qt.TextFlag.TextSingleLine, shown)

    def _paint_plus(self, painter: QPainter, rect: QRect, scheme: Scheme) -> None:
        size = QSize(16, 16)
        left = rect.left() + TOGETHER + 1
        top = rect.top() + (rect.height() - size.height()) // 2
        ratio = painter.device().devicePixelRatio()
        painter.drawPixmap(left, top, pixmap("add", size, QColor(scheme.secondary), ratio))

    def _paint_focus(self, painter: QPainter, rect: QRect, scheme: Scheme) -> None:
        pen = painter.pen()
        pen.setColor(QColor(scheme.accent))
        pen.setWidth(2)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.drawRect(rect.adjusted(1, 1, -1, -1))

    def _has_focus(self, index: Index) -> bool:
        return self._view.has_hands and index == self._view.currentIndex()

    def _is_hovered(self, option: QStyleOptionViewItem) -> bool:
        return bool(option.state & QStyle.StateFlag.State_MouseOver)
