"""The mouse on a tick sheet.

Decided from how a printed list is filled. A click on the *sign* ticks, as a pencil in a box would.
A press on the sign and a drag ticks everything passed over with what the first one got, as one
step. A click on the *plus* of an empty cell adds somebody there. A click or drag anywhere else in a
cell only selects, so that looking never changes anything; a double click there ticks. The running
number selects its whole row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QMouseEvent

from bluezone_desktop.domain.vocabulary import Status
from bluezone_desktop.gui.ticks.sheet import ColumnKind
from bluezone_desktop.gui.ticks.tick_delegate import SIGN_AREA

if TYPE_CHECKING:
    from bluezone_desktop.gui.ticks.tick_view import TickView

_LEFT = Qt.MouseButton.LeftButton


class TickMouse:
    """Turns presses, drags and clicks into what the sheet can do."""

    def __init__(self, view: TickView) -> None:
        self._view = view
        self.painting: Status | None = None
        """What the drag under way will set."""
        self._dragging = False
        self._rows_from: int | None = None
        self._adding: tuple[int, int] | None = None

    def press(self, event: QMouseEvent) -> None:
        """Selects; on a sign a tick begins."""
        view, spot = self._view, event.position().toPoint()
        index = view.indexAt(spot)
        self.painting = self._rows_from = self._adding = None
        if not index.isValid():
            return
        if event.button() == Qt.MouseButton.RightButton:
            if not view.selectionModel().isSelected(index):
                self._select(index)
        elif event.button() == _LEFT:
            self._dragging = True
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                view.toggle(index)
            elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                view.go(index.row(), index.column(), extend=True)
            else:
                self._select(index)
                if self.is_on_sign(index, spot):
                    self.painting = view.status_following(index)
                    view.show_painting()
                elif self.is_on_plus(index, spot):
                    self._adding = (index.row(), index.column())

    def drag(self, event: QMouseEvent) -> bool:
        """Stretches the selection to the cell under the mouse; False while it only hovers."""
        if not self._dragging or not event.buttons() & _LEFT:
            return False
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return True
        view, spot = self._view, event.position().toPoint()
        inside = view.viewport().rect().adjusted(1, 1, -2, -2)
        nearest = QPoint(
            max(inside.left(), min(inside.right(), spot.x())),
            max(inside.top(), min(inside.bottom(), spot.y())),
        )
        index, current = view.indexAt(nearest), view.currentIndex()
        if not index.isValid() or index == current:
            return True
        if self._rows_from is not None:
            view.select_rows(self._rows_from, index.row())
        else:
            view.go(index.row(), index.column(), extend=True)
        return True

    def release(self, event: QMouseEvent) -> None:
        """Ends a drag; what was painted is set, all of it as one step."""
        if event.button() != _LEFT:
            return
        painting, self.painting = self.painting, None
        self._view.show_painting()
        adding, self._adding = self._adding, None
        self._dragging = False
        if painting is not None:
            self._view.set_status(painting)
        elif adding is not None:
            index = self._view.indexAt(event.position().toPoint())
            if (index.row(), index.column()) == adding:
                self._view.details_wanted.emit(index)

    def double_click(self, event: QMouseEvent) -> None:
        """On a sign a second click; on a status it ticks; elsewhere it opens what is there."""
        view, spot = self._view, event.position().toPoint()
        index = view.indexAt(spot)
        if event.button() != _LEFT or not index.isValid():
            return
        if self.is_on_sign(index, spot):
            self.press(event)
            return
        self._select(index)
        if view.sheet.columns[index.column()].is_tick and view.sheet.person_at(index):
            view.step_status(1)
        else:
            view.details_wanted.emit(index)

    def is_on_sign(self, index: QModelIndex, spot: QPoint) -> bool:
        """Whether ``spot`` lies on the sign of a person's status."""
        return self._view.sheet.person_at(index) is not None and self._at_box(index, spot)

    def is_on_plus(self, index: QModelIndex, spot: QPoint) -> bool:
        """Whether ``spot`` lies on the plus of a cell where nobody stands."""
        return self._view.sheet.person_at(index) is None and self._at_box(index, spot)

    def _at_box(self, index: QModelIndex, spot: QPoint) -> bool:
        if not self._view.sheet.columns[index.column()].is_tick:
            return False
        return 0 <= spot.x() - self._view.visualRect(index).left() < SIGN_AREA

    def _select(self, index: QModelIndex) -> None:
        if self._view.sheet.columns[index.column()].kind is ColumnKind.NUMBER:
            self._rows_from = index.row()
            self._view.select_rows(index.row(), index.row())
        else:
            self._view.go(index.row(), index.column())
