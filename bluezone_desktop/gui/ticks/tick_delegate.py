"""Paints the cells of a tick sheet: sign, word, selection and focus."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from bluezone_desktop.domain.vocabulary import Status
from bluezone_desktop.gui.icons import paint_status, pixmap
from bluezone_desktop.gui.theme import DARK, INSIDE, LIGHT, TOGETHER, Scheme, scheme_of
from bluezone_desktop.gui.ticks.sheet import ColumnKind
from bluezone_desktop.gui.ticks.tick_model import DISPLAY, EDIT, TickModel

if TYPE_CHECKING:
    from bluezone_desktop.gui.ticks.tick_view import TickView

Index = QModelIndex | QPersistentModelIndex

SIGN_SIZE = 18
SIGN_AREA = TOGETHER + SIGN_SIZE + TOGETHER
"""Width of the part of a cell where a click ticks: the sign and the space around it."""

# Plain integers: Qt's enumerations cost more than the painting.
_RIGHT = int(
    Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
_SELECTED = int(QStyle.StateFlag.State_Selected.value)
_HOVERED = int(QStyle.StateFlag.State_MouseOver.value)
_QUIET = frozenset({ColumnKind.NUMBER, ColumnKind.NOTE, ColumnKind.GROUP})
_MOST_FITTED = 5000


class TickDelegate(QStyledItemDelegate):
    """Paints for the sheet, and for its columns that stay put, which never have the focus.

    Both therefore ask ``view``, the sheet, where the focus is.
    """

    def __init__(self, view: TickView, model: TickModel) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._fitted: dict[tuple[str, int], str] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As wide as sign and word need; what double-clicking the edge of a head gives."""
        words = str(index.data(DISPLAY) or "")
        width = self._view.fontMetrics().horizontalAdvance(words) + 2 * TOGETHER
        if self._model.columns[index.column()].is_tick:
            width += SIGN_AREA - TOGETHER
        return QSize(width, 0)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, place = index.row(), index.column()
        current = self._view.currentIndex()
        state = int(option.state.value)
        cell = _Cell(
            painter,
            option.rect,
            _inks(scheme_of(self._view.palette()).name),
            selected=bool(state & _SELECTED),
            hovered=bool(state & _HOVERED),
            active=self._view.has_hands,
            in_current_row=row == current.row(),
            current=row == current.row() and place == current.column(),
        )
        painter.save()
        cell.paint_ground()
        self._paint_content(cell, row, place)
        if cell.current and cell.active:
            cell.paint_focus()
        painter.restore()

    def forget_measures(self) -> None:
        """The font is another one: what fitted need not fit any more."""
        self._fitted.clear()

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

    def _paint_content(self, cell: _Cell, row: int, place: int) -> None:
        column = self._model.columns[place]
        words = self._model.words(row, place)
        rect = cell.rect
        if not column.is_tick:
            quiet = column.kind in _QUIET
            align = _RIGHT if column.kind is ColumnKind.NUMBER else _LEFT
            self._paint_words(cell, rect.adjusted(TOGETHER, 0, -TOGETHER, 0), words, align, quiet)
            return
        person = self._model.person_in(row, place)
        if person is None:
            near = cell.hovered or (cell.current and cell.active)
            # A missing father or mother is hinted at all along, others only where the hand is.
            if near or column.kind is ColumnKind.RELATION:
                cell.paint_plus(faint=not near)
            return
        late = self._model.is_late(person)
        status = person.status
        if cell.selected and self._view.painting is not None:
            status = self._view.painting  # what letting the button go will set
            words = self._model.wording.short(status)
        cell.paint_sign(status, self._view, faint=late)
        quiet = late or status is Status.NOT_ASKED
        room = rect.adjusted(SIGN_AREA, 0, -INSIDE, 0)
        self._paint_words(cell, room, f"{words}…" if late else words, _LEFT, quiet)

    def _paint_words(self, cell: _Cell, room: QRect, words: str, align: int, quiet: bool) -> None:
        if not words:
            return
        key = (words, room.width())
        shown = self._fitted.get(key)
        if shown is None:
            # Measuring a word costs as much as painting it, and the same few stand everywhere.
            if len(self._fitted) > _MOST_FITTED:
                self._fitted.clear()
            shown = self._view.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, key[1])
            self._fitted[key] = shown
        cell.painter.setPen(cell.inks.secondary if quiet else cell.inks.text)
        cell.painter.drawText(room, align, shown)


@dataclass(frozen=True, slots=True)
class _Inks:
    """The colours of one scheme, made once: a table paints a thousand cells a second."""

    card: QColor
    page: QColor
    hover: QColor
    pressed: QColor
    line: QColor
    text: QColor
    secondary: QColor
    accent: QColor
    tint: QColor


@lru_cache(maxsize=2)
def _inks(name: str) -> _Inks:
    scheme: Scheme = DARK if name == DARK.name else LIGHT
    return _Inks(*(QColor(getattr(scheme, each.name)) for each in fields(_Inks)))


@dataclass(frozen=True, slots=True)
class _Cell:
    """One cell about to be painted: where, and in which state."""

    painter: QPainter
    rect: QRect
    inks: _Inks
    selected: bool
    hovered: bool
    active: bool
    in_current_row: bool
    current: bool

    def paint_ground(self) -> None:
        """Selection, the row of the focus, and the line below."""
        rect, inks = self.rect, self.inks
        if self.selected:
            self.painter.fillRect(rect, inks.tint if self.active else inks.hover)
        elif self.in_current_row:
            self.painter.fillRect(rect, inks.page)
        # Filled, not drawn: at 125 % a drawn line ends short of the next cell.
        self.painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, inks.line)

    def paint_sign(self, status: Status, view: QWidget, *, faint: bool) -> None:
        """The sign of a status; under the mouse it says that it is there to be pressed."""
        left, rect = self.rect.left() + TOGETHER, self.rect
        top = rect.top() + (rect.height() - SIGN_SIZE) // 2
        sign = QRect(left, top, SIGN_SIZE, SIGN_SIZE)
        painter = self.painter
        if self.hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.inks.pressed)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.drawRoundedRect(sign.adjusted(-3, -3, 3, 3), 4, 4)
        if faint:
            painter.setOpacity(0.4)
        paint_status(painter, sign, status, view.palette())
        if faint:
            painter.setOpacity(1.0)

    def paint_plus(self, *, faint: bool) -> None:
        """Somebody could be added here."""
        size = QSize(16, 16)
        left = self.rect.left() + TOGETHER + 1
        top = self.rect.top() + (self.rect.height() - size.height()) // 2
        ratio = self.painter.device().devicePixelRatio()
        self.painter.setOpacity(0.45 if faint else 1.0)
        self.painter.drawPixmap(left, top, pixmap("add", size, self.inks.secondary, ratio))
        self.painter.setOpacity(1.0)

    def paint_focus(self) -> None:
        """The frame of the cell where the next key goes."""
        pen = QPen(self.inks.accent, 2)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        self.painter.setPen(pen)
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        self.painter.drawRect(self.rect.adjusted(1, 1, -1, -1))
