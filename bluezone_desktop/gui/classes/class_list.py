"""The narrow list of classes: name, a small bar, and how many are asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from bluezone_desktop.domain.counting import Figures
from bluezone_desktop.domain.people import ClassId
from bluezone_desktop.gui.theme import GROUP, SECONDARY_PT, TOGETHER, Scheme, font, scheme_of
from bluezone_desktop.texts import Texts

if TYPE_CHECKING:
    from bluezone_desktop.services.people import ClassSummary

Index = QModelIndex | QPersistentModelIndex

ITEM_HEIGHT = 44
BAR_HEIGHT = 4

DISPLAY = int(Qt.ItemDataRole.DisplayRole)
TOOL_TIP = int(Qt.ItemDataRole.ToolTipRole)
SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)
SORT = int(Qt.ItemDataRole.UserRole) + 1
OBJECT = int(Qt.ItemDataRole.UserRole) + 2
"""The ClassSummary."""

_NOWHERE = QModelIndex()


def progress_words(texts: Texts, pupils: Figures) -> str:
    """How far a class is, in the words that stand beside its name everywhere: "31/45 đã hỏi"."""
    if not pupils.total:
        return texts("classes.no_pupils_short")
    return texts("classes.progress", asked=pupils.asked, total=pupils.total)


class ClassListModel(QAbstractListModel):
    """The classes in class order, with their figures."""

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._classes: list[ClassSummary] = []

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._classes)

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if not index.isValid():
            return None
        summary = self._classes[index.row()]
        if role == DISPLAY:
            return summary.school_class.name
        if role in (TOOL_TIP, SPOKEN):
            return self._texts(
                "classes.progress_spoken",
                name=summary.school_class.name,
                asked=summary.pupils.asked,
                total=summary.pupils.total,
            )
        return {SORT: index.row(), OBJECT: summary}.get(role)

    def load(self, classes: Sequence[ClassSummary]) -> None:
        """Takes the classes as they are on disk; where they are the same, only bars change."""
        known = [each.school_class.id for each in self._classes]
        if known != [each.school_class.id for each in classes]:
            self.beginResetModel()
            self._classes = list(classes)
            self.endResetModel()
            return
        for row, summary in enumerate(classes):
            if summary != self._classes[row]:
                self._classes[row] = summary
                self.dataChanged.emit(self.index(row), self.index(row))

    def set_figures(self, class_id: ClassId, pupils: Figures, relatives: Figures) -> None:
        """The open sheet has counted itself: its bar need not wait for the next reading."""
        row = self.row_of(class_id)
        if row >= 0:
            self._classes[row] = replace(self._classes[row], pupils=pupils, relatives=relatives)
            self.dataChanged.emit(self.index(row), self.index(row))

    def row_of(self, class_id: ClassId | None) -> int:
        """The row of a class, −1 where it is not there."""
        for row, summary in enumerate(self._classes):
            if summary.school_class.id == class_id:
                return row
        return -1

    def summary(self, row: int) -> ClassSummary:
        """The class in a row."""
        return self._classes[row]


class ClassDelegate(QStyledItemDelegate):
    """Paints a class: its name, how many are asked, and the bar of it."""

    def __init__(self, view: QListView, texts: Texts) -> None:
        super().__init__(view)
        self._view = view
        self._texts = texts

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, ITEM_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        scheme = scheme_of(self._view.palette())
        summary: ClassSummary = index.data(OBJECT)
        pupils = summary.pupils
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect).adjusted(4, 1, -4, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        if selected or hovered:
            painter.setBrush(QColor(scheme.tint if selected else scheme.hover))
            painter.drawRoundedRect(box, 6, 6)
        if selected and self._view.hasFocus():
            painter.setPen(QColor(scheme.accent))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        inner = box.adjusted(TOGETHER, 5, -TOGETHER, -6)
        words = QRectF(inner.left(), inner.top(), inner.width(), inner.height() - BAR_HEIGHT - 3)
        self._paint_words(painter, words, summary, scheme)
        self._paint_bar(painter, inner, pupils, scheme.pressed, scheme.accent)
        painter.restore()

    def _paint_words(
        self, painter: QPainter, room: QRectF, summary: ClassSummary, scheme: Scheme
    ) -> None:
        """The name comes first: where both do not fit, the numbers stand without their word."""
        name, pupils = summary.school_class.name, summary.pupils
        small = font(SECONDARY_PT, tabular=True)
        measure = QFontMetrics(small)
        progress = progress_words(self._texts, pupils)
        free = room.width() - self._view.fontMetrics().horizontalAdvance(name) - TOGETHER
        if measure.horizontalAdvance(progress) > free:
            progress = f"{pupils.asked}/{pupils.total}"
        painter.setFont(small)
        painter.setPen(QColor(scheme.secondary))
        painter.drawText(room, int(_RIGHT), progress)
        painter.setFont(self._view.font())
        painter.setPen(QColor(scheme.text))
        width = int(room.width() - measure.horizontalAdvance(progress) - TOGETHER)
        shown = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, width)
        painter.drawText(room, int(_LEFT), shown)

    def _paint_bar(
        self, painter: QPainter, inner: QRectF, pupils: Figures, ground: str, ink: str
    ) -> None:
        bar = QRectF(inner.left(), inner.bottom() - BAR_HEIGHT, inner.width(), BAR_HEIGHT)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(bar, BAR_HEIGHT / 2, BAR_HEIGHT / 2)
        if pupils.asked:
            bar.setWidth(max(BAR_HEIGHT, inner.width() * pupils.asked / pupils.total))
            painter.setBrush(QColor(ink))
            painter.drawRoundedRect(bar, BAR_HEIGHT / 2, BAR_HEIGHT / 2)


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine


class ClassList(QListView):
    """The list itself.

    opened  Enter, or Right: the hands go over to the sheet
    """

    opened = Signal()

    def __init__(self, model: ClassListModel, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(ClassDelegate(self, texts))
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setViewportMargins(0, TOGETHER, 0, TOGETHER)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(texts("classes.list_spoken"))

    def sizeHint(self) -> QSize:
        return QSize(184, 10 * ITEM_HEIGHT + GROUP)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Right):
            self.opened.emit()
            event.accept()
        elif event.modifiers() & ~(
            Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        ):
            event.ignore()
        else:
            super().keyPressEvent(event)
