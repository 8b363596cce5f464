"""The keys of the statuses, and buttons that do the same for the mouse."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from bluezone_desktop.domain.vocabulary import Status
from bluezone_desktop.gui.icons import paint_status
from bluezone_desktop.gui.theme import INSIDE, SECONDARY_PT, TOGETHER, font, scheme_of
from bluezone_desktop.gui.ticks.tick_delegate import SIGN_SIZE
from bluezone_desktop.gui.ticks.tick_keys import CYCLE, KEY_OF
from bluezone_desktop.texts import Texts

_CAP = 18
_HEIGHT = 28


class Legend(QWidget):
    """The line "1 ✓  2 ○  3 –  4 ⌀  0 ·", with words where there is room for them.

    chosen  a Status: everyone selected is to get it
    """

    chosen = Signal(object)

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addStretch(1)
        self.keys = [LegendKey(status, texts) for status in CYCLE]
        for key in self.keys:
            key.clicked.connect(lambda _=False, chosen=key.status: self.chosen.emit(chosen))
            row.addWidget(key)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, _HEIGHT)

    def sizeHint(self) -> QSize:
        return QSize(self._room(words=False), _HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """With words where they fit, else signs; half a sign would be worse than none."""
        super().resizeEvent(event)
        for key in self.keys:
            key.show_words(self._room(words=True) <= self.width())
            key.setVisible(self._room(words=False) <= self.width())

    def _room(self, *, words: bool) -> int:
        return sum(key.width_of(words=words) for key in self.keys)


class LegendKey(QAbstractButton):
    """One key: its cap, the sign it sets, and perhaps its word."""

    def __init__(self, status: Status, texts: Texts) -> None:
        super().__init__()
        self.status = status
        self._words = texts(f"vocabulary.status_short.{status}")
        self._shows_words = False
        full = texts(f"vocabulary.status.{status}")
        key = KEY_OF[status]
        # The hands stay on the sheet: whoever has a keyboard has the keys.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setToolTip(texts("classes.keys.legend", key=key, status=full))
        self.setAccessibleName(texts("classes.keys.legend_spoken", key=key, status=full))
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def show_words(self, shown: bool) -> None:
        """With its word, or sign only."""
        if shown != self._shows_words:
            self._shows_words = shown
            self.updateGeometry()
            self.update()

    def width_of(self, *, words: bool) -> int:
        """How wide it is with its word, or without."""
        width = TOGETHER + _CAP + INSIDE + SIGN_SIZE + TOGETHER
        return (
            width + self.fontMetrics().horizontalAdvance(self._words) + INSIDE if words else width
        )

    def sizeHint(self) -> QSize:
        return QSize(self.width_of(words=self._shows_words), _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        scheme = scheme_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(scheme.pressed if self.isDown() else scheme.hover))
            painter.drawRoundedRect(self.rect(), 6, 6)
        middle = (self.height() - _CAP) / 2
        cap = QRectF(TOGETHER + 0.5, middle + 0.5, _CAP - 1, _CAP - 1)
        painter.setPen(QColor(scheme.edge))
        painter.setBrush(QColor(scheme.card))
        painter.drawRoundedRect(cap, 4, 4)
        painter.setPen(QColor(scheme.secondary))
        painter.setFont(font(SECONDARY_PT, tabular=True))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, KEY_OF[self.status])
        left = TOGETHER + _CAP + INSIDE
        sign = QRect(left, (self.height() - SIGN_SIZE) // 2, SIGN_SIZE, SIGN_SIZE)
        paint_status(painter, sign, self.status, self.palette())
        if self._shows_words:
            painter.setPen(QColor(scheme.text))
            painter.setFont(self.font())
            words = self.rect().adjusted(left + SIGN_SIZE + INSIDE, 0, 0, 0)
            align = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(words, int(align), self._words)
        painter.end()
