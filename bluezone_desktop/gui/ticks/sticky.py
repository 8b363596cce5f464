"""A table whose first columns stay put when it is scrolled sideways."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

Index = QModelIndex | QPersistentModelIndex


class StickyTable(QTableView):
    """Shows the first ``sticky`` columns a second time in a table laid over their place.

    The upper table never has the focus and decides nothing: mouse and wheel go on to the lower one,
    in whose viewport the same point means the same place. ``indexAt`` and ``visualRect`` answer for
    what is to be seen, so tooltips, hovering and screen readers are right everywhere.
    """

    def __init__(self, sticky: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sticky = sticky
        self._upper = _Upper(self)
        for table in (self, self._upper):
            table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
            table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
            table.setShowGrid(False)
            table.setFrameShape(QFrame.Shape.NoFrame)
            table.setWordWrap(False)
            table.setCornerButtonEnabled(False)
            table.verticalHeader().hide()
            table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            table.horizontalHeader().setHighlightSections(False)
            table.horizontalHeader().setSectionsMovable(False)
            table.setMouseTracking(True)
            table.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCornerWidget(QWidget())  # in the place of the style's own, which has a frame
        self.verticalScrollBar().valueChanged.connect(self._upper.verticalScrollBar().setValue)
        self._upper.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        self.horizontalScrollBar().valueChanged.connect(self._upper.update_edge)
        self.horizontalHeader().sectionResized.connect(self._lower_resized)
        self._upper.horizontalHeader().sectionResized.connect(self._upper_resized)
        self._upper.horizontalHeader().sectionClicked.connect(self.sort_wanted)
        self.horizontalHeader().sectionClicked.connect(self.sort_wanted)

    @property
    def upper(self) -> QTableView:
        """The table that shows the sticky columns."""
        return self._upper

    @property
    def sticky_width(self) -> int:
        """Points taken by the columns that stay put."""
        return sum(self.columnWidth(column) for column in range(self._sticky))

    def sort_wanted(self, column: int) -> None:
        """A head was clicked. Does nothing here."""

    def set_row_height(self, height: int) -> None:
        """Height of every row."""
        for table in (self, self._upper):
            table.verticalHeader().setMinimumSectionSize(height)
            table.verticalHeader().setDefaultSectionSize(height)

    def setModel(self, model: QAbstractItemModel | None) -> None:
        super().setModel(model)
        self._upper.setModel(model)
        self._upper.setSelectionModel(self.selectionModel())
        if model is not None:
            model.modelReset.connect(self.lay_sticky)
        self.lay_sticky()

    def lay_sticky(self) -> None:
        """Shows the right columns above, as wide as they are below."""
        header = self.horizontalHeader()
        for column in range(header.count()):
            self._upper.setColumnHidden(column, column >= self._sticky)
            if column < self._sticky:
                self._upper.setColumnWidth(column, self.columnWidth(column))
        self._place_upper()

    def indexAt(self, pos: QPoint) -> QModelIndex:
        if 0 <= pos.x() < self.sticky_width:
            return self._upper.indexAt(pos)
        return super().indexAt(pos)

    def visualRect(self, index: Index) -> QRect:
        if index.isValid() and index.column() < self._sticky:
            return self._upper.visualRect(index)
        return super().visualRect(index)

    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Brings a cell into view, out from under the columns that stay put."""
        sideways = self.horizontalScrollBar()
        before = sideways.value()
        super().scrollTo(index, hint)
        sideways.setValue(before)
        if not index.isValid() or index.column() < self._sticky:
            return
        left = self.columnViewportPosition(index.column()) - self.sticky_width
        right = left + self.columnWidth(index.column())
        room = self.viewport().width() - self.sticky_width
        if left < 0:
            sideways.setValue(before + left)
        elif right > room:
            sideways.setValue(before + min(right - room, left))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_upper()

    def updateGeometries(self) -> None:
        super().updateGeometries()
        self._place_upper()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._place_upper()

    def _place_upper(self) -> None:
        upper = getattr(self, "_upper", None)  # Qt asks for geometry while it is being made
        if upper is None:
            return
        frame = self.frameWidth()
        height = self.viewport().height() + self.horizontalHeader().height()
        width = min(self.sticky_width, self.viewport().width())
        upper.setGeometry(frame, frame, width, height)
        upper.horizontalHeader().setFixedHeight(self.horizontalHeader().height())

    def _lower_resized(self, column: int, _: int, width: int) -> None:
        if column < self._sticky:
            self._upper.setColumnWidth(column, width)
            self._place_upper()

    def _upper_resized(self, column: int, _: int, width: int) -> None:
        if column < self._sticky and width and self.columnWidth(column) != width:
            self.setColumnWidth(column, width)


class _Upper(QTableView):
    def __init__(self, lower: StickyTable) -> None:
        super().__init__(lower)
        self._lower = lower
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def update_edge(self) -> None:
        """The line at its right edge comes and goes with the scrolling."""
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._lower.horizontalScrollBar().value() > 0:
            painter = QPainter(self.viewport())
            painter.setPen(self.palette().mid().color())
            right = self.viewport().width() - 1
            painter.drawLine(right, 0, right, self.viewport().height())
            painter.end()

    # The same point means the same cell below, so events go on as they are.

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._lower.setFocus(Qt.FocusReason.MouseFocusReason)
        self._lower.mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._lower.mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._lower.mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._lower.mouseDoubleClickEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self._lower.contextMenuEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._lower.wheelEvent(event)
