"""The header over a list: above each column a drop-down of what it means."""

from __future__ import annotations

from typing import Any, Protocol

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QWidget

from bluezone_desktop.domain.layouts import NOT_TAKEN
from bluezone_desktop.gui import icons, theme
from bluezone_desktop.gui.rosters.sheet_model import OBJECT
from bluezone_desktop.gui.rosters.sheet_pages import NOWHERE, SheetColumn

_HEIGHT = 46
NARROWEST, _WIDEST_SOURCE = 56, 132
_SIGN = 14


class MeaningModel(Protocol):
    """What the header asks of the table below it."""

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = ..., /) -> Any:
        """Under ``OBJECT`` the SheetColumn of a section."""

    def meaning(self, column: SheetColumn, /) -> str:
        """What the column is taken for."""

    def source(self, column: SheetColumn, /) -> str:
        """Where it stands in the file."""


class MeaningHeader(QHeaderView):
    """Two lines over each column: what it was taken for, and where that stands in the file.

    menu_wanted  a section whose meaning is to be chosen, and where its menu belongs
    """

    menu_wanted = Signal(int, QPoint)

    def __init__(self, model: MeaningModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._sheet = model
        self._hovered = -1
        self.setFixedHeight(_HEIGHT)
        self.setMinimumSectionSize(NARROWEST)
        self.setHighlightSections(False)
        self.setSectionsClickable(True)
        self.setMouseTracking(True)
        self.sectionClicked.connect(self.ask)

    def ask(self, section: int) -> None:
        """Let the meaning of a section be chosen, if it is a column of the file."""
        if self._is_choice(section):
            place = QPoint(self.sectionViewportPosition(section), self.height())
            self.menu_wanted.emit(section, self.viewport().mapToGlobal(place))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.logicalIndexAt(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        column = self._column(logical)
        if column is None:
            return
        scheme = theme.scheme_of(self.palette())
        taken = column.field != NOT_TAKEN
        choice = self._is_choice(logical)
        back = scheme.tint if taken else scheme.rail
        if choice and logical == self._hovered:
            back = scheme.pressed
        painter.save()
        painter.fillRect(rect, QColor(back))
        painter.setPen(QPen(QColor(scheme.page), 1))
        painter.drawLine(rect.topRight(), rect.bottomRight())
        room = rect.adjusted(theme.TOGETHER, 5, -theme.INSIDE, -5)
        upper = room.adjusted(0, 0, -_SIGN if choice else 0, 0)
        ink = scheme.text if taken else scheme.secondary
        top, bottom = Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignBottom
        self._write(painter, upper, self._sheet.meaning(column), theme.BODY_PT, ink, top)
        source = self._sheet.source(column)
        self._write(painter, room, source, theme.SECONDARY_PT, scheme.secondary, bottom)
        if choice:
            ratio = painter.device().devicePixelRatio()
            sign = icons.pixmap("down", QSize(_SIGN, _SIGN), QColor(scheme.secondary), ratio)
            painter.drawPixmap(rect.right() - _SIGN - 2, room.top() + 2, sign)
        painter.restore()

    def sectionSizeFromContents(self, logical: int) -> QSize:
        column = self._column(logical)
        if column is None:
            return QSize(NARROWEST, _HEIGHT)
        meaning = QFontMetrics(theme.font()).horizontalAdvance(self._sheet.meaning(column))
        small = QFontMetrics(theme.font(theme.SECONDARY_PT))
        # Headers of some systems are whole sentences: those are cut, and told on hovering.
        source = min(small.horizontalAdvance(self._sheet.source(column)), _WIDEST_SOURCE)
        return QSize(max(meaning + _SIGN, source) + 2 * theme.TOGETHER, _HEIGHT)

    def _column(self, logical: int) -> SheetColumn | None:
        found: SheetColumn | None = self._sheet.headerData(
            logical, Qt.Orientation.Horizontal, OBJECT
        )
        return found

    def _is_choice(self, logical: int) -> bool:
        column = self._column(logical)
        return column is not None and column.at != NOWHERE

    def _hover(self, section: int) -> None:
        if section != self._hovered:
            self._hovered = section
            self.viewport().update()

    @staticmethod
    def _write(
        painter: QPainter,
        room: QRect,
        words: str,
        points: float,
        ink: str,
        align: Qt.AlignmentFlag,
    ) -> None:
        font = theme.font(points)
        elided = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.setFont(font)
        painter.setPen(QColor(ink))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | align), elided)
