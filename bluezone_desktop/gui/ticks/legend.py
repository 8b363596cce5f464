"""The keys of the statuses, and buttons that do the same for the mouse."""

from __future__ import annotations

from enum import Enum, auto

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
    """The line "1 ✓  2 ○  3 –  4 ⌀  0 ·", with words wherever there is room for them.

    chosen  a Status: everyone selected is to get it
    """

    chosen = Signal(object)

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.keys = [LegendKey(status, texts) for status in CYCLE]
        for key in self.keys:
            key.chosen.connect(self.chosen)
            row.addWidget(key)
        row.addStretch(1)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, _HEIGHT)

    def sizeHint(self) -> QSize:
        return QSize(self._room(Dress.SIGN), _HEIGHT)

    @property
    def needed(self) -> int:
        """How wide it is with every sign and word."""
        return self._room(Dress.WORD_AND_SIGN)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As much as fits; half a sign would be worse than none."""
        super().resizeEvent(event)
        fitting = next((each for each in Dress if self._room(each) <= self.width()), None)
        for key in self.keys:
            key.setVisible(fitting is not None)
            if fitting is not None:
                key.put_on(fitting)

    def _room(self, dress: Dress) -> int:
        return sum(key.width_of(dress) for key in self.keys)


class Dress(Enum):
    """How much of itself a key shows, from the most to the least."""

    WORD_AND_SIGN = auto()
    WORD = auto()
    SIGN = auto()


class LegendKey(QAbstractButton):
    """One key: its cap, the sign it sets, and its word.

    chosen  the Status of the key
    """

    chosen = Signal(object)

    def __init__(self, status: Status, texts: Texts) -> None:
        super().__init__()
        self.status = status
        self._words = texts(f"vocabulary.status_short.{status}")
        self._dress = Dress.SIGN
        full = texts(f"vocabulary.status.{status}")
        key = KEY_OF[status]
        # The hands stay on the sheet: whoever has a keyboard has the keys.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setToolTip(texts("classes.keys.legend", key=key, status=full))
        self.setAccessibleName(texts("classes.keys.legend_spoken", key=key, status=full))
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.clicked.connect(self._clicked)

    def _clicked(self) -> None:
        self.chosen.emit(self.status)

    @property
    def dress(self) -> Dress:
        """How much of itself it shows."""
        return self._dress

    def put_on(self, dress: Dress) -> None:
        """With its word and sign, or one of them."""
        if dress is not self._dress:
            self._dress = dress
            self.updateGeometry()
            self.update()

    def width_of(self, dress: Dress) -> int:
        """How wide it is in ``dress``."""
        width = TOGETHER + _CAP + INSIDE
        if dress is not Dress.WORD:
            width += SIGN_SIZE + INSIDE
        if dress is not Dress.SIGN:
            width += self.fontMetrics().horizontalAdvance(self._words) + INSIDE
        return width

    def sizeHint(self) -> QSize:
        return QSize(self.width_of(self._dress), _HEIGHT)

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
        if self._dress is not Dress.WORD:
            sign = QRect(left, (self.height() - SIGN_SIZE) // 2, SIGN_SIZE, SIGN_SIZE)
            paint_status(painter, sign, self.status, self.palette())
            left += SIGN_SIZE + INSIDE
        if self._dress is not Dress.SIGN:
            painter.setPen(QColor(scheme.text))
            painter.setFont(self.font())
            words = self.rect().adjusted(left, 0, 0, 0)
            align = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(words, int(align), self._words)
        painter.end()
