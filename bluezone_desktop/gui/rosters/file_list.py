"""The files of an import: a sign, the name, and below it how far each has come or what is wrong."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QGuiApplication, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from bluezone_desktop.gui import icons, theme
from bluezone_desktop.gui.rosters.roster_files import RosterFile, RosterFiles, State
from bluezone_desktop.gui.rosters.wording import Wording

Index = QModelIndex | QPersistentModelIndex

FILE = int(Qt.ItemDataRole.UserRole)
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_TOOL_TIP = int(Qt.ItemDataRole.ToolTipRole)
_SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)
_SIGN = 16
_SIGNS = {State.READING: "refresh", State.READY: "done", State.LOCKED: "info"}
_NOWHERE = QModelIndex()


class FileModel(QAbstractListModel):
    """The files, in the order they were added."""

    def __init__(self, files: RosterFiles, wording: Wording, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._files, self._wording = files, wording
        self._shown: list[RosterFile] = []
        files.changed.connect(self.catch_up)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if not index.isValid() or index.row() >= len(self._shown):
            return None
        file = self._shown[index.row()]
        if role == _DISPLAY:
            return file.path.name
        if role == FILE:
            return file
        if role in (_TOOL_TIP, _SPOKEN):
            return f"{file.path.name}\n{self._wording.state(file)}"
        return None

    def row_of(self, file: RosterFile) -> int:
        """Where ``file`` stands, or -1."""
        return self._shown.index(file) if file in self._shown else -1

    def file_at(self, row: int) -> RosterFile | None:
        """The file in ``row``, or None."""
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def catch_up(self) -> None:
        """Takes in files that came and lets go of those that went; the others are shown anew."""
        for row in reversed(range(len(self._shown))):
            if self._shown[row] not in self._files.files:
                self.beginRemoveRows(_NOWHERE, row, row)
                del self._shown[row]
                self.endRemoveRows()
        new = self._files.files[len(self._shown) :]
        if self._shown:
            self.dataChanged.emit(self.index(0), self.index(len(self._shown) - 1))
        if new:
            first = len(self._shown)
            self.beginInsertRows(_NOWHERE, first, first + len(new) - 1)
            self._shown += new
            self.endInsertRows()


class _FileDelegate(QStyledItemDelegate):
    """Paints a file over as many lines as its sentence needs."""

    def __init__(self, wording: Wording, view: QListView) -> None:
        super().__init__(view)
        self._wording, self._view = wording, view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._view.viewport().width()
        file: RosterFile = index.data(FILE)
        height = _name_metrics().height() + self._words_height(file, width)
        return QSize(width, height + 2 * theme.TOGETHER + 2)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        file: RosterFile = index.data(FILE)
        scheme = theme.scheme_of(QGuiApplication.palette())
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        back = rect.adjusted(0, 1, 0, -1)
        if state & QStyle.StateFlag.State_Selected:
            painter.setBrush(QColor(scheme.tint))
            painter.drawRoundedRect(back, 6, 6)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(QColor(scheme.hover))
            painter.drawRoundedRect(back, 6, 6)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(scheme.accent))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(back.adjusted(0, 0, -1, -1), 6, 6)
        ratio = painter.device().devicePixelRatio()
        top = rect.top() + theme.TOGETHER
        colour = QColor(scheme.trouble if file.state is State.BAD else scheme.secondary)
        name = "warning" if file.brings_nobody else _SIGNS.get(file.state, "warning")
        sign = icons.pixmap(name, QSize(_SIGN, _SIGN), colour, ratio)
        painter.drawPixmap(rect.left() + theme.TOGETHER, top + 1, sign)
        upper, lower = self._areas(rect, file)
        painter.setPen(QColor(scheme.text))
        painter.setFont(theme.font())
        elided = _name_metrics().elidedText(
            file.path.name, Qt.TextElideMode.ElideMiddle, upper.width()
        )
        painter.drawText(upper, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, elided)
        painter.setPen(QColor(scheme.secondary))
        painter.setFont(theme.font(theme.SECONDARY_PT))
        painter.drawText(lower, _WRAP, self._wording.state(file))
        painter.restore()

    def _areas(self, rect: QRect, file: RosterFile) -> tuple[QRect, QRect]:
        left = rect.left() + theme.TOGETHER + _SIGN + theme.TOGETHER
        width = rect.right() - theme.TOGETHER - left
        line = _name_metrics().height()
        top = rect.top() + theme.TOGETHER
        height = self._words_height(file, rect.width())
        return QRect(left, top, width, line), QRect(left, top + line + 2, width, height)

    def _words_height(self, file: RosterFile, width: int) -> int:
        room = width - 3 * theme.TOGETHER - _SIGN - 1
        metrics = QFontMetrics(theme.font(theme.SECONDARY_PT))
        return metrics.boundingRect(
            QRect(0, 0, max(room, 40), 1 << 14), _WRAP, self._wording.state(file)
        ).height()


_WRAP = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)


def _name_metrics() -> QFontMetrics:
    return QFontMetrics(theme.font())


class FileList(QListView):
    """The list at the left.

    chosen   the RosterFile to show
    removed  the RosterFile to leave out (Delete)
    """

    chosen = Signal(object)
    removed = Signal(object)

    def __init__(self, files: RosterFiles, wording: Wording, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.files = FileModel(files, wording, self)
        self.setModel(self.files)
        self.setItemDelegate(_FileDelegate(wording, self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.setStyleSheet("QListView { background: transparent; }")
        self.selectionModel().currentChanged.connect(self._current_changed)
        # A sentence may be longer or shorter than the one before.
        self.files.dataChanged.connect(self.scheduleDelayedItemsLayout)

    @property
    def current(self) -> RosterFile | None:
        """The file that is selected."""
        return self.files.file_at(self.currentIndex().row())

    def choose(self, file: RosterFile) -> None:
        """Selects ``file``."""
        self.setCurrentIndex(self.files.index(self.files.row_of(file)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self.current is not None:
            self.removed.emit(self.current)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def _current_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        self.chosen.emit(self.files.file_at(current.row()))
